locals {
  p = <<-EOF
    {"Statement": {"Effect": "Allow", /* no comment */
      "Principal": {"AWS": "%{ if local.a ~} x %{ else }${aws_iam_user.u.arn}%{ endif }"},
      "Sid": "$${x}%%{y}${"${1}"}"}}
  EOF
}
resource "a" "b" {
  count = 1
  c { d = <<E
x
E
  }
}
