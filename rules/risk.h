/* SPDX-License-Identifier: Apache-2.0
 *
 * What could come of what is not known: how bad it would be if somebody got in,
 * and which unknown values of a policy decide whether somebody does.
 */
#ifndef ALINT_RULES_RISK_H
#define ALINT_RULES_RISK_H

#include "access.h"
#include "assumelint/limits.h"

/* Severity of the access rule that speaks (or would speak) of an adversary who
 * gets in by this way; NONE where none does. */
enum alint_severity alint_attempt_severity(const struct alint_way *way, size_t adversary);
/* The worst of those who certainly get in. */
enum alint_severity alint_certain_severity(const struct alint_way *way);

/* The worst that one hole could lead to, in one role. */
struct alint_risk {
  const struct alint_hole *hole; /* NULL: it has no name */
  enum alint_severity severity;  /* of the finding it could become */
  const char *who;               /* "anybody with an AWS account" */
  size_t adversary;              /* who that is; ALINT_INTENDED: nobody in particular */
  const struct alint_statement *statement;
  const struct alint_principal *principal;
};

/* Of more than the limit, the worst. */
struct alint_risks {
  struct alint_risk items[ALINT_MAX_RISKS];
  size_t count;
};

/* What is certain already is no risk any more; nor is an own account or partition
 * that is not known. */
void alint_find_risks(struct alint_risks *out, const struct alint_check *check);

#endif
