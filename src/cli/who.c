/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who`: every way into every role, or every account seen.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "run/inputs.h"

struct who {
  struct alint_access_printer printer;
  struct alint_accounts accounts;
};

/* What of the input was not looked at. */
static void tell_unread(const struct alint_input *input) {
  for (size_t i = 0; i < input->unread_count; i++)
    alint_tell(&alint_stderr, "%s: not read: %.*s", input->source.path,
               ALINT_FMT(input->unread[i].what));
}

static int list_input(struct who *who, struct alint_input *input,
                      const struct alint_settings *settings) {
  int status = ALINT_OK;
  if (!settings->quiet)
    tell_unread(input);
  for (size_t r = 0; r < input->after.role_count && status == ALINT_OK; r++) {
    const struct alint_role *role = &input->after.roles[r];
    struct alint_role_ways ways;
    if (settings->list_accounts) {
      alint_collect_accounts(&who->accounts, role, &settings->options);
      continue;
    }
    status = alint_list_ways(&ways, input->arena, role, &settings->options);
    who->printer.arena = input->arena;
    if (status == ALINT_OK)
      status = who->printer.writer->role(&who->printer, input, role, &ways);
  }
  return status;
}

static bool run(struct who *who, const struct alint_settings *settings) {
  struct alint_loader loader;
  struct alint_entries entries;
  if (!alint_begin_loading(&loader, settings))
    return false;
  int status = alint_list_inputs(&entries, settings, settings->arena);
  if (status == ALINT_OK)
    alint_loader_list(&loader, &entries);
  for (size_t i = 0; status == ALINT_OK && i < entries.count; i++) {
    struct alint_opened opened;
    if (!alint_load(&loader, &opened, &entries.items[i]))
      continue;
    status = list_input(who, opened.input, settings);
    alint_close_input(&opened);
  }
  if (status != ALINT_OK)
    alint_tell(&alint_stderr, "out of memory");
  alint_loader_end(&loader);
  return status == ALINT_OK && !loader.failed;
}

int alint_command_who(const struct alint_settings *settings) {
  struct alint_out out;
  struct who who = {.accounts = {.arena = settings->arena}};
  struct alint_access_printer *printer = &who.printer;
  alint_access_to_stdout(printer, &out, settings);
  if (!settings->list_accounts)
    printer->writer->begin(printer, "roles");
  bool read = run(&who, settings);
  if (!settings->list_accounts)
    printer->writer->end(printer);
  alint_sort_accounts(&who.accounts);
  if (settings->list_accounts)
    printer->writer->accounts(printer, &who.accounts, &settings->options);
  return alint_access_finish(printer) && read ? ALINT_EXIT_OK : ALINT_EXIT_FAILURE;
}
