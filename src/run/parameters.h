/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of CloudFormation parameters: --param and --parameters.
 */
#ifndef ASSUMELINT_RUN_PARAMETERS_H
#define ASSUMELINT_RUN_PARAMETERS_H

#include "assumelint/buf.h"
#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "run/settings.h"

/* Reads the parameter files and sets the parameter sets of `out`: one for each
 * file, each with the values of --param in front of its own. Lives in the arena
 * of the settings. OK, or a status with one line in `err`. */
int run_read_parameters(ParseOptions *out, const Settings *settings, Error *err);

/* Which of the names given are a template's, over all inputs of a run. */
typedef struct UsedParameters {
  const ParseOptions *options;
  Arena *arena;
  Strings declared; /* by the templates that were read */
  bool unread;      /* some input was not read: nothing is known of its parameters */
} UsedParameters;

void run_note_parameters(UsedParameters *used, const Input *input);
/* One line for each name that no template has. Returns whether there was one. */
bool notice_parameters(const Listener *to, const UsedParameters *used);

#endif
