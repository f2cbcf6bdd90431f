/* SPDX-License-Identifier: Apache-2.0
 *
 * AL902 value-not-known
 *
 * Holes that decide. An own account or partition that is not known is no such hole. What is
 * certain already is not reported again.
 */
#include "rules/risk.h"

#include "facts/operators.h"

static bool has_hole(const Text *text, const Hole *hole) {
  for (size_t i = 0; hole && i < text->count; i++) {
    if (text->pieces[i].hole && hole_same(text->pieces[i].hole, hole))
      return true;
  }
  return false;
}

/* The value that the hole is in; NULL: it stands for something larger. */
static const Item *find_item(const Risk *risk) {
  const Statement *s = risk->statement;
  if (risk->principal && has_hole(risk->principal->value.text, risk->hole))
    return &risk->principal->value;
  for (size_t i = 0; s && i < s->condition_count; i++) {
    for (size_t k = 0; k < s->conditions[i].value_count; k++) {
      if (has_hole(s->conditions[i].values[k].text, risk->hole))
        return &s->conditions[i].values[k];
    }
  }
  for (size_t i = 0; s && i < s->action_count; i++) {
    if (has_hole(s->actions[i].text, risk->hole))
      return &s->actions[i];
  }
  return NULL;
}

/* A condition whose values are not known at all. */
static const Condition *find_opaque(const Risk *risk) {
  const Statement *s = risk->statement;
  for (size_t i = 0; s && s->opaque_hole == risk->hole && i < s->condition_count; i++) {
    if (s->conditions[i].opaque)
      return &s->conditions[i];
  }
  return NULL;
}

static Draft draft_at(const Check *at, const Risk *risk) {
  const Item *item = find_item(risk);
  const Condition *condition = find_opaque(risk);
  if (item)
    return draft_item(at, risk->statement, item);
  Draft draft = risk->statement ? draft_statement(at, risk->statement) : draft_trust(at);
  if (condition)
    draft_at_condition(&draft, condition);
  return draft;
}

/* The operator that compares with the item; false where the item stands in no condition. */
static bool operator_of(Operator *op, const Statement *s, const Item *item) {
  for (size_t i = 0; s && i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    for (size_t k = 0; k < condition->value_count; k++) {
      if (&condition->values[k] == item)
        return operator_parse(op, condition->operator_name);
    }
  }
  return false;
}

/* Whether the first hole is in the name of a policy variable: "${aws:PrincipalTag/${x}}". */
static bool names_variable(const Text *text) {
  for (size_t i = 0; i < text->count && !text->pieces[i].hole; i++) {
    Str before = text->pieces[i].literal;
    size_t at = before.len;
    while (at > 0 && before.ptr[at - 1] != '}' && before.ptr[at - 1] != '{')
      at--;
    if (at > 1 && before.ptr[at - 1] == '{' && before.ptr[at - 2] == '$')
      return true;
  }
  return false;
}

/* What is improbable enough to be said in a low voice, as nobody gives such a value by
 * accident; NULL where nothing is: a wildcard inside a name, or a subject without tenant. */
static const char *improbable(const Risk *risk, const Item *item) {
  Operator op;
  if (!item || (risk->principal && item == &risk->principal->value))
    return NULL;
  bool exact = operator_of(&op, risk->statement, item) && !op.negated &&
               (op.family == OPERATOR_STRING || op.family == OPERATOR_STRING_NOCASE);
  if (exact && risk->adversary == ADVERSARY_FOREIGN_TENANT)
    return "only a subject that names no tenant would let others in";
  if (item->text->count > 1 && !names_variable(item->text))
    return "only a wildcard in the value would let others in";
  return NULL;
}

/* What to do where the front end does not say. */
static void help(Draft *draft, const Hole *hole) {
  if (hole && hole->sensitive)
    draft_help(draft, "Look at the value where it is set: it is marked as sensitive. Take "
                      "the mark off if it is no secret.");
  else
    draft_next_step(draft, draft->check->input->give);
  if (hole)
    draft_next_step(draft, hole->give);
}

static void report(const Check *at, const Risk *risk) {
  Draft draft = draft_at(at, risk);
  const Hole *hole = risk->hole;
  draft.finding.principal = risk->principal;
  draft.finding.severity =
      risk->severity > SEVERITY_LOW ? (Severity)(risk->severity - 1) : SEVERITY_LOW;
  draft.finding.severity_reason = STR("one level below the worst that the value could be");
  const char *reason = improbable(risk, find_item(risk));
  if (reason)
    draft_severity(&draft, SEVERITY_LOW, reason);
  bool named = hole && hole->name.len > 0;
  draft_fault(&draft, "hole|%.*s", STR_FMT(named ? hole_canonical(at->arena, hole) : STR("?")));
  draft_message(&draft,
                "whether %s may assume the role depends on %s, whose value is not "
                "known",
                risk->who, named ? draft_quote_hole(&draft, hole) : "a part of the policy");
  help(&draft, hole);
  draft_send(&draft);
}

static int check(const Check *at) {
  Risks risks;
  rule_find_risks(&risks, at);
  for (size_t i = 0; i < risks.count; i++)
    report(at, &risks.items[i]);
  return OK;
}

const RuleChecks rule_al902 = {.check = check};
