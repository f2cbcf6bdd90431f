/* SPDX-License-Identifier: Apache-2.0
 *
 * assumelint as a library: finds IAM roles that the wrong callers can assume, in
 * CloudFormation templates, Terraform plans and states, and trust policies.
 *
 *   struct alint_scan *scan = alint_scan_new();
 *   alint_scan_set(scan, "account", "111122223333");
 *   alint_scan_add_path(scan, "template.yaml");
 *   struct alint_result *result = alint_scan_run(scan);
 *   if (!result)
 *     fprintf(stderr, "%s\n", alint_scan_error(scan));
 *   for (size_t i = 0; result && i < alint_result_count(result); i++)
 *     puts(alint_result_text(result, i, "message"));
 *   alint_result_free(result);
 *   alint_scan_free(scan);
 *
 * docs/example.c is a whole program.
 *
 * Ownership: free what a function named _new or _run returns with _free. Every other
 * returned pointer belongs to the scan or result it came from and is valid as long as
 * that is. Strings and buffers that you pass are copied. A result outlives its scan.
 *
 * Threads: use a scan or a result in one thread at a time; different ones may be used in
 * parallel. A scan runs threads of its own, but calls callbacks only in the thread that
 * called alint_scan_run(). There is no global state.
 *
 * Errors: functions that return int return 0, or -1 on failure; those that return a
 * pointer return NULL. alint_scan_error() has the reason if the function takes a scan.
 * Nothing prints, exits or reads the environment. Only the _free functions take NULL.
 *
 * This is a first version. Functions may be added, and the binary interface may change
 * until a release promises that it does not.
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

struct alint_scan;   /* options and inputs */
struct alint_result; /* what a scan found */

/* The version of the library: "0.1.0". */
ALINT_API const char *alint_version(void);

/* ---- What to scan ---------------------------------------------------------- */

/* NULL if memory runs out. */
ALINT_API struct alint_scan *alint_scan_new(void);
ALINT_API void alint_scan_free(struct alint_scan *scan);

/* Sets an option of `assumelint scan`: its name without dashes ("fail-on") and its value
 * ("high"), or NULL for an option without one ("strict"). `assumelint help scan` lists
 * them. Set a repeatable option once for each value. Options about what the command prints
 * are refused: "format", "output", "color", "help", "version". */
ALINT_API int alint_scan_set(struct alint_scan *scan, const char *option, const char *value);

/* Adds a file, a folder, or "-" for standard input. */
ALINT_API int alint_scan_add_path(struct alint_scan *scan, const char *path);
/* Adds an input from memory. Reports call it `name` and list it after all paths. */
ALINT_API int alint_scan_add_buffer(struct alint_scan *scan, const char *name, const char *bytes,
                                    size_t len);

/* `tell` gets what the command prints on standard error, one line at a time, without a
 * newline at the end. A file name in it may hold control characters: escape the line
 * before you print it. */
ALINT_API void alint_scan_on_notice(struct alint_scan *scan,
                                    void (*tell)(void *context, const char *line), void *context);
/* `show` gets the number of inputs read so far and of all, from time to time. */
ALINT_API void alint_scan_on_progress(struct alint_scan *scan,
                                      void (*show)(void *context, size_t done, size_t total),
                                      void *context);

/* Scans all inputs, in as many threads as the option "jobs" says. NULL: there is no
 * result; alint_scan_error() says why. An input that cannot be read does not make the scan
 * fail: it is a finding (AL001) and status 2. A scan may run again. */
ALINT_API struct alint_result *alint_scan_run(struct alint_scan *scan);

/* Why the last call with this scan failed; "" if it did not. */
ALINT_API const char *alint_scan_error(const struct alint_scan *scan);

/* ---- What was found -------------------------------------------------------- */

ALINT_API void alint_result_free(struct alint_result *result);

/* The exit status of the command: 0 no finding at or above the option "fail-on", 1 at
 * least one, 2 something could not be analysed. */
ALINT_API int alint_result_status(const struct alint_result *result);

/* The number of findings. They are sorted as in the reports. */
ALINT_API size_t alint_result_count(const struct alint_result *result);
/* A string of finding `index`, by its key in the JSON report: "rule", "name", "severity",
 * "severity_reason", "category", "message", "path", "address", "role", "role_name",
 * "role_arn", "sid", "pointer", "change", "when", "help", "origin", "fingerprint". NULL if
 * the JSON report has null, and for any other key or index. */
ALINT_API const char *alint_result_text(const struct alint_result *result, size_t index,
                                        const char *key);
/* A number: "line", "column", "end_line", "end_column", "statement", and "introduced" and
 * "suppressed", which are 0 or 1. -1 if the JSON report has null, and for any other key or
 * index. */
ALINT_API long alint_result_number(const struct alint_result *result, size_t index,
                                   const char *key);

/* The name of report format `index`: "text", "json", ...; NULL after the last. */
ALINT_API const char *alint_result_format(size_t index);
/* Writes a report piece by piece. `color` 1: for a terminal. `write` returns 0, or -1 to
 * stop. Returns -1 if there is no such format, `write` failed, or memory runs out. */
ALINT_API int alint_result_write(const struct alint_result *result, const char *format, int color,
                                 int (*write)(void *context, const char *bytes, size_t len),
                                 void *context);
/* A report as one string, and its length unless `len` is NULL. NULL if there is no such
 * format or memory runs out. */
ALINT_API const char *alint_result_string(struct alint_result *result, const char *format,
                                          size_t *len);

#ifdef __cplusplus
}
#endif

#endif
