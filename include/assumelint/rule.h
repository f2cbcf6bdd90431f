/* SPDX-License-Identifier: Apache-2.0
 *
 * The rule interface.
 *
 * A rule is one file in rules/ with one `const struct alint_rule`, listed once
 * in rules/table.c. Its check is pure: model and ways in, findings out through
 * a sink; no I/O, no globals, no order of its own. All documentation (`rules`,
 * `explain`, SARIF, the README's table) comes from the struct, and its examples
 * are run as tests.
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
struct alint_rule;

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
  const struct alint_options *options;
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
  /* What is wrong, canonically, for the fingerprint: the principal's canonical
   * text, or "operator|key|value". Never anything sensitive, no index. */
  struct alint_str fault;
  struct alint_related related[4];
  size_t related_count;
};

/* Hands a finding to the engine, which copies the struct (not what it points
 * to: that lives in `check->arena` or the input). ALINT_OK or ALINT_ENOMEM. */
int alint_report_finding(struct alint_sink *sink, const struct alint_check *check,
                         const struct alint_rule *rule, const struct alint_finding *finding);

struct alint_rule_help {
  const char *what; /* what the rule finds: one or two sentences */
  const char *why;  /* why it matters: the attack, or the deployment that fails */
  const char *bad;  /* an example with exactly this finding: a trust policy (JSON) or a template */
  const char *good; /* the same, mended: no finding of this rule's family */
  const char *fix;  /* what to do: one or two sentences */
  const char *const *sources; /* addresses of AWS's documentation; ends with NULL */
};

struct alint_rule {
  const char *id;               /* "AL201" */
  const char *name;             /* "external-id-missing": names the bad thing */
  const char *title;            /* "A third party may assume the role without an external ID" */
  enum alint_severity severity; /* base */
  enum alint_category category;
  /* One fault is one finding: of the rules that claim a way in, the one with the
   * lowest number keeps it, so the worst party comes first. 0: claims none. */
  int precedence;
  /* One level more on a role with administrator-like permissions: for rules about
   * who is let in from outside. */
  bool raised_for_admin;
  const char *since;       /* version it came with */
  const char *const *tags; /* ends with NULL */
  struct alint_rule_help help;
  /* One of these three at least. Called for each trust policy of each role. */
  int (*check)(const struct alint_check *check, struct alint_sink *sink);
  /* For each way in of a trust policy. */
  int (*check_way)(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_way *way);
  /* Once for each world of each input. */
  int (*check_world)(const struct alint_check *check, struct alint_sink *sink);
};

/* Sorted by id; ends with NULL. */
extern const struct alint_rule *const alint_rules[];
const struct alint_rule *alint_rule_find(const char *id_or_name); /* NULL: no such rule */

#endif
