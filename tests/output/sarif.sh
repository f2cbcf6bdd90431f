#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# `--format sarif` is valid by the schema of SARIF 2.1.0, for findings, for
# nothing found and for a file that cannot be read. Needs python3 with
# jsonschema, and the schema: ASSUMELINT_SARIF_SCHEMA, or shared/schemas beside
# the checkout. Skipped where either is missing.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
schema=${ASSUMELINT_SARIF_SCHEMA:-../shared/schemas/sarif-2.1.0.json}

[ -f "$schema" ] || {
  echo "no schema; set ASSUMELINT_SARIF_SCHEMA"
  exit 77
}
python3 -c 'import jsonschema' 2>/dev/null || {
  echo "no python3 with jsonschema"
  exit 77
}

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$tool" --format sarif --min-severity info testdata/demo testdata/parity >"$work/findings.sarif" 2>&1
"$tool" --format sarif testdata/cases/cli/clean >"$work/clean.sarif" 2>&1
"$tool" --format sarif testdata/cases/inputs >"$work/broken.sarif" 2>/dev/null
"$tool" --format sarif --show-suppressed testdata/cases/suppress/shown-text >"$work/suppressed.sarif" 2>&1

python3 - "$schema" "$work"/*.sarif <<'EOF'
import json, sys
import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
validator = jsonschema.validators.validator_for(schema)(schema)
bad = False
for path in sys.argv[2:]:
    try:
        report = json.load(open(path, encoding="utf-8"))
    except ValueError as error:
        print(f"{path}: no JSON: {error}")
        bad = True
        continue
    for error in list(validator.iter_errors(report))[:10]:
        print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        bad = True
    # What GitHub asks for beyond the schema.
    rules = report["runs"][0]["tool"]["driver"]["rules"]
    for result in report["runs"][0]["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            print(f"{path}: ruleIndex of {result['ruleId']} names another rule")
            bad = True
        if not result["partialFingerprints"].get("primaryLocationLineHash"):
            print(f"{path}: a result without primaryLocationLineHash")
            bad = True
sys.exit(bad)
EOF
