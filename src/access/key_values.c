/* SPDX-License-Identifier: Apache-2.0
 *
 * The values that an adversary has for one condition key.
 */
#include "access/claims.h"
#include "facts/issuers.h"
#include "model/match.h"

/* ---- What values look like --------------------------------------------------------------------- */

/* What a value of one's own looks like; `other`, where the policy happens to mean the first;
 * `shape` is a glob for others like it. */
static const struct own_value {
  const char *key, *value, *other, *shape;
} own_values[] = {
    {"aws:PrincipalOrgID", "o-a1b2c3d4e5", "o-z9y8x7w6v5", "o-??????????"},
    {"aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
     "o-z9y8x7w6v5/r-zy98/ou-zy98-99999999/",
     "o-?????????"
     "?/r-????*/"},
    {"aws:VpceOrgID", "o-a1b2c3d4e5", "o-z9y8x7w6v5", "o-??????????"},
    {"aws:VpceOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
     "o-z9y8x7w6v5/r-zy98/ou-zy98-99999999/",
     "o-?????????"
     "?/r-????*/"},
    {"aws:SourceVpc", "vpc-0a1b2c3d4e5f60718", "vpc-0f9e8d7c6b5a40312", "vpc-?????????????????"},
    {"aws:SourceVpce", "vpce-0a1b2c3d4e5f60718", "vpce-0f9e8d7c6b5a40312",
     "vpce-?????????????????"},
    {"aws:VpceAccount", "210987654321", "498765432109", "????????????"},
    {"sts:ExternalId", "any-other-customer", NULL, "??*"},
    {"aws:SourceArn", "arn:aws:states:us-east-1:210987654321:stateMachine:another",
     "arn:aws:states:us-east-1:498765432109:stateMachine:yet-another", NULL},
    {"ec2:SourceInstanceArn", "arn:aws:ec2:us-east-1:210987654321:instance/i-0a1b2c3d4e5f60718",
     "arn:aws:ec2:us-east-1:498765432109:instance/i-0f9e8d7c6b5a40312", NULL},
    {"lambda:SourceFunctionArn", "arn:aws:lambda:us-east-1:210987654321:function:another",
     "arn:aws:lambda:us-east-1:498765432109:function:yet-another", NULL},
    {"ssm:SourceInstanceArn", "arn:aws:ec2:us-east-1:210987654321:instance/i-0a1b2c3d4e5f60718",
     "arn:aws:ec2:us-east-1:498765432109:instance/i-0f9e8d7c6b5a40312", NULL},
    {"aws:ChatbotSourceArn", "arn:aws:chatbot::210987654321:chat-configuration/slack/another",
     "arn:aws:chatbot::498765432109:chat-configuration/slack/yet-another", NULL},
    {"aws:FederatedProvider", "arn:aws:iam::210987654321:oidc-provider/issuer.example",
     "arn:aws:iam::498765432109:oidc-provider/issuer.example", NULL},
    {"aws:SourceAccount", "210987654321", "498765432109", "????????????"},
    {"aws:SourceOrgID", "o-a1b2c3d4e5", "o-z9y8x7w6v5", "o-??????????"},
    {"aws:SourceOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
     "o-z9y8x7w6v5/r-zy98/ou-zy98-99999999/",
     "o-?????????"
     "?/r-????*/"},
};

static const struct own_value *own_value_of(Str key) {
  for (size_t i = 0; i < sizeof own_values / sizeof *own_values; i++) {
    if (str_is_nocase(key, own_values[i].key))
      return &own_values[i];
  }
  return NULL;
}

/* What becomes a session name by a variable needs two characters. */
static void longer_values(Search *s, const SearchKey *key, TextList *out) {
  static const Piece at_least_two = {.literal = {"??*", 3}};
  static const Text two = {&at_least_two, 1};
  search_solved_values(s, key, &two, false, out);
}

/* Of a value of the dependent key, the part that stands where ${key} does in a
 * pattern like "team-${key}-*": what precedes and follows it up to a wildcard. */
static void cut_out(Search *s, const SearchKey *key, const ConditionUse *use, const Text *value,
                    TextList *out) {
  Str pattern, whole;
  if (!text_known(value, &whole))
    return;
  for (size_t i = 0; i < use->condition->value_count; i++) {
    if (!text_known(use->condition->values[i].text, &pattern))
      continue;
    size_t begin = str_find(pattern, 0, '$'), end = str_find(pattern, begin, '}');
    if (end == pattern.len || end < begin + 2 ||
        !str_eq_nocase(str_slice(pattern, begin + 2, end), key->name))
      continue;
    Str before = str_slice(pattern, 0, begin);
    Str after = str_slice(pattern, end + 1, pattern.len);
    after = str_slice(after, 0, str_find(after, 0, '*'));
    size_t star = before.len;
    while (star > 0 && before.ptr[star - 1] != '*')
      star--;
    before = str_slice(before, star, before.len);
    size_t from = before.len > 0 ? str_find_str(whole, before) : 0;
    Str rest = str_slice(whole, from + before.len, whole.len);
    size_t to = after.len > 0 ? str_find_str(rest, after) : rest.len;
    if (from < whole.len && to > 0)
      search_add_literal(s, out, str_slice(rest, 0, to));
  }
}

/* Where another key's values are built with this one's: the values that it has or
 * may have, and what of them stands where the variable does. */
static void inverse_values(Search *s, const SearchKey *key, const SearchKey *dependent,
                           TextList *out) {
  const ContextKey *chosen = request_key(&s->request, dependent->name);
  TextList values = {.count = 0};
  if (chosen && chosen->presence == KEY_PRESENT) {
    search_add_value(s, &values, chosen->values[0]);
  } else {
    search_pattern_values(s, dependent, &values);
    search_solved_values(s, dependent, NULL, false, &values);
    if (dependent->info->usual)
      search_add_literal(s, &values, str_of(dependent->info->usual));
  }
  for (size_t i = 0; i < values.count; i++) {
    const Text *parts[32];
    search_add_value(s, out, values.items[i]);
    size_t n = text_split(s->arena, values.items[i], '/', parts, 32);
    if (n > 1)
      search_add_value(s, out, parts[n - 1]);
    for (size_t u = 0; u < dependent->use_count; u++)
      cut_out(s, key, &dependent->uses[u], values.items[i], out);
  }
}

static void dependents_values(Search *s, const SearchKey *key, TextList *out) {
  size_t place = (size_t)(key - s->keys);
  /* The role's own side is nothing that a caller chooses. */
  for (size_t i = 0; key->info->source != KEY_ROLE && i < s->key_count; i++) {
    for (size_t k = 0; k < s->keys[i].depend_count; k++) {
      if (s->keys[i].depends[k] == place)
        inverse_values(s, key, &s->keys[i], out);
    }
  }
}

/* ---- Whatever helps ----------------------------------------------------------- */

void search_free_values(Search *s, const SearchKey *key, TextList *out) {
  Str own;
  if (search_follow_time(s, key, out))
    return;
  if (key->info->usual)
    search_add_literal(s, out, str_of(key->info->usual));
  if (str_is_nocase(key->name, "aws:ResourceAccount")) {
    search_add_value(s, out, s->role->account);
    if (text_known(s->role->account, &own))
      return;
  }
  search_pattern_values(s, key, out);
  search_typed_values(s, key, out);
  search_solved_values(s, key, NULL, false, out);
  if (key->coupled) {
    longer_values(s, key, out);
    dependents_values(s, key, out);
  }
  const struct own_value *mine = own_value_of(key->name);
  search_add_literal(s, out, mine ? str_of(mine->value) : STR("assumelint"));
}

static void wide_values(Search *s, const SearchKey *key, TextList *out) {
  search_address_values(s, key, true, out);
}

/* ---- One's own --------------------------------------------------------------------- */

/* Whether a pattern that fixes more than little happens to take the value: it means
 * somebody of that very name. */
static bool is_meant(const SearchKey *key, Str value) {
  for (size_t i = 0; i < key->use_count; i++) {
    const Condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      Str known;
      if (text_known(condition->values[k].text, &known) &&
          (str_eq(known, value) || (glob_match(known, value) &&
                                    !search_fixes_little(key->name, condition->values[k].text))))
        return true;
    }
  }
  return false;
}

static void add_fresh(Search *s, TextList *out, const Text *text) {
  Str known;
  if (text_known(text, &known))
    search_add_value(s, out, text_fresh(s->arena, known));
}

/* A value that equals none of the policy's, though a wildcard may take it. */
void search_fresh_values(Search *s, const SearchKey *key, TextList *out) {
  const struct own_value *mine = own_value_of(key->name);
  const char *value = mine ? mine->value : "of-somebody-else", *shape = mine ? mine->shape : NULL;
  TextList solved = {.count = 0};
  if (is_meant(key, str_of(value)))
    value = mine && mine->other ? mine->other : "x-of-somebody-else-entirely";
  search_add_value(s, out, text_fresh(s->arena, str_of(value)));
  if (!shape)
    return;
  const Text *pattern = text_literal(s->arena, str_of(shape));
  search_solved_values(s, key, pattern, true, &solved);
  for (size_t i = 0; i < solved.count && s->status == OK; i++)
    add_fresh(s, out, solved.items[i]);
}

/* ---- By the choice ------------------------------------------------------------------ */

void search_key_values(Search *s, const SearchKey *key, TextList *out) {
  bool address = str_is_nocase(key->name, "aws:VpcSourceIp");
  switch (key->choice) {
  case CHOICE_ABSENT:
    break;
  case CHOICE_FREE:
    search_free_values(s, key, out);
    break;
  case CHOICE_FRESH:
    if (address)
      wide_values(s, key, out);
    else
      search_fresh_values(s, key, out);
    break;
  case CHOICE_WIDE:
    wide_values(s, key, out);
    break;
  case CHOICE_NO:
    search_add_literal(s, out, STR("false"));
    break;
  case CHOICE_YES:
    search_add_literal(s, out, STR("true"));
    break;
  case CHOICE_CLAIM:
    search_claim_values(s, key, out);
    break;
  case CHOICE_SOURCE:
    search_source_values(s, key, out);
    break;
  }
}

bool search_key_may_be_absent(const Search *s, const SearchKey *key) {
  if (key->choice == CHOICE_ABSENT)
    return true;
  if (key->info->source != KEY_CLAIM)
    return !key->info->always;
  /* Subject and audience are in every token. */
  if (str_ends(key->name, ":sub") || str_ends(key->name, ":aud"))
    return false;
  const Issuer *issuer = issuer_of(&s->way->identity);
  return !issuer || !issuer_always(issuer, issuer_claim(issuer, key->name));
}
