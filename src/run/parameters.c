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
#include "assumelint/readers.h"
#include "run/files.h"
#include "util/suggest.h"

/* A set while it grows. */
struct reader {
  Arena *arena;
  const char *file; /* NULL: the command line */
  ParameterValue *items;
  size_t count, cap;
  Error *err;
};

static int add(struct reader *r, ParameterValue value) {
  ParameterValue *grown = arena_grow(r->arena, r->items, r->count, &r->cap, sizeof *grown);
  r->items = grown;
  for (size_t i = 0; i < r->count; i++) {
    if (str_eq(r->items[i].name, value.name))
      return error_set(r->err, ERR_USAGE, "%s: parameter %.*s is given twice",
                       r->file ? r->file : "--param", STR_FMT(value.name));
  }
  r->items[r->count++] = value;
  return OK;
}

/* ---- Shapes ------------------------------------------------------------------ */

static int refuse(struct reader *r, const char *what) {
  return error_set(r->err, ERR_SYNTAX,
                   "%s: %s; parameters are [{\"ParameterKey\": K, \"ParameterValue\": V}], "
                   "{\"Parameters\": {K: V}} or [\"K=V\"]",
                   r->file, what);
}

static bool is_value(const Node *node) {
  return node && node_is_scalar(node) && node->kind != NODE_NULL;
}

static int add_assignment(struct reader *r, Str text) {
  size_t equals = str_find(text, 0, '=');
  if (equals == 0 || equals == text.len)
    return refuse(r, "a string in the list is not K=V");
  return add(r, (ParameterValue){.name = str_slice(text, 0, equals),
                                 .value = str_slice(text, equals + 1, text.len)});
}

static int add_object(struct reader *r, const Node *object) {
  static const char *const known[] = {"ParameterKey", "ParameterValue", "UsePreviousValue",
                                      "ResolvedValue"};
  ParameterValue value = {.name = node_get_str(object, "ParameterKey")};
  if (object->kind != NODE_MAP || value.name.len == 0)
    return refuse(r, "an item of the list has no ParameterKey");
  for (size_t i = 0; i < object->count; i++) {
    bool found = false;
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
      found = found || str_is(object->members[i].key, known[k]);
    if (!found)
      return refuse(r, "an item of the list has a key that is not known");
  }
  const Node *given = node_get(object, "ParameterValue");
  const Node *resolved = node_get(object, "ResolvedValue");
  value.previous = str_is_nocase(node_get_str(object, "UsePreviousValue"), "true");
  if (!value.previous && !is_value(given))
    return refuse(r, "an item of the list has no ParameterValue that is a string");
  if (given && !value.previous)
    value.value = given->str;
  if (is_value(resolved))
    value.resolved = resolved->str;
  return add(r, value);
}

static int add_map(struct reader *r, const Node *map) {
  for (size_t i = 0; i < map->count; i++) {
    const Member *member = &map->members[i];
    if (!is_value(member->value))
      return refuse(r, "a value is no string");
    int status = add(r, (ParameterValue){.name = member->key, .value = member->value->str});
    if (status != OK)
      return status;
  }
  return OK;
}

static int add_list(struct reader *r, const Node *list) {
  int status = OK;
  for (size_t i = 0; i < list->count && status == OK; i++) {
    const Node *item = list->items[i];
    status = item->kind == NODE_STRING ? add_assignment(r, item->str) : add_object(r, item);
  }
  return status;
}

static int add_tree(struct reader *r, const Node *root) {
  const Node *parameters = root;
  if (root->kind == NODE_MAP) {
    parameters = node_get(root, "Parameters");
    if (!parameters)
      parameters = node_get(root, "parameters");
  }
  if (parameters && parameters->kind == NODE_LIST)
    return add_list(r, parameters);
  if (parameters && parameters->kind == NODE_MAP)
    return add_map(r, parameters);
  return refuse(r, "there are no parameters in it");
}

/* ---- Files ------------------------------------------------------------------- */

static bool is_json(const Source *source) {
  size_t i = strspn(source->bytes, " \t\r\n");
  return source->bytes[i] == '{' || source->bytes[i] == '[';
}

static int parse(struct reader *r, Source *source) {
  Node *root = NULL;
  Error error = {0};
  size_t documents = 0;
  int status;
  if (is_json(source))
    status = json_read(&root, r->arena, source, (Span){0, source->len}, &error);
  else
    status = yaml_read(&root, &documents, r->arena, source, &error);
  if (status == OK)
    return add_tree(r, root);
  if (!error.has_offset)
    return error_set(r->err, status, "%s: %s", r->file, error.text);
  source_index(source, r->arena);
  Position at = source_position(source, error.offset);
  return error_set(r->err, status, "%s:%zu:%zu: %s", r->file, at.line, at.column, error.text);
}

/* The text lives as long as the settings: values are parts of it. */
static int read_file(struct reader *r) {
  Error error = {0};
  Str bytes;
  int status = run_read_given(&bytes, r->arena, r->file, &error);
  if (status != OK)
    return error_set(r->err, status, "%s: %s", r->file, error.text);
  Source source = {.path = r->file, .bytes = bytes.ptr, .len = bytes.len};
  return parse(r, &source);
}

static int add_command_line(struct reader *r, const Settings *settings) {
  int status = OK;
  for (size_t i = 0; i < settings->params.count && status == OK; i++) {
    Str text = str_of(settings->params.items[i]);
    size_t equals = str_find(text, 0, '=');
    status = add(r, (ParameterValue){.name = str_slice(text, 0, equals),
                                     .value = str_slice(text, equals + 1, text.len)});
  }
  return status;
}

/* What the command line says comes first, and holds in every file's place. */
static int read_set(ParameterSet *out, const Settings *settings, const char *file, Error *err) {
  struct reader given = {.arena = settings->arena, .err = err};
  struct reader r = {.arena = settings->arena, .file = file, .err = err};
  int status = add_command_line(&given, settings);
  if (status == OK && file)
    status = read_file(&r);
  for (size_t i = 0; i < r.count && status == OK; i++) {
    bool overridden = false;
    for (size_t k = 0; k < settings->params.count; k++)
      overridden = overridden || str_eq(given.items[k].name, r.items[i].name);
    if (!overridden)
      status = add(&given, r.items[i]);
  }
  if (status != OK)
    return status;
  *out = (ParameterSet){.values = given.items, .count = given.count};
  if (settings->parameter_files.count > 1)
    out->name = str_of(file);
  return OK;
}

int run_read_parameters(ParseOptions *out, const Settings *settings, Error *err) {
  size_t files = settings->parameter_files.count, count = files > 0 ? files : 1;
  if (files == 0 && settings->params.count == 0)
    return OK;
  ParameterSet *sets = arena_array(settings->arena, count, sizeof *sets);
  for (size_t i = 0; i < count; i++) {
    const char *file = files > 0 ? settings->parameter_files.items[i] : NULL;
    int status = read_set(&sets[i], settings, file, err);
    if (status != OK)
      return status;
  }
  out->parameter_sets = sets;
  out->parameter_set_count = count;
  return OK;
}

/* ---- Names that no template has ------------------------------------------------ */

void run_note_parameters(UsedParameters *used, const Input *input) {
  if (used->options->parameter_set_count == 0)
    return;
  used->unread = used->unread || (input->status != OK && input->status != ERR_NOT_OURS);
  for (size_t i = 0; i < input->parameter_count; i++) {
    Str name = input->parameters[i];
    const char *copy = arena_copy(used->arena, name.ptr, name.len);
    strings_add(&used->declared, used->arena, copy);
  }
}

static bool is_declared(const UsedParameters *used, Str name) {
  for (size_t i = 0; i < used->declared.count; i++) {
    if (str_is(name, used->declared.items[i]))
      return true;
  }
  return false;
}

static void tell_of(const Listener *to, const UsedParameters *used, const ParameterSet *set,
                    Str name) {
  char suggestion[SUGGESTION_TEXT];
  const char *word = arena_copy(used->arena, name.ptr, name.len);
  Suggestions near = suggest_begin(word, 1);
  for (size_t i = 0; i < used->declared.count; i++)
    suggest(&near, used->declared.items[i]);
  suggest_text(suggestion, &near, "");
  notice_send(to, "%.*s%sno template here has a parameter \"%.*s\"%s", STR_FMT(set->name),
              set->name.len > 0 ? ": " : "", STR_FMT(str_slice(name, 0, 100)), suggestion);
}

bool notice_parameters(const Listener *to, const UsedParameters *used) {
  bool any = false;
  if (used->unread) /* it may have them; the run has failed anyway */
    return false;
  for (size_t i = 0; i < used->options->parameter_set_count; i++) {
    const ParameterSet *set = &used->options->parameter_sets[i];
    for (size_t k = 0; k < set->count; k++) {
      if (is_declared(used, set->values[k].name))
        continue;
      tell_of(to, used, set, set->values[k].name);
      any = true;
    }
  }
  return any;
}
