provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "security"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::222233334444:role/terraform"
  }
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "deploy" {
  for_each = toset(["api", "web"])
  name     = "deploy-${each.key}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

module "app" {
  source = "./modules/app"
}

# New roles of the first account, named by their ARNs in the second one.
resource "aws_iam_role" "audit" {
  provider = aws.security
  name     = "audit"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = [aws_iam_role.deploy["api"].arn, module.app.role_arn] }
    }]
  })
}

# The same account, from another module.
resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = module.app.role_arn } }]
  })
}
