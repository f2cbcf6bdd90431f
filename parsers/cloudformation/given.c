/* SPDX-License-Identifier: Apache-2.0
 *
 * Values that are given for parameters: what is allowed, and which one holds
 * where several sets of values are judged.
 *
 * Source: AWS CloudFormation User Guide, "Parameters section structure". A
 * pattern has to match the whole value, and each item of a list.
 */
#include "cfn.h"

#include "assumelint/arena.h"
#include "util/regex.h"

void alint_cfn_note(struct alint_cfn *cfn, struct alint_str note) {
  struct alint_input *input = cfn->input;
  struct alint_str *notes = alint_arena_array(cfn->arena, input->note_count + 1, sizeof *notes);
  if (!note.ptr)
    alint_out_of_memory();
  for (size_t i = 0; i < input->note_count; i++)
    notes[i] = input->notes[i];
  notes[input->note_count++] = note;
  input->notes = notes;
}

/* ---- What is allowed ------------------------------------------------------- */

/* " in prod.json": whose value it is. */
static struct alint_str in_set(struct alint_cfn *cfn, const struct alint_parameter_set *set) {
  if (set->name.len == 0)
    return ALINT_STR("");
  return alint_str_printf(cfn->arena, " in %.*s", ALINT_FMT(set->name));
}

/* A secret value is not repeated. */
static int refuse(struct alint_cfn *cfn, const struct alint_cfn_shape *shape,
                  const struct alint_parameter_set *set, struct alint_str value,
                  struct alint_str allowed) {
  struct alint_str where = in_set(cfn, set);
  if (!allowed.ptr)
    alint_out_of_memory();
  if (shape->secret)
    return alint_fail(&cfn->input->error, ALINT_EUSAGE,
                      "parameter %.*s%.*s: the value is not allowed: %.*s", ALINT_FMT(shape->name),
                      ALINT_FMT(where), ALINT_FMT(allowed));
  return alint_fail(&cfn->input->error, ALINT_EUSAGE,
                    "parameter %.*s%.*s: \"%.*s\" is not allowed: %.*s", ALINT_FMT(shape->name),
                    ALINT_FMT(where), ALINT_FMT(alint_str_slice(value, 0, 100)),
                    ALINT_FMT(allowed));
}

static struct alint_str list_allowed(struct alint_cfn *cfn, const struct alint_node *allowed) {
  enum { MAX_SHOWN = 20 };
  struct alint_buf buf = alint_buf(cfn->arena);
  alint_buf_add(&buf, allowed->count == 1 ? "it has to be " : "it has to be one of ");
  for (size_t i = 0; i < allowed->count && i < MAX_SHOWN; i++) {
    alint_buf_add(&buf, i > 0 ? ", " : "");
    alint_buf_add_str(&buf, allowed->items[i]->str);
  }
  alint_buf_add(&buf, allowed->count > MAX_SHOWN ? ", ..." : "");
  return alint_buf_str(&buf);
}

static int check_values(struct alint_cfn *cfn, const struct alint_cfn_shape *shape,
                        const struct alint_parameter_set *set, struct alint_str value) {
  const struct alint_node *allowed = alint_node_get(shape->definition, "AllowedValues");
  if (!allowed || allowed->kind != ALINT_NODE_LIST || allowed->count == 0)
    return ALINT_OK;
  for (size_t i = 0; i < allowed->count; i++) {
    const struct alint_text *text;
    struct alint_str one;
    alint_cfn_node_text(&text, cfn, allowed->items[i]);
    /* What is no literal may be anything. */
    if (!text || !alint_text_known(text, &one) || alint_str_eq(one, value) ||
        alint_str_eq(allowed->items[i]->str, value))
      return ALINT_OK;
  }
  return refuse(cfn, shape, set, value, list_allowed(cfn, allowed));
}

static int check_pattern(struct alint_cfn *cfn, const struct alint_cfn_shape *shape,
                         const struct alint_parameter_set *set, struct alint_str value) {
  struct alint_str pattern = alint_node_get_str(shape->definition, "AllowedPattern");
  enum alint_regex_verdict verdict;
  if (pattern.len == 0)
    return ALINT_OK;
  alint_regex_match_whole(&verdict, pattern, value);
  struct alint_str shown = alint_str_slice(pattern, 0, 200);
  switch (verdict) {
  case ALINT_REGEX_MATCH:
    return ALINT_OK;
  case ALINT_REGEX_NO_MATCH:
    return refuse(cfn, shape, set, value,
                  alint_str_printf(cfn->arena, "it has to match %.*s", ALINT_FMT(shown)));
  case ALINT_REGEX_NOT_A_PATTERN:
  case ALINT_REGEX_TOO_HARD:
    alint_cfn_note(cfn, alint_str_printf(cfn->arena,
                                         "parameter %.*s: the value is not checked against its "
                                         "AllowedPattern, %s",
                                         ALINT_FMT(shape->name),
                                         verdict == ALINT_REGEX_TOO_HARD
                                             ? "which takes too many steps to match"
                                             : "which is no pattern that can be read here"));
    return ALINT_OK;
  }
  return ALINT_OK;
}

/* Of a list each item is checked. */
static int check(struct alint_cfn *cfn, const struct alint_cfn_shape *shape,
                 const struct alint_parameter_set *set, struct alint_str value) {
  if (shape->stored) /* the checks are for the key, and CloudFormation makes them */
    return ALINT_OK;
  struct alint_node whole = {.kind = ALINT_NODE_STRING, .str = value}, *only = &whole;
  struct alint_node **items = &only;
  size_t count = 1;
  if (shape->list) {
    const struct alint_node *list = alint_cfn_list_value(cfn, value, shape->span);
    items = list->items;
    count = list->count;
  }
  int status = ALINT_OK;
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    status = check_values(cfn, shape, set, items[i]->str);
    if (status == ALINT_OK)
      status = check_pattern(cfn, shape, set, items[i]->str);
  }
  return status;
}

/* ---- Values ----------------------------------------------------------------- */

static void hole_value(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_cfn_shape *shape, struct alint_hole like) {
  const struct alint_hole *hole = alint_hole_new(cfn->arena, like);
  if (shape->list)
    alint_cfn_opaque(out, cfn, hole, shape->span);
  else
    alint_cfn_text_node(out, cfn, alint_text_hole(cfn->arena, hole), shape->span);
}

/* A secret: a hole of this set, with the value behind it. */
static void secret_value(struct alint_node **out, struct alint_cfn *cfn,
                         const struct alint_cfn_shape *shape, const struct alint_parameter_set *set,
                         struct alint_str value) {
  struct alint_hole like = *shape->hole;
  like.sensitive = true;
  like.secret = value.ptr ? value : ALINT_STR("");
  if (cfn->set_count > 1)
    like.scope = alint_str_printf(cfn->arena, "%.*s%s%.*s", ALINT_FMT(like.scope),
                                  like.scope.len > 0 ? "@" : "", ALINT_FMT(set->name));
  if (!(cfn->set_count <= 1 || like.scope.ptr))
    alint_out_of_memory();
  hole_value(out, cfn, shape, like);
}

/* A key of the parameter store: what stands there is known if the file says so. */
static void stored_value(struct alint_node **out, struct alint_cfn *cfn,
                         const struct alint_cfn_shape *shape, struct alint_str key) {
  struct alint_hole like = *shape->hole;
  like.source = ALINT_HOLE_OF_INPUT;
  like.name = alint_str_printf(cfn->arena, "{{resolve:ssm:%.*s}}", ALINT_FMT(key));
  hole_value(out, cfn, shape, like);
}

static void literal_value(struct alint_node **out, struct alint_cfn *cfn,
                          const struct alint_cfn_shape *shape, struct alint_str value) {
  *out = shape->list ? alint_cfn_list_value(cfn, value, shape->span)
                     : alint_node_string(cfn->arena, value, shape->span);
}

static int read_value(struct alint_node **out, const struct alint_cfn_parameter *parameter,
                      struct alint_cfn *cfn, const struct alint_cfn_shape *shape,
                      const struct alint_parameter_set *set,
                      const struct alint_parameter_value *given) {
  if (given->previous) {
    /* AllowedValues are tried one by one; the default says nothing. */
    *out = parameter->closed ? NULL : parameter->unknown;
    return ALINT_OK;
  }
  int status = check(cfn, shape, set, given->value);
  if (status != ALINT_OK)
    return status;
  if (shape->secret) {
    secret_value(out, cfn, shape, set, given->value);
    return ALINT_OK;
  }
  if (!shape->stored) {
    literal_value(out, cfn, shape, given->value);
    return ALINT_OK;
  }
  if (given->resolved.ptr)
    literal_value(out, cfn, shape, given->resolved);
  else
    stored_value(out, cfn, shape, given->value);
  return ALINT_OK;
}

/* From the resource around the template. A list may come as one text. */
static void read_passed(struct alint_node **out, struct alint_cfn *cfn,
                        const struct alint_cfn_shape *shape, struct alint_node *value) {
  const struct alint_text *text;
  struct alint_str known;
  *out = value;
  if (shape->list && value->kind == ALINT_NODE_LIST)
    return;
  alint_cfn_node_text(&text, cfn, value);
  bool literal = text && alint_text_known(text, &known);
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
    alint_cfn_opaque(out, cfn, shape->hole, shape->span);
    return;
  }
  if (shape->list && literal) {
    literal_value(out, cfn, shape, known);
    return;
  }
  if (shape->list)
    alint_cfn_opaque(out, cfn, alint_text_first_hole(text), shape->span);
  else
    alint_cfn_text_node(out, cfn, text, shape->span);
}

static void read_all_passed(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                            const struct alint_cfn_shape *shape) {
  for (size_t i = 0; i < cfn->place.passed_count; i++) {
    const struct alint_cfn_passed *passed = &cfn->place.passed[i];
    if (!alint_str_eq(passed->name, shape->name))
      continue;
    parameter->given = alint_arena_array(cfn->arena, 1, sizeof(struct alint_node *));
    read_passed(&parameter->given[0], cfn, shape, passed->value);
    return;
  }
}

int alint_cfn_read_given(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                         const struct alint_cfn_shape *shape) {
  if (cfn->place.outer) {
    read_all_passed(parameter, cfn, shape);
    return ALINT_OK;
  }
  for (size_t i = 0; i < cfn->set_count; i++) {
    const struct alint_parameter_set *set = &cfn->sets[i];
    for (size_t k = 0; k < set->count; k++) {
      if (!alint_str_eq(set->values[k].name, shape->name))
        continue;
      if (!parameter->given)
        parameter->given =
            alint_arena_array(cfn->arena, cfn->set_count, sizeof(struct alint_node *));
      if (!parameter->given)
        alint_out_of_memory();
      int status = read_value(&parameter->given[i], parameter, cfn, shape, set, &set->values[k]);
      if (status != ALINT_OK)
        return status;
    }
  }
  return ALINT_OK;
}

/* ---- References --------------------------------------------------------------- */

/* Whether all sets give the same value. */
static bool is_same_in_all(const struct alint_cfn *cfn,
                           const struct alint_cfn_parameter *parameter) {
  for (size_t i = 0; i < cfn->set_count; i++) {
    if (!parameter->given[i] || !alint_cfn_same(parameter->given[0], parameter->given[i]))
      return false;
  }
  return true;
}

void alint_cfn_given(struct alint_node **out, struct alint_cfn *cfn,
                     const struct alint_cfn_parameter *parameter) {
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
      alint_cfn_choose(&set, cfn, ALINT_CFN_SET, ALINT_STR(""), cfn->set_count);
  }
  *out = parameter->given[set];
}

bool alint_cfn_is_given_secret(const struct alint_cfn *cfn, const struct alint_hole *hole) {
  for (size_t i = 0; i < cfn->parameters.count; i++) {
    struct alint_node *const *given = cfn->parameter_values[i].given;
    for (size_t k = 0; given && k < cfn->set_count; k++) {
      if (given[k] && given[k]->text && alint_text_only_hole(given[k]->text) == hole)
        return true;
    }
  }
  return false;
}
