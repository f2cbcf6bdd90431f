# One role for each way to write a trust policy, all of them known when the plan
# is made: tests/oracles/withheld.py takes them away and reads them in the source.

variable "partners" {
  type = list(object({
    account     = string
    external_id = optional(string)
    mfa         = optional(bool, false)
  }))
  default = [
    { account = "222233334444", external_id = "4f1c-99" },
    { account = "333344445555", mfa = true },
  ]
}

variable "repositories" {
  type    = set(string)
  default = ["web", "api"]
}

variable "hours" {
  type    = number
  default = 2
}

variable "break_glass" {
  type    = bool
  default = false
}

locals {
  issuer   = replace("https://token.actions.githubusercontent.com", "https://", "")
  provider = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}"
  services = { lambda = "lambda.amazonaws.com", tasks = "ecs-tasks.amazonaws.com" }
  admins   = var.break_glass ? ["*"] : formatlist("arn:aws:iam::%s:root", ["111122223333"])
  service_trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = values(local.services) } }]
  })
}

resource "aws_iam_role" "jsonencode" {
  name = "jsonencode"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { AWS = "arn:aws:iam::${var.partners[0].account}:root" }
      Condition = { StringEquals = { "sts:ExternalId" = var.partners[0].external_id } }
    }]
  })
}

resource "aws_iam_role" "loop" {
  name = "loop"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for p in var.partners : merge({
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${p.account}:root" }
      Condition = merge(
        p.external_id != null ? { StringEquals = { "sts:ExternalId" = p.external_id } } : {},
        p.mfa ? { Bool = { "aws:MultiFactorAuthPresent" = "true" } } : {},
      )
    }, p.mfa ? { Sid = "Mfa" } : {})]
  })
}

resource "aws_iam_role" "oidc" {
  name = "oidc"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider }
      Condition = {
        StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" }
        StringLike   = { "${local.issuer}:sub" = [for r in var.repositories : "repo:acme/${r}:*"] }
      }
    }]
  })
}

resource "aws_iam_role" "heredoc" {
  name               = "heredoc"
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        %{~for i, p in var.partners~}
        {
          "Effect": "Allow",
          "Action": "sts:AssumeRole",
          "Principal": {"AWS": ["${p.account}"]},
          "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ${var.hours * 3600}}}
        }%{if i < length(var.partners) - 1},%{endif}
        %{~endfor~}
      ]
    }
  EOF
}

resource "aws_iam_role" "template" {
  name = "template"
  assume_role_policy = templatefile("${path.module}/templates/trust.json.tftpl", {
    accounts = [for p in var.partners : p.account]
    strict   = !var.break_glass
  })
}

resource "aws_iam_role" "decoded" {
  name = "decoded"
  assume_role_policy = jsonencode(merge(jsondecode(file("templates/base.json")), {
    Statement = concat(
      jsondecode(file("${path.root}/templates/base.json")).Statement,
      [{ Effect = "Deny", Action = "sts:AssumeRole", Principal = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }],
    )
  }))
}

resource "aws_iam_role" "local" {
  name               = "local"
  assume_role_policy = local.service_trust
}

resource "aws_iam_role" "conditional" {
  name = "conditional"
  assume_role_policy = var.break_glass ? file("templates/base.json") : jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = local.admins } }
  })
}

resource "aws_iam_role" "each" {
  for_each = local.services
  name     = "each-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = title(each.key)
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = each.value }
    }]
  })
}

resource "aws_iam_role" "counted" {
  count = length(var.partners)
  name  = "counted-${count.index}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = element(var.partners[*].account, count.index) }
      Condition = { StringEquals = { "sts:ExternalId" = coalesce(var.partners[count.index].external_id, "none") } }
    }]
  })
}

resource "aws_iam_role" "strings" {
  name = "strings"
  assume_role_policy = format("{\"Version\":%s,\"Statement\":[%s]}", jsonencode("2012-10-17"), join(",", [
    for s in sort(keys(local.services)) : jsonencode({
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = lookup(local.services, s, "${s}.amazonaws.com") }
    })
  ]))
}

resource "aws_iam_role" "tried" {
  name = "tried"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = try(var.partners[5].account, one(toset([for p in var.partners : p.account if p.mfa])), "*") }
    }]
  })
}

resource "aws_iam_role" "hashed" {
  name = "hashed"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222233334444:root" }
      Condition = { StringEquals = { "sts:ExternalId" = md5("not read from the source") } }
    }]
  })
}

module "role" {
  source   = "./role"
  for_each = { for p in var.partners : p.account => p }
  name     = "module-${each.key}"
  partner  = each.value
  services = [local.services["lambda"]]
}
