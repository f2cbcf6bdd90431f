/* SPDX-License-Identifier: Apache-2.0
 *
 * AL401 orphaned-principal
 *
 * A unique id as principal. In a policy that was read from IAM it is the id of a deleted user or
 * role: IAM shows the ARN of one that exists.
 */
#include "rules/after_change.h"

static bool names_id(const Policy *policy, Str id) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *statement = &policy->statements[i];
    for (size_t k = 0; k < statement->principal_count; k++) {
      Str value;
      Identity named = {.text = statement->principals[k].value.text};
      if (identity_id(&named, &value) && str_eq(value, id))
        return true;
    }
  }
  return false;
}

/* Whether IAM itself shows the id, which it does only for users and roles that are gone. */
static bool is_shown_by_iam(const Check *check, Str id) {
  if (check->world->read_from_iam)
    return true;
  const Role *before = check->input->before.read_from_iam ? role_before(check) : NULL;
  for (size_t i = 0; before && i < before->trust_count; i++) {
    if (names_id(before->trusts[i].policy, id))
      return true;
  }
  return false;
}

/* A user of the input that has this id, and so exists. */
static const PrincipalResource *find_owner(const World *world, Str id) {
  for (size_t i = 0; i < world->principal_resource_count; i++) {
    if (str_eq(world->principal_resources[i].unique_id, id))
      return &world->principal_resources[i];
  }
  return NULL;
}

static void tell(Draft *draft, const Identity *identity) {
  Str id;
  if (identity->kind != IDENTITY_ORPHAN || !identity_id(identity, &id))
    return;
  const char *shown = draft_quote_principal(draft, identity);
  const char *word = str_starts(id, "AIDA") ? "user" : "role";
  const PrincipalResource *owner = find_owner(draft->check->world, id);
  if (owner)
    draft_message(draft,
                  "%s is the unique id of %.*s, written instead of its ARN: once that %s is "
                  "deleted, a new one with the same name does not match, and IAM refuses to "
                  "save the policy",
                  shown, STR_FMT(owner->address), word);
  else if (is_shown_by_iam(draft->check, id))
    draft_message(draft,
                  "%s is the unique id of a deleted %s: a %s created again under the same name "
                  "does not match, and IAM refuses to save the policy while the id is in it",
                  shown, word, word);
  else
    draft_message(draft,
                  "%s is the unique id of a %s that was deleted, or that somebody named by its "
                  "id: a %s created again under the same name does not match, and once the id "
                  "is gone IAM refuses the policy (Invalid principal in policy)",
                  shown, word, word);
}

const RuleChecks rule_al401 = {.principal = tell};
