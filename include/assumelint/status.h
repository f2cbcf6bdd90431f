/* SPDX-License-Identifier: Apache-2.0
 *
 * Status codes and the error context.
 *
 * Every function that can fail returns an `int`: OK or one of the
 * negative codes below. The text of a failure goes into a `Error`
 * that the caller owns; nothing below the command line prints or exits.
 */
#ifndef ASSUMELINT_STATUS_H
#define ASSUMELINT_STATUS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  OK = 0,
  ERR_MEMORY = -1,     /* an allocation failed */
  ERR_LIMIT = -2,      /* a named reading limit (limits.h) was hit */
  ERR_SYNTAX = -3,     /* the bytes are not what the format demands */
  ERR_IO = -4,         /* the operating system refused */
  ERR_USAGE = -5,      /* the caller asked for something impossible */
  ERR_WRONG_KIND = -6, /* recognisably the wrong kind of file */
  ERR_NOT_OURS = -7,   /* none of the formats we read */
  ERR_INTERNAL = -8,   /* a check of our own failed: a bug */
} Status;

/* Long enough for one sentence and a name out of the input. */
#define ERROR_TEXT_BYTES 512

typedef struct Error {
  int status;                  /* OK while nothing happened */
  bool has_offset;             /* `offset` is meant */
  size_t offset;               /* byte offset in the file the error is about */
  size_t length;               /* bytes of the character there, where the file was not held */
  char text[ERROR_TEXT_BYTES]; /* one line, no final period or newline; UTF-8 */
} Error;

/* Both record the first failure only and return `status`, so that a caller can
 * write `return error_set(err, ERR_SYNTAX, "...")`. `err` may be NULL. */
int error_set(Error *err, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int error_set_at(Error *err, int status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Records and returns ERR_MEMORY. */
int error_memory(Error *err);

#endif
