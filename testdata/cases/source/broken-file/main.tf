resource "aws_iam_user" "ci" { name = "ci" }
resource "aws_iam_user" "cd" { name = "cd" }

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = [aws_iam_user.ci.arn, "*"] }, Action = "sts:AssumeRole" }]
  })
}
