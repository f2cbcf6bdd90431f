/* SPDX-License-Identifier: Apache-2.0
 *
 * For tests of the CloudFormation front end: a template is mapped and shown as
 * text, a line for each trust policy, with the choices it holds under in
 * brackets.
 */
#ifndef TESTS_UNIT_TEMPLATES_H
#define TESTS_UNIT_TEMPLATES_H

#include "inputs.h"

extern const struct alint_front_end alint_cloudformation_front_end;

/* ---- Reading a template -------------------------------------------------- */

static int map_template(struct alint_input *input, const char *yaml,
                        const struct alint_parse_options *options) {
  struct alint_node *root;
  size_t documents;
  *input = input_of("t.yaml", yaml);
  int status = alint_yaml_read(&root, &documents, input->arena, &input->source, &input->error);
  if (status != ALINT_OK)
    fail_msg("not YAML: %s", input->error.text);
  assert_true(alint_cloudformation_front_end.claims(root));
  return alint_cloudformation_front_end.map(input, root, options);
}

static void read_template(struct alint_input *input, const char *yaml) {
  static const struct alint_parse_options options;
  int status = map_template(input, yaml, &options);
  if (status != ALINT_OK)
    fail_msg("status %d: %s", status, input->error.text);
}

/* ---- Showing it ---------------------------------------------------------- */

static void show_text(struct alint_buf *buf, const struct alint_text *text) {
  if (text)
    alint_buf_add_str(buf, alint_text_print(buf->arena, text));
  else
    alint_buf_add(buf, "?");
}

static void show_items(struct alint_buf *buf, const struct alint_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    alint_buf_add(buf, i > 0 ? "|" : "=");
    show_text(buf, items[i].text);
  }
}

static void show_statement(struct alint_buf *buf, const struct alint_statement *statement) {
  alint_buf_add(buf, statement->effect == ALINT_EFFECT_ALLOW ? " Allow" : " other");
  for (size_t i = 0; i < statement->principal_count; i++) {
    alint_buf_add_char(buf, ' ');
    if (statement->principals[i].kind == ALINT_PRINCIPAL_OPAQUE)
      alint_buf_add(buf, "any ");
    alint_buf_add_str(buf, statement->principals[i].key);
    show_items(buf, &statement->principals[i].value, 1);
  }
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    alint_buf_add_char(buf, ' ');
    alint_buf_add_str(buf, condition->operator_name);
    alint_buf_add_char(buf, ':');
    alint_buf_add_str(buf, condition->key);
    alint_buf_add(buf, condition->opaque ? "=any" : "");
    show_items(buf, condition->values, condition->value_count);
  }
  alint_buf_add(buf, statement->condition_opaque ? " condition=any" : "");
}

static void show_trust(struct alint_buf *buf, const struct alint_role *role,
                       const struct alint_trust *trust) {
  alint_buf_add_str(buf, role->label);
  if (trust->when.len > 0)
    alint_buf_addf(buf, "[%.*s]", ALINT_FMT(trust->when));
  alint_buf_add_char(buf, ':');
  switch (trust->state) {
  case ALINT_TRUST_KNOWN:
    break;
  case ALINT_TRUST_MISSING:
    alint_buf_add(buf, " missing");
    break;
  case ALINT_TRUST_UNKNOWN:
    assert_non_null(trust->hole);
    alint_buf_addf(buf, " unknown %.*s", ALINT_FMT(trust->hole->name));
    break;
  case ALINT_TRUST_BROKEN:
    alint_buf_add(buf, " broken");
    break;
  }
  for (size_t i = 0; i < trust->policy->statement_count; i++)
    show_statement(buf, &trust->policy->statements[i]);
  alint_buf_add(buf, trust->policy->statements_opaque && trust->state == ALINT_TRUST_KNOWN
                         ? " statements=any"
                         : "");
  alint_buf_add(buf, "\n");
}

static struct alint_str show(struct alint_input *input) {
  struct alint_buf buf = alint_buf(input->arena);
  for (size_t i = 0; i < input->after.role_count; i++) {
    const struct alint_role *role = &input->after.roles[i];
    assert_true(role->trust_count > 0);
    for (size_t k = 0; k < role->trust_count; k++)
      show_trust(&buf, role, &role->trusts[k]);
  }
  assert_false(buf.failed);
  return alint_buf_str(&buf);
}

static void expect(const char *yaml, const char *expected) {
  struct alint_input input;
  read_template(&input, yaml);
  struct alint_str shown = show(&input);
  char *copy = alint_arena_copy(input.arena, shown.ptr, shown.len);
  assert_string_equal(copy, expected);
  alint_arena_free(input.arena);
}

/* A role R that trusts one principal, after the sections before Resources. */
#define ROLE                                                                                       \
  "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"                                  \
  "      AssumeRolePolicyDocument:\n        Statement:\n          Effect: Allow\n"                 \
  "          Action: sts:AssumeRole\n          Principal:\n            AWS: "

#endif
