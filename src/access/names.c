/* SPDX-License-Identifier: Apache-2.0
 *
 * Names of users and roles, and of sessions: such as the policy's conditions on
 * aws:PrincipalArn, aws:username and aws:userid ask for, and plain ones. Somebody may
 * give their users and roles any name.
 */
#include "access/people.h"

/* ---- Out of patterns -------------------------------------------------------------------- */

/* "role/team/Ops" or "user/bob" out of an ARN's last part. */
static void add_from_resource(struct alint_search *s, struct alint_names *names,
                              const struct alint_text *resource) {
  const struct alint_text *parts[2];
  if (alint_text_split(s->arena, resource, '/', parts, 2) != 2 || parts[1]->count == 0)
    return;
  if (alint_text_is(parts[0], "role"))
    alint_add_value(s, &names->roles, parts[1]);
  else if (alint_text_is(parts[0], "user"))
    alint_add_value(s, &names->users, parts[1]);
}

static const struct alint_text *shape_of(struct alint_search *s, const struct alint_person *who,
                                         const char *type) {
  struct alint_str account;
  const struct alint_text *digits = who->account;
  /* Digits as they are: a pattern may fix some of them. */
  if (alint_text_known(who->account, &account))
    digits = alint_text_literal(s->arena, account);
  return digits ? alint_arn_of(s, who->partition, ":iam::", digits, alint_search_literal(s, type))
                : NULL;
}

/* Solves for an ARN of the account that fits the statement's conditions; `plain`:
 * without colons in its path. */
static void add_solved(struct alint_search *s, struct alint_search_key *key,
                       struct alint_names *names, const struct alint_person *who, const char *type,
                       bool plain) {
  struct alint_values solved = {.count = 0};
  const struct alint_text *colons = alint_search_literal(s, "*:*:*:*:*:*:*");
  const struct alint_text *slash = alint_search_literal(s, "*/");
  const struct alint_text *shape = shape_of(s, who, type);
  if (!shape)
    return;
  s->never = plain ? colons : slash;
  alint_solved_values(s, key, shape, false, &solved);
  s->never = NULL;
  for (size_t i = 0; i < solved.count; i++) {
    const struct alint_text *parts[6];
    if (alint_text_split(s->arena, solved.items[i], ':', parts, 6) == 6)
      add_from_resource(s, names, parts[5]);
  }
}

/* Whether a filled ARN can be one of the account: its wildcards became an x. */
static bool leaves_account(const struct alint_person *who, const struct alint_text *account) {
  struct alint_str known;
  if (alint_text_known(account, &known) && (known.len != 12 || alint_str_has(known, 'x')))
    return true;
  return alint_text_eq(account, who->account) != ALINT_NO;
}

static void add_readable(struct alint_search *s, struct alint_search_key *key,
                         struct alint_names *names, const struct alint_person *who) {
  struct alint_values values = {.count = 0};
  alint_pattern_values(s, key, &values);
  for (size_t i = 0; i < values.count; i++) {
    const struct alint_text *parts[6];
    if (alint_text_split(s->arena, values.items[i], ':', parts, 6) == 6 &&
        leaves_account(who, parts[4]))
      add_from_resource(s, names, parts[5]);
  }
}

/* The user names a policy asks for, as the ends of ARNs: the conditions on
 * aws:username and on aws:PrincipalArn are about one name. */
static void add_joint(struct alint_search *s, struct alint_search_key *arn,
                      struct alint_search_key *username, struct alint_names *names,
                      const struct alint_person *who) {
  static const char *const paths[] = {"user/", "user/*/"};
  for (size_t i = 0; i < username->use_count; i++) {
    const struct alint_use *use = &username->uses[i];
    bool glob = use->op.family == ALINT_OP_LIKE;
    if (use->statement != s->way->statement || use->op.negated ||
        (!glob && use->op.family != ALINT_OP_STRING))
      continue;
    for (size_t k = 0; k < use->condition->value_count; k++) {
      const struct alint_text *value = alint_use_value(s, use, k);
      struct alint_str pattern;
      s->gave_up = s->gave_up || k == ALINT_MAX_NAME_PATTERNS;
      if (k == ALINT_MAX_NAME_PATTERNS)
        break;
      for (size_t p = 0; value && alint_text_known(value, &pattern) && p < 2; p++) {
        struct alint_str type = alint_str_printf(s->arena, "%s%.*s", paths[p], ALINT_FMT(pattern));
        add_solved(s, arn, names, who, type.ptr, true);
      }
    }
  }
}

/* Where a user name is what another value must be: that one's patterns, and names
 * that start otherwise than the usual one. */
static void names_of_dependents(struct alint_search *s, size_t username, struct alint_names *out) {
  static const char *const others[] = {"deploy", "zz", "Q7"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    alint_add_literal(s, &out->users, alint_str(others[i]));
  for (size_t i = 0; i < s->key_count; i++) {
    for (size_t k = 0; k < s->keys[i].depend_count; k++) {
      if (s->keys[i].depends[k] == username && s->keys[i].info->source != ALINT_KEY_IDENTITY)
        alint_pattern_values(s, &s->keys[i], &out->users);
    }
  }
}

/* Paths may have colons in them: a pattern that crosses colons takes
 * role/x:111122223333:/y for one of that account. */
static void find_crossing(struct alint_search *s, struct alint_search_key *arn,
                          const struct alint_person *who, struct alint_names *out) {
  static const char *const shapes[] = {"role/?*/app", "role/?*/?*", "user/?*/app", "user/?*/?*"};
  bool crosses = false;
  for (size_t i = 0; i < arn->use_count; i++)
    crosses = crosses || arn->uses[i].op.family == ALINT_OP_LIKE;
  for (size_t i = 0; crosses && i < sizeof shapes / sizeof *shapes; i++)
    add_solved(s, arn, out, who, shapes[i], false);
}

static void names_asked_for(struct alint_search *s, const struct alint_person *who,
                            struct alint_names *out) {
  struct alint_search_key *arn = alint_search_key(s, "aws:PrincipalArn");
  struct alint_search_key *username = alint_search_key(s, "aws:username");
  if (arn && s->effort == ALINT_EFFORT_CROSSING) {
    find_crossing(s, arn, who, out);
    return;
  }
  alint_add_literal(s, &out->users, ALINT_STR("app"));
  alint_add_literal(s, &out->roles, ALINT_STR("app"));
  if (arn) {
    add_readable(s, arn, out, who);
    add_solved(s, arn, out, who, "role/?*", true);
    add_solved(s, arn, out, who, "user/?*", true);
    /* A name that becomes a session name needs two characters. */
    if (username && username->coupled)
      add_solved(s, arn, out, who, "user/??*", true);
  }
  if (username) {
    alint_pattern_values(s, username, &out->users);
    const struct alint_text *some = alint_search_literal(s, "?*");
    alint_solved_values(s, username, some, false, &out->users);
  }
  if (username && username->coupled)
    names_of_dependents(s, (size_t)(username - s->keys), out);
  if (arn && username)
    add_joint(s, arn, username, out, who);
}

void alint_find_sessions(struct alint_search *s, struct alint_values *out) {
  struct alint_search_key *id = alint_search_key(s, "aws:userid");
  struct alint_values values = {.count = 0};
  const struct alint_text *parts[2];
  alint_add_literal(s, out, ALINT_STR("session"));
  if (!id)
    return;
  const struct alint_text *shape = alint_search_literal(s, "AROAOFSOMEBODYELSE0:??*");
  alint_pattern_values(s, id, &values);
  alint_solved_values(s, id, shape, false, &values);
  for (size_t i = 0; i < values.count; i++) {
    if (alint_text_split(s->arena, values.items[i], ':', parts, 2) == 2 && parts[1]->count > 0)
      alint_add_value(s, out, parts[1]);
  }
}

/* ---- Names that follow from variables ----------------------------------------------- */

/* Keys that conditions on who the caller is name as variables. */
static size_t variables_of(struct alint_search *s, size_t *out, size_t max) {
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++) {
    const struct alint_search_key *key = &s->keys[i];
    for (size_t k = 0; key->info->source == ALINT_KEY_IDENTITY && k < key->depend_count; k++) {
      size_t on = key->depends[k];
      bool known = s->keys[on].info->source == ALINT_KEY_IDENTITY;
      for (size_t j = 0; j < n && !known; j++)
        known = out[j] == on;
      if (known)
        continue;
      if (n < max)
        out[n++] = on;
      else
        s->gave_up = true;
    }
  }
  return n;
}

/* With each of the values that the variables may have, taken side by side: the first of
 * each, the second of each. */
void alint_find_names(struct alint_search *s, const struct alint_person *who,
                      struct alint_names *out) {
  size_t variables[ALINT_MAX_CALLER_VARIABLES], most = 1;
  size_t count = variables_of(s, variables, ALINT_MAX_CALLER_VARIABLES);
  struct alint_context_key account = {.name = ALINT_STR("aws:PrincipalAccount"),
                                      .presence = ALINT_PRESENT,
                                      .values = &who->account,
                                      .value_count = 1};
  size_t before = s->request.key_count;
  s->request.keys[s->request.key_count++] = account;
  for (size_t i = 0; i < count; i++) {
    struct alint_search_key *key = &s->keys[variables[i]];
    key->choice = alint_adversary_choice(s->adversary, key->info,
                                         who->user ? ALINT_WHO_USER : ALINT_WHO_SESSION);
    alint_make_candidates(s, key);
    most = key->candidate_count > most ? key->candidate_count : most;
  }
  s->gave_up = s->gave_up || (count > 0 && most > ALINT_MAX_VARIABLE_ROUNDS);
  for (size_t round = 0; round < most && round < ALINT_MAX_VARIABLE_ROUNDS && s->status == ALINT_OK;
       round++) {
    s->request.key_count = before + 1;
    for (size_t i = 0; i < count; i++) {
      const struct alint_search_key *key = &s->keys[variables[i]];
      if (key->candidate_count > 0)
        s->request.keys[s->request.key_count++] = key->candidates[round % key->candidate_count];
    }
    names_asked_for(s, who, out);
  }
  s->request.key_count = before;
}
