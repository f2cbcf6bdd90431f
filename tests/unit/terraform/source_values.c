/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of a plan's source: what expressions become where parts of them are not
 * known. What they become where all is known is compared with Terraform itself:
 * tests/oracles/terraform.py.
 */
#include "source_show.h"

#include "assumelint/buf.h"

#define AT "aws_iam_role.r main.tf:2:3\n"
#define BLOCK(policy) "resource \"aws_iam_role\" \"r\" {\n  assume_role_policy = " policy "\n}\n"
#define WHO                                                                                        \
  BLOCK("jsonencode({ Statement = { Effect = \"Allow\", Principal = { AWS = local.x } } })")

/* The principals that the local value `x` makes. */
static void expect_local(const char *text, const char *wanted) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Str source = str_printf(arena, WHO "locals {\n  x = %s\n}\n", text);
  struct fake_file files[] = {{"main.tf", source.ptr}, {NULL, NULL}};
  Input input = read_source(SOURCE_ONE("\"local.x\""), ".", files);
  Str shown = show_source(&input);
  Str all = str_printf(arena, AT "  known source {%s}\n", wanted);
  if (!str_eq(shown, all))
    fail_msg("%s is\n%.*sexpected\n%s", text, STR_FMT(shown), all.ptr);
  arena_free(input.arena);
  arena_free(arena);
}

struct value_case {
  const char *text, *shown;
};

static void expect_locals(const struct value_case *cases, size_t count) {
  for (size_t i = 0; i < count; i++)
    expect_local(cases[i].text, cases[i].shown);
}
#define EXPECT_LOCALS(cases) expect_locals(cases, sizeof(cases) / sizeof(cases)[0])

#define USER "arn:${partition}:iam::${account}:user/usr"

/* ---- Collections --------------------------------------------------------- */

static void test_loops(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"[for a in [\"1\", aws_iam_user.u.arn] : \"<${a}>\"]", "AWS:<1> AWS:<" USER ">"},
      {"[for a in [\"1\", \"2\"] : a if a != \"1\"]", "AWS:2"},
      {"[for k, v in { b = \"x\", a = \"y\" } : \"${k}${v}\"]", "AWS:ay AWS:bx"},
      {"values({ for a in [\"q\", \"p\"] : a => \"${a}!\" })", "AWS:p! AWS:q!"},
      {"flatten([for a in [[\"1\"], [\"2\", \"3\"]] : a])", "AWS:1 AWS:2 AWS:3"},
      /* Whether an element is left out, or what is gone through, is not known. */
      {"[for a in [\"1\"] : a if local.no]", ":${[for a in [\"1\"] : a if local.no]}#0"},
      {"[for a in local.no : a]", ":${[for a in local.no : a]}#0"},
      /* An element that is not known in each turn is another one in each. */
      {"[for a in [\"1\", \"2\"] : md5(a)]", ":${md5(a) (turn 1)}#0 :${md5(a) (turn 2)}#0"},
      {"[for a in [\"1\", \"2\"] : md5(local.no)]", ":${md5(local.no)}#0 :${md5(local.no)}#0"},
  };
  EXPECT_LOCALS(cases);
}

static void test_splats(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"[{ a = \"1\" }, { a = aws_iam_user.u.arn }][*].a", "AWS:1 AWS:" USER},
      {"[{ a = [\"1\", \"2\"] }].*.a[0]", "AWS:1 AWS:2"},
      {"aws_iam_user.u[*].arn", "AWS:" USER},
      {"local.no[*].a", ":${local.no[*].a}#0"},
      {"[{ a = \"1\" }, { b = \"2\" }][*].a", ":${[{ a = \"1\" },{ b = \"2\" }][*].a}#0"},
  };
  EXPECT_LOCALS(cases);
}

/* A list that is not known may have any number of elements: no place in one that
 * holds it means anything. */
static void test_loose_lists(void **state) {
  (void)state;
#define LOOSE "concat([\"1\"], local.no)"
  static const struct value_case cases[] = {
      {LOOSE, "AWS:1 :${local.no}#0"},
      {LOOSE "[0]", ":${concat([\"1\"],local.no)[0]}#0"},
      {"length(" LOOSE ")", ":${length(concat([\"1\"],local.no))}#0"},
      {"element(" LOOSE ", 0)", ":${element(concat([\"1\"],local.no),0)}#0"},
      {"one(" LOOSE ")", ":${one(concat([\"1\"],local.no))}#0"},
      {"contains(" LOOSE ", \"1\") ? \"y\" : \"n\"", "AWS:y"},
      {"[for a in " LOOSE " : \"<${a}>\"]", "AWS:<1> AWS:<${local.no}>"},
      {"sort([\"b\", local.no])", "AWS:b :${local.no}#0"},
      {"toset([\"b\", aws_iam_user.u.arn])", "AWS:b AWS:" USER},
      {"join(\",\", toset([\"b\", aws_iam_user.u.arn]))",
       ":${join(\",\",toset([\"b\",aws_iam_user.u.arn]))}#0"},
      {"distinct([\"b\", aws_iam_user.u.arn, \"b\"])", "AWS:b AWS:" USER},
      {"compact([\"\", null, \"b\", local.no])", "AWS:b :${local.no}#0"},
      {"flatten([\"a\", [local.no]])", "AWS:a :${local.no}#0"},
      {"keys({ for a in " LOOSE " : a => a })",
       ":${keys({ for a in concat([\"1\"],local.no) : a => a })}#0"},
      {"lookup({ for a in concat(local.no) : \"k\" => \"y\" }, \"k\", \"n\")",
       ":${lookup({ for a in concat(local.no) : \"k\" => \"y\" },\"k\",\"n\")}#0"},
  };
  EXPECT_LOCALS(cases);
#undef LOOSE
}

/* Keys that may be the same: which one counts is not known. */
static void test_open_keys(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"{ \"${local.no}:sub\" = \"1\", \"a:aud\" = \"2\" }[\"a:aud\"]", "AWS:2"},
      {"{ (local.no) = \"1\", a = \"2\" }[\"a\"]", ":${{ (local.no) = \"1\",a = \"2\" }[\"a\"]}#0"},
      {"merge({ a = \"2\" }, { (local.no) = \"1\" })[\"a\"]",
       ":${merge({ a = \"2\" },{ (local.no) = \"1\" })[\"a\"]}#0"},
      {"keys({ \"${local.no}:a\" = 1, b = 2 })[0]",
       ":${keys({ \"${local.no}:a\" = 1,b = 2 })[0]}#0"},
  };
  EXPECT_LOCALS(cases);
}

/* ---- Certain, failing, open ---------------------------------------------- */

static void test_try(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"try({ a = \"1\" }.b, \"2\")", "AWS:2"},
      {"try(aws_iam_user.u.arn, \"2\")", "AWS:" USER},
      {"try(aws_iam_user.v.arn, \"2\")", ":${try(aws_iam_user.v.arn,\"2\")}#0"},
      {"try([local.no.b], [\"2\"])", ":${try([local.no.b],[\"2\"])}#0"},
      {"try(md5(\"a\"), \"2\")", ":${try(md5(\"a\"),\"2\")}#0"},
      {"try([{ a = \"1\" }.b], [\"2\"])", "AWS:2"},
      /* Some versions look at the right side, some do not. */
      {"try(false && {}.x, \"2\")", ":${try(false && {}.x,\"2\")}#0"},
      {"lookup({ a = \"1\" }, local.no, \"2\")", ":${lookup({ a = \"1\" },local.no,\"2\")}#0"},
      /* What Terraform refuses has no value here either. */
      {"try(concat(toset([\"1\"]), [\"2\"]), \"3\")",
       ":${try(concat(toset([\"1\"]),[\"2\"]),\"3\")}#0"},
      {"try(tolist([1, true]), \"3\")", ":${try(tolist([1,true]),\"3\")}#0"},
      {"try(contains([\"1\"], null), \"3\")", ":${try(contains([\"1\"],null),\"3\")}#0"},
      {"coalesce(local.no, \"2\")", ":${coalesce(local.no,\"2\")}#0"},
      {"coalesce(aws_iam_user.u.arn, \"2\")", "AWS:" USER},
      {"coalescelist(local.no, [\"2\"])", ":${coalescelist(local.no,[\"2\"])}#0"},
  };
  EXPECT_LOCALS(cases);
}

static void test_holes_in_strings(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"split(\":\", aws_iam_user.u.arn)[4]", "AWS:${account}#2"},
      {"split(\"/\", aws_iam_user.u.arn)[1]", "AWS:usr"},
      {"split(\"a\", aws_iam_user.u.arn)[0]", ":${split(\"a\",aws_iam_user.u.arn)[0]}#0"},
      {"upper(aws_iam_user.u.arn)", ":${upper(aws_iam_user.u.arn)}#0"},
      {"format(\"%s|%s\", aws_iam_user.u.arn, 1)", "AWS:" USER "|1"},
      {"formatlist(\"%s!\", [aws_iam_user.u.arn, \"b\"])", "AWS:" USER "! AWS:b!"},
      {"join(\"+\", [aws_iam_user.u.arn, \"b\"])", "AWS:" USER "+b"},
      {"substr(\"\\u00e9abc\", 1, 1)", ":${substr(\"\\u00e9abc\",1,1)}#0"},
      {"format(\"%s\", \"a\", \"b\")", ":${format(\"%s\",\"a\",\"b\")}#0"},
  };
  EXPECT_LOCALS(cases);
}

/* What looks like what Terraform gives, but is something else there, or an error. */
static void test_look_alikes(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"\"a\\u212a\"", ":${\"a\\u212a\"}#0"},
      {"lower(base64decode(\"4oSq\"))", ":${lower(base64decode(\"4oSq\"))}#0"},
      {"jsondecode(\"[\\\"\\\\u212a\\\"]\")[0]", ":${jsondecode(\"[\\\"\\\\u212a\\\"]\")[0]}#0"},
      {"\"a${\"\\u0301\"}\"", "AWS:a${\"\\u0301\"}"},
      {"\"—é日本\"", "AWS:—é日本"},
      {"\"*\\u00a0${~ \"\" ~}\"", "AWS:*"},
      {"\"\\u000b${~ \"x\" }\"", "AWS:x"},
      {"\" ${~ 1 ~}\"", "AWS:1"},
      {"format(\"%v\", 111122223333)", ":${format(\"%v\",111122223333)}#0"},
      {"format(\"%v\", 123456)", "AWS:123456"},
      {"format(\"%v\", 0.00001)", ":${format(\"%v\",0.00001)}#0"},
      {"lookup({ a = \"x\" }, \"b\", 1)", ":${lookup({ a = \"x\" },\"b\",1)}#0"},
      {"lookup({ a = \"x\" }, \"b\", \"y\")", "AWS:y"},
      {"lookup({}, \"b\", true)", ":${lookup({},\"b\",true)}#0"},
      {"concat(tolist([\"a\"]), [1])[1] == 1 ? \"y\" : \"n\"", "AWS:y"},
      {"concat(tolist([\"a\"]), tolist([1]))[0]", ":${concat(tolist([\"a\"]),tolist([1]))[0]}#0"},
      {"concat(true ? [\"a\"] : [], true ? [1] : [])[0]",
       ":${concat(true ? [\"a\"] : [],true ? [1] : [])[0]}#0"},
      {"concat(tolist([\"a\"]), tolist([\"b\"]))[1]", "AWS:b"},
      {"[[\"a\", \"b\"], [\"c\", \"d\"]].*.0", "AWS:a AWS:c"},
      {"try(toset([\"a\"])[0], \"d\")", "AWS:d"},
      {"element(toset([\"a\"]), 0)", ":${element(toset([\"a\"]),0)}#0"},
      {"try({ for x in [\"a\", \"a\"] : x => 1 }, \"d\")",
       ":${try({ for x in [\"a\",\"a\"] : x => 1 },\"d\")}#0"},
      {"try(one(null), \"d\")", ":${try(one(null),\"d\")}#0"},
      {"try(true ? \"a\" : [\"b\"], \"d\")", ":${try(true ? \"a\" : [\"b\"],\"d\")}#0"},
      {"try(true ? [\"a\"] : [[\"b\"]], \"d\")", ":${try(true ? [\"a\"] : [[\"b\"]],\"d\")}#0"},
      {"try(true ? \"a\" : \"b\", \"d\")", "AWS:a"},
      {"try(true ? { a = \"x\" } : { b = [\"y\"] }, \"d\").a",
       ":${try(true ? { a = \"x\" } : { b = [\"y\"] },\"d\").a}#0"},
      {"try(tolist([\"a\", [\"b\"]])[0], \"d\")", ":${try(tolist([\"a\",[\"b\"]])[0],\"d\")}#0"},
      {"try(coalesce(\"a\", [\"b\"]), \"d\")", ":${try(coalesce(\"a\",[\"b\"]),\"d\")}#0"},
      {"try(coalescelist([\"a\"], \"b\"), \"d\")", ":${try(coalescelist([\"a\"],\"b\"),\"d\")}#0"},
      {"try(\"x\" || true, \"d\")", ":${try(\"x\" || true,\"d\")}#0"},
      {"length(true ? [\"b\", \"b\"] : toset([\"z\"]))",
       ":${length(true ? [\"b\",\"b\"] : toset([\"z\"]))}#0"},
      {"length(true ? [\"b\", \"b\"] : [\"z\"])", "AWS:2"},
      {"(true ? 1 : tostring(null))", ":${true ? 1 : tostring(null)}#0"},
  };
  EXPECT_LOCALS(cases);
}

/* ---- Secrets ------------------------------------------------------------- */

static void test_secrets(void **state) {
  (void)state;
  static const struct value_case cases[] = {
      {"sensitive(\"s3cr3t\")", "AWS:(sensitive)#0"},
      {"\"a-${sensitive(\"s3cr3t\")}\"", "AWS:a-(sensitive)"},
      {"nonsensitive(sensitive(\"s3cr3t\"))", "AWS:(sensitive)#0"},
      {"upper(sensitive(\"s3cr3t\"))", ":${main.tf:5:7}#0"},
      {"sensitive({ a = \"s3cr3t\" }).a", "AWS:(sensitive)#0"},
      {"keys(sensitive({ s3cr3t = 1 }))", ":${main.tf:5:7}#0"},
      {"[for k, v in sensitive({ s3cr3t = 1 }) : k]", "AWS:(sensitive)#0"},
  };
  EXPECT_LOCALS(cases);
}

/* ---- Choices ------------------------------------------------------------- */

/* Each turn decides for itself; the same condition is the same everywhere. */
static void test_choices(void **state) {
  (void)state;
  static const char source[] =
      WHO "locals {\n  x = [for a in [\"1\", \"2\"] : local.no == a ? a : \"n\"]\n}\n";
  struct fake_file files[] = {{"main.tf", source}, {NULL, NULL}};
  Input input = read_source(SOURCE_ONE("\"local.x\""), ".", files);
  assert_int_equal(input.after.roles[0].trust_count, 4);
  assert_true(str_is(input.after.roles[0].trusts[0].when,
                     "(local.no == a (turn 1))=true, (local.no == a (turn 2))=true"));
  arena_free(input.arena);
  expect_source(SOURCE_ONE("\"local.x\""),
                WHO "locals {\n  x = [for a in [\"1\", \"2\"] : local.no ? a : \"n\"]\n}\n",
                AT "  known source when local.no=true {AWS:1 AWS:2}\n"
                   "  known source when local.no=false {AWS:n AWS:n}\n");
  /* The secret may be the number 5, which is not "5". */
  expect_source(SOURCE_ONE("\"local.x\""),
                WHO "locals {\n  x = sensitive(5) == \"5\" ? \"y\" : \"n\"\n}\n",
                AT "  known source when main.tf:5:7=true {AWS:y}\n"
                   "  known source when main.tf:5:7=false {AWS:n}\n");
  /* A number among strings is a string, whichever branch is taken. */
  expect_local("true ? 1 : local.no", ":${true ? 1 : local.no}#0");
  expect_local("true ? 1 : 2", "AWS:1");
}

/* ---- Files --------------------------------------------------------------- */

#define TEMPLATE(path, variables)                                                                  \
  WHO "locals {\n  x = templatefile(\"" path "\", " variables ")\n}\n"

static void expect_template(const char *main, const char *template, const char *wanted) {
  struct fake_file files[] = {
      {"env/main.tf", main}, {"env/t/a.tftpl", template}, {"a.tftpl", "secret"}, {NULL, NULL}};
  expect_files(SOURCE_ONE("\"local.x\""), "env", files, wanted);
}

static void test_template_files(void **state) {
  (void)state;
#define IN_ENV "aws_iam_role.r env/main.tf:2:3\n"
  expect_template(TEMPLATE("${path.module}/t/a.tftpl", "{ who = \"w\" }"), "<${who}>",
                  IN_ENV "  known source {AWS:<w>}\n");
  expect_template(TEMPLATE("./t/../t/a.tftpl", "{ who = aws_iam_user.u.arn }"), "<${who}>",
                  IN_ENV "  known source {AWS:<" USER ">}\n");
  expect_template(TEMPLATE("${path.cwd}/t/a.tftpl", "{}"), "w", IN_ENV "  known source {AWS:w}\n");
  /* It knows what it is given, and nothing else. */
  expect_template(TEMPLATE("t/a.tftpl", "{}"), "<${local.x}>",
                  IN_ENV "  known source {AWS:<${local.x (env/main.tf:5:7)}>}\n");
  expect_template(TEMPLATE("t/a.tftpl", "{ b = local.no }"), "%{ if b }1%{ else }2%{ endif }",
                  IN_ENV "  known source when local.no=true {AWS:1}\n"
                         "  known source when local.no=false {AWS:2}\n");
  expect_template(TEMPLATE("t/a.tftpl", "local.no"), "w",
                  IN_ENV "  known source {:${templatefile(\"t/a.tftpl\",local.no)}#0}\n");
  /* Out of reach, broken, or not there. */
  expect_template(TEMPLATE("../a.tftpl", "{}"), "w",
                  IN_ENV "  known source {:${templatefile(\"../a.tftpl\",{})}#0}\n"
                         "unread a.tftpl:1:1 this part of the plan's source was not read: it is "
                         "outside the folder of the module that names it\n");
  expect_template(TEMPLATE("/etc/a.tftpl", "{}"), "w",
                  IN_ENV "  known source {:${templatefile(\"/etc/a.tftpl\",{})}#0}\n");
  expect_template(TEMPLATE("t/a.tftpl", "{}"), "${",
                  IN_ENV "  known source {:${${ (env/main.tf:5:7)}#0}\n");
  expect_template(TEMPLATE("t/b.tftpl", "{}"), "w",
                  IN_ENV "  known source {:${templatefile(\"t/b.tftpl\",{})}#0}\n"
                         "unread env/t/b.tftpl:1:1 this part of the plan's source was not read: no "
                         "such file\n");
  expect_template(TEMPLATE("t/a.tftpl", "{}"), "\xFF",
                  IN_ENV "  known source {:${templatefile(\"t/a.tftpl\",{})}#0}\n"
                         "unread env/t/a.tftpl:1:1 this part of the plan's source was not read: it "
                         "is not text in UTF-8\n");
}

/* A whole policy from a file. */
static void test_policy_files(void **state) {
  (void)state;
  expect_template(
      BLOCK("templatefile(\"t/a.tftpl\", { who = [local.x, \"b\"] })"),
      "{\"Statement\": [\n%{ for i, w in who ~}\n  %{ if i > 0 },%{ endif }\n"
      "  {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"${w}\"}}\n%{ endfor ~}\n]}\n",
      IN_ENV "  known source {AWS:${local.x}#0} {AWS:b}\n");
  expect_template(BLOCK("jsonencode(merge(jsondecode(file(\"t/a.tftpl\")), { Id = local.x }))"),
                  "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}",
                  IN_ENV "  known source {:*}\n");
#undef IN_ENV
}

/* More files than anybody names, and one that is too large. */
static void test_file_limits(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Buf buf = buf_in(arena);
  buf_add(&buf, WHO "locals {\n  x = [\n");
  for (size_t i = 0; i <= MAX_NAMED_FILES; i++)
    buf_addf(&buf, "file(\"f%zu\"),\n", i);
  buf_add(&buf, "]\n}\n");
  struct fake_file files[] = {{"main.tf", buf.ptr}, {"f1000", "w"}, {NULL, NULL}};
  Input input = read_source(SOURCE_ONE("\"local.x\""), ".", files);
  assert_true(input.unread_count > MAX_NAMED_FILES);
  assert_true(str_ends(input.unread[MAX_NAMED_FILES].what, "too many files"));
  arena_free(input.arena);
  char *large = arena_alloc(arena, MAX_NAMED_FILE_BYTES + 2);
  assert_non_null(large);
  memset(large, 'a', MAX_NAMED_FILE_BYTES + 1);
  struct fake_file one[] = {
      {"main.tf", WHO "locals {\n  x = file(\"f\")\n}\n"}, {"f", large}, {NULL, NULL}};
  expect_files(SOURCE_ONE("\"local.x\""), ".", one,
               AT "  known source {:${file(\"f\")}#0}\nunread f:1:1 this part of the plan's source "
                  "was not read: too large\n");
  arena_free(arena);
}

/* ---- Limits -------------------------------------------------------------- */

/* What grows without end is given up as a whole. */
static void test_growth(void **state) {
  (void)state;
  static const char *const values[] = {
      "[for a in local.l : [for b in local.l : [for c in local.l : [for d in local.l : a]]]]",
      "replace(replace(replace(local.s, \"a\", local.s), \"a\", local.s), \"a\", local.s)",
      "[for a in [[local.d, local.d]] : [for b in [[a, a]] : [for c in [[b, b]] : [c, c]]]]",
  };
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    Arena *arena = arena_new(MAX_ARENA_BYTES);
    Buf buf = buf_in(arena);
    buf_addf(&buf, WHO "locals {\n  x = %s\n  l = split(\"\", \"\")\n  s = \"", values[i]);
    for (int k = 0; k < 2000; k++)
      buf_add_char(&buf, 'a');
    buf_add(&buf, "\"\n  d = [");
    for (int k = 0; k < 5000; k++)
      buf_add(&buf, "1,");
    buf_add(&buf, "]\n  l = [");
    for (int k = 0; k < 100; k++)
      buf_add(&buf, "1,");
    buf_add(&buf, "]\n}\n");
    char *twice = strstr(buf.ptr, "  l = split(\"\", \"\")\n");
    memset(twice, ' ', strlen("  l = split(\"\", \"\")"));
    struct fake_file files[] = {{"main.tf", buf.ptr}, {NULL, NULL}};
    Input input = read_source(SOURCE_ONE("\"local.x\""), ".", files);
    const Trust *trust = &input.after.roles[0].trusts[0];
    bool open = trust->state == TRUST_UNKNOWN ||
                text_first_hole(trust->policy->statements[0].principals[0].value.text);
    if (!open)
      fail_msg("%s is known", values[i]);
    arena_free(input.arena);
    arena_free(arena);
  }
}

/* ---- Variables ----------------------------------------------------------- */

#define TYPED(value, type)                                                                         \
  SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r"), SOURCE_AWS, SOURCE_CONFIG("\"var.x\""),               \
              ",\"variables\":{\"x\":{}}", ",\"variables\":{\"x\":{\"value\":" value "}}"),        \
      BLOCK("jsonencode({ Statement = { Effect = \"Allow\", Principal = { AWS = jsonencode(var.x)" \
            " } } })") "variable \"x\" { type = " type " }\n"

/* A plan has variables as they were given, not as they were declared. */
static void test_types(void **state) {
  (void)state;
  expect_source(TYPED("\"5\"", "number"), AT "  known source {AWS:5}\n");
  expect_source(TYPED("5", "string"), AT "  known source {AWS:\"5\"}\n");
  expect_source(TYPED("\"true\"", "bool"), AT "  known source {AWS:true}\n");
  expect_source(TYPED("[\"b\", \"a\", \"b\"]", "set(string)"),
                AT "  known source {AWS:[\"a\",\"b\"]}\n");
  expect_source(TYPED("{\"a\": 1, \"b\": 2}", "object({ a = string })"),
                AT "  known source {AWS:{\"a\":\"1\"}}\n");
  expect_source(TYPED("{}", "object({ a = optional(string, \"*\"), b = optional(number) })"),
                AT "  known source {AWS:{\"a\":\"*\",\"b\":null}}\n");
  /* Defaults that are more than a literal. */
  expect_source(TYPED("{}", "object({ a = optional(list(string), [\"*\"]) })"),
                AT "  known source {:${jsonencode(var.x)}#0}\n");
  /* Nothing that could be made of it. */
  expect_source(TYPED("[\"a\"]", "map(string)"), AT "  known source {:${jsonencode(var.x)}#0}\n");
  expect_source(TYPED("1e999", "any"), AT "  known source {:${jsonencode(var.x)}#0}\n");
}

/* ---- Other resources ----------------------------------------------------- */

/* A resource that is no type of ours; `after` and the marks of its values. */
#define OTHER(address, after, marks)                                                               \
  "{\"address\":\"" address                                                                        \
  "\",\"mode\":\"managed\",\"type\":\"aws_x\",\"name\":\"x\",\"change\":"                          \
  "{\"actions\":[\"create\"],\"after\":" after marks "}}"
#define PRIOR(address, values)                                                                     \
  "{\"address\":\"" address                                                                        \
  "\",\"mode\":\"data\",\"type\":\"aws_x\",\"name\":\"x\",\"values\":" values "}"
#define OTHERS(changes, prior)                                                                     \
  SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r") changes, SOURCE_AWS, SOURCE_CONFIG("\"local.x\""), "", \
              ",\"prior_state\":{\"values\":{\"root_module\":{\"resources\":[" prior "]}}}")

static void expect_other(const char *plan, const char *text, const char *wanted) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Str source = str_printf(arena, WHO "locals {\n  x = %s\n}\n", text);
  Str all = str_printf(arena, AT "  known source {%s}\n", wanted);
  expect_source(plan, source.ptr, all.ptr);
  arena_free(arena);
}

static void test_other_resources(void **state) {
  (void)state;
#define VALUES "{\"a\":\"v\",\"l\":[{\"p\":\"q\"}]}"
  expect_other(OTHERS("," OTHER("aws_x.x", VALUES, ""), ""), "[aws_x.x.a, aws_x.x.l[0].p]",
               "AWS:v AWS:q");
  expect_other(OTHERS("", PRIOR("data.aws_x.x", VALUES)), "data.aws_x.x.a", "AWS:v");
  expect_other(OTHERS("," OTHER("module.m.data.aws_x.x", VALUES, ""), ""), "data.aws_x.x.a",
               ":${data.aws_x.x.a}#0");
  /* What is managed is not taken from the state. */
  expect_other(OTHERS("", PRIOR("aws_x.x", VALUES)), "aws_x.x.a", ":${aws_x.x.a}#0");
  /* What the plan does with it comes before what was there. */
  expect_other(OTHERS("," OTHER("data.aws_x.x", "{\"b\":\"w\"}", ",\"after_unknown\":{\"a\":true}"),
                      PRIOR("data.aws_x.x", VALUES)),
               "[data.aws_x.x.a, data.aws_x.x.b]", ":${data.aws_x.x.a}#0 AWS:w");
  /* Parts that are not known, or secret. */
  expect_other(OTHERS("," OTHER("aws_x.x", VALUES,
                                ",\"after_unknown\":{\"l\":[{\"o\":true}]},\"after_sensitive\":"
                                "{\"l\":[{\"p\":true}]}"),
                      ""),
               "[aws_x.x.l[0].o, aws_x.x.l[0].p]", ":${aws_x.x.l[0].o}#0 AWS:(sensitive)#0");
  expect_other(OTHERS("," OTHER("aws_x.x", VALUES, ",\"after_sensitive\":true"), ""), "aws_x.x.a",
               "AWS:(sensitive)#0");
  /* One that goes, one that is there twice, and one that is no JSON object twice over. */
  expect_other(OTHERS("," OTHER("aws_x.x", "null", ""), ""), "aws_x.x.a", ":${aws_x.x.a}#0");
  expect_other(OTHERS("," OTHER("aws_x.x", VALUES, "") "," OTHER("aws_x.x", VALUES, ""), ""),
               "aws_x.x.a", ":${aws_x.x.a}#0");
  expect_other(OTHERS("," OTHER("aws_x.x", "{\"a\":\"v\",\"a\":\"w\"}", ""), ""), "aws_x.x.a",
               ":${aws_x.x.a}#0");
}

static void test_instances(void **state) {
  (void)state;
#define ONE(address, value) "," OTHER(address, "{\"a\":\"" value "\"}", "")
  static const char counted[] =
      OTHERS(ONE("aws_x.x[1]", "2") ONE("aws_x.x[0]", "1") ONE("aws_x.xy[0]", "3"), "");
  static const char keyed[] =
      OTHERS(ONE("aws_x.x[\\\"b\\\"]", "2") ONE("aws_x.x[\\\"a.c\\\"]", "1"), "");
  expect_other(counted, "aws_x.x[*].a", "AWS:1 AWS:2");
  expect_other(counted, "[aws_x.x[1].a, aws_x.x.1.a]", "AWS:2 AWS:2");
  expect_other(counted, "length(aws_x.x) > 1 ? \"y\" : \"n\"", "AWS:y");
  expect_other(counted, "try(aws_x.x[2].a, \"none\")", ":${try(aws_x.x[2].a,\"none\")}#0");
  expect_other(keyed, "values(aws_x.x)[*].a", "AWS:1 AWS:2");
  expect_other(keyed, "[for k, x in aws_x.x : \"${k}=${x.a}\"]", "AWS:a.c=1 AWS:b=2");
  expect_other(keyed, "aws_x.x[\"b\"].a", "AWS:2");
  /* A gap: some are missing. */
  expect_other(OTHERS(ONE("aws_x.x[0]", "1") ONE("aws_x.x[2]", "2"), ""), "aws_x.x[*].a",
               ":${aws_x.x[*].a}#0");
  expect_other(OTHERS("", ""), "aws_x.x[*].a", ":${aws_x.x[*].a}#0");
  /* One that goes is none any more; one that is there twice may be one more. */
#define A ONE("aws_x.x[\\\"a\\\"]", "1")
#define B ONE("aws_x.x[\\\"b\\\"]", "2")
  expect_other(OTHERS(A "," OTHER("aws_x.x[\\\"b\\\"]", "null", ""), ""), "values(aws_x.x)[*].a",
               "AWS:1");
  expect_other(OTHERS(A B B, ""), "values(aws_x.x)[*].a", ":${values(aws_x.x)[*].a}#0");
#undef A
#undef B
}

/* One that is too large is not looked at; the plan is read all the same. */
static void test_large_others(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  char *blanks = malloc(MAX_OTHER_BYTES + 1);
  assert_non_null(blanks);
  memset(blanks, ' ', MAX_OTHER_BYTES);
  blanks[MAX_OTHER_BYTES] = '\0';
  Buf buf = buf_in(arena);
  buf.limit = 2 * MAX_OTHER_BYTES;
  static const char plan[] =
      OTHERS("," OTHER("aws_x.x", "{\"a\":\"v\"@}", "") ONE("aws_x.y[\\\"a\\\"]", "1"), "");
  const char *at = strchr(strstr(plan, "aws_x.x"), '@');
  buf_add_n(&buf, plan, (size_t)(at - plan));
  buf_add_n(&buf, blanks, MAX_OTHER_BYTES);
  buf_add(&buf, at + 1);
  expect_other(buf.ptr, "aws_x.x.a", ":${aws_x.x.a}#0");
  expect_other(buf.ptr, "aws_x.y[\"a\"].a", "AWS:1");
  /* It might have been one of these. */
  expect_other(buf.ptr, "values(aws_x.y)[*].a", ":${values(aws_x.y)[*].a}#0");
  free(blanks);
  arena_free(arena);
}

TESTS(source_values, TEST(test_loops), TEST(test_splats), TEST(test_loose_lists),
      TEST(test_open_keys), TEST(test_try), TEST(test_holes_in_strings), TEST(test_look_alikes),
      TEST(test_secrets), TEST(test_choices), TEST(test_template_files), TEST(test_policy_files),
      TEST(test_file_limits), TEST(test_growth), TEST(test_types), TEST(test_other_resources),
      TEST(test_instances), TEST(test_large_others));
