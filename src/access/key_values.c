/* SPDX-License-Identifier: Apache-2.0
 *
 * The values that an adversary has for one condition key.
 */
#include "access/issuers.h"
#include "access/search.h"
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

static const struct own_value *own_value_of(struct alint_str key) {
  for (size_t i = 0; i < sizeof own_values / sizeof *own_values; i++) {
    if (alint_str_is_nocase(key, own_values[i].key))
      return &own_values[i];
  }
  return NULL;
}

/* What becomes a session name by a variable needs two characters. */
static void longer_values(struct alint_search *s, const struct alint_search_key *key,
                          struct alint_values *out) {
  static const struct alint_piece at_least_two = {.literal = {"??*", 3}};
  static const struct alint_text two = {&at_least_two, 1};
  alint_solved_values(s, key, &two, false, out);
}

/* Of a value of the dependent key, the part that stands where ${key} does in a
 * pattern like "team-${key}-*": what precedes and follows it up to a wildcard. */
static void cut_out(struct alint_search *s, const struct alint_search_key *key,
                    const struct alint_use *use, const struct alint_text *value,
                    struct alint_values *out) {
  struct alint_str pattern, whole;
  if (!alint_text_known(value, &whole))
    return;
  for (size_t i = 0; i < use->condition->value_count; i++) {
    if (!alint_text_known(use->condition->values[i].text, &pattern))
      continue;
    size_t begin = alint_str_find(pattern, 0, '$'), end = alint_str_find(pattern, begin, '}');
    if (end == pattern.len || end < begin + 2 ||
        !alint_str_eq_nocase(alint_str_slice(pattern, begin + 2, end), key->name))
      continue;
    struct alint_str before = alint_str_slice(pattern, 0, begin);
    struct alint_str after = alint_str_slice(pattern, end + 1, pattern.len);
    after = alint_str_slice(after, 0, alint_str_find(after, 0, '*'));
    size_t star = before.len;
    while (star > 0 && before.ptr[star - 1] != '*')
      star--;
    before = alint_str_slice(before, star, before.len);
    size_t from = before.len > 0 ? alint_str_find_str(whole, before) : 0;
    struct alint_str rest = alint_str_slice(whole, from + before.len, whole.len);
    size_t to = after.len > 0 ? alint_str_find_str(rest, after) : rest.len;
    if (from < whole.len && to > 0)
      alint_add_literal(s, out, alint_str_slice(rest, 0, to));
  }
}

/* Where another key's values are built with this one's: the values that it has or
 * may have, and what of them stands where the variable does. */
static void inverse_values(struct alint_search *s, const struct alint_search_key *key,
                           const struct alint_search_key *dependent, struct alint_values *out) {
  const struct alint_context_key *chosen = alint_request_key(&s->request, dependent->name);
  struct alint_values values = {.count = 0};
  if (chosen && chosen->presence == ALINT_PRESENT) {
    alint_add_value(s, &values, chosen->values[0]);
  } else {
    alint_pattern_values(s, dependent, &values);
    alint_solved_values(s, dependent, NULL, false, &values);
    if (dependent->info->usual)
      alint_add_literal(s, &values, alint_str(dependent->info->usual));
  }
  for (size_t i = 0; i < values.count; i++) {
    const struct alint_text *parts[32];
    alint_add_value(s, out, values.items[i]);
    size_t n = alint_text_split(s->arena, values.items[i], '/', parts, 32);
    if (n > 1)
      alint_add_value(s, out, parts[n - 1]);
    for (size_t u = 0; u < dependent->use_count; u++)
      cut_out(s, key, &dependent->uses[u], values.items[i], out);
  }
}

static void dependents_values(struct alint_search *s, const struct alint_search_key *key,
                              struct alint_values *out) {
  size_t place = (size_t)(key - s->keys);
  /* The role's own side is nothing that a caller chooses. */
  for (size_t i = 0; key->info->source != ALINT_KEY_ROLE && i < s->key_count; i++) {
    for (size_t k = 0; k < s->keys[i].depend_count; k++) {
      if (s->keys[i].depends[k] == place)
        inverse_values(s, key, &s->keys[i], out);
    }
  }
}

/* ---- Whatever helps ----------------------------------------------------------- */

void alint_free_values(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out) {
  struct alint_str own;
  if (alint_follow_time(s, key, out))
    return;
  if (key->info->usual)
    alint_add_literal(s, out, alint_str(key->info->usual));
  if (alint_str_is_nocase(key->name, "aws:ResourceAccount")) {
    alint_add_value(s, out, s->role->account);
    if (alint_text_known(s->role->account, &own))
      return;
  }
  alint_pattern_values(s, key, out);
  alint_typed_values(s, key, out);
  alint_solved_values(s, key, NULL, false, out);
  if (key->coupled) {
    longer_values(s, key, out);
    dependents_values(s, key, out);
  }
  const struct own_value *mine = own_value_of(key->name);
  alint_add_literal(s, out, mine ? alint_str(mine->value) : ALINT_STR("assumelint"));
}

static void wide_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  alint_address_values(s, key, true, out);
}

/* ---- One's own --------------------------------------------------------------------- */

/* Whether a pattern that fixes more than little happens to take the value: it means
 * somebody of that very name. */
static bool is_meant(const struct alint_search_key *key, struct alint_str value) {
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      struct alint_str known;
      if (alint_text_known(condition->values[k].text, &known) &&
          (alint_str_eq(known, value) ||
           (alint_glob(known, value) && !alint_fixes_little(key->name, condition->values[k].text))))
        return true;
    }
  }
  return false;
}

static void add_fresh(struct alint_search *s, struct alint_values *out,
                      const struct alint_text *text) {
  struct alint_str known;
  if (alint_text_known(text, &known))
    alint_add_value(s, out, alint_text_fresh(s->arena, known));
}

/* A value that equals none of the policy's, though a wildcard may take it. */
void alint_fresh_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  const struct own_value *mine = own_value_of(key->name);
  const char *value = mine ? mine->value : "of-somebody-else", *shape = mine ? mine->shape : NULL;
  struct alint_values solved = {.count = 0};
  if (is_meant(key, alint_str(value)))
    value = mine && mine->other ? mine->other : "x-of-somebody-else-entirely";
  alint_add_value(s, out, alint_text_fresh(s->arena, alint_str(value)));
  if (!shape)
    return;
  const struct alint_text *pattern = alint_text_literal(s->arena, alint_str(shape));
  alint_solved_values(s, key, pattern, true, &solved);
  for (size_t i = 0; i < solved.count && s->status == ALINT_OK; i++)
    add_fresh(s, out, solved.items[i]);
}

/* ---- By the choice ------------------------------------------------------------------ */

void alint_key_values(struct alint_search *s, const struct alint_search_key *key,
                      struct alint_values *out) {
  bool address = alint_str_is_nocase(key->name, "aws:VpcSourceIp");
  switch (key->choice) {
  case ALINT_CHOICE_ABSENT:
    break;
  case ALINT_CHOICE_FREE:
    alint_free_values(s, key, out);
    break;
  case ALINT_CHOICE_FRESH:
    if (address)
      wide_values(s, key, out);
    else
      alint_fresh_values(s, key, out);
    break;
  case ALINT_CHOICE_WIDE:
    wide_values(s, key, out);
    break;
  case ALINT_CHOICE_NO:
    alint_add_literal(s, out, ALINT_STR("false"));
    break;
  case ALINT_CHOICE_YES:
    alint_add_literal(s, out, ALINT_STR("true"));
    break;
  case ALINT_CHOICE_CLAIM:
    alint_claim_values(s, key, out);
    break;
  case ALINT_CHOICE_SOURCE:
    alint_source_values(s, key, out);
    break;
  }
}

bool alint_key_may_be_absent(const struct alint_search *s, const struct alint_search_key *key) {
  if (key->choice == ALINT_CHOICE_ABSENT)
    return true;
  if (key->info->source != ALINT_KEY_CLAIM)
    return !key->info->always;
  /* Subject and audience are in every token. */
  if (alint_str_ends(key->name, ":sub") || alint_str_ends(key->name, ":aud"))
    return false;
  const struct alint_issuer *issuer = alint_issuer_of(&s->way->identity);
  return !issuer || !alint_issuer_always(issuer, alint_issuer_claim(issuer, key->name));
}
