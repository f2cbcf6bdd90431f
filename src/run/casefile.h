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
#ifndef ASSUMELINT_RUN_CASEFILE_H
#define ASSUMELINT_RUN_CASEFILE_H

#include "assumelint/access.h"
#include "assumelint/node.h"
#include "assumelint/source.h"

/* One bit for each verdict that meets the case. */
typedef struct CaseExpectation {
  const char *name; /* "deny" */
  unsigned verdicts;
} CaseExpectation;

typedef struct TestCase {
  Str name;
  Span span;
  Str role;           /* empty: none is named */
  const Node *policy; /* NULL: the source's role is asked */
  /* Told by role_arn; NULL otherwise. */
  const Text *account, *partition;
  Request request; /* closed world, not yet complete */
  const CaseExpectation *expect;
  Error *error; /* the case cannot be run; NULL otherwise */
} TestCase;

typedef struct CaseFile {
  Str source;       /* empty: there is none */
  Span source_span; /* of its name in the case file */
  TestCase *cases;
  size_t count;
} CaseFile;

/* Reads YAML or JSON. What is wrong with the file is an error; what is wrong
 * with one case is the case's own. */
int casefile_read(CaseFile *out, Arena *arena, const Source *source, Error *err);

#endif
