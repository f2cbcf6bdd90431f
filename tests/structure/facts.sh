#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Rules and what they decide with know no format: front ends state facts in the
# model, so nobody asks which format an input has, what a type of a resource is
# called there, or what the name of a hole looks like.

cd "$(dirname "$0")/../.." || exit 1

folders='rules src/access src/engine'

# Prints the lines of code that match, with what is wrong about them.
complain() { # PATTERN MESSAGE
  grep -E "$1" | sed "s|\$|   <- $2|"
}

code() { # literals and comments are left out
  # shellcheck disable=SC2086 # several folders
  find $folders -name '*.[ch]' -exec awk -f tests/structure/code.awk {} +
}

# Whole lines, without those of comments.
literals() {
  # shellcheck disable=SC2086
  grep -rn '"' $folders --include='*.[ch]' | grep -vE '^[^:]*:[0-9]+: *(/\*|\*)'
}

hits=$(
  code | complain '(^|[^A-Za-z_])(FORMAT_[A-Z]|Format[^A-Za-z_])|[.>]format *[=!]=|switch \([^)]*[.>]format\)' \
    'state it as a fact of the input (model.h)'
  code | complain '(^|[^A-Za-z_])holes?(\[[^]]*\])?(->|\.)(name|scope)([^.A-Za-z_]|\.ptr)' \
    'state it as a fact of the hole (text.h), or use hole_same()'
  code | grep -vE "^(rules/draft|src/engine/diff)\.c:" | complain 'hole_shown' 'names of holes are for people'
  literals | complain '[^\]"(\$\{)?(Param:|account_id@|partition@|aws_|awscc_|AWS::|\.OpenIdConnect)' \
    'a word of one format: its front end has to state what it means (model.h, text.h)'
)
[ -z "$hits" ] || {
  printf '%s\n' "$hits"
  exit 1
}
