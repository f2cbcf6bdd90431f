/* SPDX-License-Identifier: Apache-2.0
 *
 * What the call has and what the policy wants, part by part.
 */
#include "access/explain.h"

#include "access/operators.h"

enum { MAX_TOLD = 3 }; /* values told of a list */

/* ---- Lists of values --------------------------------------------------------------- */

static void add_quoted(struct alint_buf *buf, const struct alint_text *text) {
  alint_buf_add_char(buf, '"');
  alint_buf_add_str(buf, alint_text_print(buf->arena, text));
  alint_buf_add_char(buf, '"');
}

/* `"a"`, `"a" or "b"`, `"a", "b", "c" or 2 more` */
static void add_separator(struct alint_buf *buf, size_t i, size_t told, size_t count) {
  if (i == 0)
    return;
  alint_buf_add(buf, i + 1 == told && told == count ? " or " : ", ");
}

static void add_rest(struct alint_buf *buf, size_t told, size_t count) {
  if (told < count)
    alint_buf_addf(buf, " or %zu more", count - told);
}

static size_t told_of(size_t count) {
  return count > MAX_TOLD ? MAX_TOLD : count;
}

static void add_items(struct alint_buf *buf, const struct alint_item *items, size_t count) {
  size_t told = told_of(count);
  for (size_t i = 0; i < told; i++) {
    add_separator(buf, i, told, count);
    add_quoted(buf, items[i].text);
  }
  add_rest(buf, told, count);
}

static bool has_wildcard(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    struct alint_str s = text->pieces[i].literal;
    if (!text->pieces[i].hole && (alint_str_has(s, '*') || alint_str_has(s, '?')))
      return true;
  }
  return false;
}

/* ---- Principal and action ------------------------------------------------------------ */

static void add_principals(struct alint_buf *buf, const struct alint_principal *principals,
                           size_t count) {
  size_t told = told_of(count);
  for (size_t i = 0; i < told; i++) {
    add_separator(buf, i, told, count);
    add_quoted(buf, principals[i].value.text);
  }
  add_rest(buf, told, count);
  if (count == 0)
    alint_buf_add(buf, "nobody");
}

/* Things about principals that surprise people. */
static void add_principal_hint(struct alint_buf *buf, const struct alint_request *request,
                               const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    struct alint_identity wanted;
    alint_identify(&wanted, buf->arena, &statement->principals[i]);
    if (wanted.who == ALINT_WHO_MALFORMED || wanted.who == ALINT_WHO_GROUP) {
      alint_buf_add(buf, "; ");
      add_quoted(buf, wanted.text);
      alint_buf_addf(buf, " %s", wanted.why ? wanted.why : "is nobody who can call");
      return;
    }
    if (wanted.who == ALINT_WHO_ORPHAN && !alint_text_same(wanted.text, request->principal)) {
      alint_buf_add(buf,
                    "; a unique id is matched by the identity that has it and by no name, also "
                    "not by that of an identity made anew");
      return;
    }
    if (wanted.has_wildcard && wanted.who != ALINT_WHO_ANYONE) {
      alint_buf_add(buf, "; a wildcard inside a principal is a plain character");
      return;
    }
  }
}

struct alint_str alint_explain_principal(struct alint_arena *arena,
                                         const struct alint_request *request,
                                         const struct alint_statement *statement) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "the caller is ");
  add_quoted(&buf, request->principal);
  if (statement->has_not_principal && !statement->has_principal) {
    alint_buf_add(&buf, ", the policy means everybody but ");
    add_principals(&buf, statement->not_principals, statement->not_principal_count);
  } else {
    alint_buf_add(&buf, ", the policy names ");
    add_principals(&buf, statement->principals, statement->principal_count);
    add_principal_hint(&buf, request, statement);
  }
  return alint_buf_str(&buf);
}

struct alint_str alint_explain_action(struct alint_arena *arena,
                                      const struct alint_request *request,
                                      const struct alint_statement *statement) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_addf(&buf, "the call is %.*s, the policy ", ALINT_FMT(request->action));
  if (statement->has_not_action && !statement->has_action) {
    alint_buf_add(&buf, "means every action but ");
    add_items(&buf, statement->not_actions, statement->not_action_count);
  } else if (statement->action_count == 0) {
    alint_buf_add(&buf, "names no action");
  } else {
    alint_buf_add(&buf, "names ");
    add_items(&buf, statement->actions, statement->action_count);
  }
  return alint_buf_str(&buf);
}

/* ---- Conditions -------------------------------------------------------------------- */

/* What the call has. */
static void add_has(struct alint_buf *buf, const struct alint_context_key *key,
                    enum alint_presence presence, struct alint_str name) {
  if (presence == ALINT_ABSENT) {
    alint_buf_addf(buf, "the call has no %.*s", ALINT_FMT(name));
    return;
  }
  bool known = presence == ALINT_PRESENT;
  for (size_t i = 0; known && i < key->value_count; i++)
    known = alint_text_first_hole(key->values[i]) == NULL || key->values[i]->count > 1;
  if (!known) {
    alint_buf_addf(buf, "the %.*s of the call is not known", ALINT_FMT(name));
    return;
  }
  alint_buf_add(buf, "the call has ");
  if (key->value_count == 0)
    alint_buf_add(buf, "an empty list");
  for (size_t i = 0; i < key->value_count && i < MAX_TOLD; i++) {
    if (i > 0)
      alint_buf_add(buf, ", ");
    add_quoted(buf, key->values[i]);
  }
  if (key->value_count > MAX_TOLD)
    alint_buf_addf(buf, " and %zu more", key->value_count - MAX_TOLD);
}

/* By family, order and negation. */
static const char *wish(const struct alint_operator *op) {
  static const char *const numeric[] = {
      [ALINT_ORDER_EQUAL] = "the number ",       [ALINT_ORDER_LESS] = "less than ",
      [ALINT_ORDER_LESS_EQUAL] = "at most ",     [ALINT_ORDER_GREATER] = "more than ",
      [ALINT_ORDER_GREATER_EQUAL] = "at least ",
  };
  static const char *const date[] = {
      [ALINT_ORDER_EQUAL] = "the time ",
      [ALINT_ORDER_LESS] = "a time before ",
      [ALINT_ORDER_LESS_EQUAL] = "a time until ",
      [ALINT_ORDER_GREATER] = "a time after ",
      [ALINT_ORDER_GREATER_EQUAL] = "a time from ",
  };
  bool not = op->negated;
  switch (op->family) {
  case ALINT_OP_LIKE:
    return not ? "nothing like " : "something like ";
  case ALINT_OP_ARN:
    return not ? "no ARN like " : "an ARN like ";
  case ALINT_OP_IP:
    return not ? "an address outside " : "an address in ";
  case ALINT_OP_NUMERIC:
    return not ? "any number but " : numeric[op->order];
  case ALINT_OP_DATE:
    return not ? "any time but " : date[op->order];
  default:
    return not ? "anything but " : "";
  }
}

static void add_null_wish(struct alint_buf *buf, const struct alint_condition *condition) {
  struct alint_str value;
  bool one = condition->value_count == 1 && alint_text_known(condition->values[0].text, &value);
  if (one && alint_str_is_nocase(value, "true"))
    alint_buf_add(buf, ", the statement asks for it to be absent");
  else if (one && alint_str_is_nocase(value, "false"))
    alint_buf_add(buf, ", the statement asks for it to be there");
  else
    add_items(buf, condition->values, condition->value_count);
}

static void add_wish(struct alint_buf *buf, const struct alint_operator *op,
                     const struct alint_condition *condition) {
  if (condition->opaque) {
    alint_buf_add(buf, ", what the statement asks for is not known");
    return;
  }
  if (op->family == ALINT_OP_NULL) {
    add_null_wish(buf, condition);
    return;
  }
  const char *which = op->set == ALINT_SET_ALL   ? "every value to be "
                      : op->set == ALINT_SET_ANY ? "at least one value to be "
                                                 : "";
  alint_buf_addf(buf, ", the statement asks for %s%s", which, wish(op));
  if (condition->value_count == 0)
    alint_buf_add(buf, "none of no values");
  add_items(buf, condition->values, condition->value_count);
  if (op->family == ALINT_OP_STRING_NOCASE)
    alint_buf_add(buf, " in any case of letters");
  if (op->if_exists)
    alint_buf_add(buf, ", where there is one");
}

static void add_condition_hint(struct alint_buf *buf, const struct alint_operator *op,
                               const struct alint_condition *condition,
                               const struct alint_context_key *key) {
  if (key && key->presence == ALINT_PRESENT && key->multivalued && op->set == ALINT_SET_NONE &&
      op->family != ALINT_OP_NULL) {
    alint_buf_add(buf, "; a list of values needs ForAnyValue or ForAllValues");
    return;
  }
  bool plain = op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE;
  for (size_t i = 0; plain && i < condition->value_count; i++) {
    if (has_wildcard(condition->values[i].text)) {
      alint_buf_addf(buf, "; * and ? are plain characters to %.*s",
                     ALINT_FMT(condition->operator_name));
      return;
    }
  }
}

struct alint_str alint_explain_condition(struct alint_arena *arena,
                                         const struct alint_request *request,
                                         const struct alint_condition *condition) {
  struct alint_buf buf = alint_buf(arena);
  struct alint_operator op;
  if (!alint_operator_parse(&op, condition->operator_name)) {
    alint_buf_addf(&buf, "there is no operator %.*s", ALINT_FMT(condition->operator_name));
    return alint_buf_str(&buf);
  }
  const struct alint_context_key *key = alint_request_key(request, condition->key);
  add_has(&buf, key, key ? key->presence : request->others, condition->key);
  add_wish(&buf, &op, condition);
  add_condition_hint(&buf, &op, condition, key);
  return alint_buf_str(&buf);
}
