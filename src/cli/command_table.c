/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of commands: what each is called, takes, says by its exit status, and
 * examples of its use. --help and `assumelint help` are made from it.
 */
#include <string.h>

#include "cli/options.h"

const CommandInfo cli_commands[] = {
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
         .fails = "it does not",
         .examples = "assumelint diff old.yaml new.yaml\n"
                     "assumelint diff --fail-on-gain external plan.json"},
    [COMMAND_SIMULATE] =
        {.name = "simulate",
         .usage = "simulate [OPTIONS] --principal P PATH",
         .summary = "replay one request against one role, and explain the verdict",
         .details = "What the request does not tell is not known, and may decide: the verdict is "
                    "then `unknown`.",
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
const size_t command_count = sizeof cli_commands / sizeof cli_commands[0];

bool command_find(Command *out, const char *name) {
  for (size_t i = 0; i < command_count; i++) {
    if (strcmp(name, cli_commands[i].name) == 0) {
      *out = (Command)i;
      return true;
    }
  }
  return false;
}

void cli_suggest_commands(Suggestions *near) {
  for (size_t i = 0; i < command_count; i++)
    suggest(near, cli_commands[i].name);
}
