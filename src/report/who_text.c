/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who`: every way into every role, one line each.
 *
 *   vendor.yaml:3: Resources.Vendor (vendor-access)
 *     vendor Datadog  arn:aws:iam::464622532012:root  sts:AssumeRole  StringEquals sts:ExternalId "1"
 *     aws             lambda.amazonaws.com            sts:AssumeRole
 */
#include "access/explain.h"
#include "assumelint/arena.h"
#include "report/access_text.h"
#include "report/access_words.h"
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

int alint_who_text(struct alint_access_printer *p, struct alint_input *input,
                   const struct alint_role *role, const struct alint_role_ways *ways) {
  enum { WIDEST = 88 }; /* a longer cell does not push the others away */
  struct alint_arena *arena = input->arena;
  size_t widths[CELLS] = {0};
  struct alint_str name;
  struct row *rows = alint_arena_array(arena, ways->count, sizeof *rows);
  for (size_t i = 0; i < ways->count; i++) {
    rows[i] = make_row(arena, &ways->items[i]);
    for (size_t c = 0; c < CELLS; c++) {
      size_t used = columns(rows[i].cells[c]);
      if (used > widths[c] && used <= WIDEST)
        widths[c] = used;
    }
  }
  alint_print_role(p, input, role);
  if (role->name && alint_text_known(role->name, &name))
    alint_out_format(p->out, " (%.*s)", ALINT_FMT(name));
  alint_out_text(p->out, "\n");
  for (size_t i = 0; i < ways->count; i++)
    print_row(p->out, &rows[i], widths);
  struct alint_str why = alint_trust_why(arena, role);
  if (why.ptr || ways->count == 0)
    alint_print_line(p, 2, NULL, why.ptr ? why : ALINT_STR("nobody"));
  return ALINT_OK;
}
