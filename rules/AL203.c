/* SPDX-License-Identifier: Apache-2.0
 *
 * AL203 external-id-guessable
 *
 * An ID that binds and can be guessed. Never for service principals: theirs are documented.
 */
#include "access.h"
#include "access/adversaries.h"
#include "access/operators.h"

enum { SHORT = 8 };

static const char *const placeholders[] = {
    "changeme",     "example",  "external-id",      "external_id", "externalid", "password",
    "placeholder",  "secret",   "test-external-id", "unique-id",   "uniqueid",   "my-external-id",
    "myexternalid", "12345678", "123456789",        "1234567890"};

struct guess {
  enum alint_severity severity;
  const char *why; /* a clause without subject; NULL: it cannot be guessed */
};

/* Equal but for case and punctuation: "New Relic" and "new-relic". */
static bool same_letters(struct alint_str a, struct alint_str b) {
  size_t i = 0, k = 0, letters = 0;
  for (;;) {
    while (i < a.len && alint_lower(a.ptr[i]) < 'a' && !(a.ptr[i] >= '0' && a.ptr[i] <= '9'))
      i++;
    while (k < b.len && alint_lower(b.ptr[k]) < 'a' && !(b.ptr[k] >= '0' && b.ptr[k] <= '9'))
      k++;
    if (i == a.len || k == b.len)
      return i == a.len && k == b.len && letters > 0;
    if (alint_lower(a.ptr[i++]) != alint_lower(b.ptr[k++]))
      return false;
    letters++;
  }
}

static struct guess guess_literal(const struct alint_check *check, const struct alint_way *way,
                                  struct alint_str id) {
  struct alint_str name;
  if (id.len == 12 && alint_str_all_digits(id))
    return (struct guess){ALINT_SEVERITY_MEDIUM,
                          "has the form of an account id, which is no secret"};
  if (check->role->name && alint_text_known(check->role->name, &name) && same_letters(id, name))
    return (struct guess){ALINT_SEVERITY_MEDIUM, "is the name of the role"};
  if (way->owner_label.len > 0 && same_letters(id, way->owner_label))
    return (struct guess){ALINT_SEVERITY_MEDIUM, "is the name of the third party"};
  for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
    if (alint_str_is_nocase(id, placeholders[i]))
      return (struct guess){ALINT_SEVERITY_LOW, "is a word that anybody would try"};
  }
  if (id.len >= 2 && id.len < SHORT)
    return (struct guess){ALINT_SEVERITY_LOW, "is so short that it can be tried out"};
  return (struct guess){ALINT_SEVERITY_NONE, NULL};
}

static struct guess guess(const struct alint_check *check, const struct alint_way *way,
                          const struct alint_operator *op, struct alint_str id) {
  bool wildcard = alint_str_has(id, '*') || alint_str_has(id, '?');
  if (alint_external_id_fault(id, op->family == ALINT_OP_LIKE))
    return (struct guess){ALINT_SEVERITY_NONE, NULL};
  if (op->family == ALINT_OP_LIKE && wildcard)
    return (struct guess){ALINT_SEVERITY_LOW, "is a pattern: every ID that fits gets in"};
  return wildcard ? (struct guess){ALINT_SEVERITY_NONE, NULL} : guess_literal(check, way, id);
}

static void look_at_value(const struct alint_check *check, const struct alint_way *way,
                          const struct alint_condition *condition, const struct alint_operator *op,
                          const struct alint_item *item) {
  struct alint_str id;
  if (!alint_text_known(item->text, &id))
    return;
  struct guess found = guess(check, way, op, id);
  if (!found.why)
    return;
  struct alint_attempt *attempt;
  alint_call_with(&attempt, check, way, condition->key, id);
  struct alint_draft draft = alint_draft_item(check, way->statement, item);
  draft.finding.attempt = attempt;
  draft.finding.severity = found.severity;
  alint_draft_fault(&draft, "%.*s|%.*s|%s", ALINT_FMT(condition->operator_name),
                    ALINT_FMT(condition->key), found.why);
  alint_draft_message(&draft, "the external ID %s %s", alint_quote_text(&draft, item->text),
                      found.why);
  alint_draft_send(&draft);
}

static bool is_third_party(const struct alint_way *way) {
  return alint_is_third_party(way) && alint_adversary_applies(ALINT_OTHER_CUSTOMER, way);
}

/* The first way of the statement that a third party has: one is enough to say it once. */
static bool is_first_third_party(const struct alint_check *check, const struct alint_way *way) {
  for (const struct alint_way *w = check->ways->items; w < way; w++) {
    if (w->statement == way->statement && is_third_party(w))
      return false;
  }
  return is_third_party(way);
}

static void check_way(const struct alint_check *check, const struct alint_way *way) {
  if (!is_first_third_party(check, way) || alint_way_open(way, ALINT_OTHER_CUSTOMER))
    return;
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const struct alint_condition *condition = &way->statement->conditions[i];
    struct alint_operator op;
    if (!alint_str_is_nocase(condition->key, "sts:ExternalId") ||
        !alint_operator_parse(&op, condition->operator_name) || op.negated ||
        op.family == ALINT_OP_NULL || op.family == ALINT_OP_BINARY)
      continue;
    for (size_t k = 0; k < condition->value_count; k++)
      look_at_value(check, way, condition, &op, &condition->values[k]);
  }
}

static int check(const struct alint_check *at) {
  for (size_t i = 0; at->ways && i < at->ways->count; i++)
    check_way(at, &at->ways->items[i]);
  return ALINT_OK;
}

const struct alint_checks alint_al203 = {.check = check};
