/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens of issuers that are one's own (a cluster, a server of a team),
 * for an adversary who has another subject there.
 */

#include "access/search.h"

/* ---- EKS: system:serviceaccount:NAMESPACE:NAME -------------------------------------- */

static const char prefix[] = "system:serviceaccount:";

struct account_name {
  struct alint_str space, name;
};

/* False: the subject, or pattern, has no such two parts. */
static bool take_apart(struct account_name *out, struct alint_str subject) {
  if (!alint_str_starts(subject, prefix))
    return false;
  struct alint_str rest = alint_str_slice(subject, sizeof prefix - 1, subject.len);
  size_t colon = alint_str_find(rest, 0, ':');
  if (colon == rest.len)
    return false;
  out->space = alint_str_slice(rest, 0, colon);
  out->name = alint_str_slice(rest, colon + 1, rest.len);
  return true;
}

/* Names of Kubernetes: small letters, digits, '-' and '.', the first and the last
 * a letter or digit. */
static bool good_name(struct alint_str name) {
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    bool inside = i > 0 && i + 1 < name.len && (c == '-' || c == '.');
    if (!plain && !inside)
      return false;
  }
  return name.len > 0;
}

/* Whether a service account is of a namespace that no pattern spells out. */
static bool is_elsewhere(struct alint_str subject, const struct alint_str *patterns, size_t count) {
  struct account_name have, named;
  if (!take_apart(&have, subject) || !good_name(have.space) || !good_name(have.name))
    return false;
  for (size_t i = 0; i < count; i++) {
    if (take_apart(&named, patterns[i]) && alint_str_eq(named.space, have.space))
      return false;
  }
  return true;
}

/* Fills the first two wildcards of a pattern with every pair. */
static void fill(struct alint_search *s, struct alint_str pattern, const struct alint_str *patterns,
                 size_t count, struct alint_values *out) {
  static const char *const fillers[] = {"another",
                                        "-another",
                                        "another:another",
                                        "-another:another",
                                        "another:",
                                        "-another:",
                                        ":another",
                                        "system:serviceaccount:another",
                                        "system:serviceaccount:another:another",
                                        "",
                                        NULL};
  for (const char *const *first = fillers; *first && s->status == ALINT_OK; first++) {
    for (const char *const *second = fillers; *second; second++) {
      struct alint_buf buf = alint_buf(s->arena);
      size_t stars = 0;
      for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '*')
          alint_buf_add(&buf, stars == 0 ? *first : stars == 1 ? *second : "");
        else
          alint_buf_add_char(&buf, c == '?' ? 'x' : c);
        stars += c == '*';
      }
      struct alint_str subject = alint_buf_str(&buf);
      alint_spend_on_patterns(s, count);
      if (is_elsewhere(subject, patterns, count))
        alint_add_literal(s, out, subject);
      if (stars < 2)
        break;
    }
    if (!alint_str_has(pattern, '*'))
      break;
  }
}

/* Another name in a namespace that is spelled out. How names start is a choice of
 * the namespace's owner: a pattern that says so is enough. */
static void same_namespace(struct alint_search *s, const struct alint_str *patterns, size_t count,
                           struct alint_values *out) {
  struct account_name named;
  for (size_t i = 0; i < count; i++) {
    if (!take_apart(&named, patterns[i]) || !good_name(named.space))
      continue;
    struct alint_str other =
        alint_str_printf(s->arena, "%s%.*s:another", prefix, ALINT_FMT(named.space));
    if (other.ptr)
      alint_add_literal(s, out, other);
    else
      s->status = ALINT_ENOMEM;
  }
}

static void service_account(struct alint_search *s, const struct alint_search_key *key,
                            struct alint_values *out) {
  struct alint_str patterns[ALINT_MAX_CLAIM_PATTERNS];
  size_t count = alint_claim_patterns(s, key, patterns, ALINT_MAX_CLAIM_PATTERNS);
  if (s->adversary != ALINT_OTHER_SUBJECT) {
    same_namespace(s, patterns, count, out);
    return;
  }
  alint_add_literal(s, out, ALINT_STR("system:serviceaccount:another:another"));
  for (size_t i = 0; i < count; i++) {
    if (alint_str_has(patterns[i], '*') || alint_str_has(patterns[i], '?'))
      fill(s, patterns[i], patterns, count, out);
  }
  alint_make_fresh(s, out);
}

/* ---- Others --------------------------------------------------------------------------- */

/* Claims that, like the subject, are of one project or one person of the issuer;
 * the last part of their names. */
static bool fixes_subject(struct alint_str key) {
  static const char *const claims[] = {":repository",
                                       ":repository_id",
                                       ":project_id",
                                       ":project-id",
                                       "/project-id",
                                       ":project_path",
                                       ":pipeline_id",
                                       ":pipeline_slug",
                                       ":repositoryUuid",
                                       ":workspaceUuid",
                                       ":user_id",
                                       ":email",
                                       ":oid",
                                       ":azp",
                                       ":client_id",
                                       ":preferred_username",
                                       ":terraform_project_id",
                                       ":terraform_workspace_id",
                                       ":spaceId"};
  for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
    if (alint_str_ends(key, claims[i]))
      return true;
  }
  return false;
}

/* Whether the claim is compared with whole values only. */
static bool is_exact(const struct alint_search_key *key) {
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      struct alint_str value;
      if (key->uses[i].op.family == ALINT_OP_LIKE &&
          (!alint_text_known(condition->values[k].text, &value) || alint_str_has(value, '*') ||
           alint_str_has(value, '?')))
        return false;
    }
  }
  return true;
}

void alint_own_issuer_values(struct alint_search *s, const struct alint_search_key *key,
                             struct alint_values *out) {
  bool subject = alint_str_ends(key->name, ":sub");
  bool eks = alint_str_starts_nocase(s->host, "oidc.eks.");
  if (subject && eks)
    service_account(s, key, out);
  else if (s->adversary == ALINT_OTHER_SUBJECT &&
           (subject || (fixes_subject(key->name) && is_exact(key))))
    alint_fresh_values(s, key, out);
  else if (!subject)
    alint_free_values(s, key, out);
}
