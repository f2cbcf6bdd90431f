/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests as people write them: on the command line and in case files.
 */
#ifndef ALINT_RUN_REQUEST_H
#define ALINT_RUN_REQUEST_H

#include "assumelint/access.h"
#include "run/settings.h"

/* A principal in one string: an ARN, a unique id, service:NAME or
 * federated:PROVIDER. */
int alint_read_principal(struct alint_request *out, struct alint_arena *arena,
                         struct alint_str text, struct alint_error *err);
/* The same for a value under a key ("AWS", "Service", "Federated"). */
int alint_read_principal_as(struct alint_request *out, struct alint_arena *arena,
                            enum alint_principal_key kind, struct alint_str text,
                            struct alint_error *err);

/* Sets the action; empty: the one such a principal calls. */
int alint_read_action(struct alint_request *out, struct alint_arena *arena, struct alint_str action,
                      struct alint_error *err);

/* The request of `simulate`. */
int alint_read_request(struct alint_request *out, const struct alint_settings *settings,
                       struct alint_error *err);

#endif
