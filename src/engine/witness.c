/* SPDX-License-Identifier: Apache-2.0
 *
 * The call that proves a finding, for the report, and the same in plain words.
 */
#include <stdlib.h>
#include <string.h>

#include "access/keys.h"
#include "access/unsettled.h"
#include "assumelint/access.h"
#include "assumelint/arena.h"
#include "engine/build.h"

enum { MAX_TOLD = 6 }; /* keys told in the line for people */
static const char external_id[] = "sts:ExternalId";

static const char *principal_name(enum alint_principal_key kind) {
  switch (kind) {
  case ALINT_PRINCIPAL_SERVICE:
    return "Service";
  case ALINT_PRINCIPAL_FEDERATED:
    return "Federated";
  default:
    return "AWS";
  }
}

static int compare_pairs(const void *left, const void *right) {
  const struct alint_report_pair *a = left, *b = right;
  return strcmp(a->name, b->name);
}

static struct alint_report_pair build_pair(struct alint_builder *b,
                                           const struct alint_context_key *key) {
  struct alint_report_pair pair = {.name = alint_keep(b, key->name), .list = key->multivalued};
  const char **values = alint_keep_array(b, key->value_count, sizeof *values);
  for (size_t i = 0; i < key->value_count; i++)
    values[i] = alint_keep_text(b, key->values[i]);
  pair.values = values;
  pair.count = key->value_count;
  return pair;
}

static void build_context(struct alint_builder *b, struct alint_report_witness *out,
                          const struct alint_request *request) {
  struct alint_report_pair *pairs = alint_keep_array(b, request->key_count, sizeof *pairs);
  size_t count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (request->keys[i].presence == ALINT_PRESENT)
      pairs[count++] = build_pair(b, &request->keys[i]);
  }
  qsort(pairs, count, sizeof *pairs, compare_pairs);
  out->context = pairs;
  out->context_count = count;
}

static void build_assumptions(struct alint_builder *b, struct alint_report_witness *out,
                              alint_assumptions assumptions) {
  const char **ids = alint_keep_array(b, ALINT_UNSETTLED_COUNT, sizeof *ids);
  for (size_t n = 0; n < ALINT_UNSETTLED_COUNT; n++) {
    if (assumptions & 1u << n)
      ids[out->assumption_count++] = alint_unsettled_point(n)->id;
  }
  out->assumptions = ids;
}

static void build_call(struct alint_builder *b, struct alint_report_witness *out,
                       const struct alint_attempt *attempt) {
  const struct alint_request *request = attempt->witness;
  const char **principal = alint_keep_array(b, 1, sizeof *principal);
  const char **also = alint_keep_array(b, request->also_count, sizeof *also);
  principal[0] = alint_keep_text(b, request->principal);
  for (size_t i = 0; i < request->also_count; i++)
    also[i] = alint_keep(b, request->also[i]);
  out->principal = (struct alint_report_pair){principal_name(request->principal_kind),
                                              (const char *const *)principal, 1, false};
  out->action = alint_keep(b, request->action);
  out->also = (const char *const *)also;
  out->also_count = request->also_count;
  out->verdict = alint_verdict_name(ALINT_ALLOW);
  build_context(b, out, request);
  build_assumptions(b, out, attempt->assumptions);
}

/* ---- In plain words ------------------------------------------------------- */

/* What follows from who calls, or from the role that is called. */
static bool goes_without_saying(struct alint_str key) {
  enum alint_key_source source = alint_key_info(key, (struct alint_str){NULL, 0})->source;
  return source == ALINT_KEY_IDENTITY || source == ALINT_KEY_SERVICE_FLAG ||
         source == ALINT_KEY_ROLE;
}

/* Whether a key is worth telling: the caller brings it, or the statement asks for it. */
static bool is_told(struct alint_builder *b, const struct alint_statement *statement,
                    const struct alint_context_key *key) {
  if (!alint_str_starts_nocase(key->name, "aws:") || !goes_without_saying(key->name))
    return true;
  const char *name = alint_keep(b, key->name);
  return name && alint_statement_asks(statement, name);
}

static void tell_values(struct alint_builder *b, struct alint_buf *buf,
                        const struct alint_context_key *key) {
  for (size_t i = 0; i < key->value_count; i++) {
    const char *value = alint_keep_text(b, key->values[i]);
    alint_buf_addf(buf, "%s\"%s\"", i == 0 ? " " : ", ", value ? value : "");
  }
}

static void tell_keys(struct alint_builder *b, struct alint_buf *buf,
                      const struct alint_statement *statement, const struct alint_request *request,
                      bool other_customer) {
  size_t told = 0, untold = 0;
  if (other_customer && !alint_request_key(request, alint_str(external_id))) {
    alint_buf_addf(buf, " with no %s", external_id);
    told++;
  }
  for (size_t i = 0; i < request->key_count; i++) {
    const struct alint_context_key *key = &request->keys[i];
    if (key->presence == ALINT_MAYBE || !is_told(b, statement, key))
      continue;
    if (told == MAX_TOLD) {
      untold++;
      continue;
    }
    alint_buf_addf(buf, "%s %s%.*s", told++ > 0 ? " and" : " with",
                   key->presence == ALINT_ABSENT ? "no " : "", ALINT_FMT(key->name));
    if (key->presence == ALINT_PRESENT)
      tell_values(b, buf, key);
  }
  if (untold > 0)
    alint_buf_addf(buf, " and %zu more", untold);
}

static const char *tell(struct alint_builder *b, const struct alint_found *found,
                        const struct alint_attempt *attempt) {
  const struct alint_request *request = attempt->witness;
  const struct alint_way *way = found->finding.way;
  const struct alint_statement *statement = way ? way->statement : found->finding.statement;
  bool other_customer = way && attempt == &way->attempts[ALINT_OTHER_CUSTOMER];
  const char *principal = alint_keep_text(b, request->principal);
  struct alint_buf buf = alint_buf(b->arena);
  alint_buf_addf(&buf, "%s %s call %.*s", principal ? principal : "",
                 attempt->outcome == ALINT_WAY_OPEN ? "may" : "might", ALINT_FMT(request->action));
  for (size_t i = 0; i < request->also_count; i++)
    alint_buf_addf(&buf, "%s%.*s", i + 1 == request->also_count ? " and " : ", ",
                   ALINT_FMT(request->also[i]));
  if (statement)
    tell_keys(b, &buf, statement, request, other_customer);
  if (buf.failed)
    alint_out_of_memory();
  return buf.failed ? NULL : buf.ptr;
}

void alint_build_witness(struct alint_builder *b, struct alint_report_finding *out,
                         const struct alint_found *found) {
  const struct alint_attempt *attempt = found->finding.attempt;
  if (!attempt || !attempt->witness)
    return;
  if (attempt->outcome == ALINT_WAY_OPEN || attempt->outcome == ALINT_WAY_UNKNOWN)
    out->who = tell(b, found, attempt);
  /* A proof is a call that is allowed, of a finding that says somebody gets in. */
  if (attempt->outcome == ALINT_WAY_OPEN && found->rule->category == ALINT_EXPOSURE) {
    build_call(b, &out->witness, attempt);
    out->has_witness = !b->failed;
  }
}
