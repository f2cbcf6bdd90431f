/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of the command line.
 */
#include "cli/options.h"

#include <string.h>

#include "cli/complain.h"
#include "facts/unsettled.h"

/* "`scan` and `who` have it", for an option that the command does not have. */
static size_t name_owners(char *out, size_t size, Str name) {
  size_t used = 0, owners = 0;
  out[0] = '\0';
  for (size_t c = 0; c < command_count; c++) {
    if (!option_find((Command)c, name, false) || used >= size)
      continue;
    int n =
        snprintf(out + used, size - used, "%s`%s`", owners > 0 ? ", " : "", cli_commands[c].name);
    used += n > 0 ? (size_t)n : 0;
    owners++;
  }
  return owners;
}

/* `typed` is as it stands on the command line, dashes and value included. */
static int unknown_option(Command command, const char *typed, Error *err) {
  Str full = str_of(typed);
  size_t dashes = str_starts(full, "--") ? 2 : 1;
  size_t end = str_find(full, dashes, '=');
  int shown = (int)(end < 200 ? end : 200);
  const char *verb = cli_commands[command].name;
  char owners[80], name[64] = "";
  size_t owner_count = name_owners(owners, sizeof owners, str_slice(full, dashes, end));
  if (owner_count > 0 && dashes == 2)
    return error_set(err, ERR_USAGE, "`%s` has no option %.*s: %s %s it", verb, shown, typed,
                     owners, owner_count == 1 ? "has" : "have");
  if (end - dashes < sizeof name)
    memcpy(name, typed + dashes, end - dashes);
  Suggestions near = suggest_begin(name, 1);
  for (const CliOption *o = option_table; o->name; o++) {
    if (o->commands & 1u << command)
      suggest(&near, o->name);
  }
  char suggestion[SUGGESTION_TEXT];
  suggest_text(suggestion, &near, "--");
  if (near.count == 0)
    return error_set(err, ERR_USAGE, "unknown option %.*s: `assumelint help %s` lists them", shown,
                     typed, verb);
  return error_set(err, ERR_USAGE, "unknown option %.*s%s", shown, typed, suggestion);
}

/* Reads the option at argv[*at], and its value when that is the next word. */
static int read_option(Settings *settings, int argc, char **argv, int *at, Error *err) {
  const char *word = argv[*at];
  Str full = str_of(word);
  bool letter = !str_starts(full, "--");
  size_t equals = str_find(full, 0, '=');
  const CliOption *option =
      option_find(settings->command, str_slice(full, letter ? 1 : 2, equals), letter);
  if (!option)
    return unknown_option(settings->command, word, err);
  const char *value = equals < full.len ? word + equals + 1 : NULL;
  if (!option->value && value)
    return error_set(err, ERR_USAGE, "--%s takes no value", option->name);
  if (option->value && !value) {
    if (*at + 1 >= argc)
      return error_set(err, ERR_USAGE, "--%s needs a value: --%s %s", option->name, option->name,
                       option->value);
    value = argv[++*at];
  }
  return option_apply(option, settings, value, err);
}

/* The first word names a command, or it is a path or an option of scan. */
static void read_command(Settings *settings, const char *word) {
  settings->command_given = word && command_find(&settings->command, word);
}

static int check_simulate(const Settings *s, Error *err) {
  if (s->arguments.count != 1)
    return error_set(err, ERR_USAGE, "`simulate` takes one PATH, with the role to ask: not %zu",
                     s->arguments.count);
  if (!s->principal)
    return error_set(err, ERR_USAGE,
                     "who calls? Say --principal arn:aws:iam::111122223333:user/app, "
                     "--principal service:lambda.amazonaws.com or the like");
  return OK;
}

static size_t count_stdin(const Settings *s) {
  size_t count = 0;
  for (size_t i = 0; i < s->arguments.count; i++)
    count += strcmp(s->arguments.items[i], "-") == 0;
  return count;
}

static int check_scan(const Settings *s, Error *err) {
  size_t from_stdin = count_stdin(s);
  if (s->arguments.count == 0)
    return error_set(err, ERR_USAGE,
                     "nothing to scan: name files, folders, or - for standard input, as in "
                     "`assumelint scan template.yaml` (see assumelint --help)");
  if (s->stdin_filename && from_stdin == 0)
    return error_set(err, ERR_USAGE, "--stdin-filename names standard input: add - as PATH");
  if (s->before && s->arguments.count > 1)
    return error_set(err, ERR_USAGE, "--before is for one template: there are %zu paths",
                     s->arguments.count);
  if (s->before && strcmp(s->before, "-") == 0 && from_stdin > 0)
    return error_set(err, ERR_USAGE, "--before and PATH are both standard input");
  return OK;
}

static int check_arguments(const Settings *s, Error *err) {
  switch (s->command) {
  case COMMAND_WHO:
    if (s->arguments.count == 0)
      return error_set(err, ERR_USAGE,
                       "nothing to read: name files, folders, or - for standard input");
    return OK;
  case COMMAND_DIFF:
    if (s->arguments.count != 1 && s->arguments.count != 2)
      return error_set(err, ERR_USAGE,
                       "`diff` takes a plan, which holds both worlds, or OLD and NEW: not %zu "
                       "paths",
                       s->arguments.count);
    if (count_stdin(s) > 1)
      return error_set(err, ERR_USAGE, "OLD and NEW are both standard input");
    return OK;
  case COMMAND_SIMULATE:
    return check_simulate(s, err);
  case COMMAND_TEST:
    if (s->arguments.count == 0)
      return error_set(err, ERR_USAGE, "no cases: name case files, or - for standard input");
    return OK;
  case COMMAND_SCAN:
    return check_scan(s, err);
  case COMMAND_RULES:
    if (s->arguments.count > 0)
      return error_set(err, ERR_USAGE,
                       "`rules` takes no arguments: for one rule say `assumelint explain %.100s`",
                       s->arguments.items[0]);
    return OK;
  case COMMAND_EXPLAIN:
    if (s->arguments.count == 0)
      return error_set(err, ERR_USAGE,
                       "which rule? Say `assumelint explain AL201` or `assumelint explain U3`: "
                       "`assumelint rules` lists all rules, U1 to U%d are unsettled points",
                       UNSETTLED_COUNT);
    return OK;
  case COMMAND_HELP:
    if (s->arguments.count > 1)
      return error_set(err, ERR_USAGE, "`help` takes one command, not %zu", s->arguments.count);
    return OK;
  }
  return error_set(err, ERR_INTERNAL, "no such command");
}

int settings_read(Settings *out, Arena *arena, int argc, char **argv, Error *err) {
  settings_begin(out, arena);
  out->listener = cli_stderr;
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
      strings_add(&out->arguments, arena, word);
      status = OK;
    } else
      status = read_option(out, argc, argv, &i, err);
    if (status != OK)
      return status;
    if (out->help || out->version)
      return OK;
  }
  settings_end(out);
  return check_arguments(out, err);
}
