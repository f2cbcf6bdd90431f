/* SPDX-License-Identifier: Apache-2.0
 *
 * Role brokers: what they are, and which roles of the template they name.
 */
#include "templates.h"

#include "assumelint/buf.h"

#define ROLES                                                                                      \
  "Resources:\n"                                                                                   \
  "  Plain: &role\n"                                                                               \
  "    Type: AWS::IAM::Role\n"                                                                     \
  "    Properties: {AssumeRolePolicyDocument: {Statement: []}}\n"                                  \
  "  Named:\n"                                                                                     \
  "    Type: AWS::IAM::Role\n"                                                                     \
  "    Properties: {RoleName: named, AssumeRolePolicyDocument: {Statement: []}}\n"

static void show_broker(Buf *buf, const RoleBroker *broker) {
  static const char *const kinds[] = {"pool",    "attachment", "anchor",
                                      "profile", "pod",        "instance-profile"};
  static const char *const answers[] = {"no", "unknown", "yes"};
  buf_addf(buf, "%s %.*s ", kinds[broker->kind], STR_FMT(broker->address));
  show_text(buf, broker->id);
  if (broker->kind == BROKER_IDENTITY_POOL)
    buf_addf(buf, " guests=%s", answers[broker->guests]);
  if (broker->kind == BROKER_TRUST_ANCHOR || broker->kind == BROKER_ANYWHERE_PROFILE)
    buf_addf(buf, " enabled=%s", answers[broker->enabled]);
  const Text *texts[] = {broker->pool, broker->cluster, broker->kube_namespace,
                         broker->service_account};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (!texts[i])
      continue;
    buf_add_char(buf, ' ');
    show_text(buf, texts[i]);
  }
  for (size_t i = 0; i < broker->role_count; i++) {
    const BrokeredRole *role = &broker->roles[i];
    buf_addf(buf, " %.*s(", STR_FMT(role->to));
    show_text(buf, role->named);
    buf_addf(buf, " is %.*s)", STR_FMT(role->address));
  }
  buf_add(buf, "\n");
}

static void expect_handouts(const char *yaml, const char *expected) {
  Input input;
  read_template(&input, yaml);
  Buf buf = buf_in(input.arena);
  buf_add(&buf, "");
  for (size_t i = 0; i < input.after.broker_count; i++)
    show_broker(&buf, &input.after.brokers[i]);
  assert_string_equal(buf.ptr, expected);
  arena_free(input.arena);
}

static void test_cognito(void **state) {
  (void)state;
  expect_handouts(ROLES "  Closed: {Type: AWS::Cognito::IdentityPool}\n"
                        "  Open:\n"
                        "    Type: AWS::Cognito::IdentityPool\n"
                        "    Properties: {AllowUnauthenticatedIdentities: true}\n"
                        "  Maybe:\n"
                        "    Type: AWS::Cognito::IdentityPool\n"
                        "    Properties: {AllowUnauthenticatedIdentities: !Ref Somewhere}\n"
                        "  Attachment:\n"
                        "    Type: AWS::Cognito::IdentityPoolRoleAttachment\n"
                        "    Properties:\n"
                        "      IdentityPoolId: !Ref Open\n"
                        "      Roles:\n"
                        "        authenticated: !GetAtt Plain.Arn\n"
                        "        unauthenticated: arn:aws:iam::111122223333:role/other\n"
                        "      RoleMappings:\n"
                        "        Any:\n"
                        "          Type: Rules\n"
                        "          RulesConfiguration:\n"
                        "            Rules: [{Claim: a, RoleARN: !GetAtt Named.Arn}]\n",
                  "pool Resources.Closed ${Closed} guests=no\n"
                  "pool Resources.Open ${Open} guests=yes\n"
                  "pool Resources.Maybe ${Maybe} guests=unknown\n"
                  "attachment Resources.Attachment ${Attachment} ${Open}"
                  " authenticated(${Plain.Arn} is Resources.Plain)"
                  " unauthenticated(arn:aws:iam::111122223333:role/other is )"
                  " rule(arn:${AWS::Partition}:iam::${AWS::AccountId}:role/named"
                  " is Resources.Named)\n");
}

static void test_others(void **state) {
  (void)state;
  expect_handouts(ROLES
                  "  Anchor: {Type: AWS::RolesAnywhere::TrustAnchor}\n"
                  "  Profile:\n"
                  "    Type: AWS::RolesAnywhere::Profile\n"
                  "    Properties: {Enabled: true, RoleArns: [!GetAtt Plain.Arn, !Ref Elsewhere]}\n"
                  "  Pods:\n"
                  "    Type: AWS::EKS::PodIdentityAssociation\n"
                  "    Properties: {ClusterName: c, Namespace: n, ServiceAccount: s,\n"
                  "                 RoleArn: !GetAtt Named.Arn}\n"
                  "  Instances:\n"
                  "    Type: AWS::IAM::InstanceProfile\n"
                  "    Properties: {Roles: [!Ref Plain, named]}\n",
                  "anchor Resources.Anchor ${Anchor.TrustAnchorArn} enabled=no\n"
                  "profile Resources.Profile ${Profile.ProfileArn} enabled=yes"
                  " (${Plain.Arn} is Resources.Plain) (${Elsewhere} is )\n"
                  "pod Resources.Pods ${Pods.AssociationArn} c n s"
                  " (arn:${AWS::Partition}:iam::${AWS::AccountId}:role/named is Resources.Named)\n"
                  "instance-profile Resources.Instances ${Instances.Arn}"
                  " (${Plain} is Resources.Plain) (named is Resources.Named)\n");
}

/* One whose condition never holds is not there. */
static void test_absent(void **state) {
  (void)state;
  expect_handouts("Conditions: {Never: !Equals [a, b]}\n" ROLES
                  "  Pool: {Type: AWS::Cognito::IdentityPool, Condition: Never}\n"
                  "  Odd: {Type: AWS::IAM::InstanceProfile, Properties: [x]}\n"
                  "  Odder: {Type: AWS::Cognito::IdentityPoolRoleAttachment,\n"
                  "          Properties: {Roles: x, RoleMappings: {a: [b]}}}\n",
                  "instance-profile Resources.Odd ${Odd.Arn}\n"
                  "attachment Resources.Odder ${Odder}\n");
}

/* What they hand out are roles like all others. */
static void test_roles(void **state) {
  (void)state;
  expect(ROLES "  Instances: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [named]}}\n",
         "Plain:\nNamed:\n");
}

TESTS(brokers, TEST(test_cognito), TEST(test_others), TEST(test_absent), TEST(test_roles));
