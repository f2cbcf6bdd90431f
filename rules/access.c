/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways in, for the rules that classify them.
 */
#include "access.h"

#include <string.h>

#include "access/adversaries.h"
#include "access/issuers.h"
#include "assumelint/arena.h"

int alint_each_way(const struct alint_check *check, struct alint_sink *sink,
                   alint_visit_way *visit) {
  int status = ALINT_OK;
  for (size_t i = 0; check->ways && i < check->ways->count && status == ALINT_OK; i++)
    status = visit(check, sink, &check->ways->items[i]);
  return status;
}

bool alint_adversary_tried(const struct alint_way *way, enum alint_adversary_id adversary) {
  return alint_adversary_applies(adversary, way);
}

bool alint_is_reported(const struct alint_way *way) {
  bool stranger = alint_way_open(way, ALINT_STRANGER) ||
                  alint_way_open(way, ALINT_STRANGER_NETWORK) ||
                  alint_way_open(way, ALINT_STRANGER_WITH_ID);
  return stranger || alint_way_open(way, ALINT_FOREIGN_TENANT) ||
         (alint_is_third_party(way) && alint_way_open(way, ALINT_OTHER_CUSTOMER));
}

bool alint_way_open(const struct alint_way *way, enum alint_adversary_id adversary) {
  return way->attempts[adversary].outcome == ALINT_WAY_OPEN;
}

struct alint_draft alint_draft_way(const struct alint_check *check, const struct alint_way *way,
                                   enum alint_adversary_id adversary) {
  struct alint_draft draft = way->principal
                                 ? alint_draft_principal(check, way->statement, way->principal)
                                 : alint_draft_statement(check, way->statement);
  if (!way->principal)
    alint_draft_fault(&draft, "NotPrincipal");
  draft.finding.way = way;
  draft.finding.attempt = &way->attempts[adversary];
  return draft;
}

/* "NAME (LABEL)", the label left out where there is none. */
static const char *labelled(struct alint_draft *draft, const char *before, const char *name,
                            struct alint_str label) {
  struct alint_buf buf = alint_buf(draft->check->arena);
  alint_buf_add(&buf, before);
  alint_buf_add(&buf, name ? name : "");
  if (label.len > 0) {
    alint_buf_add(&buf, " (");
    alint_buf_add_str(&buf, label);
    alint_buf_add(&buf, ")");
  }
  draft->failed = draft->failed || buf.failed;
  return buf.failed ? "" : buf.ptr;
}

static const char *account_subject(struct alint_draft *draft, const struct alint_way *way) {
  if (way->owner == ALINT_OWNER_OWN)
    return "the role's own account";
  /* An account id is shown even where the values of the policy are not. */
  const char *account =
      way->identity.account
          ? alint_quote_name(draft, alint_text_print(draft->check->arena, way->identity.account))
          : alint_quote_principal(draft, &way->identity);
  return labelled(draft, "account ", account, way->owner_label);
}

const char *alint_way_subject(struct alint_draft *draft, const struct alint_way *way) {
  switch (way->identity.who) {
  case ALINT_WHO_ANYONE:
    return "everybody";
  case ALINT_WHO_ACCOUNT:
    return account_subject(draft, way);
  default:
    break;
  }
  return labelled(draft, "", alint_quote_principal(draft, &way->identity), way->owner_label);
}

const char *alint_condition_keys(struct alint_draft *draft,
                                 const struct alint_statement *statement) {
  struct alint_buf buf = alint_buf(draft->check->arena);
  size_t n = statement->condition_count;
  for (size_t i = 0; i < n && i < 4; i++) {
    struct alint_str key = statement->conditions[i].key;
    alint_buf_add(&buf, i == 0 ? "" : i + 1 == n ? " and " : ", ");
    alint_buf_add_str(&buf, alint_str_slice(key, 0, 100));
  }
  if (n > 4)
    alint_buf_add(&buf, ", ...");
  draft->failed = draft->failed || buf.failed;
  return n > 0 ? buf.ptr : NULL;
}

bool alint_is_third_party(const struct alint_way *way) {
  return way->owner == ALINT_OWNER_VENDOR || way->owner == ALINT_OWNER_EXTERNAL ||
         way->owner == ALINT_OWNER_UNKNOWN;
}

static bool names_key(struct alint_str key, const char *wanted) {
  size_t n = strlen(wanted);
  return wanted[n - 1] == '/' ? alint_str_starts_nocase(key, wanted)
                              : alint_str_is_nocase(key, wanted);
}

bool alint_statement_binds(const struct alint_check *check, const struct alint_statement *statement,
                           const char *key) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    if (names_key(condition->key, key) &&
        alint_condition_binds(check->arena, check->trust->policy, statement, condition))
      return true;
  }
  return false;
}

static bool names_principal(const struct alint_statement *statement, const struct alint_way *way) {
  for (size_t i = 0; way->principal && i < statement->principal_count; i++) {
    if (statement->principals[i].kind == way->principal->kind &&
        alint_text_same(statement->principals[i].value.text, way->principal->value.text))
      return true;
  }
  return false;
}

bool alint_asks_external_id(const struct alint_check *check, const struct alint_way *way) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if ((s == way->statement || names_principal(s, way)) &&
        alint_statement_asks(s, "sts:ExternalId"))
      return true;
  }
  return false;
}

struct alint_tenancy alint_way_tenancy(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  struct alint_tenancy out = {.host = ""};
  if (!issuer)
    return out;
  out = (struct alint_tenancy){issuer->host, issuer->name, issuer->tenant_noun, issuer->subject_key,
                               false};
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    struct alint_str claim = alint_issuer_claim(issuer, way->statement->conditions[i].key);
    out.asked = out.asked || (claim.len > 0 && alint_issuer_binds(issuer, claim));
  }
  return out;
}

bool alint_is_cognito(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  return issuer && strcmp(issuer->host, "cognito-identity.amazonaws.com") == 0;
}

bool alint_audience_is_tenant(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  return issuer && strcmp(issuer->subject_key, "sub") != 0;
}
