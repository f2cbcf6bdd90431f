/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of the Terraform front end share: reading a plan through
 * windows of several sizes, showing the worlds as text, and pieces of plans.
 */
#ifndef TESTS_UNIT_TERRAFORM_SHOW_H
#define TESTS_UNIT_TERRAFORM_SHOW_H

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"
#include "util/window.h"

extern const struct alint_front_end alint_terraform_front_end;

/* ---- Reading, and showing what was read -------------------------------- */

static struct alint_input read_with(const char *text, size_t len, size_t window) {
  struct alint_input input = {.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES)};
  struct alint_memory_reader memory = {.bytes = text, .len = len};
  struct alint_reader reader = alint_memory_reader(&memory);
  struct alint_head head = alint_look_at_head(text, len);
  if (!head.front_end)
    head.front_end = &alint_terraform_front_end;
  int status = alint_parse_stream(&input, head, NULL, &reader, window);
  assert_int_equal(status, input.status);
  if (status != ALINT_OK)
    assert_true(input.error.text[0] != '\0');
  return input;
}

static void add_text(struct alint_buf *buf, const char *name, const struct alint_text *text) {
  struct alint_str printed = text ? alint_text_key(buf->arena, text) : ALINT_STR("-");
  alint_buf_addf(buf, " %s=%.*s", name, ALINT_FMT(printed));
}

static void add_policy(struct alint_buf *buf, const struct alint_trust *trust) {
  alint_buf_addf(buf, " trust=%d%s", trust->state, trust->sensitive ? "s" : "");
  if (trust->hole)
    alint_buf_addf(buf, " hole=%.*s", ALINT_FMT(trust->hole->name));
  for (size_t i = 0; i < trust->policy->statement_count; i++) {
    const struct alint_statement *st = &trust->policy->statements[i];
    alint_buf_addf(buf, " sid=%.*s", ALINT_FMT(st->sid));
    for (size_t k = 0; k < st->principal_count; k++)
      add_text(buf, "p", st->principals[k].value.text);
    for (size_t k = 0; k < st->action_count; k++)
      add_text(buf, "a", st->actions[k].text);
    for (size_t k = 0; k < st->condition_count; k++)
      for (size_t v = 0; v < st->conditions[k].value_count; v++)
        add_text(buf, "c", st->conditions[k].values[v].text);
  }
}

static void add_world(struct alint_buf *buf, const struct alint_world *world) {
  for (size_t i = 0; i < world->role_count; i++) {
    const struct alint_role *role = &world->roles[i];
    const char *change = alint_change_name(role->change);
    alint_buf_addf(buf, "role %.*s [%.*s] %s %zu-%zu", ALINT_FMT(role->address),
                   ALINT_FMT(role->label), change ? change : "-", role->span.begin, role->span.end);
    if (role->previous_address.len > 0)
      alint_buf_addf(buf, " from %.*s", ALINT_FMT(role->previous_address));
    add_text(buf, "name", role->name);
    add_text(buf, "path", role->path);
    add_text(buf, "arn", role->arn);
    add_text(buf, "account", role->account);
    add_text(buf, "partition", role->partition);
    alint_buf_addf(buf, " max=%ld admin=%.*s", role->max_session, ALINT_FMT(role->admin_why));
    add_policy(buf, &role->trusts[0]);
    alint_buf_add(buf, "\n");
  }
  for (size_t i = 0; i < world->entity_count; i++) {
    const struct alint_entity *entity = &world->entities[i];
    const char *change = alint_change_name(entity->change);
    alint_buf_addf(buf, "entity %d %.*s %s id=%.*s", entity->kind, ALINT_FMT(entity->address),
                   change ? change : "-", ALINT_FMT(entity->unique_id));
    add_text(buf, "name", entity->name);
    add_text(buf, "arn", entity->arn);
    for (size_t k = 0; k < entity->client_id_count; k++)
      add_text(buf, "client", entity->client_ids[k]);
    alint_buf_add(buf, "\n");
  }
}

static struct alint_str show(struct alint_input *input) {
  struct alint_buf buf = alint_buf(input->arena);
  alint_buf_addf(&buf, "%d %s %d %d %d\nbefore\n", input->status, input->error.text, input->format,
                 input->complete, input->errored != NULL);
  add_world(&buf, &input->before);
  alint_buf_add(&buf, "after\n");
  add_world(&buf, &input->after);
  assert_false(buf.failed);
  return alint_buf_str(&buf);
}

/* Reads with windows of all sizes, which must not make a difference. */
static inline struct alint_input read_text(const char *text) {
  size_t len = strlen(text);
  struct alint_input whole = read_with(text, len, ALINT_WINDOW_BYTES);
  struct alint_str shown = show(&whole);
  static const size_t windows[] = {64, 100, 1000};
  for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
    struct alint_input input = read_with(text, len, windows[i]);
    struct alint_str again = show(&input);
    if (!alint_str_eq(shown, again))
      fail_msg("with a window of %zu:\n%.*s\nnot\n%.*s", windows[i], ALINT_FMT(again),
               ALINT_FMT(shown));
    alint_arena_free(input.arena);
  }
  return whole;
}

static void done(struct alint_input *input) {
  alint_arena_free(input->arena);
}

static inline void expect(const char *text, const char *const *wanted) {
  struct alint_input input = read_text(text);
  struct alint_str shown = show(&input);
  for (; *wanted; wanted++) {
    if (alint_str_find_str(shown, alint_str(*wanted)) == shown.len)
      fail_msg("not there: %s\n%.*s", *wanted, ALINT_FMT(shown));
  }
  done(&input);
}

/* ---- Plans ------------------------------------------------------------- */

/* JSON with ' for " and ^ for \", so that policies in strings can be read. The
 * text is valid until the next call. */
static inline const char *json(const char *text) {
  static char out[65536];
  size_t n = 0;
  for (; *text && n + 2 < sizeof out; text++) {
    if (*text == '^')
      out[n++] = '\\';
    out[n++] = *text == '\'' || *text == '^' ? '"' : *text;
  }
  out[n] = '\0';
  return out;
}

#define POLICY(principal)                                                                          \
  "\"{\\\"Statement\\\":[{\\\"Sid\\\":\\\"S\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":"      \
  "\\\"sts:AssumeRole\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"" principal "\\\"},"                  \
  "\\\"Condition\\\":{\\\"StringEquals\\\":{\\\"sts:ExternalId\\\":\\\"x1\\\"}}}]}\""
#define ROLE(name, principal)                                                                      \
  "{\"name\":\"" name "\",\"path\":\"/\",\"max_session_duration\":3600,"                           \
  "\"arn\":\"arn:aws:iam::111122223333:role/" name                                                 \
  "\",\"assume_role_policy\":" POLICY(principal) "}"
#define CHANGE(address, type, actions, rest)                                                       \
  "{\"address\":\"" address "\",\"mode\":\"managed\",\"type\":\"" type                             \
  "\",\"name\":\"r\",\"change\":{\"actions\":[" actions "]," rest "}}"
#define PLAN(changes)                                                                                  \
  "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{}},\"resource_changes\":[" changes \
  "]}\n"
#define NEW_ROLE                                                                                   \
  CHANGE("aws_iam_role.r", "aws_iam_role", "\"create\"",                                           \
         "\"after\":{\"assume_role_policy\":" POLICY("1") "}")

#endif
