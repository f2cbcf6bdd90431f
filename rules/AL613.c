/* SPDX-License-Identifier: Apache-2.0
 *
 * AL613 policy-too-long
 *
 * Counts the characters of the policy as minified JSON. IAM does not count white space, and does
 * not document which. A hole counts as little as its value can, so the number is a lower bound.
 */
#include "rules/draft.h"

#include "assumelint/utf8.h"

enum { QUOTA = 2048, HIGHEST_QUOTA = 8192, ACCOUNT = 12, PARTITION = 3, ARN = 20 };

/* Characters between the quotes, with escapes as written. */
static size_t count_str(Str s) {
  size_t n = 0;
  for (size_t at = 0; at < s.len;) {
    uint32_t c = utf8_next(s, &at);
    n += c == '"' || c == '\\' ? 2 : 1;
  }
  return n;
}

static size_t count_text(const Text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    if (!hole)
      n += count_str(text->pieces[i].literal);
    else if (hole->kind == HOLE_ACCOUNT || hole->kind == HOLE_OWN_ACCOUNT ||
             hole->kind == HOLE_OUTER_ACCOUNT)
      n += ACCOUNT;
    else if (hole->kind == HOLE_PARTITION)
      n += PARTITION;
    else if (hole->kind >= HOLE_ROLE_ARN && hole->kind <= HOLE_ARN)
      n += ARN;
  }
  return n;
}

/* "a" or ["a","b"], with a comma after it. */
static size_t count_items(const Item *items, size_t count) {
  size_t n = count == 1 ? 1 : 3;
  for (size_t i = 0; i < count; i++)
    n += count_text(items[i].text) + 2 + (i > 0);
  return n;
}

/* "Principal":{"AWS":["a","b"]}: equal keys follow each other. */
static size_t count_principals(const Principal *principals, size_t count) {
  size_t n = sizeof "{},";
  for (size_t i = 0; i < count; i++) {
    bool more = i > 0 && str_eq(principals[i].key, principals[i - 1].key);
    n += count_text(principals[i].value.text) + 2;
    n += more ? 1 : count_str(principals[i].key) + sizeof "\"\":";
  }
  return n;
}

static size_t count_conditions(const Statement *s) {
  size_t n = s->condition_count > 0 ? sizeof "\"Condition\":{}," : 0;
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *c = &s->conditions[i];
    bool more = i > 0 && str_eq(c->operator_name, c[-1].operator_name);
    n += more ? 0 : count_str(c->operator_name) + sizeof "\"\":{}";
    n += count_str(c->key) + sizeof "\"\":" + count_items(c->values, c->value_count);
  }
  return n;
}

static size_t count_statement(const Statement *s) {
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

static size_t count_policy(const Policy *policy) {
  size_t n = sizeof "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  for (size_t i = 0; i < policy->statement_count; i++)
    n += count_statement(&policy->statements[i]);
  return n;
}

static void tell(Draft *draft, const Trust *trust) {
  size_t length = count_policy(trust->policy);
  if (length <= QUOTA)
    return;
  if (length > HIGHEST_QUOTA)
    draft_severity(draft, SEVERITY_HIGH, "no quota can be raised above 8,192");
  draft_fault(draft, "length");
  draft_message(draft,
                "the trust policy has about %zu characters, but the quota is %d unless AWS "
                "raised it (to %d at most)",
                length, QUOTA, HIGHEST_QUOTA);
}

const RuleChecks rule_al613 = {.trust = tell};
