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
#include "util/json_cursor.h"

/* cJSON 1.7 looks at no more than 63 bytes of a number. */
enum { MAX_CJSON_NUMBER = 60 };

/* A container that is open. */
struct level {
  struct alint_node *node;
  const cJSON *next; /* the child that comes next */
  size_t filled;     /* children that are done */
};

struct reader {
  struct alint_arena *arena;
  const char *text;
  size_t offset; /* of `text` in the file */
  /* JSON in a string: the span of all of it, and where its bytes come from if that is known. */
  const struct alint_span *whole;
  const struct alint_offsets *offsets;
  const struct alint_offsets *file; /* the offsets of strings of a file; may be NULL */
  struct alint_error *err;
  struct alint_json_cursor cursor;
  struct alint_node *root;
  const cJSON *root_item;
  struct level levels[ALINT_MAX_DEPTH];
  size_t level_count;
};

static bool may_have_bom(const struct reader *r) {
  return !r->whole && r->offset == 0;
}

static struct alint_span place(const struct reader *r, struct alint_span token) {
  return r->whole ? alint_offsets_span(r->offsets, *r->whole, token.begin, token.end) : token;
}

static int fail_cursor(const struct reader *r, const struct alint_json_cursor *cursor) {
  if (!r->whole)
    return alint_json_cursor_fail(cursor, r->err);
  struct alint_span at = {cursor->error_offset, cursor->error_offset};
  return alint_fail_at(r->err, cursor->status, place(r, at).begin, "%s, at byte %zu of the string",
                       cursor->error, cursor->error_offset);
}

static int disagree(const struct reader *r) {
  return alint_fail_at(r->err, ALINT_EINTERNAL, place(r, r->cursor.token).begin,
                       "the two JSON readers disagree");
}

/* First pass, over the copy: is it JSON, and how large? Numbers too long for
 * cJSON are blanked in the copy; their text is taken from the original. */
static int check(struct reader *r, char *copy, size_t len) {
  struct alint_json_cursor cursor;
  alint_json_cursor_init(&cursor, r->offset, may_have_bom(r));
  alint_json_cursor_feed(&cursor, copy, len, true);
  size_t nodes = 0;
  for (;;) {
    enum alint_json_event event = alint_json_cursor_next(&cursor);
    if (event == ALINT_JSON_ERROR)
      return fail_cursor(r, &cursor);
    if (event == ALINT_JSON_DONE)
      return ALINT_OK;
    size_t begin = cursor.token.begin - r->offset, size = cursor.token.end - cursor.token.begin;
    if (event == ALINT_JSON_NUMBER && size > MAX_CJSON_NUMBER) {
      memset(copy + begin, ' ', size);
      copy[begin] = '0';
    }
    if (event != ALINT_JSON_KEY && ++nodes > ALINT_MAX_NODES)
      return alint_fail_at(r->err, ALINT_ELIMIT, place(r, cursor.token).begin,
                           "the JSON has more than %zu values", ALINT_MAX_NODES);
  }
}

/* The bytes of the token without `cut` bytes on either side, in the arena; of
 * a string they are decoded and compared with what cJSON made of them. */
static int take_text(struct reader *r, struct alint_str *out, size_t cut, const char *theirs) {
  const char *bytes = r->text + (r->cursor.token.begin - r->offset) + cut;
  size_t len = r->cursor.token.end - r->cursor.token.begin - 2 * cut;
  char *copy = alint_arena_copy(r->arena, bytes, len);
  if (theirs) {
    if (r->cursor.escaped) {
      len = alint_json_unescape(copy, bytes, len);
      copy[len] = '\0';
    }
    if (strlen(theirs) != len || memcmp(theirs, copy, len) != 0)
      return disagree(r);
  }
  *out = alint_str_n(copy, len);
  return ALINT_OK;
}

/* The child of cJSON's that belongs to the next value. */
static const cJSON *next_item(const struct reader *r) {
  return r->level_count == 0 ? r->root_item : r->levels[r->level_count - 1].next;
}

/* Puts a new node where the next value belongs. */
static int attach(struct reader *r, struct alint_node *node) {
  if (r->level_count == 0) {
    if (r->root)
      return disagree(r);
    r->root = node;
    return ALINT_OK;
  }
  struct level *level = &r->levels[r->level_count - 1];
  if (level->node->kind == ALINT_NODE_MAP)
    level->node->members[level->filled].value = node;
  else
    level->node->items[level->filled] = node;
  level->filled++;
  level->next = level->next->next;
  return ALINT_OK;
}

static int read_key(struct reader *r) {
  struct level *level = &r->levels[r->level_count - 1];
  if (!level->next || !level->next->string || level->filled >= level->node->count)
    return disagree(r);
  struct alint_member *member = &level->node->members[level->filled];
  member->key_span = place(r, r->cursor.token);
  return take_text(r, &member->key, 1, level->next->string);
}

static const struct {
  enum alint_json_event event;
  enum alint_node_kind kind;
  int type; /* cJSON's */
} kinds[] = {
    {ALINT_JSON_BEGIN_OBJECT, ALINT_NODE_MAP, cJSON_Object},
    {ALINT_JSON_BEGIN_ARRAY, ALINT_NODE_LIST, cJSON_Array},
    {ALINT_JSON_STRING, ALINT_NODE_STRING, cJSON_String},
    {ALINT_JSON_NUMBER, ALINT_NODE_NUMBER, cJSON_Number},
    {ALINT_JSON_TRUE, ALINT_NODE_BOOL, cJSON_True},
    {ALINT_JSON_FALSE, ALINT_NODE_BOOL, cJSON_False},
    {ALINT_JSON_NULL, ALINT_NODE_NULL, cJSON_NULL},
};

static int begin_container(struct reader *r, struct alint_node *node, const cJSON *item) {
  if (r->level_count >= ALINT_MAX_DEPTH)
    return disagree(r);
  for (const cJSON *child = item->child; child; child = child->next)
    node->count++;
  if (node->kind == ALINT_NODE_MAP)
    node->members = alint_arena_array(r->arena, node->count, sizeof *node->members);
  else
    node->items = alint_arena_array(r->arena, node->count, sizeof(struct alint_node *));
  if (!node->members && !node->items)
    alint_out_of_memory();
  r->levels[r->level_count++] = (struct level){.node = node, .next = item->child};
  return ALINT_OK;
}

/* Strings of a file are decoded again when somebody asks. Of those inside a
 * string only what may be a document is looked at, and at once. */
static void take_offsets(const struct reader *r, struct alint_node *node) {
  node->offsets = r->file;
  if (r->offsets && alint_str_has(node->str, '{'))
    node->offsets = alint_offsets_inside(r->arena, alint_str_n(r->text, r->cursor.token.end),
                                         r->offsets, r->cursor.token, node->str);
}

static int read_value(struct reader *r, enum alint_json_event event) {
  const cJSON *item = next_item(r);
  size_t i = 0;
  while (i < sizeof kinds / sizeof kinds[0] && kinds[i].event != event)
    i++;
  if (!item || i == sizeof kinds / sizeof kinds[0] || (item->type & 0xFF) != kinds[i].type)
    return disagree(r);
  struct alint_node *node = alint_node_new(r->arena, kinds[i].kind, place(r, r->cursor.token));
  int status = attach(r, node);
  if (status != ALINT_OK)
    return status;
  if (node->kind == ALINT_NODE_MAP || node->kind == ALINT_NODE_LIST)
    return begin_container(r, node, item);
  if (node->kind != ALINT_NODE_STRING)
    return take_text(r, &node->str, 0, NULL);
  if (!item->valuestring)
    return disagree(r);
  status = take_text(r, &node->str, 1, item->valuestring);
  if (status == ALINT_OK)
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
  return ALINT_OK;
}

/* Second pass, over the original, together with cJSON's tree. */
static int walk(struct reader *r, size_t len) {
  alint_json_cursor_init(&r->cursor, r->offset, may_have_bom(r));
  alint_json_cursor_feed(&r->cursor, r->text, len, true);
  int status = ALINT_OK;
  while (status == ALINT_OK) {
    enum alint_json_event event = alint_json_cursor_next(&r->cursor);
    if (event == ALINT_JSON_DONE)
      return r->root && r->level_count == 0 ? ALINT_OK : disagree(r);
    if (event == ALINT_JSON_ERROR || event == ALINT_JSON_MORE)
      return disagree(r);
    if (event == ALINT_JSON_KEY)
      status = read_key(r);
    else if (event == ALINT_JSON_END_OBJECT || event == ALINT_JSON_END_ARRAY)
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
  if (status != ALINT_OK)
    return status;
  const char *end = NULL; /* given so that cJSON's global error stays unused */
  reading->tree = cJSON_ParseWithLengthOpts(reading->copy, len + 1, &end, 1);
  if (!reading->tree)
    return alint_fail(r->err, ALINT_EINTERNAL,
                      "the second JSON reader refused the text, or memory ran out");
  r->root_item = reading->tree;
  return walk(r, len);
}

static int read_text(struct reader *r, struct alint_node **out, size_t len) {
  if (len > ALINT_MAX_FILE_BYTES)
    return alint_fail_at(r->err, ALINT_ELIMIT, r->offset, "more than %zu bytes of JSON",
                         ALINT_MAX_FILE_BYTES);
  struct reading reading = {.r = r, .copy = malloc(len + 1), .len = len};
  if (!reading.copy)
    alint_out_of_memory();
  if (len > 0)
    memcpy(reading.copy, r->text, len);
  reading.copy[len] = '\0';
  int status = alint_protect(read_both, &reading);
  cJSON_Delete(reading.tree);
  free(reading.copy);
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  if (status == ALINT_OK)
    *out = r->root;
  return status;
}

int alint_json_read(struct alint_node **out, struct alint_arena *arena,
                    const struct alint_source *source, struct alint_span slice,
                    struct alint_error *err) {
  *out = NULL;
  if (slice.begin > slice.end || slice.end > source->len)
    return alint_fail(err, ALINT_EINTERNAL, "a slice outside its file");
  struct reader r = {
      .arena = arena, .text = source->bytes + slice.begin, .offset = slice.begin, .err = err};
  alint_offsets_file(&r.file, arena, source);
  return read_text(&r, out, slice.end - slice.begin);
}

int alint_json_read_string(struct alint_node **out, struct alint_arena *arena,
                           struct alint_str json, const struct alint_offsets *offsets,
                           struct alint_span span, struct alint_error *err) {
  *out = NULL;
  struct reader r = {
      .arena = arena, .text = json.ptr, .whole = &span, .offsets = offsets, .err = err};
  return read_text(&r, out, json.len);
}

int alint_json_read_embedded(struct alint_node **out, struct alint_arena *arena,
                             struct alint_str json, struct alint_span span,
                             struct alint_error *err) {
  return alint_json_read_string(out, arena, json, NULL, span, err);
}
