/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of options, and how their values are checked and put into the settings.
 */
#include "run/settings.h"

#include <stdio.h>
#include <string.h>

#include "assumelint/arena.h"
#include "util/suggest.h"

/* How much of a refused value is repeated. */
#define SHOWN "%.100s"

void alint_strings_append(struct alint_strings *list, struct alint_arena *arena, const char *item) {
  if (alint_strings_add(list, arena, item) != ALINT_OK)
    alint_out_of_memory();
}

static void *member(struct alint_settings *s, const struct alint_option *option) {
  return (char *)s + option->member;
}

/* ---- Checks ---------------------------------------------------------------- */

static bool is_pair(struct alint_str s) {
  size_t equals = alint_str_find(s, 0, '=');
  return equals > 0 && equals < s.len;
}

static bool is_key(struct alint_str s) {
  return s.len > 0 && !alint_str_has(s, '=');
}

static bool is_account(struct alint_str s) {
  return s.len == 12 && alint_str_all_digits(s);
}

/* Organizations API: pattern of OrganizationId, ^o-[a-z0-9]{10,32}$. */
static bool is_organization(struct alint_str s) {
  if (!alint_str_starts(s, "o-") || s.len < 12 || s.len > 34)
    return false;
  for (size_t i = 2; i < s.len; i++) {
    char c = s.ptr[i];
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
      return false;
  }
  return true;
}

/* ---- Setters. ALINT_EUSAGE without a text: the value is none that the option takes. ---- */

static int empty(const struct alint_option *option, struct alint_error *err) {
  return alint_fail(err, ALINT_EUSAGE, "--%s: the value is empty", option->name);
}

static int set_text(struct alint_settings *s, const struct alint_option *option, const char *value,
                    struct alint_error *err) {
  const char **text = member(s, option);
  if (value[0] == '\0')
    return empty(option, err);
  if (*text && !option->again)
    return alint_fail(err, ALINT_EUSAGE, "--%s is given twice", option->name);
  *text = value;
  return ALINT_OK;
}

static int add_text(struct alint_settings *s, const struct alint_option *option, const char *value,
                    struct alint_error *err) {
  if (value[0] == '\0')
    return empty(option, err);
  alint_strings_append(member(s, option), s->arena, value);
  return ALINT_OK;
}

static int set_word(struct alint_settings *s, const struct alint_option *option, const char *value,
                    struct alint_error *err) {
  (void)err;
  for (int i = 0; value[0] != '\0' && option->words[i]; i++) {
    if (strcmp(value, option->words[i]) == 0) {
      *(int *)member(s, option) = i;
      return ALINT_OK;
    }
  }
  return ALINT_EUSAGE;
}

static int find_writer(const struct alint_writer **out, const char *option, const char *name,
                       struct alint_error *err) {
  *out = alint_writer_find(name);
  if (*out)
    return ALINT_OK;
  char names[256] = "";
  size_t used = 0;
  for (const struct alint_writer *const *w = alint_writers; *w && used < sizeof names; w++) {
    int n = snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", (*w)->name);
    used += n > 0 ? (size_t)n : 0;
  }
  return alint_fail(err, ALINT_EUSAGE, "--%s: no format \"" SHOWN "\" (there are: %s)", option,
                    name, names);
}

static int set_json(struct alint_settings *s, const struct alint_option *option, const char *value,
                    struct alint_error *err) {
  (void)option;
  s->json = strcmp(value, "json") == 0;
  if (s->json || strcmp(value, "text") == 0)
    return ALINT_OK;
  return alint_fail(err, ALINT_EUSAGE, "--format: no format \"" SHOWN "\" (there are: text, json)",
                    value);
}

static int set_format(struct alint_settings *s, const struct alint_option *option,
                      const char *value, struct alint_error *err) {
  return find_writer(&s->format, option->name, value, err);
}

static int add_output(struct alint_settings *s, const struct alint_option *option,
                      const char *value, struct alint_error *err) {
  const char *equals = strchr(value, '=');
  if (!equals || equals[1] == '\0')
    return ALINT_EUSAGE;
  if (strcmp(equals + 1, "-") == 0)
    return alint_fail(err, ALINT_EUSAGE, "--output writes files: --format is for standard output");
  const char *name = alint_arena_copy(s->arena, value, (size_t)(equals - value));
  struct alint_output output = {.file = equals + 1};
  int status = find_writer(&output.writer, option->name, name, err);
  if (status != ALINT_OK)
    return status;
  for (size_t i = 0; i < s->output_count; i++) {
    if (strcmp(s->outputs[i].file, output.file) == 0)
      return alint_fail(err, ALINT_EUSAGE, "--output: two reports to one file, " SHOWN,
                        output.file);
  }
  s->outputs =
      alint_arena_grow(s->arena, s->outputs, s->output_count, &s->output_cap, sizeof *s->outputs);
  s->outputs[s->output_count++] = output;
  return ALINT_OK;
}

/* What fails the run is shown: without a word on --min-severity it follows
 * --fail-on down, and the two must not contradict each other. */
static int agree(struct alint_settings *s, struct alint_error *err) {
  if (s->options.min_severity <= s->options.fail_on || !s->fail_on_given)
    return ALINT_OK;
  if (s->min_severity_given)
    return alint_fail(err, ALINT_EUSAGE, "--min-severity %s would hide what --fail-on %s fails on",
                      alint_severity_name(s->options.min_severity),
                      alint_severity_name(s->options.fail_on));
  s->options.min_severity = s->options.fail_on;
  return ALINT_OK;
}

/* As a threshold there is one more, which stands above everything. */
static int set_severity(enum alint_severity *out, bool *given, const char *value,
                        enum alint_severity most) {
  enum alint_severity severity;
  if (!alint_severity_parse(&severity, value) || severity == ALINT_SEVERITY_NONE || severity > most)
    return ALINT_EUSAGE;
  *out = severity;
  *given = true;
  return ALINT_OK;
}

static int set_fail_on(struct alint_settings *s, const struct alint_option *option,
                       const char *value, struct alint_error *err) {
  (void)option;
  int status = set_severity(&s->options.fail_on, &s->fail_on_given, value, ALINT_SEVERITY_NEVER);
  return status == ALINT_OK ? agree(s, err) : status;
}

static int set_min_severity(struct alint_settings *s, const struct alint_option *option,
                            const char *value, struct alint_error *err) {
  (void)option;
  int status = set_severity(&s->options.min_severity, &s->min_severity_given, value,
                            ALINT_SEVERITY_CRITICAL);
  return status == ALINT_OK ? agree(s, err) : status;
}

static int set_jobs(struct alint_settings *s, const struct alint_option *option, const char *value,
                    struct alint_error *err) {
  enum { MAX_JOBS = 256 };
  (void)option;
  (void)err;
  size_t jobs = 0;
  for (size_t i = 0; i < 3 && value[i] >= '0' && value[i] <= '9'; i++)
    jobs = jobs * 10 + (size_t)(value[i] - '0');
  if (!alint_str_all_digits(alint_str(value)) || strlen(value) > 3 || jobs == 0 || jobs > MAX_JOBS)
    return ALINT_EUSAGE;
  s->jobs = jobs;
  return ALINT_OK;
}

static int add_trust(struct alint_settings *s, const struct alint_option *option, const char *value,
                     struct alint_error *err) {
  (void)err;
  (void)option;
  struct alint_str text = alint_str(value);
  size_t equals = alint_str_find(text, 0, '=');
  if (!is_account(alint_str_slice(text, 0, equals)))
    return ALINT_EUSAGE;
  const char *id = alint_arena_copy(s->arena, value, equals);
  s->trusted = alint_arena_grow(s->arena, s->trusted, s->options.trusted_count, &s->trusted_cap,
                                sizeof *s->trusted);
  bool named = equals + 1 < text.len;
  s->trusted[s->options.trusted_count++] =
      (struct alint_trusted_account){.id = id, .name = named ? value + equals + 1 : NULL};
  return ALINT_OK;
}

/* An id or the beginning of one that holds at least the letters. */
static int check_rule_prefix(const char *option, const char *prefix, struct alint_error *err) {
  struct alint_str wanted = alint_str(prefix);
  struct alint_suggestions near = alint_suggestions(prefix, 1);
  for (const struct alint_rule *const *rule = alint_rules; *rule; rule++) {
    if (wanted.len >= 2 && alint_str_starts(alint_str((*rule)->id), prefix))
      return ALINT_OK;
    alint_suggest(&near, (*rule)->id);
    alint_suggest_as(&near, (*rule)->name, (*rule)->id);
  }
  char suggestion[ALINT_SUGGESTION_TEXT];
  alint_suggestion_text(suggestion, &near, "");
  return alint_fail(err, ALINT_EUSAGE, "--%s: no rule \"" SHOWN "\"%s", option, prefix,
                    near.count > 0 ? suggestion : ": `assumelint rules` lists all");
}

static int add_rules(struct alint_settings *s, const struct alint_option *option, const char *value,
                     struct alint_error *err) {
  struct alint_str text = alint_str(value);
  for (size_t begin = 0; begin <= text.len;) {
    size_t end = alint_str_find(text, begin, ',');
    const char *item = alint_arena_copy(s->arena, value + begin, end - begin);
    int status = check_rule_prefix(option->name, item, err);
    if (status == ALINT_OK)
      alint_strings_append(member(s, option), s->arena, item);
    if (status != ALINT_OK)
      return status;
    begin = end + 1;
  }
  return ALINT_OK;
}

/* ---- The table ---------------------------------------------------------------- */

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
#define AT(name) .member = offsetof(struct alint_settings, name)

/* "" is what nobody can give. */
static const char *const colors[] = {[ALINT_COLOR_AUTO] = "auto",
                                     [ALINT_COLOR_ALWAYS] = "always",
                                     [ALINT_COLOR_NEVER] = "never",
                                     NULL};
static const char *const gains[] = {[ALINT_GAIN_NEVER] = "",
                                    [ALINT_GAIN_ANY] = "any",
                                    [ALINT_GAIN_EXTERNAL] = "external",
                                    [ALINT_GAIN_PUBLIC] = "public",
                                    NULL};
static const char *const verdicts[] = {[ALINT_EXPECT_NOTHING] = "",
                                       [ALINT_EXPECT_ALLOW] = "allow",
                                       [ALINT_EXPECT_DENY] = "deny",
                                       NULL};

const struct alint_option alint_option_table[] = {
    {"stdin-filename", "PATH", SCAN, ALINT_GROUP_INPUT, "the name that - is reported under",
     .set = set_text, AT(stdin_filename), .again = true},
    {"before", "OLD", SCAN, ALINT_GROUP_INPUT, "the template as it was: what is new is told apart",
     .set = set_text, AT(before)},
    {"role", "R", SIMULATE, ALINT_GROUP_INPUT, "the role: address, name, ARN or label",
     .set = set_text, AT(role)},
    {"principal", "P", SIMULATE, ALINT_GROUP_INPUT,
     "the caller: ARN, unique id, service:NAME or federated:PROVIDER", .set = set_text,
     AT(principal)},
    {"action", "A", SIMULATE, ALINT_GROUP_INPUT, "the call; default: what such a caller calls",
     .set = set_text, AT(action)},
    {"external-id", "X", SIMULATE, ALINT_GROUP_INPUT, "the external ID of the call",
     .set = set_text, AT(external_id)},
    {"context", "K=V", SIMULATE, ALINT_GROUP_INPUT,
     "a condition key of the call; given twice, it has two values", .set = add_text, AT(context),
     .check = is_pair, .takes = "KEY=VALUE, as in --context aws:SourceIp=203.0.113.7"},
    {"absent", "K", SIMULATE, ALINT_GROUP_INPUT, "a condition key the call does not have",
     .set = add_text, AT(absent), .check = is_key,
     .takes = "a condition key, as in --absent aws:SourceVpce"},
    {"param", "NAME=VALUE", SCAN | ACCESS, ALINT_GROUP_INPUT,
     "a CloudFormation parameter's value, or AWS::Region's and the like (repeatable)",
     .set = add_text, AT(params), .check = is_pair,
     .takes = "NAME=VALUE, as in --param Stage=prod"},
    {"parameters", "FILE", SCAN | ACCESS, ALINT_GROUP_INPUT,
     "a file of such values (repeatable: an environment each)", .set = add_text,
     AT(parameter_files)},
    {"source-root", "DIR", SCAN | ACCESS, ALINT_GROUP_INPUT,
     "where a plan's .tf files are: to read and point at", .set = set_text, AT(source_root),
     .again = true},
    {"lenient", NULL, SCAN, ALINT_GROUP_INPUT, "skip named files that are in none of our formats",
     AT(lenient)},
    {"no-config", NULL, SCAN | ACCESS, ALINT_GROUP_INPUT,
     "read no configuration file (there is none yet)", AT(no_config)},
    {"no-inline", NULL, SCAN, ALINT_GROUP_INPUT, "comments and metadata suppress nothing",
     AT(no_inline)},
    {"jobs", "N", SCAN, ALINT_GROUP_INPUT, "files read at a time; default: number of CPUs",
     .set = set_jobs, .takes = "a number from 1 to 256"},

    {"account", "ID", SCAN | ACCESS, ALINT_GROUP_JUDGE, "an account of your own (repeatable)",
     .set = add_text, AT(accounts), .check = is_account, .takes = "one account id of 12 digits"},
    {"trust", "ID[=NAME]", SCAN | WHO | DIFF, ALINT_GROUP_JUDGE,
     "an account that needs no external ID (repeatable)", .set = add_trust,
     .takes = "an account id of 12 digits and perhaps a name, as in --trust 111122223333=Backup"},
    {"org", "ID", SCAN | WHO | DIFF, ALINT_GROUP_JUDGE, "an organization of your own (repeatable)",
     .set = add_text, AT(orgs), .check = is_organization,
     .takes = "an organization id like o-a1b2c3d4e5"},
    {"select", "IDS", SCAN, ALINT_GROUP_JUDGE, "only these rules: ids or prefixes, AL201,AL3",
     .set = add_rules, AT(select)},
    {"ignore", "IDS", SCAN, ALINT_GROUP_JUDGE, "not these rules; the longest prefix wins",
     .set = add_rules, AT(ignore)},
    {"strict", NULL, SCAN, ALINT_GROUP_JUDGE, "what could not be decided (AL9) is high",
     AT(options.strict)},
    {"fail-on", "SEV", SCAN, ALINT_GROUP_JUDGE,
     "exit 1 at critical high medium (default) low info never", .set = set_fail_on,
     .takes = "critical, high, medium, low, info or never"},
    {"fail-on-new", NULL, SCAN, ALINT_GROUP_JUDGE, "exit 1 only for what the change introduces",
     AT(options.fail_on_new)},
    {"min-severity", "SEV", SCAN, ALINT_GROUP_JUDGE, "what is reported at all; default low",
     .set = set_min_severity, .takes = "critical, high, medium, low or info"},
    {"fail-on-gain", "WHOSE", DIFF, ALINT_GROUP_JUDGE,
     "exit 1 when any, external or public callers gain access", .set = set_word, AT(gain_gate),
     .words = gains, .takes = "any, external or public"},
    {"expect", "VERDICT", SIMULATE, ALINT_GROUP_JUDGE,
     "exit 1 unless the verdict is allow, or deny", .set = set_word, AT(expect), .words = verdicts,
     .takes = "allow or deny"},

    {"format", "FORMAT", SCAN, ALINT_GROUP_OUTPUT, "text (default), gcc, json or sarif",
     .set = set_format, .of_command = true},
    {"format", "FORMAT", RULES | ACCESS, ALINT_GROUP_OUTPUT, "text (default) or json",
     .set = set_json},
    {"accounts", NULL, WHO, ALINT_GROUP_OUTPUT,
     "every account seen, and a configuration to start from", AT(list_accounts)},
    {"output", "FORMAT=FILE", SCAN, ALINT_GROUP_OUTPUT, "a further report to a file (repeatable)",
     .set = add_output, .takes = "FORMAT=FILE, as in --output sarif=report.sarif",
     .of_command = true},
    {"show-suppressed", NULL, SCAN, ALINT_GROUP_OUTPUT, "print suppressed findings, marked as such",
     AT(options.show_suppressed)},
    {"color", "WHEN", SCAN | ACCESS, ALINT_GROUP_OUTPUT, "auto (default), always or never",
     .set = set_word, AT(color), .words = colors, .takes = "auto, always or never",
     .of_command = true},
    {"quiet", NULL, SCAN | ACCESS, ALINT_GROUP_OUTPUT, "no summary, no progress", AT(quiet)},
    {"help", NULL, EVERY, ALINT_GROUP_OUTPUT, "print this", AT(help), .letter = 'h',
     .of_command = true},
    {"version", NULL, EVERY, ALINT_GROUP_OVERVIEW, "print the version", AT(version), .letter = 'V',
     .of_command = true},
    {.name = NULL},
};

const struct alint_option *alint_option_find(enum alint_command command, struct alint_str name,
                                             bool letter) {
  for (const struct alint_option *o = alint_option_table; o->name; o++) {
    bool found = letter ? name.len == 1 && name.ptr[0] == o->letter : alint_str_is(name, o->name);
    if (found && (o->commands & 1u << command))
      return o;
  }
  return NULL;
}

int alint_option_apply(const struct alint_option *option, struct alint_settings *settings,
                       const char *value, struct alint_error *err) {
  if (!option->value) {
    *(bool *)member(settings, option) = true;
    return ALINT_OK;
  }
  bool good = !option->check || option->check(alint_str(value));
  int status = good ? option->set(settings, option, value, err) : ALINT_EUSAGE;
  if (status == ALINT_EUSAGE && option->takes) /* where the setter did not say more */
    alint_fail(err, status, "--%s takes %s, not \"" SHOWN "\"", option->name, option->takes, value);
  return status;
}

void alint_settings_begin(struct alint_settings *out, struct alint_arena *arena) {
  *out = (struct alint_settings){
      .arena = arena,
      .command = ALINT_COMMAND_SCAN,
      .options = {.min_severity = ALINT_SEVERITY_LOW, .fail_on = ALINT_SEVERITY_MEDIUM},
      .format = alint_writer_find("text"),
  };
}

void alint_settings_end(struct alint_settings *s) {
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
