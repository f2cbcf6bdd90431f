locals {
  p = local.p
  x = [1 2
}