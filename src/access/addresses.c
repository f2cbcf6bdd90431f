/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate addresses: the first of each network of the policy and the first
 * behind each. Conditions cut the addresses only there, so every region has one.
 *
 * A stranger has a public address, and none out of a network that is narrow: to
 * be in there takes more than choosing. What counts is all that a condition
 * allows together, so that many small networks may add up to the world.
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "access/values.h"
#include "assumelint/arena.h"
#include "util/sorted.h"
#include "util/values.h"

/* An address is made, or a network parsed. */
enum { STEPS_OF_AN_ADDRESS = 100 };

/* ---- Networks -------------------------------------------------------------------- */

struct networks {
  Network *items;
  size_t count;
};

/* The networks of a condition that are known. */
static struct networks networks_of(Search *s, const ConditionUse *use) {
  struct networks out = {NULL, 0};
  Str text;
  out.items = arena_array(s->arena, use->condition->value_count, sizeof *out.items);
  search_spend(s, STEPS_OF_AN_ADDRESS * use->condition->value_count);
  for (size_t i = 0; i < use->condition->value_count; i++) {
    const Text *value = search_use_value(s, use, i);
    if (value && text_known(value, &text) && network_parse(&out.items[out.count], text))
      out.count++;
  }
  return out;
}

static unsigned width_of(const Network *net) {
  return net->family == 6 ? 128 : 32;
}

/* Adds 1 or -1 to an address; false when it wraps round. */
static bool step_address(Network *net, int by) {
  for (size_t i = net->family == 6 ? 16 : 4; i-- > 0;) {
    int sum = net->bytes[i] + by;
    net->bytes[i] = (unsigned char)sum;
    if (sum >= 0 && sum <= 255)
      return true;
  }
  return false;
}

/* First or last address of the network. */
static Network edge(const Network *net, bool last) {
  Network out = *net;
  for (unsigned bit = net->bits; bit < width_of(net); bit++) {
    unsigned char mask = (unsigned char)(0x80u >> (bit % 8));
    if (last)
      out.bytes[bit / 8] |= mask;
    else
      out.bytes[bit / 8] &= (unsigned char)~mask;
  }
  out.bits = width_of(net);
  return out;
}

static bool in_one_of(const struct networks *list, const Network *address) {
  for (size_t i = 0; i < list->count; i++) {
    if (network_contains(&list->items[i], address))
      return true;
  }
  return false;
}

/* ---- What a stranger has ----------------------------------------------------------- */

static int by_place(const void *left, const void *right) {
  const Network *a = left, *b = right;
  if (a->family != b->family)
    return a->family < b->family ? -1 : 1;
  int order = memcmp(a->bytes, b->bytes, sizeof a->bytes);
  return order != 0 ? order : (a->bits > b->bits) - (a->bits < b->bits);
}

/* Whether the networks are together no wider than one /8, or IPv6 /16. Networks
 * lie apart or inside one another, so their sizes add up; what nobody calls from
 * counts for nothing. */
static bool is_narrow(struct networks *list, bool private) {
  double v4 = 0, v6 = 0; /* in /8s and in /16s */
  const Network *last = NULL;
  for (size_t i = 0; i < list->count; i++) {
    Network first = edge(&list->items[i], false);
    first.bits = list->items[i].bits;
    list->items[i] = first;
  }
  sorted_sort(list->items, list->count, sizeof *list->items, by_place);
  for (size_t i = 0; i < list->count; i++) {
    const Network *net = &list->items[i];
    double size = 1;
    if ((last && network_contains(last, net)) || (!private && !network_is_public(net)))
      continue;
    last = net;
    for (unsigned bit = net->bits; bit < (net->family == 6 ? 16u : 8u); bit++)
      size *= 2;
    for (unsigned bit = net->family == 6 ? 16 : 8; bit < net->bits; bit++)
      size /= 2;
    *(net->family == 6 ? &v6 : &v4) += size;
  }
  return v4 <= 1 && v6 <= 1;
}

/* Conditions that let in addresses of these networks alone. */
static bool restricts(const Search *s, const ConditionUse *use) {
  bool deny = use->statement->effect == EFFECT_DENY;
  return use->op.family == OPERATOR_IP && search_use_matters(s, use) && use->op.negated == deny;
}

/* The address of a caller inside of a VPC; every other one is public. */
static bool is_private_key(const SearchKey *key) {
  return str_is_nocase(key->name, "aws:VpcSourceIp");
}

struct narrow {
  struct networks *items;
  size_t count;
};

static void find_narrow(Search *s, const SearchKey *key, struct narrow *out) {
  out->count = 0;
  out->items = arena_array(s->arena, key->use_count, sizeof *out->items);
  for (size_t i = 0; i < key->use_count; i++) {
    if (!restricts(s, &key->uses[i]))
      continue;
    out->items[out->count] = networks_of(s, &key->uses[i]);
    if (is_narrow(&out->items[out->count], is_private_key(key)))
      out->count++;
  }
}

/* ---- Candidates ---------------------------------------------------------------------- */

struct addresses {
  Search *s;
  TextList *out;
  struct narrow narrow;
  bool wide, private; /* private: addresses in a VPC */
};

static void add(struct addresses *a, const Network *address) {
  char text[INET6_ADDRSTRLEN];
  search_spend(a->s, STEPS_OF_AN_ADDRESS);
  if (!a->private && !network_is_public(address))
    return;
  for (size_t i = 0; a->wide && i < a->narrow.count; i++) {
    if (in_one_of(&a->narrow.items[i], address))
      return;
  }
  if (!inet_ntop(address->family == 6 ? AF_INET6 : AF_INET, address->bytes, text, sizeof text))
    return;
  char *copy = arena_copy(a->s->arena, text, strlen(text));
  search_add_literal(a->s, a->out, str_of(copy));
}

static void add_around(struct addresses *a, const Network *net) {
  Network first = edge(net, false), behind = edge(net, true), inside = first;
  if (net->bits + 1 < width_of(net) && step_address(&inside, 1))
    add(a, &inside);
  add(a, &first);
  if (step_address(&behind, 1))
    add(a, &behind);
}

static void add_named(struct addresses *a, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Network net;
    if (network_parse(&net, str_of(names[i])))
      add_around(a, &net);
  }
}

/* Documentation addresses stand for "some public address". */
static const char *const usual[] = {"203.0.113.7/32", "198.51.100.7/32", "192.0.2.7/32",
                                    "8.8.8.8/32", "2001:db8::7/128"};
static const char *const usual_private[] = {"10.0.0.7/32", "fd00::7/128"};

void search_address_values(Search *s, const SearchKey *key, bool wide, TextList *out) {
  struct addresses a = {.s = s, .out = out, .wide = wide};
  a.private = is_private_key(key);
  if (wide)
    find_narrow(s, key, &a.narrow);
  if (s->status != OK)
    return;
  if (a.private)
    add_named(&a, usual_private, sizeof usual_private / sizeof *usual_private);
  else
    add_named(&a, usual, sizeof usual / sizeof *usual);
  for (size_t i = 0; i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    if (use->op.family != OPERATOR_IP || !search_use_matters(s, use))
      continue;
    struct networks list = networks_of(s, use);
    for (size_t k = 0; k < list.count; k++)
      add_around(&a, &list.items[k]);
  }
  if (!a.private)
    add_named(&a, special_networks, special_network_count);
}
