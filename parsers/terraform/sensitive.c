/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy whose string is marked sensitive: one value of it is a secret, and
 * nobody says which. Element names, operators, keys, and principals in ARN,
 * account or service form stay; words of IAM's own vocabulary do, too. Every
 * other value becomes a hole that is compared and never shown.
 */
#include "arn.h"
#include "assumelint/arena.h"
#include "map.h"

struct hiding {
  struct alint_arena *arena;
  struct alint_str name;
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

static bool is_one_of(struct alint_str s, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (alint_str_is_nocase(s, words[i]))
      return true;
  }
  return false;
}

static bool is_action(struct alint_str s) {
  return is_one_of(s, actions, sizeof actions / sizeof actions[0]);
}

static bool is_account(struct alint_str s) {
  return s.len == 12 && alint_str_all_digits(s);
}

/* An ARN of IAM or STS: with an account, or with "aws" in its place. */
static bool is_arn(struct alint_str s) {
  struct alint_str parts[5];
  if (!alint_tf_split_arn(s, parts))
    return false;
  bool service = alint_str_is(parts[2], "iam") || alint_str_is(parts[2], "sts");
  return service && parts[3].len == 0 && (is_account(parts[4]) || alint_str_is(parts[4], "aws"));
}

/* "lambda.amazonaws.com", "states.eu-west-1.amazonaws.com.cn" */
static bool is_service(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = alint_lower(s.ptr[i]);
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-')
      return false;
  }
  return alint_str_ends(s, ".amazonaws.com") || alint_str_ends(s, ".amazonaws.com.cn") ||
         alint_str_ends(s, ".aws.internal");
}

static bool is_principal(struct alint_str s) {
  return alint_str_is(s, "*") || is_account(s) || is_arn(s) || is_service(s) ||
         is_one_of(s, providers, sizeof providers / sizeof providers[0]);
}

/* The same of an ARN whose partition or account has a hole: what is open is no
 * secret, and the rest is an ARN's. */
static bool is_open_arn(struct alint_arena *arena, const struct alint_text *text) {
  const struct alint_text *parts[6];
  struct alint_str account;
  return alint_text_split(arena, text, ':', parts, 6) == 6 && alint_text_is(parts[0], "arn") &&
         (alint_text_is(parts[2], "iam") || alint_text_is(parts[2], "sts")) &&
         alint_text_empty(parts[3]) &&
         (alint_text_only_hole(parts[4]) ||
          (alint_text_known(parts[4], &account) && is_account(account)));
}

/* A literal as a hole that is compared and never shown. */
static const struct alint_text *hidden(const struct hiding *hiding, const struct alint_item *item,
                                       size_t piece, struct alint_str literal) {
  struct alint_str name = /* holes of one name are one value */
      alint_str_printf(hiding->arena, "%.*s%.*s#%zu", ALINT_FMT(hiding->name),
                       ALINT_FMT(item->pointer), piece);
  return alint_tf_hole_text(
      hiding->arena, (struct alint_hole){.name = name, .sensitive = true, .secret = literal});
}

static void hide_pieces(const struct hiding *hiding, struct alint_item *item) {
  size_t count = item->text->count;
  const struct alint_text **parts =
      alint_arena_array(hiding->arena, count, sizeof(const struct alint_text *));
  for (size_t i = 0; i < count; i++) {
    const struct alint_piece *piece = &item->text->pieces[i];
    parts[i] = piece->hole ? alint_text_hole(hiding->arena, piece->hole)
                           : hidden(hiding, item, i, piece->literal);
    if (!parts[i])
      alint_out_of_memory();
  }
  item->text = alint_text_concat(hiding->arena, parts, count);
  if (!item->text)
    alint_out_of_memory();
}

static void hide_item(const struct hiding *hiding, struct alint_item *item,
                      bool (*stays)(struct alint_str)) {
  struct alint_str value;
  if (!item->text)
    return;
  if (!alint_text_known(item->text, &value)) {
    if (!(stays == is_principal && is_open_arn(hiding->arena, item->text)))
      hide_pieces(hiding, item);
    return;
  }
  if (stays && stays(value))
    return;
  item->text = hidden(hiding, item, 0, value);
  if (!item->text)
    alint_out_of_memory();
}

static void hide_items(const struct hiding *hiding, struct alint_item *items, size_t count,
                       bool (*stays)(struct alint_str)) {
  for (size_t i = 0; i < count; i++)
    hide_item(hiding, &items[i], stays);
}

static void hide_principals(const struct hiding *hiding, struct alint_principal *principals,
                            size_t count) {
  for (size_t i = 0; i < count; i++)
    hide_item(hiding, &principals[i].value, is_principal);
}

static void hide_statement(const struct hiding *hiding, struct alint_statement *st) {
  st->sid = (struct alint_str){NULL, 0};
  hide_principals(hiding, st->principals, st->principal_count);
  hide_principals(hiding, st->not_principals, st->not_principal_count);
  hide_items(hiding, st->actions, st->action_count, is_action);
  hide_items(hiding, st->not_actions, st->not_action_count, is_action);
  for (size_t i = 0; i < st->condition_count; i++)
    hide_items(hiding, st->conditions[i].values, st->conditions[i].value_count, NULL);
}

/* Whether the detail of an oddity is a value, and not the name of an element. */
static bool tells_value(enum alint_oddity_kind kind) {
  return kind == ALINT_ODD_NOT_JSON || kind == ALINT_ODD_BAD_EFFECT ||
         kind == ALINT_ODD_BAD_VERSION;
}

void alint_tf_hide(struct alint_policy *policy, struct alint_arena *arena, struct alint_str name) {
  struct hiding hiding = {arena, name};
  for (size_t i = 0; i < policy->oddity_count; i++) {
    struct alint_oddity *oddity = &policy->oddities[i];
    if (tells_value(oddity->kind) || oddity->kind == ALINT_ODD_UNKNOWN_ELEMENT)
      oddity->detail = ALINT_STR("(sensitive)");
    /* What is no element may be a secret that was made a key. */
    while (oddity->kind == ALINT_ODD_UNKNOWN_ELEMENT && oddity->pointer.len > 0 &&
           oddity->pointer.ptr[--oddity->pointer.len] != '/') {
    }
  }
  if (policy->has_version && !alint_str_is(policy->version, "2012-10-17") &&
      !alint_str_is(policy->version, "2008-10-17"))
    policy->version = ALINT_STR("(sensitive)");
  for (size_t i = 0; i < policy->statement_count; i++)
    hide_statement(&hiding, &policy->statements[i]);
}
