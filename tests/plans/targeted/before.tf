locals {
  vendor = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::464622532012:root" } }]
  })
}
resource "aws_iam_user" "ci" {
  name = "ci"
}
resource "aws_iam_role" "left_out" {
  name               = "left-out"
  assume_role_policy = local.vendor
}
resource "aws_iam_policy" "everything" {
  name   = "everything"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "left_out" {
  role       = aws_iam_role.left_out.name
  policy_arn = aws_iam_policy.everything.arn
}
resource "aws_iam_role" "by_ci" {
  name = "by-ci"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.ci.arn } }]
  })
}
resource "aws_iam_role" "planned" {
  name               = "planned"
  assume_role_policy = local.vendor
}
