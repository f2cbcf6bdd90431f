/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocks and attributes of a file. Expressions are passed over: only their
 * brackets and quotes are looked at, to know where they end.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/utf8.h"
#include "parsers/hcl/hcl.h"
#include "parsers/hcl/lexer.h"

struct reader {
  HclLexer lexer;
  HclToken token; /* the current one */
  Arena *arena;
  Error *err;
  HclFile *file;
  size_t comment_cap;
};

static int fail(struct reader *r, const char *why) {
  return error_set_at(r->err, r->lexer.limit ? ERR_LIMIT : ERR_SYNTAX, r->token.span.begin, "%s",
                      why);
}

static void keep_comment(struct reader *r) {
  HclFile *file = r->file;
  Span *comments =
      arena_grow(r->arena, file->comments, file->comment_count, &r->comment_cap, sizeof *comments);
  file->comments = comments;
  comments[file->comment_count++] = r->token.span;
}

/* Moves to the next token that is no comment. */
static int advance(struct reader *r) {
  int status = OK;
  do {
    r->token = hcl_next(&r->lexer);
    if (r->token.kind == HCL_T_COMMENT) {
      keep_comment(r);
      status = OK;
    }
  } while (r->token.kind == HCL_T_COMMENT && status == OK);
  if (r->token.kind == HCL_T_ERROR)
    return fail(r, r->lexer.why);
  return OK;
}

static bool is_punct(const struct reader *r, const char *punct) {
  return hcl_token_is(&r->lexer, r->token, punct);
}

/* Passes over an expression, up to the end of the line or of the block, which
 * both are at `depth` or below. */
static int skip_expression(struct reader *r, size_t depth, Span *span) {
  *span = (Span){r->token.span.begin, r->token.span.begin};
  for (;;) {
    bool outside = r->lexer.depth < depth;
    bool line = r->token.kind == HCL_T_NEWLINE && r->lexer.depth == depth;
    if (outside || line || r->token.kind == HCL_T_END)
      break;
    span->end = r->token.span.end;
    int status = advance(r);
    if (status != OK)
      return status;
  }
  if (r->lexer.depth > depth)
    return fail(r, "a bracket is not closed");
  return span->end > span->begin ? OK : fail(r, "an attribute without a value");
}

/* The current token is the '=' behind the name. */
static int read_attribute(struct reader *r, HclBody *body, size_t *cap, HclToken name) {
  HclAttribute *attributes =
      arena_grow(r->arena, body->attributes, body->attribute_count, cap, sizeof *attributes);
  body->attributes = attributes;
  HclAttribute *attribute = &attributes[body->attribute_count];
  attribute->name = hcl_text_of(&r->lexer, name);
  attribute->name_span = name.span;
  size_t depth = r->lexer.depth;
  int status = advance(r);
  if (status == OK)
    status = skip_expression(r, depth, &attribute->span);
  if (status == OK)
    body->attribute_count++;
  return status;
}

static void add_label(struct reader *r, HclBlock *block, size_t *cap, Span span) {
  Str *labels = arena_grow(r->arena, block->labels, block->label_count, cap, sizeof *labels);
  block->labels = labels;
  labels[block->label_count++] = str_slice(r->lexer.bytes, span.begin, span.end);
}

/* A label in quotes. What has escapes in it is no name of Terraform's: it is
 * kept as written, and nothing will be found under it. */
static int read_quoted_label(struct reader *r, HclBlock *block, size_t *cap) {
  Span span = {r->token.span.end, r->token.span.end};
  int status = advance(r);
  if (status == OK && r->token.kind == HCL_T_TEXT) {
    span = r->token.span;
    status = advance(r);
  }
  if (status != OK)
    return status;
  if (r->token.kind != HCL_T_QUOTE_END)
    return fail(r, "a label that is no plain string");
  add_label(r, block, cap, span);
  return OK;
}

static int read_body(struct reader *r, HclBody *body, bool nested);

/* The current token is the one behind the type. */
static int read_block(struct reader *r, HclBody *body, size_t *cap, HclToken type) {
  HclBlock *blocks = arena_grow(r->arena, body->blocks, body->block_count, cap, sizeof *blocks);
  body->blocks = blocks;
  HclBlock *block = &blocks[body->block_count];
  size_t label_cap = 0;
  *block = (HclBlock){.type = hcl_text_of(&r->lexer, type), .header = type.span};
  int status = OK;
  while (status == OK && !is_punct(r, "{")) {
    if (r->token.kind == HCL_T_NAME)
      add_label(r, block, &label_cap, r->token.span);
    else if (r->token.kind == HCL_T_QUOTE)
      status = read_quoted_label(r, block, &label_cap);
    else
      return fail(r, "neither an attribute nor a block");
    block->header.end = r->token.span.end;
    if (status == OK)
      status = advance(r);
  }
  if (status == OK)
    status = advance(r);
  if (status == OK)
    status = read_body(r, &block->body, true);
  block->span = (Span){type.span.begin, r->token.span.end};
  if (status == OK)
    body->block_count++;
  return status == OK ? advance(r) : status;
}

/* Up to the bracket that closes a nested body, or the end of the file. Recurses
 * no deeper than the lexer lets brackets nest. */
static int read_body(struct reader *r, HclBody *body, bool nested) {
  size_t attribute_cap = 0, block_cap = 0;
  for (;;) {
    int status = OK;
    if (r->token.kind == HCL_T_END)
      return nested ? fail(r, "a block without an end") : OK;
    if (r->token.kind == HCL_T_NEWLINE) {
      status = advance(r);
    } else if (nested && is_punct(r, "}")) {
      return OK;
    } else if (r->token.kind == HCL_T_NAME) {
      HclToken name = r->token;
      status = advance(r);
      if (status == OK && is_punct(r, "="))
        status = read_attribute(r, body, &attribute_cap, name);
      else if (status == OK)
        status = read_block(r, body, &block_cap, name);
      bool ended = r->token.kind == HCL_T_NEWLINE || r->token.kind == HCL_T_END ||
                   (nested && is_punct(r, "}"));
      if (status == OK && !ended)
        return fail(r, "something more on the line of an attribute or a block");
    } else {
      return fail(r, "neither an attribute nor a block");
    }
    if (status != OK)
      return status;
  }
}

int hcl_read(HclFile *out, Arena *arena, const Source *source, Error *err) {
  struct reader r = {.arena = arena, .err = err, .file = out};
  size_t bad, begin = 0;
  *out = (HclFile){.comment_count = 0};
  if (!utf8_valid(source->bytes, source->len, &bad))
    return error_set_at(err, ERR_SYNTAX, bad, "not UTF-8");
  if (source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
    begin = 3;
  hcl_lexer_init(&r.lexer, source->bytes, begin, source->len);
  int status = advance(&r);
  return status == OK ? read_body(&r, &out->body, false) : status;
}

const HclAttribute *hcl_attribute(const HclBody *body, const char *name) {
  const HclAttribute *hit = NULL;
  for (size_t i = 0; i < body->attribute_count; i++) {
    if (!str_is(body->attributes[i].name, name))
      continue;
    if (hit)
      return NULL;
    hit = &body->attributes[i];
  }
  return hit;
}
