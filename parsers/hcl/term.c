/* SPDX-License-Identifier: Apache-2.0
 *
 * Terms: literals, names and calls, lists and objects, and `for`.
 */
#include "parsers/hcl/parse.h"

static HclExpr *literal(HclParser *p, HclExprKind kind) {
  HclExpr *out = hcl_new(p, kind, p->token.span.begin);
  out->str = hcl_text_of(&p->lexer, p->token);
  hcl_advance(p);
  return hcl_close(p, out, NULL);
}

/* ---- Calls --------------------------------------------------------------- */

/* Items up to `closer`, which is the current token when it is through. */
static bool arguments(HclParser *p, HclList *items, const char *closer, bool *expand) {
  while (!hcl_at(p, closer)) {
    if (!hcl_add(p, items, hcl_parse(p)))
      return false;
    if (expand && hcl_at(p, "...")) {
      *expand = true;
      hcl_advance(p);
      return hcl_at(p, closer);
    }
    if (hcl_at(p, ","))
      hcl_advance(p);
    else if (!hcl_at(p, closer))
      return false;
  }
  return true;
}

static HclExpr *call(HclParser *p, Str name, size_t begin) {
  HclList items = {NULL, 0, 0};
  HclExpr *out = hcl_new(p, HCL_CALL, begin);
  bool newlines = p->newlines;
  out->str = name;
  hcl_pass(p, false);
  if (!arguments(p, &items, ")", &out->expand))
    return NULL;
  hcl_pass(p, newlines);
  return hcl_close(p, out, &items);
}

static HclExpr *name_or_call(HclParser *p) {
  Span span = p->token.span;
  if (hcl_at_name(p, "null"))
    return literal(p, HCL_NULL);
  if (hcl_at_name(p, "true") || hcl_at_name(p, "false"))
    return literal(p, HCL_BOOL);
  HclExpr *out = literal(p, HCL_NAME);
  bool scoped = false;
  while (out && hcl_at(p, "::")) { /* provider::aws::arn_parse(...) */
    scoped = true;
    hcl_advance(p);
    span.end = p->token.span.end;
    if (p->token.kind != HCL_T_NAME)
      return NULL;
    hcl_advance(p);
  }
  if (out && hcl_at(p, "("))
    return call(p, str_slice(p->lexer.bytes, span.begin, span.end), span.begin);
  return scoped ? NULL : out;
}

/* ---- For ----------------------------------------------------------------- */

static bool for_name(HclParser *p, Str *name) {
  if (p->token.kind != HCL_T_NAME)
    return false;
  *name = hcl_text_of(&p->lexer, p->token);
  hcl_advance(p);
  return true;
}

/* "for k, v in x :"; the current token is the `for`. */
static bool for_intro(HclParser *p, HclExpr *out, HclList *items) {
  hcl_advance(p);
  if (!for_name(p, &out->names[1]))
    return false;
  if (hcl_at(p, ",")) {
    hcl_advance(p);
    out->names[0] = out->names[1];
    if (!for_name(p, &out->names[1]))
      return false;
  }
  if (!hcl_at_name(p, "in"))
    return false;
  hcl_advance(p);
  if (!hcl_add(p, items, hcl_parse(p)) || !hcl_at(p, ":"))
    return false;
  hcl_advance(p);
  return true;
}

/* The current token is the `for` behind the bracket. */
static HclExpr *for_in(HclParser *p, const char *closer, size_t begin, bool newlines) {
  HclList items = {NULL, 0, 0};
  HclExpr *out = hcl_new(p, HCL_FOR, begin);
  if (!for_intro(p, out, &items) || !hcl_add(p, &items, hcl_parse(p)))
    return NULL;
  bool object = *closer == '}';
  out->loop = object ? HCL_LOOP_OBJECT : HCL_LOOP_TUPLE;
  if (hcl_at(p, "=>") != object)
    return NULL;
  if (object) {
    hcl_advance(p);
    if (!hcl_add(p, &items, hcl_parse(p)))
      return NULL;
  }
  if (object && hcl_at(p, "...")) {
    out->grouped = true;
    hcl_advance(p);
  }
  if (hcl_at_name(p, "if")) {
    out->filtered = true;
    hcl_advance(p);
    if (!hcl_add(p, &items, hcl_parse(p)))
      return NULL;
  }
  if (!hcl_at(p, closer))
    return NULL;
  hcl_pass(p, newlines);
  return hcl_close(p, out, &items);
}

/* ---- Lists and objects --------------------------------------------------- */

static HclExpr *tuple(HclParser *p) {
  HclList items = {NULL, 0, 0};
  size_t begin = p->token.span.begin;
  bool newlines = p->newlines;
  hcl_pass(p, false);
  if (hcl_at_name(p, "for"))
    return for_in(p, "]", begin, newlines);
  HclExpr *out = hcl_new(p, HCL_TUPLE, begin);
  if (!arguments(p, &items, "]", NULL))
    return NULL;
  hcl_pass(p, newlines);
  return hcl_close(p, out, &items);
}

static void skip_newlines(HclParser *p) {
  while (p->token.kind == HCL_T_NEWLINE)
    hcl_advance(p);
}

/* A key that is a mere name stands for itself. */
static bool entry(HclParser *p, HclList *items) {
  HclExpr *key = hcl_parse(p);
  if (key && key->kind == HCL_NAME)
    key->kind = HCL_STRING;
  /* So do these where they are keys. */
  if (key && (key->kind == HCL_NULL || key->kind == HCL_BOOL))
    key->kind = HCL_STRING;
  if (!hcl_add(p, items, key) || (!hcl_at(p, "=") && !hcl_at(p, ":")))
    return false;
  hcl_advance(p);
  skip_newlines(p);
  return hcl_add(p, items, hcl_parse(p));
}

static HclExpr *object(HclParser *p) {
  HclList items = {NULL, 0, 0};
  size_t begin = p->token.span.begin;
  bool newlines = p->newlines;
  hcl_pass(p, true);
  skip_newlines(p);
  if (hcl_at_name(p, "for")) {
    p->newlines = false;
    return for_in(p, "}", begin, newlines);
  }
  HclExpr *out = hcl_new(p, HCL_OBJECT, begin);
  while (!hcl_at(p, "}")) {
    if (!entry(p, &items))
      return NULL;
    bool separated = hcl_at(p, ",") || p->token.kind == HCL_T_NEWLINE;
    if (hcl_at(p, ","))
      hcl_advance(p);
    skip_newlines(p);
    if (!separated && !hcl_at(p, "}"))
      return NULL;
  }
  hcl_pass(p, newlines);
  return hcl_close(p, out, &items);
}

static HclExpr *parentheses(HclParser *p) {
  HclList items = {NULL, 0, 0};
  HclExpr *out = hcl_new(p, HCL_PARENTHESES, p->token.span.begin);
  bool newlines = p->newlines;
  hcl_pass(p, false);
  if (!hcl_add(p, &items, hcl_parse(p)) || !hcl_at(p, ")"))
    return NULL;
  hcl_pass(p, newlines);
  return hcl_close(p, out, &items);
}

HclExpr *hcl_primary(HclParser *p) {
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
  if (hcl_at(p, "("))
    return parentheses(p);
  if (hcl_at(p, "["))
    return tuple(p);
  return hcl_at(p, "{") ? object(p) : NULL;
}
