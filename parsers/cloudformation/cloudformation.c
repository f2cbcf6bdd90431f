/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for CloudFormation and SAM templates, one mapper for the trees of YAML
 * and of JSON: what is a template, and the way through it.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

/* ---- Is it a template? --------------------------------------------------- */

static bool is_aws_transform(const Node *transform) {
  if (!transform)
    return false;
  for (size_t i = 0; transform->kind == NODE_LIST && i < transform->count; i++) {
    if (node_is_scalar(transform->items[i]) && str_starts(transform->items[i]->str, "AWS::"))
      return true;
  }
  return node_is_scalar(transform) && str_starts(transform->str, "AWS::");
}

static bool holds_resource(const Node *resources) {
  if (!resources || resources->kind != NODE_MAP)
    return false;
  for (size_t i = 0; i < resources->count; i++) {
    Str type = cfn_type_of(resources->members[i].value);
    if (str_find_str(type, STR("::")) < type.len ||
        str_starts(resources->members[i].key, "Fn::ForEach::"))
      return true;
  }
  return false;
}

bool cfn_is_template(const Node *root) {
  if (!root || root->kind != NODE_MAP)
    return false;
  /* A file of the Serverless Framework keeps its template inside. */
  if (node_get(root, "service") && node_get(root, "provider"))
    return false;
  if (node_get(root, "AWSTemplateFormatVersion") || is_aws_transform(node_get(root, "Transform")))
    return true;
  for (size_t i = 0; i < root->count; i++) {
    if (str_is(root->members[i].key, "Resources") && holds_resource(root->members[i].value))
      return true;
  }
  return false;
}

/* ---- The way through it -------------------------------------------------- */

/* Pseudo parameters that are the same in the whole template. A nested stack is in
 * the account and the region of the outer one, a stack set in the partition. */
static int make_surroundings(CfnTemplate *cfn) {
  const CfnTemplate *outer = cfn->place.outer;
  if (outer) {
    cfn->partition_text = outer->partition_text;
    cfn->suffix_text = outer->suffix_text;
  }
  if (outer && !cfn->place.elsewhere) {
    cfn->account_text = outer->account_text;
    cfn->region_text = outer->region_text;
  }
  const struct {
    const Text **text;
    HoleKind kind;
    const char *name;
  } surroundings[] = {
      {&cfn->account_text, HOLE_OWN_ACCOUNT, "AWS::AccountId"},
      {&cfn->partition_text, HOLE_PARTITION, "AWS::Partition"},
      {&cfn->region_text, HOLE_REGION, "AWS::Region"},
      {&cfn->suffix_text, HOLE_URL_SUFFIX, "AWS::URLSuffix"},
      {&cfn->stack_text, HOLE_NAME, "AWS::StackName"},
  };
  for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
    if (*surroundings[i].text)
      continue;
    Hole *hole = cfn_hole(cfn, surroundings[i].kind, str_of(surroundings[i].name));
    if (hole && !outer)
      hole->give = str_printf(cfn->arena, "--param %s=...", surroundings[i].name);
    *surroundings[i].text = hole ? text_hole(cfn->arena, hole) : NULL;
    if (!*surroundings[i].text)
      out_of_memory();
  }
  return OK;
}

static int make_indexes(CfnTemplate *cfn) {
  const struct {
    CfnSection *index;
    const char *section;
  } sections[] = {
      {&cfn->parameters, "Parameters"},
      {&cfn->conditions, "Conditions"},
      {&cfn->mappings, "Mappings"},
      {&cfn->resources, "Resources"},
  };
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
    cfn_index_section(sections[i].index, cfn->arena, cfn->root, sections[i].section);
  cfn->resource_busy = arena_array(cfn->arena, cfn->resources.count, 1);
  cfn->resource_read = arena_array(cfn->arena, cfn->resources.count, 1);
  cfn->identities = arena_array(cfn->arena, cfn->resources.count, sizeof *cfn->identities);
  cfn->condition_busy = arena_array(cfn->arena, cfn->conditions.count, 1);
  for (size_t i = 0; i < 2; i++)
    cfn->condition_memo[i] =
        arena_array(cfn->arena, cfn->conditions.count, sizeof *cfn->condition_memo[i]);
  bool made = cfn->resource_busy && cfn->resource_read && cfn->identities && cfn->condition_busy;
  if (!made)
    out_of_memory();
  return OK;
}

static int map_resource(CfnTemplate *cfn, const Member *member) {
  CfnResource resource = {.id = member->key};
  size_t at;
  resource.count = cfn_find(&cfn->resources, member->key, &at);
  resource.entries = &cfn->resources.entries[at];
  if (resource.entries[0].member != member) /* done with the first of that name */
    return OK;
  int status = cfn_map_role(cfn, &resource);
  if (status == OK)
    status = cfn_map_function(cfn, &resource);
  if (status == OK)
    status = cfn_map_sam_roles(cfn, &resource);
  if (status == OK)
    status = cfn_map_principal_resource(cfn, &resource);
  if (status == OK)
    status = cfn_map_nested(cfn, &resource);
  return status;
}

static int map_resources(CfnTemplate *cfn) {
  return cfn_each_resource(cfn, map_resource);
}

/* Collections may be parameters, and loops make conditions and resources. */
static int expand_loops(CfnTemplate *cfn) {
  bool changed;
  int status = cfn_expand_loops(cfn, &changed);
  return status == OK && changed ? make_indexes(cfn) : status;
}

int cfn_map_template(CfnTemplate *cfn) {
  static int (*const stages[])(CfnTemplate *) = {
      make_surroundings,       make_indexes,
      cfn_read_parameters,     expand_loops, /* then all resources are there */
      cfn_read_suppressions,   cfn_read_options,
      cfn_read_grants,         map_resources,
      cfn_map_deployment_role, cfn_map_brokers,
      cfn_map_unread,
  };
  int status = OK;
  for (size_t i = 0; i < sizeof stages / sizeof stages[0] && status == OK; i++)
    status = stages[i](cfn);
  return status;
}

static int map(Input *input, Node *root, const ParseOptions *options) {
  CfnShared shared = {.options = options, .ignores = options->suppressions};
  CfnTemplate cfn = {
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
    input->format = FORMAT_CDK;
  cfn_index_suppressions(&shared, input);
  if (options->target)
    cfn_set_target(&cfn, options->target);
  int status = cfn_read_pseudo(&cfn);
  if (status == OK)
    status = cfn_map_template(&cfn);
  if (status == ERR_MEMORY)
    out_of_memory();
  return status;
}

static bool is_get_template(const Node *root) {
  return node_get(root, "TemplateBody") && node_get(root, "StagesAvailable") &&
         !cfn_is_template(root);
}

static const WrongKind wrong[] = {
    {.tree = is_get_template,
     .what = "this is the output of `aws cloudformation get-template`, not the template; add "
             "`--query TemplateBody` to that command"},
    {.what = NULL},
};

const FrontEnd cfn_cloudformation_front_end = {
    .formats = {FORMAT_CLOUDFORMATION, FORMAT_CDK},
    .extensions = {".yaml", ".yml", ".json", ".template"},
    .markers = {{"AWS::"},
                {"AWSTemplateFormatVersion"},
                {"AssumeRolePolicyDocument"},
                {"Resources", MARKER_KEY},
                {"Transform", MARKER_KEY}},
    .wrong = wrong,
    .comments = true,
    .claims = cfn_is_template,
    .map = map,
};
