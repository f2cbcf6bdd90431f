/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters: what a reference to one stands for.
 *
 * A default is taken as the value, except where conditions ask for it: then the
 * other values they tell apart are tried too, for a role that is there only
 * with another value must be judged all the same. An empty default is a place
 * to be filled in. AllowedValues are tried one by one.
 *
 * Source: AWS CloudFormation User Guide, "Parameters section structure".
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

static Hole *hole_of(CfnTemplate *cfn, Str name, HoleKind kind) {
  Str give = str_printf(cfn->arena, "--param %.*s=...", STR_FMT(name));
  if (cfn->place.outer)
    give = str_printf(cfn->arena, "give %.*s a value under the parameters of %.*s", STR_FMT(name),
                      STR_FMT(cfn->place.resource));
  Hole *hole = cfn_hole(cfn, kind, name);
  if (hole) {
    hole->source = HOLE_OF_PARAMETER;
    hole->give = give;
  }
  return hole;
}

/* ---- What the definition says -------------------------------------------- */

static bool is_list_type(Str type) {
  return str_is(type, "CommaDelimitedList") || str_starts(type, "List<") ||
         str_starts(type, "AWS::SSM::Parameter::Value<List<") ||
         str_is(type, "AWS::SSM::Parameter::Value<CommaDelimitedList>");
}

static bool is_true(Str s) {
  return str_is_nocase(s, "true") || str_is_nocase(s, "yes") || str_is_nocase(s, "on") ||
         str_is_nocase(s, "y");
}

/* Patterns of an account id; CloudFormation matches them against the whole. */
static bool asks_account(const Node *definition) {
  static const char *const exact[] = {"\\d{12}", "[0-9]{12}", "(\\d{12})", "([0-9]{12})",
                                      "[\\d]{12}"};
  static const char *const digits[] = {"\\d+", "\\d*", "[0-9]+", "[0-9]*"};
  Str pattern = node_get_str(definition, "AllowedPattern");
  if (str_starts(pattern, "^"))
    pattern = str_slice(pattern, 1, pattern.len);
  if (str_ends(pattern, "$"))
    pattern = str_slice(pattern, 0, pattern.len - 1);
  for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
    if (str_is(pattern, exact[i]))
      return true;
  }
  if (!str_is(node_get_str(definition, "MinLength"), "12") ||
      !str_is(node_get_str(definition, "MaxLength"), "12"))
    return false;
  for (size_t i = 0; i < sizeof digits / sizeof digits[0]; i++) {
    if (str_is(pattern, digits[i]))
      return true;
  }
  return false;
}

/* Length of what a pattern has at `at`, if it lets in nothing but digits, commas
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

/* ---- Values -------------------------------------------------------------- */

/* A list of which every item is the hole: how many there are is not known. */
static void list_of(Node **out, CfnTemplate *cfn, const Text *text, Span span) {
  Node *list = node_new(cfn->arena, NODE_LIST, span);
  *out = list;
  list->items = arena_array(cfn->arena, 1, sizeof *list->items);
  list->count = 1;
  cfn_text_node(&list->items[0], cfn, text, span);
}

/* A parameter is a string, however its value is written. YAML's unquoted
 * numbers stay marked: what CloudFormation reads may be another one. */
static Node *scalar_value(CfnTemplate *cfn, const Node *written) {
  const Text *text;
  Node *value = NULL;
  cfn_node_text(&text, cfn, written);
  cfn_text_node(&value, cfn, text, written->span);
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
  Node *list = node_new(cfn->arena, NODE_LIST, span);
  size_t cap = 0;
  for (size_t at = 0; at <= text.len;) {
    size_t end = str_find(text, at, ',');
    Str part = trim(str_slice(text, at, end));
    Node *item = node_string(cfn->arena, part, span);
    list->items = arena_grow(cfn->arena, list->items, list->count, &cap, sizeof(Node *));
    list->items[list->count++] = item;
    at = end + 1;
  }
  return list;
}

static void read_allowed_values(CfnParameter *parameter, CfnTemplate *cfn, const Node *allowed) {
  for (size_t i = 0; i < allowed->count; i++) {
    if (!node_is_scalar(allowed->items[i]) || allowed->items[i]->kind == NODE_NULL)
      return; /* not a literal: the list says nothing */
  }
  for (size_t i = 0; i < allowed->count; i++) {
    Node *value = scalar_value(cfn, allowed->items[i]);
    if (!value)
      out_of_memory();
    cfn_add_option(cfn, parameter, value, allowed->items[i]->str);
  }
  parameter->closed = parameter->option_count > 0;
  if (parameter->option_count == 1)
    parameter->value = parameter->options[0].value;
}

static void read_default(CfnParameter *parameter, CfnTemplate *cfn, const Node *written,
                         bool list) {
  if (!written || !node_is_scalar(written) || written->kind == NODE_NULL)
    return;
  Node *value =
      list ? cfn_list_value(cfn, written->str, written->span) : scalar_value(cfn, written);
  if (!value)
    out_of_memory();
  if (written->str.len > 0)
    parameter->value = value;
  cfn_add_option(cfn, parameter, value, written->str);
}

/* NoEcho and the parameter store: the value is not in the template. */
static void read_hidden(CfnParameter *parameter, CfnTemplate *cfn, Hole *hole,
                        const Node *definition, bool secret) {
  Str written = node_get_str(definition, "Default");
  parameter->hidden = true;
  if (secret) {
    hole->sensitive = true;
    hole->secret = written;
  } else if (written.len > 0) {
    hole->source = HOLE_OF_INPUT;
    hole->name = str_printf(cfn->arena, "{{resolve:ssm:%.*s}}", STR_FMT(written));
  }
  if (!hole->name.ptr)
    out_of_memory();
}

static void read_values(CfnParameter *parameter, CfnTemplate *cfn, const CfnParameterShape *shape) {
  const Node *allowed = node_get(shape->definition, "AllowedValues");
  if (!shape->list && allowed && allowed->kind == NODE_LIST) {
    read_allowed_values(parameter, cfn, allowed);
    if (parameter->closed)
      return;
  }
  read_default(parameter, cfn, node_get(shape->definition, "Default"), shape->list);
}

static int read_parameter(CfnParameter *parameter, CfnTemplate *cfn, const CfnEntry *entry) {
  const Node *definition = entry->member->value;
  Str type = node_get_str(definition, "Type");
  CfnParameterShape shape = {
      .name = entry->key,
      .definition = definition,
      .list = is_list_type(type),
      .secret = is_true(node_get_str(definition, "NoEcho")),
      .stored = str_starts(type, "AWS::SSM::Parameter::Value<"),
      .span = entry->member->key_span,
  };
  HoleKind kind = asks_account(definition) ? HOLE_ACCOUNT : HOLE_ANY;
  Hole *hole = hole_of(cfn, entry->key, kind);
  const Text *text = text_hole(cfn->arena, hole);
  if (!text)
    out_of_memory();
  shape.hole = hole;
  if (shape.list && kind == HOLE_ACCOUNT) {
    /* the pattern is that of each item */
    list_of(&parameter->unknown, cfn, text, shape.span);
  } else if (shape.list) {
    cfn_opaque(&parameter->unknown, cfn, hole, shape.span);
  } else {
    cfn_text_node(&parameter->unknown, cfn, text, shape.span);
  }
  parameter->accounts = !shape.list && asks_accounts(definition);
  parameter->value = parameter->unknown;
  if (shape.secret || shape.stored)
    read_hidden(parameter, cfn, hole, definition, shape.secret);
  else
    read_values(parameter, cfn, &shape);
  return cfn_read_parameter_values(parameter, cfn, &shape);
}

static void list_names(CfnTemplate *cfn) {
  if (cfn->place.outer) /* nobody gives those a value from outside */
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
  const CfnSection *index = &cfn->parameters;
  cfn->parameter_values = arena_array(cfn->arena, index->count, sizeof *cfn->parameter_values);
  for (size_t i = 0; i < index->count; i++) {
    int status = read_parameter(&cfn->parameter_values[i], cfn, &index->entries[i]);
    if (status != OK)
      return status;
  }
  for (size_t i = 0; i + 1 < index->count; i++) {
    /* Defined twice: nobody can say which one counts. */
    if (str_eq(index->entries[i].key, index->entries[i + 1].key)) {
      CfnParameter *first = &cfn->parameter_values[i];
      first->value = first->unknown;
      first->option_count = 0;
      first->closed = false;
      first->hidden = true;
      first->given = NULL;
      cfn->parameter_values[i + 1] = *first;
    }
  }
  list_names(cfn);
  return OK;
}

/* ---- References ---------------------------------------------------------- */

void cfn_split_accounts(Node **out, CfnTemplate *cfn, const Node *expression, const Text *text) {
  const Hole *hole = text_only_hole(text);
  Str name;
  *out = NULL;
  for (size_t i = 0; hole && i < cfn->parameters.count; i++) {
    const CfnParameter *parameter = &cfn->parameter_values[i];
    if (!parameter->accounts || !parameter->unknown->text ||
        text_only_hole(parameter->unknown->text) != hole)
      continue;
    cfn_describe(&name, cfn, expression);
    Hole *item = cfn_hole(cfn, HOLE_ACCOUNT, name);
    if (!item)
      out_of_memory();
    item->give = hole->give;
    list_of(out, cfn, text_hole(cfn->arena, item), expression->span);
    return;
  }
}

CfnParameter *cfn_find_parameter(const CfnTemplate *cfn, Str name) {
  size_t at;
  return cfn_find(&cfn->parameters, name, &at) > 0 ? &cfn->parameter_values[at] : NULL;
}

/* A value stands where it is used, not where it is written. */
static void copy_value(Node **out, CfnTemplate *cfn, const Node *value, Span span) {
  Node *copy = node_new(cfn->arena, value->kind, span);
  *copy = *value;
  copy->span = span;
  *out = copy;
  if (value->kind != NODE_LIST)
    return;
  copy->items = arena_array(cfn->arena, value->count, sizeof(Node *));
  for (size_t i = 0; i < value->count; i++) {
    copy->items[i] = node_new(cfn->arena, value->items[i]->kind, span);
    *copy->items[i] = *value->items[i];
    copy->items[i]->span = span;
  }
}

int cfn_parameter(Node **out, CfnTemplate *cfn, size_t at, Span span) {
  CfnParameter *parameter = &cfn->parameter_values[at];
  Str name = cfn->parameters.entries[at].key;
  size_t option, options = parameter->option_count + (parameter->closed ? 0 : 1);
  bool asks = (parameter->closed || cfn->in_condition) && options > 1;
  Node *given;
  *out = NULL;
  cfn_parameter_given(&given, cfn, parameter);
  if (given) {
    copy_value(out, cfn, given, span);
    return OK;
  }
  if (!cfn->choosing) {
    copy_value(out, cfn, asks ? parameter->unknown : parameter->value, span);
    return OK;
  }
  if (asks) {
    cfn_choose(&option, cfn, CFN_PARAMETER, name, options);
  } else if (!cfn_chosen(cfn, CFN_PARAMETER, name, &option)) {
    copy_value(out, cfn, parameter->value, span);
    return OK;
  }
  const Node *value =
      option < parameter->option_count ? parameter->options[option].value : parameter->unknown;
  copy_value(out, cfn, value, span);
  return OK;
}
