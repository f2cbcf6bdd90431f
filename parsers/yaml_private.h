/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the YAML reader share: scalars and tags (yaml_scalar.c),
 * anchors, aliases and merge keys (yaml_alias.c), the tree builder
 * (yaml_build.c), comments (yaml_comments.c) and the loop over libyaml's events (yaml.c).
 */
#ifndef ASSUMELINT_PARSERS_YAML_PRIVATE_H
#define ASSUMELINT_PARSERS_YAML_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "assumelint/node.h"

/* ---- Scalars and tags ---- */

/* What a YAML 1.1 reader takes an unquoted scalar for: NULL, BOOL, NUMBER or
 * STRING. Dates are strings: nothing of ours asks for one. */
enum alint_node_kind alint_yaml_resolve(struct alint_str s);

enum alint_yaml_tag_class {
  ALINT_YAML_TAG_NONE,
  ALINT_YAML_TAG_FUNCTION, /* a short form of CloudFormation */
  ALINT_YAML_TAG_SCALAR,   /* a standard scalar tag: `kind` */
  ALINT_YAML_TAG_LIST,     /* !!seq */
  ALINT_YAML_TAG_MAP,      /* !!map */
  ALINT_YAML_TAG_MERGE,    /* !!merge, of the key << only */
  ALINT_YAML_TAG_UNKNOWN,
};

struct alint_yaml_tag {
  enum alint_yaml_tag_class class;
  const char *function; /* "Fn::Sub" */
  enum alint_node_kind kind;
};

struct alint_yaml_tag alint_yaml_tag(const char *tag); /* as libyaml gives it; NULL: none */

/* ---- Anchors ---- */

struct alint_yaml_anchor {
  struct alint_str name;
  struct alint_node *node;
  bool open; /* its collection has not ended yet */
};

/* ---- The builder ---- */

/* A collection that has not ended yet. */
struct alint_yaml_frame {
  struct alint_node *node;   /* the list or map itself */
  struct alint_node *outer;  /* the same, or the map its short tag makes of it */
  size_t cap;                /* room in items or members */
  size_t depth;              /* of `node` */
  size_t begin, outer_begin; /* where `node` and `outer` begin */
  size_t last_end;           /* where its last child ended */
  size_t anchor;             /* index + 1 of its anchor; 0: none */
  bool flow;
  bool has_key; /* maps: a key waits for its value */
  bool key_merges;
  struct alint_str key;
  struct alint_span key_span;
  size_t *merges; /* indexes of the members written << */
  size_t merge_count, merge_cap;
};

struct alint_yaml_builder {
  struct alint_arena *arena;
  struct alint_error *err;
  const char *bytes; /* what libyaml reads: without a byte order mark */
  size_t len;
  size_t base; /* offset of `bytes` in the file */
  /* YAML in a string: the span of all of it, and where its bytes come from if that is known. */
  const struct alint_span *whole;
  const struct alint_offsets *offsets;
  const struct alint_offsets *file; /* the offsets of strings of a file; may be NULL */
  size_t mark_index, mark_offset;   /* libyaml counts code points: how far we have counted along */
  struct alint_node *root;
  struct alint_yaml_frame *frames;
  size_t depth, frame_cap;
  struct alint_yaml_anchor *anchors;
  size_t anchor_count, anchor_cap;
  size_t nodes, alias_nodes;
  struct alint_comments *comments; /* NULL: nobody asks */
  size_t gap;                      /* where the scalar before ended: see yaml_comments.c */
};

/* One event between the start and the end of a document. */
int alint_yaml_build(struct alint_yaml_builder *builder, const yaml_event_t *event);

/* Byte offset in `bytes` of a mark that counts code points. */
size_t alint_yaml_offset(struct alint_yaml_builder *builder, size_t index);
/* The place in the file of what stands in `bytes`. */
struct alint_span alint_yaml_place(const struct alint_yaml_builder *builder, size_t begin,
                                   size_t end);
/* Records a syntax error at an offset in `bytes`. */
int alint_yaml_fail(struct alint_yaml_builder *builder, int status, size_t offset,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A scalar stands from `begin` to `end`: keeps the comments between the one
 * before and this one, if somebody asks for them (yaml_comments.c). */
void alint_yaml_pass_gap(struct alint_yaml_builder *builder, size_t begin, size_t end);
/* A node that counts; NULL with the error recorded. */
struct alint_node *alint_yaml_node(struct alint_yaml_builder *builder, enum alint_node_kind kind,
                                   size_t begin, size_t end);

/* Gives `node` a name; the latest one of a name counts. */
int alint_yaml_set_anchor(struct alint_yaml_builder *builder, const char *name,
                          struct alint_node *node, bool open, size_t offset);
/* A copy of what an alias refers to, every node with `alias`. `depth` is
 * that of the alias. */
int alint_yaml_expand(struct alint_node **out, struct alint_yaml_builder *builder, const char *name,
                      size_t depth, size_t begin, size_t end);
/* Puts what the merge keys of a finished map refer to in their place. */
int alint_yaml_merge(struct alint_yaml_builder *builder, struct alint_yaml_frame *frame);

#endif
