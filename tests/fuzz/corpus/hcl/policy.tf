# comment
locals {
  issuer = replace(aws_iam_user.u.name, "https://", "")
  p = jsonencode({
    Version = "2012-10-17"
    Statement = concat([{
      Effect    = "Allow"
      Principal = { AWS = [aws_iam_user.u.arn, var.v.a[1], "${data.aws_partition.p.partition}:x"] }
      Action    = "sts:AssumeRole"
      Condition = local.strict ? { Bool = { "aws:MultiFactorAuthPresent" = "true" } } : {}
    }], [for k, v in var.v : { Sid = k }])
  })
}
