/* SPDX-License-Identifier: Apache-2.0
 *
 * One role, one way: JSON members in the order of the contract.
 */
#include "cli/ways_json.h"

#include "cli/access_json.h"
#include "cli/inputs.h"
#include "cli/reasons.h"

void alint_add_role(struct alint_json *json, struct alint_input *input,
                    const struct alint_role *role) {
  struct alint_role_line at = alint_role_line(input, role);
  alint_add_str(json, "address", role->address);
  alint_add_str(json, "role", role->label);
  alint_add_known(json, "role_name", role->name);
  alint_add_string(json, "path", at.path);
  alint_add_number(json, "line", at.line);
}

/* ---- Trust ------------------------------------------------------------------------ */

static const struct alint_trust *worst(const struct alint_role *role) {
  static const unsigned char weight[] = {[ALINT_TRUST_KNOWN] = 0,
                                         [ALINT_TRUST_MISSING] = 1,
                                         [ALINT_TRUST_BROKEN] = 2,
                                         [ALINT_TRUST_UNKNOWN] = 3};
  const struct alint_trust *out = &role->trusts[0];
  for (size_t i = 1; i < role->trust_count; i++) {
    if (weight[role->trusts[i].state] > weight[out->state])
      out = &role->trusts[i];
  }
  return out;
}

const char *alint_trust_state_name(const struct alint_role *role) {
  static const char *const names[] = {[ALINT_TRUST_KNOWN] = "known",
                                      [ALINT_TRUST_MISSING] = "missing",
                                      [ALINT_TRUST_BROKEN] = "broken",
                                      [ALINT_TRUST_UNKNOWN] = "unknown"};
  const struct alint_trust *trust = worst(role);
  bool opaque = role->alternatives_cut;
  for (size_t i = 0; i < role->trust_count; i++)
    opaque = opaque || role->trusts[i].policy->statements_opaque;
  return trust->state == ALINT_TRUST_KNOWN && opaque ? "unknown" : names[trust->state];
}

struct alint_str alint_trust_why(struct alint_arena *arena, const struct alint_role *role) {
  const struct alint_trust *trust = worst(role);
  const struct alint_hole *hole = trust->hole;
  switch (trust->state) {
  case ALINT_TRUST_MISSING:
    return ALINT_STR("there is no trust policy");
  case ALINT_TRUST_BROKEN:
    return ALINT_STR("the trust policy is none: `assumelint scan` says why");
  case ALINT_TRUST_UNKNOWN:
    if (!hole || hole->sensitive)
      return ALINT_STR("the trust policy is not known");
    return alint_str_printf(arena, "the trust policy is not known: it comes from ${%.*s}",
                            ALINT_FMT(alint_hole_shown(arena, hole)));
  case ALINT_TRUST_KNOWN:
    break;
  }
  if (role->alternatives_cut)
    return ALINT_STR("conditions and parameters have more values than were tried");
  for (size_t i = 0; i < role->trust_count; i++) {
    if (role->trusts[i].policy->statements_opaque)
      return ALINT_STR("some statements of the trust policy are not known");
  }
  return (struct alint_str){NULL, 0};
}

/* ---- Ways ------------------------------------------------------------------------- */

static struct alint_str principal_key(const struct alint_way *way) {
  if (!way->principal || way->principal->key.len == 0)
    return ALINT_STR("AWS"); /* what "*" means */
  return way->principal->key;
}

struct alint_str alint_way_principal(struct alint_arena *arena, const struct alint_way *way) {
  if (way->principal && way->identity.who == ALINT_WHO_ANYONE)
    return ALINT_STR("anyone");
  if (way->principal)
    return alint_text_print(arena, way->principal->value.text);
  const struct alint_statement *s = way->statement;
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "anyone but ");
  for (size_t i = 0; i < s->not_principal_count; i++) {
    alint_buf_add(&buf, i > 0 ? ", " : "");
    alint_buf_add_str(&buf, alint_text_print(arena, s->not_principals[i].value.text));
  }
  return alint_buf_str(&buf);
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
  alint_json_key(json, "conditions");
  alint_json_array(json);
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
    if (binds) {
      alint_json_key(json, "binds");
      alint_json_bool(json, binds[i]);
    }
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

void alint_add_way(struct alint_json *json, struct alint_arena *arena,
                   const struct alint_listed_way *listed) {
  const struct alint_way *way = listed->way;
  struct alint_str none = {NULL, 0};
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
  alint_add_str(json, "label", way->owner_label.len > 0 ? way->owner_label : none);
  add_conditions(json, arena, way->statement, listed->binds);
  alint_add_str(json, "when", listed->when.len > 0 ? listed->when : none);
  alint_add_string(json, "outcome", outcome_name(alint_way_outcome(way)));
}

void alint_add_denies(struct alint_json *json, struct alint_arena *arena,
                      const struct alint_listed_way *listed) {
  alint_json_key(json, "denies");
  alint_json_array(json);
  for (size_t i = 0; i < listed->denies.count; i++) {
    const struct alint_narrowing *by = &listed->denies.items[i];
    alint_json_object(json);
    alint_add_number(json, "statement", by->deny->index);
    alint_add_str(json, "sid", alint_told_sid(listed->trust, by->deny));
    alint_json_key(json, "everybody");
    alint_json_bool(json, !by->somebody);
    add_conditions(json, arena, by->deny, NULL);
    alint_json_end(json);
  }
  alint_json_end(json);
  alint_json_key(json, "more_denies");
  alint_json_bool(json, listed->denies.more);
}
