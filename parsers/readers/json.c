/* SPDX-License-Identifier: Apache-2.0
 *
 * The JSON reader: from bytes to a document tree.
 *
 * The cursor decides what is JSON and gives the spans; cJSON parses a
 * NUL-terminated copy; both are walked in lock step, n-th member with n-th
 * child, and must agree on kinds, keys and strings. Whatever cJSON would take
 * beyond RFC 8259, or read in its own way, so never reaches the tree.
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
  size_t offset; /* of `text` in the file */
  /* JSON in a string: the span of all of it, and where its bytes come from if that is known. */
  const Span *whole;
  const Offsets *offsets;
  const Offsets *file; /* the offsets of strings of a file; may be NULL */
  Error *err;
  JsonCursor cursor;
  Node *root;
  const cJSON *root_item;
  struct level levels[MAX_DEPTH];
  size_t level_count;
};

static bool may_have_bom(const struct reader *r) {
  return !r->whole && r->offset == 0;
}

static Span place(const struct reader *r, Span token) {
  return r->whole ? offsets_span(r->offsets, *r->whole, token.begin, token.end) : token;
}

static int fail_cursor(const struct reader *r, const JsonCursor *cursor) {
  if (!r->whole)
    return json_cursor_fail(cursor, r->err);
  Span at = {cursor->error_offset, cursor->error_offset};
  return error_set_at(r->err, cursor->status, place(r, at).begin, "%s, at byte %zu of the string",
                      cursor->error, cursor->error_offset);
}

static int disagree(const struct reader *r) {
  return error_set_at(r->err, ERR_INTERNAL, place(r, r->cursor.token).begin,
                      "the two JSON readers disagree");
}

/* First pass, over the copy: is it JSON, and how large? Numbers too long for
 * cJSON are blanked in the copy; their text is taken from the original. */
static int check(struct reader *r, char *copy, size_t len) {
  JsonCursor cursor;
  json_cursor_init(&cursor, r->offset, may_have_bom(r));
  json_cursor_feed(&cursor, copy, len, true);
  size_t nodes = 0;
  for (;;) {
    JsonEvent event = json_cursor_next(&cursor);
    if (event == JSON_ERROR)
      return fail_cursor(r, &cursor);
    if (event == JSON_DONE)
      return OK;
    size_t begin = cursor.token.begin - r->offset, size = cursor.token.end - cursor.token.begin;
    if (event == JSON_NUMBER && size > MAX_CJSON_NUMBER) {
      memset(copy + begin, ' ', size);
      copy[begin] = '0';
    }
    if (event != JSON_KEY && ++nodes > MAX_NODES)
      return error_set_at(r->err, ERR_LIMIT, place(r, cursor.token).begin,
                          "the JSON has more than %zu values", MAX_NODES);
  }
}

/* The bytes of the token without `cut` bytes on either side, in the arena; of
 * a string they are decoded and compared with what cJSON made of them. */
static int take_text(struct reader *r, Str *out, size_t cut, const char *theirs) {
  const char *bytes = r->text + (r->cursor.token.begin - r->offset) + cut;
  size_t len = r->cursor.token.end - r->cursor.token.begin - 2 * cut;
  char *copy = arena_copy(r->arena, bytes, len);
  if (theirs) {
    if (r->cursor.escaped) {
      len = json_unescape(copy, bytes, len);
      copy[len] = '\0';
    }
    if (strlen(theirs) != len || memcmp(theirs, copy, len) != 0)
      return disagree(r);
  }
  *out = str_n(copy, len);
  return OK;
}

/* The child of cJSON's that belongs to the next value. */
static const cJSON *next_item(const struct reader *r) {
  return r->level_count == 0 ? r->root_item : r->levels[r->level_count - 1].next;
}

/* Puts a new node where the next value belongs. */
static int attach(struct reader *r, Node *node) {
  if (r->level_count == 0) {
    if (r->root)
      return disagree(r);
    r->root = node;
    return OK;
  }
  struct level *level = &r->levels[r->level_count - 1];
  if (level->node->kind == NODE_MAP)
    level->node->members[level->filled].value = node;
  else
    level->node->items[level->filled] = node;
  level->filled++;
  level->next = level->next->next;
  return OK;
}

static int read_key(struct reader *r) {
  struct level *level = &r->levels[r->level_count - 1];
  if (!level->next || !level->next->string || level->filled >= level->node->count)
    return disagree(r);
  Member *member = &level->node->members[level->filled];
  member->key_span = place(r, r->cursor.token);
  return take_text(r, &member->key, 1, level->next->string);
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

static int begin_container(struct reader *r, Node *node, const cJSON *item) {
  if (r->level_count >= MAX_DEPTH)
    return disagree(r);
  for (const cJSON *child = item->child; child; child = child->next)
    node->count++;
  if (node->kind == NODE_MAP)
    node->members = arena_array(r->arena, node->count, sizeof *node->members);
  else
    node->items = arena_array(r->arena, node->count, sizeof(Node *));
  if (!node->members && !node->items)
    out_of_memory();
  r->levels[r->level_count++] = (struct level){.node = node, .next = item->child};
  return OK;
}

/* Strings of a file are decoded again when somebody asks. Of those inside a
 * string only what may be a document is looked at, and at once. */
static void take_offsets(const struct reader *r, Node *node) {
  node->offsets = r->file;
  if (r->offsets && str_has(node->str, '{'))
    node->offsets = offsets_inside(r->arena, str_n(r->text, r->cursor.token.end), r->offsets,
                                   r->cursor.token, node->str);
}

static int read_value(struct reader *r, JsonEvent event) {
  const cJSON *item = next_item(r);
  size_t i = 0;
  while (i < sizeof kinds / sizeof kinds[0] && kinds[i].event != event)
    i++;
  if (!item || i == sizeof kinds / sizeof kinds[0] || (item->type & 0xFF) != kinds[i].type)
    return disagree(r);
  Node *node = node_new(r->arena, kinds[i].kind, place(r, r->cursor.token));
  int status = attach(r, node);
  if (status != OK)
    return status;
  if (node->kind == NODE_MAP || node->kind == NODE_LIST)
    return begin_container(r, node, item);
  if (node->kind != NODE_STRING)
    return take_text(r, &node->str, 0, NULL);
  if (!item->valuestring)
    return disagree(r);
  status = take_text(r, &node->str, 1, item->valuestring);
  if (status == OK)
    take_offsets(r, node);
  return status;
}

static int end_container(struct reader *r) {
  if (r->level_count == 0)
    return disagree(r);
  const struct level *level = &r->levels[--r->level_count];
  if (level->next || level->filled != level->node->count)
    return disagree(r);
  level->node->span.end = place(r, r->cursor.token).end;
  return OK;
}

/* Second pass, over the original, together with cJSON's tree. */
static int walk(struct reader *r, size_t len) {
  json_cursor_init(&r->cursor, r->offset, may_have_bom(r));
  json_cursor_feed(&r->cursor, r->text, len, true);
  int status = OK;
  while (status == OK) {
    JsonEvent event = json_cursor_next(&r->cursor);
    if (event == JSON_DONE)
      return r->root && r->level_count == 0 ? OK : disagree(r);
    if (event == JSON_ERROR || event == JSON_MORE)
      return disagree(r);
    if (event == JSON_KEY)
      status = read_key(r);
    else if (event == JSON_END_OBJECT || event == JSON_END_ARRAY)
      status = end_container(r);
    else
      status = read_value(r, event);
  }
  return status;
}

/* What reads a text: both readers' trees, of which cJSON's is not in an arena. */
struct reading {
  struct reader *r;
  char *copy;
  cJSON *tree;
  size_t len;
};

static int read_both(void *context) {
  struct reading *reading = context;
  struct reader *r = reading->r;
  size_t len = reading->len;
  int status = check(r, reading->copy, len);
  if (status != OK)
    return status;
  const char *end = NULL; /* given so that cJSON's global error stays unused */
  reading->tree = cJSON_ParseWithLengthOpts(reading->copy, len + 1, &end, 1);
  if (!reading->tree)
    return error_set(r->err, ERR_INTERNAL,
                     "the second JSON reader refused the text, or memory ran out");
  r->root_item = reading->tree;
  return walk(r, len);
}

static int read_text(struct reader *r, Node **out, size_t len) {
  if (len > MAX_FILE_BYTES)
    return error_set_at(r->err, ERR_LIMIT, r->offset, "more than %zu bytes of JSON",
                        MAX_FILE_BYTES);
  struct reading reading = {.r = r, .copy = malloc(len + 1), .len = len};
  if (!reading.copy)
    out_of_memory();
  if (len > 0)
    memcpy(reading.copy, r->text, len);
  reading.copy[len] = '\0';
  int status = protect(read_both, &reading);
  cJSON_Delete(reading.tree);
  free(reading.copy);
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
  struct reader r = {
      .arena = arena, .text = source->bytes + slice.begin, .offset = slice.begin, .err = err};
  r.file = offsets_file(arena, source);
  return read_text(&r, out, slice.end - slice.begin);
}

int json_read_string(Node **out, Arena *arena, Str json, const Offsets *offsets, Span span,
                     Error *err) {
  *out = NULL;
  struct reader r = {
      .arena = arena, .text = json.ptr, .whole = &span, .offsets = offsets, .err = err};
  return read_text(&r, out, json.len);
}

int json_read_embedded(Node **out, Arena *arena, Str json, Span span, Error *err) {
  return json_read_string(out, arena, json, NULL, span, err);
}
