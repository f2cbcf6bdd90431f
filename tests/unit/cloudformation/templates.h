/* SPDX-License-Identifier: Apache-2.0
 *
 * For tests of the CloudFormation front end: a template is mapped and shown as
 * text, a line for each trust policy, with the choices it holds under in
 * brackets.
 */
#ifndef ASSUMELINT_TESTS_UNIT_CLOUDFORMATION_TEMPLATES_H
#define ASSUMELINT_TESTS_UNIT_CLOUDFORMATION_TEMPLATES_H

#include "assumelint/buf.h"
#include "assumelint/readers.h"
#include "inputs.h"

extern const FrontEnd cfn_cloudformation_front_end;

/* ---- Reading a template -------------------------------------------------- */

static int map_template(Input *input, const char *yaml, const ParseOptions *options) {
  Node *root;
  size_t documents;
  *input = input_of("t.yaml", yaml);
  int status = yaml_read(&root, &documents, input->arena, &input->source, &input->error);
  if (status != OK)
    fail_msg("not YAML: %s", input->error.text);
  assert_true(cfn_cloudformation_front_end.claims(root));
  return cfn_cloudformation_front_end.map(input, root, options);
}

static void read_template(Input *input, const char *yaml) {
  static const ParseOptions options;
  int status = map_template(input, yaml, &options);
  if (status != OK)
    fail_msg("status %d: %s", status, input->error.text);
}

/* ---- Showing it ---------------------------------------------------------- */

static void show_text(Buf *buf, const Text *text) {
  if (text)
    buf_add_str(buf, text_print(buf->arena, text));
  else
    buf_add(buf, "?");
}

static void show_items(Buf *buf, const Item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    buf_add(buf, i > 0 ? "|" : "=");
    show_text(buf, items[i].text);
  }
}

static void show_statement(Buf *buf, const Statement *statement) {
  buf_add(buf, statement->effect == EFFECT_ALLOW ? " Allow" : " other");
  for (size_t i = 0; i < statement->principal_count; i++) {
    buf_add_char(buf, ' ');
    if (statement->principals[i].kind == PRINCIPAL_OPAQUE)
      buf_add(buf, "any ");
    buf_add_str(buf, statement->principals[i].key);
    show_items(buf, &statement->principals[i].value, 1);
  }
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    buf_add_char(buf, ' ');
    buf_add_str(buf, condition->operator_name);
    buf_add_char(buf, ':');
    buf_add_str(buf, condition->key);
    buf_add(buf, condition->opaque ? "=any" : "");
    show_items(buf, condition->values, condition->value_count);
  }
  buf_add(buf, statement->condition_opaque ? " condition=any" : "");
}

static void show_trust(Buf *buf, const Role *role, const Trust *trust) {
  buf_add_str(buf, role->label);
  if (trust->when.len > 0)
    buf_addf(buf, "[%.*s]", STR_FMT(trust->when));
  buf_add_char(buf, ':');
  switch (trust->state) {
  case TRUST_KNOWN:
    break;
  case TRUST_MISSING:
    buf_add(buf, " missing");
    break;
  case TRUST_UNKNOWN:
    assert_non_null(trust->hole);
    buf_addf(buf, " unknown %.*s", STR_FMT(trust->hole->name));
    break;
  case TRUST_BROKEN:
    buf_add(buf, " broken");
    break;
  }
  for (size_t i = 0; i < trust->policy->statement_count; i++)
    show_statement(buf, &trust->policy->statements[i]);
  buf_add(buf,
          trust->policy->statements_opaque && trust->state == TRUST_KNOWN ? " statements=any" : "");
  buf_add(buf, "\n");
}

static Str show(Input *input) {
  Buf buf = buf_in(input->arena);
  for (size_t i = 0; i < input->after.role_count; i++) {
    const Role *role = &input->after.roles[i];
    assert_true(role->trust_count > 0);
    for (size_t k = 0; k < role->trust_count; k++)
      show_trust(&buf, role, &role->trusts[k]);
  }
  assert_false(buf.failed);
  return buf_str(&buf);
}

static void expect(const char *yaml, const char *expected) {
  Input input;
  read_template(&input, yaml);
  Str shown = show(&input);
  char *copy = arena_copy(input.arena, shown.ptr, shown.len);
  assert_string_equal(copy, expected);
  arena_free(input.arena);
}

/* A role R that trusts one principal, after the sections before Resources. */
#define ROLE                                                                                       \
  "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"                                  \
  "      AssumeRolePolicyDocument:\n        Statement:\n          Effect: Allow\n"                 \
  "          Action: sts:AssumeRole\n          Principal:\n            AWS: "

#endif
