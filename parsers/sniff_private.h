/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files that tell inputs apart share: sniff.c, sniff_markers.c and
 * wrong_kind.c.
 */
#ifndef ASSUMELINT_PARSERS_SNIFF_PRIVATE_H
#define ASSUMELINT_PARSERS_SNIFF_PRIVATE_H

#include <stddef.h>

#include "assumelint/node.h"
#include "assumelint/parser.h"

/* One line that says what it is and the command that makes the right thing;
 * NULL when it is nothing we know. By the bytes, before anything is parsed, and
 * by the shape of a tree that no front end took. */
const char *alint_wrong_bytes(struct alint_str bytes);
const char *alint_wrong_tree(const struct alint_node *root);

/* An input that needs more memory than there is, or than it may have, is told so:
 * returns what its status is to be. */
int alint_say_no_memory(struct alint_input *input);

#endif
