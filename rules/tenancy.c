/* SPDX-License-Identifier: Apache-2.0
 *
 * Tenants of shared OIDC issuers: what the statement asks of them, and how to ask.
 */
#include "rules/tenancy.h"

#include "facts/issuers.h"

Tenancy way_tenancy(const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  Tenancy out = {.host = ""};
  if (!issuer)
    return out;
  out = (Tenancy){.subject = issuer->own_subject,
                  .host = issuer->host,
                  .name = issuer->name,
                  .noun = issuer->tenant_noun,
                  .claim = issuer->subject_key};
  const Issuer *form = issuer_subject_asked(issuer, way->statement);
  if (form) {
    out.subject = form->own_subject;
    out.claim = "sub";
  }
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    Str claim = issuer_claim(issuer, way->statement->conditions[i].key);
    out.asked = out.asked || (claim.len > 0 && issuer_binds(issuer, claim));
  }
  return out;
}

void draft_help_with_tenant(Draft *draft, const Tenancy *tenancy) {
  Str subject = str_of(tenancy->subject), other = STR("mallory");
  size_t at = str_find_str(subject, other);
  if (at == subject.len)
    draft_help(draft, "Add StringEquals %s:%s with the value that only your own %s has.",
               tenancy->host, tenancy->claim, tenancy->noun);
  else
    draft_help(
        draft,
        "Spell out your own %s, up to the character that ends it: StringLike %s:%s %.*sYOURS%.*s",
        tenancy->noun, tenancy->host, tenancy->claim, STR_FMT(str_slice(subject, 0, at)),
        STR_FMT(str_slice(subject, at + other.len, subject.len)));
}
