/* SPDX-License-Identifier: Apache-2.0
 *
 * AL403 trusted-principal-replaced
 *
 * Replacements of this input against trust policies that stay as they are. A provider that is
 * replaced under the same name is none: providers are known by their ARN.
 */
#include "rules.h"

/* Whether the trust policy is the one that was saved before: IAM looks ids up
 * when a policy is saved. */
static bool is_untouched(const struct alint_check *at) {
  const struct alint_role *before = alint_role_before(at);
  if (!before || at->role->change == ALINT_CHANGE_CREATE ||
      at->role->change == ALINT_CHANGE_REPLACE || at->trust->state != ALINT_TRUST_KNOWN)
    return false;
  for (size_t i = 0; i < before->trust_count; i++) {
    if (before->trusts[i].state == ALINT_TRUST_KNOWN &&
        alint_policy_untouched(before->trusts[i].policy, at->trust->policy))
      return true;
  }
  return false;
}

/* Whom this change replaces and the principal names; NULL: nobody. `*next` takes its place. */
static const struct alint_thing *find_replaced(const struct alint_check *check,
                                               const struct alint_identity *identity,
                                               const struct alint_thing **next) {
  struct alint_named_things named = alint_things_named(check->other_things, identity);
  const struct alint_thing *thing = alint_next_named(&named);
  while (thing && alint_thing_fate(thing, check->things, next) != ALINT_REPLACED)
    thing = alint_next_named(&named);
  return thing;
}

/* These are matched by their ARN: one of the same name takes the old one's place. */
static bool is_known_by_name(const struct alint_identity *identity) {
  return identity->who == ALINT_WHO_OIDC || identity->who == ALINT_WHO_SAML ||
         identity->who == ALINT_WHO_SESSION;
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  const struct alint_thing *next = NULL;
  const struct alint_thing *replaced =
      statement->effect != ALINT_EFFECT_DENY ? find_replaced(check, identity, &next) : NULL;
  bool renamed = next && alint_names_thing(identity, next) == ALINT_NO;
  if (!replaced || (!renamed && (is_known_by_name(identity) || !is_untouched(check))))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  const char *shown = alint_quote_principal(&draft, identity);
  /* Where people edit it, the source has the new one only. */
  bool edited = !replaced->place.source && next && next->place.source;
  alint_draft_related_thing(&draft, edited ? next : replaced, "it is replaced here");
  alint_draft_message(&draft,
                      "this change replaces the %s %.*s, and the role keeps trusting %s: %s",
                      alint_thing_word(replaced), ALINT_FMT(replaced->address), shown,
                      renamed ? "the new one has another name and will not match"
                              : "the new one has another unique id, and the trust policy, which "
                                "is not saved again here, keeps the old one");
  return alint_draft_send(&draft, sink, &alint_rule_al403);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  if (!at->is_after || !at->other)
    return ALINT_OK;
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", "lifecycle", "plan", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    "https://repost.aws/knowledge-center/iam-resource-policy-format",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"format_version\": \"1.2\",\n"
    "  \"resource_changes\": [\n"
    "    {\n"
    "      \"address\": \"aws_iam_role.deploy\", \"mode\": \"managed\", \"type\": \"aws_iam_role\", \"name\": \"deploy\",\n"
    "      \"change\": {\n"
    "        \"actions\": [\"no-op\"],\n"
    "        \"before\": {\"name\": \"deploy\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/deploy\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::111122223333:role/ci\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after\": {\"name\": \"deploy\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/deploy\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::111122223333:role/ci\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"}\n"
    "      }\n"
    "    },\n"
    "    {\n"
    "      \"address\": \"aws_iam_role.ci\", \"mode\": \"managed\", \"type\": \"aws_iam_role\", \"name\": \"ci\",\n"
    "      \"change\": {\n"
    "        \"actions\": [\"delete\", \"create\"],\n"
    "        \"before\": {\"name\": \"ci\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/ci\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after\": {\"name\": \"ci\", \"path\": \"/\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"}\n"
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
    "        \"actions\": [\"no-op\"],\n"
    "        \"before\": {\"name\": \"deploy\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/deploy\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::111122223333:role/ci\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after\": {\"name\": \"deploy\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/deploy\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::111122223333:role/ci\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"}\n"
    "      }\n"
    "    },\n"
    "    {\n"
    "      \"address\": \"aws_iam_role.ci\", \"mode\": \"managed\", \"type\": \"aws_iam_role\", \"name\": \"ci\",\n"
    "      \"change\": {\n"
    "        \"actions\": [\"update\"],\n"
    "        \"before\": {\"name\": \"ci\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/ci\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after\": {\"name\": \"ci\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/ci\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"}\n"
    "      }\n"
    "    }\n"
    "  ]\n"
    "}\n";

const struct alint_rule alint_rule_al403 = {
    .id = "AL403",
    .name = "trusted-principal-replaced",
    .title = "This change replaces somebody whom a role keeps trusting",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The change replaces a user or role (it is deleted and created again), and "
                    "the trust policy of a role that names it is not saved again.",
            .why = "The new user or role has another unique id. The trust policy, which this "
                   "change leaves alone, keeps the id of the old one: the same name, and nobody "
                   "is let in.",
            .bad = bad,
            .good = good,
            .fix = "Refer to the principal by its resource, and save the trust policy after the "
                   "replacement: change it in the same update, or once more when the new "
                   "principal is there. Or avoid the replacement.",
            .sources = sources,
        },
    .check = check,
};
