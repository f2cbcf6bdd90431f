/* SPDX-License-Identifier: Apache-2.0
 *
 * Where people edit a resource: its block in the root module, or the block there
 * that calls the module it is in, and then its own block besides.
 */
#include "parsers/terraform/source/sites.h"

static SourceSpan header_of(const TfBlock *block) {
  return (SourceSpan){&block->file->source, block->header};
}

/* The policy where there is one, else the header of the block. */
static SourceSpan place_in(const TfModule *module, const TfBlock *block, const char *policy) {
  TfAttribute attribute;
  if (policy && tf_find_attribute(&attribute, module, block, policy))
    return (SourceSpan){&attribute.file->source, attribute.name_span};
  return header_of(block);
}

const TfBlock *tf_block_of(const TfModuleInstance *instance, const TfResource *resource) {
  const Node *node = resource->object->node;
  bool data = str_is(tf_string(node, "mode"), "data");
  return tf_find_block(instance->site->module, data ? "data" : "resource", tf_string(node, "type"),
                       tf_string(node, "name"));
}

void tf_find_place(SourceSpan *place, SourceSpan *definition, TfPlan *tf,
                   const TfResource *resource) {
  TfModuleInstance *instance;
  if (!tf->source || resource->world != TF_AFTER)
    return;
  tf_instance_of(&instance, tf, resource->module);
  tf_apply_suppressions(tf, instance, resource);
  const TfBlock *block = tf_block_of(instance, resource);
  if (block)
    *place = place_in(instance->site->module, block, resource->object->type->policy);
  const TfSite *outermost = instance->site;
  while (outermost->up && outermost->up->up)
    outermost = outermost->up;
  if (outermost->call) {
    *definition = *place;
    *place = header_of(outermost->call);
  }
}

bool tf_wants_source(const TfPlan *tf) {
  return tf->options && tf->options->source_root && tf->options->files;
}
