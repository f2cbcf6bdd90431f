/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls as they really come: recorded claims, names and ids of documentation, for every kind
 * of caller. What is known of keys and issuers is written out here by hand and not taken from
 * src/facts: what is wrong there must not be wrong here too.
 *
 * A call has parties, who are assigned (accounts, organizations, ids, owners of
 * repositories), and a shape, which is everything that its caller may choose. The same shape
 * with other parties is the same call of somebody else.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_VALUES_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_VALUES_H

#include "assumelint/arena.h"
#include "assumelint/request.h"
#include "chance.h"
#include "unit.h"

#include <strings.h>

enum { MAX_SAID = 72, MAX_ELEMENTS = 4, MAX_ALSO = 4 };

struct said {
  const char *name;
  const char *values[MAX_ELEMENTS];
  unsigned count;
  bool list;
};

enum caller {
  BY_USER,
  BY_SESSION,
  BY_SERVICE,
  BY_CERTIFICATE, /* Roles Anywhere */
  BY_SAML,
  BY_GITHUB,
  BY_GITHUB_ENTERPRISE, /* a private issuer, as the next two */
  BY_EKS,
  BY_CIRCLECI,
  BY_GITLAB,
  BY_TERRAFORM,
  BY_BUILDKITE,
  BY_GOOGLE,
  BY_AMAZON,
  BY_FACEBOOK,
  BY_COGNITO,
  BY_OTHER_ISSUER,
  CALLERS,
};

struct sample {
  Arena *arena;
  enum caller by;
  PrincipalKey kind;
  const char *principal, *action;
  const char *host; /* issuer of the token; NULL for others */
  struct said said[MAX_SAID];
  unsigned count;
  const char *also[MAX_ALSO];
  unsigned also_count;
};

/* ---- Parties --------------------------------------------------------------------------------- */

/* Digits and letters that nobody chooses. */
struct parties {
  char account[13], uid[18], org[13], root[7], unit[18], vpc[18], endpoint[18];
  char address[48];
  char owner[40]; /* organization, group, namespace: somebody chose it */
  char owner_id[14], unit_id[14], person_id[14];
  char uuid[37], unit_uuid[37], person_uuid[37];
  const char *address_of_vpc;
};

static inline void draw_of(char *out, size_t n, const char *letters, uint64_t *seed) {
  unsigned count = (unsigned)strlen(letters);
  for (size_t i = 0; i < n; i++)
    out[i] = letters[pick(seed, count)];
  out[n] = '\0';
}

static inline void draw_number(char *out, uint64_t *seed, const char *like) {
  size_t n = 5 + pick(seed, 6);
  out[0] = like && pick(seed, 2) ? like[0] : (char)('1' + pick(seed, 9));
  draw_of(out + 1, n - 1, "0123456789", seed);
}

static inline void draw_uuid(char *out, uint64_t *seed) {
  draw_of(out, 36, "0123456789abcdef", seed);
  for (int i = 8; i <= 23; i += 5)
    out[i] = '-';
}

static inline void draw_assigned(struct parties *out, uint64_t *seed) {
  static const char hex[] = "0123456789abcdef", low[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  draw_of(out->account, 12, "0123456789", seed);
  draw_of(out->uid, 17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", seed);
  draw_of(out->org, 12, low, seed);
  memcpy(out->org, "o-", 2);
  draw_of(out->root, 6, low, seed);
  memcpy(out->root, "r-", 2);
  draw_of(out->unit, 16, low, seed);
  memcpy(out->unit, "ou-", 3);
  memcpy(out->unit + 3, out->root + 2, 4);
  out->unit[7] = '-';
  draw_of(out->vpc, 17, hex, seed);
  draw_of(out->endpoint, 17, hex, seed);
  draw_uuid(out->uuid, seed);
  draw_uuid(out->unit_uuid, seed);
  draw_uuid(out->person_uuid, seed);
  draw_number(out->owner_id, seed, out->owner_id[0] ? out->owner_id : NULL);
  draw_number(out->unit_id, seed, out->unit_id[0] ? out->unit_id : NULL);
  draw_number(out->person_id, seed, out->person_id[0] ? out->person_id : NULL);
}

/* Those that policies speak of. */
static inline struct parties usual_parties(uint64_t *seed) {
  static const char *const accounts[] = {"464622532012", "123456789012", "999988887777",
                                         "444455556666", "012345678901", NULL};
  static const char *const owners[] = {"acme", "octo-org",  "my-group", "payments",
                                       "a",    "Acme-Labs", NULL};
  static const char *const addresses[] = {"203.0.113.7", "54.240.197.233", "18.194.0.1",
                                          "2600:1f18:abc::12", NULL};
  struct parties out = {.address_of_vpc = pick(seed, 2) ? "10.0.1.12" : "172.31.4.4"};
  draw_assigned(&out, seed);
  snprintf(out.account, sizeof out.account, "%s", any(seed, accounts));
  snprintf(out.owner, sizeof out.owner, "%s", any(seed, owners));
  snprintf(out.address, sizeof out.address, "%s", any(seed, addresses));
  return out;
}

/* Somebody else, whose name may be made to look like the old one. */
static inline struct parties other_parties(const struct parties *old, uint64_t *seed) {
  static const char *const addresses[] = {"45.83.64.1",      "91.198.174.192",     "101.6.6.172",
                                          "185.199.108.153", "2a00:1450:4001::8a", NULL};
  static const char low[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  struct parties out = *old;
  char fresh[12];
  size_t kept = pick(seed, (unsigned)strlen(old->owner) + 1);
  const char *end = old->owner + strlen(old->owner) - kept;
  draw_assigned(&out, seed);
  draw_of(fresh, 4 + pick(seed, 7), low, seed);
  snprintf(out.address, sizeof out.address, "%s", any(seed, addresses));
  switch (pick(seed, 4)) {
  case 0:
    snprintf(out.owner, sizeof out.owner, "%s", fresh);
    break;
  case 1: /* the beginning of the name */
    snprintf(out.owner, sizeof out.owner, "%.*s%s", (int)kept, old->owner, fresh);
    break;
  case 2: /* the end of it */
    snprintf(out.owner, sizeof out.owner, "%s%s", fresh, end);
    break;
  default: /* both */
    snprintf(out.owner, sizeof out.owner, "%c%s%s", old->owner[0], fresh, end);
  }
  return out;
}

/* Those that a policy names besides: no adversary has their address. */
static inline struct parties named_parties(const struct parties *old, uint64_t *seed) {
  static const char *const addresses[] = {"99.77.128.1", "35.180.0.9", "2620:107:4000::5", NULL};
  struct parties out = other_parties(old, seed);
  snprintf(out.address, sizeof out.address, "%s", any(seed, addresses));
  return out;
}

/* ---- Saying ---------------------------------------------------------------------------------- */

static inline struct said *say_list(struct sample *s, const char *name) {
  assert_true(s->count < MAX_SAID);
  struct said *out = &s->said[s->count++];
  *out = (struct said){.name = name, .list = true};
  return out;
}

static inline void say(struct sample *s, const char *name, const char *value) {
  struct said *out = say_list(s, name);
  out->list = false;
  out->values[out->count++] = value;
}

#define PRINT(s, ...) (str_printf((s)->arena, __VA_ARGS__).ptr)
#define SAY(s, name, ...) say(s, name, PRINT(s, __VA_ARGS__))
/* Of the token. */
#define CLAIM(s, claim, ...) say(s, PRINT(s, "%s:%s", (s)->host, claim), PRINT(s, __VA_ARGS__))

static inline void need(struct sample *s, const char *action) {
  s->also[s->also_count++] = action;
}

static const char *const word_list[] = {
    "ci",   "deploy", "Admin", "app",       "team-a",   "prod",    "host1", "alice",
    "api",  "web",    "main",  "platform",  "a.b",      "x",       "q-w",   "release",
    "data", "dev",    "i-0a1", "dev@x.org", "A+B=c,d@", "ci-prod", NULL};

/* ---- What many calls say --------------------------------------------------------------------- */

static inline void say_time(struct sample *s, uint64_t *seed) {
  static const char *const times[][2] = {{"2026-01-01T00:00:00Z", "1767225600"},
                                         {"2026-03-14T15:09:26Z", "1773500966"},
                                         {"2027-12-31T23:59:59Z", "1830297599"}};
  unsigned n = pick(seed, 3);
  say(s, "aws:CurrentTime", times[n][0]);
  say(s, "aws:EpochTime", times[n][1]);
}

static inline void say_place(struct sample *s, const struct parties *who, uint64_t *seed) {
  if (pick(seed, 4)) {
    SAY(s, "aws:SourceIp", "%s", who->address);
    return;
  }
  SAY(s, "aws:SourceVpc", "vpc-%s", who->vpc);
  SAY(s, "aws:SourceVpce", "vpce-%s", who->endpoint);
  say(s, "aws:VpcSourceIp", who->address_of_vpc);
  if (pick(seed, 2)) {
    SAY(s, "aws:VpceAccount", "%s", who->account);
    SAY(s, "aws:SourceVpcArn", "arn:aws:ec2:us-east-1:%s:vpc/vpc-%s", who->account, who->vpc);
  }
}

/* Of the role that is called: it is the same whoever calls. */
static inline void say_role(struct sample *s, uint64_t *seed) {
  say(s, "aws:ResourceAccount", "111122223333");
  if (pick(seed, 2)) {
    struct said *paths = say_list(s, "aws:ResourceOrgPaths");
    paths->values[paths->count++] = "o-theroleown/r-zz99/ou-zz99-zzzzzzzz/";
    say(s, "aws:ResourceOrgID", "o-theroleown");
  }
  if (pick(seed, 3) == 0) {
    say(s, "aws:ResourceTag/team", "of-the-role");
    say(s, "iam:ResourceTag/team", "of-the-role");
  }
}

static inline void say_client(struct sample *s, uint64_t *seed) {
  static const char *const regions[] = {"us-east-1", "eu-central-1", "ap-south-1", NULL};
  static const char *const agents[] = {"aws-cli/2.15.30 Python/3.11.8", "Boto3/1.34.0", NULL};
  say(s, "aws:RequestedRegion", any(seed, regions));
  say(s, "aws:UserAgent", any(seed, agents));
  if (pick(seed, 6) == 0)
    say(s, "aws:referer", "https://console.example/start");
  say(s, "aws:SecureTransport", "true");
  say(s, "aws:ViaAWSService", "false");
  say(s, "aws:ViaAWSMCPService", "false");
  say(s, "aws:IsMcpServiceAction", "false");
  say(s, "aws:PrincipalIsAWSService", s->kind == PRINCIPAL_SERVICE ? "true" : "false");
}

static inline void say_session(struct sample *s, uint64_t *seed) {
  static const char *const names[] = {"deploy", "ci-prod", "alice@x.org", "q-w",  "i-0a1b2c3d",
                                      "host1",  "app",     "session",     "prod", NULL};
  say(s, "sts:RoleSessionName", any(seed, names));
  if (pick(seed, 4) == 0) {
    say(s, "sts:SourceIdentity", any(seed, names));
    need(s, "sts:SetSourceIdentity");
  }
}

static inline void say_tags(struct sample *s, uint64_t *seed) {
  static const char *const tags[][2] = {
      {"team", "aws:RequestTag/team"}, {"a", "aws:RequestTag/a"}, {"env", "aws:RequestTag/env"}};
  unsigned first = pick(seed, 3), n = 1 + pick(seed, 2);
  struct said *keys = say_list(s, "aws:TagKeys");
  for (unsigned i = first; i < first + n; i++) {
    keys->values[keys->count++] = tags[i % 3][0];
    say(s, tags[i % 3][1], any(seed, word_list));
  }
  if (pick(seed, 3) == 0) {
    struct said *transitive = say_list(s, "sts:TransitiveTagKeys");
    transitive->values[transitive->count++] = tags[first][0];
  }
  need(s, "sts:TagSession");
}

static inline void say_common(struct sample *s, const struct parties *who, uint64_t *seed) {
  say_time(s, seed);
  if (s->kind != PRINCIPAL_SERVICE)
    say_place(s, who, seed);
  say_role(s, seed);
  say_client(s, seed);
  say_session(s, seed);
  if (pick(seed, 4) == 0)
    say_tags(s, seed);
}

#endif
