/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates that a file of another format has as strings: mapped
 * like those nested in other templates.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cloudformation.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/template/template.h"

/* ---- Parameters ------------------------------------------------------------ */

static bool is_given(const CfnEmbedded *item, Str name) {
  for (size_t i = 0; i < item->argument_count; i++) {
    if (str_eq(item->arguments[i].name, name))
      return true;
  }
  return false;
}

/* `text` NULL: the value is not known. */
static CfnNestedParameter parameter_of(const CfnTemplate *outer, const CfnEmbedded *item, Str name,
                                       const Text *text) {
  if (text)
    return (CfnNestedParameter){name, cfn_text_node(outer, text, item->span)};
  Hole *hole = cfn_hole(
      outer, HOLE_ANY,
      str_printf(outer->arena, "%.*s.parameters.%.*s", STR_FMT(item->resource), STR_FMT(name)));
  hole->give = item->give;
  return (CfnNestedParameter){name, cfn_opaque(outer, hole, item->span)};
}

static void read_parameters(CfnNesting *nesting, const CfnEmbedded *item, const Node *root) {
  const CfnTemplate *outer = nesting->outer;
  const Node *section = node_get(root, "Parameters");
  size_t declared =
      item->arguments_unknown && section && section->kind == NODE_MAP ? section->count : 0;
  CfnNestedParameter *parameters =
      arena_array(outer->arena, item->argument_count + declared, sizeof *parameters);
  nesting->parameters = parameters;
  for (size_t i = 0; i < item->argument_count; i++)
    parameters[nesting->parameter_count++] =
        parameter_of(outer, item, item->arguments[i].name, item->arguments[i].text);
  for (size_t i = 0; i < declared; i++) {
    Str name = section->members[i].key;
    if (!is_given(item, name))
      parameters[nesting->parameter_count++] = parameter_of(outer, item, name, NULL);
  }
}

/* ---- The template ---------------------------------------------------------- */

static int map_one(Input *input, World *world, CfnShared *shared, CfnEmbedded *item) {
  /* What brings the template, as a template around it. */
  CfnTemplate outer = {.input = input,
                       .world = world,
                       .arena = input->arena,
                       .shared = shared,
                       .set_count = 1,
                       .account_text = item->account,
                       .partition_text = item->partition};
  Node *root = cfn_read_text(input->arena, item->text, NULL, item->span);
  if (!root || !cfn_is_template(root))
    return OK;
  outer.region_text = cfn_hole_text(&outer, HOLE_REGION, STR("AWS::Region"));
  outer.suffix_text = cfn_hole_text(&outer, HOLE_URL_SUFFIX, STR("AWS::URLSuffix"));
  CfnTemplate inner = {.input = input,
                       .world = world,
                       .arena = input->arena,
                       .shared = shared,
                       .set_count = 1,
                       .root = root,
                       .nesting = {.outer = &outer,
                                   .depth = 1,
                                   .prefix = item->prefix,
                                   .scope = item->resource,
                                   .resource = item->resource,
                                   .elsewhere = item->elsewhere}};
  shared->change = item->change;
  shared->where = item->source_span;
  shared->definition = item->definition;
  read_parameters(&inner.nesting, item, root);
  item->is_template = true;
  return cfn_map_template(&inner);
}

int cfn_map_embedded(Input *input, World *world, const ParseOptions *options, CfnEmbedded *items,
                     size_t count) {
  CfnShared shared = {.options = options};
  int status = OK;
  for (size_t i = 0; i < count && status == OK; i++) {
    if (shared.nested_count++ < MAX_NESTED_TEMPLATES)
      status = map_one(input, world, &shared, &items[i]);
  }
  return status;
}
