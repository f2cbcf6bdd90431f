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
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "run/files.h"
#include "util/json_write.h"

static void put_text(struct alint_json *json, struct alint_arena *arena,
                     const struct alint_text *text) {
  if (text)
    alint_json_str(json, alint_text_print(arena, text));
  else
    alint_json_null(json);
}

static void put_items(struct alint_json *json, struct alint_arena *arena,
                      const struct alint_item *items, size_t count) {
  alint_json_array_inline(json);
  for (size_t i = 0; i < count; i++)
    put_text(json, arena, items[i].text);
  alint_json_end(json);
}

/* Principals of one kind stand together, as they do in a policy. */
static void put_principals(struct alint_json *json, struct alint_arena *arena, const char *key,
                           const struct alint_principal *principals, size_t count) {
  alint_json_key(json, key);
  alint_json_object(json);
  for (size_t i = 0; i < count; i++) {
    bool first = true;
    for (size_t k = 0; k < i && first; k++)
      first = !alint_str_eq(principals[k].key, principals[i].key);
    if (!first)
      continue;
    alint_json_key_str(json, principals[i].key);
    alint_json_array_inline(json);
    for (size_t k = i; k < count; k++) {
      if (alint_str_eq(principals[k].key, principals[i].key))
        put_text(json, arena, principals[k].value.text);
    }
    alint_json_end(json);
  }
  alint_json_end(json);
}

/* The keys of one operator stand together. */
static void put_conditions(struct alint_json *json, struct alint_arena *arena,
                           const struct alint_statement *statement) {
  const struct alint_condition *items = statement->conditions;
  alint_json_key(json, "Condition");
  alint_json_object(json);
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (i > 0 && alint_str_eq(items[i - 1].operator_name, items[i].operator_name))
      continue;
    alint_json_key_str(json, items[i].operator_name);
    alint_json_object(json);
    for (size_t k = i; k < statement->condition_count &&
                       alint_str_eq(items[k].operator_name, items[i].operator_name);
         k++) {
      alint_json_key_str(json, items[k].key);
      if (items[k].opaque)
        put_text(json, arena, alint_text_hole(arena, items[k].hole));
      else
        put_items(json, arena, items[k].values, items[k].value_count);
    }
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void put_statement(struct alint_json *json, struct alint_arena *arena,
                          const struct alint_statement *statement) {
  static const char *const effects[] = {"Allow", "Deny", "(none)", "(not known)"};
  alint_json_object(json);
  if (statement->has_sid) {
    alint_json_key(json, "Sid");
    alint_json_str(json, statement->sid);
  }
  alint_json_key(json, "Effect");
  alint_json_string(json, effects[statement->effect]);
  if (statement->has_principal)
    put_principals(json, arena, "Principal", statement->principals, statement->principal_count);
  if (statement->has_not_principal)
    put_principals(json, arena, "NotPrincipal", statement->not_principals,
                   statement->not_principal_count);
  if (statement->has_action) {
    alint_json_key(json, "Action");
    put_items(json, arena, statement->actions, statement->action_count);
  }
  if (statement->has_not_action) {
    alint_json_key(json, "NotAction");
    put_items(json, arena, statement->not_actions, statement->not_action_count);
  }
  if (statement->condition_opaque) {
    alint_json_key(json, "Condition");
    put_text(json, arena, alint_text_hole(arena, statement->opaque_hole));
  } else if (statement->condition_count > 0) {
    put_conditions(json, arena, statement);
  }
  alint_json_end(json);
}

static void put_trust(struct alint_json *json, struct alint_arena *arena,
                      const struct alint_trust *trust) {
  static const char *const states[] = {"known", "missing", "unknown", "broken"};
  const struct alint_policy *policy = trust->policy;
  alint_json_object(json);
  alint_json_key(json, "when");
  alint_json_str(json, trust->when);
  alint_json_key(json, "state");
  alint_json_string(json, states[trust->state]);
  alint_json_key(json, "more_statements"); /* some that are not known */
  alint_json_bool(json, policy->statements_opaque);
  alint_json_key(json, "document");
  alint_json_object(json);
  if (policy->has_version) {
    alint_json_key(json, "Version");
    alint_json_str(json, policy->version);
  }
  alint_json_key(json, "Statement");
  alint_json_array(json);
  for (size_t i = 0; i < policy->statement_count; i++)
    put_statement(json, arena, &policy->statements[i]);
  alint_json_end(json);
  alint_json_end(json);
  alint_json_end(json);
}

static void put_roles(struct alint_json *json, const struct alint_input *input) {
  alint_json_array(json);
  for (size_t i = 0; i < input->after.role_count; i++) {
    const struct alint_role *role = &input->after.roles[i];
    alint_json_object(json);
    alint_json_key(json, "role");
    alint_json_str(json, role->label);
    alint_json_key(json, "address");
    alint_json_str(json, role->address);
    alint_json_key(json, "name");
    put_text(json, input->arena, role->name);
    alint_json_key(json, "path");
    put_text(json, input->arena, role->path);
    alint_json_key(json, "trusts");
    alint_json_array(json);
    for (size_t k = 0; k < role->trust_count; k++)
      put_trust(json, input->arena, &role->trusts[k]);
    alint_json_end(json);
    alint_json_end(json);
  }
  alint_json_end(json);
}

static bool write_stdout(void *context, const char *bytes, size_t len) {
  (void)context;
  return fwrite(bytes, 1, len, stdout) == len;
}

/* The whole file, with a NUL behind it; NULL when it cannot be read. */
static char *read_file(struct alint_arena *arena, const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char chunk[4096];
  struct alint_buf buf = alint_buf(arena);
  buf.limit = ALINT_MAX_FILE_BYTES;
  size_t got;
  if (!file)
    return NULL;
  alint_buf_add(&buf, "");
  while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
    alint_buf_add_n(&buf, chunk, got);
  bool failed = ferror(file) || buf.failed;
  fclose(file);
  *len = buf.len;
  return failed ? NULL : buf.ptr;
}

/* "K=V" for each parameter of one set. */
static bool read_parameters(struct alint_parameter_set *out, struct alint_arena *arena, char **args,
                            size_t count) {
  struct alint_parameter_value *values = alint_arena_array(arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++) {
    struct alint_str arg = alint_str(args[i]);
    size_t equals = alint_str_find(arg, 0, '=');
    if (equals == arg.len)
      return false;
    values[i] = (struct alint_parameter_value){.name = alint_str_slice(arg, 0, equals),
                                               .value = alint_str_slice(arg, equals + 1, arg.len)};
  }
  *out = (struct alint_parameter_set){.values = values, .count = count};
  return true;
}

int main(int argc, char **argv) {
  struct alint_parameter_set set;
  struct alint_parse_options options = {.parameter_sets = &set, .parameter_set_count = 1};
  struct alint_arena *arena = alint_arena_new(ALINT_MAX_ARENA_BYTES);
  struct alint_input input = {.arena = arena};
  struct alint_settings settings = {.source_root = NULL};
  struct alint_disk disk;
  int exit_status = 2;
  if (argc > 3 && alint_str_is(alint_str(argv[1]), "--source-root")) {
    settings.source_root = argv[2];
    argv += 2;
    argc -= 2;
  }
  if (!arena || argc < 2 ||
      alint_allow_files(&options, &disk, &settings, &input.error) != ALINT_OK ||
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
  if (alint_parse(&input, &options) != ALINT_OK) {
    fprintf(stderr, "dump: %s: %s\n", argv[1], input.error.text);
    goto cleanup;
  }
  struct alint_out out = {.write = write_stdout};
  struct alint_json json = alint_json(&out);
  put_roles(&json, &input);
  alint_out_text(&out, "\n");
  exit_status = out.failed ? 2 : 0;
cleanup:
  alint_arena_free(arena);
  return exit_status;
}
