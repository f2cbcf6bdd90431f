/* SPDX-License-Identifier: Apache-2.0
 *
 * Pseudo parameters: where the stack goes. They are known from the cloud assembly, from the
 * template around, or from parameter values: --param AWS::Region=eu-west-1. These may
 * not contradict each other, the cloud assembly or --account: the report would be about
 * another deployment than the user means.
 *
 * Source: AWS CloudFormation User Guide, "Pseudo parameters reference"; AWS General
 * Reference, "AWS service endpoints"; AWS SDKs, "partitions.json".
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/template/parameters.h"

/* ---- What their values look like -------------------------------------------- */

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
  HoleKind kind;
  size_t text; /* offset of the text in CfnTemplate */
  bool (*is_one)(Str value);
} pseudos[CFN_PSEUDO_COUNT] = {
    {"AWS::AccountId", HOLE_OWN_ACCOUNT, offsetof(CfnTemplate, account_text), is_account},
    {"AWS::Region", HOLE_REGION, offsetof(CfnTemplate, region_text), is_region},
    {"AWS::Partition", HOLE_PARTITION, offsetof(CfnTemplate, partition_text), is_partition},
    {"AWS::URLSuffix", HOLE_URL_SUFFIX, offsetof(CfnTemplate, suffix_text), is_suffix},
    {"AWS::StackName", HOLE_NAME, offsetof(CfnTemplate, stack_text), is_stack_name},
};

static const Text **text_of(CfnTemplate *cfn, const struct pseudo *pseudo) {
  return (const Text **)((char *)cfn + pseudo->text);
}

Str cfn_pseudo_name(size_t index) {
  return str_of(pseudos[index].name);
}

const Text *cfn_pseudo_text(CfnTemplate *cfn, Str name) {
  for (size_t i = 0; i < CFN_PSEUDO_COUNT; i++) {
    if (str_is(name, pseudos[i].name))
      return *text_of(cfn, &pseudos[i]);
  }
  return NULL;
}

/* ---- The target ------------------------------------------------------------- */

/* Partitions by the beginning of their regions. In the others the names of
 * services end in the same way, but their own partition is not known here. */
static const struct {
  const char *region;
  const char *partition; /* NULL: not known */
  const char *suffix;
} partitions[] = {
    {"cn-", "aws-cn", "amazonaws.com.cn"},
    {"us-gov-", "aws-us-gov", "amazonaws.com"},
    {"us-iso", NULL, NULL},
    {"eu-iso", NULL, NULL},
    {"eusc-", NULL, NULL},
    {"", "aws", "amazonaws.com"},
};

void cfn_set_target(CfnTemplate *cfn, const StackTarget *target) {
  if (target->account.len > 0)
    cfn->account_text = text_literal(cfn->arena, target->account);
  if (target->region.len == 0)
    return;
  size_t i = 0;
  while (!str_starts(target->region, partitions[i].region))
    i++;
  cfn->region_text = text_literal(cfn->arena, target->region);
  if (!partitions[i].partition)
    return;
  cfn->partition_text = text_literal(cfn->arena, str_of(partitions[i].partition));
  cfn->suffix_text = text_literal(cfn->arena, str_of(partitions[i].suffix));
}

/* A nested stack is in the account and the region of the outer one, a stack set in the
 * partition. */
void cfn_fill_pseudo_parameters(CfnTemplate *cfn) {
  const CfnTemplate *outer = cfn->nesting.outer;
  if (outer) {
    cfn->partition_text = outer->partition_text;
    cfn->suffix_text = outer->suffix_text;
  }
  if (outer && !cfn->nesting.elsewhere) {
    cfn->account_text = outer->account_text;
    cfn->region_text = outer->region_text;
  }
  for (size_t i = 0; i < CFN_PSEUDO_COUNT; i++) {
    const Text **text = text_of(cfn, &pseudos[i]);
    if (*text)
      continue;
    Hole *hole = cfn_hole(cfn, pseudos[i].kind, str_of(pseudos[i].name));
    if (!outer)
      hole->give = str_printf(cfn->arena, "--param %s=...", pseudos[i].name);
    *text = text_hole(cfn->arena, hole);
  }
}

/* ---- Parameter values --------------------------------------------------------- */

static const ParameterValue *value_in(const ParameterSet *set, const char *name) {
  for (size_t i = 0; i < set->count; i++) {
    if (str_is(set->values[i].name, name) && !set->values[i].previous)
      return &set->values[i];
  }
  return NULL;
}

/* The value that all sets have; NULL if they have none. A role has one account and one region
 * here: where the sets differ it stays open, with a note. */
static const ParameterValue *common_value(CfnTemplate *cfn, const char *name) {
  const ParameterValue *first = NULL;
  size_t same = 0;
  for (size_t i = 0; i < cfn->set_count; i++) {
    const ParameterValue *one = value_in(&cfn->sets[i], name);
    if (one && !first)
      first = one;
    same += one && str_eq(one->value, first->value);
  }
  if (!first || same == cfn->set_count)
    return first;
  cfn_add_note(cfn, str_printf(cfn->arena,
                               "%s differs between the parameter files, so it is not known; "
                               "scan with one of them at a time",
                               name));
  return NULL;
}

static int refuse(CfnTemplate *cfn, const char *name, Str value, const char *why, Str other) {
  return error_set(&cfn->input->error, ERR_USAGE, "%s cannot be \"%.*s\"%s%.*s", name,
                   STR_FMT(str_slice(value, 0, 100)), why, STR_FMT(other));
}

/* An account that is none of the user's own accounts is a typing error. */
static bool is_foreign(const ParseOptions *options, Str account) {
  for (size_t i = 0; i < options->own_account_count; i++) {
    if (str_is(account, options->own_accounts[i]))
      return false;
  }
  return options->own_account_count > 0;
}

static int set_value(CfnTemplate *cfn, const struct pseudo *pseudo, Str value) {
  const Text **text = text_of(cfn, pseudo);
  Str known;
  if (!pseudo->is_one(value))
    return refuse(cfn, pseudo->name, value, "", STR(""));
  if (*text && text_known(*text, &known) && !str_eq(known, value))
    return refuse(cfn, pseudo->name, value, ": for this stack it is ", known);
  if (pseudo->is_one == is_account && is_foreign(cfn->shared->options, value))
    return refuse(cfn, pseudo->name, value, ": it is none of your accounts (--account)", STR(""));
  if (*text)
    return OK;
  if (pseudo->is_one == is_region)
    cfn_set_target(cfn, &(StackTarget){.region = value});
  else
    *text = text_literal(cfn->arena, value);
  return OK;
}

int cfn_read_pseudo_values(CfnTemplate *cfn) {
  for (size_t i = 0; i < CFN_PSEUDO_COUNT; i++) {
    const ParameterValue *value = common_value(cfn, pseudos[i].name);
    int status = value ? set_value(cfn, &pseudos[i], value->value) : OK;
    if (status != OK)
      return status;
  }
  return OK;
}
