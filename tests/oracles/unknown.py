#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A plan that withholds a value never makes a role look safer than one that tells it.

    unknown.py ASSUMELINT

Makes two plans of each trust policy of trusts.py, in several styles: in one all
values are known, in the other one value is known only after apply. Of each role:

- what is found where the value is known is found where it is not, or that the
  role could not be judged, with a severity that fits;
- with --source-root nothing is found besides, unless it hangs on that value;
- the plan that knows, its state once applied and the same policies in a
  CloudFormation template have the same findings.

EXPECTED names what is known to differ, and why. Ends with status 77 where there is no terraform; moto's server stands in for AWS.
TF_PLUGINS: a folder with the AWS provider (terraform init -plugin-dir). SEED draws
other styles; KEEP names a folder to leave the configurations and plans in.
"""

import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import styles
import trusts

OPTIONS = ["--no-config", "--format", "json", "--fail-on", "never", "--min-severity", "info",
           "--account", trusts.OWN]
SEVERITIES = ["info", "low", "medium", "high", "critical"]
STYLES_EACH = 2  # of each leaf, one of them a data source where it can be
OPEN = ("AL901", "AL902", "AL903")

IMPROBABLE = ("only a wildcard in the value would let others in",
              "only a subject that names no tenant would let others in")

# (pattern of "POLICY/STYLE COMPARISON RULE", reason)
EXPECTED = [
    (r".* (state|template) AL405", "a state is in order already; CloudFormation does not try again"),
    (r"(vendor-known-id|external-id)/.* (withheld|source) AL203",
     "an external ID that is not known is not taken for one that can be guessed"),
    (r"github-pull/.* source AL304", "what is not known is not taken for what spells out pull requests"),
    (r"eks-account/.* (withheld|source) AL310",
     "the name of a service account that is not known is not taken for a wildcard"),
    (r"anyone-account-part/.* (withheld|source) AL101",
     "an account that is not known is told as one account (AL201)"),
    (r".* invented AL103", "whom a policy names is told though what is not known may keep it out"),
]

PROVIDER = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
variable "no" {
  default = false
}
provider "aws" {
  skip_credentials_validation = true
}
provider "aws" {
  alias                       = "other"
  skip_credentials_validation = true
}
resource "aws_iam_user" "ci" {
  name = "ci"
}
resource "aws_iam_role" "runner" {
  name               = "runner"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}
"""


class Role:
    def __init__(self, name, policy, leaf, style, write):
        self.name, self.policy, self.leaf, self.style, self.write = name, policy, leaf, style, write
        self.title = f"{policy[0]}/{style}"

    def files(self, known):
        """(files, address, expression of the leaf)"""
        value = styles.hcl(self.leaf, None)
        if known:
            expression = value
        elif self.leaf.made:
            expression = self.leaf.made
        else:
            expression = f"terraform_data.{self.name}.output"
        made = self.write(self.name, self.policy[1], expression)
        made, address = made if isinstance(made, tuple) else (made, None)
        files = {"main.tf": made} if isinstance(made, str) else dict(made)
        if not known and not self.leaf.made:
            files["main.tf"] += f'resource "terraform_data" "{self.name}" {{\n  input = {value}\n}}\n'
        return files, address or f"aws_iam_role.{self.name}"


def roles():
    """The roles of a configuration: each leaf of each policy in some styles."""
    dice = random.Random(int(os.environ.get("SEED", "4711")))
    out = []

    def add(policy, leaf, style, write):
        out.append(Role(f"r{len(out):03}", policy, leaf, style, write))

    def styled(style, leaf):
        return lambda name, policy, expression: style(name, policy, styles.Place(leaf, expression))

    def chosen(choice):
        return lambda name, policy, expression: choice(name, policy, f'{expression} == "yes"')

    documents = [s for s in styles.STYLES if "document" in s or s in ("dynamic", "override", "source_text")]
    texts = [s for s in styles.STYLES if s not in documents]
    for policy in trusts.policies():
        for leaf in trusts.leaves(policy[1]):
            if trusts.is_object(leaf):
                picked = dice.sample(texts, STYLES_EACH)
            else:
                picked = dice.sample(texts, STYLES_EACH - 1) + dice.sample(documents, 1)
            for style in picked:
                add(policy, leaf, style, styled(styles.STYLES[style], leaf))
        if any(trusts.is_object(leaf) for leaf in trusts.leaves(policy[1])):
            continue
        for choice in dice.sample(sorted(styles.CHOICES), 1):
            add(policy, trusts.Leaf("yes"), f"choice_{choice}", chosen(styles.CHOICES[choice]))
    return out


# ---- Terraform ---------------------------------------------------------------


class Terraform:
    def __init__(self, work):
        self.work, self.server = work, None
        self.env = dict(os.environ, TF_IN_AUTOMATION="1", TF_INPUT="0", CHECKPOINT_DISABLE="1",
                        AWS_ACCESS_KEY_ID="invented", AWS_SECRET_ACCESS_KEY="invented",
                        AWS_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true")
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_CLI_CONFIG_FILE"):
            self.env.pop(name, None)

    def start(self):
        """The stand-in for AWS."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.env["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        with open(self.work / "moto.log", "wb") as log:
            self.server = subprocess.Popen(
                ["moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log,
                env=dict(self.env, MOTO_ACCOUNT_ID=trusts.OWN))
        for _ in range(300):
            try:
                return socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.2)
        sys.exit("moto_server does not answer")

    def run(self, folder, *arguments):
        done = subprocess.run(["terraform", *arguments], cwd=folder, env=self.env,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"terraform {' '.join(arguments)} in {folder}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def init(self, folder):
        plugins = os.environ.get("TF_PLUGINS")
        command = ["terraform", "init", "-no-color"]
        if plugins:
            command.append(f"-plugin-dir={plugins}")
        done = subprocess.run(command, cwd=folder, env=self.env, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0 and not plugins:
            print("oracles: unknown values: skipped, for terraform cannot get the AWS provider "
                  "(TF_PLUGINS names a folder that has it)")
            sys.exit(0)
        if done.returncode != 0:
            sys.exit(f"terraform init in {folder}:\n{done.stdout}{done.stderr}")

    def plan(self, folder):
        self.init(folder)
        self.run(folder, "plan", "-no-color", "-out=tfplan")
        out = folder / "plan.json"
        out.write_text(self.run(folder, "show", "-json", "tfplan"))
        return out

    def apply(self, folder):
        # The stand-in answers one call after the other: what waits too long is sent again.
        self.run(folder, "apply", "-no-color", "-parallelism=2", "tfplan")
        out = folder / "state.json"
        out.write_text(self.run(folder, "show", "-json"))
        return out


def write_configuration(folder, all_roles, known):
    folder.mkdir()
    texts = {"main.tf": PROVIDER}
    addresses = {}
    for role in all_roles:
        files, addresses[role] = role.files(known)
        for name, text in files.items():
            texts[name] = texts.get(name, "") + text
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return addresses


def write_template(path, all_roles):
    resources = {
        "User": {"Type": "AWS::IAM::User", "Properties": {"UserName": "ci"}},
        "Provider": {"Type": "AWS::IAM::OIDCProvider",
                     "Properties": {"Url": f"https://{trusts.GITHUB}", "ClientIdList": ["sts.amazonaws.com"]}}}
    for role in all_roles:
        resources[role.name] = {
            "Type": "AWS::IAM::Role",
            "Properties": {"RoleName": role.name,
                           "AssumeRolePolicyDocument": trusts.plain(styles.whole(role.policy[1]))}}
    path.write_text(json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}))
    return {role: f"Resources.{role.name}" for role in all_roles}


# ---- Findings ----------------------------------------------------------------


def scan(program, addresses, path, *options):
    """Of each role its findings."""
    done = subprocess.run([program, "scan", *OPTIONS, *options, str(path)], capture_output=True,
                          text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{program} {path}: {done.stderr}")
    found = {}
    for finding in json.loads(done.stdout)["findings"]:
        found.setdefault(finding["address"], []).append(finding)
    return {role: found.get(address, []) for role, address in addresses.items()}


def rank(finding):
    return SEVERITIES.index(finding["severity"])


def worst(findings):
    """rule → severity, of what says something of who gets in."""
    out = {}
    for f in findings:
        out[f["rule"]] = max(rank(f), out.get(f["rule"], -1))
    return out


def needed(rule, severity):
    """What a finding that something is not known has to have at least."""
    if rule == "AL902":  # the worst it could become, minus one level
        return max(severity - 1, SEVERITIES.index("low"))
    return min(severity, SEVERITIES.index("medium"))


def open_enough(finding, severity):
    """Whether a finding that something is not known is bad enough for what it hides."""
    if finding["rule"] not in OPEN:
        return False
    if finding["severity_reason"] in IMPROBABLE:
        return True
    return rank(finding) >= needed(finding["rule"], severity)


def makes_up(known, finding):
    """Whether a finding says as much as one where all is known: the same, or worse of
    the same statement, or a level less of whom a value that is not known names."""
    if rank(finding) >= rank(known) and finding["statement"] == known["statement"]:
        return finding["category"] == "exposure" and finding["rule"] not in OPEN
    hangs = "${" in finding["message"] and finding["statement"] == known["statement"]
    return hangs and (finding["rule"] == known["rule"] or rank(finding) >= rank(known) - 1)


def less_risk(known, withheld):
    """Findings of `known` that `withheld` has nothing of."""
    for k in known:
        if k["category"] != "exposure":
            continue
        if not any(makes_up(k, w) or open_enough(w, rank(k)) for w in withheld):
            yield k["rule"], f"{k['severity']} is missing"


def invented(known, withheld):
    """Findings of `withheld` that the value that is not known has nothing to do with."""
    for w in withheld:
        if w["category"] != "exposure" or w["rule"] in OPEN or w["when"] or "${" in w["message"]:
            continue
        if not any(rank(k) >= rank(w) and (k["rule"] == w["rule"] or k["statement"] == w["statement"])
                   for k in known if k["category"] == "exposure"):
            yield w["rule"], f"{w['severity']} is not there where all is known: {w['message']}"


def differs(one, other):
    a, b = worst(one), worst(other)
    for rule in sorted(a.keys() | b.keys()):
        if a.get(rule) != b.get(rule):
            names = [SEVERITIES[s[rule]] if rule in s else "none" for s in (a, b)]
            yield rule, f"{names[0]}, {names[1]}"


class Tally:
    def __init__(self):
        self.wrong, self.count = [], 0

    def add(self, role, comparison, differences):
        self.count += 1
        for rule, text in differences:
            line = f"{role.title} {comparison} {rule}"
            for pattern, _ in EXPECTED:
                if re.fullmatch(pattern, line):
                    break
            else:
                self.wrong.append(f"{role.name} {line}: {text}")


def main():
    program = os.path.abspath(sys.argv[1])
    if not shutil.which("terraform") or not shutil.which("moto_server"):
        sys.exit(77)
    all_roles = roles()
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(os.environ.get("KEEP") or scratch)
        terraform = Terraform(work)
        terraform.start()
        try:
            told = write_configuration(work / "known", all_roles, True)
            kept = write_configuration(work / "withheld", all_roles, False)
            template = write_template(work / "template.json", all_roles)
            known_plan = terraform.plan(work / "known")
            withheld_plan = terraform.plan(work / "withheld")
            state = terraform.apply(work / "known")
        finally:
            terraform.server.terminate()
        known = scan(program, told, known_plan)
        plain = scan(program, kept, withheld_plan)
        source = scan(program, kept, withheld_plan, "--source-root", work / "withheld")
        deployed = scan(program, told, state)
        written = scan(program, template, work / "template.json")
    for role in all_roles:
        tally.add(role, "withheld", less_risk(known[role], plain[role]))
        tally.add(role, "source", less_risk(known[role], source[role]))
        tally.add(role, "invented", invented(known[role], source[role]))
        if role.leaf.quiet:
            tally.add(role, "quiet", differs(known[role], source[role]))
        tally.add(role, "state", differs(known[role], deployed[role]))
        tally.add(role, "template", differs(known[role], written[role]))
    for line in tally.wrong:
        print(f"differs: {line}")
    print(f"oracles: values that a plan withholds: {len(all_roles)} roles, {tally.count} comparisons, "
          f"{len(tally.wrong)} wrong")
    sys.exit(1 if tally.wrong else 0)


main()
