/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who`: every way into every role, or every account seen.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "run/inputs.h"

struct who {
  AccessPrinter printer;
  SeenAccounts accounts;
};

/* What of the input was not looked at. */
static void tell_unread(const Input *input) {
  for (size_t i = 0; i < input->unread_count; i++)
    notice_send(&cli_stderr, "%s: not read: %.*s", input->source.path,
                STR_FMT(input->unread[i].what));
}

static int list_input(struct who *who, Input *input, const Settings *settings) {
  int status = OK;
  if (!settings->quiet)
    tell_unread(input);
  for (size_t r = 0; r < input->after.role_count && status == OK; r++) {
    const Role *role = &input->after.roles[r];
    RoleWays ways;
    if (settings->list_accounts) {
      engine_collect_accounts(&who->accounts, role, &settings->options);
      continue;
    }
    status = engine_list_ways(&ways, input->arena, role, &settings->options);
    who->printer.arena = input->arena;
    if (status == OK)
      who->printer.writer->role(&who->printer, input, role, &ways);
  }
  return status;
}

static bool run(struct who *who, const Settings *settings) {
  Loader loader;
  InputEntries entries;
  if (!cli_begin_loading(&loader, settings))
    return false;
  int status = run_list_inputs(&entries, settings, settings->arena);
  if (status == OK)
    loader_list(&loader, &entries);
  for (size_t i = 0; status == OK && i < entries.count; i++) {
    OpenedInput opened;
    if (!run_load(&loader, &opened, &entries.items[i]))
      continue;
    status = list_input(who, opened.input, settings);
    run_close_input(&opened);
  }
  if (status != OK)
    notice_send(&cli_stderr, "out of memory");
  loader_end(&loader);
  return status == OK && !loader.failed;
}

int command_who(const Settings *settings) {
  Out out;
  struct who who = {.accounts = {.arena = settings->arena}};
  AccessPrinter *printer = &who.printer;
  cli_access_to_stdout(printer, &out, settings);
  if (!settings->list_accounts)
    printer->writer->begin(printer, "roles");
  bool read = run(&who, settings);
  if (!settings->list_accounts)
    printer->writer->end(printer);
  engine_sort_accounts(&who.accounts);
  if (settings->list_accounts)
    printer->writer->accounts(printer, &who.accounts, &settings->options);
  return cli_access_finish(printer) && read ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}
