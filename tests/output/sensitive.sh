#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Nothing that a plan marks as sensitive is printed, by no command and in no
# format. The files hold canaries where such values go: words with "canary" in
# them, an account and an address. Besides, other values in their place change
# no byte of a report, so that none can be guessed from a fingerprint.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

canaries='canary|987650001111|203\.0\.113\.77'
# Every format that there is.
formats=$(sed -n 's/^#define FORMATS(_)//p' src/report/table.c | tr -cs 'a-z0-9' ' ')
[ -n "$formats" ] || exit 1

complain() {
  echo "$1"
  failed=1
}

# Formats and commands that there are not say nothing of the file.
everything() { # FILE
  for format in $formats; do
    "$tool" --format "$format" --min-severity info "$1"
  done
  for format in text json; do
    "$tool" who --format "$format" "$1"
    "$tool" diff --format "$format" "$1"
  done
  for role in $("$tool" who --format json "$1" 2>/dev/null |
    sed -n 's/.*"address": "\([^"]*\)".*/\1/p'); do
    "$tool" simulate "$1" --role "$role" --principal arn:aws:iam::444455556666:role/x \
      --external-id wrong --format json
  done
  "$tool" who --accounts "$1"
}

mkdir "$work/plans" "$work/others" "$work/open" "$work/broken"
cp testdata/sensitive/* testdata/plans/sensitive.json "$work/plans"
for file in "$work"/plans/*; do
  name=${file##*/}
  (cd "$work/plans" && everything "$name") >"$work/said" 2>&1
  [ -s "$work/said" ] || complain "$name: nothing is said of it at all"
  grep -iE "$canaries" "$work/said" | head -n 5 | sed "s/^/$name: /" >"$work/hits"
  [ ! -s "$work/hits" ] || complain "$(cat "$work/hits")"

  sed -e 's/canary/otters/g; s/Canary/Otters/g; s/CANARY/OTTERS/g' "$file" >"$work/others/$name"
  (cd "$work/others" && everything "$name") >"$work/other" 2>&1
  cmp "$work/said" "$work/other" >/dev/null ||
    complain "$name: the report tells a value from another:
$(diff "$work/said" "$work/other" | head -n 6)"
done

# That the canaries would be seen: the same without the marks.
for name in after.json before.json state.json; do
  sed -E 's/"(assume_role_policy|sensitive)": true/"\1": false/' "testdata/sensitive/$name" >"$work/open/$name"
  "$tool" --min-severity info "$work/open/$name" 2>&1 | grep -qiE "$canaries" ||
    complain "$name: without marks no canary is seen"
done

# Of broken files the place is told, and no text.
for name in after.json before.json state.json deferred.json; do
  sed -e 's/"sts:AssumeRole/canary&/' "testdata/sensitive/$name" >"$work/broken/$name"
  head -c 3000 "testdata/sensitive/$name" >"$work/broken/cut-$name"
done
(cd "$work" && everything broken) >"$work/said" 2>&1
grep -q 'cut-after\.json:.*too early' "$work/said" || complain "nothing is said of broken files"
grep -iE "$canaries" "$work/said" | head -n 5 >"$work/hits"
[ ! -s "$work/hits" ] || complain "$(cat "$work/hits")"

exit $failed
