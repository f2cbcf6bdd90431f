/* SPDX-License-Identifier: Apache-2.0
 *
 * --help and `assumelint help`, made from the tables of commands and options.
 */
#include <ctype.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/wrap.h"

static const struct {
  enum alint_option_group group;
  const char *title;
} groups[] = {
    {ALINT_GROUP_INPUT, "Input"},
    {ALINT_GROUP_JUDGE, "Judging"},
    {ALINT_GROUP_OUTPUT, "Output"},
};

/* Two columns: "  -h, --name VALUE" and what it does. */
static void print_option(FILE *to, const struct alint_option *option) {
  enum { LEFT = 25 };
  char left[64], letter[8] = "";
  if (option->letter)
    snprintf(letter, sizeof letter, "-%c, ", option->letter);
  snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name, option->value ? " " : "",
           option->value ? option->value : "");
  fprintf(to, "%-*s", LEFT, left);
  size_t used = strlen(left) < LEFT ? LEFT : strlen(left);
  alint_wrap_rest(to, option->help, used, LEFT, ALINT_WIDTH);
}

static void print_options(FILE *to, enum alint_command command) {
  for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
    bool titled = false;
    for (const struct alint_option *o = alint_option_table; o->name; o++) {
      if (o->group != groups[g].group || (o->commands & 1u << command) == 0)
        continue;
      if (!titled)
        fprintf(to, "\n%s:\n", groups[g].title);
      titled = true;
      print_option(to, o);
    }
  }
}

void alint_print_command_help(FILE *to, enum alint_command command) {
  const struct alint_command_info *info = &alint_commands[command];
  fprintf(to, "Usage: assumelint %s\n\n%c%s.\n", info->usage,
          toupper((unsigned char)info->summary[0]), info->summary + 1);
  if (info->details)
    alint_wrap(to, info->details, 0, ALINT_WIDTH);
  print_options(to, command);
  if (info->done)
    fprintf(to, "\nExit status:\n  0  %s\n", info->done);
  if (info->fails)
    fprintf(to, "  1  %s\n", info->fails);
  if (info->done)
    fprintf(to, "  2  something could not be analysed\n");
  if (info->examples) {
    fprintf(to, "\nExamples:\n");
    alint_print_indented(to, info->examples, 2);
  }
}

void alint_print_overview(FILE *to) {
  fprintf(to, "Usage: assumelint [scan] [OPTIONS] PATH...\n"
              "       assumelint COMMAND [OPTIONS]...\n"
              "\n"
              "Finds who can assume your IAM roles and should not, in CloudFormation templates,\n"
              "Terraform plans and states, trust policies and AWS CLI output.\n"
              "\n"
              "Commands:\n");
  for (size_t i = 0; i < alint_command_count; i++)
    fprintf(to, "  %-8s  %s\n", alint_commands[i].name, alint_commands[i].summary);
  fprintf(to, "\n"
              "Exit status:\n"
              "  0  nothing at or above --fail-on (default: medium)\n"
              "  1  findings at or above it\n"
              "  2  something could not be analysed\n"
              "\n"
              "`assumelint help COMMAND` lists its options, --version tells the version.\n"
              "A file that is called like a command is ./rules.\n");
}

int alint_command_help(const struct alint_settings *settings) {
  enum alint_command command;
  const char *name = settings->arguments.count > 0 ? settings->arguments.items[0] : NULL;
  if (!name) {
    alint_print_overview(stdout);
  } else if (alint_command_find(&command, name)) {
    alint_print_command_help(stdout, command);
  } else {
    struct alint_suggestions near = alint_suggestions(name, 1);
    char suggestion[ALINT_SUGGESTION_TEXT];
    alint_suggest_commands(&near);
    alint_suggestion_text(suggestion, &near, "");
    alint_tell(&alint_stderr, "there is no command \"%.100s\"%s", name,
               near.count > 0 ? suggestion
                              : ": `assumelint explain` is for rules, `assumelint help` for the "
                                "rest");
    return ALINT_EXIT_FAILURE;
  }
  return alint_finish_stdout() ? ALINT_EXIT_OK : ALINT_EXIT_FAILURE;
}
