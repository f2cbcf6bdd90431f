/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening of the template as it was, and what it has to be.
 */
#include "run/before.h"

#include <string.h>

#include "assumelint/engine.h"
#include "assumelint/status.h"

/* Templates are compared with templates, whatever their syntax is. */
static Format family(Format format) {
  return format == FORMAT_CDK ? FORMAT_CLOUDFORMATION : format;
}

static void fail(Input *input, int status, const char *path, const char *why) {
  input->error = (Error){.status = OK};
  input->status = error_set(&input->error, status, "--before %.200s: %s", path, why);
}

int run_open_before(OpenedInput *out, Input *input, const char *path, const ParseOptions *options) {
  const bool standard_input = strcmp(path, "-") == 0;
  const InputEntry entry = {.path = standard_input ? NULL : path,
                            .shown = standard_input ? "<stdin>" : path};
  if (input->status != OK)
    return OK;
  if (input->has_before) {
    fail(input, ERR_USAGE, path, "the input tells itself what was before it");
    return OK;
  }
  int status = run_open_input(out, &entry, options);
  if (status != OK)
    return status;
  Input *old = out->input;
  if (old->status == ERR_NOT_OURS && old->source.len == 0) {
    engine_give_before(input, old);
    return OK;
  }
  if (old->status != OK) {
    fail(input, old->status == ERR_NOT_OURS ? ERR_WRONG_KIND : old->status, path,
         old->error.text[0] ? old->error.text : "could not be read");
    return OK;
  }
  if (old->has_before || family(old->format) != family(input->format)) {
    fail(input, ERR_WRONG_KIND, path, "it is not of the format of what it was before");
    return OK;
  }
  engine_give_before(input, old);
  return OK;
}
