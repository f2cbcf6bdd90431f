# assumelint:ignore AL201 -- all of the stack
resource "aws_cloudformation_stack" "covered" {}

resource "aws_cloudformation_stack" "described" {}

# assumelint:ignore AL903 -- scanned where it is
resource "aws_cloudformation_stack" "elsewhere" {}
