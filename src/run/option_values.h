/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of options: each function checks one and puts it into the settings.
 */
#ifndef ALINT_RUN_OPTION_VALUES_H
#define ALINT_RUN_OPTION_VALUES_H

#include "run/settings.h"

int alint_set_format(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_rules_format(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_output(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_fail_on(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_min_severity(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_stdin_filename(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_source_root(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_before(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_param(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_parameters(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_account(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_trust(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_org(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_select(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_ignore(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_jobs(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_role(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_principal(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_action(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_external_id(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_context(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_absent(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_expect(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_gain_gate(struct alint_settings *s, const char *value, struct alint_error *err);
int alint_set_color(struct alint_settings *s, const char *value, struct alint_error *err);

#endif
