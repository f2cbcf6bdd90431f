/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON cursor: one state for what may come next, one bit a level for what is
 * open. Each step looks at one byte, apart from runs inside strings.
 */
#include "util/json_cursor.h"

#include <string.h>

#include "util/hex.h"

enum state {
  EXPECT_TEXT, /* the very start, where a byte order mark may stand */
  BOM_SECOND,
  BOM_THIRD,
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END, /* after '[' */
  EXPECT_KEY,          /* after ',' in an object */
  EXPECT_KEY_OR_END,   /* after '{' */
  EXPECT_COLON,
  AFTER_VALUE,
  AFTER_TEXT,
  IN_STRING,
  IN_UTF8,
  ESCAPE,
  ESCAPE_HEX,
  LOW_BACKSLASH, /* after a high surrogate */
  LOW_U,
  IN_LITERAL,
  NUMBER_MINUS,
  NUMBER_ZERO,
  NUMBER_INTEGER,
  NUMBER_POINT,
  NUMBER_FRACTION,
  NUMBER_E,
  NUMBER_SIGN,
  NUMBER_EXPONENT,
  FAILED,
};

/* What a step gives when there is no event yet. */
#define GO_ON JSON_MORE

static const struct {
  const char *text;
  JsonEvent event;
} literals[] = {
    {"true", JSON_TRUE},
    {"false", JSON_FALSE},
    {"null", JSON_NULL},
};

void json_cursor_init(JsonCursor *c, size_t offset, bool bom) {
  memset(c, 0, sizeof *c);
  c->base = offset;
  c->state = bom ? EXPECT_TEXT : EXPECT_VALUE;
}

void json_cursor_feed(JsonCursor *c, const char *bytes, size_t len, bool last) {
  c->base += c->at;
  c->bytes = bytes;
  c->len = len;
  c->at = 0;
  c->last = last;
}

size_t json_cursor_offset(const JsonCursor *c) {
  return c->base + c->at;
}

bool json_cursor_in_token(const JsonCursor *c) {
  return c->state >= IN_STRING && c->state < FAILED;
}

int json_cursor_fail(const JsonCursor *c, Error *err) {
  return error_set_at(err, c->status, c->error_offset, "%s", c->error);
}

static JsonEvent fail_with(JsonCursor *c, int status, const char *text) {
  c->state = FAILED;
  c->status = status;
  c->error = text;
  c->error_offset = c->base + c->at;
  return JSON_ERROR;
}

static JsonEvent fail(JsonCursor *c, const char *text) {
  return fail_with(c, ERR_SYNTAX, text);
}

static bool in_object(const JsonCursor *c) {
  unsigned level = c->depth - 1;
  return (c->is_object[level / 8] >> (level % 8) & 1) != 0;
}

/* A token ends before (or, with `including`, with) the current byte. */
static JsonEvent token_done(JsonCursor *c, bool including, JsonEvent event) {
  if (including)
    c->at++;
  c->token.end = c->base + c->at;
  return event;
}

static void value_done(JsonCursor *c) {
  c->state = c->depth > 0 ? AFTER_VALUE : AFTER_TEXT;
}

static JsonEvent open_container(JsonCursor *c, bool object) {
  if (c->depth >= MAX_DEPTH)
    return fail_with(c, ERR_LIMIT, "the JSON is nested too deeply");
  unsigned level = c->depth++;
  uint8_t bit = (uint8_t)(1U << (level % 8));
  if (object)
    c->is_object[level / 8] |= bit;
  else
    c->is_object[level / 8] &= (uint8_t)~bit;
  c->state = object ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
  c->token.begin = c->base + c->at;
  return token_done(c, true, object ? JSON_BEGIN_OBJECT : JSON_BEGIN_ARRAY);
}

static JsonEvent close_container(JsonCursor *c) {
  bool object = in_object(c);
  c->depth--;
  value_done(c);
  c->token.begin = c->base + c->at;
  return token_done(c, true, object ? JSON_END_OBJECT : JSON_END_ARRAY);
}

static JsonEvent begin_token(JsonCursor *c, enum state state) {
  c->token.begin = c->base + c->at;
  c->escaped = false;
  c->state = (uint8_t)state;
  c->at++;
  return GO_ON;
}

static JsonEvent begin_value(JsonCursor *c, unsigned char byte) {
  switch (byte) {
  case '{':
    return open_container(c, true);
  case '[':
    return open_container(c, false);
  case '"':
    c->is_key = false;
    return begin_token(c, IN_STRING);
  case '-':
    return begin_token(c, NUMBER_MINUS);
  case '0':
    return begin_token(c, NUMBER_ZERO);
  default:
    break;
  }
  if (byte >= '1' && byte <= '9')
    return begin_token(c, NUMBER_INTEGER);
  for (uint8_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
    if (byte == (unsigned char)literals[i].text[0]) {
      c->literal = i;
      c->literal_at = 1;
      return begin_token(c, IN_LITERAL);
    }
  }
  return fail(c, "invalid JSON: expected a value");
}

static JsonEvent begin_key(JsonCursor *c, unsigned char byte) {
  if (byte != '"')
    return fail(c, c->state == EXPECT_KEY ? "invalid JSON: expected a key in quotes after ','"
                                          : "invalid JSON: expected a key in quotes or '}'");
  c->is_key = true;
  return begin_token(c, IN_STRING);
}

static JsonEvent after_value(JsonCursor *c, unsigned char byte) {
  bool object = in_object(c);
  if (byte == ',') {
    c->at++;
    c->state = object ? EXPECT_KEY : EXPECT_VALUE;
    return GO_ON;
  }
  if (byte == (object ? '}' : ']'))
    return close_container(c);
  return fail(c, object ? "invalid JSON: expected ',' or '}' after a member"
                        : "invalid JSON: expected ',' or ']' after an element");
}

/* States between tokens. */
static JsonEvent step_between(JsonCursor *c, unsigned char byte) {
  if (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') {
    if (c->state == EXPECT_TEXT)
      c->state = EXPECT_VALUE;
    c->at++;
    return GO_ON;
  }
  switch (c->state) {
  case EXPECT_TEXT:
    if (byte == 0xEF) {
      c->state = BOM_SECOND;
      c->at++;
      return GO_ON;
    }
    return begin_value(c, byte);
  case EXPECT_VALUE_OR_END:
    return byte == ']' ? close_container(c) : begin_value(c, byte);
  case EXPECT_KEY_OR_END:
    return byte == '}' ? close_container(c) : begin_key(c, byte);
  case EXPECT_KEY:
    return begin_key(c, byte);
  case EXPECT_COLON:
    if (byte != ':')
      return fail(c, "invalid JSON: expected ':' after a key");
    c->state = EXPECT_VALUE;
    c->at++;
    return GO_ON;
  case AFTER_VALUE:
    return after_value(c, byte);
  case AFTER_TEXT:
    return fail(c, "invalid JSON: there is more after the end of the value");
  default:
    return begin_value(c, byte);
  }
}

/* The range of a UTF-8 sequence's second byte rules out overlong forms,
 * surrogates and what lies above U+10FFFF (Unicode, table 3-7). */
static JsonEvent begin_utf8(JsonCursor *c, unsigned char lead) {
  c->utf8_min = 0x80;
  c->utf8_max = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    c->utf8_left = 1;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    c->utf8_left = 2;
    c->utf8_min = lead == 0xE0 ? 0xA0 : 0x80;
    c->utf8_max = lead == 0xED ? 0x9F : 0xBF;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    c->utf8_left = 3;
    c->utf8_min = lead == 0xF0 ? 0x90 : 0x80;
    c->utf8_max = lead == 0xF4 ? 0x8F : 0xBF;
  } else {
    return fail(c, "invalid UTF-8 in a string");
  }
  c->state = IN_UTF8;
  c->at++;
  return GO_ON;
}

static JsonEvent step_utf8(JsonCursor *c, unsigned char byte) {
  if (byte < c->utf8_min || byte > c->utf8_max)
    return fail(c, "invalid UTF-8 in a string");
  c->utf8_min = 0x80;
  c->utf8_max = 0xBF;
  if (--c->utf8_left == 0)
    c->state = IN_STRING;
  c->at++;
  return GO_ON;
}

static JsonEvent step_string(JsonCursor *c) {
  const unsigned char *p = (const unsigned char *)c->bytes;
  size_t at = c->at;
  while (at < c->len && p[at] >= 0x20 && p[at] < 0x80 && p[at] != '"' && p[at] != '\\')
    at++;
  c->at = at;
  if (at == c->len)
    return GO_ON;
  if (p[at] == '"') {
    if (c->is_key)
      c->state = EXPECT_COLON;
    else
      value_done(c);
    return token_done(c, true, c->is_key ? JSON_KEY : JSON_STRING);
  }
  if (p[at] == '\\') {
    c->escaped = true;
    c->state = ESCAPE;
    c->at++;
    return GO_ON;
  }
  if (p[at] < 0x20)
    return fail(c, "invalid JSON: a raw control character in a string");
  return begin_utf8(c, p[at]);
}

static JsonEvent begin_hex(JsonCursor *c) {
  c->hex = 0;
  c->hex_left = 4;
  c->state = ESCAPE_HEX;
  c->at++;
  return GO_ON;
}

static JsonEvent step_hex(JsonCursor *c, unsigned char byte) {
  int digit = hex_value((char)byte);
  if (digit < 0)
    return fail(c, "invalid JSON: expected four hexadecimal digits after \\u");
  c->hex = (uint16_t)(c->hex << 4 | digit);
  if (--c->hex_left == 0) {
    bool low = c->hex >= 0xDC00 && c->hex <= 0xDFFF;
    if (low != c->low_surrogate)
      return fail(c, "invalid JSON: half of a surrogate pair in a string");
    if (c->hex == 0)
      return fail(c, "\\u0000 in a string: no value of ours can hold it");
    c->low_surrogate = c->hex >= 0xD800 && c->hex <= 0xDBFF;
    c->state = c->low_surrogate ? LOW_BACKSLASH : IN_STRING;
  }
  c->at++;
  return GO_ON;
}

static JsonEvent step_escape(JsonCursor *c, unsigned char byte) {
  if (byte == 'u')
    return begin_hex(c);
  if (byte == 0 || !strchr("\"\\/bfnrt", byte))
    return fail(c, "invalid JSON: an unknown escape in a string");
  c->state = IN_STRING;
  c->at++;
  return GO_ON;
}

/* The escape that must follow a high surrogate. */
static JsonEvent step_low(JsonCursor *c, unsigned char byte) {
  if (byte != (c->state == LOW_U ? 'u' : '\\'))
    return fail(c, "invalid JSON: half of a surrogate pair in a string");
  if (c->state == LOW_U)
    return begin_hex(c);
  c->state = LOW_U;
  c->at++;
  return GO_ON;
}

static JsonEvent step_literal(JsonCursor *c, unsigned char byte) {
  const char *text = literals[c->literal].text;
  if (byte != (unsigned char)text[c->literal_at])
    return fail(c, "invalid JSON: expected a value");
  if (text[++c->literal_at] == '\0') {
    value_done(c);
    return token_done(c, true, literals[c->literal].event);
  }
  c->at++;
  return GO_ON;
}

/* Whether a number may end in this state. */
static bool number_is_whole(enum state state) {
  return state == NUMBER_ZERO || state == NUMBER_INTEGER || state == NUMBER_FRACTION ||
         state == NUMBER_EXPONENT;
}

/* The state after one more byte of a number; FAILED when it cannot go on. */
static enum state next_in_number(enum state state, unsigned char byte) {
  bool digit = byte >= '0' && byte <= '9', e = byte == 'e' || byte == 'E';
  switch (state) {
  case NUMBER_MINUS:
    return byte == '0' ? NUMBER_ZERO : digit ? NUMBER_INTEGER : FAILED;
  case NUMBER_ZERO:
    return byte == '.' ? NUMBER_POINT : e ? NUMBER_E : FAILED;
  case NUMBER_INTEGER:
    return digit ? NUMBER_INTEGER : byte == '.' ? NUMBER_POINT : e ? NUMBER_E : FAILED;
  case NUMBER_POINT:
    return digit ? NUMBER_FRACTION : FAILED;
  case NUMBER_FRACTION:
    return digit ? NUMBER_FRACTION : e ? NUMBER_E : FAILED;
  case NUMBER_E:
    return digit ? NUMBER_EXPONENT : byte == '+' || byte == '-' ? NUMBER_SIGN : FAILED;
  case NUMBER_SIGN:
  case NUMBER_EXPONENT:
    return digit ? NUMBER_EXPONENT : FAILED;
  default:
    return FAILED;
  }
}

static JsonEvent step_number(JsonCursor *c, unsigned char byte) {
  enum state next = next_in_number((enum state)c->state, byte);
  if (next != FAILED) {
    c->state = (uint8_t)next;
    c->at++;
    return GO_ON;
  }
  if (!number_is_whole((enum state)c->state))
    return fail(c, "invalid JSON: an unfinished number");
  if (byte >= '0' && byte <= '9')
    return fail(c, "invalid JSON: a number with a leading zero");
  value_done(c);
  return token_done(c, false, JSON_NUMBER);
}

static JsonEvent step_bom(JsonCursor *c, unsigned char byte) {
  if (byte != (c->state == BOM_SECOND ? 0xBB : 0xBF))
    return fail(c, "invalid JSON: expected a value");
  c->state = c->state == BOM_SECOND ? BOM_THIRD : EXPECT_VALUE;
  c->at++;
  return GO_ON;
}

static JsonEvent step(JsonCursor *c) {
  unsigned char byte = (unsigned char)c->bytes[c->at];
  switch (c->state) {
  case BOM_SECOND:
  case BOM_THIRD:
    return step_bom(c, byte);
  case IN_STRING:
    return step_string(c);
  case IN_UTF8:
    return step_utf8(c, byte);
  case ESCAPE:
    return step_escape(c, byte);
  case ESCAPE_HEX:
    return step_hex(c, byte);
  case LOW_BACKSLASH:
  case LOW_U:
    return step_low(c, byte);
  case IN_LITERAL:
    return step_literal(c, byte);
  case FAILED:
    return JSON_ERROR;
  default:
    return c->state >= NUMBER_MINUS ? step_number(c, byte) : step_between(c, byte);
  }
}

static JsonEvent at_end(JsonCursor *c) {
  if (c->state == FAILED)
    return JSON_ERROR;
  if (!c->last)
    return JSON_MORE;
  if (c->state == AFTER_TEXT)
    return JSON_DONE;
  if (number_is_whole((enum state)c->state)) {
    value_done(c);
    return token_done(c, false, JSON_NUMBER);
  }
  return fail(c, "invalid JSON: the text ends too early");
}

JsonEvent json_cursor_next(JsonCursor *c) {
  while (c->at < c->len) {
    JsonEvent event = step(c);
    if (event != GO_ON)
      return event;
  }
  return at_end(c);
}

JsonEvent json_cursor_skip(JsonCursor *c) {
  if (c->skip_depth == 0)
    c->skip_depth = c->depth;
  for (;;) {
    JsonEvent event = json_cursor_next(c);
    if (event == JSON_MORE)
      return event;
    if (event == JSON_ERROR || event == JSON_DONE || c->depth < c->skip_depth) {
      c->skip_depth = 0;
      return event;
    }
  }
}
