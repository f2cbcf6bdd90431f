/* SPDX-License-Identifier: Apache-2.0
 *
 * The JSON reader: from bytes to a document tree.
 *
 * The cursor decides what is JSON and gives the spans. cJSON parses a NUL-terminated
 * copy. Then both are walked in lock step, the n-th member with the n-th child, and must
 * agree on kinds, keys and strings. So nothing that cJSON accepts beyond RFC 8259, or
 * reads in its own way, reaches the tree.
 */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/offsets.h"
#include "assumelint/readers.h"
#include "util/json_cursor.h"

/* cJSON 1.7 looks at no more than 63 bytes of a number. */
enum { MAX_CJSON_NUMBER = 60 };

/* A container that is open. */
struct level {
  Node *node;
  const cJSON *next; /* the child that comes next */
  size_t filled;     /* children that are done */
};

struct reader {
  Arena *arena;
  const char *text;
  size_t len;
  size_t offset; /* of `text` in the file */
  /* JSON in a string: its span, and the offsets of its bytes where these are known. */
  const Span *whole;
  const Offsets *offsets;
  const Offsets *file; /* the offsets of strings of a file; may be NULL */
  Error *err;
  char *copy;  /* of the text, for cJSON */
  cJSON *tree; /* what cJSON made of it */
  JsonCursor cursor;
  int status; /* of the walk: the first disagreement sticks */
  Node *root;
  struct level levels[MAX_DEPTH];
  size_t level_count;
};

static JsonEvent start(const struct reader *r, JsonCursor *cursor, const char *bytes) {
  json_cursor_init(cursor, r->offset, !r->whole && r->offset == 0);
  json_cursor_feed(cursor, bytes, r->len, true);
  return json_cursor_next(cursor);
}

static Span span_of(const struct reader *r, Span token) {
  return r->whole ? offsets_span(r->offsets, *r->whole, token.begin, token.end) : token;
}

/* ---- First pass: is it JSON, and how large? ------------------------------ */

static int fail_cursor(const struct reader *r, const JsonCursor *cursor) {
  if (!r->whole)
    return json_cursor_fail(cursor, r->err);
  Span at = {cursor->error_offset, cursor->error_offset};
  return error_set_at(r->err, cursor->status, span_of(r, at).begin, "%s, at byte %zu of the string",
                      cursor->error, cursor->error_offset);
}

/* Numbers too long for cJSON are blanked in the copy; their text comes from the original. */
static int check(struct reader *r) {
  JsonCursor cursor;
  size_t nodes = 0;
  JsonEvent event = start(r, &cursor, r->copy);
  for (; event != JSON_DONE; event = json_cursor_next(&cursor)) {
    if (event == JSON_ERROR)
      return fail_cursor(r, &cursor);
    size_t begin = cursor.token.begin - r->offset, size = cursor.token.end - cursor.token.begin;
    if (event == JSON_NUMBER && size > MAX_CJSON_NUMBER) {
      memset(r->copy + begin, ' ', size);
      r->copy[begin] = '0';
    }
    if (event != JSON_KEY && ++nodes > MAX_NODES)
      return error_set_at(r->err, ERR_LIMIT, span_of(r, cursor.token).begin,
                          "the JSON has more than %zu values", MAX_NODES);
  }
  return OK;
}

/* ---- Second pass: the original and cJSON's tree in lock step ------------- */

static void disagree(struct reader *r) {
  r->status = error_set_at(r->err, ERR_INTERNAL, span_of(r, r->cursor.token).begin,
                           "the two JSON readers disagree");
}

/* The token as written. */
static Str token_text(const struct reader *r) {
  return str_slice(str_n(r->text, r->len), r->cursor.token.begin - r->offset,
                   r->cursor.token.end - r->offset);
}

/* The decoded text of a key or string, which must be what cJSON made of it. */
static Str take_string(struct reader *r, const char *theirs) {
  Str token = token_text(r);
  size_t len = token.len - 2;
  char *copy = arena_copy(r->arena, token.ptr + 1, len);
  if (r->cursor.escaped) {
    len = json_unescape(copy, token.ptr + 1, len);
    copy[len] = '\0';
  }
  if (!theirs || strlen(theirs) != len || memcmp(theirs, copy, len) != 0)
    disagree(r);
  return str_n(copy, len);
}

static struct level *top(struct reader *r) {
  return r->level_count > 0 ? &r->levels[r->level_count - 1] : NULL;
}

static void read_key(struct reader *r) {
  struct level *level = top(r);
  if (!level || !level->next || level->filled >= level->node->count) {
    disagree(r);
    return;
  }
  Member *member = &level->node->members[level->filled];
  member->key_span = span_of(r, r->cursor.token);
  member->key = take_string(r, level->next->string);
}

/* Puts a new node where the next value belongs. */
static void attach(struct reader *r, Node *node) {
  struct level *level = top(r);
  if (!level) {
    r->root = node;
    return;
  }
  if (level->node->kind == NODE_MAP)
    level->node->members[level->filled].value = node;
  else
    level->node->items[level->filled] = node;
  level->filled++;
  level->next = level->next->next;
}

static void begin_container(struct reader *r, Node *node, const cJSON *item) {
  if (r->level_count >= MAX_DEPTH) {
    disagree(r);
    return;
  }
  for (const cJSON *child = item->child; child; child = child->next)
    node->count++;
  if (node->kind == NODE_MAP)
    node->members = arena_array(r->arena, node->count, sizeof *node->members);
  else
    node->items = arena_array(r->arena, node->count, sizeof(Node *));
  r->levels[r->level_count++] = (struct level){.node = node, .next = item->child};
}

static void end_container(struct reader *r) {
  const struct level *level = top(r);
  if (!level || level->next || level->filled != level->node->count) {
    disagree(r);
    return;
  }
  level->node->span.end = span_of(r, r->cursor.token).end;
  r->level_count--;
}

/* Strings of a file are decoded again when their offsets are needed. Inside a string only
 * what may be a document needs offsets, and gets them at once. */
static const Offsets *offsets_of_token(const struct reader *r, Str decoded) {
  if (!r->offsets || !str_has(decoded, '{'))
    return r->file;
  return offsets_inside(r->arena, str_n(r->text, r->cursor.token.end), r->offsets, r->cursor.token,
                        decoded);
}

static const struct {
  JsonEvent event;
  NodeKind kind;
  int type; /* cJSON's */
} kinds[] = {
    {JSON_BEGIN_OBJECT, NODE_MAP, cJSON_Object}, {JSON_BEGIN_ARRAY, NODE_LIST, cJSON_Array},
    {JSON_STRING, NODE_STRING, cJSON_String},    {JSON_NUMBER, NODE_NUMBER, cJSON_Number},
    {JSON_TRUE, NODE_BOOL, cJSON_True},          {JSON_FALSE, NODE_BOOL, cJSON_False},
    {JSON_NULL, NODE_NULL, cJSON_NULL},
};

static void read_value(struct reader *r, JsonEvent event) {
  const struct level *level = top(r);
  const cJSON *item = level ? level->next : r->tree;
  size_t i = 0;
  while (i < sizeof kinds / sizeof kinds[0] && kinds[i].event != event)
    i++;
  if (!item || (!level && r->root) || i == sizeof kinds / sizeof kinds[0] ||
      (item->type & 0xFF) != kinds[i].type) {
    disagree(r);
    return;
  }
  Node *node = node_new(r->arena, kinds[i].kind, span_of(r, r->cursor.token));
  attach(r, node);
  if (node->kind == NODE_MAP || node->kind == NODE_LIST) {
    begin_container(r, node, item);
  } else if (node->kind == NODE_STRING) {
    node->str = take_string(r, item->valuestring);
    node->offsets = offsets_of_token(r, node->str);
  } else {
    Str text = token_text(r);
    node->str = str_n(arena_copy(r->arena, text.ptr, text.len), text.len);
  }
}

static int walk(struct reader *r) {
  JsonEvent event = start(r, &r->cursor, r->text);
  for (; event != JSON_DONE && r->status == OK; event = json_cursor_next(&r->cursor)) {
    if (event == JSON_KEY)
      read_key(r);
    else if (event == JSON_END_OBJECT || event == JSON_END_ARRAY)
      end_container(r);
    else
      read_value(r, event);
  }
  if (!r->root || r->level_count > 0)
    disagree(r);
  return r->status;
}

/* ---- The whole ----------------------------------------------------------- */

static int read_both(void *context) {
  struct reader *r = context;
  int status = check(r);
  if (status != OK)
    return status;
  const char *end = NULL; /* so that cJSON leaves its global error alone */
  r->tree = cJSON_ParseWithLengthOpts(r->copy, r->len + 1, &end, 1);
  if (!r->tree)
    return error_set(r->err, ERR_INTERNAL,
                     "the second JSON reader refused the text, or memory ran out");
  return walk(r);
}

static int read_text(Node **out, struct reader *r) {
  *out = NULL;
  if (r->len > MAX_FILE_BYTES)
    return error_set_at(r->err, ERR_LIMIT, r->offset, "more than %zu bytes of JSON",
                        MAX_FILE_BYTES);
  r->copy = malloc(r->len + 1);
  if (!r->copy)
    out_of_memory();
  if (r->len > 0)
    memcpy(r->copy, r->text, r->len);
  r->copy[r->len] = '\0';
  int status = protect(read_both, r);
  cJSON_Delete(r->tree);
  free(r->copy);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status == OK)
    *out = r->root;
  return status;
}

int json_read(Node **out, Arena *arena, const Source *source, Span slice, Error *err) {
  *out = NULL;
  if (slice.begin > slice.end || slice.end > source->len)
    return error_set(err, ERR_INTERNAL, "a slice outside its file");
  struct reader r = {.arena = arena,
                     .text = source->bytes + slice.begin,
                     .len = slice.end - slice.begin,
                     .offset = slice.begin,
                     .err = err};
  r.file = offsets_file(arena, source);
  return read_text(out, &r);
}

int json_read_string(Node **out, Arena *arena, Str json, const Offsets *offsets, Span span,
                     Error *err) {
  struct reader r = {.arena = arena,
                     .text = json.ptr,
                     .len = json.len,
                     .whole = &span,
                     .offsets = offsets,
                     .err = err};
  return read_text(out, &r);
}

int json_read_embedded(Node **out, Arena *arena, Str json, Span span, Error *err) {
  return json_read_string(out, arena, json, NULL, span, err);
}

Node *json_parse(Arena *arena, Str json, Span span) {
  Error ignored = {.status = OK};
  Node *root;
  int status = json_read_embedded(&root, arena, json, span, &ignored);
  if (status == ERR_MEMORY)
    out_of_memory();
  return status == OK ? root : NULL;
}
