/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of commands: what each is called, takes, says by its exit status, and
 * examples of its use. --help and `assumelint help` are made from it.
 */
#include <string.h>

#include "cli/options.h"

const struct alint_command_info alint_commands[] = {
    [ALINT_COMMAND_SCAN] =
        {.name = "scan",
         .usage = "[scan] [OPTIONS] PATH...",
         .summary = "find unsafe trust (PATH: file, folder, or - for standard input)",
         .done = "nothing at or above --fail-on",
         .fails = "findings at or above it",
         .examples = "assumelint templates/\n"
                     "terraform show -json plan | assumelint --source-root . --fail-on-new -\n"
                     "assumelint --output sarif=trust.sarif --account 111122223333 cdk.out"},
    [ALINT_COMMAND_WHO] = {.name = "who",
                           .usage = "who [OPTIONS] PATH...",
                           .summary = "who can assume each role, and how",
                           .done = "every input was read",
                           .examples = "assumelint who template.yaml\n"
                                       "assumelint who --accounts templates/"},
    [ALINT_COMMAND_DIFF] =
        {.name = "diff",
         .usage = "diff [OPTIONS] PLAN | OLD NEW",
         .summary = "who gains and who loses access by a change",
         .details = "A PLAN or change set holds both worlds. OLD and NEW are anything that scan "
                    "reads.",
         .done = "compared; --fail-on-gain passes",
         .fails = "it does not",
         .examples = "assumelint diff old.yaml new.yaml\n"
                     "assumelint diff --fail-on-gain external plan.json"},
    [ALINT_COMMAND_SIMULATE] =
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
    [ALINT_COMMAND_TEST] = {.name = "test",
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
    [ALINT_COMMAND_RULES] = {.name = "rules",
                             .usage = "rules [OPTIONS]",
                             .summary = "list all rules",
                             .examples = "assumelint rules\n"
                                         "assumelint rules --format json | jq -r '.rules[].id'"},
    [ALINT_COMMAND_EXPLAIN] = {.name = "explain",
                               .usage = "explain RULE...",
                               .summary = "one rule: what, why, bad and good example, how to fix",
                               .details = "RULE is an id or a name. U1, U2 and so on are points on "
                                          "which AWS's documentation does not say how IAM decides.",
                               .examples = "assumelint explain AL201\n"
                                           "assumelint explain oidc-tenant-missing U3"},
    [ALINT_COMMAND_HELP] = {.name = "help",
                            .usage = "help [COMMAND]",
                            .summary = "the options of a command, with examples"},
};
const size_t alint_command_count = sizeof alint_commands / sizeof alint_commands[0];

bool alint_command_find(enum alint_command *out, const char *name) {
  for (size_t i = 0; i < alint_command_count; i++) {
    if (strcmp(name, alint_commands[i].name) == 0) {
      *out = (enum alint_command)i;
      return true;
    }
  }
  return false;
}

void alint_suggest_commands(struct alint_suggestions *near) {
  for (size_t i = 0; i < alint_command_count; i++)
    alint_suggest(near, alint_commands[i].name);
}
