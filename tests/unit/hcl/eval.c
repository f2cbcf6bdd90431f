/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator of expressions against a scope of this test's own: what it asks
 * the scope for, and what it makes of the answers, without any front end. What
 * functions and operators give is in test_source_values.c.
 */
#include "parsers/hcl/eval.h"
#include "unit.h"

/* ---- The scope ----------------------------------------------------------- */

/* What was asked, in its order. */
struct asked {
  struct alint_buf *buf;
  struct alint_hcl_named_file file;
};

static struct alint_hole *new_hole(struct alint_arena *arena, struct alint_hole like) {
  struct alint_hole *hole = alint_arena_alloc(arena, sizeof *hole);
  *hole = like;
  return hole;
}

static struct alint_hcl_value *find_reference(struct alint_hcl_eval *eval,
                                              const struct alint_hcl_frame *frame,
                                              const struct alint_hcl_reference *it) {
  struct asked *asked = eval->context;
  alint_buf_addf(asked->buf, "%s %.*s %.*s%.*s%s%.*s; ", (const char *)frame->place,
                 ALINT_FMT(it->root), ALINT_FMT(it->name), ALINT_FMT(it->key),
                 it->output.len > 0 ? " " : "", ALINT_FMT(it->output));
  bool known = !alint_str_is(it->name, "no");
  return known ? alint_hcl_value_literal(eval->arena, ALINT_STR("v")) : NULL;
}

static struct alint_hcl_value *find_resource(struct alint_hcl_eval *eval,
                                             const struct alint_hcl_frame *frame,
                                             const struct alint_hcl_resource *it) {
  struct asked *asked = eval->context;
  alint_buf_addf(asked->buf, "%s %s%s %.*s %.*s%.*s; ", (const char *)frame->place,
                 it->whole ? "all of " : "", it->data ? "data" : "resource", ALINT_FMT(it->type),
                 ALINT_FMT(it->name), ALINT_FMT(it->key));
  struct alint_hcl_value *out = alint_hcl_value_new(eval->arena, ALINT_HCL_V_INSTANCE);
  out->instance = "that one";
  return out;
}

static struct alint_hcl_value *find_attribute(struct alint_hcl_eval *eval, const void *instance,
                                              struct alint_str name) {
  struct asked *asked = eval->context;
  alint_buf_addf(asked->buf, "%.*s of %s; ", ALINT_FMT(name), (const char *)instance);
  return alint_hcl_value_literal(eval->arena, ALINT_STR("w"));
}

static struct alint_hcl_named_file *find_file(struct alint_hcl_eval *eval,
                                              const struct alint_hcl_frame *frame,
                                              const struct alint_text *path) {
  struct asked *asked = eval->context;
  struct alint_str name = alint_text_print(eval->arena, path);
  (void)frame;
  alint_buf_addf(asked->buf, "file %.*s; ", ALINT_FMT(name));
  return alint_str_is(name, "t") ? &asked->file : NULL;
}

/* ---- Cases --------------------------------------------------------------- */

/* The value as JSON, and what was asked for it. */
static void expect(const char *text, const char *wanted, const char *wanted_asked) {
  static const struct alint_hcl_scope scope = {
      .hole = new_hole,
      .reference = find_reference,
      .resource = find_resource,
      .attribute = find_attribute,
      .file = find_file,
  };
  struct alint_arena *arena = alint_arena_new(ALINT_MAX_ARENA_BYTES);
  struct alint_source source = {.path = "a.hcl", .bytes = text, .len = strlen(text)};
  struct alint_buf buf = alint_buf(arena);
  struct asked asked = {&buf, {.source = {.path = "t", .bytes = "<${x}>", .len = 6}}};
  size_t steps = 0;
  struct alint_hcl_eval eval = {
      .scope = &scope, .context = &asked, .arena = arena, .all_steps = &steps};
  struct alint_hcl_frame frame = {.place = "here", .source = &source, .prefix = ALINT_STR("p.")};
  struct alint_hcl_expr *expr;
  struct alint_span all = {0, source.len};
  alint_hcl_expression(&expr, arena, &source, all);
  const struct alint_hcl_value *value = alint_hcl_evaluate(&eval, &frame, expr);
  assert_non_null(value);
  struct alint_str shown = alint_text_print(arena, alint_hcl_value_json(arena, value));
  struct alint_str all_asked = alint_buf_str(&buf);
  if (!alint_str_is(shown, wanted) || !alint_str_is(all_asked, wanted_asked))
    fail_msg("%s is %.*s, asked for %.*s", text, ALINT_FMT(shown), ALINT_FMT(all_asked));
  assert_true(steps > 0);
  alint_arena_free(arena);
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

TESTS(eval, TEST(test_references), TEST(test_resources), TEST(test_files));
