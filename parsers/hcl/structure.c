/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocks and attributes of a file. Expressions are passed over: only their
 * brackets and quotes are looked at, to know where they end.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "hcl.h"
#include "lexer.h"

struct reader {
  struct alint_hcl_lexer lexer;
  struct alint_hcl_token token; /* the current one */
  struct alint_arena *arena;
  struct alint_error *err;
  struct alint_hcl_file *file;
  size_t comment_cap;
};

static int fail(struct reader *r, const char *why) {
  return alint_fail_at(r->err, r->lexer.limit ? ALINT_ELIMIT : ALINT_ESYNTAX, r->token.span.begin,
                       "%s", why);
}

static void keep_comment(struct reader *r) {
  struct alint_hcl_file *file = r->file;
  struct alint_span *comments = alint_arena_grow(r->arena, file->comments, file->comment_count,
                                                 &r->comment_cap, sizeof *comments);
  file->comments = comments;
  comments[file->comment_count++] = r->token.span;
}

/* Moves to the next token that is no comment. */
static int advance(struct reader *r) {
  int status = ALINT_OK;
  do {
    r->token = alint_hcl_next(&r->lexer);
    if (r->token.kind == ALINT_HCL_T_COMMENT) {
      keep_comment(r);
      status = ALINT_OK;
    }
  } while (r->token.kind == ALINT_HCL_T_COMMENT && status == ALINT_OK);
  if (r->token.kind == ALINT_HCL_T_ERROR)
    return fail(r, r->lexer.why);
  return ALINT_OK;
}

static bool is_punct(const struct reader *r, const char *punct) {
  return alint_hcl_token_is(&r->lexer, r->token, punct);
}

/* Passes over an expression, up to the end of the line or of the block, which
 * both are at `depth` or below. */
static int skip_expression(struct reader *r, size_t depth, struct alint_span *span) {
  *span = (struct alint_span){r->token.span.begin, r->token.span.begin};
  for (;;) {
    bool outside = r->lexer.depth < depth;
    bool line = r->token.kind == ALINT_HCL_T_NEWLINE && r->lexer.depth == depth;
    if (outside || line || r->token.kind == ALINT_HCL_T_END)
      break;
    span->end = r->token.span.end;
    int status = advance(r);
    if (status != ALINT_OK)
      return status;
  }
  if (r->lexer.depth > depth)
    return fail(r, "a bracket is not closed");
  return span->end > span->begin ? ALINT_OK : fail(r, "an attribute without a value");
}

/* The current token is the '=' behind the name. */
static int read_attribute(struct reader *r, struct alint_hcl_body *body, size_t *cap,
                          struct alint_hcl_token name) {
  struct alint_hcl_attribute *attributes =
      alint_arena_grow(r->arena, body->attributes, body->attribute_count, cap, sizeof *attributes);
  body->attributes = attributes;
  struct alint_hcl_attribute *attribute = &attributes[body->attribute_count];
  attribute->name = alint_hcl_text_of(&r->lexer, name);
  attribute->name_span = name.span;
  size_t depth = r->lexer.depth;
  int status = advance(r);
  if (status == ALINT_OK)
    status = skip_expression(r, depth, &attribute->span);
  if (status == ALINT_OK)
    body->attribute_count++;
  return status;
}

static void add_label(struct reader *r, struct alint_hcl_block *block, size_t *cap,
                      struct alint_span span) {
  struct alint_str *labels =
      alint_arena_grow(r->arena, block->labels, block->label_count, cap, sizeof *labels);
  block->labels = labels;
  labels[block->label_count++] = alint_str_slice(r->lexer.bytes, span.begin, span.end);
}

/* A label in quotes. What has escapes in it is no name of Terraform's: it is
 * kept as written, and nothing will be found under it. */
static int read_quoted_label(struct reader *r, struct alint_hcl_block *block, size_t *cap) {
  struct alint_span span = {r->token.span.end, r->token.span.end};
  int status = advance(r);
  if (status == ALINT_OK && r->token.kind == ALINT_HCL_T_TEXT) {
    span = r->token.span;
    status = advance(r);
  }
  if (status != ALINT_OK)
    return status;
  if (r->token.kind != ALINT_HCL_T_QUOTE_END)
    return fail(r, "a label that is no plain string");
  add_label(r, block, cap, span);
  return ALINT_OK;
}

static int read_body(struct reader *r, struct alint_hcl_body *body, bool nested);

/* The current token is the one behind the type. */
static int read_block(struct reader *r, struct alint_hcl_body *body, size_t *cap,
                      struct alint_hcl_token type) {
  struct alint_hcl_block *blocks =
      alint_arena_grow(r->arena, body->blocks, body->block_count, cap, sizeof *blocks);
  body->blocks = blocks;
  struct alint_hcl_block *block = &blocks[body->block_count];
  size_t label_cap = 0;
  *block =
      (struct alint_hcl_block){.type = alint_hcl_text_of(&r->lexer, type), .header = type.span};
  int status = ALINT_OK;
  while (status == ALINT_OK && !is_punct(r, "{")) {
    if (r->token.kind == ALINT_HCL_T_NAME)
      add_label(r, block, &label_cap, r->token.span);
    else if (r->token.kind == ALINT_HCL_T_QUOTE)
      status = read_quoted_label(r, block, &label_cap);
    else
      return fail(r, "neither an attribute nor a block");
    block->header.end = r->token.span.end;
    if (status == ALINT_OK)
      status = advance(r);
  }
  if (status == ALINT_OK)
    status = advance(r);
  if (status == ALINT_OK)
    status = read_body(r, &block->body, true);
  block->span = (struct alint_span){type.span.begin, r->token.span.end};
  if (status == ALINT_OK)
    body->block_count++;
  return status == ALINT_OK ? advance(r) : status;
}

/* Up to the bracket that closes a nested body, or the end of the file. Recurses
 * no deeper than the lexer lets brackets nest. */
static int read_body(struct reader *r, struct alint_hcl_body *body, bool nested) {
  size_t attribute_cap = 0, block_cap = 0;
  for (;;) {
    int status = ALINT_OK;
    if (r->token.kind == ALINT_HCL_T_END)
      return nested ? fail(r, "a block without an end") : ALINT_OK;
    if (r->token.kind == ALINT_HCL_T_NEWLINE) {
      status = advance(r);
    } else if (nested && is_punct(r, "}")) {
      return ALINT_OK;
    } else if (r->token.kind == ALINT_HCL_T_NAME) {
      struct alint_hcl_token name = r->token;
      status = advance(r);
      if (status == ALINT_OK && is_punct(r, "="))
        status = read_attribute(r, body, &attribute_cap, name);
      else if (status == ALINT_OK)
        status = read_block(r, body, &block_cap, name);
      bool ended = r->token.kind == ALINT_HCL_T_NEWLINE || r->token.kind == ALINT_HCL_T_END ||
                   (nested && is_punct(r, "}"));
      if (status == ALINT_OK && !ended)
        return fail(r, "something more on the line of an attribute or a block");
    } else {
      return fail(r, "neither an attribute nor a block");
    }
    if (status != ALINT_OK)
      return status;
  }
}

int alint_hcl_read(struct alint_hcl_file *out, struct alint_arena *arena,
                   const struct alint_source *source, struct alint_error *err) {
  struct reader r = {.arena = arena, .err = err, .file = out};
  size_t bad, begin = 0;
  *out = (struct alint_hcl_file){.comment_count = 0};
  if (!alint_utf8_valid(source->bytes, source->len, &bad))
    return alint_fail_at(err, ALINT_ESYNTAX, bad, "not UTF-8");
  if (source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
    begin = 3;
  alint_hcl_lexer_init(&r.lexer, source->bytes, begin, source->len);
  int status = advance(&r);
  return status == ALINT_OK ? read_body(&r, &out->body, false) : status;
}

const struct alint_hcl_attribute *alint_hcl_attribute(const struct alint_hcl_body *body,
                                                      const char *name) {
  const struct alint_hcl_attribute *hit = NULL;
  for (size_t i = 0; i < body->attribute_count; i++) {
    if (!alint_str_is(body->attributes[i].name, name))
      continue;
    if (hit)
      return NULL;
    hit = &body->attributes[i];
  }
  return hit;
}
