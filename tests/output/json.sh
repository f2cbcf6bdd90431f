#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What is printed as JSON is JSON, by the strictest reader at hand: assumelint's
# own takes it for no input of its own ("not ours"), and not for a broken one.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

"$tool" rules --format json >"$work/rules.json" 2>&1
"$tool" --format json testdata/demo testdata/parity >"$work/findings.json" 2>&1
"$tool" --format json testdata/cases/inputs >"$work/broken.json" 2>/dev/null
"$tool" --format json testdata/cases/formats/json-wide >"$work/wide.json" 2>&1
"$tool" --format sarif testdata/demo testdata/parity >"$work/findings.sarif" 2>&1
"$tool" --format sarif testdata/cases/inputs >"$work/broken.sarif" 2>/dev/null
"$tool" --format json --show-suppressed testdata/cases/suppress/shown-text >"$work/suppressed.json" 2>&1
"$tool" --format sarif --show-suppressed testdata/cases/suppress/shown-text >"$work/suppressed.sarif" 2>&1

failed=0
for file in "$work"/*; do
  # A marker makes sure that it is parsed at all.
  { printf '{"AWS::IAM::Role": ' && cat "$file" && printf '}'; } >"$file.wrapped"
  if ! "$tool" --lenient --format gcc "$file.wrapped" >"$work/said" 2>&1 || [ -s "$work/said" ]; then
    echo "${file##*/} is no JSON: $(head -n 1 "$work/said")"
    failed=1
  fi
done
exit $failed
