/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests as people write them: on the command line and in case files.
 */
#ifndef ASSUMELINT_RUN_REQUEST_H
#define ASSUMELINT_RUN_REQUEST_H

#include "assumelint/access.h"
#include "run/settings.h"

/* All return OK, or ERR_USAGE with one line in `err`. */

/* Sets the principal: an ARN, a unique id, service:NAME or federated:PROVIDER. */
int run_read_principal(Request *out, Arena *arena, Str text, Error *err);
/* Sets the principal that a policy would name under "AWS", "Service" or "Federated". */
int run_read_principal_as(Request *out, Arena *arena, PrincipalKey kind, Str text, Error *err);

/* Sets the action; empty: the usual one of such a principal. */
int run_read_action(Request *out, Arena *arena, Str action, Error *err);

/* The request of `simulate`. */
int run_read_request(Request *out, const Settings *settings, Error *err);

#endif
