/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who`: every way into every role, one line each.
 *
 *   vendor.yaml:3: Resources.Vendor (vendor-access)
 *     vendor Datadog  arn:aws:iam::464622532012:root  sts:AssumeRole  StringEquals sts:ExternalId "1"
 *     aws             lambda.amazonaws.com            sts:AssumeRole
 */
#include "cli/who.h"

#include <unistd.h>

#include "access/explain.h"
#include "assumelint/arena.h"
#include "cli/access_json.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/ways_json.h"
#include "util/visible.h"

enum { OWNER, PRINCIPAL, ACTION, CELLS };
enum { MAX_TOLD = 3 }; /* of the principals of a Deny */

/* A way as cells, made visible. */
struct row {
  struct alint_str cells[CELLS], rest;
};

/* ---- Cells --------------------------------------------------------------------------- */

static size_t columns(struct alint_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return n;
}

static struct alint_str visible(struct alint_arena *arena, struct alint_str s) {
  struct alint_buf buf = alint_buf(arena);
  struct alint_out out = alint_out_to_buf(&buf);
  alint_out_visible_str(&out, s);
  return alint_buf_str(&buf);
}

/* What a reader should not overlook; empty when there is nothing of the kind. */
static const char *remark(const struct alint_way *way) {
  switch (alint_way_outcome(way)) {
  case ALINT_WAY_UNKNOWN:
    return "[not known: a value is missing]";
  case ALINT_WAY_LIMIT:
    return "[not searched to the end]";
  case ALINT_WAY_CLOSED:
    return "[no call was found that succeeds]";
  case ALINT_WAY_OPEN:
    break;
  }
  if (way->identity.who == ALINT_WHO_UNKNOWN)
    return "[not known who: a value is missing]";
  if (way->attempts[ALINT_STRANGER].outcome == ALINT_WAY_OPEN)
    return "[anybody in AWS]";
  if (way->attempts[ALINT_FOREIGN_TENANT].outcome == ALINT_WAY_OPEN)
    return "[another tenant of the issuer gets in]";
  if (way->attempts[ALINT_OTHER_CUSTOMER].outcome == ALINT_WAY_OPEN &&
      (way->owner == ALINT_OWNER_VENDOR || way->owner == ALINT_OWNER_EXTERNAL))
    return "[no external ID]";
  return "";
}

static void add_part(struct alint_buf *buf, const char *separator, struct alint_str part) {
  if (part.len == 0)
    return;
  alint_buf_add(buf, buf->len > 0 ? separator : "");
  alint_buf_add_str(buf, part);
}

/* "denied to PRINCIPALS when CONDITIONS": what of the way a Deny takes. */
static struct alint_str deny_line(struct alint_arena *arena, const struct alint_narrowing *by) {
  const struct alint_statement *s = by->deny;
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "denied");
  if (by->somebody) {
    bool but = s->has_not_principal && !s->has_principal;
    const struct alint_principal *named = but ? s->not_principals : s->principals;
    size_t count = but ? s->not_principal_count : s->principal_count;
    for (size_t i = 0; i < count && i < MAX_TOLD; i++)
      alint_buf_addf(&buf, "%s%.*s",
                     i > 0 ? ", "
                     : but ? " to all but "
                           : " to ",
                     ALINT_FMT(alint_text_print(arena, named[i].value.text)));
    if (count > MAX_TOLD)
      alint_buf_addf(&buf, " and %zu more", count - MAX_TOLD);
  }
  for (size_t i = 0; i < s->condition_count; i++)
    alint_buf_addf(&buf, "%s%.*s", i > 0 ? " and " : " when ",
                   ALINT_FMT(alint_condition_line(arena, &s->conditions[i])));
  if (s->condition_opaque)
    alint_buf_addf(&buf, "%sconditions that are not known hold",
                   s->condition_count > 0 ? " and " : " when ");
  return alint_buf_str(&buf);
}

static struct alint_str rest_of(struct alint_arena *arena, const struct alint_listed_way *listed) {
  const struct alint_statement *s = listed->way->statement;
  struct alint_buf buf = alint_buf(arena);
  for (size_t i = 0; i < s->condition_count; i++) {
    add_part(&buf, "; ", alint_condition_line(arena, &s->conditions[i]));
    alint_buf_add(&buf, listed->binds[i] ? "" : " (does not bind)");
  }
  if (s->condition_opaque)
    add_part(&buf, "; ", ALINT_STR("conditions that are not known"));
  for (size_t i = 0; i < listed->denies.count; i++)
    add_part(&buf, "; ", deny_line(arena, &listed->denies.items[i]));
  if (listed->denies.more)
    add_part(&buf, "; ", ALINT_STR("denied by more statements"));
  add_part(&buf, " ", alint_str(remark(listed->way)));
  if (listed->when.len > 0)
    add_part(&buf, ", ", alint_str_printf(arena, "when %.*s", ALINT_FMT(listed->when)));
  return visible(arena, alint_buf_str(&buf));
}

static struct row make_row(struct alint_arena *arena, const struct alint_listed_way *listed) {
  const struct alint_way *way = listed->way;
  struct alint_str owner =
      alint_str_printf(arena, "%s%s%.*s",
                       way->identity.who == ALINT_WHO_ANYONE && way->owner == ALINT_OWNER_UNKNOWN
                           ? "-"
                           : alint_owner_name(way->owner),
                       way->owner_label.len > 0 ? " " : "", ALINT_FMT(way->owner_label));
  return (struct row){.cells = {[OWNER] = visible(arena, owner),
                                [PRINCIPAL] = visible(arena, alint_way_principal(arena, way)),
                                [ACTION] = visible(arena, way->action)},
                      .rest = rest_of(arena, listed)};
}

static void print_row(struct alint_out *out, const struct row *row, const size_t *widths) {
  alint_out_text(out, "  ");
  for (size_t c = 0; c < CELLS; c++) {
    size_t used = columns(row->cells[c]);
    alint_out_str(out, row->cells[c]);
    if (c + 1 < CELLS || row->rest.len > 0)
      alint_out_fill(out, ' ', (used < widths[c] ? widths[c] - used : 0) + 2);
  }
  alint_out_str(out, row->rest);
  alint_out_text(out, "\n");
}

/* ---- One role ---------------------------------------------------------------------------- */

static void print_name(struct alint_out *out, struct alint_input *input,
                       const struct alint_role *role, bool color) {
  struct alint_role_line at = alint_role_line(input, role);
  struct alint_str name;
  alint_out_visible(out, at.path);
  alint_out_text(out, ":");
  alint_out_size(out, at.line);
  alint_out_text(out, color ? ": \033[1m" : ": ");
  alint_out_visible_str(out, role->address);
  alint_out_text(out, color ? "\033[0m" : NULL);
  if (role->name && alint_text_known(role->name, &name)) {
    alint_out_text(out, " (");
    alint_out_visible_str(out, name);
    alint_out_text(out, ")");
  }
  alint_out_text(out, "\n");
}

static int print_role(struct alint_out *out, struct alint_input *input,
                      const struct alint_role *role, const struct alint_role_ways *ways,
                      bool color) {
  enum { WIDEST = 88 }; /* a longer cell does not push the others away */
  struct alint_arena *arena = input->arena;
  size_t widths[CELLS] = {0};
  struct row *rows = alint_arena_array(arena, ways->count, sizeof *rows);
  if (!rows)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < ways->count; i++) {
    rows[i] = make_row(arena, &ways->items[i]);
    for (size_t c = 0; c < CELLS; c++) {
      size_t used = columns(rows[i].cells[c]);
      if (used > widths[c] && used <= WIDEST)
        widths[c] = used;
    }
  }
  print_name(out, input, role, color);
  for (size_t i = 0; i < ways->count; i++)
    print_row(out, &rows[i], widths);
  struct alint_str why = alint_trust_why(arena, role);
  if (why.ptr) {
    alint_out_text(out, "  ");
    alint_out_visible_str(out, why);
    alint_out_text(out, "\n");
  } else if (ways->count == 0) {
    alint_out_text(out, "  nobody\n");
  }
  return ALINT_OK;
}

static void add_role(struct alint_json *json, struct alint_input *input,
                     const struct alint_role *role, const struct alint_role_ways *ways) {
  alint_json_object(json);
  alint_add_role(json, input, role);
  alint_add_string(json, "trust", alint_trust_state_name(role));
  alint_add_str(json, "unknown", alint_trust_why(input->arena, role));
  alint_json_key(json, "ways");
  alint_json_array(json);
  for (size_t i = 0; i < ways->count; i++) {
    const struct alint_way *way = ways->items[i].way;
    alint_json_object(json);
    alint_add_way(json, input->arena, &ways->items[i]);
    alint_add_denies(json, input->arena, &ways->items[i]);
    alint_add_witness(json, input->arena, "witness", &way->attempts[ALINT_INTENDED]);
    alint_json_end(json);
  }
  alint_json_end(json);
  alint_json_end(json);
}

/* ---- The run ------------------------------------------------------------------------------- */

struct who {
  const struct alint_settings *settings;
  struct alint_out *out;
  struct alint_json json;
  struct alint_accounts accounts;
  bool color;
};

/* What of the input was not looked at. */
static void tell_unread(const struct who *who, const struct alint_input *input) {
  if (who->settings->quiet)
    return;
  for (size_t i = 0; i < input->unread_count; i++)
    alint_complain("%s: not read: %.*s", input->source.path, ALINT_FMT(input->unread[i].what));
}

struct listing {
  struct who *who;
  struct alint_input *input;
};

static int list_input(void *context) {
  const struct listing *listing = context;
  struct who *who = listing->who;
  struct alint_input *input = listing->input;
  const struct alint_options *options = &who->settings->options;
  tell_unread(who, input);
  for (size_t r = 0; r < input->after.role_count; r++) {
    const struct alint_role *role = &input->after.roles[r];
    struct alint_role_ways ways;
    int status;
    if (who->settings->list_accounts) {
      status = alint_collect_accounts(&who->accounts, role, options);
    } else {
      status = alint_list_ways(&ways, input->arena, role, options);
      if (status == ALINT_OK && who->settings->json)
        add_role(&who->json, input, role, &ways);
      else if (status == ALINT_OK)
        status = print_role(who->out, input, role, &ways, who->color);
    }
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static bool run(struct who *who) {
  const struct alint_settings *settings = who->settings;
  struct alint_loader loader;
  struct alint_entries entries;
  if (!alint_loader_begin(&loader, settings))
    return false;
  int status = alint_list_inputs(&entries, settings, settings->arena);
  if (status == ALINT_OK)
    status = alint_loader_list(&loader, &entries);
  for (size_t i = 0; status == ALINT_OK && i < entries.count; i++) {
    struct alint_opened opened;
    if (!alint_load(&loader, &opened, &entries.items[i]))
      continue;
    struct listing listing = {who, opened.input};
    status = alint_protect(list_input, &listing);
    alint_close_input(&opened);
  }
  if (status != ALINT_OK)
    alint_complain("out of memory");
  alint_loader_end(&loader);
  return status == ALINT_OK && !loader.failed;
}

int alint_command_who(const struct alint_settings *settings) {
  struct alint_out out = alint_out_to(stdout);
  struct who who = {.settings = settings,
                    .out = &out,
                    .accounts = {.arena = settings->arena},
                    .color = alint_want_color(settings->color, STDOUT_FILENO)};
  bool roles_json = settings->json && !settings->list_accounts;
  who.json = alint_json(&out);
  if (roles_json) {
    alint_json_object(&who.json);
    alint_add_number(&who.json, "schema_version", 1);
    alint_json_key(&who.json, "roles");
    alint_json_array(&who.json);
  }
  bool read = run(&who);
  if (roles_json) {
    alint_json_end(&who.json);
    alint_json_end(&who.json);
    alint_out_text(&out, "\n");
  }
  if (settings->list_accounts)
    alint_write_accounts(&out, &who.accounts, settings);
  bool written = alint_finish_stdout() && !out.failed;
  return written && read ? ALINT_EXIT_OK : ALINT_EXIT_FAILURE;
}
