resource "aws_iam_role" "overridden" {
  # assumelint:ignore AL201 -- what overrides it is the same resource
  name = "overridden"
}
