/* SPDX-License-Identifier: Apache-2.0
 *
 * Recognisably the wrong thing: what people give by mistake, and the command
 * that makes what they meant. What Terraform itself writes is told by its front
 * end (parsers/terraform/wrong.c and read.c).
 */
#include "sniff_private.h"

static const char hcl[] = "this is Terraform configuration; make the plan's JSON with "
                          "`terraform plan -out=tfplan && terraform show -json tfplan > plan.json`";

/* ---- Terraform configuration ---- */

static const char *const hcl_blocks[] = {
    "resource \"", "data \"",   "module \"",   "variable \"",
    "provider \"", "output \"", "terraform {", "locals {",
};

static bool is_hcl_block(struct alint_str line) {
  while (line.len > 0 && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\r'))
    line.len--;
  if (!alint_str_ends(line, "{"))
    return false;
  for (size_t i = 0; i < sizeof hcl_blocks / sizeof *hcl_blocks; i++) {
    if (alint_str_starts(line, hcl_blocks[i]))
      return true;
  }
  return false;
}

/* Looks at the first line that is neither blank nor a comment. */
static bool is_hcl(struct alint_str bytes) {
  bool in_comment = false;
  for (size_t at = 0; at < bytes.len;) {
    size_t end = alint_str_find(bytes, at, '\n');
    struct alint_str line = alint_str_slice(bytes, at, end);
    at = end + 1;
    if (alint_str_starts(line, "/*"))
      in_comment = true;
    if (in_comment) {
      in_comment = alint_str_find_str(line, ALINT_STR("*/")) == line.len;
      continue;
    }
    bool is_blank = line.len == 0 || alint_str_is(line, "\r");
    if (!is_blank && line.ptr[0] != '#' && !alint_str_starts(line, "//"))
      return is_hcl_block(line);
  }
  return false;
}

const char *alint_wrong_bytes(struct alint_str bytes) {
  return is_hcl(bytes) ? hcl : NULL;
}

/* ---- Trees ---- */

static const struct {
  const char *keys[2]; /* both are there, at the top */
  const char *what;
} wrong_trees[] = {
    {{"TemplateBody", "StagesAvailable"},
     "this is the output of `aws cloudformation get-template`, not the template; add "
     "`--query TemplateBody` to that command"},
};

const char *alint_wrong_tree(const struct alint_node *root) {
  for (size_t i = 0; i < sizeof wrong_trees / sizeof *wrong_trees; i++) {
    if (alint_node_get(root, wrong_trees[i].keys[0]) &&
        alint_node_get(root, wrong_trees[i].keys[1]))
      return wrong_trees[i].what;
  }
  return NULL;
}
