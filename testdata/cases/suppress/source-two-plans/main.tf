resource "aws_iam_role" "a" { # assumelint:ignore AL201 -- in prod only
}

resource "aws_iam_role" "b" { # assumelint:ignore AL201 -- in none
}
