/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of a plan's source share: files in memory, plans of one role,
 * and the roles that come out, as text.
 */
#ifndef ASSUMELINT_TESTS_UNIT_TERRAFORM_SOURCE_SHOW_H
#define ASSUMELINT_TESTS_UNIT_TERRAFORM_SOURCE_SHOW_H

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"

/* ---- Files --------------------------------------------------------------- */

struct fake_file {
  const char *path, *text; /* a list of them ends with NULL */
};

/* The part of a path up to its last slash, and the name behind. */
static Str folder_of(const char *path, const char **name) {
  const char *slash = strrchr(path, '/');
  *name = slash ? slash + 1 : path;
  return str_n(path, slash ? (size_t)(slash - path) : 0);
}

static int list_fake(void *context, Str **names, size_t *count, Arena *arena, const char *folder,
                     Error *err) {
  size_t cap = 0, n = 0;
  *names = NULL;
  for (const struct fake_file *file = context; file->path; file++) {
    const char *name;
    if (!str_is(folder_of(file->path, &name), folder))
      continue;
    *names = arena_grow(arena, *names, n, &cap, sizeof **names);
    assert_non_null(*names);
    (*names)[n++] = str_of(name);
  }
  *count = n;
  return n > 0 ? OK : error_set(err, ERR_IO, "no such folder: %s", folder);
}

static int read_fake(void *context, NamedFile *out, Arena *arena, const char *path, size_t most,
                     Error *err) {
  for (const struct fake_file *file = context; file->path; file++) {
    if (strcmp(file->path, path) != 0)
      continue;
    size_t len = strlen(file->text);
    if (len > most)
      return error_set(err, ERR_LIMIT, "too large");
    *out = (NamedFile){.bytes = str_n(arena_copy(arena, file->text, len), len)};
    return OK;
  }
  return error_set(err, ERR_IO, "no such file");
}

static int read_fake_inside(void *context, NamedFile *out, Arena *arena, const char *folder,
                            const char *path, size_t most, Error *err) {
  (void)folder;
  return read_fake(context, out, arena, path, most, err);
}

/* ---- Plans --------------------------------------------------------------- */

#define SOURCE_ROLE(address)                                                                       \
  "{\"address\":\"" address "\",\"mode\":\"managed\",\"type\":\"aws_iam_role\",\"name\":\"r\","    \
  "\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"name\":\"n\"},"               \
  "\"after_unknown\":{\"assume_role_policy\":true,\"arn\":true}}}"
#define SOURCE_USER                                                                                \
  "{\"address\":\"aws_iam_user.u\",\"mode\":\"managed\",\"type\":\"aws_iam_user\",\"name\":"       \
  "\"u\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"name\":\"usr\","        \
  "\"path\":\"/\"},\"after_unknown\":{\"arn\":true}}}"
#define SOURCE_CONFIG(references)                                                                  \
  "{\"address\":\"aws_iam_role.r\",\"mode\":\"managed\",\"type\":\"aws_iam_role\",\"name\":\"r\"," \
  "\"expressions\":{\"assume_role_policy\":{\"references\":[" references "]}}}"
/* `root`: more of the root module, with a comma in front. */
#define SOURCE_PLAN(changes, providers, resources, root, more)                                     \
  "{\"format_version\":\"1.2\"" more ",\"resource_changes\":[" changes                             \
  "],\"configuration\":{\"provider_config\":{" providers                                           \
  "},\"root_module\":{\"resources\":[" resources "]" root "}}}"
#define SOURCE_AWS "\"aws\":{\"name\":\"aws\"}"
#define SOURCE_ONE(references)                                                                     \
  SOURCE_PLAN(SOURCE_ROLE("aws_iam_role.r") "," SOURCE_USER, SOURCE_AWS,                           \
              SOURCE_CONFIG(references), "", "")
#define REFER_TO_USER "\"aws_iam_user.u.arn\",\"aws_iam_user.u\""

/* ---- Showing ------------------------------------------------------------- */

static void add_place(Buf *buf, const SourceSpan *place) {
  if (!place->source)
    return;
  Position at = source_position(place->source, place->span.begin);
  buf_addf(buf, " %s:%zu:%zu", place->source->path, at.line, at.column);
}

static void add_texts(Buf *buf, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Str text = text_key(buf->arena, items[i].text);
    buf_addf(buf, "%s%.*s", i > 0 ? "|" : "", STR_FMT(text));
  }
}

static void add_source_trust(Buf *buf, const Trust *trust) {
  static const char *const states[] = {"known", "missing", "unknown", "broken"};
  static const char *const origins[] = {"", " rebuilt", " source"};
  buf_addf(buf, "  %s%s%s", states[trust->state], origins[trust->origin],
           trust->sensitive ? " sensitive" : "");
  if (trust->when.len > 0)
    buf_addf(buf, " when %.*s", STR_FMT(trust->when));
  if (trust->state == TRUST_UNKNOWN)
    buf_addf(buf, " %.*s; %.*s", STR_FMT(trust->hole->name), STR_FMT(trust->hole->give));
  for (size_t i = 0; i < trust->policy->statement_count; i++) {
    const Statement *st = &trust->policy->statements[i];
    buf_add(buf, " {");
    for (size_t k = 0; k < st->principal_count; k++) {
      const Principal *p = &st->principals[k];
      Str text = text_key(buf->arena, p->value.text);
      const Hole *hole = text_only_hole(p->value.text);
      buf_addf(buf, "%s%.*s:%.*s", k > 0 ? " " : "", STR_FMT(p->key), STR_FMT(text));
      if (hole)
        buf_addf(buf, "#%d", (int)hole->kind);
    }
    for (size_t k = 0; k < st->condition_count; k++) {
      const Condition *c = &st->conditions[k];
      buf_addf(buf, " %.*s=", STR_FMT(c->key));
      add_texts(buf, c->values, c->value_count);
      buf_add(buf, c->opaque ? "(opaque)" : "");
    }
    buf_add(buf, st->condition_opaque ? " (condition)}" : "}");
  }
  buf_add(buf, trust->policy->statements_opaque ? " (statements)\n" : "\n");
}

static Str show_source(const Input *input) {
  Buf buf = buf_in(input->arena);
  for (size_t i = 0; i < input->after.role_count; i++) {
    const Role *role = &input->after.roles[i];
    buf_addf(&buf, "%.*s", STR_FMT(role->address));
    add_place(&buf, &role->source_span);
    add_place(&buf, &role->definition);
    buf_add(&buf, role->alternatives_cut ? " cut\n" : "\n");
    for (size_t k = 0; k < role->trust_count; k++)
      add_source_trust(&buf, &role->trusts[k]);
  }
  for (size_t i = 0; i < input->unread_count; i++) {
    const Unread *unread = &input->unread[i];
    buf_add(&buf, "unread");
    add_place(&buf, &unread->source_span);
    buf_addf(&buf, " %.*s\n", STR_FMT(unread->what));
  }
  assert_false(buf.failed);
  return buf_str(&buf);
}

/* Reads a plan with a source; to be freed with its arena. */
static Input read_source(const char *plan, const char *root, struct fake_file *files) {
  Input input = {.arena = arena_new(MAX_ARENA_BYTES)};
  FileAccess reader = {files, list_fake, read_fake, read_fake_inside};
  ParseOptions options = {.source_root = root, .files = &reader};
  input.source = (Source){.path = "plan", .bytes = plan, .len = strlen(plan)};
  int status = front_end_read(&input, &options);
  if (status != OK)
    fail_msg("%s\n%s", input.error.text, plan);
  return input;
}

static void expect_files(const char *plan, const char *root, struct fake_file *files,
                         const char *wanted) {
  Input input = read_source(plan, root, files);
  Str shown = show_source(&input);
  if (!str_is(shown, wanted))
    fail_msg("is\n%.*sexpected\n%s", STR_FMT(shown), wanted);
  arena_free(input.arena);
}

/* The same for one file, main.tf. */
static void expect_source(const char *plan, const char *text, const char *wanted) {
  struct fake_file files[] = {{"main.tf", text}, {NULL, NULL}};
  expect_files(plan, ".", files, wanted);
}

#endif
