/* SPDX-License-Identifier: Apache-2.0
 *
 * AL402 trusted-principal-deleted
 *
 * What the input deletes, against the principals of the world after. Forgetting a resource does
 * not delete it.
 */
#include "rules/after_change.h"

/* Another resource that the change creates under the same name; NULL: none. */
static const Resource *find_namesake(const Check *check, const Identity *identity) {
  NamedResources named = resources_named(check->resources, identity);
  const Resource *resource = resources_next_named(&named);
  while (resource && resource->change != CHANGE_CREATE)
    resource = resources_next_named(&named);
  return resource;
}

static void tell(Draft *draft, const Identity *identity) {
  const Resource *next, *deleted = resource_gone(draft, identity, AFTER_DELETED, &next);
  if (!deleted)
    return;
  const Resource *namesake = find_namesake(draft->check, identity);
  bool provider = deleted->kind == IDENTITY_OIDC || deleted->kind == IDENTITY_SAML;
  if (namesake && provider) /* IAM matches providers by ARN: the new one will do */
    return;
  const char *shown = draft_quote_principal(draft, identity);
  draft_related_resource(draft, deleted, "it is deleted here");
  if (namesake)
    draft_message(draft,
                  "this change deletes the %s %.*s, but the role still trusts %s: %.*s, which "
                  "gets the same name, has another unique id and does not match",
                  resource_word(deleted), STR_FMT(deleted->address), shown,
                  STR_FMT(namesake->address));
  else
    draft_message(draft, "this change deletes the %s %.*s, but the role still trusts %s: %s",
                  resource_word(deleted), STR_FMT(deleted->address), shown,
                  provider
                      ? "IAM accepts no token of that provider any more"
                      : "its unique id stays in the policy and matches nobody, and IAM refuses to "
                        "save the policy");
}

const RuleChecks rule_al402 = {.principal = tell};
