/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats of reports, and what several writers need.
 */
#include <string.h>

#include "report/writers.h"

/* The formats, in the order in which they are listed: NAME.c defines writer_NAME. */
#define FORMATS(_) _(text) _(gcc) _(json) _(sarif)

#define DECLARE(name) extern const Writer writer_##name;
#define LIST(name) &writer_##name,
FORMATS(DECLARE)
const Writer *const report_writers[] = {FORMATS(LIST) NULL};

const Writer *writer_find(const char *name) {
  for (size_t i = 0; report_writers[i]; i++) {
    if (strcmp(report_writers[i]->name, name) == 0)
      return report_writers[i];
  }
  return NULL;
}

const char *report_level_name(Severity severity) {
  if (severity >= SEVERITY_HIGH)
    return "error";
  return severity == SEVERITY_MEDIUM ? "warning" : "note";
}

Str report_sentence(const char *text) {
  Str s = str_of(text);
  while (s.len > 0 && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ' '))
    s.len--;
  return s;
}
