/* SPDX-License-Identifier: Apache-2.0
 *
 * Properties of the evaluator and the witness search over random policies, with
 * a fixed seed: what is found is allowed, what is allowed is found, and what
 * changes nothing in IAM changes nothing here.
 */
#include "access_case.h"
#include "assumelint/buf.h"
#include "chance.h"

static uint64_t seed;

/* ---- Random policies ------------------------------------------------------------- */

/* Operators and values that go with a key. */
struct domain {
  const char *key;
  const char *operators[10];
  const char *values[12];
};

static const struct domain domains[] = {
    {"aws:PrincipalTag/team",
     {"StringEquals", "StringLike", "StringNotLike", "StringEqualsIfExists", "StringNotEquals",
      "StringLikeIfExists"},
     {"a", "b", "a*", "*b", "?", "*", "*a*", "${aws:PrincipalTag/unit}", "ab", "c?*"}},
    {"aws:PrincipalTag/unit",
     {"StringEquals", "StringLike", "StringNotLike", "Null", "StringNotEqualsIfExists"},
     {"a", "b", "true", "false", "a?", "*b", "ab"}},
    {"sts:RoleSessionName",
     {"StringEquals", "StringLike", "StringNotLike", "StringNotEquals"},
     {"aa", "ab", "a*", "*b", "??", "s*", "${aws:username}"}},
    {"aws:UserAgent",
     {"StringLike", "StringNotLike", "StringEqualsIgnoreCase"},
     {"a*", "*b", "*a*b*", "AB", "*"}},
    {"aws:PrincipalArn",
     {"ArnLike", "StringLike", "StringNotLike", "ArnNotEquals"},
     {"arn:aws:iam::*:role/a*", "arn:aws:iam::*:*b", "arn:aws:iam::*:user/*", "*:role/*",
      "arn:aws:iam::111122223333:role/a", "*a*", "arn:aws:iam::*:user/${aws:PrincipalTag/team}"}},
    {"aws:PrincipalType", {"StringEquals", "StringNotEquals"}, {"User", "AssumedRole"}},
    {"aws:username",
     {"StringLike", "StringNotLike", "StringEqualsIfExists", "Null"},
     {"a*", "*b", "ab", "true", "false"}},
    {"aws:MultiFactorAuthPresent", {"Bool", "BoolIfExists", "Null"}, {"true", "false"}},
    {"aws:MultiFactorAuthAge",
     {"NumericLessThan", "NumericGreaterThan", "NumericLessThanEquals", "NumericEquals",
      "NumericGreaterThanIfExists"},
     {"10", "11", "12", "3600"}},
    {"aws:CurrentTime",
     {"DateLessThan", "DateGreaterThan", "DateGreaterThanEquals", "DateEquals", "DateNotEquals"},
     {"2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z", "1767225601"}},
    {"aws:EpochTime",
     {"DateLessThan", "NumericGreaterThan", "NumericNotEquals"},
     {"1767225600", "1767225601", "1767225602"}},
    {"aws:SourceIp",
     {"IpAddress", "NotIpAddress", "IpAddressIfExists"},
     {"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "8.0.0.0/7", "10.0.0.0/8", "203.0.113.0/24"}},
    {"aws:SourceVpce",
     {"StringEquals", "StringLike", "Null", "StringNotEqualsIfExists"},
     {"vpce-1", "vpce-*", "true", "false"}},
    {"aws:TagKeys",
     {"ForAnyValue:StringEquals", "ForAllValues:StringEquals", "ForAnyValue:StringLike",
      "ForAllValues:StringNotLike", "Null", "ForAnyValue:StringNotEquals"},
     {"a", "b", "c", "?", "a*", "true", "false"}},
    {"aws:RequestTag/a",
     {"StringEquals", "StringLike", "Null", "StringNotEquals"},
     {"x", "y", "*", "true", "false"}},
    {"sts:ExternalId",
     {"StringEquals", "StringLike", "StringEqualsIfExists", "Null"},
     {"12345", "*", "true", "false", "1*"}},
    {"aws:PrincipalOrgID",
     {"StringEquals", "StringLike", "StringNotEqualsIfExists"},
     {"o-abcdefghij", "o-*", "*"}},
};
enum { DOMAINS = sizeof domains / sizeof *domains, CONDITIONS = 4, STATEMENTS = 5, VALUES = 3 };

struct condition {
  const struct domain *domain;
  const char *operator_name;
  const char *values[VALUES];
  unsigned value_count;
};

struct statement {
  bool deny;
  const char *principal, *action;
  struct condition conditions[CONDITIONS];
  unsigned condition_count;
};

struct policy {
  struct statement statements[STATEMENTS];
  unsigned count;
};

static struct condition random_condition(void) {
  struct condition out = {.domain = &domains[pick(&seed, DOMAINS)]};
  out.operator_name = any(&seed, out.domain->operators);
  unsigned n = 1 + pick(&seed, VALUES) * pick(&seed, 2);
  for (unsigned i = 0; i < n; i++)
    out.values[out.value_count++] = any(&seed, out.domain->values);
  return out;
}

/* One operator and key once: JSON would have the key twice. */
static bool stands_in(const struct statement *s, const struct condition *c) {
  for (unsigned i = 0; i < s->condition_count; i++) {
    if (s->conditions[i].domain == c->domain &&
        strcmp(s->conditions[i].operator_name, c->operator_name) == 0)
      return true;
  }
  return false;
}

static void add_condition(struct statement *s, const struct condition *c) {
  if (s->condition_count < CONDITIONS && !stands_in(s, c))
    s->conditions[s->condition_count++] = *c;
}

static const char *const actions[] = {"`sts:AssumeRole`", "[`sts:AssumeRole`,`sts:TagSession`]",
                                      "`sts:*`", NULL};
static const char *const principals[] = {"{`AWS`:`*`}",
                                         "{`AWS`:`*`}",
                                         "{`AWS`:`*`}",
                                         "{`AWS`:`464622532012`}",
                                         "{`AWS`:`arn:aws:iam::464622532012:role/a`}",
                                         NULL};

static struct statement random_statement(bool deny) {
  struct statement out = {
      .deny = deny, .action = any(&seed, actions), .principal = any(&seed, principals)};
  unsigned n = pick(&seed, CONDITIONS + 1);
  for (unsigned i = 0; i < n; i++) {
    struct condition c = random_condition();
    add_condition(&out, &c);
  }
  return out;
}

static struct policy random_policy(void) {
  struct policy out = {.count = 0};
  unsigned allows = 1 + pick(&seed, 2), denies = pick(&seed, 3);
  for (unsigned i = 0; i < allows + denies; i++)
    out.statements[out.count++] = random_statement(i >= allows);
  return out;
}

/* ---- As JSON ----------------------------------------------------------------------- */

static void write_operator(Buf *buf, const struct statement *s, unsigned first) {
  bool more = false;
  buf_addf(buf, "`%s`:{", s->conditions[first].operator_name);
  for (unsigned i = first; i < s->condition_count; i++) {
    const struct condition *c = &s->conditions[i];
    if (strcmp(c->operator_name, s->conditions[first].operator_name) != 0)
      continue;
    buf_addf(buf, "%s`%s`:[", more ? "," : "", c->domain->key);
    for (unsigned v = 0; v < c->value_count; v++)
      buf_addf(buf, "%s`%s`", v > 0 ? "," : "", c->values[v]);
    buf_add(buf, "]");
    more = true;
  }
  buf_add(buf, "}");
}

static void write_statement(Buf *buf, const struct statement *s) {
  buf_addf(buf, "{`Effect`:`%s`,`Principal`:%s,`Action`:%s,`Condition`:{",
           s->deny ? "Deny" : "Allow", s->principal, s->action);
  for (unsigned i = 0, written = 0; i < s->condition_count; i++) {
    bool seen = false;
    for (unsigned k = 0; k < i; k++)
      seen = seen || strcmp(s->conditions[k].operator_name, s->conditions[i].operator_name) == 0;
    if (seen)
      continue;
    buf_add(buf, written++ > 0 ? "," : "");
    write_operator(buf, s, i);
  }
  buf_add(buf, "}}");
}

static const char *json_of(Arena *arena, const struct policy *p) {
  Buf buf = buf_in(arena);
  buf_add(&buf, "{`Version`:`2012-10-17`,`Statement`:[");
  for (unsigned i = 0; i < p->count; i++) {
    buf_add(&buf, i > 0 ? "," : "");
    write_statement(&buf, &p->statements[i]);
  }
  buf_add(&buf, "]}");
  return buf.ptr;
}

/* A policy with its ways. */
struct judged {
  Arena *arena;
  const char *json;
  const Policy *policy;
  const Ways *ways;
};

static struct judged judge(const struct policy *p) {
  struct judged out = {.arena = arena_new(CASE_BYTES)};
  out.json = json_of(out.arena, p);
  out.policy = case_policy(out.arena, out.json);
  assert_non_null(out.policy);
  out.ways = case_ways(out.arena, out.policy);
  assert_non_null(out.ways);
  return out;
}

static const AdversaryId parties[] = {ADVERSARY_INTENDED, ADVERSARY_STRANGER,
                                      ADVERSARY_STRANGER_IN_NETWORK, ADVERSARY_STRANGER_WITH_ID,
                                      ADVERSARY_OTHER_CUSTOMER};
enum { PARTIES = sizeof parties / sizeof *parties };

/* ---- What is found is allowed ---------------------------------------------------------- */

static void witnesses_are_allowed(void **state) {
  (void)state;
  seed = 1;
  for (int i = 0; i < 200; i++) {
    struct policy p = random_policy();
    struct judged j = judge(&p);
    if (!case_all_proved(j.arena, j.policy, j.ways))
      fail_msg("not proved: %s", j.json);
    arena_free(j.arena);
  }
}

/* ---- What changes one way only ------------------------------------------------------------ */

/* Other customers come into it where a condition fixes an account of everybody. */
static Outcome outcome_of(const struct judged *j, AdversaryId party) {
  Ways some = {.items = arena_array(j->arena, j->ways->count, sizeof *some.items)};
  for (size_t i = 0; i < j->ways->count; i++) {
    if (party != ADVERSARY_OTHER_CUSTOMER || j->ways->items[i].identity.kind != IDENTITY_ANYONE)
      some.items[some.count++] = j->ways->items[i];
  }
  return case_outcome(&some, party);
}

static void compare(const struct policy *before, const struct policy *after, bool may_open,
                    bool may_close) {
  struct judged a = judge(before), b = judge(after);
  for (size_t i = 0; i < PARTIES; i++) {
    Outcome x = outcome_of(&a, parties[i]), y = outcome_of(&b, parties[i]);
    bool opened = x == WAY_CLOSED && y == WAY_OPEN;
    bool closed = x == WAY_OPEN && y == WAY_CLOSED;
    if ((opened && !may_open) || (closed && !may_close))
      fail_msg("party %d: %s\nthen %s", (int)parties[i], a.json, b.json);
  }
  arena_free(a.arena);
  arena_free(b.arena);
}

static void a_deny_opens_nothing(void **state) {
  (void)state;
  seed = 2;
  for (int i = 0; i < 100; i++) {
    struct policy before = random_policy(), after = before;
    if (after.count == STATEMENTS)
      continue;
    after.statements[after.count++] = random_statement(true);
    compare(&before, &after, false, true);
  }
}

static void dropping_a_condition_closes_nothing(void **state) {
  (void)state;
  seed = 3;
  for (int i = 0; i < 100; i++) {
    struct policy before = random_policy(), after = before;
    struct statement *s = &after.statements[0];
    if (s->condition_count == 0)
      continue;
    s->conditions[pick(&seed, s->condition_count)] = s->conditions[s->condition_count - 1];
    s->condition_count--;
    compare(&before, &after, true, false);
  }
}

static void swap_values(struct condition *c) {
  unsigned i = pick(&seed, c->value_count), k = pick(&seed, c->value_count);
  const char *value = c->values[i];
  c->values[i] = c->values[k];
  c->values[k] = value;
}

static void order_is_nothing(void **state) {
  (void)state;
  seed = 4;
  for (int i = 0; i < 100; i++) {
    struct policy before = random_policy(), after = before;
    unsigned a = pick(&seed, after.count), b = pick(&seed, after.count);
    struct statement moved = after.statements[a];
    after.statements[a] = after.statements[b];
    after.statements[b] = moved;
    for (unsigned s = 0; s < after.count; s++) {
      struct statement *statement = &after.statements[s];
      unsigned n = statement->condition_count;
      for (unsigned k = 0; k < n; k++)
        swap_values(&statement->conditions[k]);
      if (n > 1) {
        struct condition first = statement->conditions[0];
        memmove(statement->conditions, statement->conditions + 1, (n - 1) * sizeof first);
        statement->conditions[n - 1] = first;
      }
    }
    compare(&before, &after, false, false);
  }
}

/* ---- What is allowed is found ----------------------------------------------------------------- */

/* A call that a stranger can make, put together by chance. */
struct call {
  Request request;
  Str also[2];
};

static void put(Arena *arena, Request *r, const char *key, const char *value) {
  const Text *text = text_literal(arena, str_of(value));
  r->keys[r->key_count++] = context_key(arena, str_of(key), text);
}

static void put_tags(Arena *arena, struct call *call) {
  Request *r = &call->request;
  const Text **keys = arena_array(arena, 3, sizeof *keys);
  size_t n = 0;
  bool a = pick(&seed, 2);
  if (a)
    keys[n++] = text_literal(arena, STR("a"));
  if (pick(&seed, 2))
    keys[n++] = text_literal(arena, STR("b"));
  if (pick(&seed, 3) == 0)
    keys[n++] = text_literal(arena, STR("zz"));
  if (n == 0)
    return;
  if (a)
    put(arena, r, "aws:RequestTag/a", pick(&seed, 2) ? "x" : "z");
  r->keys[r->key_count++] = (ContextKey){.name = STR("aws:TagKeys"),
                                         .presence = KEY_PRESENT,
                                         .values = keys,
                                         .value_count = n,
                                         .multivalued = true};
  call->also[0] = STR("sts:TagSession");
  call->request.also = call->also;
  call->request.also_count = 1;
}

static void put_caller(Arena *arena, Request *r) {
  static const char *const names[] = {"a", "b", "ab", "ba", "app", "t/ab", NULL};
  const char *name = any(&seed, names);
  bool user = pick(&seed, 2);
  const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
  Str arn = str_printf(arena, "arn:aws:iam::555566667777:%s/%s", user ? "user" : "role", name);
  Str session = str_printf(arena, "arn:aws:sts::555566667777:assumed-role/%s/s1", base);
  r->principal = text_literal(arena, user ? arn : session);
  put(arena, r, "aws:PrincipalArn", arn.ptr);
  put(arena, r, "aws:PrincipalType", user ? "User" : "AssumedRole");
  put(arena, r, "aws:PrincipalAccount", "555566667777");
  if (user)
    put(arena, r, "aws:username", base);
}

static void put_client(Arena *arena, Request *r) {
  static const char *const words[] = {"a", "b", "ab", "ba", "zab", "q", NULL};
  static const char *const sessions[] = {"aa", "ab", "ba", "zb", "qq", "app", NULL};
  static const char *const times[][2] = {{"2025-12-31T23:59:59Z", "1767225599"},
                                         {"2026-01-01T00:00:00Z", "1767225600"},
                                         {"2026-01-01T00:00:01Z", "1767225601"},
                                         {"2026-01-01T00:00:02Z", "1767225602"},
                                         {"2027-01-01T00:00:00Z", "1798761600"}};
  const char *const *time = times[pick(&seed, 5)];
  put(arena, r, "aws:CurrentTime", time[0]);
  put(arena, r, "aws:EpochTime", time[1]);
  put(arena, r, "aws:UserAgent", any(&seed, words));
  put(arena, r, "sts:RoleSessionName", any(&seed, sessions));
  if (pick(&seed, 2))
    put(arena, r, "aws:PrincipalTag/team", any(&seed, words));
  if (pick(&seed, 2))
    put(arena, r, "aws:PrincipalTag/unit", any(&seed, words));
  if (pick(&seed, 2)) {
    bool used = pick(&seed, 2);
    put(arena, r, "aws:MultiFactorAuthPresent", used ? "true" : "false");
    if (used)
      put(arena, r, "aws:MultiFactorAuthAge",
          pick(&seed, 2)   ? "10"
          : pick(&seed, 2) ? "11"
                           : "5000");
  }
  if (pick(&seed, 4) == 0)
    put(arena, r, "aws:SourceVpce", "vpce-0fffffffffffffff0");
  else
    put(arena, r, "aws:SourceIp", pick(&seed, 2) ? "1.2.3.4" : "200.1.2.3");
  if (pick(&seed, 3) == 0)
    put(arena, r, "sts:ExternalId", "whatever");
  if (pick(&seed, 2))
    put(arena, r, "aws:PrincipalOrgID", "o-zzzzzzzzzz");
}

static void random_call(struct call *out, Arena *arena) {
  *out = (struct call){.request = {.principal_kind = PRINCIPAL_AWS,
                                   .action = STR("sts:AssumeRole"),
                                   .others = KEY_ABSENT}};
  out->request.keys = arena_array(arena, 40, sizeof *out->request.keys);
  put_caller(arena, &out->request);
  put_client(arena, &out->request);
  put_tags(arena, out);
  request_complete(&out->request, arena);
}

static bool is_allowed(const struct judged *j, const struct call *call) {
  return eval_policy(j->arena, j->policy, &call->request, false).verdict == VERDICT_ALLOW;
}

/* Policies at random; whoever happens to get in must be found. */
static void what_is_allowed_is_found(void **state) {
  (void)state;
  unsigned allowed = 0, limits = 0;
  seed = 5;
  for (int i = 0; i < 250; i++) {
    struct policy p = random_policy();
    struct judged j = judge(&p);
    Outcome outcome = case_outcome(j.ways, ADVERSARY_STRANGER);
    bool one = false;
    for (int k = 0; k < 60 && !one; k++) {
      struct call call;
      random_call(&call, j.arena);
      one = is_allowed(&j, &call);
    }
    allowed += one;
    limits += outcome == WAY_LIMIT;
    if (one && outcome == WAY_CLOSED)
      fail_msg("closed, but somebody gets in: %s", j.json);
    arena_free(j.arena);
  }
  assert_true(allowed > 25);
  assert_true(limits <= 1);
}

/* Whether the call meets the one condition. */
static bool meets(const struct call *call, const struct condition *c) {
  struct policy p = {.count = 1};
  p.statements[0] = (struct statement){.principal = "{`AWS`:`*`}", .action = "`sts:*`"};
  p.statements[0].conditions[0] = *c;
  p.statements[0].condition_count = 1;
  struct judged j = {.arena = arena_new(CASE_BYTES)};
  j.policy = case_policy(j.arena, json_of(j.arena, &p));
  bool out = is_allowed(&j, call);
  arena_free(j.arena);
  return out;
}

/* A policy built around a call: conditions that it meets, Deny statements that it
 * does not. */
static struct policy policy_around(const struct call *call) {
  struct policy out = {.count = 1};
  struct statement *allow = &out.statements[0];
  *allow = (struct statement){.principal = "{`AWS`:`*`}", .action = "`sts:*`"};
  for (int tries = 0; tries < 60 && allow->condition_count < CONDITIONS; tries++) {
    struct condition c = random_condition();
    if (meets(call, &c))
      add_condition(allow, &c);
  }
  while (out.count < STATEMENTS) {
    struct statement *deny = &out.statements[out.count];
    bool avoided = false;
    *deny =
        (struct statement){.deny = true, .principal = "{`AWS`:`*`}", .action = "`sts:AssumeRole`"};
    for (int tries = 0; tries < 20 && deny->condition_count < 3; tries++) {
      struct condition c = random_condition();
      bool met = meets(call, &c);
      if (deny->condition_count == 2 && met && !avoided)
        continue;
      avoided = avoided || !met;
      add_condition(deny, &c);
    }
    if (!avoided)
      break;
    out.count++;
  }
  return out;
}

static void calls_that_policies_are_built_around(void **state) {
  (void)state;
  unsigned limits = 0;
  seed = 6;
  for (int i = 0; i < 100; i++) {
    Arena *arena = arena_new(CASE_BYTES);
    struct call call;
    random_call(&call, arena);
    struct policy p = policy_around(&call);
    struct judged j = judge(&p);
    Outcome outcome = case_outcome(j.ways, ADVERSARY_STRANGER);
    limits += outcome == WAY_LIMIT;
    if (is_allowed(&j, &call) && outcome == WAY_CLOSED)
      fail_msg("closed, but somebody gets in: %s", j.json);
    arena_free(j.arena);
    arena_free(arena);
  }
  assert_true(limits <= 2);
}

/* ---- Another tenant's subjects --------------------------------------------------------------- */

#define GITHUB "token.actions.githubusercontent.com"

/* The subject with some of its parts left to a wildcard, the tenant always. */
static void random_pattern(Buf *buf, const char *const *parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    unsigned how = i == 1 ? 1 : pick(&seed, 4);
    buf_add(buf, how == 1 ? "*" : parts[i]);
  }
}

static void foreign_subjects_are_found(void **state) {
  (void)state;
  static const char *const tenants[] = {"mallory", "acme-evil", "zz9", NULL};
  static const char *const repositories[] = {"app", "api", "acme", NULL};
  static const char *const rests[] = {"ref:refs/heads/main", "environment:prod", "pull_request",
                                      "ref:refs/tags/v1", NULL};
  seed = 7;
  for (int i = 0; i < 100; i++) {
    Arena *arena = arena_new(CASE_BYTES);
    const char *parts[] = {"repo:", any(&seed, tenants), "/", any(&seed, repositories),
                           ":",     any(&seed, rests)};
    Buf json = buf_in(arena);
    buf_add(&json, "{`Version`:`2012-10-17`,`Statement`:{`Effect`:`Allow`,`Principal`:"
                   "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/" GITHUB "`},"
                   "`Action`:`sts:AssumeRoleWithWebIdentity`,`Condition`:{`StringLike`:"
                   "{`" GITHUB ":sub`:[`repo:acme/api:*`,`");
    random_pattern(&json, parts, 6);
    buf_add(&json, "`]},`StringNotLike`:{`" GITHUB ":sub`:[`repo:other/*`,`*:dev`]},"
                   "`ForAllValues:StringLike`:{`" GITHUB ":sub`:`");
    random_pattern(&json, parts, 6);
    buf_add(&json, "`},`StringEqualsIfExists`:{`" GITHUB ":aud`:`sts.amazonaws.com`}}}}");
    const Policy *policy = case_policy(arena, json.ptr);
    const Ways *ways = case_ways(arena, policy);
    if (case_outcome(ways, ADVERSARY_FOREIGN_TENANT) != WAY_OPEN ||
        !case_all_proved(arena, policy, ways))
      fail_msg("%s", json.ptr);
    arena_free(arena);
  }
}

TESTS(properties, TEST(witnesses_are_allowed), TEST(a_deny_opens_nothing),
      TEST(dropping_a_condition_closes_nothing), TEST(order_is_nothing),
      TEST(what_is_allowed_is_found), TEST(calls_that_policies_are_built_around),
      TEST(foreign_subjects_are_found));
