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

#include "admin.h"
#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/parser.h"
#include "assumelint/principal.h"

/* ---- Recognising --------------------------------------------------------- */

static bool is_role(const struct alint_node *node) {
  return alint_node_get(node, "RoleName") && alint_node_get(node, "AssumeRolePolicyDocument");
}

static bool is_list(const struct alint_node *node) {
  return node && node->kind == ALINT_NODE_LIST;
}

/* The list of roles in what list commands print, or in what is left of it. */
static const struct alint_node *list_of_roles(const struct alint_node *root) {
  static const char *const keys[] = {"RoleDetailList", "Roles"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    const struct alint_node *list = alint_node_get(root, keys[i]);
    if (is_list(list) && (list->count == 0 || alint_node_get(list->items[0], "RoleName")))
      return list;
  }
  return is_list(root) && root->count > 0 && is_role(root->items[0]) ? root : NULL;
}

static const struct alint_node *one_role(const struct alint_node *root) {
  if (is_role(root))
    return root;
  const struct alint_node *role = alint_node_get(root, "Role");
  return alint_node_get(role, "RoleName") ? role : NULL;
}

static bool claims(const struct alint_node *root) {
  return one_role(root) || list_of_roles(root);
}

/* ---- Mapping ------------------------------------------------------------- */

struct admin_policy {
  struct alint_str arn;
  const char *why;
};

struct mapper {
  struct alint_input *input;
  struct alint_arena *arena;
  struct admin_policy *admin_policies; /* of the account, sorted by ARN */
  size_t admin_count, admin_cap;
  const struct alint_node *policies;            /* of the account, where the answer has them */
  const struct alint_text *account, *partition; /* where there is no ARN */
};

static struct alint_str string(const struct alint_node *map, const char *key) {
  const struct alint_node *node = alint_node_get(map, key);
  bool there = alint_node_is_scalar(node) && node->kind != ALINT_NODE_NULL;
  return there ? node->str : (struct alint_str){NULL, 0};
}

/* A text; NULL where there is none. */
static int text(const struct alint_text **out, struct mapper *m, const struct alint_node *map,
                const char *key) {
  struct alint_str value = string(map, key);
  *out = value.len > 0 ? alint_text_literal(m->arena, value) : NULL;
  if (!(value.len == 0 || *out))
    alint_out_of_memory();
  return ALINT_OK;
}

/* Keys that say who a role is and whom it trusts must not stand twice. */
static int check_keys(struct mapper *m, const struct alint_node *map) {
  static const char *const keys[] = {"RoleName", "Arn", "Path", "AssumeRolePolicyDocument"};
  for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
    size_t seen = 0;
    for (size_t i = 0; i < map->count; i++)
      seen += alint_str_is(map->members[i].key, keys[k]);
    if (seen > 1)
      return alint_fail_at(&m->input->error, ALINT_ESYNTAX, map->span.begin,
                           "\"%s\" stands twice in one object", keys[k]);
  }
  return ALINT_OK;
}

static void account_of(const struct alint_text **account, const struct alint_text **partition,
                       struct mapper *m, const struct alint_text *arn) {
  struct alint_identity identity;
  *account = m->account;
  *partition = m->partition;
  if (!arn)
    return;
  alint_identify_text(&identity, m->arena, ALINT_PRINCIPAL_AWS, arn);
  if (identity.account && identity.partition) {
    *account = identity.account;
    *partition = identity.partition;
  }
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = alint_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The API gives documents URL-encoded, and some programs keep them so. */
static struct alint_str url_decode(struct alint_arena *arena, struct alint_str s) {
  char *out = alint_arena_copy(arena, s.ptr, s.len);
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
  return alint_str_n(out, n);
}

/* A document as a tree, or as the string it was. */
static void document_of(const struct alint_node **out, struct mapper *m,
                        const struct alint_node *node) {
  *out = node;
  if (!node || node->kind != ALINT_NODE_STRING || !alint_str_starts(node->str, "%"))
    return;
  struct alint_str json = url_decode(m->arena, node->str);
  *out = alint_node_string(m->arena, json, node->span);
}

/* ---- Administrators ------------------------------------------------------ */

static void why_of(const char **why, struct mapper *m, const struct alint_node *node) {
  const struct alint_node *document;
  *why = NULL;
  document_of(&document, m, node);
  int status = ALINT_OK;
  if (!document)
    return;
  if (document->kind == ALINT_NODE_STRING) {
    struct alint_node *root;
    struct alint_error ignored = {.status = ALINT_OK};
    status = alint_json_read_embedded(&root, m->arena, document->str, document->span, &ignored);
    if (status == ALINT_ENOMEM)
      alint_out_of_memory();
    document = status == ALINT_OK ? root : NULL;
  }
  *why = alint_admin_document(document);
}

static int compare(const void *a, const void *b) {
  return alint_str_cmp(((const struct admin_policy *)a)->arn,
                       ((const struct admin_policy *)b)->arn);
}

/* Managed policies of the account whose default version makes an administrator. */
static void index_policies(struct mapper *m, const struct alint_node *policies) {
  for (size_t i = 0; is_list(policies) && i < policies->count; i++) {
    const struct alint_node *versions = alint_node_get(policies->items[i], "PolicyVersionList");
    struct alint_str arn = string(policies->items[i], "Arn");
    const char *why = NULL;
    for (size_t k = 0; is_list(versions) && k < versions->count && !why; k++) {
      if (!alint_str_is_nocase(string(versions->items[k], "IsDefaultVersion"), "true"))
        continue;
      why_of(&why, m, alint_node_get(versions->items[k], "Document"));
    }
    if (!why || arn.len == 0)
      continue;
    struct admin_policy *items =
        alint_arena_grow(m->arena, m->admin_policies, m->admin_count, &m->admin_cap, sizeof *items);
    m->admin_policies = items;
    items[m->admin_count++] = (struct admin_policy){arn, why};
  }
  if (m->admin_count > 1)
    qsort(m->admin_policies, m->admin_count, sizeof *m->admin_policies, compare);
}

static const char *managed_why(const struct mapper *m, struct alint_str arn) {
  struct admin_policy key = {.arn = arn};
  const char *why = alint_admin_arn(arn);
  if (why || m->admin_count == 0)
    return why;
  const struct admin_policy *hit =
      bsearch(&key, m->admin_policies, m->admin_count, sizeof key, compare);
  return hit ? hit->why : NULL;
}

/* Whether a boundary is known and makes no administrator. */
static bool limits(const struct mapper *m, struct alint_str arn) {
  bool known = alint_admin_limits(arn);
  for (size_t i = 0; is_list(m->policies) && i < m->policies->count && !known; i++)
    known = arn.len > 0 && alint_str_eq(string(m->policies->items[i], "Arn"), arn);
  return known && !managed_why(m, arn);
}

static void map_admin(struct mapper *m, struct alint_role *role, const struct alint_node *node) {
  const struct alint_node *attached = alint_node_get(node, "AttachedManagedPolicies");
  const struct alint_node *inlined = alint_node_get(node, "RolePolicyList");
  const char *why = NULL;
  for (size_t i = 0; is_list(attached) && i < attached->count && !why; i++)
    why = managed_why(m, string(attached->items[i], "PolicyArn"));
  for (size_t i = 0; is_list(inlined) && i < inlined->count && !why; i++)
    why_of(&why, m, alint_node_get(inlined->items[i], "PolicyDocument"));
  const struct alint_node *boundary = alint_node_get(node, "PermissionsBoundary");
  role->bounded = why && limits(m, string(boundary, "PermissionsBoundaryArn"));
  alint_make_admin(role, alint_str(why));
}

/* ---- Roles and users ----------------------------------------------------- */

static int map_trust(struct mapper *m, struct alint_role *role, const struct alint_node *node) {
  const struct alint_node *given = alint_node_get(node, "AssumeRolePolicyDocument"), *document;
  struct alint_trust *trust =
      alint_model_add_trust(m->input, role, given ? given->span : role->span);
  document_of(&document, m, given);
  int status =
      alint_policy_map(&trust->policy, &trust->state, m->arena, document, &m->input->error);
  if (status != ALINT_OK || given)
    return status;
  /* Every role has one: it was cut away. */
  trust->hole = alint_hole_new(
      m->arena,
      (struct alint_hole){
          .name =
              alint_str_printf(m->arena, "%.*s.AssumeRolePolicyDocument", ALINT_FMT(role->address)),
          .give = ALINT_STR("keep AssumeRolePolicyDocument in the output of `aws iam get-role`")});
  trust->policy->span = role->span;
  trust->state = ALINT_TRUST_UNKNOWN;
  if (!trust->hole)
    alint_out_of_memory();
  return ALINT_OK;
}

static int fill_role(struct mapper *m, struct alint_role *role, const struct alint_node *node) {
  struct alint_str label = string(node, "RoleName"), arn = string(node, "Arn");
  int status = check_keys(m, node);
  *role = alint_new_role(arn.len > 0 ? arn : label, node->span, ALINT_CHANGE_NONE);
  role->label = label;
  role->max_session = alint_session_seconds(string(node, "MaxSessionDuration"));
  if (status == ALINT_OK) {
    text(&role->name, m, node, "RoleName");
    text(&role->path, m, node, "Path");
    text(&role->arn, m, node, "Arn");
    account_of(&role->account, &role->partition, m, role->arn);
    status = map_trust(m, role, node);
  }
  if (status == ALINT_OK)
    map_admin(m, role, node);
  return status;
}

static int add_role(struct mapper *m, const struct alint_node *node) {
  struct alint_role role;
  if (node->kind != ALINT_NODE_MAP)
    return alint_fail_at(&m->input->error, ALINT_ESYNTAX, node->span.begin, "a role is no object");
  int status = fill_role(m, &role, node);
  if (status == ALINT_OK)
    alint_model_add_role(m->input, &m->input->after, &role);
  return status;
}

static void add_user(struct mapper *m, const struct alint_node *node) {
  struct alint_entity user = {.kind = ALINT_ENTITY_USER,
                              .address = string(node, "Arn"),
                              .unique_id = string(node, "UserId"),
                              .span = node->span};
  const struct alint_text *partition;
  text(&user.name, m, node, "UserName");
  text(&user.path, m, node, "Path");
  text(&user.arn, m, node, "Arn");
  account_of(&user.account, &partition, m, user.arn);
  alint_model_add_entity(m->input, &m->input->after, &user);
}

/* ---- The whole ----------------------------------------------------------- */

/* A page of a longer list. */
static bool is_cut(const struct alint_node *root) {
  return alint_str_is_nocase(string(root, "IsTruncated"), "true") ||
         string(root, "NextToken").len > 0;
}

static int map(struct alint_input *input, struct alint_node *root,
               const struct alint_parse_options *options) {
  (void)options;
  struct mapper m = {.input = input, .arena = input->arena};
  alint_own_side(&m.account, &m.partition, input);
  input->after.read_from_iam = true;
  input->complete = !is_cut(root);
  if (!input->complete)
    input->incomplete_why = ALINT_STR("the list goes on: this is one page of it");
  const struct alint_node *roles = list_of_roles(root), *role = one_role(root);
  const struct alint_node *users = alint_node_get(root, "UserDetailList");
  m.policies = alint_node_get(root, "Policies");
  index_policies(&m, m.policies);
  int status = ALINT_OK;
  if (role)
    status = add_role(&m, role);
  for (size_t i = 0; !role && i < roles->count && status == ALINT_OK; i++)
    status = add_role(&m, roles->items[i]);
  for (size_t i = 0; is_list(users) && i < users->count && status == ALINT_OK; i++)
    add_user(&m, users->items[i]);
  return status;
}

const struct alint_front_end alint_aws_cli_front_end = {
    .formats = {ALINT_FORMAT_AWS_CLI},
    .extensions = {".yaml", ".yml", ".json"},
    .markers = {{"AssumeRolePolicyDocument"}},
    .claims = claims,
    .map = map,
};
