/* SPDX-License-Identifier: Apache-2.0
 *
 * A streaming JSON writer: commas, indentation and escapes are its business,
 * the order of keys is the caller's.
 *
 *   alint_json_object(&json);
 *   alint_json_key(&json, "line");
 *   alint_json_number(&json, 12);
 *   alint_json_end(&json);
 */
#ifndef ALINT_UTIL_JSON_WRITE_H
#define ALINT_UTIL_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/out.h"
#include "assumelint/str.h"

enum { ALINT_JSON_DEPTH = 32 };

struct alint_json {
  struct alint_out *out;
  size_t depth;
  bool after_key;
  struct {
    char close;    /* '}' or ']' */
    bool one_line; /* this container and all in it */
    bool used;     /* something stands in it */
  } levels[ALINT_JSON_DEPTH];
};

struct alint_json alint_json(struct alint_out *out);

/* Containers; the `_inline` kind stands on one line. alint_json_end closes the
 * innermost one. Nesting beyond ALINT_JSON_DEPTH fails the output. */
void alint_json_object(struct alint_json *json);
void alint_json_array(struct alint_json *json);
void alint_json_object_inline(struct alint_json *json);
void alint_json_array_inline(struct alint_json *json);
void alint_json_end(struct alint_json *json);

void alint_json_key(struct alint_json *json, const char *name);
void alint_json_key_str(struct alint_json *json, struct alint_str name);

void alint_json_string(struct alint_json *json, const char *value); /* NULL writes null */
void alint_json_str(struct alint_json *json, struct alint_str value);
void alint_json_number(struct alint_json *json, size_t value);
void alint_json_bool(struct alint_json *json, bool value);
void alint_json_null(struct alint_json *json);

/* A key and its value; NULL, and a string without a ptr, write null. The last two open
 * a container. */
void alint_add_string(struct alint_json *json, const char *key, const char *value);
void alint_add_str(struct alint_json *json, const char *key, struct alint_str value);
void alint_add_number(struct alint_json *json, const char *key, size_t value);
void alint_add_bool(struct alint_json *json, const char *key, bool value);
void alint_add_strings(struct alint_json *json, const char *key, const char *const *items,
                       size_t count);
void alint_add_object(struct alint_json *json, const char *key);
void alint_add_array(struct alint_json *json, const char *key);

#endif
