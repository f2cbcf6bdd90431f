variable "name" { type = string }
variable "policy" { type = string }
resource "aws_iam_role" "this" {
  count              = 1
  name               = var.name
  assume_role_policy = var.policy
}
