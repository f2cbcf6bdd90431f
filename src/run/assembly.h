/* SPDX-License-Identifier: Apache-2.0
 *
 * Cloud assemblies: what `cdk synth` writes to cdk.out.
 */
#ifndef ASSUMELINT_RUN_ASSEMBLY_H
#define ASSUMELINT_RUN_ASSEMBLY_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/parser.h"

typedef struct Arena Arena;

typedef struct Assembly {
  /* Stacks: the name of each template, and where it goes. */
  const char **templates;
  StackTarget *targets; /* parallel */
  size_t stack_count;
  const char **nested; /* folders of assemblies inside of this one */
  size_t nested_count;
} Assembly;

/* Reads `path`, a manifest.json. `*found`: it is that of an assembly; one that
 * cannot be read is none. Names that lead out of the folder are left out, and
 * counted in `*refused`. OK or ERR_MEMORY. */
int run_read_assembly(Assembly *out, bool *found, size_t *refused, Arena *arena, const char *path);

#endif
