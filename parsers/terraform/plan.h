/* SPDX-License-Identifier: Apache-2.0
 *
 * What is kept of a plan or state while it streams by (read.c), and how it becomes
 * the two worlds (map.c).
 *
 * Format: developer.hashicorp.com/terraform/internals/json-format, versions
 * 0.1 to 1.x.
 */
#ifndef ALINT_PARSERS_TERRAFORM_PLAN_H
#define ALINT_PARSERS_TERRAFORM_PLAN_H

#include "../stream.h"
#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/limits.h"
#include "assumelint/model.h"
#include "assumelint/node.h"
#include "assumelint/parser.h"
#include "types.h"
#include "util/window.h"

enum { ALINT_TF_BEFORE, ALINT_TF_AFTER }; /* worlds */
struct alint_tf_side;
struct alint_tf_source;

struct alint_tf_object {
  const struct alint_tf_type *type;
  struct alint_node *node;
  struct alint_span span;
  struct alint_str address; /* with its modules; of configuration: without keys */
  size_t provider;          /* of configuration: index of tf->providers */
};

struct alint_tf_objects {
  struct alint_tf_object *items;
  size_t count, cap;
};

/* The call of a module in the configuration. */
struct alint_tf_call {
  struct alint_str path;   /* "module.a.module.b" */
  struct alint_str source; /* as written; empty: not known */
  const struct alint_node *expressions, *for_each, *count, *depends_on;
  const struct alint_node *outputs, *declared; /* of the module: its outputs and variables */
};

/* A provider configuration of AWS: a pair of credentials, thus an account. */
struct alint_tf_provider {
  struct alint_str key;                         /* "aws", "aws.west", "module.m:aws" */
  const struct alint_node *config;              /* NULL: one that nothing is known of */
  const struct alint_text *account, *partition; /* as those see it that are in the account */
  const struct alint_text *account_outside;     /* as others do */
};

/* ---- The plan ------------------------------------------------------------ */

struct alint_tf {
  struct alint_input *input;
  struct alint_arena *arena;
  struct alint_error *err;
  const struct alint_parse_options *options;
  struct alint_stream *stream;

  unsigned seen;                         /* top-level keys: one bit for each of read.c's table */
  struct alint_str version;              /* format_version or plan_format_version */
  struct alint_tf_objects changes;       /* of resource_changes */
  struct alint_tf_objects state;         /* of prior_state, or of a state's values */
  struct alint_tf_objects configuration; /* sorted by address once read */
  struct alint_tf_call *calls;           /* sorted by path once read */
  size_t call_count, call_cap;
  struct alint_tf_provider *providers; /* at least one once accounts are found */
  size_t provider_count, provider_cap;
  const struct alint_node *variables; /* of the root module: values; NULL: not kept */
  const struct alint_node *declared;  /* of the root module: how they are declared */
  struct alint_tf_source *source;     /* NULL: no --source-root */
  struct alint_tf_other *others;      /* with --source-root */
  size_t other_count, other_cap, other_bytes;
  bool others_sorted;
  bool others_cut;  /* one was too large to be kept */
  bool deferred;    /* deferred_changes is there and not empty */
  bool has_changes; /* resource_changes is there */
  bool redacted;    /* by HCP Terraform: sensitive values are not those of the plan */

  /* Mapping */
  const struct alint_tf_side **by_address; /* see alint_tf_index_sides */
  size_t by_address_count;
};

/* The world of the input that a side belongs in. */
static inline struct alint_world *alint_tf_world(const struct alint_tf *tf, int world) {
  return world == ALINT_TF_BEFORE ? &tf->input->before : &tf->input->after;
}

#endif
