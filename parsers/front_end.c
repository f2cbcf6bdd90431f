/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading one input: what it is by its content, which front end reads it, and what is
 * wrong where none does. Everything that front ends have in common is here and in
 * markers.c.
 *
 *   The first bytes may say that it is a stream, or something given by mistake.
 *   Otherwise it needs a marker: without one nothing is parsed, with one it is ours,
 *   and unreadable where it does not parse.
 *   It becomes a tree: what starts like JSON is read as JSON, and as YAML, whose flow
 *   style looks the same, only if it is not JSON.
 *   The first front end that claims the tree maps it.
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

static int fail_wrong(Input *input, const WrongKind *wrong) {
  return error_set(&input->error, ERR_WRONG_KIND, "%s", wrong->what);
}

static int fail_not_ours(Input *input) {
  return error_set(&input->error, ERR_NOT_OURS, "none of the formats that are read");
}

/* ---- The first bytes ------------------------------------------------------- */

static const WrongKind *wrong_head(const FrontEnd *front_end, Str head, bool unless_json) {
  const WrongKind *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (wrong->head && wrong->unless_json == unless_json && wrong->head(head))
      return wrong;
  }
  return NULL;
}

/* Whether it is a stream of that front end, or looks wrong to it: then `*wrong` is set. */
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

/* ---- A stream to the model ------------------------------------------------- */

struct stream_reading {
  JsonStream stream;
  InputHead head;
  const ParseOptions *options;
};

static int read_opened(void *context) {
  struct stream_reading *reading = context;
  JsonStream *stream = &reading->stream;
  const WrongKind *wrong = reading->head.wrong;
  if (wrong && !wrong->unless_json)
    return fail_wrong(stream->input, wrong);
  int status = window_find_object(&stream->window, &stream->text_before);
  if (status == ERR_NOT_OURS && wrong) {
    stream->input->error = (Error){.status = OK};
    return fail_wrong(stream->input, wrong);
  }
  return status == OK ? reading->head.front_end->read(stream, reading->options) : status;
}

static int finish_stream(void *context) {
  stream_finish(context);
  return OK;
}

static int read_stream(Input *input, InputHead head, const ParseOptions *options, Reader reader,
                       size_t size) {
  struct stream_reading reading = {.stream = {.input = input}, .head = head, .options = options};
  JsonStream *stream = &reading.stream;
  Utf16Reader utf16;
  int status = window_open(&stream->window, utf16_reader(&utf16, reader), size, &input->error);
  if (status == OK)
    status = protect(read_opened, &reading);
  int finished = protect(finish_stream, stream);
  window_close(&stream->window);
  return finished == OK ? status : finished;
}

/* ---- Bytes to a tree ------------------------------------------------------- */

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
  *documents = 1;
  if (!starts_like_json(str_n(source->bytes, source->len)))
    return yaml_read_comments(out, documents, comments, arena, source, err);
  int status = json_read(out, arena, source, (Span){0, source->len}, err);
  if (status != ERR_SYNTAX)
    return status;
  Error yaml_error = {0};
  status = yaml_read_comments(out, documents, comments, arena, source, &yaml_error);
  if (status != ERR_SYNTAX) /* otherwise it looks like JSON, and the error is JSON's */
    *err = yaml_error;
  return status;
}

/* A document while it is read. */
struct document {
  Node *root;
  size_t count; /* of the documents in the file; `root` is the first one */
  Comments comments;
};

/* ---- A tree to the model --------------------------------------------------- */

static const WrongKind *wrong_tree(const FrontEnd *front_end, const Node *root) {
  const WrongKind *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (wrong->tree && wrong->tree(root))
      return wrong;
  }
  return NULL;
}

/* No front end claims the tree, but one may know it as something given by mistake. */
static int refuse_tree(Input *input, const Node *root) {
  for (size_t i = 0; front_ends[i]; i++) {
    const WrongKind *wrong = wrong_tree(front_ends[i], root);
    if (wrong)
      return fail_wrong(input, wrong);
  }
  return fail_not_ours(input);
}

static void report_other_documents(Input *input, const struct document *document) {
  if (document->count < 2)
    return;
  Unread entry = {
      .what =
          str_printf(input->arena, "the file holds %zu YAML documents, and only the first was read",
                     document->count),
      .give = STR("put each document into a file of its own"),
      .span = {document->root->span.end, document->root->span.end},
      .near_role = true,
  };
  input_add_unread(input, entry);
}

static int map_tree(Input *input, const struct document *document, const ParseOptions *options) {
  const FrontEnd *const *at = front_ends;
  while (*at && !((*at)->claims && (*at)->claims(document->root)))
    at++;
  const FrontEnd *front_end = *at;
  if (!front_end)
    return refuse_tree(input, document->root);
  input->format = front_end->formats[0];
  const WrongKind *wrong = wrong_tree(front_end, document->root);
  if (wrong)
    return fail_wrong(input, wrong);
  if (front_end->comments)
    suppression_comments(input, document->comments.items, document->comments.count);
  int status = front_end->map(input, document->root, options);
  if (status == OK)
    report_other_documents(input, document);
  return status;
}

/* ---- The whole ------------------------------------------------------------- */

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
                     "empty: the command that should have written it may have failed");
  InputHead head = front_end_look_at_head(source->bytes, source->len);
  if (!head.front_end && !front_end_has_marker(source->bytes, source->len))
    return fail_not_ours(input);
  source_index(source, input->arena);
  if (head.front_end) {
    MemoryReader memory = {.bytes = source->bytes, .len = source->len};
    return read_stream(input, head, options, memory_reader(&memory), WINDOW_BYTES);
  }
  struct document document = {.root = NULL};
  int status = document_read(&document.root, &document.count,
                             options->suppressions ? &document.comments : NULL, input->arena,
                             source, &input->error);
  return status == OK ? map_tree(input, &document, options) : status;
}

static void begin(Input *input) {
  *input = (Input){.arena = input->arena, .source = input->source, .complete = true};
}

/* Out of memory because of the arena's limit is a limit of the input. */
static int finish(Input *input, int status) {
  if (status == ERR_MEMORY) {
    input->error = (Error){.status = OK};
    status = arena_hit_limit(input->arena)
                 ? error_set(&input->error, ERR_LIMIT, "the input needs more than %zu MiB",
                             MAX_ARENA_BYTES >> 20)
                 : error_memory(&input->error);
  }
  return input->status = status;
}

static const ParseOptions no_options;

struct held_reading {
  Input *input;
  const ParseOptions *options;
};

static int read_held(void *context) {
  const struct held_reading *reading = context;
  return parse(reading->input, reading->options);
}

int front_end_read(Input *input, const ParseOptions *options) {
  struct held_reading reading = {input, options ? options : &no_options};
  begin(input);
  return finish(input, protect(read_held, &reading));
}

int front_end_read_stream(Input *input, InputHead head, const ParseOptions *options,
                          const Reader *reader, size_t window) {
  begin(input);
  return finish(input, read_stream(input, head, options ? options : &no_options, *reader, window));
}
