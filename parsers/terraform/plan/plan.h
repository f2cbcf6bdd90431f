/* SPDX-License-Identifier: Apache-2.0
 *
 * What is kept of a plan or state while it streams by (read.c), and how it becomes
 * the two worlds (map.c).
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
#include "parsers/terraform/plan/types.h"
#include "util/window.h"

typedef struct TfOtherResource TfOtherResource;

enum { TF_BEFORE, TF_AFTER }; /* worlds */
typedef struct TfResource TfResource;
typedef struct TfSource TfSource;

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
  const Node *config;              /* NULL: one that nothing is known of */
  const Text *account, *partition; /* as those see it that are in the account */
  const Text *account_outside;     /* as others do */
} TfProvider;

/* ---- The plan ------------------------------------------------------------ */

typedef struct TfPlan {
  Input *input;
  Arena *arena;
  Error *err;
  const ParseOptions *options;
  JsonStream *stream;

  unsigned seen;           /* top-level keys: one bit for each of read.c's table */
  Str version;             /* format_version or plan_format_version */
  TfObjects changes;       /* of resource_changes */
  TfObjects state;         /* of prior_state, or of a state's values */
  TfObjects configuration; /* sorted by address once read */
  TfModuleCall *calls;     /* sorted by path once read */
  size_t call_count, call_cap;
  TfProvider *providers; /* at least one once accounts are found */
  size_t provider_count, provider_cap;
  const Node *variables;   /* of the root module: values; NULL: not kept */
  const Node *declared;    /* of the root module: how they are declared */
  TfSource *source;        /* NULL: no --source-root */
  TfOtherResource *others; /* with --source-root */
  size_t other_count, other_cap, other_bytes;
  bool others_sorted;
  bool others_cut;  /* one was too large to be kept */
  bool deferred;    /* deferred_changes is there and not empty */
  bool has_changes; /* resource_changes is there */
  bool redacted;    /* by HCP Terraform: sensitive values are not those of the plan */

  /* Mapping */
  const TfResource **by_address; /* see tf_index_resources */
  size_t by_address_count;
} TfPlan;

/* The world of the input that a resource belongs in. */
static inline World *tf_world(const TfPlan *tf, int world) {
  return world == TF_BEFORE ? &tf->input->before : &tf->input->after;
}

#endif
