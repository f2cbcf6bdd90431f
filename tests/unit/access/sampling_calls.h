/* SPDX-License-Identifier: Apache-2.0
 *
 * A sampled call: whoever makes it, put together from its parties and its shape.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_CALLS_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_CALLS_H

#include "sampling_accounts.h"
#include "sampling_tokens.h"

/* The call of this shape by these parties. */
static inline struct sample *sample_call(Arena *arena, enum caller by, const struct parties *who,
                                         uint64_t shape) {
  struct sample *s = arena_alloc(arena, sizeof *s);
  *s = (struct sample){.arena = arena, .by = by, .action = "sts:AssumeRole"};
  uint64_t *seed = &shape;
  switch (by) {
  case BY_USER:
    say_user(s, who, seed);
    break;
  case BY_SESSION:
    say_role_session(s, who, seed);
    break;
  case BY_SERVICE:
    say_service(s, who, seed);
    break;
  case BY_CERTIFICATE:
    say_certificate(s, who, seed);
    break;
  case BY_SAML:
    say_assertion(s, who, seed);
    break;
  case BY_GITHUB:
    say_github(s, who, "token.actions.githubusercontent.com", seed);
    break;
  case BY_GITHUB_ENTERPRISE:
  case BY_EKS:
  case BY_CIRCLECI:
    say_private(s, who, seed);
    break;
  case BY_GITLAB:
    say_gitlab(s, who, seed);
    break;
  case BY_TERRAFORM:
    say_terraform(s, who, seed);
    break;
  case BY_BUILDKITE:
    say_buildkite(s, who, seed);
    break;
  case BY_GOOGLE:
  case BY_AMAZON:
  case BY_FACEBOOK:
    say_people(s, who, seed);
    break;
  case BY_COGNITO:
    say_cognito(s, who, seed);
    break;
  case BY_OTHER_ISSUER:
  case CALLERS:
    say_other_issuer(s, who, seed);
    break;
  }
  say_common(s, who, seed);
  /* A certificate always brings tags and a source identity. */
  if (by == BY_CERTIFICATE) {
    s->also_count = 0;
    need(s, "sts:TagSession");
    need(s, "sts:SetSourceIdentity");
  }
  return s;
}

static inline const struct said *sample_says(const struct sample *s, const char *name) {
  for (unsigned i = 0; i < s->count; i++) {
    if (strcasecmp(s->said[i].name, name) == 0)
      return &s->said[i];
  }
  return NULL;
}

/* As the evaluator reads it. */
static inline Request sample_request(const struct sample *s) {
  ContextKey *keys = arena_array(s->arena, s->count, sizeof *keys);
  Str *also = arena_array(s->arena, s->also_count + 1, sizeof *also);
  for (unsigned i = 0; i < s->count; i++) {
    const struct said *said = &s->said[i];
    const Text **values = arena_array(s->arena, said->count + 1, sizeof *values);
    for (unsigned k = 0; k < said->count; k++)
      values[k] = text_literal(s->arena, str_of(said->values[k]));
    keys[i] = (ContextKey){.name = str_of(said->name),
                           .presence = KEY_PRESENT,
                           .values = values,
                           .value_count = said->count,
                           .multivalued = said->list};
  }
  for (unsigned i = 0; i < s->also_count; i++)
    also[i] = str_of(s->also[i]);
  return (Request){.principal_kind = s->kind,
                   .principal = text_literal(s->arena, str_of(s->principal)),
                   .action = str_of(s->action),
                   .also = also,
                   .also_count = s->also_count,
                   .keys = keys,
                   .key_count = s->count};
}

#endif
