/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs of the commands that read one file after the other, and what is told
 * of those that cannot be analysed.
 */
#include "assumelint/arena.h"
#include "run/files.h"
#include "run/inputs.h"
#include "run/parameters.h"

void notice_error(const Listener *to, Source *source, Arena *arena, const Error *err) {
  const char *text = err->text[0] ? err->text : "could not be read";
  if (err->has_offset && source->bytes && !source->lines)
    source_index(source, arena); /* without it the place is 1:1 */
  if (err->has_offset && (source->bytes || source->known)) {
    Position at = source_position(source, err->offset);
    notice_send(to, "%s:%zu:%zu: %s", source->path, at.line, at.column, text);
  } else {
    notice_send(to, "%s: %s", source->path, text);
  }
}

void notice_input(const Listener *to, Input *input) {
  const char *text = NULL;
  if (input->status == OK)
    text = "the plan says that planning failed: what it holds was checked, the rest is missing";
  else if (input->status == ERR_NOT_OURS && !input->error.text[0])
    text = "is no template, plan, state, trust policy or AWS CLI output with roles";
  Error said = input->error;
  if (text)
    said = (Error){.status = OK};
  if (text)
    error_set(&said, ERR_NOT_OURS, "%s", text);
  notice_error(to, &input->source, input->arena, &said);
}

void notice_asides(const Listener *to, const Input *input, bool quiet) {
  for (size_t i = 0; i < input->note_count; i++)
    notice_send(to, "%s: %.*s", input->source.path, STR_FMT(input->notes[i]));
  /* Of an errored plan more is told. */
  if (!quiet && input->status == OK && !input->complete && !input->errored)
    notice_send(to, "%s: it does not tell all: %.*s", input->source.path,
                STR_FMT(input->incomplete_why));
}

int loader_begin(Loader *out, const Settings *settings, Error *err) {
  *out = (Loader){.settings = settings};
  ParseOptions *options = &out->parse_options;
  options->own_accounts = settings->options.accounts;
  options->own_account_count = settings->options.account_count;
  out->parameters = arena_alloc(settings->arena, sizeof *out->parameters);
  out->disk = arena_alloc(settings->arena, sizeof *out->disk);
  int status = run_read_parameters(options, settings, err);
  if (status == OK)
    status = run_allow_files(options, out->disk, settings, err);
  if (status != OK)
    return status;
  *out->parameters = (UsedParameters){.options = options, .arena = settings->arena};
  return OK;
}

void loader_end(Loader *loader) {
  if (notice_parameters(&loader->settings->listener, loader->parameters))
    loader->failed = true;
}

void loader_list(Loader *loader, const InputEntries *entries) {
  run_disk_inputs(loader->disk, entries, loader->settings->arena);
}

static void give_up(Loader *loader, const InputEntry *entry) {
  notice_send(&loader->settings->listener, "%s: out of memory", entry->shown);
  loader->failed = true;
}

bool run_load(Loader *loader, OpenedInput *out, const InputEntry *entry) {
  if (run_open_input(out, entry, &loader->parse_options) != OK) {
    give_up(loader, entry);
    return false;
  }
  Input *input = out->input;
  const Listener *to = &loader->settings->listener;
  notice_asides(to, input, loader->settings->quiet);
  run_note_parameters(loader->parameters, input);
  if (input->status == OK && !input->errored)
    return true;
  if (input->status != ERR_NOT_OURS || !entry->skip_not_ours) {
    notice_input(to, input);
    loader->failed = true;
  }
  if (input->status == OK)
    return true;
  run_close_input(out);
  return false;
}

int run_load_path(Loader *loader, LoadedInputs *out, const char *path, Arena *arena) {
  Settings one = *loader->settings;
  InputEntries entries;
  one.arguments = (Strings){.items = &path, .count = 1, .cap = 1};
  *out = (LoadedInputs){.items = NULL};
  int status = run_list_inputs(&entries, &one, arena);
  if (status == OK)
    loader_list(loader, &entries);
  if (status != OK)
    return status;
  out->items = arena_array(arena, entries.count, sizeof *out->items);
  out->inputs = arena_array(arena, entries.count, sizeof *out->inputs);
  for (size_t i = 0; i < entries.count; i++) {
    OpenedInput *opened = &out->items[out->count];
    if (run_load(loader, opened, &entries.items[i]))
      out->inputs[out->count++] = opened->input;
  }
  return OK;
}

void run_unload(LoadedInputs *loaded) {
  for (size_t i = 0; i < loaded->count; i++)
    run_close_input(&loaded->items[i]);
  loaded->count = 0;
}
