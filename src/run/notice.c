/* SPDX-License-Identifier: Apache-2.0
 *
 * Notices may be of any length: they quote file names and inputs.
 */
#include "run/notice.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void notice_send(const Listener *to, const char *format, ...) {
  va_list args;
  if (!to->tell)
    return;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  size_t size = len > 0 ? (size_t)len + 1 : 1;
  char *line = malloc(size);
  if (line) {
    va_start(args, format);
    vsnprintf(line, size, format, args);
    va_end(args);
  }
  to->tell(to->context, line ? line : "out of memory");
  free(line);
}
