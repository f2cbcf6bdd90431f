/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways in, for the rules that classify them.
 */
#include "rules/ways.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/issuers.h"
#include "facts/keys.h"
#include "facts/operators.h"

bool way_open(const Way *way, AdversaryId adversary) {
  return way->attempts[adversary].outcome == WAY_OPEN;
}

bool way_dead(const Way *way) {
  return way->attempts[ADVERSARY_INTENDED].outcome == WAY_CLOSED;
}

Draft draft_way(const Check *check, const Way *way, AdversaryId adversary) {
  Draft draft = way->principal ? draft_principal(check, way->statement, way->principal)
                               : draft_statement(check, way->statement);
  if (!way->principal)
    draft_fault(&draft, "NotPrincipal");
  draft.finding.way = way;
  draft.finding.attempt = &way->attempts[adversary];
  return draft;
}

/* "NAME (LABEL)", the label left out where there is none. */
static const char *labelled(Draft *draft, const char *before, const char *name, Str label) {
  Buf buf = buf_in(draft->check->arena);
  buf_add(&buf, before);
  buf_add(&buf, name ? name : "");
  if (label.len > 0) {
    buf_add(&buf, " (");
    buf_add_str(&buf, label);
    buf_add(&buf, ")");
  }
  if (buf.failed)
    out_of_memory();
  return buf.failed ? "" : buf.ptr;
}

static const char *account_subject(Draft *draft, const Way *way) {
  if (way->owner == OWNER_OWN)
    return "the role's own account";
  /* An account id is shown even where the values of the policy are not. */
  const Text *id = way->identity.account ? way->identity.account : way->fixed_account;
  const char *account = id ? draft_quote_name(draft, text_print(draft->check->arena, id))
                           : draft_quote_principal(draft, &way->identity);
  return labelled(draft, "account ", account, way->owner_label);
}

const char *way_subject(Draft *draft, const Way *way) {
  switch (way->identity.kind) {
  case IDENTITY_ANYONE:
    return way->fixed_account && !way_open(way, ADVERSARY_STRANGER) ? account_subject(draft, way)
                                                                    : "everybody";
  case IDENTITY_ACCOUNT:
    return account_subject(draft, way);
  default:
    break;
  }
  return labelled(draft, "", draft_quote_principal(draft, &way->identity), way->owner_label);
}

/* Whether an earlier condition of the statement is on the same key. */
static bool is_repeated(const Statement *statement, size_t i) {
  for (size_t k = 0; k < i; k++) {
    if (str_eq_nocase(statement->conditions[k].key, statement->conditions[i].key))
      return true;
  }
  return false;
}

const char *condition_keys(Draft *draft, const Statement *statement) {
  enum { SHOWN = 4 };
  Buf buf = buf_in(draft->check->arena);
  size_t n = 0, left = 0;
  for (size_t i = 0; i < statement->condition_count; i++)
    left += !is_repeated(statement, i);
  for (size_t i = 0; i < statement->condition_count && n < SHOWN; i++) {
    if (is_repeated(statement, i))
      continue;
    left--;
    buf_add(&buf, n == 0 ? "" : left == 0 ? " and " : ", ");
    buf_add_str(&buf, str_slice(statement->conditions[i].key, 0, 100));
    n++;
  }
  if (left > 0)
    buf_add(&buf, ", ...");
  if (buf.failed)
    out_of_memory();
  return n > 0 ? buf.ptr : NULL;
}

bool rule_is_third_party(const Way *way) {
  return way->owner == OWNER_VENDOR || way->owner == OWNER_EXTERNAL || way->owner == OWNER_UNKNOWN;
}

Severity rule_missing_id_severity(const Way *way) {
  if (way->owner == OWNER_VENDOR || way->owner == OWNER_EXTERNAL)
    return SEVERITY_HIGH;
  return way->identity.kind == IDENTITY_ACCOUNT || way->fixed_account ? SEVERITY_MEDIUM
                                                                      : SEVERITY_LOW;
}

static bool same_account(const Identity *a, const Identity *b) {
  return a->account && b->account && text_eq(a->account, b->account) == TRI_YES;
}

bool rule_speaks_of(const Check *check, const Statement *statement, const Way *way) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    const Principal *principal = &statement->principals[i];
    Identity named = identity_of(check->arena, principal);
    if (named.kind == IDENTITY_ANYONE || same_account(&named, &way->identity) ||
        (way->principal && principal->kind == way->principal->kind &&
         text_same(principal->value.text, way->principal->value.text)))
      return true;
  }
  return false;
}

bool rule_asks_external_id(const Check *check, const Way *way) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (statement_asks_key(s, "sts:ExternalId") &&
        (s == way->statement || rule_speaks_of(check, s, way)))
      return true;
  }
  return false;
}

const char *rule_external_id_fault(Str value, bool glob) {
  enum { LONGEST = 1224 };
  Str key = STR("sts:ExternalId");
  size_t characters = 0;
  bool star = false, wildcard = false;
  for (size_t i = 0; i < value.len; i++) {
    char c = value.ptr[i];
    wildcard = wildcard || c == '*' || c == '?';
    star = star || c == '*';
    characters += c != '*';
    if (!key_accepts_char(key, c) && !(glob && (c == '*' || c == '?')))
      return c == '*' || c == '?' ? "has a wildcard, which this operator takes literally"
             : c == ' '           ? "has a space in it"
                                  : "has a character that STS does not accept";
  }
  if (characters < 2 && !(glob && star))
    return value.len == 0 ? "is empty" : "is shorter than two characters";
  return characters > LONGEST ? "is longer than 1224 characters" : NULL;
}

bool rule_compares_external_id(const Condition *condition, Operator *op) {
  return str_is_nocase(condition->key, "sts:ExternalId") &&
         operator_parse(op, condition->operator_name) && !op->negated &&
         (op->family == OPERATOR_STRING || op->family == OPERATOR_STRING_NOCASE ||
          op->family == OPERATOR_LIKE);
}

bool rule_external_id_impossible(const Condition *condition) {
  Operator op;
  bool all = rule_compares_external_id(condition, &op) && condition->value_count > 0;
  for (size_t i = 0; all && i < condition->value_count; i++) {
    Str value;
    all = text_known(condition->values[i].text, &value) &&
          rule_external_id_fault(value, op.family == OPERATOR_LIKE);
  }
  return all;
}

/* What stands behind the account in an ARN, or all of another text; false: a hole is in it.
 * Accounts and partitions that are holes hold no colon. */
static bool resource_of(Str *out, Arena *arena, const Text *arn) {
  const Text *parts[6];
  Str whole;
  if (text_split(arena, arn, ':', parts, 6) == 6 && text_is(parts[0], "arn"))
    return text_known(parts[5], out);
  if (!text_known(arn, &whole))
    return false;
  /* Less than an ARN has no such part. */
  *out = str_starts(whole, "arn:") ? (Str){NULL, 0} : whole;
  return true;
}

bool rule_names_nobody(Arena *arena, const Text *arn) {
  static const char *const kinds[] = {"role/", "user/", "assumed-role/", "federated-user/"};
  Str name;
  if (!resource_of(&name, arena, arn))
    return false;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_starts(name, kinds[i]))
      name = str_slice(name, strlen(kinds[i]), name.len);
  }
  for (size_t i = 0; i < name.len; i++) {
    if (!strchr("*?/:", name.ptr[i]))
      return str_is(name, "root");
  }
  return true;
}

/* The pattern as a value: an x for each wildcard. */
static const Text *as_value(Arena *arena, Str pattern) {
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < pattern.len; i++)
    buf_add_char(&buf, pattern.ptr[i] == '*' || pattern.ptr[i] == '?' ? 'x' : pattern.ptr[i]);
  return buf.failed ? NULL : text_literal(arena, buf_str(&buf));
}

/* The keys of a call, one of them with another value. */
static void replace_key(Request *call, Arena *arena, Str key, Str pattern) {
  const Text **values = arena_alloc(arena, sizeof *values);
  ContextKey *keys = arena_array(arena, call->key_count + 1, sizeof *keys);
  if (!(*values = as_value(arena, pattern)))
    out_of_memory();
  size_t n = 0;
  for (size_t i = 0; i < call->key_count; i++) {
    if (!str_eq_nocase(call->keys[i].name, key))
      keys[n++] = call->keys[i];
  }
  keys[n++] =
      (ContextKey){.name = key, .presence = KEY_PRESENT, .values = values, .value_count = 1};
  call->keys = keys;
  call->key_count = n;
}

void rule_call_with(Attempt **out, const Check *check, const Way *way, Str key, Str pattern) {
  *out = NULL;
  if (!way_open(way, ADVERSARY_INTENDED))
    return;
  Decision decision = {0};
  Attempt *attempt = arena_alloc(check->arena, sizeof *attempt);
  Request *call = arena_alloc(check->arena, sizeof *call);
  *call = *way->attempts[ADVERSARY_INTENDED].witness;
  replace_key(call, check->arena, key, pattern);
  eval_policy(&decision, check->arena, check->trust->policy, call, false);
  if (decision.verdict != VERDICT_ALLOW)
    return;
  *attempt = (Attempt){.outcome = WAY_OPEN, .witness = call, .assumptions = decision.assumptions};
  *out = attempt;
}

Tenancy way_tenancy(const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  Tenancy out = {.host = ""};
  if (!issuer)
    return out;
  out = (Tenancy){.subject = issuer->own_subject,
                  .host = issuer->host,
                  .name = issuer->name,
                  .noun = issuer->tenant_noun,
                  .claim = issuer->subject_key};
  const Issuer *form = issuer_subject_asked(issuer, way->statement);
  if (form) {
    out.subject = form->own_subject;
    out.claim = "sub";
  }
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    Str claim = issuer_claim(issuer, way->statement->conditions[i].key);
    out.asked = out.asked || (claim.len > 0 && issuer_binds(issuer, claim));
  }
  return out;
}

void rule_help_with_tenant(Draft *draft, const Tenancy *tenancy) {
  Str subject = str_of(tenancy->subject), other = STR("mallory");
  size_t at = str_find_str(subject, other);
  if (at == subject.len)
    draft_help(draft, "Add StringEquals %s:%s with the value that is your own %s's alone.",
               tenancy->host, tenancy->claim, tenancy->noun);
  else
    draft_help(draft,
               "Spell your own %s out, up to the character that ends it: StringLike %s:%s "
               "%.*sYOURS%.*s",
               tenancy->noun, tenancy->host, tenancy->claim, STR_FMT(str_slice(subject, 0, at)),
               STR_FMT(str_slice(subject, at + other.len, subject.len)));
}
