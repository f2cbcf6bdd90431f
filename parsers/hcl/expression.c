/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions: conditionals, operators, terms (literals, names, calls, lists, objects,
 * `for`), and what follows a term (.name, [index], splats).
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

static Str token_text(const HclParser *p) {
  return hcl_text_of(&p->lexer, p->token);
}

static bool at_punct(const HclParser *p, const char *punct) {
  return hcl_token_is(&p->lexer, p->token, punct);
}

bool hcl_at_name(const HclParser *p, const char *name) {
  return p->token.kind == HCL_T_NAME && str_is(token_text(p), name);
}

/* Passes over that punctuation mark, if it is there. */
static bool take_punct(HclParser *p, const char *punct) {
  bool there = at_punct(p, punct);
  if (there)
    hcl_advance(p);
  return there;
}

static bool take_name(HclParser *p, Str *name) {
  if (p->token.kind != HCL_T_NAME)
    return false;
  *name = token_text(p);
  hcl_advance(p);
  return true;
}

static void skip_newlines(HclParser *p) {
  while (p->token.kind == HCL_T_NEWLINE)
    hcl_advance(p);
}

/* ---- Making expressions -------------------------------------------------- */

HclExpr *hcl_new(HclParser *p, HclExprKind kind, size_t begin) {
  HclExpr *expr = arena_alloc(p->arena, sizeof *expr);
  expr->kind = kind;
  expr->height = 1;
  expr->span = p->fixed ? *p->fixed : (Span){begin, begin};
  return expr;
}

bool hcl_add(HclParser *p, HclExpr *expr, HclExpr *item) {
  if (!item)
    return false;
  LIST_ADD(p->arena, expr, item);
  if (expr->height <= item->height)
    expr->height = item->height + 1;
  return true;
}

HclExpr *hcl_close(HclParser *p, HclExpr *expr) {
  if (!p->fixed)
    expr->span.end = p->last_end;
  return expr->height <= MAX_DEPTH ? expr : NULL;
}

/* An expression around `inner` and, if it is given, `other`. */
static HclExpr *wrap(HclParser *p, HclExprKind kind, Str str, HclExpr *inner, HclExpr *other) {
  HclExpr *out = hcl_new(p, kind, inner->span.begin);
  out->str = str;
  hcl_add(p, out, inner);
  hcl_add(p, out, other);
  return hcl_close(p, out);
}

static HclExpr *literal(HclParser *p, HclExprKind kind) {
  HclExpr *out = hcl_new(p, kind, p->token.span.begin);
  out->str = token_text(p);
  hcl_advance(p);
  return hcl_close(p, out);
}

/* Passes over the closing bracket, behind which `newlines` is what counts. */
static HclExpr *end_brackets(HclParser *p, HclExpr *out, const char *closer, bool newlines) {
  if (!at_punct(p, closer))
    return NULL;
  hcl_pass(p, newlines);
  return hcl_close(p, out);
}

/* ---- Names and calls ----------------------------------------------------- */

/* Items up to `closer`, which becomes the current token. */
static bool items(HclParser *p, HclExpr *out, const char *closer) {
  while (!at_punct(p, closer)) {
    if (!hcl_add(p, out, hcl_parse(p)))
      return false;
    if (out->kind == HCL_CALL && take_punct(p, "...")) {
      out->expand = true;
      return true;
    }
    if (!take_punct(p, ",") && !at_punct(p, closer))
      return false;
  }
  return true;
}

static HclExpr *call(HclParser *p, Str name, size_t begin) {
  HclExpr *out = hcl_new(p, HCL_CALL, begin);
  bool newlines = p->newlines;
  out->str = name;
  hcl_pass(p, false);
  return items(p, out, ")") ? end_brackets(p, out, ")", newlines) : NULL;
}

static HclExpr *name_or_call(HclParser *p) {
  Span span = p->token.span;
  Str part;
  if (hcl_at_name(p, "null"))
    return literal(p, HCL_NULL);
  if (hcl_at_name(p, "true") || hcl_at_name(p, "false"))
    return literal(p, HCL_BOOL);
  HclExpr *out = literal(p, HCL_NAME);
  bool scoped = false;
  while (take_punct(p, "::")) { /* provider::aws::arn_parse(...) */
    scoped = true;
    span.end = p->token.span.end;
    if (!take_name(p, &part))
      return NULL;
  }
  if (at_punct(p, "("))
    return call(p, str_slice(p->lexer.bytes, span.begin, span.end), span.begin);
  return scoped ? NULL : out;
}

/* ---- For ----------------------------------------------------------------- */

bool hcl_for_intro(HclParser *p, HclExpr *out) {
  hcl_advance(p);
  if (!take_name(p, &out->names[1]))
    return false;
  if (take_punct(p, ",")) {
    out->names[0] = out->names[1];
    if (!take_name(p, &out->names[1]))
      return false;
  }
  if (!hcl_at_name(p, "in"))
    return false;
  hcl_advance(p);
  return hcl_add(p, out, hcl_parse(p));
}

/* The current token is the `for` behind the bracket. */
static HclExpr *for_in(HclParser *p, const char *closer, size_t begin, bool newlines) {
  HclExpr *out = hcl_new(p, HCL_FOR, begin);
  bool object = *closer == '}';
  out->loop = object ? HCL_LOOP_OBJECT : HCL_LOOP_TUPLE;
  if (!hcl_for_intro(p, out) || !take_punct(p, ":") || !hcl_add(p, out, hcl_parse(p)) ||
      take_punct(p, "=>") != object)
    return NULL;
  if (object && !hcl_add(p, out, hcl_parse(p)))
    return NULL;
  out->grouped = object && take_punct(p, "...");
  out->filtered = hcl_at_name(p, "if");
  if (out->filtered) {
    hcl_advance(p);
    if (!hcl_add(p, out, hcl_parse(p)))
      return NULL;
  }
  return end_brackets(p, out, closer, newlines);
}

/* ---- Brackets ------------------------------------------------------------ */

static HclExpr *tuple(HclParser *p) {
  HclExpr *out = hcl_new(p, HCL_TUPLE, p->token.span.begin);
  size_t begin = p->token.span.begin;
  bool newlines = p->newlines;
  hcl_pass(p, false);
  if (hcl_at_name(p, "for"))
    return for_in(p, "]", begin, newlines);
  return items(p, out, "]") ? end_brackets(p, out, "]", newlines) : NULL;
}

/* A key that is a mere word stands for itself. */
static bool entry(HclParser *p, HclExpr *out) {
  HclExpr *key = hcl_parse(p);
  if (key && (key->kind == HCL_NAME || key->kind == HCL_NULL || key->kind == HCL_BOOL))
    key->kind = HCL_STRING;
  if (!hcl_add(p, out, key) || (!take_punct(p, "=") && !take_punct(p, ":")))
    return false;
  skip_newlines(p);
  return hcl_add(p, out, hcl_parse(p));
}

static HclExpr *object(HclParser *p) {
  HclExpr *out = hcl_new(p, HCL_OBJECT, p->token.span.begin);
  size_t begin = p->token.span.begin;
  bool newlines = p->newlines;
  hcl_pass(p, true);
  skip_newlines(p);
  if (hcl_at_name(p, "for")) {
    p->newlines = false;
    return for_in(p, "}", begin, newlines);
  }
  while (!at_punct(p, "}")) {
    if (!entry(p, out))
      return NULL;
    bool separated = take_punct(p, ",") || p->token.kind == HCL_T_NEWLINE;
    skip_newlines(p);
    if (!separated && !at_punct(p, "}"))
      return NULL;
  }
  return end_brackets(p, out, "}", newlines);
}

static HclExpr *parentheses(HclParser *p) {
  HclExpr *out = hcl_new(p, HCL_PARENTHESES, p->token.span.begin);
  bool newlines = p->newlines;
  hcl_pass(p, false);
  return hcl_add(p, out, hcl_parse(p)) ? end_brackets(p, out, ")", newlines) : NULL;
}

/* ---- Terms --------------------------------------------------------------- */

static HclExpr *primary(HclParser *p) {
  switch (p->token.kind) {
  case HCL_T_NUMBER:
    return literal(p, HCL_NUMBER);
  case HCL_T_NAME:
    return name_or_call(p);
  case HCL_T_QUOTE:
  case HCL_T_HEREDOC:
    return hcl_string(p);
  default:
    break;
  }
  if (at_punct(p, "("))
    return parentheses(p);
  if (at_punct(p, "["))
    return tuple(p);
  return at_punct(p, "{") ? object(p) : NULL;
}

/* .name, .* and the old form of an index, .0; "x.0.1" has a number with a point there. */
static HclExpr *dot(HclParser *p, HclExpr *inner) {
  Str none = {NULL, 0}, name;
  HclExpr *out = NULL;
  hcl_advance(p);
  if (take_name(p, &name))
    return wrap(p, HCL_MEMBER, name, inner, NULL);
  if (take_punct(p, "*"))
    out = wrap(p, HCL_SPLAT, none, inner, NULL);
  else if (p->token.kind == HCL_T_NUMBER && str_all_digits(token_text(p)))
    out = wrap(p, HCL_INDEX, none, inner, literal(p, HCL_NUMBER));
  if (out)
    out->attributes = true;
  return out;
}

static HclExpr *bracket(HclParser *p, HclExpr *inner) {
  bool newlines = p->newlines;
  hcl_pass(p, false);
  bool splat = take_punct(p, "*");
  HclExpr *index = splat ? NULL : hcl_parse(p);
  if ((!splat && !index) || !at_punct(p, "]"))
    return NULL;
  hcl_pass(p, newlines);
  return wrap(p, splat ? HCL_SPLAT : HCL_INDEX, (Str){NULL, 0}, inner, index);
}

static HclExpr *term(HclParser *p) {
  HclExpr *out = primary(p);
  while (out && (at_punct(p, ".") || at_punct(p, "[")))
    out = at_punct(p, ".") ? dot(p, out) : bracket(p, out);
  return out;
}

/* ---- Operators ----------------------------------------------------------- */

/* How tightly the operator at the current token binds; 0: there is none. */
static int binding(const HclParser *p) {
  static const struct {
    const char *text;
    int binds;
  } operators[] = {
      {"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<", 4}, {">", 4}, {"<=", 4},
      {">=", 4}, {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6}, {"%", 6},
  };
  for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
    if (at_punct(p, operators[i].text))
      return operators[i].binds;
  }
  return 0;
}

static HclExpr *operand(HclParser *p) {
  if (!at_punct(p, "-") && !at_punct(p, "!"))
    return term(p);
  if (p->depth == MAX_DEPTH)
    return NULL;
  HclExpr *out = hcl_new(p, HCL_OPERATION, p->token.span.begin);
  out->str = token_text(p);
  hcl_advance(p);
  p->depth++;
  bool understood = hcl_add(p, out, operand(p));
  p->depth--;
  return understood ? hcl_close(p, out) : NULL;
}

/* Operators that bind at least as tightly as `least`. */
static HclExpr *operation(HclParser *p, int least) {
  HclExpr *out = operand(p);
  for (int binds = binding(p); out && binds >= least; binds = binding(p)) {
    Str text = token_text(p);
    hcl_advance(p);
    HclExpr *right = operation(p, binds + 1);
    out = right ? wrap(p, HCL_OPERATION, text, out, right) : NULL;
  }
  return out;
}

static HclExpr *conditional(HclParser *p) {
  HclExpr *condition = operation(p, 1);
  if (!condition || !take_punct(p, "?"))
    return condition;
  HclExpr *out = hcl_new(p, HCL_CONDITIONAL, condition->span.begin);
  bool understood = hcl_add(p, out, condition) && hcl_add(p, out, hcl_parse(p)) &&
                    take_punct(p, ":") && hcl_add(p, out, hcl_parse(p));
  return understood ? hcl_close(p, out) : NULL;
}

HclExpr *hcl_parse(HclParser *p) {
  if (p->depth == MAX_DEPTH)
    return NULL;
  p->depth++;
  HclExpr *out = conditional(p);
  p->depth--;
  return out;
}

/* ---- The whole ----------------------------------------------------------- */

/* `expr`, if it was understood and reaches the end; otherwise a broken expression.
 * `depth` is the lexer's at the end. */
static HclExpr *finish(HclParser *p, HclExpr *expr, Span span, size_t depth) {
  if (expr)
    skip_newlines(p);
  if (expr && p->token.kind == HCL_T_END && p->lexer.depth <= depth)
    return expr;
  HclExpr *broken = hcl_new(p, HCL_BROKEN, span.begin);
  broken->span = span;
  return broken;
}

HclExpr *hcl_expression(Arena *arena, const Source *source, Span span) {
  HclParser p = {.arena = arena, .newlines = true};
  hcl_lexer_init(&p.lexer, source->bytes, span.begin, span.end);
  hcl_advance(&p);
  return finish(&p, hcl_parse(&p), span, 0);
}

static HclExpr *read_template(Arena *arena, Str text, const Span *fixed, Span all) {
  HclParser p = {.arena = arena, .fixed = fixed};
  hcl_lexer_init_text(&p.lexer, text);
  hcl_advance(&p);
  return finish(&p, hcl_text(&p), all, 1);
}

HclExpr *hcl_template(Arena *arena, Str text, Span span) {
  return read_template(arena, text, &span, span);
}

HclExpr *hcl_template_file(Arena *arena, const Source *source) {
  return read_template(arena, str_n(source->bytes, source->len), NULL, (Span){0, source->len});
}
