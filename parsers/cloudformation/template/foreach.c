/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::ForEach: loops are written out before anything else is read.
 *
 *   Fn::ForEach::Loop: [Identifier, [a, b], {"Key${Identifier}": ...}]
 *
 * stands for its fragment once for each item of the collection, with the item in
 * the place of ${Identifier}, &{Identifier} (letters and digits of it only) and
 * {Ref: Identifier}. A loop whose collection is not known stays as it is, and is
 * told as something that was not read.
 *
 * Source: AWS CloudFormation Template Reference, "Fn::ForEach".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/cfn.h"

static const char loop_prefix[] = "Fn::ForEach::";

/* What an identifier stands for; `up`: those of the loops around. */
struct binding {
  Str name, value, stripped;
  const struct binding *up;
};

struct expander {
  CfnTemplate *cfn;
  size_t made; /* of MAX_FOREACH_NODES */
  bool over;
};

/* The members of a map under construction. */
struct members {
  Member *items;
  size_t count, cap;
};

static int expand(Node **out, struct expander *e, Node *node, const struct binding *bindings);
static int expand_members(struct members *out, struct expander *e, const Node *map,
                          const struct binding *bindings);

/* ---- Identifiers -------------------------------------------------------------- */

static const struct binding *find(const struct binding *bindings, Str name) {
  for (; bindings; bindings = bindings->up) {
    if (str_eq(bindings->name, name))
      return bindings;
  }
  return NULL;
}

/* The next ${name} or &{name} of an identifier; NULL: none. */
static const struct binding *next_use(const struct binding *bindings, Str s, size_t *begin,
                                      size_t *end) {
  for (size_t i = *begin; i + 2 < s.len; i++) {
    if ((s.ptr[i] != '$' && s.ptr[i] != '&') || s.ptr[i + 1] != '{')
      continue;
    size_t close = str_find(s, i, '}');
    if (close == s.len)
      break;
    const struct binding *binding = find(bindings, str_slice(s, i + 2, close));
    if (!binding)
      continue;
    *begin = i;
    *end = close + 1;
    return binding;
  }
  return NULL;
}

static void replace(Str *out, struct expander *e, Str s, const struct binding *bindings) {
  size_t begin = 0, end = 0, done = 0;
  const struct binding *binding = next_use(bindings, s, &begin, &end);
  *out = s;
  if (!binding)
    return;
  Buf buf = buf_in(e->cfn->arena);
  for (; binding; binding = next_use(bindings, s, &begin, &end)) {
    buf_add_str(&buf, str_slice(s, done, begin));
    buf_add_str(&buf, s.ptr[begin] == '&' ? binding->stripped : binding->value);
    begin = done = end;
  }
  buf_add_str(&buf, str_slice(s, done, s.len));
  *out = buf_str(&buf);
  if (buf.failed)
    out_of_memory();
}

/* Letters and digits alone, as a logical id wants them. */
static Str strip(Arena *arena, Str s) {
  Buf buf = buf_in(arena);
  buf_add(&buf, "");
  for (size_t i = 0; i < s.len; i++) {
    char c = ascii_lower(s.ptr[i]);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      buf_add_char(&buf, s.ptr[i]);
  }
  return buf.failed ? (Str){NULL, 0} : buf_str(&buf);
}

/* ---- Loops -------------------------------------------------------------------- */

static Node *copy_of(struct expander *e, const Node *node) {
  if (e->made >= MAX_FOREACH_NODES)
    e->over = true;
  e->made++;
  Node *copy = node_new(e->cfn->arena, node->kind, node->span);
  *copy = *node;
  return copy;
}

static void add_member(struct members *out, struct expander *e, Member member) {
  Member *items = arena_grow(e->cfn->arena, out->items, out->count, &out->cap, sizeof *items);
  out->items = items;
  out->items[out->count++] = member;
}

/* Whether it is a list of strings; then `*out` has it. */
static int read_collection(Node **out, struct expander *e, Node *written,
                           const struct binding *bindings) {
  Node *replaced;
  Str known;
  int status = expand(&replaced, e, written, bindings);
  if (status == OK)
    status = cfn_resolve_fixed(out, e->cfn, replaced);
  if (status != OK || !*out)
    return status;
  bool all = (*out)->kind == NODE_LIST;
  for (size_t i = 0; all && i < (*out)->count; i++)
    all = cfn_node_known((*out)->items[i], &known);
  if (!all)
    *out = NULL;
  return OK;
}

static int expand_loop(struct members *out, struct expander *e, const Member *member,
                       const struct binding *bindings) {
  const Node *loop = member->value;
  struct binding binding = {.up = bindings};
  Node *collection = NULL;
  int status = OK;
  if (loop->kind == NODE_LIST && loop->count == 3 && loop->items[2]->kind == NODE_MAP &&
      cfn_node_known(loop->items[0], &binding.name))
    status = read_collection(&collection, e, loop->items[1], bindings);
  if (status != OK || !collection) {
    if (status == OK)
      add_member(out, e, *member);
    return status;
  }
  for (size_t i = 0; i < collection->count && status == OK && !e->over; i++) {
    cfn_node_known(collection->items[i], &binding.value);
    binding.stripped = strip(e->cfn->arena, binding.value);
    if (!binding.stripped.ptr)
      out_of_memory();
    status = expand_members(out, e, loop->items[2], &binding);
  }
  return status;
}

static int expand_members(struct members *out, struct expander *e, const Node *map,
                          const struct binding *bindings) {
  for (size_t i = 0; i < map->count && !e->over; i++) {
    Member member = map->members[i];
    int status = OK;
    if (str_starts(member.key, loop_prefix)) {
      status = expand_loop(out, e, &member, bindings);
    } else {
      replace(&member.key, e, member.key, bindings);
      status = expand(&member.value, e, member.value, bindings);
      if (status == OK)
        add_member(out, e, member);
    }
    if (status != OK)
      return status;
  }
  return OK;
}

/* ---- Trees -------------------------------------------------------------------- */

static void expand_scalar(Node **out, struct expander *e, Node *node,
                          const struct binding *bindings) {
  Str replaced;
  if (!bindings || node->kind != NODE_STRING)
    return;
  replace(&replaced, e, node->str, bindings);
  if (replaced.ptr == node->str.ptr)
    return;
  *out = copy_of(e, node);
  if (!*out)
    out_of_memory();
  (*out)->str = replaced;
  (*out)->offsets = NULL; /* its bytes are of two places */
}

/* {Ref: Identifier} */
static const struct binding *referred(const Node *map, const struct binding *bindings) {
  Str name;
  if (!bindings || map->count != 1 || !str_is(map->members[0].key, "Ref") ||
      !cfn_node_known(map->members[0].value, &name))
    return NULL;
  return find(bindings, name);
}

static int expand_map(Node **out, struct expander *e, Node *map, const struct binding *bindings) {
  const struct binding *binding = referred(map, bindings);
  if (binding) {
    e->made++;
    *out = node_string(e->cfn->arena, binding->value, map->span);
    return OK;
  }
  struct members members = {.items = NULL};
  int status = expand_members(&members, e, map, bindings);
  if (status != OK)
    return status;
  bool same = members.count == map->count;
  for (size_t i = 0; same && i < map->count; i++)
    same = members.items[i].value == map->members[i].value &&
           members.items[i].key.ptr == map->members[i].key.ptr;
  if (same)
    return OK;
  *out = copy_of(e, map);
  if (!*out)
    out_of_memory();
  (*out)->members = members.items;
  (*out)->count = members.count;
  return OK;
}

static int expand_list(Node **out, struct expander *e, Node *list, const struct binding *bindings) {
  Node **items = arena_array(e->cfn->arena, list->count, sizeof *items);
  bool same = true;
  for (size_t i = 0; i < list->count && !e->over; i++) {
    int status = expand(&items[i], e, list->items[i], bindings);
    if (status != OK)
      return status;
    same = same && items[i] == list->items[i];
  }
  if (same || e->over)
    return OK;
  *out = copy_of(e, list);
  if (!*out)
    out_of_memory();
  (*out)->items = items;
  return OK;
}

/* The node itself where nothing in it changes. Depth: the reader's limit. */
static int expand(Node **out, struct expander *e, Node *node, const struct binding *bindings) {
  *out = node;
  e->over = e->over || !cfn_step(e->cfn);
  if (e->over)
    return OK;
  if (node->kind == NODE_MAP)
    return expand_map(out, e, node, bindings);
  if (node->kind == NODE_LIST)
    return expand_list(out, e, node, bindings);
  expand_scalar(out, e, node, bindings);
  return OK;
}

/* ---- The template --------------------------------------------------------------- */

static bool is_extended(const Node *root) {
  static const char name[] = "AWS::LanguageExtensions";
  const Node *transform = node_get(root, "Transform");
  if (!transform)
    return false;
  for (size_t i = 0; transform->kind == NODE_LIST && i < transform->count; i++) {
    if (str_is(transform->items[i]->str, name))
      return true;
  }
  return str_is(transform->str, name);
}

int cfn_expand_loops(CfnTemplate *cfn, bool *changed) {
  static const char *const sections[] = {"Conditions", "Resources", "Outputs"};
  struct expander e = {.cfn = cfn};
  *changed = false;
  if (!is_extended(cfn->root))
    return OK;
  Node *root = copy_of(&e, cfn->root);
  if (root)
    root->members = arena_array(cfn->arena, root->count, sizeof *root->members);
  if (!root || !root->members)
    out_of_memory();
  for (size_t i = 0; i < root->count; i++) {
    Member *member = &root->members[i];
    *member = cfn->root->members[i];
    for (size_t k = 0; k < sizeof sections / sizeof sections[0]; k++) {
      if (!str_is(member->key, sections[k]))
        continue;
      int status = expand(&member->value, &e, member->value, NULL);
      if (status != OK)
        return status;
    }
    *changed = *changed || member->value != cfn->root->members[i].value;
  }
  *changed = *changed && !e.over; /* too much: then the loops stay, and are told */
  if (*changed)
    cfn->root = root;
  return OK;
}
