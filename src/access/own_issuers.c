/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens of issuers that are one's own (a cluster, a server of a team),
 * for an adversary who has another subject there.
 */

#include "access/claims.h"
#include "access/token_issuers.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/issuers.h"

/* ---- Clusters: system:serviceaccount:NAMESPACE:NAME --------------------------------- */

static const char prefix[] = "system:serviceaccount:";

static bool starts(const Text *text, const char *with) {
  return text->count > 0 && !text->pieces[0].hole && str_starts(text->pieces[0].literal, with);
}

/* Whether the statement asks for a subject that starts so. */
static bool asks_for(const Way *way, const char *start) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const Condition *condition = &way->statement->conditions[i];
    for (size_t k = 0; k < condition->value_count && str_ends(condition->key, ":sub"); k++) {
      if (starts(condition->values[k].text, start))
        return true;
    }
  }
  return false;
}

bool way_host_is_cluster(const Text *host) {
  const Hole *hole = host ? text_first_hole(host) : NULL;
  return (hole && hole->of_cluster) || (host && starts(host, "oidc.eks."));
}

bool way_trusts_cluster(const Way *way) {
  return way_host_is_cluster(way->identity.host) || asks_for(way, "system:");
}

struct patterns {
  const Text *items[MAX_CLAIM_PATTERNS];
  size_t count;
};

static void collect(Search *s, const SearchKey *key, struct patterns *out) {
  out->count = 0;
  for (size_t i = 0; i < key->use_count; i++) {
    for (size_t k = 0; k < key->uses[i].condition->value_count; k++) {
      const Text *text = search_use_value(s, &key->uses[i], k);
      if (!text)
        continue;
      if (out->count < MAX_CLAIM_PATTERNS)
        out->items[out->count++] = text;
      else
        s->gave_up = true;
    }
  }
}

struct account_name {
  const Text *space, *name;
};

/* False: the subject, or pattern, has no such two parts. */
static bool take_apart(Search *s, struct account_name *out, const Text *subject) {
  const Text *parts[4];
  size_t count = text_split(s->arena, subject, ':', parts, 4);
  if (count != 4 || !starts(subject, prefix))
    return false;
  *out = (struct account_name){.space = parts[2], .name = parts[3]};
  return true;
}

/* Names of Kubernetes: small letters, digits, '-' and '.', the first and the last
 * a letter or digit. */
static bool good_name(const Text *name) {
  for (size_t i = 0; i < name->count; i++) {
    Str part = name->pieces[i].literal;
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
static bool is_elsewhere(Search *s, const Text *subject, const struct patterns *patterns) {
  struct account_name have, named;
  Str space, other;
  if (!take_apart(s, &have, subject) || !good_name(have.space) || !good_name(have.name) ||
      !text_known(have.space, &space))
    return false;
  for (size_t i = 0; i < patterns->count; i++) {
    if (take_apart(s, &named, patterns->items[i]) && text_known(named.space, &other) &&
        str_eq(other, space))
      return false;
  }
  return true;
}

static bool has_wildcards(const Text *pattern) {
  for (size_t i = 0; i < pattern->count; i++) {
    if (!pattern->pieces[i].hole &&
        (str_has(pattern->pieces[i].literal, '*') || str_has(pattern->pieces[i].literal, '?')))
      return true;
  }
  return false;
}

/* The pattern with the wildcards that its holes may bring; NULL where they bring none. */
static const Text *open_holes(Search *s, const Text *pattern) {
  static const Piece star = {.literal = {"*", 1}};
  Text *out = arena_alloc(s->arena, sizeof *out);
  Piece *pieces = arena_array(s->arena, pattern->count, sizeof *pieces);
  bool brings = false;
  for (size_t i = 0; i < pattern->count; i++) {
    bool open = pattern->pieces[i].hole && search_may_bring_wildcards(pattern->pieces[i].hole);
    pieces[i] = open ? star : pattern->pieces[i];
    brings = brings || open;
  }
  *out = (Text){pieces, pattern->count};
  return brings ? out : NULL;
}

/* A pattern as a subject of the adversary's: holes stay, wildcards are filled. */
static const Text *fill_stars(Search *s, const Text *pattern, const char *first, const char *second,
                              size_t *stars) {
  const Text **parts = arena_array(s->arena, pattern->count, sizeof *parts);
  *stars = 0;
  for (size_t i = 0; i < pattern->count; i++) {
    const Piece *piece = &pattern->pieces[i];
    Buf buf = buf_in(s->arena);
    for (size_t k = 0; !piece->hole && k < piece->literal.len; k++) {
      char c = piece->literal.ptr[k];
      if (c == '*')
        buf_add(&buf, *stars == 0 ? first : *stars == 1 ? second : "");
      else
        buf_add_char(&buf, c == '?' ? 'x' : c);
      *stars += c == '*';
    }
    parts[i] = piece->hole ? text_hole(s->arena, piece->hole) : text_fresh(s->arena, buf_str(&buf));
  }
  return text_concat(s->arena, parts, pattern->count);
}

/* Fills the first two wildcards of a pattern with every pair. */
static void fill(Search *s, const Text *pattern, const struct patterns *patterns, TextList *out) {
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
  for (const char *const *first = fillers; *first && s->status == OK; first++) {
    for (const char *const *second = fillers; *second; second++) {
      size_t stars;
      const Text *subject = fill_stars(s, pattern, *first, *second, &stars);
      search_spend_on_patterns(s, patterns->count);
      if (is_elsewhere(s, subject, patterns))
        search_add_value(s, out, subject);
      if (stars == 0)
        return;
      if (stars < 2)
        break;
    }
  }
}

/* Another name in a namespace that is spelled out. How names start is a choice of
 * the namespace's owner: a pattern that says so is enough. */
static void same_namespace(Search *s, const struct patterns *patterns, TextList *out) {
  const Text *begin = text_literal(s->arena, str_of(prefix)),
             *end = text_literal(s->arena, STR(":another"));
  struct account_name named;
  for (size_t i = 0; i < patterns->count && s->status == OK; i++) {
    if (!take_apart(s, &named, patterns->items[i]) || !good_name(named.space))
      continue;
    const Text *parts[] = {begin, named.space, end};
    search_add_value(s, out, text_concat(s->arena, parts, 3));
  }
}

static void service_account(Search *s, const SearchKey *key, TextList *out) {
  struct patterns patterns;
  collect(s, key, &patterns);
  if (s->adversary != ADVERSARY_OTHER_SUBJECT) {
    same_namespace(s, &patterns, out);
    return;
  }
  search_add_value(s, out, text_fresh(s->arena, STR("system:serviceaccount:another:another")));
  for (size_t i = 0; i < patterns.count && s->status == OK; i++) {
    const Text *open = open_holes(s, patterns.items[i]);
    if (has_wildcards(patterns.items[i]))
      fill(s, patterns.items[i], &patterns, out);
    if (open)
      fill(s, open, &patterns, out);
  }
}

/* ---- Others --------------------------------------------------------------------------- */

/* Claims that, like the subject, are of one project or one person of the issuer;
 * the last part of their names. */
static bool fixes_subject(Str key) {
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
    if (str_ends(key, claims[i]))
      return true;
  }
  return false;
}

/* Whether the claim is compared with whole values only. */
static bool is_exact(const SearchKey *key) {
  for (size_t i = 0; i < key->use_count; i++) {
    const Condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      Str value;
      if (key->uses[i].op.family == OPERATOR_LIKE &&
          (!text_known(condition->values[k].text, &value) || str_has(value, '*') ||
           str_has(value, '?')))
        return false;
    }
  }
  return true;
}

bool way_may_be_of_issuer(const Way *way, const Issuer *issuer) {
  Str known;
  return way->identity.host && !text_known(way->identity.host, &known) &&
         issuer->subject_prefix[0] && asks_for(way, issuer->subject_prefix);
}

/* A subject that no policy names; where it is not known which issuer it is, those of
 * other tenants too, of the issuers whose subjects are like the policy's. */
static void other_subject(Search *s, const SearchKey *key, TextList *out) {
  search_fresh_values(s, key, out);
  for (size_t i = 0; i < issuer_table_count; i++) {
    if (way_may_be_of_issuer(s->way, &issuer_table[i]))
      search_tenant_values(s, key, &issuer_table[i], out);
  }
}

void search_own_issuer_values(Search *s, const SearchKey *key, TextList *out) {
  bool subject = str_ends(key->name, ":sub");
  if (subject && way_trusts_cluster(s->way))
    service_account(s, key, out);
  else if (s->adversary == ADVERSARY_OTHER_SUBJECT &&
           (subject || (fixes_subject(key->name) && is_exact(key))))
    other_subject(s, key, out);
  else if (!subject)
    search_free_values(s, key, out);
}
