/* SPDX-License-Identifier: Apache-2.0
 *
 * What AL402, AL403 and AL405 report of a change, in worlds built by hand.
 */
#include "inputs.h"

#include "assumelint/readers.h"

#define ACCOUNT "111122223333"
#define USER "arn:aws:iam::" ACCOUNT ":user/ann"
#define OIDC "arn:aws:iam::" ACCOUNT ":oidc-provider/id.example.com/x"

/* ---- Worlds ---------------------------------------------------------------------- */

/* A resource in one world; without a name, it is not there. */
struct side {
  const char *name, *path, *arn;
};

struct change_case {
  const char *what;
  PrincipalResourceKind kind;
  Change change; /* of the entity */
  struct side before, after;
  const char *account; /* of the entity; NULL: not known */
  Change role_change;
  const char *trusted_before, *trusted; /* before NULL: the same */
  const char *depends_on;
  const char *expect;
};

struct builder {
  Arena *arena;
  const Text *own, *aws;
};

static const Text *text(const struct builder *b, const char *s) {
  return s ? text_literal(b->arena, str_of(s)) : NULL;
}

static Policy *policy(const struct builder *b, const char *principal) {
  char json[1024];
  Node *root;
  Policy *out;
  TrustState state;
  const char *key = strstr(principal, "-provider/") ? "Federated" : "AWS";
  const char *action = key[0] == 'F' ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
  snprintf(json, sizeof json,
           "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
           "\"Principal\":{\"%s\":\"%s\"},\"Action\":\"%s\"}]}",
           key, principal, action);
  const char *copy = arena_copy(b->arena, json, strlen(json));
  Span span = {0, 0};
  assert_int_equal(json_read_embedded(&root, b->arena, str_of(copy), span, NULL), OK);
  assert_int_equal(policy_map(&out, &state, b->arena, root, NULL), OK);
  return out;
}

static void add_role(const struct builder *b, World *world, const struct change_case *c,
                     const char *trusted) {
  Role *role = arena_alloc(b->arena, sizeof *role);
  role->address = STR("aws_iam_role.deploy");
  role->label = STR("deploy");
  role->name = text(b, "deploy");
  role->path = text(b, "/");
  role->arn = text(b, "arn:aws:iam::" ACCOUNT ":role/deploy");
  role->account = text(b, ACCOUNT);
  role->partition = b->aws;
  role->change = c->role_change;
  role->max_session = -1;
  role->trusts = arena_alloc(b->arena, sizeof *role->trusts);
  role->trust_count = 1;
  role->trusts->policy = policy(b, trusted);
  if (c->depends_on) {
    Str *depends = arena_alloc(b->arena, sizeof *depends);
    *depends = str_of(c->depends_on);
    role->depends_on = depends;
    role->depends_on_count = 1;
  }
  world->roles = role;
  world->role_count = 1;
}

static void add_entity(const struct builder *b, World *world, const struct change_case *c,
                       const struct side *side) {
  if (!side->name)
    return;
  PrincipalResource *principal_resource = arena_alloc(b->arena, sizeof *principal_resource);
  principal_resource->kind = c->kind;
  principal_resource->address = STR("aws_iam_user.ann");
  principal_resource->name = text(b, side->name);
  principal_resource->path = text(b, side->path);
  principal_resource->arn = text(b, side->arn);
  principal_resource->account = c->account ? text(b, c->account) : b->own;
  principal_resource->change = c->change;
  world->principal_resources = principal_resource;
  world->principal_resource_count = 1;
}

/* The ids of the findings of the 4xx family. */
static void run(const struct change_case *c, char *out, size_t size) {
  static const Hole own = {.name = {"own", 3}, .kind = HOLE_OWN_ACCOUNT};
  Options options = {.min_severity = SEVERITY_INFO};
  Input input = {.arena = arena_new(1 << 26), .has_before = true};
  assert_non_null(input.arena);
  struct builder b = {.arena = input.arena};
  b.own = text_hole(b.arena, &own);
  b.aws = text(&b, "aws");
  input.format = FORMAT_TERRAFORM_PLAN;
  input.source.path = "plan.json";
  if (c->role_change != CHANGE_CREATE)
    add_role(&b, &input.before, c, c->trusted_before ? c->trusted_before : c->trusted);
  add_role(&b, &input.after, c, c->trusted);
  add_entity(&b, &input.before, c, &c->before);
  add_entity(&b, &input.after, c, &c->after);
  Report *report = report_on(&input, &options);
  out[0] = '\0';
  for (size_t i = 0; i < report->finding_count; i++) {
    size_t used = strlen(out);
    if (report->findings[i].rule->id[2] == '4')
      snprintf(out + used, size - used, "%s%s", used ? " " : "", report->findings[i].rule->id);
  }
  report_free(report);
  arena_free(input.arena);
}

/* ---- Cases ----------------------------------------------------------------------------- */

#define ANN                                                                                        \
  { "ann", "/", USER }
#define NEW_ANN                                                                                    \
  { "ann", "/", NULL } /* the ARN is known after apply */
#define GONE                                                                                       \
  { NULL, NULL, NULL }

/* clang-format off */
static const struct change_case cases[] = {
    {"deleted", RESOURCE_USER, CHANGE_DELETE, ANN, GONE, ACCOUNT,
     CHANGE_NO_OP, NULL, USER, NULL, "AL402"},
    {"deleted, the trust is changed and keeps it", RESOURCE_USER, CHANGE_DELETE, ANN, GONE,
     ACCOUNT, CHANGE_UPDATE, ACCOUNT, USER, NULL, "AL402"},
    {"deleted, and taken out of the trust", RESOURCE_USER, CHANGE_DELETE, ANN, GONE,
     ACCOUNT, CHANGE_UPDATE, USER, ACCOUNT, NULL, ""},
    {"forgotten", RESOURCE_USER, CHANGE_FORGET, ANN, GONE, ACCOUNT,
     CHANGE_NO_OP, NULL, USER, NULL, ""},
    {"deleted in another account", RESOURCE_USER, CHANGE_DELETE, ANN, GONE, ACCOUNT,
     CHANGE_NO_OP, NULL, "arn:aws:iam::444455556666:user/ann", NULL, ""},
    {"deleted under another path", RESOURCE_USER, CHANGE_DELETE, ANN, GONE, ACCOUNT,
     CHANGE_NO_OP, NULL, "arn:aws:iam::" ACCOUNT ":user/team/ann", NULL, ""},
    {"a name in another case", RESOURCE_USER, CHANGE_DELETE, ANN, GONE, ACCOUNT,
     CHANGE_NO_OP, NULL, "arn:aws:iam::" ACCOUNT ":user/Ann", NULL, ""},
    {"the account of the user is not known", RESOURCE_USER, CHANGE_DELETE,
     {"ann", "/", NULL}, GONE, NULL, CHANGE_NO_OP, NULL, USER, NULL, "AL402"},
    {"the path of the user is not known", RESOURCE_USER, CHANGE_DELETE,
     {"ann", NULL, NULL}, GONE, ACCOUNT, CHANGE_NO_OP, NULL, USER, NULL, "AL402"},
    {"the account is known and another", RESOURCE_USER, CHANGE_DELETE,
     {"ann", "/", NULL}, GONE, "444455556666", CHANGE_NO_OP, NULL, USER, NULL, ""},
    {"a provider is deleted", RESOURCE_OIDC_PROVIDER, CHANGE_DELETE,
     {"id.example.com/x", NULL, OIDC}, GONE, ACCOUNT, CHANGE_NO_OP, NULL, OIDC, NULL, "AL402"},
    {"replaced", RESOURCE_USER, CHANGE_REPLACE, ANN, NEW_ANN, ACCOUNT,
     CHANGE_NO_OP, NULL, USER, NULL, "AL403"},
    {"replaced, another property of the role is changed", RESOURCE_USER, CHANGE_REPLACE,
     ANN, NEW_ANN, ACCOUNT, CHANGE_UPDATE, NULL, USER, NULL, "AL403"},
    {"replaced, and the trust is saved again", RESOURCE_USER, CHANGE_REPLACE, ANN, NEW_ANN,
     ACCOUNT, CHANGE_UPDATE, ACCOUNT, USER, NULL, ""},
    {"replaced, and the role is new", RESOURCE_USER, CHANGE_REPLACE, ANN, NEW_ANN,
     ACCOUNT, CHANGE_CREATE, NULL, USER, "aws_iam_user.ann", ""},
    {"replaced under another name", RESOURCE_USER, CHANGE_REPLACE, ANN,
     {"bob", "/", NULL}, ACCOUNT, CHANGE_NO_OP, NULL, USER, NULL, "AL403"},
    {"a provider is replaced", RESOURCE_OIDC_PROVIDER, CHANGE_REPLACE,
     {"id.example.com/x", NULL, OIDC}, {"id.example.com/x", NULL, NULL}, ACCOUNT,
     CHANGE_NO_OP, NULL, OIDC, NULL, ""},
    {"created, no order", RESOURCE_USER, CHANGE_CREATE, GONE, NEW_ANN, ACCOUNT,
     CHANGE_CREATE, NULL, USER, NULL, "AL405"},
    {"created, in order", RESOURCE_USER, CHANGE_CREATE, GONE, NEW_ANN, ACCOUNT,
     CHANGE_CREATE, NULL, USER, "aws_iam_user.ann", ""},
    {"created, the role is not saved", RESOURCE_USER, CHANGE_CREATE, GONE, NEW_ANN,
     ACCOUNT, CHANGE_NO_OP, NULL, USER, NULL, ""},
    {"there already", RESOURCE_USER, CHANGE_NO_OP, ANN, ANN, ACCOUNT,
     CHANGE_CREATE, NULL, USER, NULL, ""},
    {"the role itself", RESOURCE_USER, CHANGE_NO_OP, ANN, ANN, ACCOUNT,
     CHANGE_CREATE, NULL, "arn:aws:iam::" ACCOUNT ":role/deploy", NULL, "AL405"},
};
/* clang-format on */

static void test_changes(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char got[256];
    run(&cases[i], got, sizeof got);
    if (strcmp(got, cases[i].expect) != 0) {
      print_message("%s: expected \"%s\", got \"%s\"\n", cases[i].what, cases[i].expect, got);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

TESTS(change, TEST(test_changes));
