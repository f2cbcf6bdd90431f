/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: what is around roles. Policies attached to them, what
 * hands them out, stacks that bring them, what they are made after.
 */
#include "terraform_show.h"

#define R(address, type, actions, rest)                                                            \
  "{'address':'" address "','mode':'managed','type':'" type "','change':{'actions':[" actions      \
  "]," rest "}}"
#define NEW(address, type, after) R(address, type, "'create'", "'after':{" after "}")
#define NEW_UNKNOWN(address, type, after, unknown)                                                 \
  R(address, type, "'create'", "'after':{" after "},'after_unknown':{" unknown "}")
#define ROLE_N(address, more)                                                                      \
  NEW(address, "aws_iam_role", "'name':'n','assume_role_policy':'{^Statement^:[]}'" more)
#define C(address, type, expressions)                                                              \
  "{'address':'" address "','mode':'managed','type':'" type "','expressions':{" expressions "}}"
#define ALL "{^Statement^:[{^Effect^:^Allow^,^Action^:^*^,^Resource^:^*^}]}"
#define CONFIGURATION(resources) ",'configuration':{'root_module':{'resources':[" resources "]}}"

/* ---- Administrators ---------------------------------------------------------- */

static void expect_why(const char *plan, const char *why) {
  Input input = read_text(plan);
  assert_int_equal(input.status, OK);
  assert_true(str_is(input.after.roles[0].admin_why, why));
  done(&input);
}

#define EVERYTHING "one of its policies allows every action on every resource"

static void test_attachments(void **state) {
  (void)state;
#define ATTACH(type, after)                                                                        \
  json("{'resource_changes':[" ROLE_N("aws_iam_role.r", "") "," NEW("x.x", type, after) "]}")
  expect_why(ATTACH("aws_iam_role_policy_attachments_exclusive",
                    "'role_name':'n','policy_arns':['arn:aws:iam::aws:policy/ReadOnlyAccess',"
                    "'arn:aws:iam::aws:policy/AdministratorAccess']"),
             "AdministratorAccess is attached");
  expect_why(ATTACH("aws_iam_role_policy_attachments_exclusive",
                    "'role_name':'other','policy_arns':"
                    "['arn:aws:iam::aws:policy/AdministratorAccess']"),
             "");
  expect_why(ATTACH("awscc_iam_role_policy", "'role_name':'n','policy_document':'" ALL "'"),
             EVERYTHING);
  expect_why(ATTACH("awscc_iam_managed_policy", "'roles':['n'],'policy_document':'" ALL "'"),
             EVERYTHING);
  expect_why(json("{'resource_changes':[" NEW(
                 "awscc_iam_role.r", "awscc_iam_role",
                 "'role_name':'n','assume_role_policy_document':'{^Statement^:[]}',"
                 "'policies':[{'policy_name':'p','policy_document':'" ALL "'}]") "]}"),
             EVERYTHING);
}

static void test_attachments_by_reference(void **state) {
  (void)state;
  /* One instance of the roles, by its key; the policy is deferred. */
  Input input = read_text(json("{'resource_changes':[" ROLE_N("aws_iam_role.r[^a^]", "") "," ROLE_N(
      "aws_iam_role.r[^b^]",
      "") ",{'address':'data.aws_iam_policy_document.d','mode':'data',"
          "'type':'aws_iam_policy_document','change':{'actions':['read'],'after':{'statement':[{"
          "'actions':['*'],'resources':['*']}]}}}," NEW_UNKNOWN("aws_iam_policy.p", "aws_iam_policy", "'name':'p'", "'policy':true,'arn':true") "," NEW_UNKNOWN(
              "aws_iam_role_policy_attachment.x[^b^]", "aws_iam_role_policy_attachment", "'x':1",
              "'role':true,'policy_arn':true") "]" CONFIGURATION(C("aws_iam_policy.p",
                                                                   "aws_iam_policy",
                                                                   "'policy':{'references':['data.aws_iam_policy_document.d.json']}") "," C("aws_iam_role_policy_attachment.x",
                                                                                                                                            "aws_iam_role_policy_attachment",
                                                                                                                                            "'role':{'references':['aws_iam_role.r','each.key']},"
                                                                                                                                            "'policy_arn':{'references':['aws_iam_policy.p.arn','aws_iam_policy.p']}")) "}"));
  assert_int_equal(input.status, OK);
  assert_false(input.after.roles[0].admin);
  assert_true(input.after.roles[1].admin);
  done(&input);
}

static void test_boundaries(void **state) {
  (void)state;
#define ADMIN ",'managed_policy_arns':['arn:aws:iam::aws:policy/AdministratorAccess']"
  expect_why(json("{'resource_changes':[" ROLE_N("aws_iam_role.r", ADMIN) "]}"),
             "AdministratorAccess is attached");
  expect_why(json("{'resource_changes':[" NEW_UNKNOWN(
                 "aws_iam_role.r", "aws_iam_role",
                 "'name':'n','assume_role_policy':'{^Statement^:[]}'" ADMIN,
                 "'permissions_boundary':true") "]}"),
             "");
  /* awscc counts what is not given as not known. */
  expect_why(
      json("{'resource_changes':[" NEW_UNKNOWN(
          "awscc_iam_role.r", "awscc_iam_role",
          "'role_name':'n','assume_role_policy_document':'{^Statement^:[]}'" ADMIN,
          "'permissions_boundary':true") "]" CONFIGURATION(C("awscc_iam_role.r", "awscc_iam_role",
                                                             "'role_name':{}")) "}"),
      "AdministratorAccess is attached");
}

/* The path of a role of awscc that is given none. */
static void test_no_path(void **state) {
  (void)state;
#define PATHLESS(expressions)                                                                      \
  json("{'resource_changes':[" NEW_UNKNOWN(                                                        \
      "awscc_iam_role.r", "awscc_iam_role",                                                        \
      "'role_name':'n','assume_role_policy_document':'{^Statement^:[]}'",                          \
      "'path':true,'arn':true") "]" CONFIGURATION(C("awscc_iam_role.r", "awscc_iam_role",          \
                                                    expressions)) "}")
  expect(PATHLESS("'role_name':{}"),
         (const char *const[]){"path=/ arn=arn:${partition}:iam::${account}:role/n", NULL});
  expect(PATHLESS("'path':{'references':['var.x']}"), (const char *const[]){"path=- arn=-", NULL});
}

/* ---- What hands roles out ----------------------------------------------------- */

static void test_handouts(void **state) {
  (void)state;
  Input
      input =
          read_text(
              json(
                  "{'resource_changes':[" ROLE_N("aws_iam_role.r", "") "," NEW_UNKNOWN(
                      "aws_cognito_identity_pool.p", "aws_cognito_identity_pool",
                      "'allow_unauthenticated_identities':true",
                      "'id':true") "," NEW_UNKNOWN("aws_cognito_identity_pool_roles_attachment.a",
                                                   "aws_cognito_identity_pool_roles_attachment",
                                                   "'roles':{'authenticated':'arn:aws:iam::111122223333:role/x'},'role_mapping':[{"
                                                   "'mapping_rule':[{'role_arn':'arn:aws:iam::111122223333:role/y'}]}]",
                                                   "'identity_pool_id':true,'roles':{'unauthenticated':true}") "," NEW("aws_rolesanywhere_profile.f",
                                                                                                                       "aws_rolesanywhere_profile",
                                                                                                                       "'role_arns':[],'enabled':true,'arn':'arn:f'") "," NEW("aws_eks_pod_identity_association.e",
                                                                                                                                                                              "aws_eks_pod_identity_association", "'cluster_name':'c','namespace':'n','service_account':'s','role_arn':'n'") "]" CONFIGURATION(C("aws_cognito_identity_pool_roles_attachment.a", "aws_cognito_identity_pool_roles_attachment", "'roles':{'references':['aws_iam_role.r.arn','aws_iam_role.r']}")) "}"));
  assert_int_equal(input.status, OK);
  assert_int_equal(input.after.broker_count, 4);
  const RoleBroker *h = input.after.brokers;
  assert_int_equal(h[0].kind, BROKER_IDENTITY_POOL);
  assert_int_equal(h[0].guests, TRI_YES);
  assert_true(str_is(text_only_hole(h[0].id)->name, "aws_cognito_identity_pool.p.id"));
  assert_int_equal(h[1].role_count, 3);
  assert_true(str_is(h[1].roles[0].to, "rule"));
  assert_true(str_is(h[1].roles[1].to, "authenticated"));
  assert_true(str_is(h[1].roles[2].address, "aws_iam_role.r"));
  assert_non_null(h[1].pool);
  assert_int_equal(h[2].enabled, TRI_YES);
  assert_true(text_is(h[2].id, "arn:f"));
  assert_true(text_is(h[3].kube_namespace, "n"));
  assert_true(str_is(h[3].roles[0].address, "aws_iam_role.r"));
  done(&input);
}

/* ---- Stacks -------------------------------------------------------------------- */

#define CFN_ROLE(id, principal)                                                                    \
  "^" id "^:{^Type^:^AWS::IAM::Role^,^Properties^:{^AssumeRolePolicyDocument^:{^Statement^:[{"     \
  "^Effect^:^Allow^,^Action^:^sts:AssumeRole^,^Principal^:{^AWS^:" principal "}}]}}}"
#define TEMPLATE(resources)                                                                                 \
  "'template_body':'{^Parameters^:{^P^:{^Type^:^String^,^Default^:^111122223333^}},^Resources^:{" resources \
  "}}'"

static void test_stacks(void **state) {
  (void)state;
  expect(json("{'resource_changes':[" ROLE_N("aws_iam_role.r", "") "," NEW(
             "module.m[^k^].aws_cloudformation_stack.s", "aws_cloudformation_stack",
             "'parameters':{'P':'444455556666'}," TEMPLATE(CFN_ROLE("A", "{^Ref^:^P^}"))) "]}"),
         (const char *const[]){"role module.m[\"k\"].aws_cloudformation_stack.s/template_body/"
                               "Resources.A [A] create ",
                               "account=${account} partition=${partition}",
                               "p=444455556666 a=sts:AssumeRole", NULL});
  /* A value that is not known, or a secret, does not give way to the default. */
  expect(json("{'resource_changes':[" NEW_UNKNOWN(
             "aws_cloudformation_stack.s", "aws_cloudformation_stack",
             TEMPLATE(CFN_ROLE("A", "{^Ref^:^P^}")), "'parameters':{'P':true}") "]}"),
         (const char *const[]){" p=${aws_cloudformation_stack.s.parameters.P} ", NULL});
  expect(json("{'resource_changes':[" NEW_UNKNOWN(
             "aws_cloudformation_stack.s", "aws_cloudformation_stack",
             TEMPLATE(CFN_ROLE("A", "{^Ref^:^P^}")), "'parameters':true") "]}"),
         (const char *const[]){" p=${aws_cloudformation_stack.s.parameters.P} ", NULL});
  expect(json("{'resource_changes':[" R(
             "aws_cloudformation_stack.s", "aws_cloudformation_stack", "'create'",
             "'after':{'parameters':{'P':'s3cr3t'}," TEMPLATE(CFN_ROLE(
                 "A", "{^Ref^:^P^}")) "},'after_sensitive':{'parameters':{'P':true}}") "]}"),
         (const char *const[]){" p=${aws_cloudformation_stack.s.parameters.P} ", NULL});
  /* A stack set goes to other accounts. */
  expect(json("{'resource_changes':[" NEW(
             "aws_cloudformation_stack_set.s", "aws_cloudformation_stack_set",
             TEMPLATE(CFN_ROLE("A", "{^Ref^:^AWS::AccountId^}"))) "]}"),
         (const char *const[]){"account=${AWS::AccountId@aws_cloudformation_stack_set.s}",
                               "p=${AWS::AccountId@aws_cloudformation_stack_set.s} a", NULL});
}

static void test_stacks_that_change(void **state) {
  (void)state;
  expect(json("{'resource_changes':[" R(
             "aws_cloudformation_stack.s", "aws_cloudformation_stack", "'update'",
             "'before':{" TEMPLATE(CFN_ROLE("Gone", "^1^") "," CFN_ROLE(
                 "Stays", "^2^")) "},"
                                  "'after':{" TEMPLATE(CFN_ROLE("Stays", "^3^") "," CFN_ROLE(
                                      "New", "^4^")) "}") "]}"),
         (const char *const[]){"Resources.Gone [Gone] delete", "Resources.Stays [Stays] update",
                               "Resources.New [New] create", NULL});
}

/* awscc: parameters of a set are a list; what is not given counts as not known. */
static void test_stacks_of_awscc(void **state) {
  (void)state;
#define AWSCC(type, after, unknown, expressions)                                                   \
  json("{'resource_changes':[" NEW_UNKNOWN(type ".s", type, after, unknown) "]" CONFIGURATION(     \
      C(type ".s", type, expressions)) "}")
#define BY_PARAMETER TEMPLATE(CFN_ROLE("A", "{^Ref^:^P^}"))
#define PARAMETER "{'parameter_key':'P','parameter_value':'444455556666'}"
  expect(AWSCC("awscc_cloudformation_stack", "'stack_name':'n'," BY_PARAMETER,
               "'parameters':true,'template_url':true", "'template_body':{}"),
         (const char *const[]){"role awscc_cloudformation_stack.s/template_body/Resources.A",
                               "p=111122223333", NULL});
  expect(AWSCC("awscc_cloudformation_stack", BY_PARAMETER, "'parameters':true",
               "'parameters':{'references':['var.x']}"),
         (const char *const[]){"p=${awscc_cloudformation_stack.s.parameters.P}", NULL});
  expect(AWSCC("awscc_cloudformation_stack_set", "'parameters':[" PARAMETER "]," BY_PARAMETER,
               "'stack_instances_group':true", "'parameters':{}"),
         (const char *const[]){"p=444455556666", NULL});
  expect(AWSCC("awscc_cloudformation_stack_set",
               "'parameters':[{'parameter_key':'P'}]," BY_PARAMETER,
               "'parameters':[{'parameter_value':true}]", "'parameters':{}"),
         (const char *const[]){"p=${awscc_cloudformation_stack_set.s.parameters.P}", NULL});
  /* Of some instances it may be another. */
#define WITH_INSTANCE(set, more)                                                                                     \
  json("{'resource_changes':[" NEW(                                                                                  \
      "aws_cloudformation_stack_set.s", "aws_cloudformation_stack_set",                                              \
      "'name':'n','parameters':{'P':'444455556666'}," BY_PARAMETER) "," NEW("x.i",                                   \
                                                                            "aws_cloudformation_stack_set_instance", \
                                                                            "'stack_set_name':'" set                 \
                                                                            "'" more) "]}")
  expect(WITH_INSTANCE("n", ",'parameter_overrides':{'P':'777788889999'}"),
         (const char *const[]){"p=${aws_cloudformation_stack_set.s.parameters.P}", NULL});
  expect(WITH_INSTANCE("n", ",'parameter_overrides':null"),
         (const char *const[]){"p=444455556666", NULL});
  expect(WITH_INSTANCE("other", ",'parameter_overrides':{'P':'777788889999'}"),
         (const char *const[]){"p=444455556666", NULL});
  expect(AWSCC("awscc_cloudformation_stack_set",
               "'parameters':[" PARAMETER "],'stack_instances_group':[{'parameter_overrides':["
               "{'parameter_key':'P','parameter_value':'777788889999'}]}]," BY_PARAMETER,
               "", "'parameters':{}"),
         (const char *const[]){"p=${awscc_cloudformation_stack_set.s.parameters.P}", NULL});
}

static void expect_unread(const char *plan, const char *what) {
  Input input = read_text(plan);
  assert_int_equal(input.status, OK);
  assert_int_equal(input.unread_count, 1);
  assert_true(str_is(input.unread[0].address, "aws_cloudformation_stack.s"));
  assert_true(str_is(input.unread[0].what, what));
  done(&input);
}

static void test_stacks_that_are_not_read(void **state) {
  (void)state;
#define ONE_STACK(rest)                                                                            \
  json("{'resource_changes':[" R("aws_cloudformation_stack.s", "aws_cloudformation_stack",         \
                                 "'create'", rest) "]}")
  expect_unread(ONE_STACK("'after':{'template_url':'https://x'},'after_unknown':{"
                          "'template_body':true}"),
                "the template of the stack is somewhere else (template_url)");
  expect_unread(ONE_STACK("'after':{'template_url':null},'after_unknown':{'template_body':true}"),
                "the template of the stack is known only after apply");
  expect_unread(ONE_STACK("'after':{" TEMPLATE(CFN_ROLE("A", "^s3cr3t^")) "},'after_sensitive':{"
                                                                          "'template_body':true}"),
                "the template of the stack is marked sensitive");
  expect_unread(ONE_STACK("'after':{'template_body':'{'}"),
                "the template of the stack could not be read");
}

/* ---- Order --------------------------------------------------------------------- */

static void test_made_after(void **state) {
  (void)state;
  Input input = read_text(json(
      "{'resource_changes':[" NEW("module.u.aws_iam_user.u", "aws_iam_user", "'name':'u'") "," NEW(
          "module.v.aws_iam_user.v", "aws_iam_user",
          "'name':'v'") "," NEW("module.vv.aws_iam_user.v", "aws_iam_user",
                                "'name':'w'") "," ROLE_N("module.m.aws_iam_role.r",
                                                         "") "],'configuration':{'root_module':{'module_calls':{"
                                                             "'u':{'module':{'outputs':{'arn':{'expression':{'references':['aws_iam_user.u.arn']}}}}},"
                                                             "'m':{'expressions':{'x':{'references':['module.u.arn','module.u']}},'module':{'resources':"
                                                             "[{'address':'aws_iam_role.r','mode':'managed','type':'aws_iam_role','expressions':{"
                                                             "'assume_role_policy':{'references':['var.x','module.v']}}}]}}}}}}"));
  assert_int_equal(input.status, OK);
  const Role *role = &input.after.roles[0];
  assert_int_equal(role->depends_on_count, 1);
  assert_true(str_is(role->depends_on[0], "module.u.aws_iam_user.u"));
  done(&input);
  input = read_text(json(
      "{'resource_changes':[" NEW("module.v.aws_iam_user.v", "aws_iam_user", "'name':'v'") "," NEW(
          "module.vv.aws_iam_user.v", "aws_iam_user",
          "'name':'w'") "," ROLE_N("aws_iam_role.r",
                                   "") "],'configuration':{'root_module':{'resources':[{'address':"
                                       "'aws_iam_role.r','mode':'managed','type':'aws_iam_role','depends_on':['module.v']}]}}}"));
  assert_int_equal(input.after.roles[0].depends_on_count, 1);
  assert_true(str_is(input.after.roles[0].depends_on[0], "module.v.aws_iam_user.v"));
  done(&input);
}

/* What the call of a module waits for, all in it waits for. */
static void test_made_after_the_call(void **state) {
  (void)state;
  Input input = read_text(json(
      "{'resource_changes':[" NEW("aws_iam_user.u", "aws_iam_user", "'name':'u'") "," NEW("aws_iam_user.c", "aws_iam_user", "'name':'c'") "," NEW(
          "module.v.aws_iam_user.v", "aws_iam_user",
          "'name':'v'") "," NEW("aws_iam_user.other", "aws_iam_user",
                                "'name':'o'") "," ROLE_N("module.m[^a.b^].module.n[0].aws_iam_role.r",
                                                         "") "],'configuration':{'root_module':{'module_calls':{'v':{'module':{}},'m':{"
                                                             "'for_each_expression':{'references':['aws_iam_user.u.id','aws_iam_user.u']},"
                                                             "'depends_on':['module.v'],'module':{'module_calls':{'n':{'expressions':{},"
                                                             "'count_expression':{'references':['var.x']},'module':{'resources':[{'address':"
                                                             "'aws_iam_role.r','mode':'managed','type':'aws_iam_role','expressions':{}}]}}}},"
                                                             "'expressions':{'x':{'references':['aws_iam_user.c.id','aws_iam_user.c']},"
                                                             "'y':{'references':['aws_iam_user.other.arn']}}}}}}}"));
  assert_int_equal(input.status, OK);
  const Role *role = &input.after.roles[0];
  assert_int_equal(role->depends_on_count, 3);
  assert_true(str_is(role->depends_on[0], "aws_iam_user.c"));
  assert_true(str_is(role->depends_on[1], "module.v.aws_iam_user.v"));
  assert_true(str_is(role->depends_on[2], "aws_iam_user.u"));
  done(&input);
}

TESTS(around, TEST(test_attachments), TEST(test_attachments_by_reference), TEST(test_boundaries),
      TEST(test_no_path), TEST(test_handouts), TEST(test_stacks), TEST(test_stacks_that_change),
      TEST(test_stacks_of_awscc), TEST(test_stacks_that_are_not_read), TEST(test_made_after),
      TEST(test_made_after_the_call));
