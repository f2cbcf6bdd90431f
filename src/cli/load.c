/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs of the commands that read one file after the other, and what is told
 * of those that cannot be analysed.
 */
#include "assumelint/arena.h"
#include "assumelint/status.h"
#include "cli/complain.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "cli/parameters.h"

void alint_complain_at(struct alint_source *source, struct alint_arena *arena,
                       const struct alint_error *err) {
  const char *text = err->text[0] ? err->text : "could not be read";
  if (err->has_offset && source->bytes && !source->lines)
    alint_source_index(source, arena); /* without it the place is 1:1 */
  if (err->has_offset && (source->bytes || source->marks)) {
    struct alint_position at = alint_source_position(source, err->offset);
    alint_complain("%s:%zu:%zu: %s", source->path, at.line, at.column, text);
  } else {
    alint_complain("%s: %s", source->path, text);
  }
}

void alint_complain_of_input(struct alint_input *input) {
  const char *text = NULL;
  if (input->status == ALINT_OK)
    text = "the plan says that planning failed: what it holds was checked, the rest is missing";
  else if (input->status == ALINT_ENOTOURS && !input->error.text[0])
    text = "is no template, plan, state, trust policy or AWS CLI output with roles";
  struct alint_error said = input->error;
  if (text)
    said = (struct alint_error){.status = ALINT_OK};
  if (text)
    alint_fail(&said, ALINT_ENOTOURS, "%s", text);
  alint_complain_at(&input->source, input->arena, &said);
}

void alint_tell_asides(const struct alint_input *input, bool quiet) {
  for (size_t i = 0; i < input->note_count; i++)
    alint_complain("%s: %.*s", input->source.path, ALINT_FMT(input->notes[i]));
  /* Of an errored plan more is told. */
  if (!quiet && input->status == ALINT_OK && !input->complete && !input->errored)
    alint_complain("%s: it does not tell all: %.*s", input->source.path,
                   ALINT_FMT(input->incomplete_why));
}

bool alint_loader_begin(struct alint_loader *out, const struct alint_settings *settings) {
  struct alint_error err = {.status = ALINT_OK};
  *out = (struct alint_loader){.settings = settings};
  struct alint_parse_options *options = &out->parse_options;
  options->own_accounts = settings->options.accounts;
  options->own_account_count = settings->options.account_count;
  out->parameters = alint_arena_alloc(settings->arena, sizeof *out->parameters);
  out->disk = alint_arena_alloc(settings->arena, sizeof *out->disk);
  int status = out->parameters && out->disk ? alint_read_parameters(options, settings, &err)
                                            : alint_no_memory(&err);
  if (status == ALINT_OK)
    status = alint_allow_files(options, out->disk, settings, &err);
  if (status != ALINT_OK) {
    alint_complain("%s", err.text);
    return false;
  }
  *out->parameters = (struct alint_used_parameters){.options = options, .arena = settings->arena};
  return true;
}

void alint_loader_end(struct alint_loader *loader) {
  if (alint_complain_of_parameters(loader->parameters))
    loader->failed = true;
}

int alint_loader_list(struct alint_loader *loader, const struct alint_entries *entries) {
  return alint_disk_inputs(loader->disk, entries, loader->settings->arena);
}

static void give_up(struct alint_loader *loader, const struct alint_entry *entry) {
  alint_complain("%s: out of memory", entry->shown);
  loader->failed = true;
}

struct loading {
  struct alint_loader *loader;
  struct alint_opened *out;
  const struct alint_entry *entry;
};

static int load(void *context) {
  const struct loading *loading = context;
  struct alint_loader *loader = loading->loader;
  const struct alint_entry *entry = loading->entry;
  int status = alint_open_input(loading->out, entry, &loader->parse_options);
  if (status != ALINT_OK)
    return status;
  struct alint_input *input = loading->out->input;
  alint_tell_asides(input, loader->settings->quiet);
  status = alint_note_parameters(loader->parameters, input);
  if (status != ALINT_OK || (input->status == ALINT_OK && !input->errored))
    return status;
  if (input->status != ALINT_ENOTOURS || !entry->skip_not_ours) {
    alint_complain_of_input(input);
    loader->failed = true;
  }
  return ALINT_OK;
}

bool alint_load(struct alint_loader *loader, struct alint_opened *out,
                const struct alint_entry *entry) {
  struct loading loading = {loader, out, entry};
  *out = (struct alint_opened){.arena = NULL};
  int status = alint_protect(load, &loading);
  if (status != ALINT_OK)
    give_up(loader, entry);
  else if (out->input->status == ALINT_OK)
    return true;
  alint_close_input(out);
  return false;
}

int alint_load_path(struct alint_loader *loader, struct alint_loaded *out, const char *path,
                    struct alint_arena *arena) {
  struct alint_settings one = *loader->settings;
  struct alint_entries entries;
  one.arguments = (struct alint_strings){.items = &path, .count = 1, .cap = 1};
  *out = (struct alint_loaded){.items = NULL};
  int status = alint_list_inputs(&entries, &one, arena);
  if (status == ALINT_OK)
    status = alint_loader_list(loader, &entries);
  if (status != ALINT_OK)
    return status;
  out->items = alint_arena_array(arena, entries.count, sizeof *out->items);
  if (!out->items)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < entries.count; i++) {
    if (alint_load(loader, &out->items[out->count], &entries.items[i]))
      out->count++;
  }
  return ALINT_OK;
}

void alint_unload(struct alint_loaded *loaded) {
  for (size_t i = 0; i < loaded->count; i++)
    alint_close_input(&loaded->items[i]);
  loaded->count = 0;
}

struct alint_role_line alint_role_line(struct alint_input *input, const struct alint_role *role) {
  const struct alint_place *place = &role->place;
  if (place->source)
    return (struct alint_role_line){place->source->path,
                                    alint_source_line_number(place->source, place->span.begin)};
  if (input->source.bytes && !input->source.lines)
    alint_source_index(&input->source, input->arena);
  return (struct alint_role_line){input->source.path,
                                  alint_source_line_number(&input->source, role->span.begin)};
}
