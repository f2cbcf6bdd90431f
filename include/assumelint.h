/* SPDX-License-Identifier: Apache-2.0
 *
 * assumelint as a library: scan trust policies inside of a process.
 *
 *   struct alint_scan *scan = alint_scan_new();
 *   alint_scan_set(scan, "account", "111122223333");
 *   alint_scan_add_path(scan, "template.yaml");
 *   struct alint_result *result = alint_scan_run(scan);
 *   for (size_t i = 0; i < alint_result_count(result); i++)
 *     puts(alint_result_text(result, i, "message"));
 *   alint_result_free(result);
 *   alint_scan_free(scan);
 *
 * Ownership: what a function named _new or _run returns is the caller's, to be given
 * to _free; every other pointer that is returned belongs to the scan or result that
 * it was asked of and goes with it. Strings that are given are copied. A result
 * outlives its scan.
 *
 * Threads: different scans and results may be used at the same time, each by one
 * thread. Callbacks come in the thread that called. There is no global state.
 *
 * Errors: functions return 0, or -1 and a sentence in alint_scan_error(). Nothing
 * prints, exits or reads the environment.
 *
 * This is a first version. Names may still be added and ownership is as said here,
 * but until a release promises it the binary interface may change.
 */
#ifndef ASSUMELINT_H
#define ASSUMELINT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ALINT_API __attribute__((visibility("default")))
#else
#define ALINT_API
#endif

struct alint_scan;   /* what is asked for: options and inputs */
struct alint_result; /* what a scan found */

/* The version of the library: "0.1.0". */
ALINT_API const char *alint_version(void);

/* ---- What to scan ---------------------------------------------------------- */

/* NULL: no memory. */
ALINT_API struct alint_scan *alint_scan_new(void);
ALINT_API void alint_scan_free(struct alint_scan *scan);

/* Sets an option of `assumelint scan` by its name without dashes, as in "fail-on" and
 * "high" (see `assumelint help scan`). `value` is NULL for those that take none
 * ("strict"). Options that may be repeated may be set several times. Those about what
 * the command prints are refused: "format", "output", "color", "help", "version". */
ALINT_API int alint_scan_set(struct alint_scan *scan, const char *option, const char *value);

/* Adds a file, a folder, or "-" for standard input. */
ALINT_API int alint_scan_add_path(struct alint_scan *scan, const char *path);
/* Adds bytes that are reported under `name`. They come after all paths. */
ALINT_API int alint_scan_add_buffer(struct alint_scan *scan, const char *name, const char *bytes,
                                    size_t len);

/* What the command says on standard error beside its report: one line each, without an
 * end. It may hold whatever a file name holds. */
ALINT_API void alint_scan_on_notice(struct alint_scan *scan,
                                    void (*tell)(void *context, const char *line), void *context);
/* Called now and then with the number of inputs that were read. */
ALINT_API void alint_scan_on_progress(struct alint_scan *scan,
                                      void (*show)(void *context, size_t done, size_t total),
                                      void *context);

/* Scans, in as many threads as the option "jobs" says. May be called again. NULL: there
 * is no result; alint_scan_error() says why. An input that could not be read is no such
 * error but a finding (AL001), an error in the report, and status 2. */
ALINT_API struct alint_result *alint_scan_run(struct alint_scan *scan);

/* What the last function that failed had to say; "" when none did. */
ALINT_API const char *alint_scan_error(const struct alint_scan *scan);

/* ---- What was found -------------------------------------------------------- */

ALINT_API void alint_result_free(struct alint_result *result);

/* As the exit status of the command: 0 nothing at or above the option "fail-on", 1
 * findings at or above it, 2 something could not be analysed. */
ALINT_API int alint_result_status(const struct alint_result *result);

/* Findings, sorted as in the reports. */
ALINT_API size_t alint_result_count(const struct alint_result *result);
/* A member of the JSON of a finding (`--format json`) by its key: "rule", "name",
 * "severity", "severity_reason", "category", "message", "path", "address", "role",
 * "role_name", "role_arn", "sid", "pointer", "change", "when", "help", "origin",
 * "fingerprint". NULL where JSON has null, and for any other key. */
ALINT_API const char *alint_result_text(const struct alint_result *result, size_t index,
                                        const char *key);
/* The same of "line", "column", "end_line", "end_column" and "statement", and of
 * "introduced" and "suppressed", which are 0 or 1. -1 where JSON has null, and for any
 * other key. */
ALINT_API long alint_result_number(const struct alint_result *result, size_t index,
                                   const char *key);

/* The names of the formats, by number: "text", "json"; NULL after the last one. */
ALINT_API const char *alint_result_format(size_t index);
/* Writes a report piece by piece; `color` is for terminals. `write` returns 0, or -1 to
 * stop. -1: there is no such format, `write` failed, or there is no memory. */
ALINT_API int alint_result_write(const struct alint_result *result, const char *format, int color,
                                 int (*write)(void *context, const char *bytes, size_t len),
                                 void *context);
/* A report in one string, which lives as long as the result. NULL: as above. */
ALINT_API const char *alint_result_string(struct alint_result *result, const char *format,
                                          size_t *len);

#ifdef __cplusplus
}
#endif

#endif
