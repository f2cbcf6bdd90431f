/* SPDX-License-Identifier: Apache-2.0
 *
 * What may hold roles and is not read: macros, includes, modules, loops, nested
 * templates.
 */
#include "cfn.h"

void alint_cfn_add_unread(struct alint_cfn *cfn, struct alint_unread unread) {
  unread.place = cfn->shared->where;
  alint_model_add_unread(cfn->input, unread);
}

static const char expand_first[] =
    "scan the processed template: `aws cloudformation get-template --template-stage Processed`";

/* ---- Transforms of the whole template ------------------------------------ */

static void read_transform(struct alint_cfn *cfn, const struct alint_node *node) {
  const struct alint_node *named =
      node->kind == ALINT_NODE_MAP ? alint_node_get(node, "Name") : node;
  struct alint_str name;
  if (!named || !alint_cfn_node_known(named, &name))
    name = ALINT_STR("(not known)");
  if (alint_str_starts(name, "AWS::Serverless-") || alint_str_is(name, "AWS::LanguageExtensions") ||
      alint_str_is(name, "AWS::CodeDeployBlueGreen"))
    return;
  /* AWS's own transforms add resources and leave those of the template alone. */
  bool aws = alint_str_starts(name, "AWS::");
  bool include = alint_str_is(name, "AWS::Include");
  alint_cfn_add_unread(
      cfn, (struct alint_unread){.what = alint_str_printf(
                                     cfn->arena,
                                     include ? "the transform %.*s may add anything to the template"
                                     : aws   ? "the transform %.*s may add resources"
                                             : "the macro %.*s may rewrite the whole template",
                                     ALINT_FMT(name)),
                                 .give = alint_str(expand_first),
                                 .span = node->span,
                                 .near_role = include || !aws});
}

static void read_transforms(struct alint_cfn *cfn) {
  for (size_t i = 0; i < cfn->root->count; i++) {
    const struct alint_member *member = &cfn->root->members[i];
    const struct alint_node *value = member->value;
    bool transform = alint_str_is(member->key, "Transform");
    if (transform && value->kind == ALINT_NODE_LIST) {
      for (size_t k = 0; k < value->count; k++)
        read_transform(cfn, value->items[k]);
    } else if (transform || alint_str_is(member->key, "Fn::Transform")) {
      read_transform(cfn, value);
    }
  }
}

/* ---- Resources ----------------------------------------------------------- */

static bool is_string_with(const struct alint_node *node, const char *needle) {
  return node->kind == ALINT_NODE_STRING &&
         alint_str_find_str(node->str, alint_str(needle)) < node->str.len;
}

/* Whether a role stands somewhere in there. Depth: the reader's limit. */
static bool holds_role(struct alint_cfn *cfn, const struct alint_node *node) {
  bool found = is_string_with(node, "AWS::IAM::Role");
  for (size_t i = 0; i < node->count && !found && alint_cfn_step(cfn); i++) {
    if (node->kind == ALINT_NODE_LIST)
      found = holds_role(cfn, node->items[i]);
    else if (node->kind == ALINT_NODE_MAP)
      found = holds_role(cfn, node->members[i].value);
  }
  return found;
}

static bool holds_transform(struct alint_cfn *cfn, const struct alint_node *node) {
  bool found = false;
  for (size_t i = 0; i < node->count && !found && alint_cfn_step(cfn); i++) {
    if (node->kind == ALINT_NODE_LIST)
      found = holds_transform(cfn, node->items[i]);
    else if (node->kind == ALINT_NODE_MAP)
      found = alint_str_is(node->members[i].key, "Fn::Transform") ||
              alint_str_starts(node->members[i].key, "Fn::ForEach::") ||
              holds_transform(cfn, node->members[i].value);
  }
  return found;
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

static void read_bringer(struct alint_cfn *cfn, const struct alint_member *member,
                         struct alint_str type) {
  struct alint_unread unread = {.address = alint_cfn_address(cfn, member->key),
                                .span = member->key_span};
  size_t at;
  if (alint_cfn_find(&cfn->resources, member->key, &at) == 1 && cfn->resource_read[at])
    return;
  for (size_t i = 0; i < sizeof bringers / sizeof bringers[0]; i++) {
    if (!alint_str_is(type, bringers[i].type))
      continue;
    unread.what = alint_str_printf(cfn->arena, "the %s %.*s has a template of its own",
                                   bringers[i].what, ALINT_FMT(member->key));
    unread.give = ALINT_STR("scan that template too");
    /* The body of a stack set stands in the template. */
    unread.near_role = holds_role(cfn, member->value);
    alint_cfn_add_unread(cfn, unread);
    return;
  }
  if (!alint_str_ends(type, "::MODULE"))
    return;
  unread.what = alint_str_printf(cfn->arena, "the module %.*s may hold roles", ALINT_FMT(type));
  unread.give = alint_str(expand_first);
  alint_cfn_add_unread(cfn, unread);
}

static bool may_be_role(struct alint_str type) {
  return type.len == 0 || alint_str_is(type, "AWS::IAM::Role") ||
         alint_str_starts(type, "AWS::Serverless::");
}

/* A macro in a role, or around its type. */
static void read_macros(struct alint_cfn *cfn, const struct alint_member *member,
                        struct alint_str type) {
  const struct alint_node *resource = member->value;
  struct alint_unread unread = {.address = alint_cfn_address(cfn, member->key),
                                .give = alint_str(expand_first),
                                .span = member->key_span,
                                .near_role = true};
  struct alint_str id = member->key;
  const struct alint_member *function = alint_cfn_intrinsic(resource);
  bool role = alint_str_is(type, "AWS::IAM::Role");
  const struct alint_node *document =
      alint_node_get(alint_node_get(resource, "Properties"), "AssumeRolePolicyDocument");
  if (function)
    unread.what = alint_str_printf(cfn->arena, "%.*s makes the resource %.*s",
                                   ALINT_FMT(function->key), ALINT_FMT(id));
  else if (may_be_role(type) && (role || document || type.len == 0) &&
           holds_transform(cfn, resource))
    unread.what =
        alint_str_printf(cfn->arena, "a macro or loop in %.*s may rewrite the role", ALINT_FMT(id));
  else if (type.len == 0 && alint_node_get(resource, "Type"))
    unread.what = alint_str_printf(cfn->arena, "the type of %.*s is not known", ALINT_FMT(id));
  else if (document && !role && !alint_str_is(type, "AWS::Serverless::Function"))
    unread.what =
        alint_str_printf(cfn->arena, "the trust policy of %.*s, of type %.*s, is not read",
                         ALINT_FMT(id), ALINT_FMT(type));
  else
    return;
  alint_cfn_add_unread(cfn, unread);
}

static void read_resource(struct alint_cfn *cfn, const struct alint_member *member) {
  struct alint_str id = member->key;
  if (alint_str_starts(id, "Fn::") || alint_str_starts(id, "Rain::")) {
    bool loop = alint_str_starts(id, "Fn::ForEach::");
    alint_cfn_add_unread(
        cfn, (struct alint_unread){
                 .address = alint_cfn_address(cfn, id),
                 .what = alint_str_printf(cfn->arena, "%.*s makes resources that are not read",
                                          ALINT_FMT(id)),
                 .give = alint_str(expand_first),
                 .span = member->key_span,
                 .near_role = !loop || holds_role(cfn, member->value)});
    return;
  }
  struct alint_str type = alint_cfn_type_of(member->value);
  read_bringer(cfn, member, type);
  read_macros(cfn, member, type);
}

/* ---- YAML aliases -------------------------------------------------------- */

/* The first alias or merge key on the way to a trust policy, or inside of one. */
static const struct alint_oddity *first_alias(const struct alint_world *world) {
  const struct alint_oddity *first = NULL;
  for (size_t i = 0; i < world->role_count; i++) {
    for (size_t k = 0; k < world->roles[i].trust_count; k++) {
      const struct alint_policy *policy = world->roles[i].trusts[k].policy;
      for (size_t n = 0; n < policy->oddity_count; n++) {
        const struct alint_oddity *oddity = &policy->oddities[n];
        if (oddity->kind == ALINT_ODD_ALIAS && (!first || oddity->span.begin < first->span.begin))
          first = oddity;
      }
    }
  }
  return first;
}

/* They are expanded here, as the AWS CLI does it; the service refuses them. */
static void tell_aliases(struct alint_cfn *cfn) {
  /* Said by the template around the others. */
  const struct alint_oddity *first = cfn->place.outer ? NULL : first_alias(cfn->world);
  if (!first)
    return;
  alint_cfn_add_unread(
      cfn,
      (struct alint_unread){
          .what = ALINT_STR("CloudFormation refuses templates with YAML aliases or merge keys"),
          .give = ALINT_STR("deploy what `aws cloudformation package` makes of the template: "
                            "it expands them"),
          .span = first->span,
          .near_role = true,
          .low_why = ALINT_STR("they were read as the AWS CLI reads them")});
}

/* ---- Functions of others ------------------------------------------------- */

/* Where the value of one decides about a role, that is told besides. */
static void tell_unknown_function(struct alint_cfn *cfn) {
  const struct alint_member *member = alint_cfn_find_unknown(cfn);
  if (!member)
    return;
  alint_cfn_add_unread(
      cfn, (struct alint_unread){
               .what = alint_str_printf(cfn->arena, "CloudFormation knows no function %.*s",
                                        ALINT_FMT(member->key)),
               .give = ALINT_STR("scan what the tool that knows it makes of the template"),
               .span = member->key_span,
               .near_role = true,
               .low_why = ALINT_STR("where it decides about a role, another finding says so")});
}

/* Once for all templates of the input, at the end. */
static void tell_spent(struct alint_cfn *cfn) {
  if (!cfn->shared->spent || cfn->place.outer)
    return;
  alint_cfn_add_unread(
      cfn, (struct alint_unread){
               .what = ALINT_STR("the template takes more steps to resolve than are allowed: what "
                                 "came after them was not looked at"),
               .give = ALINT_STR("scan it in several templates, or as what it is deployed as"),
               .span = cfn->root->span,
               .near_role = true});
}

int alint_cfn_map_unread(struct alint_cfn *cfn) {
  read_transforms(cfn);
  tell_aliases(cfn);
  tell_unknown_function(cfn);
  for (size_t i = 0; i < cfn->root->count; i++) {
    const struct alint_node *section = cfn->root->members[i].value;
    if (!alint_str_is(cfn->root->members[i].key, "Resources") || section->kind != ALINT_NODE_MAP)
      continue;
    for (size_t k = 0; k < section->count; k++)
      read_resource(cfn, &section->members[k]);
  }
  tell_spent(cfn);
  return ALINT_OK;
}
