/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format json`: everything a report holds, with the keys and the order that
 * the documentation promises. New keys may be added under the same
 * schema_version, none is ever renamed.
 */
#include "report/writers.h"
#include "util/json_write.h"

static void write_strings(struct alint_json *json, const char *key, const char *const *items,
                          size_t count) {
  alint_json_key(json, key);
  alint_json_array_inline(json);
  for (size_t i = 0; i < count; i++)
    alint_json_string(json, items[i]);
  alint_json_end(json);
}

static void write_member(struct alint_json *json, const char *key, const char *value) {
  alint_json_key(json, key);
  alint_json_string(json, value);
}

static void write_count(struct alint_json *json, const char *key, size_t value) {
  alint_json_key(json, key);
  alint_json_number(json, value);
}

/* "name": "value", or "name": [...] */
static void write_pair(struct alint_json *json, const struct alint_report_pair *pair) {
  if (pair->list || pair->count != 1)
    write_strings(json, pair->name, pair->values, pair->count);
  else
    write_member(json, pair->name, pair->values[0]);
}

static void write_principal(struct alint_json *json, const struct alint_report_pair *principal) {
  alint_json_key(json, "principal");
  alint_json_object_inline(json);
  write_pair(json, principal);
  alint_json_end(json);
}

static void write_witness(struct alint_json *json, const struct alint_report_witness *witness) {
  alint_json_object(json);
  write_principal(json, &witness->principal);
  write_member(json, "action", witness->action);
  write_strings(json, "also", witness->also, witness->also_count);
  alint_json_key(json, "context");
  alint_json_object(json);
  for (size_t i = 0; i < witness->context_count; i++)
    write_pair(json, &witness->context[i]);
  alint_json_end(json);
  write_member(json, "verdict", witness->verdict);
  write_strings(json, "assumptions", witness->assumptions, witness->assumption_count);
  alint_json_end(json);
}

static void write_related(struct alint_json *json, const struct alint_report_finding *finding) {
  alint_json_key(json, "related");
  alint_json_array(json);
  for (size_t i = 0; i < finding->related_count; i++) {
    const struct alint_report_related *related = &finding->related[i];
    alint_json_object_inline(json);
    write_member(json, "path", related->location.path);
    write_count(json, "line", related->location.begin.line);
    write_count(json, "column", related->location.begin.column);
    write_member(json, "message", related->message);
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void write_place(struct alint_json *json, const struct alint_report_location *location) {
  write_member(json, "path", location->path);
  write_count(json, "line", location->begin.line);
  write_count(json, "column", location->begin.column);
  write_count(json, "end_line", location->end.line);
  write_count(json, "end_column", location->end.column);
}

static void write_subject(struct alint_json *json, const struct alint_report_finding *finding) {
  write_member(json, "address", finding->address);
  write_member(json, "role", finding->role);
  write_member(json, "role_name", finding->role_name);
  write_member(json, "role_arn", finding->role_arn);
  alint_json_key(json, "statement");
  if (finding->statement >= 0)
    alint_json_number(json, (size_t)finding->statement);
  else
    alint_json_null(json);
  write_member(json, "sid", finding->sid);
  write_member(json, "pointer", finding->pointer);
  if (finding->has_principal)
    write_principal(json, &finding->principal);
  else
    write_member(json, "principal", NULL);
}

static void write_introduced(struct alint_json *json, enum alint_introduced introduced) {
  alint_json_key(json, "introduced");
  if (introduced == ALINT_INTRODUCED_NULL)
    alint_json_null(json);
  else
    alint_json_bool(json, introduced == ALINT_INTRODUCED_YES);
}

static void write_suppression(struct alint_json *json,
                              const struct alint_report_suppression *suppression) {
  alint_json_key(json, "suppressed");
  alint_json_object_inline(json);
  write_member(json, "path", suppression->location.path);
  write_count(json, "line", suppression->location.begin.line);
  write_member(json, "reason", suppression->reason);
  alint_json_end(json);
}

static void write_finding(struct alint_json *json, const struct alint_report_finding *finding) {
  const struct alint_rule *rule = finding->rule;
  alint_json_object(json);
  write_member(json, "rule", rule->id);
  write_member(json, "name", rule->name);
  write_member(json, "severity", alint_severity_name(finding->severity));
  write_member(json, "severity_reason", finding->severity_reason);
  write_member(json, "category", alint_category_name(rule->category));
  write_member(json, "message", finding->message);
  write_place(json, &finding->location);
  write_subject(json, finding);
  write_member(json, "change", finding->change);
  write_introduced(json, finding->introduced);
  write_member(json, "when", finding->when);
  alint_json_key(json, "witness");
  if (finding->has_witness)
    write_witness(json, &finding->witness);
  else
    alint_json_null(json);
  write_member(json, "help", finding->help);
  write_strings(json, "fixes", NULL, 0);
  write_related(json, finding);
  write_member(json, "origin", finding->origin);
  write_member(json, "fingerprint", finding->fingerprint);
  if (finding->suppressed)
    write_suppression(json, &finding->suppression);
  alint_json_end(json);
}

static void write_inputs(struct alint_json *json, const struct alint_report *report) {
  alint_json_key(json, "inputs");
  alint_json_array(json);
  for (size_t i = 0; i < report->input_count; i++) {
    const struct alint_report_input *input = &report->inputs[i];
    if (input->skipped)
      continue;
    alint_json_object(json);
    write_member(json, "path", input->path);
    write_member(json, "format", input->format);
    write_count(json, "roles", input->roles);
    alint_json_key(json, "complete");
    alint_json_bool(json, input->complete);
    write_member(json, "error", input->error);
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void write_summary(struct alint_json *json, const struct alint_report *report) {
  alint_json_key(json, "summary");
  alint_json_object(json);
  for (int s = ALINT_SEVERITY_CRITICAL; s >= ALINT_SEVERITY_INFO; s--)
    write_count(json, alint_severity_name((enum alint_severity)s), report->by_severity[s]);
  write_count(json, "suppressed", report->suppressed);
  write_count(json, "skipped", report->skipped);
  write_count(json, "roles", report->roles);
  write_count(json, "unknown_roles", report->unknown_roles);
  alint_json_end(json);
}

static void write_json(struct alint_out *out, const struct alint_report *report,
                       const struct alint_report_style *style) {
  (void)style;
  struct alint_json json = alint_json(out);
  alint_json_object(&json);
  write_count(&json, "schema_version", 1);
  alint_json_key(&json, "tool");
  alint_json_object(&json);
  write_member(&json, "name", "assumelint");
  write_member(&json, "version", ALINT_VERSION);
  alint_json_end(&json);
  write_inputs(&json, report);
  alint_json_key(&json, "findings");
  alint_json_array(&json);
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(&json, &report->findings[i]);
  alint_json_end(&json);
  write_summary(&json, report);
  alint_json_end(&json);
  alint_out_text(out, "\n");
}

const struct alint_writer alint_writer_json = {.name = "json", .write = write_json};
