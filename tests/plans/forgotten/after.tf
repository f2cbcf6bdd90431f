# Let go of and not destroyed: the roles stay as they are, and so does the user that one trusts.
removed {
  from = aws_iam_user.ci
  lifecycle { destroy = false }
}
removed {
  from = aws_iam_role.vendor
  lifecycle { destroy = false }
}
resource "aws_iam_role" "by_ci" {
  name = "by-ci"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:user/ci" } }]
  })
}
