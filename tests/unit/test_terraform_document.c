/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: policy documents that are read only during apply,
 * built from their arguments.
 */
#include "terraform_show.h"

/* A role whose policy refers to data.aws_iam_policy_document.d. */
#define DOCUMENT(key, after)                                                                       \
  "{\"address\":\"data.aws_iam_policy_document.d" key                                              \
  "\",\"mode\":\"data\",\"type\":\"aws_iam_policy_document\",\"change\":{\"actions\":[\"read\"],"  \
  "\"before\":null," after "}}"
#define ROLE_OF(key)                                                                               \
  CHANGE("aws_iam_role.r" key, "aws_iam_role", "\"create\"",                                       \
         "\"after\":{\"name\":\"n\"},\"after_unknown\":{\"assume_role_policy\":true}")
#define CONFIGURED(references, statement)                                                          \
  ",\"configuration\":{\"root_module\":{\"resources\":[{\"address\":\"aws_iam_role.r\",\"mode\":"  \
  "\"managed\",\"type\":\"aws_iam_role\",\"expressions\":{\"assume_role_policy\":{\"references\":" \
  "[" references "]}}},{\"address\":\"data.aws_iam_policy_document.d\",\"mode\":\"data\","         \
  "\"type\":\"aws_iam_policy_document\",\"expressions\":{\"statement\":[" statement "]}}]}}}"
#define JSON_OF "\"data.aws_iam_policy_document.d.json\",\"data.aws_iam_policy_document.d\""
#define ONE(after)                                                                                 \
  "{\"resource_changes\":[" DOCUMENT("", after) "," ROLE_OF("") "]" CONFIGURED(JSON_OF, "{}")

static void test_defaults_and_merging(void **state) {
  (void)state;
  struct alint_input input = read_text(ONE(
      "\"after\":{\"statement\":[{\"sid\":\"A\",\"effect\":null,\"actions\":[\"sts:AssumeRole\"],"
      "\"principals\":[{\"type\":\"AWS\",\"identifiers\":[\"1\",\"2\"]},{\"type\":\"Service\","
      "\"identifiers\":[\"ec2.amazonaws.com\"]},{\"type\":\"AWS\",\"identifiers\":[\"3\"]}],"
      "\"condition\":[{\"test\":\"StringEquals\",\"variable\":\"aws:username\",\"values\":["
      "\"&{aws:userid}\"]},{\"test\":\"StringEquals\",\"variable\":\"aws:username\",\"values\":["
      "\"b\"]}]},{\"sid\":null,\"effect\":\"Deny\",\"not_actions\":[\"x\"],\"not_principals\":["
      "{\"type\":\"AWS\",\"identifiers\":[\"*\"]}]},{\"principals\":[{\"type\":\"*\","
      "\"identifiers\":[\"*\"]}]}],\"version\":null},\"after_unknown\":{\"json\":true}"));
  assert_int_equal(input.status, ALINT_OK);
  const struct alint_trust *trust = &input.after.roles[0].trusts[0];
  assert_int_equal(trust->state, ALINT_TRUST_KNOWN);
  assert_int_equal(trust->origin, ALINT_ORIGIN_REBUILT);
  assert_true(alint_str_is(trust->policy->version, "2012-10-17"));
  assert_int_equal(trust->policy->statement_count, 3);
  const struct alint_statement *st = trust->policy->statements;
  assert_int_equal(st[0].effect, ALINT_EFFECT_ALLOW);
  assert_int_equal(st[0].principal_count, 4);
  assert_true(alint_text_is(st[0].principals[2].value.text, "3"));
  assert_int_equal(st[0].principals[3].kind, ALINT_PRINCIPAL_SERVICE);
  assert_int_equal(st[0].condition_count, 1);
  assert_int_equal(st[0].conditions[0].value_count, 2);
  assert_true(alint_text_is(st[0].conditions[0].values[0].text, "${aws:userid}"));
  assert_int_equal(st[1].effect, ALINT_EFFECT_DENY);
  assert_true(st[1].has_not_action && st[1].has_not_principal && !st[1].has_sid);
  assert_int_equal(st[2].principals[0].kind, ALINT_PRINCIPAL_STAR);
  assert_int_equal(st[2].effect, ALINT_EFFECT_ALLOW);
  done(&input);
}

#define FEDERATED(unknown, references)                                                                                                                                     \
  "{\"resource_changes\":[" DOCUMENT(                                                                                                                                      \
      "",                                                                                                                                                                  \
      "\"after\":{\"statement\":[{\"actions\":[\"a\"],\"principals\":[{\"type\":"                                                                                          \
      "\"Federated\",\"identifiers\":[\"k\",null]}]}]},\"after_unknown\":{\"statement\":["                                                                                 \
      "{\"principals\":[{\"identifiers\":" unknown                                                                                                                         \
      "}]}]}") "," ROLE_OF("") "," CHANGE("aws_iam_openid_connect_provider.o",                                                                                             \
                                          "aws_iam_openid_connect_provider", "\"create\"",                                                                                 \
                                          "\"after\":{\"url\":\"https://t.example.com\"}") "]" CONFIGURED(JSON_OF,                                                         \
                                                                                                          "{\"principals\":[{\"type\":{\"constant_value\":\"Federated\"}," \
                                                                                                          "\"identifiers\":{\"references\":[" references                   \
                                                                                                          "]}}]}")

static void test_holes(void **state) {
  (void)state;
  /* A provider of the plan: its ARN is known but for the account. */
  expect(FEDERATED("[false,true]", "\"aws_iam_openid_connect_provider.o.arn\","
                                   "\"aws_iam_openid_connect_provider.o\""),
         (const char *const[]){"trust=0 sid= p=k p=arn:${partition@aws}:iam::${account_id@aws}:"
                               "oidc-provider/t.example.com a=a\n",
                               NULL});
  expect(FEDERATED("[false,true]", "\"aws_iam_saml_provider.x.arn\",\"aws_iam_saml_provider.x\""),
         (const char *const[]){" p=${aws_iam_saml_provider.x.arn} a=a\n", NULL});
  /* Two references, or two values: nobody can say which is which. */
  expect(FEDERATED("[false,true]", "\"var.a\",\"var.b\""),
         (const char *const[]){" p=${data.aws_iam_policy_document.d.identifiers[1]} a=a\n", NULL});
  expect(FEDERATED("[true,true]", "\"var.a\""),
         (const char *const[]){" p=${data.aws_iam_policy_document.d.identifiers[0]} "
                               "p=${data.aws_iam_policy_document.d.identifiers[1]} a=a\n",
                               NULL});
  /* The whole list. */
  struct alint_input input = read_text(FEDERATED("true", "\"var.a\""));
  const struct alint_statement *st = input.after.roles[0].trusts[0].policy->statements;
  assert_int_equal(st[0].principals[0].kind, ALINT_PRINCIPAL_OPAQUE);
  done(&input);
}

static void test_order(void **state) {
  (void)state;
  /* The role refers to the document, and that to the provider. */
  struct alint_input input = read_text(
      FEDERATED("[false,true]",
                "\"aws_iam_openid_connect_provider.o.arn\",\"aws_iam_openid_connect_provider.o\""));
  const struct alint_role *role = &input.after.roles[0];
  assert_true(role->depends_on_count > 0);
  for (size_t i = 0; i < role->depends_on_count; i++)
    assert_true(alint_str_is(role->depends_on[i], "aws_iam_openid_connect_provider.o"));
  done(&input);
}

static void expect_unknown(const char *text) {
  struct alint_input input = read_text(text);
  assert_int_equal(input.status, ALINT_OK);
  assert_int_equal(input.after.roles[0].trusts[0].state, ALINT_TRUST_UNKNOWN);
  assert_non_null(input.after.roles[0].trusts[0].hole);
  done(&input);
}

static void test_what_is_not_built(void **state) {
  (void)state;
#define STATEMENT "\"statement\":[{\"actions\":[\"a\"]}]"
  expect_unknown(ONE("\"after\":{" STATEMENT ",\"source_policy_documents\":[\"{}\"]}"));
  expect_unknown(ONE("\"after\":{" STATEMENT "},\"after_unknown\":{\"override_json\":true}"));
  expect_unknown(ONE("\"after\":{},\"after_unknown\":{\"statement\":true}"));
  expect_unknown(ONE("\"after\":{\"statement\":[]}"));
  /* Made from more than the document. */
  expect_unknown("{\"resource_changes\":[" DOCUMENT("", "\"after\":{" STATEMENT "}") "," ROLE_OF(
      "") "]" CONFIGURED(JSON_OF ",\"var.x\"", "{}"));
}

static void test_instances_pair_by_key(void **state) {
  (void)state;
#define SID(sid) "\"after\":{\"statement\":[{\"sid\":\"" sid "\",\"actions\":[\"a\"]}]}"
  expect(
      "{\"resource_changes\":[" DOCUMENT("[\\\"a\\\"]", SID("A")) "," DOCUMENT("[\\\"b\\\"]", SID("B")) "," ROLE_OF(
          "[\\\"b\\\"]") "," ROLE_OF("[\\\"a\\\"]") "," ROLE_OF("[\\\"c\\\"]") "]" CONFIGURED("\"data.aws_iam_policy_document.d\",\"each.key\"",
                                                                                              "{}"),
      (const char *const[]){
          "trust=0 sid=B a=a\nrole aws_iam_role.r[\"a\"]",
          "trust=0 sid=A a=a\nrole aws_iam_role.r[\"c\"]",
          "trust=2 hole=data.aws_iam_policy_document.d, each.key\n",
          NULL,
      });
}

static void test_sensitive_arguments(void **state) {
  (void)state;
  expect(
      ONE("\"after\":{\"statement\":[{\"sid\":\"A\",\"actions\":[\"sts:AssumeRole\"],"
          "\"principals\":[{\"type\":\"AWS\",\"identifiers\":[\"111122223333\"]}],\"condition\":"
          "[{\"test\":\"StringEquals\",\"variable\":\"sts:ExternalId\",\"values\":[\"s3cr3t\"]}]"
          "}]},\"after_sensitive\":{\"statement\":[{\"condition\":[{\"values\":[true]}]}]}"),
      (const char *const[]){"trust=0s sid= p=111122223333 a=sts:AssumeRole c=(sensitive)\n", NULL});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_defaults_and_merging), cmocka_unit_test(test_holes),
      cmocka_unit_test(test_what_is_not_built),    cmocka_unit_test(test_instances_pair_by_key),
      cmocka_unit_test(test_sensitive_arguments),  cmocka_unit_test(test_order),
  };
  return cmocka_run_group_tests_name("terraform_document", tests, NULL, NULL);
}
