/* SPDX-License-Identifier: Apache-2.0
 *
 * The rule interface.
 *
 * A rule is its checks, rules/ALnnn.c, its page, rules/ALnnn.md, and a line in rules/list, from
 * which the build makes a `Rule`. Checks are pure: model and ways in, findings out; no I/O, no
 * globals, no order. All documentation (`rules`, `explain`, SARIF, docs/rules.md) comes from the
 * page, and its examples run as tests.
 */
#ifndef ASSUMELINT_RULE_H
#define ASSUMELINT_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/access.h"
#include "assumelint/model.h"
#include "assumelint/resource_index.h"
#include "assumelint/severity.h"

typedef struct Options Options;
typedef struct Sink Sink;

/* What a check may look at. */
typedef struct Check {
  Arena *arena; /* for texts of findings */
  const Input *input;
  const World *world;
  const World *other; /* before the change where `world` is after it; NULL: there is none */
  /* Those of `world` and `other`. */
  const ResourceIndex *resources, *other_resources;
  bool is_after;
  const Role *role;   /* NULL for what was not read */
  const Trust *trust; /* likewise */
  const Ways *ways;   /* of this trust policy; NULL where it is not known */
  /* What the search for these left, for further searches in the policy; NULL without a
   * `trust`. */
  SearchBudget *budget;
  /* What the principals of the policy name: [statement][principal]. */
  const Identity *const *identities;
  const Options *options;
  Sink *sink; /* where findings go: the engine's */
} Check;

typedef struct Related {
  const Source *source; /* NULL: the input itself */
  Span span;
  Str message;
} Related;

/* What a check reports. What does not apply is zero. */
typedef struct Finding {
  Severity severity;   /* NONE: the rule's base severity */
  Str severity_reason; /* why it is not the base; may be empty */
  Str message;         /* one sentence that names what is wrong; no final period */
  Str help;            /* how to fix this case; empty: the rule's `fix` */
  Str address;         /* of what was not read */
  Span span;
  SourceSpan source_span;     /* of what was not read: instead of `span` */
  const Statement *statement; /* NULL: the document or the role */
  Str pointer;
  const Principal *principal; /* NULL: about none in particular */
  const Way *way;             /* the way in that the rule claims */
  const Attempt *attempt;     /* has the call that proves it;
                                              NULL where there is no proof */
  bool unfinished;            /* a search gave up: reported by the rule of RULE_UNFINISHED */
  /* What is wrong, canonically, for the fingerprint: the principal's canonical
   * text, or "operator|key|value". Never anything sensitive, no index. */
  Str fault;
  Related related[4];
  size_t related_count;
} Finding;

/* Hands a finding of the running rule to the engine, which copies the struct. What it points
 * to lives in `check->arena` or in the input. */
void rule_report_finding(const Check *check, const Finding *finding);

/* What a rule does, in rules/ALnnn.c. Each function is called with a draft that points at its
 * second parameter. A draft that gets a message is a finding, the others are dropped. */
typedef struct Draft Draft;
typedef struct RuleChecks {
  /* For each way in by which this adversary certainly gets in. INTENDED: by which the caller
   * whom the policy names may get in. */
  AdversaryId adversary;
  void (*way)(Draft *draft, const Way *way);
  /* Instead of `way`, for each way in. */
  void (*any_way)(Draft *draft, const Way *way);
  void (*principal)(Draft *draft, const Identity *identity);
  void (*condition)(Draft *draft, const Condition *condition);
  void (*statement)(Draft *draft, const Statement *statement);
  void (*malformation)(Draft *draft, const Malformation *malformation);
  void (*trust)(Draft *draft, const Trust *trust);
  /* For each role, whichever alternative its trust policy has. */
  void (*role)(Draft *draft, const Role *role);
  /* For each part of the input that was not read: not about a role. */
  void (*unread)(Draft *draft, const Unread *unread);
} RuleChecks;

typedef struct RuleHelp {
  const char *what; /* what the rule reports: one or two sentences */
  const char *why;  /* why it matters: the attack, or the deployment that fails */
  const char *bad;  /* an example with exactly this finding: a trust policy (JSON) or a template */
  const char *good; /* the same, corrected: no finding of this rule's family */
  const char *fix;  /* what to do: one or two sentences */
  const char *const *sources; /* URLs of AWS's documentation; ends with NULL */
} RuleHelp;

/* What the engine has to know of a rule. */
typedef enum {
  RULE_FAULT,      /* something is wrong */
  RULE_UNREADABLE, /* an input could not be read; the engine reports it */
  /* Something could not be judged. --strict makes these high, and a suppression has to name
   * their family. */
  RULE_UNDECIDED,
  RULE_UNFINISHED, /* because it was not looked at, or a limit was hit */
} RuleKind;

typedef struct Rule {
  const char *id;    /* "AL201" */
  const char *name;  /* "external-id-missing": names the bad thing */
  const char *title; /* "A third party may assume the role without an external ID" */
  Severity severity; /* base */
  Category category;
  RuleKind kind;
  /* One fault is one finding: of the rules that claim a way in, the one with the lowest number
   * keeps it, which is the one about the worst party. 0: claims none. */
  int precedence;
  /* Ids of rules; ends with NULL. Where one of them reports something at the same place, or
   * anywhere in the same statement, this rule is silent. NULL: it yields to none. */
  const char *const *yields_to;
  bool yields_in_statement;
  /* One level more on a role with administrator-like permissions: for rules about access from
   * outside. */
  bool raised_for_admin;
  const char *since;       /* version it came with */
  const char *const *tags; /* ends with NULL */
  RuleHelp help;
  const RuleChecks *checks; /* NULL: the engine reports it */
} Rule;

/* Whether the rule says that something could not be judged. */
bool rule_is_undecided(const Rule *rule);

/* Sorted by id; ends with NULL. */
extern const Rule *const rule_list[];
const Rule *rule_find(const char *id_or_name); /* NULL: no such rule */
const Rule *rule_of_kind(RuleKind kind);

/* Calls the checks of a rule for a trust policy of a role and everything in it; without a
 * `check->role`, for what was not read of the input. */
void rule_run_checks(const RuleChecks *checks, const Check *check);

#endif
