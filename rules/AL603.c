/* SPDX-License-Identifier: Apache-2.0
 *
 * AL603 missing-element
 *
 * What the grammar of a trust policy asks for. Version, Condition, Sid and Id are optional.
 */
#include "rules/draft.h"

static const struct {
  const char *element, *type;
} types[] = {
    {"Statement", "an object or a list of objects"},
    {"Effect", "a string"},
    {"Principal", "an object of kinds of principals"},
    {"NotPrincipal", "an object of kinds of principals"},
    {"Action", "a string or a list of strings"},
    {"NotAction", "a string or a list of strings"},
    {"Condition", "an object of operators"},
    {"Sid", "a string"},
    {"Version", "a string"},
};

/* Operators are directly below Condition, keys one step further down. */
static bool is_operator(Str pointer) {
  Str above = STR("/Condition/");
  size_t at = str_find_str(pointer, above) + above.len;
  return at <= pointer.len && str_find(pointer, at, '/') == pointer.len;
}

static const char *type_of(const Malformation *malformation) {
  if (is_operator(malformation->pointer))
    return "an object of condition keys";
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (str_is(malformation->detail, types[i].element))
      return types[i].type;
  }
  return "a string or a list of strings";
}

static bool is_needed(Str element) {
  return !str_is(element, "Version") && !str_is(element, "Condition") && !str_is(element, "Sid") &&
         !str_is(element, "Id");
}

static void tell(Draft *draft, const Malformation *malformation) {
  const char *where = malformation->statement < 0 ? "the trust policy" : "the statement";
  Str name = malformation->detail;
  switch (malformation->kind) {
  case MALFORMED_MISSING:
    if (!is_needed(name))
      return;
    draft_message(draft, "%s has no %.*s: IAM refuses the policy", where, STR_FMT(name));
    break;
  case MALFORMED_EMPTY:
    if (!is_needed(name))
      return;
    draft_message(draft, "%.*s of %s is empty: IAM refuses the policy", STR_FMT(name), where);
    break;
  case MALFORMED_WRONG_TYPE:
    draft_message(draft, "%s of %s has the wrong type and must be %s: IAM refuses the policy",
                  draft_quote_name(draft, name), where, type_of(malformation));
    break;
  case MALFORMED_BOTH:
    draft_message(draft, "%s has both %.*s, but only one is allowed: IAM refuses the policy", where,
                  STR_FMT(name));
    break;
  case MALFORMED_BAD_EFFECT:
    draft_message(
        draft,
        "%s is not an Effect, which is exactly Allow or Deny: the statement does nothing, "
        "and IAM refuses the policy",
        draft_quote(draft, name));
    break;
  case MALFORMED_NOT_OBJECT:
    if (malformation->pointer.len == 0)
      return; /* AL601 */
    draft_message(draft, "a statement is not a JSON object: IAM refuses the policy");
    break;
  default:
    return;
  }
}

static void tell_missing(Draft *draft, const Trust *trust) {
  if (trust->state != TRUST_MISSING)
    return;
  draft_fault(draft, "no trust policy");
  draft_message(draft, "the role has no trust policy: IAM creates no role without one");
}

const RuleChecks rule_al603 = {.malformation = tell, .trust = tell_missing};
