#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# `assumelint rules` lists each rule of rules/ once, sorted by id, with severity,
# name and title; `assumelint explain` knows each of them by id and by name.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

find rules -name 'AL*.md' | sed 's|.*/||; s|\.md$||' | sort >"$work/files"
"$tool" rules >"$work/rules" || exit 1
awk '{ print $1 }' "$work/rules" | diff -u "$work/files" - || exit 1
grep -vE '^AL[0-9]{3}  (critical|high|medium|low|info) +[a-z0-9-]+ +[A-Z].*[^.]$' "$work/rules" && exit 1

while read -r id severity name _; do
  for word in "$id" "$name"; do
    "$tool" explain "$word" >"$work/page" || exit 1
    head -n 1 "$work/page" | grep -q "^$id $name ($severity, " || {
      echo "explain $word begins with: $(head -n 1 "$work/page")"
      exit 1
    }
  done
done <"$work/rules"
