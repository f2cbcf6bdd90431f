#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every rule has a folder of cases, testdata/cases/rules/ID-NAME, with at least
# one case where it speaks (bad*) and one where it is silent (good*); and every
# such folder belongs to a rule. That a bad case's output really names the rule
# is looked at too, so that a case cannot rot into something else.

cd "$(dirname "$0")/../.." || exit 1

cases=testdata/cases/rules
newline='
'
rules=$(find rules -name 'al*.c' -exec awk '
  /^ *\.id = "AL[0-9]+"/ { split($0, id, "\"") }
  /^ *\.name = "/ && id[2] != "" { split($0, name, "\""); print id[2] "-" name[2]; id[2] = "" }
  ' {} + | sort)

hits=$(
  for rule in $rules; do
    folder=$cases/$rule
    [ -d "$folder" ] || {
      echo "$rule: no folder $folder"
      continue
    }
    for kind in bad good; do
      ls -d "$folder/$kind"* >/dev/null 2>&1 || echo "$folder: no case $kind*"
    done
    says=$(grep -l "${rule%%-*}" "$folder"/*/stdout 2>/dev/null)
    for case in "$folder"/*/; do
      case ${case#"$folder"/}:$says in
      bad*"$case"stdout*) ;;
      bad*) echo "$case: the rule does not speak" ;;
      good*"$case"stdout*) echo "$case: the rule speaks" ;;
      esac
    done
  done
  for folder in "$cases"/*/; do
    [ -d "$folder" ] || continue
    name=${folder#"$cases"/}
    case $newline$rules$newline in
    *"$newline${name%/}$newline"*) ;;
    *) echo "$folder: there is no such rule" ;;
    esac
  done
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
