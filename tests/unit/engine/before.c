/* SPDX-License-Identifier: Apache-2.0
 *
 * A template that is given a world before it.
 */
#include "inputs.h"

#define ROLE(id, name)                                                                             \
  "  " id ": {Type: 'AWS::IAM::Role', Properties: {" name                                          \
  "AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: x}}}}}\n"
#define USER(id, properties) "  " id ": {Type: 'AWS::IAM::User', Properties: {" properties "}}\n"

static void read_yaml(Input *input, const char *path, const char *yaml) {
  static const ParseOptions options;
  *input = input_of(path, yaml);
  assert_int_equal(front_end_read(input, &options), OK);
}

static const Role *role(const World *world, const char *address) {
  for (size_t i = 0; i < world->role_count; i++) {
    if (str_is(world->roles[i].address, address))
      return &world->roles[i];
  }
  return NULL;
}

static void test_changes(void **state) {
  static const char before[] = "Resources:\n" ROLE("Gone", "") ROLE("Same", "RoleName: s, ")
      ROLE("Renamed", "RoleName: a, ") USER("U", "UserName: u") USER("V", "Path: /a/");
  static const char after[] = "Resources:\n" ROLE("Same", "RoleName: s, ")
      ROLE("Renamed", "RoleName: b, ") ROLE("Made", "") USER("V", "Path: /b/");
  Input input, old;
  (void)state;
  read_yaml(&input, "new.yaml", after);
  read_yaml(&old, "old.yaml", before);
  engine_give_before(&input, &old);
  assert_true(input.has_before);
  assert_int_equal(role(&input.before, "Resources.Gone")->change, CHANGE_DELETE);
  assert_int_equal(role(&input.before, "Resources.Same")->change, CHANGE_NONE);
  assert_int_equal(role(&input.after, "Resources.Same")->change, CHANGE_NONE);
  assert_int_equal(role(&input.after, "Resources.Renamed")->change, CHANGE_REPLACE);
  assert_int_equal(role(&input.after, "Resources.Made")->change, CHANGE_CREATE);
  assert_int_equal(input.before.principal_resources[0].change, CHANGE_DELETE);
  assert_int_equal(input.before.principal_resources[1].change, CHANGE_REPLACE);
  assert_int_equal(input.after.principal_resources[0].change, CHANGE_REPLACE);
  arena_free(old.arena);
  arena_free(input.arena);
}

/* What stood before stands in the other file. */
static void test_places(void **state) {
  static const char yaml[] = "Resources:\n" ROLE("R", "") USER("U", "");
  Input input, old;
  (void)state;
  read_yaml(&input, "new.yaml", yaml);
  read_yaml(&old, "old.yaml", yaml);
  engine_give_before(&input, &old);
  const SourceSpan *place = &input.before.roles[0].source_span;
  assert_ptr_equal(place->source, &old.source);
  assert_int_equal(source_position(place->source, place->span.begin).line, 2);
  assert_ptr_equal(input.before.principal_resources[0].source_span.source, &old.source);
  assert_null(input.after.roles[0].source_span.source);
  arena_free(old.arena);
  arena_free(input.arena);
}

TESTS(before, TEST(test_changes), TEST(test_places));
