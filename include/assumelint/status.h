/* SPDX-License-Identifier: Apache-2.0
 *
 * Status codes and the error context.
 *
 * Every function that can fail returns an `int`: ALINT_OK or one of the
 * negative codes below. The text of a failure goes into a `struct alint_error`
 * that the caller owns; nothing below the command line prints or exits.
 */
#ifndef ASSUMELINT_STATUS_H
#define ASSUMELINT_STATUS_H

#include <stdbool.h>
#include <stddef.h>

enum alint_status {
  ALINT_OK = 0,
  ALINT_ENOMEM = -1,    /* an allocation failed */
  ALINT_ELIMIT = -2,    /* a named reading limit (limits.h) was hit */
  ALINT_ESYNTAX = -3,   /* the bytes are not what the format demands */
  ALINT_EIO = -4,       /* the operating system refused */
  ALINT_EUSAGE = -5,    /* the caller asked for something impossible */
  ALINT_EWRONG = -6,    /* recognisably the wrong kind of file */
  ALINT_ENOTOURS = -7,  /* none of the formats we read */
  ALINT_EINTERNAL = -8, /* a check of our own failed: a bug */
};

/* Long enough for one sentence and a name out of the input. */
#define ALINT_ERROR_TEXT 512

struct alint_error {
  int status;                  /* ALINT_OK while nothing happened */
  bool has_offset;             /* `offset` is meant */
  size_t offset;               /* byte offset in the file the error is about */
  size_t length;               /* bytes of the character there, where the file was not held */
  char text[ALINT_ERROR_TEXT]; /* one line, no final period or newline; UTF-8 */
};

/* Both record the first failure only and return `status`, so that a caller can
 * write `return alint_fail(err, ALINT_ESYNTAX, "...")`. `err` may be NULL. */
int alint_fail(struct alint_error *err, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int alint_fail_at(struct alint_error *err, int status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Records and returns ALINT_ENOMEM. */
int alint_no_memory(struct alint_error *err);

#endif
