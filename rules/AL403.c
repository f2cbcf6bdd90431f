/* SPDX-License-Identifier: Apache-2.0
 *
 * AL403 trusted-principal-replaced
 *
 * Replacements of this input against trust policies that stay as they are. A provider that is
 * replaced under the same name is none: providers are known by their ARN.
 */
#include "rules.h"

static bool same_keys(const struct alint_principal *a, const struct alint_principal *b,
                      size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!alint_str_eq(a[i].key, b[i].key))
      return false;
  }
  return true;
}

/* Of two statements that say the same. */
static bool written_alike(const struct alint_statement *a, const struct alint_statement *b) {
  if (!alint_str_eq(a->sid, b->sid) || a->condition_opaque ||
      !same_keys(a->principals, b->principals, a->principal_count) ||
      !same_keys(a->not_principals, b->not_principals, a->not_principal_count))
    return false;
  for (size_t i = 0; i < a->condition_count; i++) {
    if (a->conditions[i].opaque || !alint_str_eq(a->conditions[i].key, b->conditions[i].key))
      return false;
  }
  return true;
}

/* Whether a policy is certainly written as it was before, so that nobody saves it again. That is
 * more than that both say the same: another Sid or another case of a key is enough for the
 * policy to be saved again. Order counts: Terraform and IAM both show a policy in the order in
 * which it was saved. */
static bool same_words(const struct alint_policy *before, const struct alint_policy *after) {
  if (!alint_policy_same(before, after) || !alint_str_eq(before->version, after->version) ||
      before->statements_opaque)
    return false;
  for (size_t i = 0; i < before->statement_count; i++) {
    if (!written_alike(&before->statements[i], &after->statements[i]))
      return false;
  }
  return true;
}

/* Whether the trust policy is the one that was saved before: IAM looks ids up
 * when a policy is saved. */
static bool is_untouched(const struct alint_check *at) {
  const struct alint_role *before = alint_role_before(at);
  if (!before || at->role->change == ALINT_CHANGE_CREATE ||
      at->role->change == ALINT_CHANGE_REPLACE || at->trust->state != ALINT_TRUST_KNOWN)
    return false;
  for (size_t i = 0; i < before->trust_count; i++) {
    if (before->trusts[i].state == ALINT_TRUST_KNOWN &&
        same_words(before->trusts[i].policy, at->trust->policy))
      return true;
  }
  return false;
}

/* These are matched by their ARN: one of the same name takes the old one's place. */
static bool is_known_by_name(const struct alint_identity *identity) {
  return identity->who == ALINT_WHO_OIDC || identity->who == ALINT_WHO_SAML ||
         identity->who == ALINT_WHO_SESSION;
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_thing *next = NULL;
  const struct alint_thing *replaced = alint_named_of_fate(draft, identity, ALINT_REPLACED, &next);
  bool renamed = next && alint_names_thing(identity, next) == ALINT_NO;
  if (!replaced || (!renamed && (is_known_by_name(identity) || !is_untouched(draft->check))))
    return;
  /* Where people edit it, the source has the new one only. */
  bool edited = !replaced->place.source && next && next->place.source;
  alint_draft_related_thing(draft, edited ? next : replaced, "it is replaced here");
  alint_draft_message(draft, "this change replaces the %s %.*s, and the role keeps trusting %s: %s",
                      alint_thing_word(replaced), ALINT_FMT(replaced->address),
                      alint_quote_principal(draft, identity),
                      renamed ? "the new one has another name and will not match"
                              : "the new one has another unique id, and the trust policy, which "
                                "is not saved again here, keeps the old one");
}

const struct alint_checks alint_al403 = {.principal = tell};
