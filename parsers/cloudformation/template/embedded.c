/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates that a file of another format brings with it, as a string: mapped
 * like those that stand in other templates.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"
#include "parsers/cloudformation/cloudformation.h"

/* ---- Parameters ------------------------------------------------------------ */

static bool is_given(const CfnEmbedded *item, Str name) {
  for (size_t i = 0; i < item->argument_count; i++) {
    if (str_eq(item->arguments[i].name, name))
      return true;
  }
  return false;
}

static void pass(CfnNestedParameter *out, CfnTemplate *outer, const CfnEmbedded *item, Str name,
                 const Text *text) {
  *out = (CfnNestedParameter){.name = name};
  out->value = node_new(outer->arena, text ? NODE_STRING : NODE_OPAQUE, item->span);
  if (text) {
    out->value->text = text;
    text_known(text, &out->value->str);
    return;
  }
  Hole *hole = cfn_hole(
      outer, HOLE_ANY,
      str_printf(outer->arena, "%.*s.parameters.%.*s", STR_FMT(item->resource), STR_FMT(name)));
  if (!hole)
    out_of_memory();
  hole->give = item->give;
  out->value->hole = hole;
}

static void pass_all(CfnNesting *place, const CfnEmbedded *item, const Node *root) {
  const Node *section = node_get(root, "Parameters");
  size_t declared =
      item->arguments_unknown && section && section->kind == NODE_MAP ? section->count : 0;
  CfnNestedParameter *passed =
      arena_array(place->outer->arena, item->argument_count + declared, sizeof *passed);
  for (size_t i = 0; i < item->argument_count; i++)
    pass(&passed[place->passed_count++], place->outer, item, item->arguments[i].name,
         item->arguments[i].text);
  for (size_t i = 0; i < declared; i++) {
    if (!is_given(item, section->members[i].key))
      pass(&passed[place->passed_count++], place->outer, item, section->members[i].key, NULL);
  }
  place->passed = passed;
}

/* ---- The template ---------------------------------------------------------- */

/* What stands around it, in the place of a template. */
static void make_outer(CfnTemplate *out, const CfnEmbedded *item) {
  const struct {
    const Text **text;
    HoleKind kind;
    const char *name;
  } rest[] = {
      {&out->region_text, HOLE_REGION, "AWS::Region"},
      {&out->suffix_text, HOLE_URL_SUFFIX, "AWS::URLSuffix"},
  };
  out->account_text = item->account;
  out->partition_text = item->partition;
  for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
    *rest[i].text = text_hole(out->arena, cfn_hole(out, rest[i].kind, str_of(rest[i].name)));
    if (!*rest[i].text)
      out_of_memory();
  }
}

static int map_one(Input *input, World *world, CfnShared *shared, CfnEmbedded *item) {
  Node *root;
  CfnTemplate outer = {
      .input = input, .world = world, .arena = input->arena, .shared = shared, .set_count = 1};
  CfnTemplate inner = outer;
  int status = cfn_read_text(&root, input->arena, item->text, NULL, item->span);
  if (status != OK || !root || !cfn_is_template(root))
    return status;
  inner.root = root;
  inner.place = (CfnNesting){.outer = &outer,
                             .depth = 1,
                             .prefix = item->prefix,
                             .scope = item->resource,
                             .resource = item->resource,
                             .elsewhere = item->elsewhere};
  shared->change = item->change;
  shared->where = item->place;
  shared->definition = item->definition;
  make_outer(&outer, item);
  pass_all(&inner.place, item, root);
  status = cfn_map_template(&inner);
  item->is_template = true;
  return status;
}

int cfn_map_embedded(Input *input, World *world, const ParseOptions *options, CfnEmbedded *items,
                     size_t count) {
  CfnShared shared = {.options = options};
  int status = OK;
  for (size_t i = 0; i < count && status == OK; i++) {
    if (shared.nested_count++ < MAX_NESTED_TEMPLATES)
      status = map_one(input, world, &shared, &items[i]);
  }
  if (status == ERR_MEMORY)
    out_of_memory();
  return status;
}
