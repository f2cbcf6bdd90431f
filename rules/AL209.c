/* SPDX-License-Identifier: Apache-2.0
 *
 * AL209 service-source-foreign
 *
 * A resource of another account gets in although the statement asks for a source: the source
 * leaves the account open, or names one that is neither own nor trusted.
 */
#include "access.h"
#include "assumelint/options.h"

static const char *const sources_of_calls[] = {"aws:SourceArn", "aws:SourceAccount",
                                               "aws:SourceOrgID", "aws:SourceOrgPaths"};

static const char *asked_source(const struct alint_statement *statement) {
  for (size_t i = 0; i < sizeof sources_of_calls / sizeof *sources_of_calls; i++) {
    if (alint_statement_asks(statement, sources_of_calls[i]))
      return sources_of_calls[i];
  }
  return NULL;
}

/* ---- A source that is spelled out, and somebody else's ------------------------- */

static bool is_ours(const struct alint_check *check, struct alint_str account) {
  const struct alint_options *options = check->options;
  for (size_t i = 0; i < options->account_count; i++) {
    if (alint_str_is(account, options->accounts[i]))
      return true;
  }
  for (size_t i = 0; i < options->trusted_count; i++) {
    if (alint_str_is(account, options->trusted[i].id))
      return true;
  }
  struct alint_str own;
  return check->role->account && alint_text_known(check->role->account, &own) &&
         alint_str_eq(own, account);
}

/* The account that a value of aws:SourceAccount or aws:SourceArn fixes; empty
 * where it fixes none. */
static struct alint_str fixed_account(struct alint_str key, struct alint_str value) {
  struct alint_str account = value;
  if (alint_str_is_nocase(key, "aws:SourceArn")) {
    size_t begin = 0;
    for (int colons = 0; colons < 4 && begin < value.len; colons++)
      begin = alint_str_find(value, begin, ':') + 1;
    account = begin < value.len ? alint_str_slice(value, begin, alint_str_find(value, begin, ':'))
                                : (struct alint_str){NULL, 0};
  } else if (!alint_str_is_nocase(key, "aws:SourceAccount")) {
    account.len = 0;
  }
  return account.len == 12 && alint_str_all_digits(account) ? account : (struct alint_str){NULL, 0};
}

/* Everybody: the services are let in that the conditions ask for. */
static const char *service_of(struct alint_draft *draft, const struct alint_way *way) {
  return way->identity.who == ALINT_WHO_ANYONE ? "services of AWS" : alint_way_subject(draft, way);
}

/* The first source of an account that is neither own nor trusted; none where own accounts
 * were not declared: it may be a sibling. */
static void tell_fixed(struct alint_draft *draft, const struct alint_way *way) {
  const struct alint_statement *s = way->statement;
  const struct alint_check *check = draft->check;
  struct alint_attempt *attempt = NULL;
  if (check->options->account_count == 0)
    return;
  for (size_t i = 0; i < s->condition_count; i++) {
    for (size_t k = 0; k < s->conditions[i].value_count && !attempt; k++) {
      const struct alint_item *item = &s->conditions[i].values[k];
      struct alint_str value, account = {NULL, 0};
      if (alint_text_known(item->text, &value))
        account = fixed_account(s->conditions[i].key, value);
      if (account.len == 0 || is_ours(check, account))
        continue;
      alint_call_with(&attempt, check, way, s->conditions[i].key, value);
      if (!attempt)
        continue;
      alint_draft_at_item(draft, item);
      draft->finding.attempt = attempt;
      alint_draft_message(draft,
                          "a resource of account %s, which is neither an own account nor a trusted "
                          "one, may use this role through %s",
                          alint_quote(draft, account), service_of(draft, way));
    }
  }
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const char *asked = asked_source(way->statement);
  bool service = way->identity.who == ALINT_WHO_SERVICE || way->identity.who == ALINT_WHO_ANYONE;
  if (!asked || !service)
    return;
  if (alint_way_open(way, ALINT_OTHER_RESOURCE))
    alint_draft_message(draft,
                        "a resource of another account may use this role through %s: the condition "
                        "on %s leaves the account open",
                        service_of(draft, way), asked);
  else
    tell_fixed(draft, way);
}

const struct alint_checks alint_al209 = {.adversary = ALINT_OTHER_RESOURCE, .any_way = tell};
