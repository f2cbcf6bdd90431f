/* SPDX-License-Identifier: Apache-2.0
 *
 * A scope: the functions through which the evaluator asks for the meaning of names. It
 * knows nothing else of the world.
 *
 * Each function but the first gives NULL for a value that is not known; it becomes a hole
 * named by the text of the expression.
 */
#ifndef ASSUMELINT_PARSERS_HCL_SCOPE_H
#define ASSUMELINT_PARSERS_HCL_SCOPE_H

#include "parsers/hcl/hcl.h"
#include "parsers/hcl/value.h"

typedef struct HclEval HclEval;

/* Names that a `for` or the call of a template binds; the innermost first. */
typedef struct HclBinding {
  const struct HclBinding *up;
  Str name;
  HclValue *value;
} HclBinding;

/* Where an expression stands. */
typedef struct HclFrame {
  const void *context;  /* the scope's own: the evaluator passes it on unread */
  const Source *source; /* the file */
  Str prefix;           /* of what is named there: "module.m." */
  Str address;          /* of the block that each.key and count.index are of, or empty */
  bool home; /* prefix and address are the same in the whole policy: names of choices go without */
  const HclBinding *bindings;
  Str turn;           /* which turn of the loops around, and which call of a template */
  bool template_file; /* knows the bindings only */
} HclFrame;

/* var.NAME, local.NAME, path.NAME, each.NAME and the like; module.NAME[KEY].OUTPUT. */
typedef struct HclReference {
  Str root, name;
  Str key, output; /* "[0]", or empty for none */
} HclReference;

/* TYPE.NAME[KEY], data.TYPE.NAME[KEY] */
typedef struct HclResource {
  bool data;
  Str type, name, key;
  bool whole; /* no attribute follows: without a key it may be a list or map of instances */
} HclResource;

/* A file that an expression names. */
typedef struct HclNamedFile {
  Source source;
  HclExpr *template; /* once it is read as one */
} HclNamedFile;

typedef struct HclScope {
  Str give; /* how the user makes known what is not */
  /* Makes a hole like that, with the facts that the scope knows by its name; never NULL. */
  Hole *(*hole)(Arena *arena, Hole like);
  HclValue *(*reference)(HclEval *eval, const HclFrame *frame, const HclReference *reference);
  /* An INSTANCE, or a list or map of these. */
  HclValue *(*resource)(HclEval *eval, const HclFrame *frame, const HclResource *resource);
  HclValue *(*attribute)(HclEval *eval, const void *instance, Str name);
  HclNamedFile *(*file)(HclEval *eval, const HclFrame *frame, const Text *path);
} HclScope;

#endif
