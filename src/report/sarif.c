/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format sarif`: SARIF 2.1.0, as GitHub code scanning reads it.
 *
 * Sources: OASIS "Static Analysis Results Interchange Format (SARIF) Version
 * 2.1.0"; GitHub Docs, "SARIF support for code scanning".
 */
#include <string.h>

#include "assumelint/buf.h"
#include "report/writers.h"
#include "util/json_write.h"

static const char *security_severity(Severity severity) {
  static const char *const numbers[] = {
      [SEVERITY_NONE] = "0.5",   [SEVERITY_INFO] = "0.5", [SEVERITY_LOW] = "2.0",
      [SEVERITY_MEDIUM] = "5.0", [SEVERITY_HIGH] = "8.0", [SEVERITY_CRITICAL] = "9.5",
      [SEVERITY_NEVER] = "10.0",
  };
  return numbers[severity];
}

static void write_text(JsonWriter *json, const char *key, Str text) {
  json_object(json, key);
  json_str(json, "text", text);
  json_end(json);
}

/* ---- Results ------------------------------------------------------------------ */

/* A path as a relative URI reference (RFC 3986): what is no unreserved character
 * is percent-encoded, a colon too, so that no first segment looks like a scheme. */
static void write_artifact(JsonWriter *json, Arena *arena, const char *path) {
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  Buf buf = buf_in(arena);
  while (strncmp(path, "./", 2) == 0)
    path += 2;
  if (path[0] == '/')
    buf_add(&buf, "file://");
  for (; *path; path++) {
    if (strchr(plain, *path))
      buf_add_char(&buf, *path);
    else
      buf_addf(&buf, "%%%02X", (unsigned)(unsigned char)*path);
  }
  json->out->failed = json->out->failed || buf.failed;
  json_object(json, "artifactLocation");
  json_str(json, "uri", buf_str(&buf));
  json_end(json);
}

static void write_physical(JsonWriter *json, Arena *arena, const ReportLocation *location) {
  json_object(json, "physicalLocation");
  write_artifact(json, arena, location->path);
  json_object(json, "region");
  json_number(json, "startLine", location->begin.line);
  json_number(json, "startColumn", location->begin.column);
  json_number(json, "endLine", location->end.line);
  json_number(json, "endColumn", location->end.column);
  json_end(json);
  json_end(json);
}

static void write_logical(JsonWriter *json, const ReportFinding *finding) {
  if (!finding->address)
    return;
  json_array(json, "logicalLocations");
  json_object(json, NULL);
  if (finding->role)
    json_string(json, "name", finding->role);
  json_string(json, "fullyQualifiedName", finding->address);
  json_string(json, "kind", "resource");
  json_end(json);
  json_end(json);
}

static void write_related(JsonWriter *json, Arena *arena, const ReportFinding *finding) {
  if (finding->related_count == 0)
    return;
  json_array(json, "relatedLocations");
  for (size_t i = 0; i < finding->related_count; i++) {
    json_object(json, NULL);
    json_number(json, "id", i + 1);
    write_physical(json, arena, &finding->related[i].location);
    write_text(json, "message", str_of(finding->related[i].message));
    json_end(json);
  }
  json_end(json);
}

/* The sentence, then what proves it and what to do: readers of an alert see
 * nothing else of the finding. */
static void write_message(JsonWriter *json, Arena *arena, const ReportFinding *finding) {
  Buf buf = buf_in(arena);
  buf_add_str(&buf, report_sentence(finding->message));
  buf_add(&buf, ".");
  if (finding->when)
    buf_addf(&buf, "\nWhen: %s", finding->when);
  if (finding->who)
    buf_addf(&buf, "\nWho: %s", finding->who);
  if (finding->help)
    buf_addf(&buf, "\nFix: %s", finding->help);
  json->out->failed = json->out->failed || buf.failed;
  write_text(json, "message", buf_str(&buf));
}

static void write_suppression(JsonWriter *json, Arena *arena,
                              const ReportSuppression *suppression) {
  json_array(json, "suppressions");
  json_object(json, NULL);
  json_string(json, "kind", "inSource");
  if (suppression->reason)
    json_string(json, "justification", suppression->reason);
  json_object(json, "location");
  write_physical(json, arena, &suppression->location);
  json_end(json);
  json_end(json);
  json_end(json);
}

static size_t rule_index(const Report *report, const Rule *rule) {
  size_t i = 0;
  while (i < report->enabled_count && report->enabled[i] != rule)
    i++;
  return i;
}

static void write_result(JsonWriter *json, const Report *report, const ReportFinding *finding) {
  size_t index = rule_index(report, finding->rule);
  json_object(json, NULL);
  json_string(json, "ruleId", finding->rule->id);
  if (index < report->enabled_count)
    json_number(json, "ruleIndex", index);
  json_string(json, "level", report_level_name(finding->severity));
  write_message(json, report->arena, finding);
  json_array(json, "locations");
  json_object(json, NULL);
  write_physical(json, report->arena, &finding->location);
  write_logical(json, finding);
  json_end(json);
  json_end(json);
  write_related(json, report->arena, finding);
  json_object(json, "partialFingerprints");
  json_string(json, "primaryLocationLineHash", finding->fingerprint);
  json_end(json);
  if (finding->suppressed)
    write_suppression(json, report->arena, &finding->suppression);
  json_object(json, "properties");
  json_string(json, "severity", severity_name(finding->severity));
  json_string(json, "security-severity", security_severity(finding->severity));
  json_end(json);
  json_end(json);
}

static void write_notification(JsonWriter *json, Arena *arena, const ReportInput *input) {
  json_object(json, NULL);
  json_string(json, "level", "error");
  write_text(json, "message", str_of(input->error));
  json_array(json, "locations");
  json_object(json, NULL);
  json_object(json, "physicalLocation");
  write_artifact(json, arena, input->path);
  json_end(json);
  json_end(json);
  json_end(json);
  json_end(json);
}

/* One invocation, with a notification for each input that was not analysed. */
static void write_invocations(JsonWriter *json, const Report *report) {
  size_t failed = 0;
  for (size_t i = 0; i < report->input_count; i++)
    failed += report->inputs[i].error != NULL;
  json_array(json, "invocations");
  json_object(json, NULL);
  json_bool(json, "executionSuccessful", failed == 0);
  if (failed > 0) {
    json_array(json, "toolExecutionNotifications");
    for (size_t i = 0; i < report->input_count; i++) {
      if (report->inputs[i].error)
        write_notification(json, report->arena, &report->inputs[i]);
    }
    json_end(json);
  }
  json_end(json);
  json_end(json);
}

/* ---- Rules --------------------------------------------------------------------- */

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
  json_string(json, "security-severity", security_severity(rule->severity));
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
  write_text(json, "shortDescription", str_of(rule->title));
  write_text(json, "fullDescription", str_of(rule->help.what));
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

/* All rules that ran, whether they found something or not: two runs of one configuration
 * list the same. */
static void write_rules(JsonWriter *json, const Report *report) {
  json_array(json, "rules");
  for (size_t i = 0; i < report->enabled_count; i++)
    write_rule(json, report->arena, report->enabled[i]);
  json_end(json);
}

/* ---- The log ------------------------------------------------------------------- */

static void write_tool(JsonWriter *json, const Report *report) {
  json_object(json, "tool");
  json_object(json, "driver");
  json_string(json, "name", "assumelint");
  json_string(json, "semanticVersion", ASSUMELINT_VERSION);
  write_rules(json, report);
  json_end(json);
  json_end(json);
}

static void write_sarif(Out *out, const Report *report, const ReportStyle *style) {
  (void)style;
  JsonWriter json = json_writer(out);
  json_object(&json, NULL);
  json_string(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json_string(&json, "version", "2.1.0");
  json_array(&json, "runs");
  json_object(&json, NULL);
  write_tool(&json, report);
  write_invocations(&json, report);
  json_string(&json, "columnKind", "unicodeCodePoints");
  json_array(&json, "results");
  for (size_t i = 0; i < report->finding_count; i++)
    write_result(&json, report, &report->findings[i]);
  json_finish(&json);
}

const Writer writer_sarif = {.name = "sarif", .write = write_sarif};
