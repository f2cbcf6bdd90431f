#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# scripts/rules.awk says where a page or the list is wrong, and what is missing there.

cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# Edits a copy of a page or of the list, and looks for a complaint.
expect() { # FILE SED-SCRIPT COMPLAINT
  rm -f "$work"/*
  cp rules/AL608.md rules/AL608.c "$work"
  printf '# one rule\n\nAL608\n' >"$work/list"
  sed "$2" "$work/$1" >"$work/new"
  mv "$work/new" "$work/$1"
  said=$(awk -f scripts/rules.awk "$work/list" "$work"/AL*.md 2>&1 >/dev/null) && {
    echo "$1 $2: nothing is wrong"
    failed=1
  }
  echo "$said" | grep -qF "$work/$1:$3" || {
    printf '%s %s: expected %s, got\n%s\n' "$1" "$2" "$3" "$said"
    failed=1
  }
}

# The end of the page, where sections are missing from.
end=$(wc -l <rules/AL608.md | tr -d ' ')

expect AL608.md '1d' '1: a page begins with ---'
expect AL608.md '/^severity/d' '1: the key "severity" is missing'
expect AL608.md '2s/^name/nam/' '2: there is no key "nam"'
expect AL608.md '3s/.*/name: again/' '3: the key "name" is there twice'
expect AL608.md 's/^severity: .*/severity: grave/' '4: severity is one of: info low medium high critical'
expect AL608.md 's/^title: .*/title:/' '3: expected "key: value"'
expect AL608.md '/^## Why/d' "$((end - 1)): the section \"Why\" is missing or empty"
expect AL608.md 's/^## Why/## Whence/' '15: there is no section "Whence"'
expect AL608.md 's/^## Why/## What/' '15: the section "What" is there twice'
expect AL608.md 's/^- https/- http/' "$end: a source is"
expect AL608.md '/^```$/d' "$((end - 2)): the end is missing: \`\`\`"
expect AL608.md 's/^```json/{/' '22: an example is fenced'
expect list 's/AL608/AL608 claim/' '3: "claim" is not understood here'
expect list 's/AL608/AL608 yields place AL999/' '3: AL608 yields to AL999, which is not in the list'
expect list 's/AL608/AL608 yields AL607/' '3: a rule yields at the same "statement" or "place"'
expect list '3s/.*/AL607/' '3: there is no page'
expect list '1s/.*/AL608/' '3: AL608 is in the list twice'

# A page without its checks, which the linker would say less well.
rm -f "$work"/*
cp rules/AL608.md "$work"
echo AL608 >"$work/list"
awk -f scripts/rules.awk "$work/list" "$work/AL608.md" 2>&1 | grep -qF 'there is no' || {
  echo 'a page without checks is not complained about'
  failed=1
}
exit $failed
