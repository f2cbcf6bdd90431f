/* SPDX-License-Identifier: Apache-2.0
 *
 * Ref and Fn::GetAtt: pseudo parameters, parameters, and resources.
 *
 * Source: AWS CloudFormation User Guide, "Pseudo parameters reference",
 * "Fn::GetAtt", "Ref".
 */
#include "assumelint/arena.h"
#include "cfn.h"

/* arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID: templates cut the
 * id out of it to make names unique. */
static void stack_id(struct alint_node **out, struct alint_cfn *cfn, struct alint_span span) {
  struct alint_cfn_text text = alint_cfn_text_begin(cfn);
  alint_cfn_text_add(&text, ALINT_STR("arn:"));
  alint_cfn_text_append(&text, cfn->partition_text);
  alint_cfn_text_add(&text, ALINT_STR(":cloudformation:"));
  alint_cfn_text_append(&text, cfn->region_text);
  alint_cfn_text_add(&text, ALINT_STR(":"));
  alint_cfn_text_append(&text, cfn->account_text);
  alint_cfn_text_add(&text, ALINT_STR(":stack/"));
  alint_cfn_text_append(&text, cfn->stack_text);
  const struct alint_text *id =
      alint_text_hole(cfn->arena, alint_cfn_hole(cfn, ALINT_HOLE_NAME, ALINT_STR("AWS::StackId")));
  if (!id)
    alint_out_of_memory();
  alint_cfn_text_add(&text, ALINT_STR("/"));
  alint_cfn_text_append(&text, id);
  const struct alint_text *whole;
  alint_cfn_text_end(&whole, &text);
  alint_cfn_text_node(out, cfn, whole, span);
}

static void pseudo_parameter(struct alint_node **out, struct alint_cfn *cfn, struct alint_str name,
                             struct alint_span span) {
  const struct {
    const char *name;
    const struct alint_text *text;
  } surroundings[] = {
      {"AWS::AccountId", cfn->account_text}, {"AWS::Partition", cfn->partition_text},
      {"AWS::Region", cfn->region_text},     {"AWS::URLSuffix", cfn->suffix_text},
      {"AWS::StackName", cfn->stack_text},
  };
  *out = NULL;
  if (alint_str_is(name, "AWS::NoValue"))
    return;
  for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
    if (alint_str_is(name, surroundings[i].name)) {
      alint_cfn_text_node(out, cfn, surroundings[i].text, span);
      return;
    }
  }
  if (alint_str_is(name, "AWS::StackId")) {
    stack_id(out, cfn, span);
    return;
  }
  /* AWS::NotificationARNs is a list. */
  alint_cfn_opaque(out, cfn, alint_cfn_hole(cfn, ALINT_HOLE_ANY, name), span);
}

/* SAM's generated role FnRole, of a function or state machine Fn. */
static bool is_generated_role(struct alint_cfn *cfn, struct alint_str name) {
  size_t at;
  if (!alint_str_ends(name, "Role"))
    return false;
  struct alint_str function = alint_str_slice(name, 0, name.len - 4);
  if (alint_cfn_find(&cfn->resources, function, &at) == 0)
    return false;
  struct alint_str type = alint_cfn_type_of(cfn->resources.entries[at].member->value);
  return alint_str_is(type, "AWS::Serverless::Function") ||
         alint_str_is(type, "AWS::Serverless::StateMachine");
}

/* Name and ARN of a resource of IAM; `*kind` NULL for everything else. */
static int identify(const struct alint_cfn_kind **kind, struct alint_cfn_identity *identity,
                    struct alint_cfn *cfn, struct alint_str name) {
  size_t at;
  *kind = NULL;
  size_t count = alint_cfn_find(&cfn->resources, name, &at);
  if (count == 0) {
    if (!is_generated_role(cfn, name))
      return ALINT_OK;
    *kind = alint_cfn_role_kind();
    return alint_cfn_identify(identity, cfn, *kind, name, NULL);
  }
  const struct alint_node *resource = cfn->resources.entries[at].member->value;
  *kind = alint_cfn_kind_of(alint_cfn_type_of(resource));
  if (!*kind)
    return ALINT_OK;
  struct alint_cfn_identity *known = &cfn->identities[at];
  /* Defined twice, or named by itself: all we know is what it is. */
  if (count > 1 || cfn->resource_busy[at])
    return alint_cfn_identify(identity, cfn, *kind, name, NULL);
  if (!known->ref) {
    cfn->resource_busy[at] = 1;
    int status = alint_cfn_identify(known, cfn, *kind, name, resource);
    cfn->resource_busy[at] = 0;
    if (status != ALINT_OK)
      return status;
  }
  *identity = *known;
  return ALINT_OK;
}

static void resource_hole(struct alint_node **out, struct alint_cfn *cfn, enum alint_hole_kind kind,
                          struct alint_str name, struct alint_str logical_id,
                          struct alint_span span) {
  *out = NULL;
  struct alint_hole *hole = name.ptr ? alint_cfn_hole(cfn, kind, name) : NULL;
  size_t at;
  if (!hole)
    alint_out_of_memory();
  if (alint_cfn_find(&cfn->resources, logical_id, &at) > 0)
    hole->resource = alint_cfn_address(cfn, logical_id);
  alint_cfn_text_node(out, cfn, alint_text_hole(cfn->arena, hole), span);
}

int alint_cfn_ref(struct alint_node **out, struct alint_cfn *cfn, struct alint_str name,
                  struct alint_span span) {
  size_t at;
  if (alint_str_starts(name, "AWS::")) {
    pseudo_parameter(out, cfn, name, span);
    return ALINT_OK;
  }
  if (alint_cfn_find(&cfn->parameters, name, &at) > 0) {
    alint_cfn_parameter(out, cfn, at, span);
    return ALINT_OK;
  }
  const struct alint_cfn_kind *kind;
  struct alint_cfn_identity identity;
  int status = identify(&kind, &identity, cfn, name);
  if (status != ALINT_OK)
    return status;
  if (kind) {
    alint_cfn_text_node(out, cfn, identity.ref, span);
    return ALINT_OK;
  }
  resource_hole(out, cfn, ALINT_HOLE_ANY, name, name, span);
  return ALINT_OK;
}

/* What is known of an attribute by its name alone. */
static enum alint_hole_kind attribute_kind(struct alint_cfn *cfn, struct alint_str name,
                                           struct alint_str attribute) {
  size_t at;
  if (alint_cfn_find(&cfn->resources, name, &at) == 0)
    return ALINT_HOLE_ANY;
  struct alint_str type = alint_cfn_type_of(cfn->resources.entries[at].member->value);
  if (alint_str_is(type, "AWS::IAM::Role") && alint_str_is(attribute, "RoleId"))
    return ALINT_HOLE_UNIQUE_ID;
  /* Custom resources and nested stacks name their attributes as they like. */
  bool own = alint_str_starts(type, "AWS::") && !alint_str_starts(type, "AWS::CloudFormation::");
  return own && alint_str_is(attribute, "Arn") ? ALINT_HOLE_ARN : ALINT_HOLE_ANY;
}

int alint_cfn_get_att(struct alint_node **out, struct alint_cfn *cfn, struct alint_str name,
                      struct alint_str attribute, struct alint_span span) {
  const struct alint_cfn_kind *kind = NULL;
  struct alint_cfn_identity identity;
  *out = NULL;
  if (alint_str_is(attribute, "Arn")) {
    int status = identify(&kind, &identity, cfn, name);
    if (status != ALINT_OK)
      return status;
    if (kind) {
      alint_cfn_text_node(out, cfn, identity.get_arn, span);
      return ALINT_OK;
    }
  }
  struct alint_str full =
      alint_str_printf(cfn->arena, "%.*s.%.*s", ALINT_FMT(name), ALINT_FMT(attribute));
  resource_hole(out, cfn, attribute_kind(cfn, name, attribute), full, name, span);
  return ALINT_OK;
}

int alint_cfn_fn_ref(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *node,
                     const struct alint_node *argument) {
  struct alint_node *resolved = NULL;
  struct alint_str name;
  /* With the transform AWS::LanguageExtensions, a function may give the name. */
  int status = alint_cfn_resolve(&resolved, cfn, argument);
  if (status != ALINT_OK)
    return status;
  if (!resolved || !alint_cfn_node_known(resolved, &name) || name.len == 0) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  return alint_cfn_ref(out, cfn, name, node->span);
}

/* ["Id", "Attribute"], also with dots in the attribute's place. */
static int att_of_list(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_node *node, const struct alint_node *list) {
  struct alint_buf attribute = alint_buf(cfn->arena);
  struct alint_str name = {NULL, 0};
  bool known = list->count >= 2;
  for (size_t i = 0; i < list->count && known; i++) {
    struct alint_node *item = NULL;
    struct alint_str part;
    int status = alint_cfn_resolve(&item, cfn, list->items[i]);
    if (status != ALINT_OK)
      return status;
    known = item && alint_cfn_node_known(item, &part);
    if (!known)
      break;
    if (i == 0)
      name = part;
    if (i > 1)
      alint_buf_add_char(&attribute, '.');
    if (i > 0)
      alint_buf_add_str(&attribute, part);
  }
  if (!known || attribute.failed) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  return alint_cfn_get_att(out, cfn, name, alint_buf_str(&attribute), node->span);
}

int alint_cfn_fn_get_att(struct alint_node **out, struct alint_cfn *cfn,
                         const struct alint_node *node, const struct alint_node *argument) {
  if (argument->kind == ALINT_NODE_LIST)
    return att_of_list(out, cfn, node, argument);
  struct alint_str name;
  size_t dot = 0;
  bool known = alint_cfn_node_known(argument, &name);
  if (known)
    dot = alint_str_find(name, 0, '.');
  if (!known || dot == name.len) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  return alint_cfn_get_att(out, cfn, alint_str_slice(name, 0, dot),
                           alint_str_slice(name, dot + 1, name.len), node->span);
}
