/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of options, and the reading of the command line.
 */
#include "cli/options.h"

#include <string.h>

#include "access/unsettled.h"
#include "cli/option_values.h"

#define SCAN (1u << ALINT_COMMAND_SCAN)
#define RULES (1u << ALINT_COMMAND_RULES)
#define EXPLAIN (1u << ALINT_COMMAND_EXPLAIN)
#define WHO (1u << ALINT_COMMAND_WHO)
#define DIFF (1u << ALINT_COMMAND_DIFF)
#define SIMULATE (1u << ALINT_COMMAND_SIMULATE)
#define TEST (1u << ALINT_COMMAND_TEST)
#define HELP (1u << ALINT_COMMAND_HELP)
#define ACCESS (WHO | DIFF | SIMULATE | TEST)
#define EVERY (SCAN | ACCESS | RULES | EXPLAIN | HELP)
#define FLAG(member) .flag = offsetof(struct alint_settings, member)

const struct alint_option alint_cli_options[] = {
    {"stdin-filename", "PATH", SCAN, ALINT_GROUP_INPUT, "the name that - is reported under",
     .set = alint_set_stdin_filename},
    {"before", "OLD", SCAN, ALINT_GROUP_INPUT, "the template as it was: what is new is told apart",
     .set = alint_set_before},
    {"role", "R", SIMULATE, ALINT_GROUP_INPUT, "the role: address, name, ARN or label",
     .set = alint_set_role},
    {"principal", "P", SIMULATE, ALINT_GROUP_INPUT,
     "the caller: ARN, unique id, service:NAME or federated:PROVIDER", .set = alint_set_principal},
    {"action", "A", SIMULATE, ALINT_GROUP_INPUT, "the call; default: what such a caller calls",
     .set = alint_set_action},
    {"external-id", "X", SIMULATE, ALINT_GROUP_INPUT, "the external ID of the call",
     .set = alint_set_external_id},
    {"context", "K=V", SIMULATE, ALINT_GROUP_INPUT,
     "a condition key of the call; given twice, it has two values", .set = alint_set_context},
    {"absent", "K", SIMULATE, ALINT_GROUP_INPUT, "a condition key the call does not have",
     .set = alint_set_absent},
    {"param", "NAME=VALUE", SCAN | ACCESS, ALINT_GROUP_INPUT,
     "a CloudFormation parameter's value, or AWS::Region's and the like (repeatable)",
     .set = alint_set_param},
    {"parameters", "FILE", SCAN | ACCESS, ALINT_GROUP_INPUT,
     "a file of such values (repeatable: an environment each)", .set = alint_set_parameters},
    {"source-root", "DIR", SCAN | ACCESS, ALINT_GROUP_INPUT,
     "where a plan's .tf files are: to read and point at", .set = alint_set_source_root},
    {"lenient", NULL, SCAN, ALINT_GROUP_INPUT, "skip named files that are in none of our formats",
     FLAG(lenient)},
    {"no-config", NULL, SCAN | ACCESS, ALINT_GROUP_INPUT,
     "read no configuration file (there is none yet)", FLAG(no_config)},
    {"no-inline", NULL, SCAN, ALINT_GROUP_INPUT, "comments and metadata suppress nothing",
     FLAG(no_inline)},
    {"jobs", "N", SCAN, ALINT_GROUP_INPUT, "files read at a time; default: number of CPUs",
     .set = alint_set_jobs},

    {"account", "ID", SCAN | ACCESS, ALINT_GROUP_JUDGE, "an account of your own (repeatable)",
     .set = alint_set_account},
    {"trust", "ID[=NAME]", SCAN | WHO | DIFF, ALINT_GROUP_JUDGE,
     "an account that needs no external ID (repeatable)", .set = alint_set_trust},
    {"org", "ID", SCAN | WHO | DIFF, ALINT_GROUP_JUDGE, "an organization of your own (repeatable)",
     .set = alint_set_org},
    {"select", "IDS", SCAN, ALINT_GROUP_JUDGE, "only these rules: ids or prefixes, AL201,AL3",
     .set = alint_set_select},
    {"ignore", "IDS", SCAN, ALINT_GROUP_JUDGE, "not these rules; the longest prefix wins",
     .set = alint_set_ignore},
    {"strict", NULL, SCAN, ALINT_GROUP_JUDGE, "what could not be decided (AL9) is high",
     FLAG(options.strict)},
    {"fail-on", "SEV", SCAN, ALINT_GROUP_JUDGE,
     "exit 1 at critical high medium (default) low info never", .set = alint_set_fail_on},
    {"fail-on-new", NULL, SCAN, ALINT_GROUP_JUDGE, "exit 1 only for what the change introduces",
     FLAG(options.fail_on_new)},
    {"min-severity", "SEV", SCAN, ALINT_GROUP_JUDGE, "what is reported at all; default low",
     .set = alint_set_min_severity},
    {"fail-on-gain", "WHOSE", DIFF, ALINT_GROUP_JUDGE,
     "exit 1 when any, external or public callers gain access", .set = alint_set_gain_gate},
    {"expect", "VERDICT", SIMULATE, ALINT_GROUP_JUDGE,
     "exit 1 unless the verdict is allow, or deny", .set = alint_set_expect},

    {"format", "FORMAT", SCAN, ALINT_GROUP_OUTPUT, "text (default), gcc, json or sarif",
     .set = alint_set_format},
    {"format", "FORMAT", RULES | ACCESS, ALINT_GROUP_OUTPUT, "text (default) or json",
     .set = alint_set_rules_format},
    {"accounts", NULL, WHO, ALINT_GROUP_OUTPUT,
     "every account seen, and a configuration to start from", FLAG(list_accounts)},
    {"output", "FORMAT=FILE", SCAN, ALINT_GROUP_OUTPUT, "a further report to a file (repeatable)",
     .set = alint_set_output},
    {"show-suppressed", NULL, SCAN, ALINT_GROUP_OUTPUT, "print suppressed findings, marked as such",
     FLAG(options.show_suppressed)},
    {"color", "WHEN", SCAN | ACCESS, ALINT_GROUP_OUTPUT, "auto (default), always or never",
     .set = alint_set_color},
    {"quiet", NULL, SCAN | ACCESS, ALINT_GROUP_OUTPUT, "no summary, no progress", FLAG(quiet)},
    {"help", NULL, EVERY, ALINT_GROUP_OUTPUT, "print this", FLAG(help), .letter = 'h'},
    {"version", NULL, EVERY, ALINT_GROUP_OVERVIEW, "print the version", FLAG(version),
     .letter = 'V'},
    {.name = NULL},
};

static bool offered_by(const struct alint_option *option, enum alint_command command) {
  return (option->commands & 1u << command) != 0;
}

/* `name` without dashes; a single letter is looked for as such. */
static const struct alint_option *find_option(enum alint_command command, struct alint_str name,
                                              bool letter) {
  for (const struct alint_option *o = alint_cli_options; o->name; o++) {
    bool found = letter ? name.len == 1 && name.ptr[0] == o->letter : alint_str_is(name, o->name);
    if (found && offered_by(o, command))
      return o;
  }
  return NULL;
}

/* "`scan` and `who` have it", for an option that the command does not have. */
static size_t name_owners(char *out, size_t size, struct alint_str name) {
  size_t used = 0, owners = 0;
  out[0] = '\0';
  for (size_t c = 0; c < alint_command_count; c++) {
    if (!find_option((enum alint_command)c, name, false) || used >= size)
      continue;
    int n =
        snprintf(out + used, size - used, "%s`%s`", owners > 0 ? ", " : "", alint_commands[c].name);
    used += n > 0 ? (size_t)n : 0;
    owners++;
  }
  return owners;
}

/* `typed` is as it stands on the command line, dashes and value included. */
static int unknown_option(enum alint_command command, const char *typed, struct alint_error *err) {
  struct alint_str full = alint_str(typed);
  size_t dashes = alint_str_starts(full, "--") ? 2 : 1;
  size_t end = alint_str_find(full, dashes, '=');
  int shown = (int)(end < 200 ? end : 200);
  const char *verb = alint_commands[command].name;
  char owners[80], name[64] = "";
  size_t owner_count = name_owners(owners, sizeof owners, alint_str_slice(full, dashes, end));
  if (owner_count > 0 && dashes == 2)
    return alint_fail(err, ALINT_EUSAGE, "`%s` has no option %.*s: %s %s it", verb, shown, typed,
                      owners, owner_count == 1 ? "has" : "have");
  if (end - dashes < sizeof name)
    memcpy(name, typed + dashes, end - dashes);
  struct alint_suggestions near = alint_suggestions(name, 1);
  for (const struct alint_option *o = alint_cli_options; o->name; o++) {
    if (offered_by(o, command))
      alint_suggest(&near, o->name);
  }
  char suggestion[ALINT_SUGGESTION_TEXT];
  alint_suggestion_text(suggestion, &near, "--");
  if (near.count == 0)
    return alint_fail(err, ALINT_EUSAGE, "unknown option %.*s: `assumelint help %s` lists them",
                      shown, typed, verb);
  return alint_fail(err, ALINT_EUSAGE, "unknown option %.*s%s", shown, typed, suggestion);
}

static int apply(struct alint_settings *settings, const struct alint_option *option,
                 const char *value, struct alint_error *err) {
  if (option->set)
    return option->set(settings, value, err);
  *(bool *)((char *)settings + option->flag) = true;
  return ALINT_OK;
}

/* Reads the option at argv[*at], and its value when that is the next word. */
static int read_option(struct alint_settings *settings, int argc, char **argv, int *at,
                       struct alint_error *err) {
  const char *word = argv[*at];
  struct alint_str full = alint_str(word);
  bool letter = !alint_str_starts(full, "--");
  size_t equals = alint_str_find(full, 0, '=');
  const struct alint_option *option =
      find_option(settings->command, alint_str_slice(full, letter ? 1 : 2, equals), letter);
  if (!option)
    return unknown_option(settings->command, word, err);
  const char *value = equals < full.len ? word + equals + 1 : NULL;
  if (!option->value && value)
    return alint_fail(err, ALINT_EUSAGE, "--%s takes no value", option->name);
  if (option->value && !value) {
    if (*at + 1 >= argc)
      return alint_fail(err, ALINT_EUSAGE, "--%s needs a value: --%s %s", option->name,
                        option->name, option->value);
    value = argv[++*at];
  }
  return apply(settings, option, value, err);
}

/* The first word names a command, or it is a path or an option of scan. */
static void read_command(struct alint_settings *settings, const char *word) {
  settings->command_given = word && alint_command_find(&settings->command, word);
}

static int check_simulate(const struct alint_settings *s, struct alint_error *err) {
  if (s->arguments.count != 1)
    return alint_fail(err, ALINT_EUSAGE, "`simulate` takes one PATH, with the role to ask: not %zu",
                      s->arguments.count);
  if (!s->principal)
    return alint_fail(err, ALINT_EUSAGE,
                      "who calls? Say --principal arn:aws:iam::111122223333:user/app, "
                      "--principal service:lambda.amazonaws.com or the like");
  return ALINT_OK;
}

static size_t count_stdin(const struct alint_settings *s) {
  size_t count = 0;
  for (size_t i = 0; i < s->arguments.count; i++)
    count += strcmp(s->arguments.items[i], "-") == 0;
  return count;
}

static int check_scan(const struct alint_settings *s, struct alint_error *err) {
  size_t from_stdin = count_stdin(s);
  if (s->arguments.count == 0)
    return alint_fail(err, ALINT_EUSAGE,
                      "nothing to scan: name files, folders, or - for standard input, as in "
                      "`assumelint scan template.yaml` (see assumelint --help)");
  if (s->stdin_filename && from_stdin == 0)
    return alint_fail(err, ALINT_EUSAGE, "--stdin-filename names standard input: add - as PATH");
  if (s->before && s->arguments.count > 1)
    return alint_fail(err, ALINT_EUSAGE, "--before is for one template: there are %zu paths",
                      s->arguments.count);
  if (s->before && strcmp(s->before, "-") == 0 && from_stdin > 0)
    return alint_fail(err, ALINT_EUSAGE, "--before and PATH are both standard input");
  return ALINT_OK;
}

static int check_arguments(const struct alint_settings *s, struct alint_error *err) {
  switch (s->command) {
  case ALINT_COMMAND_WHO:
    if (s->arguments.count == 0)
      return alint_fail(err, ALINT_EUSAGE,
                        "nothing to read: name files, folders, or - for standard input");
    return ALINT_OK;
  case ALINT_COMMAND_DIFF:
    if (s->arguments.count != 1 && s->arguments.count != 2)
      return alint_fail(err, ALINT_EUSAGE,
                        "`diff` takes a plan, which holds both worlds, or OLD and NEW: not %zu "
                        "paths",
                        s->arguments.count);
    if (count_stdin(s) > 1)
      return alint_fail(err, ALINT_EUSAGE, "OLD and NEW are both standard input");
    return ALINT_OK;
  case ALINT_COMMAND_SIMULATE:
    return check_simulate(s, err);
  case ALINT_COMMAND_TEST:
    if (s->arguments.count == 0)
      return alint_fail(err, ALINT_EUSAGE, "no cases: name case files, or - for standard input");
    return ALINT_OK;
  case ALINT_COMMAND_SCAN:
    return check_scan(s, err);
  case ALINT_COMMAND_RULES:
    if (s->arguments.count > 0)
      return alint_fail(err, ALINT_EUSAGE,
                        "`rules` takes no arguments: for one rule say `assumelint explain %.100s`",
                        s->arguments.items[0]);
    return ALINT_OK;
  case ALINT_COMMAND_EXPLAIN:
    if (s->arguments.count == 0)
      return alint_fail(err, ALINT_EUSAGE,
                        "which rule? Say `assumelint explain AL201` or `assumelint explain U3`: "
                        "`assumelint rules` lists all rules, U1 to U%d are unsettled points",
                        ALINT_UNSETTLED_COUNT);
    return ALINT_OK;
  case ALINT_COMMAND_HELP:
    if (s->arguments.count > 1)
      return alint_fail(err, ALINT_EUSAGE, "`help` takes one command, not %zu", s->arguments.count);
    return ALINT_OK;
  }
  return alint_fail(err, ALINT_EINTERNAL, "no such command");
}

/* The engine's options borrow the lists. */
static void publish_lists(struct alint_settings *s) {
  s->options.accounts = s->accounts.items;
  s->options.account_count = s->accounts.count;
  s->options.orgs = s->orgs.items;
  s->options.org_count = s->orgs.count;
  s->options.select = s->select.items;
  s->options.select_count = s->select.count;
  s->options.ignore = s->ignore.items;
  s->options.ignore_count = s->ignore.count;
  s->options.trusted = s->trusted;
}

int alint_settings_read(struct alint_settings *out, struct alint_arena *arena, int argc,
                        char **argv, struct alint_error *err) {
  *out = (struct alint_settings){
      .arena = arena,
      .command = ALINT_COMMAND_SCAN,
      .options = {.min_severity = ALINT_SEVERITY_LOW, .fail_on = ALINT_SEVERITY_MEDIUM},
      .format = alint_writer_find("text"),
  };
  read_command(out, argc > 1 ? argv[1] : NULL);
  bool options_ended = false;
  for (int i = out->command_given ? 2 : 1; i < argc; i++) {
    const char *word = argv[i];
    int status;
    if (!options_ended && strcmp(word, "--") == 0) {
      options_ended = true;
      continue;
    }
    if (options_ended || word[0] != '-' || word[1] == '\0')
      status = alint_strings_add(&out->arguments, arena, word, err);
    else
      status = read_option(out, argc, argv, &i, err);
    if (status != ALINT_OK)
      return status;
    if (out->help || out->version)
      return ALINT_OK;
  }
  publish_lists(out);
  return check_arguments(out, err);
}
