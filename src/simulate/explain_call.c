/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions and calls in one line each.
 */
#include "simulate/explain.h"

#include "assumelint/buf.h"

enum { MAX_VALUES = 4, MAX_KEYS = 6 };

const char *explain_principal_key(PrincipalKey kind) {
  switch (kind) {
  case PRINCIPAL_SERVICE:
    return "Service";
  case PRINCIPAL_FEDERATED:
    return "Federated";
  default:
    return "AWS";
  }
}

static void add_text(Buf *buf, const char *separator, const Text *text) {
  buf_addf(buf, "%s\"", separator);
  buf_add_str(buf, text_print(buf->arena, text));
  buf_add_char(buf, '"');
}

Str explain_condition_line(Arena *arena, const Condition *condition) {
  Buf buf = buf_in(arena);
  buf_addf(&buf, "%.*s %.*s", STR_FMT(condition->operator_name), STR_FMT(condition->key));
  if (condition->opaque)
    buf_add(&buf, " (not known)");
  for (size_t i = 0; i < condition->value_count && i < MAX_VALUES && !condition->opaque; i++)
    add_text(&buf, i == 0 ? " " : ", ", condition->values[i].text);
  if (condition->value_count > MAX_VALUES && !condition->opaque)
    buf_addf(&buf, " and %zu more", condition->value_count - MAX_VALUES);
  return buf_str(&buf);
}

/* Keys that merely follow from the principal are not worth telling. */
static bool is_told(const ContextKey *key, const Statement *statement) {
  if (key->presence != KEY_PRESENT)
    return false;
  if (!str_starts_nocase(key->name, "aws:"))
    return true;
  for (size_t i = 0; statement && i < statement->condition_count; i++) {
    if (str_eq_nocase(statement->conditions[i].key, key->name))
      return true;
  }
  return false;
}

Str explain_call(Arena *arena, const Request *request, const Statement *statement) {
  Buf buf = buf_in(arena);
  size_t told = 0, untold = 0;
  buf_add_str(&buf, text_print(arena, request->principal));
  buf_addf(&buf, " calls %.*s", STR_FMT(request->action));
  for (size_t i = 0; i < request->also_count; i++)
    buf_addf(&buf, "%s%.*s", i + 1 == request->also_count ? " and " : ", ",
             STR_FMT(request->also[i]));
  if (request->principal_kind == PRINCIPAL_AWS && !request_key(request, STR("sts:ExternalId"))) {
    buf_add(&buf, " with no sts:ExternalId");
    told++;
  }
  for (size_t i = 0; i < request->key_count; i++) {
    const ContextKey *key = &request->keys[i];
    if (!is_told(key, statement))
      continue;
    if (told == MAX_KEYS) {
      untold++;
      continue;
    }
    buf_addf(&buf, "%s %.*s", told++ > 0 ? " and" : " with", STR_FMT(key->name));
    for (size_t v = 0; v < key->value_count; v++)
      add_text(&buf, v == 0 ? " " : ", ", key->values[v]);
  }
  if (untold > 0)
    buf_addf(&buf, " and %zu more", untold);
  return buf_str(&buf);
}
