/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of options.
 */
#include "run/settings.h"

#include "run/option_values.h"

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

const struct alint_option alint_option_table[] = {
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
     .set = alint_set_format, .of_command = true},
    {"format", "FORMAT", RULES | ACCESS, ALINT_GROUP_OUTPUT, "text (default) or json",
     .set = alint_set_rules_format},
    {"accounts", NULL, WHO, ALINT_GROUP_OUTPUT,
     "every account seen, and a configuration to start from", FLAG(list_accounts)},
    {"output", "FORMAT=FILE", SCAN, ALINT_GROUP_OUTPUT, "a further report to a file (repeatable)",
     .set = alint_set_output, .of_command = true},
    {"show-suppressed", NULL, SCAN, ALINT_GROUP_OUTPUT, "print suppressed findings, marked as such",
     FLAG(options.show_suppressed)},
    {"color", "WHEN", SCAN | ACCESS, ALINT_GROUP_OUTPUT, "auto (default), always or never",
     .set = alint_set_color, .of_command = true},
    {"quiet", NULL, SCAN | ACCESS, ALINT_GROUP_OUTPUT, "no summary, no progress", FLAG(quiet)},
    {"help", NULL, EVERY, ALINT_GROUP_OUTPUT, "print this", FLAG(help), .letter = 'h',
     .of_command = true},
    {"version", NULL, EVERY, ALINT_GROUP_OVERVIEW, "print the version", FLAG(version),
     .letter = 'V', .of_command = true},
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
  if (option->set)
    return option->set(settings, value, err);
  *(bool *)((char *)settings + option->flag) = true;
  return ALINT_OK;
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
