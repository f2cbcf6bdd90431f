/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of a plan's source share: files in memory, plans of one role,
 * and the roles that come out, as text.
 */
#ifndef TESTS_UNIT_SOURCE_SHOW_H
#define TESTS_UNIT_SOURCE_SHOW_H

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"

/* ---- Files --------------------------------------------------------------- */

struct fake_file {
  const char *path, *text; /* a list of them ends with NULL */
};

/* The part of a path up to its last slash, and the name behind. */
static struct alint_str folder_of(const char *path, const char **name) {
  const char *slash = strrchr(path, '/');
  *name = slash ? slash + 1 : path;
  return alint_str_n(path, slash ? (size_t)(slash - path) : 0);
}

static int list_fake(void *context, struct alint_str **names, size_t *count,
                     struct alint_arena *arena, const char *folder, struct alint_error *err) {
  size_t cap = 0, n = 0;
  *names = NULL;
  for (const struct fake_file *file = context; file->path; file++) {
    const char *name;
    if (!alint_str_is(folder_of(file->path, &name), folder))
      continue;
    *names = alint_arena_grow(arena, *names, n, &cap, sizeof **names);
    assert_non_null(*names);
    (*names)[n++] = alint_str(name);
  }
  *count = n;
  return n > 0 ? ALINT_OK : alint_fail(err, ALINT_EIO, "no such folder: %s", folder);
}

static int read_fake(void *context, struct alint_file *out, struct alint_arena *arena,
                     const char *path, size_t most, struct alint_error *err) {
  for (const struct fake_file *file = context; file->path; file++) {
    if (strcmp(file->path, path) != 0)
      continue;
    size_t len = strlen(file->text);
    if (len > most)
      return alint_fail(err, ALINT_ELIMIT, "too large");
    *out = (struct alint_file){.bytes = alint_str_n(alint_arena_copy(arena, file->text, len), len)};
    return ALINT_OK;
  }
  return alint_fail(err, ALINT_EIO, "no such file");
}

static int read_fake_inside(void *context, struct alint_file *out, struct alint_arena *arena,
                            const char *folder, const char *path, size_t most,
                            struct alint_error *err) {
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

static void add_place(struct alint_buf *buf, const struct alint_place *place) {
  if (!place->source)
    return;
  struct alint_position at = alint_source_position(place->source, place->span.begin);
  alint_buf_addf(buf, " %s:%zu:%zu", place->source->path, at.line, at.column);
}

static void add_texts(struct alint_buf *buf, const struct alint_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct alint_str text = alint_text_key(buf->arena, items[i].text);
    alint_buf_addf(buf, "%s%.*s", i > 0 ? "|" : "", ALINT_FMT(text));
  }
}

static void add_source_trust(struct alint_buf *buf, const struct alint_trust *trust) {
  static const char *const states[] = {"known", "missing", "unknown", "broken"};
  static const char *const origins[] = {"", " rebuilt", " source"};
  alint_buf_addf(buf, "  %s%s%s", states[trust->state], origins[trust->origin],
                 trust->sensitive ? " sensitive" : "");
  if (trust->when.len > 0)
    alint_buf_addf(buf, " when %.*s", ALINT_FMT(trust->when));
  if (trust->state == ALINT_TRUST_UNKNOWN)
    alint_buf_addf(buf, " %.*s; %.*s", ALINT_FMT(trust->hole->name), ALINT_FMT(trust->hole->give));
  for (size_t i = 0; i < trust->policy->statement_count; i++) {
    const struct alint_statement *st = &trust->policy->statements[i];
    alint_buf_add(buf, " {");
    for (size_t k = 0; k < st->principal_count; k++) {
      const struct alint_principal *p = &st->principals[k];
      struct alint_str text = alint_text_key(buf->arena, p->value.text);
      const struct alint_hole *hole = alint_text_only_hole(p->value.text);
      alint_buf_addf(buf, "%s%.*s:%.*s", k > 0 ? " " : "", ALINT_FMT(p->key), ALINT_FMT(text));
      if (hole)
        alint_buf_addf(buf, "#%d", (int)hole->kind);
    }
    for (size_t k = 0; k < st->condition_count; k++) {
      const struct alint_condition *c = &st->conditions[k];
      alint_buf_addf(buf, " %.*s=", ALINT_FMT(c->key));
      add_texts(buf, c->values, c->value_count);
      alint_buf_add(buf, c->opaque ? "(opaque)" : "");
    }
    alint_buf_add(buf, st->condition_opaque ? " (condition)}" : "}");
  }
  alint_buf_add(buf, trust->policy->statements_opaque ? " (statements)\n" : "\n");
}

static struct alint_str show_source(const struct alint_input *input) {
  struct alint_buf buf = alint_buf(input->arena);
  for (size_t i = 0; i < input->after.role_count; i++) {
    const struct alint_role *role = &input->after.roles[i];
    alint_buf_addf(&buf, "%.*s", ALINT_FMT(role->address));
    add_place(&buf, &role->place);
    add_place(&buf, &role->definition);
    alint_buf_add(&buf, role->alternatives_cut ? " cut\n" : "\n");
    for (size_t k = 0; k < role->trust_count; k++)
      add_source_trust(&buf, &role->trusts[k]);
  }
  for (size_t i = 0; i < input->unread_count; i++) {
    const struct alint_unread *unread = &input->unread[i];
    alint_buf_add(&buf, "unread");
    add_place(&buf, &unread->place);
    alint_buf_addf(&buf, " %.*s\n", ALINT_FMT(unread->what));
  }
  assert_false(buf.failed);
  return alint_buf_str(&buf);
}

/* Reads a plan with a source; to be freed with its arena. */
static struct alint_input read_source(const char *plan, const char *root, struct fake_file *files) {
  struct alint_input input = {.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES)};
  struct alint_files reader = {files, list_fake, read_fake, read_fake_inside};
  struct alint_parse_options options = {.source_root = root, .files = &reader};
  input.source = (struct alint_source){.path = "plan", .bytes = plan, .len = strlen(plan)};
  int status = alint_parse(&input, &options);
  if (status != ALINT_OK)
    fail_msg("%s\n%s", input.error.text, plan);
  return input;
}

static void expect_files(const char *plan, const char *root, struct fake_file *files,
                         const char *wanted) {
  struct alint_input input = read_source(plan, root, files);
  struct alint_str shown = show_source(&input);
  if (!alint_str_is(shown, wanted))
    fail_msg("is\n%.*sexpected\n%s", ALINT_FMT(shown), wanted);
  alint_arena_free(input.arena);
}

/* The same for one file, main.tf. */
static void expect_source(const char *plan, const char *text, const char *wanted) {
  struct fake_file files[] = {{"main.tf", text}, {NULL, NULL}};
  expect_files(plan, ".", files, wanted);
}

#endif
