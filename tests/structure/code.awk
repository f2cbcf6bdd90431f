# SPDX-License-Identifier: Apache-2.0
#
# Prints C sources as FILE:LINE:CODE, without comments and without what is
# inside string and character literals, for the checks that look for names.

FNR == 1 { comment = 0 }

# Most lines have neither, and need no look at each character.
!comment && !/["'\/]/ {
  if ($0 != "") print FILENAME ":" FNR ":" $0
  next
}

{
  code = ""
  quote = ""
  for (i = 1; i <= length($0); i++) {
    c = substr($0, i, 1)
    two = substr($0, i, 2)
    if (comment) {
      if (two == "*/") { comment = 0; i++ }
    } else if (quote != "") {
      if (c == "\\") i++
      else if (c == quote) { quote = ""; code = code c }
    } else if (two == "/*") { comment = 1; i++ }
    else if (two == "//") break
    else {
      if (c == "\"" || c == "'") quote = c
      code = code c
    }
  }
  if (code != "") print FILENAME ":" FNR ":" code
}
