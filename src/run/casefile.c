/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of case files. A key that is not known is an error: a misspelt one
 * would otherwise weaken the test that it stands in.
 */
#include "run/casefile.h"

#include <string.h>

#include "assumelint/arena.h"
#include "run/pick_role.h"
#include "run/request.h"
#include "util/suggest.h"

enum { MAX_CONTEXT_KEYS = 1000 };

struct reader {
  struct alint_arena *arena;
  struct alint_error *err; /* of the case at hand, or of the file */
};

static int fail(struct reader *r, struct alint_span at, const char *what) {
  return alint_fail_at(r->err, ALINT_ESYNTAX, at.begin, "%s", what);
}

/* The same about a name out of the file. */
static int fail_of(struct reader *r, struct alint_span at, const char *before,
                   struct alint_str name, const char *after) {
  int len = (int)(name.len < 100 ? name.len : 100);
  return alint_fail_at(r->err, ALINT_ESYNTAX, at.begin, "%s%.*s%s", before, len, name.ptr, after);
}

/* ---- Maps -------------------------------------------------------------------------- */

static int unknown_key(struct reader *r, struct alint_span at, const char *key,
                       const struct alint_suggestions *near, const char *const *known) {
  char suggestion[ALINT_SUGGESTION_TEXT];
  struct alint_buf all = alint_buf(r->arena);
  for (size_t i = 0; known[i]; i++)
    alint_buf_addf(&all, "%s%s", i > 0 ? ", " : " (there are: ", known[i]);
  alint_buf_add(&all, ")");
  alint_suggestion_text(suggestion, near, "");
  if (all.failed)
    alint_out_of_memory();
  return alint_fail_at(r->err, ALINT_ESYNTAX, at.begin, "there is no key \"%.100s\"%s", key,
                       near->count > 0 ? suggestion : all.ptr);
}

static int check_keys(struct reader *r, const struct alint_node *map, const char *const *known) {
  for (size_t i = 0; i < map->count; i++) {
    const struct alint_member *member = &map->members[i];
    const char *key = alint_arena_copy(r->arena, member->key.ptr, member->key.len);
    struct alint_suggestions near = alint_suggestions(key, 1);
    bool found = false;
    for (size_t k = 0; known[k]; k++) {
      found = found || alint_str_is(member->key, known[k]);
      alint_suggest(&near, known[k]);
    }
    if (!found)
      return unknown_key(r, member->key_span, key, &near, known);
    if (alint_node_is_duplicate(map, i))
      return fail_of(r, member->key_span, "the key \"", member->key, "\" is given twice");
  }
  return ALINT_OK;
}

static bool is_text(const struct alint_node *node) {
  return alint_node_is_scalar(node) && node->kind != ALINT_NODE_NULL;
}

/* An optional string: stays empty when it is absent. */
static int read_string(struct reader *r, struct alint_str *out, const struct alint_node *map,
                       const char *key) {
  const struct alint_member *member = alint_node_member(map, key);
  if (!member)
    return ALINT_OK;
  if (!is_text(member->value) || member->value->str.len == 0)
    return fail_of(r, member->value->span, "", member->key, " must be a string that is not empty");
  *out = member->value->str;
  return ALINT_OK;
}

/* ---- The request -------------------------------------------------------------------- */

/* Refusals of the command line get a place. */
static int placed(struct reader *r, int status, const struct alint_error *said,
                  struct alint_span at) {
  if (status == ALINT_OK)
    return ALINT_OK;
  return alint_fail_at(r->err, status, at.begin, "%s", said->text);
}

static int read_principal(struct reader *r, struct alint_request *out,
                          const struct alint_node *request) {
  static const struct {
    const char *key;
    enum alint_principal_key kind;
  } kinds[] = {{"AWS", ALINT_PRINCIPAL_AWS},
               {"Service", ALINT_PRINCIPAL_SERVICE},
               {"Federated", ALINT_PRINCIPAL_FEDERATED}};
  const struct alint_node *node = alint_node_get(request, "principal");
  struct alint_error said = {.status = ALINT_OK};
  if (!node)
    return fail(r, request->span, "the request has no principal");
  if (is_text(node))
    return placed(r, alint_read_principal(out, r->arena, node->str, &said), &said, node->span);
  if (node->kind != ALINT_NODE_MAP || node->count != 1 || !is_text(node->members[0].value))
    return fail(r, node->span,
                "principal must be one caller: {AWS: ...}, {Service: ...}, {Federated: ...} or a "
                "string");
  const struct alint_member *member = &node->members[0];
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (alint_str_is(member->key, kinds[i].key))
      return placed(
          r, alint_read_principal_as(out, r->arena, kinds[i].kind, member->value->str, &said),
          &said, member->value->span);
  }
  return fail_of(r, member->key_span, "\"", member->key,
                 "\" is no kind of principal: AWS, Service, Federated");
}

/* A YAML reader's yes is true, as in a policy. */
static const struct alint_text *value_text(struct reader *r, const struct alint_node *node) {
  struct alint_str s = node->str;
  if (node->kind == ALINT_NODE_BOOL) {
    char first = s.len > 0 ? alint_lower(s.ptr[0]) : 'f';
    bool yes = first == 't' || first == 'y' || alint_str_is_nocase(s, "on");
    s = yes ? ALINT_STR("true") : ALINT_STR("false");
  }
  return alint_text_literal(r->arena, s);
}

static int read_key(struct reader *r, struct alint_context_key *out,
                    const struct alint_member *member) {
  const struct alint_node *value = member->value;
  bool list = value->kind == ALINT_NODE_LIST;
  size_t count = list ? value->count : 1;
  const struct alint_text **values = alint_arena_array(r->arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++) {
    const struct alint_node *one = list ? value->items[i] : value;
    if (!is_text(one))
      return fail_of(r, one->span, "", member->key, " must be a value or a list of values");
    values[i] = value_text(r, one);
  }
  *out = (struct alint_context_key){.name = member->key,
                                    .presence = ALINT_PRESENT,
                                    .values = values,
                                    .value_count = count,
                                    .multivalued = list};
  return ALINT_OK;
}

static int read_context(struct reader *r, struct alint_request *out,
                        const struct alint_node *request) {
  const struct alint_node *context = alint_node_get(request, "context");
  if (!context)
    return ALINT_OK;
  if (context->kind != ALINT_NODE_MAP || context->count > MAX_CONTEXT_KEYS)
    return fail(r, context->span, "context must be a map of condition keys");
  out->keys = alint_arena_array(r->arena, context->count, sizeof *out->keys);
  for (size_t i = 0; i < context->count; i++) {
    const struct alint_member *member = &context->members[i];
    if (alint_request_key(out, member->key))
      return fail_of(r, member->key_span, "the key \"", member->key, "\" is given twice");
    int status = read_key(r, &out->keys[i], member);
    if (status != ALINT_OK)
      return status;
    out->key_count++;
  }
  return ALINT_OK;
}

static int read_request(struct reader *r, struct alint_request *out, const struct alint_node *map) {
  static const char *const known[] = {"principal", "action", "context", NULL};
  const struct alint_node *request = alint_node_get(map, "request");
  struct alint_str action = {NULL, 0};
  struct alint_error said = {.status = ALINT_OK};
  *out = (struct alint_request){.others = ALINT_ABSENT};
  if (!request || request->kind != ALINT_NODE_MAP)
    return fail(r, request ? request->span : map->span, "the case has no request, which is a map");
  int status = check_keys(r, request, known);
  if (status == ALINT_OK)
    status = read_principal(r, out, request);
  if (status == ALINT_OK)
    status = read_string(r, &action, request, "action");
  if (status == ALINT_OK) {
    const struct alint_node *node = alint_node_get(request, "action");
    status = placed(r, alint_read_action(out, r->arena, action, &said), &said,
                    node ? node->span : request->span);
  }
  return status == ALINT_OK ? read_context(r, out, request) : status;
}

/* ---- One case ------------------------------------------------------------------------ */

static int read_expect(struct reader *r, struct alint_case *out, const struct alint_node *map) {
  enum { ALLOW = 1u << ALINT_ALLOW, EXPLICIT = 1u << ALINT_EXPLICIT_DENY };
  enum { IMPLICIT = 1u << ALINT_IMPLICIT_DENY, UNKNOWN = 1u << ALINT_VERDICT_UNKNOWN };
  static const struct alint_case_expect words[] = {{"allow", ALLOW},
                                                   {"deny", EXPLICIT | IMPLICIT},
                                                   {"explicit-deny", EXPLICIT},
                                                   {"implicit-deny", IMPLICIT},
                                                   {"unknown", UNKNOWN}};
  const struct alint_node *node = alint_node_get(map, "expect");
  for (size_t i = 0; is_text(node) && i < sizeof words / sizeof *words; i++) {
    if (alint_str_is(node->str, words[i].name)) {
      out->expect = &words[i];
      return ALINT_OK;
    }
  }
  return fail(r, node ? node->span : map->span,
              "expect must be allow, deny, explicit-deny, implicit-deny or unknown");
}

static int read_role_arn(struct reader *r, struct alint_case *out, const struct alint_node *map) {
  struct alint_str arn = {NULL, 0};
  struct alint_identity role;
  int status = read_string(r, &arn, map, "role_arn");
  if (status != ALINT_OK || arn.len == 0)
    return status;
  if (alint_role_arn(&role, r->arena, arn, &status)) {
    out->account = role.account;
    out->partition = role.partition;
    return ALINT_OK;
  }
  if (status != ALINT_OK)
    alint_out_of_memory();
  return fail(r, alint_node_get(map, "role_arn")->span, "role_arn is not the ARN of a role");
}

/* The role that is asked: one of the source, or a policy of the case's own. */
static int read_subject(struct reader *r, struct alint_case *out, const struct alint_node *map,
                        bool has_source) {
  const struct alint_member *role = alint_node_member(map, "role");
  int status = read_string(r, &out->role, map, "role");
  out->policy = alint_node_get(map, "policy");
  if (status == ALINT_OK && role && out->policy)
    return fail(r, role->key_span, "a case has a role or a policy, not both");
  if (status == ALINT_OK && role && !has_source)
    return fail(r, role->key_span, "the role of what? The file names no source");
  if (status == ALINT_OK && !out->policy && !has_source)
    return fail(r, map->span, "the case has neither a role of a source nor a policy");
  return status;
}

static int read_parts(struct reader *r, struct alint_case *out, const struct alint_node *map,
                      bool has_source) {
  static const char *const known[] = {"name",    "role",   "policy", "role_arn",
                                      "request", "expect", NULL};
  if (map->kind != ALINT_NODE_MAP)
    return fail(r, map->span, "a case must be a map");
  int status = check_keys(r, map, known);
  if (status == ALINT_OK)
    status = read_string(r, &out->name, map, "name");
  if (status == ALINT_OK)
    status = read_expect(r, out, map);
  if (status == ALINT_OK)
    status = read_subject(r, out, map, has_source);
  if (status == ALINT_OK)
    status = read_role_arn(r, out, map);
  return status == ALINT_OK ? read_request(r, &out->request, map) : status;
}

static void read_case(struct reader *file, struct alint_case *out, const struct alint_node *node,
                      size_t index, bool has_source) {
  struct alint_error err = {.status = ALINT_OK};
  struct reader r = {file->arena, &err};
  *out = (struct alint_case){.span = node->span};
  int status = read_parts(&r, out, node, has_source);
  if (out->name.len == 0)
    out->name = alint_str_printf(file->arena, "case %zu", index + 1);
  if (status == ALINT_ENOMEM || !out->name.ptr)
    alint_out_of_memory();
  if (status == ALINT_OK)
    return;
  out->error = alint_arena_alloc(file->arena, sizeof *out->error);
  *out->error = err;
}

/* ---- The file ------------------------------------------------------------------------- */

static bool starts_like_json(const struct alint_source *source) {
  size_t i = source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  while (i < source->len && source->bytes[i] != '\0' && strchr(" \t\r\n", source->bytes[i]))
    i++;
  return i < source->len && source->bytes[i] == '{';
}

static int read_tree(struct reader *r, struct alint_node **out, const struct alint_source *source) {
  size_t documents = 1;
  struct alint_error json_error = {.status = ALINT_OK};
  if (starts_like_json(source)) {
    int status =
        alint_json_read(out, r->arena, source, (struct alint_span){0, source->len}, &json_error);
    if (status == ALINT_OK)
      return ALINT_OK;
    /* YAML's flow style looks the same. */
    struct alint_error yaml_error = {.status = ALINT_OK};
    if (status != ALINT_ESYNTAX ||
        alint_yaml_read(out, &documents, r->arena, source, &yaml_error) != ALINT_OK) {
      *r->err = json_error;
      return json_error.status;
    }
  } else {
    int status = alint_yaml_read(out, &documents, r->arena, source, r->err);
    if (status != ALINT_OK)
      return status;
  }
  if (documents > 1)
    return fail(r, (*out)->span, "more than one YAML document: put each into a file of its own");
  return ALINT_OK;
}

int alint_casefile_read(struct alint_casefile *out, struct alint_arena *arena,
                        const struct alint_source *source, struct alint_error *err) {
  static const char *const known[] = {"source", "cases", NULL};
  struct reader r = {arena, err};
  struct alint_node *root = NULL;
  *out = (struct alint_casefile){.cases = NULL};
  int status = read_tree(&r, &root, source);
  if (status != ALINT_OK)
    return status;
  if (!root || root->kind != ALINT_NODE_MAP)
    return alint_fail(err, ALINT_ESYNTAX, "no case file: it must be a map with the key cases");
  status = check_keys(&r, root, known);
  if (status == ALINT_OK)
    status = read_string(&r, &out->source, root, "source");
  if (status != ALINT_OK)
    return status;
  if (out->source.len > 0)
    out->source_span = alint_node_get(root, "source")->span;
  const struct alint_node *cases = alint_node_get(root, "cases");
  if (!cases || cases->kind != ALINT_NODE_LIST)
    return fail(&r, cases ? cases->span : root->span, "cases must be a list");
  out->cases = alint_arena_array(arena, cases->count, sizeof *out->cases);
  for (size_t i = 0; i < cases->count; i++)
    read_case(&r, &out->cases[out->count++], cases->items[i], i, out->source.len > 0);
  return ALINT_OK;
}
