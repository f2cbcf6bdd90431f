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
#include "cfn.h"

static const char loop_prefix[] = "Fn::ForEach::";

/* What an identifier stands for; `up`: those of the loops around. */
struct binding {
  struct alint_str name, value, stripped;
  const struct binding *up;
};

struct expander {
  struct alint_cfn *cfn;
  size_t made; /* of ALINT_MAX_FOREACH_NODES */
  bool over;
};

/* The members of a map under construction. */
struct members {
  struct alint_member *items;
  size_t count, cap;
};

static int expand(struct alint_node **out, struct expander *e, struct alint_node *node,
                  const struct binding *bindings);
static int expand_members(struct members *out, struct expander *e, const struct alint_node *map,
                          const struct binding *bindings);

/* ---- Identifiers -------------------------------------------------------------- */

static const struct binding *find(const struct binding *bindings, struct alint_str name) {
  for (; bindings; bindings = bindings->up) {
    if (alint_str_eq(bindings->name, name))
      return bindings;
  }
  return NULL;
}

/* The next ${name} or &{name} of an identifier; NULL: none. */
static const struct binding *next_use(const struct binding *bindings, struct alint_str s,
                                      size_t *begin, size_t *end) {
  for (size_t i = *begin; i + 2 < s.len; i++) {
    if ((s.ptr[i] != '$' && s.ptr[i] != '&') || s.ptr[i + 1] != '{')
      continue;
    size_t close = alint_str_find(s, i, '}');
    if (close == s.len)
      break;
    const struct binding *binding = find(bindings, alint_str_slice(s, i + 2, close));
    if (!binding)
      continue;
    *begin = i;
    *end = close + 1;
    return binding;
  }
  return NULL;
}

static void replace(struct alint_str *out, struct expander *e, struct alint_str s,
                    const struct binding *bindings) {
  size_t begin = 0, end = 0, done = 0;
  const struct binding *binding = next_use(bindings, s, &begin, &end);
  *out = s;
  if (!binding)
    return;
  struct alint_buf buf = alint_buf(e->cfn->arena);
  for (; binding; binding = next_use(bindings, s, &begin, &end)) {
    alint_buf_add_str(&buf, alint_str_slice(s, done, begin));
    alint_buf_add_str(&buf, s.ptr[begin] == '&' ? binding->stripped : binding->value);
    begin = done = end;
  }
  alint_buf_add_str(&buf, alint_str_slice(s, done, s.len));
  *out = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
}

/* Letters and digits alone, as a logical id wants them. */
static struct alint_str strip(struct alint_arena *arena, struct alint_str s) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "");
  for (size_t i = 0; i < s.len; i++) {
    char c = alint_lower(s.ptr[i]);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      alint_buf_add_char(&buf, s.ptr[i]);
  }
  return buf.failed ? (struct alint_str){NULL, 0} : alint_buf_str(&buf);
}

/* ---- Loops -------------------------------------------------------------------- */

static struct alint_node *copy_of(struct expander *e, const struct alint_node *node) {
  if (e->made >= ALINT_MAX_FOREACH_NODES)
    e->over = true;
  e->made++;
  struct alint_node *copy = alint_node_new(e->cfn->arena, node->kind, node->span);
  *copy = *node;
  return copy;
}

static void add_member(struct members *out, struct expander *e, struct alint_member member) {
  struct alint_member *items =
      alint_arena_grow(e->cfn->arena, out->items, out->count, &out->cap, sizeof *items);
  out->items = items;
  out->items[out->count++] = member;
}

/* Whether it is a list of strings; then `*out` has it. */
static int read_collection(struct alint_node **out, struct expander *e, struct alint_node *written,
                           const struct binding *bindings) {
  struct alint_node *replaced;
  struct alint_str known;
  int status = expand(&replaced, e, written, bindings);
  if (status == ALINT_OK)
    status = alint_cfn_resolve_fixed(out, e->cfn, replaced);
  if (status != ALINT_OK || !*out)
    return status;
  bool all = (*out)->kind == ALINT_NODE_LIST;
  for (size_t i = 0; all && i < (*out)->count; i++)
    all = alint_cfn_node_known((*out)->items[i], &known);
  if (!all)
    *out = NULL;
  return ALINT_OK;
}

static int expand_loop(struct members *out, struct expander *e, const struct alint_member *member,
                       const struct binding *bindings) {
  const struct alint_node *loop = member->value;
  struct binding binding = {.up = bindings};
  struct alint_node *collection = NULL;
  int status = ALINT_OK;
  if (loop->kind == ALINT_NODE_LIST && loop->count == 3 && loop->items[2]->kind == ALINT_NODE_MAP &&
      alint_cfn_node_known(loop->items[0], &binding.name))
    status = read_collection(&collection, e, loop->items[1], bindings);
  if (status != ALINT_OK || !collection) {
    if (status == ALINT_OK)
      add_member(out, e, *member);
    return status;
  }
  for (size_t i = 0; i < collection->count && status == ALINT_OK && !e->over; i++) {
    alint_cfn_node_known(collection->items[i], &binding.value);
    binding.stripped = strip(e->cfn->arena, binding.value);
    if (!binding.stripped.ptr)
      alint_out_of_memory();
    status = expand_members(out, e, loop->items[2], &binding);
  }
  return status;
}

static int expand_members(struct members *out, struct expander *e, const struct alint_node *map,
                          const struct binding *bindings) {
  for (size_t i = 0; i < map->count && !e->over; i++) {
    struct alint_member member = map->members[i];
    int status = ALINT_OK;
    if (alint_str_starts(member.key, loop_prefix)) {
      status = expand_loop(out, e, &member, bindings);
    } else {
      replace(&member.key, e, member.key, bindings);
      status = expand(&member.value, e, member.value, bindings);
      if (status == ALINT_OK)
        add_member(out, e, member);
    }
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

/* ---- Trees -------------------------------------------------------------------- */

static void expand_scalar(struct alint_node **out, struct expander *e, struct alint_node *node,
                          const struct binding *bindings) {
  struct alint_str replaced;
  if (!bindings || node->kind != ALINT_NODE_STRING)
    return;
  replace(&replaced, e, node->str, bindings);
  if (replaced.ptr == node->str.ptr)
    return;
  *out = copy_of(e, node);
  if (!*out)
    alint_out_of_memory();
  (*out)->str = replaced;
  (*out)->offsets = NULL; /* its bytes are of two places */
}

/* {Ref: Identifier} */
static const struct binding *referred(const struct alint_node *map,
                                      const struct binding *bindings) {
  struct alint_str name;
  if (!bindings || map->count != 1 || !alint_str_is(map->members[0].key, "Ref") ||
      !alint_cfn_node_known(map->members[0].value, &name))
    return NULL;
  return find(bindings, name);
}

static int expand_map(struct alint_node **out, struct expander *e, struct alint_node *map,
                      const struct binding *bindings) {
  const struct binding *binding = referred(map, bindings);
  if (binding) {
    e->made++;
    *out = alint_node_string(e->cfn->arena, binding->value, map->span);
    return ALINT_OK;
  }
  struct members members = {.items = NULL};
  int status = expand_members(&members, e, map, bindings);
  if (status != ALINT_OK)
    return status;
  bool same = members.count == map->count;
  for (size_t i = 0; same && i < map->count; i++)
    same = members.items[i].value == map->members[i].value &&
           members.items[i].key.ptr == map->members[i].key.ptr;
  if (same)
    return ALINT_OK;
  *out = copy_of(e, map);
  if (!*out)
    alint_out_of_memory();
  (*out)->members = members.items;
  (*out)->count = members.count;
  return ALINT_OK;
}

static int expand_list(struct alint_node **out, struct expander *e, struct alint_node *list,
                       const struct binding *bindings) {
  struct alint_node **items = alint_arena_array(e->cfn->arena, list->count, sizeof *items);
  bool same = true;
  for (size_t i = 0; i < list->count && !e->over; i++) {
    int status = expand(&items[i], e, list->items[i], bindings);
    if (status != ALINT_OK)
      return status;
    same = same && items[i] == list->items[i];
  }
  if (same || e->over)
    return ALINT_OK;
  *out = copy_of(e, list);
  if (!*out)
    alint_out_of_memory();
  (*out)->items = items;
  return ALINT_OK;
}

/* The node itself where nothing in it changes. Depth: the reader's limit. */
static int expand(struct alint_node **out, struct expander *e, struct alint_node *node,
                  const struct binding *bindings) {
  *out = node;
  e->over = e->over || !alint_cfn_step(e->cfn);
  if (e->over)
    return ALINT_OK;
  if (node->kind == ALINT_NODE_MAP)
    return expand_map(out, e, node, bindings);
  if (node->kind == ALINT_NODE_LIST)
    return expand_list(out, e, node, bindings);
  expand_scalar(out, e, node, bindings);
  return ALINT_OK;
}

/* ---- The template --------------------------------------------------------------- */

static bool is_extended(const struct alint_node *root) {
  static const char name[] = "AWS::LanguageExtensions";
  const struct alint_node *transform = alint_node_get(root, "Transform");
  if (!transform)
    return false;
  for (size_t i = 0; transform->kind == ALINT_NODE_LIST && i < transform->count; i++) {
    if (alint_str_is(transform->items[i]->str, name))
      return true;
  }
  return alint_str_is(transform->str, name);
}

int alint_cfn_expand_loops(struct alint_cfn *cfn, bool *changed) {
  static const char *const sections[] = {"Conditions", "Resources", "Outputs"};
  struct expander e = {.cfn = cfn};
  *changed = false;
  if (!is_extended(cfn->root))
    return ALINT_OK;
  struct alint_node *root = copy_of(&e, cfn->root);
  if (root)
    root->members = alint_arena_array(cfn->arena, root->count, sizeof *root->members);
  if (!root || !root->members)
    alint_out_of_memory();
  for (size_t i = 0; i < root->count; i++) {
    struct alint_member *member = &root->members[i];
    *member = cfn->root->members[i];
    for (size_t k = 0; k < sizeof sections / sizeof sections[0]; k++) {
      if (!alint_str_is(member->key, sections[k]))
        continue;
      int status = expand(&member->value, &e, member->value, NULL);
      if (status != ALINT_OK)
        return status;
    }
    *changed = *changed || member->value != cfn->root->members[i].value;
  }
  *changed = *changed && !e.over; /* too much: then the loops stay, and are told */
  if (*changed)
    cfn->root = root;
  return ALINT_OK;
}
