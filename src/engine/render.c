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
  JsonWriter json;
  ReportBuilder *builder;
};

static void add_value(struct render *r, const char *key, const Text *text) {
  json_string(&r->json, key, build_keep_text(r->builder, text));
}

static void add_values(struct render *r, const char *key, const Item *items, size_t count) {
  if (count == 1) {
    add_value(r, key, items[0].text);
    return;
  }
  json_array_inline(&r->json, key);
  for (size_t i = 0; i < count && i < MAX_VALUES; i++)
    add_value(r, NULL, items[i].text);
  if (count > MAX_VALUES)
    json_string(&r->json, NULL, more);
  json_end(&r->json);
}

static bool same_key(const Principal *a, const Principal *b) {
  return a->kind == b->kind && str_eq(a->key, b->key);
}

static void add_principals(struct render *r, const char *element, const Principal *principals,
                           size_t count) {
  if (count == 1 && principals[0].key.len == 0) {
    add_value(r, element, principals[0].value.text);
    return;
  }
  json_object_inline(&r->json, element);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && same_key(&principals[i], &principals[end]);)
      end++;
    json_key(&r->json, principals[i].key);
    if (end - i > 1)
      json_array_inline(&r->json, NULL);
    for (size_t j = i; j < end && j - i < MAX_VALUES; j++)
      add_value(r, NULL, principals[j].value.text);
    if (end - i > MAX_VALUES)
      json_string(&r->json, NULL, more);
    if (end - i > 1)
      json_end(&r->json);
  }
  json_end(&r->json);
}

static void add_conditions(struct render *r, const Statement *statement) {
  const Condition *conditions = statement->conditions;
  size_t count = statement->condition_count;
  json_object(&r->json, "Condition");
  for (size_t i = 0, end; i < count; i = end) {
    json_key(&r->json, conditions[i].operator_name);
    json_object_inline(&r->json, NULL);
    for (end = i; end < count && str_eq(conditions[i].operator_name, conditions[end].operator_name);
         end++) {
      json_key(&r->json, conditions[end].key);
      if (conditions[end].opaque)
        json_string(&r->json, NULL, "(not known)");
      else
        add_values(r, NULL, conditions[end].values, conditions[end].value_count);
    }
    json_end(&r->json);
  }
  if (statement->condition_opaque) {
    json_string(&r->json, "(more)", "(not known)");
  }
  json_end(&r->json);
}

static void add_statement(struct render *r, const Statement *statement, bool sensitive) {
  json_object(&r->json, NULL);
  if (statement->has_sid) {
    json_str(&r->json, "Sid", sensitive ? STR("(sensitive)") : statement->sid);
  }
  if (statement->effect == EFFECT_ALLOW || statement->effect == EFFECT_DENY) {
    json_string(&r->json, "Effect", statement->effect == EFFECT_ALLOW ? "Allow" : "Deny");
  }
  if (statement->has_principal)
    add_principals(r, "Principal", statement->principals, statement->principal_count);
  if (statement->has_not_principal)
    add_principals(r, "NotPrincipal", statement->not_principals, statement->not_principal_count);
  if (statement->has_action)
    add_values(r, "Action", statement->actions, statement->action_count);
  if (statement->has_not_action)
    add_values(r, "NotAction", statement->not_actions, statement->not_action_count);
  if (statement->condition_count > 0 || statement->condition_opaque)
    add_conditions(r, statement);
  json_end(&r->json);
}

Str engine_render_statement(ReportBuilder *b, const Statement *statement, bool sensitive) {
  Buf buf = buf_in(b->arena);
  Out to = out_to_buf(&buf);
  struct render r = {.json = json_writer(&to), .builder = b};
  add_statement(&r, statement, sensitive);
  return to.failed ? (Str){NULL, 0} : buf_str(&buf);
}
