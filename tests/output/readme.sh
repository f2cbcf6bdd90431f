#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# What the README shows is what the command prints. In README.md,
#
#   <!-- file: NAME -->      the fenced block that follows is a file
#   <!-- run -->             the fenced block that follows is "$ COMMAND" and its output
#
# readme.sh BUILD compares; readme.sh BUILD --regen writes what it got into the README.

cd "$(dirname "$0")/../.." || exit 1
build=$(cd "$1" && pwd) || exit 1
mode=${2:-compare}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/files"

# Runs the commands of the README and prints it with their output in place.
awk -v files="$work/files" -v build="$build" '
  function run(line,   command, output) {
    command = substr(line, 3)
    command = "cd \"" files "\" && PATH=\"" build ":$PATH\" && " command " 2>&1"
    while ((command | getline output) > 0) print output
    close(command)
  }
  /^<!-- file: .* -->$/ { kind = "file"; name = $3; print; next }
  /^<!-- run -->$/ { kind = "run"; print; next }
  /^```/ && kind != "" && !inside { inside = 1; print; next }
  /^```/ && inside {
    if (kind == "file") close(files "/" name)
    inside = 0; kind = ""; print; next
  }
  inside && kind == "file" { print > (files "/" name); print; next }
  inside && kind == "run" { if (/^\$ /) { print; run($0) } next }
  { print }
' README.md >"$work/README.md"

if [ "$mode" = --regen ]; then
  cmp -s README.md "$work/README.md" || cp "$work/README.md" README.md
  exit 0
fi
grep -q '^<!-- run -->$' README.md || {
  echo "README.md shows no run"
  exit 1
}
diff -u README.md "$work/README.md"
