variable "vendor" { default = "464622532012" }

locals {
  issuer = replace(aws_iam_openid_connect_provider.github.url, "https://", "")
  release = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = "sts.amazonaws.com"
          "${local.issuer}:sub" = "repo:acme/app:ref:refs/heads/main"
        }
      }
    }]
  })
}
