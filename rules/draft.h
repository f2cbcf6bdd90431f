/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts of findings.
 *
 * A check is given a draft that points at what the check is called for. It gives the draft a
 * message where something is wrong; a draft without a message is dropped.
 */
#ifndef ASSUMELINT_RULES_DRAFT_H
#define ASSUMELINT_RULES_DRAFT_H

#include <stddef.h>

#include "assumelint/rule.h"

typedef struct Draft {
  const Check *check;
  Finding finding;
  /* Where a check gives no fault, the one of these that is set does: the principal's canonical
   * text, the operator and the key, or the kind of malformation and its detail. */
  const Principal *principal;
  const Condition *condition;
  const Malformation *malformation;
} Draft;

/* ---- Where it points -------------------------------------------------------------- */

void draft_at_statement(Draft *draft, const Statement *statement);
void draft_at_principal(Draft *draft, const Statement *statement, const Principal *principal);
/* At the key of a condition, or at a value, of the statement that the draft is about. */
void draft_at_condition(Draft *draft, const Condition *condition);
void draft_at_item(Draft *draft, const Item *item);
/* One more location. The message is a string literal or lives in the arena. */
void draft_related(Draft *draft, Span span, const char *message);
/* The same for a resource of the input, which may be declared in another file. */
void draft_related_resource(Draft *draft, const Resource *resource, const char *message);

/* ---- Values in messages ------------------------------------------------------------- */

/* In double quotes, with control characters escaped, cut to 100 columns; NUL-terminated.
 * Where the whole policy is sensitive, values are hidden. Names of elements, operators and
 * keys (draft_quote_name) and principals of a well-known form are shown all the same. */
const char *draft_quote(Draft *draft, Str value);
const char *draft_quote_text(Draft *draft, const Text *value);
const char *draft_quote_name(Draft *draft, Str name);
const char *draft_quote_principal(Draft *draft, const Identity *identity);
/* What an unknown value depends on: "the parameter "Vendor"", or the name of the hole. */
const char *draft_quote_hole(Draft *draft, const Hole *hole);

/* The name in the list that is the fewest typing slips away; NULL when none is near. */
const char *nearest_name(Str word, const char *const *names, size_t count);
/* " (did you mean X?)"; empty for NULL. */
const char *draft_did_you_mean(Draft *draft, const char *near);

/* ---- Words -------------------------------------------------------------------------- */

void draft_message(Draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));
void draft_help(Draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Help from a front end: an option to give, or a clause such as "scan that template too",
 * which becomes a sentence. Nothing where it is empty. */
void draft_next_step(Draft *draft, Str give);
void draft_fault(Draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Another severity than the rule's, and why. */
void draft_severity(Draft *draft, Severity severity, const char *why);

/* Reports the finding if it has a message. Message, help and fault are empty then, so that a
 * check with several findings can go on with the next one. */
void draft_send(Draft *draft);

#endif
