/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tests of the Terraform front end share: reading a plan through
 * windows of several sizes, showing the worlds as text, and pieces of plans.
 */
#ifndef ASSUMELINT_TESTS_UNIT_TERRAFORM_TERRAFORM_SHOW_H
#define ASSUMELINT_TESTS_UNIT_TERRAFORM_TERRAFORM_SHOW_H

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"
#include "util/window.h"

extern const FrontEnd tf_terraform_front_end;

/* ---- Reading, and showing what was read -------------------------------- */

static Input read_with(const char *text, size_t len, size_t window) {
  Input input = {.arena = arena_new(MAX_ARENA_BYTES)};
  MemoryReader memory = {.bytes = text, .len = len};
  Reader reader = memory_reader(&memory);
  InputHead head = front_end_look_at_head(text, len);
  if (!head.front_end)
    head.front_end = &tf_terraform_front_end;
  int status = front_end_read_stream(&input, head, NULL, &reader, window);
  assert_int_equal(status, input.status);
  if (status != OK)
    assert_true(input.error.text[0] != '\0');
  return input;
}

static void add_text(Buf *buf, const char *name, const Text *text) {
  Str printed = text ? text_key(buf->arena, text) : STR("-");
  buf_addf(buf, " %s=%.*s", name, STR_FMT(printed));
}

static void add_policy(Buf *buf, const Trust *trust) {
  buf_addf(buf, " trust=%d%s", trust->state, trust->sensitive ? "s" : "");
  if (trust->hole)
    buf_addf(buf, " hole=%.*s", STR_FMT(trust->hole->name));
  for (size_t i = 0; i < trust->policy->statement_count; i++) {
    const Statement *st = &trust->policy->statements[i];
    buf_addf(buf, " sid=%.*s", STR_FMT(st->sid));
    for (size_t k = 0; k < st->principal_count; k++)
      add_text(buf, "p", st->principals[k].value.text);
    for (size_t k = 0; k < st->action_count; k++)
      add_text(buf, "a", st->actions[k].text);
    for (size_t k = 0; k < st->condition_count; k++)
      for (size_t v = 0; v < st->conditions[k].value_count; v++)
        add_text(buf, "c", st->conditions[k].values[v].text);
  }
}

static void add_world(Buf *buf, const World *world) {
  for (size_t i = 0; i < world->role_count; i++) {
    const Role *role = &world->roles[i];
    const char *change = change_name(role->change);
    buf_addf(buf, "role %.*s [%.*s] %s %zu-%zu", STR_FMT(role->address), STR_FMT(role->label),
             change ? change : "-", role->span.begin, role->span.end);
    if (role->previous_address.len > 0)
      buf_addf(buf, " from %.*s", STR_FMT(role->previous_address));
    add_text(buf, "name", role->name);
    add_text(buf, "path", role->path);
    add_text(buf, "arn", role->arn);
    add_text(buf, "account", role->account);
    add_text(buf, "partition", role->partition);
    buf_addf(buf, " max=%ld admin=%.*s", role->max_session, STR_FMT(role->admin_why));
    add_policy(buf, &role->trusts[0]);
    buf_add(buf, "\n");
  }
  for (size_t i = 0; i < world->principal_resource_count; i++) {
    const PrincipalResource *principal_resource = &world->principal_resources[i];
    const char *change = change_name(principal_resource->change);
    buf_addf(buf, "entity %d %.*s %s id=%.*s", principal_resource->kind,
             STR_FMT(principal_resource->address), change ? change : "-",
             STR_FMT(principal_resource->unique_id));
    add_text(buf, "name", principal_resource->name);
    add_text(buf, "arn", principal_resource->arn);
    for (size_t k = 0; k < principal_resource->client_id_count; k++)
      add_text(buf, "client", principal_resource->client_ids[k]);
    buf_add(buf, "\n");
  }
}

static Str show(Input *input) {
  Buf buf = buf_in(input->arena);
  buf_addf(&buf, "%d %s %d %d %d\nbefore\n", input->status, input->error.text, input->format,
           input->complete, input->errored != NULL);
  add_world(&buf, &input->before);
  buf_add(&buf, "after\n");
  add_world(&buf, &input->after);
  assert_false(buf.failed);
  return buf_str(&buf);
}

/* Reads with windows of all sizes, which must not make a difference. */
static inline Input read_text(const char *text) {
  size_t len = strlen(text);
  Input whole = read_with(text, len, WINDOW_BYTES);
  Str shown = show(&whole);
  static const size_t windows[] = {64, 100, 1000};
  for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
    Input input = read_with(text, len, windows[i]);
    Str again = show(&input);
    if (!str_eq(shown, again))
      fail_msg("with a window of %zu:\n%.*s\nnot\n%.*s", windows[i], STR_FMT(again),
               STR_FMT(shown));
    arena_free(input.arena);
  }
  return whole;
}

static void done(Input *input) {
  arena_free(input->arena);
}

static inline void expect(const char *text, const char *const *wanted) {
  Input input = read_text(text);
  Str shown = show(&input);
  for (; *wanted; wanted++) {
    if (str_find_str(shown, str_of(*wanted)) == shown.len)
      fail_msg("not there: %s\n%.*s", *wanted, STR_FMT(shown));
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
