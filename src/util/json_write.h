/* SPDX-License-Identifier: Apache-2.0
 *
 * A streaming JSON writer: commas, indentation and escapes are its business,
 * the order of keys is the caller's.
 *
 *   json_object(&json);
 *   json_key(&json, "line");
 *   json_number(&json, 12);
 *   json_end(&json);
 */
#ifndef ASSUMELINT_UTIL_JSON_WRITE_H
#define ASSUMELINT_UTIL_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/out.h"
#include "assumelint/str.h"

enum { JSON_DEPTH = 32 };

typedef struct JsonWriter {
  Out *out;
  size_t depth;
  bool after_key;
  struct {
    char close;    /* '}' or ']' */
    bool one_line; /* this container and all in it */
    bool used;     /* something stands in it */
  } levels[JSON_DEPTH];
} JsonWriter;

JsonWriter json_writer(Out *out);

/* Containers; the `_inline` kind stands on one line. json_end closes the
 * innermost one. Nesting beyond JSON_DEPTH fails the output. */
void json_object(JsonWriter *json);
void json_array(JsonWriter *json);
void json_object_inline(JsonWriter *json);
void json_array_inline(JsonWriter *json);
void json_end(JsonWriter *json);

void json_key(JsonWriter *json, const char *name);
void json_key_str(JsonWriter *json, Str name);

void json_string(JsonWriter *json, const char *value); /* NULL writes null */
void json_str(JsonWriter *json, Str value);
void json_number(JsonWriter *json, size_t value);
void json_bool(JsonWriter *json, bool value);
void json_null(JsonWriter *json);

/* A key and its value; NULL, and a string without a ptr, write null. The last two open
 * a container. */
void add_string(JsonWriter *json, const char *key, const char *value);
void add_str(JsonWriter *json, const char *key, Str value);
void add_number(JsonWriter *json, const char *key, size_t value);
void add_bool(JsonWriter *json, const char *key, bool value);
void add_strings(JsonWriter *json, const char *key, const char *const *items, size_t count);
void add_object(JsonWriter *json, const char *key);
void add_array(JsonWriter *json, const char *key);

#endif
