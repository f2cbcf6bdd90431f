/* SPDX-License-Identifier: Apache-2.0
 *
 * The catalogue: the table is in order, every rule is documented, the examples on its page give
 * what they promise, and small policies give exactly the findings listed beside them.
 */
#include <ctype.h>

#include "assumelint/buf.h"
#include "inputs.h"

/* ---- The table ------------------------------------------------------------------ */

static void test_sorted(void **state) {
  (void)state;
  for (size_t i = 0; rule_list[i]; i++) {
    const char *id = rule_list[i]->id;
    assert_int_equal(strlen(id), 5);
    assert_true(strncmp(id, "AL", 2) == 0);
    for (size_t k = 2; k < 5; k++)
      assert_true(isdigit((unsigned char)id[k]));
    if (i > 0)
      assert_true(strcmp(rule_list[i - 1]->id, id) < 0);
  }
}

static void test_names(void **state) {
  (void)state;
  for (size_t i = 0; rule_list[i]; i++) {
    const char *name = rule_list[i]->name;
    assert_true(islower((unsigned char)name[0]));
    assert_true(name[strlen(name) - 1] != '-');
    for (const char *c = name; *c; c++)
      assert_true(islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '-');
    for (size_t k = 0; k < i; k++)
      assert_string_not_equal(rule_list[k]->name, name);
  }
}

static void test_find(void **state) {
  (void)state;
  for (size_t i = 0; rule_list[i]; i++) {
    assert_ptr_equal(rule_find(rule_list[i]->id), rule_list[i]);
    assert_ptr_equal(rule_find(rule_list[i]->name), rule_list[i]);
  }
  assert_null(rule_find("AL999"));
  assert_null(rule_find("AL4"));
  assert_null(rule_find(""));
}

static void assert_sentence(const char *text) {
  assert_non_null(text);
  assert_true(strlen(text) > 10);
  assert_null(strchr(text, '\n'));
}

static void test_documented(void **state) {
  (void)state;
  for (size_t i = 0; rule_list[i]; i++) {
    const Rule *rule = rule_list[i];
    assert_sentence(rule->title);
    assert_sentence(rule->help.what);
    assert_sentence(rule->help.why);
    assert_sentence(rule->help.fix);
    assert_non_null(rule->help.bad);
    assert_non_null(rule->help.good);
    assert_true(rule->severity >= SEVERITY_INFO);
    assert_true(rule->severity <= SEVERITY_CRITICAL);
    assert_string_equal(rule->since, "0.1.0");
    assert_non_null(rule->tags);
    assert_non_null(rule->help.sources);
    assert_non_null(rule->help.sources[0]);
    for (size_t k = 0; rule->help.sources[k]; k++)
      assert_true(strncmp(rule->help.sources[k], "https://", 8) == 0);
    /* The engine reports what cannot be read: there is nothing to check. */
    assert_true(!rule->checks == (rule->kind == RULE_UNREADABLE));
  }
}

/* No two rules may both be the first to claim a way in; who claims speaks of ways. */
static void test_precedence(void **state) {
  (void)state;
  for (size_t i = 0; rule_list[i]; i++) {
    const Rule *rule = rule_list[i];
    assert_true(rule->precedence >= 0);
    assert_true(rule->precedence == 0 || rule->checks->way || rule->checks->any_way);
    assert_true(!rule->raised_for_admin || rule->precedence > 0);
    assert_true(!rule->raised_for_admin || rule->category == CATEGORY_EXPOSURE);
    for (size_t k = 0; k < i && rule->precedence > 0; k++)
      assert_int_not_equal(rule_list[k]->precedence, rule->precedence);
    for (const char *const *other = rule->yields_to; other && *other; other++)
      assert_non_null(rule_find(*other));
  }
}

/* The engine looks for rules by what they mean to it. */
static void test_kinds(void **state) {
  (void)state;
  size_t count[RULE_UNFINISHED + 1] = {0};
  for (size_t i = 0; rule_list[i]; i++)
    count[rule_list[i]->kind]++;
  assert_int_equal(count[RULE_UNREADABLE], 1);
  assert_int_equal(count[RULE_UNFINISHED], 1);
  assert_string_equal(rule_of_kind(RULE_UNREADABLE)->id, "AL001");
  assert_string_equal(rule_of_kind(RULE_UNFINISHED)->id, "AL903");
}

/* ---- Running the tool on a text -------------------------------------------------- */

static bool needs_declared(const Rule *rule) {
  return strcmp(rule->id, "AL103") == 0;
}

/* Rules that classify ways in are one family, the others go by hundreds. */
static int family(const char *id) {
  int hundreds = id[2] - '0';
  return hundreds >= 1 && hundreds <= 3 ? 1 : hundreds;
}

static size_t count_family(const Report *report, const char *id) {
  size_t count = 0;
  for (size_t i = 0; i < report->finding_count; i++)
    count += family(report->findings[i].rule->id) == family(id);
  return count;
}

static void print_findings(const char *title, const Report *report) {
  for (size_t i = 0; i < report->finding_count; i++)
    print_message("%s: %s %s: %s\n", title, report->findings[i].rule->id,
                  severity_name(report->findings[i].severity), report->findings[i].message);
}

static void test_bad_examples(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; rule_list[i]; i++) {
    const Rule *rule = rule_list[i];
    Report *report = scan_text(rule->help.bad, needs_declared(rule));
    bool right = count_family(report, rule->id) == 1;
    for (size_t k = 0; k < report->finding_count; k++) {
      const Rule *found = report->findings[k].rule;
      right = right && (found == rule || family(found->id) != family(rule->id));
    }
    if (!right) {
      print_message("bad example of %s: %zu of its family\n", rule->id,
                    count_family(report, rule->id));
      print_findings(rule->id, report);
      wrong++;
    }
    report_free(report);
  }
  assert_int_equal(wrong, 0);
}

static void test_good_examples(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; rule_list[i]; i++) {
    const Rule *rule = rule_list[i];
    Report *report = scan_text(rule->help.good, needs_declared(rule));
    bool right = report->input_count == 1 && report->inputs[0].error == NULL;
    for (size_t k = 0; k < report->finding_count; k++)
      right = right && report->findings[k].rule != rule;
    /* Intended access may be reported at low severity. */
    for (size_t k = 0; k < report->finding_count; k++)
      right = right && (report->findings[k].severity <= SEVERITY_LOW ||
                        family(report->findings[k].rule->id) != family(rule->id));
    if (!right) {
      print_message("good example of %s: error %s\n", rule->id,
                    report->inputs[0].error ? report->inputs[0].error : "none");
      print_findings(rule->id, report);
      wrong++;
    }
    report_free(report);
  }
  assert_int_equal(wrong, 0);
}

/* ---- Small policies ------------------------------------------------------------------ */

/* One statement of a policy, and the 4xx, 6xx and 9xx findings it gives, in the order of ids. */
struct small {
  const char *statement;
  const char *findings;
};

#define ALLOW(principal)                                                                           \
  "{\"Effect\":\"Allow\",\"Principal\":" principal ",\"Action\":\"sts:AssumeRole\"}"
#define EC2 "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}"
#define WHEN(condition)                                                                            \
  "{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\",\"Condition\":" condition "}"

static const struct small smalls[] = {
    {ALLOW("{\"Service\":\"ec2.amazonaws.com\"}"), ""},
    {"{\"Sid\":\"\",\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\",\"Condition\":{}}",
     ""},
    /* Principals */
    {ALLOW("{\"AWS\":\"AIDA3ZFZ4X6FO5HB76XYS\"}"), "AL401"},
    {ALLOW("{\"AWS\":[\"AIDA3ZFZ4X6FO5HB76XYS\",\"AROA3ZFZ4X6FO5HB76XYS\"]}"), "AL401 AL401"},
    {ALLOW("{\"AWS\":\"AKIAIOSFODNN7EXAMPLE\"}"), "AL406"},
    {ALLOW("{\"AWS\":\"AIDASHORT\"}"), "AL609"},
    {ALLOW("{\"AWS\":\"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/"
           "AWSReservedSSO_Admin_0123456789abcdef\"}"),
     "AL407"},
    {ALLOW("{\"AWS\":\"arn:aws:iam::111122223333:role/AWSReservedSSO_x\"}"), ""},
    {ALLOW("\"*\""), "AL606"},
    {ALLOW("{\"AWS\":\"*\"}"), ""},
    {ALLOW("{\"AWS\":\"arn:aws:iam::111122223333:role/*\"}"), "AL607"},
    {ALLOW("{\"AWS\":\"arn:aws:iam::*:root\"}"), "AL607"},
    {ALLOW("{\"Service\":\"*\"}"), "AL607"},
    {ALLOW("{\"Service\":\"*.amazonaws.com\"}"), "AL607"},
    {ALLOW("{\"AWS\":\"arn:aws:iam::111122223333:group/*\"}"), "AL608"},
    {ALLOW("{\"AWS\":\"arn:aws:iam::111122223333:policy/p\"}"), "AL608"},
    {ALLOW("{\"AWS\":\" arn:aws:iam::111122223333:role/r\"}"), "AL609"},
    {ALLOW("{\"AWS\":\"11112222333\"}"), "AL609"},
    {ALLOW("{\"AWS\":\"arn:aws:iam::111122223333:oidc-provider/gitlab.com\"}"), "AL609"},
    {ALLOW("{\"Aws\":\"111122223333\"}"), "AL609"},
    {ALLOW("{\"CanonicalUser\":[\"79a5\",\"79a6\"]}"), "AL609"},
    {ALLOW("{\"Service\":\"ec2\"}"), "AL609"},
    {ALLOW("{\"Service\":\"EC2.amazonaws.com\"}"), "AL610"},
    {ALLOW("{\"Service\":\"lambda.amazon.com\"}"), "AL610"},
    {ALLOW("{\"Service\":\"states.us-east-1.amazonaws.com\"}"), ""},
    {ALLOW("{\"Service\":\"ec2.amazonaws.com.cn\"}"), ""},
    {ALLOW(
         "{\"AWS\":[\"arn:aws:iam::111122223333:role/a\",\"arn:aws-cn:iam::111122223333:role/a\"]}"),
     "AL617"},
    /* Grammar */
    {"{\"Effect\":\"Allow\"," EC2 "}", "AL603"},
    {"{\"Effect\":\"allow\"," EC2 ",\"Action\":\"sts:AssumeRole\"}", "AL603"},
    {"{\"Effect\":\"Allow\",\"Principal\":{},\"Action\":\"sts:AssumeRole\"}", "AL603"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":[]}", "AL603"},
    {"{\"Effect\":\"Allow\"," EC2
     ",\"Action\":\"sts:AssumeRole\",\"NotAction\":\"sts:TagSession\"}",
     "AL603"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\",\"Condition\":[]}", "AL603"},
    {"\"Allow\"," ALLOW("{\"Service\":\"ec2.amazonaws.com\"}"), "AL603"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}", "AL604"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\",\"Conditions\":{}}", "AL604"},
    {"{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}",
     "AL605"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":[\"sts:AssumeRole\",\"*\"]}", "AL611"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"STS:assumerole\"}", ""},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:Assume*\"}", ""},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:TagSession\"}", ""},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:GetCallerIdentity\"}", "AL615"},
    {"{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"rolesanywhere.amazonaws.com\"},"
     "\"Action\":\"sts:AssumeRole\"}",
     "AL616 AL616"},
    {"{\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\"}", "AL618"},
    {"{\"Sid\":\"a-b\",\"Effect\":\"Allow\"," EC2 ",\"Action\":\"sts:AssumeRole\"}", "AL614"},
    {"{\"Sid\":\"\xe4\xbf\xa1\xe9\xa0\xbc\",\"Effect\":\"Allow\"," EC2
     ",\"Action\":\"sts:AssumeRole\"}",
     "AL621"},
    /* Conditions */
    {WHEN("{\"StringEqual\":{\"aws:username\":\"x\",\"aws:userid\":\"y\"}}"), "AL612"},
    {WHEN("{\"ForAllValue:StringEquals\":{\"aws:TagKeys\":\"x\"}}"), "AL612"},
    {WHEN("{\"NullIfExists\":{\"aws:username\":\"true\"}}"), "AL612"},
    {WHEN("{\"stringequalsifexists\":{\"aws:username\":\"x\"}}"), ""},
    {WHEN("{\"StringEquals\":{\"sts:SourceIdentity\":\"x\"}}"), "AL616"},
    {WHEN("{\"Null\":{\"sts:SourceIdentity\":\"true\"}}"), ""},
    {WHEN("{\"StringLikeIfExists\":{\"aws:RequestTag/a\":\"x\"}}"), ""},
    {WHEN("{\"StringEquals\":{\"aws:username\":\"x\",\"AWS:UserName\":\"x\"}}"), "AL618"},
    {WHEN("{\"StringEquals\":{\"aws:username\":\"\xe3\x80\x80\"}}"), "AL621"},
};

/* "AL401 AL401" of the families 4, 6 and 9; sorted as the table is. */
static void list_findings(char *out, size_t size, const Report *report) {
  out[0] = '\0';
  for (size_t r = 0; rule_list[r]; r++) {
    for (size_t i = 0; i < report->finding_count; i++) {
      const Rule *rule = report->findings[i].rule;
      size_t used = strlen(out);
      if (rule == rule_list[r] && strchr("469", rule->id[2]))
        snprintf(out + used, size - used, "%s%s", used > 0 ? " " : "", rule->id);
    }
  }
}

static void test_small_policies(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof smalls / sizeof *smalls; i++) {
    char text[4096], got[512];
    snprintf(text, sizeof text, "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}",
             smalls[i].statement);
    Report *report = scan_text(text, false);
    list_findings(got, sizeof got, report);
    if (strcmp(got, smalls[i].findings) != 0) {
      print_message("%s\n  expected \"%s\", got \"%s\"\n", text, smalls[i].findings, got);
      print_findings("  finding", report);
      wrong++;
    }
    report_free(report);
  }
  assert_int_equal(wrong, 0);
}

/* ---- Limits ------------------------------------------------------------------------- */

/* Of many unknown values the worst are reported: here one may be anybody, the others are
 * services. */
static void test_many_unknown_values(void **state) {
  (void)state;
  Arena *arena = arena_new(1 << 20);
  Buf buf = buf_in(arena);
  buf_add(&buf, "Parameters:\n  Any: {Type: String}\n");
  for (size_t i = 0; i < MAX_RISKS; i++)
    buf_addf(&buf, "  P%zu: {Type: String}\n", i);
  buf_add(&buf, "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"
                "      AssumeRolePolicyDocument:\n        Statement:\n"
                "          Effect: Allow\n          Action: sts:AssumeRole\n"
                "          Principal:\n            AWS: !Ref Any\n            Service: [");
  for (size_t i = 0; i < MAX_RISKS; i++)
    buf_addf(&buf, "!Ref P%zu,", i);
  buf_add(&buf, "]\n");
  Report *report = scan_text(buf.ptr, false);
  size_t reported = 0, worst = 0;
  for (size_t i = 0; i < report->finding_count; i++) {
    reported += strcmp(report->findings[i].rule->id, "AL902") == 0;
    worst += strstr(report->findings[i].message, "\"Any\"") != NULL;
  }
  assert_int_equal(reported, MAX_RISKS);
  assert_int_equal(worst, 1);
  report_free(report);
  arena_free(arena);
}

TESTS(catalogue, TEST(test_many_unknown_values), TEST(test_sorted), TEST(test_names),
      TEST(test_find), TEST(test_documented), TEST(test_precedence), TEST(test_kinds),
      TEST(test_bad_examples), TEST(test_good_examples), TEST(test_small_policies));
