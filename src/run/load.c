/* SPDX-License-Identifier: Apache-2.0
 *
 * Opens inputs one after the other, and sends the notices about them.
 */
#include "run/load.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"

void notice_error(const Listener *to, Source *source, Arena *arena, const Error *err) {
  const char *text = err->text[0] ? err->text : "could not be read";
  if (err->has_offset && source->bytes && !source->lines)
    source_index(source, arena);
  if (err->has_offset && (source->bytes || source->known)) {
    Position at = source_position(source, err->offset);
    notice_send(to, "%s:%zu:%zu: %s", source->path, at.line, at.column, text);
  } else {
    notice_send(to, "%s: %s", source->path, text);
  }
}

/* About an input that was not analysed, or not completely. */
static void notice_failure(const Listener *to, Input *input) {
  const char *path = input->source.path;
  if (input->status == OK)
    notice_send(to, "%s: planning failed, so this plan is incomplete: what it has was checked",
                path);
  else if (input->status == ERR_NOT_OURS && !input->error.text[0])
    notice_send(to, "%s: not a template, plan, state, trust policy or AWS CLI output with roles",
                path);
  else
    notice_error(to, &input->source, input->arena, &input->error);
}

void loader_note(Loader *loader, Input *input, bool skip_not_ours) {
  const Listener *to = &loader->settings->listener;
  const char *path = input->source.path;
  bool skipped = skip_not_ours && input->status == ERR_NOT_OURS;
  run_note_parameters(&loader->parameters, input);
  if (input->errored || (input->status != OK && !skipped)) {
    notice_failure(to, input);
    loader->failed = true;
  }
  for (size_t i = 0; i < input->note_count; i++)
    notice_send(to, "%s: %.*s", path, STR_FMT(input->notes[i]));
  bool incomplete = input->status == OK && !input->complete && !input->errored;
  if (incomplete && !loader->settings->quiet)
    notice_send(to, "%s: the input is incomplete: %.*s", path, STR_FMT(input->incomplete_why));
}

int loader_begin(Loader *out, const Settings *settings, Error *err) {
  *out = (Loader){.settings = settings,
                  .parse_options = {.own_accounts = settings->options.accounts,
                                    .own_account_count = settings->options.account_count},
                  .parameters = {.options = &out->parse_options, .arena = settings->arena}};
  int status = run_read_parameters(&out->parse_options, settings, err);
  return status == OK ? run_allow_files(&out->parse_options, &out->disk, settings, err) : status;
}

void loader_end(Loader *loader) {
  if (notice_parameters(&loader->settings->listener, &loader->parameters))
    loader->failed = true;
}

static InputEntries list(Loader *loader, const Settings *settings, Arena *arena) {
  InputEntries entries = run_list_inputs(settings, arena);
  run_disk_inputs(&loader->disk, &entries, loader->settings->arena);
  return entries;
}

InputEntries loader_list(Loader *loader) {
  return list(loader, loader->settings, loader->settings->arena);
}

bool loader_open(Loader *loader, OpenedInput *out, const InputEntry *entry) {
  run_open_input(out, entry, &loader->parse_options);
  loader_note(loader, out->input, entry->skip_not_ours);
  if (out->input->status == OK)
    return true;
  run_close_input(out);
  return false;
}

LoadedInputs loader_open_path(Loader *loader, const char *path, Arena *arena) {
  Settings one = *loader->settings;
  one.arguments = (Strings){.items = &path, .count = 1};
  InputEntries entries = list(loader, &one, arena);
  LoadedInputs out = {.items = arena_array(arena, entries.count, sizeof *out.items),
                      .inputs = arena_array(arena, entries.count, sizeof *out.inputs)};
  for (size_t i = 0; i < entries.count; i++) {
    OpenedInput *opened = &out.items[out.count];
    if (loader_open(loader, opened, &entries.items[i]))
      out.inputs[out.count++] = opened->input;
  }
  return out;
}

void loader_close_all(LoadedInputs *loaded) {
  for (size_t i = 0; i < loaded->count; i++)
    run_close_input(&loaded->items[i]);
}
