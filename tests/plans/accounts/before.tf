resource "aws_iam_role" "imported" {
  name               = "existing"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }] })
}
resource "aws_iam_user" "kept" { name = "kept" }
