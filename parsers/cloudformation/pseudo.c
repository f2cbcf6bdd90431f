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
#include "cfn.h"

/* ---- Shapes ---------------------------------------------------------------- */

static bool is_account(struct alint_str s) {
  return s.len == 12 && alint_str_all_digits(s);
}

/* Words of lower case letters and digits with hyphens between them. */
static bool is_words(struct alint_str s) {
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

static bool is_region(struct alint_str s) {
  return is_words(s) && alint_str_has(s, '-');
}

static bool is_partition(struct alint_str s) {
  return is_words(s) && alint_str_starts(s, "aws");
}

static bool is_suffix(struct alint_str s) {
  return s.len > 0 && alint_str_has(s, '.') && s.ptr[0] != '.';
}

/* CreateStack: letters, digits and hyphens, with a letter in front, 128 at most. */
static bool is_stack_name(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = alint_lower(s.ptr[i]);
    bool letter = c >= 'a' && c <= 'z';
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-')))
      return false;
  }
  return s.len > 0 && s.len <= 128;
}

/* The region comes before what follows from it. */
static const struct pseudo {
  const char *name;
  size_t text; /* offset of the text in struct alint_cfn */
  bool (*is_one)(struct alint_str value);
} pseudos[ALINT_CFN_PSEUDO_COUNT] = {
    {"AWS::AccountId", offsetof(struct alint_cfn, account_text), is_account},
    {"AWS::Region", offsetof(struct alint_cfn, region_text), is_region},
    {"AWS::Partition", offsetof(struct alint_cfn, partition_text), is_partition},
    {"AWS::URLSuffix", offsetof(struct alint_cfn, suffix_text), is_suffix},
    {"AWS::StackName", offsetof(struct alint_cfn, stack_text), is_stack_name},
};

struct alint_str alint_cfn_pseudo_name(size_t i) {
  return alint_str(pseudos[i].name);
}

/* ---- Values ---------------------------------------------------------------- */

static const struct alint_parameter_value *value_in(const struct alint_parameter_set *set,
                                                    const char *name) {
  for (size_t i = 0; i < set->count; i++) {
    if (alint_str_is(set->values[i].name, name) && !set->values[i].previous)
      return &set->values[i];
  }
  return NULL;
}

/* What all environments say. A role has one account and one region here: where
 * they differ, it stays open, which is said. */
static void agreed(struct alint_str *out, struct alint_cfn *cfn, const char *name) {
  const struct alint_parameter_value *first = NULL;
  size_t given = 0, same = 0;
  *out = (struct alint_str){NULL, 0};
  for (size_t i = 0; i < cfn->set_count; i++) {
    const struct alint_parameter_value *one = value_in(&cfn->sets[i], name);
    if (!one)
      continue;
    first = first ? first : one;
    given++;
    same += alint_str_eq(one->value, first->value);
  }
  if (given > 0 && given == cfn->set_count && same == given)
    *out = first->value;
  else if (given > 0) {
    alint_cfn_note(cfn, alint_str_printf(cfn->arena,
                                         "%s is not the same in all parameter files: it "
                                         "stays open; one run for each tells more",
                                         name));
    return;
  }
}

static int refuse(struct alint_cfn *cfn, const char *name, struct alint_str value, const char *why,
                  struct alint_str other) {
  return alint_fail(&cfn->input->error, ALINT_EUSAGE, "%s cannot be \"%.*s\"%s%.*s", name,
                    ALINT_FMT(alint_str_slice(value, 0, 100)), why, ALINT_FMT(other));
}

/* Another account than all that are said to be one's own is a typing error. */
static bool is_foreign(const struct alint_parse_options *options, struct alint_str account) {
  for (size_t i = 0; i < options->own_account_count; i++) {
    if (alint_str_is(account, options->own_accounts[i]))
      return false;
  }
  return options->own_account_count > 0;
}

static int set(struct alint_cfn *cfn, const struct pseudo *pseudo, struct alint_str value) {
  const struct alint_text **text = (const struct alint_text **)((char *)cfn + pseudo->text);
  struct alint_str known;
  if (!pseudo->is_one(value))
    return refuse(cfn, pseudo->name, value, "", ALINT_STR(""));
  if (*text && alint_text_known(*text, &known) && !alint_str_eq(known, value))
    return refuse(cfn, pseudo->name, value, ": the stack goes where it is ", known);
  if (pseudo->is_one == is_account && is_foreign(cfn->shared->options, value))
    return refuse(cfn, pseudo->name, value, ": --account says that others are your own",
                  ALINT_STR(""));
  if (pseudo->is_one == is_region && !*text) {
    alint_cfn_set_target(cfn, &(struct alint_stack_target){.region = value});
    return ALINT_OK;
  }
  if (!*text)
    *text = alint_text_literal(cfn->arena, value);
  if (!(*text))
    alint_out_of_memory();
  return ALINT_OK;
}

int alint_cfn_read_pseudo(struct alint_cfn *cfn) {
  for (size_t i = 0; i < ALINT_CFN_PSEUDO_COUNT; i++) {
    struct alint_str value;
    agreed(&value, cfn, pseudos[i].name);
    int status = ALINT_OK;
    if (value.ptr)
      status = set(cfn, &pseudos[i], value);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}
