/* SPDX-License-Identifier: Apache-2.0
 *
 * ARN conditions: six components, split at the first five colons, each matched
 * as a glob of its own. ArnEquals and ArnLike are the same.
 *
 * Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
 */
#include "access/internal.h"
#include "assumelint/arena.h"
#include "model/match.h"

enum { COMPONENTS = 6 };

static bool no_arn(size_t parts, const struct alint_text *const *components) {
  return parts < COMPONENTS || (components[0]->count > 0 && !components[0]->pieces[0].hole &&
                                !alint_text_is(components[0], "arn") &&
                                !alint_str_has(components[0]->pieces[0].literal, '*'));
}

/* U2: "*" is every ARN or none, whichever lets more callers in. */
static enum alint_tri star_matches(struct alint_evaluation *e, bool negated) {
  bool wide = alint_reading(e, ALINT_U2_PATTERN_NOT_ARN);
  return (e->deny == negated) == wide ? ALINT_YES : ALINT_NO;
}

enum alint_tri alint_arn_match(struct alint_evaluation *e, const struct alint_text *pattern,
                               const struct alint_text *value, bool negated) {
  const struct alint_text *wanted[COMPONENTS], *given[COMPONENTS];
  size_t wanted_count = alint_text_split(e->arena, pattern, ':', wanted, COMPONENTS);
  size_t given_count = alint_text_split(e->arena, value, ':', given, COMPONENTS);
  if (wanted_count == 0 || given_count == 0)
    alint_out_of_memory();
  if (wanted_count < COMPONENTS && alint_text_first_hole(pattern))
    return alint_unknown_hole(e, alint_text_first_hole(pattern));
  if (given_count < COMPONENTS && alint_text_first_hole(value))
    return alint_unknown_hole(e, alint_text_first_hole(value));
  if (no_arn(given_count, given))
    return ALINT_NO;
  if (no_arn(wanted_count, wanted))
    return alint_text_is(pattern, "*") ? star_matches(e, negated) : ALINT_NO;
  enum alint_tri out = ALINT_YES;
  for (size_t i = 0; i < COMPONENTS; i++)
    out = alint_tri_and(out, alint_match(wanted[i], given[i], ALINT_MATCH_GLOB));
  if (out == ALINT_UNKNOWN) {
    const struct alint_hole *hole = alint_text_first_hole(pattern);
    alint_unknown_hole(e, hole ? hole : alint_text_first_hole(value));
  }
  return out;
}
