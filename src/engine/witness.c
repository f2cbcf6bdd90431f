/* SPDX-License-Identifier: Apache-2.0
 *
 * The call that proves a finding, for the report, and the same in plain words.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/access.h"
#include "assumelint/arena.h"
#include "engine/build.h"
#include "facts/keys.h"
#include "facts/unsettled.h"

enum { MAX_TOLD = 6 }; /* keys told in the line for people */
static const char external_id[] = "sts:ExternalId";

static int compare_pairs(const void *left, const void *right) {
  const ReportPair *a = left, *b = right;
  return strcmp(a->name, b->name);
}

static ReportPair build_pair(ReportBuilder *b, const ContextKey *key) {
  ReportPair pair = {.name = build_keep(b, key->name), .list = key->multivalued};
  const char **values = build_array(b, key->value_count, sizeof *values);
  for (size_t i = 0; i < key->value_count; i++)
    values[i] = build_keep_text(b, key->values[i]);
  pair.values = values;
  pair.count = key->value_count;
  return pair;
}

static void build_context(ReportBuilder *b, ReportWitness *out, const Request *request) {
  ReportPair *pairs = build_array(b, request->key_count, sizeof *pairs);
  size_t count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (request->keys[i].presence == KEY_PRESENT)
      pairs[count++] = build_pair(b, &request->keys[i]);
  }
  qsort(pairs, count, sizeof *pairs, compare_pairs);
  out->context = pairs;
  out->context_count = count;
}

static void build_assumptions(ReportBuilder *b, ReportWitness *out, Assumptions assumptions) {
  const char **ids = build_array(b, UNSETTLED_COUNT, sizeof *ids);
  for (size_t n = 0; n < UNSETTLED_COUNT; n++) {
    if (assumptions & 1u << n)
      ids[out->assumption_count++] = unsettled_point(n)->id;
  }
  out->assumptions = ids;
}

static void build_call(ReportBuilder *b, ReportWitness *out, const Attempt *attempt) {
  const Request *request = attempt->witness;
  const char **principal = build_array(b, 1, sizeof *principal);
  const char **also = build_array(b, request->also_count, sizeof *also);
  principal[0] = build_keep_text(b, request->principal);
  for (size_t i = 0; i < request->also_count; i++)
    also[i] = build_keep(b, request->also[i]);
  out->principal = (ReportPair){request_principal_key(request->principal_kind),
                                (const char *const *)principal, 1, false};
  out->action = build_keep(b, request->action);
  out->also = (const char *const *)also;
  out->also_count = request->also_count;
  out->verdict = verdict_name(VERDICT_ALLOW);
  build_context(b, out, request);
  build_assumptions(b, out, attempt->assumptions);
}

/* ---- In plain words ------------------------------------------------------- */

/* What follows from who calls, or from the role that is called. */
static bool goes_without_saying(Str key) {
  KeySource source = key_info(key, (Str){NULL, 0})->source;
  return source == KEY_IDENTITY || source == KEY_SERVICE_FLAG || source == KEY_ROLE;
}

/* Whether a key is worth telling: the caller brings it, or the statement asks for it. */
static bool is_told(ReportBuilder *b, const Statement *statement, const ContextKey *key) {
  if (!str_starts_nocase(key->name, "aws:") || !goes_without_saying(key->name))
    return true;
  const char *name = build_keep(b, key->name);
  return name && statement_asks_key(statement, name);
}

static void tell_values(ReportBuilder *b, Buf *buf, const ContextKey *key) {
  for (size_t i = 0; i < key->value_count; i++) {
    const char *value = build_keep_text(b, key->values[i]);
    buf_addf(buf, "%s\"%s\"", i == 0 ? " " : ", ", value ? value : "");
  }
}

static void tell_keys(ReportBuilder *b, Buf *buf, const Statement *statement,
                      const Request *request, bool other_customer) {
  size_t told = 0, untold = 0;
  if (other_customer && !request_key(request, str_of(external_id))) {
    buf_addf(buf, " with no %s", external_id);
    told++;
  }
  for (size_t i = 0; i < request->key_count; i++) {
    const ContextKey *key = &request->keys[i];
    if (key->presence == KEY_MAYBE || !is_told(b, statement, key))
      continue;
    if (told == MAX_TOLD) {
      untold++;
      continue;
    }
    buf_addf(buf, "%s %s%.*s", told++ > 0 ? " and" : " with",
             key->presence == KEY_ABSENT ? "no " : "", STR_FMT(key->name));
    if (key->presence == KEY_PRESENT)
      tell_values(b, buf, key);
  }
  if (untold > 0)
    buf_addf(buf, " and %zu more", untold);
}

static const char *tell(ReportBuilder *b, const RawFinding *found, const Attempt *attempt) {
  const Request *request = attempt->witness;
  const Way *way = found->finding.way;
  const Statement *statement = way ? way->statement : found->finding.statement;
  bool other_customer = way && attempt == &way->attempts[ADVERSARY_OTHER_CUSTOMER];
  const char *principal = build_keep_text(b, request->principal);
  Buf buf = buf_in(b->arena);
  buf_addf(&buf, "%s %s call %.*s", principal ? principal : "",
           attempt->outcome == WAY_OPEN ? "may" : "might", STR_FMT(request->action));
  for (size_t i = 0; i < request->also_count; i++)
    buf_addf(&buf, "%s%.*s", i + 1 == request->also_count ? " and " : ", ",
             STR_FMT(request->also[i]));
  if (statement)
    tell_keys(b, &buf, statement, request, other_customer);
  if (buf.failed)
    out_of_memory();
  return buf.failed ? NULL : buf.ptr;
}

void build_witness(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Attempt *attempt = found->finding.attempt;
  if (!attempt || !attempt->witness)
    return;
  if (attempt->outcome == WAY_OPEN || attempt->outcome == WAY_UNKNOWN)
    out->who = tell(b, found, attempt);
  /* A proof is a call that is allowed, of a finding that says somebody gets in. */
  if (attempt->outcome == WAY_OPEN && found->rule->category == CATEGORY_EXPOSURE) {
    build_call(b, &out->witness, attempt);
    out->has_witness = !b->failed;
  }
}
