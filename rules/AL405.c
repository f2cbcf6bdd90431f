/* SPDX-License-Identifier: Apache-2.0
 *
 * AL405 principal-not-ordered
 *
 * Literal ARNs of what the input itself creates. A role that names itself can never be
 * ordered.
 */
#include "rules.h"

static bool has_hole_of(const struct alint_text *text, struct alint_str address) {
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_hole *hole = text->pieces[i].hole;
    if (hole && hole->resource.len > 0 && alint_str_eq(hole->resource, address))
      return true;
  }
  return false;
}

/* A reference anywhere in the statement orders the role as well. */
static bool statement_refers(const struct alint_statement *statement, struct alint_str address) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    if (has_hole_of(statement->principals[i].value.text, address))
      return true;
  }
  for (size_t i = 0; i < statement->condition_count; i++) {
    for (size_t k = 0; k < statement->conditions[i].value_count; k++) {
      if (has_hole_of(statement->conditions[i].values[k].text, address))
        return true;
    }
  }
  return false;
}

static bool is_ordered(const struct alint_check *check, struct alint_str address) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < check->role->depends_on_count; i++) {
    if (alint_str_eq(check->role->depends_on[i], address))
      return true;
  }
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (statement_refers(&policy->statements[i], address))
      return true;
  }
  return false;
}

/* Whether the input creates it, as far as can be told. */
static bool is_created(const struct alint_check *check, enum alint_change change) {
  return change == ALINT_CHANGE_CREATE ||
         (change == ALINT_CHANGE_NONE && check->input->creates && !check->other);
}

/* Whether the trust policy is saved by this change. */
static bool is_saved(const struct alint_check *check) {
  enum alint_change change = check->role->change;
  return is_created(check, change) || change == ALINT_CHANGE_UPDATE ||
         change == ALINT_CHANGE_REPLACE;
}

static void report(struct alint_draft *draft, const struct alint_identity *identity,
                   const struct alint_thing *thing) {
  const char *shown = alint_quote_principal(draft, identity);
  if (alint_str_eq(thing->address, draft->check->role->address)) {
    alint_draft_message(draft,
                        "%s is this role itself, which is not there yet when its trust policy is "
                        "saved for the first time",
                        shown);
    alint_draft_help(draft, "Trust the account and ask for the role in a condition (ArnEquals on "
                            "aws:PrincipalArn), or add the role to its trust policy later.");
    return;
  }
  if (draft->check->input->retries)
    alint_draft_severity(draft, ALINT_SEVERITY_LOW, draft->check->input->retries);
  alint_draft_related_thing(draft, thing, "it is created here");
  alint_draft_message(draft,
                      "%s is created by this input as %.*s, and nothing says that the role is made "
                      "after it: IAM may not know it yet and refuse the policy",
                      shown, ALINT_FMT(thing->address));
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_check *check = draft->check;
  /* Sessions are not looked up; a reference is an order. */
  if (!check->is_after || !is_saved(check) || identity->who == ALINT_WHO_SESSION ||
      alint_text_only_hole(identity->text))
    return;
  struct alint_named_things named = alint_things_named(check->things, identity);
  const struct alint_thing *thing = alint_next_named(&named);
  while (thing && (!is_created(check, thing->change) || is_ordered(check, thing->address)))
    thing = alint_next_named(&named);
  if (thing)
    report(draft, identity, thing);
}

const struct alint_checks alint_al405 = {.principal = tell};
