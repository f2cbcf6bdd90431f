# SPDX-License-Identifier: Apache-2.0
#
# A large invented plan, as Terraform prints it: one line.
#
#   awk -f tests/bench/plan.awk -v bytes=100000000 [-v resources=2000] [-v roles=200]
#       [-v sorted=1] [-v lines=1]
#
# `roles` of the resources are roles, evenly spread; the others carry enough
# user data that the whole has about `bytes` bytes. One role in four is unsafe.
# `sorted`: keys in the order of `jq -S`, with a configuration of 2 MB before
# the key that tells the format. `lines`: a line for each resource.

function policy(i,   unsafe) {
  unsafe = i % 4 == 0
  return "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\"," \
    "\\\"Action\\\":\\\"sts:AssumeRole\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"" \
    (unsafe ? "arn:aws:iam::444455556666:root" : "arn:aws:iam::111122223333:role/caller-" i) \
    "\\\"}}]}"
}

function role(i,   values) {
  values = "{\"arn\":\"arn:aws:iam::111122223333:role/role-" i "\",\"name\":\"role-" i \
    "\",\"path\":\"/\",\"max_session_duration\":3600,\"assume_role_policy\":\"" policy(i) "\"}"
  return "{\"address\":\"aws_iam_role.r" i "\",\"mode\":\"managed\",\"type\":\"aws_iam_role\"," \
    "\"name\":\"r" i "\",\"change\":{\"actions\":[\"no-op\"],\"before\":" values ",\"after\":" \
    values ",\"after_unknown\":{},\"before_sensitive\":{},\"after_sensitive\":{}}}"
}

function instance(i) {
  return "{\"address\":\"aws_instance.i" i "\",\"mode\":\"managed\",\"type\":\"aws_instance\"," \
    "\"name\":\"i" i "\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":" \
    "{\"tags\":{\"Name\":\"instance " i "\",\"cost\":1.5,\"list\":[1,2,3,true,null]}," \
    "\"user_data\":\"" data "\"},\"after_unknown\":{\"id\":true}}}"
}

BEGIN {
  if (!bytes) bytes = 100000000
  if (!resources) resources = 2000
  if (roles == "") roles = 200
  line = "#!/bin/sh\\nexport NAME=\\\"value of an invented variable\\\"; echo \\u00e9t\303\251 >>/var/log/x\\n"
  others = resources - roles
  size = others > 0 ? (bytes - roles * 1300) / others - 330 : 0
  while (length(data) < size) data = data (length(data) * 2 < size && data != "" ? data : line)

  every = roles > 0 ? resources / roles : resources + 1
  version = "\"format_version\":\"1.2\","
  printf "{"
  if (sorted) {
    printf "\"complete\":true,\"configuration\":{\"root_module\":{\"resources\":["
    for (i = 0; i < 2000000 / (length(data) + 100); i++)
      printf "%s{\"address\":\"x.c%d\",\"expressions\":{\"data\":{\"constant_value\":\"%s\"}},\"type\":\"x\"}", \
        (i > 0 ? "," : ""), i, data
    printf "]}},"
  }
  printf "%s\"resource_changes\":[", version
  for (i = 0; i < resources; i++) {
    printf "%s%s", (i > 0 ? "," : ""), (lines ? "\n" : "")
    if (made < roles && i >= made * every) printf "%s", role(made++)
    else printf "%s", instance(i)
  }
  print "]" (sorted ? "" : ",\"configuration\":{\"root_module\":{}},\"complete\":true") \
    ",\"terraform_version\":\"1.11.4\"}"
}
