/* SPDX-License-Identifier: Apache-2.0
 *
 * Tokens of HCL. What stands between quotes, or in a heredoc, is a language of
 * its own, with expressions inside, with strings inside: the lexer keeps a stack
 * of what is open, no deeper than ALINT_MAX_DEPTH.
 */
#ifndef ALINT_PARSERS_HCL_LEXER_H
#define ALINT_PARSERS_HCL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/limits.h"
#include "assumelint/source.h"
#include "assumelint/str.h"

enum alint_hcl_token_kind {
  ALINT_HCL_T_END,
  ALINT_HCL_T_NEWLINE,
  ALINT_HCL_T_COMMENT,
  ALINT_HCL_T_NAME,
  ALINT_HCL_T_NUMBER,
  ALINT_HCL_T_PUNCT,       /* an operator or bracket */
  ALINT_HCL_T_QUOTE,       /* the first quote of a string */
  ALINT_HCL_T_QUOTE_END,   /* and the last */
  ALINT_HCL_T_HEREDOC,     /* <<EOF with the end of its line */
  ALINT_HCL_T_HEREDOC_END, /* EOF, without the end of its line */
  ALINT_HCL_T_TEXT,      /* of a string or heredoc, as written; of a heredoc no more than a line */
  ALINT_HCL_T_VALUE,     /* ${ or ${~ */
  ALINT_HCL_T_DIRECTIVE, /* %{ or %{~ */
  ALINT_HCL_T_TEMPLATE_END, /* } or ~} of these two */
  ALINT_HCL_T_STRAY,        /* a character that means nothing here */
  ALINT_HCL_T_ERROR,        /* `why`; the lexer stays there */
};

struct alint_hcl_token {
  enum alint_hcl_token_kind kind;
  struct alint_span span;
};

/* What is open. */
struct alint_hcl_level {
  char kind;               /* ( [ { as themselves, " a string, < a heredoc, $ a ${ or %{ */
  struct alint_str marker; /* heredoc: the word that ends it */
};

struct alint_hcl_lexer {
  struct alint_str bytes; /* up to where the tokens end */
  size_t at;
  const char *why; /* ERROR */
  bool limit;      /* ERROR: it is too deep */
  struct alint_hcl_level levels[ALINT_MAX_DEPTH];
  size_t depth;
};

/* Starts at `begin`; only bytes before `end` are looked at. */
void alint_hcl_lexer_init(struct alint_hcl_lexer *lexer, const char *bytes, size_t begin,
                          size_t end);
/* As if a quote had been passed: all of the bytes is the text of one string. It
 * ends with END, and quotes and line ends are text. */
void alint_hcl_lexer_init_text(struct alint_hcl_lexer *lexer, struct alint_str text);
struct alint_hcl_token alint_hcl_next(struct alint_hcl_lexer *lexer);

struct alint_str alint_hcl_text_of(const struct alint_hcl_lexer *lexer,
                                   struct alint_hcl_token token);
bool alint_hcl_token_is(const struct alint_hcl_lexer *lexer, struct alint_hcl_token token,
                        const char *punct);

#endif
