resource "aws_iam_user" "ci" {
  name = "ci"
}

locals {
  principals = [aws_iam_user.ci.arn, "*"]
}

resource "aws_iam_role" "template" {
  name = "template"
  assume_role_policy = templatefile("${path.module}/policies/trust.json.tftpl", {
    users = [aws_iam_user.ci.arn, "arn:aws:iam::222233334444:root"]
  })
}

resource "aws_iam_role" "loop" {
  name = "loop"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for p in local.principals : { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = p } }]
  })
}

resource "aws_iam_role" "outside" {
  name = "outside"
  assume_role_policy = templatefile("${path.module}/../withheld/identity.tf", {
    user = aws_iam_user.ci.arn
  })
}

resource "aws_iam_role" "linked" {
  name = "linked"
  assume_role_policy = templatefile("${path.module}/policies/linked.tftpl", {
    user = aws_iam_user.ci.arn
  })
}
