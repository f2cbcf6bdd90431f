#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What a walk cannot look at it does not leave out in silence: a folder whose
# entries may be listed and not looked at, one that may not be listed, and one
# whose path is too long for the system are told, with exit status 2; so is one
# that was named and holds nothing to look at.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
failed=0

expect() { # FOLDER EXIT [TOLD]
  said=$("$tool" --quiet "$work/$1" 2>&1)
  status=$?
  [ "$status" -eq "$2" ] || {
    echo "$1: exit status $status, not $2"
    failed=1
  }
  case $said in
  *"${3:-}"*) ;;
  *)
    echo "$1: \"$3\" is not told: $said"
    failed=1
    ;;
  esac
}

mkdir -p "$work/listed/inner/deeper" "$work/closed/inner" "$work/long"
expect listed 2 "no .yaml" # as a file that is not there
"$tool" --lenient --quiet "$work/listed" || failed=1
echo 'color: blue' >"$work/listed/other.yaml"
expect listed 0

name=$(printf '%0250d' 0)
(
  cd "$work/long" || exit 1
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do
    mkdir "$name" 2>/dev/null && cd "./$name" 2>/dev/null || exit 1
  done
) && expect long 2 "File name too long"

chmod 444 "$work/listed/inner"
chmod 000 "$work/closed/inner"
if ! ls "$work/closed/inner" >/dev/null 2>&1; then # else everything is allowed here
  expect listed 2 "deeper: Permission denied"
  expect closed 2 "inner: Permission denied"
fi
exit $failed
