/* SPDX-License-Identifier: Apache-2.0
 *
 * What a run has to say beside its result: lines that somebody else prints.
 */
#ifndef ALINT_RUN_NOTICE_H
#define ALINT_RUN_NOTICE_H

/* One line, without an end. It may hold anything that a file name holds. Called in
 * the thread that asked for the run. `tell` NULL: nobody listens. */
struct alint_listener {
  void (*tell)(void *context, const char *line);
  void *context;
};

void alint_tell(const struct alint_listener *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
