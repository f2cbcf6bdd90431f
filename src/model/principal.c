/* SPDX-License-Identifier: Apache-2.0
 *
 * What a principal names: ARNs, account ids, unique ids, services, providers.
 */
#include "assumelint/principal.h"

#include "assumelint/arena.h"

enum { ARN_PARTS = 6, ACCOUNT_DIGITS = 12 };

/* ---- Unique ids ------------------------------------------------------------ */

/* IAM User Guide, "IAM identifiers", table of unique id prefixes. */
static const struct {
  char prefix[5];
  const char *kind;
} unique_ids[] = {
    {"ABIA", "an STS service bearer token"},
    {"ACCA", "a context-specific credential"},
    {"AGPA", "a user group"},
    {"AIDA", "an IAM user"},
    {"AIPA", "an instance profile"},
    {"AKIA", "an access key"},
    {"ANPA", "a managed policy"},
    {"ANVA", "a version of a managed policy"},
    {"APKA", "a public key"},
    {"AROA", "a role"},
    {"ASCA", "a certificate"},
    {"ASIA", "a temporary access key"},
};

/* IAM's idType is \w{16,128}; real ones are upper-case letters and digits. */
static bool has_id_shape(Str s) {
  if (s.len < 16 || s.len > 128)
    return false;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
      return false;
  }
  return true;
}

const char *unique_id_kind(Str value) {
  if (!has_id_shape(value))
    return NULL;
  for (size_t i = 0; i < sizeof unique_ids / sizeof *unique_ids; i++) {
    if (str_starts(value, unique_ids[i].prefix))
      return unique_ids[i].kind;
  }
  return NULL;
}

/* ---- Pieces ---------------------------------------------------------------- */

/* Whether the value begins with a literal "arn:". */
static bool is_arn(const Text *value) {
  return value->count > 0 && str_starts(value->pieces[0].literal, "arn:");
}

static void malformed(Identity *out, const char *why) {
  out->kind = IDENTITY_MALFORMED;
  out->why = why;
}

static void undecided(Identity *out, const Hole *hole) {
  out->kind = IDENTITY_UNKNOWN;
  out->hole = hole;
}

static bool text_has(const Text *text, const char *bytes) {
  for (size_t i = 0; i < text->count; i++) {
    for (const char *c = bytes; !text->pieces[i].hole && *c; c++) {
      if (str_has(text->pieces[i].literal, *c))
        return true;
    }
  }
  return false;
}

static bool is_account(const Text *text) {
  Str s;
  if (text_known(text, &s))
    return s.len == ACCOUNT_DIGITS && str_all_digits(s);
  return text_first_hole(text) != NULL;
}

/* Cuts at the first slash: "role/team/Ops" gives "role" and "team/Ops". `rest` is NULL if there
 * is none. */
static void cut_at_slash(Arena *arena, const Text *text, const Text **head, const Text **rest) {
  const Text *parts[2] = {NULL, NULL};
  size_t n = text_split(arena, text, '/', parts, 2);
  *head = parts[0];
  *rest = n == 2 ? parts[1] : NULL;
}

/* "team/dev/NAME" is split at the last slash: path "/team/dev/" and name. */
static void split_path(Identity *out, Arena *arena, const Text *rest) {
  const Text *parts[64];
  size_t n = text_split(arena, rest, '/', parts, sizeof parts / sizeof *parts);
  const Text *slash = text_literal(arena, STR("/"));
  const Text *pieces[2 * 64 + 1];
  size_t count = 0;
  pieces[count++] = slash;
  for (size_t i = 0; i + 1 < n; i++) {
    pieces[count++] = parts[i];
    pieces[count++] = slash;
  }
  out->name = parts[n - 1];
  out->path = text_concat(arena, pieces, count);
}

/* ---- ARNs ------------------------------------------------------------------ */

static void identify_session(Identity *out, Arena *arena, const Text *rest) {
  cut_at_slash(arena, rest, &out->name, &out->session);
  if (!out->session || text_empty(out->session) || text_empty(out->name)) {
    malformed(out, "names no session: an assumed-role ARN ends in role-name/session-name");
    return;
  }
  if (text_has(out->session, "/")) {
    malformed(out, "has a path: an assumed-role ARN is role-name/session-name without one");
    return;
  }
  out->kind = IDENTITY_SESSION;
}

static void identify_sts_arn(Identity *out, Arena *arena, const Text *type, const Text *rest) {
  if (text_is(type, "assumed-role")) {
    identify_session(out, arena, rest);
    return;
  }
  if (text_is(type, "federated-user")) {
    out->kind = IDENTITY_FEDERATED_USER;
    out->session = out->name = rest;
    return;
  }
  malformed(out, "is an STS ARN of a kind that cannot be a principal");
}

/* What stands before the first slash of an IAM ARN's last part. */
static const struct {
  const char *type;
  IdentityKind kind;
} iam_types[] = {
    {"role", IDENTITY_ROLE},
    {"user", IDENTITY_USER},
    {"oidc-provider", IDENTITY_OIDC},
    {"saml-provider", IDENTITY_SAML},
    {"group", IDENTITY_GROUP},
    {"policy", IDENTITY_GROUP},
    {"instance-profile", IDENTITY_GROUP},
    {"mfa", IDENTITY_GROUP},
    {"u2f", IDENTITY_GROUP},
    {"server-certificate", IDENTITY_GROUP},
    {"assumed-role", IDENTITY_MALFORMED},
};

static const char *iam_type_error(IdentityKind kind, const Text *rest) {
  if (kind == IDENTITY_MALFORMED)
    return "is an assumed-role ARN of the service iam: sessions belong to sts";
  return text_empty(rest) ? "ends where the name should stand" : NULL;
}

static void identify_iam_name(Identity *out, Arena *arena, IdentityKind kind, const Text *rest) {
  const char *why = iam_type_error(kind, rest);
  if (why) {
    malformed(out, why);
    return;
  }
  out->kind = kind;
  out->name = rest;
  if (kind == IDENTITY_OIDC)
    out->host = rest;
  else if (kind != IDENTITY_SAML)
    split_path(out, arena, rest);
}

static void identify_iam_arn(Identity *out, Arena *arena, const Text *type, const Text *rest) {
  if (!rest && text_is(type, "root")) {
    out->kind = IDENTITY_ACCOUNT;
    return;
  }
  if (!rest) {
    malformed(out, "is an IAM ARN that names neither root nor a role or user");
    return;
  }
  for (size_t i = 0; i < sizeof iam_types / sizeof *iam_types; i++) {
    if (text_is(type, iam_types[i].type)) {
      identify_iam_name(out, arena, iam_types[i].kind, rest);
      return;
    }
  }
  malformed(out, "is an IAM ARN of a kind that does not exist");
}

/* A hole decides, or else the value is malformed. */
static void undecided_or(Identity *out, const Text *text, const char *why) {
  const Hole *hole = text_first_hole(text);
  if (hole)
    undecided(out, hole);
  else
    malformed(out, why);
}

/* The value starts with "arn:" and has been cut at its first five colons. */
static void identify_arn_parts(Identity *out, Arena *arena, const Text *const *parts) {
  const Text *type, *rest;
  Str partition;
  out->partition = parts[1];
  out->account = parts[4];
  if (text_known(parts[1], &partition) && !str_starts(partition, "aws")) {
    malformed(out, "is an ARN of a partition that does not exist");
    return;
  }
  bool iam = text_is(parts[2], "iam"), sts = text_is(parts[2], "sts");
  if (!iam && !sts) {
    undecided_or(out, parts[2], "is not an ARN of the service iam or sts");
    return;
  }
  if (!text_empty(parts[3]) && !text_first_hole(parts[3])) {
    malformed(out, "has a region: IAM and STS ARNs have none");
    return;
  }
  if (!is_account(parts[4])) {
    malformed(out, "has no account id of 12 digits");
    return;
  }
  cut_at_slash(arena, parts[5], &type, &rest);
  const Hole *hole = text_first_hole(type);
  if (hole)
    undecided(out, hole);
  else if (iam)
    identify_iam_arn(out, arena, type, rest);
  else if (rest)
    identify_sts_arn(out, arena, type, rest);
  else
    malformed(out, "is an STS ARN without a name");
}

static void identify_arn(Identity *out, Arena *arena, const Text *value) {
  const Text *parts[ARN_PARTS];
  if (text_split(arena, value, ':', parts, ARN_PARTS) == ARN_PARTS)
    identify_arn_parts(out, arena, parts);
  else
    undecided_or(out, value, "is not a whole ARN");
}

/* ---- A hole as the whole value ------------------------------------------------ */

static void identify_hole(Identity *out, Arena *arena, const Hole *hole) {
  switch (hole->kind) {
  case HOLE_ACCOUNT:
  case HOLE_OWN_ACCOUNT:
  case HOLE_OUTER_ACCOUNT:
    out->kind = IDENTITY_ACCOUNT;
    out->account = out->text;
    return;
  case HOLE_ROLE_ARN:
    out->kind = IDENTITY_ROLE;
    break;
  case HOLE_USER_ARN:
    out->kind = IDENTITY_USER;
    break;
  case HOLE_GROUP_ARN:
    out->kind = IDENTITY_GROUP;
    break;
  case HOLE_OIDC_ARN:
    out->kind = IDENTITY_OIDC;
    break;
  case HOLE_SAML_ARN:
    out->kind = IDENTITY_SAML;
    break;
  case HOLE_ANY:
  case HOLE_PARTITION:
  case HOLE_REGION:
  case HOLE_URL_SUFFIX:
  case HOLE_NAME:
  case HOLE_ARN:
  case HOLE_UNIQUE_ID:
    undecided(out, hole);
    return;
  }
  /* ARNs of what the input creates are of the role's own account. */
  out->account = text_own_account(arena, "");
}

/* ---- By key ---------------------------------------------------------------- */

bool identity_id(const Identity *identity, Str *out) {
  const Hole *only = text_only_hole(identity->text);
  if (only && only->sensitive && only->secret.ptr) {
    *out = only->secret;
    return true;
  }
  return text_known(identity->text, out);
}

/* A unique id, sensitive or not. */
static bool identify_id(Identity *out) {
  Str id;
  if (!identity_id(out, &id) || !unique_id_kind(id))
    return false;
  bool lives = str_starts(id, "AIDA") || str_starts(id, "AROA");
  out->kind = lives ? IDENTITY_ORPHAN : IDENTITY_OTHER_ID;
  return true;
}

static void identify_aws(Identity *out, Arena *arena, const Text *value) {
  Str known;
  const Hole *only = text_only_hole(value);
  if (identify_id(out))
    return;
  if (only && only->kind == HOLE_NAME) {
    malformed(out, "is a name, where an ARN has to stand");
    return;
  }
  if (only) {
    identify_hole(out, arena, only);
    return;
  }
  if (text_is(value, "*")) {
    out->kind = IDENTITY_ANYONE;
    return;
  }
  if (text_empty(value)) {
    malformed(out, "is empty");
    return;
  }
  if (text_has(value, " \t\r\n")) {
    malformed(out, "has white space in it");
    return;
  }
  if (is_arn(value)) {
    identify_arn(out, arena, value);
    return;
  }
  if (!text_known(value, &known)) {
    undecided(out, text_first_hole(value));
    return;
  }
  if (str_all_digits(known)) {
    if (known.len != ACCOUNT_DIGITS) {
      malformed(out, "is a number, but an account id has 12 digits");
      return;
    }
    out->kind = IDENTITY_ACCOUNT;
    out->account = value;
    return;
  }
  malformed(out, "is neither an ARN nor an account id");
}

/* Host names: letters, digits, dots, dashes, at least one dot. */
static bool is_host(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = ascii_lower(s.ptr[i]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'))
      return false;
  }
  return s.len > 0 && str_has(s, '.') && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

static void identify_service(Identity *out, const Text *value) {
  Str known;
  const Hole *only = text_only_hole(value);
  if (only) {
    undecided(out, only);
    return;
  }
  if (text_has(value, " \t\r\n")) {
    malformed(out, "has white space in it");
    return;
  }
  if (text_known(value, &known) && !is_host(known)) {
    malformed(out, "is not a service name like lambda.amazonaws.com");
    return;
  }
  out->kind = IDENTITY_SERVICE;
  out->host = value;
}

static void identify_federated(Identity *out, Arena *arena, const Text *value) {
  Str known;
  const Hole *only = text_only_hole(value);
  if (only) {
    identify_hole(out, arena, only);
    return;
  }
  if (text_has(value, " \t\r\n")) {
    malformed(out, "has white space in it");
    return;
  }
  if (is_arn(value)) {
    identify_arn(out, arena, value);
    if (out->kind != IDENTITY_OIDC && out->kind != IDENTITY_SAML && out->kind != IDENTITY_UNKNOWN &&
        out->kind != IDENTITY_MALFORMED)
      malformed(out, "is not the ARN of an OIDC or SAML provider");
    return;
  }
  if (!text_known(value, &known)) {
    undecided(out, text_first_hole(value));
    return;
  }
  if (!is_host(str_slice(known, 0, str_find(known, 0, '/')))) {
    malformed(out, "is neither the ARN of an identity provider nor a domain name");
    return;
  }
  out->kind = IDENTITY_OIDC;
  out->host = value;
}

Identity identity_of_text(Arena *arena, PrincipalKey key, const Text *value) {
  Identity out = {.kind = IDENTITY_UNKNOWN, .text = value, .has_wildcard = text_has(value, "*?")};
  switch (key) {
  case PRINCIPAL_STAR:
    out.kind = IDENTITY_ANYONE;
    break;
  case PRINCIPAL_AWS:
    identify_aws(&out, arena, value);
    break;
  case PRINCIPAL_SERVICE:
    identify_service(&out, value);
    break;
  case PRINCIPAL_FEDERATED:
    identify_federated(&out, arena, value);
    break;
  case PRINCIPAL_CANONICAL:
    malformed(&out, "is a canonical user: S3 knows those, a trust policy does not");
    break;
  case PRINCIPAL_OTHER:
    malformed(&out, "stands under a kind of principal that does not exist");
    break;
  case PRINCIPAL_OPAQUE:
    undecided(&out, text_first_hole(value));
    break;
  }
  return out;
}

/* A caller may be given as an issuer with a path, sts.windows.net/TENANT. A policy names such
 * an issuer by its ARN only: IAM expects a domain name, so a slash is malformed there. */
Identity identity_of(Arena *arena, const Principal *principal) {
  Identity out = identity_of_text(arena, principal->kind, principal->value.text);
  if (principal->kind == PRINCIPAL_FEDERATED && out.kind == IDENTITY_OIDC && out.host == out.text &&
      text_has(out.host, "/"))
    malformed(&out, "is neither the ARN of an identity provider nor a domain name");
  return out;
}
