# SPDX-License-Identifier: Apache-2.0
#
# Reads rules/list and the pages of the rules, and prints the table of rules in C, or
# docs/rules.md:
#
#   awk -f scripts/rules.awk [-v to=markdown] rules/list rules/AL*.md
#
# A page has its facts between two lines of dashes, one `key: value` a line, then the sections
# What, Why, Bad, Good, Fix and Sources. Lines of prose are joined with a space. Two keys are
# optional: `raised_for_admin: yes` (one level more on an administrator's role) and `kind` (what
# the engine has to know of the rule: see rule.h). Mistakes go to standard error, as
# FILE:LINE: MESSAGE, and the exit status is 1.
#
# Plain POSIX awk: it runs wherever the compiler does.

BEGIN {
  split("name title severity category tags since", needed_keys, " ")
  set("key", "name title severity category tags since raised_for_admin kind")
  set("severity", "info low medium high critical")
  set("category", "exposure breaks-deploy breaks-access hygiene")
  set("kind", "unreadable undecided unfinished")
  set("raised_for_admin", "yes")
  split("What Why Bad Good Fix Sources", sections, " ")
  set("section", "What Why Bad Good Fix Sources")
}

function set(what, words,   n, list, i) {
  n = split(words, list, " ")
  for (i = 1; i <= n; i++) known[what, list[i]] = 1
  choices[what] = words
}

function complain(where, message) {
  printf "%s: %s\n", where, message > "/dev/stderr"
  failed = 1
}

function wrong(message) { complain(FILENAME ":" FNR, message) }

# ---- The list ------------------------------------------------------------------

FILENAME == ARGV[1] {
  list_file = FILENAME
  if (/^ *(#|$)/) next
  if ($1 !~ /^AL[0-9][0-9][0-9]$/) { wrong("a line begins with the id of a rule, like AL101"); next }
  if ($1 in line_of) { wrong($1 " is in the list twice"); next }
  line_of[$1] = FNR
  for (i = count++; i > 0 && id[i - 1] > $1; i--) id[i] = id[i - 1]
  id[i] = $1
  word = 2
  if ($word == "claims") { claims[$1] = ++claimed; word++ }
  if ($word == "yields") {
    scope[$1] = $(word + 1)
    if (scope[$1] != "statement" && scope[$1] != "place")
      wrong("a rule yields at the same \"statement\" or \"place\"")
    for (word += 2; word <= NF; word++) {
      yields[$1] = yields[$1] " " $word
      if ($word == $1) wrong($1 " cannot yield to itself")
    }
    if (yields[$1] == "") wrong("it is not said what " $1 " yields to")
  }
  if (word <= NF) wrong("\"" $word "\" is not understood here")
  next
}

# ---- The pages ------------------------------------------------------------------

FNR == 1 {
  end_page()
  page = FILENAME
  rule = page
  sub(/^.*\//, "", rule)
  sub(/\.md$/, "", rule)
  page_of[rule] = page
  section = ""
  part = "start"
  if (!(rule in line_of)) wrong(list_file " has no line for " rule)
}
{ last_line = FNR }
part == "start" {
  if ($0 != "---") wrong("a page begins with ---")
  part = "facts"
  next
}
part == "facts" && $0 == "---" { part = "text"; next }
part == "facts" {
  colon = index($0, ": ")
  key = substr($0, 1, colon - 1)
  value = substr($0, colon + 2)
  if (colon == 0 || value == "") wrong("expected \"key: value\" or ---")
  else if (!(("key", key) in known)) wrong("there is no key \"" key "\": " choices["key"])
  else if ((rule, key) in fact) wrong("the key \"" key "\" is there twice")
  else if ((key in choices) && !((key, value) in known))
    wrong(key " is one of: " choices[key])
  else fact[rule, key] = value
  next
}
part == "example" {
  if ($0 == "```") part = "text"
  else text[rule, section] = text[rule, section] $0 "\n"
  next
}
/^## / {
  section = substr($0, 4)
  if (!(("section", section) in known)) wrong("there is no section \"" section "\": " choices["section"])
  if ((rule, section) in seen) wrong("the section \"" section "\" is there twice")
  seen[rule, section] = 1
  next
}
/^ *$/ { next }
section == "" { wrong("this stands outside of a section"); next }
section == "Bad" || section == "Good" {
  if ($0 !~ /^```[a-z]+$/) wrong("an example is fenced: ```json or ```yaml")
  if ((rule, section) in text) wrong("a section has one example")
  language[rule, section] = substr($0, 4)
  part = "example"
  next
}
section == "Sources" {
  if ($0 !~ /^- https:\/\/[^ ]+$/) wrong("a source is \"- https://...\"")
  text[rule, section] = text[rule, section] " " substr($0, 3)
  next
}
{
  if ((rule, section) in text) $0 = text[rule, section] " " $0
  text[rule, section] = $0
}

function end_page(   i, check, line) {
  if (page == "") return
  check = page
  sub(/\.md$/, ".c", check)
  if (fact[rule, "kind"] != "unreadable" && (getline line < check) < 0)
    complain(page ":1", "there is no " check ", which has the checks")
  close(check)
  if (part != "text") complain(page ":" last_line, "the end is missing: " (part == "example" ? "```" : "---"))
  for (i = 1; i in needed_keys; i++)
    if (!((rule, needed_keys[i]) in fact)) complain(page ":1", "the key \"" needed_keys[i] "\" is missing")
  for (i = 1; i in sections; i++)
    if (text[rule, sections[i]] == "")
      complain(page ":" last_line, "the section \"" sections[i] "\" is missing or empty")
}

# ---- C -----------------------------------------------------------------------------

# A string literal, each line of it on a line of its own.
function literal(s,   out, i, c) {
  out = "\""
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c == "\n") out = out "\\n" (i < length(s) ? "\"\n        \"" : "")
    else if (c == "\\" || c == "\"") out = out "\\" c
    else out = out c
  }
  return out "\""
}

function literals(words, separator,   n, list, i, out) {
  n = split(words, list, separator)
  for (i = 1; i <= n; i++)
    if (list[i] != "") out = out literal(list[i]) ", "
  return "(const char *const[]){" out "NULL}"
}

function constant(prefix, word) {
  gsub(/-/, "_", word)
  return prefix toupper(word)
}

function print_rule(r,   name) {
  name = tolower(r)
  # What cannot be read has nothing to check: the engine reports it.
  if (fact[r, "kind"] != "unreadable") printf "extern const RuleChecks rule_%s;\n", name
  printf "static const Rule %s = {\n", name
  printf "    .id = \"%s\",\n    .name = %s,\n", r, literal(fact[r, "name"])
  printf "    .title = %s,\n", literal(fact[r, "title"])
  printf "    .severity = %s,\n", constant("SEVERITY_", fact[r, "severity"])
  printf "    .category = %s,\n", constant("CATEGORY_", fact[r, "category"])
  if (fact[r, "kind"] != "") printf "    .kind = %s,\n", constant("RULE_", fact[r, "kind"])
  if (r in claims) printf "    .precedence = %d,\n", claims[r]
  if (yields[r] != "") {
    printf "    .yields_to = %s,\n", literals(yields[r], " ")
    printf "    .yields_in_statement = %s,\n", (scope[r] == "statement" ? "true" : "false")
  }
  if (fact[r, "raised_for_admin"] != "") print "    .raised_for_admin = true,"
  printf "    .since = %s,\n    .tags = %s,\n", literal(fact[r, "since"]), literals(fact[r, "tags"], ", *")
  print "    .help = {"
  printf "        .what = %s,\n        .why = %s,\n", literal(text[r, "What"]), literal(text[r, "Why"])
  printf "        .bad =\n        %s,\n        .good =\n        %s,\n", literal(text[r, "Bad"]), literal(text[r, "Good"])
  printf "        .fix = %s,\n        .sources = %s,\n    },\n", literal(text[r, "Fix"]), literals(text[r, "Sources"], " ")
  if (fact[r, "kind"] != "unreadable") printf "    .checks = &rule_%s,\n", name
  print "};\n"
}

function print_table(   i) {
  print "/* Made from rules/list and the pages of the rules by scripts/rules.awk: change those. */"
  print "#include \"assumelint/rule.h\"\n"
  for (i = 0; i < count; i++) print_rule(id[i])
  print "const Rule *const rule_list[] = {"
  for (i = 0; i < count; i++) printf "    &%s,\n", tolower(id[i])
  print "    NULL,\n};"
}

# ---- Markdown ------------------------------------------------------------------------

function print_section(r, name,   n, list, i) {
  printf "**%s**\n\n", name
  if ((r, name) in language) printf "```%s\n%s```\n\n", language[r, name], text[r, name]
  else if (name == "Sources") {
    n = split(text[r, name], list, " ")
    for (i = 1; i <= n; i++) print "- " list[i]
    print ""
  } else print text[r, name] "\n"
}

function print_document(   i, k, r) {
  print "# Rules\n\n<!-- Made from the pages in rules/ by `make docs`: change those. -->\n"
  print "| Id | Name | Severity | Category | |\n| --- | --- | --- | --- | --- |"
  for (i = 0; i < count; i++) {
    r = id[i]
    printf "| [%s](#%s-%s) | %s | %s | %s | %s |\n", r, tolower(r), fact[r, "name"], fact[r, "name"],
      fact[r, "severity"], fact[r, "category"], fact[r, "title"]
  }
  for (i = 0; i < count; i++) {
    r = id[i]
    printf "\n## %s %s\n\n%s (%s, %s%s; since %s)\n\n", r, fact[r, "name"], fact[r, "title"],
      fact[r, "severity"], fact[r, "category"],
      (fact[r, "raised_for_admin"] != "" ? ", one level more on an administrator's role" : ""), fact[r, "since"]
    for (k = 1; k in sections; k++) print_section(r, sections[k])
  }
}

END {
  end_page()
  for (i = 0; i < count; i++) {
    if (!(id[i] in page_of))
      complain(list_file ":" line_of[id[i]], "there is no page rules/" id[i] ".md")
    n = split(yields[id[i]], others, " ")
    for (k = 1; k <= n; k++)
      if (!(others[k] in line_of))
        complain(list_file ":" line_of[id[i]], id[i] " yields to " others[k] ", which is not in the list")
  }
  if (failed) exit 1
  if (to == "markdown") print_document()
  else print_table()
}
