/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of the expression reader share. Each function reads from the
 * current token and leaves the one behind what it read as the current one. They
 * give NULL where something is not understood, or no memory is left.
 */
#ifndef ASSUMELINT_PARSERS_HCL_PARSE_H
#define ASSUMELINT_PARSERS_HCL_PARSE_H

#include "parsers/hcl/hcl.h"
#include "parsers/hcl/lexer.h"

typedef struct HclParser {
  HclLexer lexer;
  HclToken token;  /* the current one; never a comment */
  size_t last_end; /* where the token before it ended */
  bool newlines;   /* they count: inside the braces of an object */
  bool whole;      /* a whole text is a template */
  size_t depth;
  Arena *arena;
  const Span *fixed; /* every expression gets this span; NULL: its own */
  bool no_memory;
} HclParser;

/* A growing list of expressions. */
typedef struct HclList {
  HclExpr **items;
  size_t count, cap;
} HclList;

void hcl_advance(HclParser *p);
bool hcl_at(const HclParser *p, const char *punct);
bool hcl_at_name(const HclParser *p, const char *name);
/* Passes over a bracket; `newlines` is what counts behind it. */
void hcl_pass(HclParser *p, bool newlines);

HclExpr *hcl_new(HclParser *p, HclExprKind kind, size_t begin);
/* Ends the expression where the token before the current one ended. NULL where
 * it is too high. */
HclExpr *hcl_close(HclParser *p, HclExpr *expr, const HclList *items);
bool hcl_add(HclParser *p, HclList *list, HclExpr *item);

/* Recurses; deeper than MAX_DEPTH it understands nothing. */
HclExpr *hcl_parse(HclParser *p);   /* expression.c */
HclExpr *hcl_primary(HclParser *p); /* term.c */
HclExpr *hcl_string(HclParser *p);  /* template.c: a quote or a
                                                                          heredoc */
HclExpr *hcl_text(HclParser *p);    /* template.c: a whole text */

#endif
