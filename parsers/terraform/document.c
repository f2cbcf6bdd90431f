/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy documents out of data sources: which ones a policy is, and what each of
 * them is merged from. What cannot be known of a document becomes a statement
 * that may be anything.
 */
#include "document.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"

struct builder {
  struct alint_tf *tf;
  size_t viewer;
  size_t built;   /* documents */
  bool sensitive; /* something in them is */
};

static int build(struct alint_tf_document *out, struct builder *b, const struct alint_tf_side *side,
                 int depth);

static struct alint_tf_document empty(const struct builder *b, const struct alint_tf_side *side) {
  return (struct alint_tf_document){.maker = {.arena = b->tf->arena, .span = side->object->span}};
}

static bool is_read(const struct alint_tf_side *side) {
  return alint_tf_raw(side, "json").len > 0;
}

/* ---- Documents that a reference means -------------------------------------- */

struct found {
  const struct alint_tf_side **items;
  size_t count, cap, deferred;
  size_t others; /* references to anything else */
};

static bool is_document(const struct alint_tf_ref *ref) {
  struct alint_str attribute = alint_tf_attribute_of(ref);
  return alint_str_starts(ref->name, "data.aws_iam_policy_document.") &&
         (attribute.len == 0 || alint_str_is(attribute, "json") ||
          alint_str_is(attribute, "minified_json"));
}

static void find_documents(struct found *out, struct builder *b,
                           const struct alint_tf_trail *trail) {
  for (size_t i = 0; i < trail->count; i++) {
    struct alint_tf_instances instances = {0, 0};
    if (is_document(&trail->refs[i]))
      alint_tf_find_instances(&instances, b->tf, &trail->refs[i]);
    out->others += instances.count == 0;
    for (size_t k = 0; k < instances.count; k++) {
      const struct alint_tf_side **items = alint_arena_grow(
          b->tf->arena, out->items, out->count, &out->cap, sizeof(const struct alint_tf_side *));
      out->items = items;
      items[out->count++] = b->tf->by_address[instances.first + k];
      out->deferred += !is_read(items[out->count - 1]);
    }
  }
}

/* ---- Merging --------------------------------------------------------------- */

/* Statements that may be anything, in the place of what is not known. */
static void add_unknown(struct alint_tf_document *out, struct builder *b,
                        const struct alint_tf_side *side, const char *key) {
  struct alint_tf_unknown unknown = {b->tf, side, b->viewer};
  const struct alint_node *expression =
      alint_node_get(alint_node_get(side->config, "expressions"), key);
  const struct alint_hole *hole = alint_tf_unknown_element(&unknown, expression, alint_str(key));
  struct alint_node *any = alint_tf_new_opaque(&out->maker, hole);
  if (!any)
    alint_out_of_memory();
  alint_tf_add_statement(out, b->tf, any);
}

static int merge_json(struct alint_tf_document *into, struct builder *b,
                      const struct alint_tf_side *side, const char *key, struct alint_str json,
                      enum alint_tf_merging how) {
  struct alint_tf_document from = empty(b, side);
  int status = alint_tf_read_document(&from, b->tf, json);
  if (status == ALINT_ENOTOURS) {
    /* the provider will fail: nobody knows what was meant */
    add_unknown(into, b, side, key);
    return ALINT_OK;
  }
  if (status == ALINT_OK)
    alint_tf_merge(into, b->tf, &from, how);
  return status;
}

static bool shares_sid(const struct alint_tf_document *a, const struct alint_tf_document *b) {
  for (size_t i = 0; i < a->count && i < ALINT_MAX_STATEMENTS; i++) {
    struct alint_str sid = alint_tf_string(a->statements[i], "Sid");
    for (size_t k = 0; k < b->count && k < ALINT_MAX_STATEMENTS && sid.len > 0; k++) {
      if (alint_str_eq(sid, alint_tf_string(b->statements[k], "Sid")))
        return true;
    }
  }
  return false;
}

/* A list of documents that are merged: those known, and those that are deferred
 * themselves. */
struct list {
  const struct alint_tf_side *side;
  const char *key;
  enum alint_tf_merging how;
  const struct alint_node *values, *marks;
  struct alint_tf_document *deferred; /* of the unknown elements */
  size_t unknown;
};

/* Which document is which element cannot be told where there are several. It
 * matters only where statements of overrides replace one another. */
static int order_matters(bool *out, struct builder *b, const struct list *list) {
  *out = false;
  if (list->how != ALINT_TF_OVERRIDE || list->unknown < 2)
    return ALINT_OK;
  for (size_t i = 0; i < list->unknown; i++) {
    for (size_t k = i + 1; k < list->unknown; k++)
      *out = *out || shares_sid(&list->deferred[i], &list->deferred[k]);
  }
  for (size_t n = 0; n < list->values->count && !*out; n++) {
    struct alint_tf_document known = empty(b, list->side);
    if (list->values->items[n]->kind != ALINT_NODE_STRING)
      continue;
    int status = alint_tf_read_document(&known, b->tf, list->values->items[n]->str);
    if (status != ALINT_OK && status != ALINT_ENOTOURS)
      return status;
    for (size_t i = 0; i < list->unknown; i++)
      *out = *out || shares_sid(&list->deferred[i], &known);
  }
  return ALINT_OK;
}

/* Builds what the unknown elements are; none where that cannot be told. */
static int build_deferred(struct list *list, struct builder *b, int depth) {
  struct alint_tf_trail trail = {.refs = NULL};
  struct found found = {.items = NULL};
  const struct alint_node *expression =
      alint_node_get(alint_node_get(list->side->config, "expressions"), list->key);
  size_t next = 0;
  bool matters;
  alint_tf_follow(&trail, b->tf, alint_tf_place_of(list->side), expression);
  find_documents(&found, b, &trail);
  int status = ALINT_OK;
  if (found.deferred != list->unknown || found.others > 0 || trail.cut)
    return ALINT_OK;
  list->deferred = alint_arena_array(b->tf->arena, list->unknown, sizeof *list->deferred);
  for (size_t i = 0; i < found.count && status == ALINT_OK; i++) {
    if (!is_read(found.items[i]))
      status = build(&list->deferred[next++], b, found.items[i], depth + 1);
  }
  if (status == ALINT_OK)
    status = order_matters(&matters, b, list);
  if (status == ALINT_OK && matters)
    list->deferred = NULL;
  return status;
}

static int merge_list(struct alint_tf_document *into, struct builder *b,
                      const struct alint_tf_side *side, const char *key, enum alint_tf_merging how,
                      int depth) {
  struct list list = {.side = side, .key = key, .how = how};
  list.values = alint_node_get(side->values, key);
  list.marks = alint_tf_mark_of(side->unknown, key);
  size_t next = 0;
  int status = ALINT_OK;
  if (alint_tf_mark_true(list.marks)) {
    add_unknown(into, b, side, key);
    return ALINT_OK;
  }
  for (size_t i = 0; i < alint_tf_count(list.values); i++)
    list.unknown += alint_tf_mark_true(alint_tf_mark_at(list.marks, i));
  if (list.unknown > 0)
    status = build_deferred(&list, b, depth);
  for (size_t i = 0; i < alint_tf_count(list.values) && status == ALINT_OK; i++) {
    const struct alint_node *value = list.values->items[i];
    bool unknown = alint_tf_mark_true(alint_tf_mark_at(list.marks, i));
    if (unknown && list.deferred)
      alint_tf_merge(into, b->tf, &list.deferred[next++], how);
    else if (unknown)
      add_unknown(into, b, side, key);
    else if (value->kind == ALINT_NODE_STRING && value->str.len > 0)
      status = merge_json(into, b, side, key, value->str, how);
  }
  return status;
}

/* Arguments of old providers: one document each. */
static int merge_one(struct alint_tf_document *into, struct builder *b,
                     const struct alint_tf_side *side, const char *key, enum alint_tf_merging how,
                     int depth) {
  struct alint_str json = alint_tf_raw(side, key);
  if (alint_tf_mark_true(alint_tf_mark_of(side->unknown, key))) {
    struct list list = {.side = side, .key = key, .how = how, .unknown = 1};
    int status = build_deferred(&list, b, depth);
    if (status != ALINT_OK)
      return status;
    if (list.deferred)
      alint_tf_merge(into, b->tf, &list.deferred[0], how);
    else
      add_unknown(into, b, side, key);
    return ALINT_OK;
  }
  return json.len > 0 ? merge_json(into, b, side, key, json, how) : ALINT_OK;
}

static void merge_own(struct alint_tf_document *into, struct builder *b,
                      const struct alint_tf_side *side) {
  struct alint_tf_document own = empty(b, side);
  struct alint_tf_unknown unknown = {b->tf, side, b->viewer};
  own.version = alint_tf_raw(side, "version");
  own.id = alint_tf_raw(side, "policy_id");
  if (own.version.len == 0)
    own.version = ALINT_STR("2012-10-17");
  alint_tf_own_statements(&own, &unknown, !alint_str_is(own.version, "2008-10-17"));
  if (alint_tf_mark_true(alint_tf_mark_of(side->unknown, "version")))
    add_unknown(&own, b, side, "version");
  alint_tf_merge(into, b->tf, &own, ALINT_TF_OWN);
}

/* Recurses no deeper than ALINT_MAX_DOCUMENT_DEPTH. */
static int build(struct alint_tf_document *out, struct builder *b, const struct alint_tf_side *side,
                 int depth) {
  *out = empty(b, side);
  b->sensitive = b->sensitive || alint_tf_any_mark(side->sensitive);
  if (depth > ALINT_MAX_DOCUMENT_DEPTH || b->built++ >= ALINT_MAX_DOCUMENTS) {
    add_unknown(out, b, side, "json");
    return ALINT_OK;
  }
  if (is_read(side))
    return merge_json(out, b, side, "json", alint_tf_raw(side, "json"), ALINT_TF_SOURCE);
  int status = merge_one(out, b, side, "source_json", ALINT_TF_SOURCE, depth);
  if (status == ALINT_OK)
    status = merge_list(out, b, side, "source_policy_documents", ALINT_TF_SOURCE, depth);
  if (status == ALINT_OK) {
    merge_own(out, b, side);
    status = merge_list(out, b, side, "override_policy_documents", ALINT_TF_OVERRIDE, depth);
  }
  return status == ALINT_OK ? merge_one(out, b, side, "override_json", ALINT_TF_OVERRIDE, depth)
                            : status;
}

/* ---- A policy -------------------------------------------------------------- */

static struct alint_node *tree_of(const struct alint_tf_document *document) {
  const struct alint_tf_maker *maker = &document->maker;
  struct alint_node *root = alint_tf_new_map(maker, 3);
  struct alint_node *version = alint_tf_new_string(maker, document->version);
  struct alint_node *id = alint_tf_new_string(maker, document->id);
  struct alint_node *list = alint_tf_new_list(maker, document->count);
  if (document->version.len > 0)
    alint_tf_put(root, ALINT_STR("Version"), version);
  if (document->id.len > 0)
    alint_tf_put(root, ALINT_STR("Id"), id);
  for (size_t i = 0; i < document->count; i++)
    alint_tf_append(list, document->statements[i]);
  if (list->count > 0)
    alint_tf_put(root, ALINT_STR("Statement"), list);
  return root;
}

/* Whether anything is known of it at all. */
static bool says_something(const struct alint_tf_document *document) {
  for (size_t i = 0; i < document->count; i++) {
    if (document->statements[i]->kind != ALINT_NODE_OPAQUE)
      return true;
  }
  return document->count == 0;
}

int alint_tf_build_document(struct alint_tf_candidate *out, struct alint_tf *tf,
                            const struct alint_tf_side *side, size_t viewer) {
  struct builder b = {.tf = tf, .viewer = viewer};
  struct alint_tf_document document;
  *out = (struct alint_tf_candidate){.address = side->address};
  int status = build(&document, &b, side, 0);
  if (status != ALINT_OK || !says_something(&document))
    return status;
  out->document = tree_of(&document);
  out->hole = document.hole;
  out->sensitive = b.sensitive;
  return ALINT_OK;
}

static int add_candidate(struct alint_tf_rebuilt *out, struct alint_tf *tf,
                         const struct alint_tf_side *side, size_t viewer) {
  struct alint_tf_candidate *candidate = &out->items[out->count];
  int status = alint_tf_build_document(candidate, tf, side, viewer);
  if (status == ALINT_OK && candidate->document)
    out->count++;
  else
    out->certain = false;
  return status;
}

int alint_tf_rebuild(struct alint_tf_rebuilt *out, struct alint_tf *tf,
                     const struct alint_tf_side *side, const char *attribute) {
  struct builder b = {.tf = tf, .viewer = side->provider};
  struct found found = {.items = NULL};
  const struct alint_node *expression =
      alint_node_get(alint_node_get(side->config, "expressions"), attribute);
  *out = (struct alint_tf_rebuilt){.certain = true};
  alint_tf_follow(&out->trail, tf, alint_tf_place_of(side), expression);
  find_documents(&found, &b, &out->trail);
  int status = ALINT_OK;
  if (found.count == 0)
    return ALINT_OK;
  /* One that was read does not make the policy unknown, but may be chosen by
   * something that does. */
  bool alone = found.others == 0 && found.deferred > 0;
  out->certain = alone && !out->trail.mixed && !out->trail.cut;
  out->items = alint_arena_array(tf->arena, found.count, sizeof *out->items);
  for (size_t i = 0; i < found.count && status == ALINT_OK; i++) {
    if (out->count + 1 >= ALINT_MAX_ALTERNATIVES)
      out->cut = true;
    else if (!alone || !is_read(found.items[i]))
      status = add_candidate(out, tf, found.items[i], side->provider);
  }
  return status;
}
