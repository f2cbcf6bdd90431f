/* SPDX-License-Identifier: Apache-2.0
 *
 * AL621 character-not-allowed
 *
 * The character set of policyDocumentType.
 */
#include "rules/rules.h"

#include "assumelint/utf8.h"

static bool is_allowed(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xff);
}

/* The first character that is not; 0 where all are. */
static uint32_t find_in_str(Str s, bool *found) {
  for (size_t at = 0; at < s.len;) {
    uint32_t c = utf8_next(s, &at);
    if (!is_allowed(c)) {
      *found = true;
      return c;
    }
  }
  return 0;
}

static uint32_t find_in_text(const Text *text, bool *found) {
  uint32_t c = 0;
  for (size_t i = 0; !*found && i < text->count; i++) {
    if (!text->pieces[i].hole)
      c = find_in_str(text->pieces[i].literal, found);
  }
  return c;
}

/* `shown`: the value in quotes; points where the draft does. */
static void report(Draft *draft, const char *shown, uint32_t c) {
  draft_fault(draft, "%s", shown);
  if (draft->check->trust->sensitive)
    draft_message(draft, "a value has a character that IAM does not accept in a policy");
  else
    draft_message(draft,
                  "%s has the character U+%04X: IAM accepts tab, line breaks and U+0020 to "
                  "U+00FF in a policy",
                  shown, (unsigned)c);
  draft_send(draft);
}

static void look_at_items(Draft *draft, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bool found = false;
    uint32_t c = find_in_text(items[i].text, &found);
    if (!found)
      continue;
    draft_at_item(draft, &items[i]);
    report(draft, draft_quote_text(draft, items[i].text), c);
  }
}

/* A Sid, an operator or a key. */
static void look_at_name(Draft *draft, Str name, Span span, Str pointer) {
  bool found = false;
  uint32_t c = find_in_str(name, &found);
  if (!found)
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
