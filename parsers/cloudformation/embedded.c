/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates that a file of another format brings with it, as a string: mapped
 * like those that stand in other templates.
 */
#include "assumelint/arena.h"
#include "cfn.h"
#include "cloudformation.h"

/* ---- Parameters ------------------------------------------------------------ */

static bool is_given(const struct alint_cfn_embedded *item, struct alint_str name) {
  for (size_t i = 0; i < item->argument_count; i++) {
    if (alint_str_eq(item->arguments[i].name, name))
      return true;
  }
  return false;
}

static void pass(struct alint_cfn_passed *out, struct alint_cfn *outer,
                 const struct alint_cfn_embedded *item, struct alint_str name,
                 const struct alint_text *text) {
  *out = (struct alint_cfn_passed){.name = name};
  out->value =
      alint_node_new(outer->arena, text ? ALINT_NODE_STRING : ALINT_NODE_OPAQUE, item->span);
  if (text) {
    out->value->text = text;
    alint_text_known(text, &out->value->str);
    return;
  }
  struct alint_hole *hole =
      alint_cfn_hole(outer, ALINT_HOLE_ANY,
                     alint_str_printf(outer->arena, "%.*s.parameters.%.*s",
                                      ALINT_FMT(item->resource), ALINT_FMT(name)));
  if (!hole)
    alint_out_of_memory();
  hole->give = item->give;
  out->value->hole = hole;
}

static void pass_all(struct alint_cfn_place *place, const struct alint_cfn_embedded *item,
                     const struct alint_node *root) {
  const struct alint_node *section = alint_node_get(root, "Parameters");
  size_t declared =
      item->arguments_unknown && section && section->kind == ALINT_NODE_MAP ? section->count : 0;
  struct alint_cfn_passed *passed =
      alint_arena_array(place->outer->arena, item->argument_count + declared, sizeof *passed);
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
static void make_outer(struct alint_cfn *out, const struct alint_cfn_embedded *item) {
  const struct {
    const struct alint_text **text;
    enum alint_hole_kind kind;
    const char *name;
  } rest[] = {
      {&out->region_text, ALINT_HOLE_REGION, "AWS::Region"},
      {&out->suffix_text, ALINT_HOLE_URL_SUFFIX, "AWS::URLSuffix"},
  };
  out->account_text = item->account;
  out->partition_text = item->partition;
  for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
    *rest[i].text =
        alint_text_hole(out->arena, alint_cfn_hole(out, rest[i].kind, alint_str(rest[i].name)));
    if (!*rest[i].text)
      alint_out_of_memory();
  }
}

static int map_one(struct alint_input *input, struct alint_world *world,
                   struct alint_cfn_shared *shared, struct alint_cfn_embedded *item) {
  struct alint_node *root;
  struct alint_cfn outer = {
      .input = input, .world = world, .arena = input->arena, .shared = shared, .set_count = 1};
  struct alint_cfn inner = outer;
  int status = alint_cfn_read_text(&root, input->arena, item->text, NULL, item->span);
  if (status != ALINT_OK || !root || !alint_cfn_is_template(root))
    return status;
  inner.root = root;
  inner.place = (struct alint_cfn_place){.outer = &outer,
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
  status = alint_cfn_map_template(&inner);
  item->is_template = true;
  return status;
}

int alint_cloudformation_map_embedded(struct alint_input *input, struct alint_world *world,
                                      const struct alint_parse_options *options,
                                      struct alint_cfn_embedded *items, size_t count) {
  struct alint_cfn_shared shared = {.options = options};
  int status = ALINT_OK;
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    if (shared.nested_count++ < ALINT_MAX_NESTED_TEMPLATES)
      status = map_one(input, world, &shared, &items[i]);
  }
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  return status;
}
