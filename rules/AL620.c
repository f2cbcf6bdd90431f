/* SPDX-License-Identifier: Apache-2.0
 *
 * AL620 invalid-role-property
 *
 * The limits of CreateRole, as far as the values are known.
 */
#include "rules/draft.h"

enum {
  MIN_SESSION = 3600,
  MAX_SESSION = 43200,
  MAX_NAME = 64,
  MAX_PATH = 512,
};

/* What the literal pieces alone have. */
static size_t least_length(const Text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++)
    n += text->pieces[i].hole ? 0 : text->pieces[i].literal.len;
  return n;
}

static bool is_name_char(char c) {
  char l = ascii_lower(c);
  return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || str_has(STR("+=,.@_-"), c);
}

static const char *name_fault(const Text *name) {
  Str known;
  if (least_length(name) > MAX_NAME)
    return "has more than 64 characters";
  if (!text_known(name, &known))
    return NULL;
  for (size_t i = 0; i < known.len; i++) {
    if (!is_name_char(known.ptr[i]))
      return "has characters other than letters, digits and +=,.@_-";
  }
  return NULL;
}

static const char *path_fault(const Text *path) {
  Str known;
  if (least_length(path) > MAX_PATH)
    return "has more than 512 characters";
  if (!text_known(path, &known) || known.len == 0)
    return NULL;
  if (known.ptr[0] != '/' || known.ptr[known.len - 1] != '/')
    return "does not begin and end with /";
  for (size_t i = 0; i < known.len; i++) {
    if (known.ptr[i] < 0x21 || known.ptr[i] > 0x7e)
      return "has a blank or a character that is not ASCII";
  }
  return NULL;
}

static void report_text(Draft *draft, const char *property, const Text *text, const char *fault) {
  if (!fault)
    return;
  Str printed = text_print(draft->check->arena, text);
  draft_fault(draft, "%s", property);
  draft_message(draft, "the %s of the role, %s, %s: IAM refuses it", property,
                draft_quote_name(draft, printed), fault);
  draft_send(draft);
}

static void report_session(Draft *draft, long seconds) {
  draft_fault(draft, "session");
  draft_message(draft,
                "the maximum session duration of the role is %ld seconds, but IAM accepts %d to %d",
                seconds, MIN_SESSION, MAX_SESSION);
  draft_send(draft);
}

static void tell(Draft *draft, const Role *role) {
  if (role->max_session >= 0 &&
      (role->max_session < MIN_SESSION || role->max_session > MAX_SESSION))
    report_session(draft, role->max_session);
  if (role->name)
    report_text(draft, "name", role->name, name_fault(role->name));
  if (role->path)
    report_text(draft, "path", role->path, path_fault(role->path));
}

const RuleChecks rule_al620 = {.role = tell};
