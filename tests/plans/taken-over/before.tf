locals {
  anybody = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }]
  })
}
resource "aws_iam_role" "handmade" {
  name               = "handmade"
  assume_role_policy = local.anybody
}
resource "aws_iam_role" "renamed" {
  name               = "before"
  assume_role_policy = local.anybody
}
resource "aws_iam_role" "first_made" {
  name               = "first-before"
  assume_role_policy = local.anybody
}
resource "aws_iam_role" "dropped" {
  name               = "dropped"
  assume_role_policy = local.anybody
}
