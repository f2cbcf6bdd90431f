/* SPDX-License-Identifier: Apache-2.0
 *
 * AL612 unknown-operator
 *
 * Names of operators. Their letter case is not judged: it is not documented whether IAM minds.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/operators.h"
#include "rules/rules.h"

enum { MAX_OPERATORS = 32 };

static const char *const set_names[] = {"ForAllValues", "ForAnyValue"};

/* Writes the name that was meant to `buf`; false: nothing is near enough. */
static bool suggest(Buf *buf, Str name) {
  const char *names[MAX_OPERATORS];
  size_t count = 0, colon = str_find(name, 0, ':');
  while (count < MAX_OPERATORS && (names[count] = operator_name(count)))
    count++;
  if (colon < name.len) {
    const char *set =
        nearest_name(str_slice(name, 0, colon), set_names, sizeof set_names / sizeof *set_names);
    if (!set)
      return false;
    buf_add(buf, set);
    buf_add_char(buf, ':');
    name = str_slice(name, colon + 1, name.len);
  }
  bool if_exists = str_ends(name, "IfExists");
  if (if_exists)
    name.len -= sizeof "IfExists" - 1;
  const char *base = nearest_name(name, names, count);
  if (!base)
    return false;
  buf_add(buf, base);
  if (if_exists && !str_is(str_of(base), "Null"))
    buf_add(buf, "IfExists");
  return true;
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
  Buf near = buf_in(draft->check->arena);
  bool found = suggest(&near, condition->operator_name);
  if (near.failed)
    out_of_memory();
  draft->finding.span = condition->operator_span;
  draft->finding.pointer = operator_pointer(condition->pointer);
  draft_fault(draft, "%.*s", STR_FMT(condition->operator_name));
  draft_message(draft, "%s is no condition operator%s: IAM refuses the policy",
                draft_quote_name(draft, condition->operator_name),
                rule_did_you_mean(draft, found ? near.ptr : NULL));
}

const RuleChecks rule_al612 = {.condition = tell};
