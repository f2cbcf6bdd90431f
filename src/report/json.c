/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format json`: everything a report holds, with the keys and the order that
 * the documentation promises. New keys may be added under the same
 * schema_version, none is ever renamed.
 */
#include "report/writers.h"
#include "util/json_write.h"

/* "name": "value", or "name": [...] */
static void write_pair(JsonWriter *json, const ReportPair *pair) {
  if (pair->list || pair->count != 1)
    add_strings(json, pair->name, pair->values, pair->count);
  else
    add_string(json, pair->name, pair->values[0]);
}

static void write_principal(JsonWriter *json, const ReportPair *principal) {
  json_key(json, "principal");
  json_object_inline(json);
  write_pair(json, principal);
  json_end(json);
}

static void write_witness(JsonWriter *json, const ReportWitness *witness) {
  json_object(json);
  write_principal(json, &witness->principal);
  add_string(json, "action", witness->action);
  add_strings(json, "also", witness->also, witness->also_count);
  add_object(json, "context");
  for (size_t i = 0; i < witness->context_count; i++)
    write_pair(json, &witness->context[i]);
  json_end(json);
  add_string(json, "verdict", witness->verdict);
  add_strings(json, "assumptions", witness->assumptions, witness->assumption_count);
  json_end(json);
}

static void write_related(JsonWriter *json, const ReportFinding *finding) {
  add_array(json, "related");
  for (size_t i = 0; i < finding->related_count; i++) {
    const ReportRelated *related = &finding->related[i];
    json_object_inline(json);
    add_string(json, "path", related->location.path);
    add_number(json, "line", related->location.begin.line);
    add_number(json, "column", related->location.begin.column);
    add_string(json, "message", related->message);
    json_end(json);
  }
  json_end(json);
}

static void write_place(JsonWriter *json, const ReportLocation *location) {
  add_string(json, "path", location->path);
  add_number(json, "line", location->begin.line);
  add_number(json, "column", location->begin.column);
  add_number(json, "end_line", location->end.line);
  add_number(json, "end_column", location->end.column);
}

static void write_subject(JsonWriter *json, const ReportFinding *finding) {
  add_string(json, "address", finding->address);
  add_string(json, "role", finding->role);
  add_string(json, "role_name", finding->role_name);
  add_string(json, "role_arn", finding->role_arn);
  json_key(json, "statement");
  if (finding->statement >= 0)
    json_number(json, (size_t)finding->statement);
  else
    json_null(json);
  add_string(json, "sid", finding->sid);
  add_string(json, "pointer", finding->pointer);
  if (finding->has_principal)
    write_principal(json, &finding->principal);
  else
    add_string(json, "principal", NULL);
}

static void write_introduced(JsonWriter *json, Introduced introduced) {
  json_key(json, "introduced");
  if (introduced == INTRODUCED_NULL)
    json_null(json);
  else
    json_bool(json, introduced == INTRODUCED_YES);
}

static void write_suppression(JsonWriter *json, const ReportSuppression *suppression) {
  json_key(json, "suppressed");
  json_object_inline(json);
  add_string(json, "path", suppression->location.path);
  add_number(json, "line", suppression->location.begin.line);
  add_string(json, "reason", suppression->reason);
  json_end(json);
}

static void write_finding(JsonWriter *json, const ReportFinding *finding) {
  const Rule *rule = finding->rule;
  json_object(json);
  add_string(json, "rule", rule->id);
  add_string(json, "name", rule->name);
  add_string(json, "severity", severity_name(finding->severity));
  add_string(json, "severity_reason", finding->severity_reason);
  add_string(json, "category", category_name(rule->category));
  add_string(json, "message", finding->message);
  write_place(json, &finding->location);
  write_subject(json, finding);
  add_string(json, "change", finding->change);
  write_introduced(json, finding->introduced);
  add_string(json, "when", finding->when);
  json_key(json, "witness");
  if (finding->has_witness)
    write_witness(json, &finding->witness);
  else
    json_null(json);
  add_string(json, "help", finding->help);
  add_strings(json, "fixes", NULL, 0);
  write_related(json, finding);
  add_string(json, "origin", finding->origin);
  add_string(json, "fingerprint", finding->fingerprint);
  if (finding->suppressed)
    write_suppression(json, &finding->suppression);
  json_end(json);
}

static void write_inputs(JsonWriter *json, const Report *report) {
  add_array(json, "inputs");
  for (size_t i = 0; i < report->input_count; i++) {
    const ReportInput *input = &report->inputs[i];
    if (input->skipped)
      continue;
    json_object(json);
    add_string(json, "path", input->path);
    add_string(json, "format", input->format);
    add_number(json, "roles", input->roles);
    add_bool(json, "complete", input->complete);
    add_string(json, "error", input->error);
    json_end(json);
  }
  json_end(json);
}

static void write_summary(JsonWriter *json, const Report *report) {
  add_object(json, "summary");
  for (int s = SEVERITY_CRITICAL; s >= SEVERITY_INFO; s--)
    add_number(json, severity_name((Severity)s), report->by_severity[s]);
  add_number(json, "suppressed", report->suppressed);
  add_number(json, "skipped", report->skipped);
  add_number(json, "roles", report->roles);
  add_number(json, "unknown_roles", report->unknown_roles);
  json_end(json);
}

static void write_json(Out *out, const Report *report, const ReportStyle *style) {
  (void)style;
  JsonWriter json = json_writer(out);
  json_object(&json);
  add_number(&json, "schema_version", 1);
  add_object(&json, "tool");
  add_string(&json, "name", "assumelint");
  add_string(&json, "version", ASSUMELINT_VERSION);
  json_end(&json);
  write_inputs(&json, report);
  add_array(&json, "findings");
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(&json, &report->findings[i]);
  json_end(&json);
  write_summary(&json, report);
  json_end(&json);
  out_text(out, "\n");
}

const Writer writer_json = {.name = "json", .write = write_json};
