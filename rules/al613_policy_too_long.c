/* SPDX-License-Identifier: Apache-2.0
 *
 * AL613 policy-too-long
 *
 * Counts the characters that the policy has as minified JSON. IAM does not count white space;
 * which, is not documented. Holes count as little as they can, so the number is a lower bound.
 */
#include "rules.h"

enum { QUOTA = 2048, HIGHEST_QUOTA = 8192, ACCOUNT = 12, PARTITION = 3, ARN = 20 };

/* Characters between the quotes, escapes counted as they are written. */
static size_t count_str(struct alint_str s) {
  size_t n = 0;
  for (size_t at = 0; at < s.len;) {
    uint32_t c = alint_utf8_next(s, &at);
    n += c == '"' || c == '\\' ? 2 : 1;
  }
  return n;
}

static size_t count_text(const struct alint_text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_hole *hole = text->pieces[i].hole;
    if (!hole)
      n += count_str(text->pieces[i].literal);
    else if (hole->kind == ALINT_HOLE_ACCOUNT || hole->kind == ALINT_HOLE_OWN_ACCOUNT ||
             hole->kind == ALINT_HOLE_OUTER_ACCOUNT)
      n += ACCOUNT;
    else if (hole->kind == ALINT_HOLE_PARTITION)
      n += PARTITION;
    else if (hole->kind >= ALINT_HOLE_ROLE_ARN && hole->kind <= ALINT_HOLE_ARN)
      n += ARN;
  }
  return n;
}

/* "a" or ["a","b"], with a comma after it. */
static size_t count_items(const struct alint_item *items, size_t count) {
  size_t n = count == 1 ? 1 : 3;
  for (size_t i = 0; i < count; i++)
    n += count_text(items[i].text) + 2 + (i > 0);
  return n;
}

/* "Principal":{"AWS":["a","b"]}, of which equal keys follow each other. */
static size_t count_principals(const struct alint_principal *principals, size_t count) {
  size_t n = sizeof "{},";
  for (size_t i = 0; i < count; i++) {
    bool more = i > 0 && alint_str_eq(principals[i].key, principals[i - 1].key);
    n += count_text(principals[i].value.text) + 2;
    n += more ? 1 : count_str(principals[i].key) + sizeof "\"\":";
  }
  return n;
}

static size_t count_conditions(const struct alint_statement *s) {
  size_t n = s->condition_count > 0 ? sizeof "\"Condition\":{}," : 0;
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition *c = &s->conditions[i];
    bool more = i > 0 && alint_str_eq(c->operator_name, c[-1].operator_name);
    n += more ? 0 : count_str(c->operator_name) + sizeof "\"\":{}";
    n += count_str(c->key) + sizeof "\"\":" + count_items(c->values, c->value_count);
  }
  return n;
}

static size_t count_statement(const struct alint_statement *s) {
  size_t n = sizeof "{\"Effect\":\"Deny\"},";
  if (s->sid.len > 0)
    n += count_str(s->sid) + sizeof "\"Sid\":\"\",";
  if (s->principal_count > 0)
    n += sizeof "\"Principal\":" + count_principals(s->principals, s->principal_count);
  if (s->not_principal_count > 0)
    n += sizeof "\"NotPrincipal\":" + count_principals(s->not_principals, s->not_principal_count);
  if (s->action_count > 0)
    n += sizeof "\"Action\":" + count_items(s->actions, s->action_count);
  if (s->not_action_count > 0)
    n += sizeof "\"NotAction\":" + count_items(s->not_actions, s->not_action_count);
  return n + count_conditions(s);
}

static size_t count_policy(const struct alint_policy *policy) {
  size_t n = sizeof "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  for (size_t i = 0; i < policy->statement_count; i++)
    n += count_statement(&policy->statements[i]);
  return n;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  size_t length = count_policy(at->trust->policy);
  if (length <= QUOTA)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_trust(at);
  alint_draft_fault(&draft, "length");
  if (length > HIGHEST_QUOTA) {
    alint_draft_severity(&draft, ALINT_SEVERITY_HIGH, "no quota can be raised above 8,192");
  }
  alint_draft_message(&draft,
                      "the trust policy has about %zu characters, and the quota is %d unless it "
                      "was raised (to %d at most)",
                      length, QUOTA, HIGHEST_QUOTA);
  return alint_draft_send(&draft, sink, &alint_rule_al613);
}

static const char *const tags[] = {"quota", NULL};
static const char *const sources[] = {
    ALINT_DOC_QUOTAS,
    ALINT_DOC_CHECKS,
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\"Service\": [\n"
    "          \"a4b.amazonaws.com\", \"account.amazonaws.com\", \"acm.amazonaws.com\",\n"
    "          \"acm-pca.amazonaws.com\", \"aiops.amazonaws.com\", \"airflow.amazonaws.com\",\n"
    "          \"amplify.amazonaws.com\", \"appfabric.amazonaws.com\", \"appflow.amazonaws.com\",\n"
    "          \"appmesh.amazonaws.com\", \"apprunner.amazonaws.com\", \"appstream.amazonaws.com\",\n"
    "          \"appsync.amazonaws.com\", \"aps.amazonaws.com\", \"artifact.amazonaws.com\",\n"
    "          \"athena.amazonaws.com\", \"backup.amazonaws.com\", \"batch.amazonaws.com\",\n"
    "          \"bedrock.amazonaws.com\", \"braket.amazonaws.com\", \"budgets.amazonaws.com\",\n"
    "          \"bugbust.amazonaws.com\", \"chatbot.amazonaws.com\", \"chime.amazonaws.com\",\n"
    "          \"cloud9.amazonaws.com\", \"cloudhsm.amazonaws.com\", \"codebuild.amazonaws.com\",\n"
    "          \"codestar.amazonaws.com\", \"config.amazonaws.com\", \"connect.amazonaws.com\",\n"
    "          \"databrew.amazonaws.com\", \"datasync.amazonaws.com\", \"datazone.amazonaws.com\",\n"
    "          \"dax.amazonaws.com\", \"deeplens.amazonaws.com\", \"detective.amazonaws.com\",\n"
    "          \"diode.amazonaws.com\", \"discovery.amazonaws.com\", \"dlm.amazonaws.com\",\n"
    "          \"dms.amazonaws.com\", \"drs.amazonaws.com\", \"ds.amazonaws.com\",\n"
    "          \"dsql.amazonaws.com\", \"dynamodb.amazonaws.com\", \"ec.amazonaws.com\",\n"
    "          \"ec2.amazonaws.com\", \"ec2fleet.amazonaws.com\", \"ec2sqlha.amazonaws.com\",\n"
    "          \"ecr.amazonaws.com\", \"ecs.amazonaws.com\", \"ecs-tasks.amazonaws.com\",\n"
    "          \"eks.amazonaws.com\", \"es.amazonaws.com\", \"events.amazonaws.com\",\n"
    "          \"evs.amazonaws.com\", \"finspace.amazonaws.com\", \"firehose.amazonaws.com\",\n"
    "          \"fis.amazonaws.com\", \"fms.amazonaws.com\", \"forecast.amazonaws.com\",\n"
    "          \"freertos.amazonaws.com\", \"fsx.amazonaws.com\", \"gamelift.amazonaws.com\",\n"
    "          \"glacier.amazonaws.com\", \"glue.amazonaws.com\", \"grafana.amazonaws.com\",\n"
    "          \"guardduty.amazonaws.com\", \"health.amazonaws.com\", \"honeycode.amazonaws.com\",\n"
    "          \"iam.amazonaws.com\", \"inspector.amazonaws.com\", \"iot.amazonaws.com\",\n"
    "          \"iotevents.amazonaws.com\", \"ivs.amazonaws.com\", \"kafka.amazonaws.com\",\n"
    "          \"kendra.amazonaws.com\", \"kinesis.amazonaws.com\", \"kms.amazonaws.com\",\n"
    "          \"lambda.amazonaws.com\", \"lex.amazonaws.com\", \"lexv2.amazonaws.com\",\n"
    "          \"lightsail.amazonaws.com\", \"logs.amazonaws.com\", \"m2.amazonaws.com\",\n"
    "          \"macie.amazonaws.com\", \"memorydb.amazonaws.com\", \"mgn.amazonaws.com\",\n"
    "          \"mobilehub.amazonaws.com\", \"monitron.amazonaws.com\", \"mpa.amazonaws.com\"\n"
    "        ]},\n"
    "      \"Action\": \"sts:AssumeRole\"\n"
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

const struct alint_rule alint_rule_al613 = {
    .id = "AL613",
    .name = "policy-too-long",
    .title = "The trust policy is longer than the quota",
    .severity = ALINT_SEVERITY_INFO,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The trust policy has more than 2,048 characters, white space left out: more "
                    "than the quota of an account is as long as nobody raised it. Above 8,192, "
                    "the most it can be raised to, the finding is high.",
            .why = "CreateRole answers \"Cannot exceed quota for ACLSizePerRole: 2048\", and the "
                   "role is not created.",
            .bad = bad,
            .good = good,
            .fix = "Let fewer principals in, put equal principals and conditions into one "
                   "statement, or ask for a higher quota (Service Quotas, role trust policy "
                   "length, L-C07B4B0D).",
            .sources = sources,
        },
    .check = check,
};
