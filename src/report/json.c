/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format json`: everything a report holds, with the keys and the order that
 * the documentation promises. New keys may be added under the same
 * schema_version, none is ever renamed.
 */
#include "report/writers.h"
#include "util/json_write.h"

/* "name": "value", or "name": [...] */
static void write_pair(struct alint_json *json, const struct alint_report_pair *pair) {
  if (pair->list || pair->count != 1)
    alint_add_strings(json, pair->name, pair->values, pair->count);
  else
    alint_add_string(json, pair->name, pair->values[0]);
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
  alint_add_string(json, "action", witness->action);
  alint_add_strings(json, "also", witness->also, witness->also_count);
  alint_add_object(json, "context");
  for (size_t i = 0; i < witness->context_count; i++)
    write_pair(json, &witness->context[i]);
  alint_json_end(json);
  alint_add_string(json, "verdict", witness->verdict);
  alint_add_strings(json, "assumptions", witness->assumptions, witness->assumption_count);
  alint_json_end(json);
}

static void write_related(struct alint_json *json, const struct alint_report_finding *finding) {
  alint_add_array(json, "related");
  for (size_t i = 0; i < finding->related_count; i++) {
    const struct alint_report_related *related = &finding->related[i];
    alint_json_object_inline(json);
    alint_add_string(json, "path", related->location.path);
    alint_add_number(json, "line", related->location.begin.line);
    alint_add_number(json, "column", related->location.begin.column);
    alint_add_string(json, "message", related->message);
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void write_place(struct alint_json *json, const struct alint_report_location *location) {
  alint_add_string(json, "path", location->path);
  alint_add_number(json, "line", location->begin.line);
  alint_add_number(json, "column", location->begin.column);
  alint_add_number(json, "end_line", location->end.line);
  alint_add_number(json, "end_column", location->end.column);
}

static void write_subject(struct alint_json *json, const struct alint_report_finding *finding) {
  alint_add_string(json, "address", finding->address);
  alint_add_string(json, "role", finding->role);
  alint_add_string(json, "role_name", finding->role_name);
  alint_add_string(json, "role_arn", finding->role_arn);
  alint_json_key(json, "statement");
  if (finding->statement >= 0)
    alint_json_number(json, (size_t)finding->statement);
  else
    alint_json_null(json);
  alint_add_string(json, "sid", finding->sid);
  alint_add_string(json, "pointer", finding->pointer);
  if (finding->has_principal)
    write_principal(json, &finding->principal);
  else
    alint_add_string(json, "principal", NULL);
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
  alint_add_string(json, "path", suppression->location.path);
  alint_add_number(json, "line", suppression->location.begin.line);
  alint_add_string(json, "reason", suppression->reason);
  alint_json_end(json);
}

static void write_finding(struct alint_json *json, const struct alint_report_finding *finding) {
  const struct alint_rule *rule = finding->rule;
  alint_json_object(json);
  alint_add_string(json, "rule", rule->id);
  alint_add_string(json, "name", rule->name);
  alint_add_string(json, "severity", alint_severity_name(finding->severity));
  alint_add_string(json, "severity_reason", finding->severity_reason);
  alint_add_string(json, "category", alint_category_name(rule->category));
  alint_add_string(json, "message", finding->message);
  write_place(json, &finding->location);
  write_subject(json, finding);
  alint_add_string(json, "change", finding->change);
  write_introduced(json, finding->introduced);
  alint_add_string(json, "when", finding->when);
  alint_json_key(json, "witness");
  if (finding->has_witness)
    write_witness(json, &finding->witness);
  else
    alint_json_null(json);
  alint_add_string(json, "help", finding->help);
  alint_add_strings(json, "fixes", NULL, 0);
  write_related(json, finding);
  alint_add_string(json, "origin", finding->origin);
  alint_add_string(json, "fingerprint", finding->fingerprint);
  if (finding->suppressed)
    write_suppression(json, &finding->suppression);
  alint_json_end(json);
}

static void write_inputs(struct alint_json *json, const struct alint_report *report) {
  alint_add_array(json, "inputs");
  for (size_t i = 0; i < report->input_count; i++) {
    const struct alint_report_input *input = &report->inputs[i];
    if (input->skipped)
      continue;
    alint_json_object(json);
    alint_add_string(json, "path", input->path);
    alint_add_string(json, "format", input->format);
    alint_add_number(json, "roles", input->roles);
    alint_add_bool(json, "complete", input->complete);
    alint_add_string(json, "error", input->error);
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void write_summary(struct alint_json *json, const struct alint_report *report) {
  alint_add_object(json, "summary");
  for (int s = ALINT_SEVERITY_CRITICAL; s >= ALINT_SEVERITY_INFO; s--)
    alint_add_number(json, alint_severity_name((enum alint_severity)s), report->by_severity[s]);
  alint_add_number(json, "suppressed", report->suppressed);
  alint_add_number(json, "skipped", report->skipped);
  alint_add_number(json, "roles", report->roles);
  alint_add_number(json, "unknown_roles", report->unknown_roles);
  alint_json_end(json);
}

static void write_json(struct alint_out *out, const struct alint_report *report,
                       const struct alint_report_style *style) {
  (void)style;
  struct alint_json json = alint_json(out);
  alint_json_object(&json);
  alint_add_number(&json, "schema_version", 1);
  alint_add_object(&json, "tool");
  alint_add_string(&json, "name", "assumelint");
  alint_add_string(&json, "version", ALINT_VERSION);
  alint_json_end(&json);
  write_inputs(&json, report);
  alint_add_array(&json, "findings");
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(&json, &report->findings[i]);
  alint_json_end(&json);
  write_summary(&json, report);
  alint_json_end(&json);
  alint_out_text(out, "\n");
}

const struct alint_writer alint_writer_json = {.name = "json", .write = write_json};
