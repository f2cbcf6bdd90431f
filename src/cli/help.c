/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of commands, and --help from it and the table of options.
 */
#include <ctype.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/wrap.h"

struct command {
  const char *name;
  const char *usage; /* after "assumelint " */
  const char *summary;
  /* For --help of the command; NULL: nothing. */
  const char *details;
  const char *done, *fails; /* the meaning of exit status 0 and 1 */
  const char *examples;     /* whole lines */
};

static const struct command commands[COMMAND_COUNT] = {
    [COMMAND_SCAN] = {.name = "scan",
                      .usage = "[scan] [OPTIONS] PATH...",
                      .summary = "find unsafe trust (PATH: file, folder, or - for standard input)",
                      .done = "nothing at or above --fail-on",
                      .fails = "findings at or above it",
                      .examples =
                          "assumelint templates/\n"
                          "terraform show -json plan | assumelint --source-root . --fail-on-new -\n"
                          "assumelint --output sarif=trust.sarif --account 111122223333 cdk.out"},
    [COMMAND_WHO] = {.name = "who",
                     .usage = "who [OPTIONS] PATH...",
                     .summary = "who can assume each role, and how",
                     .done = "every input was read",
                     .examples = "assumelint who template.yaml\n"
                                 "assumelint who --accounts templates/"},
    [COMMAND_DIFF] =
        {.name = "diff",
         .usage = "diff [OPTIONS] PLAN | OLD NEW",
         .summary = "who gains and who loses access by a change",
         .details = "A PLAN or change set holds both worlds. OLD and NEW are anything that scan "
                    "reads.",
         .done = "compared; --fail-on-gain passes",
         .fails = "--fail-on-gain does not pass",
         .examples = "assumelint diff old.yaml new.yaml\n"
                     "assumelint diff --fail-on-gain external plan.json"},
    [COMMAND_SIMULATE] =
        {.name = "simulate",
         .usage = "simulate [OPTIONS] --principal P PATH",
         .summary = "replay one request against one role, and explain the verdict",
         .details = "What the request leaves out is unknown. If the verdict depends on it, it is "
                    "`unknown`.",
         .done = "there is a verdict; --expect is met",
         .fails = "--expect is not met",
         .examples = "assumelint simulate role.yaml --principal arn:aws:iam::464622532012:user/a\n"
                     "assumelint simulate role.yaml --principal service:lambda.amazonaws.com\n"
                     "assumelint simulate role.yaml --role Deploy \\\n"
                     "  --principal federated:token.actions.githubusercontent.com \\\n"
                     "  --context token.actions.githubusercontent.com:sub=repo:o/r:pull_request"},
    [COMMAND_TEST] = {.name = "test",
                      .usage = "test [OPTIONS] CASES...",
                      .summary = "run the requests of case files, compare verdicts",
                      .done = "all cases passed",
                      .fails = "some failed",
                      .examples = "assumelint test cases.yaml, with this in cases.yaml:\n"
                                  "\n"
                                  "  source: vendor.yaml\n"
                                  "  cases:\n"
                                  "    - name: the vendor, with our external ID\n"
                                  "      role: VendorRole\n"
                                  "      request:\n"
                                  "        principal: arn:aws:iam::464622532012:user/app\n"
                                  "        context: {\"sts:ExternalId\": \"12345\"}\n"
                                  "      expect: allow  # or deny, or unknown"},
    [COMMAND_RULES] = {.name = "rules",
                       .usage = "rules [OPTIONS]",
                       .summary = "list all rules",
                       .examples = "assumelint rules\n"
                                   "assumelint rules --format json | jq -r '.rules[].id'"},
    [COMMAND_EXPLAIN] = {.name = "explain",
                         .usage = "explain RULE...",
                         .summary = "one rule: what, why, bad and good example, how to fix",
                         .details = "RULE is an id or a name. U1, U2 and so on are points on "
                                    "which AWS's documentation does not say how IAM decides.",
                         .examples = "assumelint explain AL201\n"
                                     "assumelint explain oidc-tenant-missing U3"},
    [COMMAND_HELP] = {.name = "help",
                      .usage = "help [COMMAND]",
                      .summary = "the options of a command, with examples"},
};
const char *command_name(Command command) {
  return commands[command].name;
}

bool command_find(Command *out, const char *name) {
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(name, commands[i].name) == 0) {
      *out = (Command)i;
      return true;
    }
  }
  return false;
}

void command_suggest(char out[SUGGESTION_TEXT], const char *name) {
  Suggestions near = suggest_begin(name, 1);
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    suggest(&near, commands[i].name);
  suggest_text(out, &near, "");
}

/* ---- Help --------------------------------------------------------------------- */

static const char *const group_titles[GROUP_OVERVIEW] = {
    [GROUP_INPUT] = "Input", [GROUP_JUDGE] = "Judging", [GROUP_OUTPUT] = "Output"};

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

/* The table is sorted by group. */
static void print_options(FILE *to, Command command) {
  OptionGroup group = GROUP_OVERVIEW;
  for (const CliOption *o = option_table; o->name; o++) {
    if (o->group == GROUP_OVERVIEW || !(o->commands & 1u << command))
      continue;
    if (o->group != group)
      fprintf(to, "\n%s:\n", group_titles[o->group]);
    group = o->group;
    print_option(to, o);
  }
}

void command_print_help(FILE *to, Command command) {
  const struct command *info = &commands[command];
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
    cli_print_indented(to, info->examples, 2);
  }
}

void command_print_overview(FILE *to) {
  fprintf(to, "Usage: assumelint [scan] [OPTIONS] PATH...\n"
              "       assumelint COMMAND [OPTIONS]...\n"
              "\n"
              "Finds who can assume your IAM roles and should not, in CloudFormation templates,\n"
              "Terraform plans and states, trust policies and AWS CLI output.\n"
              "\n"
              "Commands:\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    fprintf(to, "  %-8s  %s\n", commands[i].name, commands[i].summary);
  fprintf(to, "\n"
              "Exit status:\n"
              "  0  nothing at or above --fail-on (default: medium)\n"
              "  1  findings at or above it\n"
              "  2  something could not be analysed\n"
              "\n"
              "`assumelint help COMMAND` lists its options, --version prints the version.\n"
              "For a file with the name of a command, write ./rules.\n");
}

int command_help(const Settings *settings, Error *err) {
  Command command;
  const char *name = settings->arguments.count > 0 ? settings->arguments.items[0] : NULL;
  if (!name) {
    command_print_overview(stdout);
  } else if (command_find(&command, name)) {
    command_print_help(stdout, command);
  } else {
    char suggestion[SUGGESTION_TEXT];
    command_suggest(suggestion, name);
    return error_set(err, ERR_USAGE, "there is no command \"%.100s\"%s", name,
                     suggestion[0] ? suggestion
                                   : ": `assumelint explain` is for rules, `assumelint help` for "
                                     "the rest");
  }
  return cli_finish_stdout() ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}
