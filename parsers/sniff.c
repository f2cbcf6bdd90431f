/* SPDX-License-Identifier: Apache-2.0
 *
 * The front door: what a file is, by its content, and which front end reads it.
 *
 * Bytes are looked at before anything is parsed: what holds no marker is not
 * ours, what holds one and cannot be read is ours and unreadable. What starts
 * like JSON is read as JSON; only if it is none, as YAML, whose flow style looks
 * the same.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/ignore.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "sniff_private.h"
#include "terraform/terraform.h"
#include "util/utf16.h"

/* ---- Bytes to a tree ---- */

static bool starts_like_json(const struct alint_source *source) {
  size_t i = source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  while (i < source->len && source->bytes[i] != '\0' && strchr(" \t\r\n", source->bytes[i]))
    i++;
  return i < source->len && (source->bytes[i] == '{' || source->bytes[i] == '[');
}

/* `comments`: NULL where nobody asks for those of YAML. */
static int read_tree(struct alint_node **out, size_t *documents, struct alint_comments *comments,
                     struct alint_input *input) {
  struct alint_error yaml_error = {0};
  *documents = 1;
  if (!starts_like_json(&input->source))
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

static int add_unread(struct alint_input *input, struct alint_unread entry) {
  size_t count = input->unread_count;
  struct alint_unread *grown = alint_arena_array(input->arena, count + 1, sizeof *grown);
  if (!grown)
    return alint_no_memory(&input->error);
  if (count > 0)
    memcpy(grown, input->unread, count * sizeof *grown);
  grown[count] = entry;
  input->unread = grown;
  input->unread_count = count + 1;
  return ALINT_OK;
}

static int tell_other_documents(struct alint_input *input, const struct alint_node *root,
                                size_t documents) {
  if (documents < 2)
    return ALINT_OK;
  struct alint_unread entry = {
      .what = alint_str_printf(input->arena,
                               "the file holds %zu YAML documents, and only the first was read",
                               documents),
      .give = ALINT_STR("put each document into a file of its own"),
      .span = {root->span.end, root->span.end},
      .near_role = true,
  };
  return entry.what.ptr ? add_unread(input, entry) : alint_no_memory(&input->error);
}

static int map_tree(struct alint_input *input, struct alint_node *root, size_t documents,
                    const struct alint_comments *comments,
                    const struct alint_parse_options *options) {
  for (size_t i = 0; alint_parsers[i]; i++) {
    if (!alint_parsers[i]->sniff(root))
      continue;
    input->format = alint_parsers[i]->format;
    int status = ALINT_OK;
    if (alint_parsers[i]->comments)
      status = alint_ignore_comments(input, comments->items, comments->count);
    if (status != ALINT_OK)
      return alint_no_memory(&input->error);
    status = alint_parsers[i]->map(input, root, options);
    return status == ALINT_OK ? tell_other_documents(input, root, documents) : status;
  }
  const char *wrong = alint_wrong_tree(root);
  if (wrong)
    return alint_fail(&input->error, ALINT_EWRONG, "%s", wrong);
  return alint_fail(&input->error, ALINT_ENOTOURS, "none of the formats that are read");
}

/* ---- The front door ---- */

static bool is_blank(const struct alint_source *source) {
  for (size_t i = 0; i < source->len; i++) {
    if (!strchr(" \t\r\n", source->bytes[i]) || source->bytes[i] == '\0')
      return false;
  }
  return true;
}

/* UTF-16 is read as UTF-8: positions are those of the text. */
static int decode(struct alint_input *input) {
  struct alint_source *source = &input->source;
  if (!alint_is_utf16(source->bytes, source->len))
    return ALINT_OK;
  struct alint_str text = alint_utf16_decode(input->arena, source->bytes, source->len);
  if (!text.ptr)
    return alint_no_memory(&input->error);
  source->bytes = text.ptr;
  source->len = text.len;
  return ALINT_OK;
}

static int parse(struct alint_input *input, const struct alint_parse_options *options) {
  struct alint_source *source = &input->source;
  if (source->len > ALINT_MAX_FILE_BYTES)
    return alint_fail(&input->error, ALINT_ELIMIT, "larger than %zu MiB",
                      ALINT_MAX_FILE_BYTES >> 20);
  int status = decode(input);
  if (status != ALINT_OK)
    return status;
  if (is_blank(source))
    return alint_fail(&input->error, ALINT_ENOTOURS,
                      "empty: did the command that should have made it fail?");
  const char *wrong = alint_wrong_bytes(alint_str_n(source->bytes, source->len));
  if (wrong)
    return alint_fail(&input->error, ALINT_EWRONG, "%s", wrong);
  if (alint_claims_stream(source->bytes, source->len))
    return alint_terraform_read_source(input, options);
  if (!alint_has_marker(source->bytes, source->len))
    return alint_fail(&input->error, ALINT_ENOTOURS, "none of the formats that are read");
  if (alint_source_index(source, input->arena) != ALINT_OK)
    return alint_no_memory(&input->error);
  struct alint_node *root = NULL;
  size_t documents = 0;
  struct alint_comments comments = {.items = NULL};
  status = read_tree(&root, &documents, options->ignores ? &comments : NULL, input);
  if (status != ALINT_OK)
    return status;
  return map_tree(input, root, documents, &comments, options);
}

bool alint_claims_stream(const char *bytes, size_t len) {
  return !alint_wrong_bytes(alint_str_n(bytes, len)) && alint_terraform_claims(bytes, len);
}

int alint_parse_stream(struct alint_input *input, const struct alint_parse_options *options,
                       const struct alint_reader *reader, size_t window) {
  *input = (struct alint_input){.arena = input->arena, .source = input->source, .complete = true};
  return alint_terraform_read(input, options, *reader, window);
}

int alint_say_no_memory(struct alint_input *input) {
  if (input->status != ALINT_ENOMEM)
    return input->status;
  if (!alint_arena_hit_limit(input->arena))
    return alint_no_memory(&input->error);
  input->error = (struct alint_error){.status = ALINT_OK};
  return alint_fail(&input->error, ALINT_ELIMIT, "the input needs more than %zu MiB",
                    ALINT_MAX_ARENA_BYTES >> 20);
}

struct parsing {
  struct alint_input *input;
  const struct alint_parse_options *options;
};

static int parse_protected(void *context) {
  struct parsing *parsing = context;
  return parse(parsing->input, parsing->options);
}

int alint_parse(struct alint_input *input, const struct alint_parse_options *options) {
  *input = (struct alint_input){.arena = input->arena, .source = input->source, .complete = true};
  struct parsing parsing = {input, options};
  input->status = alint_protect(parse_protected, &parsing);
  return input->status = alint_say_no_memory(input);
}
