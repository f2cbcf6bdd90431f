#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Templates of thousands of roles are judged in seconds: each has ten seconds of
# processor time, a hundred times what it takes.

cd "$(dirname "$0")/../.." || exit 1
tool=$1/assumelint
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# shellcheck disable=SC3045 # looked at first
(ulimit -t 10) 2>/dev/null || {
  echo "this shell cannot limit the time of a process"
  exit 77
}

expect() { # NAME EXIT
  # shellcheck disable=SC3045
  (ulimit -t 10 && exec "$tool" --quiet "$work/$1") >"$work/out" 2>&1
  status=$?
  [ "$status" -eq "$2" ] || {
    echo "$1: exit status $status, not $2"
    tail -n 3 "$work/out"
    failed=1
  }
}

# Each role trusts the one before it: by reference, and by its name written out.
chain() { # PRINCIPAL
  awk -v principal="$1" 'BEGIN {
    print "Resources:"
    for (i = 1; i <= 2000; i++) {
      who = principal
      gsub("@", i - 1, who)
      if (i == 1)
        who = "Service: ec2.amazonaws.com"
      printf "  R%d:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: role-%d\n", i, i
      printf "      AssumeRolePolicyDocument:\n        Version: \"2012-10-17\"\n"
      printf "        Statement:\n          - Effect: Allow\n            Principal: {%s}\n", who
      printf "            Action: sts:AssumeRole\n"
    }
  }'
}
chain 'AWS: !GetAtt R@.Arn' >"$work/referred.yaml"
expect referred.yaml 0
# shellcheck disable=SC2016 # CloudFormation's
chain 'AWS: !Sub "arn:aws:iam::${AWS::AccountId}:role/role-@"' >"$work/written.yaml"
expect written.yaml 1

# As many policies as roles, each attached to one: all are administrators.
awk 'BEGIN {
  print "Resources:"
  for (i = 1; i <= 6000; i++) {
    printf "  R%d:\n    Type: AWS::IAM::Role\n    Properties:\n", i
    print "      AssumeRolePolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:"
    print "          {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}"
    printf "  P%d:\n    Type: AWS::IAM::Policy\n    Properties:\n      Roles: [!Ref R%d]\n", i, i
    print "      PolicyDocument: {Statement: {Effect: Allow, Action: \"*\", Resource: \"*\"}}"
  }
}' >"$work/policies.yaml"
expect policies.yaml 0

# More steps than are allowed: told, not taken for nothing found.
awk 'BEGIN {
  printf "Parameters:\n  Many:\n    Type: CommaDelimitedList\n    Default: a"
  for (i = 0; i < 1500; i++)
    printf ",a"
  print "\nResources:"
  for (i = 1; i <= 1500; i++) {
    printf "  R%d:\n    Type: AWS::IAM::Role\n    Properties:\n", i
    print "      ManagedPolicyArns: !Ref Many\n      AssumeRolePolicyDocument:"
    print "        Version: \"2012-10-17\"\n        Statement:"
    print "          {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}"
  }
}' >"$work/steps.yaml"
expect steps.yaml 1
grep -q "takes more steps to resolve than are allowed" "$work/out" || {
  echo "steps.yaml: the limit is not told"
  failed=1
}

exit $failed
