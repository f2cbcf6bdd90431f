# SPDX-License-Identifier: Apache-2.0

variable "number" { type = number }
variable "string" { type = string }
variable "objects" {
  type = list(object({ arn = string, external_id = optional(string, "none"), more = optional(list(string), []) }))
}
variable "names" { type = set(string) }
variable "flags" { type = map(bool) }
variable "any" { type = any }
variable "tuple" { type = tuple([number, string]) }
variable "untyped" {}
variable "nothing" {
  type    = string
  default = null
}
