/* SPDX-License-Identifier: Apache-2.0
 *
 * Where people edit a resource: its block in the root module, or the block there
 * that calls the module it is in, and then its own block besides.
 */
#include "sites.h"

static struct alint_place header_of(const struct alint_tf_block *block) {
  return (struct alint_place){&block->file->source, block->header};
}

/* The policy where there is one, else the header of the block. */
static struct alint_place place_in(const struct alint_tf_module *module,
                                   const struct alint_tf_block *block, const char *policy) {
  struct alint_tf_attribute attribute;
  if (policy && alint_tf_find_attribute(&attribute, module, block, policy))
    return (struct alint_place){&attribute.file->source, attribute.name_span};
  return header_of(block);
}

const struct alint_tf_block *alint_tf_block_of(const struct alint_tf_instance *instance,
                                               const struct alint_tf_side *side) {
  const struct alint_node *node = side->object->node;
  bool data = alint_str_is(alint_tf_string(node, "mode"), "data");
  return alint_tf_find_block(instance->site->module, data ? "data" : "resource",
                             alint_tf_string(node, "type"), alint_tf_string(node, "name"));
}

void alint_tf_find_place(struct alint_place *place, struct alint_place *definition,
                         struct alint_tf *tf, const struct alint_tf_side *side) {
  struct alint_tf_instance *instance;
  if (!tf->source || side->world != ALINT_TF_AFTER)
    return;
  alint_tf_instance_of(&instance, tf, side->module);
  alint_tf_place_ignores(tf, instance, side);
  const struct alint_tf_block *block = alint_tf_block_of(instance, side);
  if (block)
    *place = place_in(instance->site->module, block, side->object->type->policy);
  const struct alint_tf_site *outermost = instance->site;
  while (outermost->up && outermost->up->up)
    outermost = outermost->up;
  if (outermost->call) {
    *definition = *place;
    *place = header_of(outermost->call);
  }
}

bool alint_tf_wants_source(const struct alint_tf *tf) {
  return tf->options && tf->options->source_root && tf->options->files;
}
