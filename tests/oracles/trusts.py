# SPDX-License-Identifier: Apache-2.0
"""Trust policies of all families of rules.

A policy is JSON in which some values are leaves: those that a plan may withhold.
"""

OWN, OTHER, VENDOR = "111122223333", "222233334444", "464622532012"


class Leaf:
    """A value that can be withheld: a string, a list of them, or a whole object. `quiet`: no
    verdict depends on it; `made`: the attribute of a resource of the configuration that it is."""

    def __init__(self, value, quiet=False, made=None):
        self.value, self.quiet, self.made = value, quiet, made


class Text:
    """A string of which a part is a leaf."""

    def __init__(self, *parts):
        self.parts = parts


# ---- The policies ------------------------------------------------------------


def statement(principal, action="sts:AssumeRole", condition=None, effect="Allow", **more):
    out = {"Effect": effect, "Principal": principal, "Action": action}
    if condition:
        out["Condition"] = condition
    return dict(out, **more)


def aws(value, condition=None, **more):
    return statement({"AWS": value}, condition=condition, **more)


def root(account):
    return Text("arn:aws:iam::", account, ":root")


def external_id(value, operator="StringEquals"):
    return {operator: {"sts:ExternalId": value}}


def oidc(host, operator=None, sub=None, aud="sts.amazonaws.com", provider=None):
    """`sub` and `aud` are conditions on claims of that name; None: there is none."""
    condition = {}
    if aud is not None:
        condition.setdefault("StringEquals", {})[f"{host}:aud"] = aud
    if sub is not None:
        condition.setdefault(operator or "StringEquals", {})[f"{host}:sub"] = sub
    provider = provider or f"arn:aws:iam::{OWN}:oidc-provider/{host}"
    return statement({"Federated": provider}, "sts:AssumeRoleWithWebIdentity", condition)


GITHUB, GITLAB = "token.actions.githubusercontent.com", "gitlab.com"
EKS = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
USER = f"arn:aws:iam::{OWN}:user/ci"
ROLE = f"arn:aws:iam::{OWN}:role/runner"
COGNITO = "cognito-identity.amazonaws.com"
POOL = "us-east-1:12345678-90ab-cdef-1234-567890abcdef"
UNGUESSABLE = "8d1f0c9e-7a55-4c0e-93c1-55f0c3a4b001"


def cognito(condition):
    return statement({"Federated": COGNITO}, "sts:AssumeRoleWithWebIdentity", condition)


def service(name, condition=None, **more):
    return statement({"Service": name}, condition=condition, **more)


def deny(condition, principal="*", **more):
    return statement(principal, "sts:AssumeRole", condition, "Deny", **more)


def anyone(condition):
    return aws("*", condition)


def policies():
    """(name, statements) of each policy."""
    leaf = Leaf
    yield "anyone", [aws("*", Sid=leaf("Everybody", quiet=True))]
    yield "anyone-value", [aws(leaf("*"))]
    yield "anyone-organization", [
        anyone({"StringEquals": {"aws:PrincipalOrgID": leaf("o-acme123456")}})]
    yield "anyone-any-organization", [anyone({"StringLike": {"aws:PrincipalOrgID": leaf("o-*")}})]
    yield "anyone-org-path", [anyone({"ForAnyValue:StringLike": {
        "aws:PrincipalOrgPaths": [Text(leaf("o-acme123456"), "/r-ab12/*")]}})]
    yield "anyone-network", [anyone({"IpAddress": {"aws:SourceIp": leaf(["203.0.113.0/24"])}})]
    yield "anyone-all-networks", [anyone({"IpAddress": {"aws:SourceIp": [leaf("0.0.0.0/0")]}})]
    yield "anyone-endpoint", [
        anyone({"StringEquals": {"aws:SourceVpce": leaf("vpce-0a1b2c3d4e5f60718")}})]
    yield "anyone-mfa", [anyone({"Bool": {"aws:MultiFactorAuthPresent": leaf("true")}})]
    yield "anyone-time", [
        anyone({"DateLessThan": {"aws:CurrentTime": leaf("2031-01-01T00:00:00Z")}})]
    yield "anyone-tag", [
        anyone({"StringEquals": {Text("aws:PrincipalTag/", leaf("team")): "platform"}})]
    yield "anyone-any-account", [
        anyone({"ArnLike": {"aws:PrincipalArn": leaf("arn:aws:iam::*:role/deploy")}})]
    yield "anyone-role-name", [anyone({"ArnLike": {
        "aws:PrincipalArn": Text("arn:aws:iam::", leaf(OWN), ":role/deploy-", leaf("*"))}})]
    yield "anyone-account", [anyone({"StringEquals": {"aws:PrincipalAccount": leaf(OTHER)}})]
    yield "anyone-own-resource", [anyone({"StringEquals": {"aws:ResourceAccount": leaf(OWN)}})]
    yield "anyone-external-id", [anyone(external_id(leaf(UNGUESSABLE)))]
    yield "anyone-optional", [
        anyone({"StringEqualsIfExists": {"aws:PrincipalOrgID": leaf("o-acme123456")}})]
    yield "anyone-two-conditions", [anyone({
        "StringEquals": {"aws:PrincipalOrgID": leaf("o-acme123456"), "sts:ExternalId": leaf(UNGUESSABLE)}})]
    yield "anyone-twice", [aws("*"), aws(root(leaf(OWN)))]
    yield "anyone-negated", [
        anyone({"StringNotEquals": {"aws:PrincipalAccount": leaf([OTHER, VENDOR])}})]
    yield "anyone-variable", [anyone({"StringEquals": {
        "aws:PrincipalTag/team": Text("${aws:ResourceTag/", leaf("team"), "}")}})]
    yield "all-but", [
        {"Effect": "Allow", "NotPrincipal": {"AWS": [root(leaf(OTHER))]}, "Action": "sts:AssumeRole"}]

    yield "anyone-account-part", [
        anyone({"ArnLike": {"aws:PrincipalArn": Text("arn:aws:iam::", leaf("*"), ":role/deploy")}})]
    yield "anyone-organization-part", [
        anyone({"StringLike": {"aws:PrincipalOrgID": Text("o-", leaf("*"))}})]
    yield "anyone-network-part", [
        anyone({"IpAddress": {"aws:SourceIp": Text("203.0.113.0/", leaf("0"))}})]
    yield "anyone-endpoint-part", [
        anyone({"StringLike": {"aws:SourceVpce": Text("vpce-", leaf("*"))}})]
    yield "anyone-in-organization", [anyone({"Null": {"aws:PrincipalOrgID": leaf("false")}})]
    yield "anyone-no-service", [anyone({"Bool": {"aws:PrincipalIsAWSService": leaf("false")}})]
    yield "anyone-type", [anyone({"StringEquals": {"aws:PrincipalType": leaf("User")}})]
    yield "anyone-key", [
        anyone({"StringEquals": {Text("aws:", leaf("PrincipalTag/team")): "platform"}})]
    yield "anyone-operator", [
        anyone({leaf("StringNotEquals"): {"aws:PrincipalOrgID": "o-acme123456"}})]
    yield "anyone-actions", [statement({"AWS": "*"}, leaf(["sts:AssumeRole", "sts:TagSession"]))]
    yield "anyone-principal", [statement(leaf({"AWS": "*"}))]
    yield "anyone-condition", [
        dict(aws("*"), Condition=leaf({"Bool": {"aws:SecureTransport": "true"}}))]
    yield "anyone-block", [anyone({"StringLike": leaf({"aws:PrincipalArn": "*"})})]
    yield "anyone-statement", [aws(root(OWN)), leaf(aws("*"))]

    yield "vendor", [aws(root(leaf(VENDOR)))]
    yield "vendor-statement", [
        leaf(aws(root(VENDOR))), deny({"Bool": {"aws:SecureTransport": "false"}})]
    yield "vendor-id", [aws(root(leaf(VENDOR)), external_id(leaf(UNGUESSABLE)))]
    yield "vendor-ids", [aws(root(VENDOR), external_id(leaf([UNGUESSABLE, "acme-prod-77d0"])))]
    yield "vendor-optional-id", [
        aws(root(VENDOR), external_id(leaf(UNGUESSABLE), "StringEqualsIfExists"))]
    yield "vendor-any-id", [aws(root(VENDOR), external_id(leaf("*"), "StringLike"))]
    yield "vendor-prefix-id", [
        aws(root(leaf(VENDOR)), external_id(Text(leaf("acme-"), "*"), "StringLike"))]
    yield "vendor-known-id", [aws(root(VENDOR), external_id(leaf("datadog")))]
    yield "vendor-negated-id", [aws(root(VENDOR), external_id(leaf("none"), "StringNotEquals"))]
    yield "vendor-null-id", [aws(root(VENDOR), {"Null": {"sts:ExternalId": leaf("false")}})]
    yield "vendor-bad-id", [aws(root(VENDOR), external_id(leaf("a b")))]
    yield "vendor-set-id", [
        aws(root(VENDOR), external_id(leaf(["a1", "b2"]), "ForAllValues:StringEquals"))]
    yield "vendor-operator", [
        aws(root(VENDOR), external_id(UNGUESSABLE, leaf("StringLikeIfExists")))]
    yield "vendor-key", [
        aws(root(VENDOR), {"StringEquals": {Text("sts:", leaf("ExternalId")): UNGUESSABLE}})]
    yield "vendor-two-ways", [
        aws(root(VENDOR), external_id(leaf(UNGUESSABLE))), aws(root(leaf(VENDOR)))]
    yield "vendor-denied", [aws(root(VENDOR)), deny({"Null": {"sts:ExternalId": leaf("true")}})]
    yield "vendor-denied-id", [
        aws(root(VENDOR)), deny({"StringNotEquals": {"sts:ExternalId": leaf(UNGUESSABLE)}})]
    yield "vendor-denied-weakly", [aws(root(VENDOR)), deny(
        {"StringNotEqualsIfExists": {"sts:ExternalId": leaf(UNGUESSABLE)}, "Bool": {"aws:SecureTransport": leaf("false")}})]
    yield "vendor-user", [aws(Text("arn:aws:iam::", leaf(VENDOR), ":user/", leaf("collector")))]
    yield "vendor-list", [aws(leaf([f"arn:aws:iam::{VENDOR}:root", f"arn:aws:iam::{OWN}:root"]))]
    yield "vendor-effect", [aws(root(VENDOR), effect=leaf("Allow"))]
    yield "vendor-action", [statement({"AWS": VENDOR}, leaf("sts:AssumeRole"))]
    yield "external-id", [aws(leaf(OTHER), external_id(leaf("prod")))]
    yield "external-session", [aws(f"arn:aws:sts::{OTHER}:assumed-role/deploy/job", {
        "StringEquals": {"sts:RoleSessionName": leaf("job")}})]

    yield "own", [aws(root(leaf(OWN)))]
    yield "own-and-vendor", [aws([root(leaf(OWN)), root(VENDOR)], external_id(leaf(UNGUESSABLE)))]
    yield "own-user", [aws(leaf(USER, made="aws_iam_user.ci.arn"))]
    yield "own-user-mfa", [aws(leaf(USER, made="aws_iam_user.ci.arn"), {
        "BoolIfExists": {"aws:MultiFactorAuthPresent": leaf("true")}})]
    yield "own-role", [aws(leaf(ROLE, made="aws_iam_role.runner.arn"))]
    yield "own-name", [
        aws(root(OWN), {"ArnEquals": {"aws:PrincipalArn": leaf(USER, made="aws_iam_user.ci.arn")}})]
    yield "orphan", [aws(leaf("AIDAJQABLZS4A3QDU576Q"))]
    yield "own-role-and-orphan", [
        aws([leaf(ROLE, made="aws_iam_role.runner.arn"), "AROAJQABLZS4A3QDU576Q"])]

    yield "github", [oidc(GITHUB, aud=leaf("sts.amazonaws.com"))]
    yield "github-audience", [
        oidc(GITHUB, sub="repo:acme/web:ref:refs/heads/main", aud=leaf("sts.amazonaws.com"))]
    yield "github-branch", [oidc(GITHUB, sub=leaf("repo:acme/web:ref:refs/heads/main"))]
    yield "github-owner", [oidc(GITHUB, "StringLike", Text("repo:", leaf("acme"), "/web:*"))]
    yield "github-any-ref", [oidc(GITHUB, "StringLike", Text("repo:acme/", leaf("web"), ":*"))]
    yield "github-any-owner", [oidc(GITHUB, "StringLike", leaf("repo:*"))]
    yield "github-open-owner", [oidc(GITHUB, "StringLike", Text("repo:acme", leaf("*")))]
    yield "github-list", [oidc(GITHUB, "StringLike", leaf(["repo:acme/web:*", "repo:*/api:*"]))]
    yield "github-pull", [oidc(GITHUB, sub=Text("repo:acme/web:", leaf("pull_request")))]
    yield "github-environment", [oidc(GITHUB, sub=Text("environment:", leaf("prod")))]
    yield "github-for-all", [oidc(GITHUB, "ForAllValues:StringLike", leaf(["repo:acme/*"]))]
    yield "github-provider", [oidc(GITHUB, provider=leaf(
        f"arn:aws:iam::{OWN}:oidc-provider/{GITHUB}", made="aws_iam_openid_connect_provider.github.arn"))]
    yield "github-issuer", [statement(
        {"Federated": Text(f"arn:aws:iam::{OWN}:oidc-provider/", leaf(GITHUB))},
        "sts:AssumeRoleWithWebIdentity",
        {"StringEquals": {f"{GITHUB}:aud": "sts.amazonaws.com"}})]
    yield "github-prefix", [statement(
        {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/{GITHUB}"}, "sts:AssumeRoleWithWebIdentity",
        {"StringLike": {Text(leaf(GITHUB), ":sub"): "repo:acme/web:*"}})]
    yield "github-and-vendor", [
        oidc(GITHUB, sub=leaf("repo:acme/web:ref:refs/heads/main")), aws(root(VENDOR))]
    yield "github-arn", [oidc(GITHUB, provider=leaf(f"arn:aws:iam::{OWN}:oidc-provider/{GITHUB}"))]
    yield "github-claim", [statement(
        {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/{GITHUB}"}, "sts:AssumeRoleWithWebIdentity",
        {"StringLike": {f"{GITHUB}:repository_owner": leaf("*")}})]
    yield "github-owner-part", [
        oidc(GITHUB, "StringLike", Text("repo:", leaf("*"), "/web:ref:refs/heads/main"))]
    yield "github-open-repository", [oidc(GITHUB, "StringLike", Text("repo:*/", leaf("web"), ":*"))]
    yield "github-workflow", [oidc(GITHUB, "StringLike", Text("workflow:", leaf("deploy")))]
    yield "github-operator", [oidc(GITHUB, leaf("StringNotLike"), "repo:acme/web:*", aud=None)]
    yield "gitlab-prefix", [oidc(GITLAB, "StringLike", Text("project_path:acme", leaf("*")))]
    yield "terraform-open", [oidc("app.terraform.io", "StringLike", Text(
        "organization:", leaf("*"), ":project:web:workspace:*:run_phase:*"), aud="aws.workload.identity")]
    yield "buildkite", [
        oidc("agent.buildkite.com", "StringLike", Text("organization:", leaf("*"), ":pipeline:web:*"))]
    yield "google-any", [oidc("accounts.google.com", "StringLike", leaf("*"), aud=None)]
    yield "cognito-provider", [
        statement({"Federated": leaf(COGNITO)}, "sts:AssumeRoleWithWebIdentity")]
    yield "cognito-pool-part", [
        cognito({"StringLike": {f"{COGNITO}:aud": Text("us-east-1:", leaf("*"))}})]
    yield "eks-account", [oidc(EKS, "StringLike", Text("system:serviceaccount:web:", leaf("*")))]
    yield "self-hosted-any", [oidc("ci.example.com", "StringLike", leaf("*"))]
    yield "gitlab", [
        oidc(GITLAB, "StringLike", Text("project_path:", leaf("acme"), "/*:ref_type:branch:ref:main"))]
    yield "gitlab-open", [oidc(GITLAB, "StringLike", Text("project_path:", leaf("*")))]
    yield "terraform", [oidc("app.terraform.io", "StringLike", Text(
        "organization:", leaf("acme"), ":project:*:workspace:*:run_phase:*"), aud="aws.workload.identity")]
    yield "google", [oidc("accounts.google.com", sub=leaf("112233445566778899001"), aud=None)]
    yield "eks", [oidc(EKS, sub=Text("system:serviceaccount:", leaf("web"), ":", leaf("api")))]
    yield "eks-any", [oidc(EKS, "StringLike", Text("system:serviceaccount:", leaf("*"), ":api"))]
    yield "eks-no-subject", [oidc(EKS, aud=leaf("sts.amazonaws.com"))]
    yield "self-hosted", [oidc("ci.example.com", sub=leaf("job-1"))]
    yield "cognito", [cognito({"StringEquals": {f"{COGNITO}:aud": leaf(POOL)},
                               "ForAnyValue:StringLike": {f"{COGNITO}:amr": leaf("authenticated")}})]
    yield "cognito-guest", [cognito({"StringEquals": {f"{COGNITO}:aud": leaf(POOL)},
                                     "ForAnyValue:StringLike": {f"{COGNITO}:amr": leaf("unauthenticated")}})]
    yield "cognito-no-pool", [
        cognito({"ForAnyValue:StringLike": {f"{COGNITO}:amr": leaf("authenticated")}})]
    yield "cognito-any-pool", [cognito({"StringLike": {f"{COGNITO}:aud": leaf("us-east-1:*")}})]
    yield "saml", [statement({"Federated": Text("arn:aws:iam::", leaf(OWN), ":saml-provider/corp")},
                             "sts:AssumeRoleWithSAML",
                             {"StringEquals": {"SAML:aud": leaf("https://signin.aws.amazon.com/saml")}})]

    yield "lambda", [service(Text(leaf("lambda"), ".amazonaws.com"))]
    yield "service-source", [service("sns.amazonaws.com", {
        "StringEquals": {"aws:SourceAccount": leaf(OWN)}})]
    yield "service-foreign", [service("backup.amazonaws.com", {
        "ArnLike": {"aws:SourceArn": Text("arn:aws:backup:*:", leaf("*"), ":*")}})]
    yield "service-list", [service(leaf(["sns.amazonaws.com", "ec2.amazonaws.com"]))]
    yield "roles-anywhere", [service("rolesanywhere.amazonaws.com", {
        "ArnEquals": {"aws:SourceArn": leaf(f"arn:aws:rolesanywhere:us-east-1:{OWN}:trust-anchor/"
                                            "12345678-90ab-cdef-1234-567890abcdef")}},
        Action=["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])]

    yield "service-any-source", [
        service("sns.amazonaws.com", {"StringLike": {"aws:SourceArn": leaf("*")}})]
    yield "service-other-account", [service("sns.amazonaws.com", {
        "StringLike": {"aws:SourceAccount": Text(leaf("*"))}})]
    yield "roles-anywhere-open", [service("rolesanywhere.amazonaws.com", {"ArnLike": {
        "aws:SourceArn": Text("arn:aws:rolesanywhere:*:", leaf("*"), ":trust-anchor/*")}},
        Action=["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])]

    yield "denied-part", [
        aws("*"), deny({"StringNotLike": {"aws:PrincipalArn": Text("arn:aws:iam::", leaf("*"), ":*")}})]
    yield "denied-operator", [
        aws("*"), deny({leaf("StringEquals"): {"aws:PrincipalOrgID": "o-acme123456"}})]
    yield "denied-key", [
        aws("*"), deny({"StringNotEquals": {Text("aws:", leaf("PrincipalTag/team")): "platform"}})]
    yield "denied-block", [
        aws("*"), deny(leaf({"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}))]
    yield "denied-principal", [
        aws(root(VENDOR)), dict(deny(None), Principal=leaf({"AWS": root(OTHER)}))]
    yield "denied-outside", [
        aws("*"), deny({"StringNotEquals": {"aws:PrincipalOrgID": leaf("o-acme123456")}})]
    yield "denied-optional", [
        aws("*"), deny({"StringNotEqualsIfExists": {"aws:PrincipalAccount": leaf(OWN)}})]
    yield "denied-for-all", [aws("*"), deny({"StringLike": {"aws:PrincipalArn": leaf("*")}})]
    yield "denied-vendor", [aws(root(VENDOR)), deny(None, {"AWS": root(leaf(VENDOR))})]
    yield "denied-action", [aws("*"), statement("*", leaf("sts:AssumeRole"), None, "Deny")]
    yield "denied-effect", [aws("*"), statement("*", "sts:*", None, leaf("Deny"))]
    yield "denied-no-mfa", [
        aws(root(OWN)), deny({"Bool": {"aws:MultiFactorAuthPresent": leaf("false")}})]
    yield "denied-but", [aws("*"), {
        "Effect": "Deny", "NotPrincipal": {"AWS": [root(leaf(OWN))]}, "Action": "sts:AssumeRole"}]
    yield "denied-sid", [
        aws(root(VENDOR)), deny({"Null": {"sts:ExternalId": "true"}}, Sid=leaf("NoId", quiet=True))]


def leaves(value):
    """The leaves of a policy, in order."""
    if isinstance(value, Leaf):
        return [value]
    if isinstance(value, Text):
        value = value.parts
    if isinstance(value, dict):
        value = [one for pair in value.items() for one in pair]
    return [one for part in value for one in leaves(part)] if isinstance(value, (list, tuple)) else []


def is_object(leaf):
    """Whether the leaf is more than values: the data source has no place for it."""
    return isinstance(leaf.value, dict)


def plain(value):
    """The policy with the values of its leaves."""
    if isinstance(value, Leaf):
        return plain(value.value)
    if isinstance(value, Text):
        return "".join(plain(part) for part in value.parts)
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list) else value
