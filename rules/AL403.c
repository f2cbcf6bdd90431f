/* SPDX-License-Identifier: Apache-2.0
 *
 * AL403 trusted-principal-replaced
 *
 * Replacements of this input against trust policies that stay as they are. A provider that is
 * replaced under the same name is none: providers are known by their ARN.
 */
#include "rules/rules.h"

static bool same_keys(const Principal *a, const Principal *b, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!str_eq(a[i].key, b[i].key))
      return false;
  }
  return true;
}

/* Of two statements that say the same. */
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

/* Whether a policy is certainly written as it was before, so that nobody saves it again. That is
 * more than that both say the same: another Sid or another case of a key is enough for the
 * policy to be saved again. Order counts: Terraform and IAM both show a policy in the order in
 * which it was saved. */
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

/* Whether the trust policy is the one that was saved before: IAM looks ids up
 * when a policy is saved. */
static bool is_untouched(const Check *at) {
  const Role *before = role_before(at);
  if (!before || at->role->change == CHANGE_CREATE || at->role->change == CHANGE_REPLACE ||
      at->trust->state != TRUST_KNOWN)
    return false;
  for (size_t i = 0; i < before->trust_count; i++) {
    if (before->trusts[i].state == TRUST_KNOWN &&
        same_words(before->trusts[i].policy, at->trust->policy))
      return true;
  }
  return false;
}

/* These are matched by their ARN: one of the same name takes the old one's place. */
static bool is_known_by_name(const Identity *identity) {
  return identity->kind == IDENTITY_OIDC || identity->kind == IDENTITY_SAML ||
         identity->kind == IDENTITY_SESSION;
}

static void tell(Draft *draft, const Identity *identity) {
  const Resource *next = NULL;
  const Resource *replaced = rule_named_of_fate(draft, identity, AFTER_REPLACED, &next);
  bool renamed = next && resource_named_by(identity, next) == TRI_NO;
  if (!replaced || (!renamed && (is_known_by_name(identity) || !is_untouched(draft->check))))
    return;
  /* Where people edit it, the source has the new one only. */
  bool edited = !replaced->source_span.source && next && next->source_span.source;
  draft_related_resource(draft, edited ? next : replaced, "it is replaced here");
  draft_message(draft, "this change replaces the %s %.*s, and the role keeps trusting %s: %s",
                resource_word(replaced), STR_FMT(replaced->address),
                draft_quote_principal(draft, identity),
                renamed ? "the new one has another name and will not match"
                        : "the new one has another unique id, and the trust policy, which "
                          "is not saved again here, keeps the old one");
}

const RuleChecks rule_al403 = {.principal = tell};
