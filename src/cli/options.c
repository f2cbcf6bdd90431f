/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of the command line.
 */
#include "cli/options.h"

#include <string.h>

#include "assumelint/buf.h"
#include "cli/commands.h"
#include "facts/unsettled.h"

/* Lists the commands that have the option: "`scan`, `who`". */
static size_t name_owners(char *out, size_t size, Str name) {
  size_t used = 0, owners = 0;
  out[0] = '\0';
  for (size_t c = 0; c < COMMAND_COUNT; c++) {
    if (!option_find((Command)c, name, false) || used >= size)
      continue;
    int n = snprintf(out + used, size - used, "%s`%s`", owners > 0 ? ", " : "",
                     command_name((Command)c));
    used += n > 0 ? (size_t)n : 0;
    owners++;
  }
  return owners;
}

/* `typed`: the word on the command line, with dashes and value. */
static int unknown_option(Command command, const char *typed, Error *err) {
  Str full = str_of(typed);
  size_t dashes = str_starts(full, "--") ? 2 : 1;
  size_t end = str_find(full, dashes, '=');
  int shown = (int)(end < 200 ? end : 200);
  const char *verb = command_name(command);
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

/* Reads the option at argv[*at], and the next word if that is its value. */
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

static int check_diff(const Settings *s, Error *err) {
  if (s->arguments.count != 1 && s->arguments.count != 2)
    return error_set(err, ERR_USAGE,
                     "`diff` takes a plan, which holds both worlds, or OLD and NEW: not %zu paths",
                     s->arguments.count);
  return count_stdin(s) > 1 ? error_set(err, ERR_USAGE, "OLD and NEW are both standard input") : OK;
}

static int check_simulate(const Settings *s, Error *err) {
  if (s->arguments.count != 1)
    return error_set(err, ERR_USAGE, "`simulate` takes one PATH, the input with the role, not %zu",
                     s->arguments.count);
  if (!s->principal)
    return error_set(err, ERR_USAGE,
                     "the caller is missing: add --principal arn:aws:iam::111122223333:user/app, "
                     "--principal service:lambda.amazonaws.com or the like");
  return OK;
}

static int check_arguments(const Settings *s, Error *err) {
  size_t count = s->arguments.count;
  if (s->command == COMMAND_SCAN)
    return check_scan(s, err);
  if (s->command == COMMAND_DIFF)
    return check_diff(s, err);
  if (s->command == COMMAND_SIMULATE)
    return check_simulate(s, err);
  if (s->command == COMMAND_WHO && count == 0)
    return error_set(err, ERR_USAGE,
                     "nothing to read: name files, folders, or - for standard input");
  if (s->command == COMMAND_TEST && count == 0)
    return error_set(err, ERR_USAGE, "no cases: name case files, or - for standard input");
  if (s->command == COMMAND_RULES && count > 0)
    return error_set(err, ERR_USAGE,
                     "`rules` takes no arguments: for one rule, run `assumelint explain %.100s`",
                     s->arguments.items[0]);
  if (s->command == COMMAND_EXPLAIN && count == 0)
    return error_set(err, ERR_USAGE,
                     "name a rule, as in `assumelint explain AL201` or `assumelint explain U3`: "
                     "`assumelint rules` lists all rules, U1 to U%d are unsettled points",
                     UNSETTLED_COUNT);
  if (s->command == COMMAND_HELP && count > 1)
    return error_set(err, ERR_USAGE, "`help` takes one command, not %zu", count);
  return OK;
}

int settings_read(Settings *out, Arena *arena, int argc, char **argv, Error *err) {
  settings_begin(out, arena);
  out->listener = cli_stderr;
  /* The first word is a command, or a path or option of scan. */
  out->command_given = argc > 1 && command_find(&out->command, argv[1]);
  bool options_ended = false;
  for (int i = out->command_given ? 2 : 1; i < argc && !out->help && !out->version; i++) {
    const char *word = argv[i];
    if (options_ended || word[0] != '-' || word[1] == '\0')
      strings_add(&out->arguments, arena, word);
    else if (strcmp(word, "--") == 0)
      options_ended = true;
    else if (read_option(out, argc, argv, &i, err) != OK)
      return err->status;
  }
  settings_end(out);
  return out->help || out->version ? OK : check_arguments(out, err);
}
