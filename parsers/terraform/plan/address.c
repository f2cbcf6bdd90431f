/* SPDX-License-Identifier: Apache-2.0
 *
 * Resource addresses: module.m["k"].data.aws_x.r[0]. Keys may hold dots,
 * quotes and brackets, so addresses are never cut at dots alone.
 */
#include "parsers/terraform/plan/address.h"
#include "assumelint/buf.h"
#include "parsers/terraform/plan/names.h"

/* The index behind a key that starts at `at` with '['. */
static size_t skip_key(Str address, size_t at) {
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

size_t tf_first_module(Str address) {
  size_t at = sizeof "module." - 1;
  if (!str_starts(address, "module."))
    return 0;
  while (at < address.len && address.ptr[at] != '.' && address.ptr[at] != '[')
    at++;
  if (at < address.len && address.ptr[at] == '[')
    at = skip_key(address, at);
  return at < address.len && address.ptr[at] == '.' ? at + 1 : 0;
}

Str tf_module_of(Str address) {
  size_t at = 0, len;
  while ((len = tf_first_module(str_slice(address, at, address.len))) > 0)
    at += len;
  return str_slice(address, 0, at);
}

Str tf_module_up(Str module, Str *name, Str *key) {
  size_t at = 0, last = 0, len;
  for (; (len = tf_first_module(str_slice(module, at, module.len))) > 0; at += len)
    last = at;
  Str step = str_slice(module, last + sizeof "module." - 1, at - 1);
  size_t bracket = str_find(step, 0, '[');
  *name = str_slice(step, 0, bracket);
  *key = str_slice(step, bracket, step.len);
  return str_slice(module, 0, last);
}

Str tf_leading_key(Str text) {
  bool there = text.len > 0 && text.ptr[0] == '[';
  return str_slice(text, 0, there ? skip_key(text, 0) : 0);
}

/* The character that a backslash and a letter mean. */
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

Str tf_unquote_key(Arena *arena, Str key) {
  Buf buf = buf_in(arena);
  if (key.len < 4 || key.ptr[1] != '"')
    return (Str){NULL, 0};
  Str text = str_slice(key, 2, key.len - 2);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    if (c == '\\' && i + 1 < text.len)
      buf_add_char(&buf, unescape(text.ptr[++i]));
    else if ((c == '$' || c == '%') && next == c && i + 2 < text.len && text.ptr[i + 2] == '{')
      continue; /* $${ is a literal ${ */
    else
      buf_add_char(&buf, c);
  }
  return tf_built(&buf);
}

Str tf_quote_key(Arena *arena, Str text) {
  Buf buf = buf_in(arena);
  buf_add(&buf, "[\"");
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    if (c == '\n' || c == '\r' || c == '\t')
      buf_add(&buf, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    else if (c == '"' || c == '\\' || ((c == '$' || c == '%') && next == '{'))
      buf_addf(&buf, "%c%c", c == '"' ? '\\' : c, c);
    else
      buf_add_char(&buf, c);
  }
  buf_add(&buf, "\"]");
  return tf_built(&buf);
}

Str tf_key_of(Str address) {
  Str label = tf_label_of(address);
  return str_slice(label, str_find(label, 0, '['), label.len);
}

Str tf_label_of(Str address) {
  Str rest = str_slice(address, tf_module_of(address).len, address.len);
  if (str_starts(rest, "data."))
    rest = str_slice(rest, 5, rest.len);
  size_t dot = str_find(rest, 0, '.');
  return dot + 1 < rest.len ? str_slice(rest, dot + 1, rest.len) : address;
}

Str tf_config_address(Arena *arena, Str address) {
  Buf buf = buf_in(arena);
  for (size_t at = 0; at < address.len;) {
    if (address.ptr[at] == '[') {
      at = skip_key(address, at);
    } else {
      size_t next = str_find(address, at, '[');
      buf_add_str(&buf, str_slice(address, at, next));
      at = next;
    }
  }
  return tf_built(&buf);
}

Str tf_resource_of(Str reference) {
  static const char *const others[] = {"var.",  "local.", "each.",      "count.", "module.",
                                       "path.", "self.",  "terraform.", NULL};
  size_t at = str_starts(reference, "data.") ? 5 : 0;
  size_t dot = str_find(reference, at, '.');
  if (str_starts_one_of(reference, others) || dot >= reference.len)
    return (Str){NULL, 0};
  size_t end = dot + 1;
  while (end < reference.len && reference.ptr[end] != '.' && reference.ptr[end] != '[')
    end++;
  return str_slice(reference, 0, end);
}
