/* SPDX-License-Identifier: Apache-2.0
 *
 * Building texts out of many pieces.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_TEXT_BUILDER_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_TEXT_BUILDER_H

#include "assumelint/buf.h"
#include "assumelint/text.h"
#include "parsers/cloudformation/template/template.h"

typedef struct CfnTextBuilder {
  const CfnTemplate *cfn;
  Buf literal; /* the literal piece at the end */
  struct {
    Piece *items;
    size_t count, cap;
  } pieces;
  size_t bytes, holes;
  bool too_long;
} CfnTextBuilder;

CfnTextBuilder cfn_text_begin(const CfnTemplate *cfn);
/* Placeholders in the literal become holes. */
void cfn_text_add(CfnTextBuilder *text, Str literal);
void cfn_text_append(CfnTextBuilder *text, const Text *more);
/* Never NULL; a text that is too long is a hole. */
const Text *cfn_text_end(CfnTextBuilder *text);

/* Whether a string may be a document, whose bytes are reported by their positions. */
bool cfn_may_be_document(Str s);

#endif
