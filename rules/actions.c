/* SPDX-License-Identifier: Apache-2.0
 *
 * What the Action or NotAction of a statement covers.
 */
#include "model/match.h"
#include "rules.h"

static enum alint_tri any_covers(const struct alint_item *items, size_t count,
                                 const struct alint_text *action) {
  enum alint_tri any = ALINT_NO;
  for (size_t i = 0; i < count; i++)
    any = alint_tri_or(any,
                       alint_match(items[i].text, action, ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE));
  return any;
}

enum alint_tri alint_statement_covers(const struct alint_statement *statement, const char *action) {
  struct alint_piece piece = {.literal = alint_str(action)};
  struct alint_text text = {.pieces = &piece, .count = 1};
  if (statement->has_action && statement->action_count > 0)
    return any_covers(statement->actions, statement->action_count, &text);
  if (statement->has_not_action && statement->not_action_count > 0)
    return alint_tri_not(any_covers(statement->not_actions, statement->not_action_count, &text));
  return statement->opaque_hole ? ALINT_UNKNOWN : ALINT_NO;
}

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

const char *alint_meant_action(struct alint_str action) {
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
