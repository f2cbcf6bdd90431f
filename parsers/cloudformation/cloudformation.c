/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for CloudFormation and SAM templates, one mapper for the trees of YAML
 * and of JSON: what is a template, and the way through it.
 */
#include "assumelint/arena.h"
#include "cfn.h"

/* ---- Is it a template? --------------------------------------------------- */

static bool is_aws_transform(const struct alint_node *transform) {
  if (!transform)
    return false;
  for (size_t i = 0; transform->kind == ALINT_NODE_LIST && i < transform->count; i++) {
    if (alint_node_is_scalar(transform->items[i]) &&
        alint_str_starts(transform->items[i]->str, "AWS::"))
      return true;
  }
  return alint_node_is_scalar(transform) && alint_str_starts(transform->str, "AWS::");
}

static bool holds_resource(const struct alint_node *resources) {
  if (!resources || resources->kind != ALINT_NODE_MAP)
    return false;
  for (size_t i = 0; i < resources->count; i++) {
    struct alint_str type = alint_cfn_type_of(resources->members[i].value);
    if (alint_str_find_str(type, ALINT_STR("::")) < type.len ||
        alint_str_starts(resources->members[i].key, "Fn::ForEach::"))
      return true;
  }
  return false;
}

bool alint_cfn_is_template(const struct alint_node *root) {
  if (!root || root->kind != ALINT_NODE_MAP)
    return false;
  /* A file of the Serverless Framework keeps its template inside. */
  if (alint_node_get(root, "service") && alint_node_get(root, "provider"))
    return false;
  if (alint_node_get(root, "AWSTemplateFormatVersion") ||
      is_aws_transform(alint_node_get(root, "Transform")))
    return true;
  for (size_t i = 0; i < root->count; i++) {
    if (alint_str_is(root->members[i].key, "Resources") && holds_resource(root->members[i].value))
      return true;
  }
  return false;
}

/* ---- The way through it -------------------------------------------------- */

/* Pseudo parameters that are the same in the whole template. A nested stack is in
 * the account and the region of the outer one, a stack set in the partition. */
static int make_surroundings(struct alint_cfn *cfn) {
  const struct alint_cfn *outer = cfn->place.outer;
  if (outer) {
    cfn->partition_text = outer->partition_text;
    cfn->suffix_text = outer->suffix_text;
  }
  if (outer && !cfn->place.elsewhere) {
    cfn->account_text = outer->account_text;
    cfn->region_text = outer->region_text;
  }
  const struct {
    const struct alint_text **text;
    enum alint_hole_kind kind;
    const char *name;
  } surroundings[] = {
      {&cfn->account_text, ALINT_HOLE_OWN_ACCOUNT, "AWS::AccountId"},
      {&cfn->partition_text, ALINT_HOLE_PARTITION, "AWS::Partition"},
      {&cfn->region_text, ALINT_HOLE_REGION, "AWS::Region"},
      {&cfn->suffix_text, ALINT_HOLE_URL_SUFFIX, "AWS::URLSuffix"},
      {&cfn->stack_text, ALINT_HOLE_NAME, "AWS::StackName"},
  };
  for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
    if (*surroundings[i].text)
      continue;
    struct alint_hole *hole =
        alint_cfn_hole(cfn, surroundings[i].kind, alint_str(surroundings[i].name));
    if (hole && !outer)
      hole->give = alint_str_printf(cfn->arena, "--param %s=...", surroundings[i].name);
    *surroundings[i].text = hole ? alint_text_hole(cfn->arena, hole) : NULL;
    if (!*surroundings[i].text)
      alint_out_of_memory();
  }
  return ALINT_OK;
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
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
    alint_cfn_index_section(sections[i].index, cfn->arena, cfn->root, sections[i].section);
  cfn->resource_busy = alint_arena_array(cfn->arena, cfn->resources.count, 1);
  cfn->resource_read = alint_arena_array(cfn->arena, cfn->resources.count, 1);
  cfn->identities = alint_arena_array(cfn->arena, cfn->resources.count, sizeof *cfn->identities);
  cfn->condition_busy = alint_arena_array(cfn->arena, cfn->conditions.count, 1);
  for (size_t i = 0; i < 2; i++)
    cfn->condition_memo[i] =
        alint_arena_array(cfn->arena, cfn->conditions.count, sizeof *cfn->condition_memo[i]);
  bool made = cfn->resource_busy && cfn->resource_read && cfn->identities && cfn->condition_busy;
  if (!made)
    alint_out_of_memory();
  return ALINT_OK;
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
    status = alint_cfn_map_sam_roles(cfn, &resource);
  if (status == ALINT_OK)
    status = alint_cfn_map_entity(cfn, &resource);
  if (status == ALINT_OK)
    status = alint_cfn_map_nested(cfn, &resource);
  return status;
}

static int map_resources(struct alint_cfn *cfn) {
  return alint_cfn_each_resource(cfn, map_resource);
}

/* Collections may be parameters, and loops make conditions and resources. */
static int expand_loops(struct alint_cfn *cfn) {
  bool changed;
  int status = alint_cfn_expand_loops(cfn, &changed);
  return status == ALINT_OK && changed ? make_indexes(cfn) : status;
}

int alint_cfn_map_template(struct alint_cfn *cfn) {
  static int (*const stages[])(struct alint_cfn *) = {
      make_surroundings,
      make_indexes,
      alint_cfn_read_parameters,
      expand_loops, /* then all resources are there */
      alint_cfn_read_ignores,
      alint_cfn_read_options,
      alint_cfn_read_grants,
      map_resources,
      alint_cfn_map_deployment_role,
      alint_cfn_map_handouts,
      alint_cfn_map_unread,
  };
  int status = ALINT_OK;
  for (size_t i = 0; i < sizeof stages / sizeof stages[0] && status == ALINT_OK; i++)
    status = stages[i](cfn);
  return status;
}

static int map(struct alint_input *input, struct alint_node *root,
               const struct alint_parse_options *options) {
  struct alint_cfn_shared shared = {.options = options, .ignores = options->ignores};
  struct alint_cfn cfn = {
      .input = input,
      .world = &input->after,
      .arena = input->arena,
      .root = root,
      .path = input->source.path,
      .shared = &shared,
      .sets = options->parameter_sets,
      .set_count = options->parameter_set_count,
  };
  input->exact_positions = true;
  input->complete = true;
  input->creates = true;
  if (options->target)
    input->format = ALINT_FORMAT_CDK;
  alint_cfn_index_ignores(&shared, input);
  if (options->target)
    alint_cfn_set_target(&cfn, options->target);
  int status = alint_cfn_read_pseudo(&cfn);
  if (status == ALINT_OK)
    status = alint_cfn_map_template(&cfn);
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  return status;
}

static bool is_get_template(const struct alint_node *root) {
  return alint_node_get(root, "TemplateBody") && alint_node_get(root, "StagesAvailable") &&
         !alint_cfn_is_template(root);
}

static const struct alint_wrong wrong[] = {
    {.tree = is_get_template,
     .what = "this is the output of `aws cloudformation get-template`, not the template; add "
             "`--query TemplateBody` to that command"},
    {.what = NULL},
};

const struct alint_front_end alint_cloudformation_front_end = {
    .formats = {ALINT_FORMAT_CLOUDFORMATION, ALINT_FORMAT_CDK},
    .extensions = {".yaml", ".yml", ".json", ".template"},
    .markers = {{"AWS::"},
                {"AWSTemplateFormatVersion"},
                {"AssumeRolePolicyDocument"},
                {"Resources", ALINT_MARKER_KEY},
                {"Transform", ALINT_MARKER_KEY}},
    .wrong = wrong,
    .comments = true,
    .claims = alint_cfn_is_template,
    .map = map,
};
