/* SPDX-License-Identifier: Apache-2.0
 *
 * A principal is compared with the ARN, the unique id or the session of the caller. An account
 * is all its callers, a role all its sessions; a session's ARN does not tell the role's path.
 */
#include "access/principals.h"

#include "assumelint/arena.h"

const char *identity_form(CallerKindOf caller) {
  return caller == CALLER_USER
             ? "arn:{PARTITION}:iam::{ACCOUNT}:user{PATH}{NAME}\n{UIDU}\n"
             : "arn:{PARTITION}:iam::{ACCOUNT}:role{PATH}{NAME}\n{UIDR}\n{SESSION}\n";
}

enum { MAX_PARTS = 12 };

struct pattern {
  Arena *arena;
  const Text *parts[MAX_PARTS];
  size_t count;
};

static void add_glob(struct pattern *p, const char *glob) {
  p->parts[p->count++] = text_literal(p->arena, str_of(glob));
}

/* A text whose wildcards are none. */
static void add_exact(struct pattern *p, const Text *text) {
  Piece *pieces = arena_array(p->arena, text->count, sizeof *pieces);
  Text *out = arena_alloc(p->arena, sizeof *out);
  for (size_t i = 0; i < text->count; i++) {
    pieces[i] = text->pieces[i];
    pieces[i].exact = true;
  }
  *out = (Text){pieces, text->count};
  p->parts[p->count++] = out;
}

static void write_pattern(Automaton *a, struct pattern *p) {
  automaton_add_text(a, text_concat(p->arena, p->parts, p->count), AUTOMATON_GLOB);
}

static void add_arn_of(struct pattern *p, const Identity *who, const char *rest) {
  add_glob(p, "arn:");
  if (who->partition)
    add_exact(p, who->partition);
  else
    add_glob(p, "*");
  add_glob(p, ":iam::");
  add_exact(p, who->account);
  add_glob(p, rest);
}

static void write_session(Automaton *a, Arena *arena, const Identity *who, const char *path) {
  struct pattern p = {.arena = arena};
  add_arn_of(&p, who, path);
  add_exact(&p, who->name);
  add_glob(&p, "\n*\n");
  add_exact(&p, who->session);
  add_glob(&p, "\n");
  write_pattern(a, &p);
}

void principal_add(Automaton *a, Arena *arena, const Principal *principal) {
  Identity who = identity_of(arena, principal);
  struct pattern p = {.arena = arena};
  if (principal->kind == PRINCIPAL_SERVICE || principal->kind == PRINCIPAL_FEDERATED)
    return;
  switch (who.kind) {
  case IDENTITY_ANYONE:
    add_glob(&p, "*");
    break;
  case IDENTITY_ACCOUNT:
    add_arn_of(&p, &who, ":*");
    break;
  case IDENTITY_ROLE:
  case IDENTITY_USER:
    add_exact(&p, who.text);
    add_glob(&p, "\n*");
    break;
  case IDENTITY_SESSION:
    write_session(a, arena, &who, ":role/");
    write_session(a, arena, &who, ":role/*/");
    return;
  case IDENTITY_ORPHAN:
    add_glob(&p, "*\n");
    add_exact(&p, who.text);
    add_glob(&p, "\n*");
    break;
  case IDENTITY_UNKNOWN:
    p.parts[p.count++] = text_hole(arena, &automaton_anything);
    break;
  default:
    return;
  }
  write_pattern(a, &p);
}
