/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs of the commands that read one file after the other, and what is told
 * of those that cannot be analysed.
 */
#include "assumelint/arena.h"
#include "run/files.h"
#include "run/inputs.h"
#include "run/parameters.h"

void alint_tell_error(const struct alint_listener *to, struct alint_source *source,
                      struct alint_arena *arena, const struct alint_error *err) {
  const char *text = err->text[0] ? err->text : "could not be read";
  if (err->has_offset && source->bytes && !source->lines)
    alint_source_index(source, arena); /* without it the place is 1:1 */
  if (err->has_offset && (source->bytes || source->marks)) {
    struct alint_position at = alint_source_position(source, err->offset);
    alint_tell(to, "%s:%zu:%zu: %s", source->path, at.line, at.column, text);
  } else {
    alint_tell(to, "%s: %s", source->path, text);
  }
}

void alint_tell_input(const struct alint_listener *to, struct alint_input *input) {
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
  alint_tell_error(to, &input->source, input->arena, &said);
}

void alint_tell_asides(const struct alint_listener *to, const struct alint_input *input,
                       bool quiet) {
  for (size_t i = 0; i < input->note_count; i++)
    alint_tell(to, "%s: %.*s", input->source.path, ALINT_FMT(input->notes[i]));
  /* Of an errored plan more is told. */
  if (!quiet && input->status == ALINT_OK && !input->complete && !input->errored)
    alint_tell(to, "%s: it does not tell all: %.*s", input->source.path,
               ALINT_FMT(input->incomplete_why));
}

int alint_loader_begin(struct alint_loader *out, const struct alint_settings *settings,
                       struct alint_error *err) {
  *out = (struct alint_loader){.settings = settings};
  struct alint_parse_options *options = &out->parse_options;
  options->own_accounts = settings->options.accounts;
  options->own_account_count = settings->options.account_count;
  out->parameters = alint_arena_alloc(settings->arena, sizeof *out->parameters);
  out->disk = alint_arena_alloc(settings->arena, sizeof *out->disk);
  int status = alint_read_parameters(options, settings, err);
  if (status == ALINT_OK)
    status = alint_allow_files(options, out->disk, settings, err);
  if (status != ALINT_OK)
    return status;
  *out->parameters = (struct alint_used_parameters){.options = options, .arena = settings->arena};
  return ALINT_OK;
}

void alint_loader_end(struct alint_loader *loader) {
  if (alint_tell_parameters(&loader->settings->listener, loader->parameters))
    loader->failed = true;
}

void alint_loader_list(struct alint_loader *loader, const struct alint_entries *entries) {
  alint_disk_inputs(loader->disk, entries, loader->settings->arena);
}

static void give_up(struct alint_loader *loader, const struct alint_entry *entry) {
  alint_tell(&loader->settings->listener, "%s: out of memory", entry->shown);
  loader->failed = true;
}

bool alint_load(struct alint_loader *loader, struct alint_opened *out,
                const struct alint_entry *entry) {
  if (alint_open_input(out, entry, &loader->parse_options) != ALINT_OK) {
    give_up(loader, entry);
    return false;
  }
  struct alint_input *input = out->input;
  const struct alint_listener *to = &loader->settings->listener;
  alint_tell_asides(to, input, loader->settings->quiet);
  alint_note_parameters(loader->parameters, input);
  if (input->status == ALINT_OK && !input->errored)
    return true;
  if (input->status != ALINT_ENOTOURS || !entry->skip_not_ours) {
    alint_tell_input(to, input);
    loader->failed = true;
  }
  if (input->status == ALINT_OK)
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
    alint_loader_list(loader, &entries);
  if (status != ALINT_OK)
    return status;
  out->items = alint_arena_array(arena, entries.count, sizeof *out->items);
  out->inputs = alint_arena_array(arena, entries.count, sizeof *out->inputs);
  for (size_t i = 0; i < entries.count; i++) {
    struct alint_opened *opened = &out->items[out->count];
    if (alint_load(loader, opened, &entries.items[i]))
      out->inputs[out->count++] = opened->input;
  }
  return ALINT_OK;
}

void alint_unload(struct alint_loaded *loaded) {
  for (size_t i = 0; i < loaded->count; i++)
    alint_close_input(&loaded->items[i]);
  loaded->count = 0;
}
