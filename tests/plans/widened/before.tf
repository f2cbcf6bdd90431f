resource "aws_iam_role" "monitoring" {
  name = "monitoring"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::464622532012:role/Collector" }
      Condition = { StringEquals = { "sts:ExternalId" = "0d5cf1c2-6b5e-4a53-9a5c-1f0f3a1f7d10" } }
    }]
  })
}
resource "aws_iam_role" "old" {
  name = "old"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::464622532012:root" } }]
  })
}
