/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes reports and notices. A report to a file goes to a temporary file first, which is
 * then renamed: other processes see the old report or the new one.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/output.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/terminal.h"
#include "util/visible.h"

static bool write_to_file(void *context, const char *bytes, size_t len) {
  FILE *file = context;
  return fwrite(bytes, 1, len, file) == len;
}

static int write_piece(void *context, const char *bytes, size_t len) {
  return write_to_file(context, bytes, len) ? 0 : -1;
}

Out cli_out_to(FILE *file) {
  return (Out){.write = write_to_file, .context = file};
}

/* ---- Standard error ---------------------------------------------------- */

/* Writes the line in one piece: other processes may share the terminal. */
static void print_notice(void *context, const char *text) {
  char *line = NULL;
  size_t len;
  FILE *memory = open_memstream(&line, &len);
  (void)context;
  if (memory) {
    Out out = cli_out_to(memory);
    out_format(&out, "assumelint: %s\n", text);
    fclose(memory);
  }
  if (line)
    fwrite(line, 1, len, stderr);
  else
    fputs("assumelint: out of memory\n", stderr);
  free(line);
}

const Listener cli_stderr = {.tell = print_notice};

/* ---- Standard output --------------------------------------------------- */

bool cli_report_to_stdout(const char *format, const struct alint_result *result, bool color) {
  errno = 0;
  bool failed = alint_result_write(result, format, color, write_piece, stdout) != 0;
  if (!cli_finish_stdout())
    return false;
  if (failed)
    notice_send(&cli_stderr, "standard output: the report could not be made");
  return !failed;
}

void cli_access_to_stdout(AccessPrinter *p, Out *out, const Settings *settings) {
  *out = cli_out_to(stdout);
  *p = (AccessPrinter){.writer = settings->json ? &access_json : &access_text,
                       .out = out,
                       .arena = settings->arena,
                       .color = cli_want_color((Color)settings->color, STDOUT_FILENO),
                       .quiet = settings->quiet};
}

bool cli_access_finish(const AccessPrinter *printer) {
  return cli_finish_stdout() && !printer->out->failed;
}

bool cli_finish_stdout(void) {
  int error = errno;
  bool failed = ferror(stdout) != 0;
  if (fclose(stdout) != 0 && !failed) {
    failed = true;
    error = errno;
  }
  if (failed)
    notice_send(&cli_stderr, "standard output: %s",
                error ? strerror(error) : "could not be written");
  return !failed;
}

/* ---- Files ------------------------------------------------------------- */

/* Returns 0 or an errno. Closes `file`. */
static int write_and_close(FILE *file, const char *format, const struct alint_result *result) {
  errno = 0;
  bool failed = alint_result_write(result, format, 0, write_piece, file) != 0;
  int error = 0;
  if (failed || ferror(file) || fflush(file) != 0)
    error = errno ? errno : EIO;
  /* A full disk may show only now. Special files cannot sync. */
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

/* The temporary file is in the folder of `target`: a rename needs one file system. */
static int replace_file(const char *target, const struct stat *old, const char *format,
                        const struct alint_result *result) {
  char temporary[PATH_MAX];
  int len = snprintf(temporary, sizeof temporary, "%s.XXXXXX", target);
  if (len < 0 || (size_t)len >= sizeof temporary)
    return ENAMETOOLONG;
  int fd = mkstemp(temporary);
  if (fd < 0)
    return errno;
  FILE *file = fchmod(fd, mode_for(old)) == 0 ? fdopen(fd, "w") : NULL;
  int error = file ? write_and_close(file, format, result) : errno;
  if (!file)
    close(fd);
  if (error == 0 && rename(temporary, target) != 0)
    error = errno;
  if (error != 0)
    unlink(temporary);
  return error;
}

/* /dev/stdout, or the file that standard output goes to: a new file in its place would
 * not get the output. */
static bool is_stdout(const struct stat *info) {
  struct stat out;
  return fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode) && out.st_dev == info->st_dev &&
         out.st_ino == info->st_ino;
}

bool cli_report_to_file(const char *path, const char *format, const struct alint_result *result) {
  struct stat info;
  bool exists = stat(path, &info) == 0;
  int error = 0;
  if (exists && is_stdout(&info)) {
    notice_send(&cli_stderr, "%s: this is standard output: use --format", path);
    return false;
  }
  if (exists && S_ISDIR(info.st_mode)) {
    error = EISDIR;
  } else if (exists && !S_ISREG(info.st_mode)) {
    FILE *file = fopen(path, "w"); /* a pipe or a device cannot be replaced */
    error = file ? write_and_close(file, format, result) : errno;
  } else {
    /* Of a symbolic link the target is replaced. */
    char target[PATH_MAX];
    bool resolved = exists && realpath(path, target);
    error = replace_file(resolved ? target : path, exists ? &info : NULL, format, result);
  }
  if (error != 0)
    notice_send(&cli_stderr, "%s: %s", path, strerror(error));
  return error == 0;
}
