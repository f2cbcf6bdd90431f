/* SPDX-License-Identifier: Apache-2.0
 *
 * AL621 character-not-allowed
 *
 * The character set of policyDocumentType.
 */
#include "rules.h"

static bool is_allowed(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xff);
}

/* The first character that is not; 0 where all are. */
static uint32_t find_in_str(struct alint_str s, bool *found) {
  for (size_t at = 0; at < s.len;) {
    uint32_t c = alint_utf8_next(s, &at);
    if (!is_allowed(c)) {
      *found = true;
      return c;
    }
  }
  return 0;
}

static uint32_t find_in_text(const struct alint_text *text, bool *found) {
  uint32_t c = 0;
  for (size_t i = 0; !*found && i < text->count; i++) {
    if (!text->pieces[i].hole)
      c = find_in_str(text->pieces[i].literal, found);
  }
  return c;
}

static int report(struct alint_draft *draft, struct alint_sink *sink, const char *shown,
                  uint32_t c) {
  alint_draft_fault(draft, "%s", shown);
  if (draft->check->trust->sensitive)
    alint_draft_message(draft, "a value has a character that IAM does not accept in a policy");
  else
    alint_draft_message(draft,
                        "%s has the character U+%04X: IAM accepts tab, line breaks and U+0020 to "
                        "U+00FF in a policy",
                        shown, (unsigned)c);
  return alint_draft_send(draft, sink, &alint_rule_al621);
}

static int look_at_items(const struct alint_check *at, struct alint_sink *sink,
                         const struct alint_statement *statement, const struct alint_item *items,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    bool found = false;
    uint32_t c = find_in_text(items[i].text, &found);
    if (!found)
      continue;
    struct alint_draft draft = alint_draft_item(at, statement, &items[i]);
    int status = report(&draft, sink, alint_quote_text(&draft, items[i].text), c);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

/* A Sid, an operator or a key. */
static int look_at_name(const struct alint_check *at, struct alint_sink *sink,
                        const struct alint_statement *statement, struct alint_str name,
                        struct alint_span span, struct alint_str pointer) {
  bool found = false;
  uint32_t c = find_in_str(name, &found);
  if (!found)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_statement(at, statement);
  draft.finding.span = span;
  draft.finding.pointer = pointer;
  return report(&draft, sink, alint_quote(&draft, name), c);
}

static int look_at_condition(const struct alint_check *at, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_condition *c) {
  int status = look_at_name(at, sink, statement, c->operator_name, c->operator_span, c->pointer);
  if (status == ALINT_OK)
    status = look_at_name(at, sink, statement, c->key, c->key_span, c->pointer);
  if (status == ALINT_OK)
    status = look_at_items(at, sink, statement, c->values, c->value_count);
  return status;
}

static int look_at_principals(const struct alint_check *at, struct alint_sink *sink,
                              const struct alint_statement *statement,
                              const struct alint_principal *principals, size_t count) {
  int status = ALINT_OK;
  for (size_t i = 0; status == ALINT_OK && i < count; i++)
    status = look_at_items(at, sink, statement, &principals[i].value, 1);
  return status;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_policy *policy = at->trust->policy;
  int status = ALINT_OK;
  for (size_t i = 0; status == ALINT_OK && i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    status = look_at_name(at, sink, s, s->sid, s->sid_span, s->pointer);
    if (status == ALINT_OK)
      status = look_at_principals(at, sink, s, s->principals, s->principal_count);
    if (status == ALINT_OK)
      status = look_at_principals(at, sink, s, s->not_principals, s->not_principal_count);
    if (status == ALINT_OK)
      status = look_at_items(at, sink, s, s->actions, s->action_count);
    if (status == ALINT_OK)
      status = look_at_items(at, sink, s, s->not_actions, s->not_action_count);
  }
  return status == ALINT_OK ? alint_each_condition(at, sink, look_at_condition) : status;
}

static const char *const tags[] = {"grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_ROLE_API,
    ALINT_DOC_QUOTAS,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Sid\": \"信頼\",\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Sid\": \"Trust\",\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al621 = {
    .id = "AL621",
    .name = "character-not-allowed",
    .title = "The policy has a character that IAM does not accept",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A string of the policy has a character other than tab, line breaks and "
                    "U+0020 to U+00FF: a full-width blank, a Sid in Japanese, typographic quotes.",
            .why = "IAM answers with a validation error of the whole policy document, and the "
                   "role is not created or not changed.",
            .bad = bad,
            .good = good,
            .fix = "Replace the character; the description of the role is a better place for "
                   "other scripts.",
            .sources = sources,
        },
    .check = check,
};
