/* SPDX-License-Identifier: Apache-2.0
 *
 * AL204 external-id-impossible
 *
 * An external ID that no caller can send, so the statement lets nobody in. The
 * form is the one of the STS API reference: [\w+=,.@:/-]{2,1224}.
 */
#include "access.h"
#include "access/keys.h"
#include "access/operators.h"

enum { LONGEST = 1224 };

/* What is wrong with a value under the operator; NULL: nothing. */
static const char *fault_of(struct alint_str value, bool glob) {
  struct alint_str key = ALINT_STR("sts:ExternalId");
  size_t characters = 0;
  bool star = false, wildcard = false;
  for (size_t i = 0; i < value.len; i++) {
    char c = value.ptr[i];
    wildcard = wildcard || c == '*' || c == '?';
    star = star || c == '*';
    characters += c != '*';
    if (!alint_key_accepts_char(key, c) && !(glob && (c == '*' || c == '?')))
      return c == '*' || c == '?' ? "has a wildcard, which this operator takes literally"
             : c == ' '           ? "has a space in it"
                                  : "has a character that STS does not accept";
  }
  if (characters < 2 && !(glob && star))
    return value.len == 0 ? "is empty" : "is shorter than two characters";
  return characters > LONGEST ? "is longer than 1224 characters" : NULL;
}

bool alint_external_id_sendable(struct alint_str value, bool glob) {
  return !fault_of(value, glob);
}

/* ${...} that stands for something else than one literal character. */
static bool has_variable(const struct alint_policy *policy, struct alint_str value) {
  size_t at =
      alint_policy_has_variables(policy) ? alint_str_find_str(value, ALINT_STR("${")) : value.len;
  while (at + 2 < value.len &&
         (value.ptr[at + 2] == '*' || value.ptr[at + 2] == '?' || value.ptr[at + 2] == '$')) {
    struct alint_str rest = alint_str_slice(value, at + 2, value.len);
    at += 2 + alint_str_find_str(rest, ALINT_STR("${"));
  }
  return at < value.len;
}

static int look_at_value(const struct alint_check *check, struct alint_sink *sink,
                         const struct alint_statement *statement,
                         const struct alint_condition *condition, const struct alint_item *item,
                         bool glob) {
  struct alint_str value;
  bool known = alint_text_known(item->text, &value) && !has_variable(check->trust->policy, value);
  const char *wrong = known ? fault_of(value, glob) : NULL;
  if (!wrong)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_item(check, statement, item);
  alint_draft_fault(&draft, "%.*s|%.*s|%s", ALINT_FMT(condition->operator_name),
                    ALINT_FMT(condition->key), wrong);
  alint_draft_message(&draft, "no caller can send the external ID %s: it %s",
                      alint_quote_text(&draft, item->text), wrong);
  return alint_draft_send(&draft, sink, &alint_rule_al204);
}

/* Whether the condition compares the external ID with strings. */
static bool asks_for_id(const struct alint_condition *condition, struct alint_operator *op) {
  return alint_str_is_nocase(condition->key, "sts:ExternalId") &&
         alint_operator_parse(op, condition->operator_name) && !op->negated &&
         (op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE ||
          op->family == ALINT_OP_LIKE);
}

bool alint_external_id_impossible(const struct alint_condition *condition) {
  struct alint_operator op;
  bool all = asks_for_id(condition, &op) && condition->value_count > 0;
  for (size_t i = 0; all && i < condition->value_count; i++) {
    struct alint_str value;
    all = alint_text_known(condition->values[i].text, &value) &&
          fault_of(value, op.family == ALINT_OP_LIKE);
  }
  return all;
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement,
                   const struct alint_condition *condition) {
  struct alint_operator op;
  int status = ALINT_OK;
  if (statement->effect != ALINT_EFFECT_ALLOW || !asks_for_id(condition, &op))
    return ALINT_OK;
  for (size_t i = 0; i < condition->value_count && status == ALINT_OK; i++)
    status = look_at_value(check, sink, statement, condition, &condition->values[i],
                           op.family == ALINT_OP_LIKE);
  return status;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_condition(at, sink, look_at);
}

static const char *const tags[] = {"external-id", NULL};
static const char *const sources[] = {
    "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
    ALINT_DOC_IAM "id_roles_common-scenarios_third-party.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:role/app\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"acme-*\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:role/app\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"acme-4f8c2d1a9b7e\"}}\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al204 = {
    .id = "AL204",
    .name = "external-id-impossible",
    .title = "No caller can send this external ID",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A condition asks for an external ID that STS does not accept in a call, or "
                    "writes a wildcard under an operator that takes it literally.",
            .why = "An external ID has 2 to 1224 characters out of letters, digits and _+=,.@:/-. "
                   "A call with another one is refused before the policy is read, so the "
                   "statement lets nobody in, and whoever finds out mends it in a hurry.",
            .bad = bad,
            .good = good,
            .fix = "Write the exact ID that the third party sends.",
            .sources = sources,
        },
    .check = check,
};
