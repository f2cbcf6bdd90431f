/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator of expressions against a scope of this test's own: what it asks
 * the scope for, and what it makes of the answers, without any front end. What
 * functions and operators give is in test_source_values.c.
 */
#include "parsers/hcl/eval.h"
#include "assumelint/buf.h"
#include "unit.h"

/* ---- The scope ----------------------------------------------------------- */

/* What was asked, in its order. */
struct asked {
  Buf *buf;
  HclNamedFile file;
};

static Hole *new_hole(Arena *arena, Hole like) {
  Hole *hole = arena_alloc(arena, sizeof *hole);
  *hole = like;
  if (str_starts(hole->name, "p.path."))
    hole->kind = HOLE_NAME;
  return hole;
}

static HclValue *find_reference(HclEval *eval, const HclFrame *frame, const HclReference *it) {
  struct asked *asked = eval->context;
  buf_addf(asked->buf, "%s %.*s %.*s%.*s%s%.*s; ", (const char *)frame->context, STR_FMT(it->root),
           STR_FMT(it->name), STR_FMT(it->key), it->output.len > 0 ? " " : "", STR_FMT(it->output));
  bool known = !str_is(it->name, "no");
  return known ? hcl_value_literal(eval->arena, STR("v")) : NULL;
}

static HclValue *find_resource(HclEval *eval, const HclFrame *frame, const HclResource *it) {
  struct asked *asked = eval->context;
  buf_addf(asked->buf, "%s %s%s %.*s %.*s%.*s; ", (const char *)frame->context,
           it->whole ? "all of " : "", it->data ? "data" : "resource", STR_FMT(it->type),
           STR_FMT(it->name), STR_FMT(it->key));
  HclValue *out = hcl_value_new(eval->arena, HCL_V_INSTANCE);
  out->instance = "that one";
  return out;
}

static HclValue *find_attribute(HclEval *eval, const void *instance, Str name) {
  struct asked *asked = eval->context;
  buf_addf(asked->buf, "%.*s of %s; ", STR_FMT(name), (const char *)instance);
  return hcl_value_literal(eval->arena, STR("w"));
}

static HclNamedFile *find_file(HclEval *eval, const HclFrame *frame, const Text *path) {
  struct asked *asked = eval->context;
  Str name = text_print(eval->arena, path);
  (void)frame;
  buf_addf(asked->buf, "file %.*s; ", STR_FMT(name));
  return str_is(name, "t") ? &asked->file : NULL;
}

/* ---- Cases --------------------------------------------------------------- */

/* The value as JSON, and what was asked for it. */
static void expect(const char *text, const char *wanted, const char *wanted_asked) {
  static const HclScope scope = {
      .hole = new_hole,
      .reference = find_reference,
      .resource = find_resource,
      .attribute = find_attribute,
      .file = find_file,
  };
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = {.path = "a.hcl", .bytes = text, .len = strlen(text)};
  Buf buf = buf_in(arena);
  struct asked asked = {&buf, {.source = {.path = "t", .bytes = "<${x}>", .len = 6}}};
  size_t steps = 0;
  HclEval eval = {.scope = &scope, .context = &asked, .arena = arena, .all_steps = &steps};
  HclFrame frame = {.context = "here", .source = &source, .prefix = STR("p.")};
  Span all = {0, source.len};
  HclExpr *expr = hcl_expression(arena, &source, all);
  const HclValue *value = hcl_evaluate(&eval, &frame, expr);
  assert_non_null(value);
  Str shown = text_print(arena, hcl_value_json(arena, value));
  Str all_asked = buf_str(&buf);
  if (!str_is(shown, wanted) || !str_is(all_asked, wanted_asked))
    fail_msg("%s is %.*s, asked for %.*s", text, STR_FMT(shown), STR_FMT(all_asked));
  assert_true(steps > 0);
  arena_free(arena);
}

static void test_references(void **state) {
  (void)state;
  expect("\"a-${var.x}\"", "\"a-v\"", "here var x; ");
  expect("module.m[0].out", "\"v\"", "here module m[0] out; ");
  expect("module.m[\"k\"].out", "\"v\"", "here module m[\"k\"] out; ");
  expect("each.key", "\"v\"", "here each key; ");
  /* Not known: a hole by the text, behind what gives it its meaning. */
  expect("local.no", "${p.local.no}", "here local no; ");
  expect("[for a in [1, 2] : local.no]", "[${p.local.no},${p.local.no}]",
         "here local no; here local no; ");
  /* Names of loops are none of the scope's. */
  expect("[for var in [1] : var]", "[1]", "");
  expect("module.m", "${p.module.m}", "");
}

static void test_resources(void **state) {
  (void)state;
  expect("t.n.a", "\"w\"", "here resource t n; a of that one; ");
  expect("data.t.n[0].a", "\"w\"", "here data t n[0]; a of that one; ");
  expect("resource.t.n.a", "\"w\"", "here resource t n; a of that one; ");
  expect("t.n[*].a", "[\"w\"]", "here all of resource t n; a of that one; ");
  expect("[for r in [t.n] : r.b]", "[\"w\"]", "here all of resource t n; b of that one; ");
  expect("t.n[0]", "null", "here all of resource t n[0]; ");
}

static void test_files(void **state) {
  (void)state;
  expect("file(\"t\")", "\"\\u003c${x}\\u003e\"", "file t; ");
  expect("file(\"other\")", "${p.file(\"other\")}", "file other; ");
  expect("[for x in [1, 2] : templatefile(\"t\", { x = x })]",
         "[\"\\u003c1\\u003e\",\"\\u003c2\\u003e\"]", "file t; file t; ");
}

/* The second of so many parts of a text with a hole. */
static void expect_split(size_t parts, const char *wanted) {
  char text[400];
  size_t at = (size_t)snprintf(text, sizeof text, "split(\":\", \"${path.no}");
  for (size_t i = 1; i < parts; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, ":a");
  snprintf(text + at, sizeof text - at, "\")[1]");
  expect(text, wanted, "here path no; ");
}

static void test_limit_of_split(void **state) {
  (void)state;
  expect_split(MAX_SPLIT_PARTS - 1, "\"a\"");
  expect_split(MAX_SPLIT_PARTS,
               "${p.split(\":\",\"${path.no}:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a"
               ":a:a:a:a:a:a:a:a:... at a.hcl:1:1}");
}

TESTS(eval, TEST(test_references), TEST(test_resources), TEST(test_files),
      TEST(test_limit_of_split));
