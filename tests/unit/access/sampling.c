/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gets in, against calls as they really come. Random policies are asked sampled calls of
 * every kind of caller: where the evaluator lets one in, the way it comes by must not be
 * called closed, neither for its caller nor for the adversary whose call it is. And every
 * witness is asked again.
 *
 * A failure names its seed: SEED=N POLICIES=1 build/tests/unit-access sampling runs that
 * policy alone. POLICIES=N runs N policies; SUMMARY=1 counts what is missed, by adversary and
 * by what the policy asks, instead of failing; TELL=1 tells each miss beside that.
 */
#include "access_case.h"
#include "sampling_policies.h"

enum { POLICIES = 300, SHAPES = 3, REDRAWS = 40, FIRST_REDRAWS = 10, ENOUGH = 2 };

static unsigned long setting(const char *name, unsigned long usual) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : usual;
}

/* A policy with what it was made around. */
struct game {
  Arena *arena;
  uint64_t seed;
  enum caller by;
  struct parties who;
  const char *json;
  const Policy *policy;
  const Ways *ways; /* NULL before somebody got in */
};

/* ---- What is missed -------------------------------------------------------------------------- */

/* What a policy asks, as far as a miss needs it. */
enum asked {
  ASKS_ARN,
  ASKS_ACCOUNT,
  ASKS_NAME,
  ASKS_USERID,
  ASKS_ORGANIZATION,
  ASKS_TYPE,
  ASKS_OWN_TAG,
  ASKS_SESSION_TAG,
  ASKS_EXTERNAL_ID,
  ASKS_SESSION,
  ASKS_NETWORK,
  ASKS_TIME,
  ASKS_FACTOR,
  ASKS_SOURCE,
  ASKS_SUBJECT,
  ASKS_AUDIENCE,
  ASKS_CLAIM,
  ASKS_ASSERTION,
  ASKS_ROLE,
  ASKS_OTHER,
  WITH_VARIABLE,
  WITH_NEGATION,
  WITH_SET,
  WITH_IF_EXISTS,
  WITH_NULL,
  WITH_DENY,
  WITH_NOT_PRINCIPAL,
  WITH_TEXT_OF_TYPED,
  WITHOUT_CONDITION,
  ASKED_COUNT,
};

static const char *const asked_names[ASKED_COUNT] = {
    [ASKS_ARN] = "PrincipalArn",
    [ASKS_ACCOUNT] = "PrincipalAccount",
    [ASKS_NAME] = "username",
    [ASKS_USERID] = "userid",
    [ASKS_ORGANIZATION] = "organization",
    [ASKS_TYPE] = "PrincipalType",
    [ASKS_OWN_TAG] = "PrincipalTag",
    [ASKS_SESSION_TAG] = "session tags",
    [ASKS_EXTERNAL_ID] = "ExternalId",
    [ASKS_SESSION] = "session name, source identity",
    [ASKS_NETWORK] = "network",
    [ASKS_TIME] = "time",
    [ASKS_FACTOR] = "MFA",
    [ASKS_SOURCE] = "source of a service",
    [ASKS_SUBJECT] = "sub of a token",
    [ASKS_AUDIENCE] = "aud of a token",
    [ASKS_CLAIM] = "other claims",
    [ASKS_ASSERTION] = "SAML",
    [ASKS_ROLE] = "the role's side",
    [ASKS_OTHER] = "other keys",
    [WITH_VARIABLE] = "with a policy variable",
    [WITH_NEGATION] = "with a negated operator",
    [WITH_SET] = "with a set operator",
    [WITH_IF_EXISTS] = "with IfExists",
    [WITH_NULL] = "with Null",
    [WITH_DENY] = "with a Deny",
    [WITH_NOT_PRINCIPAL] = "with NotPrincipal",
    [WITH_TEXT_OF_TYPED] = "with a typed key as text",
    [WITHOUT_CONDITION] = "without a condition",
};

static const char *const adversary_names[ADVERSARY_COUNT] = {
    [ADVERSARY_INTENDED] = "intended",
    [ADVERSARY_STRANGER] = "stranger",
    [ADVERSARY_OTHER_CUSTOMER] = "other customer",
    [ADVERSARY_FOREIGN_TENANT] = "foreign tenant",
    [ADVERSARY_GUEST] = "guest",
    [ADVERSARY_OTHER_SUBJECT] = "other subject",
    [ADVERSARY_OTHER_RESOURCE] = "other resource",
};

/* What became of all policies. */
struct tally {
  unsigned long allowed; /* policies that let some sampled call in */
  unsigned long missing; /* of these, with some miss */
  unsigned long unproved, illegal;
  unsigned long checked[ADVERSARY_COUNT], missed[ADVERSARY_COUNT];
  unsigned long no_way[ADVERSARY_COUNT]; /* of `missed`: nothing was listed at all */
  unsigned long by_caller[CALLERS];
  unsigned long by_asked[ADVERSARY_COUNT][ASKED_COUNT];
};

static enum asked asked_of(Str key) {
  static const struct {
    const char *part;
    enum asked asked;
  } parts[] = {{"aws:PrincipalArn", ASKS_ARN},
               {"aws:PrincipalAccount", ASKS_ACCOUNT},
               {"aws:username", ASKS_NAME},
               {"aws:userid", ASKS_USERID},
               {"aws:PrincipalOrg", ASKS_ORGANIZATION},
               {"aws:PrincipalType", ASKS_TYPE},
               {"aws:PrincipalTag/", ASKS_OWN_TAG},
               {"aws:RequestTag/", ASKS_SESSION_TAG},
               {"aws:TagKeys", ASKS_SESSION_TAG},
               {"sts:TransitiveTagKeys", ASKS_SESSION_TAG},
               {"sts:ExternalId", ASKS_EXTERNAL_ID},
               {"sts:RoleSessionName", ASKS_SESSION},
               {"sts:SourceIdentity", ASKS_SESSION},
               {"aws:SourceIp", ASKS_NETWORK},
               {"aws:SourceVpc", ASKS_NETWORK},
               {"aws:Vpc", ASKS_NETWORK},
               {"aws:Ec2Instance", ASKS_NETWORK},
               {"aws:CurrentTime", ASKS_TIME},
               {"aws:EpochTime", ASKS_TIME},
               {"aws:MultiFactor", ASKS_FACTOR},
               {"aws:Source", ASKS_SOURCE},
               {"aws:PrincipalService", ASKS_SOURCE},
               {"aws:Resource", ASKS_ROLE},
               {"iam:Resource", ASKS_ROLE},
               {"SAML:", ASKS_ASSERTION}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (str_starts_nocase(key, parts[i].part))
      return parts[i].asked;
  }
  if (!str_has(str_slice(key, 0, str_find(key, 0, ':')), '.'))
    return ASKS_OTHER;
  return str_ends(key, ":sub") ? ASKS_SUBJECT : str_ends(key, ":aud") ? ASKS_AUDIENCE : ASKS_CLAIM;
}

static bool has_word(Str text, const char *word) {
  return str_find_str(text, str_of(word)) < text.len;
}

static void count_condition(bool *met, const Condition *condition) {
  static const char *const typed[] = {"aws:SourceIp", "aws:MultiFactorAuth", "aws:CurrentTime",
                                      "aws:EpochTime", "aws:VpcSourceIp", NULL};
  met[asked_of(condition->key)] = true;
  met[WITH_NEGATION] |= has_word(condition->operator_name, "Not");
  met[WITH_SET] |= has_word(condition->operator_name, "For");
  met[WITH_IF_EXISTS] |= has_word(condition->operator_name, "IfExists");
  met[WITH_NULL] |= str_is(condition->operator_name, "Null");
  met[WITH_TEXT_OF_TYPED] |=
      has_word(condition->operator_name, "String") && str_starts_one_of(condition->key, typed);
  for (size_t i = 0; i < condition->value_count; i++) {
    Str value;
    met[WITH_VARIABLE] |= text_known(condition->values[i].text, &value) && has_word(value, "${");
  }
}

static void count_asked(unsigned long *by_asked, const Policy *policy) {
  bool met[ASKED_COUNT] = {false};
  size_t conditions = 0;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    conditions += s->condition_count;
    met[WITH_DENY] |= s->effect == EFFECT_DENY;
    met[WITH_NOT_PRINCIPAL] |= s->has_not_principal;
    for (size_t k = 0; k < s->condition_count; k++)
      count_condition(met, &s->conditions[k]);
  }
  met[WITHOUT_CONDITION] = conditions == 0;
  for (int i = 0; i < ASKED_COUNT; i++)
    by_asked[i] += met[i];
}

static void tell_text(Arena *arena, const Text *text) {
  Str value = text_print(arena, text);
  fprintf(stderr, "%.*s", STR_FMT(value));
}

static void tell_call(const struct game *game, const Request *call) {
  fputs("  call: ", stderr);
  tell_text(game->arena, call->principal);
  for (size_t i = 0; i < call->key_count; i++) {
    fprintf(stderr, " %.*s=", STR_FMT(call->keys[i].name));
    for (size_t k = 0; k < call->keys[i].value_count; k++) {
      fputs(k > 0 ? "," : "", stderr);
      tell_text(game->arena, call->keys[i].values[k]);
    }
  }
  fputc('\n', stderr);
}

static void tell_policy(const char *what, const char *who, const struct game *game) {
  fprintf(stderr, "%s, %s (SEED=%llu POLICIES=1): ", what, who, (unsigned long long)game->seed);
  for (const char *at = game->json; *at; at++)
    fputc(*at == '`' ? '"' : *at, stderr);
  fputc('\n', stderr);
}

/* What is left of a policy once everything is out that a miss does not need. */
static void tell_needed(const struct game *game, const Policy *policy) {
  fputs("  needs:", stderr);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    fprintf(stderr, " %s{", s->effect == EFFECT_DENY ? "Deny" : "Allow");
    for (size_t k = 0; k < s->condition_count; k++) {
      const Condition *c = &s->conditions[k];
      fprintf(stderr, "%s%.*s %.*s", k > 0 ? ", " : "", STR_FMT(c->operator_name),
              STR_FMT(c->key));
      for (size_t v = 0; v < c->value_count; v++) {
        fputc(' ', stderr);
        tell_text(game->arena, c->values[v].text);
      }
    }
    fputc('}', stderr);
  }
  fputc('\n', stderr);
}

/* ---- Asking the evaluator -------------------------------------------------------------------- */

/* Without the external ID, as companion actions are asked. */
static Request as_companion(Arena *arena, const Request *call, Str action) {
  Request out = *call;
  out.action = action;
  out.also_count = out.key_count = 0;
  out.keys = arena_array(arena, call->key_count, sizeof *out.keys);
  for (size_t i = 0; i < call->key_count; i++) {
    if (!str_is(call->keys[i].name, "sts:ExternalId"))
      out.keys[out.key_count++] = call->keys[i];
  }
  return out;
}

/* By both readings of what companion actions know of the external ID. */
static bool lets_in(Arena *arena, const Policy *policy, const Request *call) {
  if (eval_policy(arena, policy, call, false).verdict != VERDICT_ALLOW)
    return false;
  if (!request_key(call, STR("sts:ExternalId")))
    return true;
  for (size_t i = 0; i < call->also_count; i++) {
    Request companion = as_companion(arena, call, call->also[i]);
    if (eval_policy(arena, policy, &companion, false).verdict != VERDICT_ALLOW)
      return false;
  }
  return true;
}

/* Whether the principal of the way, or its NotPrincipal, means the caller. */
static bool means_caller(Arena *arena, const Policy *policy, const Way *way, const Request *call) {
  Principal principal;
  Statement statement = *way->statement;
  statement.effect = EFFECT_ALLOW;
  statement.condition_count = 0;
  if (way->principal) {
    principal = *way->principal;
    statement.principals = &principal;
    statement.principal_count = 1;
  }
  Policy one = *policy;
  one.statements = &statement;
  one.statement_count = 1;
  Request plain = *call;
  plain.also_count = 0;
  return eval_policy(arena, &one, &plain, false).verdict == VERDICT_ALLOW;
}
