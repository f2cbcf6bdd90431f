/* SPDX-License-Identifier: Apache-2.0
 *
 * The error context: the first failure is the one that is told.
 */
#include "assumelint/status.h"

#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 3, 0))) static void record(Error *err, int status, const char *format,
                                                         va_list args) {
  if (!err || err->status != OK)
    return;
  err->status = status;
  vsnprintf(err->text, sizeof err->text, format, args);
}

int error_set(Error *err, int status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  record(err, status, format, args);
  va_end(args);
  return status;
}

int error_set_at(Error *err, int status, size_t offset, const char *format, ...) {
  bool first = err && err->status == OK;
  va_list args;
  va_start(args, format);
  record(err, status, format, args);
  va_end(args);
  if (first) {
    err->has_offset = true;
    err->offset = offset;
  }
  return status;
}

int error_memory(Error *err) {
  return error_set(err, ERR_MEMORY, "out of memory");
}
