# Two accounts by provider aliases, and resources that are let go or taken in.
provider "aws" {
  alias = "tools"
  assume_role { role_arn = "arn:aws:iam::444455556666:role/deploy" }
}
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
data "aws_caller_identity" "current" {}

# The tools account's user may use the role here, and the other way round.
resource "aws_iam_user" "tools" {
  provider = aws.tools
  name     = "tools"
}
resource "aws_iam_user" "here" { name = "here" }
resource "aws_iam_user" "west" {
  provider = aws.west
  name     = "west"
}
data "aws_iam_policy_document" "here" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.tools.arn, aws_iam_user.here.arn, aws_iam_user.west.arn]
    }
  }
}
resource "aws_iam_role" "here" {
  name               = "here"
  assume_role_policy = data.aws_iam_policy_document.here.json
}
resource "aws_iam_role" "tools" {
  provider = aws.tools
  name     = "tools"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:root" } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.current.account_id } },
    ]
  })
}

removed {
  from = aws_iam_user.kept
  lifecycle { destroy = false }
}
removed {
  from = aws_iam_role.imported
  lifecycle { destroy = false }
}
