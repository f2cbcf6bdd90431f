/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator rights of a role, as far as the template shows them: managed
 * policies attached to it, and policies of the template that allow everything
 * or everything of IAM. Conditions of the template are left out: a right that is
 * given under some condition counts.
 */
#include "parsers/admin.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/cfn.h"

/* ---- Walking values under all conditions --------------------------------- */

typedef int visitor(CfnTemplate *cfn, const Node *value, void *context);

/* Each item of a list, or the value itself, with both branches of every Fn::If.
 * Depth: the reader's limit. */
static int visit(CfnTemplate *cfn, const Node *node, visitor *see, void *context) {
  const Node *list = node;
  size_t first = 0;
  if (!node || !cfn_step(cfn))
    return OK;
  if (node->kind == NODE_MAP && node->count == 1 && str_is(node->members[0].key, "Fn::If")) {
    list = node->members[0].value;
    first = 1; /* after the name of the condition */
  }
  if (list->kind != NODE_LIST)
    return see(cfn, node, context);
  for (size_t i = first; i < list->count; i++) {
    int status = visit(cfn, list->items[i], see, context);
    if (status != OK)
      return status;
  }
  return OK;
}

/* ---- Identity policies --------------------------------------------------- */

static int see_statement(CfnTemplate *cfn, const Node *written, void *context) {
  bool *admin = context;
  Node *statement;
  int status = cfn_resolve_fixed(&statement, cfn, written);
  if (status == OK && statement && admin_statement(statement))
    *admin = true;
  return status;
}

static int see_document(CfnTemplate *cfn, const Node *written, void *context) {
  if (written->kind == NODE_STRING) {
    Node *document;
    Error ignored = {0};
    int status = json_read_embedded(&document, cfn->arena, written->str, written->span, &ignored);
    if (status != OK) /* no JSON: no policy of this kind */
      return status == ERR_MEMORY ? status : OK;
    return visit(cfn, node_get(document, "Statement"), see_statement, context);
  }
  return visit(cfn, node_get(written, "Statement"), see_statement, context);
}

int cfn_is_admin_policy(bool *out, CfnTemplate *cfn, const Node *document) {
  *out = false;
  return visit(cfn, document, see_document, out);
}

/* ---- What is attached to a role ------------------------------------------ */

struct finding {
  Str why; /* empty: none */
};

static int see_inline(CfnTemplate *cfn, const Node *policy, void *context) {
  struct finding *finding = context;
  bool admin;
  int status = cfn_is_admin_policy(&admin, cfn, node_get(policy, "PolicyDocument"));
  if (status != OK || !admin || finding->why.len > 0)
    return status;
  Str name = node_get_str(policy, "PolicyName");
  finding->why = str_printf(cfn->arena, "the inline policy %.*s allows everything, or all of IAM",
                            STR_FMT(name));
  return OK;
}

/* The part of an ARN behind its partition and all that is not known. */
static Str literal_end(const Text *arn) {
  if (arn->count == 0 || arn->pieces[arn->count - 1].hole)
    return (Str){NULL, 0};
  return arn->pieces[arn->count - 1].literal;
}

static int see_managed(CfnTemplate *cfn, const Node *written, void *context) {
  struct finding *finding = context;
  Node *resolved;
  const Text *arn;
  int status = cfn_resolve_fixed(&resolved, cfn, written);
  if (status != OK || !resolved)
    return status;
  for (size_t i = 0; resolved->kind == NODE_LIST && i < resolved->count; i++) {
    /* A parameter of a list type. */
    if (resolved->items[i]->kind != NODE_LIST)
      status = see_managed(cfn, resolved->items[i], context);
    if (status != OK)
      return status;
  }
  cfn_node_text(&arn, cfn, resolved);
  status = OK;
  if (!arn || arn->count == 0 || finding->why.len > 0)
    return OK;
  finding->why = str_of(admin_arn(literal_end(arn)));
  const CfnGrant *own = cfn_grant_of_policy(cfn, arn);
  if (finding->why.len == 0 && own)
    finding->why = own->why;
  return OK;
}

/* SAM's `Policies`: names and ARNs of managed policies, and documents. */
static int see_sam_policy(CfnTemplate *cfn, const Node *policy, void *context) {
  struct finding *finding = context;
  bool admin;
  if (node_is_scalar(policy) && policy->str.len > 0) {
    Str arn = str_printf(cfn->arena, "arn:aws:iam::aws:policy/%.*s", STR_FMT(policy->str));
    if (finding->why.len == 0 && !str_has(policy->str, ':'))
      finding->why = str_of(admin_arn(arn));
  }
  if (!node_get(policy, "Statement"))
    return see_managed(cfn, policy, context);
  int status = cfn_is_admin_policy(&admin, cfn, policy);
  if (status == OK && admin)
    finding->why = STR("an inline policy allows everything, or all of IAM");
  return status;
}

/* ---- What keeps it from being one ---------------------------------------- */

/* Whether a managed policy of the template is the one that `arn` names. */
static int is_own_policy(bool *out, CfnTemplate *cfn, const Text *arn) {
  *out = false;
  for (size_t i = 0; i < cfn->resources.count && !*out; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    Node *ref;
    const Text *text;
    if (!str_is(cfn_type_of(entry->member->value), "AWS::IAM::ManagedPolicy"))
      continue;
    int status = cfn_ref(&ref, cfn, entry->key, entry->member->key_span);
    if (status == OK)
      cfn_node_text(&text, cfn, ref);
    if (status != OK)
      return status;
    *out = text && text_same(text, arn);
  }
  return OK;
}

/* A boundary whose policy is known and makes no administrator. One that is not
 * known takes nothing away. */
static int is_bounded(bool *out, CfnTemplate *cfn, const Node *properties) {
  const Text *arn;
  *out = false;
  int status = cfn_fixed_text(&arn, cfn, properties, "PermissionsBoundary");
  if (status != OK || !arn)
    return status;
  *out = admin_limits(literal_end(arn));
  if (*out)
    return OK;
  status = is_own_policy(out, cfn, arn);
  *out = *out && !cfn_grant_of_policy(cfn, arn);
  return status;
}

int cfn_map_admin(CfnTemplate *cfn, Role *role, const Text *ref, const Node *definition) {
  struct finding finding = {{NULL, 0}};
  const Node *properties = node_get(definition, "Properties");
  bool sam = str_starts(cfn_type_of(definition), "AWS::Serverless::");
  int status = visit(cfn, node_get(properties, "ManagedPolicyArns"), see_managed, &finding);
  if (status == OK)
    status =
        visit(cfn, node_get(properties, "Policies"), sam ? see_sam_policy : see_inline, &finding);
  const CfnGrant *grant = cfn_grant_of_role(cfn, ref);
  if (finding.why.len == 0 && grant)
    finding.why = grant->why;
  bool bounded = false;
  if (status == OK && finding.why.len > 0)
    status = is_bounded(&bounded, cfn, properties);
  role->bounded = bounded;
  role_make_admin(role, finding.why);
  return status;
}
