/* SPDX-License-Identifier: Apache-2.0
 *
 * What an expression is evaluated against: whoever knows what its names mean
 * gives a few functions. The evaluator knows no more of the world than they say.
 *
 * Each function but the first gives NULL where it is not known, which becomes a
 * hole named by the text of the expression.
 */
#ifndef ASSUMELINT_PARSERS_HCL_SCOPE_H
#define ASSUMELINT_PARSERS_HCL_SCOPE_H

#include "parsers/hcl/hcl.h"
#include "parsers/hcl/value.h"

typedef struct HclEval HclEval;

/* Names that a `for` or a template's call brings; the innermost first. */
typedef struct HclBinding {
  const struct HclBinding *up;
  Str name;
  HclValue *value;
} HclBinding;

/* Where an expression stands. */
typedef struct HclFrame {
  const void *place;    /* the scope's own, handed back unread */
  const Source *source; /* the file */
  Str prefix;           /* of what is named there: "module.m." */
  Str address;          /* of the block that each.key and count.index are of, or empty */
  bool home; /* these two are the same for all that is asked: choices are named without them */
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
  Str give; /* how to get to know what is not known */
  /* Makes a hole like that, with what the scope knows of it by its name; never NULL. */
  Hole *(*hole)(Arena *arena, Hole like);
  HclValue *(*reference)(HclEval *eval, const HclFrame *frame, const HclReference *reference);
  /* An INSTANCE, or a list or map of these. */
  HclValue *(*resource)(HclEval *eval, const HclFrame *frame, const HclResource *resource);
  HclValue *(*attribute)(HclEval *eval, const void *instance, Str name);
  HclNamedFile *(*file)(HclEval *eval, const HclFrame *frame, const Text *path);
} HclScope;

#endif
