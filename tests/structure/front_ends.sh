#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every front end that is written is in the table, and of every format that an
# input may have there is a golden case that reads one (its stdout names it).
# What its descriptor has to say is looked at by tests/unit/test_sniff.c.

cd "$(dirname "$0")/../.." || exit 1

defined=$(grep -rhoE '^const struct alint_front_end [a-z_]+' parsers | awk '{ print $4 }' | sort)
formats=$(sed -n 's/.*\[ALINT_FORMAT_[A-Z_]*\] = "\([a-z-]*\)".*/\1/p' src/model/names.c)

hits=$(
  [ -n "$defined" ] || echo 'parsers: no front end is found'
  [ -n "$formats" ] || echo 'src/model/names.c: no format is found'
  for front_end in $defined; do
    grep -q "&$front_end," parsers/table.c || echo "parsers/table.c: $front_end is not in it"
  done
  for format in $formats; do
    grep -rqE --include=stdout "\"format\": *\"$format\"" testdata/cases ||
      echo "testdata/cases: no case with --format json reads a $format"
  done
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
