/* SPDX-License-Identifier: Apache-2.0
 *
 * The rule interface.
 *
 * A rule is its checks, rules/ALnnn.c, its words, rules/ALnnn.md, and a line in
 * rules/list; the build makes a `struct alint_rule` of them. Checks are pure: model
 * and ways in, findings out; no I/O, no globals, no order of their own. All
 * documentation (`rules`, `explain`, SARIF, docs/rules.md) comes from the page, and
 * its examples are run as tests.
 */
#ifndef ASSUMELINT_RULE_H
#define ASSUMELINT_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/access.h"
#include "assumelint/model.h"
#include "assumelint/thing.h"

enum alint_severity {
  ALINT_SEVERITY_NONE, /* silent */
  ALINT_SEVERITY_INFO,
  ALINT_SEVERITY_LOW,
  ALINT_SEVERITY_MEDIUM,
  ALINT_SEVERITY_HIGH,
  ALINT_SEVERITY_CRITICAL,
  ALINT_SEVERITY_NEVER, /* as a threshold only: above everything */
};

enum alint_category {
  ALINT_EXPOSURE,      /* lets somebody in */
  ALINT_BREAKS_DEPLOY, /* IAM refuses it */
  ALINT_BREAKS_ACCESS, /* closes what was meant to be open */
  ALINT_HYGIENE,
};

const char *alint_severity_name(enum alint_severity severity); /* "critical" ... "never" */
bool alint_severity_parse(enum alint_severity *out, const char *name);
const char *
alint_category_name(enum alint_category category); /* "exposure", "breaks-deploy", ... */

struct alint_options;
struct alint_sink;

/* What a check may look at. */
struct alint_check {
  struct alint_arena *arena; /* for texts of findings */
  const struct alint_input *input;
  const struct alint_world *world;
  const struct alint_world *other; /* the world on the other side; NULL where there is none */
  /* What is in them, by name and by address. */
  const struct alint_things *things, *other_things;
  bool is_after;
  const struct alint_role *role;   /* NULL in check_world */
  const struct alint_trust *trust; /* likewise */
  const struct alint_ways *ways;   /* ways in of this trust policy; NULL where it is not known */
  /* Who the principals of the policy are: [statement][principal]. */
  const struct alint_identity *const *identities;
  const struct alint_options *options;
  struct alint_sink *sink; /* where findings go: the engine's */
};

struct alint_related {
  const struct alint_source *source; /* NULL: the input itself */
  struct alint_span span;
  struct alint_str message;
};

/* What a check reports. Fill what applies, leave the rest zero. */
struct alint_finding {
  enum alint_severity severity;     /* NONE: the rule's base severity */
  struct alint_str severity_reason; /* why it is not the base; may be empty */
  struct alint_str
      message;           /* one sentence: what is wrong, naming the thing; no final period needed */
  struct alint_str help; /* how to fix this very case; empty: the rule's `fix` */
  struct alint_str address; /* check_world only: what the finding is about */
  struct alint_span span;
  struct alint_place place;                /* check_world only: instead of `span` */
  const struct alint_statement *statement; /* NULL: the document or the role */
  struct alint_str pointer;
  const struct alint_principal *principal; /* the principal it is about, if one */
  const struct alint_way *way;             /* the way in it is about, and that its rule claims */
  const struct alint_attempt *attempt;     /* of that way: the adversary whose call is the proof;
                                              NULL where there is no proof */
  bool unfinished; /* says that a search gave up: the rule for that reports it */
  /* What is wrong, canonically, for the fingerprint: the principal's canonical
   * text, or "operator|key|value". Never anything sensitive, no index. */
  struct alint_str fault;
  struct alint_related related[4];
  size_t related_count;
};

/* Hands a finding of the rule that runs to the engine, which copies the struct (not what
 * it points to: that lives in `check->arena` or the input). ALINT_OK or ALINT_ENOMEM. */
int alint_report_finding(const struct alint_check *check, const struct alint_finding *finding);

/* What a rule does, in rules/ALnnn.c. Each of these is called for each thing that it is
 * about, with a draft that points there: one that gets a message is a finding, the others
 * are dropped. `check` and `check_world` send drafts of their own. */
struct alint_draft;
struct alint_checks {
  /* For each way in on which this adversary certainly gets in; INTENDED: on which whom the
   * policy names may get in. */
  enum alint_adversary_id adversary;
  void (*way)(struct alint_draft *draft, const struct alint_way *way);
  /* The same for every way in. */
  void (*any_way)(struct alint_draft *draft, const struct alint_way *way);
  void (*principal)(struct alint_draft *draft, const struct alint_identity *identity);
  void (*condition)(struct alint_draft *draft, const struct alint_condition *condition);
  void (*statement)(struct alint_draft *draft, const struct alint_statement *statement);
  void (*oddity)(struct alint_draft *draft, const struct alint_oddity *oddity);
  /* Once for each trust policy of each role. */
  int (*check)(const struct alint_check *check);
  /* Once for each world of each input. */
  void (*check_world)(const struct alint_check *check);
};

struct alint_rule_help {
  const char *what; /* what the rule finds: one or two sentences */
  const char *why;  /* why it matters: the attack, or the deployment that fails */
  const char *bad;  /* an example with exactly this finding: a trust policy (JSON) or a template */
  const char *good; /* the same, mended: no finding of this rule's family */
  const char *fix;  /* what to do: one or two sentences */
  const char *const *sources; /* addresses of AWS's documentation; ends with NULL */
};

/* What the engine has to know of a rule beside its words. */
enum alint_rule_kind {
  ALINT_RULE_FAULT,      /* says what is wrong */
  ALINT_RULE_UNREADABLE, /* says that an input could not be read: the engine reports it */
  /* These say that something could not be judged: --strict makes them high, and who
   * suppresses them has to name their family. */
  ALINT_RULE_UNDECIDED,
  ALINT_RULE_UNFINISHED, /* and that is what stands for all that nobody has looked at */
};

struct alint_rule {
  const char *id;               /* "AL201" */
  const char *name;             /* "external-id-missing": names the bad thing */
  const char *title;            /* "A third party may assume the role without an external ID" */
  enum alint_severity severity; /* base */
  enum alint_category category;
  enum alint_rule_kind kind;
  /* One fault is one finding: of the rules that claim a way in, the one with the
   * lowest number keeps it, so the worst party comes first. 0: claims none. */
  int precedence;
  /* Ids of rules; ends with NULL. Where one of them speaks, of the same place or anywhere
   * in the same statement, this rule is silent. NULL: it yields to none. */
  const char *const *yields_to;
  bool yields_in_statement;
  /* One level more on a role with administrator-like permissions: for rules about
   * who is let in from outside. */
  bool raised_for_admin;
  const char *since;       /* version it came with */
  const char *const *tags; /* ends with NULL */
  struct alint_rule_help help;
  const struct alint_checks *checks; /* NULL: the engine reports it */
};

/* Whether the rule says that something could not be judged. */
bool alint_rule_is_undecided(const struct alint_rule *rule);

/* Sorted by id; ends with NULL. */
extern const struct alint_rule *const alint_rules[];
const struct alint_rule *alint_rule_find(const char *id_or_name); /* NULL: no such rule */
const struct alint_rule *alint_rule_of_kind(enum alint_rule_kind kind);

/* Calls the checks of a rule for all that they are about: a trust policy of a role, or
 * the world where `check->role` is NULL. */
int alint_run_checks(const struct alint_checks *checks, const struct alint_check *check);

#endif
