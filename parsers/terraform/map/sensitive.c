/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy whose string is marked sensitive: one value of it is a secret, and
 * which one is not known. Element names, operators, keys, and principals in ARN,
 * account or service form stay; words of IAM's own vocabulary do, too. Every
 * other value becomes a hole that is compared and never shown.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/world/arn.h"

struct hiding {
  Arena *arena;
  Str name;
};

static const char *const actions[] = {
    "*",
    "sts:*",
    "sts:Assume*",
    "sts:AssumeRole*",
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:SetContext",
    "sts:SetSourceIdentity",
    "sts:TagSession",
};

/* Identity providers that are named without an ARN. */
static const char *const providers[] = {
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "graph.facebook.com",
    "www.amazon.com",
};

static bool is_one_of(Str s, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_is_nocase(s, words[i]))
      return true;
  }
  return false;
}

static bool is_action(Str s) {
  return is_one_of(s, actions, sizeof actions / sizeof actions[0]);
}

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

/* An ARN of IAM or STS: with an account, or with "aws" in its place. */
static bool is_arn(Str s) {
  Str parts[5];
  if (!tf_split_arn(s, parts))
    return false;
  bool service = str_is(parts[2], "iam") || str_is(parts[2], "sts");
  return service && parts[3].len == 0 && (is_account(parts[4]) || str_is(parts[4], "aws"));
}

/* "lambda.amazonaws.com", "states.eu-west-1.amazonaws.com.cn" */
static bool is_service(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = ascii_lower(s.ptr[i]);
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-')
      return false;
  }
  return str_ends(s, ".amazonaws.com") || str_ends(s, ".amazonaws.com.cn") ||
         str_ends(s, ".aws.internal");
}

static bool is_principal(Str s) {
  return str_is(s, "*") || is_account(s) || is_arn(s) || is_service(s) ||
         is_one_of(s, providers, sizeof providers / sizeof providers[0]);
}

/* The same for an ARN whose partition or account has a hole: what is not known is no secret. */
static bool is_open_arn(Arena *arena, const Text *text) {
  const Text *parts[6];
  Str account;
  return text_split(arena, text, ':', parts, 6) == 6 && text_is(parts[0], "arn") &&
         (text_is(parts[2], "iam") || text_is(parts[2], "sts")) && text_empty(parts[3]) &&
         (text_only_hole(parts[4]) || (text_known(parts[4], &account) && is_account(account)));
}

/* A literal as a hole that is compared and never shown. */
static const Text *hidden(const struct hiding *hiding, const Item *item, size_t piece,
                          Str literal) {
  Str name = /* holes of one name are one value */
      str_printf(hiding->arena, "%.*s%.*s#%zu", STR_FMT(hiding->name), STR_FMT(item->pointer),
                 piece);
  return tf_hole_text(hiding->arena, (Hole){.name = name, .sensitive = true, .secret = literal});
}

static void hide_pieces(const struct hiding *hiding, Item *item) {
  size_t count = item->text->count;
  const Text **parts = arena_array(hiding->arena, count, sizeof(const Text *));
  for (size_t i = 0; i < count; i++) {
    const Piece *piece = &item->text->pieces[i];
    parts[i] = piece->hole ? text_hole(hiding->arena, piece->hole)
                           : hidden(hiding, item, i, piece->literal);
  }
  item->text = text_concat(hiding->arena, parts, count);
}

static void hide_item(const struct hiding *hiding, Item *item, bool (*stays)(Str)) {
  Str value;
  if (!item->text)
    return;
  if (text_known(item->text, &value)) {
    if (!stays || !stays(value))
      item->text = hidden(hiding, item, 0, value);
  } else if (stays != is_principal || !is_open_arn(hiding->arena, item->text)) {
    hide_pieces(hiding, item);
  }
}

static void hide_items(const struct hiding *hiding, Item *items, size_t count, bool (*stays)(Str)) {
  for (size_t i = 0; i < count; i++)
    hide_item(hiding, &items[i], stays);
}

static void hide_principals(const struct hiding *hiding, Principal *principals, size_t count) {
  for (size_t i = 0; i < count; i++)
    hide_item(hiding, &principals[i].value, is_principal);
}

static void hide_statement(const struct hiding *hiding, Statement *st) {
  st->sid = (Str){NULL, 0};
  hide_principals(hiding, st->principals, st->principal_count);
  hide_principals(hiding, st->not_principals, st->not_principal_count);
  hide_items(hiding, st->actions, st->action_count, is_action);
  hide_items(hiding, st->not_actions, st->not_action_count, is_action);
  for (size_t i = 0; i < st->condition_count; i++)
    hide_items(hiding, st->conditions[i].values, st->conditions[i].value_count, NULL);
}

/* Whether the detail of a malformation is a value, and not the name of an element. */
static bool has_value(MalformationKind kind) {
  return kind == MALFORMED_NOT_JSON || kind == MALFORMED_BAD_EFFECT ||
         kind == MALFORMED_BAD_VERSION;
}

void tf_hide(Policy *policy, Arena *arena, Str name) {
  struct hiding hiding = {arena, name};
  for (size_t i = 0; i < policy->malformation_count; i++) {
    Malformation *malformation = &policy->malformations[i];
    if (has_value(malformation->kind) || malformation->kind == MALFORMED_UNKNOWN_ELEMENT)
      malformation->detail = STR("(sensitive)");
    /* An unknown element may be a secret that was made a key. */
    while (malformation->kind == MALFORMED_UNKNOWN_ELEMENT && malformation->pointer.len > 0 &&
           malformation->pointer.ptr[--malformation->pointer.len] != '/') {
    }
  }
  if (policy->has_version && !str_is(policy->version, "2012-10-17") &&
      !str_is(policy->version, "2008-10-17"))
    policy->version = STR("(sensitive)");
  for (size_t i = 0; i < policy->statement_count; i++)
    hide_statement(&hiding, &policy->statements[i]);
}
