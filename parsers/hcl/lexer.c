/* SPDX-License-Identifier: Apache-2.0
 *
 * The lexer of HCL.
 */
#include "parsers/hcl/lexer.h"

#include <string.h>

void hcl_lexer_init(HclLexer *lexer, const char *bytes, size_t begin, size_t end) {
  lexer->bytes = str_n(bytes, end);
  lexer->at = begin;
  lexer->why = NULL;
  lexer->limit = false;
  lexer->depth = 0;
}

/* The level of a text that is a string as a whole. */
enum { WHOLE_TEXT = 't' };

void hcl_lexer_init_text(HclLexer *lexer, Str text) {
  hcl_lexer_init(lexer, text.ptr, 0, text.len);
  lexer->levels[lexer->depth++] = (HclLevel){.kind = WHOLE_TEXT};
}

Str hcl_text_of(const HclLexer *lexer, HclToken token) {
  return str_slice(lexer->bytes, token.span.begin, token.span.end);
}

bool hcl_token_is(const HclLexer *lexer, HclToken token, const char *punct) {
  return token.kind == HCL_T_PUNCT && str_is(hcl_text_of(lexer, token), punct);
}

/* ---- Bytes --------------------------------------------------------------- */

/* NUL past the end: no token begins or goes on with it. */
static char byte_at(const HclLexer *lexer, size_t at) {
  return at < lexer->bytes.len ? lexer->bytes.ptr[at] : '\0';
}

static bool here(const HclLexer *lexer, size_t at, const char *what) {
  return str_starts(str_slice(lexer->bytes, at, lexer->bytes.len), what);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Letters of other scripts are taken as they come. */
static bool starts_name(char c) {
  char low = ascii_lower(c);
  return (low >= 'a' && low <= 'z') || c == '_' || ((unsigned char)c & 0x80);
}

static bool continues_name(char c) {
  return starts_name(c) || is_digit(c) || c == '-';
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/* ---- Tokens -------------------------------------------------------------- */

static HclToken take(HclLexer *lexer, HclTokenKind kind, size_t end) {
  HclToken token = {kind, {lexer->at, end}};
  lexer->at = end;
  return token;
}

static HclToken fail(HclLexer *lexer, const char *why) {
  lexer->why = why;
  return (HclToken){HCL_T_ERROR, {lexer->at, lexer->at}};
}

static bool push(HclLexer *lexer, char kind, Str marker) {
  if (lexer->depth == MAX_DEPTH) {
    lexer->limit = true;
    return false;
  }
  lexer->levels[lexer->depth++] = (HclLevel){kind, marker};
  return true;
}

static char top(const HclLexer *lexer) {
  return lexer->depth > 0 ? lexer->levels[lexer->depth - 1].kind : '\0';
}

static HclToken open_token(HclLexer *lexer, HclTokenKind kind, size_t end, char level, Str marker) {
  if (!push(lexer, level, marker))
    return fail(lexer, "nested too deep");
  return take(lexer, kind, end);
}

static const Str no_marker = {NULL, 0};

/* ---- Between quotes ------------------------------------------------------ */

/* ${ and %{, where they begin something and are not the text $${ or %%{. */
static bool begins_template(const HclLexer *lexer, size_t at) {
  return here(lexer, at, "${") || here(lexer, at, "%{");
}

static bool is_escaped_template(const HclLexer *lexer, size_t at) {
  return here(lexer, at, "$${") || here(lexer, at, "%%{");
}

static HclToken next_template(HclLexer *lexer) {
  bool value = byte_at(lexer, lexer->at) == '$';
  size_t end = lexer->at + 2;
  if (byte_at(lexer, end) == '~')
    end++;
  return open_token(lexer, value ? HCL_T_VALUE : HCL_T_DIRECTIVE, end, '$', no_marker);
}

/* Where the text at the current byte ends: before a template, behind a line end, or, in
 * quotes, before the quote or the line end. */
static size_t text_end(const HclLexer *lexer, bool quoted) {
  size_t at = lexer->at;
  while (at < lexer->bytes.len && !begins_template(lexer, at)) {
    char c = byte_at(lexer, at);
    if (quoted && (c == '"' || c == '\n'))
      break;
    if (c == '\n')
      return at + 1;
    bool escape =
        quoted && c == '\\' && at + 1 < lexer->bytes.len && byte_at(lexer, at + 1) != '\n';
    at += is_escaped_template(lexer, at) ? 3 : 1 + (size_t)escape;
  }
  return at;
}

static HclToken next_in_quotes(HclLexer *lexer) {
  size_t at = lexer->at;
  bool whole = top(lexer) == WHOLE_TEXT;
  if (at >= lexer->bytes.len)
    return whole ? take(lexer, HCL_T_END, at) : fail(lexer, "a string that does not end");
  if (!whole && byte_at(lexer, at) == '"') {
    lexer->depth--;
    return take(lexer, HCL_T_QUOTE_END, at + 1);
  }
  if (begins_template(lexer, at))
    return next_template(lexer);
  size_t end = text_end(lexer, !whole);
  if (end == at)
    return fail(lexer, "a string that does not end on its line");
  return take(lexer, HCL_T_TEXT, end);
}

/* ---- Heredocs ------------------------------------------------------------ */

/* The end of the marker, where the line at `at` holds nothing else; 0 where it
 * is no such line. */
static size_t marker_end(const HclLexer *lexer, size_t at, Str marker, size_t *begin) {
  while (is_blank(byte_at(lexer, at)))
    at++;
  size_t end = at + marker.len, rest = end;
  if (end > lexer->bytes.len || !str_eq(str_slice(lexer->bytes, at, end), marker))
    return 0;
  while (is_blank(byte_at(lexer, rest)) || byte_at(lexer, rest) == '\r')
    rest++;
  *begin = at;
  return rest >= lexer->bytes.len || byte_at(lexer, rest) == '\n' ? end : 0;
}

static HclToken next_in_heredoc(HclLexer *lexer) {
  size_t at = lexer->at, begin = at;
  if (byte_at(lexer, at - 1) == '\n') {
    size_t end = marker_end(lexer, at, lexer->levels[lexer->depth - 1].marker, &begin);
    if (end > 0) {
      lexer->depth--;
      lexer->at = begin;
      return take(lexer, HCL_T_HEREDOC_END, end);
    }
  }
  if (at >= lexer->bytes.len)
    return fail(lexer, "a heredoc that does not end");
  if (begins_template(lexer, at))
    return next_template(lexer);
  return take(lexer, HCL_T_TEXT, text_end(lexer, false));
}

/* <<EOF and <<-EOF up to the end of the line. */
static HclToken next_heredoc(HclLexer *lexer) {
  size_t begin = lexer->at + 2;
  if (byte_at(lexer, begin) == '-')
    begin++;
  size_t end = begin;
  while (continues_name(byte_at(lexer, end)))
    end++;
  size_t line = end + (byte_at(lexer, end) == '\r');
  if (!starts_name(byte_at(lexer, begin)) || byte_at(lexer, line) != '\n')
    return fail(lexer, "<< that does not begin a heredoc");
  return open_token(lexer, HCL_T_HEREDOC, line + 1, '<', str_slice(lexer->bytes, begin, end));
}

/* ---- Elsewhere ----------------------------------------------------------- */

static HclToken next_comment(HclLexer *lexer) {
  size_t at = lexer->at;
  if (!here(lexer, at, "/*")) {
    size_t end = str_find(lexer->bytes, at, '\n');
    if (end > at && byte_at(lexer, end - 1) == '\r')
      end--;
    return take(lexer, HCL_T_COMMENT, end);
  }
  for (at += 2; at < lexer->bytes.len; at++) {
    if (here(lexer, at, "*/"))
      return take(lexer, HCL_T_COMMENT, at + 2);
  }
  return fail(lexer, "a comment that does not end");
}

static HclToken next_number(HclLexer *lexer) {
  size_t at = lexer->at;
  while (is_digit(byte_at(lexer, at)))
    at++;
  if (byte_at(lexer, at) == '.' && is_digit(byte_at(lexer, at + 1))) {
    at++;
    while (is_digit(byte_at(lexer, at)))
      at++;
  }
  size_t exponent = at;
  if (ascii_lower(byte_at(lexer, exponent)) == 'e') {
    exponent++;
    if (byte_at(lexer, exponent) == '+' || byte_at(lexer, exponent) == '-')
      exponent++;
    for (; is_digit(byte_at(lexer, exponent)); exponent++)
      at = exponent + 1;
  }
  return take(lexer, HCL_T_NUMBER, at);
}

static char opener_of(char closer) {
  switch (closer) {
  case ')':
    return '(';
  case ']':
    return '[';
  default:
    return '{';
  }
}

static HclToken close_bracket(HclLexer *lexer, char c) {
  if (top(lexer) == '$' && c == '}') {
    lexer->depth--;
    return take(lexer, HCL_T_TEMPLATE_END, lexer->at + 1);
  }
  if (top(lexer) != opener_of(c))
    return fail(lexer, "a closing bracket without an opening one");
  lexer->depth--;
  return take(lexer, HCL_T_PUNCT, lexer->at + 1);
}

static HclToken next_punct(HclLexer *lexer) {
  static const char *const longer[] = {"...", "==", "!=", "<=", ">=", "&&", "||", "=>", "::"};
  char c = byte_at(lexer, lexer->at);
  if (c == '(' || c == '[' || c == '{')
    return open_token(lexer, HCL_T_PUNCT, lexer->at + 1, c, no_marker);
  if (c == ')' || c == ']' || c == '}')
    return close_bracket(lexer, c);
  if (c == '~' && top(lexer) == '$' && byte_at(lexer, lexer->at + 1) == '}') {
    lexer->depth--;
    return take(lexer, HCL_T_TEMPLATE_END, lexer->at + 2);
  }
  for (size_t i = 0; i < sizeof longer / sizeof longer[0]; i++) {
    if (here(lexer, lexer->at, longer[i]))
      return take(lexer, HCL_T_PUNCT, lexer->at + strlen(longer[i]));
  }
  bool known = c != '\0' && strchr("=:,.?+-*/%<>!", c);
  return take(lexer, known ? HCL_T_PUNCT : HCL_T_STRAY, lexer->at + 1);
}

HclToken hcl_next(HclLexer *lexer) {
  if (top(lexer) == '"' || top(lexer) == WHOLE_TEXT)
    return next_in_quotes(lexer);
  if (top(lexer) == '<')
    return next_in_heredoc(lexer);
  while (is_blank(byte_at(lexer, lexer->at)) ||
         (byte_at(lexer, lexer->at) == '\r' && byte_at(lexer, lexer->at + 1) == '\n'))
    lexer->at++;
  char c = byte_at(lexer, lexer->at);
  if (lexer->at >= lexer->bytes.len)
    return take(lexer, HCL_T_END, lexer->at);
  if (c == '\n')
    return take(lexer, HCL_T_NEWLINE, lexer->at + 1);
  if (c == '#' || here(lexer, lexer->at, "//") || here(lexer, lexer->at, "/*"))
    return next_comment(lexer);
  if (c == '"')
    return open_token(lexer, HCL_T_QUOTE, lexer->at + 1, '"', no_marker);
  if (here(lexer, lexer->at, "<<"))
    return next_heredoc(lexer);
  if (is_digit(c))
    return next_number(lexer);
  if (starts_name(c)) {
    size_t end = lexer->at + 1;
    while (continues_name(byte_at(lexer, end)))
      end++;
    return take(lexer, HCL_T_NAME, end);
  }
  return next_punct(lexer);
}
