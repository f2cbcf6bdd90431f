#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Dependencies point one way: util <- model <- facts <- evaluate <- access <-
# {parsers, rules, simulate} <- engine <- report <- run <- cli. Parsers and rules do not know each other, parsers/hcl
# knows no front end, and the libraries that read YAML and JSON are known to
# parsers alone.

cd "$(dirname "$0")/../.." || exit 1

# The fuzz and unit tests may include anything.
grep -n '^#include' -r include src parsers rules --include='*.[ch]' | awk -F: '
  BEGIN {
    rank["util"] = 0; rank["model"] = 1; rank["facts"] = 2; rank["evaluate"] = 3
    rank["access"] = 4; rank["simulate"] = 5; rank["parsers"] = 5; rank["rules"] = 5
    rank["engine"] = 6; rank["report"] = 7; rank["run"] = 8; rank["cli"] = 9;
    # The folder each shared header belongs to. report.h describes what the engine
    # fills; rule.h is the interface of rules.
    split("arena:util limits:util out:util source:util status:util str:util buf:util utf8:util " \
          "tri:model hole:model text:model node:model offsets:model readers:parsers " \
          "policy:model principal:model model:model suppression:model resource_index:model " \
          "builder:model options:model severity:model request:evaluate access:access parser:parsers rule:rules " \
          "engine:engine report:engine", pairs, " ")
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
    else if (rank[to] > rank[from] || (rank[to] == rank[from] && to != from))
      print place from " must not include " header " of " to
  }' >"${TMPDIR:-/tmp}/arrows.$$"
grep -n '\bTf[A-Z]\|\btf_\|TF_' -r parsers/hcl | sed 's/$/   <- nothing of plans in parsers\/hcl/' \
  >>"${TMPDIR:-/tmp}/arrows.$$"
cat "${TMPDIR:-/tmp}/arrows.$$"
bad=$(wc -l <"${TMPDIR:-/tmp}/arrows.$$")
rm -f "${TMPDIR:-/tmp}/arrows.$$"
[ "$bad" -eq 0 ]
