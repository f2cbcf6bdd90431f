/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the characters of a string stand in the file.
 *
 * A policy may be JSON text inside a string: quoted, folded, with escapes, in a block of
 * YAML, or several of these inside each other. Readers decode strings and forget how they
 * were written, since most are never looked at. For the few strings that hold documents
 * this file decodes once more, in step with what the reader made of them. If the two
 * disagree, it claims nothing.
 *
 * White space is matched run by run, so that line folding, indentation and line ends of
 * all kinds need no rules of their own.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/offsets.h"
#include "assumelint/utf8.h"

/* ---- Building ---- */

OffsetsBuilder offsets_begin(Arena *arena) {
  return (OffsetsBuilder){.arena = arena};
}

void offsets_add(OffsetsBuilder *b, size_t len, Span span, bool exact) {
  if (len == 0)
    return;
  Stretch *last = b->count > 0 ? &b->stretches[b->count - 1] : NULL;
  if (last && exact && last->exact && last->span.end == span.begin) {
    last->span.end = span.end;
    b->len += len;
    return;
  }
  ARRAY_ADD(b->arena, b->stretches, b->count, b->cap, (Stretch){b->len, span, exact});
  b->len += len;
}

/* The last stretch that begins at or before `at`. */
static size_t find(const Offsets *offsets, size_t at) {
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

static size_t stretch_end(const Offsets *offsets, size_t i) {
  return i + 1 < offsets->count ? offsets->stretches[i + 1].at : offsets->len;
}

void offsets_add_slice(OffsetsBuilder *b, const Offsets *from, Span whole, size_t begin,
                       size_t end) {
  if (!from || from->count == 0 || end > from->len) {
    offsets_add(b, end - begin, whole, false);
    return;
  }
  for (size_t i = find(from, begin); i < from->count && begin < end; i++) {
    const Stretch *stretch = &from->stretches[i];
    size_t until = stretch_end(from, i) < end ? stretch_end(from, i) : end;
    Span span = stretch->span;
    if (stretch->exact)
      span = (Span){stretch->span.begin + (begin - stretch->at),
                    stretch->span.begin + (until - stretch->at)};
    offsets_add(b, until - begin, span, stretch->exact);
    begin = until;
  }
}

const Offsets *offsets_end(OffsetsBuilder *b) {
  if (b->count == 0)
    return NULL;
  Offsets *offsets = arena_alloc(b->arena, sizeof *offsets);
  *offsets = (Offsets){NULL, b->stretches, b->count, b->len};
  return offsets;
}

/* ---- Asking ---- */

Span offsets_span(const Offsets *offsets, Span whole, size_t begin, size_t end) {
  if (!offsets || offsets->count == 0)
    return whole;
  const Stretch *first = &offsets->stretches[find(offsets, begin)];
  size_t from = first->span.begin;
  if (begin >= offsets->len)
    from = first->span.end;
  else if (first->exact)
    from += begin - first->at;
  if (end <= begin)
    return (Span){from, from};
  const Stretch *last = &offsets->stretches[find(offsets, end - 1)];
  size_t to = last->span.end;
  if (last->exact && end <= offsets->len)
    to = last->span.begin + (end - last->at);
  return (Span){from, to < from ? from : to};
}

/* ---- Decoding once more ---- */

/* A scalar as it is written, and what the reader made of it. */
struct decoder {
  Str raw, decoded;
  size_t at, done; /* how far each is read */
  char quote;      /* '"', '\'' or 0 */
  bool block;      /* a literal or folded block */
  OffsetsBuilder *builder;
};

/* Length of the white space or line break at `at`; 0: something else. */
static size_t space_at(Str s, size_t at) {
  Str rest = str_slice(s, at, s.len);
  if (rest.len == 0)
    return 0;
  if (str_has(STR(" \t\r\n"), rest.ptr[0]))
    return 1;
  if (str_starts(rest, "\xC2\x85")) /* NEL */
    return 2;
  bool separator = str_starts(rest, "\xE2\x80\xA8") || str_starts(rest, "\xE2\x80\xA9");
  return separator ? 3 : 0;
}

static size_t skip_space(Str s, size_t at) {
  for (size_t n; (n = space_at(s, at)) > 0;)
    at += n;
  return at;
}

static void advance(struct decoder *d, size_t raw_end, size_t decoded_end, bool exact) {
  offsets_add(d->builder, decoded_end - d->done, (Span){d->at, raw_end}, exact);
  d->at = raw_end;
  d->done = decoded_end;
}

/* Number of line breaks in a run of white space. */
static size_t count_breaks(Str s, size_t at, size_t end) {
  size_t breaks = 0;
  while (at < end) {
    if (s.ptr[at] != ' ' && s.ptr[at] != '\t')
      breaks++;
    at += s.ptr[at] == '\r' && at + 1 < end && s.ptr[at + 1] == '\n' ? 2 : space_at(s, at);
  }
  return breaks;
}

/* What a run with line breaks is folded to: a space for one break, all breaks but the first
 * for more. In a block any run will do, since nothing else makes space there. */
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

static bool read_hex(Str s, size_t at, size_t digits, uint32_t *value) {
  *value = 0;
  for (size_t i = at; i < at + digits; i++) {
    char c = i < s.len ? ascii_lower(s.ptr[i]) : 'x';
    if (!str_has(STR("0123456789abcdef"), c))
      return false;
    *value = *value * 16 + (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return true;
}

/* Length of the escape at `at`, of JSON or YAML; a surrogate pair is one. */
static size_t escape_len(Str s, size_t at) {
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
  utf8_next(d->decoded, &decoded_end);
  advance(d, d->at + len, decoded_end, false);
  return true;
}

/* One step; false if the two disagree. */
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
    d->at = str_find(d->raw, 0, '\n');
  }
}

/* Adds the stretches of the scalar at `span` of `text`; their spans are in the text. False if
 * they are not known. */
static bool decode(OffsetsBuilder *out, Str text, Span span, Str decoded) {
  /* No policy is that large. */
  if (decoded.len > MAX_TEXT_BYTES || span.end - span.begin > 8 * MAX_TEXT_BYTES)
    return false;
  struct decoder d = {
      .raw = str_slice(text, span.begin, span.end), .decoded = decoded, .builder = out};
  strip(&d);
  while (d.at < d.raw.len) {
    if (!take_one(&d))
      return false;
  }
  /* The last line breaks of a block come after its span. */
  advance(&d, d.at, skip_space(decoded, d.done), false);
  for (size_t i = 0; i < out->count; i++) {
    out->stretches[i].span.begin += span.begin;
    out->stretches[i].span.end += span.begin;
  }
  return d.done == decoded.len;
}

const Offsets *offsets_file(Arena *arena, const Source *source) {
  if (!source->lines)
    return NULL;
  Offsets *offsets = arena_alloc(arena, sizeof *offsets);
  offsets->file = source->bytes;
  return offsets;
}

const Offsets *offsets_of(Arena *arena, const Node *node) {
  const Offsets *offsets = node->offsets;
  if (!offsets || !offsets->file)
    return offsets;
  OffsetsBuilder builder = offsets_begin(arena);
  Str file = {offsets->file, node->span.end};
  return decode(&builder, file, node->span, node->str) ? offsets_end(&builder) : NULL;
}

const Offsets *offsets_inside(Arena *arena, Str text, const Offsets *of_text, Span span,
                              Str decoded) {
  OffsetsBuilder inner = offsets_begin(arena), outer = offsets_begin(arena);
  if (!of_text || !decode(&inner, text, span, decoded))
    return NULL;
  for (size_t i = 0; i < inner.count; i++) {
    const Stretch *stretch = &inner.stretches[i];
    Span in_text = stretch->span;
    size_t next = i + 1 < inner.count ? inner.stretches[i + 1].at : inner.len;
    if (stretch->exact)
      offsets_add_slice(&outer, of_text, in_text, in_text.begin, in_text.end);
    else
      offsets_add(&outer, next - stretch->at,
                  offsets_span(of_text, in_text, in_text.begin, in_text.end), false);
  }
  return offsets_end(&outer);
}
