/* SPDX-License-Identifier: Apache-2.0
 *
 * AL616 companion-action-missing
 *
 * Some services always pass tags or a source identity, and conditions may ask for them. An Allow
 * anywhere in the policy is enough.
 */
#include "rules/conditions.h"

static const struct {
  const char *service, *action;
} services[] = {
    {"pods.eks.amazonaws.com", "sts:TagSession"},
    {"rolesanywhere.amazonaws.com", "sts:TagSession"},
    {"rolesanywhere.amazonaws.com", "sts:SetSourceIdentity"},
};

static bool names_service(const Statement *statement, const char *service) {
  Piece piece = {.literal = str_of(service)};
  Text wanted = {.pieces = &piece, .count = 1};
  for (size_t i = 0; i < statement->principal_count; i++) {
    const Principal *p = &statement->principals[i];
    if (p->kind == PRINCIPAL_STAR || p->kind == PRINCIPAL_OPAQUE || text_is(p->value.text, "*") ||
        (p->kind == PRINCIPAL_SERVICE && text_eq(p->value.text, &wanted) != TRI_NO))
      return true;
  }
  return false;
}

/* Whether an Allow for `service` (NULL: for anybody) covers the action. */
static bool is_allowed(const Policy *policy, const char *service, const char *action) {
  if (policy->statements_opaque)
    return true;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    bool allow = s->effect == EFFECT_ALLOW || s->effect == EFFECT_UNKNOWN;
    if (allow && (!service || names_service(s, service)) && statement_covers(s, action) != TRI_NO)
      return true;
  }
  return false;
}

static void tell_service(Draft *draft, const Identity *identity) {
  const Statement *statement = draft->finding.statement;
  if (statement->effect != EFFECT_ALLOW || identity->kind != IDENTITY_SERVICE ||
      statement_covers(statement, "sts:AssumeRole") != TRI_YES)
    return;
  for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
    const char *service = services[i].service, *action = services[i].action;
    if (!text_is(identity->host, service) ||
        is_allowed(draft->check->trust->policy, service, action))
      continue;
    draft_fault(draft, "%s|%s", service, action);
    draft_message(draft,
                  "%s needs %s beside sts:AssumeRole, but the policy does not allow it: STS "
                  "refuses its calls",
                  service, action);
    draft_send(draft);
  }
}

static const char *const tag_keys[] = {"aws:RequestTag/", "aws:TagKeys", "sts:TransitiveTagKeys",
                                       NULL};

static const char *companion_of(Str key) {
  if (str_is_nocase(key, "sts:SourceIdentity"))
    return "sts:SetSourceIdentity";
  return key_is_in(key, tag_keys) ? "sts:TagSession" : NULL;
}

/* Whether the condition holds only for calls that carry the key. */
static bool demands_key(const Condition *condition) {
  Operator op;
  if (!operator_parse(&op, condition->operator_name) || op.if_exists ||
      op.set == OPERATOR_SET_ALL || condition->value_count == 0)
    return false;
  if (op.family == OPERATOR_NULL)
    return condition->value_count == 1 && text_is(condition->values[0].text, "false");
  return !op.negated || op.set == OPERATOR_SET_ANY;
}

static void tell_condition(Draft *draft, const Condition *condition) {
  const char *action = companion_of(condition->key);
  if (!action || draft->finding.statement->effect != EFFECT_ALLOW || !demands_key(condition) ||
      is_allowed(draft->check->trust->policy, NULL, action))
    return;
  draft_message(draft,
                "the condition asks for %s, but the policy does not allow %s: STS refuses "
                "every call that meets it",
                draft_quote_name(draft, condition->key), action);
}

const RuleChecks rule_al616 = {.principal = tell_service, .condition = tell_condition};
