/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON cursor: a strict tokenizer of RFC 8259 that keeps no text.
 *
 * Bytes are fed in chunks of any size: a chunk may end inside a token, an
 * escape or a UTF-8 sequence. The cursor allocates nothing and does not
 * recurse. It accepts nothing that RFC 8259 does not, and refuses besides what
 * C strings and UTF-8 cannot hold: \u0000, lone surrogates, ill-formed UTF-8,
 * and nesting deeper than MAX_DEPTH. Duplicate keys are not its business.
 *
 *   json_cursor_init(&c, 0, false);
 *   json_cursor_feed(&c, bytes, len, true);
 *   while ((event = json_cursor_next(&c)) != JSON_DONE) ...
 */
#ifndef ASSUMELINT_UTIL_JSON_CURSOR_H
#define ASSUMELINT_UTIL_JSON_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assumelint/limits.h"
#include "assumelint/source.h"
#include "assumelint/status.h"

typedef enum {
  JSON_MORE, /* the chunk is used up: feed the next one */
  JSON_BEGIN_OBJECT,
  JSON_END_OBJECT,
  JSON_BEGIN_ARRAY,
  JSON_END_ARRAY,
  JSON_KEY,
  JSON_STRING,
  JSON_NUMBER,
  JSON_TRUE,
  JSON_FALSE,
  JSON_NULL,
  JSON_DONE,  /* the text is complete, and the last chunk was fed */
  JSON_ERROR, /* see `status`, `error` and `error_offset`; it stays so */
} JsonEvent;

typedef struct JsonCursor {
  /* After an event: */
  Span token;        /* in the file; of a string with its quotes, else the very bytes */
  bool escaped;      /* KEY, STRING: there is a backslash in it */
  unsigned depth;    /* containers that are open, the one just begun included */
  int status;        /* ERROR: ERR_SYNTAX or ERR_LIMIT */
  const char *error; /* ERROR: what is wrong; holds nothing of the input */
  size_t error_offset;
  /* Private: */
  const char *bytes;
  size_t len, at;
  size_t base; /* file offset of bytes[0] */
  bool last;
  uint8_t state;
  bool is_key;
  uint8_t literal, literal_at;           /* which of true, false, null, and how far */
  uint8_t utf8_left, utf8_min, utf8_max; /* bytes to come; range of the next one */
  uint8_t hex_left;
  uint16_t hex;
  bool low_surrogate;  /* the escape being read must be one */
  unsigned skip_depth; /* a skip is under way: depth at which it ends */
  uint8_t is_object[(MAX_DEPTH + 7) / 8];
} JsonCursor;

/* `offset`: of the first byte in the file. `bom`: a byte order mark may lead. */
void json_cursor_init(JsonCursor *cursor, size_t offset, bool bom);

/* The chunk before must have been used up. `bytes` must stay until
 * JSON_MORE; `last`: nothing comes after it. */
void json_cursor_feed(JsonCursor *cursor, const char *bytes, size_t len, bool last);

JsonEvent json_cursor_next(JsonCursor *cursor);

/* Passes over the rest of the innermost open container without giving its
 * events; everything is checked all the same. Gives the END event of that
 * container, MORE (feed, then skip again) or ERROR. */
JsonEvent json_cursor_skip(JsonCursor *cursor);

/* File offset of the next byte the cursor will look at. */
size_t json_cursor_offset(const JsonCursor *cursor);

/* After MORE: whether the chunk ended inside a token, which starts at
 * token.begin. */
bool json_cursor_in_token(const JsonCursor *cursor);

/* Puts the cursor's error into `err` and returns its status. */
int json_cursor_fail(const JsonCursor *cursor, Error *err);

/* Decodes the inside of a valid string (without its quotes) into `out`, which
 * has room for `len` bytes; gives the length. */
size_t json_unescape(char *out, const char *bytes, size_t len);

#endif
