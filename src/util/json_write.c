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

void json_key(JsonWriter *json, Str name) {
  separate(json);
  write_string(json->out, name);
  out_text(json->out, ": ");
  json->after_key = true;
}

static void begin_value(JsonWriter *json, const char *key) {
  if (key)
    json_key(json, str_of(key));
  separate(json);
}

/* ---- Containers ---------------------------------------------------------- */

static void open_level(JsonWriter *json, const char *key, const char *brackets, bool one_line) {
  begin_value(json, key);
  if (json->depth == JSON_DEPTH) {
    json->out->failed = true;
    return;
  }
  bool outer = json->depth > 0 && json->levels[json->depth - 1].one_line;
  out_n(json->out, &brackets[0], 1);
  json->levels[json->depth].close = brackets[1];
  json->levels[json->depth].one_line = one_line || outer;
  json->levels[json->depth].used = false;
  json->depth++;
}

void json_object(JsonWriter *json, const char *key) {
  open_level(json, key, "{}", false);
}

void json_array(JsonWriter *json, const char *key) {
  open_level(json, key, "[]", false);
}

void json_object_inline(JsonWriter *json, const char *key) {
  open_level(json, key, "{}", true);
}

void json_array_inline(JsonWriter *json, const char *key) {
  open_level(json, key, "[]", true);
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

void json_finish(JsonWriter *json) {
  while (json->depth > 0)
    json_end(json);
  out_text(json->out, "\n");
}

/* ---- Values -------------------------------------------------------------- */

void json_null(JsonWriter *json, const char *key) {
  begin_value(json, key);
  out_text(json->out, "null");
}

void json_str(JsonWriter *json, const char *key, Str value) {
  if (!value.ptr) {
    json_null(json, key);
    return;
  }
  begin_value(json, key);
  write_string(json->out, value);
}

void json_string(JsonWriter *json, const char *key, const char *value) {
  json_str(json, key, str_of(value));
}

void json_number(JsonWriter *json, const char *key, size_t value) {
  begin_value(json, key);
  out_size(json->out, value);
}

void json_bool(JsonWriter *json, const char *key, bool value) {
  begin_value(json, key);
  out_text(json->out, value ? "true" : "false");
}

void json_strings(JsonWriter *json, const char *key, const char *const *items, size_t count) {
  json_array_inline(json, key);
  for (size_t i = 0; i < count; i++)
    json_string(json, NULL, items[i]);
  json_end(json);
}
