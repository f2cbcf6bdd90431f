module "own" {
  source = "./modules/own"
}

module "silenced" { # assumelint:ignore AL201 -- all that this call brings
  source = "acme/role/aws"
}

module "downloaded" {
  source = "acme/role/aws"
}

module "sneaky" {
  source = "./.terraform/modules/silenced"
}

module "linked" {
  source = "./modules/linked"
}
