#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Every file and folder that a document names is there.

cd "$(dirname "$0")/../.." || exit 1

hits=$(
  # shellcheck disable=SC2016 # the backticks are the document's
  for document in README.md CONTRIBUTING.md docs/*.md; do
    grep -oE '`(include|src|parsers|rules|tests|scripts|testdata|docs)/[A-Za-z0-9_./-]+`' "$document" |
      tr -d '`' | sort -u | while IFS= read -r path; do
      case $path in
      *NAME* | *NNN* | *nnn* | *FOLDER*) continue ;;
      esac
      [ -e "$path" ] || echo "$document: there is no $path"
    done
  done
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
