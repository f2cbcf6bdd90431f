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
  OptionGroup group;
  const char *title;
} groups[] = {
    {GROUP_INPUT, "Input"},
    {GROUP_JUDGE, "Judging"},
    {GROUP_OUTPUT, "Output"},
};

/* Two columns: "  -h, --name VALUE" and what it does. */
static void print_option(FILE *to, const CliOption *option) {
  enum { LEFT = 25 };
  char left[64], letter[8] = "";
  if (option->letter)
    snprintf(letter, sizeof letter, "-%c, ", option->letter);
  snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name, option->value ? " " : "",
           option->value ? option->value : "");
  fprintf(to, "%-*s", LEFT, left);
  size_t used = strlen(left) < LEFT ? LEFT : strlen(left);
  cli_wrap_rest(to, option->help, used, LEFT, TEXT_WIDTH);
}

static void print_options(FILE *to, Command command) {
  for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
    bool titled = false;
    for (const CliOption *o = option_table; o->name; o++) {
      if (o->group != groups[g].group || (o->commands & 1u << command) == 0)
        continue;
      if (!titled)
        fprintf(to, "\n%s:\n", groups[g].title);
      titled = true;
      print_option(to, o);
    }
  }
}

void print_command_help(FILE *to, Command command) {
  const CommandInfo *info = &cli_commands[command];
  fprintf(to, "Usage: assumelint %s\n\n%c%s.\n", info->usage,
          toupper((unsigned char)info->summary[0]), info->summary + 1);
  if (info->details)
    cli_wrap(to, info->details, 0, TEXT_WIDTH);
  print_options(to, command);
  if (info->done)
    fprintf(to, "\nExit status:\n  0  %s\n", info->done);
  if (info->fails)
    fprintf(to, "  1  %s\n", info->fails);
  if (info->done)
    fprintf(to, "  2  something could not be analysed\n");
  if (info->examples) {
    fprintf(to, "\nExamples:\n");
    print_indented(to, info->examples, 2);
  }
}

void print_overview(FILE *to) {
  fprintf(to, "Usage: assumelint [scan] [OPTIONS] PATH...\n"
              "       assumelint COMMAND [OPTIONS]...\n"
              "\n"
              "Finds who can assume your IAM roles and should not, in CloudFormation templates,\n"
              "Terraform plans and states, trust policies and AWS CLI output.\n"
              "\n"
              "Commands:\n");
  for (size_t i = 0; i < command_count; i++)
    fprintf(to, "  %-8s  %s\n", cli_commands[i].name, cli_commands[i].summary);
  fprintf(to, "\n"
              "Exit status:\n"
              "  0  nothing at or above --fail-on (default: medium)\n"
              "  1  findings at or above it\n"
              "  2  something could not be analysed\n"
              "\n"
              "`assumelint help COMMAND` lists its options, --version tells the version.\n"
              "A file that is called like a command is ./rules.\n");
}

int command_help(const Settings *settings) {
  Command command;
  const char *name = settings->arguments.count > 0 ? settings->arguments.items[0] : NULL;
  if (!name) {
    print_overview(stdout);
  } else if (command_find(&command, name)) {
    print_command_help(stdout, command);
  } else {
    Suggestions near = suggest_begin(name, 1);
    char suggestion[SUGGESTION_TEXT];
    cli_suggest_commands(&near);
    suggest_text(suggestion, &near, "");
    notice_send(&cli_stderr, "there is no command \"%.100s\"%s", name,
                near.count > 0 ? suggestion
                               : ": `assumelint explain` is for rules, `assumelint help` for the "
                                 "rest");
    return CLI_EXIT_FAILURE;
  }
  return cli_finish_stdout() ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}
