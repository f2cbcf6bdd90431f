/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy documents that Terraform reads only during apply, built as the
 * provider would build them: own statements (statement.c), merged with other
 * documents (merge.c), out of documents that may be deferred too (document.c).
 *
 * Behaviour: terraform-provider-aws, the data source aws_iam_policy_document.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_DOCUMENT_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_DOCUMENT_H

#include "parsers/terraform/world/follow.h"

/* ---- Trees (tree.c) -------------------------------------------------------- */

/* Makes nodes that all have the span of one resource; NULL when out of memory. */
typedef struct TfNodeMaker {
  Arena *arena;
  Span span;
} TfNodeMaker;

Node *tf_new_map(const TfNodeMaker *maker, size_t room);
Node *tf_new_list(const TfNodeMaker *maker, size_t room);
Node *tf_new_string(const TfNodeMaker *maker, Str s);
Node *tf_new_opaque(const TfNodeMaker *maker, const Hole *hole);
/* Into a map or list that has room for it. */
void tf_put(Node *map, Str key, Node *value);
void tf_append(Node *list, Node *item);
/* A list of one string as that string, any other value as it is. */
Node *tf_collapse(Node *node);
/* The elements of a list; 0 for anything else. */
size_t tf_count(const Node *list);
/* Marks of what is not known: `true` stands for all that is below it. */
bool tf_mark_true(const Node *mark);
const Node *tf_mark_of(const Node *marks, const char *key);
const Node *tf_mark_at(const Node *marks, size_t i);
bool tf_any_mark(const Node *marks);

/* ---- A document ------------------------------------------------------------ */

typedef struct TfDocument {
  TfNodeMaker maker;
  Str version;       /* empty: none */
  Str id;            /* likewise */
  Node **statements; /* maps; OPAQUE: any number of them, not known */
  size_t count, cap;
  const Hole *hole; /* of the first OPAQUE one */
} TfDocument;

/* Appends the statements of the data source's own blocks. `replace_variables`:
 * "&{" stands for "${". */
void tf_own_statements(TfDocument *out, const TfUnknowns *unknown, bool replace_variables);

/* Where a document of JSON, or of this kind, goes into another one. */
typedef enum {
  TF_SOURCE,   /* a Sid that is there already is an error of the provider */
  TF_OWN,      /* replaces statements of the sources with the same Sid */
  TF_OVERRIDE, /* replaces statements with the same Sid, its own included */
} TfMerging;

/* Where the provider would fail by a Sid that is there twice, both stay. */
void tf_merge(TfDocument *into, TfPlan *tf, const TfDocument *from, TfMerging how);
/* A document out of JSON, with what the provider loses of it left out. ERR_NOT_OURS:
 * the provider cannot read it. */
int tf_read_document(TfDocument *out, TfPlan *tf, Str json);
void tf_add_statement(TfDocument *document, TfPlan *tf, Node *statement);

/* ---- A policy (document.c) ------------------------------------------------- */

/* A document that a policy may be. */
typedef struct TfDocumentCandidate {
  Node *document;
  Str address;      /* of its data source */
  bool sensitive;   /* something in it is */
  const Hole *hole; /* of statements that are not known */
} TfDocumentCandidate;

/* Builds the document of a data source for resources of the provider `viewer`;
 * `out->document` is NULL where nothing is known of it. */
int tf_build_document(TfDocumentCandidate *out, TfPlan *tf, const TfResource *resource,
                      size_t viewer);

typedef struct TfRebuilt {
  TfDocumentCandidate *items;
  size_t count;
  bool certain; /* the policy is one of them, or made of it by a function: that cannot be told */
  bool cut;     /* there are more */
  TfReferences trail; /* all that the policy is made from */
} TfRebuilt;

/* The documents that an attribute of a resource, which is not known, may be;
 * none where it is made from no document. */
int tf_rebuild(TfRebuilt *out, TfPlan *tf, const TfResource *resource, const char *attribute);

#endif
