/* SPDX-License-Identifier: Apache-2.0
 *
 * AL601 policy-not-json
 *
 * The document as a whole: a statement that is no object is an element of the wrong type
 * (AL603).
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_oddity *oddity) {
  const char *what = NULL;
  if (oddity->kind == ALINT_ODD_NOT_JSON)
    what = "a string that is not JSON";
  else if (oddity->kind == ALINT_ODD_NOT_OBJECT && oddity->pointer.len == 0)
    what = "no JSON object";
  if (what)
    alint_draft_message(draft, "the trust policy is %s: IAM refuses it", what);
}

const struct alint_checks alint_al601 = {.oddity = tell};
