/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of CloudFormation parameters: --param and --parameters.
 */
#ifndef ALINT_RUN_PARAMETERS_H
#define ALINT_RUN_PARAMETERS_H

#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "run/settings.h"

/* Reads the parameter files and sets the parameter sets of `out`: one for each
 * file, each with the values of --param in front of its own. Lives in the arena
 * of the settings. ALINT_OK, or a status with one line in `err`. */
int alint_read_parameters(struct alint_parse_options *out, const struct alint_settings *settings,
                          struct alint_error *err);

/* Which of the names given are a template's, over all inputs of a run. */
struct alint_used_parameters {
  const struct alint_parse_options *options;
  struct alint_arena *arena;
  struct alint_strings declared; /* by the templates that were read */
  bool unread;                   /* some input was not read: nothing is known of its parameters */
};

void alint_note_parameters(struct alint_used_parameters *used, const struct alint_input *input);
/* One line for each name that no template has. Returns whether there was one. */
bool alint_tell_parameters(const struct alint_listener *to,
                           const struct alint_used_parameters *used);

#endif
