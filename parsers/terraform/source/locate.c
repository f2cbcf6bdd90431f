/* SPDX-License-Identifier: Apache-2.0
 *
 * Where people edit a resource: its block in the root module, or the block there
 * that calls its module, and then also its own block.
 */
#include "parsers/terraform/source/sites.h"

static SourceSpan header_of(const TfBlock *block) {
  return (SourceSpan){&block->file->source, block->header};
}

/* The name of the attribute with the policy, else the header of the block. */
static SourceSpan span_in(const TfModule *module, const TfBlock *block, const char *policy) {
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

void tf_locate(SourceSpan *edited, SourceSpan *definition, TfPlan *tf, const TfResource *resource) {
  if (!tf->source || resource->world != TF_AFTER)
    return;
  const TfModuleInstance *instance = tf_instance_of(tf, resource->module);
  tf_apply_suppressions(tf, instance, resource);
  const TfBlock *block = tf_block_of(instance, resource);
  if (block)
    *edited = span_in(instance->site->module, block, resource->object->type->policy);
  const TfSite *outermost = instance->site;
  while (outermost->up && outermost->up->up)
    outermost = outermost->up;
  if (outermost->call) {
    *definition = *edited;
    *edited = header_of(outermost->call);
  }
}
