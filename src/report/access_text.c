/* SPDX-License-Identifier: Apache-2.0
 *
 * `who` and `diff` for reading; simulation_text.c has the other commands.
 *
 *   vendor.yaml:3: Resources.Vendor (vendor-access)
 *     vendor Datadog  arn:aws:iam::464622532012:root  sts:AssumeRole  StringEquals sts:ExternalId "1"
 *     aws             lambda.amazonaws.com            sts:AssumeRole
 */
#include "report/access_text.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "report/access_words.h"
#include "simulate/explain.h"
#include "util/visible.h"

/* "PATH:LINE: ADDRESS", the address in bold. */
static void print_role(const AccessPrinter *p, const Input *input, const Role *role) {
  RoleLine at = engine_role_line(input, role);
  out_format(p->out, "%s:%zu: ", at.path, at.line);
  out_text(p->out, p->color ? "\033[1m" : NULL);
  out_visible_str(p->out, role->address);
  out_text(p->out, p->color ? "\033[0m" : NULL);
}

void report_print_line(const AccessPrinter *p, size_t indent, const char *label, Str text) {
  out_fill(p->out, ' ', indent);
  out_text(p->out, label);
  out_visible_str(p->out, text);
  out_text(p->out, "\n");
}

/* ---- who: cells ---------------------------------------------------------------------- */

enum { OWNER, PRINCIPAL, ACTION, CELLS };

/* A way as cells, made visible. */
struct row {
  Str cells[CELLS], rest;
};

static size_t columns(Str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++)
    n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return n;
}

static Str visible(Arena *arena, Str s) {
  Buf buf = buf_in(arena);
  Out out = out_to_buf(&buf);
  out_visible_str(&out, s);
  return buf_str(&buf);
}

/* What a reader should not overlook, or an empty string. */
static const char *remark(const Way *way) {
  switch (way_outcome(way)) {
  case WAY_UNKNOWN:
    return "[not known: a value is missing]";
  case WAY_LIMIT:
    return "[the search gave up]";
  case WAY_CLOSED:
    return "[no call was found that succeeds]";
  case WAY_OPEN:
    break;
  }
  if (way->identity.kind == IDENTITY_UNKNOWN)
    return "[principal not known: a value is missing]";
  if (way->attempts[ADVERSARY_STRANGER].outcome == WAY_OPEN)
    return "[anybody in AWS]";
  if (way->attempts[ADVERSARY_FOREIGN_TENANT].outcome == WAY_OPEN)
    return "[another tenant of the issuer gets in]";
  if (way->attempts[ADVERSARY_OTHER_CUSTOMER].outcome == WAY_OPEN &&
      (way->owner == OWNER_VENDOR || way->owner == OWNER_EXTERNAL))
    return "[no external ID]";
  return "";
}

static void add_part(Buf *buf, const char *separator, Str part) {
  if (part.len == 0)
    return;
  buf_add(buf, buf->len > 0 ? separator : "");
  buf_add_str(buf, part);
}

/* "denied to PRINCIPALS when CONDITIONS": the part of the way that a Deny closes. */
static Str deny_line(Arena *arena, const NarrowingDeny *by) {
  enum { MAX_PRINCIPALS = 3 };
  const Statement *s = by->deny;
  Buf buf = buf_in(arena);
  buf_add(&buf, "denied");
  if (by->partly) {
    bool but = s->has_not_principal && !s->has_principal;
    const Principal *named = but ? s->not_principals : s->principals;
    size_t count = but ? s->not_principal_count : s->principal_count;
    for (size_t i = 0; i < count && i < MAX_PRINCIPALS; i++)
      buf_addf(&buf, "%s%.*s",
               i > 0 ? ", "
               : but ? " to all but "
                     : " to ",
               STR_FMT(text_print(arena, named[i].value.text)));
    if (count > MAX_PRINCIPALS)
      buf_addf(&buf, " and %zu more", count - MAX_PRINCIPALS);
  }
  for (size_t i = 0; i < s->condition_count; i++)
    buf_addf(&buf, "%s%.*s", i > 0 ? " and " : " when ",
             STR_FMT(explain_condition_line(arena, &s->conditions[i])));
  if (s->condition_opaque)
    buf_addf(&buf, "%sconditions that are not known hold",
             s->condition_count > 0 ? " and " : " when ");
  return buf_str(&buf);
}

static Str rest_of(Arena *arena, const ListedWay *listed) {
  const Statement *s = listed->way->statement;
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < s->condition_count; i++) {
    add_part(&buf, "; ", explain_condition_line(arena, &s->conditions[i]));
    buf_add(&buf, listed->binds[i] ? "" : " (does not bind)");
  }
  if (s->condition_opaque)
    add_part(&buf, "; ", STR("conditions that are not known"));
  for (size_t i = 0; i < listed->denies.count; i++)
    add_part(&buf, "; ", deny_line(arena, &listed->denies.items[i]));
  if (listed->denies.more)
    add_part(&buf, "; ", STR("denied by more statements"));
  add_part(&buf, " ", str_of(remark(listed->way)));
  if (listed->when.len > 0)
    add_part(&buf, ", ", str_printf(arena, "when %.*s", STR_FMT(listed->when)));
  return visible(arena, buf_str(&buf));
}

static struct row make_row(Arena *arena, const ListedWay *listed) {
  const Way *way = listed->way;
  Str owner = str_printf(arena, "%s%s%.*s",
                         way->identity.kind == IDENTITY_ANYONE && way->owner == OWNER_UNKNOWN
                             ? "-"
                             : owner_name(way->owner),
                         way->owner_label.len > 0 ? " " : "", STR_FMT(way->owner_label));
  return (struct row){.cells = {[OWNER] = visible(arena, owner),
                                [PRINCIPAL] = visible(arena, report_way_principal(arena, way)),
                                [ACTION] = visible(arena, way->action)},
                      .rest = rest_of(arena, listed)};
}

static void print_row(Out *out, const struct row *row, const size_t *widths) {
  out_text(out, "  ");
  for (size_t c = 0; c < CELLS; c++) {
    size_t used = columns(row->cells[c]);
    out_str(out, row->cells[c]);
    if (c + 1 < CELLS || row->rest.len > 0)
      out_fill(out, ' ', (used < widths[c] ? widths[c] - used : 0) + 2);
  }
  out_str(out, row->rest);
  out_text(out, "\n");
}

/* ---- who: one role ---------------------------------------------------------------------------- */

static void write_role(AccessPrinter *p, const Input *input, const Role *role,
                       const RoleWays *ways) {
  enum { WIDEST = 88 }; /* a longer cell does not push the others away */
  Arena *arena = p->arena;
  size_t widths[CELLS] = {0};
  Str name;
  struct row *rows = arena_array(arena, ways->count, sizeof *rows);
  for (size_t i = 0; i < ways->count; i++) {
    rows[i] = make_row(arena, &ways->items[i]);
    for (size_t c = 0; c < CELLS; c++) {
      size_t used = columns(rows[i].cells[c]);
      if (used > widths[c] && used <= WIDEST)
        widths[c] = used;
    }
  }
  print_role(p, input, role);
  if (role->name && text_known(role->name, &name))
    out_format(p->out, " (%.*s)", STR_FMT(name));
  out_text(p->out, "\n");
  for (size_t i = 0; i < ways->count; i++)
    print_row(p->out, &rows[i], widths);
  Str why = report_trust_why(arena, role);
  if (why.ptr || ways->count == 0)
    report_print_line(p, 2, NULL, why.ptr ? why : STR("nobody"));
}

/* ---- who --accounts ------------------------------------------------------------------ */

static void print_table(Out *out, const SeenAccounts *accounts) {
  size_t widest = 0;
  for (size_t i = 0; i < accounts->count; i++) {
    if (accounts->items[i].label.len > widest)
      widest = accounts->items[i].label.len;
  }
  for (size_t i = 0; i < accounts->count; i++) {
    enum { OWNER_WIDTH = 8 };
    const SeenAccount *account = &accounts->items[i];
    const char *owner = owner_name(account->owner);
    out_format(out, "%.*s  %s", STR_FMT(account->id), owner);
    out_fill(out, ' ', OWNER_WIDTH - strlen(owner) + 2);
    if (widest > 0) {
      out_visible_str(out, account->label);
      out_fill(out, ' ', widest - account->label.len + 2);
    }
    for (size_t r = 0; r < account->roles.count; r++)
      out_format(out, r > 0 ? ", %s" : "%s", account->roles.items[r]);
    out_text(out, "\n");
  }
}

static bool has_owner(const SeenAccounts *accounts, Owner owner) {
  for (size_t i = 0; i < accounts->count; i++) {
    if (accounts->items[i].owner == owner)
      return true;
  }
  return false;
}

/* `accounts:` with the accounts known to be your own; the unknown ones are comments. */
static void print_own(Out *out, const SeenAccounts *accounts) {
  out_format(out, "accounts:%s # your own\n", has_owner(accounts, OWNER_OWN) ? "" : " []");
  for (size_t i = 0; i < accounts->count; i++) {
    const SeenAccount *account = &accounts->items[i];
    bool own = account->owner == OWNER_OWN;
    if (!own && account->owner != OWNER_UNKNOWN)
      continue;
    out_format(out, own ? "  - \"%.*s\"\n" : "#  - \"%.*s\" # if it is yours\n",
               STR_FMT(account->id));
  }
}

static void print_trusted(Out *out, const SeenAccounts *accounts) {
  out_format(out, "trust:%s # they need no external ID\n",
             has_owner(accounts, OWNER_TRUSTED) ? "" : " []");
  for (size_t i = 0; i < accounts->count; i++) {
    const SeenAccount *account = &accounts->items[i];
    bool trusted = account->owner == OWNER_TRUSTED;
    if (!trusted && account->owner != OWNER_VENDOR)
      continue;
    out_format(out, "%s  - {id: \"%.*s\"", trusted ? "" : "#", STR_FMT(account->id));
    if (account->label.len > 0)
      out_format(out, ", name: \"%.*s\"", STR_FMT(account->label));
    out_text(out, trusted ? "}\n" : "} # only if it cannot send one\n");
  }
}

static void print_orgs(Out *out, const SeenAccounts *accounts, const Options *options) {
  out_format(out, "orgs:%s # your own\n", options->org_count > 0 ? "" : " []");
  for (size_t i = 0; i < options->org_count; i++)
    out_format(out, "  - \"%s\"\n", options->orgs[i]);
  for (size_t i = 0; i < accounts->orgs.count; i++) {
    bool own = false;
    for (size_t k = 0; k < options->org_count; k++)
      own = own || strcmp(options->orgs[k], accounts->orgs.items[i]) == 0;
    if (!own)
      out_format(out, "#  - \"%s\" # if it is yours\n", accounts->orgs.items[i]);
  }
}

static void write_accounts(AccessPrinter *p, const SeenAccounts *accounts, const Options *options) {
  Out *out = p->out;
  print_table(out, accounts);
  out_text(out, accounts->count > 0 ? "\n" : "");
  out_text(out, "# .assumelint.yaml, which this version does not read yet:\n"
                "# give --account ID, --trust ID=NAME and --org ID instead\n");
  print_own(out, accounts);
  print_trusted(out, accounts);
  print_orgs(out, accounts, options);
}

/* ---- diff ------------------------------------------------------------------------------ */

static bool has_condition(const Statement *s, const Condition *wanted) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (condition_same(&s->conditions[i], wanted))
      return true;
  }
  return false;
}

/* Conditions of `from` that `than` does not have. */
static void print_other_conditions(const AccessPrinter *p, const char *label, const Statement *from,
                                   const Statement *than) {
  for (size_t i = 0; i < from->condition_count; i++) {
    if (!has_condition(than, &from->conditions[i]))
      report_print_line(p, 6, label, explain_condition_line(p->arena, &from->conditions[i]));
  }
}

/* "vendor Datadog arn:aws:iam::464622532012:root" */
static void print_who(const AccessPrinter *p, const Way *way) {
  if (way->owner != OWNER_UNKNOWN)
    out_format(p->out, "%s ", owner_name(way->owner));
  if (way->owner_label.len > 0)
    out_format(p->out, "%.*s ", STR_FMT(way->owner_label));
  out_visible_str(p->out, report_way_principal(p->arena, way));
}

static const char *what(const Gain *gain, bool gained) {
  static const char *const words[2][2][2] = {
      /* by whether it is certain, gained, and the first or last way */
      {{" might be able to assume it in fewer ways", " might no longer be able to assume it"},
       {" might be able to assume it in more ways", " might be able to assume it now"}},
      {{" may assume it in fewer ways", " may no longer assume it"},
       {" may assume it in more ways", " may assume it now"}}};
  return words[gain->call.outcome == WAY_OPEN][gained][gain->is_new];
}

static void print_what(const AccessPrinter *p, const Gain *gain, bool gained) {
  const char *who = adversary_words(gain->adversary);
  out_text(p->out, what(gain, gained));
  if (who && gained)
    out_format(p->out, ": %s gets in", who);
  if (gain->listed.when.len > 0)
    out_format(p->out, ", when %.*s", STR_FMT(gain->listed.when));
  out_text(p->out, "\n");
}

static Str call_line(Arena *arena, const Request *call, const Statement *statement) {
  CallWords words = {.verb = "calls", .no_external_id = call->principal_kind == PRINCIPAL_AWS};
  return explain_call(arena, call, statement, &words);
}

static void print_gain(const AccessPrinter *p, const Gain *gain, bool gained) {
  const Way *way = gain->listed.way;
  const char *color = gained ? "\033[31m" : "\033[32m";
  out_text(p->out, "  ");
  out_text(p->out, p->color ? color : NULL);
  out_text(p->out, gained ? "+ " : "- ");
  out_text(p->out, p->color ? "\033[0m" : NULL);
  print_who(p, way);
  print_what(p, gain, gained);
  if (gain->call.witness)
    report_print_line(p, 6, gained ? "call: " : "refused: ",
                      call_line(p->arena, gain->call.witness, way->statement));
  if (gain->call.outcome == WAY_UNKNOWN)
    report_print_line(p, 6, "", STR("not known: a value is missing"));
  if (gain->call.outcome == WAY_LIMIT)
    report_print_line(p, 6, "", STR("not known: the search gave up"));
  if (gain->former) {
    const Statement *now = gained ? way->statement : gain->former->statement;
    const Statement *before = gained ? gain->former->statement : way->statement;
    print_other_conditions(p, "no longer required: ", before, now);
    print_other_conditions(p, "now required: ", now, before);
  } else if (gained) {
    for (size_t i = 0; i < way->statement->condition_count; i++)
      report_print_line(
          p, 6, "required: ", explain_condition_line(p->arena, &way->statement->conditions[i]));
  }
}

static void print_role_diff(const AccessPrinter *p, const RoleDiff *diff) {
  print_role(p, diff->input, diff->role);
  out_text(p->out, diff->fate == ROLE_NEW       ? " is new"
                   : diff->fate == ROLE_DELETED ? " is deleted"
                                                : NULL);
  out_text(p->out, "\n");
  for (size_t i = 0; i < diff->gains.count; i++)
    print_gain(p, &diff->gains.items[i], true);
  for (size_t i = 0; i < diff->losses.count; i++)
    print_gain(p, &diff->losses.items[i], false);
  if (diff->unknown.len > 0)
    report_print_line(p, 2, "? ", diff->unknown);
}

static void write_diff(AccessPrinter *p, const Diff *diff) {
  size_t gains = 0, losses = 0, unknown = 0;
  for (size_t i = 0; i < diff->count; i++) {
    print_role_diff(p, &diff->items[i]);
    gains += diff->items[i].gains.count;
    losses += diff->items[i].losses.count;
    unknown += diff->items[i].unknown.len > 0;
  }
  if (p->quiet)
    return;
  out_format(p->out, "%zu role%s, %zu gain%s, %zu loss%s", diff->count, diff->count == 1 ? "" : "s",
             gains, gains == 1 ? "" : "s", losses, losses == 1 ? "" : "es");
  if (unknown > 0)
    out_format(p->out, ", %zu not known", unknown);
  out_text(p->out, "\n");
}

/* ---- The format ------------------------------------------------------------------------ */

static void begin(AccessPrinter *p, const char *list) {
  (void)p;
  (void)list;
}

static void end(AccessPrinter *p) {
  (void)p;
}

static void tests_end(AccessPrinter *p, size_t passed, size_t failed) {
  if (!p->quiet)
    out_format(p->out, "%zu passed, %zu failed\n", passed, failed);
}

const AccessWriter access_text = {.begin = begin,
                                  .end = end,
                                  .role = write_role,
                                  .tested = report_tested_text,
                                  .tests_end = tests_end,
                                  .accounts = write_accounts,
                                  .diff = write_diff,
                                  .simulation = report_simulation_text};
