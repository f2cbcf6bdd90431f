/* SPDX-License-Identifier: Apache-2.0
 *
 * Typed values as automata. The texts of whole seconds, times and IPv4 addresses are regular,
 * and so are those before and behind a value. IPv6 addresses have many texts: of them the
 * narrow walk knows some, and the wide one takes all.
 */
#include "access/typed.h"

#include <arpa/inet.h>
#include <string.h>

#include "access/automaton_parts.h"
#include "access/spans.h"
#include "assumelint/arena.h"
#include "util/sorted.h"
#include "util/values.h"

static const char any_v6[] = "[0-9a-f]*:[0-9a-f:.]*";

static const Piece anything = {.hole = &automaton_anything};
static const Text any_text = {&anything, 1};

static void add_buf(Question *q, Automaton *a, const Buf *buf) {
  if (buf->failed || !automaton_add_regex(a, buf->ptr ? buf->ptr : ""))
    q->gave_up = true;
}

/* ---- Numbers and times -------------------------------------------------------------------- */

/* From `first` to `last`, of those that stand so to a bound; false: none. `exact`: the bound is
 * one of them, and not between two. */
static bool order_span(OperatorOrder order, int64_t floor, bool exact, int64_t *first,
                       int64_t *last) {
  switch (order) {
  case ORDER_EQUAL:
    *first = *last = floor;
    return exact;
  case ORDER_LESS:
    *last = exact ? floor - 1 : floor;
    return true;
  case ORDER_LESS_EQUAL:
    *last = floor;
    return true;
  case ORDER_GREATER:
    *first = floor + 1;
    return true;
  case ORDER_GREATER_EQUAL:
    *first = exact ? floor : floor + 1;
    return true;
  }
  return false;
}

/* The largest whole number that is not above a decimal. False: it is none, or too large. */
static bool whole_part(Str s, int64_t *floor, bool *exact) {
  enum { MOST = 15 };
  int order;
  if (!decimal_compare(&order, s, STR("0")))
    return false;
  if (order < 0) {
    *floor = -1;
    *exact = false;
    return true;
  }
  size_t at = s.len > 0 && (s.ptr[0] == '+' || s.ptr[0] == '-'), digits = 0;
  *floor = 0;
  for (; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9'; at++, digits++) {
    if (digits == MOST)
      return false;
    *floor = *floor * 10 + (s.ptr[at] - '0');
  }
  char text[24];
  size_t n = 0;
  for (int64_t rest = *floor; n == 0 || rest > 0; rest /= 10)
    text[sizeof text - ++n] = (char)('0' + rest % 10);
  return decimal_compare(&order, s, str_n(text + sizeof text - n, n)) &&
         ((*exact = order == 0), order >= 0);
}

static const int64_t last_second = 253402300799; /* of the year 9999 */

static bool date_floor(Str s, int64_t *floor, bool *exact) {
  Date date;
  if (!date_parse(&date, s))
    return false;
  *floor = date.seconds;
  *exact = date.nanoseconds == 0;
  return true;
}

static void add_ordered(Question *q, Automaton *a, const Operator *op, bool time, int64_t floor,
                        bool exact) {
  int64_t first = 0, last = time ? last_second : INT64_MAX;
  Buf buf = buf_in(q->arena);
  if (!order_span(op->order, floor, exact, &first, &last))
    return;
  first = first < 0 ? 0 : first;
  if (time && last > last_second)
    last = last_second;
  if (first > last)
    return;
  if (time)
    span_of_times(&buf, first, last);
  else
    span_of_numbers(&buf, (uint64_t)first, last == INT64_MAX ? UINT64_MAX : (uint64_t)last);
  add_buf(q, a, &buf);
}

/* ---- Addresses ---------------------------------------------------------------------------------- */

static void network_edges(const Network *net, uint32_t *first, uint32_t *last) {
  uint32_t address = 0, mask = net->bits == 0 ? 0 : UINT32_MAX << (32 - net->bits);
  for (size_t i = 0; i < 4; i++)
    address = address << 8 | net->bytes[i];
  *first = address & mask;
  *last = address | ~mask;
}

/* An address of each IPv6 network that the policy names, and one of none. */
static const Text *sample_v6(Question *q, Network net) {
  char text[INET6_ADDRSTRLEN];
  for (unsigned bit = net.bits; bit < 128; bit++)
    net.bytes[bit / 8] &= (unsigned char)~(0x80u >> bit % 8);
  if (net.bits < 128)
    net.bytes[15] |= 7;
  Network usual;
  if (!network_is_public(&net) && network_parse(&usual, STR("2001:db8::7")))
    net = usual;
  if (!inet_ntop(AF_INET6, net.bytes, text, sizeof text))
    return NULL;
  return text_literal(q->arena, str_n(arena_copy(q->arena, text, strlen(text)), strlen(text)));
}

static bool names_v6(const Condition *c, size_t i, Network *net) {
  Str known;
  return text_known(c->values[i].text, &known) && network_parse(net, known) && net->family == 6;
}

/* Those of the samples that are in the network; all where it is NULL. */
static void add_samples(Question *q, Automaton *a, const Network *outer) {
  for (size_t s = 0; s < q->statement_count; s++) {
    const Statement *statement = q->statements[s].statement;
    for (size_t k = 0; k < statement->condition_count; k++) {
      const Condition *c = &statement->conditions[k];
      for (size_t i = 0; i < c->value_count; i++) {
        Network net;
        const Text *sample = names_v6(c, i, &net) ? sample_v6(q, net) : NULL;
        Str text;
        Network inner;
        if (sample && text_known(sample, &text) && network_parse(&inner, text) &&
            (!outer || network_contains(outer, &inner)))
          automaton_add_text(a, sample, 0);
      }
    }
  }
}

static void add_network(Question *q, Automaton *a, Str value, bool *open) {
  Network net;
  uint32_t first, last;
  Buf buf = buf_in(q->arena);
  if (!network_parse(&net, value))
    return;
  if (net.family == 4) {
    network_edges(&net, &first, &last);
    span_of_addresses(&buf, first, last);
    add_buf(q, a, &buf);
    return;
  }
  *open = true;
  if (automaton_width(a) == WIDE)
    automaton_add_regex(a, any_v6);
  else
    add_samples(q, a, &net);
}

void typed_add_public(Question *q, Alphabet *alphabet, ProductPart *part, Automaton *domain) {
  Automaton *special = automaton_new(alphabet, NARROW);
  bool open = false;
  if (q->width == WIDE)
    automaton_add_regex(domain, any_v6);
  else
    add_samples(q, domain, NULL);
  for (size_t i = 0; i < special_network_count; i++) {
    if (!str_has(str_of(special_networks[i]), ':'))
      add_network(q, special, str_of(special_networks[i]), &open);
  }
  ARRAY_ADD(q->arena, part->languages, part->count, part->cap, (Language){special, true});
}

/* ---- All ------------------------------------------------------------------------------------------ */

static void add_bool(Automaton *a, Str wanted) {
  Piece piece = {.literal = wanted};
  const Text text = {&piece, 1};
  if (str_is_nocase(wanted, "true") || str_is_nocase(wanted, "false"))
    automaton_add_text(a, &text, AUTOMATON_NOCASE);
}

static void add_any(Automaton *a, bool *open) {
  *open = true;
  automaton_add_text(a, &any_text, 0);
}

static bool is_part(const AskedPart *part, const char *name) {
  return part && part->domain && strcmp(part->domain->name, name) == 0;
}

static bool of_whole_numbers(const AskedKey *key, const AskedPart *part) {
  return key->info->whole || is_part(part, "EPOCH") || is_part(part, "AGE");
}

static bool of_times(const AskedPart *part) {
  return is_part(part, "TIME") || is_part(part, "ISSUETIME");
}

static const AskedPart *only_part(const Question *q, const AskedKey *key) {
  bool one = key->form->count == 1 && !key->form->items[0].text;
  return one ? &q->parts[key->form->items[0].part] : NULL;
}

static void add_number(Question *q, Automaton *a, const Operator *op, Str bound, bool whole,
                       bool *open) {
  int64_t floor;
  int order;
  bool exact = false;
  if (!decimal_compare(&order, bound, STR("0")))
    return;
  bool fits = whole_part(bound, &floor, &exact);
  if (!whole || !fits)
    add_any(a, open);
  if (fits)
    add_ordered(q, a, op, false, floor, exact);
}

static void add_date(Question *q, Automaton *a, const Operator *op, Str bound, bool whole) {
  int64_t floor;
  bool exact = false;
  if (date_floor(bound, &floor, &exact))
    add_ordered(q, a, op, !whole, floor, exact);
}

void typed_add(Question *q, Automaton *a, const AskedKey *key, const Operator *op,
               const Text *value, bool *open) {
  const AskedPart *part = only_part(q, key);
  bool whole = of_whole_numbers(key, part), time = whole || of_times(part);
  Str known;
  if (!text_known(value, &known) || op->family == OPERATOR_BINARY ||
      (op->family == OPERATOR_DATE && !time))
    add_any(a, open);
  else if (op->family == OPERATOR_BOOL)
    add_bool(a, known);
  else if (op->family == OPERATOR_IP)
    add_network(q, a, known, open);
  else if (op->family == OPERATOR_DATE)
    add_date(q, a, op, known, whole);
  else if (op->family == OPERATOR_NUMERIC)
    add_number(q, a, op, known, whole, open);
}

/* ---- Narrow networks ------------------------------------------------------------------------------ */

struct edges {
  uint32_t first, last;
};

static int by_first(const void *left, const void *right) {
  const struct edges *a = left, *b = right;
  return (a->first > b->first) - (a->first < b->first);
}

/* Whether the networks of the condition are together no wider than a /8, or IPv6 /16. Networks
 * lie apart or inside one another. */
static bool is_narrow(Question *q, const Condition *c) {
  struct edges *list = arena_array(q->arena, c->value_count, sizeof *list);
  size_t n = 0;
  double v4 = 0, v6 = 0;
  uint32_t behind = 0;
  for (size_t i = 0; i < c->value_count; i++) {
    Network net;
    Str known;
    if (!text_known(c->values[i].text, &known) || !network_parse(&net, known) ||
        !network_is_public(&net))
      continue;
    double size = 1;
    for (unsigned bit = net.bits; net.family == 6 && bit < 16; bit++)
      size *= 2;
    v6 += net.family == 6 ? net.bits > 16 ? 1e-9 : size : 0;
    if (net.family == 4)
      network_edges(&net, &list[n].first, &list[n].last), n++;
  }
  sorted_sort(list, n, sizeof *list, by_first);
  for (size_t i = 0; i < n; i++) {
    if (i > 0 && list[i].first <= behind)
      continue;
    behind = list[i].last;
    v4 += ((double)list[i].last - list[i].first + 1) / (1 << 24);
  }
  return v4 <= 1 && v6 <= 1;
}

void typed_add_narrow(Question *q, Alphabet *alphabet, ProductPart *part) {
  for (size_t s = 0; s < q->statement_count; s++) {
    const AskedStatement *asked = &q->statements[s];
    for (size_t k = 0; k < asked->statement->condition_count; k++) {
      const Condition *c = &asked->statement->conditions[k];
      Operator op;
      bool open = false;
      if (!operator_parse(&op, c->operator_name) || op.family != OPERATOR_IP ||
          op.negated != (asked->deny != NO_DENY) || !str_is_nocase(c->key, "aws:SourceIp") ||
          !is_narrow(q, c))
        continue;
      Automaton *a = automaton_new(alphabet, NARROW);
      for (size_t i = 0; i < c->value_count; i++) {
        Str known;
        if (text_known(c->values[i].text, &known))
          add_network(q, a, known, &open);
      }
      if (open)
        automaton_add_regex(a, any_v6);
      ARRAY_ADD(q->arena, part->languages, part->count, part->cap, (Language){a, true});
    }
  }
}
