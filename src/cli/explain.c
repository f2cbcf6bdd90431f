/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint explain`: all that is known of a rule, for reading. Unsettled
 * points, which witnesses name as assumptions (U3), are explained likewise.
 */
#include <stdio.h>

#include "access/unsettled.h"
#include "assumelint/rule.h"
#include "assumelint/str.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/wrap.h"
#include "util/suggest.h"

enum { INDENT = 2, EXAMPLE_INDENT = 4 };

static void print_section(const char *title, const char *text) {
  printf("\n%s\n", title);
  alint_wrap(stdout, text, INDENT, ALINT_WIDTH);
}

static void print_example(const char *title, const char *text) {
  printf("\n%s\n", title);
  alint_print_indented(stdout, text, EXAMPLE_INDENT);
}

static void explain_rule(const struct alint_rule *rule) {
  printf("%s %s (%s, %s)\n", rule->id, rule->name, alint_severity_name(rule->severity),
         alint_category_name(rule->category));
  alint_wrap(stdout, rule->title, 0, ALINT_WIDTH);
  print_section("What it finds", rule->help.what);
  print_section("Why it matters", rule->help.why);
  print_example("Bad", rule->help.bad);
  print_example("Good", rule->help.good);
  print_section("How to fix", rule->help.fix);
  printf("\nSources\n");
  for (const char *const *source = rule->help.sources; source && *source; source++)
    printf("%*s%s\n", INDENT, "", *source);
}

static const struct alint_unsettled_point *find_point(const char *id) {
  const struct alint_unsettled_point *point;
  for (size_t n = 0; (point = alint_unsettled_point(n)) != NULL; n++) {
    if (alint_str_is_nocase(alint_str(id), point->id))
      return point;
  }
  return NULL;
}

static void explain_point(const struct alint_unsettled_point *point) {
  printf("%s (unsettled: no authoritative source says how IAM decides it)\n", point->id);
  alint_wrap(stdout, point->title, 0, ALINT_WIDTH);
  print_section("How it is read here", point->reading);
  print_section("The other reading", point->other);
  print_section("Source", point->source);
}

static bool is_known(const char *name) {
  return alint_rule_find(name) || find_point(name);
}

static void explain(const char *name) {
  const struct alint_rule *rule = alint_rule_find(name);
  if (rule)
    explain_rule(rule);
  else
    explain_point(find_point(name));
}

static void complain_unknown(const char *name) {
  struct alint_suggestions near = alint_suggestions(name, ALINT_SUGGESTIONS);
  for (const struct alint_rule *const *rule = alint_rules; *rule; rule++) {
    alint_suggest(&near, (*rule)->id);
    alint_suggest(&near, (*rule)->name);
  }
  const struct alint_unsettled_point *point;
  for (size_t n = 0; (point = alint_unsettled_point(n)) != NULL; n++)
    alint_suggest(&near, point->id);
  char suggestion[ALINT_SUGGESTION_TEXT];
  alint_suggestion_text(suggestion, &near, "");
  alint_tell(&alint_stderr, "no rule \"%.100s\"%s", name,
             near.count > 0 ? suggestion : ": `assumelint rules` lists all");
}

int alint_command_explain(const struct alint_settings *settings) {
  const struct alint_strings *names = &settings->arguments;
  bool unknown = false;
  for (size_t i = 0; i < names->count; i++) {
    if (!is_known(names->items[i])) {
      complain_unknown(names->items[i]);
      unknown = true;
    }
  }
  if (unknown)
    return ALINT_EXIT_FAILURE;
  for (size_t i = 0; i < names->count; i++) {
    if (i > 0)
      putchar('\n');
    explain(names->items[i]);
  }
  return alint_finish_stdout() ? ALINT_EXIT_OK : ALINT_EXIT_FAILURE;
}
