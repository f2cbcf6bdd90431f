/* SPDX-License-Identifier: Apache-2.0
 *
 * What people give by mistake: Terraform's other files, and the plan in other forms.
 */
#include <string.h>

#include "parsers/terraform/plan/plan.h"
#include "parsers/terraform/wrong.h"

/* Sentences that begin a line of `terraform plan`, colours left aside. */
static const char *const sentences[] = {
    "Terraform used the selected providers to generate",
    "OpenTofu used the selected providers to generate",
    "Terraform will perform the following actions:",
    "OpenTofu will perform the following actions:",
    "No changes. Your infrastructure matches the configuration",
    "An execution plan has been generated and is shown below",
    NULL,
};

/* Skips blanks and the escape sequences of colours. */
static Str skip_colours(Str line) {
  for (;;) {
    if (line.len > 1 && line.ptr[0] == '\x1B' && line.ptr[1] == '[') {
      size_t end = str_find(line, 0, 'm');
      line = str_slice(line, end < line.len ? end + 1 : end, line.len);
    } else if (line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\r')) {
      line = str_slice(line, 1, line.len);
    } else {
      return line;
    }
  }
}

static bool is_plan_text(Str head) {
  for (size_t at = 0; at < head.len;) {
    size_t end = str_find(head, at, '\n');
    Str line = skip_colours(str_slice(head, at, end));
    if (tf_starts_with(line, sentences))
      return true;
    at = end + 1;
  }
  return false;
}

/* A ZIP archive. */
static bool is_binary(Str head) {
  return str_starts(head, "PK\x03\x04");
}

/* ---- Configuration ------------------------------------------------------- */

static const char *const hcl_blocks[] = {
    "resource \"", "data \"",     "module \"", "variable \"", "provider \"",
    "output \"",   "terraform {", "locals {",  NULL,
};

static bool is_hcl_block(Str line) {
  while (line.len > 0 && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\r'))
    line.len--;
  return str_ends(line, "{") && tf_starts_with(line, hcl_blocks);
}

/* Looks at the first line that is neither blank nor a comment. */
static bool is_hcl(Str head) {
  bool in_comment = false;
  for (size_t at = 0; at < head.len;) {
    size_t end = str_find(head, at, '\n');
    Str line = str_slice(head, at, end);
    at = end + 1;
    if (str_starts(line, "/*"))
      in_comment = true;
    if (in_comment) {
      in_comment = str_find_str(line, STR("*/")) == line.len;
      continue;
    }
    bool is_blank = line.len == 0 || str_is(line, "\r");
    if (!is_blank && line.ptr[0] != '#' && !str_starts(line, "//"))
      return is_hcl_block(line);
  }
  return false;
}

#define MAKE "make the plan's JSON with "
#define PLAN_AND_SHOW "`terraform plan -out=tfplan && terraform show -json tfplan > plan.json`"
#define SHOW "`terraform show -json tfplan > plan.json`"

const WrongKind tf_wrong[] = {
    {.head = is_binary,
     .what = "this is a binary plan (or another ZIP archive); make its JSON with " SHOW},
    {.head = is_hcl, .what = "this is Terraform configuration; " MAKE PLAN_AND_SHOW},
    {.head = is_plan_text,
     .unless_json = true,
     .what = "this is a plan as text for people; make its JSON with " PLAN_AND_SHOW},
    {.key = "provider_schemas",
     .what = "these are provider schemas, which hold no resources; " MAKE SHOW},
    {.key = "remote_plan_format",
     .what = "this is the bookmark of a plan that HCP Terraform keeps; " MAKE
             "`terraform show -json FILE > plan.json`, logged in to that host"},
    {.key = "@level",
     .what =
         "this is the log of `terraform plan -json`, which holds no policies; " MAKE PLAN_AND_SHOW},
    {.key = "lineage",
     .what = "this is a raw state file; make the state's JSON with "
             "`terraform show -json > state.json`"},
    {.key = "configuration", .what = "this is a configuration without a plan; " MAKE PLAN_AND_SHOW},
    {.what = NULL},
};
