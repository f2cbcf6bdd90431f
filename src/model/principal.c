/* SPDX-License-Identifier: Apache-2.0
 *
 * What a principal names: ARNs, account ids, unique ids, services, providers.
 */
#include "assumelint/principal.h"
#include "assumelint/arena.h"

#include "assumelint/status.h"

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
static bool has_id_shape(struct alint_str s) {
  if (s.len < 16 || s.len > 128)
    return false;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
      return false;
  }
  return true;
}

const char *alint_unique_id_kind(struct alint_str value) {
  if (!has_id_shape(value))
    return NULL;
  for (size_t i = 0; i < sizeof unique_ids / sizeof *unique_ids; i++) {
    if (alint_str_starts(value, unique_ids[i].prefix))
      return unique_ids[i].kind;
  }
  return NULL;
}

/* ---- Pieces ---------------------------------------------------------------- */

static void malformed(struct alint_identity *out, const char *why) {
  out->who = ALINT_WHO_MALFORMED;
  out->why = why;
}

static void undecided(struct alint_identity *out, const struct alint_hole *hole) {
  out->who = ALINT_WHO_UNKNOWN;
  out->hole = hole;
}

static bool text_has(const struct alint_text *text, const char *bytes) {
  for (size_t i = 0; i < text->count; i++) {
    for (const char *c = bytes; !text->pieces[i].hole && *c; c++) {
      if (alint_str_has(text->pieces[i].literal, *c))
        return true;
    }
  }
  return false;
}

static bool is_account(const struct alint_text *text) {
  struct alint_str s;
  if (alint_text_known(text, &s))
    return s.len == ACCOUNT_DIGITS && alint_str_all_digits(s);
  return alint_text_first_hole(text) != NULL;
}

/* The text from the first `/` on is cut off: "role/team/Ops" gives "role" and
 * "team/Ops". NULL in `rest` where there is no slash. */
static void cut_at_slash(struct alint_arena *arena, const struct alint_text *text,
                         const struct alint_text **head, const struct alint_text **rest) {
  const struct alint_text *parts[2] = {NULL, NULL};
  size_t n = alint_text_split(arena, text, '/', parts, 2);
  if (n == 0)
    alint_out_of_memory();
  *head = parts[0];
  *rest = n == 2 ? parts[1] : NULL;
}

/* "team/dev/NAME" is split at the last slash: path "/team/dev/" and name. */
static void split_path(struct alint_identity *out, struct alint_arena *arena,
                       const struct alint_text *rest) {
  const struct alint_text *parts[64];
  size_t n = alint_text_split(arena, rest, '/', parts, sizeof parts / sizeof *parts);
  if (n == 0)
    alint_out_of_memory();
  const struct alint_text *slash = alint_text_literal(arena, ALINT_STR("/"));
  const struct alint_text *pieces[2 * 64 + 1];
  size_t count = 0;
  pieces[count++] = slash;
  for (size_t i = 0; i + 1 < n; i++) {
    pieces[count++] = parts[i];
    pieces[count++] = slash;
  }
  out->name = parts[n - 1];
  out->path = alint_text_concat(arena, pieces, count);
  if (!out->path)
    alint_out_of_memory();
}

/* ---- ARNs ------------------------------------------------------------------ */

static void identify_session(struct alint_identity *out, struct alint_arena *arena,
                             const struct alint_text *rest) {
  cut_at_slash(arena, rest, &out->name, &out->session);
  if (!out->session || alint_text_empty(out->session) || alint_text_empty(out->name)) {
    malformed(out, "names no session: an assumed-role ARN ends in role-name/session-name");
    return;
  }
  if (text_has(out->session, "/")) {
    malformed(out, "has a path: an assumed-role ARN is role-name/session-name without one");
    return;
  }
  out->who = ALINT_WHO_SESSION;
}

static void identify_sts_arn(struct alint_identity *out, struct alint_arena *arena,
                             const struct alint_text *type, const struct alint_text *rest) {
  if (alint_text_is(type, "assumed-role")) {
    identify_session(out, arena, rest);
    return;
  }
  if (alint_text_is(type, "federated-user")) {
    out->who = ALINT_WHO_FEDERATED_USER;
    out->session = out->name = rest;
    return;
  }
  malformed(out, "is an STS ARN of a kind that cannot be a principal");
}

static void identify_provider(struct alint_identity *out, enum alint_who who,
                              const struct alint_text *rest) {
  out->who = who;
  out->name = rest;
  if (who == ALINT_WHO_OIDC)
    out->host = rest;
}

/* What stands before the first slash of an IAM ARN's last part. */
static const struct {
  const char *type;
  enum alint_who who;
} iam_types[] = {
    {"role", ALINT_WHO_ROLE},
    {"user", ALINT_WHO_USER},
    {"oidc-provider", ALINT_WHO_OIDC},
    {"saml-provider", ALINT_WHO_SAML},
    {"group", ALINT_WHO_GROUP},
    {"policy", ALINT_WHO_GROUP},
    {"instance-profile", ALINT_WHO_GROUP},
    {"mfa", ALINT_WHO_GROUP},
    {"u2f", ALINT_WHO_GROUP},
    {"server-certificate", ALINT_WHO_GROUP},
    {"assumed-role", ALINT_WHO_MALFORMED},
};

static void identify_iam_arn(struct alint_identity *out, struct alint_arena *arena,
                             const struct alint_text *type, const struct alint_text *rest) {
  if (!rest) {
    if (!alint_text_is(type, "root")) {
      malformed(out, "is an IAM ARN that names neither root nor a role or user");
      return;
    }
    out->who = ALINT_WHO_ACCOUNT;
    return;
  }
  for (size_t i = 0; i < sizeof iam_types / sizeof *iam_types; i++) {
    if (!alint_text_is(type, iam_types[i].type))
      continue;
    enum alint_who who = iam_types[i].who;
    if (who == ALINT_WHO_MALFORMED) {
      malformed(out, "is an assumed-role ARN of the service iam: sessions belong to sts");
      return;
    }
    if (alint_text_empty(rest)) {
      malformed(out, "ends where the name should stand");
      return;
    }
    if (who == ALINT_WHO_OIDC || who == ALINT_WHO_SAML) {
      identify_provider(out, who, rest);
      return;
    }
    out->who = who;
    split_path(out, arena, rest);
    return;
  }
  malformed(out, "is an IAM ARN of a kind that does not exist");
}

/* The value starts with "arn:" and has been cut at its first five colons. */
static void identify_arn_parts(struct alint_identity *out, struct alint_arena *arena,
                               const struct alint_text *const *parts) {
  const struct alint_text *type, *rest;
  struct alint_str partition;
  out->partition = parts[1];
  out->account = parts[4];
  if (alint_text_known(parts[1], &partition) && !alint_str_starts(partition, "aws")) {
    malformed(out, "is an ARN of a partition that does not exist");
    return;
  }
  bool iam = alint_text_is(parts[2], "iam"), sts = alint_text_is(parts[2], "sts");
  if (!iam && !sts) {
    const struct alint_hole *hole = alint_text_first_hole(parts[2]);
    if (hole)
      undecided(out, hole);
    else
      malformed(out, "is not an ARN of the service iam or sts");
    return;
  }
  if (!alint_text_empty(parts[3]) && !alint_text_first_hole(parts[3])) {
    malformed(out, "has a region: IAM and STS ARNs have none");
    return;
  }
  if (!is_account(parts[4])) {
    malformed(out, "has no account id of 12 digits");
    return;
  }
  cut_at_slash(arena, parts[5], &type, &rest);
  const struct alint_hole *hole = alint_text_first_hole(type);
  if (hole) {
    undecided(out, hole);
    return;
  }
  if (iam) {
    identify_iam_arn(out, arena, type, rest);
  } else {
    if (rest)
      identify_sts_arn(out, arena, type, rest);
    else
      malformed(out, "is an STS ARN without a name");
  }
}

static void identify_arn(struct alint_identity *out, struct alint_arena *arena,
                         const struct alint_text *value) {
  const struct alint_text *parts[ARN_PARTS];
  size_t n = alint_text_split(arena, value, ':', parts, ARN_PARTS);
  if (n == 0)
    alint_out_of_memory();
  if (n < ARN_PARTS) {
    const struct alint_hole *hole = alint_text_first_hole(value);
    if (hole)
      undecided(out, hole);
    else
      malformed(out, "is not a whole ARN");
    return;
  }
  identify_arn_parts(out, arena, parts);
}

/* ---- A hole as the whole value ------------------------------------------------ */

static void identify_hole(struct alint_identity *out, struct alint_arena *arena,
                          const struct alint_hole *hole) {
  switch (hole->kind) {
  case ALINT_HOLE_ACCOUNT:
  case ALINT_HOLE_OWN_ACCOUNT:
  case ALINT_HOLE_OUTER_ACCOUNT:
    out->who = ALINT_WHO_ACCOUNT;
    out->account = out->text;
    return;
  case ALINT_HOLE_ROLE_ARN:
    out->who = ALINT_WHO_ROLE;
    break;
  case ALINT_HOLE_USER_ARN:
    out->who = ALINT_WHO_USER;
    break;
  case ALINT_HOLE_GROUP_ARN:
    out->who = ALINT_WHO_GROUP;
    break;
  case ALINT_HOLE_OIDC_ARN:
    out->who = ALINT_WHO_OIDC;
    break;
  case ALINT_HOLE_SAML_ARN:
    out->who = ALINT_WHO_SAML;
    break;
  case ALINT_HOLE_ANY:
  case ALINT_HOLE_PARTITION:
  case ALINT_HOLE_REGION:
  case ALINT_HOLE_URL_SUFFIX:
  case ALINT_HOLE_NAME:
  case ALINT_HOLE_ARN:
  case ALINT_HOLE_UNIQUE_ID:
    undecided(out, hole);
    return;
  }
  /* ARNs of entities that the input creates are of the role's own account. */
  out->account = alint_text_own_account(arena, "");
  if (!out->account)
    alint_out_of_memory();
}

/* ---- By key ---------------------------------------------------------------- */

bool alint_identity_id(const struct alint_identity *identity, struct alint_str *out) {
  const struct alint_hole *only = alint_text_only_hole(identity->text);
  if (only && only->sensitive && only->secret.ptr) {
    *out = only->secret;
    return true;
  }
  return alint_text_known(identity->text, out);
}

/* A unique id, whether it may be shown or not. */
static bool identify_id(struct alint_identity *out) {
  struct alint_str id;
  if (!alint_identity_id(out, &id) || !alint_unique_id_kind(id))
    return false;
  bool lives = alint_str_starts(id, "AIDA") || alint_str_starts(id, "AROA");
  out->who = lives ? ALINT_WHO_ORPHAN : ALINT_WHO_OTHER_ID;
  return true;
}

static void identify_aws(struct alint_identity *out, struct alint_arena *arena,
                         const struct alint_text *value) {
  struct alint_str known;
  const struct alint_hole *only = alint_text_only_hole(value);
  if (identify_id(out))
    return;
  if (only && only->kind == ALINT_HOLE_NAME) {
    malformed(out, "is a name, where an ARN has to stand");
    return;
  }
  if (only) {
    identify_hole(out, arena, only);
    return;
  }
  if (alint_text_is(value, "*")) {
    out->who = ALINT_WHO_ANYONE;
    return;
  }
  if (alint_text_empty(value)) {
    malformed(out, "is empty");
    return;
  }
  if (text_has(value, " \t\r\n")) {
    malformed(out, "has white space in it");
    return;
  }
  if (value->pieces[0].literal.len >= 4 && alint_str_starts(value->pieces[0].literal, "arn:")) {
    identify_arn(out, arena, value);
    return;
  }
  if (!alint_text_known(value, &known)) {
    undecided(out, alint_text_first_hole(value));
    return;
  }
  if (alint_str_all_digits(known)) {
    if (known.len != ACCOUNT_DIGITS) {
      malformed(out, "is a number, but an account id has 12 digits");
      return;
    }
    out->who = ALINT_WHO_ACCOUNT;
    out->account = value;
    return;
  }
  malformed(out, "is neither an ARN nor an account id");
}

/* Host names: letters, digits, dots, dashes, at least one dot. */
static bool is_host(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = alint_lower(s.ptr[i]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'))
      return false;
  }
  return s.len > 0 && alint_str_has(s, '.') && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

static void identify_service(struct alint_identity *out, const struct alint_text *value) {
  struct alint_str known;
  const struct alint_hole *only = alint_text_only_hole(value);
  if (only) {
    undecided(out, only);
    return;
  }
  if (text_has(value, " \t\r\n")) {
    malformed(out, "has white space in it");
    return;
  }
  if (alint_text_known(value, &known) && !is_host(known)) {
    malformed(out, "is not a service name like lambda.amazonaws.com");
    return;
  }
  out->who = ALINT_WHO_SERVICE;
  out->host = value;
}

static void identify_federated(struct alint_identity *out, struct alint_arena *arena,
                               const struct alint_text *value) {
  struct alint_str known;
  const struct alint_hole *only = alint_text_only_hole(value);
  if (only) {
    identify_hole(out, arena, only);
    return;
  }
  if (text_has(value, " \t\r\n")) {
    malformed(out, "has white space in it");
    return;
  }
  if (value->count > 0 && !value->pieces[0].hole &&
      alint_str_starts(value->pieces[0].literal, "arn:")) {
    identify_arn(out, arena, value);
    if (out->who != ALINT_WHO_OIDC && out->who != ALINT_WHO_SAML && out->who != ALINT_WHO_UNKNOWN &&
        out->who != ALINT_WHO_MALFORMED) {
      malformed(out, "is not the ARN of an OIDC or SAML provider");
      return;
    }
    return;
  }
  if (!alint_text_known(value, &known)) {
    undecided(out, alint_text_first_hole(value));
    return;
  }
  if (!is_host(alint_str_slice(known, 0, alint_str_find(known, 0, '/')))) {
    malformed(out, "is neither the ARN of an identity provider nor a domain name");
    return;
  }
  out->who = ALINT_WHO_OIDC;
  out->host = value;
}

void alint_identify_text(struct alint_identity *out, struct alint_arena *arena,
                         enum alint_principal_key kind, const struct alint_text *value) {
  *out = (struct alint_identity){.text = value};
  out->has_wildcard = text_has(value, "*?");
  switch (kind) {
  case ALINT_PRINCIPAL_STAR:
    out->who = ALINT_WHO_ANYONE;
    return;
  case ALINT_PRINCIPAL_AWS:
    identify_aws(out, arena, value);
    return;
  case ALINT_PRINCIPAL_SERVICE:
    identify_service(out, value);
    return;
  case ALINT_PRINCIPAL_FEDERATED:
    identify_federated(out, arena, value);
    return;
  case ALINT_PRINCIPAL_CANONICAL:
    malformed(out, "is a canonical user: S3 knows those, a trust policy does not");
    return;
  case ALINT_PRINCIPAL_OTHER:
    malformed(out, "stands under a kind of principal that does not exist");
    return;
  case ALINT_PRINCIPAL_OPAQUE:
    undecided(out, alint_text_first_hole(value));
    return;
  }
  malformed(out, "is not known");
}

/* A caller may be told by an issuer with a path, sts.windows.net/TENANT. A policy
 * names it by its ARN only: IAM answers about domain names, so a slash is
 * malformed there. */
void alint_identify(struct alint_identity *out, struct alint_arena *arena,
                    const struct alint_principal *principal) {
  alint_identify_text(out, arena, principal->kind, principal->value.text);
  if (principal->kind == ALINT_PRINCIPAL_FEDERATED && out->who == ALINT_WHO_OIDC &&
      out->host == out->text && text_has(out->host, "/")) {
    malformed(out, "is neither the ARN of an identity provider nor a domain name");
    return;
  }
}
