/* SPDX-License-Identifier: Apache-2.0
 *
 * Resource addresses: module.m["k"].data.aws_x.r[0]. Keys may hold dots,
 * quotes and brackets, so addresses are never cut at dots alone.
 */
#include "address.h"
#include "assumelint/arena.h"
#include "assumelint/status.h"

/* The place behind a key that starts at `at` with '['. */
static size_t skip_key(struct alint_str address, size_t at) {
  bool quoted = false;
  for (at++; at < address.len; at++) {
    char c = address.ptr[at];
    if (quoted && c == '\\')
      at++;
    else if (c == '"')
      quoted = !quoted;
    else if (c == ']' && !quoted)
      return at + 1;
  }
  return address.len;
}

size_t alint_tf_first_module(struct alint_str address) {
  size_t at = 7;
  if (!alint_str_starts(address, "module."))
    return 0;
  while (at < address.len && address.ptr[at] != '.' && address.ptr[at] != '[')
    at++;
  if (at < address.len && address.ptr[at] == '[')
    at = skip_key(address, at);
  return at < address.len && address.ptr[at] == '.' ? at + 1 : 0;
}

struct alint_str alint_tf_module_of(struct alint_str address) {
  size_t at = 0, len;
  while ((len = alint_tf_first_module(alint_str_slice(address, at, address.len))) > 0)
    at += len;
  return alint_str_slice(address, 0, at);
}

struct alint_str alint_tf_module_up(struct alint_str module, struct alint_str *name,
                                    struct alint_str *key) {
  size_t at = 0, last = 0, name_end = 0;
  while (at < module.len) {
    last = at;
    at += sizeof "module." - 1;
    while (at < module.len && module.ptr[at] != '.' && module.ptr[at] != '[')
      at++;
    name_end = at;
    if (at < module.len && module.ptr[at] == '[')
      at = skip_key(module, at);
    at++; /* the dot */
  }
  *name = alint_str_slice(module, last + sizeof "module." - 1, name_end);
  *key = alint_str_slice(module, name_end, module.len > 0 ? module.len - 1 : 0);
  return alint_str_slice(module, 0, last);
}

void alint_tf_split_key(struct alint_str text, struct alint_str *key) {
  bool there = text.len > 0 && text.ptr[0] == '[';
  *key = alint_str_slice(text, 0, there ? skip_key(text, 0) : 0);
}

/* What a backslash and the letter stand for. */
static char unescape(char letter) {
  switch (letter) {
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  default:
    return letter;
  }
}

int alint_tf_unquote_key(struct alint_str *out, struct alint_arena *arena, struct alint_str key) {
  struct alint_buf buf = alint_buf(arena);
  *out = (struct alint_str){NULL, 0};
  if (key.len < 4 || key.ptr[1] != '"')
    return ALINT_OK;
  struct alint_str text = alint_str_slice(key, 2, key.len - 2);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    if (c == '\\' && i + 1 < text.len)
      alint_buf_add_char(&buf, unescape(text.ptr[++i]));
    else if ((c == '$' || c == '%') && next == c && i + 2 < text.len && text.ptr[i + 2] == '{')
      continue; /* $${ is a literal ${ */
    else
      alint_buf_add_char(&buf, c);
  }
  *out = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
  return ALINT_OK;
}

struct alint_str alint_tf_quote_key(struct alint_arena *arena, struct alint_str text) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "[\"");
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    if (c == '\n' || c == '\r' || c == '\t')
      alint_buf_add(&buf, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    else if (c == '"' || c == '\\' || ((c == '$' || c == '%') && next == '{'))
      alint_buf_addf(&buf, "%c%c", c == '"' ? '\\' : c, c);
    else
      alint_buf_add_char(&buf, c);
  }
  alint_buf_add(&buf, "\"]");
  return buf.failed ? (struct alint_str){NULL, 0} : alint_buf_str(&buf);
}

struct alint_str alint_tf_key_of(struct alint_str address) {
  struct alint_str label = alint_tf_label_of(address);
  return alint_str_slice(label, alint_str_find(label, 0, '['), label.len);
}

struct alint_str alint_tf_label_of(struct alint_str address) {
  struct alint_str rest = alint_str_slice(address, alint_tf_module_of(address).len, address.len);
  if (alint_str_starts(rest, "data."))
    rest = alint_str_slice(rest, 5, rest.len);
  size_t dot = alint_str_find(rest, 0, '.');
  return dot + 1 < rest.len ? alint_str_slice(rest, dot + 1, rest.len) : address;
}

void alint_tf_config_address(struct alint_str *out, struct alint_arena *arena,
                             struct alint_str address) {
  struct alint_buf buf = alint_buf(arena);
  for (size_t at = 0; at < address.len;) {
    if (address.ptr[at] == '[') {
      at = skip_key(address, at);
    } else {
      size_t next = alint_str_find(address, at, '[');
      alint_buf_add_str(&buf, alint_str_slice(address, at, next));
      at = next;
    }
  }
  *out = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
}
