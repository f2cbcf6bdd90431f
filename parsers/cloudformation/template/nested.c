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
#include "parsers/cloudformation/cfn.h"

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

static const struct kind *kind_of(const Node *definition) {
  Str type = cfn_type_of(definition);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (str_is(type, kinds[i].type))
      return &kinds[i];
  }
  return NULL;
}

/* The CDK puts templates into its output and the name into the metadata. */
static const Node *asset(const Node *definition, const char *property) {
  const Node *metadata = node_get(definition, "Metadata");
  if (!str_is(node_get_str(metadata, "aws:asset:property"), property))
    return NULL;
  return node_get(metadata, "aws:asset:path");
}

/* Its tree; NULL where it cannot be read. `*told` where it is reported elsewhere. */
static int read_tree(Node **out, bool *told, CfnTemplate *inner, CfnTemplate *cfn,
                     const Node *definition, const struct kind *kind) {
  const Node *properties = node_get(definition, "Properties");
  const Node *body = kind->body ? node_get(properties, kind->body) : NULL;
  const Node *named = asset(definition, kind->file);
  *out = NULL;
  *told = false;
  if (body)
    return cfn_read_body(out, &inner->place, cfn, body);
  if (!named)
    named = node_get(properties, kind->file);
  return named ? cfn_read_nested_file(out, told, inner, cfn, named) : OK;
}

static void make_place(CfnNesting *out, CfnTemplate *cfn, Str id, const Node *definition,
                       const struct kind *kind) {
  bool body = kind->body && node_get(node_get(definition, "Properties"), kind->body);
  *out = (CfnNesting){.outer = cfn,
                      .depth = cfn->place.depth + 1,
                      .resource = cfn_address(cfn, id),
                      .elsewhere = kind->elsewhere};
  Str name = cfn_readable(cfn, id);
  out->prefix =
      str_printf(cfn->arena, "%.*s/%s/", STR_FMT(out->resource), body ? kind->body : kind->file);
  out->scope = str_printf(cfn->arena, "%s.%.*s%s%.*s", kind->scope, STR_FMT(name),
                          cfn->place.scope.len > 0 ? "@" : "", STR_FMT(cfn->place.scope));
  if (!(out->resource.ptr && out->prefix.ptr && out->scope.ptr))
    out_of_memory();
}

int cfn_map_nested(CfnTemplate *cfn, const CfnResource *resource) {
  const Node *definition = resource->entries[0].member->value;
  const struct kind *kind = kind_of(definition);
  size_t at = (size_t)(resource->entries - cfn->resources.entries);
  bool present, told;
  /* Defined twice: which one counts, nobody can say. */
  if (!kind || resource->count > 1 || cfn->place.depth >= MAX_NESTING ||
      cfn->shared->nested_count >= MAX_NESTED_TEMPLATES)
    return OK;
  int status = cfn_may_be_there(&present, cfn, definition);
  if (status != OK || !present) {
    cfn->resource_read[at] = !present;
    return status;
  }
  CfnTemplate inner = {.input = cfn->input,
                       .world = cfn->world,
                       .arena = cfn->arena,
                       .path = cfn->path,
                       .shared = cfn->shared,
                       .set_count = 1};
  Node *root;
  make_place(&inner.place, cfn, resource->id, definition, kind);
  status = read_tree(&root, &told, &inner, cfn, definition, kind);
  if (status != OK)
    return status;
  cfn->resource_read[at] = told;
  if (told || !root || !cfn_is_template(root))
    return OK;
  cfn->shared->nested_count++;
  cfn->resource_read[at] = 1;
  inner.root = root;
  status = cfn_read_nested_parameters(&inner.place, cfn,
                                      node_get(node_get(definition, "Properties"), "Parameters"));
  return status == OK ? cfn_map_template(&inner) : status;
}
