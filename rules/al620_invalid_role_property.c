/* SPDX-License-Identifier: Apache-2.0
 *
 * AL620 invalid-role-property
 *
 * Limits of CreateRole, as far as the values are known.
 */
#include "rules.h"

enum {
  MIN_SESSION = 3600,
  MAX_SESSION = 43200,
  MAX_NAME = 64,
  MAX_PATH = 512,
};

/* Characters that are certainly there. */
static size_t least_length(const struct alint_text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++)
    n += text->pieces[i].hole ? 0 : text->pieces[i].literal.len;
  return n;
}

static bool is_name_char(char c) {
  char l = alint_lower(c);
  return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || alint_str_has(ALINT_STR("+=,.@_-"), c);
}

static const char *name_fault(const struct alint_text *name) {
  struct alint_str known;
  if (least_length(name) > MAX_NAME)
    return "has more than 64 characters";
  if (!alint_text_known(name, &known))
    return NULL;
  for (size_t i = 0; i < known.len; i++) {
    if (!is_name_char(known.ptr[i]))
      return "has characters other than letters, digits and +=,.@_-";
  }
  return NULL;
}

static const char *path_fault(const struct alint_text *path) {
  struct alint_str known;
  if (least_length(path) > MAX_PATH)
    return "has more than 512 characters";
  if (!alint_text_known(path, &known) || known.len == 0)
    return NULL;
  if (known.ptr[0] != '/' || known.ptr[known.len - 1] != '/')
    return "does not begin and end with /";
  for (size_t i = 0; i < known.len; i++) {
    if (known.ptr[i] < 0x21 || known.ptr[i] > 0x7e)
      return "has a blank or a character that is not ASCII";
  }
  return NULL;
}

static int report_text(const struct alint_check *at, struct alint_sink *sink, const char *property,
                       const struct alint_text *text, const char *fault) {
  if (!fault)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_trust(at);
  draft.finding.span = at->role->span;
  struct alint_str printed = alint_text_print(at->arena, text);
  alint_draft_fault(&draft, "%s", property);
  alint_draft_message(&draft, "the %s of the role, %s, %s: IAM refuses it", property,
                      alint_quote_name(&draft, printed), fault);
  return alint_draft_send(&draft, sink, &alint_rule_al620);
}

static int report_session(const struct alint_check *at, struct alint_sink *sink) {
  struct alint_draft draft = alint_draft_trust(at);
  draft.finding.span = at->role->span;
  alint_draft_fault(&draft, "session");
  alint_draft_message(&draft,
                      "the longest session of the role is %ld seconds, and IAM accepts %d to %d",
                      at->role->max_session, MIN_SESSION, MAX_SESSION);
  return alint_draft_send(&draft, sink, &alint_rule_al620);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_role *role = at->role;
  int status = ALINT_OK;
  if (!alint_is_first_trust(at))
    return ALINT_OK;
  if (role->max_session >= 0 &&
      (role->max_session < MIN_SESSION || role->max_session > MAX_SESSION))
    status = report_session(at, sink);
  if (status == ALINT_OK && role->name)
    status = report_text(at, sink, "name", role->name, name_fault(role->name));
  if (status == ALINT_OK && role->path)
    status = report_text(at, sink, "path", role->path, path_fault(role->path));
  return status;
}

static const char *const tags[] = {"role", NULL};
static const char *const sources[] = {
    ALINT_DOC_QUOTAS,
    ALINT_DOC_ROLE_API,
    NULL,
};

static const char bad[] = "Resources:\n"
                          "  Deploy:\n"
                          "    Type: AWS::IAM::Role\n"
                          "    Properties:\n"
                          "      MaxSessionDuration: 300\n"
                          "      AssumeRolePolicyDocument:\n"
                          "        Version: \"2012-10-17\"\n"
                          "        Statement:\n"
                          "          - Effect: Allow\n"
                          "            Principal: {Service: ec2.amazonaws.com}\n"
                          "            Action: sts:AssumeRole\n";

static const char good[] = "Resources:\n"
                           "  Deploy:\n"
                           "    Type: AWS::IAM::Role\n"
                           "    Properties:\n"
                           "      MaxSessionDuration: 3600\n"
                           "      AssumeRolePolicyDocument:\n"
                           "        Version: \"2012-10-17\"\n"
                           "        Statement:\n"
                           "          - Effect: Allow\n"
                           "            Principal: {Service: ec2.amazonaws.com}\n"
                           "            Action: sts:AssumeRole\n";

const struct alint_rule alint_rule_al620 = {
    .id = "AL620",
    .name = "invalid-role-property",
    .title = "A property of the role is outside what IAM accepts",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "MaxSessionDuration is outside 3600 to 43200 seconds, or the name or path of "
                    "the role is too long or has characters that IAM does not accept there.",
            .why = "CreateRole answers with a validation error, and the role is not created.",
            .bad = bad,
            .good = good,
            .fix = "Sessions last one to twelve hours; names have 1 to 64 characters out of "
                   "letters, digits and +=,.@_-; paths begin and end with / and have at most 512 "
                   "characters.",
            .sources = sources,
        },
    .check = check,
};
