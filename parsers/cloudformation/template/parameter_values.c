/* SPDX-License-Identifier: Apache-2.0
 *
 * Values that are given for parameters: what is allowed, and which one holds
 * where several sets of values are judged.
 *
 * Source: AWS CloudFormation User Guide, "Parameters section structure". A
 * pattern has to match the whole value, and each item of a list.
 */
#include "parsers/cloudformation/cfn.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "util/regex.h"

void cfn_add_note(CfnTemplate *cfn, Str note) {
  Input *input = cfn->input;
  Str *notes = arena_array(cfn->arena, input->note_count + 1, sizeof *notes);
  if (!note.ptr)
    out_of_memory();
  for (size_t i = 0; i < input->note_count; i++)
    notes[i] = input->notes[i];
  notes[input->note_count++] = note;
  input->notes = notes;
}

/* ---- What is allowed ------------------------------------------------------- */

/* " in prod.json": whose value it is. */
static Str in_set(CfnTemplate *cfn, const ParameterSet *set) {
  if (set->name.len == 0)
    return STR("");
  return str_printf(cfn->arena, " in %.*s", STR_FMT(set->name));
}

/* A secret value is not repeated. */
static int refuse(CfnTemplate *cfn, const CfnParameterShape *shape, const ParameterSet *set,
                  Str value, Str allowed) {
  Str where = in_set(cfn, set);
  if (!allowed.ptr)
    out_of_memory();
  if (shape->secret)
    return error_set(&cfn->input->error, ERR_USAGE,
                     "parameter %.*s%.*s: the value is not allowed: %.*s", STR_FMT(shape->name),
                     STR_FMT(where), STR_FMT(allowed));
  return error_set(&cfn->input->error, ERR_USAGE,
                   "parameter %.*s%.*s: \"%.*s\" is not allowed: %.*s", STR_FMT(shape->name),
                   STR_FMT(where), STR_FMT(str_slice(value, 0, 100)), STR_FMT(allowed));
}

static Str list_allowed(CfnTemplate *cfn, const Node *allowed) {
  enum { MAX_SHOWN = 20 };
  Buf buf = buf_in(cfn->arena);
  buf_add(&buf, allowed->count == 1 ? "it has to be " : "it has to be one of ");
  for (size_t i = 0; i < allowed->count && i < MAX_SHOWN; i++) {
    buf_add(&buf, i > 0 ? ", " : "");
    buf_add_str(&buf, allowed->items[i]->str);
  }
  buf_add(&buf, allowed->count > MAX_SHOWN ? ", ..." : "");
  return buf_str(&buf);
}

static int check_values(CfnTemplate *cfn, const CfnParameterShape *shape, const ParameterSet *set,
                        Str value) {
  const Node *allowed = node_get(shape->definition, "AllowedValues");
  if (!allowed || allowed->kind != NODE_LIST || allowed->count == 0)
    return OK;
  for (size_t i = 0; i < allowed->count; i++) {
    const Text *text;
    Str one;
    cfn_node_text(&text, cfn, allowed->items[i]);
    /* What is no literal may be anything. */
    if (!text || !text_known(text, &one) || str_eq(one, value) ||
        str_eq(allowed->items[i]->str, value))
      return OK;
  }
  return refuse(cfn, shape, set, value, list_allowed(cfn, allowed));
}

static int check_pattern(CfnTemplate *cfn, const CfnParameterShape *shape, const ParameterSet *set,
                         Str value) {
  Str pattern = node_get_str(shape->definition, "AllowedPattern");
  if (pattern.len == 0)
    return OK;
  RegexVerdict verdict = regex_match_whole(pattern, value);
  Str shown = str_slice(pattern, 0, 200);
  switch (verdict) {
  case REGEX_MATCH:
    return OK;
  case REGEX_NO_MATCH:
    return refuse(cfn, shape, set, value,
                  str_printf(cfn->arena, "it has to match %.*s", STR_FMT(shown)));
  case REGEX_NOT_A_PATTERN:
  case REGEX_TOO_HARD:
    cfn_add_note(cfn, str_printf(cfn->arena,
                                 "parameter %.*s: the value is not checked against its "
                                 "AllowedPattern, %s",
                                 STR_FMT(shape->name),
                                 verdict == REGEX_TOO_HARD
                                     ? "which takes too many steps to match"
                                     : "which is no pattern that can be read here"));
    return OK;
  }
  return OK;
}

/* Of a list each item is checked. */
static int check(CfnTemplate *cfn, const CfnParameterShape *shape, const ParameterSet *set,
                 Str value) {
  if (shape->stored) /* the checks are for the key, and CloudFormation makes them */
    return OK;
  Node whole = {.kind = NODE_STRING, .str = value}, *only = &whole;
  Node **items = &only;
  size_t count = 1;
  if (shape->list) {
    const Node *list = cfn_list_value(cfn, value, shape->span);
    items = list->items;
    count = list->count;
  }
  int status = OK;
  for (size_t i = 0; i < count && status == OK; i++) {
    status = check_values(cfn, shape, set, items[i]->str);
    if (status == OK)
      status = check_pattern(cfn, shape, set, items[i]->str);
  }
  return status;
}

/* ---- Values ----------------------------------------------------------------- */

static void hole_value(Node **out, CfnTemplate *cfn, const CfnParameterShape *shape, Hole like) {
  const Hole *hole = hole_new(cfn->arena, like);
  if (shape->list)
    cfn_opaque(out, cfn, hole, shape->span);
  else
    cfn_text_node(out, cfn, text_hole(cfn->arena, hole), shape->span);
}

/* A secret: a hole of this set, with the value behind it. */
static void secret_value(Node **out, CfnTemplate *cfn, const CfnParameterShape *shape,
                         const ParameterSet *set, Str value) {
  Hole like = *shape->hole;
  like.sensitive = true;
  like.secret = value.ptr ? value : STR("");
  if (cfn->set_count > 1)
    like.scope = str_printf(cfn->arena, "%.*s%s%.*s", STR_FMT(like.scope),
                            like.scope.len > 0 ? "@" : "", STR_FMT(set->name));
  if (!(cfn->set_count <= 1 || like.scope.ptr))
    out_of_memory();
  hole_value(out, cfn, shape, like);
}

/* A key of the parameter store: what stands there is known if the file says so. */
static void stored_value(Node **out, CfnTemplate *cfn, const CfnParameterShape *shape, Str key) {
  Hole like = *shape->hole;
  like.source = HOLE_OF_INPUT;
  like.name = str_printf(cfn->arena, "{{resolve:ssm:%.*s}}", STR_FMT(key));
  hole_value(out, cfn, shape, like);
}

static void literal_value(Node **out, CfnTemplate *cfn, const CfnParameterShape *shape, Str value) {
  *out = shape->list ? cfn_list_value(cfn, value, shape->span)
                     : node_string(cfn->arena, value, shape->span);
}

static int read_value(Node **out, const CfnParameter *parameter, CfnTemplate *cfn,
                      const CfnParameterShape *shape, const ParameterSet *set,
                      const ParameterValue *given) {
  if (given->previous) {
    /* AllowedValues are tried one by one; the default says nothing. */
    *out = parameter->closed ? NULL : parameter->unknown;
    return OK;
  }
  int status = check(cfn, shape, set, given->value);
  if (status != OK)
    return status;
  if (shape->secret) {
    secret_value(out, cfn, shape, set, given->value);
    return OK;
  }
  if (!shape->stored) {
    literal_value(out, cfn, shape, given->value);
    return OK;
  }
  if (given->resolved.ptr)
    literal_value(out, cfn, shape, given->resolved);
  else
    stored_value(out, cfn, shape, given->value);
  return OK;
}

/* From the resource around the template. A list may come as one text. */
static void read_passed(Node **out, CfnTemplate *cfn, const CfnParameterShape *shape, Node *value) {
  const Text *text;
  Str known;
  *out = value;
  if (shape->list && value->kind == NODE_LIST)
    return;
  cfn_node_text(&text, cfn, value);
  bool literal = text && text_known(text, &known);
  if (shape->secret && literal) {
    secret_value(out, cfn, shape, NULL, known);
    return;
  }
  if (shape->stored && literal) {
    stored_value(out, cfn, shape, known);
    return;
  }
  if (shape->stored || !text) {
    *out = NULL; /* a key that is not known, or nothing that a parameter can be */
    cfn_opaque(out, cfn, shape->hole, shape->span);
    return;
  }
  if (shape->list && literal) {
    literal_value(out, cfn, shape, known);
    return;
  }
  if (shape->list)
    cfn_opaque(out, cfn, text_first_hole(text), shape->span);
  else
    cfn_text_node(out, cfn, text, shape->span);
}

static void read_all_passed(CfnParameter *parameter, CfnTemplate *cfn,
                            const CfnParameterShape *shape) {
  for (size_t i = 0; i < cfn->place.passed_count; i++) {
    const CfnNestedParameter *passed = &cfn->place.passed[i];
    if (!str_eq(passed->name, shape->name))
      continue;
    parameter->given = arena_array(cfn->arena, 1, sizeof(Node *));
    read_passed(&parameter->given[0], cfn, shape, passed->value);
    return;
  }
}

int cfn_read_parameter_values(CfnParameter *parameter, CfnTemplate *cfn,
                              const CfnParameterShape *shape) {
  if (cfn->place.outer) {
    read_all_passed(parameter, cfn, shape);
    return OK;
  }
  for (size_t i = 0; i < cfn->set_count; i++) {
    const ParameterSet *set = &cfn->sets[i];
    for (size_t k = 0; k < set->count; k++) {
      if (!str_eq(set->values[k].name, shape->name))
        continue;
      if (!parameter->given)
        parameter->given = arena_array(cfn->arena, cfn->set_count, sizeof(Node *));
      if (!parameter->given)
        out_of_memory();
      int status = read_value(&parameter->given[i], parameter, cfn, shape, set, &set->values[k]);
      if (status != OK)
        return status;
    }
  }
  return OK;
}

/* ---- References --------------------------------------------------------------- */

/* Whether all sets give the same value. */
static bool is_same_in_all(const CfnTemplate *cfn, const CfnParameter *parameter) {
  for (size_t i = 0; i < cfn->set_count; i++) {
    if (!parameter->given[i] || !cfn_same(parameter->given[0], parameter->given[i]))
      return false;
  }
  return true;
}

void cfn_parameter_given(Node **out, CfnTemplate *cfn, const CfnParameter *parameter) {
  size_t set = 0;
  *out = NULL;
  if (!parameter->given)
    return;
  if (!is_same_in_all(cfn, parameter)) {
    if (!cfn->choosing) {
      *out = cfn->set_count > 1 ? parameter->unknown : NULL;
      return;
    }
    if (cfn->set_count > 1)
      cfn_choose(&set, cfn, CFN_SET, STR(""), cfn->set_count);
  }
  *out = parameter->given[set];
}

bool cfn_is_given_secret(const CfnTemplate *cfn, const Hole *hole) {
  for (size_t i = 0; i < cfn->parameters.count; i++) {
    Node *const *given = cfn->parameter_values[i].given;
    for (size_t k = 0; given && k < cfn->set_count; k++) {
      if (given[k] && given[k]->text && text_only_hole(given[k]->text) == hole)
        return true;
    }
  }
  return false;
}
