/* SPDX-License-Identifier: Apache-2.0
 *
 * AL608 group-principal
 *
 * ARNs of IAM that are never principals.
 */
#include "rules.h"

static const struct {
  const char *type, *word;
} kinds[] = {
    {":group/", "a user group"},
    {":policy/", "a managed policy"},
    {":instance-profile/", "an instance profile"},
    {":mfa/", "an MFA device"},
    {":u2f/", "an MFA device"},
    {":server-certificate/", "a certificate"},
};

static const char *word_for(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    for (size_t k = 0; !text->pieces[i].hole && k < sizeof kinds / sizeof *kinds; k++) {
      struct alint_str literal = text->pieces[i].literal;
      if (alint_str_find_str(literal, alint_str(kinds[k].type)) < literal.len)
        return kinds[k].word;
    }
  }
  return "a user group, a policy or an instance profile"; /* a reference to one */
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_principal *principal = draft->principal;
  if (identity->who == ALINT_WHO_GROUP)
    alint_draft_message(draft, "%s is %s, which cannot be a principal: IAM refuses the policy",
                        alint_quote_principal(draft, identity), word_for(principal->value.text));
}

const struct alint_checks alint_al608 = {.principal = tell};
