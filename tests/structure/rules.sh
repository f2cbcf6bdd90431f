#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# A rule is a line in rules/list, a page rules/ALnnn.md, its checks rules/ALnnn.c and a
# folder of cases, testdata/cases/rules/ALnnn-NAME, with at least one case where it speaks
# (bad*) and one where it is silent (good*): this says what was forgotten. The output of a bad
# case has to name the rule, so that the case cannot rot into something else, and docs/rules.md
# has to be what the pages say.

cd "$(dirname "$0")/../.." || exit 1

cases=testdata/cases/rules
listed=$(awk '/^AL/ { print $1 }' rules/list)
key() { sed -n "s/^$2: //p" "rules/$1.md" | head -n 1; }

hits=$(
  for rule in $listed; do
    [ -f "rules/$rule.md" ] || {
      echo "rules/list: $rule has no page rules/$rule.md"
      continue
    }
    # The engine reports what cannot be read.
    [ -f "rules/$rule.c" ] || [ "$(key "$rule" kind)" = unreadable ] ||
      echo "rules/$rule.md: there is no check rules/$rule.c"
    folder=$cases/$rule-$(key "$rule" name)
    [ -d "$folder" ] || {
      echo "$rule: no folder $folder"
      continue
    }
    for kind in bad good; do
      ls -d "$folder/$kind"* >/dev/null 2>&1 || echo "$folder: no case $kind*"
    done
    says=$(grep -l "$rule" "$folder"/*/stdout 2>/dev/null)
    for case in "$folder"/*/; do
      case ${case#"$folder"/}:$says in
      bad*"$case"stdout*) ;;
      bad*) echo "$case: the rule does not speak" ;;
      good*"$case"stdout*) echo "$case: the rule speaks" ;;
      esac
    done
  done
  for file in rules/AL*.c rules/AL*.md "$cases"/*; do
    rule=$(basename "$file" | cut -c 1-5)
    echo "$listed" | grep -qx "$rule" || echo "$file: rules/list has no line for $rule"
  done
  for folder in "$cases"/*/; do
    rule=$(basename "$folder")
    name=${rule#*-}
    rule=${rule%%-*}
    [ ! -f "rules/$rule.md" ] || [ "$(key "$rule" name)" = "$name" ] ||
      echo "$folder: $rule is called $(key "$rule" name)"
  done
  # What the engine has to know of a rule is declared: its kind, what it claims and yields to.
  grep -rnE '"AL[0-9]' src parsers rules --include='*.c' | sed 's/$/   <- an id decides nothing in code/'
  awk -v to=markdown -f scripts/rules.awk rules/list rules/AL*.md 2>&1 |
    cmp -s - docs/rules.md || echo 'docs/rules.md is not what the pages say: make docs'
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
