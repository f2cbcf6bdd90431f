# assumelint:ignore AL201 -- directly above, in a run
# of comments
resource "aws_iam_role" "above" {
  assume_role_policy = local.vendor
}

resource "aws_iam_role" "header" { # assumelint:ignore AL201 -- on the line of the header
  assume_role_policy = local.vendor
}

resource "aws_iam_role" "inside" {
  name = "inside"
  inline_policy {
    // assumelint:ignore AL201 -- anywhere inside
    policy = jsonencode({})
  }
}

resource "aws_iam_role" "many" {
  count              = 2
  assume_role_policy = local.vendor /* assumelint:ignore
  * assumelint:ignore AL201 -- all instances; AL104 is found in one
  */
}

# assumelint:ignore AL201 -- one instance of two is somebody else's
resource "aws_iam_role" "some" {
  for_each = toset(["464622532012", "111122223333"])
}

/* assumelint:ignore AL201 -- on the header's line */ resource "aws_iam_role" "one_line" { name = "x" }

resource "aws_iam_role" "one_line_too" { name = "y" } # assumelint:ignore AL201

resource "aws_iam_role" "closing" {
  name = "closing"
} # assumelint:ignore AL201 -- this is no line of a header
resource "aws_iam_role" "not_the_next" {
  description = "# assumelint:ignore AL201"
  tags = {
    a = "x /* assumelint:ignore AL201 */"
    b = <<-EOT
      # assumelint:ignore AL201
      // assumelint:ignore AL201 ${1 + 1}
    EOT
  }
}

# assumelint:ignore AL201 -- with a blank line below

resource "aws_iam_role" "blank_line" {}

# assumelint:ignore AL201 -- nothing of it is in the plan
resource "aws_iam_role" "not_in_the_plan" {}

# assumelint:ignore AL104,AL201 -- only one of them is found
resource "aws_iam_role" "idle_id" {}

locals {
  # assumelint:ignore AL201
  vendor = data.aws_iam_policy_document.vendor.json
}

data "aws_iam_policy_document" "vendor" {
  statement { # assumelint:ignore AL201 -- people will try it
    actions = ["sts:AssumeRole"]
  }
}
