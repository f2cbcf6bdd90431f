/* SPDX-License-Identifier: Apache-2.0
 *
 * Which shared issuer a token is of, and what its claims fix.
 */
#include "facts/issuers.h"

#include <string.h>

const Issuer *issuer_of(const Identity *identity) {
  Str host;
  if (identity->kind != IDENTITY_OIDC || !identity->host || !text_known(identity->host, &host))
    return NULL;
  for (size_t i = 0; i < issuer_table_count; i++) {
    if (str_is_nocase(host, issuer_table[i].host))
      return &issuer_table[i];
  }
  return NULL;
}

Str issuer_claim(const Issuer *issuer, Str key) {
  size_t n = strlen(issuer->host);
  if (key.len > n + 1 && key.ptr[n] == ':' && str_starts_nocase(key, issuer->host))
    return str_slice(key, n + 1, key.len);
  return (Str){NULL, 0};
}

static bool listed(const char *const *list, Str claim) {
  for (; list && *list; list++) {
    if (str_is_nocase(claim, *list))
      return true;
  }
  return false;
}

bool issuer_binds(const Issuer *issuer, Str claim) {
  return str_is_nocase(claim, issuer->subject_key) || listed(issuer->binding, claim);
}

bool issuer_fixes_unit(const Issuer *issuer, Str claim) {
  return listed(issuer->units, claim);
}

bool issuer_is_free(const Issuer *issuer, Str claim) {
  return listed(issuer->free, claim);
}

bool issuer_always(const Issuer *issuer, Str claim) {
  return listed(issuer->always, claim);
}

bool issuer_maps(const Issuer *issuer, Str claim) {
  static const char *const common[] = {"sub", "aud", "amr", "email", "oaud", NULL};
  return (!issuer->own_keys && listed(common, claim)) || issuer_binds(issuer, claim) ||
         issuer_is_free(issuer, claim);
}

bool issuer_chosen_name(const Issuer *issuer, Str claim) {
  static const char *const names[] = {"repository", "organization_slug", "user_login", NULL};
  return issuer_binds(issuer, claim) && listed(names, claim);
}

const Issuer *issuer_subject_asked(const Issuer *issuer, const Statement *statement) {
  bool subject = false, main_claim = false;
  for (size_t i = 0; i < statement->condition_count; i++) {
    Str claim = issuer_claim(issuer, statement->conditions[i].key);
    subject = subject || str_is_nocase(claim, "sub");
    main_claim = main_claim || str_is_nocase(claim, issuer->subject_key);
  }
  return subject && !main_claim && issuer->subjects ? issuer->subjects[0] : NULL;
}
