/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules of a SARIF log: all that are on, whether they found something or
 * not, so that two runs of one configuration list the same.
 */
#include <string.h>

#include "report/writers.h"
#include "util/json_write.h"

const char *alint_security_severity(enum alint_severity severity) {
  static const char *const numbers[] = {
      [ALINT_SEVERITY_NONE] = "0.5",   [ALINT_SEVERITY_INFO] = "0.5",
      [ALINT_SEVERITY_LOW] = "2.0",    [ALINT_SEVERITY_MEDIUM] = "5.0",
      [ALINT_SEVERITY_HIGH] = "8.0",   [ALINT_SEVERITY_CRITICAL] = "9.5",
      [ALINT_SEVERITY_NEVER] = "10.0",
  };
  return numbers[severity];
}

void alint_sarif_text(struct alint_json *json, const char *key, struct alint_str text) {
  alint_add_object(json, key);
  alint_add_str(json, "text", text);
  alint_json_end(json);
}

static void add_example(struct alint_buf *buf, const char *title, const char *example,
                        bool markdown) {
  if (!example)
    return;
  /* Templates are YAML where they are not JSON, and JSON is YAML. */
  const char *language = example[0] == '{' ? "json" : "yaml";
  size_t len = strlen(example);
  const char *end = len > 0 && example[len - 1] == '\n' ? "" : "\n";
  if (markdown)
    alint_buf_addf(buf, "## %s\n\n```%s\n%s%s```\n\n", title, language, example, end);
  else
    alint_buf_addf(buf, "%s:\n%s%s\n", title, example, end);
}

static void add_section(struct alint_buf *buf, const char *title, const char *text, bool markdown) {
  if (!text)
    return;
  if (title && markdown)
    alint_buf_addf(buf, "## %s\n\n", title);
  else if (title)
    alint_buf_addf(buf, "%s: ", title);
  alint_buf_addf(buf, "%s\n\n", text);
}

static void write_help(struct alint_json *json, const char *key, struct alint_arena *arena,
                       const struct alint_rule_help *help, bool markdown) {
  struct alint_buf buf = alint_buf(arena);
  add_section(&buf, NULL, help->what, markdown);
  add_section(&buf, "Why", help->why, markdown);
  add_example(&buf, "Bad", help->bad, markdown);
  add_example(&buf, "Good", help->good, markdown);
  add_section(&buf, "Fix", help->fix, markdown);
  for (size_t i = 0; help->sources && help->sources[i]; i++) {
    alint_buf_add(&buf, i > 0 ? "" : markdown ? "## Sources\n\n" : "Sources:\n");
    alint_buf_addf(&buf, markdown ? "- <%s>\n" : "- %s\n", help->sources[i]);
  }
  json->out->failed = json->out->failed || buf.failed;
  alint_add_str(json, key, alint_buf_str(&buf));
}

static void write_properties(struct alint_json *json, const struct alint_rule *rule) {
  alint_add_object(json, "properties");
  alint_add_string(json, "category", alint_category_name(rule->category));
  alint_add_string(json, "precision", "high");
  alint_add_string(json, "security-severity", alint_security_severity(rule->severity));
  alint_json_key(json, "tags");
  alint_json_array_inline(json);
  alint_json_string(json, "security");
  for (size_t i = 0; rule->tags && rule->tags[i]; i++) {
    if (strcmp(rule->tags[i], "security") != 0)
      alint_json_string(json, rule->tags[i]);
  }
  alint_json_end(json);
  alint_json_end(json);
}

static void write_rule(struct alint_json *json, struct alint_arena *arena,
                       const struct alint_rule *rule) {
  alint_json_object(json);
  alint_add_string(json, "id", rule->id);
  alint_add_string(json, "name", rule->name);
  alint_sarif_text(json, "shortDescription", alint_str(rule->title));
  alint_sarif_text(json, "fullDescription", alint_str(rule->help.what));
  alint_add_object(json, "help");
  write_help(json, "text", arena, &rule->help, false);
  write_help(json, "markdown", arena, &rule->help, true);
  alint_json_end(json);
  alint_add_object(json, "defaultConfiguration");
  alint_add_string(json, "level", alint_level_name(rule->severity));
  alint_json_end(json);
  write_properties(json, rule);
  alint_json_end(json);
}

void alint_sarif_rules(struct alint_json *json, const struct alint_report *report) {
  alint_add_array(json, "rules");
  for (size_t i = 0; i < report->enabled_count; i++)
    write_rule(json, report->arena, report->enabled[i]);
  alint_json_end(json);
}
