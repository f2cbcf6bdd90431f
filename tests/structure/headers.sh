#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Each header compiles alone, whoever includes it and in whatever order; its guard
# is named after its path; it declares 20 functions at most.

cd "$(dirname "$0")/../.." || exit 1

# Headers that declare more, with how many. To be split: the list only gets shorter, and one
# that is not crowded any more has to leave it.
crowded='
'

headers=$(find include src parsers rules -name '*.h' | sort)

# shellcheck disable=SC2086 # paths without spaces
alone=$(${CC:-cc} -std=c11 -Wall -Wextra -Werror -Wno-unused-function -D_POSIX_C_SOURCE=200809L \
  -Iinclude -Isrc -I. -fsyntax-only -x c $headers 2>&1) || alone="${alone:-the compiler failed}"

# shellcheck disable=SC2086
guards=$(awk '
  function finish() { if (NR > 1 && !guarded) print file ": no guard" }
  FNR == 1 {
    finish()
    file = FILENAME
    name = FILENAME
    sub(/^(src|include)\//, "", name)
    gsub(/[\/.]/, "_", name)
    name = toupper(name)
    guarded = 0
  }
  /^#ifndef/ && !guarded {
    guarded = 1
    if ($2 != name && substr($2, length($2) - length(name)) != "_" name)
      print FILENAME ":" FNR ": the guard is " $2 ", not …_" name
  }
  END { finish() }' $headers)

# A function is a statement outside of braces with a name before a parenthesis.
# shellcheck disable=SC2086
counts=$(awk -f tests/structure/code.awk $headers | awk -v "crowded=$crowded" '
  BEGIN {
    n = split(crowded, words)
    for (i = 1; i < n; i += 2) allowed[words[i]] = words[i + 1]
  }
  {
    file = $0
    sub(/:.*/, "", file)
    line = substr($0, length(file) + 2)
    sub(/^[0-9]+:/, "", line)
    if (more || line ~ /^[[:space:]]*#/) { more = line ~ /\\$/; next }
    count[file] += 0
    for (i = 1; i <= length(line); i++) {
      c = substr(line, i, 1)
      if (c == "{") depth++
      else if (c == "}") depth--
      else if (depth == 0 && c != ";") text = text c
      if (depth == 0 && (c == ";" || c == "}")) {
        if (text ~ /[A-Za-z0-9_][[:space:]]*\(/ && text !~ /^[[:space:]]*(typedef|_Static_assert)/)
          count[file]++
        text = ""
      }
    }
    text = text " "
  }
  END {
    for (file in count) {
      most = file in allowed ? allowed[file] : 20
      if (count[file] > most)
        print file ": " count[file] " functions, at most " most
    }
    for (file in allowed)
      if (!(count[file] > 20)) print file ": not crowded any more: take it off the list in headers.sh"
  }')

[ -z "$alone$guards$counts" ] || {
  printf '%s\n' "$alone" "$guards" "$counts" | grep .
  exit 1
}
