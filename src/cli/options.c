/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of the command line.
 */
#include "cli/options.h"

#include <string.h>

#include "access/unsettled.h"
#include "cli/complain.h"

/* "`scan` and `who` have it", for an option that the command does not have. */
static size_t name_owners(char *out, size_t size, struct alint_str name) {
  size_t used = 0, owners = 0;
  out[0] = '\0';
  for (size_t c = 0; c < alint_command_count; c++) {
    if (!alint_option_find((enum alint_command)c, name, false) || used >= size)
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
  for (const struct alint_option *o = alint_option_table; o->name; o++) {
    if (o->commands & 1u << command)
      alint_suggest(&near, o->name);
  }
  char suggestion[ALINT_SUGGESTION_TEXT];
  alint_suggestion_text(suggestion, &near, "--");
  if (near.count == 0)
    return alint_fail(err, ALINT_EUSAGE, "unknown option %.*s: `assumelint help %s` lists them",
                      shown, typed, verb);
  return alint_fail(err, ALINT_EUSAGE, "unknown option %.*s%s", shown, typed, suggestion);
}

/* Reads the option at argv[*at], and its value when that is the next word. */
static int read_option(struct alint_settings *settings, int argc, char **argv, int *at,
                       struct alint_error *err) {
  const char *word = argv[*at];
  struct alint_str full = alint_str(word);
  bool letter = !alint_str_starts(full, "--");
  size_t equals = alint_str_find(full, 0, '=');
  const struct alint_option *option =
      alint_option_find(settings->command, alint_str_slice(full, letter ? 1 : 2, equals), letter);
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
  return alint_option_apply(option, settings, value, err);
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

int alint_settings_read(struct alint_settings *out, struct alint_arena *arena, int argc,
                        char **argv, struct alint_error *err) {
  alint_settings_begin(out, arena);
  out->listener = alint_stderr;
  read_command(out, argc > 1 ? argv[1] : NULL);
  bool options_ended = false;
  for (int i = out->command_given ? 2 : 1; i < argc; i++) {
    const char *word = argv[i];
    int status;
    if (!options_ended && strcmp(word, "--") == 0) {
      options_ended = true;
      continue;
    }
    if (options_ended || word[0] != '-' || word[1] == '\0') {
      alint_strings_append(&out->arguments, arena, word);
      status = ALINT_OK;
    } else
      status = read_option(out, argc, argv, &i, err);
    if (status != ALINT_OK)
      return status;
    if (out->help || out->version)
      return ALINT_OK;
  }
  alint_settings_end(out);
  return check_arguments(out, err);
}
