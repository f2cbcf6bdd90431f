resource "aws_iam_user" "hana" { name = "hana" }
resource "aws_iam_user" "jiro" { name = "jiro" }
resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = [aws_iam_user.hana.arn, aws_iam_user.jiro.arn] }
    }]
  })
}
