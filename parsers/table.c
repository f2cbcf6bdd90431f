/* SPDX-License-Identifier: Apache-2.0
 *
 * The front ends, in the order in which they are asked: the one that asks for most
 * comes first.
 */
#include "assumelint/parser.h"

extern const struct alint_front_end alint_change_set_front_end, alint_cloudformation_front_end,
    alint_aws_cli_front_end, alint_trust_policy_front_end, alint_terraform_front_end;

const struct alint_front_end *const alint_front_ends[] = {
    &alint_change_set_front_end,     /* cloudformation/change_set.c */
    &alint_cloudformation_front_end, /* cloudformation/cloudformation.c */
    &alint_aws_cli_front_end,        /* aws_cli.c */
    &alint_trust_policy_front_end,   /* trust_policy.c */
    &alint_terraform_front_end,      /* terraform/read.c, a stream: it is asked before the others */
    NULL,
};

bool alint_is_walked(const char *name) {
  struct alint_str s = alint_str(name);
  for (size_t i = 0; alint_front_ends[i]; i++) {
    const char *const *extension = alint_front_ends[i]->extensions;
    for (; *extension; extension++) {
      struct alint_str end = alint_str(*extension);
      if (s.len >= end.len && alint_str_eq_nocase(alint_str_slice(s, s.len - end.len, s.len), end))
        return true;
    }
  }
  return false;
}
