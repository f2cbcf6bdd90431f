variable "external_id" {
  type      = string
  sensitive = true
  default   = "canary-after-1"
}
resource "aws_iam_role" "vendor" {
  name = "vendor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::464622532012:root" }
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }
    }]
  })
}
variable "team" {
  type      = string
  sensitive = true
  default   = "canary-team-a3"
}
resource "aws_iam_role" "tagged" {
  name = "tagged"
  tags = { team = var.team }
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = replace("S${var.team}", "-", "")
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "*" }
        Condition = { StringLike = { "aws:PrincipalTag/team" = "${var.team}*" } }
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "AIDACANARY${replace(upper(var.team), "/[^A-Z]/", "")}" }
      },
    ]
  })
}
output "external_id" {
  value     = var.external_id
  sensitive = true
}
