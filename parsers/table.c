/* SPDX-License-Identifier: Apache-2.0
 *
 * The front ends, in the order in which they are asked: the one that demands most of an
 * input comes first.
 */
#include "assumelint/parser.h"

extern const FrontEnd cfn_change_set_front_end, cfn_cloudformation_front_end, aws_cli_front_end,
    trust_policy_front_end, tf_terraform_front_end;

const FrontEnd *const front_ends[] = {
    &cfn_change_set_front_end,     /* cloudformation/map/change_set.c */
    &cfn_cloudformation_front_end, /* cloudformation/cloudformation.c */
    &aws_cli_front_end,            /* aws_cli/aws_cli.c */
    &trust_policy_front_end,       /* policy/trust_policy.c */
    &tf_terraform_front_end,       /* terraform/read.c: a stream, so it is asked before trees */
    NULL,
};

bool front_end_is_walked(const char *name) {
  Str s = str_of(name);
  for (size_t i = 0; front_ends[i]; i++) {
    const char *const *extension = front_ends[i]->extensions;
    for (; *extension; extension++) {
      Str end = str_of(*extension);
      if (s.len >= end.len && str_eq_nocase(str_slice(s, s.len - end.len, s.len), end))
        return true;
    }
  }
  return false;
}
