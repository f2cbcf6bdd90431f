/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: what stands for values that are not known, through
 * the modules of a configuration, and whose account it is.
 */
#include "assumelint/principal.h"
#include "terraform_show.h"

/* ---- Names through modules ----------------------------------------------- */

/* Role r of module.m["k.1"], whose policy refers to `references`. */
#define IN_MODULE(more, call, variables, references)                                               \
  json("{'resource_changes':[" more "{'address':'module.m[^k.1^].aws_iam_role.r','mode':"          \
       "'managed','type':'aws_iam_role','change':{'actions':['create'],'after':{'name':'n'},"      \
       "'after_unknown':{'assume_role_policy':true}}}],'configuration':{'root_module':{"           \
       "'module_calls':{'m':{" call "'module':{'variables':{" variables                            \
       "},'resources':[{'address':'aws_iam_role.r','mode':'managed','type':'aws_iam_role',"        \
       "'expressions':{'assume_role_policy':{'references':[" references "]}}}]}}}}}}")
#define HOLE(name) ((const char *const[]){"trust=2 hole=" name "\n", NULL})

static void test_variables_of_modules(void **state) {
  (void)state;
#define CALL "'expressions':{'x':{'references':['aws_iam_user.u.arn','aws_iam_user.u']}},"
  expect(IN_MODULE("", CALL, "'x':{}", "'var.x'"), HOLE("aws_iam_user.u.arn"));
  expect(IN_MODULE("", CALL, "'x':{}", "'var.x.y','var.x'"), HOLE("aws_iam_user.u.arn"));
  /* What is known is not what is missing. */
  expect(IN_MODULE("", "'expressions':{'x':{'constant_value':'v'}},", "'x':{}",
                   "'var.x','aws_iam_user.v.arn'"),
         HOLE("module.m[\"k.1\"].aws_iam_user.v.arn"));
  expect(IN_MODULE("", "", "'x':{'default':'v'}", "'var.x','local.y'"),
         HOLE("module.m[\"k.1\"].local.y"));
  /* Neither given nor a default: kept. */
  expect(IN_MODULE("", "", "'x':{}", "'var.x'"), HOLE("module.m[\"k.1\"].var.x"));
}

static void test_values_of_for_each(void **state) {
  (void)state;
  expect(IN_MODULE("",
                   "'for_each_expression':{'references':['aws_iam_user.u.arn','local.z']},"
                   "'expressions':{'x':{'references':['each.value']}},",
                   "'x':{}", "'var.x'"),
         HOLE("aws_iam_user.u.arn, local.z"));
}

static void test_outputs_of_modules(void **state) {
  (void)state;
#define OUTPUT(reference)                                                                          \
  json("{'resource_changes':[{'address':'aws_iam_role.r','mode':'managed','type':"                 \
       "'aws_iam_role','change':{'actions':['create'],'after':{'name':'n'},'after_unknown':{"      \
       "'assume_role_policy':true}}}],'configuration':{'root_module':{'module_calls':{'m':{"       \
       "'expressions':{'in':{'references':['local.given']}},'module':{'outputs':{'out':{"          \
       "'expression':{'references':['aws_iam_user.u.arn','aws_iam_user.u','var.in']}}}}}},"        \
       "'resources':[{'address':'aws_iam_role.r','mode':'managed','type':'aws_iam_role',"          \
       "'expressions':{'assume_role_policy':{'references':[" reference "]}}}]}}}")
  expect(OUTPUT("'module.m.out','module.m'"), HOLE("module.m.aws_iam_user.u.arn, local.given"));
  expect(OUTPUT("'module.m[^a.b^].out.arn','module.m[^a.b^].out','module.m[^a.b^]'"),
         HOLE("module.m[\"a.b\"].aws_iam_user.u.arn, local.given"));
  /* Which output is not said; there is no such output. */
  expect(OUTPUT("'module.m','each.key'"), HOLE("module.m"));
  expect(OUTPUT("'module.m.other','module.m'"), HOLE("module.m.other"));
}

static void test_trails_that_lead_nowhere(void **state) {
  (void)state;
  /* A hostile plan: an output made from itself. */
  expect(json("{'resource_changes':[{'address':'aws_iam_role.r','mode':'managed','type':"
              "'aws_iam_role','change':{'actions':['create'],'after':{'name':'n'},'after_unknown':{"
              "'assume_role_policy':true}}}],'configuration':{'root_module':{'module_calls':{'m':{"
              "'expressions':{'in':{'references':['module.m.out']}},'module':{'outputs':{'out':{"
              "'expression':{'references':['var.in']}}}}}},'resources':[{'address':"
              "'aws_iam_role.r','mode':'managed','type':'aws_iam_role','expressions':{"
              "'assume_role_policy':{'references':['module.m.out']}}}]}}}"),
         HOLE("aws_iam_role.r.assume_role_policy"));
}

/* ---- Documents through modules --------------------------------------------- */

static void test_documents_of_modules(void **state) {
  (void)state;
  /* The policy comes from a variable, that from a document above; a principal
   * in there from another module's output. */
  expect(json("{'resource_changes':[{'address':'data.aws_iam_policy_document.d','mode':'data',"
              "'type':'aws_iam_policy_document','change':{'actions':['read'],'after':{'statement':"
              "[{'actions':['a'],'principals':[{'type':'AWS','identifiers':[null]}]}]},"
              "'after_unknown':{'statement':[{'principals':[{'identifiers':[true]}]}]}}},"
              "{'address':'module.u.aws_iam_user.u[0]','mode':'managed','type':'aws_iam_user',"
              "'change':{'actions':['create'],'after':{'name':'n','path':'/p/'}}},"
              "{'address':'module.m[0].aws_iam_role.r','mode':'managed','type':'aws_iam_role',"
              "'change':{'actions':['create'],'after':{'name':'n'},'after_unknown':{"
              "'assume_role_policy':true}}}],'configuration':{'root_module':{'resources':[{"
              "'address':'data.aws_iam_policy_document.d','mode':'data','type':"
              "'aws_iam_policy_document','expressions':{'statement':[{'principals':[{'type':{"
              "'constant_value':'AWS'},'identifiers':{'references':['module.u.arn','module.u']}}]}"
              "]}}],'module_calls':{'u':{'module':{'outputs':{'arn':{'expression':{'references':["
              "'aws_iam_user.u[0].arn','aws_iam_user.u[0]','aws_iam_user.u']}}}}},'m':{"
              "'expressions':{'trust':{'references':['data.aws_iam_policy_document.d.json',"
              "'data.aws_iam_policy_document.d']}},'module':{'resources':[{'address':"
              "'aws_iam_role.r','mode':'managed','type':'aws_iam_role','expressions':{"
              "'assume_role_policy':{'references':['var.trust']}}}]}}}}}}"),
         (const char *const[]){"trust=0 sid= p=arn:${partition}:iam::${account}:user/p/n a=a\n",
                               NULL});
}

/* ---- Accounts ---------------------------------------------------------------- */

#define PROVIDERS(expressions)                                                                     \
  "'provider_config':{'aws':{'name':'aws'},'aws.b':{'name':'aws','alias':'b','expressions':"       \
  "{" expressions "}}}"
#define AT(address, type, key, expressions)                                                        \
  "{'address':'" address "','mode':'managed','type':'" type "','provider_config_key':'" key        \
  "','expressions':{" expressions "}}"
#define MADE(address, type, after)                                                                 \
  "{'address':'" address "','mode':'managed','type':'" type                                        \
  "','change':{'actions':['create'],'after':{" after "}}}"
#define POLICY_ONE "'name':'r','assume_role_policy':'{^Statement^:[]}'"

/* A role of aws, one of aws.b, and what the provider of that says. */
#define TWO(expressions)                                                                                                       \
  json("{'resource_changes':[" MADE("aws_iam_role.a", "aws_iam_role", POLICY_ONE) "," MADE(                                    \
      "aws_iam_role.b", "aws_iam_role",                                                                                        \
      POLICY_ONE) "],'configuration':{" PROVIDERS(expressions) ",'root_module':{'resources':[" AT("aws_iam_role.a",            \
                                                                                                  "aws_iam_role",              \
                                                                                                  "aws",                       \
                                                                                                  "") "," AT("aws_iam_role.b", \
                                                                                                             "aws_iam_role",   \
                                                                                                             "aws.b",          \
                                                                                                             "") "]}}}")

static void test_each_provider_has_its_account(void **state) {
  (void)state;
  expect(TWO(""),
         (const char *const[]){"account=${account} partition=${partition}",
                               "account=${account of aws.b} partition=${partition}", NULL});
  expect(
      TWO("'assume_role':[{'role_arn':{'constant_value':'arn:aws-cn:iam::222233334444:role/x'}"
          "}]"),
      (const char *const[]){"account=${account} ", "account=222233334444 partition=aws-cn", NULL});
  expect(TWO("'allowed_account_ids':{'constant_value':['222233334444']}"),
         (const char *const[]){"account=${account} ", "account=222233334444 partition=${partition}",
                               NULL});
  expect(TWO("'allowed_account_ids':{'constant_value':['222233334444','222233335555']}"),
         (const char *const[]){"account=${account of aws.b} ", NULL});
  expect(TWO("'assume_role':[{'role_arn':{'references':['var.x']}}]"),
         (const char *const[]){"account=${account of aws.b} ", NULL});
}

static void test_who_asked_for_the_caller(void **state) {
  (void)state;
  expect(
      json(
          "{'prior_state':{'values':{'root_module':{'resources':[{'address':"
          "'data.aws_caller_identity.b','mode':'data','type':'aws_caller_identity','values':{"
          "'account_id':'222233334444','arn':'arn:aws:sts::222233334444:assumed-role/x/y'}}]}"
          "}},'resource_changes':[" MADE("aws_iam_role.a", "aws_iam_role", POLICY_ONE) "," MADE(
              "aws_iam_role.b", "aws_iam_role",
              POLICY_ONE) "],"
                          "'configuration':{" PROVIDERS(
                              "") ",'root_module':{'resources':["
                                  "{'address':'data.aws_caller_identity.b','mode':'data','type':'aws_caller_identity',"
                                  "'provider_config_key':'aws.b'}," AT(
                                      "aws_iam_role.a", "aws_iam_role", "aws",
                                      "") "," AT("aws_iam_role.b", "aws_iam_role", "aws.b",
                                                 "") "]}}}"),
      (const char *const[]){"account=${account} ", "account=222233334444 partition=aws ", NULL});
}

static void test_users_of_another_provider(void **state) {
  (void)state;
  Input input = read_text(json(
      "{'resource_changes':[{'address':'data.aws_iam_policy_document.d','mode':'data','type':"
      "'aws_iam_policy_document','change':{'actions':['read'],'after':{'statement':[{'actions':["
      "'a'],'principals':[{'type':'AWS','identifiers':[null,null,null]}]}]},'after_unknown':{"
      "'statement':[{'principals':[{'identifiers':[true,true,true]}]}]}}}," MADE("aws_iam_user.u", "aws_iam_user", "'name':'u'") "," MADE("aws_iam_role.p", "aws_iam_role", "'name_prefix':'p','assume_role_policy':'{^Statement^:[]}'") "," MADE(
          "aws_iam_user.own", "aws_iam_user",
          "'path':'/'") ",{'address':'aws_iam_role.r',"
                        "'mode':'managed','type':'aws_iam_role','change':{'actions':['create'],'after':{'name':'n'},"
                        "'after_unknown':{'assume_role_policy':true}}}],'configuration':{" PROVIDERS(
                            "") ","
                                "'root_module':{'resources':[{'address':'data.aws_iam_policy_document.d','mode':'data',"
                                "'type':'aws_iam_policy_document','provider_config_key':'aws.b','expressions':{'statement':"
                                "[{'principals':[{'identifiers':{'references':['aws_iam_user.u.arn','aws_iam_user.u',"
                                "'aws_iam_role.p.arn','aws_iam_role.p','aws_iam_user.own.arn','aws_iam_user.own']}}]}]}}," AT(
                                    "aws_iam_user.u", "aws_iam_user", "aws.b",
                                    "") "," AT("aws_iam_role.p", "aws_iam_role", "aws.b",
                                               "") "," AT("aws_iam_user.own", "aws_iam_user", "aws",
                                                          "") "," AT("aws_iam_role.r",
                                                                     "aws_iam_role", "aws",
                                                                     "'assume_role_policy':{'references':["
                                                                     "'data.aws_iam_policy_document.d.json','data.aws_iam_policy_document.d']}") "]}}}"));
  assert_int_equal(input.status, OK);
  const Role *role = &input.after.roles[input.after.role_count - 1];
  const Principal *p = role->trusts[0].policy->statements[0].principals;
  Identity who[3];
  for (size_t i = 0; i < 3; i++)
    who[i] = identity_of(input.arena, &p[i]);
  assert_int_equal(who[0].kind, IDENTITY_USER);
  assert_int_equal(text_only_hole(who[0].account)->kind, HOLE_ACCOUNT);
  assert_true(str_is(text_only_hole(who[0].account)->name, "account of aws.b"));
  /* Its name is not known, its account is not one's own. */
  assert_int_equal(who[1].kind, IDENTITY_ROLE);
  assert_int_equal(text_only_hole(who[1].account)->kind, HOLE_ACCOUNT);
  assert_int_equal(who[2].kind, IDENTITY_USER);
  assert_int_equal(text_only_hole(who[2].account)->kind, HOLE_OWN_ACCOUNT);
  done(&input);
}

TESTS(names, TEST(test_variables_of_modules), TEST(test_values_of_for_each),
      TEST(test_outputs_of_modules), TEST(test_trails_that_lead_nowhere),
      TEST(test_documents_of_modules), TEST(test_each_provider_has_its_account),
      TEST(test_who_asked_for_the_caller), TEST(test_users_of_another_provider));
