/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests as people write them: on the command line and in case files.
 */
#ifndef ASSUMELINT_RUN_REQUEST_H
#define ASSUMELINT_RUN_REQUEST_H

#include "assumelint/access.h"
#include "run/settings.h"

/* A principal in one string: an ARN, a unique id, service:NAME or
 * federated:PROVIDER. */
int run_read_principal(Request *out, Arena *arena, Str text, Error *err);
/* The same for a value under a key ("AWS", "Service", "Federated"). */
int run_read_principal_as(Request *out, Arena *arena, PrincipalKey kind, Str text, Error *err);

/* Sets the action; empty: the one such a principal calls. */
int run_read_action(Request *out, Arena *arena, Str action, Error *err);

/* The request of `simulate`. */
int run_read_request(Request *out, const Settings *settings, Error *err);

#endif
