locals {
  p = templatefile("t.tftpl", { who = [aws_iam_user.u.arn, "b"], flag = var.v.a })
  x = <<-EOT
    %{ for i, w in who ~}
      ${w}%{ if i > 0 },%{ else ~}
      ${~ jsonencode({ a = w }) ~}
    %{ endif }
    %{ endfor ~}
  EOT
  q = jsondecode(file("${path.module}/t.json"))
}
variable "v" { type = object({ a = optional(bool, true) }) }
