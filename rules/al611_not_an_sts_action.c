/* SPDX-License-Identifier: Apache-2.0
 *
 * AL611 not-an-sts-action
 *
 * Actions outside sts, the bare asterisk, and actions of sts that are misspelt.
 */
#include "rules.h"

/* Certainly outside sts, whatever the holes are. */
static bool is_foreign(const struct alint_text *action) {
  struct alint_str known;
  if (alint_text_known(action, &known))
    return !alint_str_starts_nocase(known, "sts:");
  const struct alint_piece *first = &action->pieces[0];
  return !first->hole && alint_str_has(first->literal, ':') &&
         !alint_str_starts_nocase(first->literal, "sts:");
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_item *items,
                   size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct alint_str known;
    bool foreign = is_foreign(items[i].text);
    const char *meant = alint_text_known(items[i].text, &known) ? alint_meant_action(known) : NULL;
    if (!foreign && !meant)
      continue;
    struct alint_draft draft = alint_draft_item(check, statement, &items[i]);
    const char *shown = alint_quote_text(&draft, items[i].text);
    alint_draft_fault(&draft, "action|%s", shown);
    alint_draft_message(&draft, "%s is no action of sts%s%s%s%s", shown,
                        meant ? " (did you mean " : "", meant ? meant : "", meant ? "?)" : "",
                        foreign ? ", and a trust policy has no others: IAM refuses the policy"
                                : ": no call has that name");
    int status = alint_draft_send(&draft, sink, &alint_rule_al611);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_policy *policy = at->trust->policy;
  int status = ALINT_OK;
  for (size_t i = 0; status == ALINT_OK && i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    status = look_at(at, sink, s, s->actions, s->action_count);
    if (status == ALINT_OK)
      status = look_at(at, sink, s, s->not_actions, s->not_action_count);
  }
  return status;
}

static const char *const tags[] = {"action", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_action.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": [\"sts:AssumeRole\", \"s3:GetObject\"]\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al611 = {
    .id = "AL611",
    .name = "not-an-sts-action",
    .title = "A trust policy has an action that is none of sts",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "An action of the trust policy does not start with sts:, or is a bare "
                    "asterisk.",
            .why = "A trust policy says who may become the role, so its actions are those of "
                   "STS; IAM refuses any other (\"AssumeRole policy may only specify STS "
                   "AssumeRole actions\"). What the role may do stands in its permissions "
                   "policies.",
            .bad = bad,
            .good = good,
            .fix = "Keep sts:AssumeRole (AssumeRoleWithSAML, AssumeRoleWithWebIdentity, "
                   "TagSession, SetSourceIdentity) here and move the others to a permissions "
                   "policy of the role.",
            .sources = sources,
        },
    .check = check,
};
