/* SPDX-License-Identifier: Apache-2.0
 *
 * AL901 trust-not-known
 *
 * Trust policies of which nothing is known.
 */
#include "rules.h"

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_trust *trust = at->trust;
  if (trust->state != ALINT_TRUST_UNKNOWN)
    return ALINT_OK;
  const struct alint_hole *hole = trust->hole;
  struct alint_draft draft = alint_draft_trust(at);
  alint_draft_fault(&draft, "trust");
  if (hole && hole->name.len > 0)
    alint_draft_message(&draft,
                        "the trust policy is not known: it depends on %s; who may assume the "
                        "role was not judged",
                        alint_quote_hole(&draft, hole));
  else
    alint_draft_message(&draft, "the trust policy is not known: who may assume the role was not "
                                "judged");
  /* With its source, the hole says what is missing. */
  if (at->input->give_source.len > 0 && !at->role->place.source)
    alint_draft_next_step(&draft, at->input->give_source);
  else if (hole)
    alint_draft_next_step(&draft, hole->give);
  return alint_draft_send(&draft, sink, &alint_rule_al901);
}

static const char *const tags[] = {"unknown", "plan", NULL};
static const char *const sources[] = {
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
    ALINT_DOC_GRAMMAR,
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"format_version\": \"1.2\",\n"
    "  \"resource_changes\": [\n"
    "    {\n"
    "      \"address\": \"aws_iam_role.deploy\", \"mode\": \"managed\", \"type\": \"aws_iam_role\", \"name\": \"deploy\",\n"
    "      \"change\": {\n"
    "        \"actions\": [\"create\"],\n"
    "        \"before\": null,\n"
    "        \"after\": {\"name\": \"deploy\", \"path\": \"/\"},\n"
    "        \"after_unknown\": {\"arn\": true, \"assume_role_policy\": true}\n"
    "      }\n"
    "    }\n"
    "  ]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"format_version\": \"1.2\",\n"
    "  \"resource_changes\": [\n"
    "    {\n"
    "      \"address\": \"aws_iam_role.deploy\", \"mode\": \"managed\", \"type\": \"aws_iam_role\", \"name\": \"deploy\",\n"
    "      \"change\": {\n"
    "        \"actions\": [\"create\"],\n"
    "        \"before\": null,\n"
    "        \"after\": {\"name\": \"deploy\", \"path\": \"/\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after_unknown\": {\"arn\": true}\n"
    "      }\n"
    "    }\n"
    "  ]\n"
    "}\n";

const struct alint_rule alint_rule_al901 = {
    .id = "AL901",
    .name = "trust-not-known",
    .title = "The trust policy is known only after the change was applied",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The input does not tell the trust policy of a role: a value in it is known "
                    "only after apply, or comes from outside the input.",
            .why = "Nothing was judged: the policy may let in anybody. A role that could not be "
                   "judged is not a safe role.",
            .bad = bad,
            .good = good,
            .fix = "Make the value known to the plan: write names and account ids as literals or "
                   "variables instead of attributes of resources that do not exist yet, use "
                   "aws_iam_policy_document (whose parts are known), or apply what the policy "
                   "depends on first.",
            .sources = sources,
        },
    .check = check,
};
