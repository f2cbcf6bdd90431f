/* SPDX-License-Identifier: Apache-2.0
 *
 * Tokens of HCL. Strings and heredocs have a language of their own: expressions stand in
 * them, and strings in these. So the lexer keeps a stack of what is open, which is at most
 * MAX_DEPTH deep.
 */
#ifndef ASSUMELINT_PARSERS_HCL_LEXER_H
#define ASSUMELINT_PARSERS_HCL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/limits.h"
#include "assumelint/source.h"
#include "assumelint/str.h"

typedef enum {
  HCL_T_END,
  HCL_T_NEWLINE,
  HCL_T_COMMENT,
  HCL_T_NAME,
  HCL_T_NUMBER,
  HCL_T_PUNCT,        /* an operator or bracket */
  HCL_T_QUOTE,        /* the first quote of a string */
  HCL_T_QUOTE_END,    /* and the last */
  HCL_T_HEREDOC,      /* <<EOF with the end of its line */
  HCL_T_HEREDOC_END,  /* EOF, without the end of its line */
  HCL_T_TEXT,         /* of a string or heredoc, as written; of a heredoc no more than a line */
  HCL_T_VALUE,        /* ${ or ${~ */
  HCL_T_DIRECTIVE,    /* %{ or %{~ */
  HCL_T_TEMPLATE_END, /* } or ~} of these two */
  HCL_T_STRAY,        /* a character that means nothing here */
  HCL_T_ERROR,        /* `why`; the lexer stays there */
} HclTokenKind;

typedef struct HclToken {
  HclTokenKind kind;
  Span span;
} HclToken;

/* What is open. */
typedef struct HclLevel {
  char kind;  /* ( [ { as themselves, " a string, < a heredoc, $ a ${ or %{ */
  Str marker; /* heredoc: the word that ends it */
} HclLevel;

typedef struct HclLexer {
  Str bytes; /* up to where the tokens end */
  size_t at;
  const char *why; /* ERROR */
  bool limit;      /* ERROR: it is too deep */
  HclLevel levels[MAX_DEPTH];
  size_t depth;
} HclLexer;

/* Starts at `begin`; only bytes before `end` are looked at. */
void hcl_lexer_init(HclLexer *lexer, const char *bytes, size_t begin, size_t end);
/* Starts inside a string that is all of the text: quotes and line ends are text too, and
 * END ends it. */
void hcl_lexer_init_text(HclLexer *lexer, Str text);
HclToken hcl_next(HclLexer *lexer);

Str hcl_text_of(const HclLexer *lexer, HclToken token);
bool hcl_token_is(const HclLexer *lexer, HclToken token, const char *punct);

#endif
