/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking for a role in the inputs.
 */
#include "run/pick_role.h"

#include "assumelint/arena.h"
#include "assumelint/principal.h"
#include "util/suggest.h"

enum { MAX_LISTED = 40 };

struct search {
  struct alint_arena *arena;
  const struct alint_loaded *inputs;
  struct alint_str wanted;
  bool is_arn;
  struct alint_identity arn; /* of `wanted`, where it is one */
  struct alint_picked first;
  size_t count;
  struct alint_buf list; /* of what matched */
};

bool alint_role_arn(struct alint_identity *out, struct alint_arena *arena, struct alint_str arn,
                    int *status) {
  const struct alint_text *text = alint_text_literal(arena, arn);
  alint_identify_text(out, arena, ALINT_PRINCIPAL_AWS, text);
  *status = ALINT_OK;
  return *status == ALINT_OK && out->who == ALINT_WHO_ROLE && !out->has_wildcard;
}

/* ---- The ways to name a role ------------------------------------------------ */

static bool has_address(const struct search *s, const struct alint_role *role) {
  return alint_str_eq(role->address, s->wanted);
}

static bool may_be(const struct alint_text *a, const struct alint_text *b) {
  return !a || !b || alint_text_eq(a, b) != ALINT_NO;
}

static bool has_name_or_arn(const struct search *s, const struct alint_role *role) {
  struct alint_str known;
  if (!s->is_arn)
    return role->name && alint_text_known(role->name, &known) && alint_str_eq(known, s->wanted);
  if (role->arn && alint_text_known(role->arn, &known))
    return alint_str_eq(known, s->wanted);
  /* A template leaves account and partition open: the ARN tells them. */
  return role->name && alint_text_eq(role->name, s->arn.name) == ALINT_YES &&
         may_be(role->path, s->arn.path) && may_be(role->account, s->arn.account) &&
         may_be(role->partition, s->arn.partition);
}

static bool has_label(const struct search *s, const struct alint_role *role) {
  return alint_str_eq(role->label, s->wanted);
}

static bool any(const struct search *s, const struct alint_role *role) {
  (void)s;
  (void)role;
  return true;
}

/* ---- Looking ------------------------------------------------------------------ */

static void list_role(struct search *s, struct alint_input *input, const struct alint_role *role) {
  if (s->count > MAX_LISTED)
    return;
  alint_buf_add(&s->list, s->count > 1 ? ", " : "");
  if (s->count == MAX_LISTED) {
    alint_buf_add(&s->list, "...");
    return;
  }
  alint_buf_add_str(&s->list, role->address);
  if (s->inputs->count > 1)
    alint_buf_addf(&s->list, " (%s)", input->source.path);
}

static size_t look(struct search *s,
                   bool (*matches)(const struct search *, const struct alint_role *)) {
  s->count = 0;
  s->list = alint_buf(s->arena);
  for (size_t i = 0; i < s->inputs->count; i++) {
    struct alint_input *input = s->inputs->inputs[i];
    for (size_t r = 0; r < input->after.role_count; r++) {
      const struct alint_role *role = &input->after.roles[r];
      if (!matches(s, role))
        continue;
      if (s->count++ == 0)
        s->first = (struct alint_picked){.input = input, .role = role};
      list_role(s, input, role);
    }
  }
  return s->count;
}

static void suggest_near(struct search *s, char out[ALINT_SUGGESTION_TEXT]) {
  const char *wanted = alint_arena_copy(s->arena, s->wanted.ptr, s->wanted.len);
  struct alint_suggestions near = alint_suggestions(wanted, 1);
  for (size_t i = 0; i < s->inputs->count; i++) {
    const struct alint_world *world = &s->inputs->inputs[i]->after;
    for (size_t r = 0; r < world->role_count; r++) {
      const struct alint_role *role = &world->roles[r];
      struct alint_str names[3] = {role->address, role->label};
      if (!role->name || !alint_text_known(role->name, &names[2]))
        names[2] = ALINT_STR("");
      for (size_t n = 0; n < 3; n++) {
        const char *name = alint_arena_copy(s->arena, names[n].ptr, names[n].len);
        alint_suggest(&near, name);
      }
    }
  }
  alint_suggestion_text(out, &near, "");
}

static struct alint_str tell_none(struct search *s) {
  char suggestion[ALINT_SUGGESTION_TEXT] = "";
  if (s->wanted.len == 0)
    return ALINT_STR("there is no role in it");
  suggest_near(s, suggestion);
  if (look(s, any) == 0)
    return alint_str_printf(s->arena, "no role \"%.*s\": there is no role in it",
                            ALINT_FMT(s->wanted));
  return alint_str_printf(s->arena, "no role \"%.*s\"%s: there %s %.*s", ALINT_FMT(s->wanted),
                          suggestion, s->count == 1 ? "is" : "are",
                          ALINT_FMT(alint_buf_str(&s->list)));
}

static struct alint_str tell_many(struct search *s) {
  if (s->wanted.len == 0)
    return alint_str_printf(s->arena, "which role? There are %zu: %.*s", s->count,
                            ALINT_FMT(alint_buf_str(&s->list)));
  return alint_str_printf(s->arena, "%zu roles are called \"%.*s\": %.*s", s->count,
                          ALINT_FMT(s->wanted), ALINT_FMT(alint_buf_str(&s->list)));
}

int alint_pick_role(struct alint_picked *out, struct alint_str *problem, struct alint_arena *arena,
                    const struct alint_loaded *inputs, struct alint_str wanted) {
  struct search s = {.arena = arena, .inputs = inputs, .wanted = wanted};
  int status = ALINT_OK;
  if (alint_str_starts(wanted, "arn:"))
    s.is_arn = alint_role_arn(&s.arn, arena, wanted, &status);
  if (status != ALINT_OK)
    return status;
  size_t found = wanted.len == 0 ? look(&s, any) : look(&s, has_address);
  if (found == 0 && wanted.len > 0)
    found = look(&s, has_name_or_arn);
  if (found == 0 && wanted.len > 0)
    found = look(&s, has_label);
  if (found == 1) {
    *out = s.first;
    out->account = s.is_arn ? s.arn.account : NULL;
    out->partition = s.is_arn ? s.arn.partition : NULL;
    return ALINT_OK;
  }
  *problem = found == 0 ? tell_none(&s) : tell_many(&s);
  if (!problem->ptr)
    alint_out_of_memory();
  return ALINT_EUSAGE;
}

bool alint_role_is_broken(const struct alint_role *role) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (role->trusts[i].state == ALINT_TRUST_BROKEN)
      return true;
  }
  return false;
}
