/* SPDX-License-Identifier: Apache-2.0
 *
 * The severity of a finding: the rule's base or what the rule says of this
 * case, one level more on a role with administrator-like permissions, and high
 * for everything undecided under --strict.
 */
#include "assumelint/status.h"
#include "engine/raw_finding.h"

static bool is_raised(const RawFinding *found) {
  const Way *way = found->finding.way;
  return found->rule->raised_for_admin && found->role && found->role->admin &&
         found->severity < SEVERITY_CRITICAL &&
         /* Nothing is raised on unknown ownership. */
         way && way->owner != OWNER_UNKNOWN;
}

static void raise_one(RawFinding *found, Arena *arena) {
  Severity from = found->severity;
  Str why = found->role->admin_why, reason = found->severity_reason;
  if (why.len == 0)
    why = STR("the role has administrator-like permissions");
  found->severity = (Severity)(from + 1);
  found->severity_reason = str_printf(arena, "%.*s%sraised from %s: %.*s", STR_FMT(reason),
                                      reason.len ? "; " : "", severity_name(from), STR_FMT(why));
}

void engine_apply_severity(RawFindings *list, const Options *options) {
  for (size_t i = 0; i < list->count; i++) {
    RawFinding *found = &list->items[i];
    found->severity = found->finding.severity;
    found->severity_reason = found->finding.severity_reason;
    if (found->severity == SEVERITY_NONE)
      found->severity = found->rule->severity;
    if (is_raised(found))
      raise_one(found, list->arena);
    if (options->strict && rule_is_undecided(found->rule) && found->severity != SEVERITY_HIGH) {
      found->severity = SEVERITY_HIGH;
      found->severity_reason = STR("strict: what could not be decided is high");
    }
  }
}
