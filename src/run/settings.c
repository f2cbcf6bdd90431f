/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of options, and the functions that check their values and set them.
 */
#include "run/settings.h"

#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "util/suggest.h"

/* At most so much of a refused value is quoted. */
#define SHOWN "%.100s"

static void *member(Settings *s, const CliOption *option) {
  return (char *)s + option->member;
}

/* ---- Checks ---------------------------------------------------------------- */

static bool is_pair(Str s) {
  size_t equals = str_find(s, 0, '=');
  return equals > 0 && equals < s.len;
}

static bool is_key(Str s) {
  return s.len > 0 && !str_has(s, '=');
}

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

/* Organizations API: pattern of OrganizationId, ^o-[a-z0-9]{10,32}$. */
static bool is_organization(Str s) {
  return str_starts(s, "o-") && s.len >= 12 && s.len <= 34 &&
         strspn(s.ptr + 2, "abcdefghijklmnopqrstuvwxyz0123456789") == s.len - 2;
}

/* ---- Setters. ERR_USAGE without a text: option_apply says what the option takes. ---- */

static int empty(const CliOption *option, Error *err) {
  return error_set(err, ERR_USAGE, "--%s: the value is empty", option->name);
}

static int set_text(Settings *s, const CliOption *option, const char *value, Error *err) {
  const char **text = member(s, option);
  if (value[0] == '\0')
    return empty(option, err);
  if (*text && !option->again)
    return error_set(err, ERR_USAGE, "--%s is given twice", option->name);
  *text = value;
  return OK;
}

static int add_text(Settings *s, const CliOption *option, const char *value, Error *err) {
  if (value[0] == '\0')
    return empty(option, err);
  strings_add(member(s, option), s->arena, value);
  return OK;
}

static int set_word(Settings *s, const CliOption *option, const char *value, Error *err) {
  (void)err;
  for (int i = 0; value[0] != '\0' && option->words[i]; i++) {
    if (strcmp(value, option->words[i]) == 0) {
      *(int *)member(s, option) = i;
      return OK;
    }
  }
  return ERR_USAGE;
}

static int find_writer(const Writer **out, const Settings *s, const CliOption *option,
                       const char *name, Error *err) {
  *out = writer_find(name);
  if (*out)
    return OK;
  Buf names = buf_in(s->arena);
  for (const Writer *const *w = report_writers; *w; w++)
    buf_addf(&names, "%s%s", names.len > 0 ? ", " : "", (*w)->name);
  return error_set(err, ERR_USAGE, "--%s: no format \"" SHOWN "\" (there are: %s)", option->name,
                   name, names.ptr);
}

static int set_json(Settings *s, const CliOption *option, const char *value, Error *err) {
  (void)option;
  s->json = strcmp(value, "json") == 0;
  if (s->json || strcmp(value, "text") == 0)
    return OK;
  return error_set(err, ERR_USAGE, "--format: no format \"" SHOWN "\" (there are: text, json)",
                   value);
}

static int set_format(Settings *s, const CliOption *option, const char *value, Error *err) {
  return find_writer(&s->format, s, option, value, err);
}

static int add_output(Settings *s, const CliOption *option, const char *value, Error *err) {
  const char *equals = strchr(value, '=');
  if (!equals || equals[1] == '\0')
    return ERR_USAGE;
  if (strcmp(equals + 1, "-") == 0)
    return error_set(err, ERR_USAGE, "--output writes files: --format is for standard output");
  const char *name = arena_copy(s->arena, value, (size_t)(equals - value));
  ReportOutput output = {.file = equals + 1};
  int status = find_writer(&output.writer, s, option, name, err);
  if (status != OK)
    return status;
  for (size_t i = 0; i < s->outputs.count; i++) {
    if (strcmp(s->outputs.items[i].file, output.file) == 0)
      return error_set(err, ERR_USAGE, "--output: two reports to one file, " SHOWN, output.file);
  }
  LIST_ADD(s->arena, &s->outputs, output);
  return OK;
}

/* A finding that fails the run must be shown: --min-severity follows --fail-on down,
 * and it is an error to set it higher. */
static int agree(Settings *s, Error *err) {
  if (s->options.min_severity <= s->options.fail_on || !s->fail_on_given)
    return OK;
  if (s->min_severity_given)
    return error_set(err, ERR_USAGE, "--min-severity %s would hide what --fail-on %s fails on",
                     severity_name(s->options.min_severity), severity_name(s->options.fail_on));
  s->options.min_severity = s->options.fail_on;
  return OK;
}

/* --fail-on also takes "never", the highest. */
static bool read_severity(Severity *out, const char *value, Severity most) {
  Severity severity;
  if (!severity_parse(&severity, value) || severity == SEVERITY_NONE || severity > most)
    return false;
  *out = severity;
  return true;
}

static int set_fail_on(Settings *s, const CliOption *option, const char *value, Error *err) {
  (void)option;
  s->fail_on_given = read_severity(&s->options.fail_on, value, SEVERITY_NEVER);
  return s->fail_on_given ? agree(s, err) : ERR_USAGE;
}

static int set_min_severity(Settings *s, const CliOption *option, const char *value, Error *err) {
  (void)option;
  s->min_severity_given = read_severity(&s->options.min_severity, value, SEVERITY_CRITICAL);
  return s->min_severity_given ? agree(s, err) : ERR_USAGE;
}

static int set_jobs(Settings *s, const CliOption *option, const char *value, Error *err) {
  enum { MAX_JOBS = 256 };
  (void)option;
  (void)err;
  if (!str_all_digits(str_of(value)) || strlen(value) > 3)
    return ERR_USAGE;
  unsigned long jobs = strtoul(value, NULL, 10);
  s->jobs = jobs;
  return jobs >= 1 && jobs <= MAX_JOBS ? OK : ERR_USAGE;
}

static int add_trust(Settings *s, const CliOption *option, const char *value, Error *err) {
  (void)err;
  (void)option;
  Str text = str_of(value);
  size_t equals = str_find(text, 0, '=');
  if (!is_account(str_slice(text, 0, equals)))
    return ERR_USAGE;
  bool named = equals + 1 < text.len;
  LIST_ADD(s->arena, &s->trusted,
           (TrustedAccount){.id = arena_copy(s->arena, value, equals),
                            .name = named ? value + equals + 1 : NULL});
  return OK;
}

/* A rule id, or a prefix with at least the letters. */
static int check_rule_prefix(const char *option, const char *prefix, Error *err) {
  Str wanted = str_of(prefix);
  Suggestions near = suggest_begin(prefix, 1);
  for (const Rule *const *rule = rule_list; *rule; rule++) {
    if (wanted.len >= 2 && str_starts(str_of((*rule)->id), prefix))
      return OK;
    suggest(&near, (*rule)->id);
    suggest_as(&near, (*rule)->name, (*rule)->id);
  }
  char suggestion[SUGGESTION_TEXT];
  suggest_text(suggestion, &near, "");
  return error_set(err, ERR_USAGE, "--%s: no rule \"" SHOWN "\"%s", option, prefix,
                   near.count > 0 ? suggestion : ": `assumelint rules` lists all");
}

static int add_rules(Settings *s, const CliOption *option, const char *value, Error *err) {
  Str text = str_of(value);
  for (size_t begin = 0; begin <= text.len;) {
    size_t end = str_find(text, begin, ',');
    const char *item = arena_copy(s->arena, value + begin, end - begin);
    int status = check_rule_prefix(option->name, item, err);
    if (status != OK)
      return status;
    strings_add(member(s, option), s->arena, item);
    begin = end + 1;
  }
  return OK;
}

/* ---- The table ---------------------------------------------------------------- */

#define SCAN (1u << COMMAND_SCAN)
#define RULES (1u << COMMAND_RULES)
#define EXPLAIN (1u << COMMAND_EXPLAIN)
#define WHO (1u << COMMAND_WHO)
#define DIFF (1u << COMMAND_DIFF)
#define SIMULATE (1u << COMMAND_SIMULATE)
#define TEST (1u << COMMAND_TEST)
#define HELP (1u << COMMAND_HELP)
#define ACCESS (WHO | DIFF | SIMULATE | TEST)
#define EVERY (SCAN | ACCESS | RULES | EXPLAIN | HELP)
#define AT(name) .member = offsetof(Settings, name)

/* No option takes "": set_word refuses it. */
static const char *const colors[] = {
    [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never", NULL};
static const char *const gains[] = {[GAIN_NEVER] = "",
                                    [GAIN_ANY] = "any",
                                    [GAIN_EXTERNAL] = "external",
                                    [GAIN_PUBLIC] = "public",
                                    NULL};
static const char *const verdicts[] = {
    [EXPECT_NOTHING] = "", [EXPECT_ALLOW] = "allow", [EXPECT_DENY] = "deny", NULL};

const CliOption option_table[] = {
    {"stdin-filename", "PATH", SCAN, GROUP_INPUT, "the name of standard input in reports",
     .set = set_text, AT(stdin_filename), .again = true},
    {"before", "OLD", SCAN, GROUP_INPUT, "the template before the change, to mark what is new",
     .set = set_text, AT(before)},
    {"role", "R", SIMULATE, GROUP_INPUT, "the role: address, name, ARN or label", .set = set_text,
     AT(role)},
    {"principal", "P", SIMULATE, GROUP_INPUT,
     "the caller: ARN, unique id, service:NAME or federated:PROVIDER", .set = set_text,
     AT(principal)},
    {"action", "A", SIMULATE, GROUP_INPUT, "the call; default: the usual one of the caller",
     .set = set_text, AT(action)},
    {"external-id", "X", SIMULATE, GROUP_INPUT, "the external ID of the call", .set = set_text,
     AT(external_id)},
    {"context", "K=V", SIMULATE, GROUP_INPUT,
     "a condition key of the call; given twice, it has two values", .set = add_text, AT(context),
     .check = is_pair, .takes = "KEY=VALUE, as in --context aws:SourceIp=203.0.113.7"},
    {"absent", "K", SIMULATE, GROUP_INPUT, "a condition key the call does not have",
     .set = add_text, AT(absent), .check = is_key,
     .takes = "a condition key, as in --absent aws:SourceVpce"},
    {"param", "NAME=VALUE", SCAN | ACCESS, GROUP_INPUT,
     "a CloudFormation parameter's value, or AWS::Region's and the like (repeatable)",
     .set = add_text, AT(params), .check = is_pair,
     .takes = "NAME=VALUE, as in --param Stage=prod"},
    {"parameters", "FILE", SCAN | ACCESS, GROUP_INPUT,
     "a file of parameter values (repeatable: one for each environment)", .set = add_text,
     AT(parameter_files)},
    {"source-root", "DIR", SCAN | ACCESS, GROUP_INPUT,
     "the folder of a plan's .tf files, to read and point at", .set = set_text, AT(source_root),
     .again = true},
    {"lenient", NULL, SCAN, GROUP_INPUT, "skip named files that are in no supported format",
     AT(lenient)},
    {"no-config", NULL, SCAN | ACCESS, GROUP_INPUT,
     "read no configuration file (there is none yet)", AT(no_config)},
    {"no-inline", NULL, SCAN, GROUP_INPUT, "ignore suppressions in comments and metadata",
     AT(no_inline)},
    {"jobs", "N", SCAN, GROUP_INPUT, "files read at a time; default: number of CPUs",
     .set = set_jobs, .takes = "a number from 1 to 256"},

    {"account", "ID", SCAN | ACCESS, GROUP_JUDGE, "an account of your own (repeatable)",
     .set = add_text, AT(accounts), .check = is_account, .takes = "one account id of 12 digits"},
    {"trust", "ID[=NAME]", SCAN | WHO | DIFF, GROUP_JUDGE,
     "an account that needs no external ID (repeatable)", .set = add_trust,
     .takes =
         "an account id of 12 digits and, if you like, a name, as in --trust 111122223333=Backup"},
    {"org", "ID", SCAN | WHO | DIFF, GROUP_JUDGE, "an organization of your own (repeatable)",
     .set = add_text, AT(orgs), .check = is_organization,
     .takes = "an organization id like o-a1b2c3d4e5"},
    {"select", "IDS", SCAN, GROUP_JUDGE, "only these rules: ids or prefixes, AL201,AL3",
     .set = add_rules, AT(select)},
    {"ignore", "IDS", SCAN, GROUP_JUDGE, "all but these rules; the longest prefix wins",
     .set = add_rules, AT(ignore)},
    {"strict", NULL, SCAN, GROUP_JUDGE, "report what is undecided (AL9) as high",
     AT(options.strict)},
    {"fail-on", "SEV", SCAN, GROUP_JUDGE, "exit 1 at critical high medium (default) low info never",
     .set = set_fail_on, .takes = "critical, high, medium, low, info or never"},
    {"fail-on-new", NULL, SCAN, GROUP_JUDGE, "exit 1 only for findings that the change introduces",
     AT(options.fail_on_new)},
    {"min-severity", "SEV", SCAN, GROUP_JUDGE, "report nothing below this; default low",
     .set = set_min_severity, .takes = "critical, high, medium, low or info"},
    {"fail-on-gain", "WHOSE", DIFF, GROUP_JUDGE,
     "exit 1 when any, external or public callers gain access", .set = set_word, AT(gain_gate),
     .words = gains, .takes = "any, external or public"},
    {"expect", "VERDICT", SIMULATE, GROUP_JUDGE, "exit 1 unless the verdict is allow, or deny",
     .set = set_word, AT(expect), .words = verdicts, .takes = "allow or deny"},

    {"format", "FORMAT", SCAN, GROUP_OUTPUT, "text (default), gcc, json or sarif",
     .set = set_format, .of_command = true},
    {"format", "FORMAT", RULES | ACCESS, GROUP_OUTPUT, "text (default) or json", .set = set_json},
    {"accounts", NULL, WHO, GROUP_OUTPUT, "every account seen, and a configuration to start from",
     AT(list_accounts)},
    {"output", "FORMAT=FILE", SCAN, GROUP_OUTPUT, "a further report to a file (repeatable)",
     .set = add_output, .takes = "FORMAT=FILE, as in --output sarif=report.sarif",
     .of_command = true},
    {"show-suppressed", NULL, SCAN, GROUP_OUTPUT, "print suppressed findings, marked as such",
     AT(options.show_suppressed)},
    {"color", "WHEN", SCAN | ACCESS, GROUP_OUTPUT, "auto (default), always or never",
     .set = set_word, AT(color), .words = colors, .takes = "auto, always or never",
     .of_command = true},
    {"quiet", NULL, SCAN | ACCESS, GROUP_OUTPUT, "no summary, no progress", AT(quiet)},
    {"help", NULL, EVERY, GROUP_OUTPUT, "print this", AT(help), .letter = 'h', .of_command = true},
    {"version", NULL, EVERY, GROUP_OVERVIEW, "print the version", AT(version), .letter = 'V',
     .of_command = true},
    {.name = NULL},
};

const CliOption *option_find(Command command, Str name, bool letter) {
  for (const CliOption *o = option_table; o->name; o++) {
    bool found = letter ? name.len == 1 && name.ptr[0] == o->letter : str_is(name, o->name);
    if (found && (o->commands & 1u << command))
      return o;
  }
  return NULL;
}

int option_apply(const CliOption *option, Settings *settings, const char *value, Error *err) {
  if (!option->value) {
    *(bool *)member(settings, option) = true;
    return OK;
  }
  bool good = !option->check || option->check(str_of(value));
  int status = good ? option->set(settings, option, value, err) : ERR_USAGE;
  if (status == ERR_USAGE && option->takes) /* keeps the text of the setter if there is one */
    error_set(err, status, "--%s takes %s, not \"" SHOWN "\"", option->name, option->takes, value);
  return status;
}

void settings_begin(Settings *out, Arena *arena) {
  *out = (Settings){
      .arena = arena,
      .command = COMMAND_SCAN,
      .options = {.min_severity = SEVERITY_LOW, .fail_on = SEVERITY_MEDIUM},
      .format = writer_find("text"),
  };
}

void settings_end(Settings *s) {
  s->options.accounts = s->accounts.items;
  s->options.account_count = s->accounts.count;
  s->options.orgs = s->orgs.items;
  s->options.org_count = s->orgs.count;
  s->options.select = s->select.items;
  s->options.select_count = s->select.count;
  s->options.ignore = s->ignore.items;
  s->options.ignore_count = s->ignore.count;
  s->options.trusted = s->trusted.items;
  s->options.trusted_count = s->trusted.count;
}
