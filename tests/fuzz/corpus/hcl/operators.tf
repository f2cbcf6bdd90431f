locals {
  a = !(b.c == null) && d[0]["k"].e[*].f >= -1.5e3 % 2 ? provider::x::y(1, [2]...) : g.0.h // end
  p = local.a ? merge({ a = 1 }, { "b" : 2, (local.c) = 3 }).b : module.m.p
  q = format("%s-%s", join(",", toset(["a"])), trimsuffix("ab", "b"))
}
output "p" {
  value = jsonencode({ Statement = [{ Principal = "*" }] })
}
