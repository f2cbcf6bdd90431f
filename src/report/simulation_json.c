/* SPDX-License-Identifier: Apache-2.0
 *
 * One call as JSON: what each statement made of it, and why.
 */
#include "access/explain.h"
#include "report/access_json.h"
#include "report/access_words.h"

/* ---- Reasons --------------------------------------------------------------------- */

static const char *tri_name(enum alint_tri result) {
  static const char *const names[] = {
      [ALINT_NO] = "no", [ALINT_UNKNOWN] = "unknown", [ALINT_YES] = "match"};
  return names[result];
}

static void add_condition(struct alint_json *json, struct alint_arena *arena,
                          const struct alint_request *request,
                          const struct alint_condition_result *result) {
  alint_json_object(json);
  alint_add_str(json, "operator", result->condition->operator_name);
  alint_add_str(json, "key", result->condition->key);
  alint_add_string(json, "result", tri_name(result->result));
  alint_add_str(json, "why", alint_explain_condition(arena, request, result->condition));
  alint_json_end(json);
}

static void add_reasons(struct alint_json *json, struct alint_arena *arena,
                        const struct alint_replayed *replayed) {
  alint_add_array(json, "statements");
  for (size_t i = 0; i < replayed->policy->statement_count; i++) {
    const struct alint_statement_result *r = &replayed->decision.statements[i];
    const struct alint_statement *s = r->statement;
    alint_json_object(json);
    alint_add_number(json, "statement", s->index);
    alint_add_str(json, "sid", alint_told_sid(replayed->trust, s));
    alint_add_string(json, "effect", alint_effect_name(s->effect));
    alint_add_string(json, "principal", tri_name(r->principal));
    alint_add_string(json, "action", tri_name(r->action));
    alint_add_string(json, "condition", tri_name(r->condition));
    alint_add_array(json, "conditions");
    for (size_t k = 0; k < s->condition_count; k++)
      add_condition(json, arena, &replayed->request, &r->conditions[k]);
    alint_json_end(json);
    alint_json_end(json);
  }
  alint_json_end(json);
}

/* ---- simulate -------------------------------------------------------------------- */

static void add_alternatives(struct alint_json *json, const struct alint_replay *replay) {
  alint_add_array(json, "alternatives");
  for (size_t i = 0; i < replay->count && replay->count > 1; i++) {
    alint_json_object_inline(json);
    alint_add_str(json, "when", replay->alternatives[i].trust->when);
    alint_add_string(json, "verdict", alint_verdict_name(replay->alternatives[i].decision.verdict));
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void add_decided_by(struct alint_json *json, const struct alint_replay *replay) {
  const struct alint_replayed *shown = replay->shown;
  const struct alint_statement *by = replay->depends ? NULL : shown->decision.decided_by;
  alint_json_key(json, "decided_by");
  if (!by) {
    alint_json_null(json);
    return;
  }
  alint_json_object_inline(json);
  alint_add_number(json, "statement", by->index);
  alint_add_str(json, "sid", alint_told_sid(shown->trust, by));
  alint_json_end(json);
}

void alint_simulation_json(struct alint_access_printer *p, const struct alint_simulation *sim) {
  struct alint_json *json = &p->json;
  const struct alint_replayed *shown = sim->replay.shown;
  alint_json_begin(p, NULL);
  alint_add_str(json, "role", sim->role->label);
  alint_add_str(json, "address", sim->role->address);
  alint_add_object(json, "request");
  alint_add_request(json, sim->arena, &shown->request, false);
  alint_json_end(json);
  alint_add_string(json, "verdict", alint_verdict_name(sim->replay.verdict));
  add_decided_by(json, &sim->replay);
  alint_add_str(json, "undecided_by", alint_undecided_line(sim->arena, &sim->replay));
  add_reasons(json, sim->arena, shown);
  add_alternatives(json, &sim->replay);
  alint_add_string(json, "also_needs", sim->needs.identity_policy ? "identity-policy" : NULL);
  alint_add_assumptions(json, shown->decision.assumptions);
  alint_add_array(json, "notes");
  for (size_t i = 0; i < sim->notes.count; i++)
    alint_json_str(json, sim->notes.items[i]);
  alint_json_finish(p);
}

/* ---- A case of test ---------------------------------------------------------------- */

void alint_tested_json(struct alint_access_printer *p, const struct alint_case_result *result) {
  struct alint_json *json = &p->json;
  const struct alint_replay *replay = result->replay;
  alint_json_object(json);
  alint_add_str(json, "name", result->name);
  alint_add_string(json, "verdict", replay ? alint_verdict_name(replay->verdict) : NULL);
  alint_add_string(json, "expect", result->expect);
  alint_add_bool(json, "passed", result->passed);
  alint_add_string(json, "path", result->path);
  alint_add_number(json, "line", result->line);
  alint_json_end(json);
}
