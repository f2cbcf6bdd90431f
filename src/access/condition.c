/* SPDX-License-Identifier: Apache-2.0
 *
 * One condition: operator, key and values against the request.
 *
 * Sources: IAM User Guide, "Creating a condition with multiple keys or values"
 * (OR of values, NOR for negated operators), "Multivalued context keys", and
 * the notes on missing keys under "Condition operators".
 */
#include "access/internal.h"

/* What the condition is when the key is not in the request. */
static enum alint_tri when_absent(struct alint_evaluation *e, const struct alint_operator *op) {
  if (op->set == ALINT_SET_ALL)
    return ALINT_YES;
  if (op->set == ALINT_SET_ANY) {
    if (!op->if_exists)
      return ALINT_NO;
    bool usual = alint_reading(e, ALINT_U1_ANY_VALUE_IF_EXISTS);
    return usual && !e->deny ? ALINT_YES : ALINT_NO;
  }
  return op->if_exists || op->negated ? ALINT_YES : ALINT_NO;
}

/* One value of the request: OR over the policy's values, NOR if negated. */
static enum alint_tri value_holds(struct alint_evaluation *e, const struct alint_operator *op,
                                  const struct alint_condition *condition,
                                  const struct alint_text *value) {
  enum alint_tri any = ALINT_NO;
  if (condition->value_count == 0 && !alint_reading(e, ALINT_U5_EMPTY_VALUES))
    return ALINT_YES;
  for (size_t i = 0; i < condition->value_count && any != ALINT_YES; i++)
    any = alint_tri_or(any, alint_compare(e, op, value, condition->values[i].text));
  return op->negated ? alint_tri_not(any) : any;
}

static enum alint_tri set_holds(struct alint_evaluation *e, const struct alint_operator *op,
                                const struct alint_condition *condition,
                                const struct alint_context_key *key) {
  bool all = op->set == ALINT_SET_ALL;
  enum alint_tri out = all ? ALINT_YES : ALINT_NO;
  /* For ForAllValues an empty string is an empty set. */
  if (all && key->value_count == 1 && alint_text_empty(key->values[0]))
    return ALINT_YES;
  for (size_t i = 0; i < key->value_count; i++) {
    enum alint_tri one = value_holds(e, op, condition, key->values[i]);
    out = all ? alint_tri_and(out, one) : alint_tri_or(out, one);
  }
  return out;
}

static enum alint_tri plain_holds(struct alint_evaluation *e, const struct alint_operator *op,
                                  const struct alint_condition *condition,
                                  const struct alint_context_key *key) {
  if (!key->multivalued)
    return key->value_count > 0 ? value_holds(e, op, condition, key->values[0])
                                : when_absent(e, op);
  if (alint_reading(e, ALINT_U3_PLAIN_ON_MULTIVALUED))
    return ALINT_NO;
  enum alint_tri out = ALINT_NO;
  for (size_t i = 0; i < key->value_count; i++)
    out = alint_tri_or(out, value_holds(e, op, condition, key->values[i]));
  return out;
}

/* Null: "true" asks for an absent key, "false" for one that is there. */
static enum alint_tri null_holds(struct alint_evaluation *e,
                                 const struct alint_condition *condition, bool absent) {
  enum alint_tri out = ALINT_NO;
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str wanted;
    if (!alint_text_known(condition->values[i].text, &wanted))
      out = alint_tri_or(out,
                         alint_unknown_hole(e, alint_text_first_hole(condition->values[i].text)));
    else if (alint_str_is_nocase(wanted, absent ? "true" : "false"))
      return ALINT_YES;
  }
  return out;
}

static enum alint_tri null_condition(struct alint_evaluation *e,
                                     const struct alint_condition *condition,
                                     const struct alint_context_key *key,
                                     enum alint_presence presence) {
  if (condition->opaque)
    return alint_unknown_hole(e, condition->hole);
  if (presence == ALINT_MAYBE) {
    enum alint_tri absent = null_holds(e, condition, true);
    enum alint_tri present = null_holds(e, condition, false);
    return absent == present ? absent : alint_unknown_key(e, condition->key);
  }
  return null_holds(e, condition, presence == ALINT_ABSENT || key->value_count == 0);
}

enum alint_tri alint_eval_condition(struct alint_evaluation *e,
                                    const struct alint_condition *condition) {
  struct alint_operator op;
  /* Its name and its key are looked for. */
  if (e->steps)
    *e->steps += 32 + 2 * e->request->key_count;
  if (!alint_operator_parse(&op, condition->operator_name))
    return alint_unknown_key(e, condition->key);
  const struct alint_context_key *key = alint_request_key(e->request, condition->key);
  enum alint_presence presence = key ? key->presence : e->request->others;
  if (op.family == ALINT_OP_NULL)
    return null_condition(e, condition, key, presence);
  if (presence == ALINT_ABSENT)
    return when_absent(e, &op);
  if (presence == ALINT_MAYBE)
    return alint_unknown_key(e, condition->key);
  if (condition->opaque)
    return alint_unknown_hole(e, condition->hole);
  if (op.set != ALINT_SET_NONE)
    return set_holds(e, &op, condition, key);
  return plain_holds(e, &op, condition, key);
}
