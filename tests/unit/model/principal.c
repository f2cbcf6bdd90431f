/* SPDX-License-Identifier: Apache-2.0
 *
 * What the value in a Principal element names.
 */
#include "assumelint/principal.h"
#include "arena_of_test.h"

static void known_values(void **state) {
  (void)state;
  enum { AWS = PRINCIPAL_AWS, SVC = PRINCIPAL_SERVICE, FED = PRINCIPAL_FEDERATED };
  static const struct {
    int key;
    const char *value;
    IdentityKind who;
  } cases[] = {
      {AWS, "*", IDENTITY_ANYONE},
      {AWS, "111122223333", IDENTITY_ACCOUNT},
      {AWS, "arn:aws:iam::111122223333:root", IDENTITY_ACCOUNT},
      {AWS, "arn:aws-cn:iam::111122223333:root", IDENTITY_ACCOUNT},
      {AWS, "arn:aws:iam::111122223333:user/bob", IDENTITY_USER},
      {AWS, "arn:aws:iam::111122223333:user/team/bob", IDENTITY_USER},
      {AWS, "arn:aws:iam::111122223333:role/ops", IDENTITY_ROLE},
      {AWS, "arn:aws:sts::111122223333:assumed-role/ops/bob", IDENTITY_SESSION},
      {AWS, "arn:aws:sts::111122223333:federated-user/bob", IDENTITY_FEDERATED_USER},
      {AWS, "AIDAEXAMPLEEXAMPLE12", IDENTITY_ORPHAN},
      {AWS, "AROAEXAMPLEEXAMPLE12", IDENTITY_ORPHAN},
      {AWS, "AKIAEXAMPLEEXAMPLE12", IDENTITY_OTHER_ID},
      {AWS, "arn:aws:iam::111122223333:group/g", IDENTITY_GROUP},
      {AWS, "arn:aws:iam::111122223333:instance-profile/p", IDENTITY_GROUP},
      {AWS, "", IDENTITY_MALFORMED},
      {AWS, " 111122223333", IDENTITY_MALFORMED},
      {AWS, "11112222333", IDENTITY_MALFORMED},
      {AWS, "1111*", IDENTITY_MALFORMED},
      {AWS, "arn:aws:iam::1111:root", IDENTITY_MALFORMED},
      {AWS, "arn:aws:iam:us-east-1:111122223333:root", IDENTITY_MALFORMED},
      {AWS, "arn:aws:s3:::bucket", IDENTITY_MALFORMED},
      {AWS, "arn:azure:iam::111122223333:root", IDENTITY_MALFORMED},
      {AWS, "arn:aws:iam::111122223333:role", IDENTITY_MALFORMED},
      {AWS, "arn:aws:iam::111122223333:role/", IDENTITY_MALFORMED},
      {AWS, "arn:aws:iam::111122223333:assumed-role/a/b", IDENTITY_MALFORMED},
      {AWS, "arn:aws:sts::111122223333:assumed-role/ops", IDENTITY_MALFORMED},
      {AWS, "arn:aws:sts::111122223333:assumed-role/p/ops/bob", IDENTITY_MALFORMED},
      {SVC, "lambda.amazonaws.com", IDENTITY_SERVICE},
      {SVC, "*", IDENTITY_MALFORMED},
      {SVC, "lambda", IDENTITY_MALFORMED},
      {FED, "accounts.google.com", IDENTITY_OIDC},
      {FED, "cognito-identity.amazonaws.com", IDENTITY_OIDC},
      {FED, "arn:aws:iam::111122223333:oidc-provider/gitlab.com", IDENTITY_OIDC},
      {FED, "arn:aws:iam::111122223333:oidc-provider/oidc.eks.x.amazonaws.com/id/A", IDENTITY_OIDC},
      {FED, "arn:aws:iam::111122223333:saml-provider/corp", IDENTITY_SAML},
      {FED, "arn:aws:iam::111122223333:role/ops", IDENTITY_MALFORMED},
      {FED, "*", IDENTITY_MALFORMED},
      {FED, "localhost", IDENTITY_MALFORMED},
      {PRINCIPAL_STAR, "*", IDENTITY_ANYONE},
      {PRINCIPAL_CANONICAL, "79a59d", IDENTITY_MALFORMED},
      {PRINCIPAL_OTHER, "x", IDENTITY_MALFORMED},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const Text *text = text_literal(arena, str_of(cases[i].value));
    Identity who = identity_of_text(arena, (PrincipalKey)cases[i].key, text);
    if (who.kind != cases[i].who || (who.kind == IDENTITY_MALFORMED && !who.why))
      fail_msg("%s: %d", cases[i].value, (int)who.kind);
  }
}

static void parts_of_arns(void **state) {
  (void)state;
  const Text *text = text_literal(arena, STR("arn:aws-cn:iam::111122223333:role/a/b/ops"));
  Identity who = identity_of_text(arena, PRINCIPAL_AWS, text);
  assert_true(text_is(who.partition, "aws-cn"));
  assert_true(text_is(who.account, "111122223333"));
  assert_true(text_is(who.name, "ops") && text_is(who.path, "/a/b/"));
  text = text_literal(arena, STR("arn:aws:sts::111122223333:assumed-role/ops/bob"));
  who = identity_of_text(arena, PRINCIPAL_AWS, text);
  assert_true(text_is(who.name, "ops") && text_is(who.session, "bob"));
  text = text_literal(arena, STR("arn:aws:iam::111122223333:oidc-provider/a.b/id/C"));
  who = identity_of_text(arena, PRINCIPAL_FEDERATED, text);
  assert_true(text_is(who.host, "a.b/id/C"));
  /* An issuer with a path can call; a policy names it by its ARN. */
  text = text_literal(arena, STR("a.b/id/C"));
  who = identity_of_text(arena, PRINCIPAL_FEDERATED, text);
  assert_true(who.kind == IDENTITY_OIDC && text_is(who.host, "a.b/id/C"));
  const Principal written = {.kind = PRINCIPAL_FEDERATED, .value = {.text = text}};
  who = identity_of(arena, &written);
  assert_int_equal(who.kind, IDENTITY_MALFORMED);
}

static void holes(void **state) {
  (void)state;
  static const struct {
    HoleKind kind;
    IdentityKind who;
  } cases[] = {
      {HOLE_OWN_ACCOUNT, IDENTITY_ACCOUNT}, {HOLE_ACCOUNT, IDENTITY_ACCOUNT},
      {HOLE_USER_ARN, IDENTITY_USER},       {HOLE_ROLE_ARN, IDENTITY_ROLE},
      {HOLE_ANY, IDENTITY_UNKNOWN},         {HOLE_ARN, IDENTITY_UNKNOWN},
      {HOLE_GROUP_ARN, IDENTITY_GROUP},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const Hole hole = {.name = STR("h"), .kind = cases[i].kind};
    Identity who = identity_of_text(arena, PRINCIPAL_AWS, text_hole(arena, &hole));
    assert_int_equal(who.kind, cases[i].who);
  }
  /* Our account, whole: known for what it is. */
  const Hole own = {.name = STR("AWS::AccountId"), .kind = HOLE_OWN_ACCOUNT};
  const Text *parts[] = {text_literal(arena, STR("arn:aws:iam::")), text_hole(arena, &own),
                         text_literal(arena, STR(":root"))};
  Identity who = identity_of_text(arena, PRINCIPAL_AWS, text_concat(arena, parts, 3));
  assert_int_equal(who.kind, IDENTITY_ACCOUNT);
  assert_ptr_equal(text_only_hole(who.account), &own);
}

static void unique_ids(void **state) {
  (void)state;
  assert_non_null(unique_id_kind(STR("AIDAEXAMPLEEXAMPLE12")));
  assert_null(unique_id_kind(STR("AIDASHORT")));
  assert_null(unique_id_kind(STR("aidaexampleexample12")));
  assert_null(unique_id_kind(STR("XXXXEXAMPLEEXAMPLE12")));
}

TESTS_BETWEEN(principal, set_up, tear_down, TEST(known_values), TEST(parts_of_arns), TEST(holes),
              TEST(unique_ids));
