# One role names the user anew, the other keeps the unique id of one that is gone.
resource "aws_iam_user" "hana" { name = "hana" }
resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.hana.arn } }]
  })
}
resource "aws_iam_role" "forgotten" {
  name        = "forgotten"
  description = "looked at, and left alone"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["AROAEXAMPLEROLE00000B", "arn:aws:iam::111122223333:root"] } }]
  })
}
