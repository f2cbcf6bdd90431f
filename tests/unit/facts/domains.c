/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of condition keys: each documented key has a row, and values that callers are known
 * to send are in its language.
 */
#include "domain_case.h"

/* ---- Every key ---------------------------------------------------------------------------------- */

/* The keys of AssumeRole and its siblings, and the global ones: AWS Service Authorization
 * Reference and "AWS global condition context keys", August 2026. `x` stands for a tag. */
static const char *const documented[] = {
    "aws:AssumedRoot",
    "aws:CalledVia",
    "aws:CalledViaAWSMCP",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn",
    "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag/x",
    "aws:PrincipalType",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/x",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/x",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:userid",
    "aws:username",
    "aws:ViaAWSMCPService",
    "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:VpcSourceIp",
    "cognito-identity.amazonaws.com:amr",
    "cognito-identity.amazonaws.com:aud",
    "cognito-identity.amazonaws.com:sub",
    "accounts.google.com:aud",
    "accounts.google.com:sub",
    "graph.facebook.com:app_id",
    "graph.facebook.com:id",
    "www.amazon.com:app_id",
    "www.amazon.com:user_id",
    "ec2:RoleDelivery",
    "ec2:SourceInstanceArn",
    "glue:CredentialIssuingService",
    "glue:RoleAssumedBy",
    "iam:ResourceTag/x",
    "identitystore:UserId",
    "lambda:SourceFunctionArn",
    "saml:aud",
    "saml:cn",
    "saml:commonName",
    "saml:doc",
    "saml:eduorghomepageuri",
    "saml:eduorgidentityauthnpolicyuri",
    "saml:eduorglegalname",
    "saml:eduorgsuperioruri",
    "saml:eduorgwhitepagesuri",
    "saml:edupersonaffiliation",
    "saml:edupersonassurance",
    "saml:edupersonentitlement",
    "saml:edupersonnickname",
    "saml:edupersonorgdn",
    "saml:edupersonorgunitdn",
    "saml:edupersonprimaryaffiliation",
    "saml:edupersonprimaryorgunitdn",
    "saml:edupersonprincipalname",
    "saml:edupersonscopedaffiliation",
    "saml:edupersontargetedid",
    "saml:givenName",
    "saml:iss",
    "saml:mail",
    "saml:name",
    "saml:namequalifier",
    "saml:organizationStatus",
    "saml:primaryGroupSID",
    "saml:sub",
    "saml:sub_type",
    "saml:surname",
    "saml:uid",
    "saml:x500UniqueIdentifier",
    "ssm:SourceInstanceArn",
    "sts:ExternalId",
    "sts:RequestContext/x",
    "sts:RequestContextProviders",
    "sts:RoleAuthorizedByIdp",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "sts:TransitiveTagKeys",
};

/* Of other actions: AssumeRoot, GetServiceBearerToken, GetWebIdentityToken. */
static const char *const never[] = {"sts:AWSServiceName", "sts:DurationSeconds",
                                    "sts:IdentityTokenAudience", "sts:SigningAlgorithm",
                                    "sts:TaskPolicyArn"};

enum { COUNT = sizeof documented / sizeof *documented, NEVER = sizeof never / sizeof *never };

static bool has_row(Str key) {
  for (int caller = 0; caller < CALLER_KINDS; caller++) {
    if (key_domain(key, (CallerKindOf)caller))
      return true;
  }
  return false;
}

static bool is_never(Str key) {
  for (size_t i = 0; i < NEVER; i++) {
    if (str_is_nocase(key, never[i]))
      return true;
  }
  return false;
}

static void documented_keys_have_rows(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT; i++) {
    if (!has_row(str_of(documented[i])))
      fprintf(stderr, "no row: %s\n", documented[i]);
    assert_true(has_row(str_of(documented[i])));
  }
  for (size_t i = 0; i < NEVER; i++)
    assert_false(has_row(str_of(never[i])));
}

/* And a row is for a key that is documented: so that a misspelled one is seen. Only the three
 * kinds of tags from certificates are more. */
static void rows_are_documented(void **state) {
  (void)state;
  for (size_t n = 0; key_domain_row(n); n++) {
    Str key = str_of(key_domain_row(n)->key);
    bool found = str_starts(key, "aws:PrincipalTag/x509");
    for (size_t i = 0; i < COUNT && !found; i++) {
      Str name = str_of(documented[i]);
      found = str_eq(str_ends(name, "/x") ? str_slice(name, 0, name.len - 1) : name, key);
    }
    if (!found)
      fprintf(stderr, "not documented: %.*s\n", STR_FMT(key));
    assert_true(found);
  }
}

/* ---- The list of keys that others keep -------------------------------------------------------- */

/* What stands for a name of somebody's choice, "${TagKey}", becomes a letter. */
static Str without_variables(Arena *arena, Str key) {
  Buf buf = buf_in(arena);
  for (size_t at = 0; at < key.len;) {
    size_t open = str_find(key, at, '$');
    buf_add_str(&buf, str_slice(key, at, open));
    at = open < key.len ? str_find(key, open, '}') + 1 : key.len;
    if (open < key.len)
      buf_add_char(&buf, 'x');
  }
  Str out = buf_str(&buf);
  return str_ends(out, "/tag-key")
             ? str_printf(arena, "%.*s/x", STR_FMT(str_slice(out, 0, str_find(out, 0, '/'))))
             : out;
}

static bool is_claim_of_token(Str key) {
  size_t colon = str_find(key, 0, ':');
  const TokenDomain *token = token_domain(str_slice(key, 0, colon));
  Str claim = str_slice(key, colon + 1, key.len);
  return str_is_nocase(claim, token->subject) || token_claim(token, claim);
}

/* Issuers have a dot in their names, services have none. */
static bool is_known(Str key) {
  Str prefix = str_slice(key, 0, str_find(key, 0, ':'));
  bool issuer = str_has(prefix, '.') || str_is(prefix, "<oidc-host>");
  return issuer ? is_claim_of_token(key) : has_row(key) || is_never(key);
}

static void listed_keys_have_rows(void **state) {
  (void)state;
  const char *folder = getenv("ASSUMELINT_SHARED");
  char path[4096], line[1024];
  size_t count = 0, unknown = 0;
  snprintf(path, sizeof path, "%s/data/condition-keys.tsv", folder ? folder : "../shared");
  FILE *file = fopen(path, "rb");
  if (!file)
    SKIP("no list of keys; ASSUMELINT_SHARED names the folder that holds data/");
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  while (fgets(line, sizeof line, file)) {
    Str key = str_n(line, strcspn(line, "\t\n"));
    if (key.len == 0 || key.ptr[0] == '#')
      continue;
    count++;
    if (is_known(without_variables(arena, key)))
      continue;
    unknown++;
    fprintf(stderr, "no row: %.*s\n", STR_FMT(key));
  }
  fclose(file);
  arena_free(arena);
  assert_true(count > 100);
  assert_int_equal(unknown, 0);
}

/* ---- Parts and forms ---------------------------------------------------------------------------- */

/* Each word is in the part's language, and in the wider one. */
static bool words_fit(const PartDomain *part) {
  bool fit = true;
  Str words = str_of(part->words);
  char form[64];
  snprintf(form, sizeof form, "{%s}", part->name);
  for (size_t at = 0; at < words.len;) {
    size_t end = str_find(words, at, ' ');
    Str word = str_slice(words, at, end);
    bool good = domain_has(form, part, word, false) && domain_has(form, part, word, true);
    if (!good)
      fprintf(stderr, "%s: not in its language: %.*s\n", part->name, STR_FMT(word));
    fit = fit && good;
    at = end + 1;
  }
  return fit;
}

static void parts_have_words(void **state) {
  (void)state;
  for (const PartDomain *part = caller_parts; part->name; part++) {
    assert_non_null(part->words);
    assert_true(words_fit(part));
    assert_ptr_equal(domain_find(caller_parts, str_of(part->name)), part);
  }
}

/* Parts are declared, and stand in the order in which values are read. */
static bool is_in_order(const char *form) {
  Str whole = str_of(form);
  const PartDomain *last = NULL;
  for (size_t at = 0; at < whole.len;) {
    Str name = domain_next_part(whole, &at);
    if (name.len == 0)
      break;
    const PartDomain *part = domain_find(caller_parts, name);
    if (!part || (last && part <= last))
      return false;
    last = part;
  }
  return true;
}

static void forms_are_readable(void **state) {
  (void)state;
  for (size_t n = 0; key_domain_row(n); n++) {
    const KeyDomain *row = key_domain_row(n);
    if (!is_in_order(row->form))
      fprintf(stderr, "%s: %s\n", row->key, row->form);
    assert_true(is_in_order(row->form));
    assert_true(row->there != THERE_NEVER);
    assert_true(row->callers != 0 && row->callers >> CALLER_KINDS == 0);
    /* A caller's first row speaks for the others. */
    for (int caller = 0; caller < CALLER_KINDS; caller++) {
      if (!(row->callers >> caller & 1))
        continue;
      Str key = str_ends(str_of(row->key), "/") ? STR("") : str_of(row->key);
      const KeyDomain *first = key.len > 0 ? key_domain(key, (CallerKindOf)caller) : row;
      assert_true(first->there == row->there && first->list == row->list &&
                  first->group == row->group);
    }
  }
}

/* ---- Values --------------------------------------------------------------------------------------- */

/* From the pages of AWS that the tables name, with accounts and names of examples. */
static const struct {
  CallerKindOf caller;
  const char *key, *can, *cannot; /* cannot: NULL, none */
} values[] = {
    {CALLER_USER, "aws:PrincipalArn", "arn:aws:iam::123456789012:user/division_abc/JohnDoe",
     "arn:aws:iam::123456789012:user/John Doe"},
    {CALLER_USER, "aws:PrincipalArn", "arn:aws-us-gov:iam::123456789012:user/a/../:x/y",
     "arn:aws:iam::1234:user/JohnDoe"},
    {CALLER_ROLE, "aws:PrincipalArn", "arn:aws:iam::123456789012:role/role-name",
     "arn:aws:sts::123456789012:assumed-role/role-name/session"},
    {CALLER_ROLE, "aws:PrincipalArn",
     "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123",
     "arn:aws:iam::123456789012:role/*"},
    {CALLER_ROLE, "aws:PrincipalType", "AssumedRole", "User"},
    {CALLER_USER, "aws:userid", "AIDACKCEVSQ6C2EXAMPLE", "AROACKCEVSQ6C2EXAMPLE"},
    {CALLER_ROLE, "aws:userid", "AROACKCEVSQ6C2EXAMPLE:i-1234567890abcdef0",
     "AROACKCEVSQ6C2EXAMPLE"},
    {CALLER_ROLE, "aws:userid", "AROACKCEVSQ6C2EXAMPLE:a@example.com", "AROACKCEVSQ6C2EXAMPLE:a"},
    {CALLER_USER, "aws:PrincipalOrgID", "o-a1b2c3d4e5", "o-*"},
    {CALLER_USER, "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/",
     "o-a1b2c3d4e5/r-ab12"},
    {CALLER_ROLE, "aws:PrincipalTag/team", "Grüße an alle: a+b=c@d", "red*"},
    {CALLER_SERVICE, "aws:PrincipalTag/x509Subject/CN", "Bob", NULL},
    {CALLER_USER, "aws:MultiFactorAuthAge", "3600", "3600.5"},
    {CALLER_ROLE, "ec2:SourceInstanceArn",
     "arn:aws:ec2:us-west-2:111111111111:instance/i-0a1b2c3d4e5f60718",
     "arn:aws:ec2:us-west-2:*:instance/i-0a1b2c3d4e5f60718"},
    {CALLER_ROLE, "lambda:SourceFunctionArn",
     "arn:aws:lambda:us-east-1:123456789012:function:source_lambda", NULL},
    {CALLER_ROLE, "ssm:SourceInstanceArn",
     "arn:aws:ec2:us-west-2:111111111111:instance/i-0a1b2c3d4e5f60718", NULL},
    {CALLER_ROLE, "aws:FederatedProvider", "cognito-identity.amazonaws.com", NULL},
    {CALLER_ROLE, "aws:FederatedProvider",
     "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0123ABCD", NULL},
    {CALLER_ROLE, "ec2:RoleDelivery", "2.0", "3.0"},
    {CALLER_ROLE, "aws:Ec2InstanceSourcePrivateIPv4", "172.31.0.7", "172.31.0.256"},
    {CALLER_USER, "aws:SourceVpc", "vpc-111bbb22", "vpc-xyz"},
    {CALLER_USER, "aws:SourceVpcArn", "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-111bbb22", NULL},
    {CALLER_USER, "aws:SourceVpce", "vpce-0a1b2c3d4e5f60718", "vpce-*"},
    {CALLER_USER, "aws:VpcSourceIp", "10.0.0.7", "8.8.8.8"},
    {CALLER_USER, "aws:SourceIp", "203.0.113.255", "203.0.113.0/24"},
    {CALLER_TOKEN, "aws:CurrentTime", "2028-02-29T23:59:59Z", "2028-02-29"},
    {CALLER_TOKEN, "aws:EpochTime", "1767225600", "1767225600.5"},
    {CALLER_TOKEN, "aws:RequestedRegion", "us-gov-west-1", "us-*"},
    {CALLER_SERVICE, "aws:RequestedRegion", "eusc-de-east-1", "eu-central"},
    {CALLER_USER, "sts:ExternalId", "12345abcde@+-/.,", "a*c"},
    {CALLER_USER, "sts:ExternalId", "ab", "a"},
    {CALLER_ASSERTION, "sts:RoleSessionName", "a@example.com", "a b"},
    {CALLER_ROLE, "sts:SourceIdentity", "DiegoRamirez", "Diego/Ramirez"},
    {CALLER_ROLE, "sts:RequestContextProviders", "arn:aws:iam::aws:contextProvider/IdentityCenter",
     NULL},
    {CALLER_SERVICE, "aws:SourceArn",
     "arn:aws:ssm-incidents:us-east-1:111122223333:incident-record/plan/record", "*"},
    {CALLER_SERVICE, "aws:SourceArn", "arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3"},
    {CALLER_SERVICE, "aws:SourceArn", "arn:aws:apigateway:us-east-1::/restapis/abc", NULL},
    {CALLER_SERVICE, "aws:SourceArn", "arn:aws:cloudfront::111122223333:distribution/E1", NULL},
    {CALLER_SERVICE, "aws:PrincipalServiceName", "cloudtrail.amazonaws.com", "cloudtrail"},
    {CALLER_SERVICE, "aws:PrincipalServiceNamesList", "logs.us-east-1.amazonaws.com", NULL},
    {CALLER_ASSERTION, "SAML:aud", "https://signin.aws.amazon.com/saml", "https://example.com"},
    {CALLER_ASSERTION, "saml:aud", "https://us-west-2.signin.aws.amazon.com/saml", NULL},
    {CALLER_ASSERTION, "saml:doc", "123456789012/ExampleOrgSSOProvider", NULL},
    {CALLER_ASSERTION, "saml:sub_type", "persistent", NULL},
    {CALLER_ROLE, "cognito-identity.amazonaws.com:aud",
     "us-east-1:12345678-abcd-abcd-abcd-123456790ab0", "us-east-1"},
};

/* The elements of a list differ, so something of each is its own. */
static bool has_own_part(const char *form) {
  return !strchr(form, '{') || strstr(form, "*}");
}

static void elements_of_lists_differ(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t n = 0; key_domain_row(n); n++) {
    const KeyDomain *row = key_domain_row(n);
    if (row->list && !has_own_part(row->form)) {
      fprintf(stderr, "%s: all elements are the same\n", row->key);
      wrong++;
    }
  }
  for (size_t n = 0; token_domain_row(n); n++) {
    const TokenDomain *token = token_domain_row(n);
    for (const ClaimDomain *c = token->claims; c && c->claim; c++) {
      if (c->list && !has_own_part(c->form)) {
        fprintf(stderr, "%s:%s: all elements are the same\n", token->host, c->claim);
        wrong++;
      }
    }
  }
  assert_int_equal(wrong, 0);
}

static void known_values_are_in_their_languages(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    Str key = str_of(values[i].key);
    if (domain_key_has(key, values[i].caller, str_of(values[i].can), false) &&
        (!values[i].cannot ||
         !domain_key_has(key, values[i].caller, str_of(values[i].cannot), false)))
      continue;
    wrong++;
    fprintf(stderr, "%s: %s, but not %s\n", values[i].key, values[i].can,
            values[i].cannot ? values[i].cannot : "");
  }
  assert_int_equal(wrong, 0);
}

/* What a kind of caller never has. */
static void callers_lack_keys(void **state) {
  (void)state;
  assert_null(key_domain(STR("saml:aud"), CALLER_ROLE));
  assert_non_null(key_domain(STR("saml:sub"), CALLER_ROLE));
  assert_null(key_domain(STR("saml:sub"), CALLER_TOKEN));
  assert_null(key_domain(STR("aws:username"), CALLER_ROLE));
  assert_null(key_domain(STR("aws:PrincipalTag/team"), CALLER_SERVICE));
  assert_null(key_domain(STR("aws:PrincipalTag/"), CALLER_USER));
  assert_null(key_domain(STR("aws:PrincipalOrgID"), CALLER_SERVICE));
  assert_null(key_domain(STR("aws:PrincipalArn"), CALLER_TOKEN));
  assert_null(key_domain(STR("sts:ExternalId"), CALLER_TOKEN));
  assert_null(key_domain(STR("aws:MultiFactorAuthPresent"), CALLER_TOKEN));
  assert_null(key_domain(STR("aws:SourceArn"), CALLER_USER));
  assert_null(key_domain(STR("ec2:SourceInstanceArn"), CALLER_USER));
  assert_null(key_domain(STR("sts:RoleAuthorizedByIdp"), CALLER_ASSERTION));
}

TESTS(domains, TEST(elements_of_lists_differ), TEST(documented_keys_have_rows),
      TEST(rows_are_documented), TEST(listed_keys_have_rows), TEST(parts_have_words),
      TEST(forms_are_readable), TEST(known_values_are_in_their_languages), TEST(callers_lack_keys));
