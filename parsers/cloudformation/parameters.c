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
#include "cfn.h"

static struct alint_hole *hole_of(struct alint_cfn *cfn, struct alint_str name,
                                  enum alint_hole_kind kind) {
  struct alint_str give = alint_str_printf(cfn->arena, "--param %.*s=...", ALINT_FMT(name));
  if (cfn->place.outer)
    give = alint_str_printf(cfn->arena, "give %.*s a value under the parameters of %.*s",
                            ALINT_FMT(name), ALINT_FMT(cfn->place.resource));
  struct alint_hole *hole = alint_cfn_hole(cfn, kind, name);
  if (hole) {
    hole->source = ALINT_HOLE_OF_PARAMETER;
    hole->give = give;
  }
  return hole;
}

/* ---- What the definition says -------------------------------------------- */

static bool is_list_type(struct alint_str type) {
  return alint_str_is(type, "CommaDelimitedList") || alint_str_starts(type, "List<") ||
         alint_str_starts(type, "AWS::SSM::Parameter::Value<List<") ||
         alint_str_is(type, "AWS::SSM::Parameter::Value<CommaDelimitedList>");
}

static bool is_true(struct alint_str s) {
  return alint_str_is_nocase(s, "true") || alint_str_is_nocase(s, "yes") ||
         alint_str_is_nocase(s, "on") || alint_str_is_nocase(s, "y");
}

/* Patterns of an account id; CloudFormation matches them against the whole. */
static bool asks_account(const struct alint_node *definition) {
  static const char *const exact[] = {"\\d{12}", "[0-9]{12}", "(\\d{12})", "([0-9]{12})",
                                      "[\\d]{12}"};
  static const char *const digits[] = {"\\d+", "\\d*", "[0-9]+", "[0-9]*"};
  struct alint_str pattern = alint_node_get_str(definition, "AllowedPattern");
  if (alint_str_starts(pattern, "^"))
    pattern = alint_str_slice(pattern, 1, pattern.len);
  if (alint_str_ends(pattern, "$"))
    pattern = alint_str_slice(pattern, 0, pattern.len - 1);
  for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
    if (alint_str_is(pattern, exact[i]))
      return true;
  }
  if (!alint_str_is(alint_node_get_str(definition, "MinLength"), "12") ||
      !alint_str_is(alint_node_get_str(definition, "MaxLength"), "12"))
    return false;
  for (size_t i = 0; i < sizeof digits / sizeof digits[0]; i++) {
    if (alint_str_is(pattern, digits[i]))
      return true;
  }
  return false;
}

/* Length of what a pattern has at `at`, if it lets in nothing but digits, commas
 * and white space; otherwise 0. */
static size_t harmless_part(struct alint_str pattern, size_t at, bool in_class) {
  struct alint_str rest = alint_str_slice(pattern, at, pattern.len);
  if (alint_str_starts(rest, "\\d") || alint_str_starts(rest, "\\s"))
    return 2;
  if (!in_class && alint_str_starts(rest, "(?:"))
    return 3;
  return alint_str_has(in_class ? ALINT_STR("0123456789-, ") : ALINT_STR("0123456789, ()[{}|*+?^$"),
                       rest.ptr[0]);
}

/* Whether a string is account ids with commas between them. */
static bool asks_accounts(const struct alint_node *definition) {
  struct alint_str pattern = alint_node_get_str(definition, "AllowedPattern");
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
  return alint_str_find_str(pattern, ALINT_STR("{12}")) < pattern.len;
}

/* ---- Values -------------------------------------------------------------- */

/* A list of which every item is the hole: how many there are is not known. */
static void list_of(struct alint_node **out, struct alint_cfn *cfn, const struct alint_text *text,
                    struct alint_span span) {
  struct alint_node *list = alint_node_new(cfn->arena, ALINT_NODE_LIST, span);
  *out = list;
  list->items = alint_arena_array(cfn->arena, 1, sizeof *list->items);
  list->count = 1;
  alint_cfn_text_node(&list->items[0], cfn, text, span);
}

/* A parameter is a string, however its value is written. YAML's unquoted
 * numbers stay marked: what CloudFormation reads may be another one. */
static struct alint_node *scalar_value(struct alint_cfn *cfn, const struct alint_node *written) {
  const struct alint_text *text;
  struct alint_node *value = NULL;
  alint_cfn_node_text(&text, cfn, written);
  alint_cfn_text_node(&value, cfn, text, written->span);
  if (written->kind == ALINT_NODE_NUMBER && written->plain) {
    value->kind = ALINT_NODE_NUMBER;
    value->plain = true;
  }
  return value;
}

static struct alint_str trim(struct alint_str s) {
  while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
    s = alint_str_slice(s, 1, s.len);
  while (s.len > 0 && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
    s = alint_str_slice(s, 0, s.len - 1);
  return s;
}

struct alint_node *alint_cfn_list_value(struct alint_cfn *cfn, struct alint_str text,
                                        struct alint_span span) {
  struct alint_node *list = alint_node_new(cfn->arena, ALINT_NODE_LIST, span);
  size_t cap = 0;
  for (size_t at = 0; at <= text.len;) {
    size_t end = alint_str_find(text, at, ',');
    struct alint_str part = trim(alint_str_slice(text, at, end));
    struct alint_node *item = alint_node_string(cfn->arena, part, span);
    list->items =
        alint_arena_grow(cfn->arena, list->items, list->count, &cap, sizeof(struct alint_node *));
    list->items[list->count++] = item;
    at = end + 1;
  }
  return list;
}

static void read_allowed_values(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                                const struct alint_node *allowed) {
  for (size_t i = 0; i < allowed->count; i++) {
    if (!alint_node_is_scalar(allowed->items[i]) || allowed->items[i]->kind == ALINT_NODE_NULL)
      return; /* not a literal: the list says nothing */
  }
  for (size_t i = 0; i < allowed->count; i++) {
    struct alint_node *value = scalar_value(cfn, allowed->items[i]);
    if (!value)
      alint_out_of_memory();
    alint_cfn_add_option(cfn, parameter, value, allowed->items[i]->str);
  }
  parameter->closed = parameter->option_count > 0;
  if (parameter->option_count == 1)
    parameter->value = parameter->options[0].value;
}

static void read_default(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                         const struct alint_node *written, bool list) {
  if (!written || !alint_node_is_scalar(written) || written->kind == ALINT_NODE_NULL)
    return;
  struct alint_node *value =
      list ? alint_cfn_list_value(cfn, written->str, written->span) : scalar_value(cfn, written);
  if (!value)
    alint_out_of_memory();
  if (written->str.len > 0)
    parameter->value = value;
  alint_cfn_add_option(cfn, parameter, value, written->str);
}

/* NoEcho and the parameter store: the value is not in the template. */
static void read_hidden(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                        struct alint_hole *hole, const struct alint_node *definition, bool secret) {
  struct alint_str written = alint_node_get_str(definition, "Default");
  parameter->hidden = true;
  if (secret) {
    hole->sensitive = true;
    hole->secret = written;
  } else if (written.len > 0) {
    hole->source = ALINT_HOLE_OF_INPUT;
    hole->name = alint_str_printf(cfn->arena, "{{resolve:ssm:%.*s}}", ALINT_FMT(written));
  }
  if (!hole->name.ptr)
    alint_out_of_memory();
}

static void read_values(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                        const struct alint_cfn_shape *shape) {
  const struct alint_node *allowed = alint_node_get(shape->definition, "AllowedValues");
  if (!shape->list && allowed && allowed->kind == ALINT_NODE_LIST) {
    read_allowed_values(parameter, cfn, allowed);
    if (parameter->closed)
      return;
  }
  read_default(parameter, cfn, alint_node_get(shape->definition, "Default"), shape->list);
}

static int read_parameter(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                          const struct alint_cfn_entry *entry) {
  const struct alint_node *definition = entry->member->value;
  struct alint_str type = alint_node_get_str(definition, "Type");
  struct alint_cfn_shape shape = {
      .name = entry->key,
      .definition = definition,
      .list = is_list_type(type),
      .secret = is_true(alint_node_get_str(definition, "NoEcho")),
      .stored = alint_str_starts(type, "AWS::SSM::Parameter::Value<"),
      .span = entry->member->key_span,
  };
  enum alint_hole_kind kind = asks_account(definition) ? ALINT_HOLE_ACCOUNT : ALINT_HOLE_ANY;
  struct alint_hole *hole = hole_of(cfn, entry->key, kind);
  const struct alint_text *text = alint_text_hole(cfn->arena, hole);
  if (!text)
    alint_out_of_memory();
  shape.hole = hole;
  if (shape.list && kind == ALINT_HOLE_ACCOUNT) {
    /* the pattern is that of each item */
    list_of(&parameter->unknown, cfn, text, shape.span);
  } else if (shape.list) {
    alint_cfn_opaque(&parameter->unknown, cfn, hole, shape.span);
  } else {
    alint_cfn_text_node(&parameter->unknown, cfn, text, shape.span);
  }
  parameter->accounts = !shape.list && asks_accounts(definition);
  parameter->value = parameter->unknown;
  if (shape.secret || shape.stored)
    read_hidden(parameter, cfn, hole, definition, shape.secret);
  else
    read_values(parameter, cfn, &shape);
  return alint_cfn_read_given(parameter, cfn, &shape);
}

static void list_names(struct alint_cfn *cfn) {
  if (cfn->place.outer) /* nobody gives those a value from outside */
    return;
  size_t count = cfn->parameters.count;
  struct alint_str *names =
      alint_arena_array(cfn->arena, count + ALINT_CFN_PSEUDO_COUNT, sizeof *names);
  for (size_t i = 0; i < count; i++)
    names[i] = cfn->parameters.entries[i].key;
  for (size_t i = 0; i < ALINT_CFN_PSEUDO_COUNT; i++)
    names[count + i] = alint_cfn_pseudo_name(i);
  cfn->input->parameters = names;
  cfn->input->parameter_count = count + ALINT_CFN_PSEUDO_COUNT;
}

int alint_cfn_read_parameters(struct alint_cfn *cfn) {
  const struct alint_cfn_index *index = &cfn->parameters;
  cfn->parameter_values =
      alint_arena_array(cfn->arena, index->count, sizeof *cfn->parameter_values);
  for (size_t i = 0; i < index->count; i++) {
    int status = read_parameter(&cfn->parameter_values[i], cfn, &index->entries[i]);
    if (status != ALINT_OK)
      return status;
  }
  for (size_t i = 0; i + 1 < index->count; i++) {
    /* Defined twice: nobody can say which one counts. */
    if (alint_str_eq(index->entries[i].key, index->entries[i + 1].key)) {
      struct alint_cfn_parameter *first = &cfn->parameter_values[i];
      first->value = first->unknown;
      first->option_count = 0;
      first->closed = false;
      first->hidden = true;
      first->given = NULL;
      cfn->parameter_values[i + 1] = *first;
    }
  }
  list_names(cfn);
  return ALINT_OK;
}

/* ---- References ---------------------------------------------------------- */

void alint_cfn_split_accounts(struct alint_node **out, struct alint_cfn *cfn,
                              const struct alint_node *expression, const struct alint_text *text) {
  const struct alint_hole *hole = alint_text_only_hole(text);
  struct alint_str name;
  *out = NULL;
  for (size_t i = 0; hole && i < cfn->parameters.count; i++) {
    const struct alint_cfn_parameter *parameter = &cfn->parameter_values[i];
    if (!parameter->accounts || !parameter->unknown->text ||
        alint_text_only_hole(parameter->unknown->text) != hole)
      continue;
    alint_cfn_describe(&name, cfn, expression);
    struct alint_hole *item = alint_cfn_hole(cfn, ALINT_HOLE_ACCOUNT, name);
    if (!item)
      alint_out_of_memory();
    item->give = hole->give;
    list_of(out, cfn, alint_text_hole(cfn->arena, item), expression->span);
    return;
  }
}

struct alint_cfn_parameter *alint_cfn_find_parameter(const struct alint_cfn *cfn,
                                                     struct alint_str name) {
  size_t at;
  return alint_cfn_find(&cfn->parameters, name, &at) > 0 ? &cfn->parameter_values[at] : NULL;
}

/* A value stands where it is used, not where it is written. */
static void copy_value(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_node *value, struct alint_span span) {
  struct alint_node *copy = alint_node_new(cfn->arena, value->kind, span);
  *copy = *value;
  copy->span = span;
  *out = copy;
  if (value->kind != ALINT_NODE_LIST)
    return;
  copy->items = alint_arena_array(cfn->arena, value->count, sizeof(struct alint_node *));
  for (size_t i = 0; i < value->count; i++) {
    copy->items[i] = alint_node_new(cfn->arena, value->items[i]->kind, span);
    *copy->items[i] = *value->items[i];
    copy->items[i]->span = span;
  }
}

int alint_cfn_parameter(struct alint_node **out, struct alint_cfn *cfn, size_t at,
                        struct alint_span span) {
  struct alint_cfn_parameter *parameter = &cfn->parameter_values[at];
  struct alint_str name = cfn->parameters.entries[at].key;
  size_t option, options = parameter->option_count + (parameter->closed ? 0 : 1);
  bool asks = (parameter->closed || cfn->in_condition) && options > 1;
  struct alint_node *given;
  *out = NULL;
  alint_cfn_given(&given, cfn, parameter);
  if (given) {
    copy_value(out, cfn, given, span);
    return ALINT_OK;
  }
  if (!cfn->choosing) {
    copy_value(out, cfn, asks ? parameter->unknown : parameter->value, span);
    return ALINT_OK;
  }
  if (asks) {
    alint_cfn_choose(&option, cfn, ALINT_CFN_PARAMETER, name, options);
  } else if (!alint_cfn_chosen(cfn, ALINT_CFN_PARAMETER, name, &option)) {
    copy_value(out, cfn, parameter->value, span);
    return ALINT_OK;
  }
  const struct alint_node *value =
      option < parameter->option_count ? parameter->options[option].value : parameter->unknown;
  copy_value(out, cfn, value, span);
  return ALINT_OK;
}
