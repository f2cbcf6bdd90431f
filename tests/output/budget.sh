#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The budget of an input is divided among its roles before any is judged: reports depend
# neither on threads nor on the order of roles, what was not decided is told, and there is
# enough for roles as people write them, however many.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
  echo "$1"
  failed=1
}

roles() {
  LC_ALL=C awk -f tests/bench/roles.awk "$@"
}

# A few of the worst among thousands: each has a small share.
roles -v kind=service -v roles=2000 -v worst=20 >"$work/a.json"
roles -v kind=service -v roles=2000 -v worst=20 -v stride=1201 >"$work/b.json"
for jobs in 1 4; do
  "$tool" --no-config --quiet --format json --jobs $jobs "$work/a.json" "$work/b.json" >"$work/$jobs"
  [ $? -eq 1 ] || complain "--jobs $jobs: not exit status 1"
done
cmp "$work/1" "$work/4" || complain "the report depends on --jobs"

# "RULE MESSAGE ADDRESS" of each.
findings() {
  "$tool" --no-config --quiet --format json "$work/$1.json" | awk '
    /^      "rule": / { rule = $0 }
    /^      "message": / { message = $0 }
    /^      "address": / { print rule message $0 }' | sort >"$work/$1.txt"
}
findings a
findings b
cmp "$work/a.txt" "$work/b.txt" || complain "the findings depend on the order of roles"
grep -q 'AL903.*gave up at a limit' "$work/a.txt" || complain "nothing is said of what was not decided"

# Roles as people write them, before a change and after it.
roles -v kind=ordinary -v plan=1 -v roles=10000 >"$work/plan.json"
"$tool" --no-config --quiet --format gcc --min-severity info "$work/plan.json" >"$work/plan.txt"
[ $? -eq 1 ] || complain "plan: not exit status 1"
[ -s "$work/plan.txt" ] || complain "plan: nothing is found"
if grep -q AL903 "$work/plan.txt"; then
  complain "plan: $(grep -c AL903 "$work/plan.txt") policies were not decided"
fi

exit $failed
