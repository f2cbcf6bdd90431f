/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator rights of a role, as far as the template shows them: managed
 * policies attached to it, and policies of the template that allow everything
 * or everything of IAM. Conditions of the template are left out: a right that is
 * given under some condition counts.
 */
#include "../admin.h"
#include "cfn.h"

/* ---- Walking values under all conditions --------------------------------- */

typedef int visitor(struct alint_cfn *cfn, const struct alint_node *value, void *context);

/* Each item of a list, or the value itself, with both branches of every Fn::If.
 * Depth: the reader's limit. */
static int visit(struct alint_cfn *cfn, const struct alint_node *node, visitor *see,
                 void *context) {
  const struct alint_node *list = node;
  size_t first = 0;
  if (!node || !alint_cfn_step(cfn))
    return ALINT_OK;
  if (node->kind == ALINT_NODE_MAP && node->count == 1 &&
      alint_str_is(node->members[0].key, "Fn::If")) {
    list = node->members[0].value;
    first = 1; /* after the name of the condition */
  }
  if (list->kind != ALINT_NODE_LIST)
    return see(cfn, node, context);
  for (size_t i = first; i < list->count; i++) {
    int status = visit(cfn, list->items[i], see, context);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

/* ---- Identity policies --------------------------------------------------- */

static int see_statement(struct alint_cfn *cfn, const struct alint_node *written, void *context) {
  bool *admin = context;
  struct alint_node *statement;
  int status = alint_cfn_resolve_fixed(&statement, cfn, written);
  if (status == ALINT_OK && statement && alint_admin_statement(statement))
    *admin = true;
  return status;
}

static int see_document(struct alint_cfn *cfn, const struct alint_node *written, void *context) {
  if (written->kind == ALINT_NODE_STRING) {
    struct alint_node *document;
    struct alint_error ignored = {0};
    int status =
        alint_json_read_embedded(&document, cfn->arena, written->str, written->span, &ignored);
    if (status != ALINT_OK) /* no JSON: no policy of this kind */
      return status == ALINT_ENOMEM ? status : ALINT_OK;
    return visit(cfn, alint_node_get(document, "Statement"), see_statement, context);
  }
  return visit(cfn, alint_node_get(written, "Statement"), see_statement, context);
}

int alint_cfn_is_admin_policy(bool *out, struct alint_cfn *cfn, const struct alint_node *document) {
  *out = false;
  return visit(cfn, document, see_document, out);
}

/* ---- What is attached to a role ------------------------------------------ */

struct finding {
  struct alint_str why; /* empty: none */
};

static int see_inline(struct alint_cfn *cfn, const struct alint_node *policy, void *context) {
  struct finding *finding = context;
  bool admin;
  int status = alint_cfn_is_admin_policy(&admin, cfn, alint_node_get(policy, "PolicyDocument"));
  if (status != ALINT_OK || !admin || finding->why.len > 0)
    return status;
  struct alint_str name = alint_node_get_str(policy, "PolicyName");
  finding->why = alint_str_printf(
      cfn->arena, "the inline policy %.*s allows everything, or all of IAM", ALINT_FMT(name));
  return ALINT_OK;
}

/* The part of an ARN behind its partition and all that is not known. */
static struct alint_str literal_end(const struct alint_text *arn) {
  if (arn->count == 0 || arn->pieces[arn->count - 1].hole)
    return (struct alint_str){NULL, 0};
  return arn->pieces[arn->count - 1].literal;
}

static int see_managed(struct alint_cfn *cfn, const struct alint_node *written, void *context) {
  struct finding *finding = context;
  struct alint_node *resolved;
  const struct alint_text *arn;
  int status = alint_cfn_resolve_fixed(&resolved, cfn, written);
  if (status != ALINT_OK || !resolved)
    return status;
  for (size_t i = 0; resolved->kind == ALINT_NODE_LIST && i < resolved->count; i++) {
    /* A parameter of a list type. */
    if (resolved->items[i]->kind != ALINT_NODE_LIST)
      status = see_managed(cfn, resolved->items[i], context);
    if (status != ALINT_OK)
      return status;
  }
  alint_cfn_node_text(&arn, cfn, resolved);
  status = ALINT_OK;
  if (!arn || arn->count == 0 || finding->why.len > 0)
    return ALINT_OK;
  finding->why = alint_str(alint_admin_arn(literal_end(arn)));
  const struct alint_cfn_grant *own = alint_cfn_grant_of_policy(cfn, arn);
  if (finding->why.len == 0 && own)
    finding->why = own->why;
  return ALINT_OK;
}

/* SAM's `Policies`: names and ARNs of managed policies, and documents. */
static int see_sam_policy(struct alint_cfn *cfn, const struct alint_node *policy, void *context) {
  struct finding *finding = context;
  bool admin;
  if (alint_node_is_scalar(policy) && policy->str.len > 0) {
    struct alint_str arn =
        alint_str_printf(cfn->arena, "arn:aws:iam::aws:policy/%.*s", ALINT_FMT(policy->str));
    if (finding->why.len == 0 && !alint_str_has(policy->str, ':'))
      finding->why = alint_str(alint_admin_arn(arn));
  }
  if (!alint_node_get(policy, "Statement"))
    return see_managed(cfn, policy, context);
  int status = alint_cfn_is_admin_policy(&admin, cfn, policy);
  if (status == ALINT_OK && admin)
    finding->why = ALINT_STR("an inline policy allows everything, or all of IAM");
  return status;
}

/* ---- What keeps it from being one ---------------------------------------- */

/* Whether a managed policy of the template is the one that `arn` names. */
static int is_own_policy(bool *out, struct alint_cfn *cfn, const struct alint_text *arn) {
  *out = false;
  for (size_t i = 0; i < cfn->resources.count && !*out; i++) {
    const struct alint_cfn_entry *entry = &cfn->resources.entries[i];
    struct alint_node *ref;
    const struct alint_text *text;
    if (!alint_str_is(alint_cfn_type_of(entry->member->value), "AWS::IAM::ManagedPolicy"))
      continue;
    int status = alint_cfn_ref(&ref, cfn, entry->key, entry->member->key_span);
    if (status == ALINT_OK)
      alint_cfn_node_text(&text, cfn, ref);
    if (status != ALINT_OK)
      return status;
    *out = text && alint_text_same(text, arn);
  }
  return ALINT_OK;
}

/* A boundary whose policy is known and makes no administrator. One that is not
 * known takes nothing away. */
static int is_bounded(bool *out, struct alint_cfn *cfn, const struct alint_node *properties) {
  const struct alint_text *arn;
  *out = false;
  int status = alint_cfn_fixed_text(&arn, cfn, properties, "PermissionsBoundary");
  if (status != ALINT_OK || !arn)
    return status;
  *out = alint_admin_limits(literal_end(arn));
  if (*out)
    return ALINT_OK;
  status = is_own_policy(out, cfn, arn);
  *out = *out && !alint_cfn_grant_of_policy(cfn, arn);
  return status;
}

int alint_cfn_map_admin(struct alint_cfn *cfn, struct alint_role *role,
                        const struct alint_text *ref, const struct alint_node *definition) {
  struct finding finding = {{NULL, 0}};
  const struct alint_node *properties = alint_node_get(definition, "Properties");
  bool sam = alint_str_starts(alint_cfn_type_of(definition), "AWS::Serverless::");
  int status = visit(cfn, alint_node_get(properties, "ManagedPolicyArns"), see_managed, &finding);
  if (status == ALINT_OK)
    status = visit(cfn, alint_node_get(properties, "Policies"), sam ? see_sam_policy : see_inline,
                   &finding);
  const struct alint_cfn_grant *grant = alint_cfn_grant_of_role(cfn, ref);
  if (finding.why.len == 0 && grant)
    finding.why = grant->why;
  bool bounded = false;
  if (status == ALINT_OK && finding.why.len > 0)
    status = is_bounded(&bounded, cfn, properties);
  role->bounded = bounded;
  alint_make_admin(role, finding.why);
  return status;
}
