/* SPDX-License-Identifier: Apache-2.0
 *
 * A streaming JSON writer. It does commas, indentation and escapes; the caller
 * decides the order of keys.
 *
 *   json_object(&json, NULL);
 *   json_number(&json, "line", 12);
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
    bool used;     /* it is not empty */
  } levels[JSON_DEPTH];
} JsonWriter;

JsonWriter json_writer(Out *out);

/* `key` makes what is written a member of the open object. It is NULL in an array, at the
 * top, and after json_key. */

/* These open a container; the `_inline` kind stands on one line. json_end closes the
 * innermost one. Nesting beyond JSON_DEPTH fails the output. */
void json_object(JsonWriter *json, const char *key);
void json_array(JsonWriter *json, const char *key);
void json_object_inline(JsonWriter *json, const char *key);
void json_array_inline(JsonWriter *json, const char *key);
void json_end(JsonWriter *json);
/* Closes what is open, and ends the line. */
void json_finish(JsonWriter *json);

/* Values: NULL, and a Str whose ptr is NULL, become null. */
void json_string(JsonWriter *json, const char *key, const char *value);
void json_str(JsonWriter *json, const char *key, Str value);
void json_number(JsonWriter *json, const char *key, size_t value);
void json_bool(JsonWriter *json, const char *key, bool value);
void json_null(JsonWriter *json, const char *key);
void json_strings(JsonWriter *json, const char *key, const char *const *items, size_t count);

/* A key that is no literal; its value follows. */
void json_key(JsonWriter *json, Str name);

#endif
