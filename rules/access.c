/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways in, for the rules that classify them.
 */
#include "access.h"

#include <string.h>

#include "access/issuers.h"
#include "access/keys.h"
#include "access/operators.h"
#include "assumelint/arena.h"

bool alint_way_open(const struct alint_way *way, enum alint_adversary_id adversary) {
  return way->attempts[adversary].outcome == ALINT_WAY_OPEN;
}

bool alint_way_dead(const struct alint_way *way) {
  return way->attempts[ALINT_INTENDED].outcome == ALINT_WAY_CLOSED;
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
  if (buf.failed)
    alint_out_of_memory();
  return buf.failed ? "" : buf.ptr;
}

static const char *account_subject(struct alint_draft *draft, const struct alint_way *way) {
  if (way->owner == ALINT_OWNER_OWN)
    return "the role's own account";
  /* An account id is shown even where the values of the policy are not. */
  const struct alint_text *id = way->identity.account ? way->identity.account : way->fixed_account;
  const char *account = id ? alint_quote_name(draft, alint_text_print(draft->check->arena, id))
                           : alint_quote_principal(draft, &way->identity);
  return labelled(draft, "account ", account, way->owner_label);
}

const char *alint_way_subject(struct alint_draft *draft, const struct alint_way *way) {
  switch (way->identity.who) {
  case ALINT_WHO_ANYONE:
    return way->fixed_account && !alint_way_open(way, ALINT_STRANGER) ? account_subject(draft, way)
                                                                      : "everybody";
  case ALINT_WHO_ACCOUNT:
    return account_subject(draft, way);
  default:
    break;
  }
  return labelled(draft, "", alint_quote_principal(draft, &way->identity), way->owner_label);
}

/* Whether an earlier condition of the statement is on the same key. */
static bool is_repeated(const struct alint_statement *statement, size_t i) {
  for (size_t k = 0; k < i; k++) {
    if (alint_str_eq_nocase(statement->conditions[k].key, statement->conditions[i].key))
      return true;
  }
  return false;
}

const char *alint_condition_keys(struct alint_draft *draft,
                                 const struct alint_statement *statement) {
  enum { SHOWN = 4 };
  struct alint_buf buf = alint_buf(draft->check->arena);
  size_t n = 0, left = 0;
  for (size_t i = 0; i < statement->condition_count; i++)
    left += !is_repeated(statement, i);
  for (size_t i = 0; i < statement->condition_count && n < SHOWN; i++) {
    if (is_repeated(statement, i))
      continue;
    left--;
    alint_buf_add(&buf, n == 0 ? "" : left == 0 ? " and " : ", ");
    alint_buf_add_str(&buf, alint_str_slice(statement->conditions[i].key, 0, 100));
    n++;
  }
  if (left > 0)
    alint_buf_add(&buf, ", ...");
  if (buf.failed)
    alint_out_of_memory();
  return n > 0 ? buf.ptr : NULL;
}

bool alint_is_third_party(const struct alint_way *way) {
  return way->owner == ALINT_OWNER_VENDOR || way->owner == ALINT_OWNER_EXTERNAL ||
         way->owner == ALINT_OWNER_UNKNOWN;
}

enum alint_severity alint_missing_id_severity(const struct alint_way *way) {
  if (way->owner == ALINT_OWNER_VENDOR || way->owner == ALINT_OWNER_EXTERNAL)
    return ALINT_SEVERITY_HIGH;
  return way->identity.who == ALINT_WHO_ACCOUNT || way->fixed_account ? ALINT_SEVERITY_MEDIUM
                                                                      : ALINT_SEVERITY_LOW;
}

static bool same_account(const struct alint_identity *a, const struct alint_identity *b) {
  return a->account && b->account && alint_text_eq(a->account, b->account) == ALINT_YES;
}

bool alint_speaks_of(const struct alint_check *check, const struct alint_statement *statement,
                     const struct alint_way *way) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    const struct alint_principal *principal = &statement->principals[i];
    struct alint_identity named;
    alint_identify(&named, check->arena, principal);
    if (named.who == ALINT_WHO_ANYONE || same_account(&named, &way->identity) ||
        (way->principal && principal->kind == way->principal->kind &&
         alint_text_same(principal->value.text, way->principal->value.text)))
      return true;
  }
  return false;
}

bool alint_asks_external_id(const struct alint_check *check, const struct alint_way *way) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (alint_statement_asks(s, "sts:ExternalId") &&
        (s == way->statement || alint_speaks_of(check, s, way)))
      return true;
  }
  return false;
}

const char *alint_external_id_fault(struct alint_str value, bool glob) {
  enum { LONGEST = 1224 };
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

bool alint_compares_external_id(const struct alint_condition *condition,
                                struct alint_operator *op) {
  return alint_str_is_nocase(condition->key, "sts:ExternalId") &&
         alint_operator_parse(op, condition->operator_name) && !op->negated &&
         (op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE ||
          op->family == ALINT_OP_LIKE);
}

bool alint_external_id_impossible(const struct alint_condition *condition) {
  struct alint_operator op;
  bool all = alint_compares_external_id(condition, &op) && condition->value_count > 0;
  for (size_t i = 0; all && i < condition->value_count; i++) {
    struct alint_str value;
    all = alint_text_known(condition->values[i].text, &value) &&
          alint_external_id_fault(value, op.family == ALINT_OP_LIKE);
  }
  return all;
}

/* What stands behind the account in an ARN, or all of another text; false: a hole is in it.
 * Accounts and partitions that are holes hold no colon. */
static bool resource_of(struct alint_str *out, struct alint_arena *arena,
                        const struct alint_text *arn) {
  const struct alint_text *parts[6];
  struct alint_str whole;
  if (alint_text_split(arena, arn, ':', parts, 6) == 6 && alint_text_is(parts[0], "arn"))
    return alint_text_known(parts[5], out);
  if (!alint_text_known(arn, &whole))
    return false;
  /* Less than an ARN has no such part. */
  *out = alint_str_starts(whole, "arn:") ? (struct alint_str){NULL, 0} : whole;
  return true;
}

bool alint_names_nobody(struct alint_arena *arena, const struct alint_text *arn) {
  static const char *const kinds[] = {"role/", "user/", "assumed-role/", "federated-user/"};
  struct alint_str name;
  if (!resource_of(&name, arena, arn))
    return false;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (alint_str_starts(name, kinds[i]))
      name = alint_str_slice(name, strlen(kinds[i]), name.len);
  }
  for (size_t i = 0; i < name.len; i++) {
    if (!strchr("*?/:", name.ptr[i]))
      return alint_str_is(name, "root");
  }
  return true;
}

/* The pattern as a value: an x for each wildcard. */
static const struct alint_text *as_value(struct alint_arena *arena, struct alint_str pattern) {
  struct alint_buf buf = alint_buf(arena);
  for (size_t i = 0; i < pattern.len; i++)
    alint_buf_add_char(&buf, pattern.ptr[i] == '*' || pattern.ptr[i] == '?' ? 'x' : pattern.ptr[i]);
  return buf.failed ? NULL : alint_text_literal(arena, alint_buf_str(&buf));
}

/* The keys of a call, one of them with another value. */
static void replace_key(struct alint_request *call, struct alint_arena *arena, struct alint_str key,
                        struct alint_str pattern) {
  const struct alint_text **values = alint_arena_alloc(arena, sizeof *values);
  struct alint_context_key *keys = alint_arena_array(arena, call->key_count + 1, sizeof *keys);
  if (!(*values = as_value(arena, pattern)))
    alint_out_of_memory();
  size_t n = 0;
  for (size_t i = 0; i < call->key_count; i++) {
    if (!alint_str_eq_nocase(call->keys[i].name, key))
      keys[n++] = call->keys[i];
  }
  keys[n++] = (struct alint_context_key){
      .name = key, .presence = ALINT_PRESENT, .values = values, .value_count = 1};
  call->keys = keys;
  call->key_count = n;
}

void alint_call_with(struct alint_attempt **out, const struct alint_check *check,
                     const struct alint_way *way, struct alint_str key, struct alint_str pattern) {
  *out = NULL;
  if (!alint_way_open(way, ALINT_INTENDED))
    return;
  struct alint_decision decision = {0};
  struct alint_attempt *attempt = alint_arena_alloc(check->arena, sizeof *attempt);
  struct alint_request *call = alint_arena_alloc(check->arena, sizeof *call);
  *call = *way->attempts[ALINT_INTENDED].witness;
  replace_key(call, check->arena, key, pattern);
  alint_evaluate(&decision, check->arena, check->trust->policy, call, false);
  if (decision.verdict != ALINT_ALLOW)
    return;
  *attempt = (struct alint_attempt){
      .outcome = ALINT_WAY_OPEN, .witness = call, .assumptions = decision.assumptions};
  *out = attempt;
}

struct alint_tenancy alint_way_tenancy(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  struct alint_tenancy out = {.host = ""};
  if (!issuer)
    return out;
  out = (struct alint_tenancy){.subject = issuer->own_subject,
                               .host = issuer->host,
                               .name = issuer->name,
                               .noun = issuer->tenant_noun,
                               .claim = issuer->subject_key};
  const struct alint_issuer *form = alint_issuer_subject_asked(issuer, way->statement);
  if (form) {
    out.subject = form->own_subject;
    out.claim = "sub";
  }
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    struct alint_str claim = alint_issuer_claim(issuer, way->statement->conditions[i].key);
    out.asked = out.asked || (claim.len > 0 && alint_issuer_binds(issuer, claim));
  }
  return out;
}

void alint_help_with_tenant(struct alint_draft *draft, const struct alint_tenancy *tenancy) {
  struct alint_str subject = alint_str(tenancy->subject), other = ALINT_STR("mallory");
  size_t at = alint_str_find_str(subject, other);
  if (at == subject.len)
    alint_draft_help(draft, "Add StringEquals %s:%s with the value that is your own %s's alone.",
                     tenancy->host, tenancy->claim, tenancy->noun);
  else
    alint_draft_help(draft,
                     "Spell your own %s out, up to the character that ends it: StringLike %s:%s "
                     "%.*sYOURS%.*s",
                     tenancy->noun, tenancy->host, tenancy->claim,
                     ALINT_FMT(alint_str_slice(subject, 0, at)),
                     ALINT_FMT(alint_str_slice(subject, at + other.len, subject.len)));
}
