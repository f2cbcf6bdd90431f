/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of case files. An unknown key is an error: a misspelt key would weaken the
 * test unnoticed.
 */
#include "run/casefile.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/parser.h"
#include "run/pick_role.h"
#include "run/request.h"
#include "util/suggest.h"

enum { MAX_CONTEXT_KEYS = 1000 };

/* Functions that take a reader and return a bool return false once its error is set. */
struct reader {
  Arena *arena;
  Error *err; /* of one case, or of the file */
};

static bool fail(struct reader *r, Span at, const char *what) {
  error_set_at(r->err, ERR_SYNTAX, at.begin, "%s", what);
  return false;
}

/* The text quotes a name from the file. */
static bool fail_name(struct reader *r, Span at, const char *before, Str name, const char *after) {
  name = str_slice(name, 0, 100);
  error_set_at(r->err, ERR_SYNTAX, at.begin, "%s%.*s%s", before, STR_FMT(name), after);
  return false;
}

/* ---- Maps -------------------------------------------------------------------------- */

static bool fail_key(struct reader *r, Span at, const char *key, const Suggestions *near,
                     const char *const *known) {
  char suggestion[SUGGESTION_TEXT];
  Buf all = buf_in(r->arena);
  for (size_t i = 0; known[i]; i++)
    buf_addf(&all, "%s%s", i > 0 ? ", " : " (there are: ", known[i]);
  buf_add(&all, ")");
  suggest_text(suggestion, near, "");
  error_set_at(r->err, ERR_SYNTAX, at.begin, "unknown key \"%.100s\"%s", key,
               near->count > 0 ? suggestion : all.ptr);
  return false;
}

static bool check_keys(struct reader *r, const Node *map, const char *const *known) {
  for (size_t i = 0; i < map->count; i++) {
    const Member *member = &map->members[i];
    const char *key = arena_copy(r->arena, member->key.ptr, member->key.len);
    Suggestions near = suggest_begin(key, 1);
    bool found = false;
    for (size_t k = 0; known[k]; k++) {
      found = found || str_is(member->key, known[k]);
      suggest(&near, known[k]);
    }
    if (!found)
      return fail_key(r, member->key_span, key, &near, known);
    if (node_is_duplicate(map, i))
      return fail_name(r, member->key_span, "the key \"", member->key, "\" is given twice");
  }
  return true;
}

static bool is_text(const Node *node) {
  return node_is_scalar(node) && node->kind != NODE_NULL;
}

/* Leaves `out` alone if there is no such key. */
static bool read_string(struct reader *r, Str *out, const Node *map, const char *key) {
  const Member *member = node_member(map, key);
  if (!member)
    return true;
  if (!is_text(member->value) || member->value->str.len == 0)
    return fail_name(r, member->value->span, "", member->key,
                     " must be a string that is not empty");
  *out = member->value->str;
  return true;
}

/* ---- The request -------------------------------------------------------------------- */

/* Errors of functions that the command line uses too get the offset of the node. */
static bool located(struct reader *r, int status, Span at) {
  if (status == OK)
    return true;
  r->err->has_offset = true;
  r->err->offset = at.begin;
  return false;
}

static bool read_principal(struct reader *r, Request *out, const Node *request) {
  static const struct {
    const char *key;
    PrincipalKey kind;
  } kinds[] = {
      {"AWS", PRINCIPAL_AWS}, {"Service", PRINCIPAL_SERVICE}, {"Federated", PRINCIPAL_FEDERATED}};
  const Node *node = node_get(request, "principal");
  if (!node)
    return fail(r, request->span, "the request has no principal");
  if (is_text(node))
    return located(r, run_read_principal(out, r->arena, node->str, r->err), node->span);
  if (node->kind != NODE_MAP || node->count != 1 || !is_text(node->members[0].value))
    return fail(r, node->span,
                "principal must be one caller: {AWS: ...}, {Service: ...}, {Federated: ...} or a "
                "string");
  const Member *member = &node->members[0];
  const Node *value = member->value;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_is(member->key, kinds[i].key))
      return located(r, run_read_principal_as(out, r->arena, kinds[i].kind, value->str, r->err),
                     value->span);
  }
  return fail_name(r, member->key_span, "\"", member->key,
                   "\" is not a kind of principal: use AWS, Service or Federated");
}

/* YAML's yes and on mean true, as in a policy. */
static const Text *value_text(struct reader *r, const Node *node) {
  Str s = node->str;
  if (node->kind == NODE_BOOL) {
    char first = s.len > 0 ? ascii_lower(s.ptr[0]) : 'f';
    bool yes = first == 't' || first == 'y' || str_is_nocase(s, "on");
    s = yes ? STR("true") : STR("false");
  }
  return text_literal(r->arena, s);
}

static bool read_key(struct reader *r, ContextKey *out, const Member *member) {
  const Node *value = member->value;
  bool list = value->kind == NODE_LIST;
  size_t count = list ? value->count : 1;
  const Text **values = arena_array(r->arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++) {
    const Node *one = list ? value->items[i] : value;
    if (!is_text(one))
      return fail_name(r, one->span, "", member->key, " must be a value or a list of values");
    values[i] = value_text(r, one);
  }
  *out = (ContextKey){.name = member->key,
                      .presence = KEY_PRESENT,
                      .values = values,
                      .value_count = count,
                      .multivalued = list};
  return true;
}

static bool read_context(struct reader *r, Request *out, const Node *request) {
  const Node *context = node_get(request, "context");
  if (!context)
    return true;
  if (context->kind != NODE_MAP || context->count > MAX_CONTEXT_KEYS)
    return fail(r, context->span, "context must be a map of condition keys");
  out->keys = arena_array(r->arena, context->count, sizeof *out->keys);
  for (size_t i = 0; i < context->count; i++) {
    const Member *member = &context->members[i];
    if (request_key(out, member->key))
      return fail_name(r, member->key_span, "the key \"", member->key, "\" is given twice");
    if (!read_key(r, &out->keys[i], member))
      return false;
    out->key_count++;
  }
  return true;
}

static bool read_action(struct reader *r, Request *out, const Node *request) {
  Str action = {NULL, 0};
  const Node *node = node_get(request, "action");
  return read_string(r, &action, request, "action") &&
         located(r, run_read_action(out, r->arena, action, r->err),
                 node ? node->span : request->span);
}

static bool read_request(struct reader *r, Request *out, const Node *map) {
  static const char *const known[] = {"principal", "action", "context", NULL};
  const Node *request = node_get(map, "request");
  *out = (Request){.others = KEY_ABSENT};
  if (!request || request->kind != NODE_MAP)
    return fail(r, request ? request->span : map->span, "the case needs a request, which is a map");
  return check_keys(r, request, known) && read_principal(r, out, request) &&
         read_action(r, out, request) && read_context(r, out, request);
}

/* ---- One case ------------------------------------------------------------------------ */

static bool read_expect(struct reader *r, TestCase *out, const Node *map) {
  enum { ALLOW = 1u << VERDICT_ALLOW, EXPLICIT = 1u << VERDICT_EXPLICIT_DENY };
  enum { IMPLICIT = 1u << VERDICT_IMPLICIT_DENY, UNKNOWN = 1u << VERDICT_UNKNOWN };
  static const CaseExpectation words[] = {{"allow", ALLOW},
                                          {"deny", EXPLICIT | IMPLICIT},
                                          {"explicit-deny", EXPLICIT},
                                          {"implicit-deny", IMPLICIT},
                                          {"unknown", UNKNOWN}};
  const Node *node = node_get(map, "expect");
  for (size_t i = 0; is_text(node) && i < sizeof words / sizeof *words; i++) {
    if (str_is(node->str, words[i].name)) {
      out->expect = &words[i];
      return true;
    }
  }
  return fail(r, node ? node->span : map->span,
              "expect must be allow, deny, explicit-deny, implicit-deny or unknown");
}

static bool read_role_arn(struct reader *r, TestCase *out, const Node *map) {
  Str arn = {NULL, 0};
  Identity role;
  if (!read_string(r, &arn, map, "role_arn"))
    return false;
  if (arn.len == 0)
    return true;
  if (!run_role_arn(&role, r->arena, arn))
    return fail(r, node_get(map, "role_arn")->span, "role_arn is not the ARN of a role");
  out->account = role.account;
  out->partition = role.partition;
  return true;
}

/* A role of the source, or a policy in the case itself. */
static bool read_subject(struct reader *r, TestCase *out, const Node *map, bool has_source) {
  const Member *role = node_member(map, "role");
  out->policy = node_get(map, "policy");
  if (!read_string(r, &out->role, map, "role"))
    return false;
  if (role && out->policy)
    return fail(r, role->key_span, "a case has a role or a policy, not both");
  if (role && !has_source)
    return fail(r, role->key_span, "the file has no source with this role: add source: FILE");
  if (!out->policy && !has_source)
    return fail(r, map->span, "the case has neither a role of a source nor a policy");
  return true;
}

static bool read_parts(struct reader *r, TestCase *out, const Node *map, bool has_source) {
  static const char *const known[] = {"name",    "role",   "policy", "role_arn",
                                      "request", "expect", NULL};
  if (map->kind != NODE_MAP)
    return fail(r, map->span, "a case must be a map");
  return check_keys(r, map, known) && read_string(r, &out->name, map, "name") &&
         read_expect(r, out, map) && read_subject(r, out, map, has_source) &&
         read_role_arn(r, out, map) && read_request(r, &out->request, map);
}

static void read_case(struct reader *file, TestCase *out, const Node *node, size_t index,
                      bool has_source) {
  Error err = {.status = OK};
  struct reader r = {file->arena, &err};
  *out = (TestCase){.span = node->span};
  if (!read_parts(&r, out, node, has_source)) {
    out->error = arena_alloc(file->arena, sizeof *out->error);
    *out->error = err;
  }
  if (out->name.len == 0)
    out->name = str_printf(file->arena, "case %zu", index + 1);
}

/* ---- The file ------------------------------------------------------------------------- */

static const Node *read_root(struct reader *r, const Source *source) {
  Node *root;
  size_t documents;
  if (document_read(&root, &documents, NULL, r->arena, source, r->err) != OK)
    return NULL;
  if (documents > 1)
    fail(r, root->span, "more than one YAML document: put each into a file of its own");
  else if (!root || root->kind != NODE_MAP)
    error_set(r->err, ERR_SYNTAX, "not a case file: it must be a map with the key cases");
  return r->err->status == OK ? root : NULL;
}

int casefile_read(CaseFile *out, Arena *arena, const Source *source, Error *err) {
  static const char *const known[] = {"source", "cases", NULL};
  struct reader r = {arena, err};
  *out = (CaseFile){.cases = NULL};
  const Node *root = read_root(&r, source);
  if (!root || !check_keys(&r, root, known) || !read_string(&r, &out->source, root, "source"))
    return err->status;
  const Node *cases = node_get(root, "cases");
  if (!cases || cases->kind != NODE_LIST) {
    fail(&r, cases ? cases->span : root->span, "cases must be a list");
    return err->status;
  }
  out->cases = arena_array(arena, cases->count, sizeof *out->cases);
  out->count = cases->count;
  for (size_t i = 0; i < cases->count; i++)
    read_case(&r, &out->cases[i], cases->items[i], i, out->source.len > 0);
  return OK;
}
