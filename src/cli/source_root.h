/* SPDX-License-Identifier: Apache-2.0
 *
 * --source-root: the files that plans were made of.
 */
#ifndef ALINT_CLI_SOURCE_ROOT_H
#define ALINT_CLI_SOURCE_ROOT_H

#include "assumelint/parser.h"
#include "cli/options.h"

/* Lets plans look into the folder that the settings name, if they do. ALINT_EIO,
 * with one line in `err`, when there is no such folder. */
int alint_allow_source_root(struct alint_parse_options *out, const struct alint_settings *settings,
                            struct alint_error *err);

#endif
