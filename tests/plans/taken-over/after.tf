# Imported with a change, replaced in both orders, destroyed.
locals {
  vendor = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::464622532012:root" } }]
  })
}
removed {
  from = aws_iam_role.handmade
  lifecycle { destroy = false }
}
import {
  to = module.roles["k\"]."].aws_iam_role.this[0]
  id = "handmade"
}
module "roles" {
  source   = "./roles"
  for_each = { "k\"]." = "handmade" }
  name     = each.value
  policy   = local.vendor
}
resource "aws_iam_role" "renamed" {
  name               = "after"
  assume_role_policy = local.vendor
}
resource "aws_iam_role" "first_made" {
  name               = "first-after"
  assume_role_policy = local.vendor
  lifecycle { create_before_destroy = true }
}
