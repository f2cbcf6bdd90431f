/* SPDX-License-Identifier: Apache-2.0
 *
 * The severity of a finding: the rule's base or what the rule says of this
 * case, one level more on a role with administrator-like permissions, and high
 * for everything undecided under --strict.
 */
#include "assumelint/status.h"
#include "engine/found.h"

static bool is_raised(const struct alint_found *found) {
  const struct alint_way *way = found->finding.way;
  return found->rule->raised_for_admin && found->role && found->role->admin &&
         found->severity < ALINT_SEVERITY_CRITICAL &&
         /* Nothing is raised on unknown ownership. */
         way && way->owner != ALINT_OWNER_UNKNOWN;
}

static void raise_one(struct alint_found *found, struct alint_arena *arena) {
  enum alint_severity from = found->severity;
  struct alint_str why = found->role->admin_why, reason = found->severity_reason;
  if (why.len == 0)
    why = ALINT_STR("the role has administrator-like permissions");
  found->severity = (enum alint_severity)(from + 1);
  found->severity_reason =
      alint_str_printf(arena, "%.*s%sraised from %s: %.*s", ALINT_FMT(reason),
                       reason.len ? "; " : "", alint_severity_name(from), ALINT_FMT(why));
}

void alint_apply_severity(struct alint_found_list *list, const struct alint_options *options) {
  for (size_t i = 0; i < list->count; i++) {
    struct alint_found *found = &list->items[i];
    found->severity = found->finding.severity;
    found->severity_reason = found->finding.severity_reason;
    if (found->severity == ALINT_SEVERITY_NONE)
      found->severity = found->rule->severity;
    if (is_raised(found))
      raise_one(found, list->arena);
    if (options->strict && alint_rule_is_undecided(found->rule) &&
        found->severity != ALINT_SEVERITY_HIGH) {
      found->severity = ALINT_SEVERITY_HIGH;
      found->severity_reason = ALINT_STR("strict: what could not be decided is high");
    }
  }
}
