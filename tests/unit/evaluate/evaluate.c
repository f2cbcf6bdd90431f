/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator: small policies, requests, verdicts. Every operator, set
 * operators, missing keys, variables, NotPrincipal and NotAction, holes and
 * points that are not settled.
 */
#include "access_case.h"
#include "arena_of_test.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "facts/unsettled.h"

/* `context`: a JSON object. */
static Request request_of(const char *context) {
  Request out = {
      .principal_kind = PRINCIPAL_AWS, .action = STR("sts:AssumeRole"), .others = KEY_ABSENT};
  out.principal = text_literal(arena, STR("arn:aws:iam::111122223333:user/bob"));
  case_context(&out, arena, case_json(arena, context));
  return out;
}

static Verdict ask(const char *version, const char *statements, Request *request,
                   Decision *decision) {
  Str json = str_printf(arena, "{`Version`:`%s`,`Statement`:[%s]}", version, statements);
  const Policy *policy = case_policy(arena, json.ptr);
  assert_non_null(policy);
  request_complete(request, arena);
  *decision = eval_policy(arena, policy, request, true);
  return decision->verdict;
}

/* ---- Conditions ---------------------------------------------------------------- */

/* Whether the condition holds in an Allow, asked of a request with the context. */
struct condition_case {
  const char *condition, *context;
  bool holds;
};

static const struct condition_case operators[] = {
    {"{`StringEquals`:{`k`:`a`}}", "{`k`:`a`}", true},
    {"{`StringEquals`:{`k`:`a`}}", "{`k`:`A`}", false},
    {"{`StringEquals`:{`k`:`a*`}}", "{`k`:`ab`}", false},
    {"{`StringEquals`:{`k`:[`a`,`b`]}}", "{`k`:`b`}", true},
    {"{`StringEquals`:{`k`:`a`}}", "{`K`:`a`}", true},
    {"{`StringNotEquals`:{`k`:[`a`,`b`]}}", "{`k`:`b`}", false},
    {"{`StringNotEquals`:{`k`:[`a`,`b`]}}", "{`k`:`c`}", true},
    {"{`StringEqualsIgnoreCase`:{`k`:`aB`}}", "{`k`:`Ab`}", true},
    {"{`StringNotEqualsIgnoreCase`:{`k`:`aB`}}", "{`k`:`Ab`}", false},
    {"{`StringLike`:{`k`:`a?c*`}}", "{`k`:`abc:d/e`}", true},
    {"{`StringLike`:{`k`:`a?c*`}}", "{`k`:`ac`}", false},
    {"{`StringNotLike`:{`k`:`a*`}}", "{`k`:`ba`}", true},
    {"{`NumericEquals`:{`k`:`5.0`}}", "{`k`:`5`}", true},
    {"{`NumericNotEquals`:{`k`:`5`}}", "{`k`:`5`}", false},
    {"{`NumericLessThan`:{`k`:`5`}}", "{`k`:`5`}", false},
    {"{`NumericLessThanEquals`:{`k`:`5`}}", "{`k`:`5`}", true},
    {"{`NumericGreaterThan`:{`k`:`5`}}", "{`k`:`5.1`}", true},
    {"{`NumericGreaterThanEquals`:{`k`:`5`}}", "{`k`:`4.9`}", false},
    {"{`NumericLessThan`:{`k`:`5`}}", "{`k`:`x`}", false},
    {"{`NumericNotEquals`:{`k`:`5`}}", "{`k`:`x`}", true},
    {"{`DateEquals`:{`k`:`2026-01-01T00:00:00Z`}}", "{`k`:`1767225600`}", true},
    {"{`DateNotEquals`:{`k`:`2026-01-01`}}", "{`k`:`2026-01-01T00:00:01Z`}", true},
    {"{`DateLessThan`:{`k`:`2026-01-01`}}", "{`k`:`2025-12-31T23:59:59Z`}", true},
    {"{`DateLessThanEquals`:{`k`:`2026-01-01`}}", "{`k`:`2026-01-01T00:00:00Z`}", true},
    {"{`DateGreaterThan`:{`k`:`2026-01-01`}}", "{`k`:`2026-01-01T00:00:00Z`}", false},
    {"{`DateGreaterThanEquals`:{`k`:`2026-01-01`}}", "{`k`:`2026-01-01T00:00:00Z`}", true},
    {"{`Bool`:{`k`:`true`}}", "{`k`:`True`}", true},
    {"{`Bool`:{`k`:true}}", "{`k`:`true`}", true},
    {"{`Bool`:{`k`:`yes`}}", "{`k`:`yes`}", false},
    {"{`BinaryEquals`:{`k`:`QUI=`}}", "{`k`:`QUI`}", true},
    {"{`IpAddress`:{`k`:`10.0.0.0/8`}}", "{`k`:`10.9.8.7`}", true},
    {"{`IpAddress`:{`k`:`10.0.0.1`}}", "{`k`:`10.0.0.2`}", false},
    {"{`IpAddress`:{`k`:`0.0.0.0/0`}}", "{`k`:`2001:db8::1`}", false},
    {"{`NotIpAddress`:{`k`:`0.0.0.0/0`}}", "{`k`:`2001:db8::1`}", true},
    {"{`ArnEquals`:{`k`:`arn:aws:iam::*:role/a`}}", "{`k`:`arn:aws:iam::1:role/a`}", true},
    {"{`ArnLike`:{`k`:`arn:aws:iam::*:role/*`}}", "{`k`:`arn:aws:iam::1:role/a:b`}", true},
    {"{`ArnLike`:{`k`:`arn:aws:*:role/a`}}", "{`k`:`arn:aws:iam::1:role/a`}", false},
    {"{`StringLike`:{`k`:`arn:aws:*:role/a`}}", "{`k`:`arn:aws:iam::1:role/a`}", true},
    {"{`ArnNotEquals`:{`k`:`arn:aws:iam::1:role/a`}}", "{`k`:`arn:aws:iam::2:role/a`}", true},
    {"{`ArnNotLike`:{`k`:`arn:aws:iam::1:*`}}", "{`k`:`arn:aws:iam::1:role/a`}", false},
    {"{`Null`:{`k`:`true`}}", "{}", true},
    {"{`Null`:{`k`:`false`}}", "{}", false},
    {"{`Null`:{`k`:`false`}}", "{`k`:``}", true},
    {"{`Null`:{`k`:[`true`,`false`]}}", "{`k`:`x`}", true},
    {"{`stringequals`:{`k`:`a`}}", "{`k`:`a`}", true},
    {"{}", "{}", true},
    {"{`StringEquals`:{}}", "{}", true},
    {"{`StringEquals`:{`k`:`a`,`l`:`b`}}", "{`k`:`a`,`l`:`c`}", false},
    {"{`StringEquals`:{`k`:`a`},`StringLike`:{`k`:`b*`}}", "{`k`:`a`}", false},
};

static const struct condition_case missing_keys[] = {
    {"{`StringEquals`:{`k`:`a`}}", "{}", false},
    {"{`StringLike`:{`k`:`*`}}", "{}", false},
    {"{`Bool`:{`k`:`false`}}", "{}", false},
    {"{`IpAddress`:{`k`:`0.0.0.0/0`}}", "{}", false},
    {"{`StringNotEquals`:{`k`:`a`}}", "{}", true},
    {"{`StringNotLike`:{`k`:`*`}}", "{}", true},
    {"{`NumericNotEquals`:{`k`:`1`}}", "{}", true},
    {"{`DateNotEquals`:{`k`:`2026`}}", "{}", true},
    {"{`NotIpAddress`:{`k`:`0.0.0.0/0`}}", "{}", true},
    {"{`ArnNotLike`:{`k`:`arn:aws:iam::1:*`}}", "{}", true},
    {"{`StringEqualsIfExists`:{`k`:`a`}}", "{}", true},
    {"{`StringNotEqualsIfExists`:{`k`:`a`}}", "{}", true},
    {"{`BoolIfExists`:{`k`:`true`}}", "{}", true},
    {"{`StringEqualsIfExists`:{`k`:`a`}}", "{`k`:`b`}", false},
    {"{`StringNotEqualsIfExists`:{`k`:`a`}}", "{`k`:`a`}", false},
    {"{`ForAllValues:StringEquals`:{`k`:`a`}}", "{}", true},
    {"{`ForAllValues:StringNotEquals`:{`k`:`a`}}", "{}", true},
    {"{`ForAnyValue:StringEquals`:{`k`:`a`}}", "{}", false},
    {"{`ForAnyValue:StringNotEquals`:{`k`:`a`}}", "{}", false},
};

static const struct condition_case sets[] = {
    {"{`ForAllValues:StringEquals`:{`k`:[`a`,`b`]}}", "{`k`:[`a`,`b`]}", true},
    {"{`ForAllValues:StringEquals`:{`k`:[`a`,`b`]}}", "{`k`:[`a`,`c`]}", false},
    {"{`ForAllValues:StringEquals`:{`k`:`a`}}", "{`k`:[]}", true},
    {"{`ForAllValues:StringEquals`:{`k`:`a`}}", "{`k`:``}", true},
    {"{`ForAllValues:StringEquals`:{`k`:`a`}}", "{`k`:[``]}", true},
    {"{`ForAllValues:StringNotLike`:{`k`:`a*`}}", "{`k`:[`b`,`ab`]}", false},
    {"{`ForAnyValue:StringEquals`:{`k`:[`a`,`b`]}}", "{`k`:[`c`,`b`]}", true},
    {"{`ForAnyValue:StringEquals`:{`k`:`a`}}", "{`k`:[]}", false},
    {"{`ForAnyValue:StringNotEquals`:{`k`:[`a`,`b`]}}", "{`k`:[`a`,`c`]}", true},
    {"{`ForAnyValue:StringNotEquals`:{`k`:[`a`,`b`]}}", "{`k`:[`a`,`b`]}", false},
    {"{`ForAllValues:StringEquals`:{`k`:`a`}}", "{`k`:`a`}", true},
    {"{`ForAnyValue:StringEquals`:{`k`:`a`}}", "{`k`:`a`}", true},
    {"{`StringEquals`:{`k`:`a`}}", "{`k`:[`a`]}", false},
    {"{`StringNotEquals`:{`k`:`a`}}", "{`k`:[`b`]}", false},
};

static const struct condition_case variables[] = {
    {"{`StringEquals`:{`k`:`${aws:username}`}}", "{`k`:`bob`}", true},
    {"{`StringEquals`:{`k`:`${AWS:UserName}`}}", "{`k`:`bob`}", true},
    {"{`StringEquals`:{`k`:`x-${l}-${m}`}}", "{`k`:`x-1-2`,`l`:`1`,`m`:`2`}", true},
    {"{`StringEquals`:{`k`:`${l}`}}", "{`k`:`a`}", false},
    {"{`StringNotEquals`:{`k`:`${l}`}}", "{`k`:`a`}", true},
    {"{`StringEquals`:{`k`:`${l, 'none'}`}}", "{`k`:`none`}", true},
    {"{`StringEquals`:{`k`:`${l, 'none'}`}}", "{`k`:`a`,`l`:`a`}", true},
    {"{`StringEquals`:{`k`:`${l, 'none'}`}}", "{`k`:`none`,`l`:`a`}", false},
    {"{`StringEquals`:{`k`:`${l}`}}", "{`k`:`a`,`l`:[`a`]}", false},
    {"{`StringEquals`:{`k`:`a${*}`}}", "{`k`:`a*`}", true},
    {"{`StringLike`:{`k`:`a${*}*`}}", "{`k`:`a*bc`}", true},
    {"{`StringLike`:{`k`:`a${*}*`}}", "{`k`:`abc`}", false},
    {"{`StringLike`:{`k`:`${?}`}}", "{`k`:`?`}", true},
    {"{`StringEquals`:{`k`:`${$}{l}`}}", "{`k`:`${l}`}", true},
    /* What a variable brings in is literal. */
    {"{`StringLike`:{`k`:`${l}`}}", "{`k`:`abc`,`l`:`a*`}", false},
    {"{`StringLike`:{`k`:`${l}`}}", "{`k`:`a*`,`l`:`a*`}", true},
    {"{`ArnLike`:{`k`:`arn:aws:iam::${l}:role/*`}}", "{`k`:`arn:aws:iam::1:role/a`,`l`:`1`}", true},
    {"{`StringEquals`:{`k`:`${l`}}", "{`k`:`${l`}", true},
};

static size_t wrong_conditions(const struct condition_case *cases, size_t count,
                               const char *version) {
  size_t wrong = 0;
  for (size_t i = 0; i < count; i++) {
    Str statement = str_printf(
        arena,
        "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:%s}",
        cases[i].condition);
    Request request = request_of(cases[i].context);
    Decision decision;
    bool holds = ask(version, statement.ptr, &request, &decision) == VERDICT_ALLOW;
    if (holds != cases[i].holds) {
      fprintf(stderr, "%s with %s: %d\n", cases[i].condition, cases[i].context, holds);
      wrong++;
    }
  }
  return wrong;
}

static void conditions(void **state) {
  (void)state;
  size_t wrong = wrong_conditions(operators, sizeof operators / sizeof *operators, "2012-10-17");
  wrong += wrong_conditions(missing_keys, sizeof missing_keys / sizeof *missing_keys, "2012-10-17");
  wrong += wrong_conditions(sets, sizeof sets / sizeof *sets, "2012-10-17");
  wrong += wrong_conditions(variables, sizeof variables / sizeof *variables, "2012-10-17");
  assert_int_equal(wrong, 0);
}

static void no_variables_in_the_old_version(void **state) {
  (void)state;
  static const struct condition_case cases[] = {
      {"{`StringEquals`:{`k`:`${aws:username}`}}", "{`k`:`bob`}", false},
      {"{`StringEquals`:{`k`:`${aws:username}`}}", "{`k`:`${aws:username}`}", true},
      {"{`StringNotEquals`:{`k`:`${aws:username}`}}", "{`k`:`bob`}", true},
      {"{`StringLike`:{`k`:`a${*}`}}", "{`k`:`a${b}`}", true},
  };
  assert_int_equal(wrong_conditions(cases, sizeof cases / sizeof *cases, "2008-10-17"), 0);
}

/* ---- Statements -------------------------------------------------------------------- */

static void statements(void **state) {
  (void)state;
  static const struct {
    const char *statements;
    Verdict verdict;
  } cases[] = {
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`111122223333`},`Action`:`sts:AssumeRole`}",
       VERDICT_ALLOW},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`arn:aws:iam::111122223333:root`},"
       "`Action`:`sts:*`}",
       VERDICT_ALLOW},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`arn:aws:iam::111122223333:user/bob`},"
       "`Action`:`STS:assumerole`}",
       VERDICT_ALLOW},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`arn:aws:iam::111122223333:user/Bob`},"
       "`Action`:`sts:AssumeRole`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`arn:aws:iam::111122223333:user/*`},"
       "`Action`:`sts:AssumeRole`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`AIDAEXAMPLEEXAMPLE12`},`Action`:`sts:AssumeRole`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:{`Service`:`ec2.amazonaws.com`},`Action`:`sts:AssumeRole`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:`*`,`Action`:`sts:AssumeRole`}", VERDICT_ALLOW},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:TagSession`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`NotAction`:`sts:TagSession`}", VERDICT_ALLOW},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`NotAction`:`sts:Assume*`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`NotPrincipal`:{`AWS`:`999999999999`},`Action`:`sts:AssumeRole`}",
       VERDICT_ALLOW},
      {"{`Effect`:`Allow`,`NotPrincipal`:{`AWS`:`111122223333`},`Action`:`sts:AssumeRole`}",
       VERDICT_IMPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`},"
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`111122223333`},`Action`:`sts:*`}",
       VERDICT_EXPLICIT_DENY},
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`},"
       "{`Effect`:`Deny`,`NotPrincipal`:{`AWS`:`arn:aws:iam::111122223333:user/bob`},"
       "`Action`:`sts:AssumeRole`}",
       VERDICT_ALLOW},
      {"{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`NotAction`:`sts:TagSession`},"
       "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`}",
       VERDICT_EXPLICIT_DENY},
      /* Two conditions of a Deny: one that fails is enough. */
      {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`},"
       "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,"
       "`Condition`:{`StringEquals`:{`aws:username`:`bob`},`Null`:{`k`:`false`}}}",
       VERDICT_ALLOW},
  };
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Request request = request_of("{}");
    Decision decision;
    if (ask("2012-10-17", cases[i].statements, &request, &decision) != cases[i].verdict) {
      fprintf(stderr, "%s: %s\n", cases[i].statements, verdict_name(decision.verdict));
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

/* Sessions, their roles, and providers. */
static void callers(void **state) {
  (void)state;
  static const struct {
    PrincipalKey kind;
    const char *caller, *principal;
    bool matches;
  } cases[] = {
      {PRINCIPAL_AWS, "arn:aws:sts::111122223333:assumed-role/ops/s",
       "{`AWS`:`arn:aws:iam::111122223333:role/ops`}", true},
      {PRINCIPAL_AWS, "arn:aws:sts::111122223333:assumed-role/ops/s",
       "{`AWS`:`arn:aws:iam::111122223333:role/team/ops`}", true},
      {PRINCIPAL_AWS, "arn:aws:sts::111122223333:assumed-role/ops/s",
       "{`AWS`:`arn:aws:sts::111122223333:assumed-role/ops/t`}", false},
      {PRINCIPAL_AWS, "arn:aws:sts::111122223333:assumed-role/ops/s", "{`AWS`:`111122223333`}",
       true},
      {PRINCIPAL_AWS, "arn:aws:iam::111122223333:role/ops",
       "{`AWS`:`arn:aws:sts::111122223333:assumed-role/ops/t`}", false},
      {PRINCIPAL_AWS, "AIDAEXAMPLEEXAMPLE12", "{`AWS`:`AIDAEXAMPLEEXAMPLE12`}", true},
      {PRINCIPAL_AWS, "arn:aws-cn:iam::111122223333:user/b",
       "{`AWS`:`arn:aws:iam::111122223333:root`}", false},
      {PRINCIPAL_SERVICE, "ec2.amazonaws.com", "{`Service`:`ec2.amazonaws.com`}", true},
      {PRINCIPAL_SERVICE, "ec2.amazonaws.com", "{`AWS`:`*`}", true},
      {PRINCIPAL_SERVICE, "ec2.amazonaws.com", "{`AWS`:`111122223333`}", false},
      {PRINCIPAL_FEDERATED, "arn:aws:iam::111122223333:oidc-provider/gitlab.com",
       "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/gitlab.com`}", true},
      {PRINCIPAL_FEDERATED, "arn:aws:iam::111122223333:oidc-provider/gitlab.com",
       "{`AWS`:`111122223333`}", false},
      {PRINCIPAL_FEDERATED, "gitlab.com",
       "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/gitlab.com`}", true},
      {PRINCIPAL_FEDERATED, "arn:aws:iam::111122223333:saml-provider/a",
       "{`Federated`:`arn:aws:iam::111122223333:saml-provider/b`}", false},
  };
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Request request = request_of("{}");
    Decision decision;
    request.principal_kind = cases[i].kind;
    request.principal = text_literal(arena, str_of(cases[i].caller));
    Str statement = str_printf(arena, "{`Effect`:`Allow`,`Principal`:%s,`Action`:`sts:AssumeRole`}",
                               cases[i].principal);
    bool matches = ask("2012-10-17", statement.ptr, &request, &decision) == VERDICT_ALLOW;
    if (matches != cases[i].matches) {
      fprintf(stderr, "%s as %s: %d\n", cases[i].caller, cases[i].principal, matches);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void companions_are_needed(void **state) {
  (void)state;
  static const char both[] =
      "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:[`sts:AssumeRole`,`sts:TagSession`]}";
  static const char only[] = "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`}";
  const Str also[] = {STR("sts:TagSession")};
  Request request = request_of("{}");
  Decision decision;
  request.also = also;
  request.also_count = 1;
  assert_int_equal(ask("2012-10-17", both, &request, &decision), VERDICT_ALLOW);
  assert_int_equal(ask("2012-10-17", only, &request, &decision), VERDICT_IMPLICIT_DENY);
}

/* ---- What is not known ---------------------------------------------------------------- */

/* A policy whose HOLE is the hole. */
static Verdict ask_with_hole(const Hole *hole, const char *statements, Request *request,
                             Decision *decision) {
  Policy *policy = case_statements(arena, statements);
  case_put_hole(arena, policy, hole);
  request_complete(request, arena);
  *decision = eval_policy(arena, policy, request, true);
  return decision->verdict;
}

#define ALLOW_IF "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:"
#define DENY_IF "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:"

static void holes_decide_only_where_they_do(void **state) {
  (void)state;
  static const struct {
    const char *statements, *context;
    Verdict verdict;
  } cases[] = {
      {ALLOW_IF "{`StringEquals`:{`k`:`HOLE`}}}", "{`k`:`a`}", VERDICT_UNKNOWN},
      {ALLOW_IF "{`StringEquals`:{`k`:`HOLE`}}}", "{}", VERDICT_IMPLICIT_DENY},
      {ALLOW_IF "{`StringEquals`:{`k`:[`HOLE`,`a`]}}}", "{`k`:`a`}", VERDICT_ALLOW},
      {ALLOW_IF "{`StringNotEquals`:{`k`:[`HOLE`,`a`]}}}", "{`k`:`a`}", VERDICT_IMPLICIT_DENY},
      {ALLOW_IF "{`StringEquals`:{`k`:`HOLE`,`l`:`x`}}}", "{`k`:`a`,`l`:`y`}",
       VERDICT_IMPLICIT_DENY},
      {ALLOW_IF "{`StringEquals`:{`k`:`HOLE`}}}," ALLOW_IF "{`StringEquals`:{`k`:`a`}}}",
       "{`k`:`a`}", VERDICT_ALLOW},
      {ALLOW_IF "{}}," DENY_IF "{`StringEquals`:{`k`:`HOLE`}}}", "{`k`:`a`}", VERDICT_UNKNOWN},
      {ALLOW_IF "{}}," DENY_IF "{`StringEquals`:{`k`:`HOLE`}}}", "{}", VERDICT_ALLOW},
      {ALLOW_IF "{`StringEquals`:{`k`:`HOLE`}}}," DENY_IF "{`StringEquals`:{`k`:`a`}}}",
       "{`k`:`a`}", VERDICT_EXPLICIT_DENY},
      {ALLOW_IF "{`NumericLessThan`:{`k`:`HOLE`}}}", "{`k`:`5`}", VERDICT_UNKNOWN},
      {ALLOW_IF "{`Null`:{`k`:`HOLE`}}}", "{`k`:`5`}", VERDICT_UNKNOWN},
  };
  const Hole hole = {.name = STR("X")};
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Request request = request_of(cases[i].context);
    Decision decision;
    Verdict verdict = ask_with_hole(&hole, cases[i].statements, &request, &decision);
    bool names_hole = decision.hole == &hole || verdict != VERDICT_UNKNOWN;
    if (verdict != cases[i].verdict || !names_hole) {
      fprintf(stderr, "%s with %s: %s\n", cases[i].statements, cases[i].context,
              verdict_name(verdict));
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void equal_holes_are_equal(void **state) {
  (void)state;
  const Hole hole = {.name = STR("X")};
  Request request = request_of("{`k`:`a`}");
  Decision decision;
  const Text *same = text_hole(arena, &hole);
  request.keys[0].values = &same;
  assert_int_equal(
      ask_with_hole(&hole, ALLOW_IF "{`StringEquals`:{`k`:`HOLE`}}}", &request, &decision),
      VERDICT_ALLOW);
}

/* {"Service": HOLE} is never an AWS identity. */
static void unknown_principals_of_another_key(void **state) {
  (void)state;
  static const char service[] = "{`Effect`:`Allow`,`Principal`:{`Service`:`HOLE`},"
                                "`Action`:`sts:AssumeRole`}";
  const Hole hole = {.name = STR("X")};
  Decision decision;
  Request request = request_of("{}");
  assert_int_equal(ask_with_hole(&hole, service, &request, &decision), VERDICT_IMPLICIT_DENY);
  request.principal_kind = PRINCIPAL_SERVICE;
  request.principal = text_literal(arena, STR("ec2.amazonaws.com"));
  assert_int_equal(ask_with_hole(&hole, service, &request, &decision), VERDICT_UNKNOWN);
}

/* A list of values that is not known at all. */
static void unknown_lists(void **state) {
  (void)state;
  static const char *const conditions[] = {"{`StringEquals`:{`k`:`a`}}", "{`Null`:{`k`:`true`}}"};
  const Hole hole = {.name = STR("List")};
  for (size_t i = 0; i < 2; i++) {
    Str statement = str_printf(arena, ALLOW_IF "%s}", conditions[i]);
    Policy *policy = case_statements(arena, statement.ptr);
    Request request = request_of("{`k`:`a`}");
    policy->statements[0].conditions[0].opaque = true;
    policy->statements[0].conditions[0].hole = &hole;
    policy->statements[0].conditions[0].value_count = 0;
    Decision decision = eval_policy(arena, policy, &request, false);
    assert_int_equal(decision.verdict, VERDICT_UNKNOWN);
    assert_ptr_equal(decision.hole, &hole);
  }
}

/* ${aws:PrincipalTag/HOLE} */
static void variables_with_a_hole_in_the_name(void **state) {
  (void)state;
  const Hole hole = {.name = STR("Tag")};
  const Text *parts[] = {text_literal(arena, STR("${aws:PrincipalTag/")), text_hole(arena, &hole),
                         text_literal(arena, STR("}"))};
  Policy *policy = case_statements(arena, ALLOW_IF "{`StringEquals`:{`k`:`x`}}}");
  Request request = request_of("{`k`:`a`,`aws:PrincipalTag/t`:`a`}");
  policy->statements[0].conditions[0].values[0].text = text_concat(arena, parts, 3);
  Decision decision = eval_policy(arena, policy, &request, false);
  assert_int_equal(decision.verdict, VERDICT_UNKNOWN);
  assert_ptr_equal(decision.hole, &hole);
}

/* `count` variables in one value, each with a literal before it, asked of what they stand for. */
static Verdict ask_variables(size_t count) {
  Buf value = buf_in(arena), bobs = buf_in(arena);
  for (size_t i = 0; i < count; i++) {
    buf_add(&value, "${aws:username}");
    buf_add(&bobs, "bob");
  }
  Decision decision;
  Request request = request_of(str_printf(arena, "{`k`:`%s`}", bobs.ptr).ptr);
  Str statement = str_printf(arena, ALLOW_IF "{`StringEquals`:{`k`:`%s`}}}", value.ptr);
  return ask("2012-10-17", statement.ptr, &request, &decision);
}

static void variables_have_a_limit(void **state) {
  (void)state;
  assert_int_equal(ask_variables(MAX_VARIABLE_PARTS / 2), VERDICT_ALLOW);
  assert_int_equal(ask_variables(MAX_VARIABLE_PARTS / 2 + 1), VERDICT_UNKNOWN);
}

static void open_worlds(void **state) {
  (void)state;
  Decision decision;
  Request request = request_of("{}");
  request.others = KEY_MAYBE;
  assert_int_equal(
      ask("2012-10-17", ALLOW_IF "{`StringEquals`:{`sts:ExternalId`:`x`}}}", &request, &decision),
      VERDICT_UNKNOWN);
  assert_true(str_is(decision.key, "sts:ExternalId"));
  assert_int_equal(ask("2012-10-17", ALLOW_IF "{}}", &request, &decision), VERDICT_ALLOW);
}

/* ---- Points that are not settled --------------------------------------------------------- */

static void unsettled_points_are_told_where_they_decide(void **state) {
  (void)state;
  static const struct {
    const char *statements, *context;
    Verdict verdict;
    Assumptions assumptions;
  } cases[] = {
      {ALLOW_IF "{`ForAnyValue:StringEqualsIfExists`:{`k`:`a`}}}", "{}", VERDICT_ALLOW,
       1u << U1_ANY_VALUE_IF_EXISTS},
      {ALLOW_IF "{`ArnLike`:{`k`:`*`}}}", "{`k`:`arn:aws:iam::1:role/a`}", VERDICT_ALLOW,
       1u << U2_PATTERN_NOT_ARN},
      {ALLOW_IF "{`ArnEquals`:{`k`:`*`}}}", "{}", VERDICT_IMPLICIT_DENY, 0},
      {ALLOW_IF "{`ArnLike`:{`k`:`*`}}}", "{`k`:`no ARN`}", VERDICT_IMPLICIT_DENY, 0},
      {ALLOW_IF "{`ArnNotLike`:{`k`:`*`}}}", "{`k`:`arn:aws:iam::1:role/a`}", VERDICT_ALLOW,
       1u << U2_PATTERN_NOT_ARN},
      {ALLOW_IF "{}}," DENY_IF "{`ArnLike`:{`k`:`*`}}}", "{`k`:`arn:aws:iam::1:role/a`}",
       VERDICT_ALLOW, 1u << U2_PATTERN_NOT_ARN},
      {ALLOW_IF "{}}," DENY_IF "{`ArnNotLike`:{`k`:`*`}}}", "{`k`:`arn:aws:iam::1:role/a`}",
       VERDICT_ALLOW, 1u << U2_PATTERN_NOT_ARN},
      {ALLOW_IF "{`StringEquals`:{`k`:`a`}}}", "{`k`:[`a`]}", VERDICT_IMPLICIT_DENY,
       1u << U3_PLAIN_ON_MULTIVALUED},
      {ALLOW_IF "{`StringEquals`:{`k`:`a`}}}", "{`k`:[`b`]}", VERDICT_IMPLICIT_DENY, 0},
      {ALLOW_IF "{`StringEquals`:{`k`:[]}}}", "{`k`:`a`}", VERDICT_IMPLICIT_DENY,
       1u << U5_EMPTY_VALUES},
      {ALLOW_IF "{`StringNotEquals`:{`k`:`${l}`}}}", "{`k`:`a`}", VERDICT_ALLOW,
       1u << U6_MISSING_VARIABLE},
      {ALLOW_IF "{`Bool`:{`k`:`${l}`}}}", "{`k`:`true`,`l`:`true`}", VERDICT_IMPLICIT_DENY,
       1u << U7_VARIABLE_IN_OTHER_TYPE},
      /* Met, but another statement decides. */
      {ALLOW_IF "{`ForAnyValue:StringEqualsIfExists`:{`k`:`a`}}}," ALLOW_IF "{}}", "{}",
       VERDICT_ALLOW, 0},
  };
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Request request = request_of(cases[i].context);
    Decision decision;
    Verdict verdict = ask("2012-10-17", cases[i].statements, &request, &decision);
    if (verdict != cases[i].verdict || decision.assumptions != cases[i].assumptions) {
      fprintf(stderr, "%s: %s, %x\n", cases[i].statements, verdict_name(verdict),
              decision.assumptions);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

TESTS_BETWEEN(evaluate, set_up, tear_down, TEST(conditions), TEST(no_variables_in_the_old_version),
              TEST(variables_have_a_limit), TEST(statements), TEST(callers),
              TEST(companions_are_needed), TEST(holes_decide_only_where_they_do),
              TEST(equal_holes_are_equal), TEST(unknown_principals_of_another_key),
              TEST(unknown_lists), TEST(variables_with_a_hole_in_the_name), TEST(open_worlds),
              TEST(unsettled_points_are_told_where_they_decide));
