/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions and calls in one line each.
 */
#include "access/explain.h"

enum { MAX_VALUES = 4, MAX_KEYS = 6 };

const char *alint_principal_key_name(enum alint_principal_key kind) {
  switch (kind) {
  case ALINT_PRINCIPAL_SERVICE:
    return "Service";
  case ALINT_PRINCIPAL_FEDERATED:
    return "Federated";
  default:
    return "AWS";
  }
}

static void add_text(struct alint_buf *buf, const char *separator, const struct alint_text *text) {
  alint_buf_addf(buf, "%s\"", separator);
  alint_buf_add_str(buf, alint_text_print(buf->arena, text));
  alint_buf_add_char(buf, '"');
}

struct alint_str alint_condition_line(struct alint_arena *arena,
                                      const struct alint_condition *condition) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_addf(&buf, "%.*s %.*s", ALINT_FMT(condition->operator_name), ALINT_FMT(condition->key));
  if (condition->opaque)
    alint_buf_add(&buf, " (not known)");
  for (size_t i = 0; i < condition->value_count && i < MAX_VALUES && !condition->opaque; i++)
    add_text(&buf, i == 0 ? " " : ", ", condition->values[i].text);
  if (condition->value_count > MAX_VALUES && !condition->opaque)
    alint_buf_addf(&buf, " and %zu more", condition->value_count - MAX_VALUES);
  return alint_buf_str(&buf);
}

/* Keys that merely follow from the principal are not worth telling. */
static bool is_told(const struct alint_context_key *key, const struct alint_statement *statement) {
  if (key->presence != ALINT_PRESENT)
    return false;
  if (!alint_str_starts_nocase(key->name, "aws:"))
    return true;
  for (size_t i = 0; statement && i < statement->condition_count; i++) {
    if (alint_str_eq_nocase(statement->conditions[i].key, key->name))
      return true;
  }
  return false;
}

struct alint_str alint_call_line(struct alint_arena *arena, const struct alint_request *request,
                                 const struct alint_statement *statement) {
  struct alint_buf buf = alint_buf(arena);
  size_t told = 0, untold = 0;
  alint_buf_add_str(&buf, alint_text_print(arena, request->principal));
  alint_buf_addf(&buf, " calls %.*s", ALINT_FMT(request->action));
  for (size_t i = 0; i < request->also_count; i++)
    alint_buf_addf(&buf, "%s%.*s", i + 1 == request->also_count ? " and " : ", ",
                   ALINT_FMT(request->also[i]));
  if (request->principal_kind == ALINT_PRINCIPAL_AWS &&
      !alint_request_key(request, ALINT_STR("sts:ExternalId"))) {
    alint_buf_add(&buf, " with no sts:ExternalId");
    told++;
  }
  for (size_t i = 0; i < request->key_count; i++) {
    const struct alint_context_key *key = &request->keys[i];
    if (!is_told(key, statement))
      continue;
    if (told == MAX_KEYS) {
      untold++;
      continue;
    }
    alint_buf_addf(&buf, "%s %.*s", told++ > 0 ? " and" : " with", ALINT_FMT(key->name));
    for (size_t v = 0; v < key->value_count; v++)
      add_text(&buf, v == 0 ? " " : ", ", key->values[v]);
  }
  if (untold > 0)
    alint_buf_addf(&buf, " and %zu more", untold);
  return alint_buf_str(&buf);
}
