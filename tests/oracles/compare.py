#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the resolver with two other implementations.

    compare.py DUMP FOLDER

1. Each FOLDER/*.yaml is deployed into moto's CloudFormation, once for each set
   of parameters that its `Metadata: Oracle: Parameters:` lists, and the trust
   policy of every deployed role must be the one that DUMP prints: of its
   alternatives the one that holds under these parameters, and the only one when
   it is given them.
2. Each FOLDER/sam/*.yaml is expanded by the AWS SAM translator, and the roles
   that DUMP finds in the expanded template must be those that it finds in the
   original.

`Metadata: Oracle: Differs: {Role: reason}` names roles that are known to differ,
and why; one that differs no more is an error too. Ends with status 77 where
neither implementation is installed.
"""

import json
import logging
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

REGION = "us-east-1"
os.environ["AWS_DEFAULT_REGION"] = REGION
os.environ["AWS_ACCESS_KEY_ID"] = os.environ["AWS_SECRET_ACCESS_KEY"] = "none"
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)


# ---- One shape for both sides ------------------------------------------------


def text(value):
    """A scalar as IAM stores it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def texts(value):
    return [text(v) for v in (value if isinstance(value, list) else [value])]


def canonical(document):
    """A policy document with a list wherever there may be one."""
    if isinstance(document, str):
        document = json.loads(document)
    statements = document["Statement"]
    out = {"Statement": []}
    if "Version" in document:
        out["Version"] = text(document["Version"])
    for statement in statements if isinstance(statements, list) else [statements]:
        one = {}
        for key, value in statement.items():
            if key in ("Principal", "NotPrincipal"):
                value = {"": value} if isinstance(value, str) else value
                one[key] = {kind: texts(v) for kind, v in value.items()}
            elif key in ("Action", "NotAction"):
                one[key] = texts(value)
            elif key == "Condition":
                one[key] = {
                    op: {k: texts(v) for k, v in block.items()} for op, block in value.items()
                }
            else:
                one[key] = text(value)
        out["Statement"].append(one)
    return out


# ---- What is printed as ${name} ----------------------------------------------


def agrees(ours, theirs, values):
    """Whether a dumped value is the deployed one. (equal, holes that stay open)"""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.keys() != theirs.keys():
            return False, 0
        pairs = [(ours[k], theirs[k]) for k in ours]
    elif isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            return False, 0
        pairs = list(zip(ours, theirs))
    elif isinstance(ours, str):
        return agrees_text(ours, theirs, values)
    else:
        return ours == theirs, 0
    results = [agrees(a, b, values) for a, b in pairs]
    return all(r[0] for r in results), sum(r[1] for r in results)


def agrees_text(ours, theirs, values):
    """Names that `values` has are put in; any other one may stand for anything,
    but for the variables of policies, which are literal."""
    pattern, open_holes = "", 0
    for part in re.split(r"(\$\{(?:[^{}]|\$\{[^{}]*\})*\})", ours):
        name = part[2:-1] if part.startswith("${") else None
        if name is None or re.match(r"(aws|sts|saml|iam):", name):
            pattern += re.escape(part)
        elif name in values:
            value = values[name]
            if isinstance(value, list):
                return part == ours and texts(theirs) == value, 0
            pattern += re.escape(value)
        else:
            pattern += ".*"
            open_holes += 1
    if not isinstance(theirs, str):
        return open_holes > 0 and pattern == ".*", open_holes
    return re.fullmatch(pattern, theirs, re.DOTALL) is not None, open_holes


def may_hold(when, parameters):
    """Whether the choices of an alternative agree with parameters that are known:
    "Stage=dev|test, Mode=(not fast) or Stage=prod"."""
    return any(agree(way, parameters) for way in when.split(" or "))


def agree(way, parameters):
    for choice in filter(None, way.split(", ")):
        name, _, wanted = choice.partition("=")
        if name == "AWS::Partition":
            parameters = dict(parameters, **{name: "aws"})
        if name not in parameters:
            continue
        value = parameters[name] or "(empty)"
        negative = re.fullmatch(r"\(not (.*)\)", wanted)
        if negative:
            if value.strip("()") == negative[1]:
                return False
        elif "(another value)" not in wanted and value not in wanted.split("|"):
            return False
    return True


# ---- moto --------------------------------------------------------------------


class Tally:
    def __init__(self):
        self.templates = self.documents = self.equal = self.open = self.explained = 0
        self.wrong = []

    def line(self, name):
        return (
            f"{name}: {self.templates} templates, {self.documents} documents: {self.equal} equal, "
            f"{self.open} equal with values left open, {self.explained} explained differences, "
            f"{len(self.wrong)} unexplained"
        )


def dump(program, path, parameters=None):
    given = [f"{k}={v}" for k, v in (parameters or {}).items()]
    run = subprocess.run([program, str(path), *given], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip())
    return {role["role"]: role for role in json.loads(run.stdout)}


def load(path):
    """The template with short tags in their long form. (moto's own reader makes
    Fn::Condition of !Condition.)"""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    def long_form(loader, tag, node):
        if isinstance(node, yaml.ScalarNode):
            value = loader.construct_scalar(node)
        elif isinstance(node, yaml.SequenceNode):
            value = loader.construct_sequence(node, deep=True)
        else:
            value = loader.construct_mapping(node, deep=True)
        if tag == "GetAtt" and isinstance(value, str):
            value = value.split(".", 1)
        return {tag if tag in ("Ref", "Condition") else "Fn::" + tag: value}

    Loader.add_multi_constructor("!", long_form)
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def deploy(template, body, parameters):
    """Deployed trust policies by logical id, and what the names stand for."""
    import boto3

    cloudformation = boto3.client("cloudformation")
    given = [{"ParameterKey": k, "ParameterValue": str(v)} for k, v in parameters.items()]
    cloudformation.create_stack(StackName="oracle", TemplateBody=body, Parameters=given)
    stack = cloudformation.describe_stacks(StackName="oracle")["Stacks"][0]
    values = {
        "AWS::AccountId": "123456789012",
        "AWS::Partition": "aws",
        "AWS::Region": REGION,
        "AWS::StackName": "oracle",
        "AWS::URLSuffix": "amazonaws.com",
        "AWS::StackId": stack["StackId"].rpartition("/")[2],
    }
    known = {}
    for name, definition in template.get("Parameters", {}).items():
        value = text(parameters.get(name, definition.get("Default", "")))
        known[name] = value
        is_list = definition["Type"] == "CommaDelimitedList" or "List<" in definition["Type"]
        values[name] = [v.strip() for v in value.split(",")] if is_list else value
    iam = boto3.client("iam")
    arns = {r["RoleName"]: r["Arn"] for r in iam.list_roles()["Roles"]}
    users = {u["UserName"]: u["Arn"] for u in iam.list_users()["Users"]}
    documents = {r["RoleName"]: r["AssumeRolePolicyDocument"] for r in iam.list_roles()["Roles"]}
    roles = {}
    for resource in cloudformation.describe_stack_resources(StackName="oracle")["StackResources"]:
        logical, physical = resource.get("LogicalResourceId"), resource.get("PhysicalResourceId")
        if not physical:  # its condition does not hold
            continue
        values[logical] = physical
        if resource["ResourceType"] == "AWS::IAM::Role":
            values[logical + ".Arn"] = arns[physical]
            roles[logical] = documents[physical]
        elif resource["ResourceType"] == "AWS::IAM::User":
            values[logical + ".Arn"] = users[physical]
    return roles, values, known


def judge(role, deployed, values, known):
    """What is different, or None; and the number of values left open."""
    fits = [t for t in (role or {"trusts": []})["trusts"] if may_hold(t["when"], known)]
    if deployed is None:
        return ("not deployed, yet there is a role" if fits else None), 0
    if len(fits) != 1:
        return f"{len(fits)} alternatives hold, not one", 0
    theirs = canonical(deployed)
    if fits[0]["state"] == "unknown":
        return None, 1
    equal, open_holes = agrees(fits[0]["document"], theirs, values)
    if fits[0]["more_statements"]:
        return None, 1
    ours = json.dumps(fits[0]["document"], sort_keys=True)
    if equal:
        return None, open_holes
    return f"\n  ours   {ours}\n  theirs {json.dumps(theirs, sort_keys=True)}", 0


def count(tally, where, reason, difference, open_holes):
    tally.documents += 1
    if difference and reason:
        tally.explained += 1
        print(f"differs, as it should: {where}: {reason}")
    elif difference:
        tally.wrong.append(f"{where}: {difference}")
    elif open_holes:
        tally.open += 1
    else:
        tally.equal += 1


def untold(template, parameters):
    """Defaults of parameters that are given another value, where nothing chooses
    between the two: without the value the resolver takes the default."""
    compared = json.dumps(template.get("Conditions", {}))
    return {
        name: text(definition["Default"])
        for name, definition in template.get("Parameters", {}).items()
        if name in parameters
        and definition.get("Default") not in (None, "")
        and "AllowedValues" not in definition
        and f'"{name}"' not in compared
    }


def compare_moto(program, folder):
    from moto import mock_aws

    tally = Tally()
    for path in sorted(folder.glob("*.yaml")):
        template = load(path)
        body = json.dumps(template, default=str)
        oracle = template.get("Metadata", {}).get("Oracle", {})
        tally.templates += 1
        no_more = dict(oracle.get("Differs", {}))
        for parameters in oracle.get("Parameters", [{}]):
            with mock_aws():
                deployed, values, known = deploy(template, body, parameters)
            given = " ".join(f"{k}={v}" for k, v in parameters.items())
            # Values other than a default show only where they are given.
            defaults = all(v == known[k] for k, v in untold(template, parameters).items())
            for roles in [dump(program, path)] * defaults + [dump(program, path, parameters)]:
                for name in sorted(deployed.keys() | roles.keys()):
                    where = f"{path.name} {name} {given}".strip()
                    difference, open_holes = judge(
                        roles.get(name), deployed.get(name), values, known
                    )
                    reason = oracle.get("Differs", {}).get(name)
                    count(tally, where, reason, difference, open_holes)
                    if difference:
                        no_more.pop(name, None)
        for name, reason in no_more.items():
            tally.wrong.append(f"{path.name} {name}: differs no more: {reason}")
    return tally


# ---- SAM ---------------------------------------------------------------------


def expand(path):
    """The template that the SAM translator makes of one."""
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse(path.read_text(encoding="utf-8"))
    return Translator({}, Parser()).translate(template, {})


def compare_sam(program, folder):
    tally = Tally()
    for path in sorted((folder / "sam").glob("*.yaml")):
        tally.templates += 1
        with tempfile.TemporaryDirectory() as scratch:
            expanded = pathlib.Path(scratch) / "expanded.json"
            expanded.write_text(json.dumps(expand(path)), encoding="utf-8")
            theirs = dump(program, expanded)
        ours = dump(program, path)
        for name in sorted(ours.keys() | theirs.keys()):
            a, b = (side.get(name, {}).get("trusts") for side in (ours, theirs))
            difference = None if a == b else f"\n  ours   {a}\n  theirs {b}"
            count(tally, f"sam/{path.name} {name}", None, difference, 0)
    return tally


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    failed, ran = False, False
    for name, module, compare in (
        ("moto", "moto", compare_moto),
        ("SAM translator", "samtranslator", compare_sam),
    ):
        try:
            __import__(module)
        except ImportError:
            print(f"{name}: not installed (pip install {'moto[iam,cloudformation]' if module == 'moto' else 'aws-sam-translator'})")
            continue
        ran = True
        tally = compare(program, folder)
        for wrong in tally.wrong:
            print(f"differs: {wrong}")
        print(tally.line(name))
        failed = failed or bool(tally.wrong)
    return 1 if failed else 0 if ran else 77


if __name__ == "__main__":
    sys.exit(main())
