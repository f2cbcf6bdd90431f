/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens of issuers that are one's own (a cluster, a server of a team),
 * for an adversary who has another subject there.
 */

#include "access/issuers.h"
#include "access/search.h"
#include "assumelint/arena.h"

/* ---- Clusters: system:serviceaccount:NAMESPACE:NAME --------------------------------- */

static const char prefix[] = "system:serviceaccount:";

static bool starts(const struct alint_text *text, const char *with) {
  return text->count > 0 && !text->pieces[0].hole &&
         alint_str_starts(text->pieces[0].literal, with);
}

/* Whether the statement asks for a subject that starts so. */
static bool asks_for(const struct alint_way *way, const char *start) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const struct alint_condition *condition = &way->statement->conditions[i];
    for (size_t k = 0; k < condition->value_count && alint_str_ends(condition->key, ":sub"); k++) {
      if (starts(condition->values[k].text, start))
        return true;
    }
  }
  return false;
}

bool alint_is_cluster_issuer(const struct alint_text *host) {
  const struct alint_hole *hole = host ? alint_text_first_hole(host) : NULL;
  return (hole && hole->of_cluster) || (host && starts(host, "oidc.eks."));
}

bool alint_trusts_cluster(const struct alint_way *way) {
  return alint_is_cluster_issuer(way->identity.host) || asks_for(way, "system:");
}

struct patterns {
  const struct alint_text *items[ALINT_MAX_CLAIM_PATTERNS];
  size_t count;
};

static void collect(struct alint_search *s, const struct alint_search_key *key,
                    struct patterns *out) {
  out->count = 0;
  for (size_t i = 0; i < key->use_count; i++) {
    for (size_t k = 0; k < key->uses[i].condition->value_count; k++) {
      const struct alint_text *text = alint_use_value(s, &key->uses[i], k);
      if (!text)
        continue;
      if (out->count < ALINT_MAX_CLAIM_PATTERNS)
        out->items[out->count++] = text;
      else
        s->gave_up = true;
    }
  }
}

struct account_name {
  const struct alint_text *space, *name;
};

/* False: the subject, or pattern, has no such two parts. */
static bool take_apart(struct alint_search *s, struct account_name *out,
                       const struct alint_text *subject) {
  const struct alint_text *parts[4];
  size_t count = alint_text_split(s->arena, subject, ':', parts, 4);
  if (count == 0)
    alint_out_of_memory();
  if (count != 4 || !starts(subject, prefix))
    return false;
  *out = (struct account_name){.space = parts[2], .name = parts[3]};
  return true;
}

/* Names of Kubernetes: small letters, digits, '-' and '.', the first and the last
 * a letter or digit. */
static bool good_name(const struct alint_text *name) {
  for (size_t i = 0; i < name->count; i++) {
    struct alint_str part = name->pieces[i].literal;
    for (size_t k = 0; k < part.len && !name->pieces[i].hole; k++) {
      char c = part.ptr[k];
      bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      bool inside = (i > 0 || k > 0) && (i + 1 < name->count || k + 1 < part.len);
      if (!plain && !(inside && (c == '-' || c == '.')))
        return false;
    }
  }
  return name->count > 0;
}

/* Whether a service account is of a namespace that no pattern spells out. */
static bool is_elsewhere(struct alint_search *s, const struct alint_text *subject,
                         const struct patterns *patterns) {
  struct account_name have, named;
  struct alint_str space, other;
  if (!take_apart(s, &have, subject) || !good_name(have.space) || !good_name(have.name) ||
      !alint_text_known(have.space, &space))
    return false;
  for (size_t i = 0; i < patterns->count; i++) {
    if (take_apart(s, &named, patterns->items[i]) && alint_text_known(named.space, &other) &&
        alint_str_eq(other, space))
      return false;
  }
  return true;
}

static bool has_wildcards(const struct alint_text *pattern) {
  for (size_t i = 0; i < pattern->count; i++) {
    if (!pattern->pieces[i].hole && (alint_str_has(pattern->pieces[i].literal, '*') ||
                                     alint_str_has(pattern->pieces[i].literal, '?')))
      return true;
  }
  return false;
}

/* The pattern with the wildcards that its holes may bring; NULL where they bring none. */
static const struct alint_text *open_holes(struct alint_search *s,
                                           const struct alint_text *pattern) {
  static const struct alint_piece star = {.literal = {"*", 1}};
  struct alint_text *out = alint_arena_alloc(s->arena, sizeof *out);
  struct alint_piece *pieces = alint_arena_array(s->arena, pattern->count, sizeof *pieces);
  bool brings = false;
  for (size_t i = 0; i < pattern->count; i++) {
    bool open = pattern->pieces[i].hole && alint_may_bring_wildcards(pattern->pieces[i].hole);
    pieces[i] = open ? star : pattern->pieces[i];
    brings = brings || open;
  }
  *out = (struct alint_text){pieces, pattern->count};
  return brings ? out : NULL;
}

/* A pattern as a subject of the adversary's: holes stay, wildcards are filled. */
static const struct alint_text *fill_stars(struct alint_search *s, const struct alint_text *pattern,
                                           const char *first, const char *second, size_t *stars) {
  const struct alint_text **parts = alint_arena_array(s->arena, pattern->count, sizeof *parts);
  *stars = 0;
  for (size_t i = 0; parts && i < pattern->count; i++) {
    const struct alint_piece *piece = &pattern->pieces[i];
    struct alint_buf buf = alint_buf(s->arena);
    for (size_t k = 0; !piece->hole && k < piece->literal.len; k++) {
      char c = piece->literal.ptr[k];
      if (c == '*')
        alint_buf_add(&buf, *stars == 0 ? first : *stars == 1 ? second : "");
      else
        alint_buf_add_char(&buf, c == '?' ? 'x' : c);
      *stars += c == '*';
    }
    parts[i] = piece->hole ? alint_text_hole(s->arena, piece->hole)
                           : alint_text_fresh(s->arena, alint_buf_str(&buf));
    if (!parts[i])
      parts = NULL;
  }
  const struct alint_text *out = parts ? alint_text_concat(s->arena, parts, pattern->count) : NULL;
  if (!out)
    alint_out_of_memory();
  return out;
}

/* Fills the first two wildcards of a pattern with every pair. */
static void fill(struct alint_search *s, const struct alint_text *pattern,
                 const struct patterns *patterns, struct alint_values *out) {
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
      size_t stars;
      const struct alint_text *subject = fill_stars(s, pattern, *first, *second, &stars);
      if (!subject)
        return;
      alint_spend_on_patterns(s, patterns->count);
      if (is_elsewhere(s, subject, patterns))
        alint_add_value(s, out, subject);
      if (stars == 0)
        return;
      if (stars < 2)
        break;
    }
  }
}

/* Another name in a namespace that is spelled out. How names start is a choice of
 * the namespace's owner: a pattern that says so is enough. */
static void same_namespace(struct alint_search *s, const struct patterns *patterns,
                           struct alint_values *out) {
  const struct alint_text *begin = alint_text_literal(s->arena, alint_str(prefix)),
                          *end = alint_text_literal(s->arena, ALINT_STR(":another"));
  struct account_name named;
  for (size_t i = 0; i < patterns->count && s->status == ALINT_OK; i++) {
    if (!take_apart(s, &named, patterns->items[i]) || !good_name(named.space))
      continue;
    const struct alint_text *parts[] = {begin, named.space, end};
    const struct alint_text *other = alint_text_concat(s->arena, parts, 3);
    if (other)
      alint_add_value(s, out, other);
    else
      alint_out_of_memory();
  }
}

static void service_account(struct alint_search *s, const struct alint_search_key *key,
                            struct alint_values *out) {
  struct patterns patterns;
  collect(s, key, &patterns);
  if (s->adversary != ALINT_OTHER_SUBJECT) {
    same_namespace(s, &patterns, out);
    return;
  }
  alint_add_value(s, out,
                  alint_text_fresh(s->arena, ALINT_STR("system:serviceaccount:another:another")));
  for (size_t i = 0; i < patterns.count && s->status == ALINT_OK; i++) {
    const struct alint_text *open = open_holes(s, patterns.items[i]);
    if (has_wildcards(patterns.items[i]))
      fill(s, patterns.items[i], &patterns, out);
    if (open)
      fill(s, open, &patterns, out);
  }
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

bool alint_may_be_shared(const struct alint_way *way, const struct alint_issuer *issuer) {
  struct alint_str known;
  return way->identity.host && !alint_text_known(way->identity.host, &known) &&
         issuer->subject_prefix[0] && asks_for(way, issuer->subject_prefix);
}

/* A subject that no policy names; where it is not known which issuer it is, those of
 * other tenants too, of the issuers whose subjects are like the policy's. */
static void other_subject(struct alint_search *s, const struct alint_search_key *key,
                          struct alint_values *out) {
  alint_fresh_values(s, key, out);
  for (size_t i = 0; i < alint_issuer_count; i++) {
    if (alint_may_be_shared(s->way, &alint_issuers[i]))
      alint_tenant_values(s, key, &alint_issuers[i], out);
  }
}

void alint_own_issuer_values(struct alint_search *s, const struct alint_search_key *key,
                             struct alint_values *out) {
  bool subject = alint_str_ends(key->name, ":sub");
  if (subject && alint_trusts_cluster(s->way))
    service_account(s, key, out);
  else if (s->adversary == ALINT_OTHER_SUBJECT &&
           (subject || (fixes_subject(key->name) && is_exact(key))))
    other_subject(s, key, out);
  else if (!subject)
    alint_free_values(s, key, out);
}
