/* SPDX-License-Identifier: Apache-2.0
 *
 * AL403 trusted-principal-replaced
 *
 * What the input replaces, against trust policies that are not saved again. A provider that is
 * replaced under the same name does no harm: IAM matches providers by ARN.
 */
#include "rules/after_change.h"

static bool same_keys(const Principal *a, const Principal *b, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!str_eq(a[i].key, b[i].key))
      return false;
  }
  return true;
}

/* For two statements that say the same. */
static bool written_alike(const Statement *a, const Statement *b) {
  if (!str_eq(a->sid, b->sid) || a->condition_opaque ||
      !same_keys(a->principals, b->principals, a->principal_count) ||
      !same_keys(a->not_principals, b->not_principals, a->not_principal_count))
    return false;
  for (size_t i = 0; i < a->condition_count; i++) {
    if (a->conditions[i].opaque || !str_eq(a->conditions[i].key, b->conditions[i].key))
      return false;
  }
  return true;
}

/* Whether a policy is certainly written as before, so that it is not saved again. Saying the same
 * is not enough: another Sid, or another letter case of a key, makes a difference. Order counts:
 * Terraform and IAM both show a policy in the order in which it was saved. */
static bool same_words(const Policy *before, const Policy *after) {
  if (!policy_same(before, after) || !str_eq(before->version, after->version) ||
      before->statements_opaque)
    return false;
  for (size_t i = 0; i < before->statement_count; i++) {
    if (!written_alike(&before->statements[i], &after->statements[i]))
      return false;
  }
  return true;
}

/* Whether the trust policy is the one that was saved before. IAM looks up ids when a policy is
 * saved. */
static bool is_untouched(const Check *check) {
  const Role *before = role_before(check);
  if (!before || check->role->change == CHANGE_CREATE || check->role->change == CHANGE_REPLACE ||
      check->trust->state != TRUST_KNOWN)
    return false;
  for (size_t i = 0; i < before->trust_count; i++) {
    if (before->trusts[i].state == TRUST_KNOWN &&
        same_words(before->trusts[i].policy, check->trust->policy))
      return true;
  }
  return false;
}

/* IAM matches these by ARN: one of the same name takes the place of the old one. */
static bool is_known_by_name(const Identity *identity) {
  return identity->kind == IDENTITY_OIDC || identity->kind == IDENTITY_SAML ||
         identity->kind == IDENTITY_SESSION;
}

static void tell(Draft *draft, const Identity *identity) {
  const Resource *next = NULL;
  const Resource *replaced = resource_gone(draft, identity, AFTER_REPLACED, &next);
  bool renamed = next && resource_named_by(identity, next) == TRI_NO;
  if (!replaced || (!renamed && (is_known_by_name(identity) || !is_untouched(draft->check))))
    return;
  /* The source that people edit has only the new one. */
  bool edited = !replaced->source_span.source && next && next->source_span.source;
  draft_related_resource(draft, edited ? next : replaced, "it is replaced here");
  draft_message(
      draft, "this change replaces the %s %.*s, but the role still trusts %s: %s",
      resource_word(replaced), STR_FMT(replaced->address), draft_quote_principal(draft, identity),
      renamed ? "the new one has another name and does not match"
              : "the new one has another unique id, and the trust policy, which this change "
                "does not save, keeps the old one");
}

const RuleChecks rule_al403 = {.principal = tell};
