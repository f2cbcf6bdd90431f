/* SPDX-License-Identifier: Apache-2.0
 *
 * Parts of the JSON of `who`, `diff`, `simulate` and `test`.
 */
#ifndef ALINT_CLI_ACCESS_JSON_H
#define ALINT_CLI_ACCESS_JSON_H

#include "assumelint/access.h"
#include "assumelint/model.h"
#include "util/json_write.h"

/* A key and a value; NULL and an empty ptr write null. */
void alint_add_string(struct alint_json *json, const char *key, const char *value);
void alint_add_str(struct alint_json *json, const char *key, struct alint_str value);
void alint_add_known(struct alint_json *json, const char *key, const struct alint_text *text);
void alint_add_number(struct alint_json *json, const char *key, size_t value);

/* "principal", "action" and "context" of an open object: what a case file
 * takes. Keys are sorted; those without a value that is known are left out
 * unless `holes` (a witness shows them as ${name}). */
void alint_add_request(struct alint_json *json, struct alint_arena *arena,
                       const struct alint_request *request, bool holes);

/* ["U3"] */
void alint_add_assumptions(struct alint_json *json, alint_assumptions assumptions);

/* {"principal", "action", "also", "context", "verdict", "assumptions"}, or null. */
void alint_add_witness(struct alint_json *json, struct alint_arena *arena, const char *key,
                       const struct alint_attempt *attempt);

#endif
