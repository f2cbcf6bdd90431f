/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who`: every way into every role, or every account seen.
 */
#include "cli/commands.h"
#include "engine/budget.h"
#include "run/load.h"

struct who {
  AccessPrinter printer;
  SeenAccounts accounts;
};

static void notice_unread(const Input *input) {
  for (size_t i = 0; i < input->unread_count; i++)
    notice_send(&cli_stderr, "%s: not read: %.*s", input->source.path,
                STR_FMT(input->unread[i].what));
}

static int list_input(struct who *who, Input *input, const Settings *settings) {
  SearchBudget share = engine_share(engine_count_policies(&input->after));
  int status = OK;
  if (!settings->quiet)
    notice_unread(input);
  for (size_t r = 0; r < input->after.role_count && status == OK; r++) {
    const Role *role = &input->after.roles[r];
    RoleWays ways;
    if (settings->list_accounts) {
      engine_collect_accounts(&who->accounts, role, &settings->options);
      continue;
    }
    status = engine_list_ways(&ways, input->arena, role, share, &settings->options);
    who->printer.arena = input->arena;
    if (status == OK)
      who->printer.writer->role(&who->printer, input, role, &ways);
  }
  return status;
}

int command_who(const Settings *settings, Error *err) {
  Out out;
  Loader loader;
  struct who who = {.accounts = {.arena = settings->arena}};
  AccessPrinter *printer = &who.printer;
  if (loader_begin(&loader, settings, err) != OK)
    return CLI_EXIT_FAILURE;
  cli_access_to_stdout(printer, &out, settings);
  if (!settings->list_accounts)
    printer->writer->begin(printer, "roles");
  InputEntries entries = loader_list(&loader);
  for (size_t i = 0; i < entries.count; i++) {
    OpenedInput opened;
    if (!loader_open(&loader, &opened, &entries.items[i]))
      continue;
    if (list_input(&who, opened.input, settings) != OK) {
      notice_send(&cli_stderr, "%s: judging it goes beyond a limit", opened.input->source.path);
      loader.failed = true;
    }
    run_close_input(&opened);
  }
  loader_end(&loader);
  engine_sort_accounts(&who.accounts);
  if (settings->list_accounts)
    printer->writer->accounts(printer, &who.accounts, &settings->options);
  else
    printer->writer->end(printer);
  return cli_access_finish(printer) && !loader.failed ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}
