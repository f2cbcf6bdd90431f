/* SPDX-License-Identifier: Apache-2.0
 *
 * AL207 external-id-as-password
 *
 * A stranger who knows the external ID gets in.
 */
#include "access.h"

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (alint_way_open(way, ALINT_STRANGER) || !alint_way_open(way, ALINT_STRANGER_WITH_ID))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_STRANGER_WITH_ID);
  alint_draft_message(&draft, "everybody who knows the external ID may assume this role, from any "
                              "AWS account: the ID is used as a password, and it is no secret");
  return alint_draft_send(&draft, sink, &alint_rule_al207);
}

static const char *const tags[] = {"principal", "external-id", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_common-scenarios_third-party.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"*\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"4f8c2d1a9b7e\"}}\n"
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

const struct alint_rule alint_rule_al207 = {
    .id = "AL207",
    .name = "external-id-as-password",
    .title = "Everybody is let in by the external ID alone",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_EXPOSURE,
    .precedence = 90,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The principal is everybody, and the external ID is all that keeps strangers "
                    "out.",
            .why = "AWS does not treat the external ID as a secret: everybody who may read the "
                   "role sees it, it stands in logs, tickets and templates, and it never changes. "
                   "It says on whose behalf a known third party calls; it does not say who calls.",
            .bad = bad,
            .good = good,
            .fix = "Name the account of the third party as the principal and keep the external "
                   "ID.",
            .sources = sources,
        },
    .check_way = check_way,
};
