/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML scalars and tags: what an unquoted scalar is taken for, and which tags
 * are known.
 *
 * The types are those of YAML 1.1 as PyYAML resolves them, because that is what
 * the AWS CLI, SAM and cfn-lint read templates with: 010101010101 is an octal
 * number, 012345678901 is a string (8 and 9 are no octal digits), 1e3 is a
 * string, 190:20:30 is a number to the base of 60.
 * Sources: https://yaml.org/type/, PyYAML lib/yaml/resolver.py.
 */
#include <string.h>

#include "parsers/readers/yaml_private.h"

/* ---- Scalars ---- */

static const char *const null_words[] = {"~", "null", "Null", "NULL"};
static const char *const bool_words[] = {"yes",  "Yes",  "YES",  "no",    "No",    "NO",
                                         "on",   "On",   "ON",   "off",   "Off",   "OFF",
                                         "true", "True", "TRUE", "false", "False", "FALSE"};
static const char *const float_words[] = {".inf",  ".Inf",  ".INF",  "+.inf", "+.Inf", "+.INF",
                                          "-.inf", "-.Inf", "-.INF", ".nan",  ".NaN",  ".NAN"};

static bool one_of(Str s, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_is(s, words[i]))
      return true;
  }
  return false;
}

/* Where the run of bytes out of `set` that starts at `i` ends. */
static size_t run(Str s, size_t i, const char *set) {
  while (i < s.len && s.ptr[i] != '\0' && strchr(set, s.ptr[i]))
    i++;
  return i;
}

static bool at(Str s, size_t i, char c) {
  return i < s.len && s.ptr[i] == c;
}

static bool digit_at(Str s, size_t i) {
  return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

/* One or more of `:` and a number below 60; returns `i` where there is none. */
static size_t sexagesimal(Str s, size_t i) {
  while (at(s, i, ':') && digit_at(s, i + 1)) {
    if (digit_at(s, i + 2)) {
      if (s.ptr[i + 1] > '5')
        break;
      i += 3;
    } else {
      i += 2;
    }
  }
  return i;
}

static bool is_prefixed_integer(Str s, size_t i) {
  if (at(s, i + 1, 'b'))
    return s.len > i + 2 && run(s, i + 2, "01_") == s.len;
  if (at(s, i + 1, 'x'))
    return s.len > i + 2 && run(s, i + 2, "0123456789abcdefABCDEF_") == s.len;
  return run(s, i + 1, "01234567_") == s.len; /* 0 itself, and octal */
}

static bool is_integer(Str s) {
  size_t i = at(s, 0, '+') || at(s, 0, '-');
  if (!digit_at(s, i))
    return false;
  if (s.ptr[i] == '0')
    return is_prefixed_integer(s, i);
  return sexagesimal(s, run(s, i, "0123456789_")) == s.len;
}

/* The optional exponent, whose sign YAML 1.1 demands. */
static bool is_exponent_or_end(Str s, size_t i) {
  if (i == s.len)
    return true;
  if (!at(s, i, 'e') && !at(s, i, 'E'))
    return false;
  if (!at(s, i + 1, '+') && !at(s, i + 1, '-'))
    return false;
  return digit_at(s, i + 2) && run(s, i + 2, "0123456789") == s.len;
}

static bool is_float(Str s) {
  if (at(s, 0, '.'))
    return digit_at(s, 1) && is_exponent_or_end(s, run(s, 1, "0123456789_"));
  size_t i = at(s, 0, '+') || at(s, 0, '-');
  if (!digit_at(s, i))
    return false;
  i = run(s, i, "0123456789_");
  size_t after = sexagesimal(s, i);
  if (!at(s, after, '.'))
    return false;
  size_t end = run(s, after + 1, "0123456789_");
  return after == i ? is_exponent_or_end(s, end) : end == s.len;
}

NodeKind yaml_resolve(Str s) {
  if (s.len == 0 || one_of(s, null_words, sizeof null_words / sizeof *null_words))
    return NODE_NULL;
  if (one_of(s, bool_words, sizeof bool_words / sizeof *bool_words))
    return NODE_BOOL;
  if (is_integer(s) || is_float(s) ||
      one_of(s, float_words, sizeof float_words / sizeof *float_words))
    return NODE_NUMBER;
  return NODE_STRING;
}

/* ---- Tags ---- */

/* Keys whose short form is a tag: !Ref, !Sub. CloudFormation documents no short form for
 * Length and ToJsonString; tools accept one. */
static const char *const functions[] = {
    "Condition",        "Fn::And",          "Fn::Base64",
    "Fn::Cidr",         "Fn::Contains",     "Fn::EachMemberEquals",
    "Fn::EachMemberIn", "Fn::Equals",       "Fn::FindInMap",
    "Fn::GetAZs",       "Fn::GetAtt",       "Fn::GetStackOutput",
    "Fn::If",           "Fn::ImportValue",  "Fn::Join",
    "Fn::Length",       "Fn::Not",          "Fn::Or",
    "Fn::RefAll",       "Fn::Select",       "Fn::Split",
    "Fn::Sub",          "Fn::ToJsonString", "Fn::Transform",
    "Fn::ValueOf",      "Fn::ValueOfAll",   "Ref"};

static const struct {
  const char *name; /* after tag:yaml.org,2002: */
  YamlTag tag;
} standard_tags[] = {
    {"bool", {YAML_TAG_SCALAR, NULL, NODE_BOOL}},
    {"float", {YAML_TAG_SCALAR, NULL, NODE_NUMBER}},
    {"int", {YAML_TAG_SCALAR, NULL, NODE_NUMBER}},
    {"map", {YAML_TAG_MAP, NULL, NODE_MAP}},
    {"merge", {YAML_TAG_MERGE, NULL, NODE_STRING}},
    {"null", {YAML_TAG_SCALAR, NULL, NODE_NULL}},
    {"seq", {YAML_TAG_LIST, NULL, NODE_LIST}},
    {"str", {YAML_TAG_SCALAR, NULL, NODE_STRING}},
    {"timestamp", {YAML_TAG_SCALAR, NULL, NODE_STRING}},
};

YamlTag yaml_tag(const char *tag) {
  static const char standard[] = "tag:yaml.org,2002:";
  YamlTag none = {YAML_TAG_NONE, NULL, NODE_STRING};
  if (!tag || *tag == '\0' || strcmp(tag, "!") == 0)
    return none;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    const char *name = functions[i];
    name += strncmp(name, "Fn::", 4) == 0 ? 4 : 0;
    if (*tag == '!' && strcmp(tag + 1, name) == 0)
      return (YamlTag){YAML_TAG_FUNCTION, functions[i], NODE_STRING};
  }
  if (strncmp(tag, standard, sizeof standard - 1) == 0) {
    for (size_t i = 0; i < sizeof standard_tags / sizeof *standard_tags; i++) {
      if (strcmp(tag + sizeof standard - 1, standard_tags[i].name) == 0)
        return standard_tags[i].tag;
    }
  }
  return (YamlTag){YAML_TAG_UNKNOWN, NULL, NODE_STRING};
}
