/* SPDX-License-Identifier: Apache-2.0
 *
 * What people give by mistake and what is not JSON at all: a binary plan, the
 * plan as text for people.
 */
#include <string.h>

#include "assumelint/str.h"
#include "wrong.h"

static const char binary_plan[] =
    "this is a binary plan (or another ZIP archive); make its JSON with "
    "`terraform show -json tfplan > plan.json`";
static const char text_plan[] =
    "this is a plan as text for people; make its JSON with "
    "`terraform plan -out=tfplan && terraform show -json tfplan > plan.json`";

/* Sentences that begin a line of `terraform plan`, colours left aside. */
static const char *const sentences[] = {
    "Terraform used the selected providers to generate",
    "OpenTofu used the selected providers to generate",
    "Terraform will perform the following actions:",
    "OpenTofu will perform the following actions:",
    "No changes. Your infrastructure matches the configuration",
    "An execution plan has been generated and is shown below",
};

/* Moves past what a terminal takes for colours. */
static struct alint_str skip_colours(struct alint_str line) {
  for (;;) {
    if (line.len > 1 && line.ptr[0] == '\x1B' && line.ptr[1] == '[') {
      size_t end = alint_str_find(line, 0, 'm');
      line = alint_str_slice(line, end < line.len ? end + 1 : end, line.len);
    } else if (line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\r')) {
      line = alint_str_slice(line, 1, line.len);
    } else {
      return line;
    }
  }
}

const char *alint_tf_plan_text(const char *bytes, size_t len) {
  struct alint_str text = alint_str_n(bytes, len);
  for (size_t at = 0; at < text.len;) {
    size_t end = alint_str_find(text, at, '\n');
    struct alint_str line = skip_colours(alint_str_slice(text, at, end));
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
      if (alint_str_starts(line, sentences[i]))
        return text_plan;
    }
    at = end + 1;
  }
  return NULL;
}

const char *alint_tf_binary(const char *bytes, size_t len) {
  return len >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0 ? binary_plan : NULL;
}
