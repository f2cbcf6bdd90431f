/* SPDX-License-Identifier: Apache-2.0
 *
 * AL203 external-id-guessable
 *
 * An external ID that binds and can be guessed. Service principals use documented ones: no
 * finding.
 */
#include "access/adversaries.h"
#include "rules/ways.h"

enum { SHORT = 8 };

static const char *const placeholders[] = {
    "changeme",     "example",  "external-id",      "external_id", "externalid", "password",
    "placeholder",  "secret",   "test-external-id", "unique-id",   "uniqueid",   "my-external-id",
    "myexternalid", "12345678", "123456789",        "1234567890",  NULL};

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
  if (key_is_in(id, placeholders))
    return (struct guess){SEVERITY_LOW, "is a word that anybody would try"};
  if (id.len >= 2 && id.len < SHORT)
    return (struct guess){SEVERITY_LOW, "is so short that it can be tried out"};
  return (struct guess){SEVERITY_NONE, NULL};
}

static struct guess guess(const Check *check, const Way *way, const Operator *op, Str id) {
  bool pattern = op->family == OPERATOR_LIKE;
  if (external_id_fault(id, pattern))
    return (struct guess){SEVERITY_NONE, NULL};
  if (!has_wildcard(id))
    return guess_literal(check, way, id);
  return pattern ? (struct guess){SEVERITY_LOW, "is a pattern: every ID that fits gets in"}
                 : (struct guess){SEVERITY_NONE, NULL};
}

static void look_at_value(Draft *draft, const Way *way, const Operator *op, const Item *item) {
  const Condition *condition = draft->condition;
  Str id;
  if (!text_known(item->text, &id))
    return;
  struct guess found = guess(draft->check, way, op, id);
  if (!found.why)
    return;
  draft_at_item(draft, item);
  draft->finding.attempt = way_call_with(draft->check, way, condition->key, id);
  draft->finding.severity = found.severity;
  draft_fault(draft, "%.*s|%.*s|%s", STR_FMT(condition->operator_name), STR_FMT(condition->key),
              found.why);
  draft_message(draft, "the external ID %s %s", draft_quote_text(draft, item->text), found.why);
  draft_send(draft);
}

static bool is_third_party(const Way *way) {
  return way_is_third_party(way) && adversary_applies(ADVERSARY_OTHER_CUSTOMER, way);
}

static void tell(Draft *draft, const Condition *condition) {
  Operator op;
  if (!str_is_nocase(condition->key, "sts:ExternalId") || !condition_is_positive(condition, &op) ||
      op.family == OPERATOR_BINARY)
    return;
  /* Of several third parties, the first is enough. */
  const Way *way = way_of(draft->check, draft->finding.statement, is_third_party);
  if (!way || way_open(way, ADVERSARY_OTHER_CUSTOMER))
    return;
  for (size_t i = 0; i < condition->value_count; i++)
    look_at_value(draft, way, &op, &condition->values[i]);
}

const RuleChecks rule_al203 = {.condition = tell};
