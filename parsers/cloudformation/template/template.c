/* SPDX-License-Identifier: Apache-2.0
 *
 * Sections of a template, looked up by name. A template may hold a section, or
 * a name in it, more than once: all are kept, because CloudFormation's choice among
 * them is not documented.
 */
#include "parsers/cloudformation/template/template.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "util/sorted.h"

/* ---- Is it a template? --------------------------------------------------- */

static bool is_aws(const Node *transform) {
  return node_is_scalar(transform) && str_starts(transform->str, "AWS::");
}

static bool is_aws_transform(const Node *transform) {
  for (size_t i = 0; transform && transform->kind == NODE_LIST && i < transform->count; i++) {
    if (is_aws(transform->items[i]))
      return true;
  }
  return is_aws(transform);
}

static bool holds_resource(const Node *resources) {
  for (size_t i = 0; resources->kind == NODE_MAP && i < resources->count; i++) {
    Str type = cfn_type_of(resources->members[i].value);
    if (str_find_str(type, STR("::")) < type.len ||
        str_starts(resources->members[i].key, "Fn::ForEach::"))
      return true;
  }
  return false;
}

bool cfn_is_template(const Node *root) {
  if (!root || root->kind != NODE_MAP)
    return false;
  /* A file of the Serverless Framework keeps its template inside. */
  if (node_get(root, "service") && node_get(root, "provider"))
    return false;
  if (node_get(root, "AWSTemplateFormatVersion") || is_aws_transform(node_get(root, "Transform")))
    return true;
  for (size_t i = 0; i < root->count; i++) {
    if (str_is(root->members[i].key, "Resources") && holds_resource(root->members[i].value))
      return true;
  }
  return false;
}

/* ---- Sections -------------------------------------------------------------- */

static int compare_entries(const void *a, const void *b) {
  const CfnEntry *x = a, *y = b;
  int order = str_cmp(x->key, y->key);
  if (order != 0)
    return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

static CfnSection read_section(Arena *arena, const Node *root, const char *name) {
  CfnSection section = {.count = 0};
  size_t total = 0;
  for (size_t i = 0; i < root->count; i++) {
    const Member *member = &root->members[i];
    if (str_is(member->key, name) && member->value->kind == NODE_MAP)
      total += member->value->count;
  }
  section.entries = arena_array(arena, total, sizeof *section.entries);
  for (size_t i = 0; i < root->count; i++) {
    const Node *map = root->members[i].value;
    if (!str_is(root->members[i].key, name) || map->kind != NODE_MAP)
      continue;
    for (size_t k = 0; k < map->count; k++, section.count++)
      section.entries[section.count] = (CfnEntry){
          .key = map->members[k].key, .member = &map->members[k], .order = section.count};
  }
  qsort(section.entries, section.count, sizeof *section.entries, compare_entries);
  return section;
}

void cfn_read_sections(CfnTemplate *cfn) {
  Arena *arena = cfn->arena;
  cfn->parameters = read_section(arena, cfn->root, "Parameters");
  cfn->conditions = read_section(arena, cfn->root, "Conditions");
  cfn->mappings = read_section(arena, cfn->root, "Mappings");
  cfn->resources = read_section(arena, cfn->root, "Resources");
  cfn->condition_states = arena_array(arena, cfn->conditions.count, sizeof *cfn->condition_states);
  cfn->resource_states = arena_array(arena, cfn->resources.count, sizeof *cfn->resource_states);
}

static int compare_key(const void *key, const void *item) {
  const Str *name = key;
  const CfnEntry *entry = item;
  return str_cmp(*name, entry->key);
}

CfnDefinitions cfn_find(const CfnSection *section, Str name) {
  size_t first = sorted_first_not_below(&name, section->entries, section->count,
                                        sizeof *section->entries, compare_key);
  size_t end = first;
  while (end < section->count && str_eq(section->entries[end].key, name))
    end++;
  return (CfnDefinitions){
      .name = name, .entries = section->entries + first, .count = end - first, .index = first};
}

const Member *cfn_next_resource(const CfnTemplate *cfn, CfnResourceCursor *cursor) {
  for (; cursor->section < cfn->root->count; cursor->section++, cursor->member = 0) {
    const Member *section = &cfn->root->members[cursor->section];
    if (str_is(section->key, "Resources") && section->value->kind == NODE_MAP &&
        cursor->member < section->value->count)
      return &section->value->members[cursor->member++];
  }
  return NULL;
}

Str cfn_type_of(const Node *resource) {
  return node_get_str(resource, "Type");
}

Str cfn_address(const CfnTemplate *cfn, Str logical_id) {
  Str id = cfn_readable(cfn, logical_id);
  return str_printf(cfn->arena, "%.*sResources.%.*s", STR_FMT(cfn->nesting.prefix), STR_FMT(id));
}

/* ---- What is reported ------------------------------------------------------- */

bool cfn_step(CfnTemplate *cfn) {
  if (cfn->shared->steps >= MAX_RESOLVE_STEPS) {
    cfn->shared->spent = true; /* reported once (unread.c): what is not found now may be there */
    return false;
  }
  cfn->shared->steps++;
  return true;
}

void cfn_add_note(CfnTemplate *cfn, Str note) {
  Input *input = cfn->input;
  Str *notes = arena_array(cfn->arena, input->note_count + 1, sizeof *notes);
  for (size_t i = 0; i < input->note_count; i++)
    notes[i] = input->notes[i];
  notes[input->note_count++] = note;
  input->notes = notes;
}

void cfn_add_unread(CfnTemplate *cfn, Unread unread) {
  unread.source_span = cfn->shared->where;
  input_add_unread(cfn->input, unread);
}
