/* SPDX-License-Identifier: Apache-2.0
 *
 * Breaks text between words. Columns count code points.
 */
#include "cli/wrap.h"

#include <stdbool.h>
#include <string.h>

static size_t columns(const char *bytes, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    n += ((unsigned char)bytes[i] & 0xC0) != 0x80;
  return n;
}

void cli_wrap_rest(FILE *to, const char *text, size_t used, size_t indent, size_t width) {
  size_t at = used;
  bool first = true; /* word of its line */
  for (const char *word = text + strspn(text, " \n"); *word != '\0';) {
    size_t len = strcspn(word, " \n"), wide = columns(word, len);
    if (!first && at + 1 + wide > width) {
      fprintf(to, "\n%*s", (int)indent, "");
      at = indent;
      first = true;
    }
    if (!first) {
      fputc(' ', to);
      at++;
    }
    fwrite(word, 1, len, to);
    at += wide;
    first = false;
    word += len;
    word += strspn(word, " \n");
  }
  fputc('\n', to);
}

void cli_wrap(FILE *to, const char *text, size_t indent, size_t width) {
  fprintf(to, "%*s", (int)indent, "");
  cli_wrap_rest(to, text, indent, indent, width);
}

void cli_print_indented(FILE *to, const char *text, size_t indent) {
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    if (len > 0)
      fprintf(to, "%*s%.*s", (int)indent, "", (int)len, text);
    fputc('\n', to);
    text += len;
    text += *text == '\n';
  }
}
