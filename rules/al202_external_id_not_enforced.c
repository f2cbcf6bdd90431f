/* SPDX-License-Identifier: Apache-2.0
 *
 * AL202 external-id-not-enforced
 *
 * The trusted account's other customer gets in although the policy speaks of an external ID
 * for this principal.
 */
#include "access.h"

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (!alint_is_third_party(way) || !alint_way_open(way, ALINT_OTHER_CUSTOMER) ||
      !alint_asks_external_id(check, way))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_OTHER_CUSTOMER);
  const struct alint_request *call = way->attempts[ALINT_OTHER_CUSTOMER].witness;
  bool sends = call && alint_request_key(call, ALINT_STR("sts:ExternalId"));
  const char *who = alint_way_subject(&draft, way);
  if (!alint_statement_asks(way->statement, "sts:ExternalId"))
    alint_draft_message(&draft,
                        "this statement lets %s in %s, though another statement asks it for one",
                        who, sends ? "with any external ID" : "without an external ID");
  else
    alint_draft_message(&draft,
                        "an external ID is spoken of, yet %s is let in %s: the condition does "
                        "not bind",
                        who, sends ? "with any other ID" : "without one");
  return alint_draft_send(&draft, sink, &alint_rule_al202);
}

static const char *const tags[] = {"confused-deputy", "external-id", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_common-scenarios_third-party.html",
    ALINT_DOC_IAM "reference_policies_elements_condition_operators.html",
    ALINT_DOC_IAM "reference_policies_condition-single-vs-multi-valued-context-keys.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:role/integration\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEqualsIfExists\": {\"sts:ExternalId\": \"4f8c2d1a9b7e\"}}\n"
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

const struct alint_rule alint_rule_al202 = {
    .id = "AL202",
    .name = "external-id-not-enforced",
    .title = "The external ID is not really asked for",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_EXPOSURE,
    .precedence = 100,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A condition on sts:ExternalId is there, yet a call without the ID, or with "
                    "any other, is allowed.",
            .why = "IfExists and ForAllValues are true when the ID is left out, Null only asks "
                   "for some ID, a negated operator admits every other ID, a wildcard takes them "
                   "all, and a second statement that does not ask undoes the first. The policy "
                   "looks protected and is open to the confused deputy.",
            .bad = bad,
            .good = good,
            .fix = "Ask with StringEquals and the exact ID, in every statement that lets this "
                   "principal in.",
            .sources = sources,
        },
    .check_way = check_way,
};
