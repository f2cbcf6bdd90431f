/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameter files: the three shapes that the AWS CLI takes, JSON or YAML.
 *
 *   [{"ParameterKey": K, "ParameterValue": V}]   create-stack, describe-stacks
 *   {"Parameters": {K: V}}                       CodePipeline's configuration
 *   ["K=V"]                                      deploy --parameter-overrides
 *
 * Source: AWS CLI, `cloudformation deploy` and `cloudformation create-stack`.
 */
#include "run/parameters.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/node.h"
#include "run/files.h"
#include "util/suggest.h"

/* A set while it grows. */
struct reader {
  struct alint_arena *arena;
  const char *file; /* NULL: the command line */
  struct alint_parameter_value *items;
  size_t count, cap;
  struct alint_error *err;
};

static int add(struct reader *r, struct alint_parameter_value value) {
  struct alint_parameter_value *grown =
      alint_arena_grow(r->arena, r->items, r->count, &r->cap, sizeof *grown);
  r->items = grown;
  for (size_t i = 0; i < r->count; i++) {
    if (alint_str_eq(r->items[i].name, value.name))
      return alint_fail(r->err, ALINT_EUSAGE, "%s: parameter %.*s is given twice",
                        r->file ? r->file : "--param", ALINT_FMT(value.name));
  }
  r->items[r->count++] = value;
  return ALINT_OK;
}

/* ---- Shapes ------------------------------------------------------------------ */

static int refuse(struct reader *r, const char *what) {
  return alint_fail(r->err, ALINT_ESYNTAX,
                    "%s: %s; parameters are [{\"ParameterKey\": K, \"ParameterValue\": V}], "
                    "{\"Parameters\": {K: V}} or [\"K=V\"]",
                    r->file, what);
}

static bool is_value(const struct alint_node *node) {
  return node && alint_node_is_scalar(node) && node->kind != ALINT_NODE_NULL;
}

static int add_assignment(struct reader *r, struct alint_str text) {
  size_t equals = alint_str_find(text, 0, '=');
  if (equals == 0 || equals == text.len)
    return refuse(r, "a string in the list is not K=V");
  return add(r,
             (struct alint_parameter_value){.name = alint_str_slice(text, 0, equals),
                                            .value = alint_str_slice(text, equals + 1, text.len)});
}

static int add_object(struct reader *r, const struct alint_node *object) {
  static const char *const known[] = {"ParameterKey", "ParameterValue", "UsePreviousValue",
                                      "ResolvedValue"};
  struct alint_parameter_value value = {.name = alint_node_get_str(object, "ParameterKey")};
  if (object->kind != ALINT_NODE_MAP || value.name.len == 0)
    return refuse(r, "an item of the list has no ParameterKey");
  for (size_t i = 0; i < object->count; i++) {
    bool found = false;
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
      found = found || alint_str_is(object->members[i].key, known[k]);
    if (!found)
      return refuse(r, "an item of the list has a key that is not known");
  }
  const struct alint_node *given = alint_node_get(object, "ParameterValue");
  const struct alint_node *resolved = alint_node_get(object, "ResolvedValue");
  value.previous = alint_str_is_nocase(alint_node_get_str(object, "UsePreviousValue"), "true");
  if (!value.previous && !is_value(given))
    return refuse(r, "an item of the list has no ParameterValue that is a string");
  if (given && !value.previous)
    value.value = given->str;
  if (is_value(resolved))
    value.resolved = resolved->str;
  return add(r, value);
}

static int add_map(struct reader *r, const struct alint_node *map) {
  for (size_t i = 0; i < map->count; i++) {
    const struct alint_member *member = &map->members[i];
    if (!is_value(member->value))
      return refuse(r, "a value is no string");
    int status =
        add(r, (struct alint_parameter_value){.name = member->key, .value = member->value->str});
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static int add_list(struct reader *r, const struct alint_node *list) {
  int status = ALINT_OK;
  for (size_t i = 0; i < list->count && status == ALINT_OK; i++) {
    const struct alint_node *item = list->items[i];
    status = item->kind == ALINT_NODE_STRING ? add_assignment(r, item->str) : add_object(r, item);
  }
  return status;
}

static int add_tree(struct reader *r, const struct alint_node *root) {
  const struct alint_node *parameters = root;
  if (root->kind == ALINT_NODE_MAP) {
    parameters = alint_node_get(root, "Parameters");
    if (!parameters)
      parameters = alint_node_get(root, "parameters");
  }
  if (parameters && parameters->kind == ALINT_NODE_LIST)
    return add_list(r, parameters);
  if (parameters && parameters->kind == ALINT_NODE_MAP)
    return add_map(r, parameters);
  return refuse(r, "there are no parameters in it");
}

/* ---- Files ------------------------------------------------------------------- */

static bool starts_like_json(const struct alint_source *source) {
  size_t i = strspn(source->bytes, " \t\r\n");
  return source->bytes[i] == '{' || source->bytes[i] == '[';
}

static int parse(struct reader *r, struct alint_source *source) {
  struct alint_node *root = NULL;
  struct alint_error error = {0};
  size_t documents = 0;
  int status;
  if (starts_like_json(source))
    status = alint_json_read(&root, r->arena, source, (struct alint_span){0, source->len}, &error);
  else
    status = alint_yaml_read(&root, &documents, r->arena, source, &error);
  if (status == ALINT_OK)
    return add_tree(r, root);
  if (!error.has_offset)
    return alint_fail(r->err, status, "%s: %s", r->file, error.text);
  alint_source_index(source, r->arena);
  struct alint_position at = alint_source_position(source, error.offset);
  return alint_fail(r->err, status, "%s:%zu:%zu: %s", r->file, at.line, at.column, error.text);
}

/* The text lives as long as the settings: values are parts of it. */
static int read_file(struct reader *r) {
  struct alint_error error = {0};
  struct alint_str bytes;
  int status = alint_read_given(&bytes, r->arena, r->file, &error);
  if (status != ALINT_OK)
    return alint_fail(r->err, status, "%s: %s", r->file, error.text);
  struct alint_source source = {.path = r->file, .bytes = bytes.ptr, .len = bytes.len};
  return parse(r, &source);
}

static int add_command_line(struct reader *r, const struct alint_settings *settings) {
  int status = ALINT_OK;
  for (size_t i = 0; i < settings->params.count && status == ALINT_OK; i++) {
    struct alint_str text = alint_str(settings->params.items[i]);
    size_t equals = alint_str_find(text, 0, '=');
    status = add(
        r, (struct alint_parameter_value){.name = alint_str_slice(text, 0, equals),
                                          .value = alint_str_slice(text, equals + 1, text.len)});
  }
  return status;
}

/* What the command line says comes first, and holds in every file's place. */
static int read_set(struct alint_parameter_set *out, const struct alint_settings *settings,
                    const char *file, struct alint_error *err) {
  struct reader given = {.arena = settings->arena, .err = err};
  struct reader r = {.arena = settings->arena, .file = file, .err = err};
  int status = add_command_line(&given, settings);
  if (status == ALINT_OK && file)
    status = read_file(&r);
  for (size_t i = 0; i < r.count && status == ALINT_OK; i++) {
    bool overridden = false;
    for (size_t k = 0; k < settings->params.count; k++)
      overridden = overridden || alint_str_eq(given.items[k].name, r.items[i].name);
    if (!overridden)
      status = add(&given, r.items[i]);
  }
  if (status != ALINT_OK)
    return status;
  *out = (struct alint_parameter_set){.values = given.items, .count = given.count};
  if (settings->parameter_files.count > 1)
    out->name = alint_str(file);
  return ALINT_OK;
}

int alint_read_parameters(struct alint_parse_options *out, const struct alint_settings *settings,
                          struct alint_error *err) {
  size_t files = settings->parameter_files.count, count = files > 0 ? files : 1;
  if (files == 0 && settings->params.count == 0)
    return ALINT_OK;
  struct alint_parameter_set *sets = alint_arena_array(settings->arena, count, sizeof *sets);
  for (size_t i = 0; i < count; i++) {
    const char *file = files > 0 ? settings->parameter_files.items[i] : NULL;
    int status = read_set(&sets[i], settings, file, err);
    if (status != ALINT_OK)
      return status;
  }
  out->parameter_sets = sets;
  out->parameter_set_count = count;
  return ALINT_OK;
}

/* ---- Names that no template has ------------------------------------------------ */

void alint_note_parameters(struct alint_used_parameters *used, const struct alint_input *input) {
  if (used->options->parameter_set_count == 0)
    return;
  used->unread = used->unread || (input->status != ALINT_OK && input->status != ALINT_ENOTOURS);
  for (size_t i = 0; i < input->parameter_count; i++) {
    struct alint_str name = input->parameters[i];
    const char *copy = alint_arena_copy(used->arena, name.ptr, name.len);
    if (alint_strings_add(&used->declared, used->arena, copy) != ALINT_OK)
      alint_out_of_memory();
  }
}

static bool is_declared(const struct alint_used_parameters *used, struct alint_str name) {
  for (size_t i = 0; i < used->declared.count; i++) {
    if (alint_str_is(name, used->declared.items[i]))
      return true;
  }
  return false;
}

static void tell_of(const struct alint_listener *to, const struct alint_used_parameters *used,
                    const struct alint_parameter_set *set, struct alint_str name) {
  char suggestion[ALINT_SUGGESTION_TEXT];
  const char *word = alint_arena_copy(used->arena, name.ptr, name.len);
  struct alint_suggestions near = alint_suggestions(word, 1);
  for (size_t i = 0; i < used->declared.count; i++)
    alint_suggest(&near, used->declared.items[i]);
  alint_suggestion_text(suggestion, &near, "");
  alint_tell(to, "%.*s%sno template here has a parameter \"%.*s\"%s", ALINT_FMT(set->name),
             set->name.len > 0 ? ": " : "", ALINT_FMT(alint_str_slice(name, 0, 100)), suggestion);
}

bool alint_tell_parameters(const struct alint_listener *to,
                           const struct alint_used_parameters *used) {
  bool any = false;
  if (used->unread) /* it may have them; the run has failed anyway */
    return false;
  for (size_t i = 0; i < used->options->parameter_set_count; i++) {
    const struct alint_parameter_set *set = &used->options->parameter_sets[i];
    for (size_t k = 0; k < set->count; k++) {
      if (is_declared(used, set->values[k].name))
        continue;
      tell_of(to, used, set, set->values[k].name);
      any = true;
    }
  }
  return any;
}
