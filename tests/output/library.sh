#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The public library: libassumelint.a has the functions of assumelint.h and no other
# symbol, the header stands alone, in C and in C++, and docs/example.c, made of these two
# alone, finds what the command finds.

cd "$(dirname "$0")/../.." || exit 1
build=$1
archive=$build/libassumelint.a
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

complain() {
  echo "$1"
  failed=1
}

[ -f "$archive" ] || {
  echo "there is no $archive"
  exit 1
}

sed -n '/^ALINT_API/s/^[^(]*[ *]\(alint_[a-z_]*\)(.*/\1/p' include/assumelint.h |
  sort >"$work/declared"
# The Makefile needs one of these; Mach-O puts an underscore before each name.
if command -v objcopy >/dev/null || [ "$(uname -s)" = Darwin ]; then
  nm -g --defined-only "$archive" 2>/dev/null | awk 'NF == 3 { sub(/^_/, "", $3); print $3 }' |
    sort >"$work/defined"
  diff "$work/declared" "$work/defined" ||
    complain "the symbols of $archive (>) are not the functions of assumelint.h (<)"
fi

flags=-pthread
nm "$archive" 2>/dev/null | grep -q __asan_init && flags="$flags -fsanitize=address,undefined"
libs=$(${PKG_CONFIG:-pkg-config} --libs yaml-0.1 libcjson libpcre2-8)
cp include/assumelint.h docs/example.c "$work"

try() { # NAME COMPILER...
  name=$1
  shift
  # shellcheck disable=SC2086 # words
  "$@" -Wall -Wextra -Werror $flags -I"$work" -o "$work/$name" "$work/example.c" -x none \
    "$archive" $libs || {
    complain "$name: the example does not compile"
    return
  }
  "$work/$name" testdata/demo >"$work/$name.out" 2>"$work/$name.err"
  status=$?
  "$build/assumelint" --strict --fail-on high --format gcc testdata/demo >"$work/command.out" 2>"$work/command.err"
  expected=$?
  [ "$status" -eq "$expected" ] || complain "$name: exit status $status, not $expected"
  count=$(grep -c ' of ' "$work/$name.out")
  tail -n "$(wc -l <"$work/command.out")" "$work/$name.out" | cmp - "$work/command.out" ||
    complain "$name: not the report of the command"
  sed 's/^assumelint: /note: /' "$work/command.err" | cmp - "$work/$name.err" ||
    complain "$name: not what the command says"
  [ "$count" -gt 0 ] || complain "$name: nothing is found"
  echo '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}' |
    "$work/$name" | grep -q '^stdin.yaml:1: critical ' || complain "$name: no finding in a buffer"
  "$work/$name" "$work/nothing" >/dev/null 2>&1
  [ $? -eq 2 ] || complain "$name: a file that is not there is not exit status 2"
}

# shellcheck disable=SC2086 # CC may be several words
try c ${CC:-cc} -std=c11 -pedantic -x c
compiler=${CXX:-c++}
if command -v "${compiler%% *}" >/dev/null; then
  # shellcheck disable=SC2086
  try cpp $compiler -pedantic -x c++
fi
exit $failed
