/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats of reports, and what several of them need.
 */
#include <string.h>

#include "report/writers.h"

extern const struct alint_writer alint_writer_text, alint_writer_gcc, alint_writer_json,
    alint_writer_sarif;

const struct alint_writer *const alint_writers[] = {
    &alint_writer_text, &alint_writer_gcc, &alint_writer_json, &alint_writer_sarif, NULL,
};

const struct alint_writer *alint_writer_find(const char *name) {
  for (size_t i = 0; alint_writers[i]; i++) {
    if (strcmp(alint_writers[i]->name, name) == 0)
      return alint_writers[i];
  }
  return NULL;
}

const char *alint_level_name(enum alint_severity severity) {
  if (severity >= ALINT_SEVERITY_HIGH)
    return "error";
  return severity == ALINT_SEVERITY_MEDIUM ? "warning" : "note";
}

struct alint_str alint_sentence(const char *text) {
  struct alint_str s = alint_str(text);
  while (s.len > 0 && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ' '))
    s.len--;
  return s;
}
