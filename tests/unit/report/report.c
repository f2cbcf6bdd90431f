/* SPDX-License-Identifier: Apache-2.0
 *
 * From findings to the bytes of a report: positions, excerpts, witnesses, what
 * is never printed, order, exit status, and the four formats.
 */
#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/status.h"
#include "engine/raw_finding.h"
#include "unit.h"

static const Rule vendor_rule = {
    .id = "AL201",
    .name = "external-id-missing",
    .title = "No external ID",
    .severity = SEVERITY_HIGH,
    .category = CATEGORY_EXPOSURE,
    .help = {.what = "w", .why = "y", .bad = "{}\n", .good = "a: 1\n", .fix = "Ask for one."},
};

static const char template_text[] =
    "Resources:\n"
    "  Vendor:\n"
    "    \"Caf\xC3\xA9\": arn:aws:iam::464622532012:root # \x1B[2J\n";

struct fixture {
  Arena *arena;
  Input input;
  Options options;
  Role role;
  Trust trust;
  Policy policy;
  Statement statement;
  Principal principal;
  Condition condition;
  Item value;
  Way way;
  Request request;
  ContextKey keys[2];
  const Text *key_values[2];
  RawFinding found[2];
  CheckedInput checked;
  Report *report;
  char printed[1 << 20];
  size_t length;
};

static const Text *literal(struct fixture *f, const char *s) {
  return text_literal(f->arena, str_of(s));
}

static Span span_of(const char *whole, const char *part) {
  size_t begin = (size_t)(strstr(whole, part) - whole);
  return (Span){begin, begin + strlen(part)};
}

static void give_source(struct fixture *f, const char *bytes, size_t len) {
  f->input.source = (Source){.path = "dir/a b.yaml", .bytes = bytes, .len = len};
  source_index(&f->input.source, f->arena);
}

static void fill_policy(struct fixture *f) {
  static const char arn[] = "arn:aws:iam::464622532012:root";
  f->principal =
      (Principal){.kind = PRINCIPAL_AWS, .key = STR("AWS"), .value = {.text = literal(f, arn)}};
  f->value = (Item){.text = literal(f, "zone-1")};
  f->condition = (Condition){.operator_name = STR("StringEquals"),
                             .key = STR("aws:RequestedRegion"),
                             .values = &f->value,
                             .value_count = 1};
  f->statement = (Statement){
      .sid = STR("Vendor"),
      .has_sid = true,
      .pointer = STR("/Statement/0"),
      .has_principal = true,
      .principals = &f->principal,
      .principal_count = 1,
      .conditions = &f->condition,
      .condition_count = 1,
  };
  f->policy = (Policy){.statements = &f->statement, .statement_count = 1};
}

static void fill_way(struct fixture *f) {
  f->key_values[0] = literal(f, "zone-1");
  f->key_values[1] = literal(f, "User");
  f->keys[0] = (ContextKey){STR("aws:RequestedRegion"), KEY_PRESENT, &f->key_values[0], 1, false};
  f->keys[1] = (ContextKey){STR("aws:PrincipalType"), KEY_PRESENT, &f->key_values[1], 1, true};
  f->request = (Request){
      .principal_kind = PRINCIPAL_AWS,
      .principal = literal(f, "arn:aws:iam::464622532012:user/app"),
      .action = STR("sts:AssumeRole"),
      .keys = f->keys,
      .key_count = 2,
  };
  f->way = (Way){.statement = &f->statement, .principal = &f->principal};
  f->way.attempts[ADVERSARY_OTHER_CUSTOMER] =
      (Attempt){.outcome = WAY_OPEN, .witness = &f->request, .assumptions = 2};
}

static int set_up(void **state) {
  static struct fixture f;
  memset(&f, 0, sizeof f);
  f.arena = arena_new((size_t)64 << 20);
  f.input = (Input){
      .arena = f.arena, .format = FORMAT_CLOUDFORMATION, .exact_positions = true, .complete = true};
  give_source(&f, template_text, sizeof template_text - 1);
  fill_policy(&f);
  fill_way(&f);
  f.trust = (Trust){.policy = &f.policy};
  f.role = (Role){.address = STR("Resources.Vendor"),
                  .label = STR("Vendor"),
                  .span = span_of(template_text, "Vendor:"),
                  .trusts = &f.trust,
                  .trust_count = 1};
  f.input.after = (World){.roles = &f.role, .role_count = 1};
  f.found[0] = (RawFinding){
      .rule = &vendor_rule,
      .severity = SEVERITY_HIGH,
      .role = &f.role,
      .trust = &f.trust,
      .fingerprint = "1:00112233445566778899aabbccddeeff",
      .finding = {.message = STR("Datadog may assume the role with no external ID"),
                  .span = span_of(template_text, "arn:aws:iam::464622532012:root"),
                  .statement = &f.statement,
                  .pointer = STR("/Statement/0/Principal/AWS"),
                  .principal = &f.principal,
                  .way = &f.way,
                  .attempt = &f.way.attempts[ADVERSARY_OTHER_CUSTOMER]},
  };
  f.checked = (CheckedInput){.items = f.found, .count = 1};
  f.options = (Options){.min_severity = SEVERITY_LOW, .fail_on = SEVERITY_MEDIUM};
  *state = &f;
  return f.arena ? 0 : -1;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  report_free(f->report);
  arena_free(f->arena);
  return 0;
}

static void build(struct fixture *f, bool skip_not_ours) {
  report_free(f->report);
  assert_int_equal(report_begin(&f->report, &f->options), OK);
  assert_int_equal(report_add(f->report, &f->input, &f->checked, skip_not_ours), OK);
  assert_int_equal(report_end(f->report), OK);
}

static bool collect(void *context, const char *bytes, size_t len) {
  struct fixture *f = context;
  if (len >= sizeof f->printed - f->length)
    return false;
  memcpy(f->printed + f->length, bytes, len);
  f->length += len;
  f->printed[f->length] = '\0';
  return true;
}

static const char *print(struct fixture *f, const char *format) {
  Out out = {.write = collect, .context = f};
  const ReportStyle style = {0};
  const Writer *writer = writer_find(format);
  assert_non_null(writer);
  f->length = 0;
  f->printed[0] = '\0';
  writer->write(&out, f->report, &style);
  assert_false(out.failed);
  return f->printed;
}

static void assert_has(const char *text, const char *part) {
  if (!strstr(text, part))
    fail_msg("no \"%s\" in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part) {
  if (strstr(text, part))
    fail_msg("\"%s\" in:\n%s", part, text);
}

/* ---- Formats ------------------------------------------------------------------ */

static void text_shows_the_line(void **state) {
  struct fixture *f = *state;
  build(f, false);
  assert_string_equal(
      print(f, "text"),
      "dir/a b.yaml:3:13: high AL201 external-id-missing in Resources.Vendor\n"
      "   |\n"
      " 3 |     \"Caf\xC3\xA9\": arn:aws:iam::464622532012:root # \\x1B[2J\n"
      "   |             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
      "  Datadog may assume the role with no external ID.\n"
      "  who: arn:aws:iam::464622532012:user/app may call sts:AssumeRole with no sts:ExternalId"
      " and aws:RequestedRegion \"zone-1\"\n"
      "  fix: Ask for one.\n"
      "\n"
      "1 role, 1 finding\n");
}

static void text_renders_the_statement(void **state) {
  struct fixture *f = *state;
  f->input.exact_positions = false;
  build(f, false);
  assert_has(print(f, "text"),
             "dir/a b.yaml:2:3: high AL201 external-id-missing in Resources.Vendor\n"
             "    {\n"
             "      \"Sid\": \"Vendor\",\n"
             "      \"Effect\": \"Allow\",\n"
             "      \"Principal\": {\"AWS\": \"arn:aws:iam::464622532012:root\"},\n"
             "      \"Condition\": {\n"
             "        \"StringEquals\": {\"aws:RequestedRegion\": \"zone-1\"}\n"
             "      }\n"
             "    }\n");
  assert_lacks(f->printed, "Caf"); /* nothing of the file itself */
}

static void a_long_statement_is_cut(void **state) {
  struct fixture *f = *state;
  Condition conditions[20];
  for (size_t i = 0; i < 20; i++) {
    conditions[i] = f->condition;
    conditions[i].operator_name = str_printf(f->arena, "Operator%zu", i);
  }
  f->statement.conditions = conditions;
  f->statement.condition_count = 20;
  f->input.exact_positions = false;
  build(f, false);
  const char *excerpt = f->report->findings[0].excerpt;
  size_t lines = 1;
  for (const char *p = excerpt; *p; p++)
    lines += *p == '\n';
  assert_int_equal(lines, 12);
  assert_has(excerpt, "Operator5");
  assert_lacks(excerpt, "Operator6");
}

static void a_long_line_is_cut_around_the_caret(void **state) {
  struct fixture *f = *state;
  static char line[5001];
  memset(line, 'x', 5000);
  memcpy(line + 2500, "SPOT", 4);
  give_source(f, line, 5000);
  f->found[0].finding.span = (Span){2500, 2504};
  build(f, false);
  const ReportFinding *finding = &f->report->findings[0];
  assert_int_equal(finding->location.begin.column, 2501);
  /* Ellipses take three bytes and one column each. */
  assert_in_range(strlen(finding->excerpt), 150, 170);
  assert_memory_equal(finding->excerpt + 2 + finding->caret, "SPOT", 4);
  assert_int_equal(finding->caret_len, 4);
}

static void gcc_is_one_line(void **state) {
  struct fixture *f = *state;
  f->found[0].finding.message = STR("role \"a\nb\x1B\"");
  build(f, false);
  assert_string_equal(print(f, "gcc"), "dir/a b.yaml:3:13: error: role \"a\\x0Ab\\x1B\" [AL201]\n");
  f->checked.count = 0;
  build(f, false);
  assert_string_equal(print(f, "gcc"), "");
  assert_string_equal(print(f, "text"), "1 role, 0 findings\n");
}

static void json_has_the_promised_keys(void **state) {
  struct fixture *f = *state;
  build(f, false);
  assert_string_equal(print(f, "json"),
                      "{\n"
                      "  \"schema_version\": 1,\n"
                      "  \"tool\": {\n"
                      "    \"name\": \"assumelint\",\n"
                      "    \"version\": \"" ASSUMELINT_VERSION "\"\n"
                      "  },\n"
                      "  \"inputs\": [\n"
                      "    {\n"
                      "      \"path\": \"dir/a b.yaml\",\n"
                      "      \"format\": \"cloudformation\",\n"
                      "      \"roles\": 1,\n"
                      "      \"complete\": true,\n"
                      "      \"error\": null\n"
                      "    }\n"
                      "  ],\n"
                      "  \"findings\": [\n"
                      "    {\n"
                      "      \"rule\": \"AL201\",\n"
                      "      \"name\": \"external-id-missing\",\n"
                      "      \"severity\": \"high\",\n"
                      "      \"severity_reason\": null,\n"
                      "      \"category\": \"exposure\",\n"
                      "      \"message\": \"Datadog may assume the role with no external ID\",\n"
                      "      \"path\": \"dir/a b.yaml\",\n"
                      "      \"line\": 3,\n"
                      "      \"column\": 13,\n"
                      "      \"end_line\": 3,\n"
                      "      \"end_column\": 43,\n"
                      "      \"address\": \"Resources.Vendor\",\n"
                      "      \"role\": \"Vendor\",\n"
                      "      \"role_name\": null,\n"
                      "      \"role_arn\": null,\n"
                      "      \"statement\": 0,\n"
                      "      \"sid\": \"Vendor\",\n"
                      "      \"pointer\": \"/Statement/0/Principal/AWS\",\n"
                      "      \"principal\": {\"AWS\": \"arn:aws:iam::464622532012:root\"},\n"
                      "      \"change\": null,\n"
                      "      \"introduced\": null,\n"
                      "      \"when\": null,\n"
                      "      \"witness\": {\n"
                      "        \"principal\": {\"AWS\": \"arn:aws:iam::464622532012:user/app\"},\n"
                      "        \"action\": \"sts:AssumeRole\",\n"
                      "        \"also\": [],\n"
                      "        \"context\": {\n"
                      "          \"aws:PrincipalType\": [\"User\"],\n"
                      "          \"aws:RequestedRegion\": \"zone-1\"\n"
                      "        },\n"
                      "        \"verdict\": \"allow\",\n"
                      "        \"assumptions\": [\"U2\"]\n"
                      "      },\n"
                      "      \"help\": \"Ask for one.\",\n"
                      "      \"fixes\": [],\n"
                      "      \"related\": [],\n"
                      "      \"origin\": \"as-written\",\n"
                      "      \"fingerprint\": \"1:00112233445566778899aabbccddeeff\"\n"
                      "    }\n"
                      "  ],\n"
                      "  \"summary\": {\n"
                      "    \"critical\": 0,\n"
                      "    \"high\": 1,\n"
                      "    \"medium\": 0,\n"
                      "    \"low\": 0,\n"
                      "    \"info\": 0,\n"
                      "    \"suppressed\": 0,\n"
                      "    \"skipped\": 0,\n"
                      "    \"roles\": 1,\n"
                      "    \"unknown_roles\": 0\n"
                      "  }\n"
                      "}\n");
}

static void sarif_has_what_is_asked_for(void **state) {
  struct fixture *f = *state;
  f->found[0].finding.related_count = 1;
  f->found[0].finding.related[0].message = STR("the role");
  f->found[0].finding.related[0].span = f->role.span;
  build(f, false);
  const char *sarif = print(f, "sarif");
  static const char *const parts[] = {
      "\"version\": \"2.1.0\"",
      "\"uri\": \"dir/a%20b.yaml\"",
      "\"columnKind\": \"unicodeCodePoints\"",
      "\"executionSuccessful\": true",
      "\"primaryLocationLineHash\": \"1:00112233445566778899aabbccddeeff\"",
      "\"fullyQualifiedName\": \"Resources.Vendor\"",
      "\"relatedLocations\"",
      "\"id\": \"AL001\"", /* all rules, whether they found something or not */
      "\"security-severity\": \"8.0\"",
      "\"level\": \"error\"",
      "\"endColumn\": 43",
  };
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    assert_has(sarif, parts[i]);
}

/* ---- What is never printed --------------------------------------------------------- */

static void secrets_stay_secret(void **state) {
  struct fixture *f = *state;
  static const Hole hole = {.name = {"secret", 6}, .sensitive = true, .secret = {"hunter2", 7}};
  const Text *text = text_hole(f->arena, &hole);
  f->value.text = text;
  f->key_values[0] = text;
  f->statement.sid = STR("hunter2");
  f->trust.sensitive = true;
  f->input.exact_positions = false;
  build(f, false);
  for (size_t i = 0; report_writers[i]; i++)
    assert_lacks(print(f, report_writers[i]->name), "hunter2");
  assert_has(print(f, "text"), "\"aws:RequestedRegion\": \"(sensitive)\"");
  assert_has(print(f, "text"), "aws:RequestedRegion \"(sensitive)\"");
  assert_has(print(f, "json"), "\"sid\": \"(sensitive)\"");
}

static void only_exposure_has_a_witness(void **state) {
  struct fixture *f = *state;
  static Rule closes;
  closes = vendor_rule;
  closes.category = CATEGORY_BREAKS_ACCESS;
  f->found[0].rule = &closes;
  build(f, false);
  assert_false(f->report->findings[0].has_witness);
  f->found[0].rule = &vendor_rule;
  f->way.attempts[ADVERSARY_OTHER_CUSTOMER].outcome = WAY_UNKNOWN;
  build(f, false);
  assert_false(f->report->findings[0].has_witness);
  assert_has(f->report->findings[0].who, "might call");
}

/* ---- Positions, order, exit status --------------------------------------------------- */

/* Positions far into one long line, with characters of several bytes. */
static void positions_are_those_of_the_source(void **state) {
  struct fixture *f = *state;
  static char text[60000];
  for (size_t i = 0; i + 1 < sizeof text; i += 2)
    memcpy(text + i, i % 30011 == 0 ? "\n\n" : "\xC3\xA9", 2);
  memcpy(text, "\xEF\xBB\xBF_", 4);
  give_source(f, text, sizeof text);
  for (size_t at = 0; at < sizeof text; at += 998) {
    f->found[0].finding.span = (Span){at, at};
    build(f, false);
    Position wanted = source_position(&f->input.source, at);
    Position got = f->report->findings[0].location.begin;
    assert_int_equal(got.line, wanted.line);
    assert_int_equal(got.column, wanted.column);
  }
}

static void findings_are_sorted(void **state) {
  struct fixture *f = *state;
  f->found[1] = f->found[0];
  f->found[1].finding.span = span_of(template_text, "Vendor");
  f->checked.count = 2;
  build(f, false);
  assert_int_equal(f->report->findings[0].location.begin.line, 2);
  assert_int_equal(f->report->findings[1].location.begin.line, 3);
}

static void the_gate_follows_the_options(void **state) {
  struct fixture *f = *state;
  static const struct {
    Severity found, least, fail_on;
    bool fail_on_new;
    Introduced introduced;
    int status;
  } cases[] = {
      {SEVERITY_HIGH, SEVERITY_LOW, SEVERITY_MEDIUM, false, 0, 1},
      {SEVERITY_MEDIUM, SEVERITY_LOW, SEVERITY_MEDIUM, false, 0, 1},
      {SEVERITY_LOW, SEVERITY_LOW, SEVERITY_MEDIUM, false, 0, 0},
      {SEVERITY_CRITICAL, SEVERITY_LOW, SEVERITY_NEVER, false, 0, 0},
      {SEVERITY_HIGH, SEVERITY_LOW, SEVERITY_MEDIUM, true, INTRODUCED_NO, 0},
      {SEVERITY_HIGH, SEVERITY_LOW, SEVERITY_MEDIUM, false, INTRODUCED_NO, 1},
      {SEVERITY_HIGH, SEVERITY_LOW, SEVERITY_MEDIUM, true, INTRODUCED_YES, 1},
      {SEVERITY_HIGH, SEVERITY_LOW, SEVERITY_MEDIUM, true, INTRODUCED_NULL, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    f->found[0].severity = cases[i].found;
    f->found[0].introduced = cases[i].introduced;
    f->options.min_severity = cases[i].least;
    f->options.fail_on = cases[i].fail_on;
    f->options.fail_on_new = cases[i].fail_on_new;
    build(f, false);
    assert_int_equal(report_exit_status(f->report, &f->options), cases[i].status);
  }
  assert_has(print(f, "text"), "1 role, 1 finding\n");
  f->found[0].introduced = INTRODUCED_NO;
  build(f, false);
  assert_has(print(f, "text"), "1 role, 1 finding, 1 of them not new\n");
}

static void little_ones_are_left_out(void **state) {
  struct fixture *f = *state;
  f->found[0].severity = SEVERITY_INFO;
  build(f, false);
  assert_int_equal(f->report->finding_count, 0);
  f->options.min_severity = SEVERITY_INFO;
  build(f, false);
  assert_int_equal(f->report->finding_count, 1);
}

static void unreadable_input_is_a_finding(void **state) {
  struct fixture *f = *state;
  f->input.exact_positions = false;
  error_set_at(&f->input.error, ERR_SYNTAX, 16, "did not find expected ':'");
  f->input.status = ERR_SYNTAX;
  f->input.source.lines = NULL; /* reading stopped before that */
  f->checked.count = 0;
  build(f, true);
  assert_int_equal(f->report->finding_count, 1);
  const ReportFinding *finding = &f->report->findings[0];
  assert_string_equal(finding->rule->id, "AL001");
  assert_string_equal(finding->message, "did not find expected ':'");
  assert_int_equal(finding->location.begin.line, 2);
  assert_int_equal(finding->location.begin.column, 6);
  assert_null(finding->excerpt); /* it may be a plan */
  assert_null(finding->address);
  assert_int_equal(report_exit_status(f->report, &f->options), 2);
  assert_has(print(f, "sarif"), "\"executionSuccessful\": false");
  assert_has(print(f, "json"), "\"error\": \"did not find expected ':'\"");
  f->options.fail_on = SEVERITY_NEVER;
  assert_int_equal(report_exit_status(f->report, &f->options), 2);
}

static void what_is_not_ours_is_skipped_or_refused(void **state) {
  struct fixture *f = *state;
  f->input.status = ERR_NOT_OURS;
  f->checked.count = 0;
  build(f, true);
  assert_int_equal(report_exit_status(f->report, &f->options), 0);
  assert_string_equal(print(f, "text"), "0 roles, 0 findings, 1 file skipped\n");
  assert_has(print(f, "json"), "\"inputs\": []");
  assert_has(print(f, "json"), "\"skipped\": 1");
  build(f, false);
  assert_int_equal(report_exit_status(f->report, &f->options), 2);
  assert_int_equal(f->report->finding_count, 0);
}

static void errored_plans_are_not_clean(void **state) {
  struct fixture *f = *state;
  f->input.errored = "the plan says that planning failed";
  build(f, false);
  assert_int_equal(f->report->finding_count, 1); /* what there is, is judged */
  assert_int_equal(report_exit_status(f->report, &f->options), 2);
}

static void unchecked_input_is_not_clean(void **state) {
  struct fixture *f = *state;
  assert_int_equal(report_begin(&f->report, &f->options), OK);
  assert_int_equal(report_add(f->report, &f->input, NULL, false), ERR_INTERNAL);
}

TESTS(report, FRESH(text_shows_the_line), FRESH(text_renders_the_statement),
      FRESH(a_long_statement_is_cut), FRESH(a_long_line_is_cut_around_the_caret),
      FRESH(gcc_is_one_line), FRESH(json_has_the_promised_keys), FRESH(sarif_has_what_is_asked_for),
      FRESH(secrets_stay_secret), FRESH(only_exposure_has_a_witness),
      FRESH(positions_are_those_of_the_source), FRESH(findings_are_sorted),
      FRESH(the_gate_follows_the_options), FRESH(little_ones_are_left_out),
      FRESH(unreadable_input_is_a_finding), FRESH(what_is_not_ours_is_skipped_or_refused),
      FRESH(errored_plans_are_not_clean), FRESH(unchecked_input_is_not_clean));
