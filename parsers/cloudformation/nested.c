/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates in templates: the body of a stack set, and the local files of nested
 * stacks and applications. Each is mapped as a template of its own, with the
 * addresses and the names of its holes made unique.
 *
 * Source: AWS CloudFormation User Guide, "AWS::CloudFormation::StackSet" and
 * "AWS::CloudFormation::Stack"; AWS SAM Developer Guide,
 * "AWS::Serverless::Application"; `aws cloudformation package`.
 */

#include "assumelint/arena.h"
#include "cfn.h"

static const struct kind {
  const char *type;
  const char *scope;
  const char *body; /* property with the text of the template; NULL: there is none */
  const char *file; /* property that may name a file beside the template */
  bool elsewhere;   /* deployed to other accounts */
} kinds[] = {
    {"AWS::CloudFormation::StackSet", "StackSet", "TemplateBody", "TemplateURL", true},
    {"AWS::CloudFormation::Stack", "Stack", NULL, "TemplateURL", false},
    {"AWS::Serverless::Application", "Application", NULL, "Location", false},
};

static const struct kind *kind_of(const struct alint_node *definition) {
  struct alint_str type = alint_cfn_type_of(definition);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (alint_str_is(type, kinds[i].type))
      return &kinds[i];
  }
  return NULL;
}

/* The CDK puts templates into its output and the name into the metadata. */
static const struct alint_node *asset(const struct alint_node *definition, const char *property) {
  const struct alint_node *metadata = alint_node_get(definition, "Metadata");
  if (!alint_str_is(alint_node_get_str(metadata, "aws:asset:property"), property))
    return NULL;
  return alint_node_get(metadata, "aws:asset:path");
}

/* Its tree; NULL where it cannot be read. `*told` where it is reported elsewhere. */
static int read_tree(struct alint_node **out, bool *told, struct alint_cfn *inner,
                     struct alint_cfn *cfn, const struct alint_node *definition,
                     const struct kind *kind) {
  const struct alint_node *properties = alint_node_get(definition, "Properties");
  const struct alint_node *body = kind->body ? alint_node_get(properties, kind->body) : NULL;
  const struct alint_node *named = asset(definition, kind->file);
  *out = NULL;
  *told = false;
  if (body)
    return alint_cfn_read_body(out, &inner->place, cfn, body);
  if (!named)
    named = alint_node_get(properties, kind->file);
  return named ? alint_cfn_read_nested_file(out, told, inner, cfn, named) : ALINT_OK;
}

static void make_place(struct alint_cfn_place *out, struct alint_cfn *cfn, struct alint_str id,
                       const struct alint_node *definition, const struct kind *kind) {
  bool body = kind->body && alint_node_get(alint_node_get(definition, "Properties"), kind->body);
  *out = (struct alint_cfn_place){.outer = cfn,
                                  .depth = cfn->place.depth + 1,
                                  .resource = alint_cfn_address(cfn, id),
                                  .elsewhere = kind->elsewhere};
  struct alint_str name = alint_cfn_readable(cfn, id);
  out->prefix = alint_str_printf(cfn->arena, "%.*s/%s/", ALINT_FMT(out->resource),
                                 body ? kind->body : kind->file);
  out->scope = alint_str_printf(cfn->arena, "%s.%.*s%s%.*s", kind->scope, ALINT_FMT(name),
                                cfn->place.scope.len > 0 ? "@" : "", ALINT_FMT(cfn->place.scope));
  if (!(out->resource.ptr && out->prefix.ptr && out->scope.ptr))
    alint_out_of_memory();
}

int alint_cfn_map_nested(struct alint_cfn *cfn, const struct alint_cfn_resource *resource) {
  const struct alint_node *definition = resource->entries[0].member->value;
  const struct kind *kind = kind_of(definition);
  size_t at = (size_t)(resource->entries - cfn->resources.entries);
  bool present, told;
  /* Defined twice: which one counts, nobody can say. */
  if (!kind || resource->count > 1 || cfn->place.depth >= ALINT_MAX_NESTING ||
      cfn->shared->nested_count >= ALINT_MAX_NESTED_TEMPLATES)
    return ALINT_OK;
  int status = alint_cfn_may_be_there(&present, cfn, definition);
  if (status != ALINT_OK || !present) {
    cfn->resource_read[at] = !present;
    return status;
  }
  struct alint_cfn inner = {.input = cfn->input,
                            .world = cfn->world,
                            .arena = cfn->arena,
                            .path = cfn->path,
                            .shared = cfn->shared,
                            .set_count = 1};
  struct alint_node *root;
  make_place(&inner.place, cfn, resource->id, definition, kind);
  status = read_tree(&root, &told, &inner, cfn, definition, kind);
  if (status != ALINT_OK)
    return status;
  cfn->resource_read[at] = told;
  if (told || !root || !alint_cfn_is_template(root))
    return ALINT_OK;
  cfn->shared->nested_count++;
  cfn->resource_read[at] = 1;
  inner.root = root;
  status = alint_cfn_read_passed(
      &inner.place, cfn, alint_node_get(alint_node_get(definition, "Properties"), "Parameters"));
  return status == ALINT_OK ? alint_cfn_map_template(&inner) : status;
}
