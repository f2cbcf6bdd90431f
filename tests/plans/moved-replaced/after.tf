# Moved, and replaced as well: what was found before is not new.
moved {
  from = aws_iam_role.old
  to   = module.r.aws_iam_role.this
}
module "r" {
  source = "./role"
}
