/* SPDX-License-Identifier: Apache-2.0
 *
 * AL612 unknown-operator
 *
 * Names of condition operators. AWS does not document whether letter case counts, so it is not
 * judged.
 */
#include "facts/operators.h"
#include "rules/draft.h"

enum { MAX_OPERATORS = 32 };

static const char *const set_names[] = {"ForAllValues", "ForAnyValue"};

/* The nearest name of an operator, with set prefix and IfExists; NULL: none is near. */
static const char *nearest_operator(Arena *arena, Str name) {
  const char *names[MAX_OPERATORS];
  size_t count = 0, colon = str_find(name, 0, ':');
  const char *set = NULL;
  while (count < MAX_OPERATORS && (names[count] = operator_name(count)))
    count++;
  if (colon < name.len) {
    set = nearest_name(str_slice(name, 0, colon), set_names, sizeof set_names / sizeof *set_names);
    if (!set)
      return NULL;
    name = str_slice(name, colon + 1, name.len);
  }
  bool if_exists = str_ends(name, "IfExists");
  if (if_exists)
    name.len -= sizeof "IfExists" - 1;
  const char *base = nearest_name(name, names, count);
  if (!base)
    return NULL;
  bool keep_if_exists = if_exists && !str_is(str_of(base), "Null");
  return str_printf(arena, "%s%s%s%s", set ? set : "", set ? ":" : "", base,
                    keep_if_exists ? "IfExists" : "")
      .ptr;
}

/* The keys of one operator follow each other. */
static bool is_repeated(const Statement *statement, const Condition *condition) {
  return condition > statement->conditions &&
         str_eq(condition[-1].operator_name, condition->operator_name);
}

/* /Statement/0/Condition/StringEqual/aws:SourceAccount without its last part. */
static Str operator_pointer(Str pointer) {
  size_t len = pointer.len;
  while (len > 0 && pointer.ptr[len - 1] != '/')
    len--;
  return str_slice(pointer, 0, len > 0 ? len - 1 : 0);
}

static void tell(Draft *draft, const Condition *condition) {
  const Statement *statement = draft->finding.statement;
  Operator parsed;
  if (operator_parse(&parsed, condition->operator_name) || is_repeated(statement, condition))
    return;
  const char *near = nearest_operator(draft->check->arena, condition->operator_name);
  draft->finding.span = condition->operator_span;
  draft->finding.pointer = operator_pointer(condition->pointer);
  draft_fault(draft, "%.*s", STR_FMT(condition->operator_name));
  draft_message(draft, "%s is not a condition operator%s: IAM refuses the policy",
                draft_quote_name(draft, condition->operator_name), draft_did_you_mean(draft, near));
}

const RuleChecks rule_al612 = {.condition = tell};
