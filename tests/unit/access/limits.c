/* SPDX-License-Identifier: Apache-2.0
 *
 * Limits of the witness search: at each a way that nobody can use is closed, one beyond
 * it is not known. And what is hostile: a budget that all statements share, with a turn
 * for each.
 */
#include "assumelint/limits.h"
#include "access/solve.h"
#include "access_case.h"
#include "assumelint/buf.h"

#define EVERYBODY "`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`"
/* No caller is of this type. */
#define IMPOSSIBLE "`StringEquals`:{`aws:PrincipalType`:`Nobody`}"
#define GITHUB "token.actions.githubusercontent.com"
#define EKS "oidc.eks.us-east-1.amazonaws.com/id/A"

/* ---- One more than there may be ------------------------------------------------------------- */

typedef void shape(Buf *json, unsigned n);

/* The item n times, with a comma between; # in it is its number. */
static void list(Buf *json, const char *format, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    buf_add(json, i > 0 ? "," : "");
    for (const char *c = format; *c; c++) {
      if (*c == '#')
        buf_addf(json, "%u", i);
      else
        buf_add_char(json, *c);
    }
  }
}

static void keys(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`Null`:{");
  list(json, "`aws:PrincipalTag/#`:`false`", n - 1);
  buf_add(json, "},`StringEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`}}}");
}

static void denied_lists(Buf *json, unsigned n) {
  buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
                "`ForAnyValue:StringLike`:{`aws:TagKeys`:`*`},`StringEquals`:{`aws:UserAgent`:`a`},"
                "`StringNotEquals`:{`aws:UserAgent`:`a`}}},");
  list(json,
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
       "`ForAnyValue:StringEquals`:{`aws:TagKeys`:`k#`}}}",
       n);
}

static void caller_variables(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:[");
  list(json, "`arn:aws:iam::*:user/${aws:PrincipalTag/#}`", n);
  buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void values_of_variables(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:"
                "`arn:aws:iam::*:user/${aws:PrincipalTag/a}`},`StringLike`:{"
                "`aws:PrincipalTag/a`:[");
  list(json, "`v#`", n);
  buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void user_names(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:"
                "user/*`},`StringLike`:{`aws:username`:[");
  list(json, "`n#`", n);
  buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void stranger_accounts(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:[");
  list(json, "`arn:aws:iam::#*:*`", n - 1);
  buf_add(json, "]}," IMPOSSIBLE "}}");
}

static void meant_accounts(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:UserAgent`:`a`,"
                "`aws:PrincipalAccount`:[");
  for (unsigned i = 0; i < n; i++)
    buf_addf(json, "%s`%012u`", i > 0 ? "," : "", i + 1);
  buf_add(json, "]},`StringNotEquals`:{`aws:UserAgent`:`a`}}}");
}

static void claims(Buf *json, unsigned n) {
  buf_add(json, "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:"
                "oidc-provider/" EKS "`},`Action`:`sts:AssumeRoleWithWebIdentity`,"
                "`Condition`:{`StringEquals`:{`" EKS ":sub`:[");
  list(json, "`system:serviceaccount:s:n#`", n);
  buf_add(json, "]}}}");
}

/* Denies that one value cannot step around together, and another key could each. */
static void exclusive_sets(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:PrincipalOrgID`:"
                "`o-abcdefghij`},`Null`:{`aws:referer`:`false`}}},");
  list(json,
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
       "`StringNotEquals`:{`aws:referer`:`v#`}}}",
       n);
}

/* Names of tenants that look like those of the patterns: four of each pattern, and one. */
static void tenant_names(Buf *json, unsigned n) {
  buf_add(json, "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:"
                "oidc-provider/" GITHUB "`},`Action`:`sts:AssumeRoleWithWebIdentity`,"
                "`Condition`:{`StringLike`:{`" GITHUB ":sub`:[");
  list(json, "`repo:n#*/app:*`", n);
  buf_add(json, "]},`StringNotLike`:{`" GITHUB ":sub`:`*`}}}");
}

/* Each value is denied, by a Deny of its own: any of these can be stepped around but one. */
static void optional_conditions(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:referer`:[");
  list(json, "`v#`", n);
  buf_add(json, "]}}},");
  list(json,
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
       "`StringEquals`:{`aws:referer`:`v#`}}}",
       n);
}

/* Values of a tag that another one has to be equal to, which must not be there. */
static void candidates(Buf *json, unsigned n) {
  buf_add(json, "{" EVERYBODY ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/b`:"
                "`${aws:PrincipalTag/a}`,`aws:PrincipalTag/a`:[");
  list(json, "`v#`", n);
  buf_add(json, "]},`Null`:{`aws:PrincipalTag/b`:`true`}}}");
}

/* Users by their names. */
static void callers(Buf *json, unsigned n) {
  buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:`111122223333`},`Action`:"
                "`sts:AssumeRole`,`Condition`:{`StringEquals`:{`aws:UserAgent`:`a`,"
                "`aws:username`:[");
  list(json, "`n#`", n);
  buf_add(json, "]},`StringNotEquals`:{`aws:UserAgent`:`a`}}}");
}

static void issuers(Buf *json, unsigned n) {
  buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:{"
                "`StringEquals`:{");
  list(json, "`idp#.example.com:sub`:`x`", n);
  buf_add(json, "}}}");
}

/* A statement that names one issuer more is not judged in part. */
static void limit_of_issuers(void **state) {
  (void)state;
  for (unsigned beyond = 0; beyond < 2; beyond++) {
    Arena *arena = arena_new(CASE_BYTES);
    Buf json = buf_in(arena);
    issuers(&json, MAX_TOKEN_ISSUERS + beyond);
    const Ways *ways = case_ways(arena, case_statements(arena, json.ptr));
    assert_true(beyond ? ways == NULL : ways && ways->count == 1 + MAX_TOKEN_ISSUERS);
    arena_free(arena);
  }
}

static void limits_of_lists(void **state) {
  (void)state;
  static const struct {
    shape *make;
    unsigned most;
    AdversaryId adversary;
  } limits[] = {
      {keys, MAX_SEARCH_KEYS, ADVERSARY_STRANGER},
      {denied_lists, MAX_LIST_DENIES, ADVERSARY_STRANGER},
      {caller_variables, MAX_CALLER_VARIABLES, ADVERSARY_STRANGER},
      {values_of_variables, MAX_VARIABLE_ROUNDS, ADVERSARY_STRANGER},
      {user_names, MAX_NAME_PATTERNS, ADVERSARY_STRANGER},
      {stranger_accounts, MAX_STRANGER_ACCOUNTS, ADVERSARY_STRANGER},
      {meant_accounts, MAX_MEANT_ACCOUNTS, ADVERSARY_INTENDED},
      {claims, MAX_CLAIM_PATTERNS, ADVERSARY_OTHER_SUBJECT},
      /* Of six there are fewer sets than MAX_SOLVED_SETS, of seven more. */
      {exclusive_sets, 6, ADVERSARY_INTENDED},
      {optional_conditions, MAX_OPTIONAL_CONDITIONS, ADVERSARY_INTENDED},
      {tenant_names, (MAX_TENANT_NAMES - 1) / 4, ADVERSARY_FOREIGN_TENANT},
      {candidates, MAX_CANDIDATES, ADVERSARY_INTENDED},
      /* In two partitions, as the role's own is not known. */
      {callers, MAX_CALLERS / 2, ADVERSARY_INTENDED},
  };
  unsigned wrong = 0;
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    for (unsigned beyond = 0; beyond < 2; beyond++) {
      Arena *arena = arena_new(CASE_BYTES);
      Buf json = buf_in(arena);
      limits[i].make(&json, limits[i].most + beyond);
      SearchBudget budget = {.steps = MAX_WAYS_STEPS};
      const Ways *ways = case_ways_within(arena, case_statements(arena, json.ptr), &budget);
      const Attempt *got = &ways->items[0].attempts[limits[i].adversary];
      if (got->outcome != (beyond ? WAY_LIMIT : WAY_CLOSED) || got->gave_up != (beyond == 1)) {
        fprintf(stderr, "limit %zu, %u: outcome %d, left %zu: %.300s\n", i, beyond,
                (int)got->outcome, budget.steps, json.ptr);
        wrong++;
      }
      arena_free(arena);
    }
  }
  assert_int_equal(wrong, 0);
}

/* ---- The solver ------------------------------------------------------------------------------- */

static Solution solved(Arena *arena, const Text *wanted, const Text *unwanted, size_t steps) {
  const Text *out = NULL;
  GlobWish wishes[] = {{.pattern = wanted, .wanted = true, .glob = true},
                       {.pattern = unwanted, .glob = true}};
  return search_solve(&out, arena, wishes, unwanted ? 2 : 1, NULL, NULL, &steps);
}

static const Text *repeated(Arena *arena, const char *before, char c, size_t count) {
  Buf buf = buf_in(arena);
  buf_add(&buf, before);
  for (size_t i = 0; i < count; i++)
    buf_add_char(&buf, c);
  return text_literal(arena, buf_str(&buf));
}

static void limits_of_the_solver(void **state) {
  (void)state;
  enum { PLENTY = 100000000 };
  Arena *arena = arena_new(CASE_BYTES);
  /* Positions: the value is as long, and each of its characters is a state,
   * beside the first, the dead end and one that is kept free. */
  assert_int_equal(solved(arena, repeated(arena, "", '*', MAX_SOLVER_POSITIONS - 1), NULL, PLENTY),
                   SOLVER_SOLVED);
  assert_int_equal(solved(arena, repeated(arena, "", '*', MAX_SOLVER_POSITIONS), NULL, PLENTY),
                   SOLVER_GAVE_UP);
  assert_int_equal(solved(arena, repeated(arena, "", 'a', MAX_SOLVER_STATES - 3), NULL, PLENTY),
                   SOLVER_SOLVED);
  assert_int_equal(solved(arena, repeated(arena, "", 'a', MAX_SOLVER_STATES - 2), NULL, PLENTY),
                   SOLVER_GAVE_UP);
  /* Letters: five more stand for all others. */
  Buf letters = buf_in(arena);
  for (uint32_t i = 0; i < MAX_SOLVER_LETTERS + 1; i++) {
    const Text *text = text_literal(arena, buf_str(&letters));
    Solution got = solved(arena, text, NULL, PLENTY);
    if (got != SOLVER_SOLVED)
      assert_int_equal(got, SOLVER_GAVE_UP);
    assert_true(i > MAX_SOLVER_LETTERS - 10 || got == SOLVER_SOLVED);
    assert_true(i < MAX_SOLVER_LETTERS || got == SOLVER_GAVE_UP);
    buf_add_utf8(&letters, 0x400 + i);
  }
  /* Holes. */
  const Text *parts[MAX_SOLVER_HOLES + 1];
  for (unsigned i = 0; i <= MAX_SOLVER_HOLES; i++) {
    Hole *hole = arena_alloc(arena, sizeof *hole);
    hole->name = str_printf(arena, "%u", i);
    parts[i] = text_hole(arena, hole);
  }
  for (unsigned beyond = 0; beyond < 2; beyond++)
    assert_int_equal(
        solved(arena, text_concat(arena, parts, MAX_SOLVER_HOLES + beyond), NULL, PLENTY),
        beyond ? SOLVER_GAVE_UP : SOLVER_SOLVED);
  /* Steps. */
  assert_int_equal(solved(arena, repeated(arena, "", 'a', 1000), NULL, 30000), SOLVER_OUT_OF_STEPS);
  arena_free(arena);
}

/* ---- Hostile policies --------------------------------------------------------------------------- */

/* Statements that fight one another, and last one that lets everybody in. */
static void fighting_names(Buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    buf_addf(json,
             "{" EVERYBODY ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*a%u*b*c*`,"
             "`aws:PrincipalTag/x`:`*%u*`},`StringNotLike`:{`aws:PrincipalArn`:`*%u*c*`}}},",
             i, i, i);
}

static void many_principals(Buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:[");
    for (unsigned k = 0; k < 30; k++)
      buf_addf(json, "%s`%012u`", k > 0 ? "," : "", i * 30 + k + 1);
    buf_addf(json,
             "]},`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:{`sts:ExternalId`:"
             "`*%u*x*`,`aws:PrincipalArn`:`*%u*`}}},",
             i, i);
  }
}

static void variables(Buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    buf_addf(json,
             "{" EVERYBODY ",`Condition`:{`StringLike`:{`aws:PrincipalTag/%u`:"
             "`*${aws:PrincipalTag/%u}*%u`,`sts:RoleSessionName`:`${aws:username}*`,"
             "`aws:PrincipalArn`:`arn:aws:iam::*:user/${aws:PrincipalTag/%u}*`}}},",
             i, (i + 1) % n, i, i);
}

static void others_excluded(Buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    buf_addf(json,
             "{`Effect`:`Allow`,`NotPrincipal`:{`AWS`:[`arn:aws:iam::%012u:role/r`]},"
             "`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:{`aws:PrincipalArn`:"
             "[`*%u*0*`,`*%u*1*`,`*a*%u*`]}}},",
             i + 1, i, i, i);
}

static void long_lists(Buf *json, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    buf_add(json, "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,`Condition`:"
                  "{`ForAllValues:StringLike`:{`aws:TagKeys`:[");
    list(json, "`*#*a*b*`", 40);
    buf_addf(json, "]},`ForAnyValue:StringLike`:{`aws:TagKeys`:`*%u*`}}},", i);
  }
}

static void each_statement_has_its_turn(void **state) {
  (void)state;
  static const struct {
    shape *make;
    unsigned count;
    Outcome last; /* what the last statement is judged to be for a stranger */
  } shapes[] = {{fighting_names, 100, WAY_OPEN},
                {many_principals, 20, WAY_OPEN},
                {variables, 60, WAY_OPEN},
                {others_excluded, 100, WAY_OPEN},
                /* All of these may allow the tags that go with it. */
                {long_lists, 60, WAY_LIMIT}};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    Arena *arena = arena_new(CASE_BYTES);
    Buf json = buf_in(arena);
    shapes[i].make(&json, shapes[i].count);
    buf_add(&json, "{" EVERYBODY "}");
    const Policy *policy = case_statements(arena, json.ptr);
    SearchBudget budget = {.steps = MAX_WAYS_STEPS};
    const Ways *ways = case_ways_within(arena, policy, &budget);
    Outcome last = ways->items[ways->count - 1].attempts[ADVERSARY_STRANGER].outcome;
    assert_int_equal(last, shapes[i].last);
    assert_true(case_all_proved(arena, policy, ways));
    /* It came to an end because the steps did, and said so. */
    size_t gave_up = 0;
    for (size_t w = 0; w < ways->count; w++)
      gave_up += way_gave_up(&ways->items[w]);
    assert_int_equal(budget.steps, 0);
    assert_true(gave_up > 0);
    arena_free(arena);
  }
}

TESTS(limits, TEST(limit_of_issuers), TEST(limits_of_lists), TEST(limits_of_the_solver),
      TEST(each_statement_has_its_turn));
