/* SPDX-License-Identifier: Apache-2.0
 *
 * AL103 unknown-external-account
 *
 * Only where own accounts were declared: without them any account may be a sibling.
 */
#include "access.h"
#include "assumelint/options.h"

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  bool outside = way->owner == ALINT_OWNER_EXTERNAL || way->owner == ALINT_OWNER_VENDOR;
  if (check->options->account_count == 0 || !outside || alint_way_dead(way))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_INTENDED);
  alint_draft_message(&draft, "%s is neither an own account nor a trusted one",
                      alint_way_subject(&draft, way));
  return alint_draft_send(&draft, sink, &alint_rule_al103);
}

static const char *const tags[] = {"principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_common-scenarios_third-party.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:role/integration\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"4f8c2d1a9b7e\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:role/deploy\"},\n"
    "    \"Action\": \"sts:AssumeRole\"\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al103 = {
    .id = "AL103",
    .name = "unknown-external-account",
    .title = "An account outside is trusted",
    .severity = ALINT_SEVERITY_LOW,
    .category = ALINT_EXPOSURE,
    .precedence = 120,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "An account that is neither one of your own nor declared as trusted may "
                    "assume the role, with an external ID or under a known vendor's name.",
            .why = "Access for others outlives contracts. Once your own accounts are declared, "
                   "every other account in a trust policy is somebody's decision that should be "
                   "on record.",
            .bad = bad,
            .good = good,
            .fix = "If the account is meant, declare it with --trust ID=NAME; if it is yours, "
                   "with --account. Otherwise remove it.",
            .sources = sources,
        },
    .check_way = check_way,
};
