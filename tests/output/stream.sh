#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Plans larger than what is held go by, through files and pipes alike, and give
# what a small one gives. Memory does not grow with them: the last test reads
# 300 MB within 24 MiB of address space.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
  echo "$1"
  failed=1
}

plan() {
  LC_ALL=C awk -f tests/bench/plan.awk "$@"
}

# Scans NAME as a file, as a pipe and as a pipe of odd pieces: the same report each time.
scan_all_ways() { # NAME
  "$tool" --format json "$work/$1" >"$work/$1.file" 2>"$work/$1.said"
  echo $? >"$work/$1.exit"
  # shellcheck disable=SC2002 # a pipe is the point
  cat "$work/$1" | "$tool" --format json --stdin-filename "$work/$1" - >"$work/$1.pipe" 2>/dev/null
  dd if="$work/$1" bs=65521 2>/dev/null |
    "$tool" --format json --stdin-filename "$work/$1" - >"$work/$1.pieces" 2>/dev/null
  cmp "$work/$1.file" "$work/$1.pipe" || failed=1
  cmp "$work/$1.file" "$work/$1.pieces" || failed=1
}

expect() { # NAME EXIT RULE COUNT
  scan_all_ways "$1"
  [ "$(cat "$work/$1.exit")" -eq "$2" ] || complain "$1: exit status $(cat "$work/$1.exit"), not $2"
  count=$(grep -c "\"rule\": \"$3\"" "$work/$1.file")
  [ "$count" -eq "$4" ] || complain "$1: $count findings of $3, not $4"
}

plan -v bytes=3000000 -v resources=400 -v roles=40 >"$work/line.json"
expect line.json 1 AL201 10
plan -v bytes=3000000 -v resources=400 -v roles=40 -v lines=1 >"$work/lines.json"
expect lines.json 1 AL201 10
# The last unsafe role is the 361st resource; the first line holds none.
grep -q '"line": 362,' "$work/lines.json.file" || complain "lines.json: no finding in line 362"
plan -v bytes=3000000 -v resources=400 -v roles=40 -v sorted=1 >"$work/sorted.json"
expect sorted.json 1 AL201 10

# Cut, and broken far behind what is read first.
head -c 2500000 "$work/line.json" >"$work/cut.json"
expect cut.json 2 AL001 1
grep -q 'cut.json:1:[0-9]*: invalid JSON: the text ends too early' "$work/cut.json.said" ||
  complain "cut.json: $(cat "$work/cut.json.said")"
sed 's/"aws_iam_role\.r35"/&,,/' "$work/lines.json" >"$work/broken.json"
expect broken.json 2 AL001 1

# Templates are held, however large.
awk 'BEGIN {
  printf "{\"Resources\":{"
  for (i = 0; i < 20000; i++)
    printf "\"T%d\":{\"Type\":\"AWS::SNS::Topic\",\"Properties\":{\"TopicName\":\"a-name-of-some-length-%d\"}},", i, i
  print "\"R\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":{\"AssumeRolePolicyDocument\":{\"Statement\":" \
    "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}}}}}"
}' >"$work/template.json"
expect template.json 1 AL101 1

# Whoever writes may be gone before the end.
{
  head -c 1500000 "$work/line.json"
  exec 1>&-
} | "$tool" --format gcc - >"$work/gone" 2>/dev/null
[ $? -eq 2 ] || complain "a pipe that ends early: not exit status 2"

# shellcheck disable=SC3045 # looked at first
if (ulimit -v 24576) 2>/dev/null && (ulimit -v 24576 && "$tool" --version) >/dev/null 2>&1; then
  # shellcheck disable=SC3045
  count=$(plan -v bytes=300000000 | (ulimit -v 24576 && "$tool" --format gcc -) | grep -c AL201)
  [ "$count" -eq 50 ] || complain "300 MB through a pipe: $count findings, not 50"
fi # else nothing limits memory here, or sanitizers need all of it

exit $failed
