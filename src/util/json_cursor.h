/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON cursor: a strict tokenizer of RFC 8259 that keeps no text.
 *
 * Bytes are fed in chunks of any size: a chunk may end inside a token, an
 * escape or a UTF-8 sequence. The cursor allocates nothing and does not
 * recurse. It accepts nothing that RFC 8259 does not, and refuses besides what
 * C strings and UTF-8 cannot hold: \u0000, lone surrogates, ill-formed UTF-8,
 * and nesting deeper than ALINT_MAX_DEPTH. Duplicate keys are not its business.
 *
 *   alint_json_cursor_init(&c, 0, false);
 *   alint_json_cursor_feed(&c, bytes, len, true);
 *   while ((event = alint_json_cursor_next(&c)) != ALINT_JSON_DONE) ...
 */
#ifndef ASSUMELINT_UTIL_JSON_CURSOR_H
#define ASSUMELINT_UTIL_JSON_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assumelint/limits.h"
#include "assumelint/source.h"
#include "assumelint/status.h"

enum alint_json_event {
  ALINT_JSON_MORE, /* the chunk is used up: feed the next one */
  ALINT_JSON_BEGIN_OBJECT,
  ALINT_JSON_END_OBJECT,
  ALINT_JSON_BEGIN_ARRAY,
  ALINT_JSON_END_ARRAY,
  ALINT_JSON_KEY,
  ALINT_JSON_STRING,
  ALINT_JSON_NUMBER,
  ALINT_JSON_TRUE,
  ALINT_JSON_FALSE,
  ALINT_JSON_NULL,
  ALINT_JSON_DONE,  /* the text is complete, and the last chunk was fed */
  ALINT_JSON_ERROR, /* see `status`, `error` and `error_offset`; it stays so */
};

struct alint_json_cursor {
  /* After an event: */
  struct alint_span token; /* in the file; of a string with its quotes, else the very bytes */
  bool escaped;            /* KEY, STRING: there is a backslash in it */
  unsigned depth;          /* containers that are open, the one just begun included */
  int status;              /* ERROR: ALINT_ESYNTAX or ALINT_ELIMIT */
  const char *error;       /* ERROR: what is wrong; holds nothing of the input */
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
  uint8_t is_object[(ALINT_MAX_DEPTH + 7) / 8];
};

/* `offset`: of the first byte in the file. `bom`: a byte order mark may lead. */
void alint_json_cursor_init(struct alint_json_cursor *cursor, size_t offset, bool bom);

/* The chunk before must have been used up. `bytes` must stay until
 * ALINT_JSON_MORE; `last`: nothing comes after it. */
void alint_json_cursor_feed(struct alint_json_cursor *cursor, const char *bytes, size_t len,
                            bool last);

enum alint_json_event alint_json_cursor_next(struct alint_json_cursor *cursor);

/* Passes over the rest of the innermost open container without giving its
 * events; everything is checked all the same. Gives the END event of that
 * container, MORE (feed, then skip again) or ERROR. */
enum alint_json_event alint_json_cursor_skip(struct alint_json_cursor *cursor);

/* File offset of the next byte the cursor will look at. */
size_t alint_json_cursor_offset(const struct alint_json_cursor *cursor);

/* After MORE: whether the chunk ended inside a token, which starts at
 * token.begin. */
bool alint_json_cursor_in_token(const struct alint_json_cursor *cursor);

/* Puts the cursor's error into `err` and returns its status. */
int alint_json_cursor_fail(const struct alint_json_cursor *cursor, struct alint_error *err);

/* Decodes the inside of a valid string (without its quotes) into `out`, which
 * has room for `len` bytes; gives the length. */
size_t alint_json_unescape(char *out, const char *bytes, size_t len);

#endif
