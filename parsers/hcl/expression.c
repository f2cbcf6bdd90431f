/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions: conditionals, operators, and what is asked of a term (.name,
 * [index], splats).
 */
#include "assumelint/arena.h"
#include "parse.h"

/* ---- Tokens -------------------------------------------------------------- */

void alint_hcl_advance(struct alint_hcl_parser *p) {
  p->last_end = p->token.span.end;
  do
    p->token = alint_hcl_next(&p->lexer);
  while (p->token.kind == ALINT_HCL_T_COMMENT ||
         (p->token.kind == ALINT_HCL_T_NEWLINE && !p->newlines));
}

void alint_hcl_pass(struct alint_hcl_parser *p, bool newlines) {
  p->newlines = newlines;
  alint_hcl_advance(p);
}

bool alint_hcl_at(const struct alint_hcl_parser *p, const char *punct) {
  return alint_hcl_token_is(&p->lexer, p->token, punct);
}

bool alint_hcl_at_name(const struct alint_hcl_parser *p, const char *name) {
  return p->token.kind == ALINT_HCL_T_NAME &&
         alint_str_is(alint_hcl_text_of(&p->lexer, p->token), name);
}

/* ---- Expressions --------------------------------------------------------- */

struct alint_hcl_expr *alint_hcl_new(struct alint_hcl_parser *p, enum alint_hcl_kind kind,
                                     size_t begin) {
  struct alint_hcl_expr *expr = alint_arena_alloc(p->arena, sizeof *expr);
  expr->kind = kind;
  expr->height = 1;
  expr->span = p->fixed ? *p->fixed : (struct alint_span){begin, begin};
  return expr;
}

struct alint_hcl_expr *alint_hcl_close(struct alint_hcl_parser *p, struct alint_hcl_expr *expr,
                                       const struct alint_hcl_list *items) {
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
  return expr->height <= ALINT_MAX_DEPTH ? expr : NULL;
}

bool alint_hcl_add(struct alint_hcl_parser *p, struct alint_hcl_list *list,
                   struct alint_hcl_expr *item) {
  if (!item)
    return false;
  struct alint_hcl_expr **items = alint_arena_grow(p->arena, (void *)list->items, list->count,
                                                   &list->cap, sizeof(struct alint_hcl_expr *));
  list->items = items;
  items[list->count++] = item;
  return true;
}

/* ---- Asked of a term ----------------------------------------------------- */

/* An expression around `inner` and, if it is given, `other`. */
static struct alint_hcl_expr *wrap(struct alint_hcl_parser *p, enum alint_hcl_kind kind,
                                   struct alint_hcl_expr *inner, struct alint_hcl_expr *other) {
  struct alint_hcl_list items = {NULL, 0, 0};
  if (!alint_hcl_add(p, &items, inner) || (other && !alint_hcl_add(p, &items, other)))
    return NULL;
  return alint_hcl_close(p, alint_hcl_new(p, kind, inner->span.begin), &items);
}

/* The number of the old form x.0.arn, which may have been taken for x.0.1. */
static struct alint_hcl_expr *old_index(struct alint_hcl_parser *p, struct alint_hcl_expr *inner) {
  struct alint_str number = alint_hcl_text_of(&p->lexer, p->token);
  if (!alint_str_all_digits(number))
    return NULL;
  struct alint_hcl_expr *index = alint_hcl_new(p, ALINT_HCL_NUMBER, p->token.span.begin);
  alint_hcl_advance(p);
  if (!alint_hcl_close(p, index, NULL))
    return NULL;
  index->str = number;
  struct alint_hcl_expr *out = wrap(p, ALINT_HCL_INDEX, inner, index);
  if (out)
    out->attributes = true;
  return out;
}

static struct alint_hcl_expr *dot(struct alint_hcl_parser *p, struct alint_hcl_expr *inner) {
  alint_hcl_advance(p);
  if (alint_hcl_at(p, "*")) {
    alint_hcl_advance(p);
    struct alint_hcl_expr *splat = wrap(p, ALINT_HCL_SPLAT, inner, NULL);
    if (splat)
      splat->attributes = true;
    return splat;
  }
  if (p->token.kind == ALINT_HCL_T_NUMBER)
    return old_index(p, inner);
  if (p->token.kind != ALINT_HCL_T_NAME)
    return NULL;
  struct alint_str name = alint_hcl_text_of(&p->lexer, p->token);
  alint_hcl_advance(p);
  struct alint_hcl_expr *out = wrap(p, ALINT_HCL_MEMBER, inner, NULL);
  if (out)
    out->str = name;
  return out;
}

static struct alint_hcl_expr *bracket(struct alint_hcl_parser *p, struct alint_hcl_expr *inner) {
  bool newlines = p->newlines;
  struct alint_hcl_expr *index = NULL;
  alint_hcl_pass(p, false);
  bool splat = alint_hcl_at(p, "*");
  if (splat)
    alint_hcl_advance(p);
  else
    index = alint_hcl_parse(p);
  if ((!splat && !index) || !alint_hcl_at(p, "]"))
    return NULL;
  alint_hcl_pass(p, newlines);
  return wrap(p, splat ? ALINT_HCL_SPLAT : ALINT_HCL_INDEX, inner, index);
}

static struct alint_hcl_expr *term(struct alint_hcl_parser *p) {
  struct alint_hcl_expr *out = alint_hcl_primary(p);
  while (out && (alint_hcl_at(p, ".") || alint_hcl_at(p, "[")))
    out = alint_hcl_at(p, ".") ? dot(p, out) : bracket(p, out);
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

static int binding(const struct alint_hcl_parser *p) {
  for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
    if (alint_hcl_at(p, operators[i].text))
      return operators[i].binds;
  }
  return 0;
}

static struct alint_hcl_expr *operand(struct alint_hcl_parser *p) {
  if (!alint_hcl_at(p, "-") && !alint_hcl_at(p, "!"))
    return term(p);
  if (p->depth == ALINT_MAX_DEPTH)
    return NULL;
  p->depth++;
  struct alint_hcl_list items = {NULL, 0, 0};
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_OPERATION, p->token.span.begin);
  struct alint_str text = alint_hcl_text_of(&p->lexer, p->token);
  alint_hcl_advance(p);
  if (!alint_hcl_add(p, &items, operand(p)))
    return NULL;
  out->str = text;
  p->depth--;
  return alint_hcl_close(p, out, &items);
}

/* Operators that bind at least as tightly as `least`. */
static struct alint_hcl_expr *operation(struct alint_hcl_parser *p, int least) {
  struct alint_hcl_expr *out = operand(p);
  for (int binds = binding(p); out && binds >= least; binds = binding(p)) {
    struct alint_str text = alint_hcl_text_of(&p->lexer, p->token);
    alint_hcl_advance(p);
    struct alint_hcl_expr *right = operation(p, binds + 1);
    out = right ? wrap(p, ALINT_HCL_OPERATION, out, right) : NULL;
    if (out)
      out->str = text;
  }
  return out;
}

static struct alint_hcl_expr *conditional(struct alint_hcl_parser *p) {
  struct alint_hcl_list items = {NULL, 0, 0};
  struct alint_hcl_expr *condition = operation(p, 1);
  if (!condition || !alint_hcl_at(p, "?"))
    return condition;
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_CONDITIONAL, condition->span.begin);
  alint_hcl_advance(p);
  if (!alint_hcl_add(p, &items, condition) || !alint_hcl_add(p, &items, alint_hcl_parse(p)))
    return NULL;
  if (!alint_hcl_at(p, ":"))
    return NULL;
  alint_hcl_advance(p);
  if (!alint_hcl_add(p, &items, alint_hcl_parse(p)))
    return NULL;
  return alint_hcl_close(p, out, &items);
}

struct alint_hcl_expr *alint_hcl_parse(struct alint_hcl_parser *p) {
  if (p->depth == ALINT_MAX_DEPTH)
    return NULL;
  p->depth++;
  struct alint_hcl_expr *out = conditional(p);
  p->depth--;
  return out;
}

/* ---- The front doors ----------------------------------------------------- */

static void finish(struct alint_hcl_expr **out, struct alint_hcl_parser *p,
                   struct alint_hcl_expr *expr, struct alint_span span) {
  while (expr && p->token.kind == ALINT_HCL_T_NEWLINE)
    alint_hcl_advance(p);
  if (expr && p->token.kind == ALINT_HCL_T_END && p->lexer.depth <= (p->whole ? 1 : 0)) {
    *out = expr;
    return;
  }
  *out = alint_hcl_new(p, ALINT_HCL_BROKEN, span.begin);
  (*out)->span = span;
}

int alint_hcl_expression(struct alint_hcl_expr **out, struct alint_arena *arena,
                         const struct alint_source *source, struct alint_span span) {
  struct alint_hcl_parser p = {.arena = arena, .newlines = true};
  alint_hcl_lexer_init(&p.lexer, source->bytes, span.begin, span.end);
  alint_hcl_advance(&p);
  finish(out, &p, alint_hcl_parse(&p), span);
  return ALINT_OK;
}

void alint_hcl_template(struct alint_hcl_expr **out, struct alint_arena *arena,
                        struct alint_str text, struct alint_span span) {
  struct alint_hcl_parser p = {.arena = arena, .fixed = &span, .whole = true};
  alint_hcl_lexer_init_text(&p.lexer, text);
  alint_hcl_advance(&p);
  finish(out, &p, alint_hcl_text(&p), span);
}

void alint_hcl_template_file(struct alint_hcl_expr **out, struct alint_arena *arena,
                             const struct alint_source *source) {
  struct alint_hcl_parser p = {.arena = arena, .whole = true};
  struct alint_span all = {0, source->len};
  alint_hcl_lexer_init_text(&p.lexer, alint_str_n(source->bytes, source->len));
  alint_hcl_advance(&p);
  finish(out, &p, alint_hcl_text(&p), all);
}
