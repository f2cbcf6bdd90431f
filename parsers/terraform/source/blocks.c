/* SPDX-License-Identifier: Apache-2.0
 *
 * The blocks of a module and their attributes. What overriding means:
 * developer.hashicorp.com/terraform/language/files/override.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "parsers/terraform/source/module.h"
#include "util/sorted.h"

/* ---- Blocks -------------------------------------------------------------- */

void tf_add_block(TfModule *module, TfPlan *tf, TfBlock block) {
  block.order = module->blocks.count;
  LIST_ADD(tf->arena, &module->blocks, block);
}

/* By type and labels, without the order in the files. */
static int compare_names(const TfBlock *a, const TfBlock *b) {
  int order = str_cmp(a->type, b->type);
  if (order == 0)
    order = str_cmp(a->labels[0], b->labels[0]);
  return order != 0 ? order : str_cmp(a->labels[1], b->labels[1]);
}

static int compare_blocks(const void *left, const void *right) {
  const TfBlock *a = left, *b = right;
  int order = compare_names(a, b);
  return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

void tf_sort_blocks(TfModule *module) {
  sorted_sort(module->blocks.items, module->blocks.count, sizeof *module->blocks.items,
              compare_blocks);
}

static int compare_key(const void *key, const void *item) {
  return compare_names(key, item);
}

const TfBlock *tf_find_block(const TfModule *module, const char *type, Str first, Str second) {
  TfBlock key = {.type = str_of(type), .labels = {first, second}};
  if (!module)
    return NULL;
  size_t i = sorted_first_not_below(&key, module->blocks.items, module->blocks.count, sizeof key,
                                    compare_key);
  bool hit = i < module->blocks.count && compare_names(&module->blocks.items[i], &key) == 0;
  return hit ? &module->blocks.items[i] : NULL;
}

const TfBlock *tf_next_block(const TfModule *module, const TfBlock *block) {
  const TfBlock *next = block + 1;
  bool same = next < module->blocks.items + module->blocks.count && compare_names(block, next) == 0;
  return same ? next : NULL;
}

/* ---- Attributes ---------------------------------------------------------- */

/* Counts the attributes of that name in one block; gives the last. */
static size_t find_in_block(TfAttribute *out, const TfBlock *block, Str name) {
  size_t count = 0;
  for (size_t i = 0; block->body && i < block->body->attribute_count; i++) {
    const HclAttribute *attribute = &block->body->attributes[i];
    if (!str_eq(attribute->name, name))
      continue;
    *out = (TfAttribute){
        .file = block->file, .name_span = attribute->name_span, .span = attribute->span};
    count++;
  }
  for (size_t i = 0; block->json && i < block->json->count; i++) {
    const Member *member = &block->json->members[i];
    if (!str_eq(member->key, name))
      continue;
    *out = (TfAttribute){.file = block->file,
                         .name_span = member->key_span,
                         .span = member->value->span,
                         .json = member->value};
    count++;
  }
  return count;
}

/* Among blocks of one name: the attribute of one that does not override, or what overrides it. */
static bool find_among(TfAttribute *out, const TfModule *module, const TfBlock *first, Str name) {
  size_t count = 0, over = 0;
  for (const TfBlock *b = first; b; b = tf_next_block(module, b)) {
    TfAttribute hit;
    size_t found = find_in_block(&hit, b, name);
    if (found == 0)
      continue;
    *out = hit;
    *(b->file->overrides ? &over : &count) += found;
  }
  return count <= 1 && count + over > 0;
}

static size_t count_plain(const TfModule *module, const TfBlock *first) {
  size_t count = 0;
  for (const TfBlock *b = first; b; b = tf_next_block(module, b))
    count += !b->file->overrides;
  return count;
}

bool tf_find_attribute(TfAttribute *out, const TfModule *module, const TfBlock *block,
                       const char *name) {
  /* Terraform refuses two blocks of one name. */
  return block && !module->no_overrides && count_plain(module, block) == 1 &&
         find_among(out, module, block, str_of(name));
}

bool tf_find_local(TfAttribute *out, const TfModule *module, Str name) {
  const Str none = {NULL, 0};
  const TfBlock *locals = tf_find_block(module, "locals", none, none);
  return locals && !module->no_overrides && find_among(out, module, locals, name);
}

HclExpr *tf_read_attribute(TfPlan *tf, const TfAttribute *attribute) {
  return attribute->json ? tf_json_expression(tf, attribute->json)
                         : hcl_expression(tf->arena, &attribute->file->source, attribute->span);
}

Str tf_attribute_text(TfPlan *tf, const TfModule *module, const TfBlock *block, const char *name) {
  TfAttribute attribute;
  if (!tf_find_attribute(&attribute, module, block, name))
    return (Str){NULL, 0};
  const HclExpr *expr = tf_read_attribute(tf, &attribute);
  return expr->kind == HCL_STRING ? expr->str : (Str){NULL, 0};
}

bool tf_is_true(TfPlan *tf, const TfModule *module, const TfBlock *block, const char *name) {
  TfAttribute attribute;
  if (!tf_find_attribute(&attribute, module, block, name))
    return false;
  const HclExpr *expr = tf_read_attribute(tf, &attribute);
  return expr->kind != HCL_BOOL || str_is(expr->str, "true");
}

Str tf_provider_of(const TfModule *module, const TfBlock *block) {
  TfAttribute attribute;
  if (!tf_find_attribute(&attribute, module, block, "provider"))
    return (Str){NULL, 0};
  if (attribute.json)
    return attribute.json->str;
  const Source *source = &attribute.file->source;
  return str_slice(str_n(source->bytes, source->len), attribute.span.begin, attribute.span.end);
}
