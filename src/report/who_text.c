/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who`: every way into every role, one line each.
 *
 *   vendor.yaml:3: Resources.Vendor (vendor-access)
 *     vendor Datadog  arn:aws:iam::464622532012:root  sts:AssumeRole  StringEquals sts:ExternalId "1"
 *     aws             lambda.amazonaws.com            sts:AssumeRole
 */
#include "assumelint/arena.h"
#include "report/access_text.h"
#include "report/access_words.h"
#include "simulate/explain.h"
#include "util/visible.h"

enum { OWNER, PRINCIPAL, ACTION, CELLS };
enum { MAX_TOLD = 3 }; /* of the principals of a Deny */

/* A way as cells, made visible. */
struct row {
  Str cells[CELLS], rest;
};

/* ---- Cells --------------------------------------------------------------------------- */

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

/* What a reader should not overlook; empty when there is nothing of the kind. */
static const char *remark(const Way *way) {
  switch (way_outcome(way)) {
  case WAY_UNKNOWN:
    return "[not known: a value is missing]";
  case WAY_LIMIT:
    return "[not searched to the end]";
  case WAY_CLOSED:
    return "[no call was found that succeeds]";
  case WAY_OPEN:
    break;
  }
  if (way->identity.who == IDENTITY_UNKNOWN)
    return "[not known who: a value is missing]";
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

/* "denied to PRINCIPALS when CONDITIONS": what of the way a Deny takes. */
static Str deny_line(Arena *arena, const NarrowingDeny *by) {
  const Statement *s = by->deny;
  Buf buf = buf_in(arena);
  buf_add(&buf, "denied");
  if (by->partly) {
    bool but = s->has_not_principal && !s->has_principal;
    const Principal *named = but ? s->not_principals : s->principals;
    size_t count = but ? s->not_principal_count : s->principal_count;
    for (size_t i = 0; i < count && i < MAX_TOLD; i++)
      buf_addf(&buf, "%s%.*s",
               i > 0 ? ", "
               : but ? " to all but "
                     : " to ",
               STR_FMT(text_print(arena, named[i].value.text)));
    if (count > MAX_TOLD)
      buf_addf(&buf, " and %zu more", count - MAX_TOLD);
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
                         way->identity.who == IDENTITY_ANYONE && way->owner == OWNER_UNKNOWN
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

/* ---- One role ---------------------------------------------------------------------------- */

int report_who_text(AccessPrinter *p, Input *input, const Role *role, const RoleWays *ways) {
  enum { WIDEST = 88 }; /* a longer cell does not push the others away */
  Arena *arena = input->arena;
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
  report_print_role(p, input, role);
  if (role->name && text_known(role->name, &name))
    out_format(p->out, " (%.*s)", STR_FMT(name));
  out_text(p->out, "\n");
  for (size_t i = 0; i < ways->count; i++)
    print_row(p->out, &rows[i], widths);
  Str why = report_trust_why(arena, role);
  if (why.ptr || ways->count == 0)
    report_print_line(p, 2, NULL, why.ptr ? why : STR("nobody"));
  return OK;
}
