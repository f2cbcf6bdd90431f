/* SPDX-License-Identifier: Apache-2.0
 *
 * The source of a plan: where resources are written, and the policies that the
 * plan leaves out.
 */
#include "source_show.h"

#include "assumelint/buf.h"

#define BLOCK(policy) "resource \"aws_iam_role\" \"r\" {\n  assume_role_policy = " policy "\n}\n"
#define ALLOW(principal)                                                                             \
  "{ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\", Principal = { AWS = " principal \
  " } }] }"
#define USER_ARN "arn:${partition}:iam::${account}:user/usr"
#define AT "aws_iam_role.r main.tf:2:3\n"
#define FIRST                                                                                      \
  "apply what the policy is made from first (aws_iam_user.u) and plan again, or write "            \
  "the policy with values that are known when the plan is made"

static void expect_start(const Input *input, const char *wanted) {
  Str shown = show_source(input);
  if (!str_starts(shown, wanted))
    fail_msg("is\n%.*sexpected\n%s", STR_FMT(shown), wanted);
}

/* ---- Places -------------------------------------------------------------- */

#define IN_MODULES(address, calls)                                                                 \
  SOURCE_PLAN(SOURCE_ROLE(address), SOURCE_AWS, "", ",\"module_calls\":{" calls "}", "")
#define UNKNOWN "  unknown"

static void test_places(void **state) {
  (void)state;
  static const char plan[] =
      IN_MODULES("module.a[\\\"x.y\\\"].module.b.aws_iam_role.r[0]",
                 "\"a\":{\"source\":\"./mods/a\",\"module\":{\"module_calls\":{\"b\":{\"source\":"
                 "\"../b\"}}}}");
  struct fake_file files[] = {
      {"infra/main.tf", "# root\n  module \"a\" {\n  source = \"./mods/a\"\n}\n"},
      {"infra/mods/a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n"},
      {"infra/mods/b/roles.tf", "\n\xC3\xA9 = 1\nresource \"aws_iam_role\" \"r\" {\n"
                                "  /* \xC3\xA9 */ assume_role_policy = var.p\n}\n"},
      {NULL, NULL},
  };
  Input input = read_source(plan, "infra/", files);
  Str shown = show_source(&input);
  assert_true(str_starts(shown, "module.a[\"x.y\"].module.b.aws_iam_role.r[0] "
                                "infra/main.tf:2:3 infra/mods/b/roles.tf:4:11\n  unknown"));
  assert_int_equal(input.unread_count, 0);
  arena_free(input.arena);
}

/* Modules from elsewhere are where `terraform init` put them. */
static void test_installed_modules(void **state) {
  (void)state;
  static const char plan[] =
      IN_MODULES("module.a.module.b.aws_iam_role.r",
                 "\"a\":{\"source\":\"acme/a/aws\",\"module\":{\"module_calls\":{\"b\":{\"source\":"
                 "\"git::https://example.com/b\"}}}}");
  struct fake_file files[] = {
      {"main.tf", "module \"a\" {\n  source = \"acme/a/aws\"\n}\n"},
      {".terraform/modules/modules.json",
       "{\"Modules\":[{\"Key\":\"\",\"Dir\":\".\"},{\"Key\":\"a\",\"Dir\":\".terraform/modules/a\"},"
       "{\"Key\":\"a.b\",\"Dir\":\".terraform/modules/a.b/sub\"}]}"},
      {".terraform/modules/a/main.tf", "module \"b\" {}\n"},
      {".terraform/modules/a.b/sub/main.tf", "resource \"aws_iam_role\" \"r\" {\n}\n"},
      {NULL, NULL},
  };
  Input input = read_source(plan, ".", files);
  expect_start(&input, "module.a.module.b.aws_iam_role.r main.tf:1:1 "
                       ".terraform/modules/a.b/sub/main.tf:1:1\n");
  arena_free(input.arena);
  /* Not installed, or somewhere on another machine: the call is all there is. */
  files[1].text = "{\"Modules\":[{\"Key\":\"a\",\"Dir\":\"/elsewhere/a\"}]}";
  input = read_source(plan, ".", files);
  expect_start(&input, "module.a.module.b.aws_iam_role.r main.tf:1:1\n  unknown");
  assert_int_equal(input.unread_count, 0);
  arena_free(input.arena);
}

static void test_paths(void **state) {
  (void)state;
  static const char plan[] =
      IN_MODULES("module.a.aws_iam_role.r", "\"a\":{\"source\":\"../../mods//a/\"}");
  static const struct {
    const char *root, *main, *module;
  } cases[] = {
      {"env/prod", "env/prod/main.tf", "mods/a/main.tf"},
      {"./env/prod//", "./env/prod/main.tf", "./mods/a/main.tf"},
      {".", "main.tf", "../../mods/a/main.tf"},
      {"/srv", "/srv/main.tf", "/../mods/a/main.tf"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct fake_file files[] = {{cases[i].main, "module \"a\" {\n}\n"},
                                {cases[i].module, "resource \"aws_iam_role\" \"r\" {}\n"},
                                {NULL, NULL}};
    Input input = read_source(plan, cases[i].root, files);
    Buf buf = buf_in(input.arena);
    buf_addf(&buf, "module.a.aws_iam_role.r %s:1:1 %s:1:1\n", cases[i].main, cases[i].module);
    Str shown = show_source(&input);
    if (!str_starts(shown, buf.ptr))
      fail_msg("is\n%.*sexpected\n%s", STR_FMT(shown), buf.ptr);
    arena_free(input.arena);
  }
}

/* ---- Files --------------------------------------------------------------- */

static void test_unread(void **state) {
  (void)state;
  struct fake_file files[] = {
      {"a.tf", "resource \"x\" {\n  y = \"\n}\n"},
      {"b.tf", BLOCK("jsonencode(" ALLOW("aws_iam_user.u.arn") ")")},
      {"c.tf.json", "{,}"},
      {"d.txt", "x"},
      {".e.tf", "x"},
      {NULL, NULL},
  };
  expect_files(SOURCE_ONE(REFER_TO_USER), ".", files,
               "aws_iam_role.r b.tf:2:3\n  known source {AWS:" USER_ARN "}\n"
               "unread a.tf:2:8 this part of the plan's source was not read: a string that does "
               "not end on its line\n"
               "unread c.tf.json:1:2 this part of the plan's source was not read: invalid JSON: "
               "expected a key in quotes or '}'\n");
  files[0].path = NULL;
  Input input = read_source(SOURCE_ONE(REFER_TO_USER), "x", files);
  assert_int_equal(input.status, OK);
  assert_int_equal(input.unread_count, 1);
  assert_string_equal(input.unread[0].source_span.source->path, "x");
  arena_free(input.arena);
}

static void test_overrides(void **state) {
  (void)state;
  struct fake_file files[] = {
      {"a_override.tf", "\n" BLOCK("jsonencode(" ALLOW("[aws_iam_user.u.arn, \"*\"]") ")")},
      {"main.tf", BLOCK("jsonencode(" ALLOW("aws_iam_user.u.arn") ")")},
      {NULL, NULL},
      {NULL, NULL},
  };
  expect_files(SOURCE_ONE(REFER_TO_USER), ".", files,
               "aws_iam_role.r a_override.tf:3:3\n  known source {AWS:" USER_ARN " AWS:*}\n");
  /* What an unread one says, nobody knows. */
  files[0].text = "a {";
  Input input = read_source(SOURCE_ONE(REFER_TO_USER), ".", files);
  expect_start(&input, "aws_iam_role.r main.tf:1:1\n  unknown");
  arena_free(input.arena);
  /* Two blocks of one name: which one was planned? */
  files[0].path = "a.tf";
  files[0].text = BLOCK("var.x");
  input = read_source(SOURCE_ONE(REFER_TO_USER), ".", files);
  expect_start(&input, "aws_iam_role.r a.tf:1:1\n  unknown");
  arena_free(input.arena);
}

/* Only OpenTofu reads .tofu files, and those instead of .tf files. */
static void test_tofu_files(void **state) {
  (void)state;
#define MADE_BY(registry)                                                                          \
  SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r") "," SOURCE_USER,                                       \
              "\"aws\":{\"name\":\"aws\",\"full_name\":\"" registry "/hashicorp/aws\"}",           \
              SOURCE_CONFIG(REFER_TO_USER), "", "")
  struct fake_file files[] = {
      {"a.tofu", "\n" BLOCK("jsonencode(" ALLOW("[aws_iam_user.u.arn, \"*\"]") ")")},
      {"a.tf", BLOCK("jsonencode(" ALLOW("aws_iam_user.u.arn") ")")},
      {"b.tf.json", "{\"locals\":{\"l\":1}}"},
      {"b.tofu", "locals {\n  l = 2\n}\n"},
      {NULL, NULL},
  };
  expect_files(MADE_BY("registry.terraform.io"), ".", files,
               "aws_iam_role.r a.tf:2:3\n  known source {AWS:" USER_ARN "}\n");
  expect_files(MADE_BY("registry.opentofu.org"), ".", files,
               "aws_iam_role.r a.tofu:3:3\n  known source {AWS:" USER_ARN " AWS:*}\n");
  Input input = read_source(MADE_BY("example.com"), ".", files);
  expect_start(&input, "aws_iam_role.r a.tf:1:1\n  unknown");
  assert_int_equal(input.unread_count, 2);
  assert_string_equal(input.unread[0].source_span.source->path, "a.tofu");
  arena_free(input.arena);
#undef MADE_BY
}

static void test_json_files(void **state) {
  (void)state;
  struct fake_file files[] = {
      {"main.tf.json",
       "{\"locals\": {\"who\": \"*\"},\n"
       " \"resource\": [{\"aws_iam_role\": {\"r\": [{\n"
       "  \"assume_role_policy\": \"${jsonencode({Statement = {Effect = \\\"Allow\\\", Action = "
       "\\\"sts:AssumeRole\\\", Principal = {AWS = [aws_iam_user.u.arn, local.who]}}})}\"\n"
       " }]}}]}"},
      {NULL, NULL},
  };
  expect_files(SOURCE_ONE(REFER_TO_USER ",\"local.who\""), ".", files,
               "aws_iam_role.r main.tf.json:3:3\n  known source {AWS:" USER_ARN " AWS:*}\n");
}

/* ---- Policies ------------------------------------------------------------ */

static void test_forms(void **state) {
  (void)state;
  static const char *const forms[] = {
      BLOCK("jsonencode(" ALLOW("aws_iam_user.u.arn") ")"),
      BLOCK("(jsonencode(" ALLOW("\"${aws_iam_user.u.arn}\"") "))"),
      BLOCK("\"${jsonencode(" ALLOW("[aws_iam_user.u.arn]") ")}\""),
      BLOCK("<<-EOF\n  {\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\",\n"
            "    \"Principal\": {\"AWS\": \"${aws_iam_user.u.arn}\"}}}\n  EOF"),
      BLOCK(
          "\"{\\\"Statement\\\": {\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": {\\\"AWS\\\": "
          "${jsonencode(aws_iam_user.u.arn)}}}}\""),
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
    expect_source(SOURCE_ONE(REFER_TO_USER), forms[i], AT "  known source {AWS:" USER_ARN "}\n");
  expect_source(SOURCE_ONE("\"local.p\""),
                BLOCK("local.p") "locals {\n  p = jsonencode({ Statement = local.s })\n}\n"
                                 "locals {\n  s = [{ Effect = \"Allow\", Principal = \"*\" }]\n}\n",
                AT "  known source {:*}\n");
}

/* It is another source than that of the plan. */
static void test_other_references(void **state) {
  (void)state;
  static const char *const others[] = {
      BLOCK("jsonencode(" ALLOW("aws_iam_user.v.arn") ")"),
      BLOCK("jsonencode(" ALLOW("[aws_iam_user.u.arn, var.x]") ")"),
      BLOCK("jsonencode(" ALLOW("\"*\"") ")"),
      BLOCK("jsonencode(" ALLOW("aws_iam_user.u.name") ")"),
      BLOCK("jsonencode(" ALLOW("aws_iam_user.u.arn") ") ; x"),
  };
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    expect_source(SOURCE_ONE(REFER_TO_USER), others[i],
                  AT
                  "  unknown aws_iam_user.u.arn; plan again, because the policy in main.tf:2 does "
                  "not refer to what the plan lists; or give --source-root the folder that "
                  "the plan was made in\n");
  /* Without the configuration there is nothing to compare with. */
  struct fake_file files[] = {{"main.tf", others[0]}, {NULL, NULL}};
  Input input =
      read_source(SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r"), SOURCE_AWS, "", "", ""), ".", files);
  assert_int_equal(input.after.roles[0].trusts[0].state, TRUST_UNKNOWN);
  arena_free(input.arena);
  /* As old versions list references. */
  expect_source(SOURCE_ONE("\"aws_iam_user.u\""),
                BLOCK("jsonencode(" ALLOW("aws_iam_user.u.arn") ")"),
                AT "  known source {AWS:" USER_ARN "}\n");
}

static void test_references(void **state) {
  (void)state;
  expect_source(
      SOURCE_ONE("\"aws_iam_user.u[0].arn\",\"aws_iam_user.u[0]\",\"aws_iam_user.u\","
                 "\"data.a.b.c.d\",\"data.a.b.c\",\"data.a.b\",\"module.m[\\\"k\\\"].o.p\","
                 "\"module.m[\\\"k\\\"].o\",\"module.m[\\\"k\\\"]\",\"module.n.o\",\"module.n\","
                 "\"each.value.x\",\"each.value\",\"local.l\",\"var.v[0]\",\"var.v\",\"each.key\","
                 "\"aws_iam_user.w\""),
      BLOCK(
          "jsonencode({ Statement = [aws_iam_user.u[0].arn, data.a.b.c.d, module.m[\"k\"].o.p,\n"
          "    module.n.o, each.value.x, { (local.l) = var.v[0] }, aws_iam_user.w[each.key].arn,\n"
          "    [for x in aws_iam_user.w : x.arn]] })"),
      AT "  known source {} (statements)\n");
}

static void test_kinds(void **state) {
  (void)state;
  static const struct {
    const char *reference, *shown;
  } kinds[] = {
      {"aws_iam_user.v.arn", "AWS:${aws_iam_user.v.arn}#8"},
      {"aws_iam_role.v.arn", "AWS:${aws_iam_role.v.arn}#7"},
      {"aws_iam_openid_connect_provider.v.arn", "AWS:${aws_iam_openid_connect_provider.v.arn}#10"},
      {"data.aws_caller_identity.v.account_id", "AWS:${account}#2"},
      {"data.aws_partition.v.partition", "AWS:${partition}#3"},
      {"data.aws_region.v.name", "AWS:${data.aws_region.v.name}#4"},
      {"aws_x_thing.v.arn", "AWS:${aws_x_thing.v.arn}#12"},
      {"aws_x_thing.v.name", "AWS:${aws_x_thing.v.name}#0"},
      /* What may be a list may be anything. */
      {"aws_x_thing.v.things", ":${aws_x_thing.v.things}#0"},
      {"module.x.y", ":${module.x.y}#0"},
      {"var.x.y", ":${var.x.y}#0"},
      {"terraform.workspace.x", ":${terraform.workspace.x}#0"},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    Arena *arena = arena_new(MAX_ARENA_BYTES);
    Str source = str_printf(arena, BLOCK("jsonencode(" ALLOW("%s") ")"), kinds[i].reference);
    struct fake_file files[] = {{"main.tf", source.ptr}, {NULL, NULL}};
    Str whole = str_of(kinds[i].reference);
    size_t dot = whole.len;
    while (whole.ptr[--dot] != '.')
      ;
    Str plan = str_printf(arena, SOURCE_ONE("\"%s\",\"%.*s\""), whole.ptr, (int)dot, whole.ptr);
    Input input = read_source(plan.ptr, ".", files);
    Str shown = show_source(&input);
    Str wanted = str_printf(arena, AT "  known source {%s}\n", kinds[i].shown);
    if (!str_eq(shown, wanted))
      fail_msg("is\n%.*sexpected\n%s", STR_FMT(shown), wanted.ptr);
    arena_free(input.arena);
    arena_free(arena);
  }
}

/* What belongs to another provider may be in another account. */
static void test_providers(void **state) {
  (void)state;
  static const char plan[] =
      SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r") "," SOURCE_USER,
                  SOURCE_AWS ",\"aws.b\":{\"name\":\"aws\",\"alias\":\"b\"}",
                  SOURCE_CONFIG(REFER_TO_USER ",\"data.aws_caller_identity.c.account_id\","
                                              "\"data.aws_caller_identity.c\""),
                  "", "");
#define POLICY                                                                                     \
  BLOCK("jsonencode(" ALLOW("[aws_iam_user.u.arn, data.aws_caller_identity.c.account_id]") ")")
  expect_source(plan,
                POLICY "resource \"aws_iam_user\" \"u\" {}\n"
                       "data \"aws_caller_identity\" \"c\" { provider = aws.b }\n",
                AT "  known source {AWS:" USER_ARN
                   " AWS:${data.aws_caller_identity.c.account_id}#1}\n");
  expect_source(plan,
                POLICY "resource \"aws_iam_user\" \"u\" {\n  provider = aws.b\n}\n"
                       "data \"aws_caller_identity\" \"c\" {}\n",
                AT "  known source {AWS:${aws_iam_user.u.arn}#12 AWS:${account}#2}\n");
  expect_source(plan, POLICY,
                AT "  known source {AWS:${aws_iam_user.u.arn}#12 "
                   "AWS:${data.aws_caller_identity.c.account_id}#1}\n");
  /* The plan tells whose provider makes the user: a name in that account, then. */
  static const char told[] = SOURCE_PLAN(
      SOURCE_ROLE("aws_iam_role.r") "," SOURCE_USER,
      SOURCE_AWS ",\"aws.b\":{\"name\":\"aws\",\"alias\":\"b\"}",
      SOURCE_CONFIG(
          REFER_TO_USER
          ",\"data.aws_caller_identity.c.account_id\","
          "\"data.aws_caller_identity.c\"") ",{\"address\":\"aws_iam_user.u\",\"mode\":\"managed\",\"type\":"
                                            "\"aws_iam_user\",\"name\":\"u\",\"provider_config_key\":\"aws.b\"}",
      "", "");
  expect_source(told,
                POLICY "resource \"aws_iam_user\" \"u\" {\n  provider = aws.b\n}\n"
                       "data \"aws_caller_identity\" \"c\" {}\n",
                AT "  known source {AWS:arn:${partition}:iam::${account of aws.b}:user/usr "
                   "AWS:${account}#2}\n");
#undef POLICY
}

/* ---- Values -------------------------------------------------------------- */

#define WITH_VARIABLES(values, declared)                                                           \
  SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r") "," SOURCE_USER, SOURCE_AWS,                           \
              SOURCE_CONFIG(REFER_TO_USER ",\"var.x\""), ",\"variables\":{" declared "}",          \
              ",\"variables\":{" values "}")
#define WITH_VARIABLE BLOCK("jsonencode(" ALLOW("[aws_iam_user.u.arn, var.x]") ")")

static void test_variables(void **state) {
  (void)state;
  expect_source(WITH_VARIABLES("\"x\":{\"value\":\"*\"}", "\"x\":{}"), WITH_VARIABLE,
                AT "  known source {AWS:" USER_ARN " AWS:*}\n");
  /* Sensitive: as the plan says, as the source says, or as nobody says. */
  expect_source(WITH_VARIABLES("\"x\":{\"value\":\"*\"}", "\"x\":{\"sensitive\":true}"),
                WITH_VARIABLE, AT "  known source {AWS:" USER_ARN " AWS:(sensitive)#0}\n");
  expect_source(WITH_VARIABLES("\"x\":{\"value\":\"*\"}", "\"x\":{}"),
                WITH_VARIABLE "variable \"x\" {\n  sensitive = true\n}\n",
                AT "  known source {AWS:" USER_ARN " AWS:(sensitive)#0}\n");
  expect_source(WITH_VARIABLES("\"x\":{\"value\":\"*\"}", ""), WITH_VARIABLE,
                AT "  known source {AWS:" USER_ARN " AWS:(sensitive)#0}\n");
  /* Not in the plan: of any kind, unless it says that it is a string. */
  expect_source(WITH_VARIABLES("", ""), WITH_VARIABLE,
                AT "  known source {AWS:" USER_ARN " :${var.x}#0}\n");
  expect_source(WITH_VARIABLES("", ""), WITH_VARIABLE "variable \"x\" { type = string }\n",
                AT "  known source {AWS:" USER_ARN " AWS:${var.x}#0}\n");
}

static void test_functions(void **state) {
  (void)state;
  static const struct {
    const char *text, *shown;
  } cases[] = {
      {"replace(\"https://x/y\", \"https://\", \"\")", "AWS:x/y"},
      {"replace(\"aXbX\", \"X\", \"--\")", "AWS:a--b--"},
      {"trimprefix(trimsuffix(\"abc\", \"c\"), \"a\")", "AWS:b"},
      {"format(\"a%sb%s\", \"1\", 2)", "AWS:a1b2"},
      {"join(\"/\", [\"a\", \"b\"])", "AWS:a/b"},
      {"concat([\"a\"], [\"b\"])", "AWS:a AWS:b"},
      {"merge({ a = 1, b = \"x\" }, { b = \"y\" }).b", "AWS:y"},
      {"[\"a\", \"b\"][1]", "AWS:b"},
      {"{ k = { l = \"v\" } }[\"k\"].l", "AWS:v"},
      {"true ? \"y\" : \"n\"", "AWS:y"},
      {"\"a\" == \"b\" || null != null ? \"y\" : \"n\"", "AWS:n"},
      {"!false && \"x\" != null ? \"y\" : \"n\"", "AWS:y"},
      {"\"a%{ if false }b%{ else }c%{ endif }\"", "AWS:ac"},
      {"\"$${x}\"", "AWS:${x}"},
      /* Not known. */
      {"md5(\"a\")", ":${md5(\"a\")}#0"},
      {"replace(\"a\", \"/b/\", \"c\")", ":${replace(\"a\",\"/b/\",\"c\")}#0"},
      {"format(\"%x\", 1)", ":${format(\"%x\",1)}#0"},
      {"[for x in local.y : x]", ":${[for x in local.y : x]}#0"},
      {"1 / 3", ":${1 / 3}#0"},
      {"concat([\"a\"], md5(\"x\"))", "AWS:a :${md5(\"x\")}#0"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Arena *arena = arena_new(MAX_ARENA_BYTES);
    Buf buf = buf_in(arena);
    buf_add(&buf, BLOCK("jsonencode({ Statement = { Effect = \"Allow\", Principal = { AWS = "
                        "local.x } } })") "locals {\n  x = ");
    buf_add(&buf, cases[i].text);
    buf_add(&buf, "\n}\n");
    struct fake_file files[] = {{"main.tf", buf.ptr}, {NULL, NULL}};
    Input input = read_source(SOURCE_ONE("\"local.x\""), ".", files);
    Str shown = show_source(&input);
    Str wanted = str_printf(arena, AT "  known source {%s}\n", cases[i].shown);
    if (!str_eq(shown, wanted))
      fail_msg("%s is\n%.*sexpected\n%s", cases[i].text, STR_FMT(shown), wanted.ptr);
    arena_free(input.arena);
    arena_free(arena);
  }
}

static void test_alternatives(void **state) {
  (void)state;
  expect_source(SOURCE_ONE(REFER_TO_USER ",\"local.a\",\"local.b\""),
                BLOCK("jsonencode(" ALLOW("local.a == 1 ? \"1\" : local.b ? \"2\" : "
                                          "local.a == 1 ? \"3\" : aws_iam_user.u.arn") ")"),
                AT "  known source when (local.a == 1)=true {AWS:1}\n"
                   "  known source when (local.a == 1)=false, local.b=true {AWS:2}\n"
                   "  known source when (local.a == 1)=false, local.b=false {AWS:" USER_ARN "}\n");
  /* One of them is not known at all. */
  expect_source(SOURCE_ONE("\"local.a\",\"local.b\""),
                BLOCK("local.a ? jsonencode(" ALLOW("\"*\"") ") : local.b"),
                AT "  known source when local.a=true {AWS:*}\n"
                   "  unknown source when local.a=false local.b; apply what it is made from first "
                   "and plan again\n");
}

/* One condition for each of many statements. */
static void test_too_many_alternatives(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Buf buf = buf_in(arena), references = buf_in(arena);
  buf_add(&buf, "resource \"aws_iam_role\" \"r\" {\n  assume_role_policy = jsonencode({ "
                "Statement = [");
  for (int i = 0; i < 10; i++) {
    buf_addf(&buf, "{ Effect = local.l%d ? \"Allow\" : \"Deny\" },", i);
    buf_addf(&references, "%s\"local.l%d\"", i > 0 ? "," : "", i);
  }
  buf_add(&buf, "] })\n}\n");
  Str plan = str_printf(arena, SOURCE_ONE("%s"), references.ptr);
  struct fake_file files[] = {{"main.tf", buf.ptr}, {NULL, NULL}};
  Input input = read_source(plan.ptr, ".", files);
  assert_int_equal(input.after.roles[0].trust_count, MAX_ALTERNATIVES);
  assert_true(input.after.roles[0].alternatives_cut);
  arena_free(input.arena);
  arena_free(arena);
}

/* What never ends, or takes too long, leaves the policy unknown. */
static void test_limits(void **state) {
  (void)state;
  static const char *const sources[] = {
      BLOCK("local.x") "locals {\n  x = local.x\n}\n",
      BLOCK("local.x") "locals {\n  x = \"${local.y}${local.y}\"\n  y = \"a${local.x}\"\n}\n",
      BLOCK("local.x") "locals {\n  x = [local.y, local.y, local.y]\n  y = [local.x, local.x]\n}\n",
  };
  for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
    struct fake_file files[] = {{"main.tf", sources[i]}, {NULL, NULL}};
    Input input = read_source(SOURCE_ONE("\"local.x\""), ".", files);
    assert_int_equal(input.after.roles[0].trust_count, 1);
    assert_int_equal(input.after.roles[0].trusts[0].state, TRUST_UNKNOWN);
    assert_int_equal(input.after.roles[0].trusts[0].origin, ORIGIN_AS_WRITTEN);
    arena_free(input.arena);
  }
}

#define ROLE_FOR_ALL BLOCK("jsonencode(" ALLOW("\"*\"") ")")

#define LEFT_OUT                                                                                    \
  "aws_iam_role.r\n  unknown aws_iam_role.r.assume_role_policy; write the policy with values that " \
  "are known when the plan is made, or apply what it is made from first and plan again\n"

/* A file that is too large, and more files than are read. */
static void test_file_limits(void **state) {
  (void)state;
  static struct fake_file files[MAX_SOURCE_FILES + 2];
  char *text = calloc(MAX_SOURCE_BYTES + 2, 1);
  char(*names)[16] = calloc(MAX_SOURCE_FILES + 1, sizeof *names);
  assert_true(text && names);
  memset(text, ' ', MAX_SOURCE_BYTES);
  memcpy(text, ROLE_FOR_ALL, strlen(ROLE_FOR_ALL));
  expect_source(SOURCE_ONE(""), text, "aws_iam_role.r main.tf:2:3\n  known source {AWS:*}\n");
  text[MAX_SOURCE_BYTES] = ' ';
  expect_source(SOURCE_ONE(""), text,
                LEFT_OUT
                "unread main.tf:1:1 this part of the plan's source was not read: too large\n");
  free(text);
  for (size_t i = 0; i <= MAX_SOURCE_FILES; i++) {
    snprintf(names[i], sizeof names[i], "f%06zu.tf", i);
    files[i] = (struct fake_file){names[i], ""};
  }
  files[MAX_SOURCE_FILES].text = ROLE_FOR_ALL;
  expect_files(
      SOURCE_ONE(""), ".", files,
      LEFT_OUT
      "unread .:1:1 this part of the plan's source was not read: the source has too many files\n");
  files[MAX_SOURCE_FILES - 1] = files[MAX_SOURCE_FILES];
  files[MAX_SOURCE_FILES] = (struct fake_file){NULL, NULL};
  expect_files(SOURCE_ONE(""), ".", files,
               "aws_iam_role.r f010000.tf:2:3\n  known source {AWS:*}\n");
  free(names);
}

/* ---- Modules ------------------------------------------------------------- */

#define MODULE_PLAN(role, references, arguments)                                                   \
  SOURCE_PLAN(SOURCE_ROLE(role) "," SOURCE_USER, SOURCE_AWS, "",                                   \
              ",\"module_calls\":{\"m\":{\"source\":\"./m\",\"expressions\":{" arguments           \
              "},\"module\":{\"resources\":[" SOURCE_CONFIG(references) "]}}}",                    \
              "")

static void test_module_variables(void **state) {
  (void)state;
  struct fake_file files[] = {
      {"main.tf", "module \"m\" {\n  source = \"./m\"\n  who = aws_iam_user.u.arn\n}\n"},
      {"m/main.tf",
       BLOCK("jsonencode(" ALLOW(
           "[var.who, var.preset, var.open]") ")") "variable \"who\" {}\nvariable \"preset\" {\n  default = \"*\"\n}\nvariable \"open\" {}\n"},
      {NULL, NULL},
  };
#define REFERENCES "\"var.who\",\"var.preset\",\"var.open\""
  expect_files(MODULE_PLAN("module.m.aws_iam_role.r", REFERENCES,
                           "\"who\":{\"references\":[" REFER_TO_USER "]}"),
               ".", files,
               "module.m.aws_iam_role.r main.tf:1:1 m/main.tf:2:3\n"
               "  known source {AWS:" USER_ARN " AWS:* :${module.m.var.open}#0}\n");
  /* The call is another one than the plan's. */
  expect_files(
      MODULE_PLAN("module.m.aws_iam_role.r", REFERENCES, "\"who\":{\"references\":[\"var.x\"]}"),
      ".", files,
      "module.m.aws_iam_role.r main.tf:1:1 m/main.tf:2:3\n"
      "  known source {:${module.m.var.who}#0 AWS:* :${module.m.var.open}#0}\n");
#undef REFERENCES
}

static void test_keys(void **state) {
  (void)state;
  struct fake_file files[] = {
      {"main.tf",
       "module \"m\" {\n  for_each = local.all\n  who = each.value.arn\n  id = each.key\n"
       "}\nlocals {\n  all = { \"a.b\" = { arn = \"*\" } }\n}\n"},
      {"m/main.tf", "resource \"aws_iam_role\" \"r\" {\n  count = 2\n  assume_role_policy = "
                    "jsonencode(" ALLOW("[var.who, \"${var.id}${count.index}\"]") ")\n}\n"},
      {NULL, NULL},
  };
  expect_files(MODULE_PLAN("module.m[\\\"a.b\\\"].aws_iam_role.r[1]",
                           "\"var.who\",\"var.id\",\"count.index\"",
                           "\"who\":{\"references\":[\"each.value.arn\",\"each.value\"]},\"id\":"
                           "{\"references\":[\"each.key\"]}"),
               ".", files,
               "module.m[\"a.b\"].aws_iam_role.r[1] main.tf:1:1 m/main.tf:3:3\n"
               "  known source {AWS:* AWS:a.b1}\n");
}

static void test_outputs(void **state) {
  (void)state;
  struct fake_file files[] = {
      {"main.tf", "module \"n\" {\n  source = \"./n\"\n}\n" BLOCK("module.n.policy")},
      {"n/main.tf", "output \"policy\" {\n  value = jsonencode(" ALLOW(
                        "local.who") ")\n}\n"
                                     "locals {\n  who = \"*\"\n}\n"},
      {NULL, NULL},
  };
  expect_files(SOURCE_ONE("\"module.n.policy\",\"module.n\""), ".", files,
               "aws_iam_role.r main.tf:5:3\n  known source {AWS:*}\n");
}

TESTS(source, TEST(test_places), TEST(test_installed_modules), TEST(test_paths), TEST(test_unread),
      TEST(test_overrides), TEST(test_tofu_files), TEST(test_json_files), TEST(test_forms),
      TEST(test_other_references), TEST(test_references), TEST(test_kinds), TEST(test_providers),
      TEST(test_variables), TEST(test_functions), TEST(test_alternatives),
      TEST(test_too_many_alternatives), TEST(test_limits), TEST(test_file_limits),
      TEST(test_module_variables), TEST(test_keys), TEST(test_outputs));
