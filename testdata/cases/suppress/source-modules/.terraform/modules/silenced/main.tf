# assumelint:ignore AL2 -- from somebody else: it must not count
# assumelint:ignore nonsense
resource "aws_iam_role" "this" { # assumelint:ignore AL2
  # assumelint:ignore AL2
}

module "inner" { # assumelint:ignore AL2
  source = "./inner"
}
