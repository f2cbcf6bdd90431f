/* SPDX-License-Identifier: Apache-2.0
 *
 * The front door: what a file is, by its content, and which front end reads it. All
 * that front ends have in common is done here and in sniff_markers.c.
 *
 * Bytes are looked at before anything is parsed: what holds no marker is not
 * ours, what holds one and cannot be read is ours and unreadable. What starts
 * like JSON is read as JSON; only if it is none, as YAML, whose flow style looks
 * the same.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"
#include "assumelint/suppression.h"
#include "parsers/stream.h"
#include "util/utf16.h"

/* ---- Bytes to a tree ---- */

static size_t skip_blank(Str text, size_t at) {
  while (at < text.len && text.ptr[at] != '\0' && strchr(" \t\r\n", text.ptr[at]))
    at++;
  return at;
}

bool starts_like_json(Str text) {
  size_t at = skip_blank(text, str_starts(text, "\xEF\xBB\xBF") ? 3 : 0);
  return at < text.len && (text.ptr[at] == '{' || text.ptr[at] == '[');
}

int document_read(Node **out, size_t *documents, Comments *comments, Arena *arena,
                  const Source *source, Error *err) {
  Error yaml_error = {.status = OK}, json_error = {.status = OK};
  *documents = 1;
  if (!starts_like_json(str_n(source->bytes, source->len)))
    return yaml_read_comments(out, documents, comments, arena, source, err);
  int status = json_read(out, arena, source, (Span){0, source->len}, &json_error);
  *err = json_error;
  if (status != ERR_SYNTAX)
    return status;
  status = yaml_read_comments(out, documents, comments, arena, source, &yaml_error);
  if (status != ERR_SYNTAX)
    *err = yaml_error;
  return status;
}

/* ---- A tree to the model ---- */

static void tell_other_documents(Input *input, const Node *root, size_t documents) {
  if (documents < 2)
    return;
  Unread entry = {
      .what =
          str_printf(input->arena, "the file holds %zu YAML documents, and only the first was read",
                     documents),
      .give = STR("put each document into a file of its own"),
      .span = {root->span.end, root->span.end},
      .near_role = true,
  };
  input_add_unread(input, entry);
}

static int fail_wrong(Input *input, const WrongKind *wrong) {
  return error_set(&input->error, ERR_WRONG_KIND, "%s", wrong->what);
}

static const WrongKind *wrong_tree(const FrontEnd *front_end, const Node *root) {
  const WrongKind *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (wrong->tree && wrong->tree(root))
      return wrong;
  }
  return NULL;
}

/* Where none claims it, one may know what it is all the same. */
static int refuse_tree(Input *input, const Node *root) {
  for (size_t i = 0; front_ends[i]; i++) {
    const WrongKind *wrong = wrong_tree(front_ends[i], root);
    if (wrong)
      return fail_wrong(input, wrong);
  }
  return error_set(&input->error, ERR_NOT_OURS, "none of the formats that are read");
}

static int map_tree(Input *input, Node *root, size_t documents, const Comments *comments,
                    const ParseOptions *options) {
  size_t i = 0;
  while (front_ends[i] && !(front_ends[i]->claims && front_ends[i]->claims(root)))
    i++;
  const FrontEnd *front_end = front_ends[i];
  if (!front_end)
    return refuse_tree(input, root);
  input->format = front_end->formats[0];
  const WrongKind *wrong = wrong_tree(front_end, root);
  if (wrong)
    return fail_wrong(input, wrong);
  if (front_end->comments)
    suppression_comments(input, comments->items, comments->count);
  int status = front_end->map(input, root, options);
  if (status == OK)
    tell_other_documents(input, root, documents);
  return status;
}

/* ---- Streams ---- */

static const WrongKind *wrong_head(const FrontEnd *front_end, Str head, bool unless_json) {
  const WrongKind *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (wrong->head && wrong->unless_json == unless_json && wrong->head(head))
      return wrong;
  }
  return NULL;
}

/* Whether it is a stream of that front end, or may be none: then `*wrong` is set. */
static bool claims_head(const FrontEnd *front_end, const WrongKind **wrong, Str head) {
  enum { WINDOW = 16 * 1024 };
  MemoryReader memory = {.bytes = head.ptr, .len = head.len};
  Utf16Reader utf16;
  Window window;
  bool text, claimed = false;
  *wrong = wrong_head(front_end, head, false);
  if (*wrong || !front_end->claims_stream)
    return *wrong;
  int status = window_open(&window, utf16_reader(&utf16, memory_reader(&memory)), WINDOW, NULL);
  if (status == OK)
    status = window_find_object(&window, &text);
  if (status == OK)
    claimed = window_next(&window) == JSON_BEGIN_OBJECT && front_end->claims_stream(&window);
  else if (status == ERR_NOT_OURS)
    *wrong = wrong_head(front_end, head, true);
  window_close(&window);
  return claimed || *wrong;
}

InputHead front_end_look_at_head(const char *bytes, size_t len) {
  InputHead out = {.front_end = NULL};
  for (size_t i = 0; front_ends[i] && !out.front_end; i++) {
    if (claims_head(front_ends[i], &out.wrong, str_n(bytes, len)))
      out.front_end = front_ends[i];
  }
  return out;
}

struct reading {
  Input *input;       /* of what is held */
  JsonStream *stream; /* of what is not */
  InputHead head;
  const ParseOptions *options;
};

static int read_opened(void *context) {
  const struct reading *reading = context;
  JsonStream *stream = reading->stream;
  InputHead head = reading->head;
  Input *input = stream->input;
  if (head.wrong && !head.wrong->unless_json)
    return fail_wrong(input, head.wrong);
  int status = window_find_object(&stream->window, &stream->text_before);
  if (status == ERR_NOT_OURS && head.wrong) {
    input->error = (Error){.status = OK};
    return fail_wrong(input, head.wrong);
  }
  return status == OK ? head.front_end->read(stream, reading->options) : status;
}

static int finish_stream(void *context) {
  stream_finish(context);
  return OK;
}

static int read_stream(Input *input, InputHead head, const ParseOptions *options, Reader reader,
                       size_t size) {
  JsonStream stream = {.input = input};
  Utf16Reader utf16;
  struct reading reading = {.stream = &stream, .head = head, .options = options};
  int status = window_open(&stream.window, utf16_reader(&utf16, reader), size, &input->error);
  if (status == OK)
    status = protect(read_opened, &reading);
  if (protect(finish_stream, &stream) != OK)
    out_of_memory();
  window_close(&stream.window);
  return status;
}

/* ---- The front door ---- */

/* UTF-16 is read as UTF-8: positions are those of the text. */
static void decode(Input *input) {
  Source *source = &input->source;
  if (!utf16_is(source->bytes, source->len))
    return;
  Str text = utf16_decode(input->arena, source->bytes, source->len);
  source->bytes = text.ptr;
  source->len = text.len;
}

static int parse(Input *input, const ParseOptions *options) {
  Source *source = &input->source;
  if (source->len > MAX_FILE_BYTES)
    return error_set(&input->error, ERR_LIMIT, "larger than %zu MiB", MAX_FILE_BYTES >> 20);
  decode(input);
  if (skip_blank(str_n(source->bytes, source->len), 0) == source->len)
    return error_set(&input->error, ERR_NOT_OURS,
                     "empty: did the command that should have made it fail?");
  InputHead head = front_end_look_at_head(source->bytes, source->len);
  if (!head.front_end && !front_end_has_marker(source->bytes, source->len))
    return error_set(&input->error, ERR_NOT_OURS, "none of the formats that are read");
  source_index(source, input->arena);
  if (head.front_end) {
    MemoryReader memory = {.bytes = source->bytes, .len = source->len};
    return read_stream(input, head, options, memory_reader(&memory), WINDOW_BYTES);
  }
  Node *root = NULL;
  size_t documents = 0;
  Comments comments = {.items = NULL};
  int status = document_read(&root, &documents, options->suppressions ? &comments : NULL,
                             input->arena, source, &input->error);
  return status == OK ? map_tree(input, root, documents, &comments, options) : status;
}

/* Reading into an arena may end at its limit. */
static int finish(Input *input, int status) {
  if (status == ERR_MEMORY) {
    input->error = (Error){.status = OK};
    if (!arena_hit_limit(input->arena))
      return input->status = error_memory(&input->error);
    status = error_set(&input->error, ERR_LIMIT, "the input needs more than %zu MiB",
                       MAX_ARENA_BYTES >> 20);
  }
  return input->status = status;
}

static void begin(Input *input) {
  *input = (Input){.arena = input->arena, .source = input->source, .complete = true};
}

static const ParseOptions no_options;

static int read_held(void *context) {
  const struct reading *reading = context;
  return parse(reading->input, reading->options);
}

int front_end_read(Input *input, const ParseOptions *options) {
  struct reading reading = {.input = input, .options = options ? options : &no_options};
  begin(input);
  return finish(input, protect(read_held, &reading));
}

int front_end_read_stream(Input *input, InputHead head, const ParseOptions *options,
                          const Reader *reader, size_t window) {
  begin(input);
  options = options ? options : &no_options;
  return finish(input, read_stream(input, head, options, *reader, window));
}
