/* SPDX-License-Identifier: Apache-2.0
 *
 * Cloud assemblies: what `cdk synth` writes to cdk.out.
 */
#ifndef ALINT_RUN_ASSEMBLY_H
#define ALINT_RUN_ASSEMBLY_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/parser.h"

struct alint_arena;

struct alint_assembly {
  /* Stacks: the name of each template, and where it goes. */
  const char **templates;
  struct alint_stack_target *targets; /* parallel */
  size_t stack_count;
  const char **nested; /* folders of assemblies inside of this one */
  size_t nested_count;
};

/* Reads `path`, a manifest.json. `*found`: it is that of an assembly; one that
 * cannot be read is none. Names that lead out of the folder are left out, and
 * counted in `*refused`. ALINT_OK or ALINT_ENOMEM. */
int alint_read_assembly(struct alint_assembly *out, bool *found, size_t *refused,
                        struct alint_arena *arena, const char *path);

#endif
