/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the characters of a string stand in the file.
 *
 * A policy may be JSON text inside of a string: quoted, folded, with escapes, in
 * a block of YAML, or several of these inside each other. Readers decode strings
 * and forget how they were written, since nobody asks of most; for the few
 * that hold documents the way back is found by decoding once more, next to what
 * the reader made of it. Where the two do not agree nothing is claimed.
 *
 * White space is matched run by run, so that line folding, indentation and line
 * ends of all kinds need no rules of their own.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"

/* ---- Building ---- */

struct alint_offsets_builder alint_offsets_begin(struct alint_arena *arena) {
  return (struct alint_offsets_builder){.arena = arena};
}

void alint_offsets_add(struct alint_offsets_builder *b, size_t len, struct alint_span span,
                       bool exact) {
  if (b->failed || len == 0)
    return;
  struct alint_stretch *last = b->count > 0 ? &b->stretches[b->count - 1] : NULL;
  if (last && exact && last->exact && last->span.end == span.begin) {
    last->span.end = span.end;
    b->len += len;
    return;
  }
  struct alint_stretch *grown =
      alint_arena_grow(b->arena, b->stretches, b->count, &b->cap, sizeof *grown);
  b->stretches = grown;
  b->stretches[b->count++] = (struct alint_stretch){b->len, span, exact};
  b->len += len;
}

/* The last stretch that begins at or before `at`. */
static size_t find(const struct alint_offsets *offsets, size_t at) {
  size_t low = 0, high = offsets->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (offsets->stretches[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static size_t stretch_end(const struct alint_offsets *offsets, size_t i) {
  return i + 1 < offsets->count ? offsets->stretches[i + 1].at : offsets->len;
}

void alint_offsets_add_slice(struct alint_offsets_builder *b, const struct alint_offsets *from,
                             struct alint_span whole, size_t begin, size_t end) {
  if (!from || from->count == 0 || end > from->len) {
    alint_offsets_add(b, end - begin, whole, false);
    return;
  }
  for (size_t i = find(from, begin); i < from->count && begin < end; i++) {
    const struct alint_stretch *stretch = &from->stretches[i];
    size_t until = stretch_end(from, i) < end ? stretch_end(from, i) : end;
    struct alint_span span = stretch->span;
    if (stretch->exact)
      span = (struct alint_span){stretch->span.begin + (begin - stretch->at),
                                 stretch->span.begin + (until - stretch->at)};
    alint_offsets_add(b, until - begin, span, stretch->exact);
    begin = until;
  }
}

const struct alint_offsets *alint_offsets_end(struct alint_offsets_builder *b) {
  struct alint_offsets *offsets =
      b->failed || b->count == 0 ? NULL : alint_arena_alloc(b->arena, sizeof *offsets);
  if (offsets)
    *offsets = (struct alint_offsets){NULL, b->stretches, b->count, b->len};
  return offsets;
}

/* ---- Asking ---- */

struct alint_span alint_offsets_span(const struct alint_offsets *offsets, struct alint_span whole,
                                     size_t begin, size_t end) {
  if (!offsets || offsets->count == 0)
    return whole;
  const struct alint_stretch *first = &offsets->stretches[find(offsets, begin)];
  size_t from = first->span.begin;
  if (begin >= offsets->len)
    from = first->span.end;
  else if (first->exact)
    from += begin - first->at;
  if (end <= begin)
    return (struct alint_span){from, from};
  const struct alint_stretch *last = &offsets->stretches[find(offsets, end - 1)];
  size_t to = last->span.end;
  if (last->exact && end <= offsets->len)
    to = last->span.begin + (end - last->at);
  return (struct alint_span){from, to < from ? from : to};
}

/* ---- Decoding once more ---- */

/* A scalar as it is written, `raw`, next to what was made of it. */
struct decoder {
  struct alint_str raw, decoded;
  size_t at, done; /* how far we are in either */
  char quote;      /* '"', '\'' or 0 */
  bool block;      /* a literal or folded block */
  struct alint_offsets_builder *builder;
};

/* Length of the white space or line break at `at`; 0: something else. */
static size_t space_at(struct alint_str s, size_t at) {
  struct alint_str rest = alint_str_slice(s, at, s.len);
  if (rest.len == 0)
    return 0;
  if (alint_str_has(ALINT_STR(" \t\r\n"), rest.ptr[0]))
    return 1;
  if (alint_str_starts(rest, "\xC2\x85")) /* NEL */
    return 2;
  bool separator = alint_str_starts(rest, "\xE2\x80\xA8") || alint_str_starts(rest, "\xE2\x80\xA9");
  return separator ? 3 : 0;
}

static size_t skip_space(struct alint_str s, size_t at) {
  for (size_t n; (n = space_at(s, at)) > 0;)
    at += n;
  return at;
}

static void advance(struct decoder *d, size_t raw_end, size_t decoded_end, bool exact) {
  alint_offsets_add(d->builder, decoded_end - d->done, (struct alint_span){d->at, raw_end}, exact);
  d->at = raw_end;
  d->done = decoded_end;
}

/* Number of line breaks in a run of white space. */
static size_t count_breaks(struct alint_str s, size_t at, size_t end) {
  size_t breaks = 0;
  while (at < end) {
    if (s.ptr[at] != ' ' && s.ptr[at] != '\t')
      breaks++;
    at += s.ptr[at] == '\r' && at + 1 < end && s.ptr[at + 1] == '\n' ? 2 : space_at(s, at);
  }
  return breaks;
}

/* What a run with line breaks is folded to: a space for one, all but the first
 * for more. In blocks it may be any run, since there nothing else makes space. */
static size_t folded_end(const struct decoder *d, size_t breaks, bool block) {
  size_t end = d->done;
  if (block)
    return skip_space(d->decoded, end);
  for (size_t i = breaks > 1 ? 1 : 0; i < breaks; i++)
    end += space_at(d->decoded, end);
  return end;
}

static bool take_space(struct decoder *d) {
  size_t raw_end = skip_space(d->raw, d->at), len = raw_end - d->at;
  size_t breaks = count_breaks(d->raw, d->at, raw_end);
  size_t decoded_end = breaks > 0 ? folded_end(d, breaks, d->block) : d->done + len;
  bool exact = decoded_end <= d->decoded.len && decoded_end - d->done == len &&
               memcmp(d->raw.ptr + d->at, d->decoded.ptr + d->done, len) == 0;
  if (breaks == 0 && !exact)
    return false;
  advance(d, raw_end, decoded_end, exact);
  return true;
}

static bool read_hex(struct alint_str s, size_t at, size_t digits, uint32_t *value) {
  *value = 0;
  for (size_t i = at; i < at + digits; i++) {
    char c = i < s.len ? alint_lower(s.ptr[i]) : 'x';
    if (!alint_str_has(ALINT_STR("0123456789abcdef"), c))
      return false;
    *value = *value * 16 + (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return true;
}

/* Length of the escape at `at`, of JSON or YAML; a surrogate pair is one. */
static size_t escape_len(struct alint_str s, size_t at) {
  uint32_t value = 0, low = 0;
  char kind = at + 1 < s.len ? s.ptr[at + 1] : '\0';
  size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  if (digits > 0 && !read_hex(s, at + 2, digits, &value))
    return 0;
  if (kind == 'u' && value >= 0xD800 && value < 0xDC00 && at + 12 <= s.len &&
      s.ptr[at + 6] == '\\' && s.ptr[at + 7] == 'u' && read_hex(s, at + 8, 4, &low))
    return 12;
  return at + 1 < s.len ? 2 + digits : 0;
}

/* An escape stands for one character, or continues the line. */
static bool take_escape(struct decoder *d) {
  size_t len = escape_len(d->raw, d->at), next = d->at + 1;
  if (len == 0)
    return false;
  if (space_at(d->raw, next) > 0 && d->raw.ptr[next] != ' ' && d->raw.ptr[next] != '\t') {
    d->at = skip_space(d->raw, next);
    return true;
  }
  if (d->done >= d->decoded.len)
    return false;
  size_t decoded_end = d->done;
  alint_utf8_next(d->decoded, &decoded_end);
  advance(d, d->at + len, decoded_end, false);
  return true;
}

/* One step; false where the two do not agree. */
static bool take_one(struct decoder *d) {
  char c = d->raw.ptr[d->at];
  if (d->quote == '"' && c == '\\')
    return take_escape(d);
  if (space_at(d->raw, d->at) > 0)
    return take_space(d);
  if (d->done >= d->decoded.len || d->decoded.ptr[d->done] != c)
    return false;
  bool doubled = d->quote == '\'' && c == '\'';
  advance(d, d->at + (doubled ? 2 : 1), d->done + 1, !doubled);
  return d->at <= d->raw.len;
}

/* Cuts off what is around the content: quotes, or the header of a block. */
static void strip(struct decoder *d) {
  char first = d->raw.len > 0 ? d->raw.ptr[0] : '\0';
  if (first == '"' || first == '\'') {
    d->quote = first;
    d->at = 1;
    d->raw.len -= d->raw.len > 1;
  } else if (first == '|' || first == '>') {
    d->block = true;
    d->at = alint_str_find(d->raw, 0, '\n');
  }
}

/* The stretches of a scalar that stands at `span` of `text`; offsets are those of
 * the text. False where they cannot be told. */
static bool decode(struct alint_offsets_builder *out, struct alint_str text, struct alint_span span,
                   struct alint_str decoded) {
  /* Nothing that large holds a document of ours. */
  if (decoded.len > ALINT_MAX_TEXT_BYTES || span.end - span.begin > 8 * ALINT_MAX_TEXT_BYTES)
    return false;
  struct decoder d = {
      .raw = alint_str_slice(text, span.begin, span.end), .decoded = decoded, .builder = out};
  strip(&d);
  while (d.at < d.raw.len && !out->failed) {
    if (!take_one(&d))
      return false;
  }
  /* A block's last line breaks stand behind its span. */
  advance(&d, d.at, skip_space(decoded, d.done), false);
  for (size_t i = 0; i < out->count; i++) {
    out->stretches[i].span.begin += span.begin;
    out->stretches[i].span.end += span.begin;
  }
  return !out->failed && d.done == decoded.len;
}

void alint_offsets_file(const struct alint_offsets **out, struct alint_arena *arena,
                        const struct alint_source *source) {
  *out = NULL;
  if (!source->lines)
    return;
  struct alint_offsets *offsets = alint_arena_alloc(arena, sizeof *offsets);
  offsets->file = source->bytes;
  *out = offsets;
}

const struct alint_offsets *alint_offsets_of(struct alint_arena *arena,
                                             const struct alint_node *node) {
  const struct alint_offsets *offsets = node->offsets;
  if (!offsets || !offsets->file)
    return offsets;
  struct alint_offsets_builder builder = alint_offsets_begin(arena);
  struct alint_str file = {offsets->file, node->span.end};
  return decode(&builder, file, node->span, node->str) ? alint_offsets_end(&builder) : NULL;
}

const struct alint_offsets *alint_offsets_inside(struct alint_arena *arena, struct alint_str text,
                                                 const struct alint_offsets *of_text,
                                                 struct alint_span span, struct alint_str decoded) {
  struct alint_offsets_builder inner = alint_offsets_begin(arena),
                               outer = alint_offsets_begin(arena);
  if (!of_text || !decode(&inner, text, span, decoded))
    return NULL;
  for (size_t i = 0; i < inner.count; i++) {
    const struct alint_stretch *stretch = &inner.stretches[i];
    struct alint_span whole = {stretch->span.begin, stretch->span.end};
    size_t next = i + 1 < inner.count ? inner.stretches[i + 1].at : inner.len;
    if (stretch->exact)
      alint_offsets_add_slice(&outer, of_text, whole, whole.begin, whole.end);
    else
      alint_offsets_add(&outer, next - stretch->at,
                        alint_offsets_span(of_text, whole, whole.begin, whole.end), false);
  }
  return alint_offsets_end(&outer);
}
