/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameter values: what is allowed, and which one holds where several parameter sets are
 * judged.
 *
 * Source: AWS CloudFormation User Guide, "Parameters section structure". A
 * pattern has to match the whole value, and each item of a list.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/template/parameters.h"
#include "util/regex.h"

/* ---- What is allowed ------------------------------------------------------- */

/* A secret value is not shown. */
static int refuse(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                  const ParameterSet *set, Str value, Str allowed) {
  Str shown = definition->secret
                  ? STR("the value")
                  : str_printf(cfn->arena, "\"%.*s\"", STR_FMT(str_slice(value, 0, 100)));
  return error_set(&cfn->input->error, ERR_USAGE, "parameter %.*s%s%.*s: %.*s is not allowed: %.*s",
                   STR_FMT(definition->name), set->name.len > 0 ? " in " : "", STR_FMT(set->name),
                   STR_FMT(shown), STR_FMT(allowed));
}

static Str list_allowed(CfnTemplate *cfn, const Node *allowed) {
  enum { MAX_SHOWN = 20 };
  Buf buf = buf_in(cfn->arena);
  buf_add(&buf, allowed->count == 1 ? "it must be " : "it must be one of ");
  for (size_t i = 0; i < allowed->count && i < MAX_SHOWN; i++) {
    buf_add(&buf, i > 0 ? ", " : "");
    buf_add_str(&buf, allowed->items[i]->str);
  }
  buf_add(&buf, allowed->count > MAX_SHOWN ? ", ..." : "");
  return buf_str(&buf);
}

static int check_values(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                        const ParameterSet *set, Str value) {
  const Node *allowed = node_get(definition->node, "AllowedValues");
  if (!allowed || allowed->kind != NODE_LIST || allowed->count == 0)
    return OK;
  for (size_t i = 0; i < allowed->count; i++) {
    const Text *text = cfn_node_text(cfn, allowed->items[i]);
    Str one;
    /* What is no literal may be anything. */
    if (!text || !text_known(text, &one) || str_eq(one, value) ||
        str_eq(allowed->items[i]->str, value))
      return OK;
  }
  return refuse(cfn, definition, set, value, list_allowed(cfn, allowed));
}

static int check_pattern(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                         const ParameterSet *set, Str value) {
  Str pattern = node_get_str(definition->node, "AllowedPattern");
  if (pattern.len == 0)
    return OK;
  RegexVerdict verdict = regex_match_whole(pattern, value);
  Str shown = str_slice(pattern, 0, 200);
  switch (verdict) {
  case REGEX_MATCH:
    return OK;
  case REGEX_NO_MATCH:
    return refuse(cfn, definition, set, value,
                  str_printf(cfn->arena, "it must match %.*s", STR_FMT(shown)));
  case REGEX_NOT_A_PATTERN:
  case REGEX_TOO_HARD:
    cfn_add_note(cfn, str_printf(cfn->arena,
                                 "parameter %.*s: the value is not checked against its "
                                 "AllowedPattern, %s",
                                 STR_FMT(definition->name),
                                 verdict == REGEX_TOO_HARD ? "which takes too many steps to match"
                                                           : "which cannot be read"));
    return OK;
  }
  return OK;
}

static int check_item(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                      const ParameterSet *set, Str value) {
  int status = check_values(cfn, definition, set, value);
  return status == OK ? check_pattern(cfn, definition, set, value) : status;
}

/* Of a list each item is checked. CloudFormation checks the key of a stored value. */
static int check(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                 const ParameterSet *set, Str value) {
  if (definition->stored)
    return OK;
  if (!definition->list)
    return check_item(cfn, definition, set, value);
  const Node *list = cfn_list_value(cfn, value, definition->span);
  int status = OK;
  for (size_t i = 0; i < list->count && status == OK; i++)
    status = check_item(cfn, definition, set, list->items[i]->str);
  return status;
}

/* ---- Values ----------------------------------------------------------------- */

static Node *hole_value(CfnTemplate *cfn, const CfnParameterDefinition *definition, Hole like) {
  const Hole *hole = hole_new(cfn->arena, like);
  return definition->list ? cfn_opaque(cfn, hole, definition->span)
                          : cfn_text_node(cfn, text_hole(cfn->arena, hole), definition->span);
}

/* A secret: a hole of this set, with the value behind it. */
static Node *secret_value(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                          const ParameterSet *set, Str value) {
  Hole like = *definition->hole;
  like.sensitive = true;
  like.secret = value.ptr ? value : STR("");
  if (cfn->set_count > 1)
    like.scope = str_printf(cfn->arena, "%.*s%s%.*s", STR_FMT(like.scope),
                            like.scope.len > 0 ? "@" : "", STR_FMT(set->name));
  return hole_value(cfn, definition, like);
}

/* A key of the parameter store, whose value is not in the input. */
static Node *stored_value(CfnTemplate *cfn, const CfnParameterDefinition *definition, Str key) {
  Hole like = *definition->hole;
  like.source = HOLE_OF_INPUT;
  like.name = str_printf(cfn->arena, "{{resolve:ssm:%.*s}}", STR_FMT(key));
  return hole_value(cfn, definition, like);
}

static Node *literal_value(CfnTemplate *cfn, const CfnParameterDefinition *definition, Str value) {
  return definition->list ? cfn_list_value(cfn, value, definition->span)
                          : node_string(cfn->arena, value, definition->span);
}

static int read_value(Node **out, const CfnParameter *parameter, CfnTemplate *cfn,
                      const CfnParameterDefinition *definition, const ParameterSet *set,
                      const ParameterValue *value) {
  if (value->previous) {
    /* AllowedValues are tried one by one; the default says nothing. */
    *out = parameter->closed ? NULL : parameter->unknown;
    return OK;
  }
  int status = check(cfn, definition, set, value->value);
  if (status != OK)
    return status;
  if (definition->secret)
    *out = secret_value(cfn, definition, set, value->value);
  else if (!definition->stored)
    *out = literal_value(cfn, definition, value->value);
  else if (value->resolved.ptr) /* the file of values has it */
    *out = literal_value(cfn, definition, value->resolved);
  else
    *out = stored_value(cfn, definition, value->value);
  return OK;
}

/* A nested parameter. A list may come as one text. */
static Node *nested_value(CfnTemplate *cfn, const CfnParameterDefinition *definition, Node *value) {
  Str literal;
  if (definition->list && value->kind == NODE_LIST)
    return value;
  const Text *text = cfn_node_text(cfn, value);
  bool known = text && text_known(text, &literal);
  if (definition->secret && known)
    return secret_value(cfn, definition, NULL, literal);
  if (definition->stored && known)
    return stored_value(cfn, definition, literal);
  if (definition->stored || !text) /* a key that is not known, or no value of a parameter */
    return cfn_opaque(cfn, definition->hole, definition->span);
  if (!definition->list)
    return cfn_text_node(cfn, text, definition->span);
  return known ? literal_value(cfn, definition, literal)
               : cfn_opaque(cfn, text_first_hole(text), definition->span);
}

static void read_nested_value(CfnParameter *parameter, CfnTemplate *cfn,
                              const CfnParameterDefinition *definition) {
  const CfnNesting *nesting = &cfn->nesting;
  for (size_t i = 0; i < nesting->parameter_count; i++) {
    if (!str_eq(nesting->parameters[i].name, definition->name))
      continue;
    parameter->set_values = arena_array(cfn->arena, 1, sizeof *parameter->set_values);
    parameter->set_values[0] = nested_value(cfn, definition, nesting->parameters[i].value);
    return;
  }
}

int cfn_read_parameter_values(CfnParameter *parameter, CfnTemplate *cfn,
                              const CfnParameterDefinition *definition) {
  if (cfn->nesting.outer) {
    read_nested_value(parameter, cfn, definition);
    return OK;
  }
  for (size_t i = 0; i < cfn->set_count; i++) {
    const ParameterSet *set = &cfn->sets[i];
    for (size_t k = 0; k < set->count; k++) {
      if (!str_eq(set->values[k].name, definition->name))
        continue;
      if (!parameter->set_values)
        parameter->set_values =
            arena_array(cfn->arena, cfn->set_count, sizeof *parameter->set_values);
      int status =
          read_value(&parameter->set_values[i], parameter, cfn, definition, set, &set->values[k]);
      if (status != OK)
        return status;
    }
  }
  return OK;
}

/* ---- References --------------------------------------------------------------- */

/* Whether all sets give the same value. */
static bool is_same_in_all(const CfnTemplate *cfn, Node *const *values) {
  for (size_t i = 0; i < cfn->set_count; i++) {
    if (!values[i] || !cfn_same(values[0], values[i]))
      return false;
  }
  return true;
}

Node *cfn_parameter_value(CfnTemplate *cfn, const CfnParameter *parameter) {
  Node *const *values = parameter->set_values;
  if (!values)
    return NULL;
  if (cfn->set_count <= 1 || is_same_in_all(cfn, values))
    return values[0];
  if (!cfn->choosing)
    return parameter->unknown;
  return values[cfn_choose(cfn, CFN_SET, STR(""), cfn->set_count)];
}

bool cfn_is_given_secret(const CfnTemplate *cfn, const Hole *hole) {
  for (size_t i = 0; i < cfn->parameters.count; i++) {
    Node *const *values = cfn->parameter_list[i].set_values;
    for (size_t k = 0; values && k < cfn->set_count; k++) {
      if (values[k] && values[k]->text && text_only_hole(values[k]->text) == hole)
        return true;
    }
  }
  return false;
}
