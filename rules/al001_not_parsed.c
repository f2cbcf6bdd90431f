/* SPDX-License-Identifier: Apache-2.0
 *
 * AL001 not-parsed
 *
 * An input of ours that could not be read. There is no model to look at, so the engine reports
 * this one itself, from the error of the input; the rule has the documentation.
 */
#include "rules.h"

static const char *const tags[] = {"input", NULL};
static const char *const sources[] = {
    ALINT_DOC_GRAMMAR,
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    }\n"
                          "  ]\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al001 = {
    .id = "AL001",
    .name = "not-parsed",
    .title = "A file of a format we know cannot be read",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The file is a template, a plan or a policy, and it cannot be read: its "
                    "syntax is broken, or it is larger or nested deeper than the reading limits "
                    "allow.",
            .why = "Nothing in the file was judged. A file that a gate could not read must not "
                   "pass it, so the exit status is 2 and this finding cannot be ignored.",
            .bad = bad,
            .good = good,
            .fix = "Do what the message says: mend the syntax at the position it gives, make the "
                   "file with the command it names, or see why the file cannot be opened.",
            .sources = sources,
        },
};
