/* SPDX-License-Identifier: Apache-2.0
 *
 * Notices: the lines of a run beside its result.
 */
#ifndef ASSUMELINT_RUN_NOTICE_H
#define ASSUMELINT_RUN_NOTICE_H

/* Gets one line at a time, without a newline at the end, in the thread that started
 * the run. File names in it may hold any byte. `tell` NULL: notices are dropped. */
typedef struct Listener {
  void (*tell)(void *context, const char *line);
  void *context;
} Listener;

void notice_send(const Listener *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
