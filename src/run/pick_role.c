/* SPDX-License-Identifier: Apache-2.0
 *
 * Each match by one kind of name is listed, for the message about none or several.
 */
#include "run/pick_role.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "util/suggest.h"

enum { MAX_LISTED = 40 };

struct search {
  Arena *arena;
  const LoadedInputs *inputs;
  Str wanted;
  bool is_arn;
  Identity arn; /* `wanted`, if it is an ARN */
  PickedRole first;
  size_t count;
  Buf list; /* of the matches */
};

bool run_role_arn(Identity *out, Arena *arena, Str arn) {
  *out = identity_of_text(arena, PRINCIPAL_AWS, text_literal(arena, arn));
  return out->kind == IDENTITY_ROLE && !out->has_wildcard;
}

/* ---- The ways to name a role ------------------------------------------------ */

static bool has_address(const struct search *s, const Role *role) {
  return str_eq(role->address, s->wanted);
}

static bool may_be(const Text *a, const Text *b) {
  return !a || !b || text_eq(a, b) != TRI_NO;
}

static bool has_name_or_arn(const struct search *s, const Role *role) {
  Str known;
  if (!s->is_arn)
    return role->name && text_known(role->name, &known) && str_eq(known, s->wanted);
  if (role->arn && text_known(role->arn, &known))
    return str_eq(known, s->wanted);
  /* A template leaves account and partition open: those of the ARN fit. */
  return role->name && text_eq(role->name, s->arn.name) == TRI_YES &&
         may_be(role->path, s->arn.path) && may_be(role->account, s->arn.account) &&
         may_be(role->partition, s->arn.partition);
}

static bool has_label(const struct search *s, const Role *role) {
  return str_eq(role->label, s->wanted);
}

static bool any(const struct search *s, const Role *role) {
  (void)s;
  (void)role;
  return true;
}

/* ---- Looking ------------------------------------------------------------------ */

static void list_role(struct search *s, Input *input, const Role *role) {
  if (s->count > MAX_LISTED)
    return;
  buf_add(&s->list, s->count > 1 ? ", " : "");
  if (s->count == MAX_LISTED) {
    buf_add(&s->list, "...");
    return;
  }
  buf_add_str(&s->list, role->address);
  if (s->inputs->count > 1)
    buf_addf(&s->list, " (%s)", input->source.path);
}

static size_t look(struct search *s, bool (*matches)(const struct search *, const Role *)) {
  s->count = 0;
  s->list = buf_in(s->arena);
  for (size_t i = 0; i < s->inputs->count; i++) {
    Input *input = s->inputs->inputs[i];
    for (size_t r = 0; r < input->after.role_count; r++) {
      const Role *role = &input->after.roles[r];
      if (!matches(s, role))
        continue;
      if (s->count++ == 0)
        s->first = (PickedRole){.input = input, .role = role};
      list_role(s, input, role);
    }
  }
  return s->count;
}

static void suggest_name(const struct search *s, Suggestions *near, Str name) {
  suggest(near, arena_copy(s->arena, name.ptr, name.len));
}

static void suggest_near(const struct search *s, char out[SUGGESTION_TEXT]) {
  Suggestions near = suggest_begin(arena_copy(s->arena, s->wanted.ptr, s->wanted.len), 1);
  for (size_t i = 0; i < s->inputs->count; i++) {
    const World *world = &s->inputs->inputs[i]->after;
    for (size_t r = 0; r < world->role_count; r++) {
      const Role *role = &world->roles[r];
      Str name;
      suggest_name(s, &near, role->address);
      suggest_name(s, &near, role->label);
      if (role->name && text_known(role->name, &name))
        suggest_name(s, &near, name);
    }
  }
  suggest_text(out, &near, "");
}

static Str describe_none(struct search *s) {
  char suggestion[SUGGESTION_TEXT] = "";
  if (s->wanted.len == 0)
    return STR("it has no role");
  suggest_near(s, suggestion);
  if (look(s, any) == 0)
    return str_printf(s->arena, "no role \"%.*s\": it has no role", STR_FMT(s->wanted));
  return str_printf(s->arena, "no role \"%.*s\"%s: there %s %.*s", STR_FMT(s->wanted), suggestion,
                    s->count == 1 ? "is" : "are", STR_FMT(buf_str(&s->list)));
}

static Str describe_many(struct search *s) {
  if (s->wanted.len == 0)
    return str_printf(s->arena, "it has %zu roles, name one: %.*s", s->count,
                      STR_FMT(buf_str(&s->list)));
  return str_printf(s->arena, "%zu roles are called \"%.*s\": %.*s", s->count, STR_FMT(s->wanted),
                    STR_FMT(buf_str(&s->list)));
}

bool run_pick_role(PickedRole *out, Str *problem, Arena *arena, const LoadedInputs *inputs,
                   Str wanted) {
  struct search s = {.arena = arena, .inputs = inputs, .wanted = wanted};
  s.is_arn = str_starts(wanted, "arn:") && run_role_arn(&s.arn, arena, wanted);
  size_t found = wanted.len == 0 ? look(&s, any) : look(&s, has_address);
  if (found == 0 && wanted.len > 0)
    found = look(&s, has_name_or_arn);
  if (found == 0 && wanted.len > 0)
    found = look(&s, has_label);
  if (found != 1) {
    *problem = found == 0 ? describe_none(&s) : describe_many(&s);
    return false;
  }
  *out = s.first;
  out->account = s.is_arn ? s.arn.account : NULL;
  out->partition = s.is_arn ? s.arn.partition : NULL;
  return true;
}

bool run_role_is_broken(const Role *role) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (role->trusts[i].state == TRUST_BROKEN)
      return true;
  }
  return false;
}
