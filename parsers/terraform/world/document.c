/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy documents from data sources: which documents a policy may be, and what each of
 * them is merged from. What is not known of a document becomes a statement
 * that may be anything.
 */
#include "parsers/terraform/world/document.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"

struct builder {
  TfPlan *tf;
  size_t viewer;
  size_t built;   /* documents */
  bool sensitive; /* something in them is */
};

static TfDocument build(struct builder *b, const TfResource *resource, int depth);

static TfDocument empty(const struct builder *b, const TfResource *resource) {
  return (TfDocument){.maker = {.arena = b->tf->arena, .span = resource->object->span}};
}

static bool is_read(const TfResource *resource) {
  return tf_raw(resource, "json").len > 0;
}

/* ---- Documents that a reference means -------------------------------------- */

struct found {
  const TfResource **items;
  size_t count, cap, deferred;
  size_t others; /* references to anything else */
};

static bool is_document(const TfReference *ref) {
  Str attribute = tf_attribute_of(ref);
  return str_starts(ref->name, "data.aws_iam_policy_document.") &&
         (attribute.len == 0 || str_is(attribute, "json") || str_is(attribute, "minified_json"));
}

static struct found find_documents(TfPlan *tf, const TfReferences *references) {
  struct found out = {.items = NULL};
  for (size_t i = 0; i < references->count; i++) {
    TfInstances instances = {NULL, 0};
    if (is_document(&references->items[i]))
      instances = tf_find_instances(tf, &references->items[i]);
    out.others += instances.count == 0;
    for (size_t k = 0; k < instances.count; k++) {
      LIST_ADD(tf->arena, &out, instances.items[k]);
      out.deferred += !is_read(instances.items[k]);
    }
  }
  return out;
}

/* ---- Merging --------------------------------------------------------------- */

/* Adds statements that may be anything, for an attribute that is not known. */
static void add_unknown(TfDocument *out, struct builder *b, const TfResource *resource,
                        const char *key) {
  TfUnknowns unknown = {b->tf, resource, b->viewer};
  const Hole *hole = tf_unknown_element(&unknown, tf_expression_of(resource, key), str_of(key));
  tf_add_statement(out, b->tf, tf_new_opaque(&out->maker, hole));
}

static void merge_json(TfDocument *into, struct builder *b, const TfResource *resource,
                       const char *key, Str json, TfMerging how) {
  TfDocument from = empty(b, resource);
  if (tf_read_document(&from, b->tf, json))
    tf_merge(into, b->tf, &from, how);
  else /* the provider will fail */
    add_unknown(into, b, resource, key);
}

static bool shares_sid(const TfDocument *a, const TfDocument *b) {
  for (size_t i = 0; i < a->statements.count && i < MAX_STATEMENTS; i++) {
    Str sid = tf_string(a->statements.items[i], "Sid");
    for (size_t k = 0; k < b->statements.count && k < MAX_STATEMENTS && sid.len > 0; k++) {
      if (str_eq(sid, tf_string(b->statements.items[k], "Sid")))
        return true;
    }
  }
  return false;
}

/* Documents that are merged: an attribute that is a list of them, or one. */
struct list {
  const TfResource *resource;
  const char *key;
  TfMerging how;
  const Node *values;   /* the list; NULL for one document */
  TfDocument *deferred; /* the unknown elements; NULL: they are not known */
  size_t unknown;
};

/* Which document is which element is not known where there are several. It
 * matters only where statements of overrides replace one another. */
static bool order_matters(struct builder *b, const struct list *list) {
  if (list->how != TF_OVERRIDE || list->unknown < 2)
    return false;
  for (size_t i = 0; i < list->unknown; i++) {
    for (size_t k = i + 1; k < list->unknown; k++) {
      if (shares_sid(&list->deferred[i], &list->deferred[k]))
        return true;
    }
  }
  for (size_t n = 0; n < tf_count(list->values); n++) {
    TfDocument known = empty(b, list->resource);
    if (list->values->items[n]->kind != NODE_STRING)
      continue;
    tf_read_document(&known, b->tf, list->values->items[n]->str);
    for (size_t i = 0; i < list->unknown; i++) {
      if (shares_sid(&list->deferred[i], &known))
        return true;
    }
  }
  return false;
}

/* Builds the unknown elements, unless which documents they are is not known. */
static void build_deferred(struct list *list, struct builder *b, int depth) {
  TfReferences references = tf_follow_attribute(b->tf, list->resource, list->key);
  struct found found = find_documents(b->tf, &references);
  size_t next = 0;
  if (found.deferred != list->unknown || found.others > 0 || references.cut)
    return;
  list->deferred = arena_array(b->tf->arena, list->unknown, sizeof *list->deferred);
  for (size_t i = 0; i < found.count; i++) {
    if (!is_read(found.items[i]))
      list->deferred[next++] = build(b, found.items[i], depth + 1);
  }
  if (order_matters(b, list))
    list->deferred = NULL;
}

static void merge_list(TfDocument *into, struct builder *b, const TfResource *resource,
                       const char *key, TfMerging how, int depth) {
  const Node *marks = tf_mark_of(resource->unknown, key);
  struct list list = {
      .resource = resource, .key = key, .how = how, .values = node_get(resource->values, key)};
  size_t next = 0;
  if (tf_mark_true(marks)) {
    add_unknown(into, b, resource, key);
    return;
  }
  for (size_t i = 0; i < tf_count(list.values); i++)
    list.unknown += tf_mark_true(tf_mark_at(marks, i));
  if (list.unknown > 0)
    build_deferred(&list, b, depth);
  for (size_t i = 0; i < tf_count(list.values); i++) {
    const Node *value = list.values->items[i];
    bool unknown = tf_mark_true(tf_mark_at(marks, i));
    if (unknown && list.deferred)
      tf_merge(into, b->tf, &list.deferred[next++], how);
    else if (unknown)
      add_unknown(into, b, resource, key);
    else if (value->kind == NODE_STRING && value->str.len > 0)
      merge_json(into, b, resource, key, value->str, how);
  }
}

/* Arguments of old providers: one document each. */
static void merge_one(TfDocument *into, struct builder *b, const TfResource *resource,
                      const char *key, TfMerging how, int depth) {
  struct list list = {.resource = resource, .key = key, .how = how, .unknown = 1};
  Str json = tf_raw(resource, key);
  if (!tf_marked(resource->unknown, key)) {
    if (json.len > 0)
      merge_json(into, b, resource, key, json, how);
    return;
  }
  build_deferred(&list, b, depth);
  if (list.deferred)
    tf_merge(into, b->tf, &list.deferred[0], how);
  else
    add_unknown(into, b, resource, key);
}

static void merge_own(TfDocument *into, struct builder *b, const TfResource *resource) {
  TfDocument own = empty(b, resource);
  TfUnknowns unknown = {b->tf, resource, b->viewer};
  own.version = tf_raw(resource, "version");
  own.id = tf_raw(resource, "policy_id");
  if (own.version.len == 0)
    own.version = STR("2012-10-17");
  tf_own_statements(&own, &unknown, !str_is(own.version, "2008-10-17"));
  if (tf_marked(resource->unknown, "version"))
    add_unknown(&own, b, resource, "version");
  tf_merge(into, b->tf, &own, TF_OWN);
}

/* Recurses no deeper than MAX_DOCUMENT_DEPTH. */
static TfDocument build(struct builder *b, const TfResource *resource, int depth) {
  TfDocument out = empty(b, resource);
  b->sensitive = b->sensitive || tf_any_mark(resource->sensitive);
  if (depth > MAX_DOCUMENT_DEPTH || b->built++ >= MAX_DOCUMENTS) {
    add_unknown(&out, b, resource, "json");
  } else if (is_read(resource)) {
    merge_json(&out, b, resource, "json", tf_raw(resource, "json"), TF_SOURCE);
  } else {
    merge_one(&out, b, resource, "source_json", TF_SOURCE, depth);
    merge_list(&out, b, resource, "source_policy_documents", TF_SOURCE, depth);
    merge_own(&out, b, resource);
    merge_list(&out, b, resource, "override_policy_documents", TF_OVERRIDE, depth);
    merge_one(&out, b, resource, "override_json", TF_OVERRIDE, depth);
  }
  return out;
}

/* ---- A policy -------------------------------------------------------------- */

static Node *tree_of(const TfDocument *document) {
  const TfNodeMaker *maker = &document->maker;
  size_t count = document->statements.count;
  Node *root = tf_new_map(maker, 3);
  if (document->version.len > 0)
    tf_put(root, STR("Version"), tf_new_string(maker, document->version));
  if (document->id.len > 0)
    tf_put(root, STR("Id"), tf_new_string(maker, document->id));
  if (count == 0)
    return root;
  Node *list = tf_new_list(maker, count);
  for (size_t i = 0; i < count; i++)
    tf_append(list, document->statements.items[i]);
  tf_put(root, STR("Statement"), list);
  return root;
}

/* Whether anything of it is known. */
static bool is_partly_known(const TfDocument *document) {
  for (size_t i = 0; i < document->statements.count; i++) {
    if (document->statements.items[i]->kind != NODE_OPAQUE)
      return true;
  }
  return document->statements.count == 0;
}

TfDocumentCandidate tf_build_document(TfPlan *tf, const TfResource *resource, size_t viewer) {
  struct builder b = {.tf = tf, .viewer = viewer};
  TfDocument document = build(&b, resource, 0);
  TfDocumentCandidate out = {.address = resource->address};
  if (!is_partly_known(&document))
    return out;
  out.document = tree_of(&document);
  out.hole = document.hole;
  out.sensitive = b.sensitive;
  return out;
}

TfRebuilt tf_rebuild(TfPlan *tf, const TfResource *resource, const char *attribute) {
  TfRebuilt out = {.certain = true, .references = tf_follow_attribute(tf, resource, attribute)};
  struct found found = find_documents(tf, &out.references);
  if (found.count == 0)
    return out;
  /* A document that was read does not make the policy unknown, but may be chosen by
   * something that does. */
  bool alone = found.others == 0 && found.deferred > 0;
  out.certain = alone && !out.references.mixed && !out.references.cut;
  out.items = arena_array(tf->arena, found.count, sizeof *out.items);
  for (size_t i = 0; i < found.count; i++) {
    if (out.count + 1 >= MAX_ALTERNATIVES) {
      out.cut = true;
    } else if (!alone || !is_read(found.items[i])) {
      out.items[out.count] = tf_build_document(tf, found.items[i], resource->provider);
      if (out.items[out.count].document)
        out.count++;
      else
        out.certain = false;
    }
  }
  return out;
}
