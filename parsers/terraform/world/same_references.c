/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether an expression of the source is the one the plan was made of: it has to
 * refer to the same things. The plan lists them as Terraform takes them apart:
 * for aws_x.y[0].arn these are aws_x.y[0].arn, aws_x.y[0] and aws_x.y. Versions
 * before 1.0 list what is referred to as such, without attributes.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/terraform/world/scope.h"

struct collector {
  Arena *arena;
  TfNames all;   /* as Terraform lists them */
  TfNames whole; /* what is referred to as such */
};

/* ---- One reference ------------------------------------------------------- */

/* A chain as text: var.a["k"].b */
static void write(Buf *buf, const HclExpr *expr) {
  const HclExpr *chain[MAX_DEPTH];
  size_t count = 0;
  for (; expr->kind != HCL_NAME && count < MAX_DEPTH; expr = expr->items[0])
    chain[count++] = expr;
  buf_add_str(buf, expr->str);
  while (count > 0) {
    const HclExpr *step = chain[--count];
    if (step->kind == HCL_MEMBER) {
      buf_addf(buf, ".%.*s", STR_FMT(step->str));
      continue;
    }
    const HclExpr *index = step->items[1];
    const char *quote = index->kind == HCL_STRING ? "\"" : "";
    buf_addf(buf, "[%s", quote);
    for (size_t i = 0; i < index->str.len; i++) {
      if (index->str.ptr[i] == '"' || index->str.ptr[i] == '\\')
        buf_add_char(buf, '\\');
      buf_add_char(buf, index->str.ptr[i]);
    }
    buf_addf(buf, "%s]", quote);
  }
}

static Str text_of(struct collector *c, const HclExpr *expr) {
  Buf buf = buf_in(c->arena);
  write(&buf, expr);
  return tf_built(&buf);
}

static size_t steps_of(const HclExpr *expr) {
  size_t count = 0;
  for (; expr->kind != HCL_NAME; expr = expr->items[0])
    count++;
  return count;
}

/* How many steps name the object itself, and whether an index may be one more. */
struct subject {
  const char *root;
  size_t steps;
  bool index;
};

static struct subject subject_of(Str root) {
  static const struct subject subjects[] = {
      {"var", 1, false},  {"local", 1, false},     {"each", 1, false},     {"count", 1, false},
      {"path", 1, false}, {"terraform", 1, false}, {"self", 0, false},     {"module", 1, true},
      {"data", 2, true},  {"resource", 2, true},   {"ephemeral", 2, true},
  };
  for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
    if (str_is(root, subjects[i].root))
      return subjects[i];
  }
  return (struct subject){"", 1, true}; /* aws_x.y */
}

/* The first steps of a chain. */
static const HclExpr *cut(const HclExpr *expr, size_t steps) {
  for (size_t have = steps_of(expr); have > steps; have--)
    expr = expr->items[0];
  return expr;
}

static bool see(void *context, const HclExpr *reference) {
  struct collector *c = context;
  size_t have = steps_of(reference);
  Str root = cut(reference, 0)->str;
  struct subject subject = subject_of(root);
  if (have < subject.steps)
    return true; /* no reference to Terraform: the name of a type, say */
  size_t steps = subject.steps, beside = 0;
  if (subject.index && have > steps && cut(reference, steps + 1)->kind == HCL_INDEX) {
    beside = steps; /* of an instance: also the object itself */
    steps++;
  }
  if (str_is(root, "module") && have > steps && cut(reference, steps + 1)->kind == HCL_MEMBER) {
    beside = steps; /* of an output: also the module */
    steps++;
  }
  Str whole = text_of(c, cut(reference, steps));
  for (size_t i = have; i > steps; i--)
    LIST_ADD(c->arena, &c->all, text_of(c, cut(reference, i)));
  LIST_ADD(c->arena, &c->all, whole);
  if (beside > 0)
    LIST_ADD(c->arena, &c->all, text_of(c, cut(reference, beside)));
  LIST_ADD(c->arena, &c->whole, whole);
  return true;
}

/* ---- Comparing ----------------------------------------------------------- */

static bool equal(const TfNames *a, const TfNames *b) {
  bool out = a->count == b->count;
  for (size_t i = 0; i < a->count && out; i++)
    out = str_eq(a->items[i], b->items[i]);
  return out;
}

bool tf_same_references(TfPlan *tf, const HclExpr *expr, const Node *expression) {
  struct collector c = {.arena = tf->arena};
  TfNames planned = {NULL, 0, 0};
  const Node *list = node_get(expression, "references");
  if (!expression || expression->kind != NODE_MAP || !hcl_references(expr, see, &c))
    return false;
  for (size_t i = 0; i < tf_count(list); i++)
    LIST_ADD(tf->arena, &planned, list->items[i]->str);
  tf_sort_names(&planned);
  tf_sort_names(&c.all);
  tf_sort_names(&c.whole);
  return equal(&planned, &c.all) || equal(&planned, &c.whole);
}
