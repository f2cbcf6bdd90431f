/* SPDX-License-Identifier: Apache-2.0
 *
 * AL402 trusted-principal-deleted
 *
 * Deletions of this input against the principals of the world after it. To forget a resource
 * is no deletion: it goes on living.
 */
#include "rules.h"

/* Another resource that the change creates under the same name; NULL: there is none. */
static const struct alint_thing *find_namesake(const struct alint_check *check,
                                               const struct alint_identity *identity) {
  struct alint_named_things named = alint_things_named(check->things, identity);
  const struct alint_thing *thing = alint_next_named(&named);
  while (thing && thing->change != ALINT_CHANGE_CREATE)
    thing = alint_next_named(&named);
  return thing;
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_thing *next,
      *deleted = alint_named_of_fate(draft, identity, ALINT_DELETED, &next);
  if (!deleted)
    return;
  const struct alint_thing *namesake = find_namesake(draft->check, identity);
  bool provider = deleted->who == ALINT_WHO_OIDC || deleted->who == ALINT_WHO_SAML;
  if (namesake && provider) /* providers are known by their ARN: the new one will do */
    return;
  const char *shown = alint_quote_principal(draft, identity);
  alint_draft_related_thing(draft, deleted, "it is deleted here");
  if (namesake)
    alint_draft_message(draft,
                        "this change deletes the %s %.*s, and the role keeps trusting %s: "
                        "%.*s, created under the same name, has another unique id and will not "
                        "match",
                        alint_thing_word(deleted), ALINT_FMT(deleted->address), shown,
                        ALINT_FMT(namesake->address));
  else
    alint_draft_message(
        draft, "this change deletes the %s %.*s, and the role keeps trusting %s: %s",
        alint_thing_word(deleted), ALINT_FMT(deleted->address), shown,
        provider
            ? "no token of that provider will be accepted"
            : "its unique id stays in the policy, matches nobody, and the policy cannot be saved");
}

const struct alint_checks alint_al402 = {.principal = tell};
