/* SPDX-License-Identifier: Apache-2.0
 *
 * What a caller of a question can send: its parts, as the adversary is restricted, and the keys
 * that are made of them.
 */
#include <string.h>

#include "access/question.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/request.h"

/* ---- What an adversary has of a part ---------------------------------------------------- */

static bool is_outsider(AdversaryId id) {
  return id == ADVERSARY_STRANGER || id == ADVERSARY_STRANGER_IN_NETWORK ||
         id == ADVERSARY_STRANGER_WITH_ID || id == ADVERSARY_FOREIGN_TENANT;
}

bool question_is_outsider(const Question *q) {
  return is_outsider(q->adversary);
}

/* Ids of tenants of an issuer are drawn: so many characters fix one. */
#define ODDS_OF_A_TENANT 1e-9

/* One of its own, which the policy does not mean. */
static void make_own(const Question *q, AskedPart *part) {
  PartDecider decider = part->domain->decider;
  part->fresh = true;
  part->holes = false;
  part->not_in = &q->spelled;
  part->odds = decider == PART_REDRAWN ? 1e-6 : decider == PART_SEQUENTIAL ? 0 : 0.01;
}

/* Whether the domain of the part has one of the words. */
static bool has_word(const Question *q, const PartDomain *domain, const Spelled *words) {
  Alphabet *alphabet = alphabet_new(q->arena, q->steps);
  Automaton *a = automaton_new(alphabet, NARROW);
  automaton_add_regex(a, domain->language);
  alphabet_close(alphabet);
  for (size_t i = 0; i < words->count; i++) {
    const Text *word = text_literal(q->arena, words->words[i]);
    if (automaton_accepts(a, automaton_read(a, automaton_start(a), word, false)))
      return true;
  }
  return false;
}

/* One that the statement demands, where it demands any. */
static void make_meant(const Question *q, AskedPart *part) {
  part->holes = true;
  if (has_word(q, part->domain, &q->demanded))
    part->only_in = &q->demanded;
}

static bool is_assigned(const AskedPart *part) {
  return part->domain->decider != PART_CHOSEN;
}

/* The form of its tokens is not published. */
static bool is_generic(const TokenDomain *token) {
  return token == token_domain((Str){NULL, 0});
}

/* How names start is a choice of a namespace's owner: a pattern that says so is enough. */
static void make_other(const Question *q, AskedPart *part) {
  make_own(q, part);
  if (q->adversary != ADVERSARY_SAME_NAMESPACE)
    part->odds = 0;
}

/* Of tenants, their repositories and branches. */
static void restrict_level(const Question *q, AskedPart *part) {
  PartLevel level = part->domain->level;
  bool chosen = part->domain->decider == PART_CHOSEN;
  switch (q->adversary) {
  case ADVERSARY_FOREIGN_TENANT:
    if (level == LEVEL_TENANT || (level == LEVEL_UNIT && is_assigned(part)))
      make_own(q, part);
    break;
  case ADVERSARY_OTHER_REPOSITORY:
    if (level == LEVEL_TENANT)
      make_meant(q, part);
    break;
  case ADVERSARY_OTHER_SUBJECT:
    /* "oidc.vercel.com/acme": the issuer names the tenant. */
    if (level == LEVEL_UNIT || (level == LEVEL_TENANT && !str_ends(str_of(q->token->host), "/*")))
      make_own(q, part);
    if (is_generic(q->token))
      return;
    break;
  case ADVERSARY_OTHER_REF:
  case ADVERSARY_SAME_NAMESPACE:
    if (level == LEVEL_TENANT || level == LEVEL_UNIT)
      make_meant(q, part);
    break;
  default:
    break;
  }
  if (chosen && part->not_in)
    part->odds = 0;
  else if (level == LEVEL_TENANT && part->odds > 0)
    part->odds = ODDS_OF_A_TENANT;
}

static void restrict_part(const Question *q, AskedPart *part, const ConditionKey *info,
                          KeyChoice choice) {
  /* What others choose is nothing that the input leaves open for its own people. */
  part->holes =
      !(q->token &&
        (q->adversary == ADVERSARY_FOREIGN_TENANT || q->adversary == ADVERSARY_OTHER_REPOSITORY ||
         q->adversary == ADVERSARY_OTHER_REF || q->adversary == ADVERSARY_OTHER_SUBJECT));
  if (part->domain->level != LEVEL_NONE) {
    restrict_level(q, part);
    return;
  }
  bool own = choice == CHOICE_FRESH || choice == CHOICE_SOURCE ||
             (info->source == KEY_IDENTITY && is_outsider(q->adversary));
  if (own && (is_assigned(part) || info->source == KEY_EXTERNAL_ID))
    make_own(q, part);
  part->wide_only = choice == CHOICE_WIDE;
}

void question_restrict(const Question *q, AskedPart *part, const ConditionKey *info) {
  restrict_part(q, part, info, CHOICE_FREE);
}

/* ---- Forms ---------------------------------------------------------------------------------- */

static size_t find_part(const Question *q, Str name) {
  size_t i = 0;
  while (i < q->part_count && !str_eq(q->parts[i].name, name))
    i++;
  return i;
}

/* Parts of which each name of a tag, a context or an unknown claim has its own. */
static const char *const of_one_name[] = {"TAG",     "REQTAG", "RESTAG", "TAGNAME",
                                          "CONTEXT", "CLAIM",  NULL};

/* Parts of tags are of one tag each; what stands again or out of order is a copy. */
static size_t part_for(Question *q, Str name, Str key, const Form *form) {
  bool element = str_ends(name, "*");
  Str base = element ? str_slice(name, 0, name.len - 1) : name;
  size_t at = find_part(q, base);
  bool tag = str_is_one_of(base, of_one_name);
  bool copy = false;
  for (size_t i = 0; i < form->count; i++)
    copy = copy || (!form->items[i].text && form->items[i].part >= at);
  if (at == q->part_count)
    return at;
  q->parts[at].element = q->parts[at].element || element;
  if (!tag && !copy)
    return at;
  Str own = str_printf(q->arena, "%.*s %.*s", STR_FMT(base), STR_FMT(key));
  size_t made = find_part(q, own);
  if (made == q->part_count) {
    AskedPart part = q->parts[at];
    part.name = own;
    ARRAY_ADD(q->arena, q->parts, q->part_count, q->part_cap, part);
  }
  return made;
}

static void add_text(Question *q, Form *out, Str s) {
  if (s.len > 0)
    LIST_ADD(q->arena, out, (FormPiece){.text = text_literal(q->arena, s)});
}

Form question_form(Question *q, Str form, Str key) {
  Form out = {.count = 0};
  for (size_t at = 0; at < form.len;) {
    size_t open = str_find(form, at, '{'), close = str_find(form, open, '}');
    add_text(q, &out, str_slice(form, at, open));
    if (open == form.len)
      break;
    size_t part = part_for(q, str_slice(form, open + 1, close), key, &out);
    LIST_ADD(q->arena, &out, (FormPiece){.part = part});
    at = close + 1;
  }
  return out;
}

static Form constant_form(Question *q, const Text *text) {
  Form out = {.count = 0};
  LIST_ADD(q->arena, &out, (FormPiece){.text = text});
  return out;
}

static void add_form(Question *q, AskedKey *key, Form form) {
  ARRAY_ADD(q->arena, key->forms, key->form_count, key->form_cap, form);
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static void add_parts(Question *q, const PartDomain *list) {
  for (; list->name; list++) {
    AskedPart part = {.name = str_of(list->name), .domain = list, .holes = true};
    ARRAY_ADD(q->arena, q->parts, q->part_count, q->part_cap, part);
  }
}

void question_add_parts(Question *q) {
  add_parts(q, caller_parts);
  if (q->token)
    add_parts(q, q->token->parts);
}

/* The claim of the token that the key is; empty: none. */
static Str claim_of(const Question *q, Str key) {
  size_t n = q->host.len;
  if (n == 0 || key.len <= n + 1 || key.ptr[n] != ':' ||
      !str_eq_nocase(str_slice(key, 0, n), q->host))
    return (Str){NULL, 0};
  return str_slice(key, n + 1, key.len);
}

/* ---- Another repository, another branch --------------------------------------------------------- */

/* Of several parts on one level, one makes the other: another workspace may be of the same
 * project. Ids follow the names. */
static bool is_of_level(const Question *q, const AskedPart *part) {
  PartLevel level = q->adversary == ADVERSARY_OTHER_REPOSITORY ? LEVEL_UNIT : LEVEL_REF;
  return part->domain && part->domain->level == level;
}

static bool has_part(const AskedKey *key, size_t part) {
  for (size_t i = 0; key->form && i < key->form->count; i++) {
    if (!key->form->items[i].text && key->form->items[i].part == part)
      return true;
  }
  return false;
}

/* Whether a claim that is asked for, the subject or any other, has the part. */
static bool is_in_claim(const Question *q, size_t part, bool subject) {
  for (size_t k = 0; q->token && k < q->key_count; k++) {
    bool is_subject = str_is_nocase(claim_of(q, q->keys[k].name), q->token->subject);
    if (is_subject == subject && has_part(&q->keys[k], part))
      return true;
  }
  return false;
}

/* Whether the subject, where it is asked for, says of which tenant or repository it is. */
static bool names_somebody(const Question *q) {
  for (size_t k = 0; q->token && k < q->key_count; k++) {
    if (!str_is_nocase(claim_of(q, q->keys[k].name), q->token->subject))
      continue;
    for (size_t i = 0; i < q->part_count; i++) {
      PartLevel level = q->parts[i].domain ? q->parts[i].domain->level : LEVEL_NONE;
      if ((level == LEVEL_TENANT || level == LEVEL_UNIT) && has_part(&q->keys[k], i))
        return true;
    }
    return false;
  }
  return true;
}

size_t question_choose_other(Question *q, size_t nth) {
  bool some = q->adversary == ADVERSARY_OTHER_REPOSITORY || q->adversary == ADVERSARY_OTHER_REF ||
              q->adversary == ADVERSARY_SAME_NAMESPACE;
  size_t count = 0;
  bool named = false;
  if (some && !names_somebody(q))
    return 0;
  for (size_t i = 0; some && i < q->part_count; i++) {
    bool chosen = q->parts[i].domain && q->parts[i].domain->decider == PART_CHOSEN;
    if (!is_of_level(q, &q->parts[i]))
      continue;
    named = named || (chosen && is_in_claim(q, i, true));
    /* A claim beside the subject that is spelled out fixes it all. */
    if (is_in_claim(q, i, false) || (chosen && is_in_claim(q, i, true) && count++ == nth))
      make_other(q, &q->parts[i]);
  }
  for (size_t i = 0; some && !named && i < q->part_count; i++) {
    if (is_of_level(q, &q->parts[i]) && is_in_claim(q, i, true))
      make_own(q, &q->parts[i]);
  }
  return count > 0 ? count : 1;
}

/* ---- Keys ----------------------------------------------------------------------------------- */

AskedKey *question_key(const Question *q, Str name) {
  for (size_t i = 0; i < q->key_count; i++) {
    if (str_eq_nocase(q->keys[i].name, name))
      return &q->keys[i];
  }
  return NULL;
}

static void restrict_form(Question *q, const Form *form, const ConditionKey *info,
                          KeyChoice choice) {
  for (size_t i = 0; i < form->count; i++) {
    AskedPart *part = form->items[i].text ? NULL : &q->parts[form->items[i].part];
    if (part && part->domain && !part->fixed)
      restrict_part(q, part, info, choice);
  }
}

static void add_made_form(Question *q, AskedKey *key, const char *form, KeyChoice choice) {
  Form made = question_form(q, str_of(form), key->name);
  restrict_form(q, &made, key->info, choice);
  add_form(q, key, made);
}

static void add_claim(Question *q, AskedKey *key, Str claim) {
  const ClaimDomain *domain = token_claim(q->token, claim);
  KeyChoice choice = adversary_choice(q->adversary, key->info, IDENTITY_OIDC);
  if (str_is_nocase(claim, q->token->subject)) {
    key->there = THERE_ALWAYS;
    for (const char *const *form = q->token->forms; *form; form++)
      add_made_form(q, key, *form, choice);
  } else if (domain) {
    key->there = domain->there;
    key->list = domain->list;
    if (q->adversary == ADVERSARY_GUEST && str_is_nocase(claim, "amr"))
      add_form(q, key, constant_form(q, text_literal(q->arena, STR("unauthenticated"))));
    else
      add_made_form(q, key, domain->form, choice);
  }
}

static void add_domain(Question *q, AskedKey *key, const KeyDomain *first) {
  IdentityKind who = q->caller == CALLER_USER        ? IDENTITY_USER
                     : q->caller == CALLER_ROLE      ? IDENTITY_SESSION
                     : q->caller == CALLER_SERVICE   ? IDENTITY_SERVICE
                     : q->caller == CALLER_ASSERTION ? IDENTITY_SAML
                                                     : IDENTITY_OIDC;
  KeyChoice choice = adversary_choice(q->adversary, key->info, who);
  bool decided = key->info->source == KEY_IDENTITY || key->info->source == KEY_SERVICE_FLAG ||
                 key->info->source == KEY_UNKNOWN;
  if (!decided && choice == CHOICE_ABSENT)
    return;
  key->there = first->there;
  key->list = first->list;
  key->group = first->group;
  if (!decided && (choice == CHOICE_NO || choice == CHOICE_YES)) {
    add_form(
        q, key,
        constant_form(q, text_literal(q->arena, choice == CHOICE_NO ? STR("false") : STR("true"))));
    return;
  }
  for (size_t n = 0; key_domain_row(n); n++) {
    const KeyDomain *row = key_domain_row(n);
    if (strcmp(row->key, first->key) == 0 && (row->callers >> q->caller & 1))
      add_made_form(q, key, row->form, decided ? CHOICE_FREE : choice);
  }
}

void question_add_key(Question *q, Str name) {
  const ContextKey *named = q->named ? request_key(q->named, name) : NULL;
  AskedKey key = {.name = name, .info = key_info(name, q->host)};
  Str claim = claim_of(q, name);
  if (question_key(q, name))
    return;
  if (named && named->presence == KEY_PRESENT) {
    key.there = THERE_ALWAYS;
    add_form(q, &key, constant_form(q, named->values[0]));
  } else if (str_is_nocase(name, "aws:ResourceAccount") && !text_first_hole(q->role->account)) {
    key.there = THERE_ALWAYS;
    add_form(q, &key, constant_form(q, q->role->account));
  } else if (q->token && claim.len > 0) {
    add_claim(q, &key, claim);
  } else if (key_domain(name, q->caller)) {
    add_domain(q, &key, key_domain(name, q->caller));
  }
  q->gave_up = q->gave_up || q->key_count == MAX_ASKED_KEYS;
  if (q->key_count < MAX_ASKED_KEYS)
    ARRAY_ADD(q->arena, q->keys, q->key_count, q->key_cap, key);
}
