/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints what a front end made of a file: the trust policies of each role, as
 * JSON, with what is not known as ${name}. For comparing the resolver with other
 * implementations: tests/oracles/compare.py.
 *
 *   dump FILE [PARAMETER=VALUE...]
 *   dump --source-root FOLDER PLAN
 *
 * Every list is an array, also of one item; an unknown value that may be of any
 * shape stands where the value would.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "run/files.h"
#include "util/json_write.h"

static void put_text(JsonWriter *json, const char *key, Arena *arena, const Text *text) {
  Str printed = text ? text_print(arena, text) : (Str){NULL, 0};
  json_str(json, key, text && !printed.ptr ? STR("") : printed);
}

static void put_items(JsonWriter *json, const char *key, Arena *arena, const Item *items,
                      size_t count) {
  json_array_inline(json, key);
  for (size_t i = 0; i < count; i++)
    put_text(json, NULL, arena, items[i].text);
  json_end(json);
}

/* Principals of one kind stand together, as they do in a policy. */
static void put_principals(JsonWriter *json, Arena *arena, const char *key,
                           const Principal *principals, size_t count) {
  json_object(json, key);
  for (size_t i = 0; i < count; i++) {
    bool first = true;
    for (size_t k = 0; k < i && first; k++)
      first = !str_eq(principals[k].key, principals[i].key);
    if (!first)
      continue;
    json_key(json, principals[i].key);
    json_array_inline(json, NULL);
    for (size_t k = i; k < count; k++) {
      if (str_eq(principals[k].key, principals[i].key))
        put_text(json, NULL, arena, principals[k].value.text);
    }
    json_end(json);
  }
  json_end(json);
}

/* The keys of one operator stand together. */
static void put_conditions(JsonWriter *json, Arena *arena, const Statement *statement) {
  const Condition *items = statement->conditions;
  json_object(json, "Condition");
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (i > 0 && str_eq(items[i - 1].operator_name, items[i].operator_name))
      continue;
    json_key(json, items[i].operator_name);
    json_object(json, NULL);
    for (size_t k = i;
         k < statement->condition_count && str_eq(items[k].operator_name, items[i].operator_name);
         k++) {
      json_key(json, items[k].key);
      if (items[k].opaque)
        put_text(json, NULL, arena, text_hole(arena, items[k].hole));
      else
        put_items(json, NULL, arena, items[k].values, items[k].value_count);
    }
    json_end(json);
  }
  json_end(json);
}

static void put_statement(JsonWriter *json, Arena *arena, const Statement *statement) {
  static const char *const effects[] = {"Allow", "Deny", "(none)", "(not known)"};
  json_object(json, NULL);
  if (statement->has_sid) {
    json_str(json, "Sid", statement->sid);
  }
  json_string(json, "Effect", effects[statement->effect]);
  if (statement->has_principal)
    put_principals(json, arena, "Principal", statement->principals, statement->principal_count);
  if (statement->has_not_principal)
    put_principals(json, arena, "NotPrincipal", statement->not_principals,
                   statement->not_principal_count);
  if (statement->has_action)
    put_items(json, "Action", arena, statement->actions, statement->action_count);
  if (statement->has_not_action)
    put_items(json, "NotAction", arena, statement->not_actions, statement->not_action_count);
  if (statement->condition_opaque)
    put_text(json, "Condition", arena, text_hole(arena, statement->opaque_hole));
  else if (statement->condition_count > 0)
    put_conditions(json, arena, statement);
  json_end(json);
}

static void put_trust(JsonWriter *json, Arena *arena, const Trust *trust) {
  static const char *const states[] = {"known", "missing", "unknown", "broken"};
  const Policy *policy = trust->policy;
  json_object(json, NULL);
  json_str(json, "when", trust->when.ptr ? trust->when : STR(""));
  json_string(json, "state", states[trust->state]);
  json_bool(json, "more_statements", policy->statements_opaque);
  json_object(json, "document");
  if (policy->has_version) {
    json_str(json, "Version", policy->version);
  }
  json_array(json, "Statement");
  for (size_t i = 0; i < policy->statement_count; i++)
    put_statement(json, arena, &policy->statements[i]);
  json_end(json);
  json_end(json);
  json_end(json);
}

static void put_roles(JsonWriter *json, const Input *input) {
  json_array(json, NULL);
  for (size_t i = 0; i < input->after.role_count; i++) {
    const Role *role = &input->after.roles[i];
    json_object(json, NULL);
    json_str(json, "role", role->label);
    json_str(json, "address", role->address);
    put_text(json, "name", input->arena, role->name);
    put_text(json, "path", input->arena, role->path);
    json_array(json, "trusts");
    for (size_t k = 0; k < role->trust_count; k++)
      put_trust(json, input->arena, &role->trusts[k]);
    json_end(json);
    json_end(json);
  }
  json_end(json);
}

static bool write_stdout(void *context, const char *bytes, size_t len) {
  (void)context;
  return fwrite(bytes, 1, len, stdout) == len;
}

/* The whole file, with a NUL behind it; NULL when it cannot be read. */
static char *read_file(Arena *arena, const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char chunk[4096];
  Buf buf = buf_in(arena);
  buf.limit = MAX_FILE_BYTES;
  size_t got;
  if (!file)
    return NULL;
  buf_add(&buf, "");
  while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
    buf_add_n(&buf, chunk, got);
  bool failed = ferror(file) || buf.failed;
  fclose(file);
  *len = buf.len;
  return failed ? NULL : buf.ptr;
}

/* "K=V" for each parameter of one set. */
static bool read_parameters(ParameterSet *out, Arena *arena, char **args, size_t count) {
  ParameterValue *values = arena_array(arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++) {
    Str arg = str_of(args[i]);
    size_t equals = str_find(arg, 0, '=');
    if (equals == arg.len)
      return false;
    values[i] = (ParameterValue){.name = str_slice(arg, 0, equals),
                                 .value = str_slice(arg, equals + 1, arg.len)};
  }
  *out = (ParameterSet){.values = values, .count = count};
  return true;
}

int main(int argc, char **argv) {
  ParameterSet set;
  ParseOptions options = {.parameter_sets = &set, .parameter_set_count = 1};
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Input input = {.arena = arena};
  Settings settings = {.source_root = NULL};
  Disk disk;
  int exit_status = 2;
  if (argc > 3 && str_is(str_of(argv[1]), "--source-root")) {
    settings.source_root = argv[2];
    argv += 2;
    argc -= 2;
  }
  if (!arena || argc < 2 || run_allow_files(&options, &disk, &settings, &input.error) != OK ||
      !read_parameters(&set, arena, argv + 2, (size_t)argc - 2)) {
    fprintf(stderr, "usage: dump [--source-root FOLDER] FILE [PARAMETER=VALUE...]\n");
    goto cleanup;
  }
  input.source.path = argv[1];
  input.source.bytes = read_file(arena, argv[1], &input.source.len);
  if (!input.source.bytes) {
    fprintf(stderr, "dump: %s cannot be read\n", argv[1]);
    goto cleanup;
  }
  if (front_end_read(&input, &options) != OK) {
    fprintf(stderr, "dump: %s: %s\n", argv[1], input.error.text);
    goto cleanup;
  }
  Out out = {.write = write_stdout};
  JsonWriter json = json_writer(&out);
  put_roles(&json, &input);
  out_text(&out, "\n");
  exit_status = out.failed ? 2 : 0;
cleanup:
  arena_free(arena);
  return exit_status;
}
