/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of the expression reader share: expression.c and template.c. Each function
 * that reads something starts at the current token and leaves the one behind it as the
 * current one. It gives NULL, or false, for what is not understood: then all of the
 * expression is broken.
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
  size_t depth;
  Arena *arena;
  const Span *fixed; /* the span of every expression; NULL: each has its own */
} HclParser;

/* ---- Tokens ---- */

void hcl_advance(HclParser *p);
bool hcl_at_name(const HclParser *p, const char *name);
/* Passes over a bracket; `newlines` is what counts behind it. */
void hcl_pass(HclParser *p, bool newlines);

/* ---- Expressions ---- */

HclExpr *hcl_new(HclParser *p, HclExprKind kind, size_t begin);
bool hcl_add(HclParser *p, HclExpr *expr, HclExpr *item);
/* Ends the expression where the token before the current one ended. NULL where it is too
 * high. */
HclExpr *hcl_close(HclParser *p, HclExpr *expr);

/* An expression. Recurses; deeper than MAX_DEPTH it understands nothing. */
HclExpr *hcl_parse(HclParser *p);
/* "for k, v in x": names, and the first item of the FOR. The current token is the `for`. */
bool hcl_for_intro(HclParser *p, HclExpr *out);
/* A string or a heredoc. */
HclExpr *hcl_string(HclParser *p);
/* A whole text as a template. */
HclExpr *hcl_text(HclParser *p);

#endif
