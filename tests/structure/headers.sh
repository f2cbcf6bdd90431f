#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Each header compiles alone, whoever includes it and in whatever order.

cd "$(dirname "$0")/../.." || exit 1

failed=0
for header in $(find include src parsers rules -name '*.h' | sort); do
  ${CC:-cc} -std=c11 -Wall -Wextra -Werror -Wno-unused-function -D_POSIX_C_SOURCE=200809L \
    -Iinclude -Isrc -fsyntax-only -x c - <<EOF || failed=1
#include "$PWD/$header"
typedef int not_empty;
EOF
done
exit $failed
