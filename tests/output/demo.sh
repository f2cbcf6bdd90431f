#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# `make demo` shows findings: each example but good.yaml has at least one of
# severity high or critical, good.yaml has none at all.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
failed=0
for example in testdata/demo/*; do
  "$tool" --quiet --fail-on high --format gcc "$example" >/dev/null
  status=$?
  case $status:${example##*/} in
  0:good.*) [ -z "$("$tool" --format gcc "$example")" ] || { echo "$example: a finding"; failed=1; } ;;
  1:good.*) echo "$example: a finding"; failed=1 ;;
  1:*) ;;
  *) echo "$example: exit status $status"; failed=1 ;;
  esac
done
exit $failed
