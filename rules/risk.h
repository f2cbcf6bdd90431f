/* SPDX-License-Identifier: Apache-2.0
 *
 * What could come of what is not known: how bad it would be if somebody got in,
 * and which unknown values of a policy decide whether somebody does.
 */
#ifndef ASSUMELINT_RULES_RISK_H
#define ASSUMELINT_RULES_RISK_H

#include "assumelint/limits.h"
#include "rules/ways.h"

/* Severity of the access rule that speaks (or would speak) of an adversary who
 * gets in by this way; NONE where none does. */
Severity rule_attempt_severity(const Way *way, size_t adversary);
/* The worst of those who certainly get in. */
Severity rule_certain_severity(const Way *way);

/* The worst that one hole could lead to, in one role. */
typedef struct Risk {
  const Hole *hole;  /* NULL: it has no name */
  Severity severity; /* of the finding it could become */
  const char *who;   /* "anybody with an AWS account" */
  size_t adversary;  /* who that is; ADVERSARY_INTENDED: nobody in particular */
  const Statement *statement;
  const Principal *principal;
} Risk;

/* Of more than the limit, the worst. */
typedef struct Risks {
  Risk items[MAX_RISKS];
  size_t count;
} Risks;

/* What is certain already is no risk any more; nor is an own account or partition
 * that is not known. */
void rule_find_risks(Risks *out, const Check *check);

#endif
