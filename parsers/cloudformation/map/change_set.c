/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for change sets: what `aws cloudformation describe-change-set
 * --include-property-values` prints. It has each resource with its properties
 * before and after the change; these make one template for each world, which is then mapped.
 *
 * Source: AWS CloudFormation API Reference, "DescribeChangeSet" and
 * "ResourceChange".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/text_builder.h"
#include "parsers/cloudformation/template/parameters.h"

#define UNKNOWN_VALUE "{{changeSet:KNOWN_AFTER_APPLY}}"
#define NO_ECHO "****" /* what stands for the value of a NoEcho parameter */

/* What the actions mean for the stack before and after the change. */
static const struct action {
  const char *name;
  Change change;
  bool before, after; /* the resource is there */
  bool same;          /* it already is as it will be */
} actions[] = {
    {"Add", CHANGE_CREATE, false, true, false},
    {"Modify", CHANGE_UPDATE, true, true, false},
    {"Remove", CHANGE_DELETE, true, false, false},
    /* The stack takes over what exists, or its present properties. */
    {"Import", CHANGE_NO_OP, true, true, true},
    {"SyncWithActual", CHANGE_NO_OP, true, true, true},
    /* CloudFormation decides when the change is made. */
    {"Dynamic", CHANGE_UPDATE, true, true, false},
};

/* The stack before or after the change, as a template. */
struct stack {
  CfnTemplate *cfn;
  Node *resources;
  Change *changes;     /* parallel to the members of `resources` */
  const char *context; /* the key of the properties */
};

static bool claims(const Node *root) {
  const Node *changes = node_get(root, "Changes");
  return changes && changes->kind == NODE_LIST &&
         (node_get(root, "ChangeSetName") || node_get(root, "ChangeSetId"));
}

/* ---- Properties ------------------------------------------------------------------- */

/* The path of a value, which names its hole: "Role/Path". */
struct path {
  const struct path *up;
  Str key;
  size_t index; /* of a list, where the key is empty */
};

static void write_path(Buf *buf, const struct path *path) {
  if (!path)
    return;
  write_path(buf, path->up);
  buf_add(buf, path->up ? "/" : "");
  if (path->key.ptr)
    buf_add_str(buf, path->key);
  else
    buf_addf(buf, "%zu", path->index);
}

static bool is_principal(const struct path *path) {
  for (; path; path = path->up) {
    if (path->key.ptr && str_is(path->key, "Principal"))
      return true;
  }
  return false;
}

/* The hole for a value, the n-th in one string. */
static const Text *value_hole(const CfnTemplate *cfn, const struct path *path, HoleKind kind,
                              size_t n, bool secret) {
  Buf name = buf_in(cfn->arena);
  write_path(&name, path);
  if (n > 0)
    buf_addf(&name, "#%zu", n);
  if (name.failed)
    out_of_memory();
  Hole *hole = cfn_hole(cfn, kind, buf_str(&name));
  hole->sensitive = secret;
  hole->give = STR("scan the template, which says where the value comes from");
  return text_hole(cfn->arena, hole);
}

/* A string with parts that are not shown, or are known only when the change is made. */
static void replace_unknown(const CfnTemplate *cfn, Node *node, const struct path *path) {
  bool secret = str_is(node->str, NO_ECHO);
  Str rest = node->str, unknown = secret ? rest : STR(UNKNOWN_VALUE);
  if (str_find_str(rest, unknown) == rest.len)
    return;
  HoleKind kind = str_eq(rest, unknown) && is_principal(path) ? HOLE_ARN : HOLE_ANY;
  CfnTextBuilder text = cfn_text_begin(cfn);
  for (size_t n = 0;; n++) {
    size_t at = str_find_str(rest, unknown);
    cfn_text_add(&text, str_slice(rest, 0, at));
    if (at == rest.len)
      break;
    cfn_text_append(&text, value_hole(cfn, path, kind, n, secret));
    rest = str_slice(rest, at + unknown.len, rest.len);
  }
  node->text = cfn_text_end(&text);
}

/* Depth: the reader's limit. */
static void replace_all_unknown(const CfnTemplate *cfn, Node *node, const struct path *up) {
  if (node->kind == NODE_STRING) {
    replace_unknown(cfn, node, up);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    struct path path = {.up = up, .index = i};
    if (node->kind == NODE_MAP)
      path.key = node->members[i].key;
    replace_all_unknown(cfn, node_child(node, i), &path);
  }
}

/* The properties in the stack; without a context they are not known. */
static Node *read_properties(const CfnTemplate *cfn, const Node *change, const char *context,
                             Str id) {
  Str json = node_get_str(change, context);
  const Node *root = json.len > 0 ? json_parse(cfn->arena, json, change->span) : NULL;
  Node *properties = node_get(root, "Properties");
  if (properties) {
    replace_all_unknown(cfn, properties, &(struct path){.key = id});
    return properties;
  }
  if (root && root->kind == NODE_MAP) /* a resource without any */
    return node_new(cfn->arena, NODE_MAP, change->span);
  Str name = str_printf(cfn->arena, "%s of %.*s", context, STR_FMT(id));
  return cfn_opaque(cfn, cfn_hole(cfn, HOLE_ANY, name), change->span);
}

/* Types whose physical id is their name. */
static const struct {
  const char *type;
  const char *property;
} names[] = {
    {"AWS::IAM::Role", "RoleName"},
    {"AWS::IAM::User", "UserName"},
};

/* The name of what exists, where the template leaves it to CloudFormation. */
static void add_name(Node *properties, CfnTemplate *cfn, Str type, Str physical_id) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (!str_is(type, names[i].type) || properties->kind != NODE_MAP || physical_id.len == 0 ||
        node_get(properties, names[i].property))
      continue;
    Member *members = arena_array(cfn->arena, properties->count + 1, sizeof *members);
    Node *name = node_string(cfn->arena, physical_id, properties->span);
    for (size_t k = 0; k < properties->count; k++)
      members[k] = properties->members[k];
    members[properties->count++] = (Member){.key = str_of(names[i].property), .value = name};
    properties->members = members;
  }
}

/* ---- Resources --------------------------------------------------------------------- */

static Node *map_with_room(const CfnTemplate *cfn, size_t room, Span span) {
  Node *map = node_new(cfn->arena, NODE_MAP, span);
  map->members = arena_array(cfn->arena, room, sizeof *map->members);
  return map;
}

static void add_resource(struct stack *stack, const Node *change, const char *context,
                         Change what) {
  CfnTemplate *cfn = stack->cfn;
  Str id = node_get_str(change, "LogicalResourceId");
  Str type = node_get_str(change, "ResourceType");
  Node *properties = read_properties(cfn, change, context, id);
  bool is_new =
      cfn->world == &cfn->input->after && (what == CHANGE_CREATE || what == CHANGE_REPLACE);
  if (!is_new)
    add_name(properties, cfn, type, node_get_str(change, "PhysicalResourceId"));
  Node *definition = map_with_room(cfn, 2, change->span);
  definition->members[0] =
      (Member){.key = STR("Type"), .value = node_string(cfn->arena, type, change->span)};
  definition->members[1] = (Member){.key = STR("Properties"), .value = properties};
  definition->count = 2;
  Node *resources = stack->resources;
  stack->changes[resources->count] = what;
  resources->members[resources->count++] =
      (Member){.key = id, .key_span = change->span, .value = definition};
}

static const struct action *action_of(const Node *change) {
  Str name = node_get_str(change, "Action");
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
    if (str_is(name, actions[i].name))
      return &actions[i];
  }
  return &actions[sizeof actions / sizeof actions[0] - 1];
}

static void add_change(struct stack *before, struct stack *after, const Node *change) {
  const struct action *action = action_of(change);
  Change what = action->change;
  bool stays = false;
  if (what == CHANGE_UPDATE && str_is(node_get_str(change, "Replacement"), "True"))
    what = CHANGE_REPLACE;
  if (what == CHANGE_DELETE && str_is(node_get_str(change, "PolicyAction"), "Retain")) {
    what = CHANGE_FORGET; /* the stack lets go of it */
    stays = true;
  }
  if (action->before)
    add_resource(before, change, action->same ? after->context : before->context, what);
  if (action->after || stays)
    add_resource(after, change, stays ? before->context : after->context, what);
}

/* ---- Stacks --------------------------------------------------------------------------- */

static struct stack make_stack(CfnTemplate *cfn, const char *context, const Node *root,
                               size_t count) {
  struct stack stack = {.cfn = cfn, .context = context};
  stack.changes = arena_array(cfn->arena, count, sizeof *stack.changes);
  stack.resources = map_with_room(cfn, count, root->span);
  Node *template = map_with_room(cfn, 1, root->span);
  template->members[0] = (Member){.key = STR("Resources"), .value = stack.resources};
  template->count = 1;
  cfn->root = template;
  return stack;
}

/* What the change does to what is at an address. What is in a nested
 * template shares the fate of the resource around it. */
static Change change_at(const struct stack *stack, Str address) {
  static const char prefix[] = "Resources.";
  if (!str_starts(address, prefix))
    return CHANGE_NONE;
  Str id = str_slice(address, sizeof prefix - 1, str_find(address, 0, '/'));
  CfnDefinitions resource = cfn_find(&stack->cfn->resources, id);
  return resource.count > 0 ? stack->changes[resource.entries[0].order] : CHANGE_NONE;
}

static int map_stack(const struct stack *stack) {
  int status = cfn_map_template(stack->cfn);
  if (status != OK)
    return status;
  World *world = stack->cfn->world;
  for (size_t i = 0; i < world->role_count; i++)
    world->roles[i].change = change_at(stack, world->roles[i].address);
  for (size_t i = 0; i < world->principal_resource_count; i++)
    world->principal_resources[i].change = change_at(stack, world->principal_resources[i].address);
  return OK;
}

/* ---- The change set ---------------------------------------------------------------------- */

/* Whether it was printed without --include-property-values. */
static bool lacks_properties(const Node *root) {
  const Node *changes = node_get(root, "Changes");
  bool any = false;
  for (size_t i = 0; claims(root) && i < changes->count; i++) {
    const Node *change = node_get(changes->items[i], "ResourceChange");
    any = any || change;
    if (node_get(change, "BeforeContext") || node_get(change, "AfterContext"))
      return false;
  }
  return any;
}

/* Whether the change set has everything it will do. */
static void read_completeness(Input *input, const Node *root) {
  Str status = node_get_str(root, "Status");
  const Node *token = node_get(root, "NextToken");
  if (token && token->kind == NODE_STRING)
    input->incomplete_why = STR("this is only one page of the change set");
  else if (str_is(status, "CREATE_PENDING") || str_is(status, "CREATE_IN_PROGRESS"))
    input->incomplete_why = STR("the change set is still being created");
  else if (str_is(status, "FAILED"))
    input->incomplete_why = STR("creating the change set failed");
  input->complete = input->incomplete_why.len == 0;
}

/* arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID */
static void read_target(CfnTemplate *cfn, const Node *root) {
  Str arn = node_get_str(root, "StackId"), parts[6];
  size_t count = 0;
  for (size_t at = 0; at <= arn.len && count < 6; count++) {
    size_t end = str_find(arn, at, ':');
    parts[count] = str_slice(arn, at, end);
    at = end + 1;
  }
  if (count < 6 || parts[4].len != 12 || !str_all_digits(parts[4]))
    return;
  cfn_set_target(cfn, &(StackTarget){.account = parts[4], .region = parts[3]});
}

/* A replacement that is decided only when the change is made: it changes the unique id. */
static void report_conditional(CfnTemplate *cfn, const Node *change) {
  Str id = node_get_str(change, "LogicalResourceId");
  Str type = node_get_str(change, "ResourceType");
  bool undecided = str_is(node_get_str(change, "Replacement"), "Conditional") ||
                   str_is(node_get_str(change, "Action"), "Dynamic");
  if (!undecided || (!str_is(type, "AWS::IAM::Role") && !str_is(type, "AWS::IAM::User")))
    return;
  cfn_add_unread(
      cfn, (Unread){.address = cfn_address(cfn, id),
                    .what = str_printf(cfn->arena,
                                       "whether the change replaces %.*s is known only when it "
                                       "is made",
                                       STR_FMT(id)),
                    .give = STR("after the change, check the trust policies that name it"),
                    .span = change->span,
                    .near_role = true});
}

static int map_changes(Input *input, struct stack *before, struct stack *after,
                       const Node *changes) {
  for (size_t i = 0; i < changes->count; i++) {
    const Node *change = node_get(changes->items[i], "ResourceChange");
    if (change && change->kind == NODE_MAP)
      add_change(before, after, change);
  }
  int status = map_stack(before);
  /* What could not be read of the stack as it was is of no interest. */
  input->unread = NULL;
  input->unread_count = input->unread_cap = 0;
  if (status == OK)
    status = map_stack(after);
  for (size_t i = 0; i < changes->count && status == OK; i++)
    report_conditional(after->cfn, node_get(changes->items[i], "ResourceChange"));
  return status;
}

static int map(Input *input, Node *root, const ParseOptions *options) {
  const Node *changes = node_get(root, "Changes");
  ParseOptions inner = *options;
  inner.no_folder = true; /* what it names is not on this machine */
  CfnShared shared[2] = {{.options = &inner}, {.options = &inner}};
  CfnTemplate cfn[2] = {
      {.input = input, .world = &input->before, .arena = input->arena, .shared = &shared[0]},
      {.input = input, .world = &input->after, .arena = input->arena, .shared = &shared[1]},
  };
  input->exact_positions = false;
  input->has_before = true;
  read_completeness(input, root);
  struct stack before = make_stack(&cfn[0], "BeforeContext", root, changes->count);
  struct stack after = make_stack(&cfn[1], "AfterContext", root, changes->count);
  read_target(&cfn[0], root);
  read_target(&cfn[1], root);
  return map_changes(input, &before, &after, changes);
}

static const WrongKind wrong[] = {
    {.tree = lacks_properties,
     .what = "this change set was printed without its properties; print it with `aws "
             "cloudformation describe-change-set --include-property-values --change-set-name NAME "
             "--stack-name STACK > change-set.json`"},
    {.what = NULL},
};

const FrontEnd cfn_change_set_front_end = {
    .formats = {FORMAT_CHANGE_SET},
    .extensions = {".yaml", ".yml", ".json"},
    .markers = {{"ChangeSetId"}, {"ChangeSetName"}},
    .wrong = wrong,
    .claims = claims,
    .map = map,
};
