#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What a new front end, or a new format of reports, may have forgotten: its line in
# the table, its golden cases, its place in the documents. What the descriptor of a
# front end has to say is looked at by tests/unit/parsers/front_end.c.

cd "$(dirname "$0")/../.." || exit 1

cases=testdata/cases
front_ends=$(grep -rhoE '^const FrontEnd [a-z_]+' parsers | awk '{ print $3 }')
inputs=$(sed -n 's/.*\[FORMAT_[A-Z_]*\] = "\([a-z-]*\)".*/\1/p' src/model/names.c)
reports=$(grep -rhA1 '^const Writer writer_' src/report |
  sed -n 's/.*\.name = "\([a-z]*\)".*/\1/p')

hits=$(
  for list in "front ends: $front_ends" "formats of inputs: $inputs" "formats of reports: $reports"; do
    [ -n "${list#*: }" ] || echo "no ${list%%: *} were found"
  done
  for front_end in $front_ends; do
    grep -q "&$front_end," parsers/table.c || echo "parsers/table.c: no $front_end"
  done
  for extension in $(grep -rh '\.extensions = ' parsers | grep -oE '\.[a-z]+"' | tr -d '"' | sort -u); do
    grep -rq --include=walk.c "no .*$extension.* in this folder" src ||
      echo "walk.c: a folder without any $extension file is not told of"
  done
  for format in $inputs; do
    grep -rqE --include=stdout "\"format\": *\"$format\"" $cases ||
      echo "$cases: no case with --format json reads a $format"
  done
  for format in $reports; do
    grep -q "^#define FORMATS.*_($format)" src/report/table.c ||
      echo "src/report/table.c: no $format"
    for kind in broken clean template wide; do
      [ -d "$cases/formats/$format-$kind" ] || echo "$cases/formats: no $format-$kind"
    done
    for document in README.md src/run/settings.c; do
      grep -qwi "format.*$format" $document || echo "$document: $format is not named"
    done
  done
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
