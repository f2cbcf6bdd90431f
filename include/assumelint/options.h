/* SPDX-License-Identifier: Apache-2.0
 *
 * What the user asked for: the settings of one run, from the command line (and
 * later the configuration file). Lists are borrowed and stay alive for the run.
 */
#ifndef ASSUMELINT_OPTIONS_H
#define ASSUMELINT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/severity.h"

typedef struct TrustedAccount {
  const char *id;   /* 12 digits */
  const char *name; /* may be NULL */
} TrustedAccount;

typedef struct Options {
  const char *const *accounts; /* own accounts, 12 digits each */
  size_t account_count;
  const TrustedAccount *trusted;
  size_t trusted_count;
  const char *const *orgs; /* own organizations, o-... */
  size_t org_count;
  const char *const *select; /* rule ids or prefixes; none: every rule */
  size_t select_count;
  const char *const *ignore;
  size_t ignore_count;
  Severity min_severity;
  Severity fail_on; /* SEVERITY_NEVER: nothing fails */
  bool fail_on_new;
  bool strict; /* 9xx findings are high */
  bool show_suppressed;
} Options;

#endif
