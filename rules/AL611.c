/* SPDX-License-Identifier: Apache-2.0
 *
 * AL611 not-an-sts-action
 *
 * Actions of other services, the bare asterisk, and misspelt actions of sts.
 */
#include "model/match.h"
#include "rules/draft.h"

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

/* The nearest action of sts; NULL: the action exists, or none is near. */
static const char *meant_action(Str action) {
  enum { MAX_ACTION = 80 };
  char bytes[MAX_ACTION];
  Str name = {bytes, 0};
  Piece pattern = {.literal = action};
  for (size_t i = 0; i < STS_ACTIONS; i++) {
    Piece known = {.literal = str_of(sts_actions[i])};
    if (text_match(&(Text){&pattern, 1}, &(Text){&known, 1}, MATCH_GLOB | MATCH_NOCASE) == TRI_YES)
      return NULL;
  }
  for (const char *c = str_has(action, ':') ? "" : "sts:"; *c; c++)
    bytes[name.len++] = *c;
  for (size_t i = 0; i < action.len && name.len < MAX_ACTION; i++) {
    if (action.ptr[i] != '*' && action.ptr[i] != '?')
      bytes[name.len++] = action.ptr[i];
  }
  return nearest_name(name, sts_actions, STS_ACTIONS);
}

/* Certainly of another service, whatever the holes are. */
static bool is_foreign(const Text *action) {
  Str known;
  if (text_known(action, &known))
    return !str_starts_nocase(known, "sts:");
  const Piece *first = &action->pieces[0];
  return !first->hole && str_has(first->literal, ':') && !str_starts_nocase(first->literal, "sts:");
}

static void look_at(Draft *draft, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Str known;
    bool foreign = is_foreign(items[i].text);
    const char *meant = text_known(items[i].text, &known) ? meant_action(known) : NULL;
    if (!foreign && !meant)
      continue;
    const char *shown = draft_quote_text(draft, items[i].text);
    draft_at_item(draft, &items[i]);
    draft_fault(draft, "action|%s", shown);
    draft_message(draft, "%s is not an action of sts%s%s", shown, draft_did_you_mean(draft, meant),
                  foreign ? ", and a trust policy allows no others: IAM refuses the policy"
                          : ": no call has that name");
    draft_send(draft);
  }
}

static void tell(Draft *draft, const Statement *statement) {
  look_at(draft, statement->actions, statement->action_count);
  look_at(draft, statement->not_actions, statement->not_action_count);
}

const RuleChecks rule_al611 = {.statement = tell};
