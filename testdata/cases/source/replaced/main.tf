resource "aws_iam_user" "hana" { name = "hana" }
resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::111122223333:user/hana" }
    }]
  })
  depends_on = [aws_iam_user.hana]
}
