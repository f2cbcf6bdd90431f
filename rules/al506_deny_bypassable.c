/* SPDX-License-Identifier: Apache-2.0
 *
 * AL506 deny-bypassable
 *
 * A Deny that would close a way of the wrong party if it had no condition, and
 * that this party steps around: by leaving a key out, or by choosing its value.
 */
#include "access.h"
#include "access/adversaries.h"
#include "access/find.h"
#include "assumelint/arena.h"

/* The policy with the conditions of one Deny taken away. */
static int without_conditions(struct alint_policy *out, struct alint_arena *arena,
                              const struct alint_policy *policy, size_t deny) {
  struct alint_statement *statements =
      alint_arena_array(arena, policy->statement_count, sizeof *statements);
  if (!statements)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < policy->statement_count; i++)
    statements[i] = policy->statements[i];
  statements[deny].conditions = NULL;
  statements[deny].condition_count = 0;
  *out = *policy;
  out->statements = statements;
  return ALINT_OK;
}

/* The adversaries whose ways in are reported, or who are nobody's friends. */
static const enum alint_adversary_id parties[] = {ALINT_STRANGER, ALINT_OTHER_CUSTOMER,
                                                  ALINT_FOREIGN_TENANT};

static bool is_wrong_party(const struct alint_way *way, enum alint_adversary_id id) {
  return alint_way_open(way, id) && (id != ALINT_OTHER_CUSTOMER || alint_is_third_party(way));
}

/* Whether the Deny, did it not ask for anything, would keep the party out. */
static int would_close(bool *out, const struct alint_check *check,
                       const struct alint_policy *changed, const struct alint_way *way,
                       enum alint_adversary_id id) {
  struct alint_attempt attempt;
  struct alint_way same = *way;
  /* The search knows its statement by address. */
  same.statement = &changed->statements[way->statement - check->trust->policy->statements];
  int status = alint_find_witness(&attempt, check->arena, check->role, changed, &same, id);
  *out = status == ALINT_OK && attempt.outcome == ALINT_WAY_CLOSED;
  return status;
}

static int report(const struct alint_check *check, struct alint_sink *sink,
                  const struct alint_statement *deny, const struct alint_way *way,
                  enum alint_adversary_id id) {
  struct alint_draft draft = alint_draft_statement(check, deny);
  draft.finding.attempt = &way->attempts[id];
  const char *keys = alint_condition_keys(&draft, deny);
  alint_draft_fault(&draft, "deny|%s", keys ? keys : "");
  alint_draft_message(&draft,
                      "this Deny does not keep out whom it could: the caller leaves out or chooses "
                      "what it asks for (%s)",
                      keys ? keys : "");
  return alint_draft_send(&draft, sink, &alint_rule_al506);
}

static int look_at_deny(const struct alint_check *check, struct alint_sink *sink, size_t index) {
  const struct alint_statement *deny = &check->trust->policy->statements[index];
  struct alint_policy changed;
  int status = without_conditions(&changed, check->arena, check->trust->policy, index);
  for (size_t i = 0; i < check->ways->count && status == ALINT_OK; i++) {
    const struct alint_way *way = &check->ways->items[i];
    for (size_t k = 0; k < sizeof parties / sizeof *parties && status == ALINT_OK; k++) {
      bool closes = false;
      if (is_wrong_party(way, parties[k]))
        status = would_close(&closes, check, &changed, way, parties[k]);
      if (closes && status == ALINT_OK)
        return report(check, sink, deny, way, parties[k]);
    }
  }
  return status;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  int status = ALINT_OK;
  const struct alint_policy *policy = at->trust->policy;
  for (size_t i = 0; at->ways && i < policy->statement_count && status == ALINT_OK; i++) {
    if (policy->statements[i].effect == ALINT_EFFECT_DENY &&
        policy->statements[i].condition_count > 0)
      status = look_at_deny(at, sink, i);
  }
  return status;
}

static const char *const tags[] = {"conditions", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_condition_operators.html",
    ALINT_DOC_IAM "reference_policies_evaluation-logic.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\"AWS\": \"*\"},\n"
    "      \"Action\": \"sts:AssumeRole\"\n"
    "    },\n"
    "    {\n"
    "      \"Effect\": \"Deny\",\n"
    "      \"Principal\": {\"AWS\": \"*\"},\n"
    "      \"Action\": \"sts:AssumeRole\",\n"
    "      \"Condition\": {\"StringNotLikeIfExists\": {\"aws:UserAgent\": \"*internal*\"}}\n"
    "    }\n"
    "  ]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\"AWS\": \"*\"},\n"
    "      \"Action\": \"sts:AssumeRole\"\n"
    "    },\n"
    "    {\n"
    "      \"Effect\": \"Deny\",\n"
    "      \"Principal\": {\"AWS\": \"*\"},\n"
    "      \"Action\": \"sts:AssumeRole\",\n"
    "      \"Condition\": {\"StringNotEquals\": {\"aws:PrincipalOrgID\": \"o-exampleorg1\"}}\n"
    "    }\n"
    "  ]\n"
    "}\n";

const struct alint_rule alint_rule_al506 = {
    .id = "AL506",
    .name = "deny-bypassable",
    .title = "The caller steps around this Deny",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A Deny statement would keep the wrong party out, were it not for its own "
                    "condition: the caller leaves the key out or chooses its value.",
            .why = "A Deny is read as a guarantee. One whose condition looks at something that the "
                   "caller decides (a user agent, a session name, a tag, a key that is not in "
                   "every request) holds for the honest only.",
            .bad = bad,
            .good = good,
            .fix = "Deny by what the caller cannot choose (aws:PrincipalOrgID, "
                   "aws:PrincipalAccount, aws:PrincipalArn), with a negated operator and without "
                   "IfExists, so that an absent key is denied too.",
            .sources = sources,
        },
    .check = check,
};
