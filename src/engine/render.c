/* SPDX-License-Identifier: Apache-2.0
 *
 * A statement written anew from the model, as JSON: what is shown where the
 * file's own bytes may hold secrets.
 */
#include "engine/build.h"
#include "util/json_write.h"

enum { MAX_VALUES = 24 }; /* of one list */
static const char more[] = "\xE2\x80\xA6";

struct render {
  struct alint_json json;
  struct alint_builder *builder;
};

static void text_value(struct render *r, const struct alint_text *text) {
  alint_json_string(&r->json, alint_keep_text(r->builder, text));
}

static void add_values(struct render *r, const struct alint_item *items, size_t count) {
  if (count == 1) {
    text_value(r, items[0].text);
    return;
  }
  alint_json_array_inline(&r->json);
  for (size_t i = 0; i < count && i < MAX_VALUES; i++)
    text_value(r, items[i].text);
  if (count > MAX_VALUES)
    alint_json_string(&r->json, more);
  alint_json_end(&r->json);
}

static bool same_key(const struct alint_principal *a, const struct alint_principal *b) {
  return a->kind == b->kind && alint_str_eq(a->key, b->key);
}

static void add_principals(struct render *r, const char *element,
                           const struct alint_principal *principals, size_t count) {
  alint_json_key(&r->json, element);
  if (count == 1 && principals[0].key.len == 0) {
    text_value(r, principals[0].value.text);
    return;
  }
  alint_json_object_inline(&r->json);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && same_key(&principals[i], &principals[end]);)
      end++;
    alint_json_key_str(&r->json, principals[i].key);
    if (end - i > 1)
      alint_json_array_inline(&r->json);
    for (size_t j = i; j < end && j - i < MAX_VALUES; j++)
      text_value(r, principals[j].value.text);
    if (end - i > MAX_VALUES)
      alint_json_string(&r->json, more);
    if (end - i > 1)
      alint_json_end(&r->json);
  }
  alint_json_end(&r->json);
}

static void add_conditions(struct render *r, const struct alint_statement *statement) {
  const struct alint_condition *conditions = statement->conditions;
  size_t count = statement->condition_count;
  alint_json_key(&r->json, "Condition");
  alint_json_object(&r->json);
  for (size_t i = 0, end; i < count; i = end) {
    alint_json_key_str(&r->json, conditions[i].operator_name);
    alint_json_object_inline(&r->json);
    for (end = i;
         end < count && alint_str_eq(conditions[i].operator_name, conditions[end].operator_name);
         end++) {
      alint_json_key_str(&r->json, conditions[end].key);
      if (conditions[end].opaque)
        alint_json_string(&r->json, "(not known)");
      else
        add_values(r, conditions[end].values, conditions[end].value_count);
    }
    alint_json_end(&r->json);
  }
  if (statement->condition_opaque) {
    alint_json_key(&r->json, "(more)");
    alint_json_string(&r->json, "(not known)");
  }
  alint_json_end(&r->json);
}

static void add_statement(struct render *r, const struct alint_statement *statement,
                          bool sensitive) {
  alint_json_object(&r->json);
  if (statement->has_sid) {
    alint_json_key(&r->json, "Sid");
    alint_json_str(&r->json, sensitive ? ALINT_STR("(sensitive)") : statement->sid);
  }
  if (statement->effect == ALINT_EFFECT_ALLOW || statement->effect == ALINT_EFFECT_DENY) {
    alint_json_key(&r->json, "Effect");
    alint_json_string(&r->json, statement->effect == ALINT_EFFECT_ALLOW ? "Allow" : "Deny");
  }
  if (statement->has_principal)
    add_principals(r, "Principal", statement->principals, statement->principal_count);
  if (statement->has_not_principal)
    add_principals(r, "NotPrincipal", statement->not_principals, statement->not_principal_count);
  if (statement->has_action) {
    alint_json_key(&r->json, "Action");
    add_values(r, statement->actions, statement->action_count);
  }
  if (statement->has_not_action) {
    alint_json_key(&r->json, "NotAction");
    add_values(r, statement->not_actions, statement->not_action_count);
  }
  if (statement->condition_count > 0 || statement->condition_opaque)
    add_conditions(r, statement);
  alint_json_end(&r->json);
}

struct alint_str alint_render_statement(struct alint_builder *b,
                                        const struct alint_statement *statement, bool sensitive) {
  struct alint_buf buf = alint_buf(b->arena);
  struct alint_out to = alint_out_to_buf(&buf);
  struct render r = {.json = alint_json(&to), .builder = b};
  add_statement(&r, statement, sensitive);
  return to.failed ? (struct alint_str){NULL, 0} : alint_buf_str(&buf);
}
