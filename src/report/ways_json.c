/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles and ways: `who` and `diff`, members in the order of the contract.
 */
#include "report/access_json.h"
#include "report/access_words.h"
#include "simulate/explain.h"

static void add_role(JsonWriter *json, Input *input, const Role *role) {
  RoleLine at = engine_role_line(input, role);
  add_str(json, "address", role->address);
  add_str(json, "role", role->label);
  report_add_known(json, "role_name", role->name);
  add_string(json, "path", at.path);
  add_number(json, "line", at.line);
}

static Str principal_key(const Way *way) {
  if (!way->principal || way->principal->key.len == 0)
    return STR("AWS"); /* what "*" means */
  return way->principal->key;
}

static void add_principal(JsonWriter *json, Arena *arena, const Way *way) {
  json_key(json, "principal");
  json_object_inline(json);
  json_key_str(json, principal_key(way));
  json_str(json, way->principal ? text_print(arena, way->principal->value.text) : STR("*"));
  json_end(json);
}

/* `binds` is one for each condition, or NULL where it is not asked. */
static void add_conditions(JsonWriter *json, Arena *arena, const Statement *s, const bool *binds) {
  add_array(json, "conditions");
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *c = &s->conditions[i];
    json_object(json);
    add_str(json, "operator", c->operator_name);
    add_str(json, "key", c->key);
    json_key(json, "values");
    json_array_inline(json);
    for (size_t v = 0; v < c->value_count && !c->opaque; v++)
      json_str(json, text_print(arena, c->values[v].text));
    json_end(json);
    if (binds)
      add_bool(json, "binds", binds[i]);
    json_end(json);
  }
  json_end(json);
}

static const char *outcome_name(Outcome outcome) {
  static const char *const names[] = {
      [WAY_CLOSED] = "none", [WAY_OPEN] = "open", [WAY_UNKNOWN] = "unknown", [WAY_LIMIT] = "limit"};
  return names[outcome];
}

static void add_way(JsonWriter *json, Arena *arena, const ListedWay *listed) {
  const Way *way = listed->way;
  add_number(json, "statement", way->statement->index);
  add_principal(json, arena, way);
  if (!way->principal) {
    json_key(json, "except");
    json_array_inline(json);
    for (size_t i = 0; i < way->statement->not_principal_count; i++)
      json_str(json, text_print(arena, way->statement->not_principals[i].value.text));
    json_end(json);
  }
  add_str(json, "action", way->action);
  add_string(json, "kind", way_kind_name(way));
  add_string(json, "owner", owner_name(way->owner));
  report_add_some(json, "label", way->owner_label);
  add_conditions(json, arena, way->statement, listed->binds);
  report_add_some(json, "when", listed->when);
  add_string(json, "outcome", outcome_name(way_outcome(way)));
}

static void add_denies(JsonWriter *json, Arena *arena, const ListedWay *listed) {
  add_array(json, "denies");
  for (size_t i = 0; i < listed->denies.count; i++) {
    const NarrowingDeny *by = &listed->denies.items[i];
    json_object(json);
    add_number(json, "statement", by->deny->index);
    add_str(json, "sid", report_told_sid(listed->trust, by->deny));
    add_bool(json, "everybody", !by->partly);
    add_conditions(json, arena, by->deny, NULL);
    json_end(json);
  }
  json_end(json);
  add_bool(json, "more_denies", listed->denies.more);
}

/* ---- who ------------------------------------------------------------------------- */

int report_who_json(AccessPrinter *p, Input *input, const Role *role, const RoleWays *ways) {
  JsonWriter *json = &p->json;
  json_object(json);
  add_role(json, input, role);
  add_string(json, "trust", report_trust_state_name(role));
  add_str(json, "unknown", report_trust_why(input->arena, role));
  add_array(json, "ways");
  for (size_t i = 0; i < ways->count; i++) {
    const Way *way = ways->items[i].way;
    json_object(json);
    add_way(json, input->arena, &ways->items[i]);
    add_denies(json, input->arena, &ways->items[i]);
    report_add_witness(json, input->arena, "witness", &way->attempts[ADVERSARY_INTENDED]);
    json_end(json);
  }
  json_end(json);
  json_end(json);
  return OK;
}

/* ---- diff ------------------------------------------------------------------------ */

static const char *fate_name(RoleFate fate) {
  static const char *const names[] = {
      [ROLE_CHANGED] = "changed", [ROLE_NEW] = "new", [ROLE_DELETED] = "deleted"};
  return names[fate];
}

static void add_gains(JsonWriter *json, Arena *arena, const char *key, const Gains *gains) {
  add_array(json, key);
  for (size_t i = 0; i < gains->count; i++) {
    const Gain *gain = &gains->items[i];
    json_object(json);
    add_way(json, arena, &gain->listed);
    add_bool(json, "new", gain->is_new);
    add_string(json, "reach", reach_name(gain->reach));
    add_string(json, "who", adversary_words(gain->adversary));
    add_bool(json, "certain", gain->call.outcome == WAY_OPEN);
    report_add_witness(json, arena, "witness", &gain->call);
    json_end(json);
  }
  json_end(json);
}

void report_diff_json(AccessPrinter *p, const Diff *diff) {
  JsonWriter *json = &p->json;
  json_begin(p, "roles");
  for (size_t i = 0; i < diff->count; i++) {
    const RoleDiff *one = &diff->items[i];
    json_object(json);
    add_role(json, one->input, one->role);
    add_string(json, "status", fate_name(one->fate));
    add_gains(json, p->arena, "gains", &one->gains);
    add_gains(json, p->arena, "losses", &one->losses);
    report_add_some(json, "unknown", one->unknown);
    json_end(json);
  }
  json_finish(p);
}
