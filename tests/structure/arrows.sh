#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Dependencies point one way: util <- model <- access <- {parsers, rules} <-
# engine <- report <- run <- cli. Parsers and rules do not know each other, parsers/hcl
# knows no front end, and the libraries that read YAML and JSON are known to
# parsers alone.

cd "$(dirname "$0")/../.." || exit 1

# The fuzz and unit tests may include anything.
grep -n '^#include' -r include src parsers rules --include='*.[ch]' | awk -F: '
  BEGIN {
    rank["util"] = 0; rank["model"] = 1; rank["access"] = 2; rank["parsers"] = 3
    rank["rules"] = 3; rank["engine"] = 4; rank["report"] = 5; rank["run"] = 6
    rank["cli"] = 7
    # The folder each public header belongs to. report.h and options.h describe
    # what the engine fills and is asked for; rule.h is the interface of rules.
    split("arena:util limits:util out:util source:util status:util str:util text:model node:model " \
          "policy:model builder:model principal:model model:model ignore:model access:access thing:access parser:parsers rule:rules " \
          "options:rules engine:engine report:engine", pairs, " ")
    for (i in pairs) { split(pairs[i], pair, ":"); owner[pair[1]] = pair[2] }
  }

  function folder(path,   parts) {
    if (path ~ /^(include\/)?assumelint\.h$/) return "run" # the public API, which includes nothing
    if (path ~ /^(include\/)?assumelint\//) {
      sub(/^.*\//, "", path)
      sub(/\.h$/, "", path)
      return path in owner ? owner[path] : "?"
    }
    sub(/^src\//, "", path)
    split(path, parts, "/")
    return parts[1]
  }

  {
    path = $1; from = folder(path)
    header = $3; sub(/^#include *[<"]/, "", header); sub(/[>"].*/, "", header)
    place = path ":" $2 ": "
    if (header ~ /(^|\/)(yaml|cJSON)\.h$/ && from != "parsers")
      print place "only parsers/ may include " header
    # The language of Terraform is read and evaluated without a front end.
    if (path ~ /^parsers\/hcl\// && header ~ /\.\.|(terraform|cloudformation)\/|assumelint\/(model|parser)\.h/)
      print place "parsers/hcl must not include " header
    if ($3 ~ /</) next
    if (from == "?") { print place "arrows.sh does not know the folder of " path; next }
    # A header beside the file, or below it.
    to = header ~ /\// || header == "assumelint.h" ? folder(header) : from
    if (path == "include/assumelint.h") print place "the public header must not include " header
    if (!(to in rank)) to = from
    if (to == "?") print place "arrows.sh does not know the folder of " header
    # Whose account is whose is in the options, and access has to know.
    else if (from == "access" && header == "assumelint/options.h") next
    else if (rank[to] > rank[from] || (rank[to] == rank[from] && to != from))
      print place from " must not include " header " of " to
  }' >"${TMPDIR:-/tmp}/arrows.$$"
grep -n 'alint_tf\|ALINT_TF' -r parsers/hcl | sed 's/$/   <- nothing of plans in parsers\/hcl/' \
  >>"${TMPDIR:-/tmp}/arrows.$$"
cat "${TMPDIR:-/tmp}/arrows.$$"
bad=$(wc -l <"${TMPDIR:-/tmp}/arrows.$$")
rm -f "${TMPDIR:-/tmp}/arrows.$$"
[ "$bad" -eq 0 ]
