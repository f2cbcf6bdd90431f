/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for change sets: what `aws cloudformation describe-change-set
 * --include-property-values` prints. Each resource is there with its properties
 * before and after; of each side a template is made, and mapped as one.
 *
 * Source: AWS CloudFormation API Reference, "DescribeChangeSet" and
 * "ResourceChange".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/cfn.h"

#define UNKNOWN_VALUE "{{changeSet:KNOWN_AFTER_APPLY}}"
#define NO_ECHO "****" /* what stands for the value of a NoEcho parameter */

/* What the actions mean for each side. */
static const struct action {
  const char *name;
  Change change;
  bool before, after; /* the resource is there */
  bool same;          /* it stays as it will be */
} actions[] = {
    {"Add", CHANGE_CREATE, false, true, false},
    {"Modify", CHANGE_UPDATE, true, true, false},
    {"Remove", CHANGE_DELETE, true, false, false},
    /* What exists comes under the stack, or the stack learns how it is. */
    {"Import", CHANGE_NO_OP, true, true, true},
    {"SyncWithActual", CHANGE_NO_OP, true, true, true},
    /* Which of them it is, is known when the change is made. */
    {"Dynamic", CHANGE_UPDATE, true, true, false},
};

/* One side of the change set, as a template. */
struct side {
  CfnTemplate *cfn;
  Node *root, *resources;
  Change *changes;     /* parallel to the members of `resources` */
  const char *context; /* the key of the properties */
};

static bool claims(const Node *root) {
  const Node *changes = node_get(root, "Changes");
  return changes && changes->kind == NODE_LIST &&
         (node_get(root, "ChangeSetName") || node_get(root, "ChangeSetId"));
}

/* ---- Properties ------------------------------------------------------------------- */

/* The place of a value, as the name of a hole: "Role.Properties/Path". */
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

/* What is known when the change is made: of a resource that is made then. */
static void unknown_text(struct side *side, Node *node, const struct path *path, bool secret) {
  Arena *arena = side->cfn->arena;
  CfnTextBuilder text = cfn_text_begin(side->cfn);
  Str rest = node->str, unknown = secret ? rest : STR(UNKNOWN_VALUE);
  bool whole = str_eq(rest, unknown);
  for (size_t n = 0;; n++) {
    size_t at = str_find_str(rest, unknown);
    cfn_text_add(&text, str_slice(rest, 0, at));
    if (at == rest.len)
      break;
    Buf name = buf_in(arena);
    write_path(&name, path);
    if (n > 0)
      buf_addf(&name, "#%zu", n);
    Hole *hole = name.failed
                     ? NULL
                     : cfn_hole(side->cfn, whole && is_principal(path) ? HOLE_ARN : HOLE_ANY,
                                buf_str(&name));
    if (!hole)
      out_of_memory();
    hole->sensitive = secret;
    hole->give = STR("scan the template, which says what it is taken from");
    const Text *one = text_hole(arena, hole);
    if (!one)
      out_of_memory();
    cfn_text_append(&text, one);
    rest = str_slice(rest, at + unknown.len, rest.len);
  }
  cfn_text_end(&node->text, &text);
}

/* Depth: the reader's limit. */
static void mark_unknown(struct side *side, Node *node, const struct path *up) {
  if (node->kind == NODE_STRING) {
    bool secret = str_is(node->str, NO_ECHO);
    bool unknown = str_find_str(node->str, STR(UNKNOWN_VALUE)) < node->str.len;
    if (secret || unknown)
      unknown_text(side, node, up, secret);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    struct path path = {.up = up, .index = i};
    if (node->kind == NODE_MAP)
      path.key = node->members[i].key;
    mark_unknown(side, node->kind == NODE_MAP ? node->members[i].value : node->items[i], &path);
  }
}

/* The properties on this side; what is not said is not known. */
static int read_properties(Node **out, struct side *side, const Node *change, const char *context,
                           Str id) {
  Str json = node_get_str(change, context);
  Error ignored = {0};
  Node *root = NULL;
  int status = ERR_SYNTAX;
  if (json.len > 0)
    status = json_read_embedded(&root, side->cfn->arena, json, change->span, &ignored);
  if (status == ERR_MEMORY)
    return status;
  *out = node_get(root, "Properties");
  if (*out) {
    mark_unknown(side, *out, &(struct path){.key = id});
    return OK;
  }
  if (status == OK && root->kind == NODE_MAP) { /* a resource without any */
    *out = node_new(side->cfn->arena, NODE_MAP, change->span);
    return OK;
  }
  Str name = str_printf(side->cfn->arena, "%s of %.*s", context, STR_FMT(id));
  cfn_opaque(out, side->cfn, cfn_hole(side->cfn, HOLE_ANY, name), change->span);
  return OK;
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

static int add_resource(struct side *side, const Node *change, const char *context, Change what) {
  Arena *arena = side->cfn->arena;
  Str id = node_get_str(change, "LogicalResourceId");
  Str type = node_get_str(change, "ResourceType");
  Node *definition = node_new(arena, NODE_MAP, change->span);
  definition->members = arena_array(arena, 2, sizeof *definition->members);
  Node *kind = node_string(arena, type, change->span), *properties;
  int status = read_properties(&properties, side, change, context, id);
  bool is_new = side->cfn->world == &side->cfn->input->after &&
                (what == CHANGE_CREATE || what == CHANGE_REPLACE);
  if (status == OK && !is_new)
    add_name(properties, side->cfn, type, node_get_str(change, "PhysicalResourceId"));
  definition->members[0] = (Member){.key = STR("Type"), .value = kind};
  definition->members[1] = (Member){.key = STR("Properties"), .value = properties};
  definition->count = 2;
  side->changes[side->resources->count] = what;
  side->resources->members[side->resources->count++] =
      (Member){.key = id, .key_span = change->span, .value = definition};
  return status;
}

static const struct action *action_of(const Node *change) {
  Str name = node_get_str(change, "Action");
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
    if (str_is(name, actions[i].name))
      return &actions[i];
  }
  return &actions[sizeof actions / sizeof actions[0] - 1];
}

static int add_change(struct side *before, struct side *after, const Node *change) {
  const struct action *action = action_of(change);
  Change what = action->change;
  bool stays = false;
  if (what == CHANGE_UPDATE && str_is(node_get_str(change, "Replacement"), "True"))
    what = CHANGE_REPLACE;
  if (what == CHANGE_DELETE && str_is(node_get_str(change, "PolicyAction"), "Retain")) {
    what = CHANGE_FORGET; /* the stack lets go of it */
    stays = true;
  }
  int status = OK;
  if (action->before)
    status = add_resource(before, change, action->same ? after->context : before->context, what);
  if (status == OK && (action->after || stays))
    status = add_resource(after, change, stays ? before->context : after->context, what);
  return status;
}

/* ---- Sides ---------------------------------------------------------------------------- */

static void begin_side(struct side *side, CfnTemplate *cfn, const char *context, const Node *root,
                       size_t count) {
  *side = (struct side){.cfn = cfn, .context = context};
  side->root = node_new(cfn->arena, NODE_MAP, root->span);
  side->resources = node_new(cfn->arena, NODE_MAP, root->span);
  side->changes = arena_array(cfn->arena, count, sizeof *side->changes);
  side->root->members = arena_array(cfn->arena, 1, sizeof *side->root->members);
  side->resources->members = arena_array(cfn->arena, count, sizeof *side->resources->members);
  if (!side->root->members)
    out_of_memory();
  side->root->members[0] = (Member){.key = STR("Resources"), .value = side->resources};
  side->root->count = 1;
  cfn->root = side->root;
}

/* What the change does to whatever stands at an address; those inside of a nested
 * template share the fate of the resource around it. */
static Change change_at(const struct side *side, Str address) {
  static const char prefix[] = "Resources.";
  size_t at;
  if (!str_starts(address, prefix))
    return CHANGE_NONE;
  Str id = str_slice(address, sizeof prefix - 1, str_find(address, 0, '/'));
  if (cfn_find(&side->cfn->resources, id, &at) == 0)
    return CHANGE_NONE;
  return side->changes[side->cfn->resources.entries[at].order];
}

static int map_side(struct side *side) {
  int status = cfn_map_template(side->cfn);
  World *world = side->cfn->world;
  for (size_t i = 0; status == OK && i < world->role_count; i++)
    world->roles[i].change = change_at(side, world->roles[i].address);
  for (size_t i = 0; status == OK && i < world->principal_resource_count; i++)
    world->principal_resources[i].change = change_at(side, world->principal_resources[i].address);
  return status;
}

/* ---- The change set ---------------------------------------------------------------------- */

/* The properties are there only if they were asked for. */
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

/* Whether the change set tells everything it will do. */
static void read_completeness(Input *input, const Node *root) {
  Str status = node_get_str(root, "Status");
  const Node *token = node_get(root, "NextToken");
  if (token && token->kind == NODE_STRING)
    input->incomplete_why = STR("the list goes on: this is one page of the change set");
  else if (str_is(status, "CREATE_PENDING") || str_is(status, "CREATE_IN_PROGRESS"))
    input->incomplete_why = STR("the change set is still being made");
  else if (str_is(status, "FAILED"))
    input->incomplete_why = STR("making the change set failed");
  input->complete = input->incomplete_why.len == 0;
}

/* arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID */
static void set_surroundings(CfnTemplate *cfn, const Node *root) {
  StackTarget target = {.account = {NULL, 0}};
  Str arn = node_get_str(root, "StackId"), parts[6];
  size_t count = 0;
  for (size_t at = 0; at <= arn.len && count < 6; count++) {
    size_t end = str_find(arn, at, ':');
    parts[count] = str_slice(arn, at, end);
    at = end + 1;
  }
  if (count < 6 || parts[4].len != 12 || !str_all_digits(parts[4]))
    return;
  target.region = parts[3];
  target.account = parts[4];
  cfn_set_target(cfn, &target);
}

/* Whether it is replaced, and with it its unique id, is known when it is made. */
static void tell_conditional(CfnTemplate *cfn, const Node *change) {
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
                    .give = STR("see afterwards whether those who trust it still do"),
                    .span = change->span,
                    .near_role = true});
}

static int map_changes(Input *input, struct side *before, struct side *after, const Node *changes) {
  int status = OK;
  for (size_t i = 0; i < changes->count && status == OK; i++) {
    const Node *change = node_get(changes->items[i], "ResourceChange");
    if (change && change->kind == NODE_MAP)
      status = add_change(before, after, change);
  }
  if (status == OK)
    status = map_side(before);
  /* What could not be read of it matters no more. */
  input->unread = NULL;
  input->unread_count = input->unread_cap = 0;
  if (status == OK)
    status = map_side(after);
  for (size_t i = 0; i < changes->count && status == OK; i++)
    tell_conditional(after->cfn, node_get(changes->items[i], "ResourceChange"));
  return status;
}

static int map(Input *input, Node *root, const ParseOptions *options) {
  const Node *changes = node_get(root, "Changes");
  ParseOptions inner = *options;
  struct side before, after;
  inner.no_folder = true; /* what it names is not on this machine */
  CfnShared shared[2] = {{.options = &inner}, {.options = &inner}};
  CfnTemplate cfn[2] = {
      {.input = input, .world = &input->before, .arena = input->arena, .shared = &shared[0]},
      {.input = input, .world = &input->after, .arena = input->arena, .shared = &shared[1]},
  };
  input->exact_positions = false;
  input->has_before = true;
  read_completeness(input, root);
  begin_side(&before, &cfn[0], "BeforeContext", root, changes->count);
  begin_side(&after, &cfn[1], "AfterContext", root, changes->count);
  for (size_t i = 0; i < 2; i++)
    set_surroundings(&cfn[i], root);
  int status = map_changes(input, &before, &after, changes);
  if (status == ERR_MEMORY)
    out_of_memory();
  return status;
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
