/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles and ways: `who` and `diff`, members in the order of the contract.
 */
#include "access/explain.h"
#include "report/access_json.h"
#include "report/access_words.h"

static void add_role(struct alint_json *json, struct alint_input *input,
                     const struct alint_role *role) {
  struct alint_role_line at = alint_role_line(input, role);
  alint_add_str(json, "address", role->address);
  alint_add_str(json, "role", role->label);
  alint_add_known(json, "role_name", role->name);
  alint_add_string(json, "path", at.path);
  alint_add_number(json, "line", at.line);
}

static struct alint_str principal_key(const struct alint_way *way) {
  if (!way->principal || way->principal->key.len == 0)
    return ALINT_STR("AWS"); /* what "*" means */
  return way->principal->key;
}

static void add_principal(struct alint_json *json, struct alint_arena *arena,
                          const struct alint_way *way) {
  alint_json_key(json, "principal");
  alint_json_object_inline(json);
  alint_json_key_str(json, principal_key(way));
  alint_json_str(json, way->principal ? alint_text_print(arena, way->principal->value.text)
                                      : ALINT_STR("*"));
  alint_json_end(json);
}

/* `binds` is one for each condition, or NULL where it is not asked. */
static void add_conditions(struct alint_json *json, struct alint_arena *arena,
                           const struct alint_statement *s, const bool *binds) {
  alint_add_array(json, "conditions");
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition *c = &s->conditions[i];
    alint_json_object(json);
    alint_add_str(json, "operator", c->operator_name);
    alint_add_str(json, "key", c->key);
    alint_json_key(json, "values");
    alint_json_array_inline(json);
    for (size_t v = 0; v < c->value_count && !c->opaque; v++)
      alint_json_str(json, alint_text_print(arena, c->values[v].text));
    alint_json_end(json);
    if (binds)
      alint_add_bool(json, "binds", binds[i]);
    alint_json_end(json);
  }
  alint_json_end(json);
}

static const char *outcome_name(enum alint_outcome outcome) {
  static const char *const names[] = {[ALINT_WAY_CLOSED] = "none",
                                      [ALINT_WAY_OPEN] = "open",
                                      [ALINT_WAY_UNKNOWN] = "unknown",
                                      [ALINT_WAY_LIMIT] = "limit"};
  return names[outcome];
}

static void add_way(struct alint_json *json, struct alint_arena *arena,
                    const struct alint_listed_way *listed) {
  const struct alint_way *way = listed->way;
  alint_add_number(json, "statement", way->statement->index);
  add_principal(json, arena, way);
  if (!way->principal) {
    alint_json_key(json, "except");
    alint_json_array_inline(json);
    for (size_t i = 0; i < way->statement->not_principal_count; i++)
      alint_json_str(json, alint_text_print(arena, way->statement->not_principals[i].value.text));
    alint_json_end(json);
  }
  alint_add_str(json, "action", way->action);
  alint_add_string(json, "kind", alint_way_kind(way));
  alint_add_string(json, "owner", alint_owner_name(way->owner));
  alint_add_some(json, "label", way->owner_label);
  add_conditions(json, arena, way->statement, listed->binds);
  alint_add_some(json, "when", listed->when);
  alint_add_string(json, "outcome", outcome_name(alint_way_outcome(way)));
}

static void add_denies(struct alint_json *json, struct alint_arena *arena,
                       const struct alint_listed_way *listed) {
  alint_add_array(json, "denies");
  for (size_t i = 0; i < listed->denies.count; i++) {
    const struct alint_narrowing *by = &listed->denies.items[i];
    alint_json_object(json);
    alint_add_number(json, "statement", by->deny->index);
    alint_add_str(json, "sid", alint_told_sid(listed->trust, by->deny));
    alint_add_bool(json, "everybody", !by->somebody);
    add_conditions(json, arena, by->deny, NULL);
    alint_json_end(json);
  }
  alint_json_end(json);
  alint_add_bool(json, "more_denies", listed->denies.more);
}

/* ---- who ------------------------------------------------------------------------- */

int alint_who_json(struct alint_access_printer *p, struct alint_input *input,
                   const struct alint_role *role, const struct alint_role_ways *ways) {
  struct alint_json *json = &p->json;
  alint_json_object(json);
  add_role(json, input, role);
  alint_add_string(json, "trust", alint_trust_state_name(role));
  alint_add_str(json, "unknown", alint_trust_why(input->arena, role));
  alint_add_array(json, "ways");
  for (size_t i = 0; i < ways->count; i++) {
    const struct alint_way *way = ways->items[i].way;
    alint_json_object(json);
    add_way(json, input->arena, &ways->items[i]);
    add_denies(json, input->arena, &ways->items[i]);
    alint_add_witness(json, input->arena, "witness", &way->attempts[ALINT_INTENDED]);
    alint_json_end(json);
  }
  alint_json_end(json);
  alint_json_end(json);
  return ALINT_OK;
}

/* ---- diff ------------------------------------------------------------------------ */

static const char *fate_name(enum alint_role_fate fate) {
  static const char *const names[] = {
      [ALINT_ROLE_CHANGED] = "changed", [ALINT_ROLE_NEW] = "new", [ALINT_ROLE_DELETED] = "deleted"};
  return names[fate];
}

static void add_gains(struct alint_json *json, struct alint_arena *arena, const char *key,
                      const struct alint_gains *gains) {
  alint_add_array(json, key);
  for (size_t i = 0; i < gains->count; i++) {
    const struct alint_gain *gain = &gains->items[i];
    alint_json_object(json);
    add_way(json, arena, &gain->listed);
    alint_add_bool(json, "new", gain->is_new);
    alint_add_string(json, "reach", alint_reach_name(gain->reach));
    alint_add_string(json, "who", alint_adversary_words(gain->adversary));
    alint_add_bool(json, "certain", gain->call.outcome == ALINT_WAY_OPEN);
    alint_add_witness(json, arena, "witness", &gain->call);
    alint_json_end(json);
  }
  alint_json_end(json);
}

void alint_diff_json(struct alint_access_printer *p, const struct alint_diff *diff) {
  struct alint_json *json = &p->json;
  alint_json_begin(p, "roles");
  for (size_t i = 0; i < diff->count; i++) {
    const struct alint_role_diff *one = &diff->items[i];
    alint_json_object(json);
    add_role(json, one->input, one->role);
    alint_add_string(json, "status", fate_name(one->fate));
    add_gains(json, p->arena, "gains", &one->gains);
    add_gains(json, p->arena, "losses", &one->losses);
    alint_add_some(json, "unknown", one->unknown);
    alint_json_end(json);
  }
  alint_json_finish(p);
}
