/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching with PCRE2: no JIT (a pattern is used once), and limits on steps,
 * depth and memory.
 */
#include "util/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"

enum {
  REGEX_MAX_DEPTH = 1000,
  MAX_HEAP_KIB = 20000,
};

/* PCRE2 takes no NULL for an empty text. */
static PCRE2_SPTR bytes_of(Str s) {
  return (PCRE2_SPTR)(s.len > 0 ? s.ptr : "");
}

/* NULL and no error that is about memory: it is no pattern. */
static pcre2_code *compile(int *error, Str pattern) {
  PCRE2_SIZE offset;
  *error = 0;
  if (pattern.len > MAX_PATTERN_BYTES)
    return NULL;
  return pcre2_compile(bytes_of(pattern), pattern.len,
                       PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C,
                       error, &offset, NULL);
}

static int match(const pcre2_code *code, Str text) {
  pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  int result = PCRE2_ERROR_NOMEMORY;
  if (data && context) {
    pcre2_set_match_limit(context, MAX_MATCH_STEPS);
    pcre2_set_depth_limit(context, REGEX_MAX_DEPTH);
    pcre2_set_heap_limit(context, MAX_HEAP_KIB);
    result = pcre2_match(code, bytes_of(text), text.len, 0, 0, data, context);
  }
  pcre2_match_context_free(context);
  pcre2_match_data_free(data);
  return result;
}

RegexVerdict regex_match_whole(Str pattern, Str text) {
  int error;
  pcre2_code *code = compile(&error, pattern);
  if (!code && error == PCRE2_ERROR_NOMEMORY)
    out_of_memory();
  if (!code)
    return REGEX_NOT_A_PATTERN;
  int result = match(code, text);
  pcre2_code_free(code);
  if (result == PCRE2_ERROR_NOMEMORY)
    out_of_memory();
  if (result >= 0)
    return REGEX_MATCH;
  return result == PCRE2_ERROR_NOMATCH ? REGEX_NO_MATCH : REGEX_TOO_HARD;
}
