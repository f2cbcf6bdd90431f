/* SPDX-License-Identifier: Apache-2.0
 *
 * AL402 trusted-principal-deleted
 *
 * Deletions of this input against the principals of the world after it. To forget a resource
 * is no deletion: it goes on living.
 */
#include "rules.h"

/* Whom this change deletes and the principal names; NULL: nobody. */
static const struct alint_thing *find_deleted(const struct alint_check *check,
                                              const struct alint_identity *identity) {
  struct alint_named_things named = alint_things_named(check->other_things, identity);
  const struct alint_thing *thing = alint_next_named(&named), *next;
  while (thing && alint_thing_fate(thing, check->things, &next) != ALINT_DELETED)
    thing = alint_next_named(&named);
  return thing;
}

/* Another resource that the change creates under the same name; NULL: there is none. */
static const struct alint_thing *find_namesake(const struct alint_check *check,
                                               const struct alint_identity *identity) {
  struct alint_named_things named = alint_things_named(check->things, identity);
  const struct alint_thing *thing = alint_next_named(&named);
  while (thing && thing->change != ALINT_CHANGE_CREATE)
    thing = alint_next_named(&named);
  return thing;
}

static const char *consequence(const struct alint_thing *deleted) {
  return deleted->who == ALINT_WHO_OIDC || deleted->who == ALINT_WHO_SAML
             ? "no token of that provider will be accepted"
             : "its unique id stays in the policy, matches nobody, and the policy cannot be saved";
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  const struct alint_thing *deleted =
      statement->effect != ALINT_EFFECT_DENY ? find_deleted(check, identity) : NULL;
  if (!deleted)
    return ALINT_OK;
  const struct alint_thing *namesake = find_namesake(check, identity);
  bool provider = deleted->who == ALINT_WHO_OIDC || deleted->who == ALINT_WHO_SAML;
  if (namesake && provider) /* providers are known by their ARN: the new one will do */
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  const char *shown = alint_quote_principal(&draft, identity);
  alint_draft_related_thing(&draft, deleted, "it is deleted here");
  if (namesake)
    alint_draft_message(&draft,
                        "this change deletes the %s %.*s, and the role keeps trusting %s: "
                        "%.*s, created under the same name, has another unique id and will not "
                        "match",
                        alint_thing_word(deleted), ALINT_FMT(deleted->address), shown,
                        ALINT_FMT(namesake->address));
  else
    alint_draft_message(
        &draft, "this change deletes the %s %.*s, and the role keeps trusting %s: %s",
        alint_thing_word(deleted), ALINT_FMT(deleted->address), shown, consequence(deleted));
  return alint_draft_send(&draft, sink, &alint_rule_al402);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  if (!at->is_after || !at->other)
    return ALINT_OK;
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", "lifecycle", "plan", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    ALINT_DOC_IAM "id_users_manage.html",
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
    "        \"actions\": [\"delete\"],\n"
    "        \"before\": {\"name\": \"ci\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/ci\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after\": null\n"
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
    "        \"actions\": [\"no-op\"],\n"
    "        \"before\": {\"name\": \"ci\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/ci\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"},\n"
    "        \"after\": {\"name\": \"ci\", \"path\": \"/\", \"arn\": \"arn:aws:iam::111122223333:role/ci\", \"assume_role_policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"ec2.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}\"}\n"
    "      }\n"
    "    }\n"
    "  ]\n"
    "}\n";

const struct alint_rule alint_rule_al402 = {
    .id = "AL402",
    .name = "trusted-principal-deleted",
    .title = "This change deletes somebody whom a role keeps trusting",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The change deletes a user, role or identity provider, and the trust policy "
                    "of a role goes on naming it.",
            .why = "IAM has the unique id of the user or role in the trust policy. After the "
                   "deletion the id stays there: nobody matches it, nobody who is created under "
                   "the same name later on either, and the trust policy cannot be saved again "
                   "while it names who is gone.",
            .bad = bad,
            .good = good,
            .fix = "Take the principal out of the trust policy in the same change, or keep the "
                   "user or role. Somebody who may come back is better disabled than deleted.",
            .sources = sources,
        },
    .check = check,
};
