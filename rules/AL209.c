/* SPDX-License-Identifier: Apache-2.0
 *
 * AL209 service-source-foreign
 *
 * A resource of another account gets in although the statement asks for a source: the source
 * leaves the account open, or names one that is neither own nor trusted.
 */
#include "assumelint/options.h"
#include "rules/ways.h"

static const char *const sources_of_calls[] = {"aws:SourceArn", "aws:SourceAccount",
                                               "aws:SourceOrgID", "aws:SourceOrgPaths"};

static const char *asked_source(const Statement *statement) {
  for (size_t i = 0; i < sizeof sources_of_calls / sizeof *sources_of_calls; i++) {
    if (statement_asks_key(statement, sources_of_calls[i]))
      return sources_of_calls[i];
  }
  return NULL;
}

static bool is_ours(const Check *check, Str account) {
  const Options *options = check->options;
  for (size_t i = 0; i < options->account_count; i++) {
    if (str_is(account, options->accounts[i]))
      return true;
  }
  for (size_t i = 0; i < options->trusted_count; i++) {
    if (str_is(account, options->trusted[i].id))
      return true;
  }
  Str own;
  return check->role->account && text_known(check->role->account, &own) && str_eq(own, account);
}

/* The account that a value of aws:SourceAccount or aws:SourceArn fixes; empty where it fixes
 * none. */
static Str fixed_account(Str key, Str value) {
  size_t begin = 0;
  if (str_is_nocase(key, "aws:SourceArn")) {
    for (int colons = 0; colons < 4 && begin < value.len; colons++)
      begin = str_find(value, begin, ':') + 1;
    value = str_slice(value, begin, str_find(value, begin, ':'));
  } else if (!str_is_nocase(key, "aws:SourceAccount")) {
    return (Str){NULL, 0};
  }
  return value.len == 12 && str_all_digits(value) ? value : (Str){NULL, 0};
}

/* With everybody as principal, the conditions say which services get in. */
static const char *service_of(Draft *draft, const Way *way) {
  return way->identity.kind == IDENTITY_ANYONE ? "AWS services" : way_subject(draft, way);
}

/* The first source in an account that is neither own nor trusted. Without declared accounts it
 * may be a sibling. */
static void tell_fixed(Draft *draft, const Way *way) {
  const Statement *s = way->statement;
  const Check *check = draft->check;
  const Attempt *attempt = NULL;
  if (check->options->account_count == 0)
    return;
  for (size_t i = 0; i < s->condition_count; i++) {
    for (size_t k = 0; k < s->conditions[i].value_count && !attempt; k++) {
      const Item *item = &s->conditions[i].values[k];
      Str value, account = {NULL, 0};
      if (text_known(item->text, &value))
        account = fixed_account(s->conditions[i].key, value);
      if (account.len == 0 || is_ours(check, account))
        continue;
      attempt = way_call_with(check, way, s->conditions[i].key, value);
      if (!attempt)
        continue;
      draft_at_item(draft, item);
      draft->finding.attempt = attempt;
      draft_message(draft,
                    "a resource of account %s, which is neither yours nor declared as trusted, "
                    "may use this role through %s",
                    draft_quote(draft, account), service_of(draft, way));
    }
  }
}

static void tell(Draft *draft, const Way *way) {
  const char *asked = asked_source(way->statement);
  bool service = way->identity.kind == IDENTITY_SERVICE || way->identity.kind == IDENTITY_ANYONE;
  if (!asked || !service)
    return;
  if (way_open(way, ADVERSARY_OTHER_RESOURCE))
    draft_message(draft,
                  "a resource of another account may use this role through %s: the condition "
                  "on %s leaves the account open",
                  service_of(draft, way), asked);
  else
    tell_fixed(draft, way);
}

const RuleChecks rule_al209 = {.adversary = ADVERSARY_OTHER_RESOURCE, .any_way = tell};
