/* SPDX-License-Identifier: Apache-2.0
 *
 * The open world of `simulate`: what a caller, a call and a role determine.
 */
#include "simulate/open_world.h"
#include "assumelint/arena.h"
#include "assumelint/node.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"
#include "run/request.h"
#include "simulate/replay.h"
#include "unit.h"

struct world {
  Arena *arena;
  Role role;
  Trust trust;
  Request request;
  Notes notes;
};

static const Hole own = {.name = {"AWS::AccountId", 14}, .kind = HOLE_OWN_ACCOUNT};

/* A role with this policy, asked by this principal. */
static struct world *begin(const char *policy, const char *principal, const char *action) {
  Arena *arena = arena_new((size_t)16 << 20);
  assert_non_null(arena);
  struct world *w = arena_alloc(arena, sizeof *w);
  Node *root = NULL;
  Error err = {.status = OK};
  *w = (struct world){.arena = arena, .notes = {.arena = arena}};
  assert_int_equal(json_read_embedded(&root, arena, str_of(policy), (Span){0, 0}, &err), OK);
  assert_int_equal(policy_map(&w->trust.policy, &w->trust.state, arena, root, &err), OK);
  w->role.account = w->role.partition = text_hole(arena, &own);
  w->role.trusts = &w->trust;
  w->role.trust_count = 1;
  assert_int_equal(run_read_principal(&w->request, arena, str_of(principal), &err), OK);
  assert_int_equal(run_read_action(&w->request, arena, str_of(action), &err), OK);
  return w;
}

static void give(struct world *w, const char *name, const char *value) {
  static const Text *values[8];
  static ContextKey keys[8];
  size_t n = w->request.key_count;
  values[n] = text_literal(w->arena, str_of(value));
  keys[n] = (ContextKey){
      .name = str_of(name), .presence = KEY_PRESENT, .values = &values[n], .value_count = 1};
  w->request.keys = keys;
  w->request.key_count = n + 1;
}

static void open_world(struct world *w) {
  request_carry(&w->request, &w->notes);
  request_open(&w->request, w->arena, &w->role, w->trust.policy);
}

static const ContextKey *key(const struct world *w, const char *name) {
  return request_key(&w->request, str_of(name));
}

static void assert_value(const struct world *w, const char *name, const char *value) {
  const ContextKey *found = key(w, name);
  assert_non_null(found);
  assert_int_equal(found->presence, KEY_PRESENT);
  assert_true(text_is(found->values[0], value));
}

/* There, with a value that is not told. */
static void assert_hole(const struct world *w, const char *name) {
  const ContextKey *found = key(w, name);
  assert_non_null(found);
  assert_int_equal(found->presence, KEY_PRESENT);
  assert_non_null(text_first_hole(found->values[0]));
}

static void assert_absent(const struct world *w, const char *name) {
  assert_non_null(key(w, name));
  assert_int_equal(key(w, name)->presence, KEY_ABSENT);
}

/* Asks for every key it is given, so that each is looked at. */
#define ASKS(keys)                                                                                 \
  "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": " \
  "\"*\"}, \"Action\": \"sts:*\", \"Condition\": {\"StringLike\": {" keys "}}}}"

static void test_user(void **state) {
  (void)state;
  struct world *w = begin(ASKS("\"aws:CurrentTime\": \"x\", \"sts:ExternalId\": \"x\", "
                               "\"aws:SourceVpce\": \"x\", \"aws:RequestTag/a\": \"x\", "
                               "\"sts:SourceIdentity\": \"x\", \"aws:PrincipalTag/t\": \"x\""),
                          "arn:aws:iam::111122223333:user/team/dev", "");
  open_world(w);
  assert_value(w, "aws:PrincipalArn", "arn:aws:iam::111122223333:user/team/dev");
  assert_value(w, "aws:PrincipalAccount", "111122223333");
  assert_value(w, "aws:PrincipalType", "User");
  assert_value(w, "aws:username", "dev");
  assert_value(w, "aws:PrincipalIsAWSService", "false");
  assert_value(w, "aws:SecureTransport", "true");
  assert_hole(w, "aws:userid");
  assert_hole(w, "aws:ResourceAccount");
  assert_hole(w, "aws:CurrentTime");
  assert_absent(w, "sts:ExternalId");
  assert_absent(w, "sts:SourceIdentity");
  assert_absent(w, "aws:RequestTag/a");
  assert_null(key(w, "aws:SourceVpce"));
  assert_null(key(w, "aws:PrincipalTag/t"));
  assert_int_equal(w->request.others, KEY_MAYBE);
  arena_free(w->arena);
}

static void test_session(void **state) {
  (void)state;
  struct world *w =
      begin(ASKS("\"aws:username\": \"*\""), "arn:aws:sts::111122223333:assumed-role/ci/run-7", "");
  open_world(w);
  assert_hole(w, "aws:PrincipalArn");
  assert_hole(w, "aws:userid");
  assert_value(w, "aws:PrincipalType", "AssumedRole");
  assert_absent(w, "aws:username");
  arena_free(w->arena);
}

static void test_service(void **state) {
  (void)state;
  struct world *w = begin(ASKS("\"aws:PrincipalOrgID\": \"x\", \"aws:SourceArn\": \"x\""),
                          "service:ec2.amazonaws.com", "");
  open_world(w);
  assert_value(w, "aws:PrincipalIsAWSService", "true");
  assert_value(w, "aws:PrincipalServiceName", "ec2.amazonaws.com");
  assert_absent(w, "aws:PrincipalOrgID");
  assert_null(key(w, "aws:SourceArn"));
  arena_free(w->arena);
}

static void test_token(void **state) {
  (void)state;
  struct world *w = begin(ASKS("\"x.example:sub\": \"a\", \"x.example:ref\": \"a\", "
                               "\"y.example:sub\": \"a\", \"saml:aud\": \"a\", "
                               "\"sts:ExternalId\": \"a\""),
                          "federated:x.example", "");
  open_world(w);
  assert_hole(w, "x.example:sub");
  assert_null(key(w, "x.example:ref"));
  assert_absent(w, "y.example:sub");
  assert_absent(w, "saml:aud");
  assert_absent(w, "sts:ExternalId");
  arena_free(w->arena);
}

static void test_what_the_call_cannot_carry(void **state) {
  (void)state;
  struct world *w = begin(ASKS("\"sts:ExternalId\": \"12345\""),
                          "arn:aws:iam::111122223333:role/ci", "sts:TagSession");
  give(w, "sts:ExternalId", "12345");
  give(w, "sts:DurationSeconds", "900");
  give(w, "aws:PrincipalTag/t", "x");
  open_world(w);
  assert_absent(w, "sts:ExternalId");
  assert_absent(w, "sts:DurationSeconds");
  assert_value(w, "aws:PrincipalTag/t", "x");
  assert_int_equal(w->notes.count, 2);
  arena_free(w->arena);
}

static void test_tag_keys_follow_from_tags(void **state) {
  (void)state;
  struct world *w = begin(ASKS("\"aws:TagKeys\": \"x\""), "arn:aws:iam::111122223333:role/ci", "");
  give(w, "aws:RequestTag/team", "web");
  give(w, "aws:RequestTag/stage", "dev");
  open_world(w);
  const ContextKey *keys = key(w, "aws:TagKeys");
  assert_non_null(keys);
  assert_true(keys->multivalued);
  assert_int_equal(keys->value_count, 2);
  assert_true(text_is(keys->values[1], "stage"));
  arena_free(w->arena);
}

/* ---- Asking a role -------------------------------------------------------- */

static Verdict verdict(struct world *w, const char *account) {
  Replay replay;
  ReplayRequest ask = {.role = &w->role, .request = &w->request, .open = true};
  if (account)
    ask.account = text_literal(w->arena, str_of(account));
  simulate_replay(&replay, w->arena, &ask);
  return replay.verdict;
}

static void test_own_account_is_bound(void **state) {
  (void)state;
  struct world *w = begin(ASKS("\"aws:PrincipalAccount\": \"${aws:ResourceAccount}\""),
                          "arn:aws:iam::111122223333:user/dev", "");
  assert_int_equal(verdict(w, NULL), VERDICT_UNKNOWN);
  assert_int_equal(verdict(w, "111122223333"), VERDICT_ALLOW);
  assert_int_equal(verdict(w, "444455556666"), VERDICT_IMPLICIT_DENY);
  arena_free(w->arena);
}

static void test_alternatives(void **state) {
  (void)state;
  struct world *w =
      begin(ASKS("\"aws:username\": \"dev\""), "arn:aws:iam::111122223333:user/dev", "");
  struct world *other = begin(ASKS("\"aws:username\": \"ops\""), "111122223333", "");
  Trust both[] = {w->trust, other->trust};
  w->role.trusts = both;
  w->role.trust_count = 2;
  assert_int_equal(verdict(w, NULL), VERDICT_UNKNOWN);
  both[0] = other->trust;
  assert_int_equal(verdict(w, NULL), VERDICT_IMPLICIT_DENY);
  both[1].state = TRUST_UNKNOWN;
  assert_int_equal(verdict(w, NULL), VERDICT_UNKNOWN);
  arena_free(other->arena);
  arena_free(w->arena);
}

/* ---- What else is needed --------------------------------------------------- */

static bool needs_identity_policy(const char *named, const char *caller, const char *account) {
  char policy[256];
  snprintf(policy, sizeof policy,
           "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"%s\"}, "
           "\"Action\": \"sts:AssumeRole\"}}",
           named);
  struct world *w = begin(policy, caller, "");
  CallerNeeds needs;
  request_caller_needs(&needs, w->arena, w->trust.policy, &w->request,
                       &w->trust.policy->statements[0], text_literal(w->arena, str_of(account)));
  assert_non_null(needs.why);
  arena_free(w->arena);
  return needs.identity_policy;
}

static void test_needs(void **state) {
  (void)state;
  static const char user[] = "arn:aws:iam::111122223333:user/dev";
  assert_false(needs_identity_policy(user, user, "111122223333"));
  assert_true(needs_identity_policy("111122223333", user, "111122223333"));
  assert_false(needs_identity_policy("*", user, "111122223333"));
  assert_true(needs_identity_policy(user, user, "444455556666"));
  assert_false(needs_identity_policy("arn:aws:iam::111122223333:role/ci",
                                     "arn:aws:sts::111122223333:assumed-role/ci/run",
                                     "111122223333"));
}

TESTS(open_world, TEST(test_user), TEST(test_session), TEST(test_service), TEST(test_token),
      TEST(test_what_the_call_cannot_carry), TEST(test_tag_keys_follow_from_tags),
      TEST(test_own_account_is_bound), TEST(test_alternatives), TEST(test_needs));
