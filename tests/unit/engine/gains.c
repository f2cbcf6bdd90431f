/* SPDX-License-Identifier: Apache-2.0
 *
 * Gains and losses between two policies. Every witness is a call that one of
 * them allows and the other does not.
 */
#include "engine/gains.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/options.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"
#include "unit.h"

static const Hole own = {.name = {"AWS::AccountId", 14}, .kind = HOLE_OWN_ACCOUNT};
static const char *const accounts[] = {"111122223333"};
static const Options options = {.accounts = accounts, .account_count = 1};
static const SearchBudget share = {.steps = MAX_WAYS_STEPS};

struct side {
  Role role;
  Trust trust;
};

static void make(struct side *side, Arena *arena, const char *statements) {
  char text[8192];
  Node *root = NULL;
  Error err = {.status = OK};
  int len =
      snprintf(text, sizeof text, "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}", statements);
  assert_true(len > 0 && (size_t)len < sizeof text);
  char *copy = arena_copy(arena, text, (size_t)len);
  assert_int_equal(json_read_embedded(&root, arena, str_of(copy), (Span){0, 0}, &err), OK);
  *side = (struct side){.trust = {.when = {"", 0}}};
  assert_int_equal(policy_map(&side->trust.policy, &side->trust.state, arena, root, &err), OK);
  side->role = (Role){.account = text_hole(arena, &own),
                      .partition = text_hole(arena, &own),
                      .trusts = &side->trust,
                      .trust_count = 1};
}

static Verdict ask(Arena *arena, const struct side *side, const Request *call) {
  return eval_policy(arena, side->trust.policy, call, false).verdict;
}

/* The number of gains from `before` to `after`; the first goes to `first`. */
static size_t gains(Gain *first, const char *before, const char *after) {
  Arena *arena = arena_new((size_t)256 << 20);
  struct side old, new;
  Gains found;
  assert_non_null(arena);
  make(&old, arena, before);
  make(&new, arena, after);
  assert_int_equal(engine_find_gains(&found, arena, &new.role, &old.role, share, &options), OK);
  for (size_t i = 0; i < found.count; i++) {
    const Attempt *call = &found.items[i].call;
    if (call->outcome != WAY_OPEN)
      continue;
    assert_int_equal(ask(arena, &new, call->witness), VERDICT_ALLOW);
    assert_int_not_equal(ask(arena, &old, call->witness), VERDICT_ALLOW);
  }
  if (found.count > 0 && first)
    *first = found.items[0];
  size_t count = found.count;
  arena_free(arena);
  return count;
}

#define ALLOW(principal, more)                                                                     \
  "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": " principal                                    \
  "}, \"Action\": \"sts:AssumeRole\"" more "}"
#define IF(operator, key, values) ", \"Condition\": {\"" operator"\": {\"" key "\": " values "}}"
#define VENDOR "\"arn:aws:iam::464622532012:root\""
#define DEV "\"arn:aws:iam::111122223333:user/dev\""
#define OPS "\"arn:aws:iam::111122223333:user/ops\""
#define WITH_ID IF("StringEquals", "sts:ExternalId", "\"12345\"")

static void test_nothing_changes(void **state) {
  (void)state;
  assert_int_equal(gains(NULL, ALLOW(DEV, ""), ALLOW(DEV, "")), 0);
  /* One account, written in two ways; one list, in two orders. */
  assert_int_equal(
      gains(NULL, ALLOW("\"111122223333\"", ""), ALLOW("\"arn:aws:iam::111122223333:root\"", "")),
      0);
  assert_int_equal(gains(NULL, ALLOW("[" DEV ", " OPS "]", ""), ALLOW("[" OPS ", " DEV "]", "")),
                   0);
  /* A user of an account that was trusted as a whole. */
  assert_int_equal(gains(NULL, ALLOW("\"111122223333\"", ""), ALLOW(DEV, "")), 0);
}

static void test_new_principal(void **state) {
  (void)state;
  Gain gain;
  assert_int_equal(gains(&gain, ALLOW(DEV, ""), ALLOW("[" DEV ", " OPS "]", "")), 1);
  assert_true(gain.is_new);
  assert_int_equal(gain.reach, REACH_INTERNAL);
  assert_int_equal(gains(&gain, ALLOW(DEV, ""), ALLOW("\"*\"", "")), 1);
  assert_int_equal(gain.reach, REACH_PUBLIC);
  assert_int_equal(gain.adversary, ADVERSARY_STRANGER);
}

static void test_external_id_dropped(void **state) {
  (void)state;
  Gain gain;
  assert_int_equal(gains(&gain, ALLOW(VENDOR, WITH_ID), ALLOW(VENDOR, "")), 1);
  assert_false(gain.is_new);
  assert_int_equal(gain.adversary, ADVERSARY_OTHER_CUSTOMER);
  assert_int_equal(gain.reach, REACH_EXTERNAL);
  assert_int_equal(gains(NULL, ALLOW(VENDOR, ""), ALLOW(VENDOR, WITH_ID)), 0);
  /* Another ID: whoever has that one gets in now. */
  assert_int_equal(gains(&gain, ALLOW(VENDOR, WITH_ID),
                         ALLOW(VENDOR, IF("StringEquals", "sts:ExternalId", "\"67890\""))),
                   1);
  assert_int_equal(gain.adversary, ADVERSARY_INTENDED);
}

static void test_binding_condition_widened(void **state) {
  (void)state;
#define REGION(values) IF("StringEquals", "aws:RequestedRegion", values)
  assert_int_equal(gains(NULL, ALLOW(DEV, REGION("\"us-east-1\"")),
                         ALLOW(DEV, REGION("[\"us-east-1\", \"eu-west-1\"]"))),
                   1);
  assert_int_equal(gains(NULL, ALLOW(DEV, REGION("[\"us-east-1\", \"eu-west-1\"]")),
                         ALLOW(DEV, REGION("\"us-east-1\""))),
                   0);
  assert_int_equal(gains(NULL, ALLOW(DEV, IF("IpAddress", "aws:SourceIp", "\"203.0.113.0/24\"")),
                         ALLOW(DEV, "")),
                   1);
}

#define NO_MFA                                                                                     \
  ", {\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:*\"" IF(            \
      "BoolIfExists", "aws:MultiFactorAuthPresent", "\"false\"") "}"

static void test_deny_dropped(void **state) {
  (void)state;
  Gain gain;
  assert_int_equal(gains(&gain, ALLOW(DEV, "") NO_MFA, ALLOW(DEV, "")), 1);
  assert_false(gain.is_new);
  assert_int_equal(gains(NULL, ALLOW(DEV, ""), ALLOW(DEV, "") NO_MFA), 0);
}

/* Denies that hinder nobody, and last one that matters where a region is given. */
static const char *behind_denies(char *out, size_t size, unsigned lost) {
  size_t len = (size_t)snprintf(out, size, "%s", ALLOW(DEV, ""));
  for (unsigned i = 1; i <= lost && len < size; i++)
    len += (size_t)snprintf(out + len, size - len,
                            ", {\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}, "
                            "\"Action\": \"sts:*\", \"Condition\": {\"StringEquals\": "
                            "{\"aws:RequestedRegion\": \"r-%u\"%s}}}",
                            i, i < lost ? ", \"aws:PrincipalType\": \"Nobody\"" : "");
  assert_true(len < size);
  return out;
}

/* More Denies are gone than are looked at one by one: what that opens is not known. */
static void test_many_denies_dropped(void **state) {
  (void)state;
  char before[8192];
  Gain gain;
  behind_denies(before, sizeof before, MAX_LOST_DENIES);
  assert_int_equal(gains(&gain, before, ALLOW(DEV, "")), 1);
  assert_int_equal(gain.call.outcome, WAY_OPEN);
  behind_denies(before, sizeof before, MAX_LOST_DENIES + 1);
  assert_int_equal(gains(&gain, before, ALLOW(DEV, "")), 1);
  assert_int_equal(gain.call.outcome, WAY_LIMIT);
  assert_int_equal(gains(NULL, ALLOW(DEV, ""), before), 0);
}

static void test_role_that_is_new(void **state) {
  (void)state;
  Arena *arena = arena_new((size_t)256 << 20);
  struct side side;
  Gains found;
  assert_non_null(arena);
  make(&side, arena, ALLOW("[" DEV ", " OPS "]", ""));
  assert_int_equal(engine_find_gains(&found, arena, &side.role, NULL, share, &options), OK);
  assert_int_equal(found.count, 2);
  assert_true(found.items[1].is_new);
  assert_int_equal(found.items[1].call.outcome, WAY_OPEN);
  arena_free(arena);
}

static void test_alternatives(void **state) {
  (void)state;
  Arena *arena = arena_new((size_t)256 << 20);
  struct side old, dev, prod;
  Gains found;
  assert_non_null(arena);
  make(&old, arena, ALLOW(DEV, ""));
  make(&dev, arena, ALLOW(DEV, ""));
  make(&prod, arena, ALLOW(OPS, ""));
  dev.trust.when = STR("Stage=dev");
  prod.trust.when = STR("Stage=prod");
  Trust both[] = {dev.trust, prod.trust};
  dev.role.trusts = both;
  dev.role.trust_count = 2;
  assert_int_equal(engine_find_gains(&found, arena, &dev.role, &old.role, share, &options), OK);
  assert_int_equal(found.count, 1);
  assert_true(str_is(found.items[0].listed.when, "Stage=prod"));
  /* Alternatives of one name are compared with each other. */
  assert_int_equal(engine_find_gains(&found, arena, &dev.role, &dev.role, share, &options), OK);
  assert_int_equal(found.count, 0);
  arena_free(arena);
}

/* What is certain in one pair of alternatives replaces what is not known in another. */
static void test_best_pair_is_whole(void **state) {
  (void)state;
  Arena *arena = arena_new((size_t)256 << 20);
  struct side opaque, known, new;
  Gains found;
  assert_non_null(arena);
  make(&opaque, arena, ALLOW(OPS, ""));
  make(&known, arena, ALLOW(OPS, ""));
  make(&new, arena, ALLOW(DEV, IF("StringEquals", "aws:RequestedRegion", "\"eu-west-1\"")));
  opaque.trust.policy->statements_opaque = true;
  opaque.trust.when = STR("Stage=dev");
  known.trust.when = STR("Stage=prod");
  Trust both[] = {opaque.trust, known.trust};
  known.role.trusts = both;
  known.role.trust_count = 2;
  assert_int_equal(engine_find_gains(&found, arena, &new.role, &known.role, share, &options), OK);
  assert_int_equal(found.count, 1);
  assert_int_equal(found.items[0].call.outcome, WAY_OPEN);
  assert_non_null(found.items[0].listed.binds);
  assert_true(found.items[0].listed.binds[0]);
  arena_free(arena);
}

/* Without steps nothing is found, and nothing is said to be closed. */
static void test_share_is_spent(void **state) {
  (void)state;
  Arena *arena = arena_new((size_t)256 << 20);
  struct side side;
  Gains found;
  RoleWays ways;
  const SearchBudget spent = {.steps = 0};
  assert_non_null(arena);
  make(&side, arena, ALLOW(DEV, ""));
  assert_int_equal(engine_count_pairs(arena, &side.role, NULL), 1);
  assert_int_equal(engine_count_pairs(arena, &side.role, &side.role), 0);
  assert_int_equal(engine_find_gains(&found, arena, &side.role, NULL, spent, &options), OK);
  assert_int_equal(found.count, 1);
  assert_int_equal(found.items[0].call.outcome, WAY_LIMIT);
  assert_int_equal(engine_list_ways(&ways, arena, &side.role, spent, &options), OK);
  assert_int_equal(ways.count, 1);
  assert_int_equal(way_outcome(ways.items[0].way), WAY_LIMIT);
  arena_free(arena);
}

TESTS(gains, TEST(test_share_is_spent), TEST(test_nothing_changes), TEST(test_new_principal),
      TEST(test_external_id_dropped), TEST(test_binding_condition_widened), TEST(test_deny_dropped),
      TEST(test_many_denies_dropped), TEST(test_role_that_is_new), TEST(test_alternatives),
      TEST(test_best_pair_is_whole));
