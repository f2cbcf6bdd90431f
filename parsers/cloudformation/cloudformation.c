/* SPDX-License-Identifier: Apache-2.0
 *
 * The descriptor of the CloudFormation front end: what is a template, and the
 * way through it.
 */
#include "cloudformation.h"

#include "cfn.h"

/* ---- Is it a template? --------------------------------------------------- */

static bool is_sam_transform(const struct alint_node *transform) {
  if (!transform)
    return false;
  for (size_t i = 0; transform->kind == ALINT_NODE_LIST && i < transform->count; i++) {
    if (alint_node_is_scalar(transform->items[i]) &&
        alint_str_starts(transform->items[i]->str, "AWS::Serverless"))
      return true;
  }
  return alint_node_is_scalar(transform) && alint_str_starts(transform->str, "AWS::Serverless");
}

static bool holds_resource(const struct alint_node *resources) {
  if (!resources || resources->kind != ALINT_NODE_MAP)
    return false;
  for (size_t i = 0; i < resources->count; i++) {
    struct alint_str type = alint_cfn_type_of(resources->members[i].value);
    if (alint_str_find_str(type, ALINT_STR("::")) < type.len)
      return true;
  }
  return false;
}

static bool sniff(const struct alint_node *root) {
  if (!root || root->kind != ALINT_NODE_MAP)
    return false;
  /* A file of the Serverless Framework keeps its template inside. */
  if (alint_node_get(root, "service") && alint_node_get(root, "provider"))
    return false;
  if (alint_node_get(root, "AWSTemplateFormatVersion") ||
      is_sam_transform(alint_node_get(root, "Transform")))
    return true;
  for (size_t i = 0; i < root->count; i++) {
    if (alint_str_is(root->members[i].key, "Resources") && holds_resource(root->members[i].value))
      return true;
  }
  return false;
}

/* ---- The way through it -------------------------------------------------- */

static int make_holes(struct alint_cfn *cfn) {
  cfn->account = alint_cfn_hole(cfn, ALINT_HOLE_OWN_ACCOUNT, ALINT_STR("AWS::AccountId"));
  cfn->partition = alint_cfn_hole(cfn, ALINT_HOLE_PARTITION, ALINT_STR("AWS::Partition"));
  if (!cfn->account || !cfn->partition)
    return ALINT_ENOMEM;
  cfn->account_text = alint_text_hole(cfn->arena, cfn->account);
  cfn->partition_text = alint_text_hole(cfn->arena, cfn->partition);
  return cfn->account_text && cfn->partition_text ? ALINT_OK : ALINT_ENOMEM;
}

static int make_indexes(struct alint_cfn *cfn) {
  const struct {
    struct alint_cfn_index *index;
    const char *section;
  } sections[] = {
      {&cfn->parameters, "Parameters"},
      {&cfn->conditions, "Conditions"},
      {&cfn->mappings, "Mappings"},
      {&cfn->resources, "Resources"},
  };
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
    int status =
        alint_cfn_index_section(sections[i].index, cfn->arena, cfn->root, sections[i].section);
    if (status != ALINT_OK)
      return status;
  }
  cfn->resource_busy = alint_arena_array(cfn->arena, cfn->resources.count, 1);
  cfn->identities = alint_arena_array(cfn->arena, cfn->resources.count, sizeof *cfn->identities);
  cfn->condition_busy = alint_arena_array(cfn->arena, cfn->conditions.count, 1);
  for (size_t i = 0; i < 2; i++) {
    cfn->condition_memo[i] =
        alint_arena_array(cfn->arena, cfn->conditions.count, sizeof *cfn->condition_memo[i]);
    if (!cfn->condition_memo[i])
      return ALINT_ENOMEM;
  }
  return cfn->resource_busy && cfn->identities && cfn->condition_busy ? ALINT_OK : ALINT_ENOMEM;
}

static int map_resource(struct alint_cfn *cfn, const struct alint_member *member) {
  struct alint_cfn_resource resource = {.id = member->key};
  size_t at;
  resource.count = alint_cfn_find(&cfn->resources, member->key, &at);
  resource.entries = &cfn->resources.entries[at];
  if (resource.entries[0].member != member) /* done with the first of that name */
    return ALINT_OK;
  int status = alint_cfn_map_role(cfn, &resource);
  if (status == ALINT_OK)
    status = alint_cfn_map_function(cfn, &resource);
  if (status == ALINT_OK)
    status = alint_cfn_map_entity(cfn, &resource);
  return status;
}

static int map_resources(struct alint_cfn *cfn) {
  int status = ALINT_OK;
  for (size_t i = 0; i < cfn->root->count; i++) {
    const struct alint_node *section = cfn->root->members[i].value;
    if (!alint_str_is(cfn->root->members[i].key, "Resources") || section->kind != ALINT_NODE_MAP)
      continue;
    for (size_t k = 0; k < section->count && status == ALINT_OK; k++)
      status = map_resource(cfn, &section->members[k]);
  }
  return status;
}

static int map(struct alint_input *input, struct alint_node *root,
               const struct alint_parse_options *options) {
  struct alint_cfn cfn = {
      .input = input,
      .arena = input->arena,
      .root = root,
      .sets = options->parameter_sets,
      .set_count = options->parameter_set_count,
  };
  input->exact_positions = true;
  input->complete = true;
  int status = make_holes(&cfn);
  if (status == ALINT_OK)
    status = make_indexes(&cfn);
  if (status == ALINT_OK)
    status = alint_cfn_read_parameters(&cfn);
  if (status == ALINT_OK)
    status = alint_cfn_read_options(&cfn);
  if (status == ALINT_OK)
    status = alint_cfn_read_grants(&cfn);
  if (status == ALINT_OK)
    status = map_resources(&cfn);
  if (status == ALINT_OK)
    status = alint_cfn_map_unread(&cfn);
  return status == ALINT_ENOMEM ? alint_no_memory(&input->error) : status;
}

const struct alint_parser alint_cloudformation_parser = {
    .name = "CloudFormation template",
    .format = ALINT_FORMAT_CLOUDFORMATION,
    .sniff = sniff,
    .map = map,
};
