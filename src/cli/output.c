/* SPDX-License-Identifier: Apache-2.0
 *
 * Writing of reports. A file gets its report through a temporary file beside
 * it and a rename: whoever reads it sees the old report or the new one.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"
#include "cli/complain.h"

static bool write_to_file(void *context, const char *bytes, size_t len) {
  FILE *file = context;
  return fwrite(bytes, 1, len, file) == len;
}

struct alint_out alint_out_to(FILE *file) {
  return (struct alint_out){.write = write_to_file, .context = file};
}

struct writing {
  struct alint_out *out;
  const struct alint_writer *writer;
  const struct alint_report *report;
  const struct alint_report_style *style;
};

static int write_protected(void *context) {
  struct writing *w = context;
  w->writer->write(w->out, w->report, w->style);
  return ALINT_OK;
}

static void write_report(struct alint_out *out, const struct alint_writer *writer,
                         const struct alint_report *report,
                         const struct alint_report_style *style) {
  struct writing writing = {out, writer, report, style};
  if (alint_protect(write_protected, &writing) != ALINT_OK)
    out->failed = true;
}

/* ---- Standard output --------------------------------------------------- */

bool alint_report_to_stdout(const struct alint_writer *writer, const struct alint_report *report,
                            const struct alint_report_style *style) {
  struct alint_out out = alint_out_to(stdout);
  errno = 0;
  write_report(&out, writer, report, style);
  if (!alint_finish_stdout())
    return false;
  if (out.failed)
    alint_complain("standard output: the report could not be made");
  return !out.failed;
}

bool alint_finish_stdout(void) {
  int error = errno;
  bool failed = ferror(stdout) != 0;
  if (fclose(stdout) != 0 && !failed) {
    failed = true;
    error = errno;
  }
  if (failed)
    alint_complain("standard output: %s", error ? strerror(error) : "could not be written");
  return !failed;
}

/* ---- Files ------------------------------------------------------------- */

/* Returns 0 or an errno. Closes `file`. */
static int write_and_close(FILE *file, const struct alint_writer *writer,
                           const struct alint_report *report,
                           const struct alint_report_style *style) {
  struct alint_out out = alint_out_to(file);
  errno = 0;
  write_report(&out, writer, report, style);
  int error = 0;
  if (out.failed || ferror(file) || fflush(file) != 0)
    error = errno ? errno : EIO;
  /* A disk may be full only when it comes to that; special files cannot sync. */
  if (error == 0 && fsync(fileno(file)) != 0 && errno != EINVAL && errno != EROFS)
    error = errno;
  if (fclose(file) != 0 && error == 0)
    error = errno;
  return error;
}

static mode_t mode_for(const struct stat *old) {
  if (old)
    return old->st_mode & 0777;
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

/* The temporary file stands beside `target`: a rename stays in one file system. */
static int replace_file(const char *target, const struct stat *old,
                        const struct alint_writer *writer, const struct alint_report *report,
                        const struct alint_report_style *style) {
  static const char suffix[] = ".XXXXXX";
  size_t len = strlen(target);
  char *temporary = malloc(len + sizeof suffix);
  if (!temporary)
    return ENOMEM;
  memcpy(temporary, target, len);
  memcpy(temporary + len, suffix, sizeof suffix);
  int error = 0;
  int fd = mkstemp(temporary);
  if (fd < 0) {
    error = errno;
    free(temporary);
    return error;
  }
  FILE *file = NULL;
  if (fchmod(fd, mode_for(old)) == 0)
    file = fdopen(fd, "w");
  if (file) {
    error = write_and_close(file, writer, report, style);
  } else {
    error = errno;
    close(fd);
  }
  if (error == 0 && rename(temporary, target) != 0)
    error = errno;
  if (error != 0)
    unlink(temporary);
  free(temporary);
  return error;
}

/* /dev/stdout, or the file that standard output was sent to: replacing it would
 * lose what is written there. */
static bool is_stdout(const struct stat *info) {
  struct stat out;
  return fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode) && out.st_dev == info->st_dev &&
         out.st_ino == info->st_ino;
}

bool alint_report_to_file(const char *path, const struct alint_writer *writer,
                          const struct alint_report *report,
                          const struct alint_report_style *style) {
  struct stat info;
  bool exists = stat(path, &info) == 0;
  int error = 0;
  if (exists && is_stdout(&info)) {
    alint_complain("%s: this is standard output: use --format", path);
    return false;
  }
  if (exists && S_ISDIR(info.st_mode)) {
    error = EISDIR;
  } else if (exists && !S_ISREG(info.st_mode)) {
    FILE *file = fopen(path, "w"); /* a pipe or a device: there is nothing to rename */
    error = file ? write_and_close(file, writer, report, style) : errno;
  } else {
    /* A symbolic link stays one: what it points to is replaced. */
    char *target = exists ? realpath(path, NULL) : NULL;
    error = replace_file(target ? target : path, exists ? &info : NULL, writer, report, style);
    free(target);
  }
  if (error != 0)
    alint_complain("%s: %s", path, strerror(error));
  return error == 0;
}
