resource "aws_iam_role" "inner" {
  # assumelint:ignore AL2 -- nor does this
}
