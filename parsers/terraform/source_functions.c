/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that policies are written with. Where an argument is not known as
 * far as it matters, nothing is known of what the function gives.
 */
#include "source.h"

struct call {
  struct alint_arena *arena;
  struct alint_tf_value *const *arguments;
  size_t count;
};

/* An argument that is a string without holes. */
static bool known_at(const struct call *call, size_t i, struct alint_str *out) {
  return i < call->count && call->arguments[i]->kind == ALINT_TF_V_TEXT &&
         alint_text_known(call->arguments[i]->text, out);
}

static int give(struct alint_tf_value **out, struct alint_tf_value *value) {
  *out = value;
  return value ? ALINT_OK : ALINT_ENOMEM;
}

/* ---- Strings ------------------------------------------------------------- */

/* Policies are no larger; what is made of longer ones is of no use. */
static size_t size_of(const struct alint_tf_value *value) {
  size_t size = 1 + value->str.len;
  for (size_t i = 0; value->text && i < value->text->count; i++)
    size += 1 + value->text->pieces[i].literal.len;
  for (size_t i = 0; i < value->count && size <= ALINT_MAX_POLICY_BYTES; i++) {
    size += size_of(value->items[i]);
    for (size_t k = 0; value->keys && k < value->keys[i]->count; k++)
      size += 1 + value->keys[i]->pieces[k].literal.len;
  }
  return size;
}

static bool has_document(const struct alint_tf_value *value) {
  bool found = value->kind == ALINT_TF_V_DOCUMENT;
  for (size_t i = 0; i < value->count && !found; i++)
    found = has_document(value->items[i]);
  return found;
}

static int json_encode(struct alint_tf_value **out, const struct call *call) {
  const struct alint_tf_value *value = call->arguments[0];
  if (size_of(value) > ALINT_MAX_POLICY_BYTES || has_document(value))
    return ALINT_OK;
  if (value->kind == ALINT_TF_V_UNKNOWN) /* nothing is known of the string either */
    return ALINT_OK;
  return give(out, alint_tf_value_text(call->arena, alint_tf_value_json(call->arena, value)));
}

static int replace(struct alint_tf_value **out, const struct call *call) {
  struct alint_str s, from, to;
  if (!known_at(call, 0, &s) || !known_at(call, 1, &from) || !known_at(call, 2, &to))
    return ALINT_OK;
  bool pattern = from.len > 1 && from.ptr[0] == '/' && from.ptr[from.len - 1] == '/';
  if (pattern || from.len == 0 || size_of(call->arguments[0]) > ALINT_MAX_POLICY_BYTES)
    return ALINT_OK;
  struct alint_buf buf = alint_buf(call->arena);
  for (size_t at = 0; at < s.len && !buf.failed;) {
    struct alint_str rest = alint_str_slice(s, at, s.len);
    size_t hit = alint_str_find_str(rest, from);
    alint_buf_add_str(&buf, alint_str_slice(rest, 0, hit));
    if (hit < rest.len)
      alint_buf_add_str(&buf, to);
    at += hit + (hit < rest.len ? from.len : 0);
  }
  /* Too long to be part of a policy, if it is not for want of memory. */
  return buf.failed ? ALINT_OK
                    : give(out, alint_tf_value_literal(call->arena, alint_buf_str(&buf)));
}

static bool has_suffix(struct alint_str s, struct alint_str suffix) {
  return s.len >= suffix.len && alint_str_eq(alint_str_slice(s, s.len - suffix.len, s.len), suffix);
}

static int trim_prefix(struct alint_tf_value **out, const struct call *call) {
  struct alint_str s, cut;
  if (!known_at(call, 0, &s) || !known_at(call, 1, &cut))
    return ALINT_OK;
  if (alint_str_eq(alint_str_slice(s, 0, cut.len), cut))
    s = alint_str_slice(s, cut.len, s.len);
  return give(out, alint_tf_value_literal(call->arena, s));
}

static int trim_suffix(struct alint_tf_value **out, const struct call *call) {
  struct alint_str s, cut;
  if (!known_at(call, 0, &s) || !known_at(call, 1, &cut))
    return ALINT_OK;
  if (has_suffix(s, cut))
    s = alint_str_slice(s, 0, s.len - cut.len);
  return give(out, alint_tf_value_literal(call->arena, s));
}

/* Parts in a row; `*out` stays NULL where one of them is no string. */
static int concatenate(struct alint_tf_value **out, const struct call *call,
                       const struct alint_text **parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return ALINT_OK;
  }
  return give(out, alint_tf_value_text(call->arena, alint_text_concat(call->arena, parts, count)));
}

static bool too_large(const struct call *call) {
  size_t size = 0;
  for (size_t i = 0; i < call->count && size <= ALINT_MAX_POLICY_BYTES; i++)
    size += size_of(call->arguments[i]);
  return size > ALINT_MAX_POLICY_BYTES;
}

/* With %s only. */
static int format(struct alint_tf_value **out, const struct call *call) {
  struct alint_str pattern;
  if (!known_at(call, 0, &pattern) || too_large(call))
    return ALINT_OK;
  const struct alint_text **parts =
      alint_arena_array(call->arena, 2 * call->count, sizeof(const struct alint_text *));
  size_t count = 0, used = 1, at = 0;
  if (!parts)
    return ALINT_ENOMEM;
  for (;;) {
    size_t percent = alint_str_find(pattern, at, '%');
    parts[count] = alint_text_literal(call->arena, alint_str_slice(pattern, at, percent));
    if (!parts[count++])
      return ALINT_ENOMEM;
    if (percent == pattern.len)
      break;
    bool string = percent + 1 < pattern.len && pattern.ptr[percent + 1] == 's';
    if (!string || used == call->count)
      return ALINT_OK;
    if (alint_tf_value_to_text(&parts[count++], call->arena, call->arguments[used++]) != ALINT_OK)
      return ALINT_ENOMEM;
    at = percent + 2;
  }
  return concatenate(out, call, parts, count);
}

static int join(struct alint_tf_value **out, const struct call *call) {
  struct alint_str separator;
  const struct alint_tf_value *list = call->arguments[1];
  if (!known_at(call, 0, &separator) || list->kind != ALINT_TF_V_LIST || too_large(call) ||
      list->count * (separator.len + 1) > ALINT_MAX_POLICY_BYTES)
    return ALINT_OK;
  const struct alint_text **parts =
      alint_arena_array(call->arena, 2 * list->count + 1, sizeof(const struct alint_text *));
  size_t count = 0;
  for (size_t i = 0; parts && i < list->count; i++) {
    if (i > 0) {
      parts[count] = alint_text_literal(call->arena, separator);
      if (!parts[count++])
        return ALINT_ENOMEM;
    }
    if (alint_tf_value_to_text(&parts[count++], call->arena, list->items[i]) != ALINT_OK)
      return ALINT_ENOMEM;
  }
  return parts ? concatenate(out, call, parts, count) : ALINT_ENOMEM;
}

/* ---- Collections --------------------------------------------------------- */

static int same(struct alint_tf_value **out, const struct call *call) {
  *out = call->arguments[0];
  return ALINT_OK;
}

static int to_string(struct alint_tf_value **out, const struct call *call) {
  const struct alint_text *text;
  if (call->arguments[0]->kind == ALINT_TF_V_NULL)
    return same(out, call);
  int status = alint_tf_value_to_text(&text, call->arena, call->arguments[0]);
  if (status != ALINT_OK || !text)
    return status;
  return give(out, alint_tf_value_text(call->arena, text));
}

/* concat() and merge(): all arguments of one kind. A list that is not known is an
 * element that is not known, for nobody tells how many there are. */
static int unite(struct alint_tf_value **out, const struct call *call,
                 enum alint_tf_value_kind kind) {
  size_t room = 0;
  for (size_t i = 0; i < call->count; i++) {
    const struct alint_tf_value *argument = call->arguments[i];
    bool null = argument->kind == ALINT_TF_V_NULL && kind == ALINT_TF_V_MAP;
    bool element = argument->kind == ALINT_TF_V_UNKNOWN && kind == ALINT_TF_V_LIST;
    if (argument->kind != kind && !null && !element)
      return ALINT_OK;
    room += argument->count + 1;
  }
  struct alint_tf_value *all = alint_tf_value_container(call->arena, kind, room);
  for (size_t i = 0; all && i < call->count; i++) {
    const struct alint_tf_value *argument = call->arguments[i];
    if (argument->kind == ALINT_TF_V_UNKNOWN)
      all->items[all->count++] = call->arguments[i];
    for (size_t k = 0; k < argument->count; k++) {
      if (kind == ALINT_TF_V_MAP)
        alint_tf_value_put(all, argument->keys[k], argument->items[k]);
      else
        all->items[all->count++] = argument->items[k];
    }
  }
  return give(out, all);
}

static int concat(struct alint_tf_value **out, const struct call *call) {
  return unite(out, call, ALINT_TF_V_LIST);
}

static int merge(struct alint_tf_value **out, const struct call *call) {
  return unite(out, call, ALINT_TF_V_MAP);
}

/* ---- The table ----------------------------------------------------------- */

static const struct {
  const char *name;
  size_t least, most; /* arguments */
  int (*evaluate)(struct alint_tf_value **out, const struct call *call);
} functions[] = {
    {"concat", 1, 1000, concat},
    {"format", 1, 1000, format},
    {"join", 2, 2, join},
    {"jsonencode", 1, 1, json_encode},
    {"merge", 1, 1000, merge},
    {"nonsensitive", 1, 1, same},
    {"replace", 3, 3, replace},
    {"tolist", 1, 1, same},
    {"tomap", 1, 1, same},
    {"toset", 1, 1, same},
    {"tostring", 1, 1, to_string},
    {"trimprefix", 2, 2, trim_prefix},
    {"trimsuffix", 2, 2, trim_suffix},
};

int alint_tf_evaluate_call(struct alint_tf_value **out, struct alint_arena *arena,
                           struct alint_str function, struct alint_tf_value *const *arguments,
                           size_t count) {
  struct call call = {arena, arguments, count};
  *out = NULL;
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    if (alint_str_is(function, functions[i].name) && count >= functions[i].least &&
        count <= functions[i].most)
      return functions[i].evaluate(out, &call);
  }
  return ALINT_OK;
}
