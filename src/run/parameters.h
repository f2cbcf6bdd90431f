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

/* Reads the parameter files and sets the parameter sets of `out`: one for each file,
 * each with the values of --param in front. They live in the arena of the settings.
 * OK, or a status with one line in `err`. */
int run_read_parameters(ParseOptions *out, const Settings *settings, Error *err);

/* The parameters that the templates of a run declare. */
typedef struct UsedParameters {
  const ParseOptions *options;
  Arena *arena;
  Strings declared;
  bool unread; /* some input was not read: its parameters are unknown */
} UsedParameters;

/* Adds the parameters of one input. */
void run_note_parameters(UsedParameters *used, const Input *input);
/* Sends a notice for each given name that no template declares. Returns whether
 * there was one. */
bool notice_parameters(const Listener *to, const UsedParameters *used);

#endif
