/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: limits of what is followed through a configuration. What lies
 * beyond one is not known, never absent.
 */
#include "terraform_show.h"

#include "assumelint/buf.h"

/* ' stands for the quotation mark in everything that is added. */
static Input read_built(Buf *buf) {
  assert_false(buf->failed);
  for (char *c = buf->ptr; *c; c++) {
    if (*c == '\'')
      *c = '"';
  }
  Input input = read_with(buf->ptr, buf->len, WINDOW_BYTES);
  if (input.status != OK)
    fail_msg("%s", input.error.text);
  return input;
}

#define ADDRESS(type, name) "'address':'" type "." name "','mode':'managed','type':'" type "'"
#define DATA "'mode':'data','type':'aws_iam_policy_document'"
#define LATER "'after':{'name':'n'},'after_unknown':{'assume_role_policy':true}}}"

/* ---- What a role is made after -------------------------------------------- */

enum via { DEPENDS_ON, EXPRESSIONS, ONE_EXPRESSION, DOCUMENTS };

/* How many of `count` users a role is made after, which it refers to in some way. */
static size_t dependencies(enum via via, size_t count) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Buf buf = buf_in(arena);
  buf_add(&buf, "{'format_version':'1.2','resource_changes':[");
  for (size_t i = 0; i < count; i++) {
    buf_addf(&buf,
             "{'address':'aws_iam_user.u%zu','mode':'managed','type':'aws_iam_user',"
             "'change':{'actions':['create'],'after':{'name':'u%zu'}}},",
             i, i);
    buf_addf(&buf,
             "{'address':'data.aws_iam_policy_document.d%zu'," DATA
             ",'change':{'actions':['read'],'after':{}}},",
             i);
  }
  buf_add(&buf, "{" ADDRESS("aws_iam_role", "r") ",'change':{'actions':['create']," LATER
                                                 "],'configuration':{'root_module':{'resources':[");
  for (size_t i = 0; i < count; i++)
    buf_addf(&buf,
             "{'address':'data.aws_iam_policy_document.d%zu'," DATA
             ",'expressions':{'a':{'references':['aws_iam_user.u%zu']},"
             "'b':{'references':['data.aws_iam_policy_document.d%zu']}}},",
             i, i, i + 1);
  buf_add(&buf, "{" ADDRESS("aws_iam_role", "r") ",'depends_on':['aws_iam_user.u0'");
  for (size_t i = 1; via == DEPENDS_ON && i < count; i++)
    buf_addf(&buf, ",'aws_iam_user.u%zu'", i);
  buf_add(&buf, "],'expressions':{'all':{'references':['aws_iam_user.u0'");
  for (size_t i = 1; via == ONE_EXPRESSION && i < count; i++)
    buf_addf(&buf, ",'aws_iam_user.u%zu'", i);
  buf_add(&buf, via == DOCUMENTS ? ",'data.aws_iam_policy_document.d1']}" : "]}");
  for (size_t i = 1; via == EXPRESSIONS && i < count; i++)
    buf_addf(&buf, ",'e%zu':{'references':['aws_iam_user.u%zu']}", i, i);
  buf_add(&buf, "}}]}}}");
  Input input = read_built(&buf);
  size_t found = input.after.roles[0].depends_on_count;
  done(&input);
  arena_free(arena);
  /* The first is found twice: it is in both lists. */
  return found - 1;
}

static void test_dependencies(void **state) {
  (void)state;
  static const struct {
    enum via via;
    size_t most;
  } cases[] = {
      {DEPENDS_ON, MAX_DEPENDENCIES - 1},
      {EXPRESSIONS, MAX_DEPENDENCY_STEPS},
      {ONE_EXPRESSION, MAX_TRAIL_STEPS + 1},
      {DOCUMENTS, MAX_DEPENDENCY_DOCUMENTS + 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    assert_int_equal(dependencies(cases[i].via, cases[i].most), cases[i].most);
    assert_int_equal(dependencies(cases[i].via, cases[i].most + 2), cases[i].most);
  }
}

/* ---- Policy documents ------------------------------------------------------ */

#define DOCUMENT "'address':'data.aws_iam_policy_document.d%zu'," DATA
#define REFERENCE "'data.aws_iam_policy_document.d%zu.json','data.aws_iam_policy_document.d%zu'"

static void add_times(Buf *buf, size_t count, const char *text) {
  for (size_t i = 0; i < count; i++)
    buf_addf(buf, "%s%s", i > 0 ? "," : "", text);
}

/* The policy of a role whose document d0 is made from others: from all of them, or each from
 * the next. It has a statement with `conditions` conditions. Freed with its input. */
static Input read_documents(size_t others, bool chain, size_t conditions) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Buf buf = buf_in(arena);
  buf_add(&buf, "{'format_version':'1.2','resource_changes':[");
  for (size_t i = 0; i <= others; i++) {
    size_t sources = chain ? i < others : i == 0 ? others : 0;
    buf_addf(&buf,
             "{" DOCUMENT ",'change':{'actions':['read'],'after':{'statement':[{'sid':"
             "'S%zu','actions':['a'],'condition':[",
             i, i);
    add_times(&buf, i == 0 ? conditions : 0,
              "{'test':'StringEquals','variable':'k','values':['v']}");
    buf_add(&buf, "]}],'source_policy_documents':[");
    add_times(&buf, sources, "null");
    buf_add(&buf, "]},'after_unknown':{'json':true,'source_policy_documents':[");
    add_times(&buf, sources, "true");
    buf_add(&buf, "]}}},");
  }
  buf_add(&buf, "{" ADDRESS("aws_iam_role", "r") ",'change':{'actions':['create']," LATER
                                                 "],'configuration':{'root_module':{'resources':[");
  for (size_t i = 0; i <= others; i++) {
    size_t sources = chain ? i < others : i == 0 ? others : 0;
    buf_addf(&buf, "{" DOCUMENT ",'expressions':{'source_policy_documents':{'references':[", i);
    for (size_t k = 1; k <= sources; k++)
      buf_addf(&buf, "%s" REFERENCE, k > 1 ? "," : "", i + k, i + k);
    buf_add(&buf, "]}}},");
  }
  buf_addf(&buf,
           "{" ADDRESS("aws_iam_role",
                       "r") ",'expressions':{'assume_role_policy':{'references':[" REFERENCE
                            "]}}}]}}}",
           (size_t)0, (size_t)0);
  Input input = read_built(&buf);
  arena_free(arena);
  return input;
}

/* Whether all statements are known, and all conditions of those. */
static bool is_whole(size_t others, bool chain, size_t conditions) {
  Input input = read_documents(others, chain, conditions);
  const Trust *trust = &input.after.roles[0].trusts[0];
  assert_int_equal(trust->state, TRUST_KNOWN);
  bool whole = !trust->policy->statements_opaque;
  assert_true(!whole || trust->policy->statement_count == others + 1);
  for (size_t i = 0; i < trust->policy->statement_count; i++)
    whole = whole && !trust->policy->statements[i].condition_opaque;
  done(&input);
  return whole;
}

static void test_documents(void **state) {
  (void)state;
  assert_true(is_whole(MAX_DOCUMENT_DEPTH, true, 0));
  assert_false(is_whole(MAX_DOCUMENT_DEPTH + 1, true, 0));
  assert_true(is_whole(MAX_DOCUMENTS - 1, false, 0));
  assert_false(is_whole(MAX_DOCUMENTS, false, 0));
  assert_true(is_whole(0, false, MAX_DOCUMENT_BLOCKS));
  assert_false(is_whole(0, false, MAX_DOCUMENT_BLOCKS + 1));
}

TESTS(limits, TEST(test_dependencies), TEST(test_documents));
