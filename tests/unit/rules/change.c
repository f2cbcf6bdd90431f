/* SPDX-License-Identifier: Apache-2.0
 *
 * Principals that come and go: what AL402, AL403 and AL405 say of a change, for
 * worlds built by hand.
 */
#include "inputs.h"

#define ACCOUNT "111122223333"
#define USER "arn:aws:iam::" ACCOUNT ":user/ann"
#define OIDC "arn:aws:iam::" ACCOUNT ":oidc-provider/id.example.com/x"

/* ---- Worlds ---------------------------------------------------------------------- */

/* What one side says of the entity; no name: it is not there. */
struct side {
  const char *name, *path, *arn;
};

struct change_case {
  const char *what;
  enum alint_entity_kind kind;
  enum alint_change change; /* of the entity */
  struct side before, after;
  const char *account; /* of the entity; NULL: not known */
  enum alint_change role_change;
  const char *trusted_before, *trusted; /* before NULL: the same */
  const char *depends_on;
  const char *expect;
};

struct builder {
  struct alint_arena *arena;
  const struct alint_text *own, *aws;
};

static const struct alint_text *text(const struct builder *b, const char *s) {
  return s ? alint_text_literal(b->arena, alint_str(s)) : NULL;
}

static struct alint_policy *policy(const struct builder *b, const char *principal) {
  char json[1024];
  struct alint_node *root;
  struct alint_policy *out;
  enum alint_trust_state state;
  const char *key = strstr(principal, "-provider/") ? "Federated" : "AWS";
  const char *action = key[0] == 'F' ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
  snprintf(json, sizeof json,
           "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
           "\"Principal\":{\"%s\":\"%s\"},\"Action\":\"%s\"}]}",
           key, principal, action);
  const char *copy = alint_arena_copy(b->arena, json, strlen(json));
  struct alint_span span = {0, 0};
  assert_int_equal(alint_json_read_embedded(&root, b->arena, alint_str(copy), span, NULL),
                   ALINT_OK);
  assert_int_equal(alint_policy_map(&out, &state, b->arena, root, NULL), ALINT_OK);
  return out;
}

static void add_role(const struct builder *b, struct alint_world *world,
                     const struct change_case *c, const char *trusted) {
  struct alint_role *role = alint_arena_alloc(b->arena, sizeof *role);
  role->address = ALINT_STR("aws_iam_role.deploy");
  role->label = ALINT_STR("deploy");
  role->name = text(b, "deploy");
  role->path = text(b, "/");
  role->arn = text(b, "arn:aws:iam::" ACCOUNT ":role/deploy");
  role->account = text(b, ACCOUNT);
  role->partition = b->aws;
  role->change = c->role_change;
  role->max_session = -1;
  role->trusts = alint_arena_alloc(b->arena, sizeof *role->trusts);
  role->trust_count = 1;
  role->trusts->policy = policy(b, trusted);
  if (c->depends_on) {
    struct alint_str *depends = alint_arena_alloc(b->arena, sizeof *depends);
    *depends = alint_str(c->depends_on);
    role->depends_on = depends;
    role->depends_on_count = 1;
  }
  world->roles = role;
  world->role_count = 1;
}

static void add_entity(const struct builder *b, struct alint_world *world,
                       const struct change_case *c, const struct side *side) {
  if (!side->name)
    return;
  struct alint_entity *entity = alint_arena_alloc(b->arena, sizeof *entity);
  entity->kind = c->kind;
  entity->address = ALINT_STR("aws_iam_user.ann");
  entity->name = text(b, side->name);
  entity->path = text(b, side->path);
  entity->arn = text(b, side->arn);
  entity->account = c->account ? text(b, c->account) : b->own;
  entity->change = c->change;
  world->entities = entity;
  world->entity_count = 1;
}

/* The ids of the findings of the 4xx family. */
static void run(const struct change_case *c, char *out, size_t size) {
  static const struct alint_hole own = {.name = {"own", 3}, .kind = ALINT_HOLE_OWN_ACCOUNT};
  struct alint_options options = {.min_severity = ALINT_SEVERITY_INFO};
  struct alint_input input = {.arena = alint_arena_new(1 << 26), .has_before = true};
  assert_non_null(input.arena);
  struct builder b = {.arena = input.arena};
  b.own = alint_text_hole(b.arena, &own);
  b.aws = text(&b, "aws");
  input.format = ALINT_FORMAT_TERRAFORM_PLAN;
  input.source.path = "plan.json";
  if (c->role_change != ALINT_CHANGE_CREATE)
    add_role(&b, &input.before, c, c->trusted_before ? c->trusted_before : c->trusted);
  add_role(&b, &input.after, c, c->trusted);
  add_entity(&b, &input.before, c, &c->before);
  add_entity(&b, &input.after, c, &c->after);
  struct alint_report *report = report_on(&input, &options);
  out[0] = '\0';
  for (size_t i = 0; i < report->finding_count; i++) {
    size_t used = strlen(out);
    if (report->findings[i].rule->id[2] == '4')
      snprintf(out + used, size - used, "%s%s", used ? " " : "", report->findings[i].rule->id);
  }
  alint_report_free(report);
  alint_arena_free(input.arena);
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
    {"deleted", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE, ANN, GONE, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, USER, NULL, "AL402"},
    {"deleted, the trust is changed and keeps it", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE, ANN, GONE,
     ACCOUNT, ALINT_CHANGE_UPDATE, ACCOUNT, USER, NULL, "AL402"},
    {"deleted, and taken out of the trust", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE, ANN, GONE,
     ACCOUNT, ALINT_CHANGE_UPDATE, USER, ACCOUNT, NULL, ""},
    {"forgotten", ALINT_ENTITY_USER, ALINT_CHANGE_FORGET, ANN, GONE, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, USER, NULL, ""},
    {"deleted in another account", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE, ANN, GONE, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, "arn:aws:iam::444455556666:user/ann", NULL, ""},
    {"deleted under another path", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE, ANN, GONE, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, "arn:aws:iam::" ACCOUNT ":user/team/ann", NULL, ""},
    {"a name in another case", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE, ANN, GONE, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, "arn:aws:iam::" ACCOUNT ":user/Ann", NULL, ""},
    {"the account of the user is not known", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE,
     {"ann", "/", NULL}, GONE, NULL, ALINT_CHANGE_NO_OP, NULL, USER, NULL, "AL402"},
    {"the path of the user is not known", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE,
     {"ann", NULL, NULL}, GONE, ACCOUNT, ALINT_CHANGE_NO_OP, NULL, USER, NULL, "AL402"},
    {"the account is known and another", ALINT_ENTITY_USER, ALINT_CHANGE_DELETE,
     {"ann", "/", NULL}, GONE, "444455556666", ALINT_CHANGE_NO_OP, NULL, USER, NULL, ""},
    {"a provider is deleted", ALINT_ENTITY_OIDC_PROVIDER, ALINT_CHANGE_DELETE,
     {"id.example.com/x", NULL, OIDC}, GONE, ACCOUNT, ALINT_CHANGE_NO_OP, NULL, OIDC, NULL, "AL402"},
    {"replaced", ALINT_ENTITY_USER, ALINT_CHANGE_REPLACE, ANN, NEW_ANN, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, USER, NULL, "AL403"},
    {"replaced, another property of the role is changed", ALINT_ENTITY_USER, ALINT_CHANGE_REPLACE,
     ANN, NEW_ANN, ACCOUNT, ALINT_CHANGE_UPDATE, NULL, USER, NULL, "AL403"},
    {"replaced, and the trust is saved again", ALINT_ENTITY_USER, ALINT_CHANGE_REPLACE, ANN, NEW_ANN,
     ACCOUNT, ALINT_CHANGE_UPDATE, ACCOUNT, USER, NULL, ""},
    {"replaced, and the role is new", ALINT_ENTITY_USER, ALINT_CHANGE_REPLACE, ANN, NEW_ANN,
     ACCOUNT, ALINT_CHANGE_CREATE, NULL, USER, "aws_iam_user.ann", ""},
    {"replaced under another name", ALINT_ENTITY_USER, ALINT_CHANGE_REPLACE, ANN,
     {"bob", "/", NULL}, ACCOUNT, ALINT_CHANGE_NO_OP, NULL, USER, NULL, "AL403"},
    {"a provider is replaced", ALINT_ENTITY_OIDC_PROVIDER, ALINT_CHANGE_REPLACE,
     {"id.example.com/x", NULL, OIDC}, {"id.example.com/x", NULL, NULL}, ACCOUNT,
     ALINT_CHANGE_NO_OP, NULL, OIDC, NULL, ""},
    {"created, no order", ALINT_ENTITY_USER, ALINT_CHANGE_CREATE, GONE, NEW_ANN, ACCOUNT,
     ALINT_CHANGE_CREATE, NULL, USER, NULL, "AL405"},
    {"created, in order", ALINT_ENTITY_USER, ALINT_CHANGE_CREATE, GONE, NEW_ANN, ACCOUNT,
     ALINT_CHANGE_CREATE, NULL, USER, "aws_iam_user.ann", ""},
    {"created, the role is not saved", ALINT_ENTITY_USER, ALINT_CHANGE_CREATE, GONE, NEW_ANN,
     ACCOUNT, ALINT_CHANGE_NO_OP, NULL, USER, NULL, ""},
    {"there already", ALINT_ENTITY_USER, ALINT_CHANGE_NO_OP, ANN, ANN, ACCOUNT,
     ALINT_CHANGE_CREATE, NULL, USER, NULL, ""},
    {"the role itself", ALINT_ENTITY_USER, ALINT_CHANGE_NO_OP, ANN, ANN, ACCOUNT,
     ALINT_CHANGE_CREATE, NULL, "arn:aws:iam::" ACCOUNT ":role/deploy", NULL, "AL405"},
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
