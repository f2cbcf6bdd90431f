/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters: what a reference to one stands for.
 *
 * A default is taken as the value, except in conditions: there the other values that
 * conditions tell apart are tried too, because a role that is there only
 * with another value must be judged too. An empty default is to be filled in.
 * AllowedValues are tried one by one.
 *
 * Source: AWS CloudFormation User Guide, "Parameters section structure".
 */
#include "parsers/cloudformation/template/parameters.h"

#include "assumelint/arena.h"
#include "parsers/cloudformation/resolve/nodes.h"

/* ---- What the definition says -------------------------------------------- */

static bool is_list_type(Str type) {
  return str_is(type, "CommaDelimitedList") || str_starts(type, "List<") ||
         str_starts(type, "AWS::SSM::Parameter::Value<List<") ||
         str_is(type, "AWS::SSM::Parameter::Value<CommaDelimitedList>");
}

/* Patterns of an account id; CloudFormation matches them against the whole. */
static bool asks_account(const Node *definition) {
  static const char *const exact[] = {"\\d{12}",     "[0-9]{12}", "(\\d{12})",
                                      "([0-9]{12})", "[\\d]{12}", NULL};
  static const char *const digits[] = {"\\d+", "\\d*", "[0-9]+", "[0-9]*", NULL};
  Str pattern = node_get_str(definition, "AllowedPattern");
  if (str_starts(pattern, "^"))
    pattern = str_slice(pattern, 1, pattern.len);
  if (str_ends(pattern, "$"))
    pattern = str_slice(pattern, 0, pattern.len - 1);
  if (str_is_one_of(pattern, exact))
    return true;
  return str_is(node_get_str(definition, "MinLength"), "12") &&
         str_is(node_get_str(definition, "MaxLength"), "12") && str_is_one_of(pattern, digits);
}

/* The length of the pattern's part at `at` if it matches nothing but digits, commas
 * and white space; otherwise 0. */
static size_t harmless_part(Str pattern, size_t at, bool in_class) {
  Str rest = str_slice(pattern, at, pattern.len);
  if (str_starts(rest, "\\d") || str_starts(rest, "\\s"))
    return 2;
  if (!in_class && str_starts(rest, "(?:"))
    return 3;
  return str_has(in_class ? STR("0123456789-, ") : STR("0123456789, ()[{}|*+?^$"), rest.ptr[0]);
}

/* Whether a string is account ids with commas between them. */
static bool asks_accounts(const Node *definition) {
  Str pattern = node_get_str(definition, "AllowedPattern");
  bool in_class = false;
  for (size_t at = 0, len; at < pattern.len; at += len) {
    if (in_class && pattern.ptr[at] == ']') {
      in_class = false;
      len = 1;
      continue;
    }
    len = harmless_part(pattern, at, in_class);
    if (len == 0)
      return false;
    in_class = in_class || pattern.ptr[at] == '[';
  }
  return str_find_str(pattern, STR("{12}")) < pattern.len;
}

/* ---- Options -------------------------------------------------------------- */

bool cfn_has_option(const CfnParameter *parameter, Str literal) {
  for (size_t i = 0; i < parameter->options.count; i++) {
    const Node *value = parameter->options.items[i].value;
    if (node_is_scalar(value) && str_eq(value->str, literal))
      return true;
  }
  return false;
}

static void add_option(CfnTemplate *cfn, CfnParameter *parameter, Node *value, Str label) {
  if (node_is_scalar(value) && cfn_has_option(parameter, value->str))
    return;
  /* One more than can be tried: then the rest is reported as not judged. */
  if (parameter->options.count > MAX_ALTERNATIVES)
    return;
  LIST_ADD(cfn->arena, &parameter->options, (CfnOption){value, label});
}

/* {Ref: Name} compared with a literal. */
static void compare(CfnTemplate *cfn, const Node *reference, const Node *literal) {
  const Node *target = node_get(reference, "Ref");
  if (!target || reference->count != 1 || !node_is_scalar(target) || !node_is_scalar(literal) ||
      literal->kind == NODE_NULL)
    return;
  CfnParameter *parameter = cfn_find_parameter(cfn, target->str);
  if (!parameter || parameter->closed || parameter->hidden ||
      parameter->unknown->kind != NODE_STRING)
    return;
  Node *value = cfn_text_node(cfn, cfn_node_text(cfn, literal), literal->span);
  add_option(cfn, parameter, value, literal->str);
}

static void scan(CfnTemplate *cfn, const Node *node, size_t depth) {
  if (depth > MAX_DEPTH)
    return;
  for (size_t i = 0; i < node->count; i++) {
    if (node->kind == NODE_LIST) {
      scan(cfn, node->items[i], depth + 1);
      continue;
    }
    const Node *value = node->members[i].value;
    if (str_is(node->members[i].key, "Fn::Equals") && value->kind == NODE_LIST &&
        value->count == 2) {
      compare(cfn, value->items[0], value->items[1]);
      compare(cfn, value->items[1], value->items[0]);
    }
    scan(cfn, value, depth + 1);
  }
}

void cfn_read_options(CfnTemplate *cfn) {
  for (size_t i = 0; i < cfn->conditions.count; i++)
    scan(cfn, cfn->conditions.entries[i].member->value, 0);
}

/* ---- Values -------------------------------------------------------------- */

/* A list whose only item stands for all: how many there are is not known. */
static Node *list_of(CfnTemplate *cfn, const Text *text, Span span) {
  Node *list = node_new(cfn->arena, NODE_LIST, span);
  list->items = arena_array(cfn->arena, 1, sizeof *list->items);
  list->items[0] = cfn_text_node(cfn, text, span);
  list->count = 1;
  return list;
}

/* A parameter is a string, however its value is written. YAML's unquoted
 * numbers stay marked: what CloudFormation reads may be another one. */
static Node *scalar_value(CfnTemplate *cfn, const Node *written) {
  Node *value = cfn_text_node(cfn, cfn_node_text(cfn, written), written->span);
  if (written->kind == NODE_NUMBER && written->plain) {
    value->kind = NODE_NUMBER;
    value->plain = true;
  }
  return value;
}

static Str trim(Str s) {
  while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
    s = str_slice(s, 1, s.len);
  while (s.len > 0 && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
    s = str_slice(s, 0, s.len - 1);
  return s;
}

Node *cfn_list_value(CfnTemplate *cfn, Str text, Span span) {
  struct {
    Node **items;
    size_t count, cap;
  } items = {.count = 0};
  for (size_t at = 0; at <= text.len;) {
    size_t end = str_find(text, at, ',');
    Str part = trim(str_slice(text, at, end));
    LIST_ADD(cfn->arena, &items, node_string(cfn->arena, part, span));
    at = end + 1;
  }
  Node *list = node_new(cfn->arena, NODE_LIST, span);
  list->items = items.items;
  list->count = items.count;
  return list;
}

static void read_allowed_values(CfnParameter *parameter, CfnTemplate *cfn, const Node *allowed) {
  for (size_t i = 0; i < allowed->count; i++) {
    if (!node_is_scalar(allowed->items[i]) || allowed->items[i]->kind == NODE_NULL)
      return; /* not a literal: the list says nothing */
  }
  for (size_t i = 0; i < allowed->count; i++)
    add_option(cfn, parameter, scalar_value(cfn, allowed->items[i]), allowed->items[i]->str);
  parameter->closed = parameter->options.count > 0;
  if (parameter->options.count == 1)
    parameter->value = parameter->options.items[0].value;
}

static void read_default(CfnParameter *parameter, CfnTemplate *cfn, const Node *written,
                         bool list) {
  if (!written || !node_is_scalar(written) || written->kind == NODE_NULL)
    return;
  Node *value =
      list ? cfn_list_value(cfn, written->str, written->span) : scalar_value(cfn, written);
  if (written->str.len > 0)
    parameter->value = value;
  add_option(cfn, parameter, value, written->str);
}

static void read_values(CfnParameter *parameter, CfnTemplate *cfn,
                        const CfnParameterDefinition *definition) {
  const Node *allowed = node_get(definition->node, "AllowedValues");
  if (!definition->list && allowed && allowed->kind == NODE_LIST) {
    read_allowed_values(parameter, cfn, allowed);
    if (parameter->closed)
      return;
  }
  read_default(parameter, cfn, node_get(definition->node, "Default"), definition->list);
}

/* ---- Definitions ------------------------------------------------------------ */

/* The hole for a parameter. NoEcho and the parameter store: the value is not in the template. */
static const Hole *hole_of(CfnTemplate *cfn, const CfnParameterDefinition *definition,
                           HoleKind kind) {
  Str name = definition->name, written = node_get_str(definition->node, "Default");
  Hole *hole = cfn_hole(cfn, kind, name);
  hole->source = HOLE_OF_PARAMETER;
  hole->give = cfn->nesting.outer
                   ? str_printf(cfn->arena, "give %.*s a value under the parameters of %.*s",
                                STR_FMT(name), STR_FMT(cfn->nesting.resource))
                   : str_printf(cfn->arena, "--param %.*s=...", STR_FMT(name));
  if (definition->secret) {
    hole->sensitive = true;
    hole->secret = written;
  } else if (definition->stored && written.len > 0) {
    hole->source = HOLE_OF_INPUT;
    hole->name = str_printf(cfn->arena, "{{resolve:ssm:%.*s}}", STR_FMT(written));
  }
  return hole;
}

static int read_parameter(CfnParameter *parameter, CfnTemplate *cfn, const CfnEntry *entry) {
  const Node *node = entry->member->value;
  Str type = node_get_str(node, "Type");
  CfnParameterDefinition definition = {
      .name = entry->key,
      .node = node,
      .list = is_list_type(type),
      .secret = cfn_is_true(node_get_str(node, "NoEcho")),
      .stored = str_starts(type, "AWS::SSM::Parameter::Value<"),
      .span = entry->member->key_span,
  };
  bool account = asks_account(node);
  definition.hole = hole_of(cfn, &definition, account ? HOLE_ACCOUNT : HOLE_ANY);
  const Text *text = text_hole(cfn->arena, definition.hole);
  if (!definition.list)
    parameter->unknown = cfn_text_node(cfn, text, definition.span);
  else if (account) /* the pattern is that of each item */
    parameter->unknown = list_of(cfn, text, definition.span);
  else
    parameter->unknown = cfn_opaque(cfn, definition.hole, definition.span);
  parameter->accounts = !definition.list && asks_accounts(node);
  parameter->value = parameter->unknown;
  parameter->hidden = definition.secret || definition.stored;
  if (!parameter->hidden)
    read_values(parameter, cfn, &definition);
  return cfn_read_parameter_values(parameter, cfn, &definition);
}

/* What the user may give values for. */
static void list_names(CfnTemplate *cfn) {
  if (cfn->nesting.outer)
    return;
  size_t count = cfn->parameters.count;
  Str *names = arena_array(cfn->arena, count + CFN_PSEUDO_COUNT, sizeof *names);
  for (size_t i = 0; i < count; i++)
    names[i] = cfn->parameters.entries[i].key;
  for (size_t i = 0; i < CFN_PSEUDO_COUNT; i++)
    names[count + i] = cfn_pseudo_name(i);
  cfn->input->parameters = names;
  cfn->input->parameter_count = count + CFN_PSEUDO_COUNT;
}

int cfn_read_parameters(CfnTemplate *cfn) {
  const CfnSection *section = &cfn->parameters;
  cfn->parameter_list = arena_array(cfn->arena, section->count, sizeof *cfn->parameter_list);
  for (size_t i = 0; i < section->count; i++) {
    int status = read_parameter(&cfn->parameter_list[i], cfn, &section->entries[i]);
    if (status != OK)
      return status;
  }
  for (size_t i = 0; i + 1 < section->count; i++) {
    /* Defined twice: we cannot say which one counts. */
    if (str_eq(section->entries[i].key, section->entries[i + 1].key)) {
      CfnParameter *first = &cfn->parameter_list[i];
      first->value = first->unknown;
      first->options.count = 0;
      first->closed = false;
      first->hidden = true;
      first->set_values = NULL;
      cfn->parameter_list[i + 1] = *first;
    }
  }
  list_names(cfn);
  return OK;
}

/* ---- References ---------------------------------------------------------- */

Node *cfn_split_accounts(CfnTemplate *cfn, const Node *expression, const Text *text) {
  const Hole *hole = text_only_hole(text);
  for (size_t i = 0; hole && i < cfn->parameters.count; i++) {
    const CfnParameter *parameter = &cfn->parameter_list[i];
    if (!parameter->accounts || !parameter->unknown->text ||
        text_only_hole(parameter->unknown->text) != hole)
      continue;
    Hole *item = cfn_hole(cfn, HOLE_ACCOUNT, cfn_describe(cfn, expression));
    item->give = hole->give;
    return list_of(cfn, text_hole(cfn->arena, item), expression->span);
  }
  return NULL;
}

CfnParameter *cfn_find_parameter(const CfnTemplate *cfn, Str name) {
  CfnDefinitions parameter = cfn_find(&cfn->parameters, name);
  return parameter.count > 0 ? &cfn->parameter_list[parameter.index] : NULL;
}

/* A value is reported where it is used, not where it is written. */
static Node *copy_value(CfnTemplate *cfn, const Node *value, Span span) {
  Node *copy = node_copy(cfn->arena, value, span);
  if (value->kind != NODE_LIST)
    return copy;
  copy->items = arena_array(cfn->arena, value->count, sizeof *copy->items);
  for (size_t i = 0; i < value->count; i++)
    copy->items[i] = node_copy(cfn->arena, value->items[i], span);
  return copy;
}

/* The value without a parameter value. */
static const Node *chosen_value(CfnTemplate *cfn, const CfnParameter *parameter, Str name) {
  size_t option, options = parameter->options.count + (parameter->closed ? 0 : 1);
  bool asks = (parameter->closed || cfn->in_condition) && options > 1;
  if (!cfn->choosing)
    return asks ? parameter->unknown : parameter->value;
  if (asks)
    option = cfn_choose(cfn, CFN_PARAMETER, name, options);
  else if (!cfn_chosen(cfn, CFN_PARAMETER, name, &option))
    return parameter->value;
  return option < parameter->options.count ? parameter->options.items[option].value
                                           : parameter->unknown;
}

Node *cfn_parameter(CfnTemplate *cfn, size_t index, Span span) {
  const CfnParameter *parameter = &cfn->parameter_list[index];
  const Node *value = cfn_parameter_value(cfn, parameter);
  if (!value)
    value = chosen_value(cfn, parameter, cfn->parameters.entries[index].key);
  return copy_value(cfn, value, span);
}
