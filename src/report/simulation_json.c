/* SPDX-License-Identifier: Apache-2.0
 *
 * One call as JSON: what each statement made of it, and why.
 */
#include "report/access_json.h"
#include "report/access_words.h"
#include "simulate/explain.h"

/* ---- Reasons --------------------------------------------------------------------- */

static const char *tri_name(Tri result) {
  static const char *const names[] = {
      [TRI_NO] = "no", [TRI_UNKNOWN] = "unknown", [TRI_YES] = "match"};
  return names[result];
}

static void add_condition(JsonWriter *json, Arena *arena, const Request *request,
                          const ConditionResult *result) {
  json_object(json, NULL);
  json_str(json, "operator", result->condition->operator_name);
  json_str(json, "key", result->condition->key);
  json_string(json, "result", tri_name(result->result));
  json_str(json, "why", explain_condition(arena, request, result->condition));
  json_end(json);
}

static void add_reasons(JsonWriter *json, Arena *arena, const Replayed *replayed) {
  json_array(json, "statements");
  for (size_t i = 0; i < replayed->policy->statement_count; i++) {
    const StatementResult *r = &replayed->decision.statements[i];
    const Statement *s = r->statement;
    json_object(json, NULL);
    json_number(json, "statement", s->index);
    json_str(json, "sid", report_told_sid(replayed->trust, s));
    json_string(json, "effect", report_effect_name(s->effect));
    json_string(json, "principal", tri_name(r->principal));
    json_string(json, "action", tri_name(r->action));
    json_string(json, "condition", tri_name(r->condition));
    json_array(json, "conditions");
    for (size_t k = 0; k < s->condition_count; k++)
      add_condition(json, arena, &replayed->request, &r->conditions[k]);
    json_end(json);
    json_end(json);
  }
  json_end(json);
}

/* ---- simulate -------------------------------------------------------------------- */

static void add_alternatives(JsonWriter *json, const Replay *replay) {
  json_array(json, "alternatives");
  for (size_t i = 0; i < replay->count && replay->count > 1; i++) {
    json_object_inline(json, NULL);
    json_str(json, "when", replay->alternatives[i].trust->when);
    json_string(json, "verdict", verdict_name(replay->alternatives[i].decision.verdict));
    json_end(json);
  }
  json_end(json);
}

static void add_decided_by(JsonWriter *json, const Replay *replay) {
  const Replayed *shown = replay->shown;
  const Statement *by = replay->depends ? NULL : shown->decision.decided_by;
  if (!by) {
    json_null(json, "decided_by");
    return;
  }
  json_object_inline(json, "decided_by");
  json_number(json, "statement", by->index);
  json_str(json, "sid", report_told_sid(shown->trust, by));
  json_end(json);
}

void report_simulation_json(AccessPrinter *p, const Simulation *sim) {
  JsonWriter *json = &p->json;
  const Replayed *shown = sim->replay.shown;
  json_begin(p, NULL);
  json_str(json, "role", sim->role->label);
  json_str(json, "address", sim->role->address);
  json_object(json, "request");
  report_add_request(json, sim->arena, &shown->request, false);
  json_end(json);
  json_string(json, "verdict", verdict_name(sim->replay.verdict));
  add_decided_by(json, &sim->replay);
  json_str(json, "undecided_by", report_undecided_line(sim->arena, &sim->replay));
  add_reasons(json, sim->arena, shown);
  add_alternatives(json, &sim->replay);
  json_string(json, "also_needs", sim->needs.identity_policy ? "identity-policy" : NULL);
  report_add_assumptions(json, shown->decision.assumptions);
  json_array(json, "notes");
  for (size_t i = 0; i < sim->notes.count; i++)
    json_str(json, NULL, sim->notes.items[i]);
  json_finish(p);
}

/* ---- A case of test ---------------------------------------------------------------- */

void report_tested_json(AccessPrinter *p, const CaseResult *result) {
  JsonWriter *json = &p->json;
  const Replay *replay = result->replay;
  json_object(json, NULL);
  json_str(json, "name", result->name);
  json_string(json, "verdict", replay ? verdict_name(replay->verdict) : NULL);
  json_string(json, "expect", result->expect);
  json_bool(json, "passed", result->passed);
  json_string(json, "path", result->path);
  json_number(json, "line", result->line);
  json_end(json);
}
