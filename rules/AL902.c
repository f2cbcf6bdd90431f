/* SPDX-License-Identifier: Apache-2.0
 *
 * AL902 value-not-known
 *
 * Holes that decide. An own account or partition that is not known is no such hole. What is
 * certain already is not reported again.
 */
#include "risk.h"

#include "access/operators.h"

static bool has_hole(const struct alint_text *text, const struct alint_hole *hole) {
  for (size_t i = 0; hole && i < text->count; i++) {
    if (text->pieces[i].hole && alint_hole_same(text->pieces[i].hole, hole))
      return true;
  }
  return false;
}

/* The value that the hole is in; NULL: it stands for something larger. */
static const struct alint_item *find_item(const struct alint_risk *risk) {
  const struct alint_statement *s = risk->statement;
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
static const struct alint_condition *find_opaque(const struct alint_risk *risk) {
  const struct alint_statement *s = risk->statement;
  for (size_t i = 0; s && s->opaque_hole == risk->hole && i < s->condition_count; i++) {
    if (s->conditions[i].opaque)
      return &s->conditions[i];
  }
  return NULL;
}

static struct alint_draft draft_at(const struct alint_check *at, const struct alint_risk *risk) {
  const struct alint_item *item = find_item(risk);
  const struct alint_condition *condition = find_opaque(risk);
  if (item)
    return alint_draft_item(at, risk->statement, item);
  struct alint_draft draft =
      risk->statement ? alint_draft_statement(at, risk->statement) : alint_draft_trust(at);
  if (condition)
    alint_draft_at_condition(&draft, condition);
  return draft;
}

/* The operator that compares with the item; false where the item stands in no condition. */
static bool operator_of(struct alint_operator *op, const struct alint_statement *s,
                        const struct alint_item *item) {
  for (size_t i = 0; s && i < s->condition_count; i++) {
    const struct alint_condition *condition = &s->conditions[i];
    for (size_t k = 0; k < condition->value_count; k++) {
      if (&condition->values[k] == item)
        return alint_operator_parse(op, condition->operator_name);
    }
  }
  return false;
}

/* Whether the first hole is in the name of a policy variable: "${aws:PrincipalTag/${x}}". */
static bool names_variable(const struct alint_text *text) {
  for (size_t i = 0; i < text->count && !text->pieces[i].hole; i++) {
    struct alint_str before = text->pieces[i].literal;
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
static const char *improbable(const struct alint_risk *risk, const struct alint_item *item) {
  struct alint_operator op;
  if (!item || (risk->principal && item == &risk->principal->value))
    return NULL;
  bool exact = operator_of(&op, risk->statement, item) && !op.negated &&
               (op.family == ALINT_OP_STRING || op.family == ALINT_OP_STRING_NOCASE);
  if (exact && risk->adversary == ALINT_FOREIGN_TENANT)
    return "only a subject that names no tenant would let others in";
  if (item->text->count > 1 && !names_variable(item->text))
    return "only a wildcard in the value would let others in";
  return NULL;
}

/* What to do where the front end does not say. */
static void help(struct alint_draft *draft, const struct alint_hole *hole) {
  if (hole && hole->sensitive)
    alint_draft_help(draft, "Look at the value where it is set: it is marked as sensitive. Take "
                            "the mark off if it is no secret.");
  else
    alint_draft_next_step(draft, draft->check->input->give);
  if (hole)
    alint_draft_next_step(draft, hole->give);
}

static void report(const struct alint_check *at, const struct alint_risk *risk) {
  struct alint_draft draft = draft_at(at, risk);
  const struct alint_hole *hole = risk->hole;
  draft.finding.principal = risk->principal;
  draft.finding.severity = risk->severity > ALINT_SEVERITY_LOW
                               ? (enum alint_severity)(risk->severity - 1)
                               : ALINT_SEVERITY_LOW;
  draft.finding.severity_reason = ALINT_STR("one level below the worst that the value could be");
  const char *reason = improbable(risk, find_item(risk));
  if (reason)
    alint_draft_severity(&draft, ALINT_SEVERITY_LOW, reason);
  bool named = hole && hole->name.len > 0;
  alint_draft_fault(&draft, "hole|%.*s",
                    ALINT_FMT(named ? alint_hole_canonical(at->arena, hole) : ALINT_STR("?")));
  alint_draft_message(&draft,
                      "whether %s may assume the role depends on %s, whose value is not "
                      "known",
                      risk->who, named ? alint_quote_hole(&draft, hole) : "a part of the policy");
  help(&draft, hole);
  alint_draft_send(&draft);
}

static int check(const struct alint_check *at) {
  struct alint_risks risks;
  alint_find_risks(&risks, at);
  for (size_t i = 0; i < risks.count; i++)
    report(at, &risks.items[i]);
  return ALINT_OK;
}

const struct alint_checks alint_al902 = {.check = check};
