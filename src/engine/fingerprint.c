/* SPDX-License-Identifier: Apache-2.0
 *
 * Fingerprints: they recognise a finding in another version of its file, or in
 * another format.
 *
 * A fingerprint is the SHA-256 of rule, role key, fault key and the number among
 * equal ones. The role key is the role's literal name with its path, and its
 * address too where several roles share that name; without a literal name it is
 * the address. No position, severity or secret goes in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "engine/raw_finding.h"
#include "util/sha256.h"
#include "util/sorted.h"

struct keyed {
  RawFinding *found;
  Str role_key, fault;
  size_t order;
};

/* The address now or, if `former`, the one before it was moved. */
static Str address_key(Str address, Str previous, bool former) {
  return former && previous.len > 0 ? previous : address;
}

/* The name with its path; NULL ptr where it is not a literal. */
static Str literal_name(Arena *arena, const Role *role) {
  Str name, path = STR("");
  if (!role->name || !text_known(role->name, &name))
    return (Str){NULL, 0};
  if (role->path)
    text_known(role->path, &path);
  return str_printf(arena, "%.*s%.*s", STR_FMT(path), STR_FMT(name));
}

/* ---- Names that several roles have -------------------------------------------- */

/* The literal names of the roles of each world. */
struct names {
  StrIndex here, other;
};

/* `world` may be NULL. */
static StrIndex list_names(Arena *arena, const World *world) {
  StrIndex out = {.items = NULL};
  for (size_t i = 0; world && i < world->role_count; i++) {
    Str name = literal_name(arena, &world->roles[i]);
    if (name.ptr)
      LIST_ADD(arena, &out, ((StrEntry){name, i}));
  }
  str_index_sort(&out);
  return out;
}

static bool is_repeated(const StrIndex *names, Str name) {
  return names->count > 0 && str_index_find(names, name).count > 1;
}

/* A name that is shared in one world counts as shared in both. Otherwise no finding of its
 * roles would equal the one in the other world. */
static bool is_shared(const struct names *names, Str name) {
  return is_repeated(&names->here, name) || is_repeated(&names->other, name);
}

static Str role_key(Arena *arena, const RawFinding *found, const struct names *names, bool former) {
  const Role *role = found->role;
  const PrincipalResource *resource = found->principal_resource;
  if (!role && resource)
    return address_key(resource->address, resource->previous_address, former);
  if (!role)
    return found->finding.address;
  Str address = address_key(role->address, role->previous_address, former);
  Str name = literal_name(arena, role);
  if (!name.ptr)
    return address;
  if (is_shared(names, name))
    return str_printf(arena, "%.*s %.*s", STR_FMT(name), STR_FMT(address));
  return name;
}

/* ---- Fingerprints --------------------------------------------------------------- */

/* `old` is not empty. */
static Str replace(Arena *arena, Str s, Str old, Str new) {
  Buf buf = buf_in(arena);
  for (;;) {
    size_t at = str_find_str(s, old);
    buf_add_n(&buf, s.ptr, at);
    if (at == s.len)
      break;
    buf_add_str(&buf, new);
    s = str_slice(s, at + old.len, s.len);
  }
  if (buf.failed)
    out_of_memory();
  return buf_str(&buf);
}

static bool is_literal(const Text *text, Str *out) {
  return text && text_known(text, out) && out->len > 0;
}

/* The fault. A plan has the role's own account and partition as literals: they become
 * what text_canonical makes of their holes. */
static Str fault_key(Arena *arena, const RawFinding *found) {
  const Role *role = found->role;
  Str fault = found->finding.fault, own;
  if (role && is_literal(role->account, &own))
    fault = replace(arena, fault, own, STR("${own}"));
  if (role && is_literal(role->partition, &own) && !str_is(own, "aws"))
    fault = replace(arena, fault, str_printf(arena, "arn:%.*s:", STR_FMT(own)), STR("arn:aws:"));
  return fault;
}

static int compare_same(const struct keyed *a, const struct keyed *b) {
  int order = strcmp(a->found->rule->id, b->found->rule->id);
  if (order == 0)
    order = str_cmp(a->role_key, b->role_key);
  return order != 0 ? order : str_cmp(a->fault, b->fault);
}

static size_t statement_of(const struct keyed *k) {
  const Statement *statement = k->found->finding.statement;
  return statement ? statement->index + 1 : 0;
}

/* Equal ones are numbered in the order of their document. */
static int compare_keyed(const void *left, const void *right) {
  const struct keyed *a = left, *b = right;
  int order = compare_same(a, b);
  if (order != 0)
    return order;
  if (statement_of(a) != statement_of(b))
    return statement_of(a) < statement_of(b) ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static void hash_part(Sha256 *sha, Str part) {
  sha256_add(sha, part.ptr, part.len);
  sha256_add(sha, "", 1); /* a NUL: parts cannot run into each other */
}

static void fingerprint(char out[FINGERPRINT_BYTES], const struct keyed *k, size_t ordinal) {
  Sha256 sha;
  unsigned char digest[SHA256_BYTES];
  char number[24];
  snprintf(number, sizeof number, "%zu", ordinal);
  sha256_init(&sha);
  hash_part(&sha, str_of(k->found->rule->id));
  hash_part(&sha, k->role_key);
  hash_part(&sha, k->fault);
  hash_part(&sha, str_of(number));
  sha256_finish(&sha, digest);
  snprintf(out, FINGERPRINT_BYTES, "1:");
  for (size_t i = 0; i < 16; i++)
    snprintf(out + 2 + 2 * i, 3, "%02x", digest[i]);
}

static void fingerprint_all(RawFindings *list, const struct names *names, bool former) {
  struct keyed *keyed = arena_array(list->arena, list->count, sizeof *keyed);
  for (size_t i = 0; i < list->count; i++) {
    RawFinding *found = &list->items[i];
    keyed[i] = (struct keyed){found, role_key(list->arena, found, names, former),
                              fault_key(list->arena, found), i};
  }
  qsort(keyed, list->count, sizeof *keyed, compare_keyed);
  size_t ordinal = 0;
  for (size_t i = 0; i < list->count; i++) {
    bool equal = i > 0 && compare_same(&keyed[i - 1], &keyed[i]) == 0;
    ordinal = equal ? ordinal + 1 : 0;
    RawFinding *found = keyed[i].found;
    fingerprint(former ? found->former : found->fingerprint, &keyed[i], ordinal);
  }
}

void engine_apply_fingerprints(RawFindings *list, const World *world, const World *other) {
  struct names names = {list_names(list->arena, world), list_names(list->arena, other)};
  fingerprint_all(list, &names, false);
  fingerprint_all(list, &names, true);
}

static int compare_former(const void *left, const void *right) {
  const RawFinding *const *a = left, *const *b = right;
  return strcmp((*a)->former, (*b)->former);
}

/* A finding is new unless the same one, at least as severe, was in the world before. */
void engine_mark_introduced(RawFindings *after, const RawFindings *before) {
  const RawFinding **sorted = arena_array(after->arena, before->count, sizeof *sorted);
  for (size_t i = 0; i < before->count; i++)
    sorted[i] = &before->items[i];
  qsort(sorted, before->count, sizeof *sorted, compare_former);
  for (size_t i = 0; i < after->count; i++) {
    RawFinding *found = &after->items[i];
    const RawFinding *key = found;
    const RawFinding **hit = bsearch(&key, sorted, before->count, sizeof *sorted, compare_former);
    bool old = hit && !found->always_new && (*hit)->severity >= found->severity;
    found->introduced = old ? INTRODUCED_NO : INTRODUCED_YES;
  }
}
