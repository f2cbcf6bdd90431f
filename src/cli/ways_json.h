/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles and ways as `who` and `diff` tell them.
 */
#ifndef ALINT_CLI_WAYS_JSON_H
#define ALINT_CLI_WAYS_JSON_H

#include "assumelint/model.h"
#include "engine/role_ways.h"
#include "util/json_write.h"

/* "address" ... "line" of an open object. */
void alint_add_role(struct alint_json *json, struct alint_input *input,
                    const struct alint_role *role);

/* "statement" ... "conditions" of an open object; the witness is the caller's
 * business. */
void alint_add_way(struct alint_json *json, struct alint_arena *arena,
                   const struct alint_listed_way *listed);

/* "denies": the statements that narrow the way. */
void alint_add_denies(struct alint_json *json, struct alint_arena *arena,
                      const struct alint_listed_way *listed);

/* "known", "missing", "unknown" or "broken": the worst of the alternatives. */
const char *alint_trust_state_name(const struct alint_role *role);
/* Why a trust policy is not known; NULL ptr when there is nothing to say. */
struct alint_str alint_trust_why(struct alint_arena *arena, const struct alint_role *role);

/* The principal for reading: `*` is "anyone", of NotPrincipal "anyone but ...". */
struct alint_str alint_way_principal(struct alint_arena *arena, const struct alint_way *way);

#endif
