/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluation of expressions: literals, collections, templates, and the names of holes.
 */
#include "parsers/hcl/eval.h"
#include "assumelint/buf.h"
#include "util/unicode.h"

bool hcl_take_steps(HclEval *eval, size_t count) {
  eval->steps += count;
  *eval->all_steps += count;
  bool enough = eval->steps > MAX_SOURCE_STEPS || *eval->all_steps > MAX_RESOLVE_STEPS;
  eval->cut = eval->cut || enough;
  return !enough;
}

bool hcl_afford(HclEval *eval, const HclValue *value) {
  enum { BYTES_A_STEP = 64 };
  size_t size = hcl_value_size(value);
  return hcl_take_steps(eval, size / BYTES_A_STEP) && size <= MAX_POLICY_BYTES;
}

/* ---- Names of holes ------------------------------------------------------ */

/* Whether a text calls sensitive(): the secret may stand in it. */
static bool has_secret(Str text) {
  return str_find_str(text, STR("sensitive")) < text.len;
}

/* An expression as written, on one line, cut where it is long; only its position if the
 * policy is sensitive. */
static Str written(const HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  enum { MAX_SHOWN = 80 };
  const Source *source = frame->source;
  Position at = source_position(source, expr->span.begin);
  Str text = str_slice(str_n(source->bytes, source->len), expr->span.begin, expr->span.end);
  Buf buf = buf_in(eval->arena);
  size_t i = 0;
  /* An expression in a JSON file has no text of its own. */
  bool hide = eval->hide || str_ends(str_of(source->path), ".json") || has_secret(text);
  for (; i < text.len && buf.len < MAX_SHOWN && !hide; i++) {
    char c = text.ptr[i];
    bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank)
      buf_add_char(&buf, c);
    /* No blank behind a comma: lists of conditions are taken apart there. */
    else if (buf.len > 0 && buf.ptr[buf.len - 1] != ' ' && buf.ptr[buf.len - 1] != ',')
      buf_add_char(&buf, ' ');
  }
  while (buf.len > 0 && i < text.len && ((unsigned char)text.ptr[i] & 0xC0) == 0x80)
    i--, buf.len--; /* not in the middle of a character */
  if (hide || i < text.len)
    buf_addf(&buf, "%s%s:%zu:%zu", hide ? "" : "... at ", source->path, at.line, at.column);
  return buf_str(&buf);
}

HclValue *hcl_open(HclEval *eval, Str name) {
  Hole like = {.name = name, .give = eval->scope->give};
  HclValue *out = hcl_value_new(eval->arena, HCL_V_UNKNOWN);
  out->hole = eval->scope->hole(eval->arena, like);
  return out;
}

/* Whether the text has another meaning in each instance of a block. */
static bool depends_on_instance(Str text) {
  static const Str words[] = {{"each.", 5}, {"count.", 6}, {"self.", 5}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (str_find_str(text, words[i]) < text.len)
      return true;
  }
  return false;
}

static bool is_free(void *context, const HclExpr *reference) {
  const HclFrame *frame = context;
  const HclBinding *binding = frame->bindings;
  while (reference->count > 0)
    reference = reference->items[0];
  while (binding && !str_eq(binding->name, reference->str))
    binding = binding->up;
  return !binding;
}

/* Whether a name in an expression has another value in another turn of a loop, or in
 * another call of a template. */
static bool depends_on_turn(const HclFrame *frame, const HclExpr *expr) {
  HclFrame copy = *frame;
  return frame->turn.len > 0 && (frame->template_file || !hcl_references(expr, is_free, &copy));
}

HclValue *hcl_open_expression(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  Str text = written(eval, frame, expr);
  eval->open++;
  if (depends_on_turn(frame, expr))
    text = str_printf(eval->arena, "%.*s (%.*s)", STR_FMT(text), STR_FMT(frame->turn));
  if (frame->address.len > 0 && depends_on_instance(text))
    return hcl_open(eval,
                    str_printf(eval->arena, "%.*s.%.*s", STR_FMT(frame->address), STR_FMT(text)));
  return hcl_open(eval, str_printf(eval->arena, "%.*s%.*s", STR_FMT(frame->prefix), STR_FMT(text)));
}

/* ---- Secrets ------------------------------------------------------------- */

static HclValue *hidden(HclEval *eval, Str secret, Str name) {
  Hole like = {.name = name, .sensitive = true, .secret = secret};
  return hcl_value_text(eval->arena, text_hole(eval->arena, eval->scope->hole(eval->arena, like)));
}

/* "NAME[0]", or "NAME (value 1)" of a map: its keys are secret too. */
static Str part_name(HclEval *eval, Str name, const HclValue *of, size_t i) {
  if (of->kind == HCL_V_MAP)
    return str_printf(eval->arena, "%.*s (value %zu)", STR_FMT(name), i + 1);
  return str_printf(eval->arena, "%.*s[%zu]", STR_FMT(name), i);
}

/* Recurses as deep as values are. */
HclValue *hcl_hide(HclEval *eval, const HclValue *value, Str name) {
  Str known;
  if (value->kind == HCL_V_BOOL || value->kind == HCL_V_NUMBER)
    return hidden(eval, value->str, name);
  if (value->kind == HCL_V_TEXT || value->kind == HCL_V_INSTANCE) {
    /* Beside holes it is not known which literals are secret. */
    bool whole = value->text && text_known(value->text, &known);
    return hidden(eval, whole ? known : (Str){NULL, 0}, name);
  }
  HclValue *out = hcl_value_copy(eval->arena, value);
  out->sensitive = true;
  for (size_t i = 0; i < value->count; i++)
    out->items[i] = hcl_hide(eval, value->items[i], part_name(eval, name, value, i));
  return out;
}

/* ---- Collections --------------------------------------------------------- */

HclValue *hcl_evaluate_all(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  HclValue *all = hcl_value_container(eval->arena, HCL_V_LIST, expr->count);
  all->tuple = true;
  for (size_t i = 0; i < expr->count; i++)
    hcl_value_add(all, hcl_evaluate(eval, frame, expr->items[i]));
  return all;
}

static HclValue *object(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  HclValue *out = hcl_value_container(eval->arena, HCL_V_MAP, expr->count / 2);
  for (size_t i = 0; i + 1 < expr->count; i += 2) {
    HclValue *key = hcl_evaluate(eval, frame, expr->items[i]);
    HclValue *item = hcl_evaluate(eval, frame, expr->items[i + 1]);
    const Text *name = hcl_value_to_text(eval->arena, key);
    /* A list as a key, which Terraform refuses, or keys that may be the same. */
    if (!name || !hcl_take_steps(eval, out->count / 16) || !hcl_value_put(out, name, item))
      return NULL;
  }
  return out;
}

/* ---- Templates ----------------------------------------------------------- */

HclValue *hcl_concat(HclEval *eval, const Text **parts, size_t count) {
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    if (!parts[i]) /* null or a list in a string: Terraform refuses it */
      return NULL;
    length += hcl_text_size(parts[i]);
    if (length > MAX_POLICY_BYTES) {
      eval->cut = true;
      return NULL;
    }
  }
  return hcl_value_text(eval->arena, text_concat(eval->arena, parts, count));
}

static HclValue *template(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  if (expr->count == 1) /* "${x}" is x */
    return hcl_evaluate(eval, frame, expr->items[0]);
  const Text **parts = arena_array(eval->arena, expr->count, sizeof(const Text *));
  for (size_t i = 0; i < expr->count; i++) {
    parts[i] = hcl_value_to_text(eval->arena, hcl_evaluate(eval, frame, expr->items[i]));
    /* Long parts count before they are joined, so that they are not held in vain. */
    if (parts[i] && !hcl_take_steps(eval, hcl_text_size(parts[i]) / 64))
      return NULL;
  }
  return hcl_concat(eval, parts, expr->count);
}

/* ---- The whole ----------------------------------------------------------- */

/* NULL where it is not known. */
static HclValue *evaluate(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  switch (expr->kind) {
  case HCL_NULL:
    return hcl_value_new(eval->arena, HCL_V_NULL);
  case HCL_BOOL:
    return hcl_value_scalar(eval->arena, HCL_V_BOOL, expr->str);
  case HCL_NUMBER:
    return hcl_value_number(eval->arena, expr->str);
  case HCL_STRING: /* Terraform makes normal form C of it */
    return unicode_is_normal(expr->str) ? hcl_value_literal(eval->arena, expr->str) : NULL;
  case HCL_TEMPLATE:
    return template(eval, frame, expr);
  case HCL_TUPLE:
    return hcl_evaluate_all(eval, frame, expr);
  case HCL_OBJECT:
    return object(eval, frame, expr);
  case HCL_CALL:
    return hcl_evaluate_call(eval, frame, expr);
  case HCL_CONDITIONAL:
    return hcl_evaluate_conditional(eval, frame, expr);
  case HCL_NAME:
  case HCL_MEMBER:
  case HCL_INDEX:
  case HCL_SPLAT:
    return hcl_evaluate_reference(eval, frame, expr);
  case HCL_PARENTHESES:
    return hcl_evaluate(eval, frame, expr->items[0]);
  case HCL_OPERATION:
    return hcl_evaluate_operation(eval, frame, expr);
  case HCL_FOR:
    return hcl_evaluate_for(eval, frame, expr);
  case HCL_BROKEN:
    break;
  }
  return NULL;
}

/* References lead to other expressions, so the depth of all of them is limited. */
HclValue *hcl_evaluate(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  if (!hcl_take_steps(eval, 1))
    return hcl_open(eval, STR("(too much to look at)"));
  bool deep = eval->depth == MAX_DEPTH;
  eval->cut = eval->cut || deep;
  eval->depth++;
  HclValue *out = deep ? NULL : evaluate(eval, frame, expr);
  eval->depth--;
  return out ? out : hcl_open_expression(eval, frame, expr);
}
