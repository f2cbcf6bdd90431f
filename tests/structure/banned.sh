#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Functions nobody may call (they cannot be used safely, or change the whole
# process), and functions only the command itself may call: nothing below
# src/cli prints or exits; the arena alone may abort, where to go on is worse.

cd "$(dirname "$0")/../.." || exit 1

code=$(find include src parsers rules tests -name '*.[ch]' -exec awk -f tests/structure/code.awk {} +)

# Prints the lines of standard input in which one of the names is called.
calls() { # MESSAGE NAMES
  grep -E "(^|[^A-Za-z0-9_.>])($2)[[:space:]]*\\(" | sed "s|\$|   <- $1|"
}

hits=$(
  printf '%s\n' "$code" | calls 'banned' \
    'strcpy|strncpy|stpcpy|strcat|strncat|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtok|strtok_r|alloca|setlocale|tmpnam|mktemp|system|popen|rand|srand'
  printf '%s\n' "$code" | grep -v -e '^src/cli/' -e '^tests/' -e '^src/util/arena.c:.*abort();' | calls 'only in src/cli' \
    'printf|vprintf|fprintf|vfprintf|puts|fputs|putchar|putc|fputc|fwrite|perror|dprintf|strerror|exit|_exit|_Exit|quick_exit|abort|getenv'
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
