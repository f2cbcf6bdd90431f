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
  json_object(json);
  add_str(json, "operator", result->condition->operator_name);
  add_str(json, "key", result->condition->key);
  add_string(json, "result", tri_name(result->result));
  add_str(json, "why", explain_condition(arena, request, result->condition));
  json_end(json);
}

static void add_reasons(JsonWriter *json, Arena *arena, const Replayed *replayed) {
  add_array(json, "statements");
  for (size_t i = 0; i < replayed->policy->statement_count; i++) {
    const StatementResult *r = &replayed->decision.statements[i];
    const Statement *s = r->statement;
    json_object(json);
    add_number(json, "statement", s->index);
    add_str(json, "sid", report_told_sid(replayed->trust, s));
    add_string(json, "effect", report_effect_name(s->effect));
    add_string(json, "principal", tri_name(r->principal));
    add_string(json, "action", tri_name(r->action));
    add_string(json, "condition", tri_name(r->condition));
    add_array(json, "conditions");
    for (size_t k = 0; k < s->condition_count; k++)
      add_condition(json, arena, &replayed->request, &r->conditions[k]);
    json_end(json);
    json_end(json);
  }
  json_end(json);
}

/* ---- simulate -------------------------------------------------------------------- */

static void add_alternatives(JsonWriter *json, const Replay *replay) {
  add_array(json, "alternatives");
  for (size_t i = 0; i < replay->count && replay->count > 1; i++) {
    json_object_inline(json);
    add_str(json, "when", replay->alternatives[i].trust->when);
    add_string(json, "verdict", verdict_name(replay->alternatives[i].decision.verdict));
    json_end(json);
  }
  json_end(json);
}

static void add_decided_by(JsonWriter *json, const Replay *replay) {
  const Replayed *shown = replay->shown;
  const Statement *by = replay->depends ? NULL : shown->decision.decided_by;
  json_key(json, "decided_by");
  if (!by) {
    json_null(json);
    return;
  }
  json_object_inline(json);
  add_number(json, "statement", by->index);
  add_str(json, "sid", report_told_sid(shown->trust, by));
  json_end(json);
}

void report_simulation_json(AccessPrinter *p, const Simulation *sim) {
  JsonWriter *json = &p->json;
  const Replayed *shown = sim->replay.shown;
  json_begin(p, NULL);
  add_str(json, "role", sim->role->label);
  add_str(json, "address", sim->role->address);
  add_object(json, "request");
  report_add_request(json, sim->arena, &shown->request, false);
  json_end(json);
  add_string(json, "verdict", verdict_name(sim->replay.verdict));
  add_decided_by(json, &sim->replay);
  add_str(json, "undecided_by", report_undecided_line(sim->arena, &sim->replay));
  add_reasons(json, sim->arena, shown);
  add_alternatives(json, &sim->replay);
  add_string(json, "also_needs", sim->needs.identity_policy ? "identity-policy" : NULL);
  report_add_assumptions(json, shown->decision.assumptions);
  add_array(json, "notes");
  for (size_t i = 0; i < sim->notes.count; i++)
    json_str(json, sim->notes.items[i]);
  json_finish(p);
}

/* ---- A case of test ---------------------------------------------------------------- */

void report_tested_json(AccessPrinter *p, const CaseResult *result) {
  JsonWriter *json = &p->json;
  const Replay *replay = result->replay;
  json_object(json);
  add_str(json, "name", result->name);
  add_string(json, "verdict", replay ? verdict_name(replay->verdict) : NULL);
  add_string(json, "expect", result->expect);
  add_bool(json, "passed", result->passed);
  add_string(json, "path", result->path);
  add_number(json, "line", result->line);
  json_end(json);
}
