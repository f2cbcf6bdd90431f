/* SPDX-License-Identifier: Apache-2.0
 *
 * `who`, `diff`, `simulate` and `test` as JSON.
 */
#ifndef ASSUMELINT_REPORT_ACCESS_JSON_H
#define ASSUMELINT_REPORT_ACCESS_JSON_H

#include "report/access_writers.h"

/* access_json.c: a document is {"schema_version": 1, LIST: [...], ...}; without a list,
 * what follows is its own. */
void json_begin(AccessPrinter *p, const char *list);
void json_finish(AccessPrinter *p);

/* A text as it is printed. */
void report_add_text(JsonWriter *json, const char *key, Arena *arena, const Text *text);
/* A text that is known wholly, or null; and one that is not empty, or null. */
void report_add_known(JsonWriter *json, const char *key, const Text *text);
void report_add_some(JsonWriter *json, const char *key, Str value);
/* "principal", "action" and "context" of an open object: what a case file
 * takes. Keys are sorted; those without a value that is known are left out
 * unless `holes` (a witness shows them as ${name}). */
void report_add_request(JsonWriter *json, Arena *arena, const Request *request, bool holes);
/* ["U3"] */
void report_add_assumptions(JsonWriter *json, Assumptions assumptions);
/* {"principal", "action", "also", "context", "verdict", "assumptions"}, or null. */
void report_add_witness(JsonWriter *json, Arena *arena, const char *key, const Attempt *attempt);

int report_who_json(AccessPrinter *p, Input *input, const Role *role, const RoleWays *ways);
void report_accounts_json(AccessPrinter *p, const SeenAccounts *accounts, const Options *options);
void report_diff_json(AccessPrinter *p, const Diff *diff);
void report_simulation_json(AccessPrinter *p, const Simulation *sim);
void report_tested_json(AccessPrinter *p, const CaseResult *result);

#endif
