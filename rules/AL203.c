/* SPDX-License-Identifier: Apache-2.0
 *
 * AL203 external-id-guessable
 *
 * An ID that binds and can be guessed. Never for service principals: theirs are documented.
 */
#include "access/adversaries.h"
#include "facts/operators.h"
#include "rules/ways.h"

enum { SHORT = 8 };

static const char *const placeholders[] = {
    "changeme",     "example",  "external-id",      "external_id", "externalid", "password",
    "placeholder",  "secret",   "test-external-id", "unique-id",   "uniqueid",   "my-external-id",
    "myexternalid", "12345678", "123456789",        "1234567890"};

struct guess {
  Severity severity;
  const char *why; /* a clause without subject; NULL: it cannot be guessed */
};

/* Equal but for case and punctuation: "New Relic" and "new-relic". */
static bool same_letters(Str a, Str b) {
  size_t i = 0, k = 0, letters = 0;
  for (;;) {
    while (i < a.len && ascii_lower(a.ptr[i]) < 'a' && !(a.ptr[i] >= '0' && a.ptr[i] <= '9'))
      i++;
    while (k < b.len && ascii_lower(b.ptr[k]) < 'a' && !(b.ptr[k] >= '0' && b.ptr[k] <= '9'))
      k++;
    if (i == a.len || k == b.len)
      return i == a.len && k == b.len && letters > 0;
    if (ascii_lower(a.ptr[i++]) != ascii_lower(b.ptr[k++]))
      return false;
    letters++;
  }
}

static struct guess guess_literal(const Check *check, const Way *way, Str id) {
  Str name;
  if (id.len == 12 && str_all_digits(id))
    return (struct guess){SEVERITY_MEDIUM, "has the form of an account id, which is no secret"};
  if (check->role->name && text_known(check->role->name, &name) && same_letters(id, name))
    return (struct guess){SEVERITY_MEDIUM, "is the name of the role"};
  if (way->owner_label.len > 0 && same_letters(id, way->owner_label))
    return (struct guess){SEVERITY_MEDIUM, "is the name of the third party"};
  for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
    if (str_is_nocase(id, placeholders[i]))
      return (struct guess){SEVERITY_LOW, "is a word that anybody would try"};
  }
  if (id.len >= 2 && id.len < SHORT)
    return (struct guess){SEVERITY_LOW, "is so short that it can be tried out"};
  return (struct guess){SEVERITY_NONE, NULL};
}

static struct guess guess(const Check *check, const Way *way, const Operator *op, Str id) {
  bool wildcard = str_has(id, '*') || str_has(id, '?');
  if (rule_external_id_fault(id, op->family == OPERATOR_LIKE))
    return (struct guess){SEVERITY_NONE, NULL};
  if (op->family == OPERATOR_LIKE && wildcard)
    return (struct guess){SEVERITY_LOW, "is a pattern: every ID that fits gets in"};
  return wildcard ? (struct guess){SEVERITY_NONE, NULL} : guess_literal(check, way, id);
}

static void look_at_value(const Check *check, const Way *way, const Condition *condition,
                          const Operator *op, const Item *item) {
  Str id;
  if (!text_known(item->text, &id))
    return;
  struct guess found = guess(check, way, op, id);
  if (!found.why)
    return;
  Attempt *attempt;
  rule_call_with(&attempt, check, way, condition->key, id);
  Draft draft = draft_item(check, way->statement, item);
  draft.finding.attempt = attempt;
  draft.finding.severity = found.severity;
  draft_fault(&draft, "%.*s|%.*s|%s", STR_FMT(condition->operator_name), STR_FMT(condition->key),
              found.why);
  draft_message(&draft, "the external ID %s %s", draft_quote_text(&draft, item->text), found.why);
  draft_send(&draft);
}

static bool is_third_party(const Way *way) {
  return rule_is_third_party(way) && adversary_applies(ADVERSARY_OTHER_CUSTOMER, way);
}

/* The first way of the statement that a third party has: one is enough to say it once. */
static bool is_first_third_party(const Check *check, const Way *way) {
  for (const Way *w = check->ways->items; w < way; w++) {
    if (w->statement == way->statement && is_third_party(w))
      return false;
  }
  return is_third_party(way);
}

static void check_way(const Check *check, const Way *way) {
  if (!is_first_third_party(check, way) || way_open(way, ADVERSARY_OTHER_CUSTOMER))
    return;
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const Condition *condition = &way->statement->conditions[i];
    Operator op;
    if (!str_is_nocase(condition->key, "sts:ExternalId") ||
        !operator_parse(&op, condition->operator_name) || op.negated ||
        op.family == OPERATOR_NULL || op.family == OPERATOR_BINARY)
      continue;
    for (size_t k = 0; k < condition->value_count; k++)
      look_at_value(check, way, condition, &op, &condition->values[k]);
  }
}

static int check(const Check *at) {
  for (size_t i = 0; at->ways && i < at->ways->count; i++)
    check_way(at, &at->ways->items[i]);
  return OK;
}

const RuleChecks rule_al203 = {.check = check};
