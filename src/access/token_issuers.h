/* SPDX-License-Identifier: Apache-2.0
 *
 * The issuer of a way's tokens, as far as the way shows (own_issuers.c).
 */
#ifndef ASSUMELINT_ACCESS_TOKEN_ISSUERS_H
#define ASSUMELINT_ACCESS_TOKEN_ISSUERS_H

#include "assumelint/access.h"
#include "facts/issuers.h"

/* Whether the issuer's name is that of a Kubernetes cluster. NULL: no. */
bool way_host_is_cluster(const Text *host);
/* Whether tokens belong to pods of a cluster, by the issuer's name or by a subject that
 * the statement asks for. */
bool way_trusts_cluster(const Way *way);

/* Whether the issuer is not known, and the subjects that the statement asks for are
 * like those of this one. */
bool way_may_be_of_issuer(const Way *way, const Issuer *issuer);

#endif
