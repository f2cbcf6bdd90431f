variable "ids" {
  type      = map(string)
  sensitive = true
}

resource "aws_iam_user" "ci" { name = "ci" }

resource "aws_iam_role" "vendor" {
  name = "vendor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = ["arn:aws:iam::464622532012:root", aws_iam_user.ci.arn, values(var.ids)[0]] }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = values(var.ids)[0] } }
    }]
  })
}
