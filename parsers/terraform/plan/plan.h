/* SPDX-License-Identifier: Apache-2.0
 *
 * What is kept of a plan or state while it streams by (../read.c).
 *
 * Format: developer.hashicorp.com/terraform/internals/json-format, versions
 * 0.1 to 1.x.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_PLAN_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_PLAN_H

#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/limits.h"
#include "assumelint/model.h"
#include "assumelint/node.h"
#include "assumelint/parser.h"
#include "parsers/stream.h"
#include "parsers/terraform/plan/names.h"
#include "parsers/terraform/plan/types.h"
#include "util/window.h"

enum { TF_BEFORE, TF_AFTER }; /* worlds */

typedef struct TfResource TfResource; /* resource.h */
typedef struct TfSource TfSource;     /* ../source/sites.h */

typedef struct TfObject {
  const TfType *type;
  Node *node;
  Span span;
  Str address;     /* with its modules; of configuration: without keys */
  size_t provider; /* of configuration: index of tf->providers */
} TfObject;

typedef struct TfObjects {
  TfObject *items;
  size_t count, cap;
} TfObjects;

/* The call of a module in the configuration. */
typedef struct TfModuleCall {
  Str path;   /* "module.a.module.b" */
  Str source; /* as written; empty: not known */
  const Node *expressions, *for_each, *count, *depends_on;
  const Node *outputs, *declared; /* of the module: its outputs and variables */
} TfModuleCall;

/* A provider configuration of AWS: a pair of credentials, thus an account. */
typedef struct TfProvider {
  Str key;                         /* "aws", "aws.west", "module.m:aws" */
  const Node *config;              /* NULL: nothing is known of it */
  const Text *account, *partition; /* as resources in the account see it */
  const Text *account_outside;     /* as others see it */
} TfProvider;

typedef struct TfProviders {
  TfProvider *items;
  size_t count, cap;
} TfProviders;

/* A resource of no type of ours (others.h). */
typedef struct TfOtherResource {
  Str address;
  Str bytes;  /* JSON of the resource object */
  bool prior; /* a data source of the state before the plan */
  bool read;
  Node *node; /* once it is read; NULL: it cannot be read */
} TfOtherResource;

typedef struct TfOtherResources {
  TfOtherResource *items;
  size_t count, cap, bytes;
  bool sorted;
  bool cut; /* one was too large to be kept */
} TfOtherResources;

/* Resources of one world by address (../world/index.h). */
typedef struct TfIndex {
  const TfResource **items;
  size_t count;
} TfIndex;

typedef struct TfPlan {
  Input *input;
  Arena *arena;
  Error *err;
  const ParseOptions *options;
  JsonStream *stream;

  unsigned seen;           /* top-level keys: one bit for each of the table in read.c */
  Str version;             /* format_version or plan_format_version */
  TfObjects changes;       /* of resource_changes */
  TfObjects state;         /* of prior_state, or of a state's values */
  TfObjects configuration; /* sorted by address once read */
  struct {
    TfModuleCall *items; /* sorted by path once read */
    size_t count, cap;
  } calls;
  TfProviders providers;   /* at least one once accounts are found */
  const Node *variables;   /* of the root module: values; NULL: not kept */
  const Node *declared;    /* of the root module: how they are declared */
  TfSource *source;        /* NULL: no --source-root */
  TfOtherResources others; /* with --source-root */
  bool deferred;           /* deferred_changes is there and not empty */
  bool has_changes;        /* resource_changes is there */
  bool redacted;           /* by HCP Terraform: sensitive values are not those of the plan */
  TfIndex by_address;      /* of the world that is being mapped */
} TfPlan;

static inline World *tf_world(const TfPlan *tf, int world) {
  return world == TF_BEFORE ? &tf->input->before : &tf->input->after;
}

/* Whether --source-root was given. */
static inline bool tf_wants_source(const TfPlan *tf) {
  return tf->options && tf->options->source_root && tf->options->files;
}

#endif
