/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for CloudFormation and SAM templates, one mapper for the trees of YAML
 * and of JSON.
 */
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/sam/sam.h"
#include "parsers/cloudformation/template/parameters.h"

static int map_resource(CfnTemplate *cfn, const CfnDefinitions *resource) {
  int status = cfn_map_role(cfn, resource);
  if (status == OK)
    status = cfn_map_sam(cfn, resource);
  if (status != OK)
    return status;
  cfn_map_principal_resource(cfn, resource);
  return cfn_map_nested(cfn, resource);
}

static int map_resources(CfnTemplate *cfn) {
  CfnResourceCursor cursor = {0};
  const Member *member;
  int status = OK;
  while (status == OK && (member = cfn_next_resource(cfn, &cursor))) {
    CfnDefinitions resource = cfn_find(&cfn->resources, member->key);
    if (resource.entries[0].member == member) /* the others of that name are done with it */
      status = map_resource(cfn, &resource);
  }
  return status == OK ? cfn_map_deployment_role(cfn) : status;
}

int cfn_map_template(CfnTemplate *cfn) {
  cfn_fill_pseudo_parameters(cfn);
  cfn_read_sections(cfn);
  int status = cfn_read_parameters(cfn);
  if (status != OK)
    return status;
  /* Collections may be parameters, and loops make conditions and resources. */
  if (cfn_expand_loops(cfn))
    cfn_read_sections(cfn);
  cfn_read_suppressions(cfn);
  cfn_read_options(cfn);
  cfn_read_grants(cfn);
  status = map_resources(cfn);
  if (status != OK)
    return status;
  cfn_map_brokers(cfn);
  cfn_report_unread(cfn);
  return OK;
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
  if (options->target) {
    input->format = FORMAT_CDK;
    cfn_set_target(&cfn, options->target);
  }
  int status = cfn_read_pseudo_values(&cfn);
  return status == OK ? cfn_map_template(&cfn) : status;
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
