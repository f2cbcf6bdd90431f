/* SPDX-License-Identifier: Apache-2.0
 *
 * AL603 missing-element
 *
 * What the grammar of a trust policy asks for. A missing Version is another rule's.
 */
#include "rules.h"

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

/* An operator stands directly below Condition, a key one step further down. */
static bool is_operator(struct alint_str pointer) {
  struct alint_str above = ALINT_STR("/Condition/");
  size_t at = alint_str_find_str(pointer, above) + above.len;
  return at <= pointer.len && alint_str_find(pointer, at, '/') == pointer.len;
}

static const char *type_of(const struct alint_oddity *oddity) {
  if (is_operator(oddity->pointer))
    return "an object of condition keys";
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (alint_str_is(oddity->detail, types[i].element))
      return types[i].type;
  }
  return "a string or a list of strings";
}

static bool is_needed(struct alint_str element) {
  return !alint_str_is(element, "Version") && !alint_str_is(element, "Condition") &&
         !alint_str_is(element, "Sid") && !alint_str_is(element, "Id");
}

static void tell(struct alint_draft *draft, const struct alint_oddity *oddity) {
  const char *where = oddity->statement < 0 ? "the trust policy" : "the statement";
  struct alint_str name = oddity->detail;
  switch (oddity->kind) {
  case ALINT_ODD_MISSING:
    if (!is_needed(name))
      return;
    alint_draft_message(draft, "%s has no %.*s: IAM refuses the policy", where, ALINT_FMT(name));
    break;
  case ALINT_ODD_EMPTY:
    if (!is_needed(name))
      return;
    alint_draft_message(draft, "%.*s of %s is empty: IAM refuses the policy", ALINT_FMT(name),
                        where);
    break;
  case ALINT_ODD_WRONG_TYPE:
    alint_draft_message(draft, "%s of %s has the wrong type, it must be %s: IAM refuses the policy",
                        alint_quote_name(draft, name), where, type_of(oddity));
    break;
  case ALINT_ODD_BOTH:
    alint_draft_message(draft,
                        "%s has both %.*s, of which only one may be there: IAM refuses "
                        "the policy",
                        where, ALINT_FMT(name));
    break;
  case ALINT_ODD_BAD_EFFECT:
    alint_draft_message(draft,
                        "%s is no Effect, it is Allow or Deny in this spelling: the "
                        "statement does nothing and IAM refuses the policy",
                        alint_quote(draft, name));
    break;
  case ALINT_ODD_NOT_OBJECT:
    if (oddity->pointer.len == 0)
      return; /* the document itself */
    alint_draft_message(draft, "a statement is no JSON object: IAM refuses the policy");
    break;
  default:
    return;
  }
}

static int check(const struct alint_check *at) {
  struct alint_draft draft = alint_draft_trust(at);
  if (at->trust->state != ALINT_TRUST_MISSING)
    return ALINT_OK;
  alint_draft_fault(&draft, "no trust policy");
  alint_draft_message(&draft, "the role has no trust policy: IAM creates no role without one");
  alint_draft_send(&draft);
  return ALINT_OK;
}

const struct alint_checks alint_al603 = {.oddity = tell, .check = check};
