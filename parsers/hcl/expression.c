/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions: conditionals, operators, and what is asked of a term (.name,
 * [index], splats).
 */
#include "assumelint/arena.h"
#include "parsers/hcl/parse.h"

/* ---- Tokens -------------------------------------------------------------- */

void hcl_advance(HclParser *p) {
  p->last_end = p->token.span.end;
  do
    p->token = hcl_next(&p->lexer);
  while (p->token.kind == HCL_T_COMMENT || (p->token.kind == HCL_T_NEWLINE && !p->newlines));
}

void hcl_pass(HclParser *p, bool newlines) {
  p->newlines = newlines;
  hcl_advance(p);
}

bool hcl_at(const HclParser *p, const char *punct) {
  return hcl_token_is(&p->lexer, p->token, punct);
}

bool hcl_at_name(const HclParser *p, const char *name) {
  return p->token.kind == HCL_T_NAME && str_is(hcl_text_of(&p->lexer, p->token), name);
}

/* ---- Expressions --------------------------------------------------------- */

HclExpr *hcl_new(HclParser *p, HclExprKind kind, size_t begin) {
  HclExpr *expr = arena_alloc(p->arena, sizeof *expr);
  expr->kind = kind;
  expr->height = 1;
  expr->span = p->fixed ? *p->fixed : (Span){begin, begin};
  return expr;
}

HclExpr *hcl_close(HclParser *p, HclExpr *expr, const HclList *items) {
  if (!expr)
    return NULL;
  if (!p->fixed)
    expr->span.end = p->last_end;
  for (size_t i = 0; items && i < items->count; i++) {
    if (expr->height <= items->items[i]->height)
      expr->height = items->items[i]->height + 1;
  }
  if (items) {
    expr->items = items->items;
    expr->count = items->count;
  }
  return expr->height <= MAX_DEPTH ? expr : NULL;
}

bool hcl_add(HclParser *p, HclList *list, HclExpr *item) {
  if (!item)
    return false;
  HclExpr **items =
      arena_grow(p->arena, (void *)list->items, list->count, &list->cap, sizeof(HclExpr *));
  list->items = items;
  items[list->count++] = item;
  return true;
}

/* ---- Asked of a term ----------------------------------------------------- */

/* An expression around `inner` and, if it is given, `other`. */
static HclExpr *wrap(HclParser *p, HclExprKind kind, HclExpr *inner, HclExpr *other) {
  HclList items = {NULL, 0, 0};
  if (!hcl_add(p, &items, inner) || (other && !hcl_add(p, &items, other)))
    return NULL;
  return hcl_close(p, hcl_new(p, kind, inner->span.begin), &items);
}

/* The number of the old form x.0.arn, which may have been taken for x.0.1. */
static HclExpr *old_index(HclParser *p, HclExpr *inner) {
  Str number = hcl_text_of(&p->lexer, p->token);
  if (!str_all_digits(number))
    return NULL;
  HclExpr *index = hcl_new(p, HCL_NUMBER, p->token.span.begin);
  hcl_advance(p);
  if (!hcl_close(p, index, NULL))
    return NULL;
  index->str = number;
  HclExpr *out = wrap(p, HCL_INDEX, inner, index);
  if (out)
    out->attributes = true;
  return out;
}

static HclExpr *dot(HclParser *p, HclExpr *inner) {
  hcl_advance(p);
  if (hcl_at(p, "*")) {
    hcl_advance(p);
    HclExpr *splat = wrap(p, HCL_SPLAT, inner, NULL);
    if (splat)
      splat->attributes = true;
    return splat;
  }
  if (p->token.kind == HCL_T_NUMBER)
    return old_index(p, inner);
  if (p->token.kind != HCL_T_NAME)
    return NULL;
  Str name = hcl_text_of(&p->lexer, p->token);
  hcl_advance(p);
  HclExpr *out = wrap(p, HCL_MEMBER, inner, NULL);
  if (out)
    out->str = name;
  return out;
}

static HclExpr *bracket(HclParser *p, HclExpr *inner) {
  bool newlines = p->newlines;
  HclExpr *index = NULL;
  hcl_pass(p, false);
  bool splat = hcl_at(p, "*");
  if (splat)
    hcl_advance(p);
  else
    index = hcl_parse(p);
  if ((!splat && !index) || !hcl_at(p, "]"))
    return NULL;
  hcl_pass(p, newlines);
  return wrap(p, splat ? HCL_SPLAT : HCL_INDEX, inner, index);
}

static HclExpr *term(HclParser *p) {
  HclExpr *out = hcl_primary(p);
  while (out && (hcl_at(p, ".") || hcl_at(p, "[")))
    out = hcl_at(p, ".") ? dot(p, out) : bracket(p, out);
  return out;
}

/* ---- Operators ----------------------------------------------------------- */

static const struct {
  const char *text;
  int binds;
} operators[] = {
    {"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<", 4}, {">", 4}, {"<=", 4},
    {">=", 4}, {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6}, {"%", 6},
};

static int binding(const HclParser *p) {
  for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
    if (hcl_at(p, operators[i].text))
      return operators[i].binds;
  }
  return 0;
}

static HclExpr *operand(HclParser *p) {
  if (!hcl_at(p, "-") && !hcl_at(p, "!"))
    return term(p);
  if (p->depth == MAX_DEPTH)
    return NULL;
  p->depth++;
  HclList items = {NULL, 0, 0};
  HclExpr *out = hcl_new(p, HCL_OPERATION, p->token.span.begin);
  Str text = hcl_text_of(&p->lexer, p->token);
  hcl_advance(p);
  if (!hcl_add(p, &items, operand(p)))
    return NULL;
  out->str = text;
  p->depth--;
  return hcl_close(p, out, &items);
}

/* Operators that bind at least as tightly as `least`. */
static HclExpr *operation(HclParser *p, int least) {
  HclExpr *out = operand(p);
  for (int binds = binding(p); out && binds >= least; binds = binding(p)) {
    Str text = hcl_text_of(&p->lexer, p->token);
    hcl_advance(p);
    HclExpr *right = operation(p, binds + 1);
    out = right ? wrap(p, HCL_OPERATION, out, right) : NULL;
    if (out)
      out->str = text;
  }
  return out;
}

static HclExpr *conditional(HclParser *p) {
  HclList items = {NULL, 0, 0};
  HclExpr *condition = operation(p, 1);
  if (!condition || !hcl_at(p, "?"))
    return condition;
  HclExpr *out = hcl_new(p, HCL_CONDITIONAL, condition->span.begin);
  hcl_advance(p);
  if (!hcl_add(p, &items, condition) || !hcl_add(p, &items, hcl_parse(p)))
    return NULL;
  if (!hcl_at(p, ":"))
    return NULL;
  hcl_advance(p);
  if (!hcl_add(p, &items, hcl_parse(p)))
    return NULL;
  return hcl_close(p, out, &items);
}

HclExpr *hcl_parse(HclParser *p) {
  if (p->depth == MAX_DEPTH)
    return NULL;
  p->depth++;
  HclExpr *out = conditional(p);
  p->depth--;
  return out;
}

/* ---- The front doors ----------------------------------------------------- */

static void finish(HclExpr **out, HclParser *p, HclExpr *expr, Span span) {
  while (expr && p->token.kind == HCL_T_NEWLINE)
    hcl_advance(p);
  if (expr && p->token.kind == HCL_T_END && p->lexer.depth <= (p->whole ? 1 : 0)) {
    *out = expr;
    return;
  }
  *out = hcl_new(p, HCL_BROKEN, span.begin);
  (*out)->span = span;
}

int hcl_expression(HclExpr **out, Arena *arena, const Source *source, Span span) {
  HclParser p = {.arena = arena, .newlines = true};
  hcl_lexer_init(&p.lexer, source->bytes, span.begin, span.end);
  hcl_advance(&p);
  finish(out, &p, hcl_parse(&p), span);
  return OK;
}

void hcl_template(HclExpr **out, Arena *arena, Str text, Span span) {
  HclParser p = {.arena = arena, .fixed = &span, .whole = true};
  hcl_lexer_init_text(&p.lexer, text);
  hcl_advance(&p);
  finish(out, &p, hcl_text(&p), span);
}

void hcl_template_file(HclExpr **out, Arena *arena, const Source *source) {
  HclParser p = {.arena = arena, .whole = true};
  Span all = {0, source->len};
  hcl_lexer_init_text(&p.lexer, str_n(source->bytes, source->len));
  hcl_advance(&p);
  finish(out, &p, hcl_text(&p), all);
}
