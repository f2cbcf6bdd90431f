/* SPDX-License-Identifier: Apache-2.0
 *
 * What an expression is evaluated against: whoever knows what its names mean
 * gives a few functions. The evaluator knows no more of the world than they say.
 *
 * Each function but the first gives NULL where it is not known, which becomes a
 * hole named by the text of the expression.
 */
#ifndef ALINT_PARSERS_HCL_SCOPE_H
#define ALINT_PARSERS_HCL_SCOPE_H

#include "hcl.h"
#include "value.h"

struct alint_hcl_eval;

/* Names that a `for` or a template's call brings; the innermost first. */
struct alint_hcl_binding {
  const struct alint_hcl_binding *up;
  struct alint_str name;
  struct alint_hcl_value *value;
};

/* Where an expression stands. */
struct alint_hcl_frame {
  const void *place;                 /* the scope's own, handed back unread */
  const struct alint_source *source; /* the file */
  struct alint_str prefix;           /* of what is named there: "module.m." */
  struct alint_str address; /* of the block that each.key and count.index are of, or empty */
  bool home; /* these two are the same for all that is asked: choices are named without them */
  const struct alint_hcl_binding *bindings;
  struct alint_str turn; /* which turn of the loops around, and which call of a template */
  bool template_file;    /* knows the bindings only */
};

/* var.NAME, local.NAME, path.NAME, each.NAME and the like; module.NAME[KEY].OUTPUT. */
struct alint_hcl_reference {
  struct alint_str root, name;
  struct alint_str key, output; /* "[0]", or empty for none */
};

/* TYPE.NAME[KEY], data.TYPE.NAME[KEY] */
struct alint_hcl_resource {
  bool data;
  struct alint_str type, name, key;
  bool whole; /* no attribute follows: without a key it may be a list or map of instances */
};

/* A file that an expression names. */
struct alint_hcl_named_file {
  struct alint_source source;
  struct alint_hcl_expr *template; /* once it is read as one */
};

struct alint_hcl_scope {
  struct alint_str give; /* how to get to know what is not known */
  /* Makes a hole like that, with what the scope knows of it by its name; never NULL. */
  struct alint_hole *(*hole)(struct alint_arena *arena, struct alint_hole like);
  struct alint_hcl_value *(*reference)(struct alint_hcl_eval *eval,
                                       const struct alint_hcl_frame *frame,
                                       const struct alint_hcl_reference *reference);
  /* An INSTANCE, or a list or map of these. */
  struct alint_hcl_value *(*resource)(struct alint_hcl_eval *eval,
                                      const struct alint_hcl_frame *frame,
                                      const struct alint_hcl_resource *resource);
  struct alint_hcl_value *(*attribute)(struct alint_hcl_eval *eval, const void *instance,
                                       struct alint_str name);
  struct alint_hcl_named_file *(*file)(struct alint_hcl_eval *eval,
                                       const struct alint_hcl_frame *frame,
                                       const struct alint_text *path);
};

#endif
