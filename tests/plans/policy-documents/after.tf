# Policy documents that are read during apply: merged, chained, in modules, one of several.
resource "aws_iam_user" "ci" { name = "ci" }
data "aws_iam_policy_document" "common" {
  version = "2008-10-17"
  statement {
    sid     = "Vendor"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["464622532012"]
    }
  }
  statement {
    sid     = "Backup"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "ci" {
  statement {
    sid     = "Ci"
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.ci.arn]
    }
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/deploy"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:RequestTag/team"
      values   = ["&{aws:PrincipalTag/team}"]
    }
  }
}
# The override asks the vendor for an external ID.
data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.common.json, data.aws_iam_policy_document.ci.json]
  override_policy_documents = [jsonencode({
    Statement = [{
      Sid       = "Vendor"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "464622532012" }
      Condition = { StringEquals = { "sts:ExternalId" = "3d1b7e3c-9a0f-4b61-8a55-0f2f6a4b9f10" } }
    }]
  })]
  statement {
    sid     = "Anybody"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}
resource "aws_iam_role" "merged" {
  name               = "merged"
  assume_role_policy = data.aws_iam_policy_document.merged.json
}

# Instances pair by key; a fixed key is that key.
data "aws_iam_policy_document" "each" {
  for_each   = { ec2 = "ec2.amazonaws.com", anybody = "*" }
  depends_on = [aws_iam_user.ci]
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = each.value == "*" ? "AWS" : "Service"
      identifiers = [each.value]
    }
  }
}
resource "aws_iam_role" "each" {
  for_each           = { ec2 = 1, anybody = 2 }
  name               = "each-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.each[each.key].json
}
resource "aws_iam_role" "one_of" {
  name               = "one-of"
  assume_role_policy = data.aws_iam_policy_document.each[length(aws_iam_user.ci.arn) > 99 ? "ec2" : "anybody"].json
}

module "team" {
  source   = "./team"
  for_each = { "a.b" = "alpha", "c\"d]" = "gamma" }
  name     = each.value
  trusted  = [aws_iam_user.ci.arn]
  services = ["ec2.amazonaws.com"]
}
resource "aws_iam_role" "from_output" {
  name               = "from-output"
  assume_role_policy = module.team["a.b"].policy
}
