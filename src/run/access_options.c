/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of the options of `simulate` and `diff`. What they mean together is
 * looked at when the request is built: here each is checked alone.
 */
#include <string.h>

#include "run/option_values.h"

/* How much of a refused value is repeated. */
#define SHOWN "%.100s"

/* A request has one of each: a second one is a mistake, not a correction. */
static int set_once(const char **out, const char *option, const char *value,
                    struct alint_error *err) {
  if (*out)
    return alint_fail(err, ALINT_EUSAGE, "--%s is given twice", option);
  if (value[0] == '\0')
    return alint_fail(err, ALINT_EUSAGE, "--%s: the value is empty", option);
  *out = value;
  return ALINT_OK;
}

int alint_set_role(struct alint_settings *s, const char *value, struct alint_error *err) {
  return set_once(&s->role, "role", value, err);
}

int alint_set_principal(struct alint_settings *s, const char *value, struct alint_error *err) {
  return set_once(&s->principal, "principal", value, err);
}

int alint_set_action(struct alint_settings *s, const char *value, struct alint_error *err) {
  return set_once(&s->action, "action", value, err);
}

int alint_set_external_id(struct alint_settings *s, const char *value, struct alint_error *err) {
  return set_once(&s->external_id, "external-id", value, err);
}

int alint_set_context(struct alint_settings *s, const char *value, struct alint_error *err) {
  const char *equals = strchr(value, '=');
  if (!equals || equals == value)
    return alint_fail(err, ALINT_EUSAGE,
                      "--context takes KEY=VALUE, as in --context aws:SourceIp=203.0.113.7, not "
                      "\"" SHOWN "\"",
                      value);
  return alint_strings_append(&s->context, s->arena, value, err);
}

int alint_set_absent(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (value[0] == '\0' || strchr(value, '='))
    return alint_fail(err, ALINT_EUSAGE,
                      "--absent takes a condition key, as in --absent aws:SourceVpce, not "
                      "\"" SHOWN "\"",
                      value);
  return alint_strings_append(&s->absent, s->arena, value, err);
}

int alint_set_expect(struct alint_settings *s, const char *value, struct alint_error *err) {
  if (strcmp(value, "allow") == 0)
    s->expect = ALINT_EXPECT_ALLOW;
  else if (strcmp(value, "deny") == 0)
    s->expect = ALINT_EXPECT_DENY;
  else
    return alint_fail(err, ALINT_EUSAGE, "--expect takes allow or deny, not \"" SHOWN "\"", value);
  return ALINT_OK;
}

int alint_set_gain_gate(struct alint_settings *s, const char *value, struct alint_error *err) {
  static const struct {
    const char *name;
    enum alint_gain_gate gate;
  } words[] = {
      {"any", ALINT_GAIN_ANY}, {"external", ALINT_GAIN_EXTERNAL}, {"public", ALINT_GAIN_PUBLIC}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(value, words[i].name) == 0) {
      s->gain_gate = words[i].gate;
      return ALINT_OK;
    }
  }
  return alint_fail(err, ALINT_EUSAGE,
                    "--fail-on-gain takes any, external or public, not \"" SHOWN "\"", value);
}
