/* SPDX-License-Identifier: Apache-2.0
 *
 * AL601 policy-not-json
 *
 * The document as a whole. AL603 reports a statement that is not an object.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Malformation *malformation) {
  const char *what = NULL;
  if (malformation->kind == MALFORMED_NOT_JSON)
    what = "a string that is not JSON";
  else if (malformation->kind == MALFORMED_NOT_OBJECT && malformation->pointer.len == 0)
    what = "not a JSON object";
  if (what)
    draft_message(draft, "the trust policy is %s: IAM refuses it", what);
}

const RuleChecks rule_al601 = {.malformation = tell};
