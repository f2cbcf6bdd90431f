#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Takes policies out of plans that have them, and reads them in the source.

    withheld.py DUMP PLANS SOURCES

For each plan of PLANS whose source is a folder of that name in SOURCES: what
DUMP finds in the plan must be what it finds once no trust policy is in the plan
any more, but for what is not known: that is ${name}, in place of anything.
Needs neither Terraform nor an AWS account.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HOLE = r"\$\{.*?\}|\(sensitive\)"
POLICY = "assume_role_policy"


def dump(program, plan, source=None):
    options = ["--source-root", str(source)] if source else []
    done = subprocess.run([program, *options, str(plan)], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f"{program} {plan}:\n{done.stderr}")
    return {role["address"]: role["trusts"] for role in json.loads(done.stdout)}


def withhold(plan):
    """The plan as it would be if a part of every policy were not known."""
    for resource in plan.get("resource_changes", []):
        change = resource["change"]
        after = change.get("after")
        if resource["type"] == "aws_iam_role" and after and POLICY in after:
            del after[POLICY]
            change["after_unknown"] = dict(change.get("after_unknown") or {}, **{POLICY: True})
    return plan


def fits(found, wanted):
    """Whether they are equal, but for holes and what is not shown."""
    if wanted == "(sensitive)" or (isinstance(found, str) and re.fullmatch(HOLE, found)):
        return True
    if isinstance(found, str) and re.search(HOLE, found):
        pattern = ".*".join(re.escape(part) for part in re.split(HOLE, found))
        return isinstance(wanted, str) and re.fullmatch(pattern, wanted, re.DOTALL) is not None
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(fits, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(fits(found[k], wanted[k]) for k in found)
    return found == wanted


def compare(program, plan, sources, work):
    copy = work / plan.stem
    shutil.copytree(sources / plan.stem, copy)
    (copy / "after.tf").rename(copy / "main.tf")
    for name in ("before.tf", "main-before.tf"):
        (copy / name).unlink(missing_ok=True)
    bare = work / plan.name
    bare.write_text(json.dumps(withhold(json.loads(plan.read_text()))))
    wanted, found = dump(program, plan), dump(program, bare, copy)
    counts = {"equal": 0, "with holes": 0, "not read": 0, "wrong": 0}
    for address, trusts in wanted.items():
        if [trust["state"] for trust in trusts] != ["known"]:
            continue
        got = found.get(address, [])
        if any(trust["document"] == trusts[0]["document"] for trust in got) and len(got) == 1:
            counts["equal"] += 1
        elif any(trust["state"] == "unknown" for trust in got):
            counts["not read"] += 1
            print(f"{plan.stem}: {address}: not read")
        elif any(fits(trust["document"], trusts[0]["document"]) for trust in got):
            counts["with holes"] += 1
            print(f"{plan.stem}: {address}: with holes")
        else:
            counts["wrong"] += 1
            print(f"{plan.stem}: {address}:\n  plan   {json.dumps(trusts)}\n  source {json.dumps(got)}")
    return counts


def main():
    program, plans, sources = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    total = {}
    with tempfile.TemporaryDirectory() as work:
        for plan in sorted(plans.glob("*.json")):
            if (sources / plan.stem / "after.tf").exists():
                for key, count in compare(program, plan, sources, pathlib.Path(work)).items():
                    total[key] = total.get(key, 0) + count
    print("oracles: withheld policies: " + ", ".join(f"{n} {key}" for key, n in total.items()))
    sys.exit(1 if total.get("wrong", 1) else 0)


main()
