resource "aws_iam_role" "commented" {
  # assumelint:ignore AL201 -- a module of one's own
}

resource "aws_iam_role" "plain" {}

# assumelint:ignore AL201 -- a call in a module of one's own
module "inner" {
  source = "acme/role/aws"
}
