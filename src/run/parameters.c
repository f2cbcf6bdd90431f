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
#include "assumelint/buf.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "run/files.h"
#include "util/suggest.h"

/* A growing set. */
struct reader {
  Arena *arena;
  const char *file; /* NULL: the command line */
  ParameterValue *items;
  size_t count, cap;
  Error *err;
};

static bool has_name(const ParameterValue *values, size_t count, Str name) {
  for (size_t i = 0; i < count; i++) {
    if (str_eq(values[i].name, name))
      return true;
  }
  return false;
}

static int add(struct reader *r, ParameterValue value) {
  if (has_name(r->items, r->count, value.name))
    return error_set(r->err, ERR_USAGE, "%s: parameter %.*s is given twice",
                     r->file ? r->file : "--param", STR_FMT(value.name));
  LIST_ADD(r->arena, r, value);
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

/* K=V */
static ParameterValue assignment(Str text) {
  size_t equals = str_find(text, 0, '=');
  return (ParameterValue){.name = str_slice(text, 0, equals),
                          .value = str_slice(text, equals + 1, text.len)};
}

static int add_assignment(struct reader *r, Str text) {
  size_t equals = str_find(text, 0, '=');
  if (equals == 0 || equals == text.len)
    return refuse(r, "a string in the list is not K=V");
  return add(r, assignment(text));
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
      return refuse(r, "an item of the list has an unknown key");
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
      return refuse(r, "a value is not a string");
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
  return refuse(r, "it has no parameters");
}

/* ---- Files ------------------------------------------------------------------- */

static int parse(struct reader *r, Source *source) {
  Node *root;
  Error error = {.status = OK};
  size_t documents;
  /* No second try as YAML: it would read the number 012 as a string. */
  int status = starts_like_json(str_n(source->bytes, source->len))
                   ? json_read(&root, r->arena, source, (Span){0, source->len}, &error)
                   : yaml_read(&root, &documents, r->arena, source, &error);
  if (status == OK)
    return add_tree(r, root);
  if (!error.has_offset)
    return error_set(r->err, status, "%s: %s", r->file, error.text);
  source_index(source, r->arena);
  Position at = source_position(source, error.offset);
  return error_set(r->err, status, "%s:%zu:%zu: %s", r->file, at.line, at.column, error.text);
}

/* The text is in the arena of the settings: values point into it. */
static int read_file(struct reader *r) {
  Error error = {0};
  Str bytes;
  int status = run_read_given(&bytes, r->arena, r->file, &error);
  if (status != OK)
    return error_set(r->err, status, "%s: %s", r->file, error.text);
  Source source = {.path = r->file, .bytes = bytes.ptr, .len = bytes.len};
  return parse(r, &source);
}

/* Values of --param come first and override those of the file. */
static int read_set(ParameterSet *out, const Settings *settings, const char *file, Error *err) {
  const Strings *params = &settings->params;
  struct reader set = {.arena = settings->arena, .err = err};
  struct reader from_file = {.arena = settings->arena, .file = file, .err = err};
  int status = OK;
  for (size_t i = 0; i < params->count && status == OK; i++)
    status = add(&set, assignment(str_of(params->items[i])));
  if (status == OK && file)
    status = read_file(&from_file);
  for (size_t i = 0; i < from_file.count && status == OK; i++) {
    if (!has_name(set.items, params->count, from_file.items[i].name))
      status = add(&set, from_file.items[i]);
  }
  if (status != OK)
    return status;
  *out = (ParameterSet){.values = set.items, .count = set.count};
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

/* ---- Names that no template declares ------------------------------------------------ */

void run_note_parameters(UsedParameters *used, const Input *input) {
  if (used->options->parameter_set_count == 0)
    return;
  used->unread = used->unread || (input->status != OK && input->status != ERR_NOT_OURS);
  for (size_t i = 0; i < input->parameter_count; i++) {
    Str name = input->parameters[i];
    strings_add(&used->declared, used->arena, arena_copy(used->arena, name.ptr, name.len));
  }
}

static bool is_declared(const UsedParameters *used, Str name) {
  for (size_t i = 0; i < used->declared.count; i++) {
    if (str_is(name, used->declared.items[i]))
      return true;
  }
  return false;
}

static void notice_unknown(const Listener *to, const UsedParameters *used, const ParameterSet *set,
                           Str name) {
  char suggestion[SUGGESTION_TEXT];
  const char *word = arena_copy(used->arena, name.ptr, name.len);
  Suggestions near = suggest_begin(word, 1);
  for (size_t i = 0; i < used->declared.count; i++)
    suggest(&near, used->declared.items[i]);
  suggest_text(suggestion, &near, "");
  notice_send(to, "%.*s%sno template has a parameter \"%.*s\"%s", STR_FMT(set->name),
              set->name.len > 0 ? ": " : "", STR_FMT(str_slice(name, 0, 100)), suggestion);
}

bool notice_parameters(const Listener *to, const UsedParameters *used) {
  bool any = false;
  if (used->unread) /* it may declare them; the run has failed anyway */
    return false;
  for (size_t i = 0; i < used->options->parameter_set_count; i++) {
    const ParameterSet *set = &used->options->parameter_sets[i];
    for (size_t k = 0; k < set->count; k++) {
      if (is_declared(used, set->values[k].name))
        continue;
      notice_unknown(to, used, set, set->values[k].name);
      any = true;
    }
  }
  return any;
}
