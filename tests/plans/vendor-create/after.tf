# Keys with dots and quotes in addresses, everybody with and without a limit,
# the own account by its number.
data "aws_caller_identity" "current" {}
module "vendor" {
  source = "./vendor"
  for_each = {
    "with.id"         = { account = "464622532012", id = "7c1d9f4e2b6a48d59f03c1a8e5b7d264" }
    "without \"one\"" = { account = "464622532012", id = null }
  }
  name        = "vendor-${length(each.key)}"
  account     = each.value.account
  external_id = each.value.id
}
resource "aws_iam_role" "everybody" {
  name = "everybody"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }]
  })
}
resource "aws_iam_role" "organization" {
  name = "organization"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-invented0001" } }
    }]
  })
}
resource "aws_iam_role" "own" {
  count = 2
  name  = "own-${count.index}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.current.account_id } }]
  })
}
resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.everybody.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
