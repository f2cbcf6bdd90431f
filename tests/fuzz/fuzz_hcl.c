/* SPDX-License-Identifier: Apache-2.0
 *
 * Fuzz target: the reader of HCL, and what is made of expressions. The bytes
 * are a .tf file, and whatever files this one names: spans stay inside of it and
 * inside of each other, expressions are no higher than they may be, and a policy
 * that leads there through a local is read, or is not.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../parsers/hcl/hcl.h"
#include "assumelint/arena.h"
#include "assumelint/ignore.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
  if (!holds)
    abort();
}

static void check_span(struct alint_span inner, struct alint_span outer) {
  check(inner.begin <= inner.end && inner.begin >= outer.begin && inner.end <= outer.end);
}

static void check_expression(const struct alint_hcl_expr *expr, struct alint_span outer,
                             size_t height) {
  check(expr->height <= height);
  check_span(expr->span, outer);
  for (size_t i = 0; i < expr->count; i++)
    check_expression(expr->items[i], outer, expr->height - 1);
}

static bool see(void *context, const struct alint_hcl_expr *reference) {
  size_t *count = context;
  ++*count;
  return reference->kind != ALINT_HCL_BROKEN;
}

static void check_body(const struct alint_hcl_body *body, const struct alint_source *source,
                       struct alint_arena *arena) {
  struct alint_span all = {0, source->len};
  for (size_t i = 0; i < body->attribute_count; i++) {
    const struct alint_hcl_attribute *attribute = &body->attributes[i];
    struct alint_hcl_expr *expr;
    size_t count = 0;
    check_span(attribute->span, all);
    check_span(attribute->name_span, all);
    alint_hcl_expression(&expr, arena, source, attribute->span); /* out of memory */
    check_expression(expr, attribute->span, ALINT_MAX_DEPTH);
    alint_hcl_references(expr, see, &count);
    check(count <= attribute->span.end - attribute->span.begin);
  }
  for (size_t i = 0; i < body->block_count; i++) {
    check_span(body->blocks[i].header, body->blocks[i].span);
    check_span(body->blocks[i].span, all);
    check_body(&body->blocks[i].body, source, arena);
  }
}

struct reading {
  const struct alint_source *source;
  struct alint_arena *arena;
};

static int read_protected(void *context) {
  const struct reading *reading = context;
  const struct alint_source *source = reading->source;
  struct alint_arena *arena = reading->arena;
  struct alint_error err = {.status = ALINT_OK};
  struct alint_hcl_file file;
  struct alint_span all = {0, source->len};
  int status = alint_hcl_read(&file, arena, source, &err);
  check(status == ALINT_OK || err.text[0] != '\0');
  if (status == ALINT_OK) {
    check_body(&file.body, source, arena);
    for (size_t i = 0; i < file.comment_count; i++)
      check_span(file.comments[i], all);
  }
  return ALINT_OK;
}

static void read_file(const struct alint_source *source) {
  struct reading reading = {source, alint_arena_new((size_t)256 << 20)};
  if (reading.arena)
    alint_protect(read_protected, &reading);
  alint_arena_free(reading.arena);
}

/* ---- As the source of a plan --------------------------------------------- */

static const char plan[] =
    "{\"format_version\":\"1.2\",\"variables\":{\"v\":{\"value\":{\"a\":[1,\"b\"]}}},"
    "\"resource_changes\":[{\"address\":\"aws_iam_role.r\",\"mode\":\"managed\",\"type\":"
    "\"aws_iam_role\",\"name\":\"r\",\"change\":{\"actions\":[\"create\"],\"before\":null,"
    "\"after\":{\"name\":\"n\"},\"after_unknown\":{\"assume_role_policy\":true}}},"
    "{\"address\":\"aws_iam_user.u\",\"mode\":\"managed\",\"type\":\"aws_iam_user\",\"name\":"
    "\"u\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"name\":\"u\"},"
    "\"after_unknown\":{\"arn\":true}}}],\"configuration\":{\"provider_config\":{\"aws\":{}},"
    "\"root_module\":{\"variables\":{\"v\":{}},\"module_calls\":{\"m\":{\"source\":\"./m\"}},"
    "\"resources\":[{\"address\":\"aws_iam_role.r\",\"mode\":"
    "\"managed\",\"type\":\"aws_iam_role\",\"name\":\"r\",\"expressions\":"
    "{\"assume_role_policy\":{\"references\":[\"local.p\"]}}}]}}}";
static const char role[] = "resource \"aws_iam_role\" \"r\" {\n  assume_role_policy = local.p\n}\n";

static int list(void *context, struct alint_str **names, size_t *count, struct alint_arena *arena,
                const char *folder, struct alint_error *err) {
  (void)err;
  (void)context;
  (void)folder;
  *names = alint_arena_array(arena, 2, sizeof **names);
  (*names)[0] = ALINT_STR("role.tf");
  (*names)[1] = ALINT_STR("data.tf");
  *count = 2;
  return ALINT_OK;
}

static int read_one(void *context, struct alint_file *out, struct alint_arena *arena,
                    const char *path, size_t most, struct alint_error *err) {
  const struct alint_source *source = context;
  (void)most;
  *out = (struct alint_file){.is_input = false};
  if (strcmp(path, "role.tf") == 0)
    out->bytes = alint_str_n(role, sizeof role - 1);
  else if (alint_str_ends(alint_str(path), "data.tf"))
    out->bytes = alint_str_n(alint_arena_copy(arena, source->bytes, source->len), source->len);
  else
    return alint_fail(err, ALINT_EIO, "no such file");
  return out->bytes.ptr ? ALINT_OK : alint_no_memory(err);
}

/* Whatever a template names: the bytes once more. */
static int read_inside(void *context, struct alint_file *out, struct alint_arena *arena,
                       const char *folder, const char *path, size_t most, struct alint_error *err) {
  check(alint_str_starts(alint_str(path), folder) && strncmp(path, "../", 3) != 0);
  return read_one(context, out, arena, "data.tf", most, err);
}

static void read_plan(struct alint_source *source) {
  struct alint_input input = {.arena = alint_arena_new((size_t)512 << 20)};
  struct alint_files files = {source, list, read_one, read_inside};
  struct alint_parse_options options = {.source_root = ".", .files = &files, .ignores = true};
  input.source = (struct alint_source){.path = "plan", .bytes = plan, .len = sizeof plan - 1};
  if (!input.arena)
    return;
  int status = alint_parse(&input, &options);
  check(status == ALINT_OK || status == ALINT_ENOMEM || status == ALINT_ELIMIT);
  for (size_t i = 0; status == ALINT_OK && i < input.after.role_count; i++) {
    const struct alint_role *r = &input.after.roles[i];
    check(r->trust_count > 0 && r->trust_count <= ALINT_MAX_ALTERNATIVES);
    check(r->place.source != NULL);
  }
  for (size_t i = 0; status == ALINT_OK && i < input.ignore_count; i++) {
    const struct alint_place *place = &input.ignores[i]->place;
    check_span(place->span, (struct alint_span){0, place->source->len});
  }
  alint_arena_free(input.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *bytes = malloc(size + 1);
  if (!bytes)
    return 0;
  if (size > 0)
    memcpy(bytes, data, size);
  bytes[size] = '\0';
  struct alint_source source = {.path = "data.tf", .bytes = bytes, .len = size};
  read_file(&source);
  read_plan(&source);
  free(bytes);
  return 0;
}
