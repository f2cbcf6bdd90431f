/* SPDX-License-Identifier: Apache-2.0
 *
 * AL401 orphaned-principal
 *
 * A unique id as principal. Where the policy was read from IAM, the id is that of a deleted user
 * or role: IAM shows the ARN of one that exists.
 */
#include "rules.h"

static bool names_id(const struct alint_policy *policy, struct alint_str id) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    for (size_t k = 0; k < statement->principal_count; k++) {
      struct alint_str value;
      struct alint_identity named = {.text = statement->principals[k].value.text};
      if (alint_identity_id(&named, &value) && alint_str_eq(value, id))
        return true;
    }
  }
  return false;
}

/* Whether IAM itself shows the id: it does so only for who is gone, whatever was written. */
static bool is_shown_by_iam(const struct alint_check *check, struct alint_str id) {
  bool asked = check->input->before.read_from_iam;
  const struct alint_role *before = asked ? alint_role_before(check) : NULL;
  if (check->world->read_from_iam)
    return true;
  for (size_t i = 0; before && i < before->trust_count; i++) {
    if (names_id(before->trusts[i].policy, id))
      return true;
  }
  return false;
}

/* A user of the input that has this id: then it lives. */
static const struct alint_entity *find_owner(const struct alint_world *world, struct alint_str id) {
  for (size_t i = 0; i < world->entity_count; i++) {
    if (world->entities[i].unique_id.len > 0 && alint_str_eq(world->entities[i].unique_id, id))
      return &world->entities[i];
  }
  return NULL;
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  struct alint_str id;
  if (identity->who != ALINT_WHO_ORPHAN || !alint_identity_id(identity, &id))
    return;
  const char *shown = alint_quote_principal(draft, identity);
  const char *word = alint_str_starts(id, "AIDA") ? "user" : "role";
  const struct alint_entity *owner = find_owner(draft->check->world, id);
  if (owner)
    alint_draft_message(draft,
                        "%s is the unique id of %.*s, written in place of its ARN: once that %s is "
                        "gone, one created again under the same name will not match, and the "
                        "policy cannot be saved",
                        shown, ALINT_FMT(owner->address), word);
  else if (is_shown_by_iam(draft->check, id))
    alint_draft_message(draft,
                        "%s is the unique id of a deleted %s: a %s created again under the same "
                        "name will not match, and the policy cannot be saved while the id is in it",
                        shown, word, word);
  else
    alint_draft_message(draft,
                        "%s is the unique id of a %s that was deleted, or that is named by its id: "
                        "a %s created again under the same name will not match, and once it is "
                        "gone IAM refuses the policy (Invalid principal in policy)",
                        shown, word, word);
}

const struct alint_checks alint_al401 = {.principal = tell};
