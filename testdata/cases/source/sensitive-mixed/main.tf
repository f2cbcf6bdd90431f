variable "external_id" {
  type      = string
  sensitive = true
  default   = "9f0c1a77-5f0e-4d7b"
}

resource "aws_iam_user" "ci" { name = "ci" }

resource "aws_iam_role" "vendor" {
  name = "vendor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = ["arn:aws:iam::464622532012:root", "CANARY${aws_iam_user.ci.arn}"] }
      Action    = "sts:AssumeRole"
      Condition = {
        StringLike   = { "sts:ExternalId" = "CANARY-${aws_iam_user.ci.arn}-*" }
        StringEquals = { "sts:RoleSessionName" = var.external_id }
      }
    }]
  })
}
