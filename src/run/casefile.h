/* SPDX-License-Identifier: Apache-2.0
 *
 * Case files of `assumelint test`: requests with the verdicts they should get.
 *
 *   source: vendor.yaml            # optional, relative to the case file
 *   cases:
 *     - name: right external id
 *       role: VendorRole           # or policy: {Version: ...}
 *       role_arn: arn:aws:iam::111122223333:role/VendorRole
 *       request:
 *         principal: {AWS: arn:aws:iam::464622532012:user/app}
 *         action: sts:AssumeRole
 *         context: {"sts:ExternalId": "12345"}
 *       expect: allow
 */
#ifndef ALINT_RUN_CASEFILE_H
#define ALINT_RUN_CASEFILE_H

#include "assumelint/access.h"
#include "assumelint/node.h"
#include "assumelint/source.h"

/* One bit for each verdict that meets the case. */
struct alint_case_expect {
  const char *name; /* "deny" */
  unsigned verdicts;
};

struct alint_case {
  struct alint_str name;
  struct alint_span span;
  struct alint_str role;           /* empty: none is named */
  const struct alint_node *policy; /* NULL: the source's role is asked */
  /* Told by role_arn; NULL otherwise. */
  const struct alint_text *account, *partition;
  struct alint_request request; /* closed world, not yet complete */
  const struct alint_case_expect *expect;
  struct alint_error *error; /* the case cannot be run; NULL otherwise */
};

struct alint_casefile {
  struct alint_str source;       /* empty: there is none */
  struct alint_span source_span; /* of its name in the case file */
  struct alint_case *cases;
  size_t count;
};

/* Reads YAML or JSON. What is wrong with the file is an error; what is wrong
 * with one case is the case's own. */
int alint_casefile_read(struct alint_casefile *out, struct alint_arena *arena,
                        const struct alint_source *source, struct alint_error *err);

#endif
