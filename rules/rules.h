/* SPDX-License-Identifier: Apache-2.0
 *
 * What the rules share: drafts of findings and facts about policies.
 *
 * A check is given a draft that points at what it is about, and gives it a message
 * where something is wrong. A draft remembers that memory ran out, so that nobody
 * needs to look before the end.
 */
#ifndef ALINT_RULES_RULES_H
#define ALINT_RULES_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/principal.h"
#include "assumelint/rule.h"

/* ---- Drafts (draft.c) -------------------------------------------------------- */

struct alint_thing;

struct alint_draft {
  const struct alint_check *check;
  struct alint_finding finding;
  /* What it is about gives the fault that no check has given: the principal's canonical
   * text, the operator and the key, or the kind of oddity and its detail. */
  const struct alint_principal *principal;
  const struct alint_condition *condition;
  const struct alint_oddity *oddity;
  bool failed; /* out of memory */
};

/* About the trust policy as a whole. */
struct alint_draft alint_draft_trust(const struct alint_check *check);
/* About something beside the roles: for check_world. */
struct alint_draft alint_draft_world(const struct alint_check *check, struct alint_str address,
                                     struct alint_span span);
struct alint_draft alint_draft_statement(const struct alint_check *check,
                                         const struct alint_statement *statement);
/* About one value; `statement` may be NULL. */
struct alint_draft alint_draft_item(const struct alint_check *check,
                                    const struct alint_statement *statement,
                                    const struct alint_item *item);
/* At the key of the condition. */
struct alint_draft alint_draft_condition(const struct alint_check *check,
                                         const struct alint_statement *statement,
                                         const struct alint_condition *condition);
struct alint_draft alint_draft_principal(const struct alint_check *check,
                                         const struct alint_statement *statement,
                                         const struct alint_principal *principal);
struct alint_draft alint_draft_oddity(const struct alint_check *check,
                                      const struct alint_oddity *oddity);

/* Texts for messages, NUL-terminated: in double quotes, control characters
 * escaped, cut to 100 columns. Where the whole policy is sensitive, values are
 * not shown; names of elements, operators and keys are (alint_quote_name), and
 * principals of a well-known form too. */
const char *alint_quote(struct alint_draft *draft, struct alint_str value);
const char *alint_quote_text(struct alint_draft *draft, const struct alint_text *value);
const char *alint_quote_name(struct alint_draft *draft, struct alint_str name);
/* What a value depends on: "the parameter "Vendor"", or the name of the hole quoted. */
const char *alint_quote_hole(struct alint_draft *draft, const struct alint_hole *hole);
const char *alint_quote_principal(struct alint_draft *draft, const struct alint_identity *identity);

/* " (did you mean X?)"; nothing where NULL is near. */
const char *alint_did_you_mean(struct alint_draft *draft, const char *near);

void alint_draft_message(struct alint_draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void alint_draft_help(struct alint_draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The next step as a front end has it: an option to give, or a clause such as "scan
 * that template too", which becomes a sentence. Nothing where it is empty. */
void alint_draft_next_step(struct alint_draft *draft, struct alint_str give);
void alint_draft_fault(struct alint_draft *draft, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void alint_draft_pointer(struct alint_draft *draft, struct alint_str base, const char *suffix);
/* Another severity than the rule's, and why. */
void alint_draft_severity(struct alint_draft *draft, enum alint_severity severity, const char *why);
/* Points at a value or at a condition of the statement instead of at all of it. */
void alint_draft_at_item(struct alint_draft *draft, const struct alint_item *item);
void alint_draft_at_condition(struct alint_draft *draft, const struct alint_condition *condition);
/* Points at one more place; the message is a string literal or lives in the arena. */
void alint_draft_related(struct alint_draft *draft, struct alint_span span, const char *message);
/* The same for something of the input, which may stand in another file. */
void alint_draft_related_thing(struct alint_draft *draft, const struct alint_thing *thing,
                               const char *message);
/* Reports it and takes its words away: another finding about the same may follow. For
 * checks that have more than one finding, or that make drafts of their own. */
void alint_draft_send(struct alint_draft *draft);

/* ---- Roles ---------------------------------------------------------------------- */

/* Whether this is the first of the role's alternative policies: where a fault of
 * the role itself is reported. */
bool alint_is_first_trust(const struct alint_check *check);

/* ---- Names that are nearly right (near.c) --------------------------------------- */

/* The one of `names` that is the fewest slips of the keyboard away, if few
 * enough; NULL otherwise. A name in another case is the nearest of all. */
const char *alint_nearest(struct alint_str word, const char *const *names, size_t count);

/* ---- Actions (actions.c) ------------------------------------------------------------ */

/* Whether the statement's Action or NotAction covers an action such as
 * "sts:TagSession"; UNKNOWN where a hole decides. */
enum alint_tri alint_statement_covers(const struct alint_statement *statement, const char *action);

/* ---- What a change does to entities (fate.c) ------------------------------------------ */

const char *alint_thing_word(const struct alint_thing *thing); /* "user", "OIDC provider" */

enum alint_fate { ALINT_STAYS, ALINT_DELETED, ALINT_REPLACED };

/* Whom the principal of an Allow names and this change deletes or replaces; NULL: nobody.
 * `*next` takes its place. */
const struct alint_thing *alint_named_of_fate(const struct alint_draft *draft,
                                              const struct alint_identity *identity,
                                              enum alint_fate fate,
                                              const struct alint_thing **next);

/* The role that is checked, in the world before; NULL: it was not there. */
const struct alint_role *alint_role_before(const struct alint_check *check);

/* ---- Service principals (data_services.c) -------------------------------------------------- */

/* Sorted; without ".amazonaws.com". Not complete. */
extern const char *const alint_service_names[];
extern const size_t alint_service_name_count;

#endif
