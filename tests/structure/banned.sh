#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Functions nobody may call (they cannot be used safely, or change the whole
# process), and functions only the command itself may call: nothing below
# src/cli prints or exits; the arena alone may abort, where to go on is worse.

cd "$(dirname "$0")/../.." || exit 1

code() {
  find "$@" -name '*.[ch]' -exec awk -f tests/structure/code.awk {} +
}

# Prints the hits of a list of names that are called.
calls() { # MESSAGE NAMES
  grep -E "(^|[^A-Za-z0-9_.>])($2)[[:space:]]*\\(" | sed "s|\$|   <- $1|"
}

hits=$(
  code include src parsers rules tests | calls 'banned' \
    'strcpy|strncpy|stpcpy|strcat|strncat|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtok|strtok_r|alloca|setlocale|tmpnam|mktemp|system|popen|rand|srand'
  code include src parsers rules | grep -v -e '^src/cli/' -e '^src/util/arena.c:.*abort();' | calls 'only in src/cli' \
    'printf|vprintf|fprintf|vfprintf|puts|fputs|putchar|putc|fputc|fwrite|perror|dprintf|exit|_exit|_Exit|quick_exit|abort|getenv'
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
