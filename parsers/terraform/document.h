/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy documents that Terraform reads only during apply, built as the
 * provider would build them: own statements (statement.c), merged with other
 * documents (merge.c), out of documents that may be deferred too (document.c).
 *
 * Behaviour: terraform-provider-aws, the data source aws_iam_policy_document.
 */
#ifndef ALINT_PARSERS_TERRAFORM_DOCUMENT_H
#define ALINT_PARSERS_TERRAFORM_DOCUMENT_H

#include "trail.h"

/* ---- Trees (tree.c) -------------------------------------------------------- */

/* Makes nodes that all have the span of one resource; NULL when out of memory. */
struct alint_tf_maker {
  struct alint_arena *arena;
  struct alint_span span;
};

struct alint_node *alint_tf_new_map(const struct alint_tf_maker *maker, size_t room);
struct alint_node *alint_tf_new_list(const struct alint_tf_maker *maker, size_t room);
struct alint_node *alint_tf_new_string(const struct alint_tf_maker *maker, struct alint_str s);
struct alint_node *alint_tf_new_opaque(const struct alint_tf_maker *maker,
                                       const struct alint_hole *hole);
/* Into a map or list that has room for it. */
void alint_tf_put(struct alint_node *map, struct alint_str key, struct alint_node *value);
void alint_tf_append(struct alint_node *list, struct alint_node *item);
/* A list of one string as that string, any other value as it is. */
struct alint_node *alint_tf_collapse(struct alint_node *node);
/* The elements of a list; 0 for anything else. */
size_t alint_tf_count(const struct alint_node *list);
/* Marks of what is not known: `true` stands for all that is below it. */
bool alint_tf_mark_true(const struct alint_node *mark);
const struct alint_node *alint_tf_mark_of(const struct alint_node *marks, const char *key);
const struct alint_node *alint_tf_mark_at(const struct alint_node *marks, size_t i);
bool alint_tf_any_mark(const struct alint_node *marks);

/* ---- A document ------------------------------------------------------------ */

struct alint_tf_document {
  struct alint_tf_maker maker;
  struct alint_str version;       /* empty: none */
  struct alint_str id;            /* likewise */
  struct alint_node **statements; /* maps; OPAQUE: any number of them, not known */
  size_t count, cap;
  const struct alint_hole *hole; /* of the first OPAQUE one */
};

/* Appends the statements of the data source's own blocks. `replace_variables`:
 * "&{" stands for "${". */
void alint_tf_own_statements(struct alint_tf_document *out, const struct alint_tf_unknown *unknown,
                             bool replace_variables);

/* Where a document of JSON, or of this kind, goes into another one. */
enum alint_tf_merging {
  ALINT_TF_SOURCE,   /* a Sid that is there already is an error of the provider */
  ALINT_TF_OWN,      /* replaces statements of the sources with the same Sid */
  ALINT_TF_OVERRIDE, /* replaces statements with the same Sid, its own included */
};

/* Where the provider would fail by a Sid that is there twice, both stay. */
void alint_tf_merge(struct alint_tf_document *into, struct alint_tf *tf,
                    const struct alint_tf_document *from, enum alint_tf_merging how);
/* A document out of JSON, with what the provider loses of it left out. ALINT_ENOTOURS:
 * the provider cannot read it. */
int alint_tf_read_document(struct alint_tf_document *out, struct alint_tf *tf,
                           struct alint_str json);
void alint_tf_add_statement(struct alint_tf_document *document, struct alint_tf *tf,
                            struct alint_node *statement);

/* ---- A policy (document.c) ------------------------------------------------- */

/* A document that a policy may be. */
struct alint_tf_candidate {
  struct alint_node *document;
  struct alint_str address;      /* of its data source */
  bool sensitive;                /* something in it is */
  const struct alint_hole *hole; /* of statements that are not known */
};

/* Builds the document of a data source for resources of the provider `viewer`;
 * `out->document` is NULL where nothing is known of it. */
int alint_tf_build_document(struct alint_tf_candidate *out, struct alint_tf *tf,
                            const struct alint_tf_side *side, size_t viewer);

struct alint_tf_rebuilt {
  struct alint_tf_candidate *items;
  size_t count;
  bool certain; /* the policy is one of them, or made of it by a function: that cannot be told */
  bool cut;     /* there are more */
  struct alint_tf_trail trail; /* all that the policy is made from */
};

/* The documents that an attribute of a resource, which is not known, may be;
 * none where it is made from no document. */
int alint_tf_rebuild(struct alint_tf_rebuilt *out, struct alint_tf *tf,
                     const struct alint_tf_side *side, const char *attribute);

#endif
