/* SPDX-License-Identifier: Apache-2.0
 *
 * Which files of a folder are a module, and in which order. OpenTofu reads
 * main.tofu instead of main.tf; Terraform knows no such files:
 * opentofu.org/docs/language/files.
 */
#include <stdlib.h>

#include "files.h"
#include "side.h"

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
static size_t kind_of(struct alint_str name) {
  size_t i = 0;
  while (i < KIND_COUNT && !alint_str_ends(name, kinds[i].end))
    i++;
  return i;
}

static bool counts(struct alint_str name) {
  bool left_out = alint_str_starts(name, ".") || alint_str_ends(name, "~") ||
                  (alint_str_starts(name, "#") && alint_str_ends(name, "#"));
  return !left_out && kind_of(name) < KIND_COUNT;
}

bool alint_tf_is_json(struct alint_str name) {
  size_t kind = kind_of(name);
  return kind < KIND_COUNT && kinds[kind].json;
}

bool alint_tf_is_tofu(struct alint_str name) {
  size_t kind = kind_of(name);
  return kind < KIND_COUNT && kinds[kind].tofu;
}

static struct alint_str stem_of(struct alint_str name) {
  size_t kind = kind_of(name);
  return alint_str_slice(name, 0, kind < KIND_COUNT ? name.len - kinds[kind].len : name.len);
}

bool alint_tf_overrides(struct alint_str name) {
  struct alint_str stem = stem_of(name);
  return alint_str_is(stem, "override") || alint_str_ends(stem, "_override");
}

/* Those that override come last. */
static int compare(const void *left, const void *right) {
  const struct alint_str *a = left, *b = right;
  int order = (int)alint_tf_overrides(*a) - (int)alint_tf_overrides(*b);
  return order != 0 ? order : alint_str_cmp(*a, *b);
}

/* Whether OpenTofu reads another file in place of the first: in sorted order those
 * that begin alike come behind it. */
static bool is_replaced(const struct alint_str *names, size_t count) {
  struct alint_str stem = stem_of(names[0]);
  for (size_t i = 1; i < count && !alint_tf_is_tofu(names[0]); i++) {
    if (!alint_str_eq(alint_str_slice(names[i], 0, stem.len), stem))
      break;
    if (alint_tf_is_tofu(names[i]) && alint_tf_is_json(names[i]) == alint_tf_is_json(names[0]) &&
        alint_str_eq(stem_of(names[i]), stem))
      return true;
  }
  return false;
}

size_t alint_tf_pick_files(struct alint_str *names, size_t count, enum alint_tf_tool tool) {
  size_t kept = 0, left = 0;
  for (size_t i = 0; i < count; i++) {
    if (counts(names[i]) && !(tool == ALINT_TF_TERRAFORM && alint_tf_is_tofu(names[i])))
      names[kept++] = names[i];
  }
  if (kept > 1)
    qsort(names, kept, sizeof *names, compare);
  if (tool != ALINT_TF_OPENTOFU)
    return kept;
  /* ".tf" comes before ".tofu": what replaces a file is not yet moved. More files
   * than are read are not looked at. */
  for (size_t i = 0; i < kept; i++) {
    if (i > ALINT_MAX_SOURCE_FILES || !is_replaced(names + i, kept - i))
      names[left++] = names[i];
  }
  return left;
}

enum alint_tf_tool alint_tf_tool_of(const struct alint_tf *tf) {
  bool terraform = false, tofu = false;
  for (size_t i = 0; i < tf->provider_count; i++) {
    struct alint_str full = alint_tf_string(tf->providers[i].config, "full_name");
    terraform = terraform || alint_str_starts(full, "registry.terraform.io/");
    tofu = tofu || alint_str_starts(full, "registry.opentofu.org/");
  }
  if (terraform == tofu)
    return ALINT_TF_ANY_TOOL;
  return tofu ? ALINT_TF_OPENTOFU : ALINT_TF_TERRAFORM;
}
