#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# No two functions have one name. In an archive that is no error: the linker
# takes the one it comes across first, for the callers of both.

cd "$(dirname "$0")/../.." || exit 1

hits=$(
  find src parsers rules -name '*.c' -exec awk '
    # A definition begins in the first column and has its brace before a semicolon.
    FNR == 1 || /^[}#]/ { name = "" }
    /^[a-z]/ && !/^(static|typedef|extern)/ && match($0, /[a-z][a-z0-9_]+\(/) {
      name = substr($0, RSTART, RLENGTH - 1)
    }
    name != "" && /;/ && !/\{.*;/ { name = "" }
    name != "" && /\{/ {
      if (name in place) print FILENAME ":" FNR ": " name " is in " place[name] " too"
      place[name] = FILENAME
      name = ""
    }' {} +
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
