/* SPDX-License-Identifier: Apache-2.0
 *
 * One finding, from the arena of its input into the report.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/suppression.h"
#include "engine/build.h"
#include "facts/keys.h"
#include "facts/unsettled.h"
#include "simulate/explain.h"

/* ---- Copies into the report -------------------------------------------------- */

/* The text of a buffer, which must not have grown too long. */
static const char *finish(const Buf *buf) {
  if (buf->failed)
    out_of_memory();
  return buf->ptr;
}

const char *build_keep(Arena *arena, Str s) {
  Buf buf = buf_in(arena);
  buf.limit = SIZE_MAX;
  buf_add(&buf, "");
  while (s.len > 0) {
    size_t nul = str_find(s, 0, '\0');
    buf_add_n(&buf, s.ptr, nul);
    if (nul < s.len)
      buf_add(&buf, "\xEF\xBF\xBD"); /* U+FFFD: C strings end at a NUL */
    s = str_slice(s, nul + 1, s.len);
  }
  return finish(&buf);
}

/* NULL for an empty string. */
static const char *keep_or_null(Arena *arena, Str s) {
  return s.len > 0 ? build_keep(arena, s) : NULL;
}

const char *build_keep_text(Arena *arena, const Text *text) {
  Str printed = text_print(arena, text);
  if (!printed.ptr && text->count > 0)
    out_of_memory();
  return build_keep(arena, printed);
}

/* NULL unless it is known as a literal. */
static const char *keep_known(Arena *arena, const Text *text) {
  Str known;
  return text && text_known(text, &known) ? build_keep(arena, known) : NULL;
}

static ReportPair build_pair(Arena *arena, const char *name, const Text *const *texts,
                             size_t count) {
  const char **values = arena_array(arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++)
    values[i] = build_keep_text(arena, texts[i]);
  return (ReportPair){.name = name, .values = values, .count = count};
}

/* ---- The call that proves it -------------------------------------------------- */

static int compare_pairs(const void *left, const void *right) {
  const ReportPair *a = left, *b = right;
  return strcmp(a->name, b->name);
}

static bool has_hole(const ContextKey *key) {
  for (size_t i = 0; i < key->value_count; i++) {
    if (text_first_hole(key->values[i]))
      return true;
  }
  return false;
}

static void add_context(Arena *arena, ReportWitness *out, const Request *request, bool holes) {
  ReportPair *pairs = arena_array(arena, request->key_count, sizeof *pairs);
  for (size_t i = 0; i < request->key_count; i++) {
    const ContextKey *key = &request->keys[i];
    if (key->presence != KEY_PRESENT || (!holes && has_hole(key)))
      continue;
    ReportPair *pair = &pairs[out->context_count++];
    *pair = build_pair(arena, build_keep(arena, key->name), key->values, key->value_count);
    pair->list = key->multivalued;
  }
  qsort(pairs, out->context_count, sizeof *pairs, compare_pairs);
  out->context = pairs;
}

ReportWitness build_call(Arena *arena, const Request *request, Assumptions assumptions,
                         bool holes) {
  const char **also = arena_array(arena, request->also_count, sizeof *also);
  for (size_t i = 0; i < request->also_count; i++)
    also[i] = build_keep(arena, request->also[i]);
  const char **ids = arena_array(arena, UNSETTLED_COUNT, sizeof *ids);
  ReportWitness out = {
      .principal =
          build_pair(arena, request_principal_key(request->principal_kind), &request->principal, 1),
      .action = build_keep(arena, request->action),
      .also = also,
      .also_count = request->also_count,
      .verdict = verdict_name(VERDICT_ALLOW),
      .assumptions = ids,
  };
  add_context(arena, &out, request, holes);
  for (size_t n = 0; n < UNSETTLED_COUNT; n++) {
    if (assumptions & 1u << n)
      ids[out.assumption_count++] = unsettled_point(n)->id;
  }
  return out;
}

/* ---- The same in one line ----------------------------------------------------- */

/* The key follows from who calls, or from the role that is called. */
static bool is_implied(Str key) {
  KeySource source = key_info(key, (Str){NULL, 0})->source;
  return source == KEY_IDENTITY || source == KEY_SERVICE_FLAG || source == KEY_ROLE;
}

/* "PRINCIPAL may call ACTION with KEY "VALUE" and no KEY" */
static const char *describe_call(Arena *arena, const RawFinding *found) {
  const Attempt *attempt = found->finding.attempt;
  const Way *way = found->finding.way;
  CallWords words = {
      .verb = attempt->outcome == WAY_OPEN ? "may call" : "might call",
      .no_external_id = way && attempt == &way->attempts[ADVERSARY_OTHER_CUSTOMER],
      .absent = true,
      .is_implied = is_implied,
  };
  Str line = explain_call(arena, attempt->witness, way ? way->statement : found->finding.statement,
                          &words);
  if (!line.ptr)
    out_of_memory();
  return build_keep(arena, line);
}

static void add_call(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Attempt *attempt = found->finding.attempt;
  if (!attempt || !attempt->witness)
    return;
  if (attempt->outcome == WAY_OPEN || attempt->outcome == WAY_UNKNOWN)
    out->who = describe_call(b->arena, found);
  /* Only an allowed call proves that somebody gets in, and only exposures say that. */
  out->has_witness = attempt->outcome == WAY_OPEN && found->rule->category == CATEGORY_EXPOSURE;
  if (out->has_witness)
    out->witness = build_call(b->arena, attempt->witness, attempt->assumptions, true);
}

/* ---- Where it is -------------------------------------------------------------- */

ReportLocation build_location(ReportBuilder *b, SourceSpan at) {
  const Source *source = at.source ? at.source : &b->input->source;
  size_t end = at.span.end > at.span.begin ? at.span.end : at.span.begin;
  return (ReportLocation){
      .path = at.source ? build_keep(b->arena, str_of(source->path)) : b->path,
      .begin = source_position(source, at.span.begin),
      .end = source_position(source, end),
  };
}

static void add_related(ReportBuilder *b, ReportFinding *out, const Finding *finding,
                        SourceSpan definition) {
  ReportRelated *related = arena_array(b->arena, finding->related_count + 1, sizeof *related);
  if (definition.source)
    related[out->related_count++] =
        (ReportRelated){build_location(b, definition), "defined here, in the module"};
  for (size_t i = 0; i < finding->related_count; i++) {
    const Related *from = &finding->related[i];
    related[out->related_count++] =
        (ReportRelated){build_location(b, (SourceSpan){from->source, from->span}),
                        build_keep(b->arena, from->message)};
  }
  out->related = related;
}

/* A finding points where people edit what it is about. In a module's role that is the call
 * of the module; where the role is defined is related. */
static void add_locations(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Finding *finding = &found->finding;
  const Role *role = found->role;
  const PrincipalResource *resource = found->principal_resource;
  SourceSpan edited = finding->source_span, definition = {NULL, {0, 0}};
  if (!edited.source && role && role->source_span.source) {
    edited = role->source_span;
    definition = role->definition;
  } else if (!edited.source && !role && resource && resource->source_span.source) {
    edited = resource->source_span;
    definition = resource->definition;
  } else if (!edited.source) {
    edited.span = role && !b->input->exact_positions ? role->span : finding->span;
  }
  out->location = build_location(b, edited);
  add_related(b, out, finding, definition);
}

/* ---- What it is about --------------------------------------------------------- */

static void add_role(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Role *role = found->role;
  out->address = keep_or_null(b->arena, role ? role->address : found->finding.address);
  if (role) {
    out->role = keep_or_null(b->arena, role->label);
    out->role_name = keep_known(b->arena, role->name);
    out->role_arn = keep_known(b->arena, role->arn);
    out->change = change_name(role->change);
  } else if (found->principal_resource) {
    out->change = change_name(found->principal_resource->change);
  }
}

static void add_statement(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Statement *statement = found->finding.statement;
  Str pointer = found->finding.pointer;
  out->statement = -1;
  if (statement) {
    out->statement = (int)statement->index;
    if (statement->has_sid)
      out->sid = found->trust && found->trust->sensitive ? "(sensitive)"
                                                         : build_keep(b->arena, statement->sid);
    if (pointer.len == 0)
      pointer = statement->pointer;
  }
  out->pointer = keep_or_null(b->arena, pointer);
}

static void add_principal(ReportBuilder *b, ReportFinding *out, const Principal *principal) {
  if (!principal)
    return;
  Str key = principal->kind == PRINCIPAL_STAR ? STR("AWS") : principal->key; /* as "*" means */
  out->has_principal = key.len > 0;
  if (out->has_principal)
    out->principal = build_pair(b->arena, build_keep(b->arena, key), &principal->value.text, 1);
}

/* ---- One finding -------------------------------------------------------------- */

static const char *origin_name(const RawFinding *found) {
  static const char *const names[] = {
      [ORIGIN_AS_WRITTEN] = "as-written", [ORIGIN_REBUILT] = "rebuilt", [ORIGIN_SOURCE] = "source"};
  return names[found->trust ? found->trust->origin : ORIGIN_AS_WRITTEN];
}

ReportFinding build_finding(ReportBuilder *b, const RawFinding *found) {
  const Finding *finding = &found->finding;
  const Suppression *suppression = found->suppression;
  ReportFinding out = {
      .rule = found->rule,
      .severity = found->severity,
      .severity_reason = keep_or_null(b->arena, found->severity_reason),
      .message = build_keep(b->arena, finding->message),
      .help = finding->help.len > 0 ? build_keep(b->arena, finding->help) : found->rule->help.fix,
      .introduced = found->introduced,
      .when = keep_or_null(b->arena, found->when),
      .origin = origin_name(found),
      .fingerprint = build_keep(b->arena, str_of(found->fingerprint)),
      .suppressed = suppression != NULL,
  };
  add_locations(b, &out, found);
  add_role(b, &out, found);
  add_statement(b, &out, found);
  add_principal(b, &out, finding->principal);
  add_call(b, &out, found);
  if (suppression)
    out.suppression = (ReportSuppression){.location = build_location(b, suppression->source_span),
                                          .reason = keep_or_null(b->arena, suppression->reason)};
  build_excerpt(b, &out, found);
  return out;
}

/* ---- An input that could not be read ------------------------------------------ */

/* The character at which reading stopped, or the start of the file. */
static Span error_span(const Input *input) {
  const Source *source = &input->source;
  const Error *error = &input->error;
  if (!error->has_offset)
    return (Span){0, source->bytes ? 0 : error->length};
  if (!source->bytes)
    return (Span){error->offset, error->offset + error->length};
  size_t at = error->offset < source->len ? error->offset : source->len, end = at;
  if (at < source->len && source->bytes[at] != '\n') {
    do
      end++;
    while (end < source->len && ((unsigned char)source->bytes[end] & 0xC0) == 0x80);
  }
  return (Span){at, end};
}

/* By why the input could not be read. NULL: what the rule says. */
static const char *next_step(int status) {
  switch (status) {
  case ERR_SYNTAX:
    return "Fix the syntax at this position.";
  case ERR_IO:
    return "Check that the path is right, and that the file exists and can be read.";
  case ERR_LIMIT:
    return "Make the file smaller or flatter, or split it: no option raises the reading limits.";
  case ERR_USAGE:
    return "Give another value for what the message names.";
  case ERR_WRONG_KIND:
    return "Scan what the message names instead of this file.";
  case ERR_MEMORY:
    return "Scan fewer files at a time, or on a machine with more memory.";
  case ERR_INTERNAL:
    return "This is a bug of assumelint: please report it.";
  default:
    return NULL;
  }
}

ReportFinding build_unreadable(ReportBuilder *b, const Rule *rule) {
  RawFinding found = {
      .rule = rule,
      .severity = rule->severity,
      .finding = {.fault = STR("not-parsed"),
                  .message = str_of(b->input->error.text),
                  .help = str_of(next_step(b->input->status)),
                  .span = error_span(b->input)},
  };
  RawFindings list = {.arena = b->arena, .items = &found, .count = 1, .cap = 1};
  engine_apply_fingerprints(&list, NULL, NULL);
  return build_finding(b, &found);
}
