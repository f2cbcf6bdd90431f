/* SPDX-License-Identifier: Apache-2.0
 *
 * What the trust policies of an input may spend, and what is said where that is spent.
 */
#include "engine/budget.h"
#include "inputs.h"
#include "unit.h"

static void shares(void **state) {
  (void)state;
  size_t few = MAX_INPUT_STEPS / MAX_WAYS_STEPS, many = MAX_INPUT_STEPS / LEAST_POLICY_STEPS;
  assert_int_equal(engine_share(0).steps, MAX_WAYS_STEPS);
  assert_int_equal(engine_share(1).steps, MAX_WAYS_STEPS);
  assert_int_equal(engine_share(few).steps, MAX_WAYS_STEPS);
  assert_true(engine_share(few + 1).steps < MAX_WAYS_STEPS);
  assert_true(engine_share(few + 1).steps * (few + 1) <= MAX_INPUT_STEPS);
  assert_int_equal(engine_share(many).steps, LEAST_POLICY_STEPS);
  assert_int_equal(engine_share(10 * many).steps, LEAST_POLICY_STEPS);
}

/* Each alternative is a policy; one that is empty or not known costs nothing. */
static void policies_are_counted(void **state) {
  (void)state;
  Policy none = {.statement_count = 0}, one = {.statement_count = 1};
  Trust some[] = {{.policy = &one}, {.policy = &none}, {.policy = &one}};
  Role roles[] = {{.trusts = some, .trust_count = 3}, {.trusts = some, .trust_count = 1}};
  World world = {.roles = roles, .role_count = 2};
  assert_int_equal(engine_count_policies(&world), 3);
  assert_int_equal(engine_count_policies(&(World){.role_count = 0}), 0);
}

TESTS(budget, TEST(shares), TEST(policies_are_counted));
