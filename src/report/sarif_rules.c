/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules of a SARIF log: all that are on, whether they found something or
 * not, so that two runs of one configuration list the same.
 */
#include <string.h>

#include "report/writers.h"
#include "util/json_write.h"

const char *report_security_severity(Severity severity) {
  static const char *const numbers[] = {
      [SEVERITY_NONE] = "0.5",   [SEVERITY_INFO] = "0.5", [SEVERITY_LOW] = "2.0",
      [SEVERITY_MEDIUM] = "5.0", [SEVERITY_HIGH] = "8.0", [SEVERITY_CRITICAL] = "9.5",
      [SEVERITY_NEVER] = "10.0",
  };
  return numbers[severity];
}

void sarif_text(JsonWriter *json, const char *key, Str text) {
  json_object(json, key);
  json_str(json, "text", text);
  json_end(json);
}

static void add_example(Buf *buf, const char *title, const char *example, bool markdown) {
  if (!example)
    return;
  /* Templates are YAML where they are not JSON, and JSON is YAML. */
  const char *language = example[0] == '{' ? "json" : "yaml";
  size_t len = strlen(example);
  const char *end = len > 0 && example[len - 1] == '\n' ? "" : "\n";
  if (markdown)
    buf_addf(buf, "## %s\n\n```%s\n%s%s```\n\n", title, language, example, end);
  else
    buf_addf(buf, "%s:\n%s%s\n", title, example, end);
}

static void add_section(Buf *buf, const char *title, const char *text, bool markdown) {
  if (!text)
    return;
  if (title && markdown)
    buf_addf(buf, "## %s\n\n", title);
  else if (title)
    buf_addf(buf, "%s: ", title);
  buf_addf(buf, "%s\n\n", text);
}

static void write_help(JsonWriter *json, const char *key, Arena *arena, const RuleHelp *help,
                       bool markdown) {
  Buf buf = buf_in(arena);
  add_section(&buf, NULL, help->what, markdown);
  add_section(&buf, "Why", help->why, markdown);
  add_example(&buf, "Bad", help->bad, markdown);
  add_example(&buf, "Good", help->good, markdown);
  add_section(&buf, "Fix", help->fix, markdown);
  for (size_t i = 0; help->sources && help->sources[i]; i++) {
    buf_add(&buf, i > 0 ? "" : markdown ? "## Sources\n\n" : "Sources:\n");
    buf_addf(&buf, markdown ? "- <%s>\n" : "- %s\n", help->sources[i]);
  }
  json->out->failed = json->out->failed || buf.failed;
  json_str(json, key, buf_str(&buf));
}

static void write_properties(JsonWriter *json, const Rule *rule) {
  json_object(json, "properties");
  json_string(json, "category", category_name(rule->category));
  json_string(json, "precision", "high");
  json_string(json, "security-severity", report_security_severity(rule->severity));
  json_array_inline(json, "tags");
  json_string(json, NULL, "security");
  for (size_t i = 0; rule->tags && rule->tags[i]; i++) {
    if (strcmp(rule->tags[i], "security") != 0)
      json_string(json, NULL, rule->tags[i]);
  }
  json_end(json);
  json_end(json);
}

static void write_rule(JsonWriter *json, Arena *arena, const Rule *rule) {
  json_object(json, NULL);
  json_string(json, "id", rule->id);
  json_string(json, "name", rule->name);
  sarif_text(json, "shortDescription", str_of(rule->title));
  sarif_text(json, "fullDescription", str_of(rule->help.what));
  json_object(json, "help");
  write_help(json, "text", arena, &rule->help, false);
  write_help(json, "markdown", arena, &rule->help, true);
  json_end(json);
  json_object(json, "defaultConfiguration");
  json_string(json, "level", report_level_name(rule->severity));
  json_end(json);
  write_properties(json, rule);
  json_end(json);
}

void sarif_rules(JsonWriter *json, const Report *report) {
  json_array(json, "rules");
  for (size_t i = 0; i < report->enabled_count; i++)
    write_rule(json, report->arena, report->enabled[i]);
  json_end(json);
}
