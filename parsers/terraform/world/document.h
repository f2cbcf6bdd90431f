/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy documents that Terraform reads only during apply, built as the
 * provider would build them: from their own statements (statement.c) and other
 * documents (merge.c), which may be deferred too (document.c).
 *
 * Behaviour: terraform-provider-aws, the data source aws_iam_policy_document.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_DOCUMENT_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_DOCUMENT_H

#include "parsers/terraform/world/follow.h"
#include "parsers/terraform/world/unknown.h"

/* ---- Trees (tree.c) -------------------------------------------------------- */

/* Makes nodes that all have the span of one resource. */
typedef struct TfNodeMaker {
  Arena *arena;
  Span span;
} TfNodeMaker;

Node *tf_new_map(const TfNodeMaker *maker, size_t room);
Node *tf_new_list(const TfNodeMaker *maker, size_t room);
Node *tf_new_string(const TfNodeMaker *maker, Str s);
Node *tf_new_opaque(const TfNodeMaker *maker, const Hole *hole);
/* These add to a map or list that has room. */
void tf_put(Node *map, Str key, Node *value);
void tf_append(Node *list, Node *item);
/* A list of one string as that string, any other value as it is. */
Node *tf_collapse(Node *node);

/* ---- A document ------------------------------------------------------------ */

typedef struct TfDocument {
  TfNodeMaker maker;
  Str version; /* empty: none */
  Str id;      /* likewise */
  struct {
    Node **items; /* maps; OPAQUE: any number of statements, not known */
    size_t count, cap;
  } statements;
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

/* Where the provider would fail because a Sid is there twice, both statements stay. */
void tf_merge(TfDocument *into, TfPlan *tf, const TfDocument *from, TfMerging how);
/* Reads a document from JSON, without what the provider loses of it. False where the provider
 * cannot read it. */
bool tf_read_document(TfDocument *out, TfPlan *tf, Str json);
void tf_add_statement(TfDocument *document, TfPlan *tf, Node *statement);

/* ---- A policy (document.c) ------------------------------------------------- */

/* A document that a policy may be. */
typedef struct TfDocumentCandidate {
  Node *document;   /* NULL: nothing of it is known */
  Str address;      /* of its data source */
  bool sensitive;   /* something in it is */
  const Hole *hole; /* of statements that are not known */
} TfDocumentCandidate;

/* Builds the document of a data source for resources of the provider `viewer`. */
TfDocumentCandidate tf_build_document(TfPlan *tf, const TfResource *resource, size_t viewer);

typedef struct TfRebuilt {
  TfDocumentCandidate *items;
  size_t count;
  bool certain;            /* the policy is one of them; otherwise a function may have changed it */
  bool cut;                /* there are more */
  TfReferences references; /* all that the policy is made from */
} TfRebuilt;

/* The documents that an attribute which is not known may be; none where it is made from no
 * document. */
TfRebuilt tf_rebuild(TfPlan *tf, const TfResource *resource, const char *attribute);

#endif
