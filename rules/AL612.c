/* SPDX-License-Identifier: Apache-2.0
 *
 * AL612 unknown-operator
 *
 * Names of operators. Their letter case is not judged: it is not documented whether IAM minds.
 */
#include "access/operators.h"
#include "assumelint/arena.h"
#include "rules.h"

enum { MAX_OPERATORS = 32 };

static const char *const set_names[] = {"ForAllValues", "ForAnyValue"};

/* Writes the name that was meant to `buf`; false: nothing is near enough. */
static bool suggest(struct alint_buf *buf, struct alint_str name) {
  const char *names[MAX_OPERATORS];
  size_t count = 0, colon = alint_str_find(name, 0, ':');
  while (count < MAX_OPERATORS && (names[count] = alint_operator_name(count)))
    count++;
  if (colon < name.len) {
    const char *set = alint_nearest(alint_str_slice(name, 0, colon), set_names,
                                    sizeof set_names / sizeof *set_names);
    if (!set)
      return false;
    alint_buf_add(buf, set);
    alint_buf_add_char(buf, ':');
    name = alint_str_slice(name, colon + 1, name.len);
  }
  bool if_exists = alint_str_ends(name, "IfExists");
  if (if_exists)
    name.len -= sizeof "IfExists" - 1;
  const char *base = alint_nearest(name, names, count);
  if (!base)
    return false;
  alint_buf_add(buf, base);
  if (if_exists && !alint_str_is(alint_str(base), "Null"))
    alint_buf_add(buf, "IfExists");
  return true;
}

/* The keys of one operator follow each other. */
static bool is_repeated(const struct alint_statement *statement,
                        const struct alint_condition *condition) {
  return condition > statement->conditions &&
         alint_str_eq(condition[-1].operator_name, condition->operator_name);
}

/* /Statement/0/Condition/StringEqual/aws:SourceAccount without its last part. */
static struct alint_str operator_pointer(struct alint_str pointer) {
  size_t len = pointer.len;
  while (len > 0 && pointer.ptr[len - 1] != '/')
    len--;
  return alint_str_slice(pointer, 0, len > 0 ? len - 1 : 0);
}

static void tell(struct alint_draft *draft, const struct alint_condition *condition) {
  const struct alint_statement *statement = draft->finding.statement;
  struct alint_operator parsed;
  if (alint_operator_parse(&parsed, condition->operator_name) || is_repeated(statement, condition))
    return;
  struct alint_buf near = alint_buf(draft->check->arena);
  bool found = suggest(&near, condition->operator_name);
  if (near.failed)
    alint_out_of_memory();
  draft->finding.span = condition->operator_span;
  draft->finding.pointer = operator_pointer(condition->pointer);
  alint_draft_fault(draft, "%.*s", ALINT_FMT(condition->operator_name));
  alint_draft_message(draft, "%s is no condition operator%s: IAM refuses the policy",
                      alint_quote_name(draft, condition->operator_name),
                      alint_did_you_mean(draft, found ? near.ptr : NULL));
}

const struct alint_checks alint_al612 = {.condition = tell};
