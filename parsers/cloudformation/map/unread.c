/* SPDX-License-Identifier: Apache-2.0
 *
 * What may hold roles and is not read: macros, includes, modules, loops, nested
 * templates, functions that CloudFormation does not know.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference", "Rule
 * functions".
 */
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"

static const char expand_first[] =
    "scan the processed template: `aws cloudformation get-template --template-stage Processed`";

/* ---- Transforms of the whole template ------------------------------------ */

static void read_transform(CfnTemplate *cfn, const Node *node) {
  const Node *named = node->kind == NODE_MAP ? node_get(node, "Name") : node;
  Str name;
  if (!named || !cfn_node_known(named, &name))
    name = STR("(not known)");
  if (str_starts(name, "AWS::Serverless-") || str_is(name, "AWS::LanguageExtensions") ||
      str_is(name, "AWS::CodeDeployBlueGreen"))
    return;
  /* AWS's own transforms add resources and leave those of the template alone. */
  bool aws = str_starts(name, "AWS::");
  bool include = str_is(name, "AWS::Include");
  cfn_add_unread(cfn, (Unread){.what = str_printf(
                                   cfn->arena,
                                   include ? "the transform %.*s may add anything to the template"
                                   : aws   ? "the transform %.*s may add resources"
                                           : "the macro %.*s may rewrite the whole template",
                                   STR_FMT(name)),
                               .give = str_of(expand_first),
                               .span = node->span,
                               .near_role = include || !aws});
}

static void read_transforms(CfnTemplate *cfn) {
  for (size_t i = 0; i < cfn->root->count; i++) {
    const Member *member = &cfn->root->members[i];
    const Node *value = member->value;
    bool transform = str_is(member->key, "Transform");
    if (transform && value->kind == NODE_LIST) {
      for (size_t k = 0; k < value->count; k++)
        read_transform(cfn, value->items[k]);
    } else if (transform || str_is(member->key, "Fn::Transform")) {
      read_transform(cfn, value);
    }
  }
}

/* ---- Resources ----------------------------------------------------------- */

static bool is_string_with(const Node *node, const char *needle) {
  return node->kind == NODE_STRING && str_find_str(node->str, str_of(needle)) < node->str.len;
}

/* Whether a role stands somewhere in there. Depth: the reader's limit. */
static bool holds_role(CfnTemplate *cfn, const Node *node) {
  bool found = is_string_with(node, "AWS::IAM::Role");
  for (size_t i = 0; i < node->count && !found && cfn_step(cfn); i++) {
    if (node->kind == NODE_LIST)
      found = holds_role(cfn, node->items[i]);
    else if (node->kind == NODE_MAP)
      found = holds_role(cfn, node->members[i].value);
  }
  return found;
}

/* The first member in there whose key is wanted; or NULL. Depth: the reader's limit. */
static const Member *find_key(CfnTemplate *cfn, const Node *node, bool (*is_wanted)(Str key)) {
  const Member *found = NULL;
  for (size_t i = 0; i < node->count && !found && cfn_step(cfn); i++) {
    if (node->kind == NODE_LIST)
      found = find_key(cfn, node->items[i], is_wanted);
    else if (node->kind == NODE_MAP && is_wanted(node->members[i].key))
      found = &node->members[i];
    else if (node->kind == NODE_MAP)
      found = find_key(cfn, node->members[i].value, is_wanted);
  }
  return found;
}

static bool is_transform(Str key) {
  return str_is(key, "Fn::Transform") || str_starts(key, "Fn::ForEach::");
}

/* Types of resources that bring resources with them. */
static const struct {
  const char *type;
  const char *what;
} bringers[] = {
    {"AWS::CloudFormation::Stack", "nested stack"},
    {"AWS::Serverless::Application", "nested application"},
    {"AWS::CloudFormation::StackSet", "stack set"},
    {"AWS::ServiceCatalog::CloudFormationProduct", "product"},
    {"AWS::ServiceCatalog::CloudFormationProvisionedProduct", "provisioned product"},
};

static void read_bringer(CfnTemplate *cfn, const Member *member, Str type) {
  Unread unread = {.address = cfn_address(cfn, member->key), .span = member->key_span};
  CfnDefinitions resource = cfn_find(&cfn->resources, member->key);
  if (resource.count == 1 && cfn->resource_states[resource.index].read)
    return;
  for (size_t i = 0; i < sizeof bringers / sizeof bringers[0]; i++) {
    if (!str_is(type, bringers[i].type))
      continue;
    unread.what = str_printf(cfn->arena, "the %s %.*s has a template of its own", bringers[i].what,
                             STR_FMT(member->key));
    unread.give = STR("scan that template too");
    /* The body of a stack set stands in the template. */
    unread.near_role = holds_role(cfn, member->value);
    cfn_add_unread(cfn, unread);
    return;
  }
  if (!str_ends(type, "::MODULE"))
    return;
  unread.what = str_printf(cfn->arena, "the module %.*s may hold roles", STR_FMT(type));
  unread.give = str_of(expand_first);
  cfn_add_unread(cfn, unread);
}

static bool may_be_role(Str type) {
  return type.len == 0 || str_is(type, "AWS::IAM::Role") || str_starts(type, "AWS::Serverless::");
}

/* A macro in a role, or around its type. */
static void read_macros(CfnTemplate *cfn, const Member *member, Str type) {
  const Node *resource = member->value;
  Unread unread = {.address = cfn_address(cfn, member->key),
                   .give = str_of(expand_first),
                   .span = member->key_span,
                   .near_role = true};
  Str id = member->key;
  const Member *function = cfn_intrinsic(resource);
  bool role = str_is(type, "AWS::IAM::Role");
  const Node *document = node_get(node_get(resource, "Properties"), "AssumeRolePolicyDocument");
  if (function)
    unread.what =
        str_printf(cfn->arena, "%.*s makes the resource %.*s", STR_FMT(function->key), STR_FMT(id));
  else if (may_be_role(type) && (role || document || type.len == 0) &&
           find_key(cfn, resource, is_transform))
    unread.what =
        str_printf(cfn->arena, "a macro or loop in %.*s may rewrite the role", STR_FMT(id));
  else if (type.len == 0 && node_get(resource, "Type"))
    unread.what = str_printf(cfn->arena, "the type of %.*s is not known", STR_FMT(id));
  else if (document && !role && !str_is(type, "AWS::Serverless::Function"))
    unread.what = str_printf(cfn->arena, "the trust policy of %.*s, of type %.*s, is not read",
                             STR_FMT(id), STR_FMT(type));
  else
    return;
  cfn_add_unread(cfn, unread);
}

static void report_unsearched(CfnTemplate *cfn, const Node *map, Str address) {
  if (map->kind != NODE_MAP || map->count <= MAX_SEARCHED_KEYS)
    return;
  cfn_add_unread(
      cfn, (Unread){.address = address,
                    .what = str_printf(cfn->arena,
                                       "only the first %d keys of a map in %.*s were searched for "
                                       "duplicates",
                                       MAX_SEARCHED_KEYS,
                                       STR_FMT(address.len > 0 ? address : STR("the template"))),
                    .give = STR("make sure that no key stands there twice"),
                    .span = map->members[MAX_SEARCHED_KEYS].key_span,
                    .near_role = true});
}

/* The maps around a trust policy, whose duplicate keys role.c looks for. */
static void read_keys(CfnTemplate *cfn, const Member *member, Str type) {
  const Node *definition = member->value;
  Str address = cfn_address(cfn, member->key);
  if (!str_is(type, "AWS::IAM::Role") && !str_starts(type, "AWS::Serverless::"))
    return;
  report_unsearched(cfn, definition, address);
  for (size_t i = 0; i < definition->count; i++) {
    if (str_is(definition->members[i].key, "Properties"))
      report_unsearched(cfn, definition->members[i].value, address);
  }
}

static void read_resource(CfnTemplate *cfn, const Member *member) {
  Str id = member->key;
  if (str_starts(id, "Fn::") || str_starts(id, "Rain::")) {
    bool loop = str_starts(id, "Fn::ForEach::");
    cfn_add_unread(cfn,
                   (Unread){.address = cfn_address(cfn, id),
                            .what = str_printf(cfn->arena, "%.*s makes resources that are not read",
                                               STR_FMT(id)),
                            .give = str_of(expand_first),
                            .span = member->key_span,
                            .near_role = !loop || holds_role(cfn, member->value)});
    return;
  }
  Str type = cfn_type_of(member->value);
  read_bringer(cfn, member, type);
  read_macros(cfn, member, type);
  read_keys(cfn, member, type);
}

/* ---- YAML aliases -------------------------------------------------------- */

/* The first alias or merge key on the way to a trust policy, or inside one. */
static const Malformation *first_alias(const World *world) {
  const Malformation *first = NULL;
  for (size_t i = 0; i < world->role_count; i++) {
    for (size_t k = 0; k < world->roles[i].trust_count; k++) {
      const Policy *policy = world->roles[i].trusts[k].policy;
      for (size_t n = 0; n < policy->malformation_count; n++) {
        const Malformation *malformation = &policy->malformations[n];
        if (malformation->kind == MALFORMED_ALIAS &&
            (!first || malformation->span.begin < first->span.begin))
          first = malformation;
      }
    }
  }
  return first;
}

/* They are expanded here, as the AWS CLI does it; the service refuses them. */
static void report_aliases(CfnTemplate *cfn) {
  /* The outermost template reports them. */
  const Malformation *first = cfn->nesting.outer ? NULL : first_alias(cfn->world);
  if (!first)
    return;
  cfn_add_unread(
      cfn, (Unread){.what = STR("CloudFormation refuses templates with YAML aliases or merge keys"),
                    .give = STR("deploy the output of `aws cloudformation package`, which expands "
                                "them"),
                    .span = first->span,
                    .near_role = true,
                    .low_why = STR("they were read as the AWS CLI reads them")});
}

/* ---- Functions that CloudFormation does not know ---------------------------- */

/* `!Name` or {"Fn::Name": ...}: CloudFormation refuses the template, unless a tool takes the
 * function away first. */
static const char *const known[] = {"And",
                                    "Base64",
                                    "Cidr",
                                    "Contains",
                                    "EachMemberEquals",
                                    "EachMemberIn",
                                    "Equals",
                                    "FindInMap",
                                    "GetAZs",
                                    "GetAtt",
                                    "GetStackOutput",
                                    "If",
                                    "ImportValue",
                                    "Join",
                                    "Length",
                                    "Not",
                                    "Or",
                                    "RefAll",
                                    "Select",
                                    "Split",
                                    "Sub",
                                    "ToJsonString",
                                    "Transform",
                                    "ValueOf",
                                    "ValueOfAll",
                                    NULL};

static bool is_unknown(Str key) {
  if (str_starts(key, "Rain::"))
    return true;
  if (!str_starts(key, "Fn::") || str_starts(key, "Fn::ForEach::"))
    return false;
  return !str_is_one_of(str_slice(key, 4, key.len), known);
}

/* Where the value of such a function decides about a role, another finding says so. */
static void report_unknown_function(CfnTemplate *cfn) {
  const Member *member = NULL;
  for (size_t i = 0; i < cfn->root->count && !member; i++) {
    if (!str_is(cfn->root->members[i].key, "Metadata"))
      member = find_key(cfn, cfn->root->members[i].value, is_unknown);
  }
  if (!member)
    return;
  cfn_add_unread(
      cfn,
      (Unread){.what = str_printf(cfn->arena, "CloudFormation knows no function %.*s",
                                  STR_FMT(member->key)),
               .give = STR("run the tool that knows the function, and scan the template it makes"),
               .span = member->key_span,
               .near_role = true,
               .low_why = STR("where it decides about a role, another finding says so")});
}

/* Once for all templates of the input, at the end. */
static void report_spent(CfnTemplate *cfn) {
  if (!cfn->shared->spent || cfn->nesting.outer)
    return;
  cfn_add_unread(
      cfn, (Unread){.what = STR("the template takes more steps to resolve than are allowed: what "
                                "came after them was not looked at"),
                    .give = STR("split the template, or scan the processed one"),
                    .span = cfn->root->span,
                    .near_role = true});
}

void cfn_report_unread(CfnTemplate *cfn) {
  CfnResourceCursor cursor = {0};
  const Member *resource;
  read_transforms(cfn);
  report_aliases(cfn);
  report_unknown_function(cfn);
  report_unsearched(cfn, cfn->root, STR(""));
  while ((resource = cfn_next_resource(cfn, &cursor)))
    read_resource(cfn, resource);
  report_spent(cfn);
}
