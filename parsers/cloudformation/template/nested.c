/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates in templates: the body of a stack set, and the local files of nested
 * stacks and applications. Each is mapped as a template of its own, with the
 * addresses and the names of its holes made unique.
 *
 * A stack set puts its template into other accounts. The own account of the outer template is
 * another account for the nested one.
 *
 * Source: AWS CloudFormation User Guide, "AWS::CloudFormation::StackSet" and
 * "AWS::CloudFormation::Stack"; AWS SAM Developer Guide,
 * "AWS::Serverless::Application"; `aws cloudformation package`.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/offsets.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "parsers/cloudformation/resolve/text_builder.h"

/* ---- Values of the outer template -------------------------------------------- */

/* The middle of the ARN of an identity, for holes that stand for whole ARNs. */
static const char *arn_type(HoleKind kind) {
  switch (kind) {
  case HOLE_ROLE_ARN:
    return ":role/";
  case HOLE_USER_ARN:
    return ":user/";
  case HOLE_GROUP_ARN:
    return ":group/";
  case HOLE_OIDC_ARN:
    return ":oidc-provider/";
  case HOLE_SAML_ARN:
    return ":saml-provider/";
  default:
    return NULL;
  }
}

static const Text *hole_as(Arena *arena, const Hole *hole, HoleKind kind) {
  Hole like = *hole;
  like.kind = kind;
  return text_hole(arena, hole_new(arena, like));
}

/* The account as other accounts see it. */
static void add_account(CfnTextBuilder *out, const Text *account) {
  const Hole *own = text_only_hole(account);
  cfn_text_append(out, own ? hole_as(out->cfn->arena, own, HOLE_OUTER_ACCOUNT) : account);
}

/* "arn:P:iam::A:role/NAME" for the hole of a whole ARN. */
static void add_arn(CfnTextBuilder *out, const Hole *hole, const char *type) {
  const CfnTemplate *cfn = out->cfn;
  cfn_text_add(out, STR("arn:"));
  cfn_text_append(out, cfn->partition_text);
  cfn_text_add(out, STR(":iam::"));
  add_account(out, cfn->account_text);
  cfn_text_add(out, str_of(type));
  cfn_text_append(out, hole_as(cfn->arena, hole, HOLE_NAME));
}

static const Text *text_elsewhere(CfnTemplate *cfn, const Text *text) {
  CfnTextBuilder result = cfn_text_begin(cfn);
  for (size_t i = 0; i < text->count; i++) {
    const Text piece = {&text->pieces[i], 1};
    const Hole *hole = text->pieces[i].hole;
    const char *type = hole ? arn_type(hole->kind) : NULL;
    if (hole && hole->kind == HOLE_OWN_ACCOUNT)
      add_account(&result, &piece);
    else if (type)
      add_arn(&result, hole, type);
    else
      cfn_text_append(&result, &piece);
  }
  return cfn_text_end(&result);
}

/* A copy of a resolved value as a template in another account sees it. Depth: the resolver's
 * limit. */
static Node *value_elsewhere(CfnTemplate *cfn, const Node *value) {
  if (node_is_scalar(value) && value->text) {
    const Text *text = text_elsewhere(cfn, value->text);
    Node *result = cfn_text_node(cfn, text, value->span);
    if (text->count == value->text->count)
      result->offsets = value->offsets;
    return result;
  }
  Node *copy = node_copy(cfn->arena, value, value->span);
  if (value->kind == NODE_LIST) {
    copy->items = arena_array(cfn->arena, value->count, sizeof *copy->items);
    for (size_t i = 0; i < value->count; i++)
      copy->items[i] = value_elsewhere(cfn, value->items[i]);
  }
  if (value->kind == NODE_MAP) {
    copy->members = arena_array(cfn->arena, value->count, sizeof *copy->members);
    for (size_t i = 0; i < value->count; i++) {
      copy->members[i] = value->members[i];
      copy->members[i].value = value_elsewhere(cfn, value->members[i].value);
    }
  }
  return copy;
}

/* The value of a node of the outer template as the nested one sees it; NULL: AWS::NoValue. */
static Node *read_value(CfnTemplate *cfn, const CfnNesting *nesting, const Node *written) {
  Node *value = cfn_resolve_fixed(cfn, written);
  return value && nesting->elsewhere ? value_elsewhere(cfn, value) : value;
}

static void add_parameter(CfnNestedParameter *parameters, CfnNesting *nesting, CfnTemplate *cfn,
                          Str name, const Node *written) {
  Node *value = read_value(cfn, nesting, written);
  if (value && name.len > 0)
    parameters[nesting->parameter_count++] = (CfnNestedParameter){name, value};
}

/* A map, or the list of a stack set: [{ParameterKey, ParameterValue}]. */
static void read_parameters(CfnNesting *nesting, CfnTemplate *cfn, const Node *written) {
  bool list = written && written->kind == NODE_LIST;
  if (!list && (!written || written->kind != NODE_MAP || cfn_intrinsic(written)))
    return;
  CfnNestedParameter *parameters = arena_array(cfn->arena, written->count, sizeof *parameters);
  nesting->parameters = parameters;
  for (size_t i = 0; i < written->count; i++) {
    if (list)
      add_parameter(parameters, nesting, cfn, node_get_str(written->items[i], "ParameterKey"),
                    node_get(written->items[i], "ParameterValue"));
    else
      add_parameter(parameters, nesting, cfn, written->members[i].key, written->members[i].value);
  }
}

/* ---- Text ---------------------------------------------------------------------- */

Node *cfn_read_text(Arena *arena, Str text, const Offsets *offsets, Span span) {
  Error ignored = {0};
  Node *root = NULL;
  size_t documents;
  int status = ERR_SYNTAX;
  if (starts_like_json(text))
    status = json_read_string(&root, arena, text, offsets, span, &ignored);
  if (status == ERR_SYNTAX)
    status = yaml_read_string(&root, &documents, arena, text, offsets, span, &ignored);
  return status == OK ? root : NULL;
}

/* The template in a property: a string, what Fn::Sub makes of one, or a map. */
static Node *read_body(CfnNesting *nesting, CfnTemplate *cfn, const Node *written) {
  /* The functions inside of Fn::ToJsonString are the outer template's. */
  if (cfn_is_function(written, "Fn::ToJsonString"))
    return read_value(cfn, nesting, written->members[0].value);
  const Node *body = read_value(cfn, nesting, written);
  if (!body || body->kind != NODE_STRING)
    return NULL;
  if (!body->text)
    return cfn_read_text(cfn->arena, body->str, offsets_of(cfn->arena, body), written->span);
  for (size_t i = 0; i < body->text->count; i++) {
    const Piece *piece = &body->text->pieces[i];
    if (!piece->hole && cfn_spells_placeholder(piece->literal))
      return NULL;
  }
  const Offsets *offsets;
  Str text = cfn_set_placeholders(&offsets, nesting, cfn->arena, body);
  return cfn_read_text(cfn->arena, text, offsets, written->span);
}

/* ---- Files --------------------------------------------------------------------- */

static bool is_relative(Str path) {
  return path.len > 0 && path.ptr[0] != '/' && !str_has(path, '\0') &&
         str_find_str(path, STR("://")) == path.len;
}

/* `path`, beside the template. */
static const char *beside(CfnTemplate *cfn, Str path) {
  const char *slash = strrchr(cfn->path, '/');
  size_t folder = slash ? (size_t)(slash - cfn->path) + 1 : 0;
  Buf buf = buf_in(cfn->arena);
  buf_add_n(&buf, cfn->path, folder);
  buf_add_str(&buf, path);
  if (buf.failed)
    out_of_memory();
  return buf.ptr;
}

/* Whether a template around this one is that file. */
static bool is_around(const CfnTemplate *cfn, const NamedFile *file) {
  for (; cfn && cfn->nesting.outer; cfn = cfn->nesting.outer) {
    if (cfn->file[0] == file->id[0] && cfn->file[1] == file->id[1] && (file->id[0] || file->id[1]))
      return true;
  }
  return false;
}

/* The template in a file that the outer one names; `inner` gets path and file. NULL also where
 * the file is an input of the run, which is not read once more. */
static Node *read_file(bool *is_input, CfnTemplate *inner, CfnTemplate *cfn, const Node *written) {
  const ParseOptions *options = cfn->shared->options;
  NamedFile file = {.is_input = false};
  Error ignored = {.status = OK};
  Str path;
  const Node *named = cfn_resolve_fixed(cfn, written);
  if (!named || named->kind != NODE_STRING || !cfn_node_known(named, &path) || !is_relative(path) ||
      !options->files || options->no_folder || !cfn->path)
    return NULL;
  inner->path = beside(cfn, path);
  int status = options->files->read(options->files->context, &file, cfn->arena, inner->path,
                                    MAX_NESTED_BYTES, &ignored);
  if (status == ERR_MEMORY)
    out_of_memory();
  *is_input = file.is_input;
  if (status != OK || file.is_input || is_around(cfn, &file))
    return NULL;
  memcpy(inner->file, file.id, sizeof inner->file);
  if (str_starts(file.bytes, "\xEF\xBB\xBF"))
    file.bytes = str_slice(file.bytes, 3, file.bytes.len);
  return cfn_read_text(cfn->arena, file.bytes, NULL, written->span);
}

/* ---- The resource around it ------------------------------------------------------ */

static const struct kind {
  const char *type;
  const char *scope;
  const char *body; /* property with the text of the template; NULL: there is none */
  const char *file; /* property that may name a file beside the template */
  bool elsewhere;   /* deployed to other accounts */
} kinds[] = {
    {"AWS::CloudFormation::StackSet", "StackSet", "TemplateBody", "TemplateURL", true},
    {"AWS::CloudFormation::Stack", "Stack", NULL, "TemplateURL", false},
    {"AWS::Serverless::Application", "Application", NULL, "Location", false},
};

static const struct kind *kind_of(const Node *definition) {
  Str type = cfn_type_of(definition);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (str_is(type, kinds[i].type))
      return &kinds[i];
  }
  return NULL;
}

/* The CDK puts templates into its output and their names into the metadata. */
static const Node *asset(const Node *definition, const char *property) {
  const Node *metadata = node_get(definition, "Metadata");
  if (!str_is(node_get_str(metadata, "aws:asset:property"), property))
    return NULL;
  return node_get(metadata, "aws:asset:path");
}

static const Node *body_of(const Node *definition, const struct kind *kind) {
  return kind->body ? node_get(node_get(definition, "Properties"), kind->body) : NULL;
}

/* NULL where it cannot be read. `*is_input`: it is reported for itself. */
static Node *read_tree(bool *is_input, CfnTemplate *inner, CfnTemplate *cfn, const Node *definition,
                       const struct kind *kind) {
  const Node *body = body_of(definition, kind);
  const Node *named = asset(definition, kind->file);
  *is_input = false;
  if (body)
    return read_body(&inner->nesting, cfn, body);
  if (!named)
    named = node_get(node_get(definition, "Properties"), kind->file);
  return named ? read_file(is_input, inner, cfn, named) : NULL;
}

static CfnNesting make_nesting(CfnTemplate *cfn, Str id, const Node *definition,
                               const struct kind *kind) {
  CfnNesting nesting = {.outer = cfn,
                        .depth = cfn->nesting.depth + 1,
                        .resource = cfn_address(cfn, id),
                        .elsewhere = kind->elsewhere};
  Str name = cfn_readable(cfn, id), outer_scope = cfn->nesting.scope;
  nesting.prefix = str_printf(cfn->arena, "%.*s/%s/", STR_FMT(nesting.resource),
                              body_of(definition, kind) ? kind->body : kind->file);
  nesting.scope = str_printf(cfn->arena, "%s.%.*s%s%.*s", kind->scope, STR_FMT(name),
                             outer_scope.len > 0 ? "@" : "", STR_FMT(outer_scope));
  return nesting;
}

int cfn_map_nested(CfnTemplate *cfn, const CfnDefinitions *resource) {
  const Node *definition = resource->entries[0].member->value;
  const struct kind *kind = kind_of(definition);
  CfnResourceState *state = &cfn->resource_states[resource->index];
  bool is_input;
  if (!kind || resource->count > 1 || cfn->nesting.depth >= MAX_NESTING ||
      cfn->shared->nested_count >= MAX_NESTED_TEMPLATES)
    return OK;
  if (!cfn_may_be_there(cfn, definition)) {
    state->read = true;
    return OK;
  }
  CfnTemplate inner = {.input = cfn->input,
                       .world = cfn->world,
                       .arena = cfn->arena,
                       .path = cfn->path,
                       .nesting = make_nesting(cfn, resource->name, definition, kind),
                       .shared = cfn->shared,
                       .set_count = 1};
  Node *root = read_tree(&is_input, &inner, cfn, definition, kind);
  state->read = is_input;
  if (!root || !cfn_is_template(root))
    return OK;
  cfn->shared->nested_count++;
  state->read = true;
  inner.root = root;
  read_parameters(&inner.nesting, cfn, node_get(node_get(definition, "Properties"), "Parameters"));
  return cfn_map_template(&inner);
}
