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

static int look_at_principal(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_principal *principal,
                             const struct alint_identity *identity) {
  if (statement->effect != ALINT_EFFECT_ALLOW || identity->who != ALINT_WHO_SERVICE ||
      alint_statement_covers(statement, "sts:AssumeRole") != ALINT_YES)
    return ALINT_OK;
  for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
    if (!alint_text_is(identity->host, services[i].service) ||
        is_allowed(check->trust->policy, services[i].service, services[i].action))
      continue;
    struct alint_draft draft = alint_draft_principal(check, statement, principal);
    alint_draft_fault(&draft, "%s|%s", services[i].service, services[i].action);
    alint_draft_message(&draft,
                        "%s needs %s beside sts:AssumeRole, which is not allowed: its "
                        "calls are refused",
                        services[i].service, services[i].action);
    int status = alint_draft_send(&draft, sink, &alint_rule_al616);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
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

static int look_at_condition(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_condition *condition) {
  const char *action = companion_of(condition->key);
  if (!action || statement->effect != ALINT_EFFECT_ALLOW || !demands_key(condition) ||
      is_allowed(check->trust->policy, NULL, action))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_statement(check, statement);
  alint_draft_at_condition(&draft, condition);
  alint_draft_fault(&draft, "%.*s|%.*s", ALINT_FMT(condition->operator_name),
                    ALINT_FMT(condition->key));
  alint_draft_message(&draft,
                      "the condition asks for %s, and %s is not allowed: a call that "
                      "meets it is refused",
                      alint_quote_name(&draft, condition->key), action);
  return alint_draft_send(&draft, sink, &alint_rule_al616);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  int status = alint_each_principal(at, sink, look_at_principal);
  return status == ALINT_OK ? alint_each_condition(at, sink, look_at_condition) : status;
}

static const char *const tags[] = {"action", "session", NULL};
static const char *const sources[] = {
    ALINT_DOC_CHECKS,
    ALINT_DOC_IAM "id_session-tags.html",
    "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html",
    "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"pods.eks.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"pods.eks.amazonaws.com\"},\n"
                           "      \"Action\": [\"sts:AssumeRole\", \"sts:TagSession\"]\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al616 = {
    .id = "AL616",
    .name = "companion-action-missing",
    .title = "An action that the call needs beside AssumeRole is not allowed",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A caller passes session tags or a source identity, and the policy does not "
                    "allow sts:TagSession or sts:SetSourceIdentity: EKS Pod Identity and IAM "
                    "Roles Anywhere always do, others where a condition asks for it.",
            .why = "A call that passes session tags without sts:TagSession, or a source identity "
                   "without sts:SetSourceIdentity, is refused as a whole.",
            .bad = bad,
            .good = good,
            .fix = "Add the missing actions to a statement for the same principal.",
            .sources = sources,
        },
    .check = check,
};
