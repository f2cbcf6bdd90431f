/* SPDX-License-Identifier: Apache-2.0
 *
 * Resource addresses: module.m["k"].data.aws_x.r[0]. Keys may hold dots,
 * quotes and brackets, so addresses are never cut at dots alone.
 */
#include "plan.h"

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

struct alint_str alint_tf_label_of(struct alint_str address) {
  struct alint_str rest = alint_str_slice(address, alint_tf_module_of(address).len, address.len);
  if (alint_str_starts(rest, "data."))
    rest = alint_str_slice(rest, 5, rest.len);
  size_t dot = alint_str_find(rest, 0, '.');
  return dot + 1 < rest.len ? alint_str_slice(rest, dot + 1, rest.len) : address;
}

int alint_tf_config_address(struct alint_str *out, struct alint_arena *arena,
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
  return buf.failed ? ALINT_ENOMEM : ALINT_OK;
}
