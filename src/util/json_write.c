/* SPDX-License-Identifier: Apache-2.0
 *
 * The streaming JSON writer.
 *
 * Strings come out as RFC 8259 wants them: quote, backslash and control
 * characters escaped, everything else as it is. Bytes that are no UTF-8 (file
 * names may hold them) become U+FFFD, so that the output is always valid.
 */
#include "util/json_write.h"

#include <stdio.h>

struct alint_json alint_json(struct alint_out *out) {
  return (struct alint_json){.out = out};
}

static void new_line(struct alint_json *json) {
  alint_out_n(json->out, "\n", 1);
  alint_out_fill(json->out, ' ', json->depth * 2);
}

/* What must stand before the next value or key. */
static void separate(struct alint_json *json) {
  if (json->after_key) {
    json->after_key = false;
    return;
  }
  if (json->depth == 0)
    return;
  bool one_line = json->levels[json->depth - 1].one_line;
  if (json->levels[json->depth - 1].used)
    alint_out_text(json->out, one_line ? ", " : ",");
  json->levels[json->depth - 1].used = true;
  if (!one_line)
    new_line(json);
}

static void open_level(struct alint_json *json, char open, char close, bool one_line) {
  separate(json);
  if (json->depth == ALINT_JSON_DEPTH) {
    json->out->failed = true;
    return;
  }
  bool outer = json->depth > 0 && json->levels[json->depth - 1].one_line;
  alint_out_n(json->out, &open, 1);
  json->levels[json->depth].close = close;
  json->levels[json->depth].one_line = one_line || outer;
  json->levels[json->depth].used = false;
  json->depth++;
}

void alint_json_object(struct alint_json *json) {
  open_level(json, '{', '}', false);
}

void alint_json_array(struct alint_json *json) {
  open_level(json, '[', ']', false);
}

void alint_json_object_inline(struct alint_json *json) {
  open_level(json, '{', '}', true);
}

void alint_json_array_inline(struct alint_json *json) {
  open_level(json, '[', ']', true);
}

void alint_json_end(struct alint_json *json) {
  if (json->depth == 0) {
    json->out->failed = true;
    return;
  }
  json->depth--;
  if (json->levels[json->depth].used && !json->levels[json->depth].one_line)
    new_line(json);
  alint_out_n(json->out, &json->levels[json->depth].close, 1);
}

static void escape(struct alint_out *out, unsigned char c) {
  static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                 ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
  char text[8];
  if (c < sizeof letters && letters[c])
    snprintf(text, sizeof text, "\\%c", letters[c]);
  else
    snprintf(text, sizeof text, "\\u%04X", c);
  alint_out_text(out, text);
}

static bool must_escape(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

/* Writes a stretch of valid UTF-8. */
static void write_valid(struct alint_out *out, const char *bytes, size_t len) {
  size_t begin = 0;
  for (size_t i = 0; i < len; i++) {
    if (!must_escape((unsigned char)bytes[i]))
      continue;
    alint_out_n(out, bytes + begin, i - begin);
    escape(out, (unsigned char)bytes[i]);
    begin = i + 1;
  }
  alint_out_n(out, bytes + begin, len - begin);
}

static void write_string(struct alint_out *out, struct alint_str s) {
  alint_out_n(out, "\"", 1);
  while (s.len > 0) {
    size_t bad = s.len;
    bool valid = alint_utf8_valid(s.ptr, s.len, &bad);
    write_valid(out, s.ptr, valid ? s.len : bad);
    if (valid)
      break;
    alint_out_text(out, "\xEF\xBF\xBD");
    s = alint_str_slice(s, bad + 1, s.len);
  }
  alint_out_n(out, "\"", 1);
}

void alint_json_key_str(struct alint_json *json, struct alint_str name) {
  separate(json);
  write_string(json->out, name);
  alint_out_text(json->out, ": ");
  json->after_key = true;
}

void alint_json_key(struct alint_json *json, const char *name) {
  alint_json_key_str(json, alint_str(name));
}

void alint_json_str(struct alint_json *json, struct alint_str value) {
  separate(json);
  write_string(json->out, value);
}

void alint_json_string(struct alint_json *json, const char *value) {
  if (value)
    alint_json_str(json, alint_str(value));
  else
    alint_json_null(json);
}

void alint_json_number(struct alint_json *json, size_t value) {
  separate(json);
  alint_out_size(json->out, value);
}

void alint_json_bool(struct alint_json *json, bool value) {
  separate(json);
  alint_out_text(json->out, value ? "true" : "false");
}

void alint_json_null(struct alint_json *json) {
  separate(json);
  alint_out_text(json->out, "null");
}

/* ---- Members ------------------------------------------------------------- */

void alint_add_string(struct alint_json *json, const char *key, const char *value) {
  alint_json_key(json, key);
  alint_json_string(json, value);
}

void alint_add_str(struct alint_json *json, const char *key, struct alint_str value) {
  alint_json_key(json, key);
  if (value.ptr)
    alint_json_str(json, value);
  else
    alint_json_null(json);
}

void alint_add_number(struct alint_json *json, const char *key, size_t value) {
  alint_json_key(json, key);
  alint_json_number(json, value);
}

void alint_add_bool(struct alint_json *json, const char *key, bool value) {
  alint_json_key(json, key);
  alint_json_bool(json, value);
}

void alint_add_strings(struct alint_json *json, const char *key, const char *const *items,
                       size_t count) {
  alint_json_key(json, key);
  alint_json_array_inline(json);
  for (size_t i = 0; i < count; i++)
    alint_json_string(json, items[i]);
  alint_json_end(json);
}

void alint_add_object(struct alint_json *json, const char *key) {
  alint_json_key(json, key);
  alint_json_object(json);
}

void alint_add_array(struct alint_json *json, const char *key) {
  alint_json_key(json, key);
  alint_json_array(json);
}
