/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::ForEach: loops are written out before anything else is read.
 *
 *   Fn::ForEach::Loop: [Identifier, [a, b], {"Key${Identifier}": ...}]
 *
 * stands for its fragment once for each item of the collection, with the item
 * for ${Identifier}, &{Identifier} (its letters and digits only) and
 * {Ref: Identifier}. A loop whose collection is not known stays as it is, and is
 * reported as not read.
 *
 * Source: AWS CloudFormation Template Reference, "Fn::ForEach".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"

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

static Node *expand(struct expander *e, Node *node, const struct binding *bindings);
static void expand_members(struct members *out, struct expander *e, const Node *map,
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

static Str replace(struct expander *e, Str s, const struct binding *bindings) {
  size_t begin = 0, end = 0, done = 0;
  const struct binding *binding = next_use(bindings, s, &begin, &end);
  if (!binding)
    return s;
  Buf buf = buf_in(e->cfn->arena);
  for (; binding; binding = next_use(bindings, s, &begin, &end)) {
    buf_add_str(&buf, str_slice(s, done, begin));
    buf_add_str(&buf, s.ptr[begin] == '&' ? binding->stripped : binding->value);
    begin = done = end;
  }
  buf_add_str(&buf, str_slice(s, done, s.len));
  if (buf.failed)
    out_of_memory();
  return buf_str(&buf);
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
  return buf_str(&buf);
}

/* ---- Loops -------------------------------------------------------------------- */

static Node *copy_of(struct expander *e, const Node *node) {
  if (e->made >= MAX_FOREACH_NODES)
    e->over = true;
  e->made++;
  return node_copy(e->cfn->arena, node, node->span);
}

/* NULL unless it is a list of strings that are known. */
static const Node *read_collection(struct expander *e, Node *written,
                                   const struct binding *bindings) {
  const Node *collection = cfn_resolve_fixed(e->cfn, expand(e, written, bindings));
  Str known;
  if (!collection || collection->kind != NODE_LIST)
    return NULL;
  for (size_t i = 0; i < collection->count; i++) {
    if (!cfn_node_known(collection->items[i], &known))
      return NULL;
  }
  return collection;
}

static void expand_loop(struct members *out, struct expander *e, const Member *member,
                        const struct binding *bindings) {
  const Node *loop = member->value, *collection = NULL;
  struct binding binding = {.up = bindings};
  if (loop->kind == NODE_LIST && loop->count == 3 && loop->items[2]->kind == NODE_MAP &&
      cfn_node_known(loop->items[0], &binding.name))
    collection = read_collection(e, loop->items[1], bindings);
  if (!collection) {
    LIST_ADD(e->cfn->arena, out, *member);
    return;
  }
  for (size_t i = 0; i < collection->count && !e->over; i++) {
    cfn_node_known(collection->items[i], &binding.value);
    binding.stripped = strip(e->cfn->arena, binding.value);
    expand_members(out, e, loop->items[2], &binding);
  }
}

static void expand_members(struct members *out, struct expander *e, const Node *map,
                           const struct binding *bindings) {
  for (size_t i = 0; i < map->count && !e->over; i++) {
    Member member = map->members[i];
    if (str_starts(member.key, loop_prefix)) {
      expand_loop(out, e, &member, bindings);
      continue;
    }
    member.key = replace(e, member.key, bindings);
    member.value = expand(e, member.value, bindings);
    LIST_ADD(e->cfn->arena, out, member);
  }
}

/* ---- Trees -------------------------------------------------------------------- */

static Node *expand_scalar(struct expander *e, Node *node, const struct binding *bindings) {
  if (!bindings || node->kind != NODE_STRING)
    return node;
  Str replaced = replace(e, node->str, bindings);
  if (replaced.ptr == node->str.ptr)
    return node;
  Node *copy = copy_of(e, node);
  copy->str = replaced;
  copy->offsets = NULL; /* its bytes come from two places */
  return copy;
}

/* {Ref: Identifier} */
static const struct binding *referred(const Node *map, const struct binding *bindings) {
  Str name;
  if (!bindings || !cfn_is_function(map, "Ref") || !cfn_node_known(map->members[0].value, &name))
    return NULL;
  return find(bindings, name);
}

static Node *expand_map(struct expander *e, Node *map, const struct binding *bindings) {
  const struct binding *binding = referred(map, bindings);
  if (binding) {
    e->made++;
    return node_string(e->cfn->arena, binding->value, map->span);
  }
  struct members members = {.items = NULL};
  expand_members(&members, e, map, bindings);
  bool same = members.count == map->count;
  for (size_t i = 0; same && i < map->count; i++)
    same = members.items[i].value == map->members[i].value &&
           members.items[i].key.ptr == map->members[i].key.ptr;
  if (same)
    return map;
  Node *copy = copy_of(e, map);
  copy->members = members.items;
  copy->count = members.count;
  return copy;
}

static Node *expand_list(struct expander *e, Node *list, const struct binding *bindings) {
  Node **items = arena_array(e->cfn->arena, list->count, sizeof *items);
  bool same = true;
  for (size_t i = 0; i < list->count && !e->over; i++) {
    items[i] = expand(e, list->items[i], bindings);
    same = same && items[i] == list->items[i];
  }
  if (same || e->over)
    return list;
  Node *copy = copy_of(e, list);
  copy->items = items;
  return copy;
}

/* The node itself where nothing in it changes. Depth: the reader's limit. */
static Node *expand(struct expander *e, Node *node, const struct binding *bindings) {
  e->over = e->over || !cfn_step(e->cfn);
  if (e->over)
    return node;
  if (node->kind == NODE_MAP)
    return expand_map(e, node, bindings);
  if (node->kind == NODE_LIST)
    return expand_list(e, node, bindings);
  return expand_scalar(e, node, bindings);
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

static bool may_have_loops(Str section) {
  return str_is(section, "Conditions") || str_is(section, "Resources") ||
         str_is(section, "Outputs");
}

bool cfn_expand_loops(CfnTemplate *cfn) {
  struct expander e = {.cfn = cfn};
  bool changed = false;
  if (!is_extended(cfn->root))
    return false;
  Node *root = copy_of(&e, cfn->root);
  root->members = arena_array(cfn->arena, root->count, sizeof *root->members);
  for (size_t i = 0; i < root->count; i++) {
    Member *member = &root->members[i];
    *member = cfn->root->members[i];
    if (may_have_loops(member->key))
      member->value = expand(&e, member->value, NULL);
    changed = changed || member->value != cfn->root->members[i].value;
  }
  if (!changed || e.over) /* too many nodes: the loops stay, and are reported */
    return false;
  cfn->root = root;
  return true;
}
