/* SPDX-License-Identifier: Apache-2.0
 *
 * AL608 group-principal
 *
 * ARNs of IAM resources that are never principals.
 */
#include "rules/draft.h"

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

static const char *word_for(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    for (size_t k = 0; !text->pieces[i].hole && k < sizeof kinds / sizeof *kinds; k++) {
      Str literal = text->pieces[i].literal;
      if (str_find_str(literal, str_of(kinds[k].type)) < literal.len)
        return kinds[k].word;
    }
  }
  return "a user group, a policy or an instance profile"; /* a reference to one */
}

static void tell(Draft *draft, const Identity *identity) {
  if (identity->kind == IDENTITY_GROUP)
    draft_message(draft, "%s is %s, which cannot be a principal: IAM refuses the policy",
                  draft_quote_principal(draft, identity), word_for(identity->text));
}

const RuleChecks rule_al608 = {.principal = tell};
