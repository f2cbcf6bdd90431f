/* SPDX-License-Identifier: Apache-2.0
 *
 * What the tokens of an issuer look like: the table (token_table.c), and what holds for issuers
 * that are not in it.
 *
 * Sources: IAM User Guide, "Available keys for AWS OIDC federation"; AWS Service Authorization
 * Reference, "AWS Security Token Service".
 */
#include <string.h>

#include "facts/domains.h"
#include "facts/languages.h"
#include "facts/token_table.h"

/* ---- Issuers without a published form -------------------------------------------------------- */

/* These claims name a project or a person, as the subject does; of any other nothing is known.
 * AWS documents condition keys of five claims only; whether an issuer has more is for its users
 * to find out. */
static const PartDomain unknown_parts[] = {
    {"SUBJECT", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_NONE, "assumelint"},
    {"CLAIM_OID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_AZP", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_CLIENT_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_PREFERRED_USERNAME", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_USER_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_REPOSITORY", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_REPOSITORY_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_REPOSITORYUUID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_PROJECT_PATH", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_PROJECT_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_PROJECTDASHID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_TERRAFORM_PROJECT_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_PIPELINE_SLUG", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_PIPELINE_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_WORKSPACEUUID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_TERRAFORM_WORKSPACE_ID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {"CLAIM_SPACEID", ANY_TEXT, NULL, PART_CHOSEN, LEVEL_UNIT, "of-somebody-else"},
    {.name = NULL},
};
static const char *const unknown_forms[] = {"{SUBJECT}", NULL};
static const ClaimDomain unknown_claims[] = {
    {"oid", THERE_SOMETIMES, false, "{CLAIM_OID}"},
    {"azp", THERE_SOMETIMES, false, "{CLAIM_AZP}"},
    {"client_id", THERE_SOMETIMES, false, "{CLAIM_CLIENT_ID}"},
    {"preferred_username", THERE_SOMETIMES, false, "{CLAIM_PREFERRED_USERNAME}"},
    {"user_id", THERE_SOMETIMES, false, "{CLAIM_USER_ID}"},
    {"repository", THERE_SOMETIMES, false, "{CLAIM_REPOSITORY}"},
    {"repository_id", THERE_SOMETIMES, false, "{CLAIM_REPOSITORY_ID}"},
    {"repositoryUuid", THERE_SOMETIMES, false, "{CLAIM_REPOSITORYUUID}"},
    {"project_path", THERE_SOMETIMES, false, "{CLAIM_PROJECT_PATH}"},
    {"project_id", THERE_SOMETIMES, false, "{CLAIM_PROJECT_ID}"},
    {"project-id", THERE_SOMETIMES, false, "{CLAIM_PROJECTDASHID}"},
    {"terraform_project_id", THERE_SOMETIMES, false, "{CLAIM_TERRAFORM_PROJECT_ID}"},
    {"pipeline_slug", THERE_SOMETIMES, false, "{CLAIM_PIPELINE_SLUG}"},
    {"pipeline_id", THERE_SOMETIMES, false, "{CLAIM_PIPELINE_ID}"},
    {"workspaceUuid", THERE_SOMETIMES, false, "{CLAIM_WORKSPACEUUID}"},
    {"terraform_workspace_id", THERE_SOMETIMES, false, "{CLAIM_TERRAFORM_WORKSPACE_ID}"},
    {"spaceId", THERE_SOMETIMES, false, "{CLAIM_SPACEID}"},
    {.claim = NULL},
};
static const ClaimDomain unknown_claim = {"", THERE_SOMETIMES, false, "{CLAIM}"};
static const TokenDomain unknown_issuer = {"*", unknown_parts, "sub", unknown_forms,
                                           unknown_claims};

/* ---- Looking up ------------------------------------------------------------------------------- */

/* Which claims are condition keys for every issuer; their parts are those of the callers. The
 * three providers that are older than OpenID Connect have their own. */
static const ClaimDomain common_claims[] = {
    {"aud", THERE_ALWAYS, false, "{AUDIENCE}"},
    {"amr", THERE_SOMETIMES, true, "{METHOD*}"},
    {"email", THERE_SOMETIMES, false, "{EMAIL}"},
    {"oaud", THERE_SOMETIMES, false, "{ORIGINALAUDIENCE}"},
    {.claim = NULL},
};

/* '*' is any text. Names of hosts compare without case. What a star takes grows by one
 * whenever the rest does not fit. */
static bool is_host(Str pattern, Str host) {
  size_t p = 0, h = 0, star = pattern.len, taken = 0;
  while (h < host.len) {
    if (p < pattern.len && pattern.ptr[p] == '*') {
      star = p++;
      taken = h;
    } else if (p < pattern.len && ascii_lower(pattern.ptr[p]) == ascii_lower(host.ptr[h])) {
      p++;
      h++;
    } else if (star < pattern.len) {
      p = star + 1;
      h = ++taken;
    } else {
      return false;
    }
  }
  while (p < pattern.len && pattern.ptr[p] == '*')
    p++;
  return p == pattern.len;
}

const TokenDomain *token_domain(Str host) {
  for (size_t i = 0; i < token_table_count; i++) {
    if (is_host(str_of(token_table[i].host), host))
      return &token_table[i];
  }
  return &unknown_issuer;
}

const TokenDomain *token_domain_row(size_t n) {
  return n < token_table_count ? &token_table[n] : NULL;
}

static const ClaimDomain *find_claim(const ClaimDomain *list, Str claim) {
  while (list->claim && !str_is_nocase(claim, list->claim))
    list++;
  return list->claim ? list : NULL;
}

const ClaimDomain *token_claim(const TokenDomain *token, Str claim) {
  if (str_is_nocase(claim, token->subject))
    return NULL;
  const ClaimDomain *found = find_claim(token->claims, claim);
  bool has_common = strcmp(token->subject, "app_id") != 0;
  if (!found && has_common)
    found = find_claim(common_claims, claim);
  return found || token != &unknown_issuer ? found : &unknown_claim;
}
