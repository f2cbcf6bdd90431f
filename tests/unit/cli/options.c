/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line: what is read, what is refused and with which words.
 */
#include "cli/options.h"
#include "assumelint/arena.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "unit.h"
#include "util/suggest.h"

enum { MAX_WORDS = 16 };

struct line {
  Arena *arena;
  Settings settings;
  Error err;
  int status;
};

/* Reads a command line whose words are separated by one blank each. */
static struct line read_line(const char *words) {
  struct line line = {.arena = arena_new((size_t)1 << 20)};
  assert_non_null(line.arena);
  char *copy = arena_copy(line.arena, words, strlen(words));
  char *argv[MAX_WORDS + 1] = {copy};
  int argc = 1;
  for (char *blank = strchr(copy, ' '); blank; blank = strchr(blank + 1, ' ')) {
    *blank = '\0';
    assert_true(argc < MAX_WORDS);
    argv[argc++] = blank + 1;
  }
  line.status = settings_read(&line.settings, line.arena, argc, argv, &line.err);
  return line;
}

static struct line read_good(const char *words) {
  struct line line = read_line(words);
  assert_string_equal(line.err.text, "");
  assert_int_equal(line.status, OK);
  return line;
}

static void assert_refused(const char *words, const char *text) {
  struct line line = read_line(words);
  assert_int_equal(line.status, ERR_USAGE);
  assert_string_equal(line.err.text, text);
  arena_free(line.arena);
}

static void assert_arguments(const char *words, size_t count, const char *last) {
  struct line line = read_good(words);
  assert_int_equal(line.settings.arguments.count, count);
  assert_string_equal(line.settings.arguments.items[count - 1], last);
  arena_free(line.arena);
}

/* ---- Commands ---------------------------------------------------------- */

static void test_scan_is_the_default(void **state) {
  (void)state;
  struct line line = read_good("assumelint template.yaml");
  assert_int_equal(line.settings.command, COMMAND_SCAN);
  assert_false(line.settings.command_given);
  assert_int_equal(line.settings.options.fail_on, SEVERITY_MEDIUM);
  assert_int_equal(line.settings.options.min_severity, SEVERITY_LOW);
  assert_string_equal(line.settings.format->name, "text");
  arena_free(line.arena);
}

static void test_commands(void **state) {
  (void)state;
  struct line line = read_good("assumelint rules --format json");
  assert_int_equal(line.settings.command, COMMAND_RULES);
  assert_true(line.settings.json);
  arena_free(line.arena);
  line = read_good("assumelint explain AL201 AL202");
  assert_int_equal(line.settings.command, COMMAND_EXPLAIN);
  assert_int_equal(line.settings.arguments.count, 2);
  arena_free(line.arena);
  line = read_good("assumelint help who");
  assert_int_equal(line.settings.command, COMMAND_HELP);
  assert_string_equal(line.settings.arguments.items[0], "who");
  arena_free(line.arena);
  line = read_good("assumelint ./rules");
  assert_int_equal(line.settings.command, COMMAND_SCAN);
  arena_free(line.arena);
  line = read_good("assumelint scan rules");
  assert_int_equal(line.settings.command, COMMAND_SCAN);
  assert_string_equal(line.settings.arguments.items[0], "rules");
  arena_free(line.arena);
}

static void test_help_needs_no_path(void **state) {
  (void)state;
  static const char *const lines[] = {"assumelint --help", "assumelint -h",
                                      "assumelint scan --help", "assumelint explain --help",
                                      "assumelint rules --help"};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    struct line line = read_good(lines[i]);
    assert_true(line.settings.help);
    arena_free(line.arena);
  }
  struct line line = read_good("assumelint --version");
  assert_true(line.settings.version);
  arena_free(line.arena);
}

/* ---- Words ------------------------------------------------------------- */

static void test_dashes(void **state) {
  (void)state;
  assert_arguments("assumelint -- --quiet", 1, "--quiet");
  assert_arguments("assumelint scan -- -", 1, "-");
  assert_arguments("assumelint a --quiet b - --lenient", 3, "-");
  assert_refused("assumelint --", "nothing to scan: name files, folders, or - for standard input, "
                                  "as in `assumelint scan template.yaml` (see assumelint --help)");
}

static void test_both_spellings_of_values(void **state) {
  (void)state;
  static const char *const lines[] = {"assumelint --fail-on=high --jobs=3 x",
                                      "assumelint --fail-on high x --jobs 3"};
  for (size_t i = 0; i < 2; i++) {
    struct line line = read_good(lines[i]);
    assert_int_equal(line.settings.options.fail_on, SEVERITY_HIGH);
    assert_int_equal(line.settings.jobs, 3);
    assert_int_equal(line.settings.arguments.count, 1);
    arena_free(line.arena);
  }
}

static void test_flags(void **state) {
  (void)state;
  struct line line = read_good("assumelint --lenient --quiet --no-config --strict --fail-on-new x");
  assert_true(line.settings.lenient);
  assert_true(line.settings.quiet);
  assert_true(line.settings.no_config);
  assert_true(line.settings.options.strict);
  assert_true(line.settings.options.fail_on_new);
  assert_false(line.settings.help);
  arena_free(line.arena);
  assert_refused("assumelint --quiet=1 x", "--quiet takes no value");
}

static void test_unknown_options(void **state) {
  (void)state;
  assert_refused("assumelint --fial-on high x",
                 "unknown option --fial-on (did you mean --fail-on?)");
  assert_refused("assumelint --fromat=json x", "unknown option --fromat (did you mean --format?)");
  assert_refused("assumelint -format x", "unknown option -format (did you mean --format?)");
  assert_refused("assumelint --xyzzy x",
                 "unknown option --xyzzy: `assumelint help scan` lists them");
  assert_refused("assumelint -q x", "unknown option -q: `assumelint help scan` lists them");
  assert_refused("assumelint who --help-me x", "unknown option --help-me (did you mean --help?)");
  /* The right word in the wrong place. */
  assert_refused("assumelint rules --fail-on high",
                 "`rules` has no option --fail-on: `scan` has it");
  assert_refused("assumelint simulate --org=o-a1b2c3d4e5 x",
                 "`simulate` has no option --org: `scan`, `who`, `diff` have it");
  /* Abbreviations are not taken, whatever they might stand for. */
  assert_refused("assumelint --stdin x y",
                 "unknown option --stdin (did you mean --stdin-filename?)");
}

static void test_arguments_are_checked(void **state) {
  (void)state;
  assert_refused("assumelint --format", "--format needs a value: --format FORMAT");
  assert_refused("assumelint --stdin-filename a.yaml b.yaml",
                 "--stdin-filename names standard input: add - as PATH");
  assert_refused("assumelint rules AL201", "`rules` takes no arguments: for one rule, run "
                                           "`assumelint explain AL201`");
  struct line line = read_line("assumelint explain");
  assert_int_equal(line.status, ERR_USAGE);
  arena_free(line.arena);
  assert_refused("assumelint diff - -", "OLD and NEW are both standard input");
  assert_refused("assumelint help who diff", "`help` takes one command, not 2");
}

/* ---- Values ------------------------------------------------------------ */

static void test_accounts(void **state) {
  (void)state;
  struct line line = read_good("assumelint --account 111122223333 --account=444455556666 "
                               "--trust 123456789012 --trust 210987654321=Backup=Co "
                               "--org o-a1b2c3d4e5 x");
  const Options *o = &line.settings.options;
  assert_int_equal(o->account_count, 2);
  assert_string_equal(o->accounts[1], "444455556666");
  assert_int_equal(o->trusted_count, 2);
  assert_string_equal(o->trusted[0].id, "123456789012");
  assert_null(o->trusted[0].name);
  assert_string_equal(o->trusted[1].id, "210987654321");
  assert_string_equal(o->trusted[1].name, "Backup=Co");
  assert_int_equal(o->org_count, 1);
  arena_free(line.arena);
  assert_refused("assumelint --account 1234 x",
                 "--account takes one account id of 12 digits, not \"1234\"");
  assert_refused("assumelint --account 11112222333x x",
                 "--account takes one account id of 12 digits, not \"11112222333x\"");
  assert_refused("assumelint --org o-SHOUTING00 x",
                 "--org takes an organization id like o-a1b2c3d4e5, not \"o-SHOUTING00\"");
}

static void test_rule_lists(void **state) {
  (void)state;
  struct line line = read_good("assumelint --select AL6,AL401 --select AL9 --ignore AL601 x");
  const Options *o = &line.settings.options;
  assert_int_equal(o->select_count, 3);
  assert_string_equal(o->select[0], "AL6");
  assert_string_equal(o->select[1], "AL401");
  assert_string_equal(o->select[2], "AL9");
  assert_int_equal(o->ignore_count, 1);
  arena_free(line.arena);
  assert_refused("assumelint --ignore orphaned-principal x",
                 "--ignore: no rule \"orphaned-principal\" (did you mean AL401?)");
  assert_refused("assumelint --select AL401,al401 x",
                 "--select: no rule \"al401\" (did you mean AL401?)");
  assert_refused("assumelint --select AL401, x",
                 "--select: no rule \"\": `assumelint rules` lists all");
  assert_refused("assumelint --select A x",
                 "--select: no rule \"A\": `assumelint rules` lists all");
}

static void test_outputs(void **state) {
  (void)state;
  struct line line = read_good("assumelint --output sarif=a=b.sarif --output json=c x");
  assert_int_equal(line.settings.outputs.count, 2);
  assert_string_equal(line.settings.outputs.items[0].writer->name, "sarif");
  assert_string_equal(line.settings.outputs.items[0].file, "a=b.sarif");
  assert_string_equal(line.settings.outputs.items[1].file, "c");
  arena_free(line.arena);
  assert_refused("assumelint --output json=a --output gcc=a x",
                 "--output: two reports to one file, a");
  assert_refused("assumelint --output json x", "--output takes FORMAT=FILE, as in --output "
                                               "sarif=report.sarif, not \"json\"");
}

static void test_numbers_and_words(void **state) {
  (void)state;
  static const char *const refused[] = {
      "assumelint --jobs 0 x",          "assumelint --jobs 257 x",
      "assumelint --jobs -1 x",         "assumelint --jobs 1x x",
      "assumelint --jobs 4294967297 x", "assumelint --jobs= x",
      "assumelint --fail-on HIGH x",    "assumelint --fail-on none x",
      "assumelint --color yes x",       "assumelint --min-severity never x",
      "assumelint --format= x",         "assumelint --stdin-filename= -",
  };
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct line line = read_line(refused[i]);
    assert_int_equal(line.status, ERR_USAGE);
    arena_free(line.arena);
  }
  struct line line = read_good("assumelint --fail-on never --color always --min-severity info x");
  assert_int_equal(line.settings.options.fail_on, SEVERITY_NEVER);
  assert_int_equal(line.settings.options.min_severity, SEVERITY_INFO);
  assert_int_equal(line.settings.color, COLOR_ALWAYS);
  arena_free(line.arena);
}

/* ---- The table and its help -------------------------------------------- */

static void test_table(void **state) {
  (void)state;
  for (const CliOption *o = option_table; o->name; o++) {
    assert_true(o[1].name == NULL || o->group <= o[1].group);
    assert_true((o->value != NULL) == (o->set != NULL));
    assert_true(o->value != NULL || o->member != 0);
    assert_true(o->commands != 0);
  }
}

/* What --help of scan says of the formats is what there is. */
static void test_help_names_all_formats(void **state) {
  (void)state;
  const CliOption *o = option_table;
  while (strcmp(o->name, "format") != 0)
    o++;
  for (const Writer *const *writer = report_writers; *writer; writer++)
    assert_non_null(strstr(o->help, (*writer)->name));
}

static void test_help_fits_a_screen(void **state) {
  (void)state;
  for (size_t i = 0; i <= COMMAND_COUNT; i++) {
    char *text = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);
    assert_non_null(to);
    if (i < COMMAND_COUNT)
      command_print_help(to, (Command)i);
    else
      command_print_overview(to);
    fclose(to);
    size_t lines = 0;
    for (const char *at = text; *at; lines++) {
      size_t width = strcspn(at, "\n");
      assert_true(width <= 80);
      at += width + 1;
    }
    /* A command has a line an option: `scan` has more than a small screen takes. */
    assert_true(lines > 0 && lines <= (i < COMMAND_COUNT ? 48 : 24));
    free(text);
  }
}

static void test_suggestions(void **state) {
  (void)state;
  Suggestions near = suggest_begin("raed", 2);
  static const char *const words[] = {"write", "road", "read", "raid", "thread"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    suggest(&near, words[i]);
  char text[SUGGESTION_TEXT];
  suggest_text(text, &near, "--");
  assert_string_equal(text, " (did you mean --read or --raid?)");
  near = suggest_begin("something else entirely", 3);
  suggest(&near, "read");
  suggest_text(text, &near, "");
  assert_string_equal(text, "");
}

static void test_color(void **state) {
  (void)state;
  static const char *const variables[] = {"NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM"};
  for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
    unsetenv(variables[i]);
  int no_terminal = -1;
  assert_false(cli_want_color(COLOR_AUTO, no_terminal));
  assert_true(cli_want_color(COLOR_ALWAYS, no_terminal));
  setenv("CLICOLOR_FORCE", "0", 1);
  assert_false(cli_want_color(COLOR_AUTO, no_terminal));
  setenv("CLICOLOR_FORCE", "1", 1);
  assert_true(cli_want_color(COLOR_AUTO, no_terminal));
  assert_false(cli_want_color(COLOR_NEVER, no_terminal));
  setenv("NO_COLOR", "", 1);
  assert_true(cli_want_color(COLOR_AUTO, no_terminal));
  setenv("NO_COLOR", "1", 1);
  assert_false(cli_want_color(COLOR_AUTO, no_terminal));
  assert_true(cli_want_color(COLOR_ALWAYS, no_terminal));
}

TESTS(options, TEST(test_scan_is_the_default), TEST(test_commands), TEST(test_help_needs_no_path),
      TEST(test_dashes), TEST(test_both_spellings_of_values), TEST(test_flags),
      TEST(test_unknown_options), TEST(test_arguments_are_checked), TEST(test_accounts),
      TEST(test_rule_lists), TEST(test_outputs), TEST(test_numbers_and_words), TEST(test_table),
      TEST(test_help_names_all_formats), TEST(test_help_fits_a_screen), TEST(test_suggestions),
      TEST(test_color));
