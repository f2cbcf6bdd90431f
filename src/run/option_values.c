/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of options. A value that is refused is told with what would do.
 */
#include "run/option_values.h"

#include <stdio.h>
#include <string.h>

#include "assumelint/arena.h"
#include "util/suggest.h"

/* How much of a refused value is repeated. */
#define SHOWN "%.100s"

int alint_strings_append(struct alint_strings *list, struct alint_arena *arena, const char *item,
                         struct alint_error *err) {
  return alint_strings_add(list, arena, item) == ALINT_OK ? ALINT_OK : alint_no_memory(err);
}

/* ---- Reports ----------------------------------------------------------- */

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

int alint_set_format(struct alint_settings *s, const char *value, struct alint_error *err) {
  return find_writer(&s->format, "format", value, err);
}

int alint_set_rules_format(struct alint_settings *s, const char *value, struct alint_error *err) {
  s->json = strcmp(value, "json") == 0;
  if (s->json || strcmp(value, "text") == 0)
    return ALINT_OK;
  return alint_fail(err, ALINT_EUSAGE, "--format: no format \"" SHOWN "\" (there are: text, json)",
                    value);
}

int alint_set_output(struct alint_settings *s, const char *value, struct alint_error *err) {
  const char *equals = strchr(value, '=');
  if (!equals || equals[1] == '\0')
    return alint_fail(err, ALINT_EUSAGE,
                      "--output takes FORMAT=FILE, as in --output sarif=report.sarif, not "
                      "\"" SHOWN "\"",
                      value);
  if (strcmp(equals + 1, "-") == 0)
    return alint_fail(err, ALINT_EUSAGE, "--output writes files: --format is for standard output");
  const char *name = alint_arena_copy(s->arena, value, (size_t)(equals - value));
  if (!name)
    return alint_no_memory(err);
  struct alint_output output = {.file = equals + 1};
  int status = find_writer(&output.writer, "output", name, err);
  if (status != ALINT_OK)
    return status;
  for (size_t i = 0; i < s->output_count; i++) {
    if (strcmp(s->outputs[i].file, output.file) == 0)
      return alint_fail(err, ALINT_EUSAGE, "--output: two reports to one file, " SHOWN,
                        output.file);
  }
  s->outputs =
      alint_arena_grow(s->arena, s->outputs, s->output_count, &s->output_cap, sizeof *s->outputs);
  if (!s->outputs)
    return alint_no_memory(err);
  s->outputs[s->output_count++] = output;
  return ALINT_OK;
}

int alint_set_color(struct alint_settings *s, const char *value, struct alint_error *err) {
  static const struct {
    const char *name;
    enum alint_color color;
  } words[] = {
      {"auto", ALINT_COLOR_AUTO}, {"always", ALINT_COLOR_ALWAYS}, {"never", ALINT_COLOR_NEVER}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(value, words[i].name) == 0) {
      s->color = words[i].color;
      return ALINT_OK;
    }
  }
  return alint_fail(err, ALINT_EUSAGE, "--color takes auto, always or never, not \"" SHOWN "\"",
                    value);
}

/* ---- Severities -------------------------------------------------------- */

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

int alint_set_fail_on(struct alint_settings *s, const char *value, struct alint_error *err) {
  enum alint_severity severity;
  if (!alint_severity_parse(&severity, value) || severity == ALINT_SEVERITY_NONE)
    return alint_fail(err, ALINT_EUSAGE,
                      "--fail-on takes critical, high, medium, low, info or never, not "
                      "\"" SHOWN "\"",
                      value);
  s->options.fail_on = severity;
  s->fail_on_given = true;
  return agree(s, err);
}

int alint_set_min_severity(struct alint_settings *s, const char *value, struct alint_error *err) {
  enum alint_severity severity;
  if (!alint_severity_parse(&severity, value) || severity == ALINT_SEVERITY_NONE ||
      severity == ALINT_SEVERITY_NEVER)
    return alint_fail(err, ALINT_EUSAGE,
                      "--min-severity takes critical, high, medium, low or info, not \"" SHOWN "\"",
                      value);
  s->options.min_severity = severity;
  s->min_severity_given = true;
  return agree(s, err);
}

/* ---- Inputs ------------------------------------------------------------ */

int alint_set_stdin_filename(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (value[0] == '\0')
    return alint_fail(err, ALINT_EUSAGE, "--stdin-filename: the name is empty");
  s->stdin_filename = value;
  return ALINT_OK;
}

int alint_set_source_root(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (value[0] == '\0')
    return alint_fail(err, ALINT_EUSAGE, "--source-root needs a folder, as in --source-root .");
  s->source_root = value;
  return ALINT_OK;
}

int alint_set_before(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (s->before)
    return alint_fail(err, ALINT_EUSAGE, "--before is given twice");
  if (value[0] == '\0')
    return alint_fail(err, ALINT_EUSAGE, "--before: the name of the file is empty");
  s->before = value;
  return ALINT_OK;
}

int alint_set_param(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (value[0] == '=' || !strchr(value, '='))
    return alint_fail(err, ALINT_EUSAGE,
                      "--param takes NAME=VALUE, as in --param Stage=prod, not \"" SHOWN "\"",
                      value);
  return alint_strings_append(&s->params, s->arena, value, err);
}

int alint_set_parameters(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (value[0] == '\0')
    return alint_fail(err, ALINT_EUSAGE, "--parameters: the name of the file is empty");
  return alint_strings_append(&s->parameter_files, s->arena, value, err);
}

int alint_set_jobs(struct alint_settings *s, const char *value, struct alint_error *err) {
  enum { MAX_JOBS = 256 };
  struct alint_str text = alint_str(value);
  size_t jobs = 0;
  if (alint_str_all_digits(text) && text.len <= 3) {
    for (size_t i = 0; i < text.len; i++)
      jobs = jobs * 10 + (size_t)(text.ptr[i] - '0');
  }
  if (jobs == 0 || jobs > MAX_JOBS)
    return alint_fail(err, ALINT_EUSAGE, "--jobs takes a number from 1 to %d, not \"" SHOWN "\"",
                      MAX_JOBS, value);
  s->jobs = jobs;
  return ALINT_OK;
}

/* ---- Accounts and organizations ---------------------------------------- */

static bool is_account(struct alint_str s) {
  return s.len == 12 && alint_str_all_digits(s);
}

int alint_set_account(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (!is_account(alint_str(value)))
    return alint_fail(err, ALINT_EUSAGE,
                      "--account takes one account id of 12 digits, not \"" SHOWN "\"", value);
  return alint_strings_append(&s->accounts, s->arena, value, err);
}

int alint_set_trust(struct alint_settings *s, const char *value, struct alint_error *err) {
  struct alint_str text = alint_str(value);
  size_t equals = alint_str_find(text, 0, '=');
  if (!is_account(alint_str_slice(text, 0, equals)))
    return alint_fail(err, ALINT_EUSAGE,
                      "--trust takes an account id of 12 digits and perhaps a name, as in "
                      "--trust 111122223333=Backup, not \"" SHOWN "\"",
                      value);
  const char *id = alint_arena_copy(s->arena, value, equals);
  struct alint_trusted_account *grown = alint_arena_grow(
      s->arena, s->trusted, s->options.trusted_count, &s->trusted_cap, sizeof *s->trusted);
  if (!id || !grown)
    return alint_no_memory(err);
  s->trusted = grown;
  bool named = equals + 1 < text.len;
  s->trusted[s->options.trusted_count++] =
      (struct alint_trusted_account){.id = id, .name = named ? value + equals + 1 : NULL};
  return ALINT_OK;
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

int alint_set_org(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (!is_organization(alint_str(value)))
    return alint_fail(err, ALINT_EUSAGE,
                      "--org takes an organization id like o-a1b2c3d4e5, not \"" SHOWN "\"", value);
  return alint_strings_append(&s->orgs, s->arena, value, err);
}

/* ---- Rules ------------------------------------------------------------- */

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

static int add_rules(struct alint_settings *s, struct alint_strings *list, const char *option,
                     const char *value, struct alint_error *err) {
  struct alint_str text = alint_str(value);
  for (size_t begin = 0; begin <= text.len;) {
    size_t end = alint_str_find(text, begin, ',');
    const char *item = alint_arena_copy(s->arena, value + begin, end - begin);
    if (!item)
      return alint_no_memory(err);
    int status = check_rule_prefix(option, item, err);
    if (status == ALINT_OK)
      status = alint_strings_append(list, s->arena, item, err);
    if (status != ALINT_OK)
      return status;
    begin = end + 1;
  }
  return ALINT_OK;
}

int alint_set_select(struct alint_settings *s, const char *value, struct alint_error *err) {
  return add_rules(s, &s->select, "select", value, err);
}

int alint_set_ignore(struct alint_settings *s, const char *value, struct alint_error *err) {
  return add_rules(s, &s->ignore, "ignore", value, err);
}
