/* SPDX-License-Identifier: Apache-2.0
 *
 * --help, made from the tables of options.c.
 */
#include <string.h>

#include "cli/options.h"
#include "cli/wrap.h"

static const struct {
  enum alint_option_group group;
  const char *title;
} groups[] = {
    {ALINT_GROUP_INPUT, "Input"},
    {ALINT_GROUP_JUDGE, "Judging"},
    {ALINT_GROUP_OUTPUT, "Output"},
};

/* Two columns: "  --name VALUE" and what it does. */
static void print_option(FILE *to, const struct alint_option *option) {
  enum { LEFT = 25 };
  char left[64];
  snprintf(left, sizeof left, "  --%s%s%s", option->name, option->value ? " " : "",
           option->value ? option->value : "");
  fprintf(to, "%-*s", LEFT, left);
  size_t used = strlen(left) < LEFT ? LEFT : strlen(left);
  alint_wrap_rest(to, option->help, used, LEFT, ALINT_WIDTH);
}

void alint_print_command_help(FILE *to, enum alint_command command) {
  const struct alint_command_info *info = &alint_commands[command];
  fprintf(to, "Usage: assumelint %s\n", info->usage);
  fprintf(to, "%s: %s\n", info->name, info->summary);
  for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
    bool titled = false;
    for (const struct alint_option *o = alint_cli_options; o->name; o++) {
      if (o->group != groups[g].group || (o->commands & 1u << command) == 0)
        continue;
      if (!titled)
        fprintf(to, "%s:\n", groups[g].title);
      titled = true;
      print_option(to, o);
    }
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
              "`assumelint COMMAND --help` lists the options of a command, --version tells the\n"
              "version. A file that is called like a command is ./rules.\n");
}
