# The subject is missing.
resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" } }
    }]
  })
}

# It is there, by way of a local.
resource "aws_iam_role" "release" {
  name               = "release"
  assume_role_policy = local.release
}

# A string with values filled in.
resource "aws_iam_role" "vendor" {
  name               = "vendor"
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": {"AWS": ["${aws_iam_user.ci.arn}", "arn:aws:iam::${var.vendor}:root"]},
          "Action": "sts:AssumeRole"
        }
      ]
    }
  EOF
}

resource "aws_iam_role" "by_user" {
  name = "by-user"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_user.ci.arn }, Action = "sts:AssumeRole" }]
  })
}
