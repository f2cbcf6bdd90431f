/* SPDX-License-Identifier: Apache-2.0
 *
 * AL620 invalid-role-property
 *
 * Limits of CreateRole, as far as the values are known.
 */
#include "rules.h"

enum {
  MIN_SESSION = 3600,
  MAX_SESSION = 43200,
  MAX_NAME = 64,
  MAX_PATH = 512,
};

/* Characters that are certainly there. */
static size_t least_length(const struct alint_text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++)
    n += text->pieces[i].hole ? 0 : text->pieces[i].literal.len;
  return n;
}

static bool is_name_char(char c) {
  char l = alint_lower(c);
  return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || alint_str_has(ALINT_STR("+=,.@_-"), c);
}

static const char *name_fault(const struct alint_text *name) {
  struct alint_str known;
  if (least_length(name) > MAX_NAME)
    return "has more than 64 characters";
  if (!alint_text_known(name, &known))
    return NULL;
  for (size_t i = 0; i < known.len; i++) {
    if (!is_name_char(known.ptr[i]))
      return "has characters other than letters, digits and +=,.@_-";
  }
  return NULL;
}

static const char *path_fault(const struct alint_text *path) {
  struct alint_str known;
  if (least_length(path) > MAX_PATH)
    return "has more than 512 characters";
  if (!alint_text_known(path, &known) || known.len == 0)
    return NULL;
  if (known.ptr[0] != '/' || known.ptr[known.len - 1] != '/')
    return "does not begin and end with /";
  for (size_t i = 0; i < known.len; i++) {
    if (known.ptr[i] < 0x21 || known.ptr[i] > 0x7e)
      return "has a blank or a character that is not ASCII";
  }
  return NULL;
}

static void report_text(struct alint_draft *draft, const char *property,
                        const struct alint_text *text, const char *fault) {
  if (!fault)
    return;
  struct alint_str printed = alint_text_print(draft->check->arena, text);
  alint_draft_fault(draft, "%s", property);
  alint_draft_message(draft, "the %s of the role, %s, %s: IAM refuses it", property,
                      alint_quote_name(draft, printed), fault);
  alint_draft_send(draft);
}

static void report_session(struct alint_draft *draft, long seconds) {
  alint_draft_fault(draft, "session");
  alint_draft_message(draft,
                      "the longest session of the role is %ld seconds, and IAM accepts %d to %d",
                      seconds, MIN_SESSION, MAX_SESSION);
  alint_draft_send(draft);
}

static int check(const struct alint_check *at) {
  const struct alint_role *role = at->role;
  struct alint_draft draft = alint_draft_trust(at);
  if (!alint_is_first_trust(at))
    return ALINT_OK;
  draft.finding.span = role->span;
  if (role->max_session >= 0 &&
      (role->max_session < MIN_SESSION || role->max_session > MAX_SESSION))
    report_session(&draft, role->max_session);
  if (role->name)
    report_text(&draft, "name", role->name, name_fault(role->name));
  if (role->path)
    report_text(&draft, "path", role->path, path_fault(role->path));
  return ALINT_OK;
}

const struct alint_checks alint_al620 = {.check = check};
