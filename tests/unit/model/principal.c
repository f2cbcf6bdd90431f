/* SPDX-License-Identifier: Apache-2.0
 *
 * What the value in a Principal element names.
 */
#include "assumelint/principal.h"
#include "arena_of_test.h"

static void known_values(void **state) {
  (void)state;
  enum {
    AWS = ALINT_PRINCIPAL_AWS,
    SVC = ALINT_PRINCIPAL_SERVICE,
    FED = ALINT_PRINCIPAL_FEDERATED
  };
  static const struct {
    int key;
    const char *value;
    enum alint_who who;
  } cases[] = {
      {AWS, "*", ALINT_WHO_ANYONE},
      {AWS, "111122223333", ALINT_WHO_ACCOUNT},
      {AWS, "arn:aws:iam::111122223333:root", ALINT_WHO_ACCOUNT},
      {AWS, "arn:aws-cn:iam::111122223333:root", ALINT_WHO_ACCOUNT},
      {AWS, "arn:aws:iam::111122223333:user/bob", ALINT_WHO_USER},
      {AWS, "arn:aws:iam::111122223333:user/team/bob", ALINT_WHO_USER},
      {AWS, "arn:aws:iam::111122223333:role/ops", ALINT_WHO_ROLE},
      {AWS, "arn:aws:sts::111122223333:assumed-role/ops/bob", ALINT_WHO_SESSION},
      {AWS, "arn:aws:sts::111122223333:federated-user/bob", ALINT_WHO_FEDERATED_USER},
      {AWS, "AIDAEXAMPLEEXAMPLE12", ALINT_WHO_ORPHAN},
      {AWS, "AROAEXAMPLEEXAMPLE12", ALINT_WHO_ORPHAN},
      {AWS, "AKIAEXAMPLEEXAMPLE12", ALINT_WHO_OTHER_ID},
      {AWS, "arn:aws:iam::111122223333:group/g", ALINT_WHO_GROUP},
      {AWS, "arn:aws:iam::111122223333:instance-profile/p", ALINT_WHO_GROUP},
      {AWS, "", ALINT_WHO_MALFORMED},
      {AWS, " 111122223333", ALINT_WHO_MALFORMED},
      {AWS, "11112222333", ALINT_WHO_MALFORMED},
      {AWS, "1111*", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:iam::1111:root", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:iam:us-east-1:111122223333:root", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:s3:::bucket", ALINT_WHO_MALFORMED},
      {AWS, "arn:azure:iam::111122223333:root", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:iam::111122223333:role", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:iam::111122223333:role/", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:iam::111122223333:assumed-role/a/b", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:sts::111122223333:assumed-role/ops", ALINT_WHO_MALFORMED},
      {AWS, "arn:aws:sts::111122223333:assumed-role/p/ops/bob", ALINT_WHO_MALFORMED},
      {SVC, "lambda.amazonaws.com", ALINT_WHO_SERVICE},
      {SVC, "*", ALINT_WHO_MALFORMED},
      {SVC, "lambda", ALINT_WHO_MALFORMED},
      {FED, "accounts.google.com", ALINT_WHO_OIDC},
      {FED, "cognito-identity.amazonaws.com", ALINT_WHO_OIDC},
      {FED, "arn:aws:iam::111122223333:oidc-provider/gitlab.com", ALINT_WHO_OIDC},
      {FED, "arn:aws:iam::111122223333:oidc-provider/oidc.eks.x.amazonaws.com/id/A",
       ALINT_WHO_OIDC},
      {FED, "arn:aws:iam::111122223333:saml-provider/corp", ALINT_WHO_SAML},
      {FED, "arn:aws:iam::111122223333:role/ops", ALINT_WHO_MALFORMED},
      {FED, "*", ALINT_WHO_MALFORMED},
      {FED, "localhost", ALINT_WHO_MALFORMED},
      {ALINT_PRINCIPAL_STAR, "*", ALINT_WHO_ANYONE},
      {ALINT_PRINCIPAL_CANONICAL, "79a59d", ALINT_WHO_MALFORMED},
      {ALINT_PRINCIPAL_OTHER, "x", ALINT_WHO_MALFORMED},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct alint_identity who;
    const struct alint_text *text = alint_text_literal(arena, alint_str(cases[i].value));
    alint_identify_text(&who, arena, (enum alint_principal_key)cases[i].key, text);
    if (who.who != cases[i].who || (who.who == ALINT_WHO_MALFORMED && !who.why))
      fail_msg("%s: %d", cases[i].value, (int)who.who);
  }
}

static void parts_of_arns(void **state) {
  (void)state;
  struct alint_identity who;
  const struct alint_text *text =
      alint_text_literal(arena, ALINT_STR("arn:aws-cn:iam::111122223333:role/a/b/ops"));
  alint_identify_text(&who, arena, ALINT_PRINCIPAL_AWS, text);
  assert_true(alint_text_is(who.partition, "aws-cn"));
  assert_true(alint_text_is(who.account, "111122223333"));
  assert_true(alint_text_is(who.name, "ops") && alint_text_is(who.path, "/a/b/"));
  text = alint_text_literal(arena, ALINT_STR("arn:aws:sts::111122223333:assumed-role/ops/bob"));
  alint_identify_text(&who, arena, ALINT_PRINCIPAL_AWS, text);
  assert_true(alint_text_is(who.name, "ops") && alint_text_is(who.session, "bob"));
  text = alint_text_literal(arena, ALINT_STR("arn:aws:iam::111122223333:oidc-provider/a.b/id/C"));
  alint_identify_text(&who, arena, ALINT_PRINCIPAL_FEDERATED, text);
  assert_true(alint_text_is(who.host, "a.b/id/C"));
  /* An issuer with a path can call; a policy names it by its ARN. */
  text = alint_text_literal(arena, ALINT_STR("a.b/id/C"));
  alint_identify_text(&who, arena, ALINT_PRINCIPAL_FEDERATED, text);
  assert_true(who.who == ALINT_WHO_OIDC && alint_text_is(who.host, "a.b/id/C"));
  const struct alint_principal written = {.kind = ALINT_PRINCIPAL_FEDERATED,
                                          .value = {.text = text}};
  alint_identify(&who, arena, &written);
  assert_int_equal(who.who, ALINT_WHO_MALFORMED);
}

static void holes(void **state) {
  (void)state;
  static const struct {
    enum alint_hole_kind kind;
    enum alint_who who;
  } cases[] = {
      {ALINT_HOLE_OWN_ACCOUNT, ALINT_WHO_ACCOUNT}, {ALINT_HOLE_ACCOUNT, ALINT_WHO_ACCOUNT},
      {ALINT_HOLE_USER_ARN, ALINT_WHO_USER},       {ALINT_HOLE_ROLE_ARN, ALINT_WHO_ROLE},
      {ALINT_HOLE_ANY, ALINT_WHO_UNKNOWN},         {ALINT_HOLE_ARN, ALINT_WHO_UNKNOWN},
      {ALINT_HOLE_GROUP_ARN, ALINT_WHO_GROUP},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const struct alint_hole hole = {.name = ALINT_STR("h"), .kind = cases[i].kind};
    struct alint_identity who;
    alint_identify_text(&who, arena, ALINT_PRINCIPAL_AWS, alint_text_hole(arena, &hole));
    assert_int_equal(who.who, cases[i].who);
  }
  /* Our account, whole: known for what it is. */
  const struct alint_hole own = {.name = ALINT_STR("AWS::AccountId"),
                                 .kind = ALINT_HOLE_OWN_ACCOUNT};
  const struct alint_text *parts[] = {alint_text_literal(arena, ALINT_STR("arn:aws:iam::")),
                                      alint_text_hole(arena, &own),
                                      alint_text_literal(arena, ALINT_STR(":root"))};
  struct alint_identity who;
  alint_identify_text(&who, arena, ALINT_PRINCIPAL_AWS, alint_text_concat(arena, parts, 3));
  assert_int_equal(who.who, ALINT_WHO_ACCOUNT);
  assert_ptr_equal(alint_text_only_hole(who.account), &own);
}

static void unique_ids(void **state) {
  (void)state;
  assert_non_null(alint_unique_id_kind(ALINT_STR("AIDAEXAMPLEEXAMPLE12")));
  assert_null(alint_unique_id_kind(ALINT_STR("AIDASHORT")));
  assert_null(alint_unique_id_kind(ALINT_STR("aidaexampleexample12")));
  assert_null(alint_unique_id_kind(ALINT_STR("XXXXEXAMPLEEXAMPLE12")));
}

TESTS_BETWEEN(principal, set_up, tear_down, TEST(known_values), TEST(parts_of_arns), TEST(holes),
              TEST(unique_ids));
