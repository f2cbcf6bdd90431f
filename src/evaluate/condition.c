/* SPDX-License-Identifier: Apache-2.0
 *
 * One condition: operator, key and values against the request.
 *
 * Sources: IAM User Guide, "Creating a condition with multiple keys or values"
 * (OR of values, NOR for negated operators), "Multivalued context keys", and
 * the notes on missing keys under "Condition operators".
 */
#include "evaluate/evaluation.h"

/* The result when the key is not in the request. */
static Tri when_absent(Evaluation *e, const Operator *op) {
  if (op->set == OPERATOR_SET_ALL)
    return TRI_YES;
  if (op->set == OPERATOR_SET_ANY) {
    if (!op->if_exists)
      return TRI_NO;
    bool usual = eval_reading(e, U1_ANY_VALUE_IF_EXISTS);
    return usual && !e->deny ? TRI_YES : TRI_NO;
  }
  return op->if_exists || op->negated ? TRI_YES : TRI_NO;
}

/* One value of the request: OR of the policy's values, NOR if negated. */
static Tri value_holds(Evaluation *e, const Operator *op, const Condition *condition,
                       const Text *value) {
  Tri any = TRI_NO;
  if (condition->value_count == 0 && !eval_reading(e, U5_EMPTY_VALUES))
    return TRI_YES;
  for (size_t i = 0; i < condition->value_count && any != TRI_YES; i++)
    any = tri_or(any, eval_compare(e, op, value, condition->values[i].text));
  return op->negated ? tri_not(any) : any;
}

static Tri set_holds(Evaluation *e, const Operator *op, const Condition *condition,
                     const ContextKey *key) {
  bool all = op->set == OPERATOR_SET_ALL;
  Tri out = all ? TRI_YES : TRI_NO;
  /* For ForAllValues an empty string is an empty set. */
  if (all && key->value_count == 1 && text_empty(key->values[0]))
    return TRI_YES;
  for (size_t i = 0; i < key->value_count; i++) {
    Tri one = value_holds(e, op, condition, key->values[i]);
    out = all ? tri_and(out, one) : tri_or(out, one);
  }
  return out;
}

static Tri plain_holds(Evaluation *e, const Operator *op, const Condition *condition,
                       const ContextKey *key) {
  if (!key->multivalued)
    return key->value_count > 0 ? value_holds(e, op, condition, key->values[0])
                                : when_absent(e, op);
  if (eval_reading(e, U3_PLAIN_ON_MULTIVALUED))
    return TRI_NO;
  Tri out = TRI_NO;
  for (size_t i = 0; i < key->value_count; i++)
    out = tri_or(out, value_holds(e, op, condition, key->values[i]));
  return out;
}

/* Null: "true" asks for an absent key, "false" for one that is there. */
static Tri null_holds(Evaluation *e, const Condition *condition, bool absent) {
  Tri out = TRI_NO;
  for (size_t i = 0; i < condition->value_count; i++) {
    Str wanted;
    if (!text_known(condition->values[i].text, &wanted))
      out = tri_or(out, eval_unknown_hole(e, text_first_hole(condition->values[i].text)));
    else if (str_is_nocase(wanted, absent ? "true" : "false"))
      return TRI_YES;
  }
  return out;
}

static Tri null_condition(Evaluation *e, const Condition *condition, const ContextKey *key,
                          Presence presence) {
  if (condition->opaque)
    return eval_unknown_hole(e, condition->hole);
  if (presence == KEY_MAYBE) {
    Tri absent = null_holds(e, condition, true);
    Tri present = null_holds(e, condition, false);
    return absent == present ? absent : eval_unknown_key(e, condition->key);
  }
  return null_holds(e, condition, presence == KEY_ABSENT || key->value_count == 0);
}

Tri eval_condition(Evaluation *e, const Condition *condition) {
  Operator op;
  /* For finding its operator and its key. */
  if (e->steps)
    *e->steps += 32 + 2 * e->request->key_count;
  if (!operator_parse(&op, condition->operator_name))
    return eval_unknown_key(e, condition->key);
  const ContextKey *key = request_key(e->request, condition->key);
  Presence presence = key ? key->presence : e->request->others;
  if (op.family == OPERATOR_NULL)
    return null_condition(e, condition, key, presence);
  if (presence == KEY_ABSENT)
    return when_absent(e, &op);
  if (presence == KEY_MAYBE)
    return eval_unknown_key(e, condition->key);
  if (condition->opaque)
    return eval_unknown_hole(e, condition->hole);
  if (op.set != OPERATOR_SET_NONE)
    return set_holds(e, &op, condition, key);
  return plain_holds(e, &op, condition, key);
}
