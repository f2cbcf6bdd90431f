/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for roles that exist, as the AWS CLI prints them: `iam get-role`,
 * `iam list-roles` and `iam get-account-authorization-details`, as JSON or YAML,
 * also after `--query Role`, `Roles` or `RoleDetailList`.
 *
 * Source: IAM API Reference, "Role", "RoleDetail", "UserDetail" and
 * "ManagedPolicyDetail".
 */
#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/parser.h"
#include "assumelint/principal.h"
#include "assumelint/readers.h"
#include "parsers/admin.h"
#include "util/hex.h"

/* ---- Recognising --------------------------------------------------------- */

static bool is_role(const Node *node) {
  return node_get(node, "RoleName") && node_get(node, "AssumeRolePolicyDocument");
}

static bool is_list(const Node *node) {
  return node && node->kind == NODE_LIST;
}

/* The list of roles in the output of a list command, or what --query left of it. */
static const Node *list_of_roles(const Node *root) {
  static const char *const keys[] = {"RoleDetailList", "Roles"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    const Node *list = node_get(root, keys[i]);
    if (is_list(list) && (list->count == 0 || node_get(list->items[0], "RoleName")))
      return list;
  }
  return is_list(root) && root->count > 0 && is_role(root->items[0]) ? root : NULL;
}

static const Node *one_role(const Node *root) {
  if (is_role(root))
    return root;
  const Node *role = node_get(root, "Role");
  return node_get(role, "RoleName") ? role : NULL;
}

static bool claims(const Node *root) {
  return one_role(root) || list_of_roles(root);
}

/* ---- Mapping ------------------------------------------------------------- */

struct mapper {
  Input *input;
  Arena *arena;
  AdminPolicies admins;            /* policies of the account, by ARN */
  const Node *policies;            /* of the account, where the output has them */
  const Text *account, *partition; /* where there is no ARN */
};

static Str string(const Node *map, const char *key) {
  const Node *node = node_get(map, key);
  bool there = node_is_scalar(node) && node->kind != NODE_NULL;
  return there ? node->str : (Str){NULL, 0};
}

/* A text; NULL where there is none. */
static const Text *text(const struct mapper *m, const Node *map, const char *key) {
  Str value = string(map, key);
  return value.len > 0 ? text_literal(m->arena, value) : NULL;
}

/* Keys that say who a role is and whom it trusts must not stand twice. */
static int check_keys(const struct mapper *m, const Node *map) {
  static const char *const keys[] = {"RoleName", "Arn", "Path", "AssumeRolePolicyDocument"};
  for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
    size_t seen = 0;
    for (size_t i = 0; i < map->count; i++)
      seen += str_is(map->members[i].key, keys[k]);
    if (seen > 1)
      return error_set_at(&m->input->error, ERR_SYNTAX, map->span.begin,
                          "\"%s\" stands twice in one object", keys[k]);
  }
  return OK;
}

static void account_of(const Text **account, const Text **partition, const struct mapper *m,
                       const Text *arn) {
  Identity identity = {.account = NULL};
  if (arn)
    identity = identity_of_text(m->arena, PRINCIPAL_AWS, arn);
  bool known = identity.account && identity.partition;
  *account = known ? identity.account : m->account;
  *partition = known ? identity.partition : m->partition;
}

/* The API gives documents URL-encoded, and some programs keep them so. */
static Str url_decode(Arena *arena, Str s) {
  char *out = arena_copy(arena, s.ptr, s.len);
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) {
    int high = i + 2 < s.len ? hex_value(s.ptr[i + 1]) : -1;
    int low = i + 2 < s.len ? hex_value(s.ptr[i + 2]) : -1;
    if (s.ptr[i] == '%' && high >= 0 && low >= 0) {
      out[n++] = (char)(high * 16 + low);
      i += 2;
    } else {
      out[n++] = s.ptr[i];
    }
  }
  return str_n(out, n);
}

/* A document as a tree, or as the string it is written as; NULL for NULL. */
static const Node *document_of(const struct mapper *m, const Node *node) {
  if (!node || node->kind != NODE_STRING || !str_starts(node->str, "%"))
    return node;
  return node_string(m->arena, url_decode(m->arena, node->str), node->span);
}

/* ---- Administrators ------------------------------------------------------ */

/* Why a document makes an administrator; NULL where it does not. */
static const char *document_why(const struct mapper *m, const Node *node) {
  const Node *document = document_of(m, node);
  if (document && document->kind == NODE_STRING)
    document = json_parse(m->arena, document->str, document->span);
  return admin_document(document);
}

/* Why the default version of a managed policy makes an administrator. */
static const char *policy_why(const struct mapper *m, const Node *policy) {
  const Node *versions = node_get(policy, "PolicyVersionList");
  const char *why = NULL;
  for (size_t i = 0; is_list(versions) && i < versions->count && !why; i++) {
    if (str_is_nocase(string(versions->items[i], "IsDefaultVersion"), "true"))
      why = document_why(m, node_get(versions->items[i], "Document"));
  }
  return why;
}

static void index_policies(struct mapper *m) {
  for (size_t i = 0; is_list(m->policies) && i < m->policies->count; i++) {
    const Node *policy = m->policies->items[i];
    admin_add_policy(m->arena, &m->admins, string(policy, "Arn"), policy_why(m, policy));
  }
  str_index_sort(&m->admins.keys);
}

/* Whether a boundary is known and makes no administrator. */
static bool limits(const struct mapper *m, Str arn) {
  bool known = admin_limits(arn);
  for (size_t i = 0; is_list(m->policies) && i < m->policies->count && !known; i++)
    known = arn.len > 0 && str_eq(string(m->policies->items[i], "Arn"), arn);
  return known && !admin_policy_why(&m->admins, arn);
}

static void map_admin(const struct mapper *m, Role *role, const Node *node) {
  const Node *attached = node_get(node, "AttachedManagedPolicies");
  const Node *inlined = node_get(node, "RolePolicyList");
  const Node *boundary = node_get(node, "PermissionsBoundary");
  const char *why = NULL;
  for (size_t i = 0; is_list(attached) && i < attached->count && !why; i++)
    why = admin_policy_why(&m->admins, string(attached->items[i], "PolicyArn"));
  for (size_t i = 0; is_list(inlined) && i < inlined->count && !why; i++)
    why = document_why(m, node_get(inlined->items[i], "PolicyDocument"));
  role->bounded = why && limits(m, string(boundary, "PermissionsBoundaryArn"));
  role_make_admin(role, str_of(why));
}

/* ---- Roles and users ----------------------------------------------------- */

static int map_trust(const struct mapper *m, Role *role, const Node *node) {
  const Node *given = node_get(node, "AssumeRolePolicyDocument");
  Trust *trust = role_add_trust(m->input, role, given ? given->span : role->span);
  int status =
      policy_map(&trust->policy, &trust->state, m->arena, document_of(m, given), &m->input->error);
  if (status != OK || given)
    return status;
  /* Every role has a trust policy, so this one was cut away. */
  trust->hole = hole_new(
      m->arena,
      (Hole){.name = str_printf(m->arena, "%.*s.AssumeRolePolicyDocument", STR_FMT(role->address)),
             .give = STR("keep AssumeRolePolicyDocument in the output of `aws iam get-role`")});
  trust->policy->span = role->span;
  trust->state = TRUST_UNKNOWN;
  return OK;
}

static int add_role(const struct mapper *m, const Node *node) {
  if (node->kind != NODE_MAP)
    return error_set_at(&m->input->error, ERR_SYNTAX, node->span.begin, "a role is not an object");
  Str label = string(node, "RoleName"), arn = string(node, "Arn");
  Role role = role_new(arn.len > 0 ? arn : label, node->span, CHANGE_NONE);
  role.label = label;
  role.max_session = role_session_seconds(string(node, "MaxSessionDuration"));
  role.name = text(m, node, "RoleName");
  role.path = text(m, node, "Path");
  role.arn = text(m, node, "Arn");
  account_of(&role.account, &role.partition, m, role.arn);
  int status = check_keys(m, node);
  if (status == OK)
    status = map_trust(m, &role, node);
  if (status != OK)
    return status;
  map_admin(m, &role, node);
  world_add_role(m->input, &m->input->after, &role);
  return OK;
}

static void add_user(const struct mapper *m, const Node *node) {
  PrincipalResource user = {.kind = RESOURCE_USER,
                            .address = string(node, "Arn"),
                            .unique_id = string(node, "UserId"),
                            .span = node->span,
                            .name = text(m, node, "UserName"),
                            .path = text(m, node, "Path"),
                            .arn = text(m, node, "Arn")};
  const Text *partition;
  account_of(&user.account, &partition, m, user.arn);
  world_add_principal_resource(m->input, &m->input->after, &user);
}

/* ---- The whole ----------------------------------------------------------- */

/* A page of a longer list. */
static bool is_cut(const Node *root) {
  return str_is_nocase(string(root, "IsTruncated"), "true") || string(root, "NextToken").len > 0;
}

static int map(Input *input, Node *root, const ParseOptions *options) {
  (void)options;
  struct mapper m = {.input = input, .arena = input->arena, .policies = node_get(root, "Policies")};
  const Node *roles = list_of_roles(root), *role = one_role(root);
  const Node *users = node_get(root, "UserDetailList");
  input_own_account(&m.account, &m.partition, input);
  input->after.read_from_iam = true;
  input->complete = !is_cut(root);
  if (!input->complete)
    input->incomplete_why = STR("the list continues: this is one page of it");
  index_policies(&m);
  int status = role ? add_role(&m, role) : OK;
  for (size_t i = 0; !role && i < roles->count && status == OK; i++)
    status = add_role(&m, roles->items[i]);
  for (size_t i = 0; is_list(users) && i < users->count && status == OK; i++)
    add_user(&m, users->items[i]);
  return status;
}

const FrontEnd aws_cli_front_end = {
    .formats = {FORMAT_AWS_CLI},
    .extensions = {".yaml", ".yml", ".json"},
    .markers = {{"AssumeRolePolicyDocument"}},
    .claims = claims,
    .map = map,
};
