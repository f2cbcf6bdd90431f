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

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "assumelint/suppression.h"
#include "parsers/hcl/hcl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
  if (!holds)
    abort();
}

static void check_span(Span inner, Span outer) {
  check(inner.begin <= inner.end && inner.begin >= outer.begin && inner.end <= outer.end);
}

static void check_expression(const HclExpr *expr, Span outer, size_t height) {
  check(expr->height <= height);
  check_span(expr->span, outer);
  for (size_t i = 0; i < expr->count; i++)
    check_expression(expr->items[i], outer, expr->height - 1);
}

static bool see(void *context, const HclExpr *reference) {
  size_t *count = context;
  ++*count;
  return reference->kind != HCL_BROKEN;
}

static void check_body(const HclBody *body, const Source *source, Arena *arena) {
  Span all = {0, source->len};
  for (size_t i = 0; i < body->attribute_count; i++) {
    const HclAttribute *attribute = &body->attributes[i];
    HclExpr *expr;
    size_t count = 0;
    check_span(attribute->span, all);
    check_span(attribute->name_span, all);
    expr = hcl_expression(arena, source, attribute->span);
    check_expression(expr, attribute->span, MAX_DEPTH);
    hcl_references(expr, see, &count);
    check(count <= attribute->span.end - attribute->span.begin);
  }
  for (size_t i = 0; i < body->block_count; i++) {
    check_span(body->blocks[i].header, body->blocks[i].span);
    check_span(body->blocks[i].span, all);
    check_body(&body->blocks[i].body, source, arena);
  }
}

struct reading {
  const Source *source;
  Arena *arena;
};

static int read_protected(void *context) {
  const struct reading *reading = context;
  const Source *source = reading->source;
  Arena *arena = reading->arena;
  Error err = {.status = OK};
  HclFile file;
  Span all = {0, source->len};
  int status = hcl_read(&file, arena, source, &err);
  check(status == OK || err.text[0] != '\0');
  if (status == OK) {
    check_body(&file.body, source, arena);
    for (size_t i = 0; i < file.comment_count; i++)
      check_span(file.comments[i], all);
  }
  return OK;
}

static void read_file(const Source *source) {
  struct reading reading = {source, arena_new((size_t)256 << 20)};
  if (reading.arena)
    protect(read_protected, &reading);
  arena_free(reading.arena);
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

static int list(void *context, Str **names, size_t *count, Arena *arena, const char *folder,
                Error *err) {
  (void)err;
  (void)context;
  (void)folder;
  *names = arena_array(arena, 2, sizeof **names);
  (*names)[0] = STR("role.tf");
  (*names)[1] = STR("data.tf");
  *count = 2;
  return OK;
}

static int read_one(void *context, NamedFile *out, Arena *arena, const char *path, size_t most,
                    Error *err) {
  const Source *source = context;
  (void)most;
  *out = (NamedFile){.is_input = false};
  if (strcmp(path, "role.tf") == 0)
    out->bytes = str_n(role, sizeof role - 1);
  else if (str_ends(str_of(path), "data.tf"))
    out->bytes = str_n(arena_copy(arena, source->bytes, source->len), source->len);
  else
    return error_set(err, ERR_IO, "no such file");
  return out->bytes.ptr ? OK : error_memory(err);
}

/* Whatever a template names: the bytes once more. */
static int read_inside(void *context, NamedFile *out, Arena *arena, const char *folder,
                       const char *path, size_t most, Error *err) {
  check(str_starts(str_of(path), folder) && strncmp(path, "../", 3) != 0);
  return read_one(context, out, arena, "data.tf", most, err);
}

static void read_plan(Source *source) {
  Input input = {.arena = arena_new((size_t)512 << 20)};
  FileAccess files = {source, list, read_one, read_inside};
  ParseOptions options = {.source_root = ".", .files = &files, .suppressions = true};
  input.source = (Source){.path = "plan", .bytes = plan, .len = sizeof plan - 1};
  if (!input.arena)
    return;
  int status = front_end_read(&input, &options);
  check(status == OK || status == ERR_MEMORY || status == ERR_LIMIT);
  for (size_t i = 0; status == OK && i < input.after.role_count; i++) {
    const Role *r = &input.after.roles[i];
    check(r->trust_count > 0 && r->trust_count <= MAX_ALTERNATIVES);
    check(r->source_span.source != NULL);
  }
  for (size_t i = 0; status == OK && i < input.suppression_count; i++) {
    const SourceSpan *place = &input.suppressions[i]->source_span;
    check_span(place->span, (Span){0, place->source->len});
  }
  arena_free(input.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *bytes = malloc(size + 1);
  if (!bytes)
    return 0;
  if (size > 0)
    memcpy(bytes, data, size);
  bytes[size] = '\0';
  Source source = {.path = "data.tf", .bytes = bytes, .len = size};
  read_file(&source);
  read_plan(&source);
  free(bytes);
  return 0;
}
