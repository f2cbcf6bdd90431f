/* SPDX-License-Identifier: Apache-2.0
 *
 * Terms: literals, names and calls, lists and objects, and `for`.
 */
#include "parse.h"

static struct alint_hcl_expr *literal(struct alint_hcl_parser *p, enum alint_hcl_kind kind) {
  struct alint_hcl_expr *out = alint_hcl_new(p, kind, p->token.span.begin);
  out->str = alint_hcl_text_of(&p->lexer, p->token);
  alint_hcl_advance(p);
  return alint_hcl_close(p, out, NULL);
}

/* ---- Calls --------------------------------------------------------------- */

/* Items up to `closer`, which is the current token when it is through. */
static bool arguments(struct alint_hcl_parser *p, struct alint_hcl_list *items, const char *closer,
                      bool *expand) {
  while (!alint_hcl_at(p, closer)) {
    if (!alint_hcl_add(p, items, alint_hcl_parse(p)))
      return false;
    if (expand && alint_hcl_at(p, "...")) {
      *expand = true;
      alint_hcl_advance(p);
      return alint_hcl_at(p, closer);
    }
    if (alint_hcl_at(p, ","))
      alint_hcl_advance(p);
    else if (!alint_hcl_at(p, closer))
      return false;
  }
  return true;
}

static struct alint_hcl_expr *call(struct alint_hcl_parser *p, struct alint_str name,
                                   size_t begin) {
  struct alint_hcl_list items = {NULL, 0, 0};
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_CALL, begin);
  bool newlines = p->newlines;
  out->str = name;
  alint_hcl_pass(p, false);
  if (!arguments(p, &items, ")", &out->expand))
    return NULL;
  alint_hcl_pass(p, newlines);
  return alint_hcl_close(p, out, &items);
}

static struct alint_hcl_expr *name_or_call(struct alint_hcl_parser *p) {
  struct alint_span span = p->token.span;
  if (alint_hcl_at_name(p, "null"))
    return literal(p, ALINT_HCL_NULL);
  if (alint_hcl_at_name(p, "true") || alint_hcl_at_name(p, "false"))
    return literal(p, ALINT_HCL_BOOL);
  struct alint_hcl_expr *out = literal(p, ALINT_HCL_NAME);
  bool scoped = false;
  while (out && alint_hcl_at(p, "::")) { /* provider::aws::arn_parse(...) */
    scoped = true;
    alint_hcl_advance(p);
    span.end = p->token.span.end;
    if (p->token.kind != ALINT_HCL_T_NAME)
      return NULL;
    alint_hcl_advance(p);
  }
  if (out && alint_hcl_at(p, "("))
    return call(p, alint_str_slice(p->lexer.bytes, span.begin, span.end), span.begin);
  return scoped ? NULL : out;
}

/* ---- For ----------------------------------------------------------------- */

static bool for_name(struct alint_hcl_parser *p, struct alint_str *name) {
  if (p->token.kind != ALINT_HCL_T_NAME)
    return false;
  *name = alint_hcl_text_of(&p->lexer, p->token);
  alint_hcl_advance(p);
  return true;
}

/* "for k, v in x :"; the current token is the `for`. */
static bool for_intro(struct alint_hcl_parser *p, struct alint_hcl_expr *out,
                      struct alint_hcl_list *items) {
  alint_hcl_advance(p);
  if (!for_name(p, &out->names[1]))
    return false;
  if (alint_hcl_at(p, ",")) {
    alint_hcl_advance(p);
    out->names[0] = out->names[1];
    if (!for_name(p, &out->names[1]))
      return false;
  }
  if (!alint_hcl_at_name(p, "in"))
    return false;
  alint_hcl_advance(p);
  if (!alint_hcl_add(p, items, alint_hcl_parse(p)) || !alint_hcl_at(p, ":"))
    return false;
  alint_hcl_advance(p);
  return true;
}

/* The current token is the `for` behind the bracket. */
static struct alint_hcl_expr *for_in(struct alint_hcl_parser *p, const char *closer, size_t begin,
                                     bool newlines) {
  struct alint_hcl_list items = {NULL, 0, 0};
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_FOR, begin);
  if (!for_intro(p, out, &items) || !alint_hcl_add(p, &items, alint_hcl_parse(p)))
    return NULL;
  bool object = *closer == '}';
  out->loop = object ? ALINT_HCL_LOOP_OBJECT : ALINT_HCL_LOOP_TUPLE;
  if (alint_hcl_at(p, "=>") != object)
    return NULL;
  if (object) {
    alint_hcl_advance(p);
    if (!alint_hcl_add(p, &items, alint_hcl_parse(p)))
      return NULL;
  }
  if (object && alint_hcl_at(p, "...")) {
    out->grouped = true;
    alint_hcl_advance(p);
  }
  if (alint_hcl_at_name(p, "if")) {
    out->filtered = true;
    alint_hcl_advance(p);
    if (!alint_hcl_add(p, &items, alint_hcl_parse(p)))
      return NULL;
  }
  if (!alint_hcl_at(p, closer))
    return NULL;
  alint_hcl_pass(p, newlines);
  return alint_hcl_close(p, out, &items);
}

/* ---- Lists and objects --------------------------------------------------- */

static struct alint_hcl_expr *tuple(struct alint_hcl_parser *p) {
  struct alint_hcl_list items = {NULL, 0, 0};
  size_t begin = p->token.span.begin;
  bool newlines = p->newlines;
  alint_hcl_pass(p, false);
  if (alint_hcl_at_name(p, "for"))
    return for_in(p, "]", begin, newlines);
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_TUPLE, begin);
  if (!arguments(p, &items, "]", NULL))
    return NULL;
  alint_hcl_pass(p, newlines);
  return alint_hcl_close(p, out, &items);
}

static void skip_newlines(struct alint_hcl_parser *p) {
  while (p->token.kind == ALINT_HCL_T_NEWLINE)
    alint_hcl_advance(p);
}

/* A key that is a mere name stands for itself. */
static bool entry(struct alint_hcl_parser *p, struct alint_hcl_list *items) {
  struct alint_hcl_expr *key = alint_hcl_parse(p);
  if (key && key->kind == ALINT_HCL_NAME)
    key->kind = ALINT_HCL_STRING;
  /* So do these where they are keys. */
  if (key && (key->kind == ALINT_HCL_NULL || key->kind == ALINT_HCL_BOOL))
    key->kind = ALINT_HCL_STRING;
  if (!alint_hcl_add(p, items, key) || (!alint_hcl_at(p, "=") && !alint_hcl_at(p, ":")))
    return false;
  alint_hcl_advance(p);
  skip_newlines(p);
  return alint_hcl_add(p, items, alint_hcl_parse(p));
}

static struct alint_hcl_expr *object(struct alint_hcl_parser *p) {
  struct alint_hcl_list items = {NULL, 0, 0};
  size_t begin = p->token.span.begin;
  bool newlines = p->newlines;
  alint_hcl_pass(p, true);
  skip_newlines(p);
  if (alint_hcl_at_name(p, "for")) {
    p->newlines = false;
    return for_in(p, "}", begin, newlines);
  }
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_OBJECT, begin);
  while (!alint_hcl_at(p, "}")) {
    if (!entry(p, &items))
      return NULL;
    bool separated = alint_hcl_at(p, ",") || p->token.kind == ALINT_HCL_T_NEWLINE;
    if (alint_hcl_at(p, ","))
      alint_hcl_advance(p);
    skip_newlines(p);
    if (!separated && !alint_hcl_at(p, "}"))
      return NULL;
  }
  alint_hcl_pass(p, newlines);
  return alint_hcl_close(p, out, &items);
}

static struct alint_hcl_expr *parentheses(struct alint_hcl_parser *p) {
  struct alint_hcl_list items = {NULL, 0, 0};
  struct alint_hcl_expr *out = alint_hcl_new(p, ALINT_HCL_PARENTHESES, p->token.span.begin);
  bool newlines = p->newlines;
  alint_hcl_pass(p, false);
  if (!alint_hcl_add(p, &items, alint_hcl_parse(p)) || !alint_hcl_at(p, ")"))
    return NULL;
  alint_hcl_pass(p, newlines);
  return alint_hcl_close(p, out, &items);
}

struct alint_hcl_expr *alint_hcl_primary(struct alint_hcl_parser *p) {
  switch (p->token.kind) {
  case ALINT_HCL_T_NUMBER:
    return literal(p, ALINT_HCL_NUMBER);
  case ALINT_HCL_T_NAME:
    return name_or_call(p);
  case ALINT_HCL_T_QUOTE:
  case ALINT_HCL_T_HEREDOC:
    return alint_hcl_string(p);
  default:
    break;
  }
  if (alint_hcl_at(p, "("))
    return parentheses(p);
  if (alint_hcl_at(p, "["))
    return tuple(p);
  return alint_hcl_at(p, "{") ? object(p) : NULL;
}
