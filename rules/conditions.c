/* SPDX-License-Identifier: Apache-2.0
 *
 * What rules ask of statements and their conditions.
 */
#include "rules/conditions.h"

#include <string.h>

#include "assumelint/buf.h"
#include "facts/keys.h"
#include "model/match.h"

static Tri any_covers(const Item *items, size_t count, const Text *action) {
  Tri any = TRI_NO;
  for (size_t i = 0; i < count; i++)
    any = tri_or(any, text_match(items[i].text, action, MATCH_GLOB | MATCH_NOCASE));
  return any;
}

Tri statement_covers(const Statement *statement, const char *action) {
  Piece piece = {.literal = str_of(action)};
  Text text = {.pieces = &piece, .count = 1};
  if (statement->has_action && statement->action_count > 0)
    return any_covers(statement->actions, statement->action_count, &text);
  if (statement->has_not_action && statement->not_action_count > 0)
    return tri_not(any_covers(statement->not_actions, statement->not_action_count, &text));
  return statement->opaque_hole ? TRI_UNKNOWN : TRI_NO;
}

/* Whether an earlier condition of the statement is on the same key. */
static bool is_repeated(const Statement *statement, size_t i) {
  for (size_t k = 0; k < i; k++) {
    if (str_eq_nocase(statement->conditions[k].key, statement->conditions[i].key))
      return true;
  }
  return false;
}

const char *condition_keys(Draft *draft, const Statement *statement) {
  enum { SHOWN = 4 };
  Buf buf = buf_in(draft->check->arena);
  size_t n = 0, left = 0;
  for (size_t i = 0; i < statement->condition_count; i++)
    left += !is_repeated(statement, i);
  for (size_t i = 0; i < statement->condition_count && n < SHOWN; i++) {
    if (is_repeated(statement, i))
      continue;
    left--;
    buf_add(&buf, n == 0 ? "" : left == 0 ? " and " : ", ");
    buf_add_str(&buf, str_slice(statement->conditions[i].key, 0, 100));
    n++;
  }
  if (left > 0)
    buf_add(&buf, ", ...");
  return buf.ptr;
}

const Condition *statement_find(const Statement *statement, bool (*test)(const Condition *)) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (test(&statement->conditions[i]))
      return &statement->conditions[i];
  }
  return NULL;
}

const Item *condition_find(const Condition *condition, bool (*test)(const Text *)) {
  for (size_t i = 0; i < condition->value_count; i++) {
    if (test(condition->values[i].text))
      return &condition->values[i];
  }
  return NULL;
}

bool condition_is_positive(const Condition *condition, Operator *op) {
  return operator_parse(op, condition->operator_name) && !op->negated &&
         op->family != OPERATOR_NULL;
}

bool has_wildcard(Str value) {
  return str_has(value, '*') || str_has(value, '?');
}

bool has_variable(Str value) {
  return str_find_str(value, STR("${")) < value.len;
}

bool condition_is_external_id(const Condition *condition, Operator *op) {
  return str_is_nocase(condition->key, "sts:ExternalId") && condition_is_positive(condition, op) &&
         (op->family == OPERATOR_STRING || op->family == OPERATOR_STRING_NOCASE ||
          op->family == OPERATOR_LIKE);
}

const char *external_id_fault(Str value, bool glob) {
  enum { LONGEST = 1224 };
  size_t shortest_match = 0;
  for (size_t i = 0; i < value.len; i++) {
    char c = value.ptr[i];
    bool wildcard = c == '*' || c == '?';
    shortest_match += c != '*';
    if ((wildcard && glob) || key_accepts_char(STR("sts:ExternalId"), c))
      continue;
    return wildcard   ? "has a wildcard, which this operator takes literally"
           : c == ' ' ? "has a space in it"
                      : "has a character that STS does not accept";
  }
  if (shortest_match < 2 && !(glob && str_has(value, '*')))
    return value.len == 0 ? "is empty" : "is shorter than two characters";
  return shortest_match > LONGEST ? "is longer than 1224 characters" : NULL;
}

/* The part of an ARN behind the account, or all of another text; false: a hole is in it.
 * Accounts and partitions that are holes hold no colon. */
static bool resource_of(Str *out, Arena *arena, const Text *arn) {
  const Text *parts[6];
  Str whole;
  if (text_split(arena, arn, ':', parts, 6) == 6 && text_is(parts[0], "arn"))
    return text_known(parts[5], out);
  if (!text_known(arn, &whole))
    return false;
  /* An incomplete ARN has no such part. */
  *out = str_starts(whole, "arn:") ? (Str){NULL, 0} : whole;
  return true;
}

bool arn_names_nobody(Arena *arena, const Text *arn) {
  static const char *const kinds[] = {"role/", "user/", "assumed-role/", "federated-user/"};
  Str name;
  if (!resource_of(&name, arena, arn))
    return false;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_starts(name, kinds[i]))
      name = str_slice(name, strlen(kinds[i]), name.len);
  }
  for (size_t i = 0; i < name.len; i++) {
    if (!strchr("*?/:", name.ptr[i]))
      return str_is(name, "root");
  }
  return true;
}
