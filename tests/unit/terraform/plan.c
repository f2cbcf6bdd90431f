/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: from the JSON of plans and states to the two worlds.
 */
#include "terraform_show.h"

static void test_created_role(void **state) {
  (void)state;
  expect(PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"",
                     "\"before\":null,\"after\":{\"name\":\"n\",\"path\":\"/p/\","
                     "\"max_session_duration\":7200,\"assume_role_policy\":" POLICY(
                         "444455556666") "},\"after_unknown\":{\"arn\":true}")),
         (const char *const[]){
             "before\nafter\nrole aws_iam_role.r [r] create",
             " name=n path=/p/ "
             "arn=arn:${partition}:iam::${account}:role/p/n "
             "account=${account} partition=${partition} max=7200 admin= trust=0 sid=S "
             "p=444455556666 a=sts:AssumeRole c=x1\n",
             NULL});
}

static void test_actions(void **state) {
  (void)state;
#define BOTH "\"before\":" ROLE("old", "1") ",\"after\":" ROLE("new", "2")
#define GONE "\"before\":" ROLE("old", "1") ",\"after\":null"
  static const struct {
    const char *actions, *rest, *before, *after;
  } cases[] = {
      {"\"no-op\"", BOTH, "no-op old", "no-op new"},
      {"\"create\"", "\"before\":null,\"after\":" ROLE("new", "2"), "", "create new"},
      {"\"update\"", BOTH, "update old", "update new"},
      {"\"delete\"", GONE, "delete old", ""},
      {"\"delete\",\"create\"", BOTH, "replace old", "replace new"},
      {"\"create\",\"delete\"", BOTH, "replace old", "replace new"},
      {"\"forget\"", GONE, "forget old", "forget old"},
      {"\"create\",\"forget\"", BOTH, "forget old", "create new"},
      {"\"read\"", "\"before\":null,\"after\":" ROLE("new", "2"), "", "read new"},
      {"\"later\"", BOTH, "update old", "update new"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char text[3000];
    int n = snprintf(text, sizeof text,
                     PLAN("{\"address\":\"aws_iam_role.r\",\"mode\":\"managed\",\"type\":"
                          "\"aws_iam_role\",\"change\":{\"actions\":[%s],%s}}"),
                     cases[i].actions, cases[i].rest);
    assert_true(n > 0 && (size_t)n < sizeof text);
    Input input = read_text(text);
    assert_int_equal(input.status, OK);
    assert_true(input.has_before);
    const World *worlds[] = {&input.before, &input.after};
    const char *wanted[] = {cases[i].before, cases[i].after};
    for (int w = 0; w < 2; w++) {
      char seen[100] = "";
      if (worlds[w]->role_count > 0) {
        const Role *role = &worlds[w]->roles[worlds[w]->role_count - 1];
        Str name = text_print(input.arena, role->name);
        snprintf(seen, sizeof seen, "%s %.*s", change_name(role->change), STR_FMT(name));
      }
      assert_string_equal(seen, wanted[w]);
    }
    done(&input);
  }
}

/* A replacement that lets go of what was there: it stays beside the new one. */
static void test_replaced_and_forgotten(void **state) {
  (void)state;
  expect(PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\",\"forget\"", BOTH)),
         (const char *const[]){"after\nrole aws_iam_role.r (forgotten) [r (forgotten)] forget ",
                               "name=old", "\nrole aws_iam_role.r [r] create ", "name=new", NULL});
}

static void test_addresses(void **state) {
  (void)state;
  expect(
      PLAN(
          "{\"address\":\"module.m[\\\"a.b]\\\\\\\"[\\\"].module.n.aws_iam_role.r[\\\"k.l\\\"]\","
          "\"previous_address\":\"aws_iam_role.old\",\"mode\":\"managed\",\"type\":\"aws_iam_role"
          "\",\"change\":{\"actions\":[\"no-op\"],\"before\":" ROLE("n", "1") ",\"after\":" ROLE(
              "n",
              "1") "}},"
                   "{\"address\":\"aws_iam_role.d\",\"deposed\":\"c0ffee00\",\"mode\":\"managed\",\"type\":"
                   "\"aws_iam_role\",\"change\":{\"actions\":[\"delete\"],\"before\":" ROLE(
                       "d",
                       "1") ",\"after\":null}},"
                            "{\"address\":\"data.aws_iam_role.x\",\"mode\":\"data\",\"type\":\"aws_iam_role\","
                            "\"change\":{\"actions\":[\"read\"],\"before\":null,\"after\":" ROLE(
                                "x", "1") "}}"),
      (const char *const[]){
          "role module.m[\"a.b]\\\"[\"].module.n.aws_iam_role.r[\"k.l\"] [r[\"k.l\"]] no-op",
          " from aws_iam_role.old name=n",
          "role aws_iam_role.d (deposed c0ffee00) [d (deposed c0ffee00)] delete",
          "account=111122223333 partition=aws",
          NULL,
      });
  Input input = read_text(
      PLAN("{\"address\":\"data.aws_iam_role.x\",\"mode\":\"data\",\"type\":\"aws_iam_role\","
           "\"change\":{\"actions\":[\"read\"],\"before\":null,\"after\":" ROLE("x", "1") "}}"));
  assert_int_equal(input.after.role_count, 0);
  done(&input);
}

/* ---- What is not known, and what is not shown -------------------------- */

#define CONFIGURATION                                                                              \
  ",\"configuration\":{\"provider_config\":{\"aws\":{\"name\":\"aws\"}},\"root_module\":{"         \
  "\"module_calls\":{\"m\":{\"expressions\":{},\"module\":{\"resources\":[{\"address\":"           \
  "\"aws_iam_role.r\",\"mode\":\"managed\",\"type\":\"aws_iam_role\",\"expressions\":{"            \
  "\"assume_role_policy\":{\"references\":[\"aws_iam_user.u.arn\",\"aws_iam_user.u\",\"var.x\"]}}" \
  "}]}}}}}"

static void test_unknown_policy(void **state) {
  (void)state;
  expect("{\"resource_changes\":[" CHANGE(
             "module.m[\\\"k\\\"].aws_iam_role.r[0]", "aws_iam_role", "\"create\"",
             "\"before\":null,\"after\":{\"name\":\"n\"},"
             "\"after_unknown\":{\"assume_role_policy\":true}") "]" CONFIGURATION "}",
         (const char *const[]){
             "path=/ arn=arn:${partition}:iam::${account}:role/n account", "trust=2",
             "hole=module.m[\"k\"].aws_iam_user.u.arn, module.m[\"k\"].var.x\n", NULL});
  /* Without a configuration, and where nothing at all is known. */
  expect(
      PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"",
                  "\"before\":null,\"after\":{},"
                  "\"after_unknown\":{\"assume_role_policy\":true,\"path\":true}")),
      (const char *const[]){"path=- ", "trust=2 hole=aws_iam_role.r.assume_role_policy\n", NULL});
  expect(PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"", "\"before\":null")),
         (const char *const[]){"name=- path=- arn=-", "trust=2", NULL});
  /* Known not to be there. */
  expect(PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"",
                     "\"after\":{\"assume_role_policy\":null},\"after_unknown\":{}")),
         (const char *const[]){"trust=1", NULL});
  expect(PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"",
                     "\"after\":{\"assume_role_policy\":\"{\"},\"after_unknown\":{}")),
         (const char *const[]){"trust=3", NULL});
}

static void test_sensitive_policy(void **state) {
  (void)state;
#define SECRET(principal, sensitive)                                                               \
  PLAN(CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"",                                      \
              "\"after\":" ROLE("n", principal) ",\"after_sensitive\":" sensitive))
  expect(SECRET("arn:aws:iam::444455556666:root", "{\"assume_role_policy\":true}"),
         (const char *const[]){"name=n ",
                               "trust=0s sid= p=arn:aws:iam::444455556666:root "
                               "a=sts:AssumeRole c=(sensitive)\n",
                               NULL});
  expect(SECRET("hunter2", "{\"assume_role_policy\":true}"),
         (const char *const[]){"sid= p=(sensitive) a=sts:AssumeRole c=(sensitive)\n", NULL});
  expect(SECRET("hunter2", "true"),
         (const char *const[]){"name=(sensitive) path=(sensitive) arn=(sensitive) "
                               "account=111122223333",
                               NULL});
  /* The value is there, for comparing. */
  Input input = read_text(SECRET("1", "{\"assume_role_policy\":true}"));
  const Statement *st = &input.after.roles[0].trusts[0].policy->statements[0];
  const Hole *hole = text_only_hole(st->conditions[0].values[0].text);
  assert_true(hole->sensitive);
  assert_true(str_is(hole->secret, "x1"));
  done(&input);
}

/* ---- Administrators ---------------------------------------------------- */

#define ADMIN_JSON                                                                                 \
  "\"{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":[\\\"s3:Get*\\\","            \
  "\\\"iam:*\\\"],\\\"Resource\\\":\\\"*\\\"}}\""
#define TWO_ROLES                                                                                  \
  CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"", "\"after\":" ROLE("n", "1"))              \
  "," CHANGE("aws_iam_role.other", "aws_iam_role", "\"create\"", "\"after\":" ROLE("o", "1")) ","

static void expect_admin(const char *plan, const char *why) {
  Input input = read_text(plan);
  assert_int_equal(input.after.role_count, 2);
  assert_true(str_is(input.after.roles[0].admin_why, why));
  assert_int_equal(input.after.roles[0].admin, why[0] != '\0');
  assert_false(input.after.roles[1].admin);
  done(&input);
}

static void test_administrators(void **state) {
  (void)state;
#define ATTACH(values)                                                                             \
  PLAN(TWO_ROLES CHANGE("x.y", "aws_iam_role_policy_attachment", "\"create\"", "\"after\":" values))
  expect_admin(ATTACH("{\"role\":\"n\",\"policy_arn\":\"arn:aws:iam::aws:policy/"
                      "AdministratorAccess\"}"),
               "AdministratorAccess is attached");
  expect_admin(ATTACH("{\"role\":\"n\",\"policy_arn\":\"arn:aws:iam::aws:policy/ReadOnlyAccess\"}"),
               "");
  expect_admin(ATTACH("{\"role\":\"n\",\"policy_arn\":\"arn:aws:iam::111122223333:policy/"
                      "AdministratorAccess\"}"),
               "");
  expect_admin(PLAN(TWO_ROLES CHANGE("x.y", "aws_iam_role_policy", "\"create\"",
                                     "\"after\":{\"role\":\"n\",\"policy\":" ADMIN_JSON "}")),
               "one of its policies allows iam:* on every resource");
  expect_admin(PLAN(TWO_ROLES CHANGE("x.y", "aws_iam_policy_attachment", "\"create\"",
                                     "\"after\":{\"roles\":[\"zz\",\"n\"],\"policy_arn\":"
                                     "\"arn:aws:iam::aws:policy/PowerUserAccess\"}")),
               "PowerUserAccess is attached");
  /* By reference, to a policy of the plan. */
  expect_admin(
      "{\"resource_changes\":[" TWO_ROLES CHANGE(
          "aws_iam_policy.p", "aws_iam_policy", "\"create\"",
          "\"after\":{\"policy\":" ADMIN_JSON
          "}") "," CHANGE("aws_iam_role_policy_attachment.a", "aws_iam_role_policy_attachment",
                          "\"create\"",
                          "\"after\":{},\"after_unknown\":{"
                          "\"role\":true,\"policy_arn\":true}") "],\"configuration\":{\"root_module\":{\"resources\":[{\"address\":"
                                                                "\"aws_iam_role_policy_attachment.a\",\"mode\":\"managed\",\"type\":"
                                                                "\"aws_iam_role_policy_attachment\",\"expressions\":{\"role\":{\"references\":["
                                                                "\"aws_iam_role.r.name\",\"aws_iam_role.r\"]},\"policy_arn\":{\"references\":["
                                                                "\"aws_iam_policy.p.arn\",\"aws_iam_policy.p\"]}}}]}}}",
      "one of its policies allows iam:* on every resource");
}

/* ---- Accounts and entities --------------------------------------------- */

#define CALLER(name, id)                                                                           \
  "{\"address\":\"data.aws_caller_identity." name "\",\"mode\":\"data\",\"type\":"                 \
  "\"aws_caller_identity\",\"values\":{\"account_id\":\"" id "\",\"arn\":\"arn:aws-cn:sts::" id    \
  ":assumed-role/r/s\"}}"
#define PRIOR(resources)                                                                           \
  "{\"resource_changes\":[" NEW_ROLE "],\"prior_state\":{\"format_version\":\"1.0\",\"values\":{"  \
  "\"root_module\":{\"child_modules\":[{\"resources\":[" resources "]}]}}}}"

static void test_accounts(void **state) {
  (void)state;
  expect(PRIOR(CALLER("a", "777788889999") "," CALLER("b", "777788889999")),
         (const char *const[]){"account=777788889999 partition=aws-cn", NULL});
  expect(PRIOR(CALLER("a", "777788889999") "," CALLER("b", "777788880000")),
         (const char *const[]){"account=${account} partition=${partition}", NULL});
  /* Another role's ARN tells only where one provider makes both. */
#define EXISTING                                                                                   \
  CHANGE("aws_iam_role.e", "aws_iam_role", "\"no-op\"",                                            \
         "\"before\":" ROLE("e", "1") ",\"after\":" ROLE("e", "1"))
  expect("{\"resource_changes\":[" NEW_ROLE "," EXISTING "]}",
         (const char *const[]){"account=${account}", "account=111122223333", NULL});
  expect("{\"resource_changes\":[" NEW_ROLE "," EXISTING "]" CONFIGURATION "}",
         (const char *const[]){"aws_iam_role.r [r] create 21-340 name=- path=/ arn=- "
                               "account=111122223333",
                               NULL});
}

static void test_entities(void **state) {
  (void)state;
  expect(
      PLAN(CHANGE(
          "aws_iam_user.u", "aws_iam_user", "\"delete\"",
          "\"before\":{\"name\":\"u\",\"unique_id\":\"AIDAX\",\"arn\":"
          "\"arn:aws:iam::111122223333:user/u\"},\"after\":null") "," CHANGE("aws_iam_openid_connect_provider.o",
                                                                             "aws_iam_openid_connect_provider",
                                                                             "\"create\"",
                                                                             "\"after\":{\"url\":\"https://token.example.com/\",\"client_id_list\":[\"a\",null]},"
                                                                             "\"after_unknown\":{\"arn\":true}") "," CHANGE("aws_iam_saml_provider.s",
                                                                                                                            "aws_iam_saml_provider",
                                                                                                                            "\"create\"",
                                                                                                                            "\"after\":{\"name\":\"idp\"}")),
      (const char *const[]){
          "before\nentity 0 aws_iam_user.u delete id=AIDAX name=u "
          "arn=arn:aws:iam::111122223333:user/u\nafter\n",
          "entity 1 aws_iam_openid_connect_provider.o create id= "
          "name=token.example.com "
          "arn=arn:${partition}:iam::${account}:oidc-provider/token.example.com client=a "
          "client=${aws_iam_openid_connect_provider.o.client_id_list[1]}\n",
          "entity 2 aws_iam_saml_provider.s create id= name=idp "
          "arn=arn:${partition}:iam::${account}:saml-provider/idp\n",
          NULL});
}

TESTS(plan, TEST(test_created_role), TEST(test_actions), TEST(test_replaced_and_forgotten),
      TEST(test_addresses), TEST(test_unknown_policy), TEST(test_sensitive_policy),
      TEST(test_administrators), TEST(test_accounts), TEST(test_entities));
