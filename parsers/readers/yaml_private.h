/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the YAML reader share: scalars and tags (yaml_scalar.c),
 * anchors, aliases and merge keys (yaml_alias.c), the tree builder
 * (yaml_build.c), comments (yaml_comments.c) and the loop over libyaml's events (yaml.c).
 */
#ifndef ASSUMELINT_PARSERS_READERS_YAML_PRIVATE_H
#define ASSUMELINT_PARSERS_READERS_YAML_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "assumelint/node.h"
#include "assumelint/readers.h"

/* ---- Scalars and tags ---- */

/* What a YAML 1.1 reader takes an unquoted scalar for: NULL, BOOL, NUMBER or
 * STRING. Dates are strings: nothing of ours asks for one. */
NodeKind yaml_resolve(Str s);

typedef enum {
  YAML_TAG_NONE,
  YAML_TAG_FUNCTION, /* a short form of CloudFormation */
  YAML_TAG_SCALAR,   /* a standard scalar tag: `kind` */
  YAML_TAG_LIST,     /* !!seq */
  YAML_TAG_MAP,      /* !!map */
  YAML_TAG_MERGE,    /* !!merge, of the key << only */
  YAML_TAG_UNKNOWN,
} YamlTagClass;

typedef struct YamlTag {
  YamlTagClass class;
  const char *function; /* "Fn::Sub" */
  NodeKind kind;
} YamlTag;

YamlTag yaml_tag(const char *tag); /* as libyaml gives it; NULL: none */

/* ---- Anchors ---- */

typedef struct YamlAnchor {
  Str name;
  Node *node;
  bool open; /* its collection has not ended yet */
} YamlAnchor;

/* ---- The builder ---- */

/* A collection that has not ended yet. */
typedef struct YamlFrame {
  Node *node;                /* the list or map itself */
  Node *outer;               /* the same, or the map its short tag makes of it */
  size_t cap;                /* room in items or members */
  size_t depth;              /* of `node` */
  size_t begin, outer_begin; /* where `node` and `outer` begin */
  size_t last_end;           /* where its last child ended */
  size_t anchor;             /* index + 1 of its anchor; 0: none */
  bool flow;
  bool has_key; /* maps: a key waits for its value */
  bool key_merges;
  Str key;
  Span key_span;
  size_t *merges; /* indexes of the members written << */
  size_t merge_count, merge_cap;
} YamlFrame;

typedef struct YamlBuilder {
  Arena *arena;
  Error *err;
  const char *bytes; /* what libyaml reads: without a byte order mark */
  size_t len;
  size_t base; /* offset of `bytes` in the file */
  /* YAML in a string: the span of all of it, and where its bytes come from if that is known. */
  const Span *whole;
  const Offsets *offsets;
  const Offsets *file;            /* the offsets of strings of a file; may be NULL */
  size_t mark_index, mark_offset; /* libyaml counts code points: how far we have counted along */
  Node *root;
  YamlFrame *frames;
  size_t depth, frame_cap;
  YamlAnchor *anchors;
  size_t anchor_count, anchor_cap;
  size_t nodes, alias_nodes;
  Comments *comments; /* NULL: nobody asks */
  size_t gap;         /* where the scalar before ended: see yaml_comments.c */
} YamlBuilder;

/* One event between the start and the end of a document. */
int yaml_build(YamlBuilder *builder, const yaml_event_t *event);

/* Byte offset in `bytes` of a mark that counts code points. */
size_t yaml_offset(YamlBuilder *builder, size_t index);
/* The place in the file of what stands in `bytes`. */
Span yaml_place(const YamlBuilder *builder, size_t begin, size_t end);
/* Records a syntax error at an offset in `bytes`. */
int yaml_fail(YamlBuilder *builder, int status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A scalar stands from `begin` to `end`: keeps the comments between the one
 * before and this one, if somebody asks for them (yaml_comments.c). */
void yaml_pass_gap(YamlBuilder *builder, size_t begin, size_t end);
/* A node that counts; NULL with the error recorded. */
Node *yaml_node(YamlBuilder *builder, NodeKind kind, size_t begin, size_t end);

/* Gives `node` a name; the latest one of a name counts. */
int yaml_set_anchor(YamlBuilder *builder, const char *name, Node *node, bool open, size_t offset);
/* A copy of what an alias refers to, every node with `alias`. `depth` is
 * that of the alias. */
int yaml_expand(Node **out, YamlBuilder *builder, const char *name, size_t depth, size_t begin,
                size_t end);
/* Puts what the merge keys of a finished map refer to in their place. */
int yaml_merge(YamlBuilder *builder, YamlFrame *frame);

#endif
