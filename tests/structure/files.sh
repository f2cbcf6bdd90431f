#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What every file keeps to: who may use it (SPDX), a size that can be read, no
# traces of the machine it was written on, no tabs or stray blanks in sources.

cd "$(dirname "$0")/../.." || exit 1

sources() {
  find include src parsers rules tests scripts .ci -type f \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -path scripts/\* -o -path .ci/\* \
    -o -name run -o -name replay \) ! -path '*/corpus/*'
}

complain() { # MESSAGE, files on standard input
  while IFS= read -r file; do
    echo "$file: $1"
  done
}

hits=$(
  sources | while IFS= read -r file; do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: Apache-2\.0' || echo "$file"
  done | complain 'no SPDX line at the top'

  sources | while IFS= read -r file; do
    [ "$(wc -l <"$file")" -le 600 ] || echo "$file"
  done | complain 'longer than 600 lines'

  find include src parsers rules tests -name '*.[ch]' -exec grep -ln '	\|[[:blank:]]$' {} + |
    complain 'a tab, or blanks at the end of a line'

  find . \( -path ./.git -o -path ./build -o -path ./testdata \) -prune -o -type f \
    ! -name LICENSE -exec grep -lE '(^|[^[:alnum:]_.:*-])/(home|root|Users|work|mnt|private)/[[:alnum:]_.]' {} + |
    complain 'a path of somebody'\''s machine'

  [ ! -f README.md ] || [ "$(wc -l <README.md)" -lt 200 ] || echo 'README.md: 200 lines or more'
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
