/* SPDX-License-Identifier: Apache-2.0
 *
 * AL616 companion-action-missing
 *
 * Services that always pass tags or a source identity, and conditions that ask for them. An
 * Allow anywhere in the policy is taken as good enough.
 */
#include "access/operators.h"
#include "rules.h"

static const struct {
  const char *service, *action;
} services[] = {
    {"pods.eks.amazonaws.com", "sts:TagSession"},
    {"rolesanywhere.amazonaws.com", "sts:TagSession"},
    {"rolesanywhere.amazonaws.com", "sts:SetSourceIdentity"},
};

static bool names_service(const struct alint_statement *statement, const char *service) {
  struct alint_piece piece = {.literal = alint_str(service)};
  struct alint_text wanted = {.pieces = &piece, .count = 1};
  for (size_t i = 0; i < statement->principal_count; i++) {
    const struct alint_principal *p = &statement->principals[i];
    if (p->kind == ALINT_PRINCIPAL_STAR || p->kind == ALINT_PRINCIPAL_OPAQUE ||
        alint_text_is(p->value.text, "*") ||
        (p->kind == ALINT_PRINCIPAL_SERVICE && alint_text_eq(p->value.text, &wanted) != ALINT_NO))
      return true;
  }
  return false;
}

/* Whether an Allow for `service` (NULL: for anybody) covers the action. */
static bool is_allowed(const struct alint_policy *policy, const char *service, const char *action) {
  if (policy->statements_opaque)
    return true;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    bool allow = s->effect == ALINT_EFFECT_ALLOW || s->effect == ALINT_EFFECT_UNKNOWN;
    if (allow && (!service || names_service(s, service)) &&
        alint_statement_covers(s, action) != ALINT_NO)
      return true;
  }
  return false;
}

static void tell_service(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_statement *statement = draft->finding.statement;
  if (statement->effect != ALINT_EFFECT_ALLOW || identity->who != ALINT_WHO_SERVICE ||
      alint_statement_covers(statement, "sts:AssumeRole") != ALINT_YES)
    return;
  for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
    const char *service = services[i].service, *action = services[i].action;
    if (!alint_text_is(identity->host, service) ||
        is_allowed(draft->check->trust->policy, service, action))
      continue;
    alint_draft_fault(draft, "%s|%s", service, action);
    alint_draft_message(draft,
                        "%s needs %s beside sts:AssumeRole, which is not allowed: its "
                        "calls are refused",
                        service, action);
    alint_draft_send(draft);
  }
}

static const char *companion_of(struct alint_str key) {
  if (alint_str_is_nocase(key, "sts:SourceIdentity"))
    return "sts:SetSourceIdentity";
  if (alint_str_starts_nocase(key, "aws:RequestTag/") || alint_str_is_nocase(key, "aws:TagKeys") ||
      alint_str_is_nocase(key, "sts:TransitiveTagKeys"))
    return "sts:TagSession";
  return NULL;
}

/* Whether the condition holds only for calls that carry the key. */
static bool demands_key(const struct alint_condition *condition) {
  struct alint_operator op;
  if (!alint_operator_parse(&op, condition->operator_name) || op.if_exists ||
      op.set == ALINT_SET_ALL || condition->value_count == 0)
    return false;
  if (op.family == ALINT_OP_NULL)
    return condition->value_count == 1 && alint_text_is(condition->values[0].text, "false");
  return !op.negated || op.set == ALINT_SET_ANY;
}

static void tell_condition(struct alint_draft *draft, const struct alint_condition *condition) {
  const char *action = companion_of(condition->key);
  if (!action || draft->finding.statement->effect != ALINT_EFFECT_ALLOW ||
      !demands_key(condition) || is_allowed(draft->check->trust->policy, NULL, action))
    return;
  alint_draft_message(draft,
                      "the condition asks for %s, and %s is not allowed: a call that "
                      "meets it is refused",
                      alint_quote_name(draft, condition->key), action);
}

const struct alint_checks alint_al616 = {.principal = tell_service, .condition = tell_condition};
