/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: what it keeps of a document, and what it finds odd.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"
#include "unit.h"

struct mapped {
  Arena *arena;
  Source source;
  Policy *policy;
  TrustState state;
  Error err;
  int status;
};

static struct mapped map_node(Arena *arena, const Node *root) {
  struct mapped m = {.arena = arena};
  m.status = policy_map(&m.policy, &m.state, arena, root, &m.err);
  return m;
}

static struct mapped map(const char *yaml) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = {.path = "p", .bytes = yaml, .len = strlen(yaml)};
  Node *root = NULL;
  Error err = {0};
  size_t documents = 0;
  if (yaml_read(&root, &documents, arena, &source, &err) != OK)
    fail_msg("%s", err.text);
  struct mapped m = map_node(arena, root);
  m.source = source;
  return m;
}

static struct mapped map_ok(const char *yaml) {
  struct mapped m = map(yaml);
  if (m.status != OK)
    fail_msg("status %d: %s", m.status, m.err.text);
  return m;
}

static void done(struct mapped *m) {
  arena_free(m->arena);
}

static void assert_str(Str s, const char *expected) {
  if (!str_is(s, expected))
    fail_msg("got \"%.*s\", expected \"%s\"", STR_FMT(s), expected);
}

static void assert_text(const struct mapped *m, const Text *text, const char *expected) {
  assert_non_null(text);
  assert_str(text_print(m->arena, text), expected);
}

static const Malformation *find_odd(const struct mapped *m, MalformationKind kind,
                                    const char *pointer) {
  for (size_t i = 0; i < m->policy->malformation_count; i++) {
    const Malformation *o = &m->policy->malformations[i];
    if (o->kind == kind && str_is(o->pointer, pointer))
      return o;
  }
  return NULL;
}

/* The document has this oddity and no other one. */
static void expect_odd(const char *yaml, MalformationKind kind, int statement, const char *detail,
                       const char *pointer) {
  struct mapped m = map_ok(yaml);
  const Malformation *o = find_odd(&m, kind, pointer);
  if (!o || m.policy->malformation_count != 1) {
    for (size_t i = 0; i < m.policy->malformation_count; i++)
      print_message("%d %.*s at %.*s\n", (int)m.policy->malformations[i].kind,
                    STR_FMT(m.policy->malformations[i].detail),
                    STR_FMT(m.policy->malformations[i].pointer));
    fail_msg("%s", yaml);
  }
  assert_str(o->detail, detail);
  assert_int_equal(o->statement, statement);
  done(&m);
}

static const char plain_policy[] =
    "{\"Version\": \"2012-10-17\", \"Id\": \"x\", \"Statement\": [{\"Sid\": \"One\","
    " \"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"111122223333\", \"*\"],"
    " \"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\","
    " \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": [\"a\", \"b\"], \"aws:a/b~c\": \"d\"},"
    " \"Bool\": {\"aws:MultiFactorAuthPresent\": true}}},"
    " {\"Effect\": \"Deny\", \"NotPrincipal\": {\"Federated\": \"f\", \"CanonicalUser\": \"c\","
    " \"Foo\": \"x\"}, \"NotAction\": [\"sts:A\", \"sts:B\"]}]}";

static void a_policy_is_kept_whole(void **state) {
  (void)state;
  struct mapped m = map_ok(plain_policy);
  const Policy *p = m.policy;
  assert_int_equal(m.state, TRUST_KNOWN);
  assert_int_equal(p->malformation_count, 0);
  assert_true(p->has_version);
  assert_str(p->version, "2012-10-17");
  assert_int_equal(p->statement_count, 2);
  const Statement *st = &p->statements[0];
  assert_str(st->pointer, "/Statement/0");
  assert_str(st->sid, "One");
  assert_int_equal(st->effect, EFFECT_ALLOW);
  assert_int_equal(st->principal_count, 3);
  assert_int_equal(st->principals[0].kind, PRINCIPAL_AWS);
  assert_text(&m, st->principals[0].value.text, "111122223333");
  assert_str(st->principals[0].value.pointer, "/Statement/0/Principal/AWS/0");
  assert_int_equal(st->principals[2].kind, PRINCIPAL_SERVICE);
  assert_str(st->principals[2].value.pointer, "/Statement/0/Principal/Service");
  assert_int_equal(st->action_count, 1);
  assert_str(st->actions[0].pointer, "/Statement/0/Action");
  assert_int_equal(st->condition_count, 3);
  assert_str(st->conditions[0].operator_name, "StringEquals");
  assert_int_equal(st->conditions[0].value_count, 2);
  assert_str(st->conditions[0].values[1].pointer,
             "/Statement/0/Condition/StringEquals/sts:ExternalId/1");
  assert_str(st->conditions[1].pointer, "/Statement/0/Condition/StringEquals/aws:a~1b~0c");
  assert_true(st->conditions[2].values[0].was_bool);
  assert_text(&m, st->conditions[2].values[0].text, "true");
  st = &p->statements[1];
  assert_int_equal(st->index, 1);
  assert_int_equal(st->effect, EFFECT_DENY);
  assert_false(st->has_principal);
  assert_true(st->has_not_principal);
  assert_int_equal(st->not_principal_count, 3);
  assert_int_equal(st->not_principals[0].kind, PRINCIPAL_FEDERATED);
  assert_int_equal(st->not_principals[1].kind, PRINCIPAL_CANONICAL);
  assert_int_equal(st->not_principals[2].kind, PRINCIPAL_OTHER);
  assert_str(st->not_principals[2].key, "Foo");
  assert_int_equal(st->not_action_count, 2);
  done(&m);
}

static void a_single_object_is_statement_0(void **state) {
  (void)state;
  struct mapped m = map_ok("Statement: {Effect: Allow, Principal: '*', Action: sts:AssumeRole}\n");
  const Statement *st = &m.policy->statements[0];
  assert_int_equal(m.policy->statement_count, 1);
  assert_str(st->pointer, "/Statement");
  assert_int_equal(st->principals[0].kind, PRINCIPAL_STAR);
  assert_str(st->principals[0].value.pointer, "/Statement/Principal");
  assert_false(m.policy->has_version);
  done(&m);
}

static void spans_point_at_the_text(void **state) {
  (void)state;
  struct mapped m = map_ok("Statement:\n- Effect: Allow\n  Principal:\n    AWS: '111122223333'\n"
                           "  Action: sts:AssumeRole\n");
  const Statement *st = &m.policy->statements[0];
  const char *bytes = m.source.bytes;
  assert_memory_equal(bytes + st->effect_span.begin, "Allow\n", 6);
  assert_memory_equal(bytes + st->principal_span.begin, "Principal:", 10);
  assert_memory_equal(bytes + st->principals[0].value.span.begin, "'111122223333'\n", 15);
  assert_memory_equal(bytes + st->action_span.begin, "Action:", 7);
  assert_int_equal(bytes[st->span.end], '\n');
  done(&m);
}

static void numbers_and_booleans_keep_their_text(void **state) {
  (void)state;
  struct mapped m = map_ok("Statement:\n- Effect: Allow\n  Principal: {AWS: [012345670123, yes]}\n"
                           "  Action: sts:AssumeRole\n  Condition: {Bool: {k: Off}}\n");
  const Statement *st = &m.policy->statements[0];
  assert_true(st->principals[0].value.plain_number);
  assert_false(st->principals[0].value.was_number);
  assert_text(&m, st->principals[0].value.text, "012345670123");
  assert_true(st->principals[1].value.was_bool);
  assert_text(&m, st->principals[1].value.text, "true");
  assert_text(&m, st->conditions[0].values[0].text, "false");
  done(&m);
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  const Node *string =
      node_string(arena,
                  STR("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":12},"
                      "\"Action\":\"sts:AssumeRole\"}}"),
                  (Span){7, 9});
  m = map_node(arena, string);
  assert_int_equal(m.status, OK);
  assert_int_equal(m.state, TRUST_KNOWN);
  assert_true(m.policy->statements[0].principals[0].value.was_number);
  assert_int_equal(m.policy->statements[0].principals[0].value.span.begin, 7);
  done(&m);
}

#define ALLOW "Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole'"

static void oddities_of_the_document(void **state) {
  (void)state;
  expect_odd("{Version: '2012-10-17'}", MALFORMED_MISSING, -1, "Statement", "");
  expect_odd("{Statement: []}", MALFORMED_EMPTY, -1, "Statement", "/Statement");
  expect_odd("{Statement: x}", MALFORMED_NOT_OBJECT, -1, "Statement", "/Statement");
  expect_odd("{Statement: ~}", MALFORMED_WRONG_TYPE, -1, "Statement", "/Statement");
  expect_odd("{Statement: [{" ALLOW "}, x]}", MALFORMED_NOT_OBJECT, 1, "Statement", "/Statement/1");
  expect_odd("{Statement: [~, {" ALLOW "}]}", MALFORMED_WRONG_TYPE, 0, "Statement", "/Statement/0");
  expect_odd("{Version: '2012', Statement: [{" ALLOW "}]}", MALFORMED_BAD_VERSION, -1, "2012",
             "/Version");
  expect_odd("{Version: [], Statement: [{" ALLOW "}]}", MALFORMED_WRONG_TYPE, -1, "Version",
             "/Version");
  expect_odd("{Id: {}, Statement: [{" ALLOW "}]}", MALFORMED_WRONG_TYPE, -1, "Id", "/Id");
  expect_odd("{Foo: 1, Statement: [{" ALLOW "}]}", MALFORMED_UNKNOWN_ELEMENT, -1, "Foo", "/Foo");
  expect_odd("[]", MALFORMED_NOT_OBJECT, -1, "", "");
  expect_odd("12", MALFORMED_NOT_OBJECT, -1, "", "");
  expect_odd("'{'", MALFORMED_NOT_JSON, -1, "", "");
  expect_odd("''", MALFORMED_NOT_JSON, -1, "", "");
  expect_odd("'[]'", MALFORMED_NOT_OBJECT, -1, "", "");
}

static void oddities_of_statements(void **state) {
  (void)state;
  static const struct {
    const char *statement;
    MalformationKind kind;
    const char *detail, *pointer;
  } cases[] = {
      {"Principal: {AWS: '*'}, Action: 'sts:A'", MALFORMED_MISSING, "Effect", "/Statement/0"},
      {"Effect: '', Principal: {AWS: '*'}, Action: 'sts:A'", MALFORMED_EMPTY, "Effect",
       "/Statement/0/Effect"},
      {"Effect: allow, Principal: {AWS: '*'}, Action: 'sts:A'", MALFORMED_BAD_EFFECT, "allow",
       "/Statement/0/Effect"},
      {"Effect: [Allow], Principal: {AWS: '*'}, Action: 'sts:A'", MALFORMED_WRONG_TYPE, "Effect",
       "/Statement/0/Effect"},
      {"Effect: Allow, Action: 'sts:A'", MALFORMED_MISSING, "Principal", "/Statement/0"},
      {"Effect: Allow, Principal: {}, Action: 'sts:A'", MALFORMED_EMPTY, "Principal",
       "/Statement/0/Principal"},
      {"Effect: Allow, Principal: {AWS: []}, Action: 'sts:A'", MALFORMED_EMPTY, "AWS",
       "/Statement/0/Principal/AWS"},
      {"Effect: Allow, Principal: {AWS: {a: b}}, Action: 'sts:A'", MALFORMED_WRONG_TYPE, "AWS",
       "/Statement/0/Principal/AWS"},
      {"Effect: Allow, Principal: {AWS: [[a]]}, Action: 'sts:A'", MALFORMED_WRONG_TYPE, "AWS",
       "/Statement/0/Principal/AWS/0"},
      {"Effect: Allow, Principal: {AWS: [~]}, Action: 'sts:A'", MALFORMED_WRONG_TYPE, "AWS",
       "/Statement/0/Principal/AWS/0"},
      {"Effect: Allow, Principal: abc, Action: 'sts:A'", MALFORMED_WRONG_TYPE, "Principal",
       "/Statement/0/Principal"},
      {"Effect: Allow, Principal: ['*'], Action: 'sts:A'", MALFORMED_WRONG_TYPE, "Principal",
       "/Statement/0/Principal"},
      {"Effect: Allow, Principal: '*', NotPrincipal: {AWS: a}, Action: 'sts:A'", MALFORMED_BOTH,
       "Principal and NotPrincipal", "/Statement/0"},
      {"Effect: Allow, Principal: {AWS: '*'}", MALFORMED_MISSING, "Action", "/Statement/0"},
      {"Effect: Allow, Principal: {AWS: '*'}, Action: []", MALFORMED_EMPTY, "Action",
       "/Statement/0/Action"},
      {"Effect: Allow, Principal: {AWS: '*'}, Action: ''", MALFORMED_EMPTY, "Action",
       "/Statement/0/Action"},
      {"Effect: Allow, Principal: {AWS: '*'}, Action: ~", MALFORMED_WRONG_TYPE, "Action",
       "/Statement/0/Action"},
      {ALLOW ", NotAction: 'sts:B'", MALFORMED_BOTH, "Action and NotAction", "/Statement/0"},
      {ALLOW ", Resource: '*'", MALFORMED_PROHIBITED, "Resource", "/Statement/0/Resource"},
      {ALLOW ", Foo: '*'", MALFORMED_UNKNOWN_ELEMENT, "Foo", "/Statement/0/Foo"},
      {ALLOW ", Sid: {}", MALFORMED_WRONG_TYPE, "Sid", "/Statement/0/Sid"},
      {ALLOW ", Condition: []", MALFORMED_WRONG_TYPE, "Condition", "/Statement/0/Condition"},
      {ALLOW ", Condition: {Bool: x}", MALFORMED_WRONG_TYPE, "Bool", "/Statement/0/Condition/Bool"},
      {ALLOW ", Condition: {Bool: {k: {}}}", MALFORMED_WRONG_TYPE, "k",
       "/Statement/0/Condition/Bool/k"},
      {ALLOW ", Condition: {Bool: {k: [~]}}", MALFORMED_WRONG_TYPE, "k",
       "/Statement/0/Condition/Bool/k/0"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char yaml[512];
    snprintf(yaml, sizeof yaml, "{Statement: [{%s}]}", cases[i].statement);
    expect_odd(yaml, cases[i].kind, 0, cases[i].detail, cases[i].pointer);
  }
  struct mapped m = map_ok("{Statement: [{" ALLOW ", Condition: {}, Sid: ''}]}");
  assert_int_equal(m.policy->malformation_count, 0);
  assert_true(m.policy->statements[0].has_sid);
  done(&m);
}

static void names_are_case_sensitive(void **state) {
  (void)state;
  struct mapped m = map_ok("{statement: [{" ALLOW "}]}");
  assert_non_null(find_odd(&m, MALFORMED_UNKNOWN_ELEMENT, "/statement"));
  assert_non_null(find_odd(&m, MALFORMED_MISSING, ""));
  assert_int_equal(m.policy->statement_count, 0);
  done(&m);
  m = map_ok("{Statement: [{" ALLOW ", principal: {AWS: x}}]}");
  assert_non_null(find_odd(&m, MALFORMED_UNKNOWN_ELEMENT, "/Statement/0/principal"));
  assert_non_null(find_odd(&m, MALFORMED_DUPLICATE_KEY, "/Statement/0/principal"));
  assert_int_equal(m.policy->statements[0].principal_count, 1);
  done(&m);
}

static void of_duplicates_the_last_counts(void **state) {
  (void)state;
  struct mapped m = map_ok("{Statement: [{" ALLOW ", Principal: {AWS: a, AWS: b}, Effect: Deny,"
                           " Condition: {Bool: {k: x}, Bool: {k: y, k: z}}}]}");
  const Statement *st = &m.policy->statements[0];
  assert_int_equal(st->effect, EFFECT_DENY);
  assert_int_equal(st->principal_count, 1);
  assert_text(&m, st->principals[0].value.text, "b");
  assert_int_equal(st->condition_count, 1);
  assert_text(&m, st->conditions[0].values[0].text, "z");
  static const char *const pointers[] = {"/Statement/0/Principal", "/Statement/0/Principal/AWS",
                                         "/Statement/0/Effect", "/Statement/0/Condition/Bool",
                                         "/Statement/0/Condition/Bool/k"};
  assert_int_equal(m.policy->malformation_count, 5);
  for (size_t i = 0; i < 5; i++) {
    const Malformation *o = find_odd(&m, MALFORMED_DUPLICATE_KEY, pointers[i]);
    assert_non_null(o);
    assert_int_equal(o->statement, 0);
  }
  const Malformation *effect = find_odd(&m, MALFORMED_DUPLICATE_KEY, pointers[2]);
  assert_memory_equal(m.source.bytes + effect->span.begin, "Effect: Deny", 12);
  done(&m);
}

static void aliases_are_told_once(void **state) {
  (void)state;
  struct mapped m = map_ok("{Statement: [&s {" ALLOW "}, *s]}");
  assert_int_equal(m.policy->malformation_count, 1);
  assert_int_equal(m.policy->malformations[0].kind, MALFORMED_ALIAS);
  assert_int_equal(m.policy->malformations[0].statement, 1);
  assert_int_equal(m.policy->statement_count, 2);
  done(&m);
}

/* ---- What is not known ---- */

static const Hole account_hole = {.name = {"Account", 7}};
static const Hole host_hole = {.name = {"Host", 4}};

static Node *text_node(Arena *arena, const char *const *literals, const Hole *const *holes,
                       size_t count) {
  const Text *parts[16];
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    parts[n++] = text_literal(arena, str_of(literals[i]));
    if (holes[i])
      parts[n++] = text_hole(arena, holes[i]);
  }
  Node *node = node_string(arena, STR(""), (Span){3, 5});
  node->text = text_concat(arena, parts, n);
  assert_non_null(node->text);
  return node;
}

/* Replaces what stands at a place of the tree by an opaque node. */
static void make_opaque(Node *node) {
  node->kind = NODE_OPAQUE;
  node->hole = &account_hole;
}

static Node *tree(Arena *arena, const char *yaml) {
  Node *root = NULL;
  Error err = {0};
  size_t documents;
  assert_int_equal(
      yaml_read_string(&root, &documents, arena, str_of(yaml), NULL, (Span){0, 1}, &err), OK);
  return root;
}

static void opaque_parts(void **state) {
  (void)state;
  static const char yaml[] = "{Statement: [{Effect: Allow, Principal: {AWS: [a, b], Service: s},"
                             " Action: [x], Condition: {Bool: {k: [v, w], l: v}}}]}";
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Node *root = tree(arena, yaml);
  make_opaque(root);
  struct mapped m = map_node(arena, root);
  assert_int_equal(m.state, TRUST_UNKNOWN);

  root = tree(arena, yaml);
  make_opaque(node_get(root, "Statement"));
  m = map_node(arena, root);
  assert_int_equal(m.state, TRUST_KNOWN);
  assert_true(m.policy->statements_opaque);
  assert_int_equal(m.policy->malformation_count, 0);

  root = tree(arena, yaml);
  make_opaque(node_get(root, "Statement")->items[0]);
  m = map_node(arena, root);
  assert_true(m.policy->statements_opaque);
  assert_int_equal(m.policy->statement_count, 0);

  root = tree(arena, yaml);
  Node *st = node_get(root, "Statement")->items[0];
  make_opaque(node_get(st, "Effect"));
  make_opaque(node_get(node_get(st, "Principal"), "AWS")->items[1]);
  make_opaque(node_get(st, "Action"));
  Node *bools = node_get(node_get(st, "Condition"), "Bool");
  make_opaque(node_get(bools, "k")->items[1]);
  make_opaque(node_get(bools, "l"));
  m = map_node(arena, root);
  const Statement *s = &m.policy->statements[0];
  assert_int_equal(m.policy->malformation_count, 0);
  assert_int_equal(s->effect, EFFECT_UNKNOWN);
  assert_ptr_equal(s->opaque_hole, &account_hole);
  assert_int_equal(s->principal_count, 3);
  assert_int_equal(s->principals[1].kind, PRINCIPAL_OPAQUE);
  assert_ptr_equal(text_only_hole(s->principals[1].value.text), &account_hole);
  assert_ptr_equal(text_only_hole(s->actions[0].text), &account_hole);
  assert_int_equal(s->conditions[0].value_count, 2);
  assert_false(s->conditions[0].opaque);
  assert_ptr_equal(text_only_hole(s->conditions[0].values[1].text), &account_hole);
  assert_true(s->conditions[1].opaque);
  assert_false(s->condition_opaque);

  root = tree(arena, yaml);
  st = node_get(root, "Statement")->items[0];
  make_opaque(node_get(st, "Principal"));
  make_opaque(node_get(node_get(st, "Condition"), "Bool"));
  m = map_node(arena, root);
  s = &m.policy->statements[0];
  assert_int_equal(s->principal_count, 1);
  assert_int_equal(s->principals[0].kind, PRINCIPAL_OPAQUE);
  assert_true(s->condition_opaque);
  arena_free(arena);
}

static void holes_in_a_string_are_put_back(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  static const char *const literals[] = {
      "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::",
      ":root\",\"Federated\":",
      "},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":{\"", ":sub\":[\"\\\"",
      "x\"]}}}]}"};
  const Hole *const holes[] = {&account_hole, &account_hole, &host_hole, &host_hole, NULL};
  struct mapped m = map_node(arena, text_node(arena, literals, holes, 5));
  assert_int_equal(m.status, OK);
  assert_int_equal(m.state, TRUST_KNOWN);
  assert_int_equal(m.policy->malformation_count, 0);
  const Statement *st = &m.policy->statements[0];
  assert_text(&m, st->principals[0].value.text, "arn:aws:iam::${Account}:root");
  assert_int_equal(st->principals[0].value.span.begin, 3);
  assert_int_equal(st->principals[1].kind, PRINCIPAL_FEDERATED);
  assert_ptr_equal(st->opaque_hole, &account_hole);
  assert_str(st->conditions[0].key, "${Host}:sub");
  assert_true(st->conditions[0].key_has_hole);
  assert_str(st->conditions[0].pointer, "/Statement/0/Condition/StringEquals/${Host}:sub");
  assert_text(&m, st->conditions[0].values[0].text, "\"${Host}x");
  done(&m);
}

static void strings_that_cannot_be_read(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  const Hole *const hole[] = {&account_hole, NULL};
  static const char *const all_hole[] = {"", ""};
  struct mapped m = map_node(arena, text_node(arena, all_hole, hole, 2));
  assert_int_equal(m.state, TRUST_UNKNOWN);
  /* A hole outside of strings could make it right, one inside cannot. */
  static const char *const outside[] = {"{\"Statement\" ", "}"};
  m = map_node(arena, text_node(arena, outside, hole, 2));
  assert_int_equal(m.state, TRUST_UNKNOWN);
  assert_int_equal(m.policy->malformation_count, 0);
  static const char *const inside[] = {"{\"Statement\" \"", "\"}"};
  m = map_node(arena, text_node(arena, inside, hole, 2));
  assert_int_equal(m.state, TRUST_BROKEN);
  assert_int_equal(m.policy->malformations[0].kind, MALFORMED_NOT_JSON);
  /* Text that spells a placeholder. */
  static const char *const spelled[] = {"{\"a\": \"\\uE0000\xEE\x80\x81", "\"}"};
  m = map_node(arena, text_node(arena, spelled, hole, 2));
  assert_int_equal(m.state, TRUST_UNKNOWN);
  /* Without holes those characters are nothing special. */
  m = map_node(arena, node_string(arena,
                                  STR("{\"Statement\":[{\"\xEE\x80\x80"
                                      "0\xEE\x80\x81"
                                      "\":1}]}"),
                                  (Span){0, 1}));
  assert_int_equal(m.state, TRUST_KNOWN);
  assert_non_null(find_odd(&m, MALFORMED_UNKNOWN_ELEMENT,
                           "/Statement/0/\xEE\x80\x80"
                           "0\xEE\x80\x81"));
  m = map_node(arena, NULL);
  assert_int_equal(m.state, TRUST_MISSING);
  arena_free(arena);
}

static void limits(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Span span = {0, 1};
  Node *list = node_new(arena, NODE_LIST, span);
  list->count = MAX_STATEMENTS + 1;
  list->items = arena_array(arena, list->count, sizeof *list->items);
  for (size_t i = 0; i < list->count; i++)
    list->items[i] = node_new(arena, NODE_NULL, span);
  Member member = {STR("Statement"), span, list};
  Node *root = node_new(arena, NODE_MAP, span);
  root->members = &member;
  root->count = 1;
  struct mapped m = map_node(arena, root);
  assert_int_equal(m.status, ERR_LIMIT);
  assert_string_equal(m.err.text, "a policy of more than 1000 statements");
  list->count--;
  m = map_node(arena, root);
  assert_int_equal(m.status, OK);
  member.key = STR("Foo");
  list->count = MAX_POLICY_VALUES;
  list->items = arena_array(arena, list->count, sizeof *list->items);
  for (size_t i = 0; i < list->count; i++)
    list->items[i] = node_new(arena, NODE_NULL, span);
  m = map_node(arena, root);
  assert_int_equal(m.status, ERR_LIMIT);
  assert_string_equal(m.err.text, "a policy of more than 20000 values");

  char *blanks = arena_alloc(arena, MAX_POLICY_BYTES + 1);
  memset(blanks, ' ', MAX_POLICY_BYTES + 1);
  blanks[0] = '{';
  blanks[1] = '}';
  m = map_node(arena, node_string(arena, str_n(blanks, MAX_POLICY_BYTES + 1), span));
  assert_int_equal(m.status, ERR_LIMIT);
  m = map_node(arena, node_string(arena, str_n(blanks, MAX_POLICY_BYTES), span));
  assert_int_equal(m.status, OK);
  arena_free(arena);
}

static int map_plain(void *context) {
  Arena **arenas = context;
  return map_node(arenas[0], tree(arenas[1], plain_policy)).status;
}

/* Fails each allocation in turn. */
static void out_of_memory_is_an_error(void **state) {
  (void)state;
  int failures = 0;
  for (size_t limit = 0;; limit += 64) {
    Arena *arenas[] = {arena_new(limit), arena_new(MAX_ARENA_BYTES)};
    int status = protect(map_plain, arenas);
    arena_free(arenas[0]);
    arena_free(arenas[1]);
    if (status == OK)
      break;
    assert_int_equal(status, ERR_MEMORY);
    failures++;
  }
  assert_true(failures > 20);
}

TESTS(policy, TEST(a_policy_is_kept_whole), TEST(a_single_object_is_statement_0),
      TEST(spans_point_at_the_text), TEST(numbers_and_booleans_keep_their_text),
      TEST(oddities_of_the_document), TEST(oddities_of_statements), TEST(names_are_case_sensitive),
      TEST(of_duplicates_the_last_counts), TEST(aliases_are_told_once), TEST(opaque_parts),
      TEST(holes_in_a_string_are_put_back), TEST(strings_that_cannot_be_read), TEST(limits),
      TEST(out_of_memory_is_an_error));
