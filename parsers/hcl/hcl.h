/* SPDX-License-Identifier: Apache-2.0
 *
 * HCL, the language of Terraform's `.tf` files: its native syntax, as far as blocks and the
 * structure of expressions need it.
 *
 * A file is read in two steps. hcl_read() finds blocks and attributes; a break in their
 * structure makes the file unreadable. hcl_expression() reads the expression of one
 * attribute when it is needed; an expression that is not understood is BROKEN and harms
 * nothing else. eval.h evaluates expressions.
 *
 * All spans are byte offsets in the file. Everything lives in the arena, and points into
 * the bytes of the source.
 *
 * Specification: github.com/hashicorp/hcl, hclsyntax/spec.md.
 */
#ifndef ASSUMELINT_PARSERS_HCL_HCL_H
#define ASSUMELINT_PARSERS_HCL_HCL_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/source.h"
#include "assumelint/status.h"
#include "assumelint/str.h"

typedef struct Arena Arena;

/* ---- Structure (structure.c) --------------------------------------------- */

typedef struct HclAttribute {
  Str name;
  Span name_span;
  Span span; /* of the expression, without the blanks around it */
} HclAttribute;

typedef struct HclBlock HclBlock;

typedef struct HclBody {
  HclAttribute *attributes; /* in file order */
  size_t attribute_count;
  HclBlock *blocks; /* likewise */
  size_t block_count;
} HclBody;

typedef struct HclBlock {
  Str type;    /* "resource" */
  Str *labels; /* "aws_iam_role", "r" */
  size_t label_count;
  Span header; /* of the type and the labels */
  Span span;   /* up to the bracket that closes it */
  HclBody body;
} HclBlock;

typedef struct HclFile {
  HclBody body;
  Span *comments; /* in file order, without the line's end */
  size_t comment_count;
} HclFile;

/* ERR_SYNTAX and ERR_LIMIT come with the byte offset of the error. */
int hcl_read(HclFile *out, Arena *arena, const Source *source, Error *err);

/* ---- Expressions (expression.c, template.c) ----------------------------- */

typedef enum {
  HCL_NULL,
  HCL_BOOL,        /* str is "true" or "false" */
  HCL_NUMBER,      /* str as written */
  HCL_STRING,      /* str, decoded: a template with nothing to fill in */
  HCL_TEMPLATE,    /* items: strings and the values between them */
  HCL_TUPLE,       /* items */
  HCL_OBJECT,      /* items: key, value, key, value, ... */
  HCL_CALL,        /* str(items...); expand: the last one is followed by "..." */
  HCL_CONDITIONAL, /* items[0] ? items[1] : items[2], or %{if} */
  HCL_NAME,        /* str: where a reference begins, "var" of var.x */
  HCL_MEMBER,      /* items[0].str */
  HCL_INDEX,       /* items[0][items[1]] */
  HCL_SPLAT,       /* items[0][*], items[0].*; see `attributes` */
  HCL_PARENTHESES, /* (items[0]) */
  HCL_OPERATION,   /* str is the operator; one item or two */
  HCL_FOR,         /* names; items[0] is the collection; see HclLoop */
  HCL_BROKEN,      /* not understood; what it refers to is not known */
} HclExprKind;

/* What a FOR makes. Behind the collection come a key (OBJECT), a value, and a condition
 * (`filtered`). */
typedef enum {
  HCL_LOOP_TUPLE,    /* [for ...] */
  HCL_LOOP_OBJECT,   /* {for ...} */
  HCL_LOOP_TEMPLATE, /* %{for}: the value is a template */
} HclLoop;

typedef struct HclExpr {
  HclExprKind kind;
  HclLoop loop;    /* FOR */
  bool filtered;   /* FOR: there is an `if` */
  bool grouped;    /* FOR: {for ... : key => value...} */
  bool attributes; /* SPLAT: .*, which takes .name and .0 along; INDEX: it is .0 */
  bool expand;     /* CALL */
  Str str;         /* see the kinds */
  Str names[2];    /* FOR: of the key (may be empty) and the value */
  struct HclExpr **items;
  size_t count, cap;
  size_t height; /* 1 for what has no items; never more than MAX_DEPTH */
  Span span;
} HclExpr;

/* Each reads a whole text; what is not understood is BROKEN, never NULL. */

/* The expression that takes all of `span`. */
HclExpr *hcl_expression(Arena *arena, const Source *source, Span span);
/* A text as a template, as in the strings of a `.tf.json` file: every expression gets
 * `span`. */
HclExpr *hcl_template(Arena *arena, Str text, Span span);
/* A whole file as a template, as templatefile() reads it. */
HclExpr *hcl_template_file(Arena *arena, const Source *source);

/* ---- References (references.c) ------------------------------------------- */

/* Calls `see` for each outermost reference of an expression, in its order: with
 * a chain of MEMBER, INDEX by a literal, and NAME at its end, as Terraform takes
 * references apart. Names that a `for` brings are no references. False when
 * `see` gave false, or where a part of the expression was not understood. */
bool hcl_references(const HclExpr *expr, bool (*see)(void *context, const HclExpr *reference),
                    void *context);

#endif
