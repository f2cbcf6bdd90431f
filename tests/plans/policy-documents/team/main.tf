variable "name" { type = string }
variable "trusted" { type = list(string) }
variable "services" { type = list(string) }
variable "custom" {
  type    = string
  default = null
}
data "aws_iam_policy_document" "trust" {
  count = 1
  statement {
    sid     = "Trusted"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = var.trusted
    }
  }
  dynamic "statement" {
    for_each = var.services
    content {
      sid     = "Service${statement.key}"
      actions = ["sts:AssumeRole"]
      principals {
        type        = "Service"
        identifiers = [statement.value]
      }
    }
  }
}
resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = coalesce(var.custom, data.aws_iam_policy_document.trust[0].json)
}
output "policy" { value = data.aws_iam_policy_document.trust[0].json }
