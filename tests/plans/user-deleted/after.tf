# hana has left, and the role's policy was written out before that.
resource "aws_iam_user" "jiro" { name = "jiro" }
resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = ["arn:aws:iam::111122223333:user/hana", "arn:aws:iam::111122223333:user/jiro"] }
    }]
  })
}
