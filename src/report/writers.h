/* SPDX-License-Identifier: Apache-2.0
 *
 * What the writers of reports share.
 */
#ifndef ALINT_REPORT_WRITERS_H
#define ALINT_REPORT_WRITERS_H

#include "assumelint/report.h"

#ifndef ALINT_VERSION
#define ALINT_VERSION "0.0.0"
#endif

/* The three levels that gcc and SARIF know: "error", "warning", "note". */
const char *alint_level_name(enum alint_severity severity);

/* A sentence without its final period, so that writers may set one or not. */
struct alint_str alint_sentence(const char *text);

/* sarif_rules.c */
struct alint_json;
void alint_sarif_rules(struct alint_json *json, const struct alint_report *report);
const char *alint_security_severity(enum alint_severity severity);
/* {"text": "..."} */
void alint_sarif_text(struct alint_json *json, const char *key, struct alint_str text);

#endif
