/* SPDX-License-Identifier: Apache-2.0
 *
 * Which shared issuer a token is of, and what its claims fix.
 */
#include "access/issuers.h"

#include <string.h>

const struct alint_issuer *alint_issuer_of(const struct alint_identity *identity) {
  struct alint_str host;
  if (identity->who != ALINT_WHO_OIDC || !identity->host ||
      !alint_text_known(identity->host, &host))
    return NULL;
  for (size_t i = 0; i < alint_issuer_count; i++) {
    if (alint_str_is_nocase(host, alint_issuers[i].host))
      return &alint_issuers[i];
  }
  return NULL;
}

struct alint_str alint_issuer_claim(const struct alint_issuer *issuer, struct alint_str key) {
  size_t n = strlen(issuer->host);
  if (key.len > n + 1 && key.ptr[n] == ':' && alint_str_starts_nocase(key, issuer->host))
    return alint_str_slice(key, n + 1, key.len);
  return (struct alint_str){NULL, 0};
}

static bool listed(const char *const *list, struct alint_str claim) {
  for (; list && *list; list++) {
    if (alint_str_is_nocase(claim, *list))
      return true;
  }
  return false;
}

bool alint_issuer_binds(const struct alint_issuer *issuer, struct alint_str claim) {
  return alint_str_is_nocase(claim, issuer->subject_key) || listed(issuer->binding, claim);
}

bool alint_issuer_fixes_unit(const struct alint_issuer *issuer, struct alint_str claim) {
  return listed(issuer->units, claim);
}

bool alint_issuer_is_free(const struct alint_issuer *issuer, struct alint_str claim) {
  return listed(issuer->free, claim);
}

bool alint_issuer_always(const struct alint_issuer *issuer, struct alint_str claim) {
  return listed(issuer->always, claim);
}

bool alint_issuer_maps(const struct alint_issuer *issuer, struct alint_str claim) {
  static const char *const common[] = {"sub", "aud", "amr", "email", "oaud", NULL};
  return (!issuer->own_keys && listed(common, claim)) || alint_issuer_binds(issuer, claim) ||
         alint_issuer_is_free(issuer, claim);
}

bool alint_issuer_chosen_name(const struct alint_issuer *issuer, struct alint_str claim) {
  static const char *const names[] = {"repository", "organization_slug", "user_login", NULL};
  return alint_issuer_binds(issuer, claim) && listed(names, claim);
}

const struct alint_issuer *alint_issuer_subject_asked(const struct alint_issuer *issuer,
                                                      const struct alint_statement *statement) {
  bool subject = false, main_claim = false;
  for (size_t i = 0; i < statement->condition_count; i++) {
    struct alint_str claim = alint_issuer_claim(issuer, statement->conditions[i].key);
    subject = subject || alint_str_is_nocase(claim, "sub");
    main_claim = main_claim || alint_str_is_nocase(claim, issuer->subject_key);
  }
  return subject && !main_claim && issuer->subjects ? issuer->subjects[0] : NULL;
}
