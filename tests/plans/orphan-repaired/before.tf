resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "AIDAEXAMPLEHANA00000A" } }]
  })
}
resource "aws_iam_role" "forgotten" {
  name = "forgotten"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["AROAEXAMPLEROLE00000B", "arn:aws:iam::111122223333:root"] } }]
  })
}
