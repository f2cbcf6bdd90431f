/* SPDX-License-Identifier: Apache-2.0
 *
 * Pseudo parameters whose values are given from outside, as those of parameters
 * are: --param AWS::Region=eu-west-1. They say where the stack goes, so they may
 * not contradict each other, the cloud assembly or --account: somebody would
 * judge another deployment than the one that is meant.
 *
 * Source: AWS CloudFormation User Guide, "Pseudo parameters reference".
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

/* ---- Shapes ---------------------------------------------------------------- */

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

/* Words of lower case letters and digits with hyphens between them. */
static bool is_words(Str s) {
  bool inside = false;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '-' && !inside)
      return false;
    inside = c != '-';
    if (inside && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
      return false;
  }
  return inside;
}

static bool is_region(Str s) {
  return is_words(s) && str_has(s, '-');
}

static bool is_partition(Str s) {
  return is_words(s) && str_starts(s, "aws");
}

static bool is_suffix(Str s) {
  return s.len > 0 && str_has(s, '.') && s.ptr[0] != '.';
}

/* CreateStack: letters, digits and hyphens, with a letter in front, 128 at most. */
static bool is_stack_name(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = ascii_lower(s.ptr[i]);
    bool letter = c >= 'a' && c <= 'z';
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-')))
      return false;
  }
  return s.len > 0 && s.len <= 128;
}

/* The region comes before what follows from it. */
static const struct pseudo {
  const char *name;
  size_t text; /* offset of the text in CfnTemplate */
  bool (*is_one)(Str value);
} pseudos[CFN_PSEUDO_COUNT] = {
    {"AWS::AccountId", offsetof(CfnTemplate, account_text), is_account},
    {"AWS::Region", offsetof(CfnTemplate, region_text), is_region},
    {"AWS::Partition", offsetof(CfnTemplate, partition_text), is_partition},
    {"AWS::URLSuffix", offsetof(CfnTemplate, suffix_text), is_suffix},
    {"AWS::StackName", offsetof(CfnTemplate, stack_text), is_stack_name},
};

Str cfn_pseudo_name(size_t i) {
  return str_of(pseudos[i].name);
}

/* ---- Values ---------------------------------------------------------------- */

static const ParameterValue *value_in(const ParameterSet *set, const char *name) {
  for (size_t i = 0; i < set->count; i++) {
    if (str_is(set->values[i].name, name) && !set->values[i].previous)
      return &set->values[i];
  }
  return NULL;
}

/* What all environments say. A role has one account and one region here: where
 * they differ, it stays open, which is said. */
static void agreed(Str *out, CfnTemplate *cfn, const char *name) {
  const ParameterValue *first = NULL;
  size_t given = 0, same = 0;
  *out = (Str){NULL, 0};
  for (size_t i = 0; i < cfn->set_count; i++) {
    const ParameterValue *one = value_in(&cfn->sets[i], name);
    if (!one)
      continue;
    first = first ? first : one;
    given++;
    same += str_eq(one->value, first->value);
  }
  if (given > 0 && given == cfn->set_count && same == given)
    *out = first->value;
  else if (given > 0) {
    cfn_add_note(cfn, str_printf(cfn->arena,
                                 "%s is not the same in all parameter files: it "
                                 "stays open; one run for each tells more",
                                 name));
    return;
  }
}

static int refuse(CfnTemplate *cfn, const char *name, Str value, const char *why, Str other) {
  return error_set(&cfn->input->error, ERR_USAGE, "%s cannot be \"%.*s\"%s%.*s", name,
                   STR_FMT(str_slice(value, 0, 100)), why, STR_FMT(other));
}

/* Another account than all that are said to be one's own is a typing error. */
static bool is_foreign(const ParseOptions *options, Str account) {
  for (size_t i = 0; i < options->own_account_count; i++) {
    if (str_is(account, options->own_accounts[i]))
      return false;
  }
  return options->own_account_count > 0;
}

static int set(CfnTemplate *cfn, const struct pseudo *pseudo, Str value) {
  const Text **text = (const Text **)((char *)cfn + pseudo->text);
  Str known;
  if (!pseudo->is_one(value))
    return refuse(cfn, pseudo->name, value, "", STR(""));
  if (*text && text_known(*text, &known) && !str_eq(known, value))
    return refuse(cfn, pseudo->name, value, ": the stack goes where it is ", known);
  if (pseudo->is_one == is_account && is_foreign(cfn->shared->options, value))
    return refuse(cfn, pseudo->name, value, ": --account says that others are your own", STR(""));
  if (pseudo->is_one == is_region && !*text) {
    cfn_set_target(cfn, &(StackTarget){.region = value});
    return OK;
  }
  if (!*text)
    *text = text_literal(cfn->arena, value);
  if (!(*text))
    out_of_memory();
  return OK;
}

int cfn_read_pseudo(CfnTemplate *cfn) {
  for (size_t i = 0; i < CFN_PSEUDO_COUNT; i++) {
    Str value;
    agreed(&value, cfn, pseudos[i].name);
    int status = OK;
    if (value.ptr)
      status = set(cfn, &pseudos[i], value);
    if (status != OK)
      return status;
  }
  return OK;
}
