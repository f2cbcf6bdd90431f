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
#include "cfn.h"

#define UNKNOWN_VALUE "{{changeSet:KNOWN_AFTER_APPLY}}"
#define NO_ECHO "****" /* what stands for the value of a NoEcho parameter */

/* What the actions mean for each side. */
static const struct action {
  const char *name;
  enum alint_change change;
  bool before, after; /* the resource is there */
  bool same;          /* it stays as it will be */
} actions[] = {
    {"Add", ALINT_CHANGE_CREATE, false, true, false},
    {"Modify", ALINT_CHANGE_UPDATE, true, true, false},
    {"Remove", ALINT_CHANGE_DELETE, true, false, false},
    /* What exists comes under the stack, or the stack learns how it is. */
    {"Import", ALINT_CHANGE_NO_OP, true, true, true},
    {"SyncWithActual", ALINT_CHANGE_NO_OP, true, true, true},
    /* Which of them it is, is known when the change is made. */
    {"Dynamic", ALINT_CHANGE_UPDATE, true, true, false},
};

/* One side of the change set, as a template. */
struct side {
  struct alint_cfn *cfn;
  struct alint_node *root, *resources;
  enum alint_change *changes; /* parallel to the members of `resources` */
  const char *context;        /* the key of the properties */
};

static bool claims(const struct alint_node *root) {
  const struct alint_node *changes = alint_node_get(root, "Changes");
  return changes && changes->kind == ALINT_NODE_LIST &&
         (alint_node_get(root, "ChangeSetName") || alint_node_get(root, "ChangeSetId"));
}

/* ---- Properties ------------------------------------------------------------------- */

/* The place of a value, as the name of a hole: "Role.Properties/Path". */
struct path {
  const struct path *up;
  struct alint_str key;
  size_t index; /* of a list, where the key is empty */
};

static void write_path(struct alint_buf *buf, const struct path *path) {
  if (!path)
    return;
  write_path(buf, path->up);
  alint_buf_add(buf, path->up ? "/" : "");
  if (path->key.ptr)
    alint_buf_add_str(buf, path->key);
  else
    alint_buf_addf(buf, "%zu", path->index);
}

static bool is_principal(const struct path *path) {
  for (; path; path = path->up) {
    if (path->key.ptr && alint_str_is(path->key, "Principal"))
      return true;
  }
  return false;
}

/* What is known when the change is made: of a resource that is made then. */
static void unknown_text(struct side *side, struct alint_node *node, const struct path *path,
                         bool secret) {
  struct alint_arena *arena = side->cfn->arena;
  struct alint_cfn_text text = alint_cfn_text_begin(side->cfn);
  struct alint_str rest = node->str, unknown = secret ? rest : ALINT_STR(UNKNOWN_VALUE);
  bool whole = alint_str_eq(rest, unknown);
  for (size_t n = 0;; n++) {
    size_t at = alint_str_find_str(rest, unknown);
    alint_cfn_text_add(&text, alint_str_slice(rest, 0, at));
    if (at == rest.len)
      break;
    struct alint_buf name = alint_buf(arena);
    write_path(&name, path);
    if (n > 0)
      alint_buf_addf(&name, "#%zu", n);
    struct alint_hole *hole =
        name.failed ? NULL
                    : alint_cfn_hole(side->cfn,
                                     whole && is_principal(path) ? ALINT_HOLE_ARN : ALINT_HOLE_ANY,
                                     alint_buf_str(&name));
    if (!hole)
      alint_out_of_memory();
    hole->sensitive = secret;
    hole->give = ALINT_STR("scan the template, which says what it is taken from");
    const struct alint_text *one = alint_text_hole(arena, hole);
    if (!one)
      alint_out_of_memory();
    alint_cfn_text_append(&text, one);
    rest = alint_str_slice(rest, at + unknown.len, rest.len);
  }
  alint_cfn_text_end(&node->text, &text);
}

/* Depth: the reader's limit. */
static void mark_unknown(struct side *side, struct alint_node *node, const struct path *up) {
  if (node->kind == ALINT_NODE_STRING) {
    bool secret = alint_str_is(node->str, NO_ECHO);
    bool unknown = alint_str_find_str(node->str, ALINT_STR(UNKNOWN_VALUE)) < node->str.len;
    if (secret || unknown)
      unknown_text(side, node, up, secret);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    struct path path = {.up = up, .index = i};
    if (node->kind == ALINT_NODE_MAP)
      path.key = node->members[i].key;
    mark_unknown(side, node->kind == ALINT_NODE_MAP ? node->members[i].value : node->items[i],
                 &path);
  }
}

/* The properties on this side; what is not said is not known. */
static int read_properties(struct alint_node **out, struct side *side,
                           const struct alint_node *change, const char *context,
                           struct alint_str id) {
  struct alint_str json = alint_node_get_str(change, context);
  struct alint_error ignored = {0};
  struct alint_node *root = NULL;
  int status = ALINT_ESYNTAX;
  if (json.len > 0)
    status = alint_json_read_embedded(&root, side->cfn->arena, json, change->span, &ignored);
  if (status == ALINT_ENOMEM)
    return status;
  *out = alint_node_get(root, "Properties");
  if (*out) {
    mark_unknown(side, *out, &(struct path){.key = id});
    return ALINT_OK;
  }
  if (status == ALINT_OK && root->kind == ALINT_NODE_MAP) { /* a resource without any */
    *out = alint_node_new(side->cfn->arena, ALINT_NODE_MAP, change->span);
    return ALINT_OK;
  }
  struct alint_str name = alint_str_printf(side->cfn->arena, "%s of %.*s", context, ALINT_FMT(id));
  alint_cfn_opaque(out, side->cfn, alint_cfn_hole(side->cfn, ALINT_HOLE_ANY, name), change->span);
  return ALINT_OK;
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
static void add_name(struct alint_node *properties, struct alint_cfn *cfn, struct alint_str type,
                     struct alint_str physical_id) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (!alint_str_is(type, names[i].type) || properties->kind != ALINT_NODE_MAP ||
        physical_id.len == 0 || alint_node_get(properties, names[i].property))
      continue;
    struct alint_member *members =
        alint_arena_array(cfn->arena, properties->count + 1, sizeof *members);
    struct alint_node *name = alint_node_string(cfn->arena, physical_id, properties->span);
    for (size_t k = 0; k < properties->count; k++)
      members[k] = properties->members[k];
    members[properties->count++] =
        (struct alint_member){.key = alint_str(names[i].property), .value = name};
    properties->members = members;
  }
}

/* ---- Resources --------------------------------------------------------------------- */

static int add_resource(struct side *side, const struct alint_node *change, const char *context,
                        enum alint_change what) {
  struct alint_arena *arena = side->cfn->arena;
  struct alint_str id = alint_node_get_str(change, "LogicalResourceId");
  struct alint_str type = alint_node_get_str(change, "ResourceType");
  struct alint_node *definition = alint_node_new(arena, ALINT_NODE_MAP, change->span);
  definition->members = alint_arena_array(arena, 2, sizeof *definition->members);
  struct alint_node *kind = alint_node_string(arena, type, change->span), *properties;
  int status = read_properties(&properties, side, change, context, id);
  bool is_new = side->cfn->world == &side->cfn->input->after &&
                (what == ALINT_CHANGE_CREATE || what == ALINT_CHANGE_REPLACE);
  if (status == ALINT_OK && !is_new)
    add_name(properties, side->cfn, type, alint_node_get_str(change, "PhysicalResourceId"));
  definition->members[0] = (struct alint_member){.key = ALINT_STR("Type"), .value = kind};
  definition->members[1] =
      (struct alint_member){.key = ALINT_STR("Properties"), .value = properties};
  definition->count = 2;
  side->changes[side->resources->count] = what;
  side->resources->members[side->resources->count++] =
      (struct alint_member){.key = id, .key_span = change->span, .value = definition};
  return status;
}

static const struct action *action_of(const struct alint_node *change) {
  struct alint_str name = alint_node_get_str(change, "Action");
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
    if (alint_str_is(name, actions[i].name))
      return &actions[i];
  }
  return &actions[sizeof actions / sizeof actions[0] - 1];
}

static int add_change(struct side *before, struct side *after, const struct alint_node *change) {
  const struct action *action = action_of(change);
  enum alint_change what = action->change;
  bool stays = false;
  if (what == ALINT_CHANGE_UPDATE &&
      alint_str_is(alint_node_get_str(change, "Replacement"), "True"))
    what = ALINT_CHANGE_REPLACE;
  if (what == ALINT_CHANGE_DELETE &&
      alint_str_is(alint_node_get_str(change, "PolicyAction"), "Retain")) {
    what = ALINT_CHANGE_FORGET; /* the stack lets go of it */
    stays = true;
  }
  int status = ALINT_OK;
  if (action->before)
    status = add_resource(before, change, action->same ? after->context : before->context, what);
  if (status == ALINT_OK && (action->after || stays))
    status = add_resource(after, change, stays ? before->context : after->context, what);
  return status;
}

/* ---- Sides ---------------------------------------------------------------------------- */

static void begin_side(struct side *side, struct alint_cfn *cfn, const char *context,
                       const struct alint_node *root, size_t count) {
  *side = (struct side){.cfn = cfn, .context = context};
  side->root = alint_node_new(cfn->arena, ALINT_NODE_MAP, root->span);
  side->resources = alint_node_new(cfn->arena, ALINT_NODE_MAP, root->span);
  side->changes = alint_arena_array(cfn->arena, count, sizeof *side->changes);
  side->root->members = alint_arena_array(cfn->arena, 1, sizeof *side->root->members);
  side->resources->members = alint_arena_array(cfn->arena, count, sizeof *side->resources->members);
  if (!side->root->members)
    alint_out_of_memory();
  side->root->members[0] =
      (struct alint_member){.key = ALINT_STR("Resources"), .value = side->resources};
  side->root->count = 1;
  cfn->root = side->root;
}

/* What the change does to whatever stands at an address; those inside of a nested
 * template share the fate of the resource around it. */
static enum alint_change change_at(const struct side *side, struct alint_str address) {
  static const char prefix[] = "Resources.";
  size_t at;
  if (!alint_str_starts(address, prefix))
    return ALINT_CHANGE_NONE;
  struct alint_str id =
      alint_str_slice(address, sizeof prefix - 1, alint_str_find(address, 0, '/'));
  if (alint_cfn_find(&side->cfn->resources, id, &at) == 0)
    return ALINT_CHANGE_NONE;
  return side->changes[side->cfn->resources.entries[at].order];
}

static int map_side(struct side *side) {
  int status = alint_cfn_map_template(side->cfn);
  struct alint_world *world = side->cfn->world;
  for (size_t i = 0; status == ALINT_OK && i < world->role_count; i++)
    world->roles[i].change = change_at(side, world->roles[i].address);
  for (size_t i = 0; status == ALINT_OK && i < world->entity_count; i++)
    world->entities[i].change = change_at(side, world->entities[i].address);
  return status;
}

/* ---- The change set ---------------------------------------------------------------------- */

/* The properties are there only if they were asked for. */
static bool lacks_properties(const struct alint_node *root) {
  const struct alint_node *changes = alint_node_get(root, "Changes");
  bool any = false;
  for (size_t i = 0; claims(root) && i < changes->count; i++) {
    const struct alint_node *change = alint_node_get(changes->items[i], "ResourceChange");
    any = any || change;
    if (alint_node_get(change, "BeforeContext") || alint_node_get(change, "AfterContext"))
      return false;
  }
  return any;
}

/* Whether the change set tells everything it will do. */
static void read_completeness(struct alint_input *input, const struct alint_node *root) {
  struct alint_str status = alint_node_get_str(root, "Status");
  const struct alint_node *token = alint_node_get(root, "NextToken");
  if (token && token->kind == ALINT_NODE_STRING)
    input->incomplete_why = ALINT_STR("the list goes on: this is one page of the change set");
  else if (alint_str_is(status, "CREATE_PENDING") || alint_str_is(status, "CREATE_IN_PROGRESS"))
    input->incomplete_why = ALINT_STR("the change set is still being made");
  else if (alint_str_is(status, "FAILED"))
    input->incomplete_why = ALINT_STR("making the change set failed");
  input->complete = input->incomplete_why.len == 0;
}

/* arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID */
static void set_surroundings(struct alint_cfn *cfn, const struct alint_node *root) {
  struct alint_stack_target target = {.account = {NULL, 0}};
  struct alint_str arn = alint_node_get_str(root, "StackId"), parts[6];
  size_t count = 0;
  for (size_t at = 0; at <= arn.len && count < 6; count++) {
    size_t end = alint_str_find(arn, at, ':');
    parts[count] = alint_str_slice(arn, at, end);
    at = end + 1;
  }
  if (count < 6 || parts[4].len != 12 || !alint_str_all_digits(parts[4]))
    return;
  target.region = parts[3];
  target.account = parts[4];
  alint_cfn_set_target(cfn, &target);
}

/* Whether it is replaced, and with it its unique id, is known when it is made. */
static void tell_conditional(struct alint_cfn *cfn, const struct alint_node *change) {
  struct alint_str id = alint_node_get_str(change, "LogicalResourceId");
  struct alint_str type = alint_node_get_str(change, "ResourceType");
  bool undecided = alint_str_is(alint_node_get_str(change, "Replacement"), "Conditional") ||
                   alint_str_is(alint_node_get_str(change, "Action"), "Dynamic");
  if (!undecided ||
      (!alint_str_is(type, "AWS::IAM::Role") && !alint_str_is(type, "AWS::IAM::User")))
    return;
  alint_cfn_add_unread(
      cfn, (struct alint_unread){
               .address = alint_cfn_address(cfn, id),
               .what = alint_str_printf(cfn->arena,
                                        "whether the change replaces %.*s is known only when it "
                                        "is made",
                                        ALINT_FMT(id)),
               .give = ALINT_STR("see afterwards whether those who trust it still do"),
               .span = change->span,
               .near_role = true});
}

static int map_changes(struct alint_input *input, struct side *before, struct side *after,
                       const struct alint_node *changes) {
  int status = ALINT_OK;
  for (size_t i = 0; i < changes->count && status == ALINT_OK; i++) {
    const struct alint_node *change = alint_node_get(changes->items[i], "ResourceChange");
    if (change && change->kind == ALINT_NODE_MAP)
      status = add_change(before, after, change);
  }
  if (status == ALINT_OK)
    status = map_side(before);
  /* What could not be read of it matters no more. */
  input->unread = NULL;
  input->unread_count = input->unread_cap = 0;
  if (status == ALINT_OK)
    status = map_side(after);
  for (size_t i = 0; i < changes->count && status == ALINT_OK; i++)
    tell_conditional(after->cfn, alint_node_get(changes->items[i], "ResourceChange"));
  return status;
}

static int map(struct alint_input *input, struct alint_node *root,
               const struct alint_parse_options *options) {
  const struct alint_node *changes = alint_node_get(root, "Changes");
  struct alint_parse_options inner = *options;
  struct side before, after;
  inner.no_folder = true; /* what it names is not on this machine */
  struct alint_cfn_shared shared[2] = {{.options = &inner}, {.options = &inner}};
  struct alint_cfn cfn[2] = {
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
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  return status;
}

static const struct alint_wrong wrong[] = {
    {.tree = lacks_properties,
     .what = "this change set was printed without its properties; print it with `aws "
             "cloudformation describe-change-set --include-property-values --change-set-name NAME "
             "--stack-name STACK > change-set.json`"},
    {.what = NULL},
};

const struct alint_front_end alint_change_set_front_end = {
    .formats = {ALINT_FORMAT_CHANGE_SET},
    .extensions = {".yaml", ".yml", ".json"},
    .markers = {{"ChangeSetId"}, {"ChangeSetName"}},
    .wrong = wrong,
    .claims = claims,
    .map = map,
};
