/* SPDX-License-Identifier: Apache-2.0
 *
 * One finding, from the arena of its input into the report.
 */
#include "assumelint/status.h"
#include "assumelint/suppression.h"
#include "engine/build.h"

static const char *origin_name(Origin origin) {
  switch (origin) {
  case ORIGIN_REBUILT:
    return "rebuilt";
  case ORIGIN_SOURCE:
    return "source";
  case ORIGIN_AS_WRITTEN:
    break;
  }
  return "as-written";
}

/* NULL unless it is known as a literal. */
static const char *keep_known(ReportBuilder *b, const Text *text) {
  Str known;
  return text && text_known(text, &known) ? build_keep(b, known) : NULL;
}

static void build_role(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Role *role = found->role;
  out->address = build_keep_or_null(b, role ? role->address : found->finding.address);
  if (role) {
    out->role = build_keep_or_null(b, role->label);
    out->role_name = keep_known(b, role->name);
    out->role_arn = keep_known(b, role->arn);
    out->change = change_name(role->change);
  } else if (found->principal_resource) {
    out->change = change_name(found->principal_resource->change);
  }
}

static void build_principal(ReportBuilder *b, ReportFinding *out, const Principal *principal) {
  Str key = principal->key;
  if (principal->kind == PRINCIPAL_STAR)
    key = STR("AWS"); /* what it means */
  if (key.len == 0)
    return;
  const char **values = build_array(b, 1, sizeof *values);
  values[0] = build_keep_text(b, principal->value.text);
  out->has_principal = true;
  out->principal = (ReportPair){build_keep(b, key), (const char *const *)values, 1, false};
}

ReportLocation build_location(ReportBuilder *b, FilePositions *places, SourceSpan place) {
  Span span = place.span;
  if (!place.source)
    return positions_locate(b, places, span);
  return (ReportLocation){
      .path = build_keep(b, str_of(place.source->path)),
      .begin = source_position(place.source, span.begin),
      .end = source_position(place.source, span.end > span.begin ? span.end : span.begin),
  };
}

static void build_related(ReportBuilder *b, ReportFinding *out, const Finding *finding,
                          const SourceSpan *definition, FilePositions *places) {
  size_t count = 0;
  ReportRelated *related = build_array(b, finding->related_count + 1, sizeof *related);
  if (definition && definition->source)
    related[count++] = (ReportRelated){build_location(b, places, *definition),
                                       "it is defined here, in the module"};
  for (size_t i = 0; i < finding->related_count; i++) {
    const Related *its = &finding->related[i];
    related[count].location = build_location(b, places, (SourceSpan){its->source, its->span});
    related[count++].message = build_keep(b, its->message);
  }
  out->related = related;
  out->related_count = count;
}

static void build_statement(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Statement *statement = found->finding.statement;
  bool sensitive = found->trust && found->trust->sensitive;
  Str pointer = found->finding.pointer;
  out->statement = -1;
  if (statement) {
    out->statement = (int)statement->index;
    if (statement->has_sid)
      out->sid = sensitive ? "(sensitive)" : build_keep(b, statement->sid);
    if (pointer.len == 0)
      pointer = statement->pointer;
  }
  out->pointer = build_keep_or_null(b, pointer);
}

/* Where people edit what the finding is about: a place beside the input, if one
 * is known. */
static const SourceSpan *place_of(const RawFinding *found, const SourceSpan **definition) {
  *definition = NULL;
  if (found->finding.source_span.source)
    return &found->finding.source_span;
  if (found->role && found->role->source_span.source) {
    *definition = &found->role->definition;
    return &found->role->source_span;
  }
  if (!found->role && found->principal_resource && found->principal_resource->source_span.source) {
    *definition = &found->principal_resource->definition;
    return &found->principal_resource->source_span;
  }
  return NULL;
}

static void build_suppression(ReportBuilder *b, ReportFinding *out, const Suppression *ignore,
                              FilePositions *places) {
  out->suppressed = true;
  out->suppression = (ReportSuppression){
      .location = build_location(b, places, ignore->source_span),
      .reason = build_keep_or_null(b, ignore->reason),
  };
}

void build_finding(ReportBuilder *b, ReportFinding *out, const RawFinding *found,
                   const Input *input, FilePositions *places) {
  const Finding *finding = &found->finding;
  bool whole_resource = !input->exact_positions && found->role;
  out->rule = found->rule;
  out->severity = found->severity;
  out->severity_reason = build_keep_or_null(b, found->severity_reason);
  out->message = build_keep(b, finding->message);
  out->help = finding->help.len > 0 ? build_keep(b, finding->help) : found->rule->help.fix;
  const SourceSpan *definition, *place = place_of(found, &definition);
  if (place)
    out->location = build_location(b, places, *place);
  else
    out->location = positions_locate(b, places, whole_resource ? found->role->span : finding->span);
  build_role(b, out, found);
  build_statement(b, out, found);
  if (finding->principal)
    build_principal(b, out, finding->principal);
  out->introduced = found->introduced;
  out->when = build_keep_or_null(b, found->when);
  build_witness(b, out, found);
  build_related(b, out, finding, definition, places);
  out->origin = origin_name(found->trust ? found->trust->origin : ORIGIN_AS_WRITTEN);
  out->fingerprint = build_keep(b, str_of(found->fingerprint));
  if (found->ignored)
    build_suppression(b, out, found->ignored, places);
  if (input->exact_positions)
    engine_excerpt_source(b, out, &input->source, finding->span);
  else if (finding->statement)
    engine_excerpt_statement(b, out, finding->statement, found->trust && found->trust->sensitive);
}

/* Where reading stopped; the start of the file where that is not known. */
static Span error_span(const Input *input) {
  size_t at = input->error.has_offset ? input->error.offset : 0;
  if (!input->source.bytes)
    return (Span){at, at + input->error.length};
  if (at > input->source.len)
    at = input->source.len;
  size_t end = at;
  if (input->error.has_offset && input->source.bytes && at < input->source.len &&
      input->source.bytes[at] != '\n') {
    do
      end++;
    while (end < input->source.len && ((unsigned char)input->source.bytes[end] & 0xC0) == 0x80);
  }
  return (Span){at, end};
}

/* The next step, by why the input could not be read; NULL: the rule's own words. */
static const char *next_step(int status) {
  switch (status) {
  case ERR_SYNTAX:
    return "Mend the syntax at this place.";
  case ERR_IO:
    return "See that the path is right, and that the file is there and may be read.";
  case ERR_LIMIT:
    return "Make the file smaller or flatter, or split it: no option raises the reading limits.";
  case ERR_USAGE:
    return "Give another value for what the message names.";
  case ERR_WRONG_KIND:
    return "Scan what the message names instead of this file.";
  case ERR_MEMORY:
    return "Scan fewer files at a time, or where there is more memory.";
  case ERR_INTERNAL:
    return "This is a bug of assumelint: please report it.";
  default:
    return NULL;
  }
}

void build_unreadable(ReportBuilder *b, ReportFinding *out, const Rule *rule, const Input *input,
                      const char *path) {
  Span span = error_span(input);
  FilePositions places = positions_of(&input->source, path);
  RawFinding found = {
      .rule = rule,
      .severity = rule->severity,
      .finding = {.fault = STR("not-parsed"),
                  .message = str_of(input->error.text),
                  .help = str_of(next_step(input->status)),
                  .span = span},
  };
  RawFindings list = {.arena = b->arena, .items = &found, .count = 1, .cap = 1};
  engine_apply_fingerprints(&list, NULL, NULL);
  build_finding(b, out, &found, input, &places);
}
