#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the reader of Terraform's source with Terraform itself.

    terraform.py VALUES FOLDER

Every local value of FOLDER is evaluated by `terraform console`, in one run, and
must be what VALUES prints for it, byte for byte as jsonencode() writes it. What
begins with "open_" must not be known to the reader; everything else must be.
Ends with status 77 where there is no terraform.
"""

import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def locals_of(folder):
    text = (folder / "main.tf").read_text()
    return re.findall(r"^  (\w+) +=", text, re.MULTILINE)


def run_terraform(folder, names):
    with tempfile.TemporaryDirectory() as work:
        copy = pathlib.Path(work) / "source"
        shutil.copytree(folder, copy)
        members = ", ".join(f"{name} = jsonencode(local.{name})" for name in names)
        env = dict(os.environ, TF_IN_AUTOMATION="1", CHECKPOINT_DISABLE="1")
        env.pop("TF_CLI_CONFIG_FILE", None)
        done = subprocess.run(
            ["terraform", "console", "-no-color", "-var-file=values.tfvars.json"],
            input=f"base64encode(nonsensitive(jsonencode({{{members}}})))\n",
            cwd=copy, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"terraform console failed:\n{done.stdout}{done.stderr}")
    return json.loads(base64.b64decode(done.stdout.strip().strip('"')))


def run_reader(values, folder):
    done = subprocess.run([os.path.abspath(values), ".", "values.tfvars.json"], cwd=folder,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"{values} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def main():
    values, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if not shutil.which("terraform"):
        sys.exit(77)
    names = [name for name in locals_of(folder) if not name.startswith("part_")]
    wanted, found = run_terraform(folder, names), run_reader(values, folder)
    failed = 0
    for name in names:
        got = found.get(name)
        if name.startswith("open_"):
            wrong = got == wanted[name] or not re.search(r"\$\{|\(sensitive\)", got or "${")
        else:
            wrong = got != wanted[name]
        if wrong:
            failed += 1
            print(f"{name}:\n  terraform {wanted[name]}\n  reader    {got}")
    print(f"oracles: terraform: {len(names) - failed} expressions agree, {failed} differ")
    sys.exit(1 if failed else 0)


main()
