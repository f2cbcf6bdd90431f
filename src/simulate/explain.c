/* SPDX-License-Identifier: Apache-2.0
 *
 * What the call has and what the policy asks for, part by part; calls and conditions in one
 * line each.
 */
#include "simulate/explain.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/operators.h"

enum { MAX_SHOWN = 3 }; /* values of a list */

/* ---- Lists of values --------------------------------------------------------------- */

static void add_quoted(Buf *buf, const Text *text) {
  buf_add_char(buf, '"');
  buf_add_str(buf, text_print(buf->arena, text));
  buf_add_char(buf, '"');
}

/* The i-th of a list: `"a"`, `"a" or "b"`, `"a", "b", "c" or 2 more`. */
static void add_listed(Buf *buf, const Text *text, size_t i, size_t count) {
  if (i > 0 && i < MAX_SHOWN)
    buf_add(buf, i + 1 == count ? " or " : ", ");
  if (i < MAX_SHOWN)
    add_quoted(buf, text);
  if (i + 1 == count && count > MAX_SHOWN)
    buf_addf(buf, " or %zu more", count - MAX_SHOWN);
}

static void add_items(Buf *buf, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++)
    add_listed(buf, items[i].text, i, count);
}

static bool has_wildcard(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    Str s = text->pieces[i].literal;
    if (!text->pieces[i].hole && (str_has(s, '*') || str_has(s, '?')))
      return true;
  }
  return false;
}

/* ---- Principal and action ------------------------------------------------------------ */

static void add_principals(Buf *buf, const Principal *principals, size_t count) {
  for (size_t i = 0; i < count; i++)
    add_listed(buf, principals[i].value.text, i, count);
  if (count == 0)
    buf_add(buf, "nobody");
}

/* Surprises about principals. */
static void add_principal_hint(Buf *buf, const Request *request, const Statement *statement) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    Identity wanted = identity_of(buf->arena, &statement->principals[i]);
    if (wanted.kind == IDENTITY_MALFORMED || wanted.kind == IDENTITY_GROUP) {
      buf_add(buf, "; ");
      add_quoted(buf, wanted.text);
      buf_addf(buf, " %s", wanted.why ? wanted.why : "cannot be a caller");
      return;
    }
    if (wanted.kind == IDENTITY_ORPHAN && !text_same(wanted.text, request->principal)) {
      buf_add(buf, "; a unique id matches only the identity that has it, not a new identity "
                   "of the same name");
      return;
    }
    if (wanted.has_wildcard && wanted.kind != IDENTITY_ANYONE) {
      buf_add(buf, "; a wildcard inside a principal is a plain character");
      return;
    }
  }
}

Str explain_principal(Arena *arena, const Request *request, const Statement *statement) {
  Buf buf = buf_in(arena);
  buf_add(&buf, "the caller is ");
  add_quoted(&buf, request->principal);
  if (statement->has_not_principal && !statement->has_principal) {
    buf_add(&buf, ", the policy names everybody except ");
    add_principals(&buf, statement->not_principals, statement->not_principal_count);
  } else {
    buf_add(&buf, ", the policy names ");
    add_principals(&buf, statement->principals, statement->principal_count);
    add_principal_hint(&buf, request, statement);
  }
  return buf_str(&buf);
}

Str explain_action(Arena *arena, const Request *request, const Statement *statement) {
  Buf buf = buf_in(arena);
  buf_addf(&buf, "the call is %.*s, the policy ", STR_FMT(request->action));
  if (statement->has_not_action && !statement->has_action) {
    buf_add(&buf, "names every action except ");
    add_items(&buf, statement->not_actions, statement->not_action_count);
  } else if (statement->action_count == 0) {
    buf_add(&buf, "names no action");
  } else {
    buf_add(&buf, "names ");
    add_items(&buf, statement->actions, statement->action_count);
  }
  return buf_str(&buf);
}

/* ---- Conditions -------------------------------------------------------------------- */

/* What the call has. */
static void add_has(Buf *buf, const ContextKey *key, Presence presence, Str name) {
  if (presence == KEY_ABSENT) {
    buf_addf(buf, "the call has no %.*s", STR_FMT(name));
    return;
  }
  bool known = presence == KEY_PRESENT;
  for (size_t i = 0; known && i < key->value_count; i++)
    known = text_first_hole(key->values[i]) == NULL || key->values[i]->count > 1;
  if (!known) {
    buf_addf(buf, "the %.*s of the call is not known", STR_FMT(name));
    return;
  }
  buf_add(buf, "the call has ");
  if (key->value_count == 0)
    buf_add(buf, "an empty list");
  for (size_t i = 0; i < key->value_count && i < MAX_SHOWN; i++) {
    if (i > 0)
      buf_add(buf, ", ");
    add_quoted(buf, key->values[i]);
  }
  if (key->value_count > MAX_SHOWN)
    buf_addf(buf, " and %zu more", key->value_count - MAX_SHOWN);
}

/* By family, order and negation. */
static const char *wish(const Operator *op) {
  static const char *const numeric[] = {
      [ORDER_EQUAL] = "the number ",       [ORDER_LESS] = "less than ",
      [ORDER_LESS_EQUAL] = "at most ",     [ORDER_GREATER] = "more than ",
      [ORDER_GREATER_EQUAL] = "at least ",
  };
  static const char *const date[] = {
      [ORDER_EQUAL] = "the time ",
      [ORDER_LESS] = "a time before ",
      [ORDER_LESS_EQUAL] = "a time until ",
      [ORDER_GREATER] = "a time after ",
      [ORDER_GREATER_EQUAL] = "a time from ",
  };
  bool not = op->negated;
  switch (op->family) {
  case OPERATOR_LIKE:
    return not ? "nothing like " : "something like ";
  case OPERATOR_ARN:
    return not ? "no ARN like " : "an ARN like ";
  case OPERATOR_IP:
    return not ? "an address outside " : "an address in ";
  case OPERATOR_NUMERIC:
    return not ? "any number but " : numeric[op->order];
  case OPERATOR_DATE:
    return not ? "any time but " : date[op->order];
  default:
    return not ? "anything but " : "";
  }
}

static void add_null_wish(Buf *buf, const Condition *condition) {
  Str value;
  bool one = condition->value_count == 1 && text_known(condition->values[0].text, &value);
  if (one && str_is_nocase(value, "true"))
    buf_add(buf, ", the statement asks for it to be absent");
  else if (one && str_is_nocase(value, "false"))
    buf_add(buf, ", the statement asks for it to be present");
  else
    add_items(buf, condition->values, condition->value_count);
}

static void add_wish(Buf *buf, const Operator *op, const Condition *condition) {
  if (condition->opaque) {
    buf_add(buf, ", what the statement asks for is not known");
    return;
  }
  if (op->family == OPERATOR_NULL) {
    add_null_wish(buf, condition);
    return;
  }
  const char *which = op->set == OPERATOR_SET_ALL   ? "every value to be "
                      : op->set == OPERATOR_SET_ANY ? "at least one value to be "
                                                    : "";
  buf_addf(buf, ", the statement asks for %s%s", which, wish(op));
  if (condition->value_count == 0)
    buf_add(buf, "one of an empty list");
  add_items(buf, condition->values, condition->value_count);
  if (op->family == OPERATOR_STRING_NOCASE)
    buf_add(buf, " in upper or lower case");
  if (op->if_exists)
    buf_add(buf, ", if the key is present");
}

static void add_condition_hint(Buf *buf, const Operator *op, const Condition *condition,
                               const ContextKey *key) {
  if (key && key->presence == KEY_PRESENT && key->multivalued && op->set == OPERATOR_SET_NONE &&
      op->family != OPERATOR_NULL) {
    buf_add(buf, "; a list of values needs ForAnyValue or ForAllValues");
    return;
  }
  bool plain = op->family == OPERATOR_STRING || op->family == OPERATOR_STRING_NOCASE;
  for (size_t i = 0; plain && i < condition->value_count; i++) {
    if (has_wildcard(condition->values[i].text)) {
      buf_addf(buf, "; * and ? are plain characters to %.*s", STR_FMT(condition->operator_name));
      return;
    }
  }
}

Str explain_condition(Arena *arena, const Request *request, const Condition *condition) {
  Buf buf = buf_in(arena);
  Operator op;
  if (!operator_parse(&op, condition->operator_name)) {
    buf_addf(&buf, "there is no operator %.*s", STR_FMT(condition->operator_name));
    return buf_str(&buf);
  }
  const ContextKey *key = request_key(request, condition->key);
  add_has(&buf, key, key ? key->presence : request->others, condition->key);
  add_wish(&buf, &op, condition);
  add_condition_hint(&buf, &op, condition, key);
  return buf_str(&buf);
}

/* ---- In one line ------------------------------------------------------------------- */

enum { MAX_LINE_VALUES = 4, MAX_LINE_KEYS = 6 };

static void add_separated(Buf *buf, const char *separator, const Text *text) {
  buf_add(buf, separator);
  add_quoted(buf, text);
}

Str explain_condition_line(Arena *arena, const Condition *condition) {
  Buf buf = buf_in(arena);
  buf_addf(&buf, "%.*s %.*s", STR_FMT(condition->operator_name), STR_FMT(condition->key));
  if (condition->opaque)
    buf_add(&buf, " (not known)");
  for (size_t i = 0; i < condition->value_count && i < MAX_LINE_VALUES && !condition->opaque; i++)
    add_separated(&buf, i == 0 ? " " : ", ", condition->values[i].text);
  if (condition->value_count > MAX_LINE_VALUES && !condition->opaque)
    buf_addf(&buf, " and %zu more", condition->value_count - MAX_LINE_VALUES);
  return buf_str(&buf);
}

static bool is_shown(Arena *arena, const CallWords *words, const ContextKey *key,
                     const Statement *statement) {
  if (key->presence != KEY_PRESENT && (key->presence != KEY_ABSENT || !words->absent))
    return false;
  bool implied =
      str_starts_nocase(key->name, "aws:") && (!words->is_implied || words->is_implied(key->name));
  return !implied || statement_asks_key(statement, arena_copy(arena, key->name.ptr, key->name.len));
}

static void add_key(Buf *buf, const char *before, const ContextKey *key) {
  bool present = key->presence == KEY_PRESENT;
  buf_addf(buf, "%s %s%.*s", before, key->presence == KEY_ABSENT ? "no " : "", STR_FMT(key->name));
  for (size_t v = 0; present && v < key->value_count; v++)
    add_separated(buf, v == 0 ? " " : ", ", key->values[v]);
}

Str explain_call(Arena *arena, const Request *request, const Statement *statement,
                 const CallWords *words) {
  Buf buf = buf_in(arena);
  size_t shown = 0, left = 0;
  buf_add_str(&buf, text_print(arena, request->principal));
  buf_addf(&buf, " %s %.*s", words->verb, STR_FMT(request->action));
  for (size_t i = 0; i < request->also_count; i++)
    buf_addf(&buf, "%s%.*s", i + 1 == request->also_count ? " and " : ", ",
             STR_FMT(request->also[i]));
  if (statement && words->no_external_id && !request_key(request, STR("sts:ExternalId"))) {
    buf_add(&buf, " with no sts:ExternalId");
    shown++;
  }
  for (size_t i = 0; statement && i < request->key_count; i++) {
    const ContextKey *key = &request->keys[i];
    if (!is_shown(arena, words, key, statement))
      continue;
    if (shown == MAX_LINE_KEYS)
      left++;
    else
      add_key(&buf, shown++ > 0 ? " and" : " with", key);
  }
  if (left > 0)
    buf_addf(&buf, " and %zu more", left);
  return buf_str(&buf);
}
