/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluation of expressions: literals stay what they are, references and calls
 * become values where these are known, and holes where not. Nothing is guessed:
 * what is not understood is a hole too.
 */
#include "eval.h"
#include "util/unicode.h"

bool alint_hcl_take_steps(struct alint_hcl_eval *eval, size_t count) {
  eval->steps += count;
  *eval->all_steps += count;
  bool enough = eval->steps > ALINT_MAX_SOURCE_STEPS || *eval->all_steps > ALINT_MAX_RESOLVE_STEPS;
  eval->cut = eval->cut || enough;
  return !enough;
}

bool alint_hcl_afford(struct alint_hcl_eval *eval, const struct alint_hcl_value *value) {
  enum { BYTES_A_STEP = 64 };
  size_t size = alint_hcl_value_size(value);
  return alint_hcl_take_steps(eval, size / BYTES_A_STEP) && size <= ALINT_MAX_POLICY_BYTES;
}

/* ---- Names for what is not known ----------------------------------------- */

/* Whether a text calls sensitive(): what it hides may stand in it in clear. */
static bool has_secret(struct alint_str text) {
  return alint_str_find_str(text, ALINT_STR("sensitive")) < text.len;
}

/* An expression as written, on one line, cut where it is long. Of a sensitive
 * policy the place only. */
static struct alint_str written(const struct alint_hcl_eval *eval,
                                const struct alint_hcl_frame *frame,
                                const struct alint_hcl_expr *expr) {
  enum { MAX_SHOWN = 80 };
  const struct alint_source *source = frame->source;
  struct alint_position at = alint_source_position(source, expr->span.begin);
  struct alint_str text =
      alint_str_slice(alint_str_n(source->bytes, source->len), expr->span.begin, expr->span.end);
  struct alint_buf buf = alint_buf(eval->arena);
  size_t i = 0;
  /* What is in a JSON file has no text of its own. */
  bool hide = eval->hide || alint_str_ends(alint_str(source->path), ".json") || has_secret(text);
  for (; i < text.len && buf.len < MAX_SHOWN && !hide; i++) {
    char c = text.ptr[i];
    bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank)
      alint_buf_add_char(&buf, c);
    /* No blank behind a comma: lists of conditions are taken apart there. */
    else if (buf.len > 0 && buf.ptr[buf.len - 1] != ' ' && buf.ptr[buf.len - 1] != ',')
      alint_buf_add_char(&buf, ' ');
  }
  while (buf.len > 0 && i < text.len && ((unsigned char)text.ptr[i] & 0xC0) == 0x80)
    i--, buf.len--; /* not in the middle of a character */
  if (hide || i < text.len)
    alint_buf_addf(&buf, "%s%s:%zu:%zu", hide ? "" : "... at ", source->path, at.line, at.column);
  return alint_buf_str(&buf);
}

struct alint_hcl_value *alint_hcl_open(struct alint_hcl_eval *eval, struct alint_str name) {
  struct alint_hole like = {.name = name, .give = eval->scope->give};
  struct alint_hcl_value *out = alint_hcl_value_new(eval->arena, ALINT_HCL_V_UNKNOWN);
  out->hole = eval->scope->hole(eval->arena, like);
  return out;
}

/* Whether the text means something else in each instance of a block. */
static bool depends_on_instance(struct alint_str text) {
  static const struct alint_str words[] = {{"each.", 5}, {"count.", 6}, {"self.", 5}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (alint_str_find_str(text, words[i]) < text.len)
      return true;
  }
  return false;
}

static bool is_free(void *context, const struct alint_hcl_expr *reference) {
  const struct alint_hcl_frame *frame = context;
  const struct alint_hcl_binding *binding = frame->bindings;
  while (reference->count > 0)
    reference = reference->items[0];
  while (binding && !alint_str_eq(binding->name, reference->str))
    binding = binding->up;
  return !binding;
}

/* Whether an expression has a name in it that another turn of a loop, or another
 * call of a template, gives another value. */
static bool depends_on_turn(const struct alint_hcl_frame *frame,
                            const struct alint_hcl_expr *expr) {
  struct alint_hcl_frame copy = *frame;
  return frame->turn.len > 0 &&
         (frame->template_file || !alint_hcl_references(expr, is_free, &copy));
}

struct alint_hcl_value *alint_hcl_open_expression(struct alint_hcl_eval *eval,
                                                  const struct alint_hcl_frame *frame,
                                                  const struct alint_hcl_expr *expr) {
  struct alint_str text = written(eval, frame, expr);
  eval->open++;
  if (depends_on_turn(frame, expr))
    text = alint_str_printf(eval->arena, "%.*s (%.*s)", ALINT_FMT(text), ALINT_FMT(frame->turn));
  if (frame->address.len > 0 && depends_on_instance(text))
    return alint_hcl_open(eval, alint_str_printf(eval->arena, "%.*s.%.*s",
                                                 ALINT_FMT(frame->address), ALINT_FMT(text)));
  return alint_hcl_open(
      eval, alint_str_printf(eval->arena, "%.*s%.*s", ALINT_FMT(frame->prefix), ALINT_FMT(text)));
}

/* ---- What is not to be shown --------------------------------------------- */

static struct alint_hcl_value *hidden(struct alint_hcl_eval *eval, struct alint_str secret,
                                      struct alint_str name) {
  struct alint_hole like = {.name = name, .sensitive = true, .secret = secret};
  return alint_hcl_value_text(eval->arena,
                              alint_text_hole(eval->arena, eval->scope->hole(eval->arena, like)));
}

/* "NAME[0]", or "NAME (value 1)" of a map: its keys are secret too. */
static struct alint_str part_name(struct alint_hcl_eval *eval, struct alint_str name,
                                  const struct alint_hcl_value *of, size_t i) {
  if (of->kind == ALINT_HCL_V_MAP)
    return alint_str_printf(eval->arena, "%.*s (value %zu)", ALINT_FMT(name), i + 1);
  return alint_str_printf(eval->arena, "%.*s[%zu]", ALINT_FMT(name), i);
}

/* Recurses no deeper than values are. */
struct alint_hcl_value *alint_hcl_hide(struct alint_hcl_eval *eval,
                                       const struct alint_hcl_value *value, struct alint_str name) {
  struct alint_str known;
  if (value->kind == ALINT_HCL_V_BOOL || value->kind == ALINT_HCL_V_NUMBER)
    return hidden(eval, value->str, name);
  if (value->kind == ALINT_HCL_V_TEXT && alint_text_known(value->text, &known))
    return hidden(eval, known, name);
  if (value->kind == ALINT_HCL_V_TEXT || value->kind == ALINT_HCL_V_INSTANCE)
    /* Literals beside holes: what is secret of it, nobody says. */
    return hidden(eval, (struct alint_str){NULL, 0}, name);
  struct alint_hcl_value *out = alint_hcl_value_copy(eval->arena, value);
  out->sensitive = true;
  for (size_t i = 0; i < value->count; i++)
    out->items[i] = alint_hcl_hide(eval, value->items[i], part_name(eval, name, value, i));
  return out;
}

/* ---- Collections --------------------------------------------------------- */

struct alint_hcl_value *alint_hcl_evaluate_all(struct alint_hcl_eval *eval,
                                               const struct alint_hcl_frame *frame,
                                               const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *all =
      alint_hcl_value_container(eval->arena, ALINT_HCL_V_LIST, expr->count);
  all->tuple = true;
  for (size_t i = 0; i < expr->count; i++)
    alint_hcl_value_add(all, alint_hcl_evaluate(eval, frame, expr->items[i]));
  return all;
}

static struct alint_hcl_value *object(struct alint_hcl_eval *eval,
                                      const struct alint_hcl_frame *frame,
                                      const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *out =
      alint_hcl_value_container(eval->arena, ALINT_HCL_V_MAP, expr->count / 2);
  for (size_t i = 0; i + 1 < expr->count; i += 2) {
    struct alint_hcl_value *key = alint_hcl_evaluate(eval, frame, expr->items[i]);
    struct alint_hcl_value *item = alint_hcl_evaluate(eval, frame, expr->items[i + 1]);
    const struct alint_text *name = alint_hcl_value_to_text(eval->arena, key);
    /* A list as a key, or keys that may be the same: Terraform refuses the first. */
    if (!name || !alint_hcl_take_steps(eval, out->count / 16) ||
        !alint_hcl_value_put(out, name, item))
      return NULL;
  }
  return out;
}

/* ---- Templates ----------------------------------------------------------- */

static size_t length_of(const struct alint_text *text) {
  size_t len = text->count;
  for (size_t i = 0; i < text->count; i++)
    len += text->pieces[i].hole ? 0 : text->pieces[i].literal.len;
  return len;
}

struct alint_hcl_value *alint_hcl_concat(struct alint_hcl_eval *eval,
                                         const struct alint_text **parts, size_t count) {
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    if (!parts[i]) /* null or a list in a string: Terraform refuses it */
      return NULL;
    length += length_of(parts[i]);
    if (length > ALINT_MAX_POLICY_BYTES) {
      eval->cut = true;
      return NULL;
    }
  }
  return alint_hcl_value_text(eval->arena, alint_text_concat(eval->arena, parts, count));
}

static struct alint_hcl_value *template(struct alint_hcl_eval *eval,
                                        const struct alint_hcl_frame *frame,
                                        const struct alint_hcl_expr *expr) {
  if (expr->count == 1) /* "${x}" is x */
    return alint_hcl_evaluate(eval, frame, expr->items[0]);
  const struct alint_text **parts =
      alint_arena_array(eval->arena, expr->count, sizeof(const struct alint_text *));
  for (size_t i = 0; i < expr->count; i++) {
    parts[i] =
        alint_hcl_value_to_text(eval->arena, alint_hcl_evaluate(eval, frame, expr->items[i]));
    /* So much text is not held only to be thrown away. */
    if (parts[i] && !alint_hcl_take_steps(eval, length_of(parts[i]) / 64))
      return NULL;
  }
  return alint_hcl_concat(eval, parts, expr->count);
}

/* ---- The whole ----------------------------------------------------------- */

/* NULL where it is not known. */
static struct alint_hcl_value *evaluate(struct alint_hcl_eval *eval,
                                        const struct alint_hcl_frame *frame,
                                        const struct alint_hcl_expr *expr) {
  switch (expr->kind) {
  case ALINT_HCL_NULL:
    return alint_hcl_value_new(eval->arena, ALINT_HCL_V_NULL);
  case ALINT_HCL_BOOL:
    return alint_hcl_value_scalar(eval->arena, ALINT_HCL_V_BOOL, expr->str);
  case ALINT_HCL_NUMBER:
    return alint_hcl_value_number(eval->arena, expr->str);
  case ALINT_HCL_STRING: /* Terraform makes normal form C of it */
    return alint_unicode_is_normal(expr->str) ? alint_hcl_value_literal(eval->arena, expr->str)
                                              : NULL;
  case ALINT_HCL_TEMPLATE:
    return template(eval, frame, expr);
  case ALINT_HCL_TUPLE:
    return alint_hcl_evaluate_all(eval, frame, expr);
  case ALINT_HCL_OBJECT:
    return object(eval, frame, expr);
  case ALINT_HCL_CALL:
    return alint_hcl_evaluate_call(eval, frame, expr);
  case ALINT_HCL_CONDITIONAL:
    return alint_hcl_evaluate_conditional(eval, frame, expr);
  case ALINT_HCL_NAME:
  case ALINT_HCL_MEMBER:
  case ALINT_HCL_INDEX:
  case ALINT_HCL_SPLAT:
    return alint_hcl_evaluate_reference(eval, frame, expr);
  case ALINT_HCL_PARENTHESES:
    return alint_hcl_evaluate(eval, frame, expr->items[0]);
  case ALINT_HCL_OPERATION:
    return alint_hcl_evaluate_operation(eval, frame, expr);
  case ALINT_HCL_FOR:
    return alint_hcl_evaluate_for(eval, frame, expr);
  case ALINT_HCL_BROKEN:
    break;
  }
  return NULL;
}

/* References lead to other expressions, so the depth of all of it is limited. */
struct alint_hcl_value *alint_hcl_evaluate(struct alint_hcl_eval *eval,
                                           const struct alint_hcl_frame *frame,
                                           const struct alint_hcl_expr *expr) {
  if (!alint_hcl_take_steps(eval, 1))
    return alint_hcl_open(eval, ALINT_STR("(too much to look at)"));
  bool deep = eval->depth == ALINT_MAX_DEPTH;
  eval->cut = eval->cut || deep;
  eval->depth++;
  struct alint_hcl_value *out = deep ? NULL : evaluate(eval, frame, expr);
  eval->depth--;
  return out ? out : alint_hcl_open_expression(eval, frame, expr);
}
