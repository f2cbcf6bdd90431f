/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format sarif`: SARIF 2.1.0, as GitHub code scanning reads it.
 *
 * Sources: OASIS "Static Analysis Results Interchange Format (SARIF) Version
 * 2.1.0"; GitHub Docs, "SARIF support for code scanning".
 */
#include <string.h>

#include "report/writers.h"
#include "util/json_write.h"

/* A path as a relative URI reference (RFC 3986): what is no unreserved character
 * is percent-encoded, a colon too, so that no first segment looks like a scheme. */
static void write_uri(struct alint_json *json, struct alint_arena *arena, const char *path) {
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  struct alint_buf buf = alint_buf(arena);
  while (strncmp(path, "./", 2) == 0)
    path += 2;
  if (path[0] == '/')
    alint_buf_add(&buf, "file://");
  for (; *path; path++) {
    if (strchr(plain, *path))
      alint_buf_add_char(&buf, *path);
    else
      alint_buf_addf(&buf, "%%%02X", (unsigned)(unsigned char)*path);
  }
  json->out->failed = json->out->failed || buf.failed;
  alint_json_str(json, alint_buf_str(&buf));
}

static void write_physical(struct alint_json *json, struct alint_arena *arena,
                           const struct alint_report_location *location) {
  alint_add_object(json, "physicalLocation");
  alint_add_object(json, "artifactLocation");
  alint_json_key(json, "uri");
  write_uri(json, arena, location->path);
  alint_json_end(json);
  alint_add_object(json, "region");
  alint_add_number(json, "startLine", location->begin.line);
  alint_add_number(json, "startColumn", location->begin.column);
  alint_add_number(json, "endLine", location->end.line);
  alint_add_number(json, "endColumn", location->end.column);
  alint_json_end(json);
  alint_json_end(json);
}

static void write_logical(struct alint_json *json, const struct alint_report_finding *finding) {
  if (!finding->address)
    return;
  alint_add_array(json, "logicalLocations");
  alint_json_object(json);
  if (finding->role)
    alint_add_string(json, "name", finding->role);
  alint_add_string(json, "fullyQualifiedName", finding->address);
  alint_add_string(json, "kind", "resource");
  alint_json_end(json);
  alint_json_end(json);
}

static void write_related(struct alint_json *json, struct alint_arena *arena,
                          const struct alint_report_finding *finding) {
  if (finding->related_count == 0)
    return;
  alint_add_array(json, "relatedLocations");
  for (size_t i = 0; i < finding->related_count; i++) {
    alint_json_object(json);
    alint_add_number(json, "id", i + 1);
    write_physical(json, arena, &finding->related[i].location);
    alint_sarif_text(json, "message", alint_str(finding->related[i].message));
    alint_json_end(json);
  }
  alint_json_end(json);
}

/* The sentence, then what proves it and what to do: readers of an alert see
 * nothing else of the finding. */
static void write_message(struct alint_json *json, struct alint_arena *arena,
                          const struct alint_report_finding *finding) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add_str(&buf, alint_sentence(finding->message));
  alint_buf_add(&buf, ".");
  if (finding->when)
    alint_buf_addf(&buf, "\nWhen: %s", finding->when);
  if (finding->who)
    alint_buf_addf(&buf, "\nWho: %s", finding->who);
  if (finding->help)
    alint_buf_addf(&buf, "\nFix: %s", finding->help);
  json->out->failed = json->out->failed || buf.failed;
  alint_sarif_text(json, "message", alint_buf_str(&buf));
}

static void write_suppression(struct alint_json *json, struct alint_arena *arena,
                              const struct alint_report_suppression *suppression) {
  alint_add_array(json, "suppressions");
  alint_json_object(json);
  alint_add_string(json, "kind", "inSource");
  if (suppression->reason)
    alint_add_string(json, "justification", suppression->reason);
  alint_add_object(json, "location");
  write_physical(json, arena, &suppression->location);
  alint_json_end(json);
  alint_json_end(json);
  alint_json_end(json);
}

static size_t rule_index(const struct alint_report *report, const struct alint_rule *rule) {
  size_t i = 0;
  while (i < report->enabled_count && report->enabled[i] != rule)
    i++;
  return i;
}

static void write_result(struct alint_json *json, const struct alint_report *report,
                         const struct alint_report_finding *finding) {
  size_t index = rule_index(report, finding->rule);
  alint_json_object(json);
  alint_add_string(json, "ruleId", finding->rule->id);
  if (index < report->enabled_count)
    alint_add_number(json, "ruleIndex", index);
  alint_add_string(json, "level", alint_level_name(finding->severity));
  write_message(json, report->arena, finding);
  alint_add_array(json, "locations");
  alint_json_object(json);
  write_physical(json, report->arena, &finding->location);
  write_logical(json, finding);
  alint_json_end(json);
  alint_json_end(json);
  write_related(json, report->arena, finding);
  alint_add_object(json, "partialFingerprints");
  alint_add_string(json, "primaryLocationLineHash", finding->fingerprint);
  alint_json_end(json);
  if (finding->suppressed)
    write_suppression(json, report->arena, &finding->suppression);
  alint_add_object(json, "properties");
  alint_add_string(json, "severity", alint_severity_name(finding->severity));
  alint_add_string(json, "security-severity", alint_security_severity(finding->severity));
  alint_json_end(json);
  alint_json_end(json);
}

static void write_notification(struct alint_json *json, struct alint_arena *arena,
                               const struct alint_report_input *input) {
  alint_json_object(json);
  alint_add_string(json, "level", "error");
  alint_sarif_text(json, "message", alint_str(input->error));
  alint_add_array(json, "locations");
  alint_json_object(json);
  alint_add_object(json, "physicalLocation");
  alint_add_object(json, "artifactLocation");
  alint_json_key(json, "uri");
  write_uri(json, arena, input->path);
  alint_json_end(json);
  alint_json_end(json);
  alint_json_end(json);
  alint_json_end(json);
  alint_json_end(json);
}

/* One invocation, with a notification for each input that was not analysed. */
static void write_invocations(struct alint_json *json, const struct alint_report *report) {
  size_t failed = 0;
  for (size_t i = 0; i < report->input_count; i++)
    failed += report->inputs[i].error != NULL;
  alint_add_array(json, "invocations");
  alint_json_object(json);
  alint_add_bool(json, "executionSuccessful", failed == 0);
  if (failed > 0) {
    alint_add_array(json, "toolExecutionNotifications");
    for (size_t i = 0; i < report->input_count; i++) {
      if (report->inputs[i].error)
        write_notification(json, report->arena, &report->inputs[i]);
    }
    alint_json_end(json);
  }
  alint_json_end(json);
  alint_json_end(json);
}

static void write_tool(struct alint_json *json, const struct alint_report *report) {
  alint_add_object(json, "tool");
  alint_add_object(json, "driver");
  alint_add_string(json, "name", "assumelint");
  alint_add_string(json, "semanticVersion", ALINT_VERSION);
  alint_sarif_rules(json, report);
  alint_json_end(json);
  alint_json_end(json);
}

static void write_sarif(struct alint_out *out, const struct alint_report *report,
                        const struct alint_report_style *style) {
  (void)style;
  struct alint_json json = alint_json(out);
  alint_json_object(&json);
  alint_add_string(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  alint_add_string(&json, "version", "2.1.0");
  alint_add_array(&json, "runs");
  alint_json_object(&json);
  write_tool(&json, report);
  write_invocations(&json, report);
  alint_add_string(&json, "columnKind", "unicodeCodePoints");
  alint_add_array(&json, "results");
  for (size_t i = 0; i < report->finding_count; i++)
    write_result(&json, report, &report->findings[i]);
  alint_json_end(&json);
  alint_json_end(&json);
  alint_json_end(&json);
  alint_json_end(&json);
  alint_out_text(out, "\n");
}

const struct alint_writer alint_writer_sarif = {.name = "sarif", .write = write_sarif};
