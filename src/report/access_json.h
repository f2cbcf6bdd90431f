/* SPDX-License-Identifier: Apache-2.0
 *
 * `who`, `diff`, `simulate` and `test` as JSON.
 */
#ifndef ALINT_REPORT_ACCESS_JSON_H
#define ALINT_REPORT_ACCESS_JSON_H

#include "report/access_writers.h"

/* access_json.c: a document is {"schema_version": 1, LIST: [...], ...}; without a list,
 * what follows is its own. */
void alint_json_begin(struct alint_access_printer *p, const char *list);
void alint_json_finish(struct alint_access_printer *p);

/* A text that is known wholly, or null; and one that is not empty, or null. */
void alint_add_known(struct alint_json *json, const char *key, const struct alint_text *text);
void alint_add_some(struct alint_json *json, const char *key, struct alint_str value);
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

int alint_who_json(struct alint_access_printer *p, struct alint_input *input,
                   const struct alint_role *role, const struct alint_role_ways *ways);
void alint_accounts_json(struct alint_access_printer *p, const struct alint_accounts *accounts,
                         const struct alint_options *options);
void alint_diff_json(struct alint_access_printer *p, const struct alint_diff *diff);
void alint_simulation_json(struct alint_access_printer *p, const struct alint_simulation *sim);
void alint_tested_json(struct alint_access_printer *p, const struct alint_case_result *result);

#endif
