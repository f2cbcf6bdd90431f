/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint rules`: the catalogue, as a table or as JSON.
 */
#include <stdio.h>
#include <string.h>

#include "assumelint/rule.h"
#include "cli/commands.h"
#include "util/json_write.h"

static size_t longer(size_t width, const char *text) {
  size_t len = strlen(text);
  return len > width ? len : width;
}

static void print_table(void) {
  size_t id = 0, severity = 0, name = 0;
  for (const Rule *const *r = rule_list; *r; r++) {
    id = longer(id, (*r)->id);
    severity = longer(severity, severity_name((*r)->severity));
    name = longer(name, (*r)->name);
  }
  for (const Rule *const *r = rule_list; *r; r++)
    printf("%-*s  %-*s  %-*s  %s\n", (int)id, (*r)->id, (int)severity,
           severity_name((*r)->severity), (int)name, (*r)->name, (*r)->title);
}

static void add_list(JsonWriter *json, const char *key, const char *const *items) {
  json_array_inline(json, key);
  for (; items && *items; items++)
    json_string(json, NULL, *items);
  json_end(json);
}

static void add_rule(JsonWriter *json, const Rule *rule) {
  json_object(json, NULL);
  json_string(json, "id", rule->id);
  json_string(json, "name", rule->name);
  json_string(json, "title", rule->title);
  json_string(json, "severity", severity_name(rule->severity));
  json_string(json, "category", category_name(rule->category));
  json_string(json, "since", rule->since);
  add_list(json, "tags", rule->tags);
  json_string(json, "what", rule->help.what);
  json_string(json, "why", rule->help.why);
  json_string(json, "bad", rule->help.bad);
  json_string(json, "good", rule->help.good);
  json_string(json, "fix", rule->help.fix);
  add_list(json, "sources", rule->help.sources);
  json_end(json);
}

static void print_json(void) {
  Out out = cli_out_to(stdout);
  JsonWriter json = json_writer(&out);
  json_object(&json, NULL);
  json_number(&json, "schema_version", 1);
  json_array(&json, "rules");
  for (const Rule *const *r = rule_list; *r; r++)
    add_rule(&json, *r);
  json_finish(&json);
}

int command_rules(const Settings *settings, Error *err) {
  (void)err;
  if (settings->json)
    print_json();
  else
    print_table();
  return cli_finish_stdout() ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}
