/* SPDX-License-Identifier: Apache-2.0
 *
 * AL405 principal-not-ordered
 *
 * A literal ARN of what the input itself creates gives no order. A role that names itself can
 * never be ordered.
 */
#include "rules/draft.h"

static bool has_hole_of(const Text *text, Str address) {
  for (size_t i = 0; i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    if (hole && hole->resource.len > 0 && str_eq(hole->resource, address))
      return true;
  }
  return false;
}

/* A reference anywhere in the statement orders the role as well. */
static bool statement_refers(const Statement *statement, Str address) {
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

static bool is_ordered(const Check *check, Str address) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < check->role->depends_on_count; i++) {
    if (str_eq(check->role->depends_on[i], address))
      return true;
  }
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (statement_refers(&policy->statements[i], address))
      return true;
  }
  return false;
}

/* Whether the input creates it, as far as is known. */
static bool is_created(const Check *check, Change change) {
  return change == CHANGE_CREATE ||
         (change == CHANGE_NONE && check->input->creates && !check->other);
}

/* Whether the trust policy is saved by this change. */
static bool is_saved(const Check *check) {
  Change change = check->role->change;
  return is_created(check, change) || change == CHANGE_UPDATE || change == CHANGE_REPLACE;
}

static void report(Draft *draft, const Identity *identity, const Resource *resource) {
  const char *shown = draft_quote_principal(draft, identity);
  if (str_eq(resource->address, draft->check->role->address)) {
    draft_message(
        draft,
        "%s is this role itself, which does not exist yet when IAM first saves its trust policy",
        shown);
    draft_help(
        draft,
        "Trust the account and name the role in a condition (ArnEquals on aws:PrincipalArn), "
        "or add the role to its trust policy later.");
    return;
  }
  if (draft->check->input->retries)
    draft_severity(draft, SEVERITY_LOW, draft->check->input->retries);
  draft_related_resource(draft, resource, "it is created here");
  draft_message(draft,
                "this input creates %s as %.*s, and nothing makes the role wait for it: IAM "
                "may not know it yet and refuse the policy",
                shown, STR_FMT(resource->address));
}

static void tell(Draft *draft, const Identity *identity) {
  const Check *check = draft->check;
  /* IAM does not look up sessions. A reference gives an order. */
  if (!check->is_after || !is_saved(check) || identity->kind == IDENTITY_SESSION ||
      text_only_hole(identity->text))
    return;
  NamedResources named = resources_named(check->resources, identity);
  const Resource *resource = resources_next_named(&named);
  while (resource && (!is_created(check, resource->change) || is_ordered(check, resource->address)))
    resource = resources_next_named(&named);
  if (resource)
    report(draft, identity, resource);
}

const RuleChecks rule_al405 = {.principal = tell};
