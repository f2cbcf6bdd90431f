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
  sed "s|\$|: $1|"
}

hits=$(
  sources | xargs awk '
    function finish() {
      if (file == "") return
      if (!named) print file ": no SPDX line at the top"
      if (lines > 600) print file ": longer than 600 lines"
    }
    FNR == 1 { finish(); file = FILENAME; named = 0 }
    FNR <= 3 && /SPDX-License-Identifier: Apache-2\.0/ { named = 1 }
    { lines = FNR }
    END { finish() }'

  find include src parsers rules tests -name '*.[ch]' -exec grep -ln '	\|[[:blank:]]$' {} + |
    complain 'a tab, or blanks at the end of a line'

  find . \( -path ./.git -o -path ./build -o -path ./testdata \) -prune -o -type f \
    ! -name LICENSE -exec grep -lE '(^|[^[:alnum:]_.:*-])/(home|root|Users|work|mnt|private)/[[:alnum:]_.]' {} + |
    complain "a path of somebody's machine"

  find tests/unit -maxdepth 1 -name '*.c' ! -name main.c |
    complain 'not in the folder of a test program, so nobody runs it'

  [ ! -f README.md ] || [ "$(wc -l <README.md)" -lt 200 ] || echo 'README.md: 200 lines or more'
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
