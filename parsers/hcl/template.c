/* SPDX-License-Identifier: Apache-2.0
 *
 * Strings and heredocs: text, ${values} and %{directives}.
 *
 * A directive `if` is a conditional with a template on each side, a directive
 * `for` a loop around a template.
 */
#include <stdint.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/utf8.h"
#include "parsers/hcl/parse.h"
#include "util/hex.h"
#include "util/unicode.h"

/* A template as it is read, with all that is inside of directives. */
struct reading {
  bool escapes;   /* backslashes mean something: a quoted string */
  size_t indent;  /* characters to leave out at the start of each line: <<- */
  bool trim_next; /* ~} comes before */
  bool starts_line;
};

struct builder {
  HclParser *p;
  struct reading *reading;
  HclExpr *parts;    /* the TEMPLATE that is made */
  Buf text;          /* since the last part that is no text */
  size_t text_begin; /* in the file */
  size_t last;       /* where the text of the last token begins, in `text` */
  bool any_text;
};

/* ---- Text ---------------------------------------------------------------- */

/* \uNNNN and \UNNNNNNNN; gives where it ends, 0 where it is wrong. */
static size_t add_code_point(Buf *buf, Str s, size_t at, size_t digits) {
  uint32_t code = 0;
  for (size_t i = 0; i < digits; i++) {
    int digit = at + i < s.len ? hex_value(s.ptr[at + i]) : -1;
    if (digit < 0)
      return 0;
    code = code << 4 | (uint32_t)digit;
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
    return 0;
  buf_add_utf8(buf, code);
  return at + digits;
}

/* The escape at `at`; gives where it ends, 0 where it is none. */
static size_t add_escape(Buf *buf, Str s, size_t at) {
  static const char letters[] = "nrt\"\\", meanings[] = "\n\r\t\"\\";
  char c = at + 1 < s.len ? s.ptr[at + 1] : '\0';
  if (c == 'u' || c == 'U')
    return add_code_point(buf, s, at + 2, c == 'u' ? 4 : 8);
  const char *hit = c ? strchr(letters, c) : NULL;
  if (!hit)
    return 0;
  buf_add_char(buf, meanings[hit - letters]);
  return at + 2;
}

static bool decode(Buf *buf, Str s, bool escapes) {
  for (size_t at = 0; at < s.len;) {
    Str rest = str_slice(s, at, s.len);
    if (escapes && s.ptr[at] == '\\') {
      at = add_escape(buf, s, at);
      if (at == 0)
        return false;
    } else if (str_starts(rest, "$${") || str_starts(rest, "%%{")) {
      buf_add_n(buf, rest.ptr + 1, 2);
      at += 3;
    } else {
      buf_add_char(buf, s.ptr[at++]);
    }
  }
  return true;
}

/* Blanks that a text begins with: how many, or none where it is a blank line. */
static size_t blanks_of(Str s, bool *blank_line) {
  size_t count = unicode_leading_space(s);
  *blank_line = count > 0 && count == s.len && s.ptr[count - 1] == '\n';
  return count;
}

/* How many characters there are in so many bytes. */
static size_t count_characters(Str s, size_t bytes) {
  size_t count = 0;
  for (size_t at = 0; at < bytes; count++)
    utf8_next(s, &at);
  return count;
}

static Str without_indent(Str s, size_t blanks, size_t indent) {
  size_t at = 0;
  for (size_t i = 0; i < indent && at < blanks; i++)
    utf8_next(s, &at);
  return str_slice(s, at, s.len);
}

/* ~ trims only the text next to it, up to the end of the line. Text behind a line end that
 * was trimmed does not begin a line. */
static bool add_text(struct builder *b) {
  struct reading *reading = b->reading;
  HclParser *p = b->p;
  Buf buf = buf_in(p->arena);
  bool blank_line;
  if (!decode(&buf, hcl_text_of(&p->lexer, p->token), reading->escapes))
    return false;
  Str s = buf_str(&buf);
  if (reading->trim_next)
    s = str_slice(s, blanks_of(s, &blank_line), s.len);
  size_t blanks = blanks_of(s, &blank_line);
  bool starts_line = reading->starts_line && !blank_line;
  reading->trim_next = false;
  reading->starts_line = str_ends(s, "\n");
  if (starts_line)
    s = without_indent(s, blanks, reading->indent);
  if (!b->any_text)
    b->text_begin = p->token.span.begin;
  b->any_text = true;
  b->last = b->text.len;
  buf_add_str(&b->text, s);
  if (buf.failed)
    out_of_memory();
  hcl_advance(p);
  return true;
}

/* Makes a part of the text collected so far. */
static bool end_text(struct builder *b, bool trim) {
  if (trim)
    b->text.len -= unicode_trailing_space(str_slice(buf_str(&b->text), b->last, b->text.len));
  if (b->any_text) { /* all of it may be trimmed; an empty string is left */
    HclExpr *text = hcl_new(b->p, HCL_STRING, b->text_begin);
    text->str = buf_str(&b->text);
    if (!hcl_add(b->p, b->parts, hcl_close(b->p, text)))
      return false;
  }
  b->text = buf_in(b->p->arena);
  b->last = 0;
  b->any_text = false;
  b->reading->starts_line = false;
  return true;
}

/* ---- Values and directives ----------------------------------------------- */

static bool has_trim(const HclLexer *lexer, HclToken token) {
  return str_has(hcl_text_of(lexer, token), '~');
}

/* Passes over the } of a value or directive. */
static bool end_template(struct builder *b) {
  if (b->p->token.kind != HCL_T_TEMPLATE_END)
    return false;
  b->reading->trim_next = has_trim(&b->p->lexer, b->p->token);
  hcl_advance(b->p);
  return true;
}

static bool add_value(struct builder *b) {
  if (!end_text(b, has_trim(&b->p->lexer, b->p->token)))
    return false;
  hcl_pass(b->p, false);
  return hcl_add(b->p, b->parts, hcl_parse(b->p)) && end_template(b);
}

static HclExpr *parts_until(HclParser *p, struct reading *reading, const char *const *ends);

/* The template up to one of the directives `ends`, whose name becomes the current token. */
static HclExpr *inside(struct builder *b, const char *const *ends) {
  return parts_until(b->p, b->reading, ends);
}

/* The current token is the `if`. */
static HclExpr *if_directive(struct builder *b) {
  static const char *const ends[] = {"else", "endif", NULL};
  HclParser *p = b->p;
  HclExpr *out = hcl_new(p, HCL_CONDITIONAL, p->token.span.begin), *otherwise = NULL;
  hcl_advance(p);
  if (!hcl_add(p, out, hcl_parse(p)) || !end_template(b) || !hcl_add(p, out, inside(b, ends)))
    return NULL;
  if (hcl_at_name(p, "else")) {
    hcl_advance(p);
    otherwise = end_template(b) ? inside(b, ends + 1) : NULL;
  } else {
    otherwise = hcl_close(p, hcl_new(p, HCL_STRING, p->last_end));
  }
  return hcl_add(p, out, otherwise) ? hcl_close(p, out) : NULL;
}

/* The current token is the `for`. */
static HclExpr *for_directive(struct builder *b) {
  static const char *const ends[] = {"endfor", NULL};
  HclParser *p = b->p;
  HclExpr *out = hcl_new(p, HCL_FOR, p->token.span.begin);
  out->loop = HCL_LOOP_TEMPLATE;
  if (!hcl_for_intro(p, out) || !end_template(b) || !hcl_add(p, out, inside(b, ends)))
    return NULL;
  return hcl_close(p, out);
}

/* Recurses, as brackets do. */
static bool add_directive(struct builder *b) {
  HclParser *p = b->p;
  HclExpr *part = NULL;
  if (p->depth == MAX_DEPTH)
    return false;
  p->depth++;
  if (hcl_at_name(p, "if"))
    part = if_directive(b);
  else if (hcl_at_name(p, "for"))
    part = for_directive(b);
  p->depth--;
  if (!hcl_add(p, b->parts, part))
    return false;
  hcl_advance(p); /* the `endif` or `endfor` */
  return end_template(b);
}

static bool is_one_of(const HclParser *p, const char *const *names) {
  for (; names && *names; names++) {
    if (hcl_at_name(p, *names))
      return true;
  }
  return false;
}

/* Reads the part that the current token begins. `*ended`: it begins none, all
 * parts are read. */
static bool add_part(struct builder *b, const char *const *ends, bool *ended) {
  switch (b->p->token.kind) {
  case HCL_T_TEXT:
    return add_text(b);
  case HCL_T_VALUE:
    return add_value(b);
  case HCL_T_DIRECTIVE:
    if (!end_text(b, has_trim(&b->p->lexer, b->p->token)))
      return false;
    hcl_pass(b->p, false);
    *ended = is_one_of(b->p, ends);
    return *ended || add_directive(b);
  case HCL_T_QUOTE_END:
  case HCL_T_HEREDOC_END:
  case HCL_T_END:
    *ended = true;
    return !ends && end_text(b, false);
  default:
    return false;
  }
}

/* All parts: up to the end of the text, or up to a directive of `ends`. */
static HclExpr *parts_until(HclParser *p, struct reading *reading, const char *const *ends) {
  HclExpr *out = hcl_new(p, HCL_TEMPLATE, p->token.span.begin);
  struct builder b = {.p = p, .reading = reading, .parts = out, .text = buf_in(p->arena)};
  for (bool ended = false; !ended;) {
    if (!add_part(&b, ends, &ended))
      return NULL;
  }
  if (out->count == 1 && out->items[0]->kind == HCL_STRING)
    return out->items[0];
  if (out->count == 0)
    out->kind = HCL_STRING;
  return hcl_close(p, out);
}

/* ---- The whole ----------------------------------------------------------- */

static bool opens(HclToken token) {
  return token.kind == HCL_T_VALUE || token.kind == HCL_T_DIRECTIVE;
}

/* How many blanks all lines of a heredoc begin with. The current token is its first line.
 * Neither blank lines nor trimmed text count. */
static size_t indent_of(const HclParser *p) {
  HclLexer lexer = p->lexer;
  HclToken token = p->token;
  size_t level = 0, indent = SIZE_MAX;
  bool starts_line = true, trim = false, blank_line = false;
  while (level > 0 || token.kind != HCL_T_HEREDOC_END) {
    if (token.kind == HCL_T_ERROR || token.kind == HCL_T_END)
      return 0;
    HclToken next = hcl_next(&lexer);
    bool text = token.kind == HCL_T_TEXT && level == 0;
    if (text || (opens(token) && level == 0)) {
      Str s = hcl_text_of(&lexer, token);
      size_t blanks = text ? blanks_of(s, &blank_line) : 0;
      if (text && trim) {
        s = str_slice(s, blanks, s.len);
        blanks = blanks_of(s, &blank_line);
      }
      bool gone = blanks == s.len && opens(next) && has_trim(&lexer, next);
      size_t begins = gone ? 0 : count_characters(s, blanks);
      if (starts_line && !(text && blank_line && !gone) && begins < indent)
        indent = begins;
      starts_line = text && str_ends(s, "\n") && !(opens(next) && has_trim(&lexer, next));
    }
    level += opens(token);
    level -= token.kind == HCL_T_TEMPLATE_END;
    trim = token.kind == HCL_T_TEMPLATE_END && level == 0 && has_trim(&lexer, token);
    token = next;
  }
  return indent == SIZE_MAX ? 0 : indent;
}

HclExpr *hcl_string(HclParser *p) {
  bool quoted = p->token.kind == HCL_T_QUOTE, newlines = p->newlines;
  bool flush = !quoted && str_starts(hcl_text_of(&p->lexer, p->token), "<<-");
  size_t begin = p->token.span.begin;
  hcl_advance(p);
  struct reading reading = {
      .escapes = quoted, .indent = flush ? indent_of(p) : 0, .starts_line = true};
  HclExpr *out = parts_until(p, &reading, NULL);
  if (!out)
    return NULL;
  hcl_pass(p, newlines);
  if (!p->fixed)
    out->span = (Span){begin, p->last_end};
  return out;
}

HclExpr *hcl_text(HclParser *p) {
  return parts_until(p, &(struct reading){.escapes = false}, NULL);
}
