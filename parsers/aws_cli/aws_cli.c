/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for what the AWS CLI prints of roles that exist: `iam get-role`,
 * `iam list-roles` and `iam get-account-authorization-details`, as JSON or YAML,
 * also after `--query Role`, `Roles` or `RoleDetailList`.
 *
 * Source: IAM API Reference, "Role", "RoleDetail", "UserDetail" and
 * "ManagedPolicyDetail".
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/parser.h"
#include "assumelint/principal.h"
#include "assumelint/readers.h"
#include "parsers/admin.h"

/* ---- Recognising --------------------------------------------------------- */

static bool is_role(const Node *node) {
  return node_get(node, "RoleName") && node_get(node, "AssumeRolePolicyDocument");
}

static bool is_list(const Node *node) {
  return node && node->kind == NODE_LIST;
}

/* The list of roles in what list commands print, or in what is left of it. */
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

struct admin_policy {
  Str arn;
  const char *why;
};

struct mapper {
  Input *input;
  Arena *arena;
  struct admin_policy *admin_policies; /* of the account, sorted by ARN */
  size_t admin_count, admin_cap;
  const Node *policies;            /* of the account, where the answer has them */
  const Text *account, *partition; /* where there is no ARN */
};

static Str string(const Node *map, const char *key) {
  const Node *node = node_get(map, key);
  bool there = node_is_scalar(node) && node->kind != NODE_NULL;
  return there ? node->str : (Str){NULL, 0};
}

/* A text; NULL where there is none. */
static int text(const Text **out, struct mapper *m, const Node *map, const char *key) {
  Str value = string(map, key);
  *out = value.len > 0 ? text_literal(m->arena, value) : NULL;
  if (!(value.len == 0 || *out))
    out_of_memory();
  return OK;
}

/* Keys that say who a role is and whom it trusts must not stand twice. */
static int check_keys(struct mapper *m, const Node *map) {
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

static void account_of(const Text **account, const Text **partition, struct mapper *m,
                       const Text *arn) {
  *account = m->account;
  *partition = m->partition;
  if (!arn)
    return;
  Identity identity = identity_of_text(m->arena, PRINCIPAL_AWS, arn);
  if (identity.account && identity.partition) {
    *account = identity.account;
    *partition = identity.partition;
  }
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = ascii_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The API gives documents URL-encoded, and some programs keep them so. */
static Str url_decode(Arena *arena, Str s) {
  char *out = arena_copy(arena, s.ptr, s.len);
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) {
    int high = i + 2 < s.len ? hex_digit(s.ptr[i + 1]) : -1;
    int low = i + 2 < s.len ? hex_digit(s.ptr[i + 2]) : -1;
    if (s.ptr[i] == '%' && high >= 0 && low >= 0) {
      out[n++] = (char)(high * 16 + low);
      i += 2;
    } else {
      out[n++] = s.ptr[i];
    }
  }
  return str_n(out, n);
}

/* A document as a tree, or as the string it was. */
static void document_of(const Node **out, struct mapper *m, const Node *node) {
  *out = node;
  if (!node || node->kind != NODE_STRING || !str_starts(node->str, "%"))
    return;
  Str json = url_decode(m->arena, node->str);
  *out = node_string(m->arena, json, node->span);
}

/* ---- Administrators ------------------------------------------------------ */

static void why_of(const char **why, struct mapper *m, const Node *node) {
  const Node *document;
  *why = NULL;
  document_of(&document, m, node);
  int status = OK;
  if (!document)
    return;
  if (document->kind == NODE_STRING) {
    Node *root;
    Error ignored = {.status = OK};
    status = json_read_embedded(&root, m->arena, document->str, document->span, &ignored);
    if (status == ERR_MEMORY)
      out_of_memory();
    document = status == OK ? root : NULL;
  }
  *why = admin_document(document);
}

static int compare(const void *a, const void *b) {
  return str_cmp(((const struct admin_policy *)a)->arn, ((const struct admin_policy *)b)->arn);
}

/* Managed policies of the account whose default version makes an administrator. */
static void index_policies(struct mapper *m, const Node *policies) {
  for (size_t i = 0; is_list(policies) && i < policies->count; i++) {
    const Node *versions = node_get(policies->items[i], "PolicyVersionList");
    Str arn = string(policies->items[i], "Arn");
    const char *why = NULL;
    for (size_t k = 0; is_list(versions) && k < versions->count && !why; k++) {
      if (!str_is_nocase(string(versions->items[k], "IsDefaultVersion"), "true"))
        continue;
      why_of(&why, m, node_get(versions->items[k], "Document"));
    }
    if (!why || arn.len == 0)
      continue;
    struct admin_policy *items =
        arena_grow(m->arena, m->admin_policies, m->admin_count, &m->admin_cap, sizeof *items);
    m->admin_policies = items;
    items[m->admin_count++] = (struct admin_policy){arn, why};
  }
  if (m->admin_count > 1)
    qsort(m->admin_policies, m->admin_count, sizeof *m->admin_policies, compare);
}

static const char *managed_why(const struct mapper *m, Str arn) {
  struct admin_policy key = {.arn = arn};
  const char *why = admin_arn(arn);
  if (why || m->admin_count == 0)
    return why;
  const struct admin_policy *hit =
      bsearch(&key, m->admin_policies, m->admin_count, sizeof key, compare);
  return hit ? hit->why : NULL;
}

/* Whether a boundary is known and makes no administrator. */
static bool limits(const struct mapper *m, Str arn) {
  bool known = admin_limits(arn);
  for (size_t i = 0; is_list(m->policies) && i < m->policies->count && !known; i++)
    known = arn.len > 0 && str_eq(string(m->policies->items[i], "Arn"), arn);
  return known && !managed_why(m, arn);
}

static void map_admin(struct mapper *m, Role *role, const Node *node) {
  const Node *attached = node_get(node, "AttachedManagedPolicies");
  const Node *inlined = node_get(node, "RolePolicyList");
  const char *why = NULL;
  for (size_t i = 0; is_list(attached) && i < attached->count && !why; i++)
    why = managed_why(m, string(attached->items[i], "PolicyArn"));
  for (size_t i = 0; is_list(inlined) && i < inlined->count && !why; i++)
    why_of(&why, m, node_get(inlined->items[i], "PolicyDocument"));
  const Node *boundary = node_get(node, "PermissionsBoundary");
  role->bounded = why && limits(m, string(boundary, "PermissionsBoundaryArn"));
  role_make_admin(role, str_of(why));
}

/* ---- Roles and users ----------------------------------------------------- */

static int map_trust(struct mapper *m, Role *role, const Node *node) {
  const Node *given = node_get(node, "AssumeRolePolicyDocument"), *document;
  Trust *trust = role_add_trust(m->input, role, given ? given->span : role->span);
  document_of(&document, m, given);
  int status = policy_map(&trust->policy, &trust->state, m->arena, document, &m->input->error);
  if (status != OK || given)
    return status;
  /* Every role has one: it was cut away. */
  trust->hole = hole_new(
      m->arena,
      (Hole){.name = str_printf(m->arena, "%.*s.AssumeRolePolicyDocument", STR_FMT(role->address)),
             .give = STR("keep AssumeRolePolicyDocument in the output of `aws iam get-role`")});
  trust->policy->span = role->span;
  trust->state = TRUST_UNKNOWN;
  if (!trust->hole)
    out_of_memory();
  return OK;
}

static int fill_role(struct mapper *m, Role *role, const Node *node) {
  Str label = string(node, "RoleName"), arn = string(node, "Arn");
  int status = check_keys(m, node);
  *role = role_new(arn.len > 0 ? arn : label, node->span, CHANGE_NONE);
  role->label = label;
  role->max_session = role_session_seconds(string(node, "MaxSessionDuration"));
  if (status == OK) {
    text(&role->name, m, node, "RoleName");
    text(&role->path, m, node, "Path");
    text(&role->arn, m, node, "Arn");
    account_of(&role->account, &role->partition, m, role->arn);
    status = map_trust(m, role, node);
  }
  if (status == OK)
    map_admin(m, role, node);
  return status;
}

static int add_role(struct mapper *m, const Node *node) {
  Role role;
  if (node->kind != NODE_MAP)
    return error_set_at(&m->input->error, ERR_SYNTAX, node->span.begin, "a role is no object");
  int status = fill_role(m, &role, node);
  if (status == OK)
    world_add_role(m->input, &m->input->after, &role);
  return status;
}

static void add_user(struct mapper *m, const Node *node) {
  PrincipalResource user = {.kind = RESOURCE_USER,
                            .address = string(node, "Arn"),
                            .unique_id = string(node, "UserId"),
                            .span = node->span};
  const Text *partition;
  text(&user.name, m, node, "UserName");
  text(&user.path, m, node, "Path");
  text(&user.arn, m, node, "Arn");
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
  struct mapper m = {.input = input, .arena = input->arena};
  input_own_account(&m.account, &m.partition, input);
  input->after.read_from_iam = true;
  input->complete = !is_cut(root);
  if (!input->complete)
    input->incomplete_why = STR("the list goes on: this is one page of it");
  const Node *roles = list_of_roles(root), *role = one_role(root);
  const Node *users = node_get(root, "UserDetailList");
  m.policies = node_get(root, "Policies");
  index_policies(&m, m.policies);
  int status = OK;
  if (role)
    status = add_role(&m, role);
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
