/* SPDX-License-Identifier: Apache-2.0
 *
 * One finding, from the arena of its input into the report.
 */
#include "assumelint/ignore.h"
#include "assumelint/status.h"
#include "engine/build.h"

static const char *origin_name(enum alint_origin origin) {
  switch (origin) {
  case ALINT_ORIGIN_REBUILT:
    return "rebuilt";
  case ALINT_ORIGIN_SOURCE:
    return "source";
  case ALINT_ORIGIN_AS_WRITTEN:
    break;
  }
  return "as-written";
}

/* NULL unless it is known as a literal. */
static const char *keep_known(struct alint_builder *b, const struct alint_text *text) {
  struct alint_str known;
  return text && alint_text_known(text, &known) ? alint_keep(b, known) : NULL;
}

static void build_role(struct alint_builder *b, struct alint_report_finding *out,
                       const struct alint_found *found) {
  const struct alint_role *role = found->role;
  out->address = alint_keep_or_null(b, role ? role->address : found->finding.address);
  if (role) {
    out->role = alint_keep_or_null(b, role->label);
    out->role_name = keep_known(b, role->name);
    out->role_arn = keep_known(b, role->arn);
    out->change = alint_change_name(role->change);
  } else if (found->entity) {
    out->change = alint_change_name(found->entity->change);
  }
}

static void build_principal(struct alint_builder *b, struct alint_report_finding *out,
                            const struct alint_principal *principal) {
  struct alint_str key = principal->key;
  if (principal->kind == ALINT_PRINCIPAL_STAR)
    key = ALINT_STR("AWS"); /* what it means */
  if (key.len == 0)
    return;
  const char **values = alint_keep_array(b, 1, sizeof *values);
  values[0] = alint_keep_text(b, principal->value.text);
  out->has_principal = true;
  out->principal =
      (struct alint_report_pair){alint_keep(b, key), (const char *const *)values, 1, false};
}

struct alint_report_location alint_locate(struct alint_builder *b, struct alint_places *places,
                                          struct alint_place place) {
  struct alint_span span = place.span;
  if (!place.source)
    return alint_place(b, places, span);
  return (struct alint_report_location){
      .path = alint_keep(b, alint_str(place.source->path)),
      .begin = alint_source_position(place.source, span.begin),
      .end = alint_source_position(place.source, span.end > span.begin ? span.end : span.begin),
  };
}

static void build_related(struct alint_builder *b, struct alint_report_finding *out,
                          const struct alint_finding *finding, const struct alint_place *definition,
                          struct alint_places *places) {
  size_t count = 0;
  struct alint_report_related *related =
      alint_keep_array(b, finding->related_count + 1, sizeof *related);
  if (definition && definition->source)
    related[count++] = (struct alint_report_related){alint_locate(b, places, *definition),
                                                     "it is defined here, in the module"};
  for (size_t i = 0; i < finding->related_count; i++) {
    const struct alint_related *its = &finding->related[i];
    related[count].location = alint_locate(b, places, (struct alint_place){its->source, its->span});
    related[count++].message = alint_keep(b, its->message);
  }
  out->related = related;
  out->related_count = count;
}

static void build_statement(struct alint_builder *b, struct alint_report_finding *out,
                            const struct alint_found *found) {
  const struct alint_statement *statement = found->finding.statement;
  bool sensitive = found->trust && found->trust->sensitive;
  struct alint_str pointer = found->finding.pointer;
  out->statement = -1;
  if (statement) {
    out->statement = (int)statement->index;
    if (statement->has_sid)
      out->sid = sensitive ? "(sensitive)" : alint_keep(b, statement->sid);
    if (pointer.len == 0)
      pointer = statement->pointer;
  }
  out->pointer = alint_keep_or_null(b, pointer);
}

/* Where people edit what the finding is about: a place beside the input, if one
 * is known. */
static const struct alint_place *place_of(const struct alint_found *found,
                                          const struct alint_place **definition) {
  *definition = NULL;
  if (found->finding.place.source)
    return &found->finding.place;
  if (found->role && found->role->place.source) {
    *definition = &found->role->definition;
    return &found->role->place;
  }
  if (!found->role && found->entity && found->entity->place.source) {
    *definition = &found->entity->definition;
    return &found->entity->place;
  }
  return NULL;
}

static void build_suppression(struct alint_builder *b, struct alint_report_finding *out,
                              const struct alint_ignore *ignore, struct alint_places *places) {
  out->suppressed = true;
  out->suppression = (struct alint_report_suppression){
      .location = alint_locate(b, places, ignore->place),
      .reason = alint_keep_or_null(b, ignore->reason),
  };
}

void alint_build_finding(struct alint_builder *b, struct alint_report_finding *out,
                         const struct alint_found *found, const struct alint_input *input,
                         struct alint_places *places) {
  const struct alint_finding *finding = &found->finding;
  bool whole_resource = !input->exact_positions && found->role;
  out->rule = found->rule;
  out->severity = found->severity;
  out->severity_reason = alint_keep_or_null(b, found->severity_reason);
  out->message = alint_keep(b, finding->message);
  out->help = finding->help.len > 0 ? alint_keep(b, finding->help) : found->rule->help.fix;
  const struct alint_place *definition, *place = place_of(found, &definition);
  if (place)
    out->location = alint_locate(b, places, *place);
  else
    out->location = alint_place(b, places, whole_resource ? found->role->span : finding->span);
  build_role(b, out, found);
  build_statement(b, out, found);
  if (finding->principal)
    build_principal(b, out, finding->principal);
  out->introduced = found->introduced;
  out->when = alint_keep_or_null(b, found->when);
  alint_build_witness(b, out, found);
  build_related(b, out, finding, definition, places);
  out->origin = origin_name(found->trust ? found->trust->origin : ALINT_ORIGIN_AS_WRITTEN);
  out->fingerprint = alint_keep(b, alint_str(found->fingerprint));
  if (found->ignored)
    build_suppression(b, out, found->ignored, places);
  if (input->exact_positions)
    alint_excerpt_source(b, out, &input->source, finding->span);
  else if (finding->statement)
    alint_excerpt_statement(b, out, finding->statement, found->trust && found->trust->sensitive);
}

/* Where reading stopped; the start of the file where that is not known. */
static struct alint_span error_span(const struct alint_input *input) {
  size_t at = input->error.has_offset ? input->error.offset : 0;
  if (!input->source.bytes)
    return (struct alint_span){at, at + input->error.length};
  if (at > input->source.len)
    at = input->source.len;
  size_t end = at;
  if (input->error.has_offset && input->source.bytes && at < input->source.len &&
      input->source.bytes[at] != '\n') {
    do
      end++;
    while (end < input->source.len && ((unsigned char)input->source.bytes[end] & 0xC0) == 0x80);
  }
  return (struct alint_span){at, end};
}

/* The next step, by why the input could not be read; NULL: the rule's own words. */
static const char *next_step(int status) {
  switch (status) {
  case ALINT_ESYNTAX:
    return "Mend the syntax at this place.";
  case ALINT_EIO:
    return "See that the path is right, and that the file is there and may be read.";
  case ALINT_ELIMIT:
    return "Make the file smaller or flatter, or split it: no option raises the reading limits.";
  case ALINT_EUSAGE:
    return "Give another value for what the message names.";
  case ALINT_EWRONG:
    return "Scan what the message names instead of this file.";
  case ALINT_ENOMEM:
    return "Scan fewer files at a time, or where there is more memory.";
  case ALINT_EINTERNAL:
    return "This is a bug of assumelint: please report it.";
  default:
    return NULL;
  }
}

void alint_build_unreadable(struct alint_builder *b, struct alint_report_finding *out,
                            const struct alint_rule *rule, const struct alint_input *input,
                            const char *path) {
  struct alint_span span = error_span(input);
  struct alint_places places = alint_places(&input->source, path);
  struct alint_found found = {
      .rule = rule,
      .severity = rule->severity,
      .finding = {.fault = ALINT_STR("not-parsed"),
                  .message = alint_str(input->error.text),
                  .help = alint_str(next_step(input->status)),
                  .span = span},
  };
  struct alint_found_list list = {.arena = b->arena, .items = &found, .count = 1, .cap = 1};
  alint_apply_fingerprints(&list, NULL, NULL);
  alint_build_finding(b, out, &found, input, &places);
}
