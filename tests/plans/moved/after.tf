# The same role under another address: nothing is new.
moved {
  from = aws_iam_role.vendor
  to   = aws_iam_role.monitoring["a"]
}
resource "aws_iam_role" "monitoring" {
  for_each = toset(["a"])
  name     = "vendor"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::464622532012:root" } }]
  })
}
