/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts of findings: where they point, how values are quoted in messages.
 */
#include <stdarg.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "assumelint/utf8.h"
#include "rules/rules.h"
#include "util/visible.h"

enum { QUOTE_COLUMNS = 100, MESSAGE_BYTES = 2048 };

static const char hidden[] = "(sensitive)";

static bool is_sensitive(const Draft *draft) {
  return draft->check->trust && draft->check->trust->sensitive;
}

/* ---- Places ------------------------------------------------------------------ */

Draft draft_trust(const Check *check) {
  Draft draft = {.check = check};
  if (check->trust)
    draft.finding.span = check->trust->span;
  else if (check->role)
    draft.finding.span = check->role->span;
  return draft;
}

Draft draft_world(const Check *check, Str address, Span span) {
  Draft draft = {.check = check};
  draft.finding.address = address;
  draft.finding.span = span;
  return draft;
}

Draft draft_statement(const Check *check, const Statement *statement) {
  Draft draft = {.check = check};
  draft.finding.span = statement->span;
  draft.finding.statement = statement;
  draft.finding.pointer = statement->pointer;
  return draft;
}

Draft draft_item(const Check *check, const Statement *statement, const Item *item) {
  Draft draft = {.check = check};
  draft.finding.statement = statement;
  draft_at_item(&draft, item);
  return draft;
}

Draft draft_condition(const Check *check, const Statement *statement, const Condition *condition) {
  Draft draft = {.check = check, .condition = condition};
  draft.finding.statement = statement;
  draft_at_condition(&draft, condition);
  return draft;
}

/* Forms that are printed even where the policy is sensitive. */
static bool is_well_known_form(IdentityKind who) {
  return who != IDENTITY_ORPHAN && who != IDENTITY_OTHER_ID && who != IDENTITY_MALFORMED &&
         who != IDENTITY_UNKNOWN;
}

Draft draft_principal(const Check *check, const Statement *statement, const Principal *principal) {
  Draft draft = draft_item(check, statement, &principal->value);
  draft.principal = principal;
  return draft;
}

/* Names the principal, as far as it may be shown. */
static void add_principal(Draft *draft) {
  Finding *finding = &draft->finding;
  Arena *arena = draft->check->arena;
  bool hide = is_sensitive(draft) && !is_well_known_form(identity_of(arena, draft->principal).kind);
  if (!hide)
    finding->principal = draft->principal;
  if (finding->fault.len > 0)
    return;
  finding->fault = hide ? str_of(hidden) : text_canonical(arena, draft->principal->value.text);
  if ((!finding->fault.ptr && !text_empty(draft->principal->value.text)))
    out_of_memory();
}

static const Statement *statement_at(const Check *check, int index) {
  const Policy *policy = check->trust ? check->trust->policy : NULL;
  for (size_t i = 0; policy && index >= 0 && i < policy->statement_count; i++) {
    if (policy->statements[i].index == (size_t)index)
      return &policy->statements[i];
  }
  return NULL;
}

Draft draft_malformation(const Check *check, const Malformation *malformation) {
  Draft draft = {.check = check, .malformation = malformation};
  draft.finding.span = malformation->span;
  draft.finding.statement = statement_at(check, malformation->statement);
  draft.finding.pointer = malformation->pointer;
  return draft;
}

/* ---- Values --------------------------------------------------------------------- */

/* In quotation marks, nothing hidden. NULL when out of memory. */
static const char *quote_in(Arena *arena, Str value) {
  Buf buf = buf_in(arena);
  size_t used = 0;
  buf_add_char(&buf, '"');
  for (size_t at = 0; at < value.len;) {
    char form[VISIBLE_MAX];
    size_t columns, len = visible_next(value, &at, form, &columns);
    used += columns;
    if (used > QUOTE_COLUMNS) {
      buf_add(&buf, "...");
      break;
    }
    buf_add_n(&buf, form, len);
  }
  buf_add_char(&buf, '"');
  return buf.failed ? NULL : buf.ptr;
}

const char *draft_quote_name(Draft *draft, Str name) {
  const char *quoted = quote_in(draft->check->arena, name);
  if (!quoted)
    out_of_memory();
  return quoted ? quoted : "";
}

const char *draft_quote_hole(Draft *draft, const Hole *hole) {
  const char *name = draft_quote_name(draft, hole_shown(draft->check->arena, hole));
  if (hole->source != HOLE_OF_PARAMETER)
    return name;
  Str words = str_printf(draft->check->arena, "the parameter %s", name);
  return words.ptr;
}

const char *draft_quote(Draft *draft, Str value) {
  return is_sensitive(draft) ? hidden : draft_quote_name(draft, value);
}

static const char *quote_printed(Draft *draft, const Text *value) {
  Str printed = text_print(draft->check->arena, value);
  if (!printed.ptr && !text_empty(value))
    out_of_memory();
  return draft_quote_name(draft, printed);
}

const char *draft_quote_text(Draft *draft, const Text *value) {
  return is_sensitive(draft) ? hidden : quote_printed(draft, value);
}

const char *draft_quote_principal(Draft *draft, const Identity *identity) {
  return is_well_known_form(identity->kind) ? quote_printed(draft, identity->text)
                                            : draft_quote_text(draft, identity->text);
}

const char *rule_did_you_mean(Draft *draft, const char *near) {
  if (!near)
    return "";
  Str words = str_printf(draft->check->arena, " (did you mean %s?)", near);
  return words.ptr;
}

/* ---- Words ----------------------------------------------------------------------- */

__attribute__((format(printf, 2, 0))) static Str print_words(Draft *draft, const char *format,
                                                             va_list args) {
  char words[MESSAGE_BYTES];
  int n = vsnprintf(words, sizeof words, format, args);
  size_t len = n < 0 ? 0 : (size_t)n < sizeof words ? (size_t)n : sizeof words - 1;
  size_t bad = len;
  if (!utf8_valid(words, len, &bad)) /* cut inside a code point */
    len = bad;
  const char *copy = arena_copy(draft->check->arena, words, len);
  if (n < 0)
    out_of_memory();
  return str_n(copy, len);
}

void draft_message(Draft *draft, const char *format, ...) {
  va_list args;
  va_start(args, format);
  draft->finding.message = print_words(draft, format, args);
  va_end(args);
}

void draft_help(Draft *draft, const char *format, ...) {
  va_list args;
  va_start(args, format);
  draft->finding.help = print_words(draft, format, args);
  va_end(args);
}

void draft_next_step(Draft *draft, Str give) {
  if (give.len == 0)
    return;
  if (str_starts(give, "--")) {
    draft_help(draft, "Give it a value: %.*s", STR_FMT(give));
    return;
  }
  char first = give.ptr[0];
  draft_help(draft, "%c%.*s%s", first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : first,
             STR_FMT(str_slice(give, 1, give.len)), str_ends(give, ".") ? "" : ".");
}

void draft_fault(Draft *draft, const char *format, ...) {
  va_list args;
  va_start(args, format);
  draft->finding.fault = print_words(draft, format, args);
  va_end(args);
}

void draft_pointer(Draft *draft, Str base, const char *suffix) {
  Buf buf = buf_in(draft->check->arena);
  buf_add_str(&buf, base);
  buf_add(&buf, suffix);
  draft->finding.pointer = buf_str(&buf);
  if (buf.failed)
    out_of_memory();
}

void draft_severity(Draft *draft, Severity severity, const char *why) {
  draft->finding.severity = severity;
  draft->finding.severity_reason = str_of(why);
}

void draft_at_item(Draft *draft, const Item *item) {
  draft->finding.span = item->span;
  draft->finding.pointer = item->pointer;
}

void draft_at_condition(Draft *draft, const Condition *condition) {
  draft->finding.span = condition->key_span;
  draft->finding.pointer = condition->pointer;
}

static void add_related(Finding *finding, Related related) {
  if (finding->related_count < sizeof finding->related / sizeof *finding->related)
    finding->related[finding->related_count++] = related;
}

void draft_related(Draft *draft, Span span, const char *message) {
  add_related(&draft->finding, (Related){.span = span, .message = str_of(message)});
}

void draft_related_resource(Draft *draft, const Resource *resource, const char *message) {
  bool beside = resource->source_span.source != NULL;
  add_related(&draft->finding, (Related){
                                   .source = resource->source_span.source,
                                   .span = beside ? resource->source_span.span : resource->span,
                                   .message = str_of(message),
                               });
}

static void add_fault(Draft *draft) {
  const Condition *condition = draft->condition;
  const Malformation *malformation = draft->malformation;
  if (condition) {
    draft_fault(draft, "%.*s|%.*s", STR_FMT(condition->operator_name), STR_FMT(condition->key));
  } else if (malformation) {
    /* Details of these are values; those of the others are names. */
    bool value =
        malformation->kind == MALFORMED_BAD_VERSION || malformation->kind == MALFORMED_BAD_EFFECT;
    draft_fault(draft, "%d|%.*s", (int)malformation->kind,
                STR_FMT(value && is_sensitive(draft) ? str_of(hidden) : malformation->detail));
  }
}

void draft_send(Draft *draft) {
  if (draft->principal)
    add_principal(draft);
  if (draft->finding.fault.len == 0)
    add_fault(draft);
  rule_report_finding(draft->check, &draft->finding);
  draft->finding.message = draft->finding.fault = draft->finding.help = (Str){0};
}

bool rule_is_first_trust(const Check *check) {
  return check->trust == check->role->trusts;
}
