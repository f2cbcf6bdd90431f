/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that write a value in another form: JSON, base64, other types, secrets.
 */
#include "assumelint/buf.h"
#include "assumelint/readers.h"
#include "assumelint/utf8.h"
#include "parsers/hcl/functions.h"
#include "util/unicode.h"

/* ---- JSON ---------------------------------------------------------------- */

static HclValue *f_jsonencode(const HclArguments *call) {
  const HclValue *value = call->items[0];
  /* JSON of an unknown value may be any text. */
  if (hcl_value_opaque(value) || value->kind == HCL_V_UNKNOWN)
    return NULL;
  const Text *text = hcl_value_json(call->arena, value);
  return text ? hcl_value_text(call->arena, text) : NULL;
}

/* Whether Terraform keeps all strings as they are. Recurses as deep as the JSON. */
static bool is_normal(const Node *node) {
  bool normal = node->kind != NODE_STRING || unicode_is_normal(node->str);
  for (size_t i = 0; normal && i < node->count; i++) {
    bool map = node->kind == NODE_MAP;
    normal = (!map || unicode_is_normal(node->members[i].key)) && is_normal(node_child(node, i));
  }
  return normal;
}

static HclValue *f_jsondecode(const HclArguments *call) {
  const HclValue *value = call->items[0];
  const Span all = {0, 0};
  Str s;
  if (value->kind == HCL_V_DOCUMENT && !value->sensitive)
    return hcl_value_of_node(call->arena, value->node);
  if (!hcl_known_at(call, 0, &s))
    return NULL;
  const Node *node = json_parse(call->arena, s, all);
  return node && is_normal(node) ? hcl_value_of_node(call->arena, node) : NULL;
}

/* ---- Base64 -------------------------------------------------------------- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static HclValue *f_base64encode(const HclArguments *call) {
  Str s = call->str[0];
  Buf buf = buf_in(call->arena);
  for (size_t i = 0; i < s.len; i += 3) {
    unsigned bits = 0;
    for (size_t k = 0; k < 3; k++)
      bits = bits << 8 | (i + k < s.len ? (unsigned char)s.ptr[i + k] : 0U);
    for (size_t k = 0; k < 4; k++)
      buf_add_char(&buf, i + k <= s.len ? digits[bits >> (18 - 6 * k) & 63] : '=');
  }
  return buf.failed ? NULL : hcl_value_literal(call->arena, buf_str(&buf));
}

/* With padding, and without line ends. */
static HclValue *f_base64decode(const HclArguments *call) {
  Str s = call->str[0];
  Buf buf = buf_in(call->arena);
  if (s.len % 4 != 0)
    return NULL;
  for (size_t i = 0; i < s.len; i += 4) {
    bool last = i + 4 == s.len;
    size_t padding = (last && s.ptr[i + 3] == '=') + (size_t)(last && s.ptr[i + 2] == '=');
    unsigned bits = 0;
    for (size_t k = 0; k < 4; k++) {
      size_t digit = str_find(str_of(digits), 0, s.ptr[i + k]);
      if (k < 4 - padding && digit == sizeof digits - 1)
        return NULL;
      bits = bits << 6 | (unsigned)(k < 4 - padding ? digit : 0);
    }
    for (size_t k = 0; k < 3 - padding; k++)
      buf_add_char(&buf, (char)(bits >> (16 - 8 * k) & 255));
  }
  Str text = buf_str(&buf);
  if (buf.failed || !utf8_valid(text.ptr, text.len, NULL) || !unicode_is_normal(text))
    return NULL;
  return hcl_value_literal(call->arena, text);
}

/* ---- Types --------------------------------------------------------------- */

/* tostring() and the like: the name says the type. */
static HclValue *f_convert(const HclArguments *call) {
  if (call->items[0]->kind == HCL_V_NULL)
    return call->items[0];
  return hcl_convert_to(call->arena, call->items[0], str_of(call->name + sizeof "to" - 1));
}

static HclValue *f_toset(const HclArguments *call) {
  return hcl_to_set(call->arena, call->items[0]);
}

/* ---- Secrets ------------------------------------------------------------- */

/* The hole has the position of the call as its name, because the text may hold the secret. */
static HclValue *f_sensitive(const HclArguments *call) {
  size_t open = call->eval->open;
  const HclValue *named = hcl_open_expression(call->eval, call->frame, call->expr);
  call->eval->open = open;
  return hcl_hide(call->eval, call->items[0], named->hole->name);
}

/* What a plan calls sensitive stays hidden all the same. */
static HclValue *f_nonsensitive(const HclArguments *call) {
  return call->items[0];
}

/* ---- The table ----------------------------------------------------------- */

const HclFunction hcl_encoding_functions[] = {
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
