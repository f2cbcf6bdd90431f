/* SPDX-License-Identifier: Apache-2.0
 *
 * Names of users and roles, and of sessions: such as the policy's conditions on
 * aws:PrincipalArn, aws:username and aws:userid ask for, and plain ones. Somebody may
 * give their users and roles any name.
 */
#include "access/people.h"

/* ---- Out of patterns -------------------------------------------------------------------- */

/* "role/team/Ops" or "user/bob" out of an ARN's last part. */
static void add_from_resource(Search *s, CallerNames *names, const Text *resource) {
  const Text *parts[2];
  if (text_split(s->arena, resource, '/', parts, 2) != 2 || parts[1]->count == 0)
    return;
  if (text_is(parts[0], "role"))
    search_add_value(s, &names->roles, parts[1]);
  else if (text_is(parts[0], "user"))
    search_add_value(s, &names->users, parts[1]);
}

static const Text *shape_of(Search *s, const Person *who, const char *type) {
  Str account;
  const Text *digits = who->account;
  /* Digits as they are: a pattern may fix some of them. */
  if (text_known(who->account, &account))
    digits = text_literal(s->arena, account);
  return digits ? search_arn_of(s, who->partition, ":iam::", digits, search_literal(s, type))
                : NULL;
}

/* Solves for an ARN of the account that fits the statement's conditions; `plain`:
 * without colons in its path. */
static void add_solved(Search *s, SearchKey *key, CallerNames *names, const Person *who,
                       const char *type, bool plain) {
  TextList solved = {.count = 0};
  const Text *colons = search_literal(s, "*:*:*:*:*:*:*");
  const Text *slash = search_literal(s, "*/");
  const Text *shape = shape_of(s, who, type);
  if (!shape)
    return;
  s->never = plain ? colons : slash;
  search_solved_values(s, key, shape, false, &solved);
  s->never = NULL;
  for (size_t i = 0; i < solved.count; i++) {
    const Text *parts[6];
    if (text_split(s->arena, solved.items[i], ':', parts, 6) == 6)
      add_from_resource(s, names, parts[5]);
  }
}

/* Whether a filled ARN can be one of the account: its wildcards became an x. */
static bool leaves_account(const Person *who, const Text *account) {
  Str known;
  if (text_known(account, &known) && (known.len != 12 || str_has(known, 'x')))
    return true;
  return text_eq(account, who->account) != TRI_NO;
}

static void add_readable(Search *s, SearchKey *key, CallerNames *names, const Person *who) {
  TextList values = {.count = 0};
  search_pattern_values(s, key, &values);
  for (size_t i = 0; i < values.count; i++) {
    const Text *parts[6];
    if (text_split(s->arena, values.items[i], ':', parts, 6) == 6 && leaves_account(who, parts[4]))
      add_from_resource(s, names, parts[5]);
  }
}

/* The user names a policy asks for, as the ends of ARNs: the conditions on
 * aws:username and on aws:PrincipalArn are about one name. */
static void add_joint(Search *s, SearchKey *arn, SearchKey *username, CallerNames *names,
                      const Person *who) {
  static const char *const paths[] = {"user/", "user/*/"};
  for (size_t i = 0; i < username->use_count; i++) {
    const ConditionUse *use = &username->uses[i];
    bool glob = use->op.family == OPERATOR_LIKE;
    if (use->statement != s->way->statement || use->op.negated ||
        (!glob && use->op.family != OPERATOR_STRING))
      continue;
    for (size_t k = 0; k < use->condition->value_count; k++) {
      const Text *value = search_use_value(s, use, k);
      Str pattern;
      s->gave_up = s->gave_up || k == MAX_NAME_PATTERNS;
      if (k == MAX_NAME_PATTERNS)
        break;
      for (size_t p = 0; value && text_known(value, &pattern) && p < 2; p++) {
        Str type = str_printf(s->arena, "%s%.*s", paths[p], STR_FMT(pattern));
        add_solved(s, arn, names, who, type.ptr, true);
      }
    }
  }
}

/* Where a user name is what another value must be: that one's patterns, and names
 * that start otherwise than the usual one. */
static void names_of_dependents(Search *s, size_t username, CallerNames *out) {
  static const char *const others[] = {"deploy", "zz", "Q7"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    search_add_literal(s, &out->users, str_of(others[i]));
  for (size_t i = 0; i < s->key_count; i++) {
    for (size_t k = 0; k < s->keys[i].depend_count; k++) {
      if (s->keys[i].depends[k] == username && s->keys[i].info->source != KEY_IDENTITY)
        search_pattern_values(s, &s->keys[i], &out->users);
    }
  }
}

/* Paths may have colons in them: a pattern that crosses colons takes
 * role/x:111122223333:/y for one of that account. */
static void find_crossing(Search *s, SearchKey *arn, const Person *who, CallerNames *out) {
  static const char *const shapes[] = {"role/?*/app", "role/?*/?*", "user/?*/app", "user/?*/?*"};
  bool crosses = false;
  for (size_t i = 0; i < arn->use_count; i++)
    crosses = crosses || arn->uses[i].op.family == OPERATOR_LIKE;
  for (size_t i = 0; crosses && i < sizeof shapes / sizeof *shapes; i++)
    add_solved(s, arn, out, who, shapes[i], false);
}

static void names_asked_for(Search *s, const Person *who, CallerNames *out) {
  SearchKey *arn = search_key(s, "aws:PrincipalArn");
  SearchKey *username = search_key(s, "aws:username");
  if (arn && s->effort == EFFORT_CROSSING) {
    find_crossing(s, arn, who, out);
    return;
  }
  search_add_literal(s, &out->users, STR("app"));
  search_add_literal(s, &out->roles, STR("app"));
  if (arn) {
    add_readable(s, arn, out, who);
    add_solved(s, arn, out, who, "role/?*", true);
    add_solved(s, arn, out, who, "user/?*", true);
    /* A name that becomes a session name needs two characters. */
    if (username && username->coupled)
      add_solved(s, arn, out, who, "user/??*", true);
  }
  if (username) {
    search_pattern_values(s, username, &out->users);
    const Text *some = search_literal(s, "?*");
    search_solved_values(s, username, some, false, &out->users);
  }
  if (username && username->coupled)
    names_of_dependents(s, (size_t)(username - s->keys), out);
  if (arn && username)
    add_joint(s, arn, username, out, who);
}

void search_find_sessions(Search *s, TextList *out) {
  SearchKey *id = search_key(s, "aws:userid");
  TextList values = {.count = 0};
  const Text *parts[2];
  search_add_literal(s, out, STR("session"));
  if (!id)
    return;
  const Text *shape = search_literal(s, "AROAOFSOMEBODYELSE0:??*");
  search_pattern_values(s, id, &values);
  search_solved_values(s, id, shape, false, &values);
  for (size_t i = 0; i < values.count; i++) {
    if (text_split(s->arena, values.items[i], ':', parts, 2) == 2 && parts[1]->count > 0)
      search_add_value(s, out, parts[1]);
  }
}

/* ---- Names that follow from variables ----------------------------------------------- */

/* Keys that conditions on who the caller is name as variables. */
static size_t variables_of(Search *s, size_t *out, size_t max) {
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++) {
    const SearchKey *key = &s->keys[i];
    for (size_t k = 0; key->info->source == KEY_IDENTITY && k < key->depend_count; k++) {
      size_t on = key->depends[k];
      bool known = s->keys[on].info->source == KEY_IDENTITY;
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
void search_find_names(Search *s, const Person *who, CallerNames *out) {
  size_t variables[MAX_CALLER_VARIABLES], most = 1;
  size_t count = variables_of(s, variables, MAX_CALLER_VARIABLES);
  ContextKey account = {.name = STR("aws:PrincipalAccount"),
                        .presence = KEY_PRESENT,
                        .values = &who->account,
                        .value_count = 1};
  size_t before = s->request.key_count;
  s->request.keys[s->request.key_count++] = account;
  for (size_t i = 0; i < count; i++) {
    SearchKey *key = &s->keys[variables[i]];
    key->choice =
        adversary_choice(s->adversary, key->info, who->user ? IDENTITY_USER : IDENTITY_SESSION);
    search_make_candidates(s, key);
    most = key->candidate_count > most ? key->candidate_count : most;
  }
  s->gave_up = s->gave_up || (count > 0 && most > MAX_VARIABLE_ROUNDS);
  for (size_t round = 0; round < most && round < MAX_VARIABLE_ROUNDS && s->status == OK; round++) {
    s->request.key_count = before + 1;
    for (size_t i = 0; i < count; i++) {
      const SearchKey *key = &s->keys[variables[i]];
      if (key->candidate_count > 0)
        s->request.keys[s->request.key_count++] = key->candidates[round % key->candidate_count];
    }
    names_asked_for(s, who, out);
  }
  s->request.key_count = before;
}
