/* SPDX-License-Identifier: Apache-2.0
 *
 * How front ends fill the model.
 *
 * Each function puts a copy of what it is given at the end of a list, which
 * grows in the arena of the input: pointers to items of that list do not last.
 * They return ALINT_OK or ALINT_ENOMEM, which is then in input->error too.
 */
#ifndef ASSUMELINT_BUILDER_H
#define ASSUMELINT_BUILDER_H

#include "assumelint/model.h"

/* A role of which nothing is known but where it stands: to be filled, then added. */
struct alint_role alint_new_role(struct alint_str address, struct alint_span span,
                                 enum alint_change change);
void alint_model_add_role(struct alint_input *input, struct alint_world *world,
                          const struct alint_role *role);
/* One more alternative of its trust policy, which is known and empty. NULL: no memory. */
struct alint_trust *alint_model_add_trust(struct alint_input *input, struct alint_role *role,
                                          struct alint_span span);
/* Says that it is an administrator and why; the first reason counts. Does nothing
 * where a boundary keeps it from being one, or `why` is empty. */
void alint_make_admin(struct alint_role *role, struct alint_str why);
/* The account and the partition of a role or resource, where the input does not
 * say them: one's own. */
void alint_own_side(const struct alint_text **account, const struct alint_text **partition,
                    struct alint_input *input);
/* The seconds of a longest session; -1 for what is no number of them. */
long alint_session_seconds(struct alint_str digits);

/* Users and identity providers. */
void alint_model_add_entity(struct alint_input *input, struct alint_world *world,
                            const struct alint_entity *entity);
void alint_model_add_client_id(struct alint_input *input, struct alint_entity *entity,
                               const struct alint_text *id);

/* Resources that hand out roles: first its roles, then the resource itself. */
void alint_model_add_handed_role(struct alint_input *input, struct alint_handout *handout,
                                 const struct alint_handed_role *role);
void alint_model_add_handout(struct alint_input *input, struct alint_world *world,
                             const struct alint_handout *handout);

/* Something that was not read. A `what` without bytes is ALINT_ENOMEM, so that it
 * can come straight from alint_str_printf(). */
void alint_model_add_unread(struct alint_input *input, struct alint_unread unread);

#endif
