/* SPDX-License-Identifier: Apache-2.0
 *
 * AL621 character-not-allowed
 *
 * Characters outside the set of policyDocumentType.
 */
#include "rules/draft.h"

#include "assumelint/utf8.h"

static bool is_allowed(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xff);
}

/* Finds the first character that is not allowed. */
static bool find_in_str(uint32_t *out, Str s) {
  for (size_t at = 0; at < s.len;) {
    *out = utf8_next(s, &at);
    if (!is_allowed(*out))
      return true;
  }
  return false;
}

static bool find_in_text(uint32_t *out, const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (!text->pieces[i].hole && find_in_str(out, text->pieces[i].literal))
      return true;
  }
  return false;
}

/* `shown`: the value in quotes. */
static void report(Draft *draft, const char *shown, uint32_t c) {
  draft_fault(draft, "%s", shown);
  if (draft->check->trust->sensitive)
    draft_message(draft, "a value has a character that IAM does not accept in a policy");
  else
    draft_message(draft,
                  "%s has the character U+%04X: in a policy, IAM accepts only tab, line breaks "
                  "and U+0020 to U+00FF",
                  shown, (unsigned)c);
  draft_send(draft);
}

static void look_at_items(Draft *draft, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t c;
    if (!find_in_text(&c, items[i].text))
      continue;
    draft_at_item(draft, &items[i]);
    report(draft, draft_quote_text(draft, items[i].text), c);
  }
}

/* A Sid, an operator or a key. */
static void look_at_name(Draft *draft, Str name, Span span, Str pointer) {
  uint32_t c;
  if (!find_in_str(&c, name))
    return;
  draft->finding.span = span;
  draft->finding.pointer = pointer;
  report(draft, draft_quote(draft, name), c);
}

static void tell_condition(Draft *draft, const Condition *c) {
  look_at_name(draft, c->operator_name, c->operator_span, c->pointer);
  look_at_name(draft, c->key, c->key_span, c->pointer);
  look_at_items(draft, c->values, c->value_count);
}

static void look_at_principals(Draft *draft, const Principal *principals, size_t count) {
  for (size_t i = 0; i < count; i++)
    look_at_items(draft, &principals[i].value, 1);
}

static void tell(Draft *draft, const Statement *s) {
  look_at_name(draft, s->sid, s->sid_span, s->pointer);
  look_at_principals(draft, s->principals, s->principal_count);
  look_at_principals(draft, s->not_principals, s->not_principal_count);
  look_at_items(draft, s->actions, s->action_count);
  look_at_items(draft, s->not_actions, s->not_action_count);
}

const RuleChecks rule_al621 = {.statement = tell, .condition = tell_condition};
