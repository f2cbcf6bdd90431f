/* SPDX-License-Identifier: Apache-2.0
 *
 * AL611 not-an-sts-action
 *
 * Actions outside sts, the bare asterisk, and actions of sts that are misspelt.
 */
#include "model/match.h"
#include "rules.h"

/* Service authorization reference of STS. */
static const char *const sts_actions[] = {"sts:AssumeRole",
                                          "sts:AssumeRoleWithSAML",
                                          "sts:AssumeRoleWithWebIdentity",
                                          "sts:AssumeRoot",
                                          "sts:TagSession",
                                          "sts:SetSourceIdentity",
                                          "sts:SetContext",
                                          "sts:GetCallerIdentity",
                                          "sts:GetFederationToken",
                                          "sts:GetSessionToken",
                                          "sts:GetAccessKeyInfo",
                                          "sts:DecodeAuthorizationMessage",
                                          "sts:GetWebIdentityToken",
                                          "sts:GetServiceBearerToken",
                                          "sts:GetDelegatedAccessToken",
                                          "sts:TagGetWebIdentityToken"};
enum { STS_ACTIONS = sizeof sts_actions / sizeof *sts_actions };

/* The action of sts that is meant by one that does not exist; NULL: it does, or none is near. */
static const char *meant_action(struct alint_str action) {
  enum { MAX_ACTION = 80 };
  char bytes[MAX_ACTION];
  struct alint_str name = {bytes, 0};
  struct alint_piece pattern = {.literal = action};
  for (size_t i = 0; i < STS_ACTIONS; i++) {
    struct alint_piece known = {.literal = alint_str(sts_actions[i])};
    if (alint_match(&(struct alint_text){&pattern, 1}, &(struct alint_text){&known, 1},
                    ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE) == ALINT_YES)
      return NULL;
  }
  for (const char *c = alint_str_has(action, ':') ? "" : "sts:"; *c; c++)
    bytes[name.len++] = *c;
  for (size_t i = 0; i < action.len && name.len < MAX_ACTION; i++) {
    if (action.ptr[i] != '*' && action.ptr[i] != '?')
      bytes[name.len++] = action.ptr[i];
  }
  return alint_nearest(name, sts_actions, STS_ACTIONS);
}

/* Certainly outside sts, whatever the holes are. */
static bool is_foreign(const struct alint_text *action) {
  struct alint_str known;
  if (alint_text_known(action, &known))
    return !alint_str_starts_nocase(known, "sts:");
  const struct alint_piece *first = &action->pieces[0];
  return !first->hole && alint_str_has(first->literal, ':') &&
         !alint_str_starts_nocase(first->literal, "sts:");
}

static void look_at(struct alint_draft *draft, const struct alint_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct alint_str known;
    bool foreign = is_foreign(items[i].text);
    const char *meant = alint_text_known(items[i].text, &known) ? meant_action(known) : NULL;
    if (!foreign && !meant)
      continue;
    const char *shown = alint_quote_text(draft, items[i].text);
    alint_draft_at_item(draft, &items[i]);
    alint_draft_fault(draft, "action|%s", shown);
    alint_draft_message(draft, "%s is no action of sts%s%s", shown,
                        alint_did_you_mean(draft, meant),
                        foreign ? ", and a trust policy has no others: IAM refuses the policy"
                                : ": no call has that name");
    alint_draft_send(draft);
  }
}

static void tell(struct alint_draft *draft, const struct alint_statement *statement) {
  look_at(draft, statement->actions, statement->action_count);
  look_at(draft, statement->not_actions, statement->not_action_count);
}

const struct alint_checks alint_al611 = {.statement = tell};
