# Keys that hold what addresses are made of; each role is built from its own document.
locals {
  keys = {
    "a.b"         = "1"
    "q\"uote"     = "2"
    "br[0]"       = "3"
    "$${x}"       = "4"
    "line\nfeed"  = "5"
    "back\\slash" = "6"
    "ключ"        = "7"
    "%%{if}"      = "8"
    "]. x[\""     = "9"
  }
}
resource "aws_iam_user" "late" {
  for_each = local.keys
  name     = "late-${each.value}"
}
data "aws_iam_policy_document" "trust" {
  for_each = local.keys
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::464622532012:root"]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["Acme-${each.value}-91c2f0b7"]
    }
  }
  depends_on = [aws_iam_user.late]
}
resource "aws_iam_role" "keyed" {
  for_each           = local.keys
  name               = "keyed-${each.value}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}
module "m" {
  source   = "./role"
  for_each = local.keys
  name     = "in-module-${each.value}"
  user     = aws_iam_user.late[each.key].arn
}
check "keys" {
  assert {
    condition     = length(local.keys) == 9
    error_message = "nine"
  }
}
