/* SPDX-License-Identifier: Apache-2.0
 *
 * What the rules share: drafts of findings and facts about policies.
 *
 * A check is given a draft that points at what it is about, and gives it a message
 * where something is wrong. A draft remembers that memory ran out, so that nobody
 * needs to look before the end.
 */
#ifndef ASSUMELINT_RULES_RULES_H
#define ASSUMELINT_RULES_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/principal.h"
#include "assumelint/rule.h"

/* ---- Drafts (draft.c) -------------------------------------------------------- */

typedef struct Resource Resource;

typedef struct Draft {
  const Check *check;
  Finding finding;
  /* What it is about gives the fault that no check has given: the principal's canonical
   * text, the operator and the key, or the kind of oddity and its detail. */
  const Principal *principal;
  const Condition *condition;
  const Malformation *malformation;
  bool failed; /* out of memory */
} Draft;

/* About the trust policy as a whole. */
Draft draft_trust(const Check *check);
/* About something beside the roles: for check_world. */
Draft draft_world(const Check *check, Str address, Span span);
Draft draft_statement(const Check *check, const Statement *statement);
/* About one value; `statement` may be NULL. */
Draft draft_item(const Check *check, const Statement *statement, const Item *item);
/* At the key of the condition. */
Draft draft_condition(const Check *check, const Statement *statement, const Condition *condition);
Draft draft_principal(const Check *check, const Statement *statement, const Principal *principal);
Draft draft_malformation(const Check *check, const Malformation *malformation);

/* Texts for messages, NUL-terminated: in double quotes, control characters
 * escaped, cut to 100 columns. Where the whole policy is sensitive, values are
 * not shown; names of elements, operators and keys are (draft_quote_name), and
 * principals of a well-known form too. */
const char *draft_quote(Draft *draft, Str value);
const char *draft_quote_text(Draft *draft, const Text *value);
const char *draft_quote_name(Draft *draft, Str name);
/* What a value depends on: "the parameter "Vendor"", or the name of the hole quoted. */
const char *draft_quote_hole(Draft *draft, const Hole *hole);
const char *draft_quote_principal(Draft *draft, const Identity *identity);

/* " (did you mean X?)"; nothing where NULL is near. */
const char *rule_did_you_mean(Draft *draft, const char *near);

void draft_message(Draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));
void draft_help(Draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The next step as a front end has it: an option to give, or a clause such as "scan
 * that template too", which becomes a sentence. Nothing where it is empty. */
void draft_next_step(Draft *draft, Str give);
void draft_fault(Draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));
void draft_pointer(Draft *draft, Str base, const char *suffix);
/* Another severity than the rule's, and why. */
void draft_severity(Draft *draft, Severity severity, const char *why);
/* Points at a value or at a condition of the statement instead of at all of it. */
void draft_at_item(Draft *draft, const Item *item);
void draft_at_condition(Draft *draft, const Condition *condition);
/* Points at one more place; the message is a string literal or lives in the arena. */
void draft_related(Draft *draft, Span span, const char *message);
/* The same for something of the input, which may stand in another file. */
void draft_related_resource(Draft *draft, const Resource *resource, const char *message);
/* Reports it and takes its words away: another finding about the same may follow. For
 * checks that have more than one finding, or that make drafts of their own. */
void draft_send(Draft *draft);

/* ---- Roles ---------------------------------------------------------------------- */

/* Whether this is the first of the role's alternative policies: where a fault of
 * the role itself is reported. */
bool rule_is_first_trust(const Check *check);

/* ---- Names that are nearly right (near.c) --------------------------------------- */

/* The one of `names` that is the fewest slips of the keyboard away, if few
 * enough; NULL otherwise. A name in another case is the nearest of all. */
const char *nearest_name(Str word, const char *const *names, size_t count);

/* ---- Actions (actions.c) ------------------------------------------------------------ */

/* Whether the statement's Action or NotAction covers an action such as
 * "sts:TagSession"; UNKNOWN where a hole decides. */
Tri statement_covers(const Statement *statement, const char *action);

/* ---- What a change does to entities (fate.c) ------------------------------------------ */

const char *resource_word(const Resource *resource); /* "user", "OIDC provider" */

typedef enum { AFTER_STAYS, AFTER_DELETED, AFTER_REPLACED } AfterChange;

/* Whom the principal of an Allow names and this change deletes or replaces; NULL: nobody.
 * `*next` takes its place. */
const Resource *rule_named_of_fate(const Draft *draft, const Identity *identity, AfterChange fate,
                                   const Resource **next);

/* The role that is checked, in the world before; NULL: it was not there. */
const Role *role_before(const Check *check);

#endif
