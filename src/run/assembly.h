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
  const char **templates; /* one for each stack; paths in the assembly's folder */
  StackTarget *targets;   /* parallel */
  size_t stack_count;
  const char **nested; /* folders with assemblies of their own */
  size_t nested_count;
  bool refused; /* some name leads out of the folder: it is left out */
} Assembly;

/* Reads `path`, a manifest.json. False, and an empty assembly, if it cannot be read
 * or is not the manifest of an assembly. */
bool run_read_assembly(Assembly *out, Arena *arena, const char *path);

#endif
