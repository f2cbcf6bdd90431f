/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint explain`: the page of a rule, or of an unsettled point (U3), which
 * witnesses name as assumptions.
 */
#include <stdio.h>

#include "assumelint/buf.h"
#include "assumelint/rule.h"
#include "assumelint/str.h"
#include "cli/commands.h"
#include "cli/wrap.h"
#include "facts/unsettled.h"

enum { INDENT = 2, EXAMPLE_INDENT = 4 };

static void print_section(const char *title, const char *text) {
  printf("\n%s\n", title);
  cli_wrap(stdout, text, INDENT, TEXT_WIDTH);
}

static void print_example(const char *title, const char *text) {
  printf("\n%s\n", title);
  cli_print_indented(stdout, text, EXAMPLE_INDENT);
}

static void explain_rule(const Rule *rule) {
  printf("%s %s (%s, %s)\n", rule->id, rule->name, severity_name(rule->severity),
         category_name(rule->category));
  cli_wrap(stdout, rule->title, 0, TEXT_WIDTH);
  print_section("What it finds", rule->help.what);
  print_section("Why it matters", rule->help.why);
  print_example("Bad", rule->help.bad);
  print_example("Good", rule->help.good);
  print_section("How to fix", rule->help.fix);
  printf("\nSources\n");
  for (const char *const *source = rule->help.sources; source && *source; source++)
    printf("%*s%s\n", INDENT, "", *source);
}

static const UnsettledPoint *find_point(const char *id) {
  const UnsettledPoint *point;
  for (size_t n = 0; (point = unsettled_point(n)) != NULL; n++) {
    if (str_is_nocase(str_of(id), point->id))
      return point;
  }
  return NULL;
}

static void explain_point(const UnsettledPoint *point) {
  printf("%s (unsettled: no authoritative source says how IAM decides it)\n", point->id);
  cli_wrap(stdout, point->title, 0, TEXT_WIDTH);
  print_section("How it is read here", point->reading);
  print_section("The other reading", point->other);
  print_section("Source", point->source);
}

static void notice_unknown(const char *name) {
  Suggestions near = suggest_begin(name, SUGGESTIONS);
  for (const Rule *const *rule = rule_list; *rule; rule++) {
    suggest(&near, (*rule)->id);
    suggest(&near, (*rule)->name);
  }
  const UnsettledPoint *point;
  for (size_t n = 0; (point = unsettled_point(n)) != NULL; n++)
    suggest(&near, point->id);
  char suggestion[SUGGESTION_TEXT];
  suggest_text(suggestion, &near, "");
  notice_send(&cli_stderr, "no rule \"%.100s\"%s", name,
              near.count > 0 ? suggestion : ": `assumelint rules` lists all");
}

int command_explain(const Settings *settings, Error *err) {
  const Strings *names = &settings->arguments;
  bool unknown = false;
  (void)err;
  for (size_t i = 0; i < names->count; i++) {
    if (rule_find(names->items[i]) || find_point(names->items[i]))
      continue;
    notice_unknown(names->items[i]);
    unknown = true;
  }
  for (size_t i = 0; i < names->count && !unknown; i++) {
    const Rule *rule = rule_find(names->items[i]);
    if (i > 0)
      putchar('\n');
    if (rule)
      explain_rule(rule);
    else
      explain_point(find_point(names->items[i]));
  }
  return !unknown && cli_finish_stdout() ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}
