/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts of findings: where they point, how values are quoted in messages.
 */
#include <stdarg.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "rules.h"
#include "util/visible.h"

enum { QUOTE_COLUMNS = 100, MESSAGE_BYTES = 2048 };

static const char hidden[] = "(sensitive)";

static bool is_sensitive(const struct alint_draft *draft) {
  return draft->check->trust && draft->check->trust->sensitive;
}

/* ---- Places ------------------------------------------------------------------ */

struct alint_draft alint_draft_trust(const struct alint_check *check) {
  struct alint_draft draft = {.check = check};
  if (check->trust)
    draft.finding.span = check->trust->span;
  else if (check->role)
    draft.finding.span = check->role->span;
  return draft;
}

struct alint_draft alint_draft_world(const struct alint_check *check, struct alint_str address,
                                     struct alint_span span) {
  struct alint_draft draft = {.check = check};
  draft.finding.address = address;
  draft.finding.span = span;
  return draft;
}

struct alint_draft alint_draft_statement(const struct alint_check *check,
                                         const struct alint_statement *statement) {
  struct alint_draft draft = {.check = check};
  draft.finding.span = statement->span;
  draft.finding.statement = statement;
  draft.finding.pointer = statement->pointer;
  return draft;
}

struct alint_draft alint_draft_item(const struct alint_check *check,
                                    const struct alint_statement *statement,
                                    const struct alint_item *item) {
  struct alint_draft draft = {.check = check};
  draft.finding.statement = statement;
  alint_draft_at_item(&draft, item);
  return draft;
}

struct alint_draft alint_draft_condition(const struct alint_check *check,
                                         const struct alint_statement *statement,
                                         const struct alint_condition *condition) {
  struct alint_draft draft = {.check = check, .condition = condition};
  draft.finding.statement = statement;
  alint_draft_at_condition(&draft, condition);
  return draft;
}

/* Forms that are printed even where the policy is sensitive. */
static bool is_well_known_form(enum alint_who who) {
  return who != ALINT_WHO_ORPHAN && who != ALINT_WHO_OTHER_ID && who != ALINT_WHO_MALFORMED &&
         who != ALINT_WHO_UNKNOWN;
}

struct alint_draft alint_draft_principal(const struct alint_check *check,
                                         const struct alint_statement *statement,
                                         const struct alint_principal *principal) {
  struct alint_draft draft = alint_draft_item(check, statement, &principal->value);
  draft.principal = principal;
  return draft;
}

/* Names the principal, as far as it may be shown. */
static void add_principal(struct alint_draft *draft) {
  struct alint_identity identity;
  struct alint_finding *finding = &draft->finding;
  struct alint_arena *arena = draft->check->arena;
  bool hide = is_sensitive(draft);
  if (hide)
    alint_identify(&identity, arena, draft->principal);
  hide = hide && !is_well_known_form(identity.who);
  if (!hide)
    finding->principal = draft->principal;
  if (finding->fault.len > 0)
    return;
  finding->fault =
      hide ? alint_str(hidden) : alint_text_canonical(arena, draft->principal->value.text);
  if ((!finding->fault.ptr && !alint_text_empty(draft->principal->value.text)))
    alint_out_of_memory();
}

static const struct alint_statement *statement_at(const struct alint_check *check, int index) {
  const struct alint_policy *policy = check->trust ? check->trust->policy : NULL;
  for (size_t i = 0; policy && index >= 0 && i < policy->statement_count; i++) {
    if (policy->statements[i].index == (size_t)index)
      return &policy->statements[i];
  }
  return NULL;
}

struct alint_draft alint_draft_oddity(const struct alint_check *check,
                                      const struct alint_oddity *oddity) {
  struct alint_draft draft = {.check = check, .oddity = oddity};
  draft.finding.span = oddity->span;
  draft.finding.statement = statement_at(check, oddity->statement);
  draft.finding.pointer = oddity->pointer;
  return draft;
}

/* ---- Values --------------------------------------------------------------------- */

/* In quotation marks, nothing hidden. NULL when out of memory. */
static const char *quote_in(struct alint_arena *arena, struct alint_str value) {
  struct alint_buf buf = alint_buf(arena);
  size_t used = 0;
  alint_buf_add_char(&buf, '"');
  for (size_t at = 0; at < value.len;) {
    char form[ALINT_VISIBLE_MAX];
    size_t columns, len = alint_visible_next(value, &at, form, &columns);
    used += columns;
    if (used > QUOTE_COLUMNS) {
      alint_buf_add(&buf, "...");
      break;
    }
    alint_buf_add_n(&buf, form, len);
  }
  alint_buf_add_char(&buf, '"');
  return buf.failed ? NULL : buf.ptr;
}

const char *alint_quote_name(struct alint_draft *draft, struct alint_str name) {
  const char *quoted = quote_in(draft->check->arena, name);
  if (!quoted)
    alint_out_of_memory();
  return quoted ? quoted : "";
}

const char *alint_quote_hole(struct alint_draft *draft, const struct alint_hole *hole) {
  const char *name = alint_quote_name(draft, alint_hole_shown(draft->check->arena, hole));
  if (hole->source != ALINT_HOLE_OF_PARAMETER)
    return name;
  struct alint_str words = alint_str_printf(draft->check->arena, "the parameter %s", name);
  return words.ptr;
}

const char *alint_quote(struct alint_draft *draft, struct alint_str value) {
  return is_sensitive(draft) ? hidden : alint_quote_name(draft, value);
}

static const char *quote_printed(struct alint_draft *draft, const struct alint_text *value) {
  struct alint_str printed = alint_text_print(draft->check->arena, value);
  if (!printed.ptr && !alint_text_empty(value))
    alint_out_of_memory();
  return alint_quote_name(draft, printed);
}

const char *alint_quote_text(struct alint_draft *draft, const struct alint_text *value) {
  return is_sensitive(draft) ? hidden : quote_printed(draft, value);
}

const char *alint_quote_principal(struct alint_draft *draft,
                                  const struct alint_identity *identity) {
  return is_well_known_form(identity->who) ? quote_printed(draft, identity->text)
                                           : alint_quote_text(draft, identity->text);
}

const char *alint_did_you_mean(struct alint_draft *draft, const char *near) {
  if (!near)
    return "";
  struct alint_str words = alint_str_printf(draft->check->arena, " (did you mean %s?)", near);
  return words.ptr;
}

/* ---- Words ----------------------------------------------------------------------- */

__attribute__((format(printf, 2, 0))) static struct alint_str
print_words(struct alint_draft *draft, const char *format, va_list args) {
  char words[MESSAGE_BYTES];
  int n = vsnprintf(words, sizeof words, format, args);
  size_t len = n < 0 ? 0 : (size_t)n < sizeof words ? (size_t)n : sizeof words - 1;
  size_t bad = len;
  if (!alint_utf8_valid(words, len, &bad)) /* cut inside a code point */
    len = bad;
  const char *copy = alint_arena_copy(draft->check->arena, words, len);
  if (n < 0)
    alint_out_of_memory();
  return alint_str_n(copy, len);
}

void alint_draft_message(struct alint_draft *draft, const char *format, ...) {
  va_list args;
  va_start(args, format);
  draft->finding.message = print_words(draft, format, args);
  va_end(args);
}

void alint_draft_help(struct alint_draft *draft, const char *format, ...) {
  va_list args;
  va_start(args, format);
  draft->finding.help = print_words(draft, format, args);
  va_end(args);
}

void alint_draft_next_step(struct alint_draft *draft, struct alint_str give) {
  if (give.len == 0)
    return;
  if (alint_str_starts(give, "--")) {
    alint_draft_help(draft, "Give it a value: %.*s", ALINT_FMT(give));
    return;
  }
  char first = give.ptr[0];
  alint_draft_help(
      draft, "%c%.*s%s", first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : first,
      ALINT_FMT(alint_str_slice(give, 1, give.len)), alint_str_ends(give, ".") ? "" : ".");
}

void alint_draft_fault(struct alint_draft *draft, const char *format, ...) {
  va_list args;
  va_start(args, format);
  draft->finding.fault = print_words(draft, format, args);
  va_end(args);
}

void alint_draft_pointer(struct alint_draft *draft, struct alint_str base, const char *suffix) {
  struct alint_buf buf = alint_buf(draft->check->arena);
  alint_buf_add_str(&buf, base);
  alint_buf_add(&buf, suffix);
  draft->finding.pointer = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
}

void alint_draft_severity(struct alint_draft *draft, enum alint_severity severity,
                          const char *why) {
  draft->finding.severity = severity;
  draft->finding.severity_reason = alint_str(why);
}

void alint_draft_at_item(struct alint_draft *draft, const struct alint_item *item) {
  draft->finding.span = item->span;
  draft->finding.pointer = item->pointer;
}

void alint_draft_at_condition(struct alint_draft *draft, const struct alint_condition *condition) {
  draft->finding.span = condition->key_span;
  draft->finding.pointer = condition->pointer;
}

static void add_related(struct alint_finding *finding, struct alint_related related) {
  if (finding->related_count < sizeof finding->related / sizeof *finding->related)
    finding->related[finding->related_count++] = related;
}

void alint_draft_related(struct alint_draft *draft, struct alint_span span, const char *message) {
  add_related(&draft->finding, (struct alint_related){.span = span, .message = alint_str(message)});
}

void alint_draft_related_thing(struct alint_draft *draft, const struct alint_thing *thing,
                               const char *message) {
  bool beside = thing->place.source != NULL;
  add_related(&draft->finding, (struct alint_related){
                                   .source = thing->place.source,
                                   .span = beside ? thing->place.span : thing->span,
                                   .message = alint_str(message),
                               });
}

static void add_fault(struct alint_draft *draft) {
  const struct alint_condition *condition = draft->condition;
  const struct alint_oddity *oddity = draft->oddity;
  if (condition) {
    alint_draft_fault(draft, "%.*s|%.*s", ALINT_FMT(condition->operator_name),
                      ALINT_FMT(condition->key));
  } else if (oddity) {
    /* Details of these are values; those of the others are names. */
    bool value = oddity->kind == ALINT_ODD_BAD_VERSION || oddity->kind == ALINT_ODD_BAD_EFFECT;
    alint_draft_fault(draft, "%d|%.*s", (int)oddity->kind,
                      ALINT_FMT(value && is_sensitive(draft) ? alint_str(hidden) : oddity->detail));
  }
}

void alint_draft_send(struct alint_draft *draft) {
  if (draft->principal)
    add_principal(draft);
  if (draft->finding.fault.len == 0)
    add_fault(draft);
  alint_report_finding(draft->check, &draft->finding);
  draft->finding.message = draft->finding.fault = draft->finding.help = (struct alint_str){0};
}

bool alint_is_first_trust(const struct alint_check *check) {
  return check->trust == check->role->trusts;
}
