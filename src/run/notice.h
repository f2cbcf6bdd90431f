/* SPDX-License-Identifier: Apache-2.0
 *
 * What a run has to say beside its result: lines that somebody else prints.
 */
#ifndef ASSUMELINT_RUN_NOTICE_H
#define ASSUMELINT_RUN_NOTICE_H

/* One line, without an end. It may hold anything that a file name holds. Called in
 * the thread that asked for the run. `tell` NULL: nobody listens. */
typedef struct Listener {
  void (*tell)(void *context, const char *line);
  void *context;
} Listener;

void notice_send(const Listener *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
