/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening of the template as it was, and what it has to be.
 */
#include "run/before.h"

#include <string.h>

#include "assumelint/engine.h"
#include "assumelint/status.h"

/* Templates are compared with templates, whatever their syntax is. */
static enum alint_format family(enum alint_format format) {
  return format == ALINT_FORMAT_CDK ? ALINT_FORMAT_CLOUDFORMATION : format;
}

static void fail(struct alint_input *input, int status, const char *path, const char *why) {
  input->error = (struct alint_error){.status = ALINT_OK};
  input->status = alint_fail(&input->error, status, "--before %.200s: %s", path, why);
}

int alint_open_before(struct alint_opened *out, struct alint_input *input, const char *path,
                      const struct alint_parse_options *options) {
  const bool standard_input = strcmp(path, "-") == 0;
  const struct alint_entry entry = {.path = standard_input ? NULL : path,
                                    .shown = standard_input ? "<stdin>" : path};
  if (input->status != ALINT_OK)
    return ALINT_OK;
  if (input->has_before) {
    fail(input, ALINT_EUSAGE, path, "the input tells itself what was before it");
    return ALINT_OK;
  }
  int status = alint_open_input(out, &entry, options);
  if (status != ALINT_OK)
    return status;
  struct alint_input *old = out->input;
  if (old->status == ALINT_ENOTOURS && old->source.len == 0) {
    alint_give_before(input, old);
    return ALINT_OK;
  }
  if (old->status != ALINT_OK) {
    fail(input, old->status == ALINT_ENOTOURS ? ALINT_EWRONG : old->status, path,
         old->error.text[0] ? old->error.text : "could not be read");
    return ALINT_OK;
  }
  if (old->has_before || family(old->format) != family(input->format)) {
    fail(input, ALINT_EWRONG, path, "it is not of the format of what it was before");
    return ALINT_OK;
  }
  alint_give_before(input, old);
  return ALINT_OK;
}
