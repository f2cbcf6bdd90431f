/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions of strings. Where letters matter only ASCII is known, because Terraform follows
 * Unicode.
 */
#include "parsers/hcl/functions.h"

#include "assumelint/buf.h"

/* A string that is too long for a buffer is no part of a policy. */
static HclValue *give_buffer(const HclArguments *call, const Buf *buf) {
  return buf->failed ? NULL : hcl_value_literal(call->arena, buf_str(buf));
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- Case ---------------------------------------------------------------- */

static char upper(char c) {
  return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* lower() and upper() */
static HclValue *f_case(const HclArguments *call) {
  Str s = call->str[0];
  Buf buf = buf_in(call->arena);
  bool lower = call->name[0] == 'l';
  for (size_t i = 0; i < s.len; i++)
    buf_add_char(&buf, (lower ? ascii_lower : upper)(s.ptr[i]));
  return give_buffer(call, &buf);
}

/* The first letter of each word; words end where Go's strings.Title has them end. */
static HclValue *f_title(const HclArguments *call) {
  Str s = call->str[0];
  Buf buf = buf_in(call->arena);
  bool begins = true;
  for (size_t i = 0; i < s.len; i++) {
    char low = ascii_lower(s.ptr[i]);
    buf_add_char(&buf, begins ? upper(s.ptr[i]) : s.ptr[i]);
    /* Every ASCII character but letters, digits and underscores separates. */
    begins = !((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '_');
  }
  return give_buffer(call, &buf);
}

/* ---- Trimming ------------------------------------------------------------ */

static HclValue *f_trim(const HclArguments *call) {
  Str s = call->str[0], cut = call->str[1];
  size_t begin = 0, end = s.len;
  while (begin < end && str_has(cut, s.ptr[begin]))
    begin++;
  while (end > begin && str_has(cut, s.ptr[end - 1]))
    end--;
  return hcl_value_literal(call->arena, str_slice(s, begin, end));
}

/* Blanks of other scripts are not known here, so the ends have to be ASCII. */
static HclValue *f_trimspace(const HclArguments *call) {
  Str s = call->str[0];
  size_t begin = 0, end = s.len;
  while (begin < end && is_space(s.ptr[begin]))
    begin++;
  while (end > begin && is_space(s.ptr[end - 1]))
    end--;
  if (begin < end && (((unsigned char)s.ptr[begin] | (unsigned char)s.ptr[end - 1]) & 0x80))
    return NULL;
  return hcl_value_literal(call->arena, str_slice(s, begin, end));
}

static HclValue *f_chomp(const HclArguments *call) {
  Str s = call->str[0];
  while (s.len > 0 && (s.ptr[s.len - 1] == '\n' || s.ptr[s.len - 1] == '\r'))
    s.len--;
  return hcl_value_literal(call->arena, s);
}

static bool has_prefix(Str s, Str prefix) {
  return str_eq(str_slice(s, 0, prefix.len), prefix);
}

static HclValue *f_trimprefix(const HclArguments *call) {
  Str s = call->str[0], cut = call->str[1];
  return hcl_value_literal(call->arena, has_prefix(s, cut) ? str_slice(s, cut.len, s.len) : s);
}

static HclValue *f_trimsuffix(const HclArguments *call) {
  Str s = call->str[0], cut = call->str[1];
  return hcl_value_literal(call->arena,
                           str_ends_str(s, cut) ? str_slice(s, 0, s.len - cut.len) : s);
}

static HclValue *f_startswith(const HclArguments *call) {
  return hcl_value_bool(call->arena, has_prefix(call->str[0], call->str[1]));
}

static HclValue *f_endswith(const HclArguments *call) {
  return hcl_value_bool(call->arena, str_ends_str(call->str[0], call->str[1]));
}

static HclValue *f_strcontains(const HclArguments *call) {
  Str s = call->str[0], part = call->str[1];
  return hcl_value_bool(call->arena, part.len == 0 || str_find_str(s, part) < s.len);
}

/* ---- Parts --------------------------------------------------------------- */

static HclValue *f_substr(const HclArguments *call) {
  Str s = call->str[0];
  long long offset = call->integer[1], length = call->integer[2], size = (long long)s.len;
  if (offset < -size || offset > size || length < -1)
    return NULL;
  if (offset < 0)
    offset += size;
  long long end = length < 0 || length > size - offset ? size : offset + length;
  return hcl_value_literal(call->arena, str_slice(s, (size_t)offset, (size_t)end));
}

static HclValue *f_replace(const HclArguments *call) {
  Str s = call->str[0], from = call->str[1], to = call->str[2];
  bool pattern = from.len > 1 && from.ptr[0] == '/' && from.ptr[from.len - 1] == '/';
  if (pattern || from.len == 0)
    return NULL;
  Buf buf = buf_in(call->arena);
  for (size_t at = 0; at < s.len && !buf.failed;) {
    Str rest = str_slice(s, at, s.len);
    size_t hit = str_find_str(rest, from);
    buf_add_str(&buf, str_slice(rest, 0, hit));
    if (hit < rest.len)
      buf_add_str(&buf, to);
    at += hit + (hit < rest.len ? from.len : 0);
  }
  return give_buffer(call, &buf);
}

/* Blanks behind each line end. */
static HclValue *f_indent(const HclArguments *call) {
  enum { MAX_INDENT = 100 };
  Str s = call->str[1];
  long long blanks = call->integer[0];
  Buf buf = buf_in(call->arena);
  if (blanks < 0 || blanks > MAX_INDENT)
    return NULL;
  for (size_t i = 0; i < s.len; i++) {
    buf_add_char(&buf, s.ptr[i]);
    for (long long k = 0; s.ptr[i] == '\n' && k < blanks; k++)
      buf_add_char(&buf, ' ');
  }
  return give_buffer(call, &buf);
}

/* Whether no hole of a text can have the separator in it. */
static bool splits(const Text *text, Str separator) {
  bool simple = str_is(separator, ":") || str_is(separator, "/");
  for (size_t i = 0; i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    if (hole && (!simple || hole->kind < HOLE_ACCOUNT || hole->kind > HOLE_NAME))
      return false;
  }
  return true;
}

static HclValue *split_known(const HclArguments *call, Str separator, Str s) {
  HclValue *list = hcl_value_container(call->arena, HCL_V_LIST, s.len + 1);
  if (separator.len == 0)
    return NULL; /* characters, which are Unicode's */
  for (size_t at = 0;;) {
    Str rest = str_slice(s, at, s.len);
    size_t hit = str_find_str(rest, separator);
    hcl_value_add(list, hcl_value_literal(call->arena, str_slice(rest, 0, hit)));
    at += hit + separator.len;
    if (hit == rest.len)
      return list;
  }
}

static HclValue *f_split(const HclArguments *call) {
  Str separator = call->str[0], s;
  const Text *parts[MAX_SPLIT_PARTS];
  const Text *text = call->items[1]->text;
  if (text_known(text, &s))
    return split_known(call, separator, s);
  if (!splits(text, separator))
    return NULL;
  size_t count = text_split(call->arena, text, separator.ptr[0], parts, MAX_SPLIT_PARTS);
  if (count == MAX_SPLIT_PARTS)
    return NULL;
  HclValue *list = hcl_value_container(call->arena, HCL_V_LIST, count);
  for (size_t i = 0; i < count; i++)
    hcl_value_add(list, hcl_value_text(call->arena, parts[i]));
  return list;
}

/* ---- Putting together ---------------------------------------------------- */

/* Whether %v writes a number without an exponent, as it does not for accounts. */
static bool is_short(const HclValue *value) {
  enum { MOST = 6 }; /* digits in front of the point */
  Str s = value->str;
  s = str_slice(s, str_starts(s, "-"), s.len);
  return str_find(s, 0, '.') <= MOST && !str_starts(s, "0.0000");
}

/* One argument behind a percent sign; NULL where the verb is not known. */
static const Text *format_one(Arena *arena, char verb, const HclValue *value) {
  long long number;
  bool is_number = value->kind == HCL_V_NUMBER;
  bool known = verb == 's' || (verb == 'd' && is_number && hcl_integer(&number, value)) ||
               (verb == 'v' && !(is_number && !is_short(value)));
  return known ? hcl_value_to_text(arena, value) : NULL;
}

/* Knows %s, %d, %v and %% only; NULL for others. */
static HclValue *format_all(const HclArguments *call, HclValue *const *items, size_t item_count) {
  Str pattern;
  if (!hcl_known_at(call, 0, &pattern)) /* formatlist() looks at it only here */
    return NULL;
  const Text **parts = arena_array(call->arena, 2 * pattern.len + 1, sizeof(const Text *));
  size_t count = 0, used = 0, at = 0;
  for (;;) {
    size_t percent = str_find(pattern, at, '%');
    bool escaped = percent + 1 < pattern.len && pattern.ptr[percent + 1] == '%';
    parts[count++] = text_literal(call->arena, str_slice(pattern, at, percent + escaped));
    if (percent >= pattern.len)
      break;
    at = percent + 2;
    if (escaped)
      continue;
    if (percent + 1 == pattern.len || used == item_count)
      return NULL;
    parts[count++] = format_one(call->arena, pattern.ptr[percent + 1], items[used++]);
  }
  return used == item_count ? hcl_concat(call->eval, parts, count) : NULL;
}

static HclValue *f_format(const HclArguments *call) {
  return format_all(call, call->items + 1, call->count - 1);
}

/* The length of the list that formatlist() makes; false where it is not known. */
static bool lists_of(const HclArguments *call, size_t *count, bool *loose) {
  bool any = false;
  *count = 1;
  *loose = false;
  for (size_t i = 1; i < call->count; i++) {
    const HclValue *item = call->items[i];
    if (item->kind == HCL_V_UNKNOWN || item->kind == HCL_V_MAP ||
        (item->kind == HCL_V_LIST && any && (item->count != *count || item->loose || *loose)))
      return false;
    if (item->kind != HCL_V_LIST)
      continue;
    *count = item->count;
    *loose = item->loose;
    any = true;
  }
  return any;
}

static HclValue *f_formatlist(const HclArguments *call) {
  size_t count;
  bool loose;
  if (!lists_of(call, &count, &loose))
    return NULL;
  HclValue *list = hcl_value_container(call->arena, HCL_V_LIST, count);
  HclValue **row = arena_array(call->arena, call->count, sizeof(HclValue *));
  list->loose = loose;
  for (size_t i = 0; i < count; i++) {
    if (!hcl_take_steps(call->eval, call->count))
      return NULL;
    for (size_t k = 1; k < call->count; k++) {
      const HclValue *argument = call->items[k];
      row[k - 1] = argument->kind == HCL_V_LIST ? argument->items[i] : call->items[k];
    }
    HclValue *item = format_all(call, row, call->count - 1);
    if (!item)
      return NULL;
    hcl_value_add(list, item);
  }
  return list;
}

/* All lists behind the separator. */
static HclValue *f_join(const HclArguments *call) {
  Str separator = call->str[0];
  size_t room = 0, count = 0;
  for (size_t i = 1; i < call->count; i++)
    room += 2 * call->items[i]->count;
  const Text **parts = arena_array(call->arena, room + 1, sizeof(const Text *));
  if (room * (separator.len + 1) > MAX_POLICY_BYTES)
    return NULL;
  for (size_t i = 1; i < call->count; i++) {
    for (size_t k = 0; k < call->items[i]->count; k++) {
      if (count > 0)
        parts[count++] = text_literal(call->arena, separator);
      parts[count++] = hcl_value_to_text(call->arena, call->items[i]->items[k]);
    }
  }
  return hcl_concat(call->eval, parts, count);
}

/* ---- The table ----------------------------------------------------------- */

const HclFunction hcl_string_functions[] = {
    {"chomp", "s", f_chomp},
    {"endswith", "ss", f_endswith},
    {"format", "sv*", f_format},
    {"formatlist", "vv+", f_formatlist},
    {"indent", "is", f_indent},
    {"join", "sf+", f_join},
    {"lower", "a", f_case},
    {"replace", "sss", f_replace},
    {"split", "st", f_split},
    {"startswith", "ss", f_startswith},
    {"strcontains", "ss", f_strcontains},
    {"substr", "aii", f_substr},
    {"title", "a", f_title},
    {"trim", "sa", f_trim},
    {"trimprefix", "ss", f_trimprefix},
    {"trimspace", "s", f_trimspace},
    {"trimsuffix", "ss", f_trimsuffix},
    {"upper", "a", f_case},
    {NULL, NULL, NULL},
};
