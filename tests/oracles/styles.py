# SPDX-License-Identifier: Apache-2.0
"""Ways to write a trust policy in Terraform.

A style makes HCL of a policy of trusts.py with one of its leaves replaced by an
expression: text, or the text of each file, and the address of the role where it is
not aws_iam_role.NAME. A choice makes a policy depend on a condition.
"""

import json

from trusts import OWN, Leaf, Text, aws, deny, plain


# ---- HCL ---------------------------------------------------------------------


class Place:
    """Where a leaf is written as an expression."""

    def __init__(self, leaf, expression):
        self.leaf, self.expression = leaf, expression


def escaped(text):
    return json.dumps(text)[1:-1].replace("${", "$${").replace("%{", "%%{")


def hcl(value, place):
    """An expression; a leaf that is not the place's is a literal."""
    if place and value is place.leaf:
        return place.expression
    if isinstance(value, Text) and place and place.leaf in value.parts:
        return '"' + "".join(
            "${" + place.expression + "}" if part is place.leaf else escaped(plain(part))
            for part in value.parts) + '"'
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{hcl_key(k, place)} = {hcl(v, place)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(hcl(v, place) for v in value) + "]"
    value = plain(value)
    return hcl(value, None) if isinstance(value, (dict, list)) else f'"{escaped(value)}"'


def hcl_key(key, place):
    text = hcl(key, place)
    return text if text.startswith('"') else f"({text})"


def template(value, place):
    """Text of JSON, with ${} where the leaf is."""
    if place and value is place.leaf:
        return "${jsonencode(" + place.expression + ")}"
    if isinstance(value, Text):
        return '"' + "".join(
            "${" + place.expression + "}" if place and part is place.leaf else escaped(plain(part))
            for part in value.parts) + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{template(k, place)}: {template(v, place)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(template(v, place) for v in value) + "]"
    value = plain(value)
    return template(value, None) if isinstance(value, (dict, list)) else f'"{escaped(value)}"'


# ---- Documents ---------------------------------------------------------------


def listed(value):
    many = isinstance(value, list) or (isinstance(value, Leaf) and isinstance(value.value, list))
    return value if many else [value]


def arguments(one):
    """A statement as the data source takes it."""
    out = {"sid": one.get("Sid"), "effect": one["Effect"], "actions": listed(one["Action"])}
    for ours, theirs in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        named = one.get(theirs, {})
        named = {"*": "*"} if named == "*" else named
        out[ours] = [{"type": k, "identifiers": listed(v)} for k, v in named.items()]
    out["conditions"] = [
        {"test": operator, "variable": key, "values": listed(value)}
        for operator, block in one.get("Condition", {}).items() for key, value in block.items()]
    return out


def block(kind, members, place):
    lines = "".join(f"      {k} = {hcl(v, place)}\n" for k, v in members.items())
    return f"    {kind} {{\n{lines}    }}\n"


def statement_block(one, place):
    out = arguments(one)
    text = "  statement {\n"
    for key in ("sid", "effect", "actions"):
        if out[key] is not None:
            text += f"    {key} = {hcl(out[key], place)}\n"
    for kind, members in (("principals", out["principals"]), ("not_principals", out["not_principals"]),
                          ("condition", out["conditions"])):
        text += "".join(block(kind, each, place) for each in members)
    return text + "  }\n"


def document(name, body):
    return f'data "aws_iam_policy_document" "{name}" {{\n{body}}}\n'


def statements_of(policy, place):
    return "".join(statement_block(one, place) for one in policy)


# ---- Styles ------------------------------------------------------------------


def whole(policy):
    return {"Version": "2012-10-17", "Statement": policy}


def role(name, policy, more=""):
    return (f'resource "aws_iam_role" "{name}" {{\n{more}  name = "{name}"\n'
            f"  assume_role_policy = {policy}\n}}\n")


def jsonencoded(policy, place):
    return f"jsonencode({hcl(whole(policy), place)})"


def style_jsonencode(name, policy, place):
    return role(name, jsonencoded(policy, place))


def style_heredoc(name, policy, place):
    return role(name, f"<<-EOF\n    {template(whole(policy), place)}\n  EOF")


def style_alias(name, policy, place):
    return role(name, jsonencoded(policy, place), "  provider = aws.other\n")


def style_local(name, policy, place):
    return (f"locals {{\n  {name}_all = {hcl(policy, place)}\n"
            f'  {name} = {{ Version = "2012-10-17", Statement = local.{name}_all }}\n}}\n'
            + role(name, f"jsonencode(local.{name})"))


def style_leaf_local(name, policy, place):
    return (f"locals {{\n  {name} = {place.expression}\n}}\n"
            + role(name, jsonencoded(policy, Place(place.leaf, f"local.{name}"))))


def style_for(name, policy, place):
    return role(name, 'jsonencode({ Version = "2012-10-17", Statement = '
                      f"[for s in {hcl(policy, place)} : merge(s, var.no ? {{ Sid = \"No\" }} : {{}})] }})")


def style_concat(name, policy, place):
    return role(name, 'jsonencode(merge({ Version = "2012-10-17" }, { Statement = '
                      f"concat({hcl(policy[:1], place)}, {hcl(policy[1:], place)}) }}))")


def style_conditional(name, policy, place):
    return role(name, f'var.no ? "{{}}" : {jsonencoded(policy, place)}')


def style_decoded(name, policy, place):
    return role(name, f"jsonencode(merge(jsondecode({jsonencoded(policy, place)}), {{ Version = \"2012-10-17\" }}))")


def style_joined(name, policy, place):
    parts = ", ".join(f"jsonencode({hcl(one, place)})" for one in policy)
    return role(name, 'format("{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[%s]}", '
                      f'join(",", [{parts}]))')


def style_document(name, policy, place):
    return document(name, statements_of(policy, place)) + role(name, f"data.aws_iam_policy_document.{name}.json")


def style_document_local(name, policy, place):
    return (document(name, statements_of(policy, place))
            + f"locals {{\n  {name} = data.aws_iam_policy_document.{name}.json\n}}\n"
            + role(name, f"local.{name}"))


def style_dynamic(name, policy, place):
    if any("NotPrincipal" in one for one in policy):
        return style_document(name, policy, place)
    members = []
    for one in policy:
        members.append({k: v for k, v in arguments(one).items() if k != "not_principals" and v is not None})
    body = """  dynamic "statement" {
    for_each = local.%s
    content {
      sid     = lookup(statement.value, "sid", null)
      effect  = statement.value.effect
      actions = statement.value.actions
      dynamic "principals" {
        for_each = statement.value.principals
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
""" % name
    return (f"locals {{\n  {name} = {hcl(members, place)}\n}}\n" + document(name, body)
            + role(name, f"data.aws_iam_policy_document.{name}.json"))


def style_source_document(name, policy, place):
    return (document(f"{name}_base", statements_of(policy[:1], place))
            + document(name, f"  source_policy_documents = [data.aws_iam_policy_document.{name}_base.json]\n"
                       + statements_of(policy[1:], place))
            + role(name, f"data.aws_iam_policy_document.{name}.json"))


def style_source_text(name, policy, place):
    return (document(name, f"  source_policy_documents = [{jsonencoded(policy, place)}]\n")
            + role(name, f"data.aws_iam_policy_document.{name}.json"))


def style_override(name, policy, place):
    """The first statement takes the place of one of the same Sid that lets nobody in."""
    if policy[0].get("Sid"):
        return style_document(name, policy, place)
    first = dict(policy[0], Sid="Main")
    other = deny(None, {"AWS": "*"}, Sid="Main")
    return (document(f"{name}_override", statements_of([first], place))
            + document(name, f"  override_policy_documents = [data.aws_iam_policy_document.{name}_override.json]\n"
                       + statements_of([other] + policy[1:], place))
            + role(name, f"data.aws_iam_policy_document.{name}.json"))


def style_module(name, policy, place):
    return module(name, policy, place, f'  leaf = {place.expression}\n'), f"module.{name}.aws_iam_role.this"


def style_module_each(name, policy, place):
    call = f'  for_each = {{ one = {place.expression} }}\n  leaf = each.value\n'
    return module(name, policy, place, call), f'module.{name}["one"].aws_iam_role.this'


def module(name, policy, place, call):
    inner = Place(place.leaf, "var.leaf")
    text = f'module "{name}" {{\n  source = "./{name}"\n{call}}}\n'
    body = (f'variable "leaf" {{}}\n'
            + role("this", jsonencoded(policy, inner)).replace('"this"\n', f'"{name}"\n'))
    return {"main.tf": text, f"{name}/main.tf": body}


def style_module_policy(name, policy, place):
    """The module builds the policy of a list of statements."""
    text = (f'module "{name}" {{\n  source = "./{name}"\n  statements = {hcl(policy, place)}\n}}\n')
    body = ('variable "statements" {\n  type = any\n}\n'
            + role("this", 'jsonencode({ Version = "2012-10-17", Statement = var.statements })')
            .replace('"this"\n', f'"{name}"\n'))
    return {"main.tf": text, f"{name}/main.tf": body}, f"module.{name}.aws_iam_role.this"


def style_module_document(name, policy, place):
    inner = Place(place.leaf, "var.leaf")
    text = f'module "{name}" {{\n  source = "./{name}"\n  leaf = {place.expression}\n}}\n'
    body = ('variable "leaf" {}\n' + document("this", statements_of(policy, inner))
            + role("this", "data.aws_iam_policy_document.this.json").replace('"this"\n', f'"{name}"\n'))
    return {"main.tf": text, f"{name}/main.tf": body}, f"module.{name}.aws_iam_role.this"


def style_count(name, policy, place):
    return role(name, jsonencoded(policy, place), "  count = 1\n"), f"aws_iam_role.{name}[0]"


def style_each(name, policy, place):
    inner = Place(place.leaf, "each.value")
    return (role(name, jsonencoded(policy, inner), f"  for_each = {{ one = {place.expression} }}\n"),
            f'aws_iam_role.{name}["one"]')


def style_templatefile(name, policy, place):
    inner = Place(place.leaf, "leaf")
    text = role(name, f'templatefile("${{path.module}}/{name}.tftpl", {{ leaf = {place.expression} }})')
    return {"main.tf": text, f"{name}.tftpl": template(whole(policy), inner)}, None


# ---- Choices: the leaf is what a condition depends on ------------------------

NARROW = [aws(f"arn:aws:iam::{OWN}:role/narrow")]


def choice_whole(name, policy, chosen):
    return role(name, f"{chosen} ? {jsonencoded(policy, None)} : {jsonencoded(NARROW, None)}")


def choice_otherwise(name, policy, chosen):
    return role(name, f"!({chosen}) ? {jsonencoded(NARROW, None)} : {jsonencoded(policy, None)}")


def choice_statements(name, policy, chosen):
    return role(name, 'jsonencode({ Version = "2012-10-17", Statement = '
                      f"[for s in {hcl(policy, None)} : s if {chosen}] }})")


def choice_members(name, policy, chosen):
    return role(name, 'jsonencode({ Version = "2012-10-17", Statement = [for s in '
                      f"{hcl(policy, None)} : {{ for k, v in s : k => v if {chosen} || k != \"Condition\" }}] }})")


def choice_effect(name, policy, chosen):
    place = Place(Leaf("Allow"), f'{chosen} ? "Allow" : "Deny"')
    return role(name, jsonencoded([dict(policy[0], Effect=place.leaf)] + policy[1:], place))


def choice_dynamic(name, policy, chosen):
    block = statement_block(policy[0], None).replace("  statement {\n", "").rsplit("  }\n", 1)[0]
    body = (f'  dynamic "statement" {{\n    for_each = {chosen} ? [1] : []\n    content {{\n{block}    }}\n  }}\n'
            + statements_of(policy[1:], None))
    return document(name, body) + role(name, f"data.aws_iam_policy_document.{name}.json")


def named(prefix):
    return {key[len(prefix):]: value for key, value in globals().items() if key.startswith(prefix)}


STYLES, CHOICES = named("style_"), named("choice_")
