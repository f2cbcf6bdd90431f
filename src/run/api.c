/* SPDX-License-Identifier: Apache-2.0
 *
 * The public API. protect() is around all that allocates from arenas.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/engine.h"
#include "assumelint/limits.h"
#include "report/writers.h"
#include "run/scan.h"

const char *alint_version(void) {
  return ASSUMELINT_VERSION;
}

/* ---- What to scan ---------------------------------------------------------- */

struct alint_scan *alint_scan_new(void) {
  struct alint_scan *scan = calloc(1, sizeof *scan);
  Arena *arena = scan ? arena_new(MAX_ARENA_BYTES) : NULL;
  if (!arena) {
    free(scan);
    return NULL;
  }
  scan->arena = arena;
  settings_begin(&scan->settings, arena);
  return scan;
}

struct alint_scan *run_scan_with(const Settings *settings) {
  struct alint_scan *scan = alint_scan_new();
  if (scan)
    scan->settings = *settings;
  return scan;
}

void alint_scan_free(struct alint_scan *scan) {
  if (!scan)
    return;
  arena_free(scan->arena);
  free(scan);
}

const char *alint_scan_error(const struct alint_scan *scan) {
  return scan->error.text;
}

/* A call that changes a scan, and its arguments. */
struct change {
  struct alint_scan *scan;
  const char *name, *value;
  size_t len; /* of a buffer */
};

static int set_option(void *context) {
  const struct change *change = context;
  Arena *arena = change->scan->arena;
  const char *value = change->value;
  Error *err = &change->scan->error;
  const CliOption *option = option_find(COMMAND_SCAN, str_of(change->name), false);
  if (!option || option->of_command)
    return error_set(err, ERR_USAGE, "there is no option \"%.100s\"", change->name);
  if (!option->value != !value)
    return error_set(err, ERR_USAGE, "--%s %s", option->name,
                     value ? "takes no value" : "needs a value");
  if (value)
    value = arena_copy(arena, value, strlen(value));
  option_apply(option, &change->scan->settings, value, err);
  return err->status;
}

static int add_path(void *context) {
  const struct change *change = context;
  Arena *arena = change->scan->arena;
  strings_add(&change->scan->settings.arguments, arena,
              arena_copy(arena, change->value, strlen(change->value)));
  return OK;
}

static int add_buffer(void *context) {
  const struct change *change = context;
  Arena *arena = change->scan->arena;
  const char *bytes = change->len > 0 ? change->value : "";
  if (change->len > MAX_FILE_BYTES)
    return error_set(&change->scan->error, ERR_LIMIT, "the buffer is larger than %zu MiB",
                     MAX_FILE_BYTES >> 20);
  LIST_ADD(arena, &change->scan->settings.buffers,
           (Buffer){.name = arena_copy(arena, change->name, strlen(change->name)),
                    .bytes = str_n(arena_copy(arena, bytes, change->len), change->len)});
  return OK;
}

/* Returns 0, or -1 and sets the error of the scan. */
static int apply(int (*body)(void *context), struct change change) {
  Error *err = &change.scan->error;
  *err = (Error){.status = OK};
  int status = protect(body, &change);
  if (status == ERR_MEMORY)
    error_memory(err);
  return status == OK ? 0 : -1;
}

int alint_scan_set(struct alint_scan *scan, const char *name, const char *value) {
  return apply(set_option, (struct change){.scan = scan, .name = name, .value = value});
}

int alint_scan_add_path(struct alint_scan *scan, const char *path) {
  return apply(add_path, (struct change){.scan = scan, .value = path});
}

int alint_scan_add_buffer(struct alint_scan *scan, const char *name, const char *bytes,
                          size_t len) {
  return apply(add_buffer, (struct change){.scan = scan, .name = name, .value = bytes, .len = len});
}

void alint_scan_on_notice(struct alint_scan *scan, void (*tell)(void *context, const char *line),
                          void *context) {
  scan->settings.listener = (Listener){.tell = tell, .context = context};
}

void alint_scan_on_progress(struct alint_scan *scan,
                            void (*show)(void *context, size_t done, size_t total), void *context) {
  scan->show = show;
  scan->show_context = context;
}

struct alint_result *alint_scan_run(struct alint_scan *scan) {
  struct alint_result *result = calloc(1, sizeof *result);
  Error *err = &scan->error;
  *err = (Error){.status = OK};
  settings_end(&scan->settings);
  if (!result)
    error_memory(err);
  else if (scan->settings.arguments.count + scan->settings.buffers.count == 0)
    error_set(err, ERR_USAGE, "there is nothing to scan");
  else
    run_scan(result, scan, err);
  if (err->status == OK)
    return result;
  free(result);
  return NULL;
}

/* ---- What was found -------------------------------------------------------- */

void alint_result_free(struct alint_result *result) {
  if (!result)
    return;
  report_free(result->report);
  free(result);
}

int alint_result_status(const struct alint_result *result) {
  return result->status;
}

size_t alint_result_count(const struct alint_result *result) {
  return result->report->finding_count;
}

static const ReportFinding *finding_at(const struct alint_result *result, size_t index) {
  return index < result->report->finding_count ? &result->report->findings[index] : NULL;
}

const char *alint_result_text(const struct alint_result *result, size_t index, const char *key) {
  const ReportFinding *finding = finding_at(result, index);
  if (!finding)
    return NULL;
  const struct {
    const char *key, *value;
  } texts[] = {
      {"rule", finding->rule->id},
      {"name", finding->rule->name},
      {"severity", severity_name(finding->severity)},
      {"category", category_name(finding->rule->category)},
      {"path", finding->location.path},
      {"severity_reason", finding->severity_reason},
      {"message", finding->message},
      {"help", finding->help},
      {"address", finding->address},
      {"role", finding->role},
      {"role_name", finding->role_name},
      {"role_arn", finding->role_arn},
      {"sid", finding->sid},
      {"pointer", finding->pointer},
      {"change", finding->change},
      {"when", finding->when},
      {"origin", finding->origin},
      {"fingerprint", finding->fingerprint},
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (strcmp(key, texts[i].key) == 0)
      return texts[i].value;
  }
  return NULL;
}

long alint_result_number(const struct alint_result *result, size_t index, const char *key) {
  const ReportFinding *finding = finding_at(result, index);
  if (!finding)
    return -1;
  const ReportLocation *at = &finding->location;
  bool known = finding->introduced != INTRODUCED_NULL;
  const struct {
    const char *key;
    long value;
  } numbers[] = {
      {"line", (long)at->begin.line},
      {"column", (long)at->begin.column},
      {"end_line", (long)at->end.line},
      {"end_column", (long)at->end.column},
      {"statement", finding->statement},
      {"suppressed", finding->suppressed},
      {"introduced", known ? finding->introduced == INTRODUCED_YES : -1},
  };
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    if (strcmp(key, numbers[i].key) == 0)
      return numbers[i].value;
  }
  return -1;
}

/* ---- Reports --------------------------------------------------------------- */

const char *alint_result_format(size_t index) {
  for (size_t i = 0; report_writers[i]; i++) {
    if (i == index)
      return report_writers[i]->name;
  }
  return NULL;
}

struct callback {
  int (*write)(void *context, const char *bytes, size_t len);
  void *context;
};

static bool write_on(void *context, const char *bytes, size_t len) {
  const struct callback *callback = context;
  return callback->write(callback->context, bytes, len) == 0;
}

struct writing {
  const struct alint_result *result;
  const char *format;
  bool color;
  Out *out;
};

static int write_report(void *context) {
  const struct writing *w = context;
  const Writer *writer = writer_find(w->format);
  ReportStyle style = {.quiet = w->result->quiet, .color = w->color};
  if (!writer)
    return ERR_USAGE;
  writer->write(w->out, w->result->report, &style);
  return w->out->failed ? ERR_IO : OK;
}

int alint_result_write(const struct alint_result *result, const char *format, int color,
                       int (*write)(void *context, const char *bytes, size_t len), void *context) {
  struct callback callback = {write, context};
  Out out = {.write = write_on, .context = &callback};
  struct writing writing = {result, format, color != 0, &out};
  return protect(write_report, &writing) == OK ? 0 : -1;
}

const char *alint_result_string(struct alint_result *result, const char *format, size_t *len) {
  Buf buf = buf_in(result->report->arena);
  buf.limit = MAX_ARENA_BYTES;
  Out out = out_to_buf(&buf);
  struct writing writing = {result, format, false, &out};
  if (protect(write_report, &writing) != OK)
    return NULL;
  if (len)
    *len = buf.len;
  return buf.ptr ? buf.ptr : "";
}
