/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator rights of a role, as far as the template shows them: managed
 * policies attached to it, and policies of the template that allow everything
 * or everything of IAM. Conditions of the template are left out: a right that is
 * given under some condition counts.
 */
#include "parsers/admin.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "util/sorted.h"

/* ---- Walking values under all conditions --------------------------------- */

typedef void visitor(CfnTemplate *cfn, const Node *value, void *context);

/* Each item of a list, or the value itself, with both branches of every Fn::If.
 * Depth: the reader's limit. */
static void visit(CfnTemplate *cfn, const Node *node, visitor *see, void *context) {
  const Node *list = node;
  size_t first = 0;
  if (!node || !cfn_step(cfn))
    return;
  if (cfn_is_function(node, "Fn::If")) {
    list = node->members[0].value;
    first = 1; /* after the name of the condition */
  }
  if (list->kind != NODE_LIST) {
    see(cfn, node, context);
    return;
  }
  for (size_t i = first; i < list->count; i++)
    visit(cfn, list->items[i], see, context);
}

/* ---- Identity policies --------------------------------------------------- */

static void see_statement(CfnTemplate *cfn, const Node *written, void *context) {
  bool *admin = context;
  const Node *statement = cfn_resolve_fixed(cfn, written);
  if (statement && admin_statement(statement))
    *admin = true;
}

static void see_document(CfnTemplate *cfn, const Node *written, void *context) {
  const Node *document = written;
  if (written->kind == NODE_STRING) /* what is no JSON is no policy of this kind */
    document = json_parse(cfn->arena, written->str, written->span);
  visit(cfn, node_get(document, "Statement"), see_statement, context);
}

/* Whether an identity policy allows everything, or everything of IAM. */
static bool is_admin_policy(CfnTemplate *cfn, const Node *document) {
  bool admin = false;
  visit(cfn, document, see_document, &admin);
  return admin;
}

/* ---- Policies of the template ----------------------------------------------- */

/* Each role that a policy is attached to, or the managed policy itself, by what its Ref gives. */
struct grant {
  const Text *ref;
  Str why;
  size_t order; /* in the template */
};

struct grants {
  struct grant *items;
  size_t count, cap;
};

typedef struct CfnGrants {
  struct grants roles, policies; /* sorted */
} CfnGrants;

static const struct policy_type {
  const char *type;
  const char *roles; /* property with the role, or a list of roles */
  bool managed;
} types[] = {
    {"AWS::IAM::Policy", "Roles", false},
    {"AWS::IAM::ManagedPolicy", "Roles", true},
    {"AWS::IAM::RolePolicy", "RoleName", false},
};

static void add_grant(CfnTemplate *cfn, struct grants *list, const Text *ref, Str why) {
  if (ref)
    LIST_ADD(cfn->arena, list, (struct grant){ref, why, list->count});
}

static void read_policy(CfnTemplate *cfn, const CfnEntry *entry, const struct policy_type *type) {
  const Node *definition = entry->member->value;
  const Node *properties = node_get(definition, "Properties");
  if (!is_admin_policy(cfn, node_get(properties, "PolicyDocument")))
    return;
  Str why = str_printf(cfn->arena, "%.*s allows everything, or all of IAM", STR_FMT(entry->key));
  if (type->managed) {
    const CfnIamType *iam_type = cfn_iam_type(str_of(type->type));
    CfnResourceNames names = cfn_identify(cfn, iam_type, entry->key, definition);
    add_grant(cfn, &cfn->grants->policies, names.ref, why);
  }
  const Node *roles = cfn_resolve_fixed(cfn, node_get(properties, type->roles));
  for (size_t i = 0; i < cfn_item_count(roles); i++)
    add_grant(cfn, &cfn->grants->roles, cfn_node_text(cfn, cfn_item(roles, i)), why);
}

/* An order in which texts that are the same (text_same) are equal. */
static int compare_texts(const Text *a, const Text *b) {
  for (size_t i = 0; i < a->count && i < b->count; i++) {
    const Piece *x = &a->pieces[i], *y = &b->pieces[i];
    if (!x->hole != !y->hole)
      return x->hole ? -1 : 1;
    int order = x->hole ? hole_cmp(x->hole, y->hole) : str_cmp(x->literal, y->literal);
    if (order != 0)
      return order;
  }
  return a->count < b->count ? -1 : a->count > b->count;
}

static int compare_grants(const void *left, const void *right) {
  const struct grant *a = left, *b = right;
  int order = compare_texts(a->ref, b->ref);
  if (order != 0)
    return order;
  return a->order < b->order ? -1 : a->order > b->order;
}

static int compare_ref(const void *key, const void *item) {
  const struct grant *grant = item;
  return compare_texts(key, grant->ref);
}

/* The first grant of a role or policy; NULL if there is none. */
static const struct grant *find_grant(const struct grants *list, const Text *ref) {
  size_t i =
      sorted_first_not_below(ref, list->items, list->count, sizeof *list->items, compare_ref);
  return i < list->count && compare_ref(ref, &list->items[i]) == 0 ? &list->items[i] : NULL;
}

void cfn_read_grants(CfnTemplate *cfn) {
  cfn->grants = arena_alloc(cfn->arena, sizeof *cfn->grants);
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    Str type = cfn_type_of(entry->member->value);
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
      if (str_is(type, types[k].type))
        read_policy(cfn, entry, &types[k]);
    }
  }
  struct grants *lists[] = {&cfn->grants->roles, &cfn->grants->policies};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    sorted_sort(lists[i]->items, lists[i]->count, sizeof *lists[i]->items, compare_grants);
  }
}

/* ---- What is attached to a role ------------------------------------------ */

/* In these, the context is why the role is an administrator; empty: nothing says so yet. */

static void see_inline(CfnTemplate *cfn, const Node *policy, void *context) {
  Str *why = context;
  bool admin = is_admin_policy(cfn, node_get(policy, "PolicyDocument"));
  if (admin && why->len == 0)
    *why = str_printf(cfn->arena, "the inline policy %.*s allows everything, or all of IAM",
                      STR_FMT(node_get_str(policy, "PolicyName")));
}

/* The literal behind everything in an ARN that is not known; empty: there is none. */
static Str literal_end(const Text *arn) {
  bool literal = arn->count > 0 && !arn->pieces[arn->count - 1].hole;
  return literal ? arn->pieces[arn->count - 1].literal : (Str){NULL, 0};
}

static void see_managed(CfnTemplate *cfn, const Node *written, void *context) {
  Str *why = context;
  const Node *resolved = cfn_resolve_fixed(cfn, written);
  if (!resolved)
    return;
  for (size_t i = 0; resolved->kind == NODE_LIST && i < resolved->count; i++) {
    if (resolved->items[i]->kind != NODE_LIST) /* of a parameter with a list type */
      see_managed(cfn, resolved->items[i], context);
  }
  const Text *arn = cfn_node_text(cfn, resolved);
  if (!arn || arn->count == 0 || why->len > 0)
    return;
  *why = str_of(admin_arn(literal_end(arn)));
  const struct grant *own = find_grant(&cfn->grants->policies, arn);
  if (why->len == 0 && own)
    *why = own->why;
}

/* SAM's `Policies`: names and ARNs of managed policies, and documents. */
static void see_sam_policy(CfnTemplate *cfn, const Node *policy, void *context) {
  Str *why = context;
  if (node_is_scalar(policy) && policy->str.len > 0 && why->len == 0 && !str_has(policy->str, ':'))
    *why = str_of(
        admin_arn(str_printf(cfn->arena, "arn:aws:iam::aws:policy/%.*s", STR_FMT(policy->str))));
  if (!node_get(policy, "Statement"))
    see_managed(cfn, policy, context);
  else if (is_admin_policy(cfn, policy))
    *why = STR("an inline policy allows everything, or all of IAM");
}

/* ---- What keeps it from being one ---------------------------------------- */

/* Whether a managed policy of the template is the one that `arn` names. */
static bool is_own_policy(CfnTemplate *cfn, const Text *arn) {
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    if (!str_is(cfn_type_of(entry->member->value), "AWS::IAM::ManagedPolicy"))
      continue;
    const Text *ref = cfn_node_text(cfn, cfn_ref(cfn, entry->key, entry->member->key_span));
    if (ref && text_same(ref, arn))
      return true;
  }
  return false;
}

/* A boundary whose policy is known and makes no administrator. One that is not
 * known takes nothing away. */
static bool is_bounded(CfnTemplate *cfn, const Node *properties) {
  const Text *arn = cfn_fixed_text(cfn, properties, "PermissionsBoundary");
  if (!arn)
    return false;
  return admin_limits(literal_end(arn)) ||
         (is_own_policy(cfn, arn) && !find_grant(&cfn->grants->policies, arn));
}

void cfn_map_admin(CfnTemplate *cfn, Role *role, const Text *ref, const Node *definition) {
  Str why = STR("");
  const Node *properties = node_get(definition, "Properties");
  bool sam = str_starts(cfn_type_of(definition), "AWS::Serverless::");
  visit(cfn, node_get(properties, "ManagedPolicyArns"), see_managed, &why);
  visit(cfn, node_get(properties, "Policies"), sam ? see_sam_policy : see_inline, &why);
  const struct grant *grant = find_grant(&cfn->grants->roles, ref);
  if (why.len == 0 && grant)
    why = grant->why;
  role->bounded = why.len > 0 && is_bounded(cfn, properties);
  role_make_admin(role, why);
}
