/* SPDX-License-Identifier: Apache-2.0
 *
 * AL610 unknown-service
 *
 * Service principals that are not in the list of names, src/facts/services.c, which is incomplete.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/services.h"
#include "rules/draft.h"

static const char *const suffixes[] = {
    ".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu",   ".c2s.ic.gov",
    ".sc2s.sgov.gov", ".cloud.adc-e.uk",   ".csp.hci.ic.gov",
};

/* The name with its regions and suffixes filled in; false: it has another hole. */
static bool fill_in(Buf *buf, const Text *host) {
  for (size_t i = 0; i < host->count; i++) {
    const Hole *hole = host->pieces[i].hole;
    if (!hole)
      buf_add_str(buf, host->pieces[i].literal);
    else if (hole->kind == HOLE_REGION)
      buf_add(buf, "us-east-1");
    else if (hole->kind == HOLE_URL_SUFFIX)
      buf_add(buf, "amazonaws.com");
    else
      return false;
  }
  return true;
}

/* Like us-east-1 or us-gov-west-1. */
static bool is_region(Str s) {
  size_t dashes = 0;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    dashes += c == '-';
    if (!((c >= 'a' && c <= 'z') || c == '-' || (i > 0 && c >= '0' && c <= '9')))
      return false;
  }
  return dashes >= 2 && s.ptr[s.len - 1] >= '0' && s.ptr[s.len - 1] <= '9';
}

/* Cuts off ".amazonaws.com" and the region of a regional name. */
static bool cut_suffix(Str *name) {
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    if (!str_ends(*name, suffixes[i]))
      continue;
    name->len -= str_of(suffixes[i]).len;
    size_t dot = name->len;
    while (dot > 0 && name->ptr[dot - 1] != '.')
      dot--;
    if (dot > 0 && is_region(str_slice(*name, dot, name->len)))
      name->len = dot - 1;
    return true;
  }
  return false;
}

static int compare(const void *name, const void *entry) {
  return str_cmp(*(const Str *)name, str_of(*(const char *const *)entry));
}

static bool is_known(Str name) {
  return bsearch(&name, service_names, service_name_count, sizeof *service_names, compare);
}

static void tell(Draft *draft, const Identity *identity) {
  if (identity->kind != IDENTITY_SERVICE || identity->has_wildcard)
    return;
  Buf buf = buf_in(draft->check->arena);
  if (!fill_in(&buf, identity->host))
    return;
  if (buf.failed)
    out_of_memory();
  Str name = buf_str(&buf);
  bool suffixed = cut_suffix(&name);
  if (suffixed && is_known(name))
    return;
  if (!suffixed) /* "lambda.amazon.com": its first part may be right */
    name.len = str_find(name, 0, '.');
  const char *near = nearest_name(name, service_names, service_name_count);
  draft_message(draft,
                "%s is not a known service principal%s%s%s IAM refuses a name it does not know",
                draft_quote_principal(draft, identity), near ? ", did you mean " : ":",
                near ? near : "", near ? ".amazonaws.com?" : "");
}

const RuleChecks rule_al610 = {.principal = tell};
