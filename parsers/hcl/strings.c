/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions of strings. Where letters matter only ASCII is known: Terraform goes
 * by Unicode.
 */
#include "functions.h"

static int give_literal(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                        struct alint_str s) {
  return alint_hcl_give(out, alint_hcl_value_literal(call->arena, s));
}

/* What is too long for a buffer is no part of a policy. */
static int give_buffer(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                       const struct alint_buf *buf) {
  return buf->failed ? ALINT_OK : give_literal(out, call, alint_buf_str(buf));
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- Case ---------------------------------------------------------------- */

static char upper(char c) {
  return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* lower() and upper() */
static int f_case(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  struct alint_buf buf = alint_buf(call->arena);
  bool lower = call->name[0] == 'l';
  for (size_t i = 0; i < s.len; i++)
    alint_buf_add_char(&buf, (lower ? alint_lower : upper)(s.ptr[i]));
  return give_buffer(out, call, &buf);
}

/* The first letter of each word; words end where Go's strings.Title has them end. */
static int f_title(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  struct alint_buf buf = alint_buf(call->arena);
  bool begins = true;
  for (size_t i = 0; i < s.len; i++) {
    char low = alint_lower(s.ptr[i]);
    alint_buf_add_char(&buf, begins ? upper(s.ptr[i]) : s.ptr[i]);
    /* Of ASCII, what is no letter, digit or underscore separates. */
    begins = !((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '_');
  }
  return give_buffer(out, call, &buf);
}

/* ---- Trimming ------------------------------------------------------------ */

static int f_trim(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0], cut = call->str[1];
  size_t begin = 0, end = s.len;
  while (begin < end && alint_str_has(cut, s.ptr[begin]))
    begin++;
  while (end > begin && alint_str_has(cut, s.ptr[end - 1]))
    end--;
  return give_literal(out, call, alint_str_slice(s, begin, end));
}

/* Blanks of other scripts are not known here, so the ends have to be ASCII. */
static int f_trimspace(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  size_t begin = 0, end = s.len;
  while (begin < end && is_space(s.ptr[begin]))
    begin++;
  while (end > begin && is_space(s.ptr[end - 1]))
    end--;
  if (begin < end && (((unsigned char)s.ptr[begin] | (unsigned char)s.ptr[end - 1]) & 0x80))
    return ALINT_OK;
  return give_literal(out, call, alint_str_slice(s, begin, end));
}

static int f_chomp(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  while (s.len > 0 && (s.ptr[s.len - 1] == '\n' || s.ptr[s.len - 1] == '\r'))
    s.len--;
  return give_literal(out, call, s);
}

static bool has_prefix(struct alint_str s, struct alint_str prefix) {
  return alint_str_eq(alint_str_slice(s, 0, prefix.len), prefix);
}

static int f_trimprefix(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0], cut = call->str[1];
  return give_literal(out, call, has_prefix(s, cut) ? alint_str_slice(s, cut.len, s.len) : s);
}

static int f_trimsuffix(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0], cut = call->str[1];
  return give_literal(out, call,
                      alint_str_ends_str(s, cut) ? alint_str_slice(s, 0, s.len - cut.len) : s);
}

static int f_startswith(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  return alint_hcl_give_bool(out, call, has_prefix(call->str[0], call->str[1]));
}

static int f_endswith(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  return alint_hcl_give_bool(out, call, alint_str_ends_str(call->str[0], call->str[1]));
}

static int f_strcontains(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0], part = call->str[1];
  return alint_hcl_give_bool(out, call, part.len == 0 || alint_str_find_str(s, part) < s.len);
}

/* ---- Parts --------------------------------------------------------------- */

static int f_substr(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0];
  long long offset = call->integer[1], length = call->integer[2], size = (long long)s.len;
  if (offset < -size || offset > size || length < -1)
    return ALINT_OK;
  if (offset < 0)
    offset += size;
  long long end = length < 0 || length > size - offset ? size : offset + length;
  return give_literal(out, call, alint_str_slice(s, (size_t)offset, (size_t)end));
}

static int f_replace(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str s = call->str[0], from = call->str[1], to = call->str[2];
  bool pattern = from.len > 1 && from.ptr[0] == '/' && from.ptr[from.len - 1] == '/';
  if (pattern || from.len == 0)
    return ALINT_OK;
  struct alint_buf buf = alint_buf(call->arena);
  for (size_t at = 0; at < s.len && !buf.failed;) {
    struct alint_str rest = alint_str_slice(s, at, s.len);
    size_t hit = alint_str_find_str(rest, from);
    alint_buf_add_str(&buf, alint_str_slice(rest, 0, hit));
    if (hit < rest.len)
      alint_buf_add_str(&buf, to);
    at += hit + (hit < rest.len ? from.len : 0);
  }
  return give_buffer(out, call, &buf);
}

/* Blanks behind each line end. */
static int f_indent(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  enum { MAX_INDENT = 100 };
  struct alint_str s = call->str[1];
  long long blanks = call->integer[0];
  struct alint_buf buf = alint_buf(call->arena);
  if (blanks < 0 || blanks > MAX_INDENT)
    return ALINT_OK;
  for (size_t i = 0; i < s.len; i++) {
    alint_buf_add_char(&buf, s.ptr[i]);
    for (long long k = 0; s.ptr[i] == '\n' && k < blanks; k++)
      alint_buf_add_char(&buf, ' ');
  }
  return give_buffer(out, call, &buf);
}

/* Whether no hole of a text can have the separator in it. */
static bool splits(const struct alint_text *text, struct alint_str separator) {
  bool simple = alint_str_is(separator, ":") || alint_str_is(separator, "/");
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_hole *hole = text->pieces[i].hole;
    if (hole && (!simple || hole->kind < ALINT_HOLE_ACCOUNT || hole->kind > ALINT_HOLE_NAME))
      return false;
  }
  return true;
}

static int split_known(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                       struct alint_str separator, struct alint_str s) {
  struct alint_hcl_value *list =
      alint_hcl_value_container(call->arena, ALINT_HCL_V_LIST, s.len + 1);
  if (!list || separator.len == 0)
    return list ? ALINT_OK : ALINT_ENOMEM; /* characters, which are Unicode's */
  for (size_t at = 0;;) {
    struct alint_str rest = alint_str_slice(s, at, s.len);
    size_t hit = alint_str_find_str(rest, separator);
    if (!alint_hcl_value_add(list,
                             alint_hcl_value_literal(call->arena, alint_str_slice(rest, 0, hit))))
      return ALINT_ENOMEM;
    at += hit + separator.len;
    if (hit == rest.len)
      break;
  }
  *out = list;
  return ALINT_OK;
}

static int f_split(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  enum { MAX_PARTS = 64 }; /* of a text with holes: an ARN has six */
  struct alint_str separator = call->str[0], s;
  const struct alint_text *parts[MAX_PARTS];
  const struct alint_text *text = call->items[1]->text;
  if (alint_text_known(text, &s))
    return split_known(out, call, separator, s);
  if (!splits(text, separator))
    return ALINT_OK;
  size_t count = alint_text_split(call->arena, text, separator.ptr[0], parts, MAX_PARTS);
  if (count == 0)
    return ALINT_ENOMEM;
  if (count == MAX_PARTS)
    return ALINT_OK;
  struct alint_hcl_value *list = alint_hcl_value_container(call->arena, ALINT_HCL_V_LIST, count);
  for (size_t i = 0; list && i < count; i++) {
    if (!alint_hcl_value_add(list, alint_hcl_value_text(call->arena, parts[i])))
      return ALINT_ENOMEM;
  }
  return alint_hcl_give(out, list);
}

/* ---- Putting together ---------------------------------------------------- */

/* Whether %v writes a number without an exponent, as it does not for accounts. */
static bool is_short(const struct alint_hcl_value *value) {
  enum { MOST = 6 }; /* digits in front of the point */
  struct alint_str s = value->str;
  s = alint_str_slice(s, alint_str_starts(s, "-"), s.len);
  return alint_str_find(s, 0, '.') <= MOST && !alint_str_starts(s, "0.0000");
}

/* One argument behind a percent sign; NULL text where the verb is not known. */
static int format_one(const struct alint_text **out, struct alint_arena *arena, char verb,
                      const struct alint_hcl_value *value) {
  long long number;
  *out = NULL;
  if (verb == 'd' && !alint_hcl_integer(&number, value))
    return ALINT_OK;
  if (verb != 's' && verb != 'd' && verb != 'v')
    return ALINT_OK;
  if (verb == 'd' && value->kind != ALINT_HCL_V_NUMBER)
    return ALINT_OK;
  if (verb == 'v' && value->kind == ALINT_HCL_V_NUMBER && !is_short(value))
    return ALINT_OK;
  return alint_hcl_value_to_text(out, arena, value);
}

/* With %s, %d, %v and %% only; `*out` is NULL for anything else. */
static int format_all(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                      struct alint_hcl_value *const *items, size_t item_count) {
  struct alint_str pattern;
  if (!alint_hcl_known_at(call, 0, &pattern)) /* formatlist() looks at it only here */
    return ALINT_OK;
  const struct alint_text **parts =
      alint_arena_array(call->arena, 2 * pattern.len + 1, sizeof(const struct alint_text *));
  size_t count = 0, used = 0, at = 0;
  if (!parts)
    return ALINT_ENOMEM;
  for (;;) {
    size_t percent = alint_str_find(pattern, at, '%');
    bool escaped = percent + 1 < pattern.len && pattern.ptr[percent + 1] == '%';
    parts[count] = alint_text_literal(call->arena, alint_str_slice(pattern, at, percent + escaped));
    if (!parts[count++])
      return ALINT_ENOMEM;
    if (percent >= pattern.len)
      break;
    at = percent + 2;
    if (escaped)
      continue;
    if (percent + 1 == pattern.len || used == item_count)
      return ALINT_OK;
    if (format_one(&parts[count++], call->arena, pattern.ptr[percent + 1], items[used++]))
      return ALINT_ENOMEM;
  }
  return used == item_count ? alint_hcl_give_texts(out, call, parts, count) : ALINT_OK;
}

static int f_format(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  return format_all(out, call, call->items + 1, call->count - 1);
}

/* How many there are of what formatlist() makes; false where that is not known. */
static bool lists_of(const struct alint_hcl_arguments *call, size_t *count, bool *loose) {
  bool any = false;
  *count = 1;
  *loose = false;
  for (size_t i = 1; i < call->count; i++) {
    const struct alint_hcl_value *item = call->items[i];
    if (item->kind == ALINT_HCL_V_UNKNOWN || item->kind == ALINT_HCL_V_MAP ||
        (item->kind == ALINT_HCL_V_LIST && any && (item->count != *count || item->loose || *loose)))
      return false;
    if (item->kind != ALINT_HCL_V_LIST)
      continue;
    *count = item->count;
    *loose = item->loose;
    any = true;
  }
  return any;
}

static int f_formatlist(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  size_t count;
  bool loose;
  if (!lists_of(call, &count, &loose))
    return ALINT_OK;
  struct alint_hcl_value *list = alint_hcl_value_container(call->arena, ALINT_HCL_V_LIST, count);
  struct alint_hcl_value **row =
      alint_arena_array(call->arena, call->count, sizeof(struct alint_hcl_value *));
  if (!list || !row)
    return ALINT_ENOMEM;
  list->loose = loose;
  for (size_t i = 0; i < count; i++) {
    struct alint_hcl_value *item = NULL;
    if (!alint_hcl_take_steps(call->eval, call->count))
      return ALINT_OK;
    for (size_t k = 1; k < call->count; k++) {
      const struct alint_hcl_value *argument = call->items[k];
      row[k - 1] = argument->kind == ALINT_HCL_V_LIST ? argument->items[i] : call->items[k];
    }
    int status = format_all(&item, call, row, call->count - 1);
    if (status != ALINT_OK || !item)
      return status;
    list->items[list->count++] = item;
  }
  *out = list;
  return ALINT_OK;
}

/* All lists behind the separator. */
static int f_join(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_str separator = call->str[0];
  size_t room = 0, count = 0;
  for (size_t i = 1; i < call->count; i++)
    room += 2 * call->items[i]->count;
  const struct alint_text **parts =
      alint_arena_array(call->arena, room + 1, sizeof(const struct alint_text *));
  if (!parts)
    return ALINT_ENOMEM;
  if (room * (separator.len + 1) > ALINT_MAX_POLICY_BYTES)
    return ALINT_OK;
  for (size_t i = 1; i < call->count; i++) {
    for (size_t k = 0; k < call->items[i]->count; k++) {
      if (count > 0) {
        parts[count] = alint_text_literal(call->arena, separator);
        if (!parts[count++])
          return ALINT_ENOMEM;
      }
      if (alint_hcl_value_to_text(&parts[count++], call->arena, call->items[i]->items[k]))
        return ALINT_ENOMEM;
    }
  }
  return alint_hcl_give_texts(out, call, parts, count);
}

/* ---- The table ----------------------------------------------------------- */

const struct alint_hcl_function alint_hcl_string_functions[] = {
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
