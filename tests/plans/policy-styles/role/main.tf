variable "name" {}

variable "partner" {
  type = object({ account = string, external_id = optional(string, "default-id") })
}

variable "services" {
  type    = list(string)
  default = []
}

variable "path" {
  default = "templates/partner.json.tftpl"
}

resource "aws_iam_role" "this" {
  name = var.name
  assume_role_policy = templatefile("${path.module}/${var.path}", {
    partner  = var.partner
    services = jsonencode(var.services)
  })
}
