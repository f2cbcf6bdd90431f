/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of the expression reader share. Each function reads from the
 * current token and leaves the one behind what it read as the current one. They
 * give NULL where something is not understood, or no memory is left.
 */
#ifndef ALINT_PARSERS_HCL_PARSE_H
#define ALINT_PARSERS_HCL_PARSE_H

#include "hcl.h"
#include "lexer.h"

struct alint_hcl_parser {
  struct alint_hcl_lexer lexer;
  struct alint_hcl_token token; /* the current one; never a comment */
  size_t last_end;              /* where the token before it ended */
  bool newlines;                /* they count: inside the braces of an object */
  bool whole;                   /* a whole text is a template */
  size_t depth;
  struct alint_arena *arena;
  const struct alint_span *fixed; /* every expression gets this span; NULL: its own */
  bool no_memory;
};

/* A growing list of expressions. */
struct alint_hcl_list {
  struct alint_hcl_expr **items;
  size_t count, cap;
};

void alint_hcl_advance(struct alint_hcl_parser *p);
bool alint_hcl_at(const struct alint_hcl_parser *p, const char *punct);
bool alint_hcl_at_name(const struct alint_hcl_parser *p, const char *name);
/* Passes over a bracket; `newlines` is what counts behind it. */
void alint_hcl_pass(struct alint_hcl_parser *p, bool newlines);

struct alint_hcl_expr *alint_hcl_new(struct alint_hcl_parser *p, enum alint_hcl_kind kind,
                                     size_t begin);
/* Ends the expression where the token before the current one ended. NULL where
 * it is too high. */
struct alint_hcl_expr *alint_hcl_close(struct alint_hcl_parser *p, struct alint_hcl_expr *expr,
                                       const struct alint_hcl_list *items);
bool alint_hcl_add(struct alint_hcl_parser *p, struct alint_hcl_list *list,
                   struct alint_hcl_expr *item);

/* Recurses; deeper than ALINT_MAX_DEPTH it understands nothing. */
struct alint_hcl_expr *alint_hcl_parse(struct alint_hcl_parser *p);   /* expression.c */
struct alint_hcl_expr *alint_hcl_primary(struct alint_hcl_parser *p); /* term.c */
struct alint_hcl_expr *alint_hcl_string(struct alint_hcl_parser *p);  /* template.c: a quote or a
                                                                          heredoc */
struct alint_hcl_expr *alint_hcl_text(struct alint_hcl_parser *p);    /* template.c: a whole text */

#endif
