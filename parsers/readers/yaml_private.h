/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the YAML reader share: the loop over libyaml's events, positions and
 * comments (yaml.c), scalars and tags (yaml_scalar.c), anchors, aliases and merge keys
 * (yaml_alias.c), and the tree builder (yaml_build.c).
 */
#ifndef ASSUMELINT_PARSERS_READERS_YAML_PRIVATE_H
#define ASSUMELINT_PARSERS_READERS_YAML_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include <yaml.h>

#include "assumelint/node.h"
#include "assumelint/readers.h"

/* ---- Scalars and tags ---- */

/* What a YAML 1.1 reader takes an unquoted scalar for: NULL, BOOL, NUMBER or STRING.
 * Dates are strings, because no template needs one. */
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

/* ---- The builder ---- */

typedef struct YamlAnchor YamlAnchor;         /* yaml_alias.c */
typedef struct YamlCollection YamlCollection; /* yaml_build.c */

typedef struct YamlBuilder {
  Arena *arena;
  Error *err;
  int status;        /* the first failure sticks: it ends the loop over the events */
  const char *bytes; /* what libyaml reads: without a byte order mark */
  size_t len;
  size_t base; /* offset of `bytes` in the file */
  /* YAML in a string: its span, and the offsets of its bytes where these are known. */
  const Span *whole;
  const Offsets *offsets;
  const Offsets *file;            /* the offsets of strings of a file; may be NULL */
  size_t mark_index, mark_offset; /* libyaml counts code points: how far we have counted along */
  Node *root;
  YamlCollection *open; /* collections, from the root inwards */
  size_t depth, open_cap;
  YamlAnchor *anchors;
  size_t anchor_count, anchor_cap;
  size_t nodes, alias_nodes;
  Comments *comments; /* NULL when comments are not needed */
  size_t gap;         /* where the scalar before ended */
} YamlBuilder;

/* Takes one event between the start and the end of a document. */
void yaml_build(YamlBuilder *builder, const yaml_event_t *event);
/* A node that counts against the limit. */
Node *yaml_node(YamlBuilder *builder, NodeKind kind, size_t begin, size_t end);

/* Byte offset in `bytes` of a mark that counts code points. */
size_t yaml_offset(YamlBuilder *builder, size_t index);
/* The span in the file of some of `bytes`. */
Span yaml_span(const YamlBuilder *builder, size_t begin, size_t end);
/* Fails at an offset in `bytes`, unless the builder has failed before. */
void yaml_fail(YamlBuilder *builder, int status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A scalar stands from `begin` to `end`: keeps the comments between the scalar before and
 * this one, if comments are needed. */
void yaml_pass_gap(YamlBuilder *builder, size_t begin, size_t end);

/* ---- Anchors and merge keys ---- */

/* Gives `node` a name; the latest anchor of a name counts. */
void yaml_set_anchor(YamlBuilder *builder, const char *name, Node *node, size_t offset);
/* The node of that anchor; NULL where there is none. */
const Node *yaml_anchored(const YamlBuilder *builder, const char *name);
/* A copy of `node` for the alias from `begin` to `end`, at that depth. Every node of it
 * has `alias`. */
Node *yaml_copy(YamlBuilder *builder, const Node *node, size_t depth, size_t begin, size_t end);
/* Puts what the merge keys of a finished map refer to in their place. `merges`: the
 * indexes of the members written <<. */
void yaml_merge(YamlBuilder *builder, Node *map, const size_t *merges, size_t merge_count);

#endif
