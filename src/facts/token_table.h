/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of issuers' tokens, for tokens.c to look things up in.
 */
#ifndef ASSUMELINT_FACTS_TOKEN_TABLE_H
#define ASSUMELINT_FACTS_TOKEN_TABLE_H

#include "facts/domains.h"

extern const TokenDomain token_table[];
extern const size_t token_table_count;

#endif
