/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format json`: the whole report, with the keys and the order that the
 * documentation promises. Keys may be added under the same schema_version; none
 * is ever renamed.
 */
#include "report/writers.h"

/* "name": "value", or "name": [...] */
static void write_pair(JsonWriter *json, const ReportPair *pair) {
  if (pair->list || pair->count != 1)
    json_strings(json, pair->name, pair->values, pair->count);
  else
    json_string(json, pair->name, pair->values[0]);
}

static void write_principal(JsonWriter *json, const ReportPair *principal) {
  json_object_inline(json, "principal");
  write_pair(json, principal);
  json_end(json);
}

static void write_context(JsonWriter *json, const ReportWitness *call) {
  json_object(json, "context");
  for (size_t i = 0; i < call->context_count; i++)
    write_pair(json, &call->context[i]);
  json_end(json);
}

void report_write_request(JsonWriter *json, const ReportWitness *call) {
  json_object(json, "request");
  write_principal(json, &call->principal);
  json_string(json, "action", call->action);
  write_context(json, call);
  json_end(json);
}

void report_write_witness(JsonWriter *json, const ReportWitness *witness) {
  json_object(json, "witness");
  write_principal(json, &witness->principal);
  json_string(json, "action", witness->action);
  json_strings(json, "also", witness->also, witness->also_count);
  write_context(json, witness);
  json_string(json, "verdict", witness->verdict);
  json_strings(json, "assumptions", witness->assumptions, witness->assumption_count);
  json_end(json);
}

static void write_related(JsonWriter *json, const ReportFinding *finding) {
  json_array(json, "related");
  for (size_t i = 0; i < finding->related_count; i++) {
    const ReportRelated *related = &finding->related[i];
    json_object_inline(json, NULL);
    json_string(json, "path", related->location.path);
    json_number(json, "line", related->location.begin.line);
    json_number(json, "column", related->location.begin.column);
    json_string(json, "message", related->message);
    json_end(json);
  }
  json_end(json);
}

static void write_location(JsonWriter *json, const ReportLocation *location) {
  json_string(json, "path", location->path);
  json_number(json, "line", location->begin.line);
  json_number(json, "column", location->begin.column);
  json_number(json, "end_line", location->end.line);
  json_number(json, "end_column", location->end.column);
}

static void write_subject(JsonWriter *json, const ReportFinding *finding) {
  json_string(json, "address", finding->address);
  json_string(json, "role", finding->role);
  json_string(json, "role_name", finding->role_name);
  json_string(json, "role_arn", finding->role_arn);
  if (finding->statement >= 0)
    json_number(json, "statement", (size_t)finding->statement);
  else
    json_null(json, "statement");
  json_string(json, "sid", finding->sid);
  json_string(json, "pointer", finding->pointer);
  if (finding->has_principal)
    write_principal(json, &finding->principal);
  else
    json_null(json, "principal");
}

static void write_introduced(JsonWriter *json, Introduced introduced) {
  if (introduced == INTRODUCED_NULL)
    json_null(json, "introduced");
  else
    json_bool(json, "introduced", introduced == INTRODUCED_YES);
}

static void write_suppression(JsonWriter *json, const ReportSuppression *suppression) {
  json_object_inline(json, "suppressed");
  json_string(json, "path", suppression->location.path);
  json_number(json, "line", suppression->location.begin.line);
  json_string(json, "reason", suppression->reason);
  json_end(json);
}

static void write_finding(JsonWriter *json, const ReportFinding *finding) {
  const Rule *rule = finding->rule;
  json_object(json, NULL);
  json_string(json, "rule", rule->id);
  json_string(json, "name", rule->name);
  json_string(json, "severity", severity_name(finding->severity));
  json_string(json, "severity_reason", finding->severity_reason);
  json_string(json, "category", category_name(rule->category));
  json_string(json, "message", finding->message);
  write_location(json, &finding->location);
  write_subject(json, finding);
  json_string(json, "change", finding->change);
  write_introduced(json, finding->introduced);
  json_string(json, "when", finding->when);
  if (finding->has_witness)
    report_write_witness(json, &finding->witness);
  else
    json_null(json, "witness");
  json_string(json, "help", finding->help);
  json_strings(json, "fixes", NULL, 0);
  write_related(json, finding);
  json_string(json, "origin", finding->origin);
  json_string(json, "fingerprint", finding->fingerprint);
  if (finding->suppressed)
    write_suppression(json, &finding->suppression);
  json_end(json);
}

static void write_inputs(JsonWriter *json, const Report *report) {
  json_array(json, "inputs");
  for (size_t i = 0; i < report->input_count; i++) {
    const ReportInput *input = &report->inputs[i];
    if (input->skipped)
      continue;
    json_object(json, NULL);
    json_string(json, "path", input->path);
    json_string(json, "format", input->format);
    json_number(json, "roles", input->roles);
    json_bool(json, "complete", input->complete);
    json_string(json, "error", input->error);
    json_end(json);
  }
  json_end(json);
}

static void write_summary(JsonWriter *json, const Report *report) {
  json_object(json, "summary");
  for (int s = SEVERITY_CRITICAL; s >= SEVERITY_INFO; s--)
    json_number(json, severity_name((Severity)s), report->by_severity[s]);
  json_number(json, "suppressed", report->suppressed);
  json_number(json, "skipped", report->skipped);
  json_number(json, "roles", report->roles);
  json_number(json, "unknown_roles", report->unknown_roles);
  json_end(json);
}

static void write_json(Out *out, const Report *report, const ReportStyle *style) {
  (void)style;
  JsonWriter json = json_writer(out);
  json_object(&json, NULL);
  json_number(&json, "schema_version", 1);
  json_object(&json, "tool");
  json_string(&json, "name", "assumelint");
  json_string(&json, "version", ASSUMELINT_VERSION);
  json_end(&json);
  write_inputs(&json, report);
  json_array(&json, "findings");
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(&json, &report->findings[i]);
  json_end(&json);
  write_summary(&json, report);
  json_finish(&json);
}

const Writer writer_json = {.name = "json", .write = write_json};
