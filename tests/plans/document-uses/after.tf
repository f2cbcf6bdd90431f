# Documents that are read during apply, and what is made of them on the way to a role.
resource "aws_iam_user" "ci" { name = "ci" }
data "aws_iam_policy_document" "vendor" {
  depends_on = [aws_iam_user.ci]
  policy_id  = "Trust"
  statement {
    sid     = "Vendor"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::464622532012:root"]
    }
  }
}
resource "aws_iam_role" "minified" {
  name               = "minified"
  assume_role_policy = data.aws_iam_policy_document.vendor.minified_json
}
resource "aws_iam_role" "decoded" {
  name               = "decoded"
  assume_role_policy = jsonencode(jsondecode(data.aws_iam_policy_document.vendor.json))
}

data "aws_iam_policy_document" "several" {
  count      = 2
  depends_on = [aws_iam_user.ci]
  statement {
    sid     = "Vendor${count.index}"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [count.index == 0 ? "arn:aws:iam::464622532012:root" : "arn:aws:iam::754728514883:root"]
    }
  }
}
resource "aws_iam_role" "joined" {
  name               = "joined"
  assume_role_policy = join("", slice(data.aws_iam_policy_document.several[*].json, 0, 1))
}
data "aws_iam_policy_document" "splat" {
  source_policy_documents = data.aws_iam_policy_document.several[*].json
}
resource "aws_iam_role" "splat" {
  name               = "splat"
  assume_role_policy = data.aws_iam_policy_document.splat.json
}

data "aws_iam_policy_document" "odd" {
  depends_on = [aws_iam_user.ci]
  version    = "2008-10-17"
  dynamic "statement" {
    for_each = []
    content {}
  }
  statement {
    effect  = "Deny"
    actions = ["sts:*"]
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::464622532012:root"]
    }
  }
  statement {
    not_actions = ["sts:TagSession"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-a1b2c3d4e5"]
    }
  }
}
resource "aws_iam_role" "odd" {
  name               = "odd"
  assume_role_policy = data.aws_iam_policy_document.odd.json
}

data "aws_iam_policy_document" "empty" {
  depends_on = [aws_iam_user.ci]
  dynamic "statement" {
    for_each = []
    content {}
  }
}
resource "aws_iam_role" "empty" {
  name               = "empty"
  assume_role_policy = data.aws_iam_policy_document.empty.json
}
