/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocks and attributes of a file. Of an expression only brackets and quotes matter here,
 * which show where it ends.
 */
#include "assumelint/arena.h"
#include "assumelint/utf8.h"
#include "parsers/hcl/hcl.h"
#include "parsers/hcl/lexer.h"

/* Functions that read give false where the structure is broken: `status` says how. */
struct reader {
  HclLexer lexer;
  HclToken token; /* the current one */
  Arena *arena;
  Error *err;
  int status;
  HclFile *file;
  size_t comment_cap;
};

static bool fail(struct reader *r, const char *why) {
  r->status =
      error_set_at(r->err, r->lexer.limit ? ERR_LIMIT : ERR_SYNTAX, r->token.span.begin, "%s", why);
  return false;
}

static void keep_comment(struct reader *r) {
  HclFile *file = r->file;
  ARRAY_ADD(r->arena, file->comments, file->comment_count, r->comment_cap, r->token.span);
}

/* Moves to the next token that is no comment. */
static bool advance(struct reader *r) {
  for (;;) {
    r->token = hcl_next(&r->lexer);
    if (r->token.kind == HCL_T_ERROR)
      return fail(r, r->lexer.why);
    if (r->token.kind != HCL_T_COMMENT)
      return true;
    keep_comment(r);
  }
}

static bool is_punct(const struct reader *r, const char *punct) {
  return hcl_token_is(&r->lexer, r->token, punct);
}

/* ---- Attributes ---------------------------------------------------------- */

/* Passes over an expression, up to the end of its line or of the block around it. */
static bool skip_expression(struct reader *r, size_t depth, Span *span) {
  *span = (Span){r->token.span.begin, r->token.span.begin};
  while (r->token.kind != HCL_T_END && r->lexer.depth >= depth &&
         !(r->token.kind == HCL_T_NEWLINE && r->lexer.depth == depth)) {
    span->end = r->token.span.end;
    if (!advance(r))
      return false;
  }
  if (r->lexer.depth > depth)
    return fail(r, "a bracket is not closed");
  return span->end > span->begin || fail(r, "an attribute without a value");
}

/* The current token is the '=' behind the name. */
static bool read_attribute(struct reader *r, HclBody *body, size_t *cap, HclToken name) {
  HclAttribute attribute = {.name = hcl_text_of(&r->lexer, name), .name_span = name.span};
  size_t depth = r->lexer.depth;
  if (!advance(r) || !skip_expression(r, depth, &attribute.span))
    return false;
  ARRAY_ADD(r->arena, body->attributes, body->attribute_count, *cap, attribute);
  return true;
}

/* ---- Blocks -------------------------------------------------------------- */

/* A label in quotes. Terraform has no names with escapes: such a label is kept as written,
 * and nothing is found under it. */
static bool read_quoted_label(struct reader *r, Span *span) {
  *span = (Span){r->token.span.end, r->token.span.end};
  if (!advance(r))
    return false;
  if (r->token.kind == HCL_T_TEXT) {
    *span = r->token.span;
    if (!advance(r))
      return false;
  }
  return r->token.kind == HCL_T_QUOTE_END || fail(r, "a label that is not a plain string");
}

/* Labels up to the '{'. */
static bool read_labels(struct reader *r, HclBlock *block) {
  size_t cap = 0;
  while (!is_punct(r, "{")) {
    Span span = r->token.span;
    if (r->token.kind != HCL_T_NAME && r->token.kind != HCL_T_QUOTE)
      return fail(r, "neither an attribute nor a block");
    if (r->token.kind == HCL_T_QUOTE && !read_quoted_label(r, &span))
      return false;
    ARRAY_ADD(r->arena, block->labels, block->label_count, cap,
              str_slice(r->lexer.bytes, span.begin, span.end));
    block->header.end = r->token.span.end;
    if (!advance(r))
      return false;
  }
  return true;
}

static bool read_body(struct reader *r, HclBody *body, bool nested);

/* The current token is the one behind the type. */
static bool read_block(struct reader *r, HclBody *body, size_t *cap, HclToken type) {
  HclBlock block = {.type = hcl_text_of(&r->lexer, type), .header = type.span};
  if (!read_labels(r, &block) || !advance(r) || !read_body(r, &block.body, true))
    return false;
  block.span = (Span){type.span.begin, r->token.span.end};
  ARRAY_ADD(r->arena, body->blocks, body->block_count, *cap, block);
  return advance(r);
}

/* Up to the bracket that closes a nested body, or the end of the file. Recurses as deep
 * as the lexer lets brackets nest. */
static bool read_body(struct reader *r, HclBody *body, bool nested) {
  size_t attribute_cap = 0, block_cap = 0;
  for (;;) {
    if (r->token.kind == HCL_T_END)
      return !nested || fail(r, "a block that does not end");
    if (nested && is_punct(r, "}"))
      return true;
    if (r->token.kind == HCL_T_NEWLINE) {
      if (!advance(r))
        return false;
      continue;
    }
    HclToken name = r->token;
    if (name.kind != HCL_T_NAME)
      return fail(r, "neither an attribute nor a block");
    if (!advance(r))
      return false;
    if (is_punct(r, "=") ? !read_attribute(r, body, &attribute_cap, name)
                         : !read_block(r, body, &block_cap, name))
      return false;
    if (r->token.kind != HCL_T_NEWLINE && r->token.kind != HCL_T_END &&
        !(nested && is_punct(r, "}")))
      return fail(r, "more text on the line where an attribute or a block ends");
  }
}

int hcl_read(HclFile *out, Arena *arena, const Source *source, Error *err) {
  struct reader r = {.arena = arena, .err = err, .file = out};
  size_t bad;
  bool mark = str_starts(str_n(source->bytes, source->len), "\xEF\xBB\xBF");
  *out = (HclFile){.comment_count = 0};
  if (!utf8_valid(source->bytes, source->len, &bad))
    return error_set_at(err, ERR_SYNTAX, bad, "not UTF-8");
  hcl_lexer_init(&r.lexer, source->bytes, mark ? 3 : 0, source->len);
  if (advance(&r))
    read_body(&r, &out->body, false);
  return r.status;
}
