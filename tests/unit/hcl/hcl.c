/* SPDX-License-Identifier: Apache-2.0
 *
 * The reader of HCL: structure, comments and spans of files; expressions, shown
 * as text; what they refer to; what is not understood, and the limits.
 */
#include "parsers/hcl/hcl.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "unit.h"

/* ---- Showing ------------------------------------------------------------- */

static void show(Buf *buf, const HclExpr *e) {
  static const char *const names[] = {
      [HCL_TEMPLATE] = "template", [HCL_TUPLE] = "list",     [HCL_OBJECT] = "map",
      [HCL_CALL] = "call",         [HCL_CONDITIONAL] = "if", [HCL_MEMBER] = ".",
      [HCL_INDEX] = "[]",          [HCL_SPLAT] = "*",        [HCL_PARENTHESES] = "()",
      [HCL_OPERATION] = "op",      [HCL_FOR] = "for",        [HCL_BROKEN] = "BROKEN",
  };
  if (e->kind == HCL_STRING) {
    buf_addf(buf, "'%.*s'", STR_FMT(e->str));
    return;
  }
  if (e->kind == HCL_NULL || e->kind == HCL_BOOL || e->kind == HCL_NUMBER || e->kind == HCL_NAME) {
    buf_add_str(buf, e->str);
    return;
  }
  buf_addf(buf, "(%s", names[e->kind]);
  if (e->str.len > 0)
    buf_addf(buf, " %.*s", STR_FMT(e->str));
  for (size_t i = 0; e->kind == HCL_FOR && i < 2; i++)
    buf_addf(buf, " <%.*s>", STR_FMT(e->names[i]));
  for (size_t i = 0; i < e->count; i++) {
    buf_add(buf, " ");
    show(buf, e->items[i]);
  }
  buf_add(buf, e->expand ? "...)" : ")");
}

static Source source_of(const char *text) {
  return (Source){.path = "main.tf", .bytes = text, .len = strlen(text)};
}

static void expect_expression(const char *text, const char *wanted) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = source_of(text);
  Span all = {0, source.len};
  HclExpr *expr = hcl_expression(arena, &source, all);
  Buf buf = buf_in(arena);
  show(&buf, expr);
  assert_false(buf.failed);
  if (strcmp(buf.ptr, wanted) != 0)
    fail_msg("%s\nis       %s\nexpected %s", text, buf.ptr, wanted);
  arena_free(arena);
}

/* ---- Expressions --------------------------------------------------------- */

static void test_terms(void **state) {
  (void)state;
  expect_expression("null", "null");
  expect_expression("true", "true");
  expect_expression("1.5e-3", "1.5e-3");
  expect_expression("\"a\\n\\u00e9\\\"$${x}%%{y}$z\"", "'a\n\xC3\xA9\"${x}%{y}$z'");
  expect_expression("\"\"", "''");
  expect_expression("a.b[0][\"k\"].c", "(. c ([] ([] (. b a) 0) 'k'))");
  expect_expression("a.b.*.c", "(. c (* (. b a)))");
  expect_expression("a.b[*].c", "(. c (* (. b a)))");
  expect_expression("a.b.0.c", "(. c ([] (. b a) 0))");
  expect_expression("a[each.key].x", "(. x ([] a (. key each)))");
  expect_expression("f()", "(call f)");
  expect_expression("f(a, [1,\n 2,\n]...)", "(call f a (list 1 2)...)");
  expect_expression("provider::aws::arn_parse(a)", "(call provider::aws::arn_parse a)");
  expect_expression("(a)\n", "(() a)");
  expect_expression("a-b.c-d", "(. c-d a-b)");
}

static void test_operators(void **state) {
  (void)state;
  expect_expression("a == b || c && !d", "(op || (op == a b) (op && c (op ! d)))");
  expect_expression("1 + 2 * 3 - 4", "(op - (op + 1 (op * 2 3)) 4)");
  expect_expression("-a < b % c", "(op < (op - a) (op % b c))");
  expect_expression("a ? b : c ? d : e", "(if a b (if c d e))");
  expect_expression("a >= 1 ? \"x\" : null", "(if (op >= a 1) 'x' null)");
}

static void test_collections(void **state) {
  (void)state;
  expect_expression("{}", "(map)");
  expect_expression("{\n # c\n a = 1\n \"b c\" = [2], (d) = 3,\n null : 4 }",
                    "(map 'a' 1 'b c' (list 2) (() d) 3 'null' 4)");
  expect_expression("{ a = { b = 1 }\n\n c = \"${x}:sub\" }",
                    "(map 'a' (map 'b' 1) 'c' (template x ':sub'))");
  expect_expression("{ a = 1 /* c */, b = (\n2\n) }", "(map 'a' 1 'b' (() 2))");
  expect_expression("[for x in a : x.y if x.z]", "(for <> <x> a (. y x) (. z x))");
  expect_expression("{for k, v in a :\n k => v...}", "(for <k> <v> a k v)");
  expect_expression("{ a = 1 b = 2 }", "(BROKEN)");
  expect_expression("[1 2]", "(BROKEN)");
}

static void test_templates(void **state) {
  (void)state;
  expect_expression("\"a${b}c${\"d${e}\"}\"", "(template 'a' b 'c' (template 'd' e))");
  expect_expression("\"${b}\"", "(template b)");
  expect_expression("\"a ${~ b ~} c\"", "(template 'a' b 'c')");
  expect_expression("\"${ {a = \"}\"} }\"", "(template (map 'a' '}'))");
  expect_expression("\"x%{ if a }y%{ else }z${w}%{ endif }v\"",
                    "(template 'x' (if a 'y' (template 'z' w)) 'v')");
  expect_expression("\"%{ if a ~} y %{~ endif }\"", "(template (if a 'y' ''))");
  expect_expression("\"%{ for k, v in a }${k}%{ endfor }\"",
                    "(template (for <k> <v> a (template k)))");
  expect_expression("\"%{ if a }%{ if b }c%{ endif }%{ endif }\"",
                    "(template (if a (template (if b 'c' '')) ''))");
  expect_expression("\"%{ if a }\"", "(BROKEN)");
  expect_expression("\"%{ endif }\"", "(BROKEN)");
  expect_expression("\"\\q\"", "(BROKEN)");
  expect_expression("\"\\ud800\"", "(BROKEN)");
}

static void test_heredocs(void **state) {
  (void)state;
  expect_expression("<<EOF\n a\\n\"${b}\"\nEOF\n", "(template ' a\\n\"' b '\"\n')");
  expect_expression("<<EOF\n EOFX\n  EOF  \n", "' EOFX\n'");
  expect_expression("<<-EOT\n    a\n\n      b\n    ${c}\n  EOT\n",
                    "(template 'a\n\n  b\n' c '\n')");
  expect_expression("<<-EOT\n  a\n${c}\n  EOT\n", "(template '  a\n' c '\n')");
  expect_expression("f(<<A\n1\nA\n, <<B\n2\nB\n)", "(call f '1\n' '2\n')");
  expect_expression("<<EOF\nEOF", "''");
  expect_expression("<<EOF\nx${\n<<E\ny\nE\n}z\nEOF", "(template 'x' 'y\n' 'z\n')");
}

static void test_not_understood(void **state) {
  (void)state;
  static const char *const broken[] = {
      "",     "a b", "a ? b",       "f(",    "a.",       "a[",   "{ a }", "\"",      "'a'",
      "a::b", "1 +", "[for x : y]", "a ~ b", "<<EOF\nx", "(a\n", "a.1.5", "\"${a\"", "a; b",
  };
  for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
    expect_expression(broken[i], "(BROKEN)");
}

/* What nests, or hangs on a chain, deeper than the limit is not understood. */
static void test_depth(void **state) {
  (void)state;
  static const char *const pieces[][3] = {
      {"(", "a", ")"},   {"[", "", "]"},
      {"{a=", "1", "}"}, {"!", "a", ""},
      {"", "a", ".b"},   {"", "a", "[0]"},
      {"a?b:", "c", ""}, {"\"${", "a", "}\""},
      {"", "a", "+a"},   {"%{if a}", "", "%{endif}"},
  };
  enum { MANY = 5000 };
  for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
    Arena *arena = arena_new(MAX_ARENA_BYTES);
    for (size_t n = 50; n <= MANY; n += MANY - 50) {
      Buf buf = buf_in(arena);
      bool directive = pieces[i][0][0] == '%';
      buf_add(&buf, directive ? "\"" : "");
      for (size_t k = 0; k < n; k++)
        buf_add(&buf, pieces[i][0]);
      buf_add(&buf, pieces[i][1]);
      for (size_t k = 0; k < n; k++)
        buf_add(&buf, pieces[i][2]);
      buf_add(&buf, directive ? "\"" : "");
      Source source = source_of(buf.ptr);
      HclExpr *expr = hcl_expression(arena, &source, (Span){0, source.len});
      assert_int_equal(expr->kind == HCL_BROKEN, n == MANY);
      assert_true(expr->height <= MAX_DEPTH);
    }
    arena_free(arena);
  }
}

static void test_template_of_json(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  HclExpr *expr = NULL;
  Span span = {7, 9};
  Buf buf = buf_in(arena);
  expr = hcl_template(arena, STR("a\n\"\\x\" ${f(\"b\")}"), span);
  show(&buf, expr);
  assert_string_equal(buf.ptr, "(template 'a\n\"\\x\" ' (call f 'b'))");
  assert_int_equal(expr->items[1]->items[0]->span.begin, 7);
  expr = hcl_template(arena, STR("${a"), span);
  assert_int_equal(expr->kind, HCL_BROKEN);
  arena_free(arena);
}

/* ---- References ---------------------------------------------------------- */

static bool see(void *context, const HclExpr *reference) {
  Buf *buf = context;
  show(buf, reference);
  buf_add(buf, "\n");
  return true;
}

static void test_references(void **state) {
  (void)state;
  static const char text[] =
      "f(var.a, \"${local.b.c}\", x.y[0].z, x.y[each.key].z, x.y[*].arn, {k = m.n.o},\n"
      "[for a, b in var.l : [a, b.c, var.d]], (var.e).f, cond ? g.h.i : null)";
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = source_of(text);
  HclExpr *expr = NULL;
  Buf buf = buf_in(arena);
  expr = hcl_expression(arena, &source, (Span){0, source.len});
  assert_true(hcl_references(expr, see, &buf));
  assert_string_equal(buf.ptr, "(. a var)\n(. c (. b local))\n(. z ([] (. y x) 0))\n(. y x)\n"
                               "(. key each)\n(. y x)\n(. o (. n m))\n(. l var)\n(. d var)\n"
                               "(. e var)\ncond\n(. i (. h g))\n");
  source = source_of("f(a.b, 'x')");
  expr = hcl_expression(arena, &source, (Span){0, source.len});
  assert_false(hcl_references(expr, see, &buf));
  arena_free(arena);
}

/* ---- Structure ----------------------------------------------------------- */

static void show_body(Buf *buf, const char *text, const HclBody *body) {
  for (size_t i = 0; i < body->attribute_count; i++) {
    const HclAttribute *a = &body->attributes[i];
    buf_addf(buf, "%.*s=<%.*s>;", STR_FMT(a->name), (int)(a->span.end - a->span.begin),
             text + a->span.begin);
  }
  for (size_t i = 0; i < body->block_count; i++) {
    const HclBlock *b = &body->blocks[i];
    buf_addf(buf, "%.*s", STR_FMT(b->type));
    for (size_t k = 0; k < b->label_count; k++)
      buf_addf(buf, " %.*s", STR_FMT(b->labels[k]));
    buf_addf(buf, " <%.*s>{", (int)(b->header.end - b->header.begin), text + b->header.begin);
    show_body(buf, text, &b->body);
    buf_add(buf, "}");
  }
}

static void expect_file(const char *text, const char *wanted) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = source_of(text);
  Error err = {.status = OK};
  HclFile file;
  Buf buf = buf_in(arena);
  if (hcl_read(&file, arena, &source, &err) != OK)
    buf_addf(&buf, "%zu: %s", err.offset, err.text);
  else
    show_body(&buf, text, &file.body);
  if (strcmp(buf.len > 0 ? buf.ptr : "", wanted) != 0)
    fail_msg("%s\nis       %s\nexpected %s", text, buf.ptr, wanted);
  arena_free(arena);
}

static void test_structure(void **state) {
  (void)state;
  expect_file("", "");
  expect_file("\xEF\xBB\xBF# only a comment", "");
  expect_file("a = 1\nb=[\n2\n] # c\n", "a=<1>;b=<[\n2\n]>;");
  expect_file("resource \"t\" \"n\" {\r\n  x = \"}\"\r\n}\r\n",
              "resource t n <resource \"t\" \"n\">{x=<\"}\">;}");
  expect_file("user \"u\" { name = \"ci\" }", "user u <user \"u\">{name=<\"ci\">;}");
  expect_file("a \"\" b {}\n", "a  b <a \"\" b>{}");
  expect_file("a {\n b {\n c = {\n d = 1\n }\n }\n e = f(\n)\n}\n",
              "a <a>{e=<f(\n)>;b <b>{c=<{\n d = 1\n }>;}}");
  expect_file("a {\n p = <<EOF\n}\n\"${x}\nEOF\n q = 1\n}\n",
              "a <a>{p=<<<EOF\n}\n\"${x}\nEOF>;q=<1>;}");
  /* An expression that nobody understands harms only itself. */
  expect_file("a = 'b; ~ c d\ne = 2", "a=<'b; ~ c d>;e=<2>;");
  expect_file("a = 1 // x\nb = 2 /* } */ + /* \n */ 3\n", "a=<1>;b=<2 /* } */ + /* \n */ 3>;");
}

static void test_broken_structure(void **state) {
  (void)state;
  expect_file("a {", "3: a block that does not end");
  expect_file("}\n", "0: a closing bracket without an opening one");
  expect_file("a {\n b = (]\n}", "10: a closing bracket without an opening one");
  expect_file("a = \"x\ny = 1", "6: a string that does not end on its line");
  expect_file("a = <<EOF\nx\n", "12: a heredoc that does not end");
  expect_file("a = << EOF\nx\n", "4: << that does not begin a heredoc");
  expect_file("/* x", "0: a comment that does not end");
  expect_file("a =\n", "3: an attribute without a value");
  expect_file("a\n", "1: neither an attribute nor a block");
  expect_file("a = [1\n", "7: a bracket is not closed");
  expect_file("\"a\" = 1\n", "0: neither an attribute nor a block");
  expect_file("a \"${x}\" {}\n", "3: a label that is not a plain string");
  expect_file("a {} b {}\n", "5: more text on the line where an attribute or a block ends");
  expect_file("a = \"\xFF\"", "5: not UTF-8");
}

static void test_deep_structure(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Error err = {.status = OK};
  HclFile file;
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < MAX_DEPTH + 1; i++)
    buf_add(&buf, "a {\n");
  Source source = source_of(buf.ptr);
  assert_int_equal(hcl_read(&file, arena, &source, &err), ERR_LIMIT);
  assert_string_equal(err.text, "nested too deep");
  arena_free(arena);
}

static void test_comments_and_attributes(void **state) {
  (void)state;
  static const char text[] = "# one\na = 1 // two\nb = [ # three\n]\na = 2 /* four */\n";
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = source_of(text);
  HclFile file;
  assert_int_equal(hcl_read(&file, arena, &source, NULL), OK);
  assert_int_equal(file.comment_count, 4);
  static const char *const comments[] = {"# one", "// two", "# three", "/* four */"};
  for (size_t i = 0; i < 4; i++) {
    Span span = file.comments[i];
    Str comment = str_n(text + span.begin, span.end - span.begin);
    assert_true(str_is(comment, comments[i]));
  }
  arena_free(arena);
}

TESTS(hcl, TEST(test_terms), TEST(test_operators), TEST(test_collections), TEST(test_templates),
      TEST(test_heredocs), TEST(test_not_understood), TEST(test_depth), TEST(test_template_of_json),
      TEST(test_references), TEST(test_structure), TEST(test_broken_structure),
      TEST(test_deep_structure), TEST(test_comments_and_attributes));
