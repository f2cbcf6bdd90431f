/* SPDX-License-Identifier: Apache-2.0
 *
 * The decision: does this adversary get in by this way? One question is asked for each kind of
 * caller, form of its values and shape of the call. The wide walk misses no call: if it finds
 * none in any question, the way is closed. Every call that is found is asked of the evaluator
 * before the way is called open.
 */
#include "access/component.h"
#include "access/inquiry.h"
#include "access/principals.h"
#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "evaluate/evaluation.h"
#include "facts/operators.h"

/* Companion actions by bit, in the order in which a call asks for them. */
static const struct {
  const char *action;
  unsigned groups; /* 1 << KeyGroup */
} companions[] = {
    {"sts:TagSession", 1u << GROUP_TAG | 1u << GROUP_TAG_NAMES},
    {"sts:SetSourceIdentity", 1u << GROUP_SOURCE_IDENTITY},
    {"sts:SetContext", 1u << GROUP_CONTEXT},
};
enum { COMPANIONS = sizeof companions / sizeof companions[0] };

/* ---- Setting a question up ------------------------------------------------------------------ */

static void fix_part(Question *q, const char *name, const Text *text) {
  for (size_t i = 0; text && i < q->part_count; i++) {
    if (str_is(q->parts[i].name, name))
      q->parts[i].fixed = text;
  }
}

/* "/" and the slashes of a path stand in the part, the name behind it. */
static void fix_parts(Question *q, const Identity *who) {
  if (!who)
    return;
  fix_part(q, "PARTITION", who->partition);
  fix_part(q, "ACCOUNT", who->account);
  if (who->kind == IDENTITY_ROLE || who->kind == IDENTITY_USER || who->kind == IDENTITY_SESSION) {
    fix_part(q, "NAME", who->name);
    fix_part(q, "PATH", who->path);
    fix_part(q, "SESSION", who->session);
  }
}

static void add_keys_of(Question *q, const Statement *s) {
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *c = &s->conditions[i];
    question_add_key(q, c->key);
    for (size_t k = 0; policy_has_variables(q->policy) && k < c->value_count; k++) {
      const Text *text = c->values[k].text;
      for (size_t p = 0; p < text->count; p++) {
        Str name;
        for (size_t at = 0;
             !text->pieces[p].hole && eval_next_variable(&name, text->pieces[p].literal, &at);)
          question_add_key(q, name);
      }
    }
  }
}

static bool is_people(CallerKindOf kind) {
  return kind == CALLER_USER || kind == CALLER_ROLE;
}

/* Whether the principals of the statement are the caller; UNKNOWN of people: their parts decide. */
static Tri principals_match(const Inquiry *d, const Party *party, const Statement *s) {
  Evaluation e = {.arena = d->arena, .policy = d->policy, .request = &d->request};
  bool spares = s->has_not_principal && !s->has_principal;
  size_t count = spares ? s->not_principal_count : s->principal_count;
  const Principal *list = spares ? s->not_principals : s->principals;
  Tri out = TRI_NO;
  if (!is_people(party->kind) || party->principal)
    e.caller = identity_of_text(d->arena, party->key, party->principal);
  for (size_t i = 0; i < count && out != TRI_YES; i++) {
    Identity who = identity_of(d->arena, &list[i]);
    if (who.kind == IDENTITY_ANYONE)
      out = TRI_YES;
    else if (is_people(party->kind) && !(party->principal && party->who && !party->who->name))
      out = list[i].kind == PRINCIPAL_SERVICE || list[i].kind == PRINCIPAL_FEDERATED ? out
                                                                                     : TRI_UNKNOWN;
    else
      out = tri_or(out, eval_principal_matches(&e, &list[i]));
  }
  return spares ? tri_not(out) : out;
}

/* Adds a statement that plays a part. What is not known of it is taken for the caller in the
 * wide walk. False: an Allow that certainly does not match. */
static bool add_statement(Inquiry *d, Question *q, const Party *party, const Statement *s,
                          Str action, bool companion, bool deny) {
  Evaluation e = {.arena = d->arena, .policy = d->policy, .request = &d->request};
  AskedStatement asked = {.statement = s, .companion = companion, .deny = NO_DENY};
  bool parts = is_people(party->kind);
  Tri certain = eval_action_matches(&e, s, action);
  asked.principal =
      deny || companion || !d->way->principal ? principals_match(d, party, s) : TRI_YES;
  if (asked.principal == TRI_NO)
    return false;
  if (asked.principal == TRI_UNKNOWN && !parts)
    certain = tri_and(certain, TRI_UNKNOWN);
  if (s->condition_opaque || s->effect == EFFECT_UNKNOWN)
    certain = tri_and(certain, TRI_UNKNOWN);
  if (certain == TRI_NO)
    return false;
  if (certain == TRI_UNKNOWN) {
    q->open = true;
    if (deny == (q->width == WIDE))
      return false;
  }
  if (deny) {
    q->gave_up = q->gave_up || q->deny_count == MAX_DENIES;
    if (q->deny_count == MAX_DENIES)
      return true;
    asked.deny = q->deny_count++;
  }
  ARRAY_ADD(q->arena, q->statements, q->statement_count, q->statement_cap, asked);
  return true;
}

static void add_denies(Inquiry *d, Question *q, const Party *party, Str action, bool companion) {
  for (size_t i = 0; i < d->policy->statement_count; i++) {
    const Statement *s = &d->policy->statements[i];
    if (s->effect == EFFECT_DENY || s->effect == EFFECT_UNKNOWN)
      add_statement(d, q, party, s, action, companion, true);
  }
}

/* ---- Solving ----------------------------------------------------------------------------------- */

/* One choice a component, so that all Denies fail. */
static bool combine(const Components *components, size_t at, DenySet failed, DenySet all,
                    Choice **chosen, size_t *steps) {
  if (at == components->count)
    return (failed & all) == all;
  Component *c = &components->items[at];
  for (size_t i = 0; *steps > 0 && i < c->choice_count; i++) {
    --*steps;
    chosen[at] = &c->choices[i];
    if (combine(components, at + 1, failed | c->choices[i].failed, all, chosen, steps))
      return true;
  }
  return false;
}

static const Text *chosen_part(const Question *q, Choice *const *chosen, size_t count,
                               const char *name) {
  for (size_t p = 0; p < q->part_count; p++) {
    if (!str_is(q->parts[p].name, name))
      continue;
    for (size_t i = 0; i < count; i++) {
      const RunResult *r = &chosen[i]->result;
      if (r->places[p] != SIZE_MAX)
        return product_word(r->product, q->arena, &chosen[i]->exit, r->places[p]);
    }
  }
  return text_literal(q->arena, (Str){"", 0});
}

static const Text *made_principal(const Question *q, Choice *const *chosen, size_t count) {
  bool user = q->caller == CALLER_USER;
  const Text *slash = text_literal(q->arena, STR("/"));
  const Text *parts[] = {
      text_literal(q->arena, STR("arn:")),
      chosen_part(q, chosen, count, "PARTITION"),
      text_literal(q->arena, user ? STR(":iam::") : STR(":sts::")),
      chosen_part(q, chosen, count, "ACCOUNT"),
      text_literal(q->arena, user ? STR(":user") : STR(":assumed-role")),
      user ? chosen_part(q, chosen, count, "PATH") : slash,
      chosen_part(q, chosen, count, "NAME"),
      slash,
      chosen_part(q, chosen, count, "SESSION"),
  };
  return text_concat(q->arena, parts, user ? 7 : 9);
}

static Request made_request(Inquiry *d, const Question *q, const Party *party,
                            Choice *const *chosen, size_t count, unsigned shape) {
  Request out = d->request;
  out.keys = arena_array(q->arena, q->key_count, sizeof *out.keys);
  out.principal = party->principal ? party->principal : made_principal(q, chosen, count);
  for (size_t k = 0; k < q->key_count; k++) {
    if (str_is(q->keys[k].name, IDENTITY_KEY))
      continue;
    for (size_t i = 0; i < count; i++) {
      if (q->keys[k].component == q->keys[chosen[i]->run.keys[0]].component &&
          chosen[i]->run.present[k])
        out.keys[out.key_count++] =
            run_value(&chosen[i]->run, &chosen[i]->result, &chosen[i]->exit, k);
    }
  }
  Str *also = arena_array(q->arena, COMPANIONS, sizeof *also);
  for (size_t i = 0; i < COMPANIONS; i++) {
    if (shape >> i & 1)
      also[out.also_count++] = str_of(companions[i].action);
  }
  out.also = also;
  return out;
}

/* What the evaluator says of the call. */
static Verdict certify(Inquiry *d, const Request *request, bool real) {
  Decision decision = eval_policy(d->arena, d->policy, request, false);
  if (decision.verdict == VERDICT_ALLOW && real && d->best.outcome != WAY_OPEN) {
    d->best = (Attempt){.outcome = WAY_OPEN, .assumptions = decision.assumptions};
    d->witness = request_copy(d->kept, request);
  } else if (decision.verdict == VERDICT_UNKNOWN && d->best.outcome != WAY_OPEN &&
             d->best.outcome != WAY_UNKNOWN) {
    d->best = (Attempt){.outcome = WAY_UNKNOWN, .hole = decision.hole};
    d->witness = request_copy(d->kept, request);
  }
  return decision.verdict;
}

/* ---- One question -------------------------------------------------------------------------------- */

/* A kind of caller, a shape of call, who allows its companions. */
struct shape {
  unsigned companions;
  const Statement *allowed_by[COMPANIONS];
};

static bool add_statements(Inquiry *d, Question *q, const Party *party, const struct shape *shape) {
  if (!add_statement(d, q, party, d->way->statement, d->way->action, false, false))
    return false;
  add_denies(d, q, party, d->way->action, false);
  for (size_t i = 0; i < COMPANIONS; i++) {
    Str action = str_of(companions[i].action);
    if (!(shape->companions >> i & 1))
      continue;
    if (!add_statement(d, q, party, shape->allowed_by[i], action, true, false))
      return false;
    add_denies(d, q, party, action, true);
  }
  return true;
}

static bool is_token(const Party *party) {
  return party->kind == CALLER_TOKEN;
}

static Question new_question(Inquiry *d, const Party *party, Width width) {
  Question q = {.arena = d->arena,
                .steps = &d->steps,
                .role = d->role,
                .policy = d->policy,
                .way = d->way,
                .adversary = d->adversary,
                .caller = party->kind,
                .width = width};
  if (is_token(party)) {
    const Text *host = party->who && party->who->host ? party->who->host : party->principal;
    q.host = text_key(d->arena, host);
    q.token = token_domain(q.host);
  }
  q.spelled = d->spelled;
  q.demanded = d->demanded;
  if (party->principal && party->who && is_people(party->kind) && !party->who->name) {
    Request *named = arena_alloc(d->arena, sizeof *named);
    *named = (Request){.principal_kind = party->key, .principal = party->principal};
    request_complete(named, d->arena);
    q.named = named;
  }
  question_add_parts(&q);
  fix_parts(&q, party->who);
  return q;
}

static void add_identity(Question *q) {
  AskedKey key = {.name = STR(IDENTITY_KEY), .there = THERE_ALWAYS};
  key.info = key_info(STR("aws:PrincipalArn"), (Str){NULL, 0});
  Form form = question_form(q, str_of(identity_form(q->caller)), key.name);
  for (size_t i = 0; i < form.count; i++) {
    AskedPart *part = form.items[i].text ? NULL : &q->parts[form.items[i].part];
    if (part && !part->fixed)
      question_restrict(q, part, key.info);
  }
  ARRAY_ADD(q->arena, key.forms, key.form_count, key.form_cap, form);
  if (q->key_count < MAX_ASKED_KEYS)
    ARRAY_ADD(q->arena, q->keys, q->key_count, q->key_cap, key);
}

/* A question with the statements that play a part and the keys that they speak of. False: no
 * call of this shape can match. */
static bool prepare_question(Inquiry *d, Question *q, const Party *party, const struct shape *shape,
                             Width width) {
  *q = new_question(d, party, width);
  bool possible = add_statements(d, q, party, shape);
  for (size_t i = 0; possible && i < q->statement_count; i++)
    add_keys_of(q, q->statements[i].statement);
  d->gave_up = d->gave_up || q->gave_up;
  return possible;
}

/* Keys that this shape of call does not have. */
static void drop_keys(Question *q, unsigned shape) {
  for (size_t k = 0; k < q->key_count; k++) {
    for (size_t i = 0; i < COMPANIONS; i++) {
      if ((companions[i].groups >> q->keys[k].group & 1) && !(shape >> i & 1))
        q->keys[k].there = THERE_NEVER;
    }
  }
}

/* What was found, for making the call of it. */
struct solution {
  Components components;
  Choice **chosen;
};

/* Solves the question as it stands; true when a call was found. */
static bool solve(Question *q, struct solution *out) {
  DenySet all = q->deny_count == 0            ? 0
                : q->deny_count == MAX_DENIES ? ~(DenySet)0
                                              : ((DenySet)1 << q->deny_count) - 1;
  out->components = question_components(q);
  out->chosen = arena_array(q->arena, out->components.count, sizeof(Choice *));
  for (size_t i = 0; i < out->components.count; i++) {
    component_explore(q, &out->components.items[i], all);
    if (out->components.items[i].choice_count == 0)
      return false;
  }
  return combine(&out->components, 0, 0, all, out->chosen, q->steps);
}

/* The call of a solution; of one that matters it is made again with the words that a person
 * would think of first. */
static Verdict certify_solution(Inquiry *d, Question *q, const Party *party, unsigned shape,
                                struct solution *found, bool real) {
  Attempt before = d->best;
  size_t count = found->components.count;
  Request plain = made_request(d, q, party, found->chosen, count, shape);
  Verdict verdict = certify(d, &plain, real);
  if (d->best.outcome == before.outcome)
    return verdict;
  Attempt known = d->best;
  Request witness = d->witness;
  for (size_t i = 0; i < count; i++)
    choice_improve(q, found->chosen[i]);
  Request better = made_request(d, q, party, found->chosen, count, shape);
  d->best = before;
  if (certify(d, &better, real) != verdict) {
    d->best = known;
    d->witness = witness;
  }
  return verdict;
}

/* One choice of forms; the wide walk first, and the narrow one where that is no proof. */
static void ask_formed(Inquiry *d, const Party *party, const struct shape *shape,
                       const size_t *forms) {
  bool unknown = false;
  for (Width width = WIDE; width <= NARROW; width++) {
    Question q;
    struct solution found = {.chosen = NULL};
    bool possible = prepare_question(d, &q, party, shape, width);
    if (!possible && width == WIDE)
      return;
    /* The wide walk found a call: that the narrow one cannot is no proof. */
    if (!possible)
      break;
    if (is_people(party->kind) && !q.named)
      add_identity(&q);
    drop_keys(&q, shape->companions);
    for (size_t i = 0; i < q.key_count; i++)
      q.keys[i].form = q.keys[i].form_count > 0 ? &q.keys[i].forms[forms[i]] : NULL;
    d->others = question_choose_other(&q, d->other);
    if (d->others == 0)
      return;
    bool got = solve(&q, &found);
    d->gave_up = d->gave_up || q.gave_up;
    if (!got && width == WIDE)
      return;
    if (!got)
      break;
    /* What may be nobody's value is enough for the intended caller alone. */
    bool real = !q.widened || d->adversary == ADVERSARY_INTENDED;
    Verdict verdict = certify_solution(d, &q, party, shape->companions, &found, real);
    unknown = unknown || verdict == VERDICT_UNKNOWN;
    if ((verdict == VERDICT_ALLOW && real) || !q.open)
      break;
  }
  d->gave_up = d->gave_up || (d->best.outcome != WAY_OPEN && !unknown);
}

struct formed {
  Inquiry *d;
  const Party *party;
  const struct shape *shape;
  const size_t *forms;
};

static int ask_in_arena(void *context) {
  struct formed *f = context;
  ask_formed(f->d, f->party, f->shape, f->forms);
  return OK;
}

/* Each question has memory of its own, which goes with it. */
static void ask_apart(Inquiry *d, const Party *party, const struct shape *shape,
                      const size_t *forms) {
  struct formed f = {d, party, shape, forms};
  Arena *outer = d->arena, *own = arena_new(MAX_SEARCH_BYTES);
  if (!own)
    out_of_memory();
  d->arena = own;
  int status = protect(ask_in_arena, &f);
  bool full = arena_hit_limit(own);
  d->arena = outer;
  arena_free(own);
  if (status != OK && !full)
    out_of_memory();
  d->gave_up = d->gave_up || status != OK;
}

/* Whether a form and a value begin alike, as far as both are spelled out. */
static bool begin_alike(const Form *form, const Text *value, bool glob) {
  Str a, b = value->count > 0 ? value->pieces[0].literal : (Str){NULL, 0};
  if (form->count == 0 || !form->items[0].text || !text_known(form->items[0].text, &a) ||
      value->count == 0 || value->pieces[0].hole)
    return true;
  for (size_t i = 0; i < a.len && i < b.len; i++) {
    if (b.ptr[i] == '$' || (glob && (b.ptr[i] == '*' || b.ptr[i] == '?')))
      return true;
    if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
      return false;
  }
  return a.len <= b.len || value->count > 1 || form->count > 1;
}

/* Whether some value of each condition that demands a match begins like the form of its key. Of
 * the many forms that subjects have most are told apart by that. */
static bool forms_may_match(const Question *q, const size_t *forms) {
  const Statement *s = q->way->statement;
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *c = &s->conditions[i];
    const AskedKey *key = question_key(q, c->key);
    Operator op;
    bool some = c->opaque;
    if (!key || key->form_count < 2 || key->there != THERE_ALWAYS ||
        !operator_parse(&op, c->operator_name) || op.negated || !operator_is_text(&op))
      continue;
    for (size_t k = 0; k < c->value_count && !some; k++)
      some = begin_alike(&key->forms[forms[key - q->keys]], c->values[k].text,
                         op.family != OPERATOR_STRING);
    if (!some)
      return false;
  }
  return true;
}

/* All choices of forms: keys with several are the subjects of tokens and the like. */
static void ask_shape(Inquiry *d, const Party *party, const struct shape *shape) {
  size_t forms[MAX_ASKED_KEYS] = {0};
  Question q;
  if (!prepare_question(d, &q, party, shape, WIDE))
    return;
  for (bool more = true; more && d->best.outcome != WAY_OPEN && d->steps > 0;) {
    d->others = forms_may_match(&q, forms) ? 1 : 0;
    for (d->other = 0; d->other < d->others && d->best.outcome != WAY_OPEN; d->other++)
      ask_apart(d, party, shape, forms);
    more = false;
    for (size_t i = 0; i < q.key_count && !more; i++) {
      more = ++forms[i] < q.keys[i].form_count;
      if (!more)
        forms[i] = 0;
    }
  }
}

/* ---- Shapes ---------------------------------------------------------------------------------------- */

/* Which companion actions the keys that are asked for need. */
static unsigned companions_asked(Inquiry *d, const Party *party) {
  struct shape none = {0};
  Question q;
  unsigned out = 0;
  if (!prepare_question(d, &q, party, &none, WIDE))
    return 0;
  for (size_t i = 0; i < d->policy->statement_count; i++)
    add_keys_of(&q, &d->policy->statements[i]);
  for (size_t k = 0; k < q.key_count; k++) {
    for (size_t i = 0; i < COMPANIONS; i++) {
      if (q.keys[k].there != THERE_NEVER && (companions[i].groups >> q.keys[k].group & 1))
        out |= 1u << i;
    }
  }
  d->gave_up = d->gave_up || q.gave_up;
  return out;
}

/* Each statement that may allow the companion actions from `at` on. */
static void ask_companions(Inquiry *d, const Party *party, struct shape *shape, size_t at) {
  while (at < COMPANIONS && !(shape->companions >> at & 1))
    at++;
  if (at == COMPANIONS) {
    ask_shape(d, party, shape);
    return;
  }
  for (size_t i = 0; i < d->policy->statement_count; i++) {
    const Statement *s = &d->policy->statements[i];
    Evaluation e = {.arena = d->arena};
    if (d->best.outcome == WAY_OPEN || (s->effect != EFFECT_ALLOW && s->effect != EFFECT_UNKNOWN) ||
        eval_action_matches(&e, s, str_of(companions[at].action)) == TRI_NO)
      continue;
    shape->allowed_by[at] = s;
    ask_companions(d, party, shape, at + 1);
  }
}

void inquiry_ask(Inquiry *d, const Party *party) {
  d->request.principal_kind = party->key;
  d->request.principal = party->principal ? party->principal : text_literal(d->arena, STR("*"));
  unsigned asked = companions_asked(d, party);
  for (unsigned bits = 0; bits < 1u << COMPANIONS; bits++) {
    struct shape shape = {.companions = bits};
    if (d->best.outcome != WAY_OPEN && d->steps > 0 && (bits & ~asked) == 0)
      ask_companions(d, party, &shape, 0);
  }
}

/* ---- All ------------------------------------------------------------------------------------------- */

static int decide(void *context) {
  Inquiry *d = context;
  d->spelled = spelled_words(d->kept, d->role, d->policy);
  d->demanded = spelled_demands(d->kept, d->policy, d->way->statement);
  inquiry_ask_all(context);
  return OK;
}

struct keeper {
  Inquiry *d;
  Arena *arena;
  Attempt out;
};

static int keep(void *context) {
  struct keeper *k = context;
  k->out.witness = arena_alloc(k->arena, sizeof *k->out.witness);
  *k->out.witness = request_copy(k->arena, &k->d->witness);
  return OK;
}

Attempt access_decide(Arena *arena, const Role *role, const Policy *policy, const Way *way,
                      AdversaryId adversary, SearchBudget *budget) {
  Arena *scratch = arena_new(MAX_SEARCH_BYTES);
  if (!scratch)
    out_of_memory();
  size_t given = budget->steps < budget->most ? budget->steps : budget->most;
  Inquiry d = {.kept = scratch,
               .arena = scratch,
               .steps = given,
               .role = role,
               .policy = policy,
               .way = way,
               .adversary = adversary};
  d.request = (Request){.action = way->action, .others = KEY_ABSENT};
  int status = protect(decide, &d);
  bool full = status == ERR_MEMORY && arena_hit_limit(scratch);
  struct keeper k = {.d = &d, .arena = arena, .out = d.best};
  if (status == OK && d.witness.principal)
    status = protect(keep, &k);
  k.out.gave_up = k.out.outcome != WAY_OPEN && (d.gave_up || full || d.steps == 0);
  if (k.out.gave_up && k.out.outcome == WAY_CLOSED)
    k.out.outcome = WAY_LIMIT;
  budget->steps -= given - d.steps;
  budget->wants_more = k.out.gave_up && d.steps == 0;
  arena_free(scratch);
  if (status != OK && !full)
    out_of_memory();
  return k.out;
}
