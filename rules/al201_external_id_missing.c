/* SPDX-License-Identifier: Apache-2.0
 *
 * AL201 external-id-missing
 *
 * The trusted account's other customer gets in, and nothing asks for an external ID. What is
 * own, trusted or of the organization needs none.
 */
#include "access.h"

enum alint_severity alint_missing_id_severity(const struct alint_way *way) {
  if (way->owner == ALINT_OWNER_VENDOR || way->owner == ALINT_OWNER_EXTERNAL)
    return ALINT_SEVERITY_HIGH;
  return way->identity.who == ALINT_WHO_ACCOUNT || way->fixed_account ? ALINT_SEVERITY_MEDIUM
                                                                      : ALINT_SEVERITY_LOW;
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (!alint_is_third_party(way) || !alint_way_open(way, ALINT_OTHER_CUSTOMER) ||
      alint_asks_external_id(check, way) || alint_way_open(way, ALINT_STRANGER))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_OTHER_CUSTOMER);
  draft.finding.severity = alint_missing_id_severity(way);
  if (way->owner == ALINT_OWNER_UNKNOWN)
    draft.finding.severity_reason =
        ALINT_STR("whose account it is is not known: say so with --account or --trust");
  alint_draft_message(&draft,
                      "%s may assume this role without an external ID, and with any: it can be "
                      "made to do so for somebody else",
                      alint_way_subject(&draft, way));
  return alint_draft_send(&draft, sink, &alint_rule_al201);
}

static const char *const tags[] = {"confused-deputy", "external-id", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_common-scenarios_third-party.html",
    ALINT_DOC_IAM "confused-deputy.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:role/integration\"},\n"
    "    \"Action\": \"sts:AssumeRole\"\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:role/integration\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"4f8c2d1a9b7e\"}}\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al201 = {
    .id = "AL201",
    .name = "external-id-missing",
    .title = "A third party may assume the role without an external ID",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_EXPOSURE,
    .precedence = 110,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "Another account may assume the role, and no external ID is asked for.",
            .why = "A vendor that works for many customers assumes all of their roles with the "
                   "same principal. Somebody who learns your role's ARN enters it in the vendor's "
                   "product as their own, and the vendor reads your account for them: the "
                   "confused deputy. An external ID that the vendor gives to you alone stops "
                   "that, but only if the role asks for it. A role that does not ask accepts any "
                   "ID, and none.",
            .bad = bad,
            .good = good,
            .fix = "Add a StringEquals condition on sts:ExternalId with the ID that the third "
                   "party generated for you. If the account is one of your own or one you trust "
                   "without an ID, say so with --account or --trust.",
            .sources = sources,
        },
    .check_way = check_way,
};
