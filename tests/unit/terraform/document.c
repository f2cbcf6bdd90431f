/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: policy documents that are read only during apply,
 * built from their arguments as the provider builds them.
 */
#include "terraform_show.h"

#define DOC(name, key, after)                                                                          \
  "{'address':'data.aws_iam_policy_document." name key                                                 \
  "','mode':'data','type':'aws_iam_policy_document','change':{'actions':['read'],'before':null," after \
  "}}"
#define ROLE_R(key)                                                                                \
  "{'address':'aws_iam_role.r" key "','mode':'managed','type':'aws_iam_role','change':{"           \
  "'actions':['create'],'after':{'name':'n'},'after_unknown':{'assume_role_policy':true}}}"
#define PLAN_OF(changes, configured)                                                               \
  "{'resource_changes':[" changes "],'configuration':{'root_module':{'resources':[" configured     \
  "]}}}"
#define C_ROLE(references)                                                                         \
  "{'address':'aws_iam_role.r','mode':'managed','type':'aws_iam_role','expressions':{"             \
  "'assume_role_policy':{'references':[" references "]}}}"
#define C_DOC(name, expressions)                                                                   \
  "{'address':'data.aws_iam_policy_document." name                                                 \
  "','mode':'data','type':'aws_iam_policy_document','expressions':{" expressions "}}"
#define D_JSON "'data.aws_iam_policy_document.d.json','data.aws_iam_policy_document.d'"
#define ONE(after) PLAN_OF(DOC("d", "", after) "," ROLE_R(""), C_ROLE(D_JSON) "," C_DOC("d", ""))

static const Trust *trust_of(const Input *input) {
  assert_int_equal(input->status, OK);
  assert_true(input->after.role_count > 0);
  return &input->after.roles[input->after.role_count - 1].trusts[0];
}

/* ---- Own statements ------------------------------------------------------ */

static void test_defaults_and_merging(void **state) {
  (void)state;
  Input input = read_text(json(ONE(
      "'after':{'statement':[{'sid':'A','effect':null,'actions':['sts:AssumeRole'],"
      "'principals':[{'type':'AWS','identifiers':['1','2']},{'type':'Service',"
      "'identifiers':['ec2.amazonaws.com']},{'type':'AWS','identifiers':['3']}],"
      "'condition':[{'test':'StringEquals','variable':'aws:username','values':['&{aws:userid}']},"
      "{'test':'StringEquals','variable':'aws:username','values':['b']}]},{'sid':null,"
      "'effect':'Deny','not_actions':['x'],'not_principals':[{'type':'AWS','identifiers':['*']}]},"
      "{'principals':[{'type':'*','identifiers':['*']}]}],'version':null},"
      "'after_unknown':{'json':true}")));
  const Trust *trust = trust_of(&input);
  assert_int_equal(trust->state, TRUST_KNOWN);
  assert_int_equal(trust->origin, ORIGIN_REBUILT);
  assert_int_equal(trust->when.len, 0);
  assert_true(str_is(trust->policy->version, "2012-10-17"));
  assert_int_equal(trust->policy->statement_count, 3);
  const Statement *st = trust->policy->statements;
  assert_int_equal(st[0].effect, EFFECT_ALLOW);
  assert_int_equal(st[0].principal_count, 4);
  assert_true(text_is(st[0].principals[2].value.text, "3"));
  assert_int_equal(st[0].principals[3].kind, PRINCIPAL_SERVICE);
  /* One value is written as the value, several as a list. */
  assert_true(str_is(st[0].principals[2].value.pointer, "/Statement/0/Principal/AWS/2"));
  assert_true(str_is(st[0].principals[3].value.pointer, "/Statement/0/Principal/Service"));
  assert_int_equal(st[0].condition_count, 1);
  assert_int_equal(st[0].conditions[0].value_count, 2);
  assert_true(text_is(st[0].conditions[0].values[0].text, "${aws:userid}"));
  assert_int_equal(st[1].effect, EFFECT_DENY);
  assert_true(st[1].has_not_action && st[1].has_not_principal && !st[1].has_sid);
  assert_int_equal(st[2].principals[0].kind, PRINCIPAL_STAR);
  assert_int_equal(st[2].effect, EFFECT_ALLOW);
  done(&input);
}

static void test_old_version_keeps_ampersands(void **state) {
  (void)state;
  expect(json(ONE("'after':{'version':'2008-10-17','statement':[{'actions':['&{x}'],'condition':"
                  "[{'test':'StringEquals','variable':'k','values':['&{aws:userid}']}]}]}")),
         (const char *const[]){" a=&{x} c=&{aws:userid}", NULL});
  /* In actions nothing is replaced. */
  expect(json(ONE("'after':{'statement':[{'actions':['&{x}'],'condition':"
                  "[{'test':'StringEquals','variable':'k','values':['&{aws:userid}']}]}]}")),
         (const char *const[]){" a=&{x} c=${aws:userid}", NULL});
}

static void test_no_statement_at_all(void **state) {
  (void)state;
  Input input = read_text(json(ONE("'after':{'statement':[]}")));
  assert_int_equal(trust_of(&input)->state, TRUST_KNOWN);
  assert_int_equal(trust_of(&input)->policy->statement_count, 0);
  assert_int_equal(trust_of(&input)->policy->malformations[0].kind, MALFORMED_MISSING);
  done(&input);
}

/* ---- What is not known --------------------------------------------------- */

#define OIDC                                                                                       \
  "{'address':'aws_iam_openid_connect_provider.o','mode':'managed',"                               \
  "'type':'aws_iam_openid_connect_provider','change':{'actions':['create'],"                       \
  "'after':{'url':'https://t.example.com'}}}"
#define FEDERATED(unknown, references)                                                             \
  json(PLAN_OF(DOC("d", "",                                                                        \
                   "'after':{'statement':[{'actions':['a'],'principals':[{'type':'Federated',"     \
                   "'identifiers':['k',null]}]}]},'after_unknown':{'statement':[{'principals':["   \
                   "{'identifiers':" unknown "}]}]}") "," ROLE_R("") "," OIDC,                     \
               C_ROLE(D_JSON) "," C_DOC("d", "'statement':[{'principals':[{'type':{"               \
                                             "'constant_value':'Federated'},'identifiers':{"       \
                                             "'references':[" references "]}}]}]")))
#define OIDC_ARN "'aws_iam_openid_connect_provider.o.arn','aws_iam_openid_connect_provider.o'"

static void test_principals(void **state) {
  (void)state;
  /* A provider of the plan: its ARN is known but for the account. */
  expect(FEDERATED("[false,true]", OIDC_ARN),
         (const char *const[]){"trust=0 sid= p=k p=arn:${partition}:iam::${account}:"
                               "oidc-provider/t.example.com a=a\n",
                               NULL});
  expect(FEDERATED("[false,true]", "'aws_iam_saml_provider.x.arn','aws_iam_saml_provider.x'"),
         (const char *const[]){" p=${aws_iam_saml_provider.x.arn} a=a\n", NULL});
  /* As many references as values: the order of principals means nothing. */
  expect(FEDERATED("[true,true]", OIDC_ARN ",'aws_iam_saml_provider.x.arn',"
                                           "'aws_iam_saml_provider.x'"),
         (const char *const[]){"p=arn:${partition}:iam::${account}:"
                               "oidc-provider/t.example.com p=${aws_iam_saml_provider.x.arn} a=a",
                               NULL});
  /* Otherwise nobody can say which is which. */
#define PLACE "data.aws_iam_policy_document.d.statement[0].principals[0].identifiers"
  expect(FEDERATED("[false,true]", "'local.a','local.b'"),
         (const char *const[]){" p=${local.a, local.b@" PLACE "[1]} a=a\n", NULL});
  expect(FEDERATED("[true,true]", "'local.a'"),
         (const char *const[]){" p=${local.a@" PLACE "[0]} p=${local.a@" PLACE "[1]} a=a\n", NULL});
}

static void test_whole_lists(void **state) {
  (void)state;
  Input input = read_text(FEDERATED("true", "'local.a'"));
  const Statement *st = trust_of(&input)->policy->statements;
  assert_int_equal(st[0].principals[0].kind, PRINCIPAL_FEDERATED);
  done(&input);
  /* The other conditions stay. */
  input = read_text(json(
      ONE("'after':{'statement':[{'actions':['a'],'condition':[{'test':'StringEquals','values':"
          "['v']},{'test':'StringEquals','variable':'k','values':['w']},{'test':'StringLike',"
          "'variable':'j'}]}]},'after_unknown':{'statement':[{'condition':[{'variable':true},{},"
          "{'values':true}]}]}")));
  st = trust_of(&input)->policy->statements;
  assert_true(st[0].condition_opaque);
  assert_int_equal(st[0].condition_count, 2);
  assert_true(text_is(st[0].conditions[0].values[0].text, "w"));
  assert_true(st[0].conditions[1].opaque);
  done(&input);
}

static void test_conditions_are_made_from_what_they_refer_to(void **state) {
  (void)state;
  /* Two values of one origin may differ: they have names of their own. */
  expect(json(PLAN_OF(
             DOC("d", "",
                 "'after':{'statement':[{'actions':['a'],'condition':[{'test':'StringEquals',"
                 "'variable':'j','values':[null]},{'test':'StringEquals','variable':'k','values':"
                 "[null]}]}]},'after_unknown':{'statement':[{'condition':[{'values':[true]},"
                 "{'values':[true]}]}]}") "," ROLE_R(""),
             C_ROLE(D_JSON) "," C_DOC(
                 "d", "'statement':[{'condition':[{'test':{'constant_value':'StringEquals'},"
                      "'variable':{'constant_value':'k'},'values':{'references':['random_id.x.hex',"
                      "'random_id.x']}},{'test':{'constant_value':'StringEquals'},'variable':"
                      "{'constant_value':'j'},'values':{'references':['random_id.x.hex']}}]}]"))),
         (const char *const[]){
             " c=${random_id.x.hex@data.aws_iam_policy_document.d.statement[0].condition[0]"
             ".values[0]} c=${random_id.x.hex@data.aws_iam_policy_document.d.statement[0]"
             ".condition[1].values[0]}",
             NULL});
}

static void test_dynamic_blocks_pair_by_sid(void **state) {
  (void)state;
#define UNKNOWN_AWS "'actions':['a'],'principals':[{'type':'AWS','identifiers':[null]}]}"
  expect(json(PLAN_OF(
             DOC("d", "",
                 "'after':{'statement':[{'sid':'X'," UNKNOWN_AWS ",{'sid':'B'," UNKNOWN_AWS
                 "]},'after_unknown':{'statement':[{'principals':[{'identifiers':[true]}]},"
                 "{'principals':[{'identifiers':[true]}]}]}") "," ROLE_R(""),
             C_ROLE(D_JSON) "," C_DOC(
                 "d", "'statement':[{'sid':{'constant_value':'B'},'principals':[{'identifiers':"
                      "{'references':['aws_iam_user.u.arn','aws_iam_user.u']}}]}]"))),
         (const char *const[]){"sid=X p=${data.aws_iam_policy_document.d.statement[0].principals[0]"
                               ".identifiers[0]} a=a sid=B p=${aws_iam_user.u.arn}",
                               NULL});
}

static void test_order(void **state) {
  (void)state;
  /* The role refers to the document, and that to the provider. */
  Input input = read_text(FEDERATED("[false,true]", OIDC_ARN));
  const Role *role = &input.after.roles[0];
  assert_true(role->depends_on_count > 0);
  for (size_t i = 0; i < role->depends_on_count; i++)
    assert_true(str_is(role->depends_on[i], "aws_iam_openid_connect_provider.o"));
  done(&input);
}

/* ---- Merging ------------------------------------------------------------- */

#define ST(sid, action) "{'sid':'" sid "','actions':['" action "']}"
#define POL(sid, action) "{^Sid^:^" sid "^,^Effect^:^Allow^,^Action^:^" action "^}"

static void test_sources_and_overrides(void **state) {
  (void)state;
  expect(
      json(ONE("'after':{'source_json':'{^Statement^:[" POL(
          "Z",
          "z") "]}',"
               "'source_policy_documents':['{^Version^:^2008-10-17^,^Statement^:[" POL("A", "old") "," POL("", "none") "]}',null],'statement':[" ST(
                   "A",
                   "own") "," ST("C",
                                 "c") "],'version':'2008-10-17',"
                                      "'override_policy_documents':['{^Version^:^2012-10-17^,^Statement^:[" POL(
                                          "C", "over") "," POL("C", "again") "," POL("E",
                                                                                     "e") "]}']}")),
      (const char *const[]){"sid=Z a=z sid=A a=own sid= a=none sid=C a=again sid=E a=e\n", NULL});
}

static void test_what_the_provider_loses(void **state) {
  (void)state;
  Input input = read_text(json(
      ONE("'after':{'statement':[],'source_policy_documents':['{^statement^:[{^effect^:^Allow^,"
          "^Principal^:^arn:x^,^ACTION^:^a^,^Other^:1,^Condition^:{^Bool^:{^k^:true},"
          "^NumericLessThan^:{^n^:3600}}}]}']}")));
  const Statement *st = trust_of(&input)->policy->statements;
  assert_int_equal(trust_of(&input)->policy->statement_count, 1);
  assert_int_equal(st[0].effect, EFFECT_ALLOW);
  assert_int_equal(st[0].principals[0].kind, PRINCIPAL_STAR);
  assert_int_equal(st[0].condition_count, 1);
  assert_true(text_is(st[0].conditions[0].values[0].text, "true"));
  assert_int_equal(trust_of(&input)->policy->malformation_count, 0);
  done(&input);
}

static void test_a_sid_twice_is_the_providers_error(void **state) {
  (void)state;
  expect(json(ONE("'after':{'statement':[" ST("A", "1") "," ST("A", "2") "]}")),
         (const char *const[]){"sid=A a=1 sid=A a=2\n", NULL});
  expect(json(ONE("'after':{'statement':[],'source_policy_documents':['{^Statement^:[" POL(
             "A", "1") "]}','{^Statement^:[" POL("A", "2") "]}']}")),
         (const char *const[]){"sid=A a=1 sid=A a=2\n", NULL});
}

#define DEFERRED "'after_unknown':{'json':true}"

/* d is merged from a, b. */
#define CHAIN(argument, a, b)                                                                      \
  json(PLAN_OF(DOC("a", "", "'after':{'statement':[" a "]}," DEFERRED) "," DOC(                    \
                   "b", "",                                                                        \
                   "'after':{'statement':[" b                                                      \
                   "]}," DEFERRED) "," DOC("d", "",                                                \
                                           "'after':{'statement':[" ST(                            \
                                               "A", "own") "],'" argument "':[null,null]},"        \
                                                           "'after_unknown':{'" argument           \
                                                           "':[true,true]}") "," ROLE_R(""),       \
               C_ROLE(D_JSON) "," C_DOC(                                                           \
                   "d", "'" argument "':{'references':['data.aws_iam_policy_document.a.json',"     \
                        "'data.aws_iam_policy_document.a','data.aws_iam_policy_document.b.json',"  \
                        "'data.aws_iam_policy_document.b']}")))

static void test_chains(void **state) {
  (void)state;
  expect(CHAIN("source_policy_documents", ST("A", "a"), ST("B", "b")),
         (const char *const[]){"trust=0 sid=A a=own sid=B a=b\n", NULL});
  expect(CHAIN("override_policy_documents", ST("A", "a"), ST("B", "b")),
         (const char *const[]){"trust=0 sid=A a=a sid=B a=b\n", NULL});
  /* Which of the two overrides the other is not in the plan. */
  Input input = read_text(CHAIN("override_policy_documents", ST("A", "a"), ST("A", "b")));
  assert_true(trust_of(&input)->policy->statements_opaque);
  assert_non_null(trust_of(&input)->hole);
  done(&input);
}

/* Arguments that old providers have: one document each. */
static void test_chains_of_old_arguments(void **state) {
  (void)state;
#define OLD_CHAIN(argument)                                                                        \
  json(PLAN_OF(                                                                                    \
      DOC("a", "", "'after':{'statement':[" ST("A", "a") "," ST("B", "b") "]}," DEFERRED) "," DOC( \
          "d", "",                                                                                 \
          "'after':{'statement':[" ST("A", "own") "]},'after_unknown':{'" argument                 \
                                                  "':true}") "," ROLE_R(""),                       \
      C_ROLE(D_JSON) "," C_DOC("d", "'" argument "':{'references':["                               \
                                    "'data.aws_iam_policy_document.a.json',"                       \
                                    "'data.aws_iam_policy_document.a']}")))
  expect(OLD_CHAIN("source_json"), (const char *const[]){"trust=0 sid=A a=own sid=B a=b\n", NULL});
  expect(OLD_CHAIN("override_json"), (const char *const[]){"trust=0 sid=A a=a sid=B a=b\n", NULL});
  /* Of something that is no document. */
  Input input = read_text(
      json(ONE("'after':{'statement':[" ST("A", "own") "]},'after_unknown':{'source_json':true}")));
  assert_true(trust_of(&input)->policy->statements_opaque);
  done(&input);
}

static void test_endless_chains(void **state) {
  (void)state;
  Input input = read_text(json(PLAN_OF(
      DOC("d", "",
          "'after':{'statement':[" ST(
              "A",
              "own") "],'source_policy_documents':"
                     "[null]},'after_unknown':{'source_policy_documents':[true]}") "," ROLE_R(""),
      C_ROLE(D_JSON) "," C_DOC("d", "'source_policy_documents':{'references':[" D_JSON "]}"))));
  assert_true(trust_of(&input)->policy->statements_opaque);
  done(&input);
}

static void test_sources_not_known(void **state) {
  (void)state;
  /* What is known is judged, the rest may be anything. */
  Input input = read_text(
      json(ONE("'after':{'statement':[" ST("A", "own") "]},'after_unknown':{"
                                                       "'source_policy_documents':true}")));
  assert_int_equal(trust_of(&input)->state, TRUST_KNOWN);
  assert_true(trust_of(&input)->policy->statements_opaque);
  assert_true(str_is(trust_of(&input)->hole->name,
                     "data.aws_iam_policy_document.d.source_policy_documents"));
  done(&input);
  input = read_text(json(ONE("'after':{},'after_unknown':{'statement':true}")));
  assert_int_equal(trust_of(&input)->state, TRUST_UNKNOWN);
  assert_non_null(trust_of(&input)->hole);
  done(&input);
  /* The provider cannot read it. */
  input = read_text(json(ONE("'after':{'source_policy_documents':['{^Statement^:{}}']},"
                             "'after_unknown':{'statement':true}")));
  assert_int_equal(trust_of(&input)->state, TRUST_UNKNOWN);
  done(&input);
}

/* ---- Which document ------------------------------------------------------ */

#define SID(sid) "'after':{'statement':[{'sid':'" sid "','actions':['a']}]}"
#define READ_ALREADY(plan)                                                                         \
  "{'prior_state':{'values':{'root_module':{'resources':[{'address':"                              \
  "'data.aws_iam_policy_document.d','mode':'data','type':'aws_iam_policy_document','values':"      \
  "{'json':'{^Version^:^2012-10-17^,^Statement^:[" POL("Read", "a") "]}'}}]}}}," plan

static void test_instances_pair_by_key(void **state) {
  (void)state;
#define BOTH DOC("d", "[^a^]", SID("A")) "," DOC("d", "[^b^]", SID("B"))
  expect(json(PLAN_OF(BOTH "," ROLE_R("[^b^]") "," ROLE_R("[^a^]"),
                      C_ROLE("'data.aws_iam_policy_document.d','each.key'"))),
         (const char *const[]){"trust=0 sid=B a=a\nrole aws_iam_role.r[\"a\"]",
                               "trust=0 sid=A a=a\n", NULL});
  /* A key that is written. */
  expect(json(PLAN_OF(BOTH "," ROLE_R("[^a^]"), C_ROLE("'data.aws_iam_policy_document.d[^b^].json',"
                                                       "'data.aws_iam_policy_document.d[^b^]',"
                                                       "'data.aws_iam_policy_document.d'"))),
         (const char *const[]){"trust=0 sid=B a=a\n", NULL});
  /* One of them: both are judged. */
  Input input =
      read_text(json(PLAN_OF(BOTH "," ROLE_R(""), C_ROLE("'data.aws_iam_policy_document.d'"))));
  const Role *role = &input.after.roles[0];
  assert_int_equal(role->trust_count, 2);
  assert_true(str_is(role->trusts[1].policy->statements[0].sid, "B"));
  assert_true(
      str_is(role->trusts[1].when, "the policy is data.aws_iam_policy_document.d[\"b\"].json"));
  done(&input);
}

static void test_keys_by_value(void **state) {
  (void)state;
  expect(json(PLAN_OF(BOTH "," ROLE_R("[^x.y^]"),
                      "{'address':'aws_iam_role.r','mode':'managed','type':'aws_iam_role',"
                      "'for_each_expression':{'constant_value':{'x.y':'b'}},'expressions':{"
                      "'assume_role_policy':{'references':['data.aws_iam_policy_document.d',"
                      "'each.value']}}}")),
         (const char *const[]){"trust=0 sid=B a=a\n", NULL});
}

static void test_documents_that_were_read(void **state) {
  (void)state;
  /* Something unknown chooses between what is known. */
  Input input = read_text(json(READ_ALREADY(
      "'resource_changes':[" ROLE_R("") "],'configuration':{'root_module':{'resources':[" C_ROLE(
          D_JSON ",'terraform_data.x.id','terraform_data.x'") "]}}}")));
  const Role *role = &input.after.roles[0];
  assert_int_equal(role->trust_count, 2);
  assert_int_equal(role->trusts[0].state, TRUST_UNKNOWN);
  assert_true(str_is(role->trusts[0].when, "the policy is something else"));
  assert_true(str_is(role->trusts[1].policy->statements[0].sid, "Read"));
  done(&input);
  /* What it was once is of no use. */
  expect(json(READ_ALREADY("'resource_changes':[" DOC("d", "", SID("New")) "," ROLE_R(
             "") "],'configuration':{'root_module':{'resources':[" C_ROLE(D_JSON) "]}}}")),
         (const char *const[]){"trust=0 sid=New a=a\n", NULL});
}

static void test_made_from_more(void **state) {
  (void)state;
#define WITH(variables, references)                                                                \
  json("{'variables':{" variables "},'resource_changes':[" DOC("d", "", SID("A")) "," ROLE_R(      \
      "") "],'configuration':{'root_module':{'resources':[" C_ROLE(references) "]}}}")
  /* What is empty or a switch only chooses. */
  expect(WITH("'c':{'value':null},'s':{'value':true}", D_JSON ",'var.c','var.s'"),
         (const char *const[]){"trust=0 sid=A a=a\n", NULL});
  static const char *const more[] = {"'c':{'value':'x'}", "'b':{'value':'x'}"};
  for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
    Input input = read_text(i == 0 ? WITH("'c':{'value':'x'}", D_JSON ",'var.c'")
                                   : WITH("'b':{'value':'x'}", D_JSON ",'local.c'"));
    assert_int_equal(input.after.roles[0].trust_count, 2);
    assert_int_equal(input.after.roles[0].trusts[0].state, TRUST_UNKNOWN);
    assert_int_equal(input.after.roles[0].trusts[1].state, TRUST_KNOWN);
    done(&input);
  }
  /* Another attribute is no document. */
  Input input =
      read_text(WITH("", "'data.aws_iam_policy_document.d.id','data.aws_iam_policy_document.d'"));
  assert_int_equal(trust_of(&input)->state, TRUST_UNKNOWN);
  done(&input);
}

static void test_sensitive_arguments(void **state) {
  (void)state;
  expect(
      json(ONE("'after':{'statement':[{'sid':'A','actions':['sts:AssumeRole'],"
               "'principals':[{'type':'AWS','identifiers':['111122223333']}],'condition':"
               "[{'test':'StringEquals','variable':'sts:ExternalId','values':['s3cr3t']}]"
               "}]},'after_sensitive':{'statement':[{'condition':[{'values':[true]}]}]}")),
      (const char *const[]){"trust=0s sid= p=111122223333 a=sts:AssumeRole c=(sensitive)\n", NULL});
}

TESTS(document, TEST(test_defaults_and_merging), TEST(test_old_version_keeps_ampersands),
      TEST(test_no_statement_at_all), TEST(test_principals), TEST(test_whole_lists),
      TEST(test_conditions_are_made_from_what_they_refer_to), TEST(test_dynamic_blocks_pair_by_sid),
      TEST(test_order), TEST(test_sources_and_overrides), TEST(test_what_the_provider_loses),
      TEST(test_a_sid_twice_is_the_providers_error), TEST(test_chains),
      TEST(test_chains_of_old_arguments), TEST(test_endless_chains), TEST(test_sources_not_known),
      TEST(test_instances_pair_by_key), TEST(test_keys_by_value),
      TEST(test_documents_that_were_read), TEST(test_made_from_more),
      TEST(test_sensitive_arguments));
