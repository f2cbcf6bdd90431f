/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions, as far as identity policies show them.
 */
#ifndef ASSUMELINT_PARSERS_ADMIN_H
#define ASSUMELINT_PARSERS_ADMIN_H

#include "assumelint/node.h"
#include "util/sorted.h"

/* Why a managed policy of AWS, a policy document, or a statement makes its role an
 * administrator: a clause; NULL where it does not. The literal end of an ARN is enough;
 * in a document values with holes do not count. */
const char *admin_arn(Str arn);
const char *admin_document(const Node *document);
const char *admin_statement(const Node *statement);
/* Whether it is a managed policy of AWS that makes no administrator, so that as a
 * permissions boundary it keeps its role from being one. */
bool admin_limits(Str arn);

/* Policies of the input that make administrators, by their ARN or address. Add them, sort
 * once (str_index_sort on `keys`), then look up. */
typedef struct AdminPolicies {
  StrIndex keys; /* each has the index of its reason */
  struct {
    const char **items;
    size_t count, cap;
  } reasons;
} AdminPolicies;

/* `why` NULL, or an empty key: nothing is added. */
void admin_add_policy(Arena *arena, AdminPolicies *policies, Str key, const char *why);
/* Why a policy of the input or of AWS makes its role an administrator, or NULL. */
const char *admin_policy_why(const AdminPolicies *policies, Str key);

#endif
