/* SPDX-License-Identifier: Apache-2.0
 *
 * An example of the library: scans the files on the command line, or standard input, prints
 * a line for each finding and a report, and ends with the status of the scan.
 *
 *   cc -Iinclude docs/example.c build/libassumelint.a \
 *     $(pkg-config --libs yaml-0.1 libcjson libpcre2-8) -pthread
 */
#include <stdio.h>
#include <string.h>

#include "assumelint.h"

static void tell(void *context, const char *line) {
  fprintf((FILE *)context, "note: %s\n", line);
}

static int print(void *context, const char *bytes, size_t len) {
  return fwrite(bytes, 1, len, (FILE *)context) == len ? 0 : -1;
}

static int add_stdin(struct alint_scan *scan) {
  static char bytes[1 << 20];
  return alint_scan_add_buffer(scan, "stdin.yaml", bytes, fread(bytes, 1, sizeof bytes, stdin));
}

static void print_findings(const struct alint_result *result) {
  for (size_t i = 0; i < alint_result_count(result); i++) {
    const char *role = alint_result_text(result, i, "role");
    printf("%s:%ld: %s %s of %s\n", alint_result_text(result, i, "path"),
           alint_result_number(result, i, "line"), alint_result_text(result, i, "severity"),
           alint_result_text(result, i, "name"), role ? role : "no role");
  }
}

/* Returns the status of the scan, or -1 if it failed. */
static int run(struct alint_scan *scan, int argc, char **argv) {
  int failed = alint_scan_set(scan, "fail-on", "high") || alint_scan_set(scan, "strict", NULL);
  alint_scan_on_notice(scan, tell, stderr);
  for (int i = 1; i < argc && !failed; i++)
    failed = alint_scan_add_path(scan, argv[i]);
  if (argc == 1 && !failed)
    failed = add_stdin(scan);
  struct alint_result *result = failed ? NULL : alint_scan_run(scan);
  if (!result)
    return -1;
  print_findings(result);
  int status = alint_result_status(result);
  if (alint_result_write(result, "gcc", 0, print, stdout) != 0)
    status = 2;
  alint_result_free(result);
  return status;
}

int main(int argc, char **argv) {
  struct alint_scan *scan = alint_scan_new();
  int status = scan ? run(scan, argc, argv) : -1;
  if (status < 0)
    fprintf(stderr, "%s\n", scan ? alint_scan_error(scan) : "out of memory");
  alint_scan_free(scan);
  return status < 0 ? 2 : status;
}
