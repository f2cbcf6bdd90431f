/* SPDX-License-Identifier: Apache-2.0
 *
 * HCL, the language of Terraform's `.tf` files: as much of its native syntax as
 * it takes to find a block, and to read the literal structure of an expression.
 *
 * A file is read in two steps. alint_hcl_read finds blocks and attributes; what
 * breaks their structure makes the file unreadable. An attribute's expression
 * is read when somebody asks, with alint_hcl_expression; what cannot be
 * understood there is an expression of the kind ALINT_HCL_BROKEN and harms
 * nothing else. Nothing is evaluated.
 *
 * All spans are byte offsets in the file. Everything lives in the arena, and
 * points into the bytes of the source.
 *
 * Specification: github.com/hashicorp/hcl, hclsyntax/spec.md.
 */
#ifndef ALINT_PARSERS_HCL_HCL_H
#define ALINT_PARSERS_HCL_HCL_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/source.h"
#include "assumelint/status.h"
#include "assumelint/str.h"

struct alint_arena;

/* ---- Structure (structure.c) --------------------------------------------- */

struct alint_hcl_attribute {
  struct alint_str name;
  struct alint_span name_span;
  struct alint_span span; /* of the expression, without the blanks around it */
};

struct alint_hcl_block;

struct alint_hcl_body {
  struct alint_hcl_attribute *attributes; /* in file order */
  size_t attribute_count;
  struct alint_hcl_block *blocks; /* likewise */
  size_t block_count;
};

struct alint_hcl_block {
  struct alint_str type;    /* "resource" */
  struct alint_str *labels; /* "aws_iam_role", "r" */
  size_t label_count;
  struct alint_span header; /* of the type and the labels */
  struct alint_span span;   /* up to the bracket that closes it */
  struct alint_hcl_body body;
};

struct alint_hcl_file {
  struct alint_hcl_body body;
  struct alint_span *comments; /* in file order, without the line's end */
  size_t comment_count;
};

/* ALINT_ESYNTAX and ALINT_ELIMIT with the byte offset of what is wrong. */
int alint_hcl_read(struct alint_hcl_file *out, struct alint_arena *arena,
                   const struct alint_source *source, struct alint_error *err);

/* The attribute of that name; NULL where there is none, or where there are two. */
const struct alint_hcl_attribute *alint_hcl_attribute(const struct alint_hcl_body *body,
                                                      const char *name);

/* ---- Expressions (expression.c, term.c, template.c) ----------------------- */

enum alint_hcl_kind {
  ALINT_HCL_NULL,
  ALINT_HCL_BOOL,        /* str is "true" or "false" */
  ALINT_HCL_NUMBER,      /* str as written */
  ALINT_HCL_STRING,      /* str, decoded: a template without anything to fill in */
  ALINT_HCL_TEMPLATE,    /* items: strings and what is filled in between them */
  ALINT_HCL_TUPLE,       /* items */
  ALINT_HCL_OBJECT,      /* items: key, value, key, value, ... */
  ALINT_HCL_CALL,        /* str(items...); expand: the last one is followed by "..." */
  ALINT_HCL_CONDITIONAL, /* items[0] ? items[1] : items[2], or %{if} */
  ALINT_HCL_NAME,        /* str: where a reference begins, "var" of var.x */
  ALINT_HCL_MEMBER,      /* items[0].str */
  ALINT_HCL_INDEX,       /* items[0][items[1]] */
  ALINT_HCL_SPLAT,       /* items[0][*], items[0].*; see `attributes` */
  ALINT_HCL_PARENTHESES, /* (items[0]) */
  ALINT_HCL_OPERATION,   /* str is the operator; one item or two */
  ALINT_HCL_FOR,         /* names; items[0] is what is gone through; see alint_hcl_loop */
  ALINT_HCL_BROKEN,      /* not understood; what it refers to is not known */
};

/* What a FOR makes. Behind what is gone through come a key (OBJECT), a value, and
 * a condition (`filtered`). */
enum alint_hcl_loop {
  ALINT_HCL_LOOP_TUPLE,    /* [for ...] */
  ALINT_HCL_LOOP_OBJECT,   /* {for ...} */
  ALINT_HCL_LOOP_TEMPLATE, /* %{for}: the value is a template */
};

struct alint_hcl_expr {
  enum alint_hcl_kind kind;
  enum alint_hcl_loop loop;  /* FOR */
  bool filtered;             /* FOR: there is an `if` */
  bool grouped;              /* FOR: {for ... : key => value...} */
  bool attributes;           /* SPLAT: .*, which takes .name and .0 along; INDEX: it is .0 */
  bool expand;               /* CALL */
  struct alint_str str;      /* see the kinds */
  struct alint_str names[2]; /* FOR: of the key (may be empty) and the value */
  struct alint_hcl_expr **items;
  size_t count;
  size_t height; /* 1 for what has no items; never more than ALINT_MAX_DEPTH */
  struct alint_span span;
};

/* Reads the expression that takes all of `span`. ALINT_OK or ALINT_ENOMEM. */
int alint_hcl_expression(struct alint_hcl_expr **out, struct alint_arena *arena,
                         const struct alint_source *source, struct alint_span span);

/* Reads a whole text as a template, as in the strings of a `.tf.json` file: every
 * expression gets `span`. */
void alint_hcl_template(struct alint_hcl_expr **out, struct alint_arena *arena,
                        struct alint_str text, struct alint_span span);

/* Reads a whole file as a template, as templatefile() does. */
void alint_hcl_template_file(struct alint_hcl_expr **out, struct alint_arena *arena,
                             const struct alint_source *source);

/* ---- References (references.c) ------------------------------------------- */

/* Calls `see` for each outermost reference of an expression, in its order: with
 * a chain of MEMBER, INDEX by a literal, and NAME at its end, as Terraform takes
 * references apart. Names that a `for` brings are no references. False when
 * `see` gave false, or where a part of the expression was not understood. */
bool alint_hcl_references(const struct alint_hcl_expr *expr,
                          bool (*see)(void *context, const struct alint_hcl_expr *reference),
                          void *context);

#endif
