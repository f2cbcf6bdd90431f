/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that write a value in another form: JSON, base64, other types, and
 * what is secret of it.
 */
#include "functions.h"
#include "util/unicode.h"

/* ---- JSON ---------------------------------------------------------------- */

static struct alint_hcl_value *f_jsonencode(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *value = call->items[0];
  /* Of what is not known nothing is known of the string either. */
  if (alint_hcl_value_opaque(value) || value->kind == ALINT_HCL_V_UNKNOWN)
    return NULL;
  const struct alint_text *text = alint_hcl_value_json(call->arena, value);
  return text ? alint_hcl_value_text(call->arena, text) : NULL;
}

/* Whether Terraform keeps all strings as they are. Recurses no deeper than JSON. */
static bool is_normal(const struct alint_node *node) {
  bool normal = node->kind != ALINT_NODE_STRING || alint_unicode_is_normal(node->str);
  for (size_t i = 0; normal && i < node->count; i++) {
    bool map = node->kind == ALINT_NODE_MAP;
    normal = (!map || alint_unicode_is_normal(node->members[i].key)) &&
             is_normal(map ? node->members[i].value : node->items[i]);
  }
  return normal;
}

static struct alint_hcl_value *f_jsondecode(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *value = call->items[0];
  struct alint_error err = {.status = ALINT_OK};
  struct alint_span all = {0, 0};
  struct alint_node *node = NULL;
  struct alint_str s;
  if (value->kind == ALINT_HCL_V_DOCUMENT && !value->sensitive)
    return alint_hcl_value_of_node(call->arena, value->node);
  if (!alint_hcl_known_at(call, 0, &s))
    return NULL;
  if (alint_json_read_embedded(&node, call->arena, s, all, &err) != ALINT_OK || !is_normal(node))
    return NULL;
  return alint_hcl_value_of_node(call->arena, node);
}

/* ---- Base64 -------------------------------------------------------------- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static struct alint_hcl_value *f_base64encode(const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  struct alint_buf buf = alint_buf(call->arena);
  for (size_t i = 0; i < s.len; i += 3) {
    unsigned bits = 0;
    for (size_t k = 0; k < 3; k++)
      bits = bits << 8 | (i + k < s.len ? (unsigned char)s.ptr[i + k] : 0U);
    for (size_t k = 0; k < 4; k++)
      alint_buf_add_char(&buf, i + k <= s.len ? digits[bits >> (18 - 6 * k) & 63] : '=');
  }
  return buf.failed ? NULL : alint_hcl_value_literal(call->arena, alint_buf_str(&buf));
}

/* With padding, and without line ends. */
static struct alint_hcl_value *f_base64decode(const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  struct alint_buf buf = alint_buf(call->arena);
  if (s.len % 4 != 0)
    return NULL;
  for (size_t i = 0; i < s.len; i += 4) {
    bool last = i + 4 == s.len;
    size_t padding = (last && s.ptr[i + 3] == '=') + (size_t)(last && s.ptr[i + 2] == '=');
    unsigned bits = 0;
    for (size_t k = 0; k < 4; k++) {
      size_t digit = alint_str_find(alint_str(digits), 0, s.ptr[i + k]);
      if (k < 4 - padding && digit == sizeof digits - 1)
        return NULL;
      bits = bits << 6 | (unsigned)(k < 4 - padding ? digit : 0);
    }
    for (size_t k = 0; k < 3 - padding; k++)
      alint_buf_add_char(&buf, (char)(bits >> (16 - 8 * k) & 255));
  }
  struct alint_str text = alint_buf_str(&buf);
  if (buf.failed || !alint_utf8_valid(text.ptr, text.len, NULL) || !alint_unicode_is_normal(text))
    return NULL;
  return alint_hcl_value_literal(call->arena, text);
}

/* ---- Types --------------------------------------------------------------- */

/* tostring() and the like: the name says the type. */
static struct alint_hcl_value *f_convert(const struct alint_hcl_arguments *call) {
  if (call->items[0]->kind == ALINT_HCL_V_NULL)
    return call->items[0];
  return alint_hcl_convert_to(call->arena, call->items[0], alint_str(call->name + sizeof "to" - 1));
}

static struct alint_hcl_value *f_toset(const struct alint_hcl_arguments *call) {
  return alint_hcl_to_set(call->arena, call->items[0]);
}

/* ---- Secrets ------------------------------------------------------------- */

/* The name of what is hidden is its place: its text may hold the secret. */
static struct alint_hcl_value *f_sensitive(const struct alint_hcl_arguments *call) {
  size_t open = call->eval->open;
  const struct alint_hcl_value *named =
      alint_hcl_open_expression(call->eval, call->frame, call->expr);
  call->eval->open = open;
  return alint_hcl_hide(call->eval, call->items[0], named->hole->name);
}

/* What a plan calls sensitive stays hidden all the same. */
static struct alint_hcl_value *f_nonsensitive(const struct alint_hcl_arguments *call) {
  return call->items[0];
}

/* ---- The table ----------------------------------------------------------- */

const struct alint_hcl_function alint_hcl_encoding_functions[] = {
    {"base64decode", "s", f_base64decode},
    {"base64encode", "s", f_base64encode},
    {"jsondecode", "v", f_jsondecode},
    {"jsonencode", "v", f_jsonencode},
    {"nonsensitive", "v", f_nonsensitive},
    {"sensitive", "v", f_sensitive},
    {"tobool", "v", f_convert},
    {"tolist", "l", f_convert},
    {"tomap", "m", f_convert},
    {"tonumber", "v", f_convert},
    {"toset", "l", f_toset},
    {"tostring", "v", f_convert},
    {NULL, NULL, NULL},
};
