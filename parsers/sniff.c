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
#include "assumelint/ignore.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "stream.h"
#include "util/utf16.h"

/* ---- Bytes to a tree ---- */

static size_t skip_blank(struct alint_str text, size_t at) {
  while (at < text.len && text.ptr[at] != '\0' && strchr(" \t\r\n", text.ptr[at]))
    at++;
  return at;
}

bool alint_starts_like_json(struct alint_str text) {
  size_t at = skip_blank(text, alint_str_starts(text, "\xEF\xBB\xBF") ? 3 : 0);
  return at < text.len && (text.ptr[at] == '{' || text.ptr[at] == '[');
}

/* `comments`: NULL where nobody asks for those of YAML. */
static int read_tree(struct alint_node **out, size_t *documents, struct alint_comments *comments,
                     struct alint_input *input) {
  struct alint_error yaml_error = {0};
  *documents = 1;
  if (!alint_starts_like_json(alint_str_n(input->source.bytes, input->source.len)))
    return alint_yaml_read_comments(out, documents, comments, input->arena, &input->source,
                                    &input->error);
  struct alint_span all = {0, input->source.len};
  struct alint_error json_error = {0};
  int status = alint_json_read(out, input->arena, &input->source, all, &json_error);
  if (status == ALINT_ESYNTAX) {
    status = alint_yaml_read_comments(out, documents, comments, input->arena, &input->source,
                                      &yaml_error);
    if (status == ALINT_ESYNTAX)
      input->error = json_error; /* it looks like JSON: what is wrong with that */
    else
      input->error = yaml_error;
  } else {
    input->error = json_error;
  }
  return status;
}

/* ---- A tree to the model ---- */

static void tell_other_documents(struct alint_input *input, const struct alint_node *root,
                                 size_t documents) {
  if (documents < 2)
    return;
  struct alint_unread entry = {
      .what = alint_str_printf(input->arena,
                               "the file holds %zu YAML documents, and only the first was read",
                               documents),
      .give = ALINT_STR("put each document into a file of its own"),
      .span = {root->span.end, root->span.end},
      .near_role = true,
  };
  alint_model_add_unread(input, entry);
}

static int fail_wrong(struct alint_input *input, const struct alint_wrong *wrong) {
  return alint_fail(&input->error, ALINT_EWRONG, "%s", wrong->what);
}

static const struct alint_wrong *wrong_tree(const struct alint_front_end *front_end,
                                            const struct alint_node *root) {
  const struct alint_wrong *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (wrong->tree && wrong->tree(root))
      return wrong;
  }
  return NULL;
}

/* Where none claims it, one may know what it is all the same. */
static int refuse_tree(struct alint_input *input, const struct alint_node *root) {
  for (size_t i = 0; alint_front_ends[i]; i++) {
    const struct alint_wrong *wrong = wrong_tree(alint_front_ends[i], root);
    if (wrong)
      return fail_wrong(input, wrong);
  }
  return alint_fail(&input->error, ALINT_ENOTOURS, "none of the formats that are read");
}

static int map_tree(struct alint_input *input, struct alint_node *root, size_t documents,
                    const struct alint_comments *comments,
                    const struct alint_parse_options *options) {
  size_t i = 0;
  while (alint_front_ends[i] && !(alint_front_ends[i]->claims && alint_front_ends[i]->claims(root)))
    i++;
  const struct alint_front_end *front_end = alint_front_ends[i];
  if (!front_end)
    return refuse_tree(input, root);
  input->format = front_end->formats[0];
  const struct alint_wrong *wrong = wrong_tree(front_end, root);
  if (wrong)
    return fail_wrong(input, wrong);
  if (front_end->comments)
    alint_ignore_comments(input, comments->items, comments->count);
  int status = front_end->map(input, root, options);
  if (status == ALINT_OK)
    tell_other_documents(input, root, documents);
  return status;
}

/* ---- Streams ---- */

static const struct alint_wrong *wrong_head(const struct alint_front_end *front_end,
                                            struct alint_str head, bool unless_json) {
  const struct alint_wrong *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (wrong->head && wrong->unless_json == unless_json && wrong->head(head))
      return wrong;
  }
  return NULL;
}

/* Whether it is a stream of that front end, or may be none: then `*wrong` is set. */
static bool claims_head(const struct alint_front_end *front_end, const struct alint_wrong **wrong,
                        struct alint_str head) {
  enum { WINDOW = 16 * 1024 };
  struct alint_memory_reader memory = {.bytes = head.ptr, .len = head.len};
  struct alint_utf16_reader utf16;
  struct alint_window window;
  bool text, claimed = false;
  *wrong = wrong_head(front_end, head, false);
  if (*wrong || !front_end->claims_stream)
    return *wrong;
  int status = alint_window_open(&window, alint_utf16_reader(&utf16, alint_memory_reader(&memory)),
                                 WINDOW, NULL);
  if (status == ALINT_OK)
    status = alint_window_find_object(&window, &text);
  if (status == ALINT_OK)
    claimed =
        alint_window_next(&window) == ALINT_JSON_BEGIN_OBJECT && front_end->claims_stream(&window);
  else if (status == ALINT_ENOTOURS)
    *wrong = wrong_head(front_end, head, true);
  alint_window_close(&window);
  return claimed || *wrong;
}

struct alint_head alint_look_at_head(const char *bytes, size_t len) {
  struct alint_head out = {.front_end = NULL};
  for (size_t i = 0; alint_front_ends[i] && !out.front_end; i++) {
    if (claims_head(alint_front_ends[i], &out.wrong, alint_str_n(bytes, len)))
      out.front_end = alint_front_ends[i];
  }
  return out;
}

struct reading {
  struct alint_input *input;   /* of what is held */
  struct alint_stream *stream; /* of what is not */
  struct alint_head head;
  const struct alint_parse_options *options;
};

static int read_opened(void *context) {
  const struct reading *reading = context;
  struct alint_stream *stream = reading->stream;
  struct alint_head head = reading->head;
  struct alint_input *input = stream->input;
  if (head.wrong && !head.wrong->unless_json)
    return fail_wrong(input, head.wrong);
  int status = alint_window_find_object(&stream->window, &stream->text_before);
  if (status == ALINT_ENOTOURS && head.wrong) {
    input->error = (struct alint_error){.status = ALINT_OK};
    return fail_wrong(input, head.wrong);
  }
  return status == ALINT_OK ? head.front_end->read(stream, reading->options) : status;
}

static int finish_stream(void *context) {
  alint_stream_finish(context);
  return ALINT_OK;
}

static int read_stream(struct alint_input *input, struct alint_head head,
                       const struct alint_parse_options *options, struct alint_reader reader,
                       size_t size) {
  struct alint_stream stream = {.input = input};
  struct alint_utf16_reader utf16;
  struct reading reading = {.stream = &stream, .head = head, .options = options};
  int status =
      alint_window_open(&stream.window, alint_utf16_reader(&utf16, reader), size, &input->error);
  if (status == ALINT_OK)
    status = alint_protect(read_opened, &reading);
  if (alint_protect(finish_stream, &stream) != ALINT_OK)
    alint_out_of_memory();
  alint_window_close(&stream.window);
  return status;
}

/* ---- The front door ---- */

/* UTF-16 is read as UTF-8: positions are those of the text. */
static void decode(struct alint_input *input) {
  struct alint_source *source = &input->source;
  if (!alint_is_utf16(source->bytes, source->len))
    return;
  struct alint_str text = alint_utf16_decode(input->arena, source->bytes, source->len);
  source->bytes = text.ptr;
  source->len = text.len;
}

static int parse(struct alint_input *input, const struct alint_parse_options *options) {
  struct alint_source *source = &input->source;
  if (source->len > ALINT_MAX_FILE_BYTES)
    return alint_fail(&input->error, ALINT_ELIMIT, "larger than %zu MiB",
                      ALINT_MAX_FILE_BYTES >> 20);
  decode(input);
  if (skip_blank(alint_str_n(source->bytes, source->len), 0) == source->len)
    return alint_fail(&input->error, ALINT_ENOTOURS,
                      "empty: did the command that should have made it fail?");
  struct alint_head head = alint_look_at_head(source->bytes, source->len);
  if (!head.front_end && !alint_has_marker(source->bytes, source->len))
    return alint_fail(&input->error, ALINT_ENOTOURS, "none of the formats that are read");
  alint_source_index(source, input->arena);
  if (head.front_end) {
    struct alint_memory_reader memory = {.bytes = source->bytes, .len = source->len};
    return read_stream(input, head, options, alint_memory_reader(&memory), ALINT_WINDOW_BYTES);
  }
  struct alint_node *root = NULL;
  size_t documents = 0;
  struct alint_comments comments = {.items = NULL};
  int status = read_tree(&root, &documents, options->ignores ? &comments : NULL, input);
  return status == ALINT_OK ? map_tree(input, root, documents, &comments, options) : status;
}

/* Reading into an arena may end at its limit. */
static int finish(struct alint_input *input, int status) {
  if (status == ALINT_ENOMEM) {
    input->error = (struct alint_error){.status = ALINT_OK};
    if (!alint_arena_hit_limit(input->arena))
      return input->status = alint_no_memory(&input->error);
    status = alint_fail(&input->error, ALINT_ELIMIT, "the input needs more than %zu MiB",
                        ALINT_MAX_ARENA_BYTES >> 20);
  }
  return input->status = status;
}

static void begin(struct alint_input *input) {
  *input = (struct alint_input){.arena = input->arena, .source = input->source, .complete = true};
}

static const struct alint_parse_options no_options;

static int read_held(void *context) {
  const struct reading *reading = context;
  return parse(reading->input, reading->options);
}

int alint_parse(struct alint_input *input, const struct alint_parse_options *options) {
  struct reading reading = {.input = input, .options = options ? options : &no_options};
  begin(input);
  return finish(input, alint_protect(read_held, &reading));
}

int alint_parse_stream(struct alint_input *input, struct alint_head head,
                       const struct alint_parse_options *options, const struct alint_reader *reader,
                       size_t window) {
  begin(input);
  options = options ? options : &no_options;
  return finish(input, read_stream(input, head, options, *reader, window));
}
