/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine between rules and report: precedence, severities, alternatives,
 * fingerprints, what is new, selection. The rules here are made for the test:
 * each says what its world's table tells it to.
 */
#include "assumelint/engine.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "engine/raw_finding.h"
#include "rules/draft.h"
#include "unit.h"

enum { MAX_TRUSTS = 8 };

/* ---- Rules that do as they are told --------------------------------------- */

/* One finding to report, wherever rule and role and alternative fit. */
struct wish {
  const char *rule, *role, *when; /* when NULL: in every alternative */
  const char *fault;
  Severity severity;
  const Way *way;
  const Statement *statement;
  const char *pointer; /* in the statement */
  bool before_only, after_only;
};
static const struct wish *wishes;

static void grant_wishes(const char *id, const Check *check) {
  for (const struct wish *w = wishes; w->rule; w++) {
    bool wrong_world = (w->before_only && check->is_after) || (w->after_only && !check->is_after);
    if (wrong_world || strcmp(w->rule, id) != 0 || !str_is(check->role->address, w->role) ||
        (w->when && !str_is(check->trust->when, w->when)))
      continue;
    const Finding finding = {
        .severity = w->severity,
        .message = STR("somebody gets in"),
        .fault = str_of(w->fault),
        .way = w->way,
        .statement = w->statement,
        .pointer = str_of(w->pointer),
    };
    rule_report_finding(check, &finding);
  }
}

#define RULE(number, base, ...)                                                                    \
  static void check_##number(Draft *draft, const Trust *trust) {                                   \
    (void)trust;                                                                                   \
    grant_wishes("AL" #number, draft->check);                                                      \
  }                                                                                                \
  static const RuleChecks checks_##number = {.trust = check_##number};                             \
  static const Rule rule_##number = {.id = "AL" #number,                                           \
                                     .name = "rule-" #number,                                      \
                                     .severity = base,                                             \
                                     .help = {.fix = "mend it"},                                   \
                                     .checks = &checks_##number,                                   \
                                     __VA_ARGS__};
static const char *const yields_to[] = {"AL202", NULL}; /* AL606 does there, AL902 in a statement */
RULE(101, SEVERITY_CRITICAL, .precedence = 1)
RULE(104, SEVERITY_INFO, .precedence = 4)
RULE(201, SEVERITY_HIGH, .precedence = 3, .raised_for_admin = true)
RULE(202, SEVERITY_HIGH, .precedence = 2, .raised_for_admin = true)
RULE(606, SEVERITY_HIGH, .yields_to = yields_to)
RULE(902, SEVERITY_LOW, .kind = RULE_UNDECIDED, .yields_to = yields_to, .yields_in_statement = true)

static const Rule *const rules[] = {&rule_101, &rule_104, &rule_201, &rule_202,
                                    &rule_606, &rule_902, NULL};

/* ---- Worlds --------------------------------------------------------------- */

struct fixture {
  Input input;
  Options options;
  Role before[2], after[2];
  Trust trusts[MAX_TRUSTS];
  Policy policy;
};

static Role make_role(struct fixture *f, const char *address) {
  return (Role){
      .address = str_of(address),
      .label = str_of(address),
      .account = text_literal(f->input.arena, STR("111122223333")),
      .partition = text_literal(f->input.arena, STR("aws")),
      .trusts = f->trusts,
      .trust_count = 1,
      .max_session = -1,
  };
}

static int set_up(void **state) {
  static struct fixture f;
  memset(&f, 0, sizeof f);
  f.input.arena = arena_new((size_t)64 << 20);
  f.input.source = (Source){.path = "a.yaml", .bytes = "x\n", .len = 2};
  f.input.complete = true;
  for (size_t i = 0; i < MAX_TRUSTS; i++)
    f.trusts[i].policy = &f.policy;
  f.after[0] = make_role(&f, "Resources.R");
  f.input.after = (World){.roles = f.after, .role_count = 1};
  f.options.min_severity = SEVERITY_INFO;
  f.options.fail_on = SEVERITY_MEDIUM;
  *state = &f;
  return f.input.arena ? 0 : -1;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  arena_free(f->input.arena);
  return 0;
}

static CheckedInput *run(struct fixture *f, const struct wish *wanted) {
  CheckedInput *checked = NULL;
  wishes = wanted;
  assert_int_equal(engine_check_with(&checked, &f->input, &f->options, rules), OK);
  assert_non_null(checked);
  return checked;
}

/* ---- Names and selection ---------------------------------------------------- */

static void severities_have_names(void **state) {
  (void)state;
  Severity severity = SEVERITY_NONE;
  for (int s = SEVERITY_INFO; s <= SEVERITY_NEVER; s++) {
    assert_true(severity_parse(&severity, severity_name((Severity)s)));
    assert_int_equal(severity, s);
  }
  assert_false(severity_parse(&severity, "none"));
  assert_false(severity_parse(&severity, "High"));
  assert_string_equal(category_name(CATEGORY_BREAKS_ACCESS), "breaks-access");
}

static void longest_prefix_wins(void **state) {
  (void)state;
  static const struct {
    const char *select[2], *ignore[2];
    bool enabled; /* AL201 */
  } cases[] = {
      {{NULL}, {NULL}, true},     {{NULL}, {"AL2"}, false},      {{"AL2"}, {NULL}, true},
      {{"AL3"}, {NULL}, false},   {{"AL201"}, {"AL2"}, true},    {{"AL2"}, {"AL201"}, false},
      {{"AL2"}, {"AL2"}, false}, /* a tie */
      {{"AL"}, {"AL3"}, true},    {{NULL}, {"rule-201"}, false}, {{"rule-201"}, {"AL20"}, true},
      {{NULL}, {"AL2011"}, true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Options options = {
        .select = cases[i].select,
        .select_count = cases[i].select[0] != NULL,
        .ignore = cases[i].ignore,
        .ignore_count = cases[i].ignore[0] != NULL,
    };
    assert_int_equal(rule_enabled(&rule_201, &options), cases[i].enabled);
  }
}

static void unreadable_cannot_be_ignored(void **state) {
  (void)state;
  static const Rule rule = {.id = "AL001", .name = "not-parsed", .kind = RULE_UNREADABLE};
  const char *all[] = {"AL"}, *exactly[] = {"AL001"};
  assert_true(rule_enabled(&rule, &(Options){.ignore = all, .ignore_count = 1}));
  assert_true(rule_enabled(&rule, &(Options){.ignore = exactly, .ignore_count = 1}));
}

/* ---- Precedence --------------------------------------------------------------- */

static void a_way_goes_to_the_first_rule(void **state) {
  struct fixture *f = *state;
  static const Way one, two;
  static const struct wish wanted[] = {
      {"AL104", "Resources.R", .fault = "p", .way = &one},
      {"AL201", "Resources.R", .fault = "p", .way = &one},
      {"AL202", "Resources.R", .fault = "p", .way = &one},
      {"AL202", "Resources.R", .fault = "q", .way = &one}, /* both of the winner stay */
      {"AL606", "Resources.R", .fault = "p", .way = &one}, /* claims no ways */
      {"AL104", "Resources.R", .fault = "r", .way = &two},
      {"AL104", "Resources.R", .fault = "s"}, /* about no way */
      {NULL},
  };
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 5);
  assert_ptr_equal(checked->items[0].rule, &rule_104);
  assert_true(str_is(checked->items[0].finding.fault, "r"));
  assert_true(str_is(checked->items[1].finding.fault, "s"));
  assert_ptr_equal(checked->items[2].rule, &rule_202);
  assert_ptr_equal(checked->items[3].rule, &rule_202);
  assert_ptr_equal(checked->items[4].rule, &rule_606);
}

static void an_ignored_rule_keeps_its_claim(void **state) {
  struct fixture *f = *state;
  static const Way way;
  static const struct wish wanted[] = {
      {"AL104", "Resources.R", .fault = "p", .way = &way},
      {"AL201", "Resources.R", .fault = "p", .way = &way},
      {NULL},
  };
  const char *ignore[] = {"AL201"};
  f->options.ignore = ignore;
  f->options.ignore_count = 1;
  assert_int_equal(run(f, wanted)->count, 0);
}

static void a_rule_yields_to_one_that_says_why(void **state) {
  struct fixture *f = *state;
  static const Statement one, two;
  static const Way way;
  static const struct wish wanted[] = {
      {"AL202", "Resources.R", .fault = "p", .statement = &one, .pointer = "/a", .way = &way},
      {"AL101", "Resources.R", .fault = "p", .statement = &two, .pointer = "/a", .way = &way},
      {"AL606", "Resources.R", .fault = "same place", .statement = &one, .pointer = "/a"},
      {"AL606", "Resources.R", .fault = "another place", .statement = &one, .pointer = "/b"},
      {"AL606", "Resources.R", .fault = "another statement", .statement = &two, .pointer = "/a"},
      {"AL606", "Resources.R", .fault = "no statement"},
      {"AL902", "Resources.R", .fault = "same statement", .statement = &one, .pointer = "/b"},
      {"AL902", "Resources.R", .fault = "another statement", .statement = &two, .pointer = "/b"},
      {NULL},
  };
  const char *ignore[] = {"AL202"}; /* it lost its way in, and is ignored: it spoke all the same */
  f->options.ignore = ignore;
  f->options.ignore_count = 1;
  CheckedInput *checked = run(f, wanted);
  const char *kept[] = {"p", "another place", "another statement", "no statement",
                        "another statement"};
  assert_int_equal(checked->count, 5);
  for (size_t i = 0; i < checked->count; i++)
    assert_true(str_is(checked->items[i].finding.fault, kept[i]));
}

/* ---- Severity ------------------------------------------------------------------- */

static void administrators_raise(void **state) {
  struct fixture *f = *state;
  static const Way vendor = {.owner = OWNER_VENDOR}, unknown = {.owner = OWNER_UNKNOWN},
                   external = {.owner = OWNER_EXTERNAL};
  static const struct wish wanted[] = {
      {"AL101", "Resources.R", .fault = "a", .way = &vendor},
      {"AL104", "Resources.R", .fault = "b"},
      {"AL201", "Resources.R", .fault = "c", .way = &unknown},
      {"AL202", "Resources.R", .fault = "d", .way = &external, .severity = SEVERITY_LOW},
      {NULL},
  };
  f->after[0].admin = true;
  f->after[0].admin_why = STR("AdministratorAccess is attached");
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 4);
  assert_int_equal(checked->items[0].severity, SEVERITY_CRITICAL); /* nothing above */
  assert_int_equal(checked->items[0].severity_reason.len, 0);
  assert_int_equal(checked->items[1].severity, SEVERITY_INFO);
  assert_int_equal(checked->items[2].severity, SEVERITY_HIGH);
  assert_int_equal(checked->items[3].severity, SEVERITY_MEDIUM);
  assert_true(str_is(checked->items[3].severity_reason,
                     "raised from low: AdministratorAccess is attached"));
}

static void strict_makes_the_undecided_high(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {
      {"AL104", "Resources.R", .fault = "a"},
      {"AL902", "Resources.R", .fault = "b"},
      {NULL},
  };
  assert_int_equal(run(f, wanted)->items[1].severity, SEVERITY_LOW);
  f->options.strict = true;
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->items[0].severity, SEVERITY_INFO);
  assert_int_equal(checked->items[1].severity, SEVERITY_HIGH);
  assert_int_equal(checked->unknown_roles, 1);
}

/* ---- Alternatives ----------------------------------------------------------------- */

static void give_alternatives(struct fixture *f, const char *const *whens, size_t count) {
  for (size_t i = 0; i < count; i++)
    f->trusts[i].when = str_of(whens[i]);
  f->after[0].trust_count = count;
}

static void what_always_holds_is_one_finding(void **state) {
  struct fixture *f = *state;
  static const char *const whens[] = {"IsProd", "not IsProd"};
  static const struct wish wanted[] = {{"AL201", "Resources.R", .fault = "p"}, {NULL}};
  give_alternatives(f, whens, 2);
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 1);
  assert_int_equal(checked->items[0].when.len, 0);
}

static void what_sometimes_holds_says_when(void **state) {
  struct fixture *f = *state;
  static const char *const whens[] = {"IsProd, Stage=a", "IsProd, Stage=b", "not IsProd, Stage=a",
                                      "not IsProd, Stage=b"};
  static const struct wish wanted[] = {
      {"AL101", "Resources.R", .when = "IsProd, Stage=a", .fault = "p"},
      {"AL101", "Resources.R", .when = "IsProd, Stage=b", .fault = "p"},
      {"AL104", "Resources.R", .when = "IsProd, Stage=a", .fault = "q"},
      {"AL104", "Resources.R", .when = "IsProd, Stage=b", .fault = "q"},
      {"AL104", "Resources.R", .when = "not IsProd, Stage=b", .fault = "q"},
      {"AL201", "Resources.R", .when = "IsProd, Stage=a", .fault = "r"},
      {"AL201", "Resources.R", .when = "not IsProd, Stage=b", .fault = "r",
       .severity = SEVERITY_CRITICAL},
      {NULL},
  };
  give_alternatives(f, whens, 4);
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 3);
  assert_true(str_is(checked->items[0].when, "IsProd"));
  assert_true(str_is(checked->items[1].when, "IsProd | Stage=b"));
  assert_true(str_is(checked->items[2].when, "IsProd, Stage=a | not IsProd, Stage=b"));
  assert_int_equal(checked->items[2].severity, SEVERITY_CRITICAL); /* the worst */
}

static void equal_ones_of_one_alternative_stay_two(void **state) {
  struct fixture *f = *state;
  static const char *const whens[] = {"A", "B"};
  static const struct wish wanted[] = {
      {"AL201", "Resources.R", .fault = "p"},
      {"AL201", "Resources.R", .when = "A", .fault = "p"},
      {NULL},
  };
  give_alternatives(f, whens, 2);
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 2);
  assert_int_equal(checked->items[0].when.len, 0);
  assert_true(str_is(checked->items[1].when, "A"));
}

/* ---- Fingerprints ------------------------------------------------------------------- */

static void copy_fingerprint(char out[FINGERPRINT_BYTES], struct fixture *f, const char *fault,
                             const Statement *statement) {
  char address[64];
  snprintf(address, sizeof address, "%.*s", STR_FMT(f->after[0].address));
  const struct wish list[] = {{"AL201", address, .fault = fault, .statement = statement}, {NULL}};
  CheckedInput *checked = run(f, list);
  assert_int_equal(checked->count, 1);
  memcpy(out, checked->items[0].fingerprint, FINGERPRINT_BYTES);
}

static void fingerprints_follow_the_name(void **state) {
  struct fixture *f = *state;
  char one[FINGERPRINT_BYTES], two[FINGERPRINT_BYTES];
  copy_fingerprint(one, f, "p", NULL);
  assert_int_equal(strlen(one), 34);
  assert_memory_equal(one, "1:", 2);
  f->after[0].address = STR("aws_iam_role.r");
  copy_fingerprint(two, f, "p", NULL);
  assert_string_not_equal(one, two); /* without a name the address counts */

  f->after[0].name = text_literal(f->input.arena, STR("vendor"));
  f->after[0].path = text_literal(f->input.arena, STR("/"));
  copy_fingerprint(one, f, "p", NULL);
  f->after[0].address = STR("Resources.R");
  copy_fingerprint(two, f, "p", NULL);
  assert_string_equal(one, two);

  f->after[0].path = text_literal(f->input.arena, STR("/team/"));
  copy_fingerprint(two, f, "p", NULL);
  assert_string_not_equal(one, two);
}

static void fingerprints_hold_no_index(void **state) {
  struct fixture *f = *state;
  static const Statement first = {.pointer = {"/Statement/0", 12}},
                         third = {.index = 2, .pointer = {"/Statement/2", 12}};
  char one[FINGERPRINT_BYTES], two[FINGERPRINT_BYTES];
  copy_fingerprint(one, f, "p", &first);
  copy_fingerprint(two, f, "p", &third);
  assert_string_equal(one, two);
  copy_fingerprint(two, f, "q", &first);
  assert_string_not_equal(one, two);
}

static void own_account_is_own(void **state) {
  struct fixture *f = *state;
  char one[FINGERPRINT_BYTES], two[FINGERPRINT_BYTES];
  copy_fingerprint(one, f, "arn:aws:iam::111122223333:root", NULL);
  /* A template does not know its account, and says the same. */
  static const Hole own = {.name = {"AWS::AccountId", 14}, .kind = HOLE_OWN_ACCOUNT};
  const Text *parts[] = {
      text_literal(f->input.arena, STR("arn:aws:iam::")),
      text_hole(f->input.arena, &own),
      text_literal(f->input.arena, STR(":root")),
  };
  const Text *root = text_concat(f->input.arena, parts, 3);
  Str fault = text_canonical(f->input.arena, root);
  char text[128];
  snprintf(text, sizeof text, "%.*s", STR_FMT(fault));
  f->after[0].account = parts[1];
  copy_fingerprint(two, f, text, NULL);
  assert_string_equal(one, two);
  /* Nor its partition, of which the hole counts as "aws"; others stay what they are. */
  f->after[0].partition = text_literal(f->input.arena, STR("aws-cn"));
  f->after[0].account = text_literal(f->input.arena, STR("111122223333"));
  copy_fingerprint(one, f, "arn:aws-cn:iam::111122223333:root", NULL);
  assert_string_equal(one, two);
  copy_fingerprint(one, f, "arn:aws-us-gov:iam::111122223333:root", NULL);
  assert_string_not_equal(one, two);
}

static void equal_faults_are_numbered(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {
      {"AL201", "Resources.R", .fault = "p"}, {"AL201", "Resources.R", .fault = "p"}, {NULL}};
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 2);
  assert_string_not_equal(checked->items[0].fingerprint, checked->items[1].fingerprint);
}

/* ---- What is new ---------------------------------------------------------------------- */

static void give_before(struct fixture *f, const char *address) {
  f->before[0] = make_role(f, address);
  f->input.has_before = true;
  f->input.before = (World){.roles = f->before, .role_count = 1};
}

static void without_before_nothing_is_told(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {{"AL201", "Resources.R", .fault = "p"}, {NULL}};
  assert_int_equal(run(f, wanted)->items[0].introduced, INTRODUCED_NULL);
}

static void what_stood_before_is_not_new(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {
      {"AL101", "Resources.R", .fault = "p", .after_only = true, .severity = SEVERITY_HIGH},
      {"AL101", "Resources.R", .fault = "p", .before_only = true, .severity = SEVERITY_LOW},
      {"AL104", "Resources.R", .fault = "gone", .before_only = true},
      {"AL201", "Resources.R", .fault = "p"},
      {"AL201", "Resources.R", .fault = "p", .after_only = true},
      {"AL202", "Resources.R", .fault = "p", .after_only = true},
      {NULL},
  };
  give_before(f, "Resources.R");
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 4);                            /* of the world after only */
  assert_int_equal(checked->items[0].introduced, INTRODUCED_YES); /* it got worse */
  assert_int_equal(checked->items[1].introduced, INTRODUCED_NO);
  assert_int_equal(checked->items[2].introduced, INTRODUCED_YES); /* one more of it */
  assert_int_equal(checked->items[3].introduced, INTRODUCED_YES);
}

static void moved_roles_are_recognized(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {{"AL201", "aws_iam_role.old", .fault = "p"},
                                       {"AL201", "aws_iam_role.new", .fault = "p"},
                                       {NULL}};
  give_before(f, "aws_iam_role.old");
  f->after[0].address = STR("aws_iam_role.new");
  assert_int_equal(run(f, wanted)->items[0].introduced, INTRODUCED_YES);
  f->after[0].previous_address = STR("aws_iam_role.old");
  assert_int_equal(run(f, wanted)->items[0].introduced, INTRODUCED_NO);
}

static void what_cannot_be_judged_is_counted(void **state) {
  struct fixture *f = *state;
  static const struct wish none[] = {{NULL}};
  assert_int_equal(run(f, none)->unknown_roles, 0);
  f->trusts[0].state = TRUST_UNKNOWN;
  assert_int_equal(run(f, none)->unknown_roles, 1);
  f->trusts[0].state = TRUST_KNOWN;
  f->after[0].alternatives_cut = true;
  assert_int_equal(run(f, none)->unknown_roles, 1);
}

static void want_of_memory_is_told(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {{"AL201", "Resources.R", .fault = "p"}, {NULL}};
  Arena *whole = f->input.arena;
  int last = ERR_MEMORY;
  wishes = wanted;
  for (size_t limit = 0; last != OK; limit += 16) {
    CheckedInput *checked = NULL;
    f->input.arena = arena_new(limit);
    f->input.status = OK;
    last = engine_check_with(&checked, &f->input, &f->options, rules);
    assert_int_equal(f->input.status, last);
    assert_int_equal(checked != NULL, last == OK);
    assert_int_equal(f->input.error.text[0] != '\0', last != OK);
    arena_free(f->input.arena);
    f->input.error = (Error){0};
    assert_true(limit < 100000);
  }
  f->input.arena = whole;
}

/* ---- The limit of findings --------------------------------------------------- */

/* More than half of what is kept, of each role. */
static void flood(Draft *draft, const Trust *trust) {
  (void)trust;
  const Finding finding = {.message = STR("m"), .fault = STR("f")};
  for (int i = 0; i < MAX_FINDINGS / 5 * 3; i++)
    rule_report_finding(draft->check, &finding);
}

static const RuleChecks floods = {.trust = flood};
static const Rule flooding = {
    .id = "AL101", .name = "flooding", .severity = SEVERITY_LOW, .checks = &floods};

static void what_was_cut_is_unknown_and_new(void **state) {
  struct fixture *f = *state;
  static const Rule *const table[] = {&flooding, NULL};
  CheckedInput *checked = NULL;
  size_t limits = 0;
  arena_free(f->input.arena);
  f->input.arena = arena_new(MAX_ARENA_BYTES);
  f->after[0] = f->before[0] = make_role(f, "Resources.R");
  f->after[1] = f->before[1] = make_role(f, "Resources.S");
  f->input.after = (World){.roles = f->after, .role_count = 2};
  f->input.before = (World){.roles = f->before, .role_count = 2};
  f->input.has_before = true;
  assert_int_equal(engine_check_with(&checked, &f->input, &f->options, table), OK);
  assert_int_equal(checked->unknown_roles, 1); /* R is whole */
  for (size_t i = 0; i < checked->count; i++) {
    bool limit = strcmp(checked->items[i].rule->id, "AL903") == 0;
    limits += limit;
    assert_int_equal(checked->items[i].introduced, limit ? INTRODUCED_YES : INTRODUCED_NO);
  }
  assert_int_equal(limits, 1);
}

static void shared_names_are_told_apart(void **state) {
  struct fixture *f = *state;
  static const struct wish wanted[] = {
      {"AL201", "aws_iam_role.east", .fault = "p", .before_only = true},
      {"AL201", "aws_iam_role.west", .fault = "p", .after_only = true},
      {NULL}};
  const Text *name = text_literal(f->input.arena, STR("deploy"));
  f->before[0] = make_role(f, "aws_iam_role.east");
  f->before[1] = make_role(f, "aws_iam_role.west_1");
  f->after[0] = make_role(f, "aws_iam_role.east");
  f->after[1] = make_role(f, "aws_iam_role.west");
  f->after[1].previous_address = STR("aws_iam_role.west_1");
  f->after[0].name = f->after[1].name = f->before[0].name = f->before[1].name = name;
  f->input.after = (World){.roles = f->after, .role_count = 2};
  f->input.before = (World){.roles = f->before, .role_count = 2};
  f->input.has_before = true;
  CheckedInput *checked = run(f, wanted);
  assert_int_equal(checked->count, 1);
  assert_int_equal(checked->items[0].introduced, INTRODUCED_YES);
  /* The same that moved is still the same. */
  static const struct wish moved[] = {
      {"AL201", "aws_iam_role.west_1", .fault = "p", .before_only = true},
      {"AL201", "aws_iam_role.west", .fault = "p", .after_only = true},
      {NULL}};
  checked = run(f, moved);
  assert_int_equal(checked->items[0].introduced, INTRODUCED_NO);
}

TESTS(engine, FRESH(severities_have_names), FRESH(longest_prefix_wins),
      FRESH(unreadable_cannot_be_ignored), FRESH(a_way_goes_to_the_first_rule),
      FRESH(an_ignored_rule_keeps_its_claim), FRESH(a_rule_yields_to_one_that_says_why),
      FRESH(administrators_raise), FRESH(strict_makes_the_undecided_high),
      FRESH(what_always_holds_is_one_finding), FRESH(what_sometimes_holds_says_when),
      FRESH(equal_ones_of_one_alternative_stay_two), FRESH(fingerprints_follow_the_name),
      FRESH(fingerprints_hold_no_index), FRESH(own_account_is_own),
      FRESH(equal_faults_are_numbered), FRESH(without_before_nothing_is_told),
      FRESH(what_stood_before_is_not_new), FRESH(moved_roles_are_recognized),
      FRESH(what_cannot_be_judged_is_counted), FRESH(shared_names_are_told_apart),
      FRESH(what_was_cut_is_unknown_and_new), FRESH(want_of_memory_is_told));
