/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of case files. A key that is not known is an error: a misspelt one
 * would otherwise weaken the test that it stands in.
 */
#include "run/casefile.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "run/pick_role.h"
#include "run/request.h"
#include "util/suggest.h"

enum { MAX_CONTEXT_KEYS = 1000 };

struct reader {
  Arena *arena;
  Error *err; /* of the case at hand, or of the file */
};

static int fail(struct reader *r, Span at, const char *what) {
  return error_set_at(r->err, ERR_SYNTAX, at.begin, "%s", what);
}

/* The same about a name out of the file. */
static int fail_of(struct reader *r, Span at, const char *before, Str name, const char *after) {
  int len = (int)(name.len < 100 ? name.len : 100);
  return error_set_at(r->err, ERR_SYNTAX, at.begin, "%s%.*s%s", before, len, name.ptr, after);
}

/* ---- Maps -------------------------------------------------------------------------- */

static int unknown_key(struct reader *r, Span at, const char *key, const Suggestions *near,
                       const char *const *known) {
  char suggestion[SUGGESTION_TEXT];
  Buf all = buf_in(r->arena);
  for (size_t i = 0; known[i]; i++)
    buf_addf(&all, "%s%s", i > 0 ? ", " : " (there are: ", known[i]);
  buf_add(&all, ")");
  suggest_text(suggestion, near, "");
  if (all.failed)
    out_of_memory();
  return error_set_at(r->err, ERR_SYNTAX, at.begin, "there is no key \"%.100s\"%s", key,
                      near->count > 0 ? suggestion : all.ptr);
}

static int check_keys(struct reader *r, const Node *map, const char *const *known) {
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
      return unknown_key(r, member->key_span, key, &near, known);
    if (node_is_duplicate(map, i))
      return fail_of(r, member->key_span, "the key \"", member->key, "\" is given twice");
  }
  return OK;
}

static bool is_text(const Node *node) {
  return node_is_scalar(node) && node->kind != NODE_NULL;
}

/* An optional string: stays empty when it is absent. */
static int read_string(struct reader *r, Str *out, const Node *map, const char *key) {
  const Member *member = node_member(map, key);
  if (!member)
    return OK;
  if (!is_text(member->value) || member->value->str.len == 0)
    return fail_of(r, member->value->span, "", member->key, " must be a string that is not empty");
  *out = member->value->str;
  return OK;
}

/* ---- The request -------------------------------------------------------------------- */

/* Refusals of the command line get a place. */
static int placed(struct reader *r, int status, const Error *said, Span at) {
  if (status == OK)
    return OK;
  return error_set_at(r->err, status, at.begin, "%s", said->text);
}

static int read_principal(struct reader *r, Request *out, const Node *request) {
  static const struct {
    const char *key;
    PrincipalKey kind;
  } kinds[] = {
      {"AWS", PRINCIPAL_AWS}, {"Service", PRINCIPAL_SERVICE}, {"Federated", PRINCIPAL_FEDERATED}};
  const Node *node = node_get(request, "principal");
  Error said = {.status = OK};
  if (!node)
    return fail(r, request->span, "the request has no principal");
  if (is_text(node))
    return placed(r, run_read_principal(out, r->arena, node->str, &said), &said, node->span);
  if (node->kind != NODE_MAP || node->count != 1 || !is_text(node->members[0].value))
    return fail(r, node->span,
                "principal must be one caller: {AWS: ...}, {Service: ...}, {Federated: ...} or a "
                "string");
  const Member *member = &node->members[0];
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_is(member->key, kinds[i].key))
      return placed(r,
                    run_read_principal_as(out, r->arena, kinds[i].kind, member->value->str, &said),
                    &said, member->value->span);
  }
  return fail_of(r, member->key_span, "\"", member->key,
                 "\" is no kind of principal: AWS, Service, Federated");
}

/* A YAML reader's yes is true, as in a policy. */
static const Text *value_text(struct reader *r, const Node *node) {
  Str s = node->str;
  if (node->kind == NODE_BOOL) {
    char first = s.len > 0 ? ascii_lower(s.ptr[0]) : 'f';
    bool yes = first == 't' || first == 'y' || str_is_nocase(s, "on");
    s = yes ? STR("true") : STR("false");
  }
  return text_literal(r->arena, s);
}

static int read_key(struct reader *r, ContextKey *out, const Member *member) {
  const Node *value = member->value;
  bool list = value->kind == NODE_LIST;
  size_t count = list ? value->count : 1;
  const Text **values = arena_array(r->arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++) {
    const Node *one = list ? value->items[i] : value;
    if (!is_text(one))
      return fail_of(r, one->span, "", member->key, " must be a value or a list of values");
    values[i] = value_text(r, one);
  }
  *out = (ContextKey){.name = member->key,
                      .presence = KEY_PRESENT,
                      .values = values,
                      .value_count = count,
                      .multivalued = list};
  return OK;
}

static int read_context(struct reader *r, Request *out, const Node *request) {
  const Node *context = node_get(request, "context");
  if (!context)
    return OK;
  if (context->kind != NODE_MAP || context->count > MAX_CONTEXT_KEYS)
    return fail(r, context->span, "context must be a map of condition keys");
  out->keys = arena_array(r->arena, context->count, sizeof *out->keys);
  for (size_t i = 0; i < context->count; i++) {
    const Member *member = &context->members[i];
    if (request_key(out, member->key))
      return fail_of(r, member->key_span, "the key \"", member->key, "\" is given twice");
    int status = read_key(r, &out->keys[i], member);
    if (status != OK)
      return status;
    out->key_count++;
  }
  return OK;
}

static int read_request(struct reader *r, Request *out, const Node *map) {
  static const char *const known[] = {"principal", "action", "context", NULL};
  const Node *request = node_get(map, "request");
  Str action = {NULL, 0};
  Error said = {.status = OK};
  *out = (Request){.others = KEY_ABSENT};
  if (!request || request->kind != NODE_MAP)
    return fail(r, request ? request->span : map->span, "the case has no request, which is a map");
  int status = check_keys(r, request, known);
  if (status == OK)
    status = read_principal(r, out, request);
  if (status == OK)
    status = read_string(r, &action, request, "action");
  if (status == OK) {
    const Node *node = node_get(request, "action");
    status = placed(r, run_read_action(out, r->arena, action, &said), &said,
                    node ? node->span : request->span);
  }
  return status == OK ? read_context(r, out, request) : status;
}

/* ---- One case ------------------------------------------------------------------------ */

static int read_expect(struct reader *r, TestCase *out, const Node *map) {
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
      return OK;
    }
  }
  return fail(r, node ? node->span : map->span,
              "expect must be allow, deny, explicit-deny, implicit-deny or unknown");
}

static int read_role_arn(struct reader *r, TestCase *out, const Node *map) {
  Str arn = {NULL, 0};
  Identity role;
  int status = read_string(r, &arn, map, "role_arn");
  if (status != OK || arn.len == 0)
    return status;
  if (run_role_arn(&role, r->arena, arn, &status)) {
    out->account = role.account;
    out->partition = role.partition;
    return OK;
  }
  if (status != OK)
    out_of_memory();
  return fail(r, node_get(map, "role_arn")->span, "role_arn is not the ARN of a role");
}

/* The role that is asked: one of the source, or a policy of the case's own. */
static int read_subject(struct reader *r, TestCase *out, const Node *map, bool has_source) {
  const Member *role = node_member(map, "role");
  int status = read_string(r, &out->role, map, "role");
  out->policy = node_get(map, "policy");
  if (status == OK && role && out->policy)
    return fail(r, role->key_span, "a case has a role or a policy, not both");
  if (status == OK && role && !has_source)
    return fail(r, role->key_span, "the role of what? The file names no source");
  if (status == OK && !out->policy && !has_source)
    return fail(r, map->span, "the case has neither a role of a source nor a policy");
  return status;
}

static int read_parts(struct reader *r, TestCase *out, const Node *map, bool has_source) {
  static const char *const known[] = {"name",    "role",   "policy", "role_arn",
                                      "request", "expect", NULL};
  if (map->kind != NODE_MAP)
    return fail(r, map->span, "a case must be a map");
  int status = check_keys(r, map, known);
  if (status == OK)
    status = read_string(r, &out->name, map, "name");
  if (status == OK)
    status = read_expect(r, out, map);
  if (status == OK)
    status = read_subject(r, out, map, has_source);
  if (status == OK)
    status = read_role_arn(r, out, map);
  return status == OK ? read_request(r, &out->request, map) : status;
}

static void read_case(struct reader *file, TestCase *out, const Node *node, size_t index,
                      bool has_source) {
  Error err = {.status = OK};
  struct reader r = {file->arena, &err};
  *out = (TestCase){.span = node->span};
  int status = read_parts(&r, out, node, has_source);
  if (out->name.len == 0)
    out->name = str_printf(file->arena, "case %zu", index + 1);
  if (status == ERR_MEMORY || !out->name.ptr)
    out_of_memory();
  if (status == OK)
    return;
  out->error = arena_alloc(file->arena, sizeof *out->error);
  *out->error = err;
}

/* ---- The file ------------------------------------------------------------------------- */

static bool is_json(const Source *source) {
  size_t i = source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  while (i < source->len && source->bytes[i] != '\0' && strchr(" \t\r\n", source->bytes[i]))
    i++;
  return i < source->len && source->bytes[i] == '{';
}

static int read_tree(struct reader *r, Node **out, const Source *source) {
  size_t documents = 1;
  Error json_error = {.status = OK};
  if (is_json(source)) {
    int status = json_read(out, r->arena, source, (Span){0, source->len}, &json_error);
    if (status == OK)
      return OK;
    /* YAML's flow style looks the same. */
    Error yaml_error = {.status = OK};
    if (status != ERR_SYNTAX || yaml_read(out, &documents, r->arena, source, &yaml_error) != OK) {
      *r->err = json_error;
      return json_error.status;
    }
  } else {
    int status = yaml_read(out, &documents, r->arena, source, r->err);
    if (status != OK)
      return status;
  }
  if (documents > 1)
    return fail(r, (*out)->span, "more than one YAML document: put each into a file of its own");
  return OK;
}

int casefile_read(CaseFile *out, Arena *arena, const Source *source, Error *err) {
  static const char *const known[] = {"source", "cases", NULL};
  struct reader r = {arena, err};
  Node *root = NULL;
  *out = (CaseFile){.cases = NULL};
  int status = read_tree(&r, &root, source);
  if (status != OK)
    return status;
  if (!root || root->kind != NODE_MAP)
    return error_set(err, ERR_SYNTAX, "no case file: it must be a map with the key cases");
  status = check_keys(&r, root, known);
  if (status == OK)
    status = read_string(&r, &out->source, root, "source");
  if (status != OK)
    return status;
  if (out->source.len > 0)
    out->source_span = node_get(root, "source")->span;
  const Node *cases = node_get(root, "cases");
  if (!cases || cases->kind != NODE_LIST)
    return fail(&r, cases ? cases->span : root->span, "cases must be a list");
  out->cases = arena_array(arena, cases->count, sizeof *out->cases);
  for (size_t i = 0; i < cases->count; i++)
    read_case(&r, &out->cases[out->count++], cases->items[i], i, out->source.len > 0);
  return OK;
}
