/* SPDX-License-Identifier: Apache-2.0
 *
 * Components of a question: keys that hang together, and what can be reached in them.
 */
#ifndef ASSUMELINT_ACCESS_COMPONENT_H
#define ASSUMELINT_ACCESS_COMPONENT_H

#include "access/run.h"

/* A set of Denies that can fail by the keys of one component, and the walk that says so. */
typedef struct Choice {
  DenySet failed;
  Run run;
  RunResult result;
  Exit exit;
} Choice;

typedef struct Component {
  size_t *keys;
  size_t key_count, key_cap;
  Choice *choices;
  size_t choice_count, choice_cap;
} Component;

typedef struct Components {
  Component *items;
  size_t count, cap;
} Components;

Components question_components(Question *q);
/* Finds the choices. `all`: the Denies that have to fail, here or in other components. */
void component_explore(Question *q, Component *component, DenySet all);
/* The same choice with values that a person would think of first. */
void choice_improve(Question *q, Choice *choice);

#endif
