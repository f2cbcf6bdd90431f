variable "strict" { default = true }

resource "terraform_data" "stage" {}
resource "aws_iam_user" "ci" { name = "ci" }

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = terraform_data.stage.id == "dev" ? "*" : aws_iam_user.ci.arn }
      Action    = "sts:AssumeRole"
      Condition = var.strict ? { StringEquals = { "aws:PrincipalTag/team" = "app" } } : {}
    }]
  })
}
