#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Real templates and plans, where there are some beside the checkout: whatever
# is in a file, the exit status is 0, 1 or 2, status 2 comes with one line on
# stderr that says why, any other with none, and the same run twice gives the
# same bytes. Skipped where there is no corpus.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
corpus=${ASSUMELINT_CORPUS:-../shared/corpus}
[ -d "$corpus" ] || {
  echo "no corpus; set ASSUMELINT_CORPUS"
  exit 77
}

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# One run over everything, twice, with different numbers of threads.
for jobs in 1 4; do
  "$tool" --format json --jobs $jobs "$corpus" >"$work/$jobs.json" 2>"$work/$jobs.err"
  status=$?
  [ $status -le 2 ] || {
    echo "exit status $status with --jobs $jobs"
    failed=1
  }
  grep -v '^assumelint: ' "$work/$jobs.err" && failed=1
done
cmp "$work/1.json" "$work/4.json" || failed=1
cmp "$work/1.err" "$work/4.err" || failed=1

find "$corpus" -type f \( -name '*.json' -o -name '*.y*ml' -o -name '*.template' \) |
  while IFS= read -r file; do
    "$tool" --format gcc "$file" >/dev/null 2>"$work/err"
    status=$?
    lines=$(wc -l <"$work/err")
    case $status:$lines in
    0:0 | 1:0 | 2:1) ;;
    *) echo "$file: exit status $status, $lines lines on stderr: $(head -n 1 "$work/err")" ;;
    esac
  done >"$work/odd"
cat "$work/odd"
[ $failed -eq 0 ] && [ ! -s "$work/odd" ]
