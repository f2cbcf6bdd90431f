/* SPDX-License-Identifier: Apache-2.0
 *
 * Which files of a folder are a module, and in which order. OpenTofu reads
 * main.tofu instead of main.tf; Terraform knows no such files:
 * opentofu.org/docs/language/files.
 */
#include <stdlib.h>

#include "parsers/terraform/plan/resource.h"
#include "parsers/terraform/source/files.h"

/* By the length of what they end in: the longer first. */
static const struct {
  const char *end;
  size_t len;
  bool json, tofu;
} kinds[] = {
    {".tofu.json", 10, true, true},
    {".tf.json", 8, true, false},
    {".tofu", 5, false, true},
    {".tf", 3, false, false},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

/* KIND_COUNT for any other file. */
static size_t kind_of(Str name) {
  size_t i = 0;
  while (i < KIND_COUNT && !str_ends(name, kinds[i].end))
    i++;
  return i;
}

static bool counts(Str name) {
  bool left_out = str_starts(name, ".") || str_ends(name, "~") ||
                  (str_starts(name, "#") && str_ends(name, "#"));
  return !left_out && kind_of(name) < KIND_COUNT;
}

bool tf_is_json(Str name) {
  size_t kind = kind_of(name);
  return kind < KIND_COUNT && kinds[kind].json;
}

bool tf_is_tofu(Str name) {
  size_t kind = kind_of(name);
  return kind < KIND_COUNT && kinds[kind].tofu;
}

static Str stem_of(Str name) {
  size_t kind = kind_of(name);
  return str_slice(name, 0, kind < KIND_COUNT ? name.len - kinds[kind].len : name.len);
}

bool tf_overrides(Str name) {
  Str stem = stem_of(name);
  return str_is(stem, "override") || str_ends(stem, "_override");
}

/* Those that override come last. */
static int compare(const void *left, const void *right) {
  const Str *a = left, *b = right;
  int order = (int)tf_overrides(*a) - (int)tf_overrides(*b);
  return order != 0 ? order : str_cmp(*a, *b);
}

/* Whether OpenTofu reads another file in place of the first: in sorted order those
 * that begin alike come behind it. */
static bool is_replaced(const Str *names, size_t count) {
  Str stem = stem_of(names[0]);
  for (size_t i = 1; i < count && !tf_is_tofu(names[0]); i++) {
    if (!str_eq(str_slice(names[i], 0, stem.len), stem))
      break;
    if (tf_is_tofu(names[i]) && tf_is_json(names[i]) == tf_is_json(names[0]) &&
        str_eq(stem_of(names[i]), stem))
      return true;
  }
  return false;
}

size_t tf_pick_files(Str *names, size_t count, TfTool tool) {
  size_t kept = 0, left = 0;
  for (size_t i = 0; i < count; i++) {
    if (counts(names[i]) && !(tool == TF_TERRAFORM && tf_is_tofu(names[i])))
      names[kept++] = names[i];
  }
  if (kept > 1)
    qsort(names, kept, sizeof *names, compare);
  if (tool != TF_OPENTOFU)
    return kept;
  /* ".tf" comes before ".tofu": what replaces a file is not yet moved. More files
   * than are read are not looked at. */
  for (size_t i = 0; i < kept; i++) {
    if (i > MAX_SOURCE_FILES || !is_replaced(names + i, kept - i))
      names[left++] = names[i];
  }
  return left;
}

TfTool tf_tool_of(const TfPlan *tf) {
  bool terraform = false, tofu = false;
  for (size_t i = 0; i < tf->provider_count; i++) {
    Str full = tf_string(tf->providers[i].config, "full_name");
    terraform = terraform || str_starts(full, "registry.terraform.io/");
    tofu = tofu || str_starts(full, "registry.opentofu.org/");
  }
  if (terraform == tofu)
    return TF_ANY_TOOL;
  return tofu ? TF_OPENTOFU : TF_TERRAFORM;
}
