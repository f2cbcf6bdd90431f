/* SPDX-License-Identifier: Apache-2.0
 *
 * Limits of the witness search: at each a way that nobody can use is closed, one beyond
 * it is not known. And what is hostile: a budget that all statements share, with a turn
 * for each.
 */
#include "assumelint/limits.h"
#include "access/solve.h"
#include "access_case.h"

#define EVERYBODY "`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`"
/* No caller is of this type. */
#define IMPOSSIBLE "`StringEquals`:{`aws:PrincipalType`:`Nobody`}"
#define GITHUB "token.actions.githubusercontent.com"
#define EKS "oidc.eks.us-east-1.amazonaws.com/id/A"

/* ---- One more than there may be ------------------------------------------------------------- */

typedef void shape(struct alint_buf *json, unsigned n);

static void list(struct alint_buf *json, const char *format, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    alint_buf_add(json, i > 0 ? "," : "");
    /* NOLINTNEXTLINE(clang-diagnostic-format-nonliteral) */
    struct alint_str item = alint_str_printf(json->arena, "%u", i);
    for (const char *c = format; *c; c++) {
      if (*c == '#')
        alint_buf_add_str(json, item);
      else
        alint_buf_add_char(json, *c);
    }
  }
}

static void keys(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`Null`:{");
  list(json, "`aws:PrincipalTag/#`:`false`", n - 1);
  alint_buf_add(json, "},`StringEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`}}}");
}

static void denied_lists(struct alint_buf *json, unsigned n) {
  alint_buf_add(json,
                "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
                "`ForAnyValue:StringLike`:{`aws:TagKeys`:`*`},`StringEquals`:{`aws:UserAgent`:`a`},"
                "`StringNotEquals`:{`aws:UserAgent`:`a`}}},");
  list(json,
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
       "`ForAnyValue:StringEquals`:{`aws:TagKeys`:`k#`}}}",
       n);
}

static void caller_variables(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:[");
  list(json, "`arn:aws:iam::*:user/${aws:PrincipalTag/#}`", n);
  alint_buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void values_of_variables(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:"
                      "`arn:aws:iam::*:user/${aws:PrincipalTag/a}`},`StringLike`:{"
                      "`aws:PrincipalTag/a`:[");
  list(json, "`v#`", n);
  alint_buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void user_names(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:"
                      "user/*`},`StringLike`:{`aws:username`:[");
  list(json, "`n#`", n);
  alint_buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void stranger_accounts(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:[");
  list(json, "`arn:aws:iam::#*:*`", n - 1);
  alint_buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void meant_accounts(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:UserAgent`:`a`,"
                      "`aws:PrincipalAccount`:[");
  for (unsigned i = 0; i < n; i++)
    alint_buf_addf(json, "%s`%012u`", i > 0 ? "," : "", i + 1);
  alint_buf_add(json, "]},`StringNotEquals`:{`aws:UserAgent`:`a`}}}");
}

static void claims(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:"
                      "oidc-provider/" EKS "`},`Action`:`sts:AssumeRoleWithWebIdentity`,"
                      "`Condition`:{`StringEquals`:{`" EKS ":sub`:[");
  list(json, "`system:serviceaccount:s:n#`", n);
  alint_buf_add(json, "]}}}");
}

/* Denies that one value cannot step around together, and another key could each. */
static void exclusive_sets(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:PrincipalOrgID`:"
                      "`o-abcdefghij`},`Null`:{`aws:referer`:`false`}}},");
  list(json,
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
       "`StringNotEquals`:{`aws:referer`:`v#`}}}",
       n);
}

/* Names of tenants that look like those of the patterns: four of each pattern, and one. */
static void tenant_names(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:"
                      "oidc-provider/" GITHUB "`},`Action`:`sts:AssumeRoleWithWebIdentity`,"
                      "`Condition`:{`StringLike`:{`" GITHUB ":sub`:[");
  list(json, "`repo:n#*/app:*`", n);
  alint_buf_add(json, "]},`StringNotLike`:{`" GITHUB ":sub`:`*`}}}");
}

/* Each value is denied, by a Deny of its own: any of these can be stepped around but one. */
static void optional_conditions(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:referer`:[");
  list(json, "`v#`", n);
  alint_buf_add(json, "]}}},");
  list(json,
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
       "`StringEquals`:{`aws:referer`:`v#`}}}",
       n);
}

/* Values of a tag that another one has to be equal to, which must not be there. */
static void candidates(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/b`:"
                      "`${aws:PrincipalTag/a}`,`aws:PrincipalTag/a`:[");
  list(json, "`v#`", n);
  alint_buf_add(json, "]},`Null`:{`aws:PrincipalTag/b`:`true`}}}");
}

/* Users by their names. */
static void callers(struct alint_buf *json, unsigned n) {
  alint_buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:`111122223333`},`Action`:"
                      "`sts:AssumeRole`,`Condition`:{`StringEquals`:{`aws:UserAgent`:`a`,"
                      "`aws:username`:[");
  list(json, "`n#`", n);
  alint_buf_add(json, "]},`StringNotEquals`:{`aws:UserAgent`:`a`}}}");
}

/* A statement that names one issuer more is not judged in part. */
static void limit_of_issuers(void **state) {
  (void)state;
  for (unsigned beyond = 0; beyond < 2; beyond++) {
    struct alint_arena *arena = alint_arena_new(ALINT_CASE_BYTES);
    struct alint_buf json = alint_buf(arena);
    alint_buf_add(&json, "{`Version`:`2012-10-17`,`Statement`:[{`Effect`:`Allow`,`Principal`:{`AWS`"
                         ":`*`},`Action`:`sts:*`,`Condition`:{`StringEquals`:{");
    list(&json, "`idp#.example.com:sub`:`x`", ALINT_MAX_TOKEN_ISSUERS + beyond);
    alint_buf_add(&json, "}}}]}");
    const struct alint_ways *ways = case_ways(arena, case_policy(arena, json.ptr));
    assert_true(beyond ? ways == NULL : ways && ways->count == 1 + ALINT_MAX_TOKEN_ISSUERS);
    alint_arena_free(arena);
  }
}

static void limits_of_lists(void **state) {
  (void)state;
  static const struct {
    shape *make;
    unsigned most;
    enum alint_adversary_id adversary;
  } limits[] = {
      {keys, ALINT_MAX_SEARCH_KEYS, ALINT_STRANGER},
      {denied_lists, ALINT_MAX_LIST_DENIES, ALINT_STRANGER},
      {caller_variables, ALINT_MAX_CALLER_VARIABLES, ALINT_STRANGER},
      {values_of_variables, ALINT_MAX_VARIABLE_ROUNDS, ALINT_STRANGER},
      {user_names, ALINT_MAX_NAME_PATTERNS, ALINT_STRANGER},
      {stranger_accounts, ALINT_MAX_STRANGER_ACCOUNTS, ALINT_STRANGER},
      {meant_accounts, ALINT_MAX_MEANT_ACCOUNTS, ALINT_INTENDED},
      {claims, ALINT_MAX_CLAIM_PATTERNS, ALINT_OTHER_SUBJECT},
      /* Of six there are fewer sets than ALINT_MAX_SOLVED_SETS, of seven more. */
      {exclusive_sets, 6, ALINT_INTENDED},
      {optional_conditions, ALINT_MAX_OPTIONAL_CONDITIONS, ALINT_INTENDED},
      {tenant_names, (ALINT_MAX_TENANT_NAMES - 1) / 4, ALINT_FOREIGN_TENANT},
      {candidates, ALINT_MAX_CANDIDATES, ALINT_INTENDED},
      /* In two partitions, as the role's own is not known. */
      {callers, ALINT_MAX_CALLERS / 2, ALINT_INTENDED},
  };
  unsigned wrong = 0;
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    for (unsigned beyond = 0; beyond < 2; beyond++) {
      struct alint_arena *arena = alint_arena_new(ALINT_CASE_BYTES);
      struct alint_buf json = alint_buf(arena);
      alint_buf_add(&json, "{`Version`:`2012-10-17`,`Statement`:[");
      limits[i].make(&json, limits[i].most + beyond);
      alint_buf_add(&json, "]}");
      const struct alint_ways *ways = case_ways(arena, case_policy(arena, json.ptr));
      enum alint_outcome got = ways->items[0].attempts[limits[i].adversary].outcome;
      if (got != (beyond ? ALINT_WAY_LIMIT : ALINT_WAY_CLOSED) ||
          ways->items[0].attempts[limits[i].adversary].gave_up != (beyond == 1)) {
        fprintf(stderr, "limit %zu, %u: outcome %d, left %zu: %.300s\n", i, beyond, (int)got,
                ways->steps_left, json.ptr);
        wrong++;
      }
      alint_arena_free(arena);
    }
  }
  assert_int_equal(wrong, 0);
}

/* ---- The solver ------------------------------------------------------------------------------- */

static enum alint_solution solved(struct alint_arena *arena, const struct alint_text *wanted,
                                  const struct alint_text *unwanted, size_t steps) {
  const struct alint_text *out = NULL;
  struct alint_glob_wish wishes[] = {{.pattern = wanted, .wanted = true, .glob = true},
                                     {.pattern = unwanted, .glob = true}};
  return alint_solve(&out, arena, wishes, unwanted ? 2 : 1, NULL, NULL, &steps);
}

static const struct alint_text *repeated(struct alint_arena *arena, const char *before, char c,
                                         size_t count) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, before);
  for (size_t i = 0; i < count; i++)
    alint_buf_add_char(&buf, c);
  return alint_text_literal(arena, alint_buf_str(&buf));
}

static void limits_of_the_solver(void **state) {
  (void)state;
  enum { PLENTY = 100000000 };
  struct alint_arena *arena = alint_arena_new(ALINT_CASE_BYTES);
  /* Positions: the value is as long, and each of its characters is a state,
   * beside the first, the dead end and one that is kept free. */
  assert_int_equal(
      solved(arena, repeated(arena, "", '*', ALINT_MAX_SOLVER_POSITIONS - 1), NULL, PLENTY),
      ALINT_SOLVED);
  assert_int_equal(
      solved(arena, repeated(arena, "", '*', ALINT_MAX_SOLVER_POSITIONS), NULL, PLENTY),
      ALINT_SOLVER_GAVE_UP);
  assert_int_equal(
      solved(arena, repeated(arena, "", 'a', ALINT_MAX_SOLVER_STATES - 3), NULL, PLENTY),
      ALINT_SOLVED);
  assert_int_equal(
      solved(arena, repeated(arena, "", 'a', ALINT_MAX_SOLVER_STATES - 2), NULL, PLENTY),
      ALINT_SOLVER_GAVE_UP);
  /* Letters: five more stand for all others. */
  struct alint_buf letters = alint_buf(arena);
  for (uint32_t i = 0; i < ALINT_MAX_SOLVER_LETTERS + 1; i++) {
    const struct alint_text *text = alint_text_literal(arena, alint_buf_str(&letters));
    enum alint_solution got = solved(arena, text, NULL, PLENTY);
    if (got != ALINT_SOLVED)
      assert_int_equal(got, ALINT_SOLVER_GAVE_UP);
    assert_true(i > ALINT_MAX_SOLVER_LETTERS - 10 || got == ALINT_SOLVED);
    assert_true(i < ALINT_MAX_SOLVER_LETTERS || got == ALINT_SOLVER_GAVE_UP);
    alint_buf_add_utf8(&letters, 0x400 + i);
  }
  /* Holes. */
  const struct alint_text *parts[ALINT_MAX_SOLVER_HOLES + 1];
  for (unsigned i = 0; i <= ALINT_MAX_SOLVER_HOLES; i++) {
    struct alint_hole *hole = alint_arena_alloc(arena, sizeof *hole);
    hole->name = alint_str_printf(arena, "%u", i);
    parts[i] = alint_text_hole(arena, hole);
  }
  for (unsigned beyond = 0; beyond < 2; beyond++)
    assert_int_equal(solved(arena, alint_text_concat(arena, parts, ALINT_MAX_SOLVER_HOLES + beyond),
                            NULL, PLENTY),
                     beyond ? ALINT_SOLVER_GAVE_UP : ALINT_SOLVED);
  /* Steps. */
  assert_int_equal(solved(arena, repeated(arena, "", 'a', 1000), NULL, 30000),
                   ALINT_SOLVER_OUT_OF_STEPS);
  alint_arena_free(arena);
}

/* ---- Hostile policies --------------------------------------------------------------------------- */

/* Statements that fight one another, and last one that lets everybody in. */
static void fighting_names(struct alint_buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    alint_buf_addf(json,
                   "{" EVERYBODY ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*a%u*b*c*`,"
                   "`aws:PrincipalTag/x`:`*%u*`},`StringNotLike`:{`aws:PrincipalArn`:`*%u*c*`}}},",
                   i, i, i);
}

static void many_principals(struct alint_buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    alint_buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:[");
    for (unsigned k = 0; k < 30; k++)
      alint_buf_addf(json, "%s`%012u`", k > 0 ? "," : "", i * 30 + k + 1);
    alint_buf_addf(json,
                   "]},`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:{`sts:ExternalId`:"
                   "`*%u*x*`,`aws:PrincipalArn`:`*%u*`}}},",
                   i, i);
  }
}

static void variables(struct alint_buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    alint_buf_addf(json,
                   "{" EVERYBODY ",`Condition`:{`StringLike`:{`aws:PrincipalTag/%u`:"
                   "`*${aws:PrincipalTag/%u}*%u`,`sts:RoleSessionName`:`${aws:username}*`,"
                   "`aws:PrincipalArn`:`arn:aws:iam::*:user/${aws:PrincipalTag/%u}*`}}},",
                   i, (i + 1) % n, i, i);
}

static void others_excluded(struct alint_buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    alint_buf_addf(json,
                   "{`Effect`:`Allow`,`NotPrincipal`:{`AWS`:[`arn:aws:iam::%012u:role/r`]},"
                   "`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:{`aws:PrincipalArn`:"
                   "[`*%u*0*`,`*%u*1*`,`*a*%u*`]}}},",
                   i + 1, i, i, i);
}

static void long_lists(struct alint_buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    alint_buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:"
                        "{`ForAllValues:StringLike`:{`aws:TagKeys`:[");
    list(json, "`*#*a*b*`", 40);
    alint_buf_addf(json, "]},`ForAnyValue:StringLike`:{`aws:TagKeys`:`*%u*`}}},", i);
  }
}

static void each_statement_has_its_turn(void **state) {
  (void)state;
  static const struct {
    shape *make;
    unsigned count;
    enum alint_outcome last; /* what the last statement is judged to be for a stranger */
  } shapes[] = {{fighting_names, 100, ALINT_WAY_OPEN},
                {many_principals, 20, ALINT_WAY_OPEN},
                {variables, 60, ALINT_WAY_OPEN},
                {others_excluded, 100, ALINT_WAY_OPEN},
                /* All of these may allow the tags that go with it. */
                {long_lists, 60, ALINT_WAY_LIMIT}};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    struct alint_arena *arena = alint_arena_new(ALINT_CASE_BYTES);
    struct alint_buf json = alint_buf(arena);
    alint_buf_add(&json, "{`Version`:`2012-10-17`,`Statement`:[");
    shapes[i].make(&json, shapes[i].count);
    alint_buf_add(&json, "{" EVERYBODY "}]}");
    const struct alint_policy *policy = case_policy(arena, json.ptr);
    const struct alint_ways *ways = case_ways(arena, policy);
    enum alint_outcome last = ways->items[ways->count - 1].attempts[ALINT_STRANGER].outcome;
    assert_int_equal(last, shapes[i].last);
    assert_true(case_all_proved(arena, policy, ways));
    /* It came to an end because the steps did, and said so. */
    size_t gave_up = 0;
    for (size_t w = 0; w < ways->count; w++)
      gave_up += alint_way_gave_up(&ways->items[w]);
    assert_int_equal(ways->steps_left, 0);
    assert_true(gave_up > 0);
    alint_arena_free(arena);
  }
}

TESTS(limits, TEST(limit_of_issuers), TEST(limits_of_lists), TEST(limits_of_the_solver),
      TEST(each_statement_has_its_turn));
