/* SPDX-License-Identifier: Apache-2.0
 *
 * What a principal alone says of a request's context.
 *
 * Source: IAM User Guide, "AWS global condition context keys", the availability
 * of aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType and aws:username.
 */
#include <string.h>

#include "assumelint/access.h"
#include "assumelint/arena.h"
#include "assumelint/status.h"

enum { MAX_ADDED = 6 };

struct completion {
  struct alint_arena *arena;
  struct alint_request *request;
  bool failed;
};

static void add(struct completion *c, const char *name, const struct alint_text *value) {
  const struct alint_text **values = alint_arena_alloc(c->arena, sizeof *values);
  if (!value)
    alint_out_of_memory();
  if (alint_request_key(c->request, alint_str(name)))
    return;
  *values = value;
  c->request->keys[c->request->key_count++] = (struct alint_context_key){
      .name = alint_str(name), .presence = ALINT_PRESENT, .values = values, .value_count = 1};
}

static const struct alint_text *literal(struct completion *c, const char *s) {
  return alint_text_literal(c->arena, alint_str(s));
}

/* arn:P:iam::A:role/<path>NAME: a session's ARN does not tell the path. */
static const struct alint_text *role_of_session(struct completion *c,
                                                const struct alint_identity *who) {
  const struct alint_hole *path =
      alint_hole_new(c->arena, (struct alint_hole){.name = ALINT_STR("path of the role")});
  const struct alint_text *parts[] = {
      literal(c, "arn:"), who->partition,       literal(c, ":iam::"),
      who->account,       literal(c, ":role/"), alint_text_hole(c->arena, path),
      who->name};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (!parts[i])
      return NULL;
  }
  return alint_text_concat(c->arena, parts, sizeof parts / sizeof *parts);
}

static void add_aws(struct completion *c, const struct alint_identity *who) {
  if (who->account)
    add(c, "aws:PrincipalAccount", who->account);
  switch (who->who) {
  case ALINT_WHO_USER:
    add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "User"));
    add(c, "aws:username", who->name);
    break;
  case ALINT_WHO_ROLE:
    add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "AssumedRole"));
    break;
  case ALINT_WHO_SESSION:
    add(c, "aws:PrincipalArn", role_of_session(c, who));
    add(c, "aws:PrincipalType", literal(c, "AssumedRole"));
    break;
  case ALINT_WHO_FEDERATED_USER:
    add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "FederatedUser"));
    break;
  case ALINT_WHO_ACCOUNT:
    if (who->partition)
      add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "Account"));
    break;
  default:
    break;
  }
}

void alint_request_complete(struct alint_request *request, struct alint_arena *arena) {
  struct completion c = {.arena = arena, .request = request};
  struct alint_identity who;
  struct alint_context_key *keys =
      alint_arena_array(arena, request->key_count + MAX_ADDED, sizeof *keys);
  alint_identify_text(&who, arena, request->principal_kind, request->principal);
  if (request->key_count > 0)
    memcpy(keys, request->keys, request->key_count * sizeof *keys);
  request->keys = keys;
  bool service = who.who == ALINT_WHO_SERVICE;
  if (request->principal_kind != ALINT_PRINCIPAL_FEDERATED)
    add(&c, "aws:PrincipalIsAWSService", literal(&c, service ? "true" : "false"));
  if (request->principal_kind == ALINT_PRINCIPAL_AWS)
    add_aws(&c, &who);
}
