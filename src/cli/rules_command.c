/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint rules`: the catalogue, as a table or as JSON.
 */
#include <stdio.h>
#include <string.h>

#include "assumelint/rule.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "util/json_write.h"

static size_t longer(size_t width, const char *text) {
  size_t len = strlen(text);
  return len > width ? len : width;
}

static void print_table(void) {
  size_t id = 0, severity = 0, name = 0;
  for (const struct alint_rule *const *r = alint_rules; *r; r++) {
    id = longer(id, (*r)->id);
    severity = longer(severity, alint_severity_name((*r)->severity));
    name = longer(name, (*r)->name);
  }
  for (const struct alint_rule *const *r = alint_rules; *r; r++)
    printf("%-*s  %-*s  %-*s  %s\n", (int)id, (*r)->id, (int)severity,
           alint_severity_name((*r)->severity), (int)name, (*r)->name, (*r)->title);
}

static void add_list(struct alint_json *json, const char *key, const char *const *items) {
  alint_json_key(json, key);
  alint_json_array_inline(json);
  for (; items && *items; items++)
    alint_json_string(json, *items);
  alint_json_end(json);
}

static void add_rule(struct alint_json *json, const struct alint_rule *rule) {
  alint_json_object(json);
  alint_add_string(json, "id", rule->id);
  alint_add_string(json, "name", rule->name);
  alint_add_string(json, "title", rule->title);
  alint_add_string(json, "severity", alint_severity_name(rule->severity));
  alint_add_string(json, "category", alint_category_name(rule->category));
  alint_add_string(json, "since", rule->since);
  add_list(json, "tags", rule->tags);
  alint_add_string(json, "what", rule->help.what);
  alint_add_string(json, "why", rule->help.why);
  alint_add_string(json, "bad", rule->help.bad);
  alint_add_string(json, "good", rule->help.good);
  alint_add_string(json, "fix", rule->help.fix);
  add_list(json, "sources", rule->help.sources);
  alint_json_end(json);
}

static void print_json(void) {
  struct alint_out out = alint_out_to(stdout);
  struct alint_json json = alint_json(&out);
  alint_json_object(&json);
  alint_add_number(&json, "schema_version", 1);
  alint_add_array(&json, "rules");
  for (const struct alint_rule *const *r = alint_rules; *r; r++)
    add_rule(&json, *r);
  alint_json_end(&json);
  alint_json_end(&json);
  alint_out_text(&out, "\n");
}

int alint_command_rules(const struct alint_settings *settings) {
  if (settings->json)
    print_json();
  else
    print_table();
  return alint_finish_stdout() ? ALINT_EXIT_OK : ALINT_EXIT_FAILURE;
}
