/* SPDX-License-Identifier: Apache-2.0
 *
 * Tenants of shared OIDC issuers.
 */
#ifndef ASSUMELINT_RULES_TENANCY_H
#define ASSUMELINT_RULES_TENANCY_H

#include "rules/draft.h"

/* The shared issuer of a way: "token.actions...", "GitHub Actions", "organization", "sub". */
typedef struct Tenancy {
  const char *host, *name, *noun, *claim;
  const char *subject; /* of a tenant named mallory; empty: the form is not known */
  bool asked;          /* whether the statement asks for a tenant */
} Tenancy;
Tenancy way_tenancy(const Way *way);
/* Says how to ask for your own tenant, in the words of the issuer. */
void draft_help_with_tenant(Draft *draft, const Tenancy *tenancy);

#endif
