# Only some of the changes are planned: what exists and is left out stays as it is, orphans included.
locals {
  vendor = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::464622532012:root" } }]
  })
}
resource "aws_iam_role" "left_out" {
  name = "left-out"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
resource "aws_iam_role" "planned" {
  name               = "planned"
  description        = "changed"
  assume_role_policy = local.vendor
}
resource "aws_iam_role" "not_yet" {
  name               = "not-yet"
  assume_role_policy = local.vendor
}
