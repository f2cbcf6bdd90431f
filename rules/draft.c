/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts of findings: where they point, how messages quote values.
 */
#include <stdarg.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/utf8.h"
#include "rules/draft.h"
#include "util/suggest.h"
#include "util/visible.h"

enum { QUOTE_COLUMNS = 100, MESSAGE_BYTES = 2048 };

static const char hidden[] = "(sensitive)";

static bool is_sensitive(const Draft *draft) {
  return draft->check->trust && draft->check->trust->sensitive;
}

/* ---- Where it points -------------------------------------------------------------- */

void draft_at_statement(Draft *draft, const Statement *statement) {
  draft->finding.span = statement->span;
  draft->finding.statement = statement;
  draft->finding.pointer = statement->pointer;
}

void draft_at_principal(Draft *draft, const Statement *statement, const Principal *principal) {
  draft->finding.statement = statement;
  draft->principal = principal;
  draft_at_item(draft, &principal->value);
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
  const Source *source = resource->source_span.source;
  add_related(&draft->finding,
              (Related){.source = source,
                        .span = source ? resource->source_span.span : resource->span,
                        .message = str_of(message)});
}

/* ---- Values --------------------------------------------------------------------- */

const char *draft_quote_name(Draft *draft, Str name) {
  Buf buf = buf_in(draft->check->arena);
  size_t used = 0;
  buf_add_char(&buf, '"');
  for (size_t at = 0; at < name.len;) {
    char form[VISIBLE_MAX];
    size_t columns, len = visible_next(name, &at, form, &columns);
    used += columns;
    if (used > QUOTE_COLUMNS) {
      buf_add(&buf, "...");
      break;
    }
    buf_add_n(&buf, form, len);
  }
  buf_add_char(&buf, '"');
  return buf.ptr;
}

const char *draft_quote_hole(Draft *draft, const Hole *hole) {
  const char *name = draft_quote_name(draft, hole_shown(draft->check->arena, hole));
  if (hole->source != HOLE_OF_PARAMETER)
    return name;
  return str_printf(draft->check->arena, "the parameter %s", name).ptr;
}

const char *draft_quote(Draft *draft, Str value) {
  return is_sensitive(draft) ? hidden : draft_quote_name(draft, value);
}

static const char *quote_printed(Draft *draft, const Text *value) {
  return draft_quote_name(draft, text_print(draft->check->arena, value));
}

const char *draft_quote_text(Draft *draft, const Text *value) {
  return is_sensitive(draft) ? hidden : quote_printed(draft, value);
}

/* Forms that are printed even where the policy is sensitive. */
static bool is_well_known_form(IdentityKind kind) {
  return kind != IDENTITY_ORPHAN && kind != IDENTITY_OTHER_ID && kind != IDENTITY_MALFORMED &&
         kind != IDENTITY_UNKNOWN;
}

const char *draft_quote_principal(Draft *draft, const Identity *identity) {
  return is_well_known_form(identity->kind) ? quote_printed(draft, identity->text)
                                            : draft_quote_text(draft, identity->text);
}

/* Stricter than suggestions for the command line: in a policy, a part of a name is another
 * name. */
const char *nearest_name(Str word, const char *const *names, size_t count) {
  const char *nearest = NULL;
  if (word.len < 2 || word.len > SUGGEST_MAX_WORD)
    return NULL;
  /* One slip in a short word, three in a long one: more is another word. */
  size_t best = (word.len < 5 ? 1 : word.len < 9 ? 2 : 3) + 1;
  for (size_t i = 0; i < count; i++) {
    Str name = str_of(names[i]);
    if (name.len > SUGGEST_MAX_WORD || name.len > word.len + 3 || word.len > name.len + 3)
      continue;
    size_t distance = suggest_distance(word, name);
    if (distance < best) {
      best = distance;
      nearest = names[i];
    }
  }
  return nearest;
}

const char *draft_did_you_mean(Draft *draft, const char *near) {
  return near ? str_printf(draft->check->arena, " (did you mean %s?)", near).ptr : "";
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
  return str_n(arena_copy(draft->check->arena, words, len), len);
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

void draft_severity(Draft *draft, Severity severity, const char *why) {
  draft->finding.severity = severity;
  draft->finding.severity_reason = str_of(why);
}

/* ---- Sending ------------------------------------------------------------------------ */

/* Names the principal, as far as it may be shown. */
static void add_principal(Draft *draft) {
  Identity identity;
  bool hide = is_sensitive(draft);
  if (hide) {
    identity = identity_of(draft->check->arena, draft->principal);
    hide = !is_well_known_form(identity.kind);
  }
  if (!hide)
    draft->finding.principal = draft->principal;
  if (draft->finding.fault.len == 0)
    draft->finding.fault =
        hide ? str_of(hidden) : text_canonical(draft->check->arena, draft->principal->value.text);
}

static void add_fault(Draft *draft) {
  const Condition *condition = draft->condition;
  const Malformation *malformation = draft->malformation;
  if (condition) {
    draft_fault(draft, "%.*s|%.*s", STR_FMT(condition->operator_name), STR_FMT(condition->key));
  } else if (malformation) {
    /* The details of these are values, those of the others names. */
    bool value =
        malformation->kind == MALFORMED_BAD_VERSION || malformation->kind == MALFORMED_BAD_EFFECT;
    draft_fault(draft, "%d|%.*s", (int)malformation->kind,
                STR_FMT(value && is_sensitive(draft) ? str_of(hidden) : malformation->detail));
  }
}

void draft_send(Draft *draft) {
  if (draft->finding.message.len == 0)
    return;
  if (draft->principal)
    add_principal(draft);
  if (draft->finding.fault.len == 0)
    add_fault(draft);
  rule_report_finding(draft->check, &draft->finding);
  draft->finding.message = draft->finding.fault = draft->finding.help = (Str){0};
}
