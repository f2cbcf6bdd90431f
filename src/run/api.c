/* SPDX-License-Identifier: Apache-2.0
 *
 * The public API: options by name, inputs, and a report to look at.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/limits.h"
#include "report/writers.h"
#include "run/scan.h"

const char *alint_version(void) {
  return ALINT_VERSION;
}

/* ---- What to scan ---------------------------------------------------------- */

struct alint_scan *alint_scan_new(void) {
  struct alint_arena *arena = alint_arena_new(ALINT_MAX_ARENA_BYTES);
  struct alint_scan *scan = arena ? alint_arena_alloc(arena, sizeof *scan) : NULL;
  if (!scan) {
    alint_arena_free(arena);
    return NULL;
  }
  *scan = (struct alint_scan){.arena = arena};
  alint_settings_begin(&scan->settings, arena);
  return scan;
}

struct alint_scan *alint_scan_with(const struct alint_settings *settings) {
  struct alint_scan *scan = alint_scan_new();
  if (scan)
    scan->settings = *settings;
  return scan;
}

void alint_scan_free(struct alint_scan *scan) {
  if (scan)
    alint_arena_free(scan->arena);
}

const char *alint_scan_error(const struct alint_scan *scan) {
  return scan->error.text;
}

/* The error of the function that begins. */
static struct alint_error *new_error(struct alint_scan *scan) {
  scan->error = (struct alint_error){.status = ALINT_OK};
  return &scan->error;
}

int alint_scan_set(struct alint_scan *scan, const char *name, const char *value) {
  struct alint_error *err = new_error(scan);
  const struct alint_option *option = alint_option_find(ALINT_COMMAND_SCAN, alint_str(name), false);
  if (!option || option->of_command)
    alint_fail(err, ALINT_EUSAGE, "there is no option \"%.100s\"", name);
  else if (!option->value != !value)
    alint_fail(err, ALINT_EUSAGE, "--%s %s", option->name,
               value ? "takes no value" : "needs a value");
  if (err->status != ALINT_OK)
    return -1;
  const char *copy = value ? alint_arena_copy(scan->arena, value, strlen(value)) : NULL;
  if (value && !copy)
    alint_no_memory(err);
  else
    alint_option_apply(option, &scan->settings, copy, err);
  return err->status == ALINT_OK ? 0 : -1;
}

int alint_scan_add_path(struct alint_scan *scan, const char *path) {
  struct alint_error *err = new_error(scan);
  const char *copy = alint_arena_copy(scan->arena, path, strlen(path));
  if (!copy || alint_strings_add(&scan->settings.arguments, scan->arena, copy) != ALINT_OK)
    alint_no_memory(err);
  return err->status == ALINT_OK ? 0 : -1;
}

int alint_scan_add_buffer(struct alint_scan *scan, const char *name, const char *bytes,
                          size_t len) {
  struct alint_error *err = new_error(scan);
  struct alint_settings *s = &scan->settings;
  if (len > ALINT_MAX_FILE_BYTES) {
    alint_fail(err, ALINT_ELIMIT, "the buffer is larger than %zu MiB", ALINT_MAX_FILE_BYTES >> 20);
    return -1;
  }
  struct alint_buffer *grown =
      alint_arena_grow(scan->arena, s->buffers, s->buffer_count, &s->buffer_cap, sizeof *grown);
  struct alint_buffer buffer = {
      .name = alint_arena_copy(scan->arena, name, strlen(name)),
      .bytes = alint_str_n(alint_arena_copy(scan->arena, len > 0 ? bytes : "", len), len)};
  if (!grown || !buffer.name || !buffer.bytes.ptr) {
    alint_no_memory(err);
    return -1;
  }
  s->buffers = grown;
  s->buffers[s->buffer_count++] = buffer;
  return 0;
}

void alint_scan_on_notice(struct alint_scan *scan, void (*tell)(void *context, const char *line),
                          void *context) {
  scan->settings.listener = (struct alint_listener){.tell = tell, .context = context};
}

void alint_scan_on_progress(struct alint_scan *scan,
                            void (*show)(void *context, size_t done, size_t total), void *context) {
  scan->show = show;
  scan->show_context = context;
}

struct alint_result *alint_scan_run(struct alint_scan *scan) {
  struct alint_error *err = new_error(scan);
  struct alint_result *result = calloc(1, sizeof *result);
  alint_settings_end(&scan->settings);
  if (!result)
    alint_no_memory(err);
  else if (scan->settings.arguments.count + scan->settings.buffer_count == 0)
    alint_fail(err, ALINT_EUSAGE, "there is nothing to scan");
  else
    alint_run_scan(result, scan, err);
  if (err->status == ALINT_OK)
    return result;
  free(result);
  return NULL;
}

/* ---- What was found -------------------------------------------------------- */

void alint_result_free(struct alint_result *result) {
  if (!result)
    return;
  alint_report_free(result->report);
  free(result);
}

int alint_result_status(const struct alint_result *result) {
  return result->status;
}

size_t alint_result_count(const struct alint_result *result) {
  return result->report->finding_count;
}

static const struct alint_report_finding *finding_at(const struct alint_result *result,
                                                     size_t index) {
  return index < result->report->finding_count ? &result->report->findings[index] : NULL;
}

const char *alint_result_text(const struct alint_result *result, size_t index, const char *key) {
  const struct alint_report_finding *finding = finding_at(result, index);
  if (!finding)
    return NULL;
  const struct {
    const char *key, *value;
  } texts[] = {
      {"rule", finding->rule->id},
      {"name", finding->rule->name},
      {"severity", alint_severity_name(finding->severity)},
      {"category", alint_category_name(finding->rule->category)},
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
  const struct alint_report_finding *finding = finding_at(result, index);
  if (!finding)
    return -1;
  const struct alint_report_location *at = &finding->location;
  bool known = finding->introduced != ALINT_INTRODUCED_NULL;
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
      {"introduced", known ? finding->introduced == ALINT_INTRODUCED_YES : -1},
  };
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    if (strcmp(key, numbers[i].key) == 0)
      return numbers[i].value;
  }
  return -1;
}

/* ---- Reports --------------------------------------------------------------- */

const char *alint_result_format(size_t index) {
  for (size_t i = 0; alint_writers[i]; i++) {
    if (i == index)
      return alint_writers[i]->name;
  }
  return NULL;
}

struct sink {
  int (*write)(void *context, const char *bytes, size_t len);
  void *context;
};

static bool write_on(void *context, const char *bytes, size_t len) {
  const struct sink *sink = context;
  return sink->write(sink->context, bytes, len) == 0;
}

static int write_report(const struct alint_result *result, const char *format, bool color,
                        struct alint_out *out) {
  const struct alint_writer *writer = alint_writer_find(format);
  struct alint_report_style style = result->style;
  style.color = color;
  if (writer)
    writer->write(out, result->report, &style);
  return writer && !out->failed ? 0 : -1;
}

int alint_result_write(const struct alint_result *result, const char *format, int color,
                       int (*write)(void *context, const char *bytes, size_t len), void *context) {
  struct sink sink = {write, context};
  struct alint_out out = {.write = write_on, .context = &sink};
  return write_report(result, format, color != 0, &out);
}

const char *alint_result_string(struct alint_result *result, const char *format, size_t *len) {
  struct alint_buf buf = alint_buf(result->report->arena);
  buf.limit = ALINT_MAX_ARENA_BYTES;
  alint_buf_add(&buf, "");
  struct alint_out out = alint_out_to_buf(&buf);
  if (write_report(result, format, false, &out) != 0)
    return NULL;
  if (len)
    *len = buf.len;
  return buf.ptr;
}
