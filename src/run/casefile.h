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

typedef struct CaseExpectation {
  const char *name;  /* "deny" */
  unsigned verdicts; /* bit mask: 1u << VERDICT_... */
} CaseExpectation;

typedef struct TestCase {
  Str name;
  Span span;
  Str role;                        /* of the source; empty: its only one */
  const Node *policy;              /* instead of a role of the source; or NULL */
  const Text *account, *partition; /* from role_arn; or NULL */
  Request request;                 /* closed world, not yet complete */
  const CaseExpectation *expect;
  Error *error; /* why the case cannot be run; or NULL */
} TestCase;

typedef struct CaseFile {
  Str source; /* empty: there is none */
  TestCase *cases;
  size_t count;
} CaseFile;

/* Reads YAML or JSON. ERR_SYNTAX and the like if the file has no list of cases; an
 * error in one case is TestCase.error. */
int casefile_read(CaseFile *out, Arena *arena, const Source *source, Error *err);

#endif
