/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of expressions: what Terraform would make of them, with holes where
 * that is not known.
 */
#include "source.h"

/* ---- Making them --------------------------------------------------------- */

struct alint_tf_value *alint_tf_value_new(struct alint_arena *arena,
                                          enum alint_tf_value_kind kind) {
  struct alint_tf_value *value = alint_arena_alloc(arena, sizeof *value);
  if (value)
    value->kind = kind;
  return value;
}

struct alint_tf_value *alint_tf_value_text(struct alint_arena *arena,
                                           const struct alint_text *text) {
  struct alint_tf_value *value = text ? alint_tf_value_new(arena, ALINT_TF_V_TEXT) : NULL;
  if (value)
    value->text = text;
  return value;
}

struct alint_tf_value *alint_tf_value_literal(struct alint_arena *arena, struct alint_str s) {
  return alint_tf_value_text(arena, alint_text_literal(arena, s));
}

struct alint_tf_value *alint_tf_value_scalar(struct alint_arena *arena,
                                             enum alint_tf_value_kind kind, struct alint_str s) {
  struct alint_tf_value *value = alint_tf_value_new(arena, kind);
  if (value)
    value->str = s;
  return value;
}

struct alint_tf_value *alint_tf_value_container(struct alint_arena *arena,
                                                enum alint_tf_value_kind kind, size_t room) {
  struct alint_tf_value *value = alint_tf_value_new(arena, kind);
  if (!value)
    return NULL;
  value->items = alint_arena_array(arena, room, sizeof(struct alint_tf_value *));
  if (kind == ALINT_TF_V_MAP)
    value->keys = alint_arena_array(arena, room, sizeof(const struct alint_text *));
  bool made = value->items && (kind != ALINT_TF_V_MAP || value->keys);
  return made ? value : NULL;
}

void alint_tf_value_put(struct alint_tf_value *map, const struct alint_text *key,
                        struct alint_tf_value *item) {
  size_t i = 0;
  while (i < map->count && !alint_text_same(map->keys[i], key))
    i++;
  map->keys[i] = key;
  map->items[i] = item;
  map->count += i == map->count;
}

/* ---- What is not to be shown --------------------------------------------- */

static struct alint_tf_value *hidden(struct alint_arena *arena, struct alint_str secret,
                                     struct alint_str name) {
  struct alint_hole *hole = alint_arena_alloc(arena, sizeof *hole);
  if (!hole)
    return NULL;
  *hole = (struct alint_hole){.name = name, .sensitive = true, .secret = secret};
  return alint_tf_value_text(arena, alint_text_hole(arena, hole));
}

/* "NAME.key" or "NAME[0]" */
static struct alint_str part_name(struct alint_arena *arena, struct alint_str name,
                                  const struct alint_tf_value *of, size_t i) {
  struct alint_str key;
  if (of->kind == ALINT_TF_V_MAP && alint_text_known(of->keys[i], &key))
    return alint_str_printf(arena, "%.*s.%.*s", ALINT_FMT(name), ALINT_FMT(key));
  return alint_str_printf(arena, "%.*s[%zu]", ALINT_FMT(name), i);
}

/* Recurses no deeper than values are. */
struct alint_tf_value *alint_tf_value_hide(struct alint_arena *arena,
                                           const struct alint_tf_value *value,
                                           struct alint_str name) {
  struct alint_str known;
  if (value->kind == ALINT_TF_V_BOOL || value->kind == ALINT_TF_V_NUMBER)
    return hidden(arena, value->str, name);
  if (value->kind == ALINT_TF_V_TEXT && alint_text_known(value->text, &known))
    return hidden(arena, known, name);
  struct alint_tf_value *out = alint_tf_value_new(arena, value->kind);
  if (!out)
    return NULL;
  *out = *value;
  if (value->kind == ALINT_TF_V_TEXT) {
    /* Literals beside holes: what is secret of it, nobody says. */
    out = hidden(arena, (struct alint_str){NULL, 0}, name);
  } else if (value->count > 0) {
    out->items = alint_arena_array(arena, value->count, sizeof(struct alint_tf_value *));
    for (size_t i = 0; out->items && i < value->count; i++) {
      struct alint_str part = part_name(arena, name, value, i);
      out->items[i] = part.ptr ? alint_tf_value_hide(arena, value->items[i], part) : NULL;
      if (!out->items[i])
        return NULL;
    }
  }
  return out && (value->count == 0 || out->items) ? out : NULL;
}

/* ---- Out of the plan ----------------------------------------------------- */

static struct alint_tf_value *of_container(struct alint_arena *arena,
                                           const struct alint_node *node) {
  bool map = node->kind == ALINT_NODE_MAP;
  struct alint_tf_value *out =
      alint_tf_value_container(arena, map ? ALINT_TF_V_MAP : ALINT_TF_V_LIST, node->count);
  const struct alint_str none = {NULL, 0};
  for (size_t i = 0; out && i < node->count; i++) {
    struct alint_tf_value *item =
        alint_tf_value_of_node(arena, map ? node->members[i].value : node->items[i], false, none);
    const struct alint_text *key = map ? alint_text_literal(arena, node->members[i].key) : NULL;
    if (!item || (map && !key))
      return NULL;
    if (map)
      out->keys[i] = key; /* the plan has no key twice */
    out->items[i] = item;
    out->count++;
  }
  return out;
}

struct alint_tf_value *alint_tf_value_of_node(struct alint_arena *arena,
                                              const struct alint_node *node, bool hide,
                                              struct alint_str name) {
  struct alint_tf_value *out = NULL;
  switch (node->kind) {
  case ALINT_NODE_BOOL:
    out = alint_tf_value_scalar(arena, ALINT_TF_V_BOOL, node->str);
    break;
  case ALINT_NODE_NUMBER:
    out = alint_tf_value_scalar(arena, ALINT_TF_V_NUMBER, node->str);
    break;
  case ALINT_NODE_STRING:
    out = alint_tf_value_literal(arena, node->str);
    break;
  case ALINT_NODE_LIST:
  case ALINT_NODE_MAP:
    out = of_container(arena, node);
    break;
  case ALINT_NODE_NULL:
  case ALINT_NODE_OPAQUE: /* readers make none */
    out = alint_tf_value_new(arena, ALINT_TF_V_NULL);
    break;
  }
  return out && hide ? alint_tf_value_hide(arena, out, name) : out;
}

/* ---- Texts --------------------------------------------------------------- */

int alint_tf_value_to_text(const struct alint_text **out, struct alint_arena *arena,
                           const struct alint_tf_value *value) {
  *out = NULL;
  switch (value->kind) {
  case ALINT_TF_V_TEXT:
    *out = value->text;
    return ALINT_OK;
  case ALINT_TF_V_BOOL:
  case ALINT_TF_V_NUMBER:
    *out = alint_text_literal(arena, value->str);
    break;
  case ALINT_TF_V_UNKNOWN:
    *out = alint_text_hole(arena, value->hole);
    break;
  case ALINT_TF_V_NULL:
  case ALINT_TF_V_LIST:
  case ALINT_TF_V_MAP:
  case ALINT_TF_V_DOCUMENT:
    return ALINT_OK;
  }
  return *out ? ALINT_OK : ALINT_ENOMEM;
}

/* JSON text with holes, under construction. */
struct writer {
  struct alint_arena *arena;
  const struct alint_text **parts;
  size_t count, cap;
  struct alint_buf literal; /* since the last hole */
  bool failed;
};

static void add_part(struct writer *w, const struct alint_text *text) {
  void *grown = alint_arena_grow(w->arena, (void *)w->parts, w->count, &w->cap,
                                 sizeof(const struct alint_text *));
  if (!grown || !text) {
    w->failed = true;
    return;
  }
  w->parts = grown;
  w->parts[w->count++] = text;
}

static void end_literal(struct writer *w) {
  if (w->literal.failed)
    w->failed = true;
  else if (w->literal.len > 0)
    add_part(w, alint_text_literal(w->arena, alint_buf_str(&w->literal)));
  w->literal = alint_buf(w->arena);
}

static void add_hole(struct writer *w, const struct alint_hole *hole) {
  end_literal(w);
  add_part(w, alint_text_hole(w->arena, hole));
}

static void add_escaped(struct writer *w, struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '"' || c == '\\')
      alint_buf_add_char(&w->literal, '\\');
    if ((unsigned char)c < 0x20)
      alint_buf_addf(&w->literal, "\\u%04x", (unsigned)(unsigned char)c);
    else
      alint_buf_add_char(&w->literal, c);
  }
}

static void add_string(struct writer *w, const struct alint_text *text) {
  alint_buf_add_char(&w->literal, '"');
  for (size_t i = 0; i < text->count; i++) {
    if (text->pieces[i].hole)
      add_hole(w, text->pieces[i].hole);
    else
      add_escaped(w, text->pieces[i].literal);
  }
  alint_buf_add_char(&w->literal, '"');
}

static void add_value(struct writer *w, const struct alint_tf_value *value);

static void add_container(struct writer *w, const struct alint_tf_value *value) {
  bool map = value->kind == ALINT_TF_V_MAP;
  alint_buf_add_char(&w->literal, map ? '{' : '[');
  for (size_t i = 0; i < value->count && !w->failed; i++) {
    if (i > 0)
      alint_buf_add_char(&w->literal, ',');
    if (map) {
      add_string(w, value->keys[i]);
      alint_buf_add_char(&w->literal, ':');
    }
    add_value(w, value->items[i]);
  }
  alint_buf_add_char(&w->literal, map ? '}' : ']');
}

/* Recurses no deeper than values are. */
static void add_value(struct writer *w, const struct alint_tf_value *value) {
  switch (value->kind) {
  case ALINT_TF_V_BOOL:
  case ALINT_TF_V_NUMBER:
    alint_buf_add_str(&w->literal, value->str);
    break;
  case ALINT_TF_V_TEXT:
    add_string(w, value->text);
    break;
  case ALINT_TF_V_LIST:
  case ALINT_TF_V_MAP:
    add_container(w, value);
    break;
  case ALINT_TF_V_UNKNOWN:
    add_hole(w, value->hole);
    break;
  case ALINT_TF_V_NULL:
  case ALINT_TF_V_DOCUMENT: /* the evaluator lets none in */
    alint_buf_add(&w->literal, "null");
    break;
  }
}

const struct alint_text *alint_tf_value_json(struct alint_arena *arena,
                                             const struct alint_tf_value *value) {
  struct writer w = {.arena = arena, .literal = alint_buf(arena)};
  add_value(&w, value);
  end_literal(&w);
  return w.failed ? NULL : alint_text_concat(arena, w.parts, w.count);
}
