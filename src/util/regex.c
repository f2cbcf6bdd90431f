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
#include "assumelint/status.h"

enum {
  REGEX_MAX_DEPTH = 1000,
  MAX_HEAP_KIB = 20000,
};

/* PCRE2 takes no NULL for an empty text. */
static PCRE2_SPTR bytes_of(Str s) {
  return (PCRE2_SPTR)(s.len > 0 ? s.ptr : "");
}

/* False: no memory. NULL where it is no pattern. */
static bool compile(pcre2_code **out, RegexVerdict *verdict, Str pattern) {
  int error;
  PCRE2_SIZE offset;
  *verdict = REGEX_NOT_A_PATTERN;
  if (pattern.len > MAX_PATTERN_BYTES)
    return true;
  *out = pcre2_compile(bytes_of(pattern), pattern.len,
                       PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C,
                       &error, &offset, NULL);
  return *out || error != PCRE2_ERROR_NOMEMORY;
}

/* False: no memory. */
static bool judge(RegexVerdict *out, int result) {
  if (result >= 0)
    *out = REGEX_MATCH;
  else
    *out = result == PCRE2_ERROR_NOMATCH ? REGEX_NO_MATCH : REGEX_TOO_HARD;
  return result != PCRE2_ERROR_NOMEMORY;
}

void regex_match_whole(RegexVerdict *out, Str pattern, Str text) {
  pcre2_code *code = NULL;
  pcre2_match_data *data = NULL;
  pcre2_match_context *context = NULL;
  bool had = compile(&code, out, pattern);
  if (!code)
    goto cleanup;
  data = pcre2_match_data_create_from_pattern(code, NULL);
  context = pcre2_match_context_create(NULL);
  had = data && context;
  if (!had)
    goto cleanup;
  pcre2_set_match_limit(context, MAX_MATCH_STEPS);
  pcre2_set_depth_limit(context, REGEX_MAX_DEPTH);
  pcre2_set_heap_limit(context, MAX_HEAP_KIB);
  had = judge(out, pcre2_match(code, bytes_of(text), text.len, 0, 0, data, context));
cleanup:
  pcre2_match_context_free(context);
  pcre2_match_data_free(data);
  pcre2_code_free(code);
  if (!had)
    out_of_memory();
}
