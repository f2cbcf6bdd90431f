# SPDX-License-Identifier: Apache-2.0
#
# Expressions as trust policies are written with, each a local value: see
# tests/oracles/terraform.py.

locals {
  part_accounts = ["111122223333", "222233334444"]
  part_teams    = { b = { arn = "arn:b", open = true }, a = { arn = "arn:a", open = false } }

  literal_string    = "arn:aws:iam::111122223333:root"
  literal_numbers   = [1, 1.50, 1e3, 0.1, 100000000000000000000, 2.5e-3, 00.5, 12345678901234567890.125]
  literal_others    = [true, false, null]
  literal_empty     = [[], {}, ""]
  object_order      = { z = 1, a = 2, "B" = 3, "a-b" = 4, (local.literal_string) = 5, 6 = 7 }
  object_twice      = { a = 1, b = 2, a = 3 }
  object_names      = { null = 1, true = 2, for_each = 3 }
  object_colon      = { "sts:ExternalId" : "x", y : 1 }
  escapes           = "tab\tquote\" back\\ line\nnul\u0001 \u00e9 \U0001F600 <a&b> \u2028"
  escapes_template  = "$${var.x} %%{if} $$ %% $x %x"
  template_scalars  = "${1.50} ${true} ${1e3} ${"x"} ${"a${"b"}"}"
  template_one      = ["a"]
  template_if       = "a%{if true}b%{else}c%{endif}d%{if false}e%{endif}"
  template_if_trim  = "a %{if true~} b %{else~} c %{endif~} d"
  template_if_left  = "a %{~if true} b %{~else} c %{~endif} d"
  template_trim     = "a  ${~"b"~}  c"
  template_trim_nl  = "a \n  ${~"b"~}  \n  c"
  template_for      = "%{for x in ["a", "b"]}<${x}>%{endfor}"
  template_for_key  = "%{for i, x in ["a", "b"]~} ${i}${x} %{endfor~} end"
  template_for_map  = "%{for k, v in { b = 1, a = 2 } }${k}${v}%{endfor}"
  heredoc           = <<EOT
{"a": "${local.literal_string}",
   "b": "x\ny"}
EOT
  heredoc_flush     = <<-EOT
    {
      "a": [
    %{for x in ["p", "q"]~}
        "${x}",
    %{endfor~}
        "end"
      ]
    }
    EOT
  heredoc_flush_odd = <<-EOT
      six
    four
        eight ${"x"}

      after
  EOT
  heredoc_trim      = <<-EOT
    a
    ${~"b"~}
    c
      %{~if true~}
      d
      %{~endif~}
    e
  EOT
  heredoc_tabs      = <<-EOT
	tab
	  more
	EOT

  json_sorted  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole"], Principal = { AWS = local.part_accounts } }] })
  json_html    = jsonencode({ "<k>" = "a<b>&c\u2028\t\n\r" == "" ? "" : "a<b>&c" })
  json_control = jsonencode("\u0001\u0008\u000c\u001f\u007f\u2029/")
  json_nested  = jsonencode({ inner = jsonencode({ a = ["b"] }) })
  json_numbers = jsonencode([1.0, 1e21, 1e-7, -0.5, 3600])
  json_decode  = jsondecode("{\"b\": [1, 2.50, null, true], \"a\": {\"c\": \"\\u00e9\\/\"}}")
  json_dup     = jsondecode("{\"a\": 1, \"a\": 2}")
  json_member  = jsondecode(file("${path.module}/templates/plain.json")).Statement[0].Condition.Bool
  json_twice   = jsonencode(jsondecode(jsonencode({ a = [1, "b"] })))

  file_plain     = file("templates/plain.json")
  file_module    = file("${path.module}/templates/plain.json")
  file_root      = file("${path.root}/templates/../templates/plain.json")
  file_cwd       = file("${path.cwd}/templates/plain.json")
  template_file  = templatefile("${path.module}/templates/trust.json.tftpl", { principals = local.part_accounts })
  template_none  = templatefile("${path.module}/templates/trust.json.tftpl", { principals = [] })
  template_json  = jsondecode(templatefile("templates/trust.json.tftpl", { principals = ["*"] }))
  template_marks = templatefile("templates/marks.tftpl", { name = "n", flag = true })
  template_else  = templatefile("templates/marks.tftpl", { name = 1.50, flag = false })
  template_value = templatefile("templates/one.tftpl", { value = 12.0 })
  path_module    = "${path.module} ${path.root}"

  op_equal        = ["a" == "a", "a" != "a", 1 == 1.0, "1" == 1, true == "true", null == null, "a" == null]
  op_compare      = [1 < 2, 2 <= 2, 3 > 4, 4 >= 5, -1 < 0, "10" > 9]
  op_logic        = [true && false, true || false, !true, !(1 == 2) && "a" == "a"]
  op_arithmetic   = [1 + 2, 3 - 5, 4 * 60, 10 / 2, 10 % 3, -7 % 3, -(2 + 3), "5" + 1, 2 + 3 * 4, (2 + 3) * 4, 10 - 3 - 2]
  op_lists        = [[1] == [2], ["a"] == ["a", "b"], [] != ["a"]]
  conditional     = [true ? "a" : "b", 1 > 2 ? "a" : "b", false ? 1 : 2]
  conditional_one = [true ? 1 : "a", false ? "a" : true, true ? [1] : ["a"], true ? { a = 1 } : { a = "b" }]
  conditional_map = [true ? { a = 1 } : { b = 2 }, true ? {} : { a = "b" }, false ? null : "x", true ? null : "x"]
  conditional_and = var.number > 3 && var.string == "7" ? "yes" : "no"
  conditional_two = true ? false ? 1 : 2 : 3

  for_list       = [for a in local.part_accounts : "arn:aws:iam::${a}:root"]
  for_index      = [for i, a in local.part_accounts : "${i}-${a}"]
  for_map        = [for k, t in local.part_teams : "${k}=${t.arn}"]
  for_map_values = [for t in local.part_teams : t.arn]
  for_if         = [for t in local.part_teams : t.arn if t.open]
  for_if_not     = [for k, t in local.part_teams : k if !t.open && k != "b"]
  for_object     = { for k, t in local.part_teams : upper(k) => t.arn }
  for_object_if  = { for a in local.part_accounts : a => "x" if a != "222233334444" }
  for_group      = { for p in [{ k = "a", v = 1 }, { k = "b", v = 2 }, { k = "a", v = 3 }] : p.k => p.v... }
  for_nested     = [for a in ["x", "y"] : [for b in ["1", "2"] : "${a}${b}"]]
  for_shadow     = [for a in ["x"] : [for a in ["y"] : a][0]]
  for_set        = [for k, v in toset(["b", "a"]) : "${k}${v}"]
  for_string_key = { for i, a in ["p", "q"] : i => a }
  for_empty      = [for a in [] : a]
  for_empty_map  = { for k, v in {} : k => v }
  for_statement  = [for t in local.part_teams : { Effect = t.open ? "Allow" : "Deny", Principal = { AWS = t.arn } }]

  splat          = local.part_accounts[*]
  splat_attr     = [{ a = 1 }, { a = 2 }][*].a
  splat_old      = [{ a = 1 }, { a = 2 }].*.a
  splat_index    = [{ a = [1] }, { a = [2, 3] }][*].a[0]
  splat_old_last = [{ a = 1 }, { a = 2 }].*.a[1]
  splat_nested   = [{ a = [{ c = 1 }] }, { a = [{ c = 2 }, { c = 3 }] }][*].a[*].c
  splat_one      = { a = 1 }[*].a
  splat_null     = var.nothing[*]
  splat_scalar   = "x" [*]
  splat_flat     = flatten([{ a = ["b"] }, { a = ["c", "d"] }][*].a)

  index_list   = local.part_accounts[1]
  index_map    = local.part_teams["a"].arn
  index_dot    = local.part_accounts.0
  index_chain  = { a = [{ b = "c" }] }.a[0].b
  index_string = { "1" = "x" }[1]
  index_expr   = local.part_accounts[length(local.part_accounts) - 1]

  f_concat        = concat(["a"], [1, true], [])
  f_concat_set    = concat(["z"], tolist(toset(["b", "a"])))
  f_merge         = merge({ a = 1, b = 2 }, { b = "x" }, null, {})
  f_merge_expand  = merge([{ a = 1 }, { b = 2 }]...)
  f_flatten       = flatten(["a", [1, ["b", []]], [["c"]]])
  f_distinct      = distinct(["b", "a", "b"])
  f_distinct_mix  = distinct(["a", 1, "a", "1"])
  f_compact       = compact(["a", "", null, "b"])
  f_sort          = sort(["b", "a", "C", "b"])
  f_reverse       = reverse([1, "a"])
  f_slice         = slice(["a", "b", "c"], 1, 2)
  f_element       = [element(["a", "b"], 1), element(["a", "b"], 3)]
  f_one           = [one(["a"]), one([])]
  f_length        = [length("abc"), length(["a", null]), length({ a = 1 }), length([])]
  f_contains      = [contains(["a", "b"], "b"), contains(["a"], "c"), contains([1, "a"], "1")]
  f_keys          = keys({ z = 1, a = 2 })
  f_values        = values({ z = 1, a = "x" })
  f_lookup        = [lookup({ a = "b" }, "a", "c"), lookup({ a = "b" }, "x", "c"), lookup({ a = 1, b = "x" }, "a", "d")]
  f_zipmap        = zipmap(["b", "a"], [1, "x"])
  f_coalesce      = [coalesce(null, "", "a"), coalesce("a", "b"), coalesce(1, "b")]
  f_coalescelist  = coalescelist([], ["a"], ["b"])
  f_toset         = toset(["b", "a", "b"])
  f_toset_numbers = toset([10, 9, 10])
  f_toset_mixed   = toset(["b", 1])
  f_tolist        = tolist(["a", 1, true])
  f_tomap         = tomap({ a = 1, b = "x" })
  f_setunion      = setunion(["b"], ["a", "b"])
  f_alltrue       = [alltrue([true, true]), alltrue([]), anytrue([false]), anytrue([false, true])]
  f_format        = [format("arn:%s:iam::%s:root", "aws", 111122223333), format("%d%%", 5), format("%v/%v", true, "x"), format("plain")]
  f_formatlist    = formatlist("arn:aws:iam::%s:%s", local.part_accounts, "root")
  f_formatlist_2  = formatlist("%s-%s", ["a", "b"], ["c", "d"])
  f_join          = [join(",", ["a", "b"]), join("", []), join("-", [1, true]), join("/", ["a"], ["b", "c"])]
  f_split         = [split(",", "a,b,,c"), split(":", "x"), split("::", "a::b"), split(",", "")]
  f_replace       = [replace("aXbX", "X", "--"), replace("abc", "x", "y"), replace("aaa", "aa", "b")]
  f_case          = [lower("AbC"), upper("aBc1"), title("hello wORLD-x y_z 1a")]
  f_trim          = [trim("?!hi!?", "!?"), trimprefix("sts:x", "sts:"), trimsuffix("x.json", ".json"), trimspace(" \t\n a b \r\n"), chomp("a\n\n"), chomp("a\r\n")]
  f_trimprefix    = trimprefix("https://token.actions.githubusercontent.com", "https://")
  f_substr        = [substr("hello", 1, 3), substr("hello", -3, -1), substr("hello", 0, -1), substr("hello", 2, 99)]
  f_startswith    = [startswith("abc", "ab"), startswith("abc", "b"), endswith("abc", "bc"), endswith("abc", ""), strcontains("abc", "b"), strcontains("abc", "x")]
  f_indent        = indent(2, "a\nb\n\nc")
  f_tostring      = [tostring(1.50), tostring(true), tostring("a"), tostring(null)]
  f_tonumber      = [tonumber("1.50"), tonumber(3), tonumber("1e3")]
  f_tobool        = [tobool("true"), tobool("false"), tobool(true)]
  f_base64        = [base64encode("hello"), base64encode("ab"), base64decode("aGVsbG8="), base64decode("YWI="), base64decode("")]
  f_core          = core::join(",", ["a"])
  f_try           = [try({ a = 1 }.b, "x"), try({ a = "y" }.a, "x"), try(["a"][3], null, "z"), try(var.nothing.x, "n")]
  f_try_nested    = try([{ a = 1 }.b], ["x"])
  f_try_text      = try("${ { a = 1 }.b}", "x")
  f_can           = [can({ a = 1 }.a), can({ a = 1 }.b), can(lookup({}, "x"))]

  v_number  = [var.number, var.number == 5, "${var.number}"]
  v_string  = [var.string, var.string == "7"]
  v_objects = var.objects
  v_arns    = var.objects[*].arn
  v_names   = [for n in var.names : n]
  v_sorted  = join(",", var.names)
  v_flags   = [for k, v in var.flags : k if v]
  v_any     = [var.any.text, var.any.list]
  v_tuple   = var.tuple
  v_untyped = "x${var.untyped}"
  v_null    = [var.nothing == null, var.nothing != null ? var.nothing : "none", coalesce(var.nothing, "none")]

  p_github = jsonencode({
    Version = "2012-10-17"
    Statement = concat([{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${trimprefix("https://token.actions.githubusercontent.com", "https://")}" }
      Condition = merge({
        StringEquals = { "${replace("https://token.actions.githubusercontent.com", "https://", "")}:aud" = "sts.amazonaws.com" }
        }, length(var.names) > 0 ? {
        StringLike = { "token.actions.githubusercontent.com:sub" = [for n in var.names : "repo:acme/${n}:*"] }
      } : {})
    }], [for o in var.objects : { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = o.arn } } if o.external_id == "none"])
  })
  p_lookup = jsonencode({ Statement = [for s in ["lambda", "ec2"] : {
    Principal = { Service = lookup({ lambda = "lambda.amazonaws.com" }, s, "${s}.amazonaws.com") }
  }] })
  p_hours = jsonencode({ Condition = { NumericLessThan = { "aws:MultiFactorAuthAge" = 60 * 60 * var.number } } })

  open_zero      = [-0, 0 * -1]
  open_pattern   = replace("abc", "/b+/", "x")
  open_regex     = regex("a(b)", "ab")
  open_division  = 10 / 4
  open_unicode   = upper("\u00e9")
  open_hash      = sha256("x")
  open_yaml      = yamldecode("a: 1")
  open_secret    = sensitive("s3cr3t")
  open_in_secret = "x-${sensitive("s3cr3t")}"
}

# More of the same.
locals {
  more_001 = jsonencode({ a = 1, "a" = 2 })
  more_002 = { a = 1, "${"a"}" = 2 }
  more_003 = { (true) = 1 }
  more_004 = { 1.50 = 1 }
  more_005 = { "a b" = 1, c = null }
  more_006 = { a : { b : [1, { c = "d" }] } }
  more_007 = [for i, x in [[1, 2], [3]] : [for j, y in x : "${i}${j}${y}"]]
  more_008 = { for i, x in ["a", "b"] : x => i if i > 0 }
  more_009 = { for x in [{ k = "a", v = null }] : x.k => x.v }
  more_010 = [for k, v in { b = { c = 1 } } : v.c]
  more_011 = [for x in "abc" == "abc" ? ["q"] : [] : x]
  more_012 = [for x in [1, 2, 3] : x * 2 if x % 2 == 1]
  more_013 = [for x in {} : x]
  more_014 = flatten([for a in ["x"] : [for b in ["1", "2"] : { n = "${a}${b}" }]])
  more_015 = merge([for a in ["x", "y"] : { (a) = 1 }]...)
  more_016 = concat([for a in ["x", "y"] : [a]]...)
  more_017 = values({ for a in ["y", "x"] : a => upper(a) })
  more_018 = true ? { a = "x", b = ["y"] } : { a = "z", b = [] }
  more_019 = true ? { a = "x" } : null
  more_020 = false ? { a = "x" } : {}
  more_021 = true ? [{ a = 1 }] : []
  more_022 = true ? tolist([1]) : ["a"]
  more_023 = true ? toset(["b", "a"]) : toset(["c"])
  more_024 = [true ? null : "a"]
  more_025 = "%{if true}a%{endif}%{if false}b%{endif}c"
  more_026 = "%{for x in [1, 2, 3]}${x}%{if x != 3},%{endif}%{endfor}"
  more_027 = "%{for k, v in { b = 1, a = 2 } ~}  ${k}  %{endfor~} x"
  more_028 = "a%{~if true~} b %{~endif~} c"
  more_029 = "${true ? "a" : "b"}-${[for x in ["q"] : x][0]}"
  more_030 = 1 == 1 ? "${"nested"}" : ""
  more_031 = "%{if 1 > 2}x%{else}%{if true}y%{endif}%{endif}"
  more_032 = "a\\b\"c\ttab"
  more_033 = "a\u0041\U00000042"
  more_034 = "é$${x}%%{y}"
  more_035 = "$%$%{if true}x%{endif}"
  more_036 = "$${"
  more_037 = "%"
  more_038 = "a$"
  more_039 = jsonencode("a/b\u007f")
  more_040 = jsonencode({ "é" = 1, "z" = 2, "A" = 3 })
  more_041 = jsonencode({ b = { d = 1, c = 2 }, a = [] })
  more_042 = split(":", "arn:aws:iam::1:root")[4]
  more_043 = element(split("/", "a/b/c"), length(split("/", "a/b/c")) - 1)
  more_044 = join("", ["a", "", "b"])
  more_045 = format("%%s")
  more_046 = formatlist("arn:%s", toset(["b", "a"]))
  more_047 = coalesce(null, 1, "a")
  more_048 = lookup({ a = "b" }, "c", null)
  more_049 = lookup({ a = { b = 1 } }, "a", {})["b"]
  more_050 = contains(["a"], "A")
  more_051 = contains(toset(["a"]), "a")
  more_052 = length({ a = null })
  more_053 = length(toset(["a", "a"]))
  more_054 = distinct(["a", "A", "a"])
  more_055 = compact(["a", null, "", "a"])
  more_056 = sort(["b", "B", "a", "10", "9"])
  more_057 = reverse(sort(["a", "c", "b"]))
  more_058 = toset([true, "a"])
  more_059 = toset([3, 1, 2])
  more_060 = tolist([1, 2.5, "x"])
  more_061 = tomap({ a = "x" }).a
  more_063 = keys({ "B" = 1, "a" = 2, "_" = 3 })
  more_064 = startswith("token.actions", "token")
  more_065 = title("lambda-edge role")
  more_066 = trim("arn:aws::", ":")
  more_067 = trimprefix("aaa", "a")
  more_068 = substr("abcdef", -2, 1)
  more_069 = replace("a.b.c", ".", "/")
  more_070 = replace("a/b", "/", "-")
  more_071 = indent(4, "x")
  more_072 = tostring("")
  more_073 = tonumber("007")
  more_074 = 1e2 == 100
  more_075 = 7 / 7
  more_076 = -7 / 7
  more_077 = -8 % 3
  more_078 = 8 % -3
  more_079 = 2 - -2
  more_080 = !(true && false) || false
  more_081 = 1 < 2 == true
  more_082 = "a" == "a" ? 1 == 1 ? "x" : "y" : "z"
  more_083 = one([])
  more_084 = base64encode("é")
  more_085 = base64decode("w6k=")
  more_086 = jsondecode("{\"a\":{\"b\":[1,2,{\"c\":null}]}}").a.b[2].c
  more_087 = jsondecode("12345678901234567890")
  more_088 = jsondecode("1e2")
  more_089 = jsondecode(" [1] ")
  more_090 = { for k, v in { a = 1 } : k => v if v > 0 }
  more_091 = "${true}-${null == null}"
  more_092 = format("%s", 1.50)
  more_093 = format("%s", true)
  more_094 = format("%d", 2.0)
  more_096 = formatlist("%s", [])
  more_103 = substr("abc", 1, 0)

  trimmed_string    = " ${~ 1 ~}"
  trimmed_unicode   = "*\u00a0${~ "" ~}\u2003"
  trimmed_vertical  = "a\u000b${~ "b" }"
  flush_unicode     = <<-EOT
    a
   　b
  EOT
  splat_old_index   = [["a", "b"], ["c", "d"]].*.0
  number_short      = [format("%v", 123456), format("%v", 0.0001)]
  set_no_index      = try(toset(["a"])[0], "d")
  unicode_composed  = "—é日本ä"
  open_account      = format("%v", 111122223333)
  open_kelvin       = "\u212a"
  open_combining    = replace("e\u0301", "\u00e9", "x")
  open_lookup       = lookup(tomap({ a = "x" }), "b", 1)
  open_concat       = concat(tolist(["a"]), tolist([1]))
  open_set_branch   = length(false ? toset(["z"]) : ["b", "b"])
  open_typed_null   = true ? 1 : tostring(null)
  open_conflict     = try(true ? "a" : ["b"], "d")
  open_twice        = try({ for x in ["a", "a"] : x => 1 }, "d")
}
