/* SPDX-License-Identifier: Apache-2.0
 *
 * ARN conditions: six components, split at the first five colons, each matched
 * as a glob of its own. ArnEquals and ArnLike are the same.
 *
 * Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
 */
#include "assumelint/arena.h"
#include "evaluate/evaluation.h"
#include "model/match.h"

enum { COMPONENTS = 6 };

static bool no_arn(size_t parts, const Text *const *components) {
  return parts < COMPONENTS ||
         (components[0]->count > 0 && !components[0]->pieces[0].hole &&
          !text_is(components[0], "arn") && !str_has(components[0]->pieces[0].literal, '*'));
}

/* U2: "*" is every ARN or none, whichever lets more callers in. */
static Tri star_matches(Evaluation *e, bool negated) {
  bool wide = eval_reading(e, U2_PATTERN_NOT_ARN);
  return (e->deny == negated) == wide ? TRI_YES : TRI_NO;
}

Tri eval_arn_match(Evaluation *e, const Text *pattern, const Text *value, bool negated) {
  const Text *wanted[COMPONENTS], *given[COMPONENTS];
  size_t wanted_count = text_split(e->arena, pattern, ':', wanted, COMPONENTS);
  size_t given_count = text_split(e->arena, value, ':', given, COMPONENTS);
  if (wanted_count == 0 || given_count == 0)
    out_of_memory();
  if (wanted_count < COMPONENTS && text_first_hole(pattern))
    return eval_unknown_hole(e, text_first_hole(pattern));
  if (given_count < COMPONENTS && text_first_hole(value))
    return eval_unknown_hole(e, text_first_hole(value));
  if (no_arn(given_count, given))
    return TRI_NO;
  if (no_arn(wanted_count, wanted))
    return text_is(pattern, "*") ? star_matches(e, negated) : TRI_NO;
  Tri out = TRI_YES;
  for (size_t i = 0; i < COMPONENTS; i++)
    out = tri_and(out, text_match(wanted[i], given[i], MATCH_GLOB));
  if (out == TRI_UNKNOWN) {
    const Hole *hole = text_first_hole(pattern);
    eval_unknown_hole(e, hole ? hole : text_first_hole(value));
  }
  return out;
}
