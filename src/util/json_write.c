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

#include "assumelint/utf8.h"

JsonWriter json_writer(Out *out) {
  return (JsonWriter){.out = out};
}

static void new_line(JsonWriter *json) {
  out_n(json->out, "\n", 1);
  out_fill(json->out, ' ', json->depth * 2);
}

/* What must stand before the next value or key. */
static void separate(JsonWriter *json) {
  if (json->after_key) {
    json->after_key = false;
    return;
  }
  if (json->depth == 0)
    return;
  bool one_line = json->levels[json->depth - 1].one_line;
  if (json->levels[json->depth - 1].used)
    out_text(json->out, one_line ? ", " : ",");
  json->levels[json->depth - 1].used = true;
  if (!one_line)
    new_line(json);
}

static void open_level(JsonWriter *json, char open, char close, bool one_line) {
  separate(json);
  if (json->depth == JSON_DEPTH) {
    json->out->failed = true;
    return;
  }
  bool outer = json->depth > 0 && json->levels[json->depth - 1].one_line;
  out_n(json->out, &open, 1);
  json->levels[json->depth].close = close;
  json->levels[json->depth].one_line = one_line || outer;
  json->levels[json->depth].used = false;
  json->depth++;
}

void json_object(JsonWriter *json) {
  open_level(json, '{', '}', false);
}

void json_array(JsonWriter *json) {
  open_level(json, '[', ']', false);
}

void json_object_inline(JsonWriter *json) {
  open_level(json, '{', '}', true);
}

void json_array_inline(JsonWriter *json) {
  open_level(json, '[', ']', true);
}

void json_end(JsonWriter *json) {
  if (json->depth == 0) {
    json->out->failed = true;
    return;
  }
  json->depth--;
  if (json->levels[json->depth].used && !json->levels[json->depth].one_line)
    new_line(json);
  out_n(json->out, &json->levels[json->depth].close, 1);
}

static void escape(Out *out, unsigned char c) {
  static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                 ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
  char text[8];
  if (c < sizeof letters && letters[c])
    snprintf(text, sizeof text, "\\%c", letters[c]);
  else
    snprintf(text, sizeof text, "\\u%04X", c);
  out_text(out, text);
}

static bool must_escape(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

/* Writes a stretch of valid UTF-8. */
static void write_valid(Out *out, const char *bytes, size_t len) {
  size_t begin = 0;
  for (size_t i = 0; i < len; i++) {
    if (!must_escape((unsigned char)bytes[i]))
      continue;
    out_n(out, bytes + begin, i - begin);
    escape(out, (unsigned char)bytes[i]);
    begin = i + 1;
  }
  out_n(out, bytes + begin, len - begin);
}

static void write_string(Out *out, Str s) {
  out_n(out, "\"", 1);
  while (s.len > 0) {
    size_t bad = s.len;
    bool valid = utf8_valid(s.ptr, s.len, &bad);
    write_valid(out, s.ptr, valid ? s.len : bad);
    if (valid)
      break;
    out_text(out, "\xEF\xBF\xBD");
    s = str_slice(s, bad + 1, s.len);
  }
  out_n(out, "\"", 1);
}

void json_key_str(JsonWriter *json, Str name) {
  separate(json);
  write_string(json->out, name);
  out_text(json->out, ": ");
  json->after_key = true;
}

void json_key(JsonWriter *json, const char *name) {
  json_key_str(json, str_of(name));
}

void json_str(JsonWriter *json, Str value) {
  separate(json);
  write_string(json->out, value);
}

void json_string(JsonWriter *json, const char *value) {
  if (value)
    json_str(json, str_of(value));
  else
    json_null(json);
}

void json_number(JsonWriter *json, size_t value) {
  separate(json);
  out_size(json->out, value);
}

void json_bool(JsonWriter *json, bool value) {
  separate(json);
  out_text(json->out, value ? "true" : "false");
}

void json_null(JsonWriter *json) {
  separate(json);
  out_text(json->out, "null");
}

/* ---- Members ------------------------------------------------------------- */

void add_string(JsonWriter *json, const char *key, const char *value) {
  json_key(json, key);
  json_string(json, value);
}

void add_str(JsonWriter *json, const char *key, Str value) {
  json_key(json, key);
  if (value.ptr)
    json_str(json, value);
  else
    json_null(json);
}

void add_number(JsonWriter *json, const char *key, size_t value) {
  json_key(json, key);
  json_number(json, value);
}

void add_bool(JsonWriter *json, const char *key, bool value) {
  json_key(json, key);
  json_bool(json, value);
}

void add_strings(JsonWriter *json, const char *key, const char *const *items, size_t count) {
  json_key(json, key);
  json_array_inline(json);
  for (size_t i = 0; i < count; i++)
    json_string(json, items[i]);
  json_end(json);
}

void add_object(JsonWriter *json, const char *key) {
  json_key(json, key);
  json_object(json);
}

void add_array(JsonWriter *json, const char *key) {
  json_key(json, key);
  json_array(json);
}
