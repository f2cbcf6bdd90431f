/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy documents out of data sources: which ones a policy is, and what each of
 * them is merged from. What cannot be known of a document becomes a statement
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

static int build(TfDocument *out, struct builder *b, const TfResource *resource, int depth);

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

static void find_documents(struct found *out, struct builder *b, const TfReferences *trail) {
  for (size_t i = 0; i < trail->count; i++) {
    TfInstanceRange instances = {0, 0};
    if (is_document(&trail->refs[i]))
      tf_find_instances(&instances, b->tf, &trail->refs[i]);
    out->others += instances.count == 0;
    for (size_t k = 0; k < instances.count; k++) {
      const TfResource **items =
          arena_grow(b->tf->arena, out->items, out->count, &out->cap, sizeof(const TfResource *));
      out->items = items;
      items[out->count++] = b->tf->by_address[instances.first + k];
      out->deferred += !is_read(items[out->count - 1]);
    }
  }
}

/* ---- Merging --------------------------------------------------------------- */

/* Statements that may be anything, in the place of what is not known. */
static void add_unknown(TfDocument *out, struct builder *b, const TfResource *resource,
                        const char *key) {
  TfUnknowns unknown = {b->tf, resource, b->viewer};
  const Node *expression = node_get(node_get(resource->config, "expressions"), key);
  const Hole *hole = tf_unknown_element(&unknown, expression, str_of(key));
  Node *any = tf_new_opaque(&out->maker, hole);
  if (!any)
    out_of_memory();
  tf_add_statement(out, b->tf, any);
}

static int merge_json(TfDocument *into, struct builder *b, const TfResource *resource,
                      const char *key, Str json, TfMerging how) {
  TfDocument from = empty(b, resource);
  int status = tf_read_document(&from, b->tf, json);
  if (status == ERR_NOT_OURS) {
    /* the provider will fail: nobody knows what was meant */
    add_unknown(into, b, resource, key);
    return OK;
  }
  if (status == OK)
    tf_merge(into, b->tf, &from, how);
  return status;
}

static bool shares_sid(const TfDocument *a, const TfDocument *b) {
  for (size_t i = 0; i < a->count && i < MAX_STATEMENTS; i++) {
    Str sid = tf_string(a->statements[i], "Sid");
    for (size_t k = 0; k < b->count && k < MAX_STATEMENTS && sid.len > 0; k++) {
      if (str_eq(sid, tf_string(b->statements[k], "Sid")))
        return true;
    }
  }
  return false;
}

/* A list of documents that are merged: those known, and those that are deferred
 * themselves. */
struct list {
  const TfResource *resource;
  const char *key;
  TfMerging how;
  const Node *values, *marks;
  TfDocument *deferred; /* of the unknown elements */
  size_t unknown;
};

/* Which document is which element cannot be told where there are several. It
 * matters only where statements of overrides replace one another. */
static int order_matters(bool *out, struct builder *b, const struct list *list) {
  *out = false;
  if (list->how != TF_OVERRIDE || list->unknown < 2)
    return OK;
  for (size_t i = 0; i < list->unknown; i++) {
    for (size_t k = i + 1; k < list->unknown; k++)
      *out = *out || shares_sid(&list->deferred[i], &list->deferred[k]);
  }
  for (size_t n = 0; n < list->values->count && !*out; n++) {
    TfDocument known = empty(b, list->resource);
    if (list->values->items[n]->kind != NODE_STRING)
      continue;
    int status = tf_read_document(&known, b->tf, list->values->items[n]->str);
    if (status != OK && status != ERR_NOT_OURS)
      return status;
    for (size_t i = 0; i < list->unknown; i++)
      *out = *out || shares_sid(&list->deferred[i], &known);
  }
  return OK;
}

/* Builds what the unknown elements are; none where that cannot be told. */
static int build_deferred(struct list *list, struct builder *b, int depth) {
  TfReferences trail = {.refs = NULL};
  struct found found = {.items = NULL};
  const Node *expression = node_get(node_get(list->resource->config, "expressions"), list->key);
  size_t next = 0;
  bool matters;
  tf_follow(&trail, b->tf, tf_place_of(list->resource), expression);
  find_documents(&found, b, &trail);
  int status = OK;
  if (found.deferred != list->unknown || found.others > 0 || trail.cut)
    return OK;
  list->deferred = arena_array(b->tf->arena, list->unknown, sizeof *list->deferred);
  for (size_t i = 0; i < found.count && status == OK; i++) {
    if (!is_read(found.items[i]))
      status = build(&list->deferred[next++], b, found.items[i], depth + 1);
  }
  if (status == OK)
    status = order_matters(&matters, b, list);
  if (status == OK && matters)
    list->deferred = NULL;
  return status;
}

static int merge_list(TfDocument *into, struct builder *b, const TfResource *resource,
                      const char *key, TfMerging how, int depth) {
  struct list list = {.resource = resource, .key = key, .how = how};
  list.values = node_get(resource->values, key);
  list.marks = tf_mark_of(resource->unknown, key);
  size_t next = 0;
  int status = OK;
  if (tf_mark_true(list.marks)) {
    add_unknown(into, b, resource, key);
    return OK;
  }
  for (size_t i = 0; i < tf_count(list.values); i++)
    list.unknown += tf_mark_true(tf_mark_at(list.marks, i));
  if (list.unknown > 0)
    status = build_deferred(&list, b, depth);
  for (size_t i = 0; i < tf_count(list.values) && status == OK; i++) {
    const Node *value = list.values->items[i];
    bool unknown = tf_mark_true(tf_mark_at(list.marks, i));
    if (unknown && list.deferred)
      tf_merge(into, b->tf, &list.deferred[next++], how);
    else if (unknown)
      add_unknown(into, b, resource, key);
    else if (value->kind == NODE_STRING && value->str.len > 0)
      status = merge_json(into, b, resource, key, value->str, how);
  }
  return status;
}

/* Arguments of old providers: one document each. */
static int merge_one(TfDocument *into, struct builder *b, const TfResource *resource,
                     const char *key, TfMerging how, int depth) {
  Str json = tf_raw(resource, key);
  if (tf_mark_true(tf_mark_of(resource->unknown, key))) {
    struct list list = {.resource = resource, .key = key, .how = how, .unknown = 1};
    int status = build_deferred(&list, b, depth);
    if (status != OK)
      return status;
    if (list.deferred)
      tf_merge(into, b->tf, &list.deferred[0], how);
    else
      add_unknown(into, b, resource, key);
    return OK;
  }
  return json.len > 0 ? merge_json(into, b, resource, key, json, how) : OK;
}

static void merge_own(TfDocument *into, struct builder *b, const TfResource *resource) {
  TfDocument own = empty(b, resource);
  TfUnknowns unknown = {b->tf, resource, b->viewer};
  own.version = tf_raw(resource, "version");
  own.id = tf_raw(resource, "policy_id");
  if (own.version.len == 0)
    own.version = STR("2012-10-17");
  tf_own_statements(&own, &unknown, !str_is(own.version, "2008-10-17"));
  if (tf_mark_true(tf_mark_of(resource->unknown, "version")))
    add_unknown(&own, b, resource, "version");
  tf_merge(into, b->tf, &own, TF_OWN);
}

/* Recurses no deeper than MAX_DOCUMENT_DEPTH. */
static int build(TfDocument *out, struct builder *b, const TfResource *resource, int depth) {
  *out = empty(b, resource);
  b->sensitive = b->sensitive || tf_any_mark(resource->sensitive);
  if (depth > MAX_DOCUMENT_DEPTH || b->built++ >= MAX_DOCUMENTS) {
    add_unknown(out, b, resource, "json");
    return OK;
  }
  if (is_read(resource))
    return merge_json(out, b, resource, "json", tf_raw(resource, "json"), TF_SOURCE);
  int status = merge_one(out, b, resource, "source_json", TF_SOURCE, depth);
  if (status == OK)
    status = merge_list(out, b, resource, "source_policy_documents", TF_SOURCE, depth);
  if (status == OK) {
    merge_own(out, b, resource);
    status = merge_list(out, b, resource, "override_policy_documents", TF_OVERRIDE, depth);
  }
  return status == OK ? merge_one(out, b, resource, "override_json", TF_OVERRIDE, depth) : status;
}

/* ---- A policy -------------------------------------------------------------- */

static Node *tree_of(const TfDocument *document) {
  const TfNodeMaker *maker = &document->maker;
  Node *root = tf_new_map(maker, 3);
  Node *version = tf_new_string(maker, document->version);
  Node *id = tf_new_string(maker, document->id);
  Node *list = tf_new_list(maker, document->count);
  if (document->version.len > 0)
    tf_put(root, STR("Version"), version);
  if (document->id.len > 0)
    tf_put(root, STR("Id"), id);
  for (size_t i = 0; i < document->count; i++)
    tf_append(list, document->statements[i]);
  if (list->count > 0)
    tf_put(root, STR("Statement"), list);
  return root;
}

/* Whether anything is known of it at all. */
static bool says_something(const TfDocument *document) {
  for (size_t i = 0; i < document->count; i++) {
    if (document->statements[i]->kind != NODE_OPAQUE)
      return true;
  }
  return document->count == 0;
}

int tf_build_document(TfDocumentCandidate *out, TfPlan *tf, const TfResource *resource,
                      size_t viewer) {
  struct builder b = {.tf = tf, .viewer = viewer};
  TfDocument document;
  *out = (TfDocumentCandidate){.address = resource->address};
  int status = build(&document, &b, resource, 0);
  if (status != OK || !says_something(&document))
    return status;
  out->document = tree_of(&document);
  out->hole = document.hole;
  out->sensitive = b.sensitive;
  return OK;
}

static int add_candidate(TfRebuilt *out, TfPlan *tf, const TfResource *resource, size_t viewer) {
  TfDocumentCandidate *candidate = &out->items[out->count];
  int status = tf_build_document(candidate, tf, resource, viewer);
  if (status == OK && candidate->document)
    out->count++;
  else
    out->certain = false;
  return status;
}

int tf_rebuild(TfRebuilt *out, TfPlan *tf, const TfResource *resource, const char *attribute) {
  struct builder b = {.tf = tf, .viewer = resource->provider};
  struct found found = {.items = NULL};
  const Node *expression = node_get(node_get(resource->config, "expressions"), attribute);
  *out = (TfRebuilt){.certain = true};
  tf_follow(&out->trail, tf, tf_place_of(resource), expression);
  find_documents(&found, &b, &out->trail);
  int status = OK;
  if (found.count == 0)
    return OK;
  /* One that was read does not make the policy unknown, but may be chosen by
   * something that does. */
  bool alone = found.others == 0 && found.deferred > 0;
  out->certain = alone && !out->trail.mixed && !out->trail.cut;
  out->items = arena_array(tf->arena, found.count, sizeof *out->items);
  for (size_t i = 0; i < found.count && status == OK; i++) {
    if (out->count + 1 >= MAX_ALTERNATIVES)
      out->cut = true;
    else if (!alone || !is_read(found.items[i]))
      status = add_candidate(out, tf, found.items[i], resource->provider);
  }
  return status;
}
