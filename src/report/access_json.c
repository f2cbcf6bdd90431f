/* SPDX-License-Identifier: Apache-2.0
 *
 * `who`, `diff`, `simulate` and `test` as JSON, members in the order of the
 * contract. A document is {"schema_version": 1, LIST: [...], ...}.
 */
#include "assumelint/arena.h"
#include "engine/build.h"
#include "report/access_words.h"
#include "report/access_writers.h"
#include "report/writers.h"
#include "simulate/explain.h"

static void begin(AccessPrinter *p, const char *list) {
  p->json = json_writer(p->out);
  json_object(&p->json, NULL);
  json_number(&p->json, "schema_version", 1);
  if (list)
    json_array(&p->json, list);
}

static void end(AccessPrinter *p) {
  json_finish(&p->json);
}

/* NULL for an empty text. */
static void add_some(JsonWriter *json, const char *key, Str value) {
  json_str(json, key, value.len > 0 ? value : (Str){NULL, 0});
}

/* NULL for a text that is not known wholly. */
static void add_known(JsonWriter *json, const char *key, const Text *text) {
  Str known;
  bool is_known = text && text_known(text, &known);
  json_str(json, key, is_known ? known : (Str){NULL, 0});
}

static void add_text(JsonWriter *json, const char *key, Arena *arena, const Text *text) {
  Str printed = text_print(arena, text);
  json_str(json, key, printed.ptr ? printed : STR(""));
}

static void add_witness(JsonWriter *json, Arena *arena, const Attempt *attempt) {
  if (attempt->outcome != WAY_OPEN || !attempt->witness) {
    json_null(json, "witness");
    return;
  }
  ReportWitness witness = build_call(arena, attempt->witness, attempt->assumptions, true);
  report_write_witness(json, &witness);
}

static void add_role(JsonWriter *json, const Input *input, const Role *role) {
  RoleLine at = engine_role_line(input, role);
  json_str(json, "address", role->address);
  json_str(json, "role", role->label);
  add_known(json, "role_name", role->name);
  json_string(json, "path", at.path);
  json_number(json, "line", at.line);
}

static Str principal_key(const Way *way) {
  if (!way->principal || way->principal->key.len == 0)
    return STR("AWS"); /* what "*" means */
  return way->principal->key;
}

static void add_principal(JsonWriter *json, Arena *arena, const Way *way) {
  json_object_inline(json, "principal");
  json_key(json, principal_key(way));
  if (way->principal)
    add_text(json, NULL, arena, way->principal->value.text);
  else
    json_string(json, NULL, "*");
  json_end(json);
}

/* Without "binds" where `binds` is NULL. */
static void add_conditions(JsonWriter *json, Arena *arena, const Statement *s, const bool *binds) {
  json_array(json, "conditions");
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *c = &s->conditions[i];
    json_object(json, NULL);
    json_str(json, "operator", c->operator_name);
    json_str(json, "key", c->key);
    json_array_inline(json, "values");
    for (size_t v = 0; v < c->value_count && !c->opaque; v++)
      add_text(json, NULL, arena, c->values[v].text);
    json_end(json);
    if (binds)
      json_bool(json, "binds", binds[i]);
    json_end(json);
  }
  json_end(json);
}

/* "anyone", "account", "role", ... */
static const char *way_kind_name(const Way *way) {
  switch (way->identity.kind) {
  case IDENTITY_ANYONE:
    return "anyone";
  case IDENTITY_ACCOUNT:
    return "account";
  case IDENTITY_ROLE:
    return "role";
  case IDENTITY_USER:
    return "user";
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
    return "session";
  case IDENTITY_SERVICE:
    return "service";
  case IDENTITY_OIDC:
    return "oidc";
  case IDENTITY_SAML:
    return "saml";
  case IDENTITY_ORPHAN:
    return "orphan";
  default:
    return "unknown";
  }
}

static const char *outcome_name(Outcome outcome) {
  static const char *const names[] = {
      [WAY_CLOSED] = "none", [WAY_OPEN] = "open", [WAY_UNKNOWN] = "unknown", [WAY_LIMIT] = "limit"};
  return names[outcome];
}

static void add_way(JsonWriter *json, Arena *arena, const ListedWay *listed) {
  const Way *way = listed->way;
  json_number(json, "statement", way->statement->index);
  add_principal(json, arena, way);
  if (!way->principal) {
    json_array_inline(json, "except");
    for (size_t i = 0; i < way->statement->not_principal_count; i++)
      add_text(json, NULL, arena, way->statement->not_principals[i].value.text);
    json_end(json);
  }
  json_str(json, "action", way->action);
  json_string(json, "kind", way_kind_name(way));
  json_string(json, "owner", owner_name(way->owner));
  add_some(json, "label", way->owner_label);
  add_conditions(json, arena, way->statement, listed->binds);
  add_some(json, "when", listed->when);
  json_string(json, "outcome", outcome_name(way_outcome(way)));
}

static void add_denies(JsonWriter *json, Arena *arena, const ListedWay *listed) {
  json_array(json, "denies");
  for (size_t i = 0; i < listed->denies.count; i++) {
    const NarrowingDeny *by = &listed->denies.items[i];
    json_object(json, NULL);
    json_number(json, "statement", by->deny->index);
    json_str(json, "sid", report_shown_sid(listed->trust, by->deny));
    json_bool(json, "everybody", !by->partly);
    add_conditions(json, arena, by->deny, NULL);
    json_end(json);
  }
  json_end(json);
  json_bool(json, "more_denies", listed->denies.more);
}

/* ---- who ------------------------------------------------------------------------- */

static void write_role(AccessPrinter *p, const Input *input, const Role *role,
                       const RoleWays *ways) {
  JsonWriter *json = &p->json;
  json_object(json, NULL);
  add_role(json, input, role);
  json_string(json, "trust", report_trust_state_name(role));
  json_str(json, "unknown", report_trust_why(p->arena, role));
  json_array(json, "ways");
  for (size_t i = 0; i < ways->count; i++) {
    const Way *way = ways->items[i].way;
    json_object(json, NULL);
    add_way(json, p->arena, &ways->items[i]);
    add_denies(json, p->arena, &ways->items[i]);
    add_witness(json, p->arena, &way->attempts[ADVERSARY_INTENDED]);
    json_end(json);
  }
  json_end(json);
  json_end(json);
}

/* ---- diff ------------------------------------------------------------------------ */

static const char *reach_name(Reach reach) {
  static const char *const names[] = {
      [REACH_INTERNAL] = "internal", [REACH_EXTERNAL] = "external", [REACH_PUBLIC] = "public"};
  return names[reach];
}

static const char *fate_name(RoleFate fate) {
  static const char *const names[] = {
      [ROLE_CHANGED] = "changed", [ROLE_NEW] = "new", [ROLE_DELETED] = "deleted"};
  return names[fate];
}

static void add_gains(JsonWriter *json, Arena *arena, const char *key, const Gains *gains) {
  json_array(json, key);
  for (size_t i = 0; i < gains->count; i++) {
    const Gain *gain = &gains->items[i];
    json_object(json, NULL);
    add_way(json, arena, &gain->listed);
    json_bool(json, "new", gain->is_new);
    json_string(json, "reach", reach_name(gain->reach));
    json_string(json, "who", adversary_words(gain->adversary));
    json_bool(json, "certain", gain->call.outcome == WAY_OPEN);
    add_witness(json, arena, &gain->call);
    json_end(json);
  }
  json_end(json);
}

static void write_diff(AccessPrinter *p, const Diff *diff) {
  JsonWriter *json = &p->json;
  begin(p, "roles");
  for (size_t i = 0; i < diff->count; i++) {
    const RoleDiff *one = &diff->items[i];
    json_object(json, NULL);
    add_role(json, one->input, one->role);
    json_string(json, "status", fate_name(one->fate));
    add_gains(json, p->arena, "gains", &one->gains);
    add_gains(json, p->arena, "losses", &one->losses);
    add_some(json, "unknown", one->unknown);
    json_end(json);
  }
  end(p);
}

/* ---- who --accounts --------------------------------------------------------------- */

static void write_accounts(AccessPrinter *p, const SeenAccounts *accounts, const Options *options) {
  JsonWriter *json = &p->json;
  (void)options;
  begin(p, "accounts");
  for (size_t i = 0; i < accounts->count; i++) {
    const SeenAccount *account = &accounts->items[i];
    json_object(json, NULL);
    json_str(json, "id", account->id);
    json_string(json, "owner", owner_name(account->owner));
    add_some(json, "label", account->label);
    json_strings(json, "roles", account->roles.items, account->roles.count);
    json_end(json);
  }
  json_end(json);
  json_strings(json, "orgs", accounts->orgs.items, accounts->orgs.count);
  end(p);
}

/* ---- simulate: reasons --------------------------------------------------------------------- */

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
    json_str(json, "sid", report_shown_sid(replayed->trust, s));
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

/* ---- simulate: the call -------------------------------------------------------------------- */

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
  json_str(json, "sid", report_shown_sid(shown->trust, by));
  json_end(json);
}

static void write_simulation(AccessPrinter *p, const Simulation *sim) {
  JsonWriter *json = &p->json;
  const Replayed *shown = sim->replay.shown;
  ReportWitness call = build_call(sim->arena, &shown->request, shown->decision.assumptions, false);
  begin(p, NULL);
  json_str(json, "role", sim->role->label);
  json_str(json, "address", sim->role->address);
  report_write_request(json, &call);
  json_string(json, "verdict", verdict_name(sim->replay.verdict));
  add_decided_by(json, &sim->replay);
  json_str(json, "undecided_by", report_undecided_line(sim->arena, &sim->replay));
  add_reasons(json, sim->arena, shown);
  add_alternatives(json, &sim->replay);
  json_string(json, "also_needs", sim->needs.identity_policy ? "identity-policy" : NULL);
  json_strings(json, "assumptions", call.assumptions, call.assumption_count);
  json_array(json, "notes");
  for (size_t i = 0; i < sim->notes.count; i++)
    json_str(json, NULL, sim->notes.items[i]);
  end(p);
}

/* ---- A case of test ---------------------------------------------------------------- */

static void write_tested(AccessPrinter *p, const CaseResult *result) {
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

static void tests_end(AccessPrinter *p, size_t passed, size_t failed) {
  json_end(&p->json);
  json_number(&p->json, "passed", passed);
  json_number(&p->json, "failed", failed);
}

const AccessWriter access_json = {.begin = begin,
                                  .end = end,
                                  .role = write_role,
                                  .tested = write_tested,
                                  .tests_end = tests_end,
                                  .accounts = write_accounts,
                                  .diff = write_diff,
                                  .simulation = write_simulation};
