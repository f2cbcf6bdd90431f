locals {
  teams = { a = { arn = "arn:a", on = true }, b = { arn = aws_iam_user.u.arn, on = local.no } }
  p = jsonencode({
    Statement = flatten([for k, t in local.teams : [{
      Sid       = title(k)
      Effect    = t.on == true ? "Allow" : "Deny"
      Principal = { AWS = distinct(concat(values(local.teams)[*].arn, sort(["b", k]))) }
      Condition = { NumericLessThan = { (join(":", ["aws", "x"])) = 60 * 60 - 1 } }
    }] if length(k) > 0])
    Id = try(local.teams.c.arn, split("/", aws_iam_user.u.arn)[1], format("%s-%d", k, 1))
    G  = { for x in ["a", "b", "a"] : x => upper(x)... }
  })
}
