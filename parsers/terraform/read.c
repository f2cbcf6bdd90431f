/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for Terraform and OpenTofu: `terraform show -json` of a plan or
 * of a state. One pass over the top level decides what it is; then the worlds are
 * filled. Memory grows with the roles and not with the plan.
 */
#include <string.h>

#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/configuration.h"

/* ---- Top level ----------------------------------------------------------- */

static int read_version(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  if (event != JSON_STRING || !window_text(&tf->stream->window, &tf->version))
    return error_set_at(tf->err, ERR_SYNTAX, tf->stream->window.cursor.token.begin,
                        "the format version is not a version");
  return tf_read_text(&tf->version, tf, event);
}

static int read_variables(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  return tf_keep_value(&tf->variables, tf, event);
}

static int read_changes(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  TfKeep keep = {.into = &tf->changes, .kinds = ~0U, .others = tf_wants_source(tf)};
  tf->has_changes = event == JSON_BEGIN_ARRAY;
  return tf_read_list(tf, event, "\"resource_changes\"", tf_keep_object, &keep);
}

static int read_values(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  TfKeep keep = {.into = &tf->state, .kinds = ~TF_BIT(TF_POLICY_DOCUMENT)};
  return tf_read_values(tf, event, &keep);
}

/* What exists: documents that were read, whose account it is, and resources that
 * resource_changes does not mention. */
static int read_prior_state(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  static const TfKeyReader keys[] = {{"values", tf_read_values}};
  TfKeep keep = {.into = &tf->state, .kinds = ~0U, .others = tf_wants_source(tf), .prior = true};
  return tf_read_object(tf, event, "\"prior_state\"", keys, 1, &keep);
}

/* {"reason": "...", "resource_change": {...}} */
static int read_deferred_change(TfPlan *tf, JsonEvent event, void *keep) {
  static const TfKeyReader keys[] = {{"resource_change", tf_keep_object}};
  tf->deferred = true;
  return tf_read_object(tf, event, "a deferred change", keys, 1, keep);
}

/* What is known of changes that have to wait for another plan. */
static int read_deferred(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  TfKeep keep = {.into = &tf->changes, .kinds = ~0U};
  if (event != JSON_BEGIN_ARRAY)
    return tf_skip(tf, event);
  return tf_read_list(tf, event, "\"deferred_changes\"", read_deferred_change, &keep);
}

static int read_errored(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  if (event != JSON_FALSE && event != JSON_NULL)
    tf->input->errored = "the plan says that planning failed";
  return tf_skip(tf, event);
}

static int read_complete(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  tf->input->complete = event != JSON_FALSE;
  return tf_skip(tf, event);
}

static const TfKeyReader top_keys[] = {
    {"format_version", read_version},
    {"plan_format_version", read_version},
    {"terraform_version", NULL},
    {"variables", read_variables},
    {"planned_values", NULL},
    {"resource_changes", read_changes},
    {"prior_state", read_prior_state},
    {"configuration", tf_read_configuration},
    {"values", read_values},
    {"errored", read_errored},
    {"complete", read_complete},
    {"deferred_changes", read_deferred},
    {"resource_drift", NULL},
    {"provider_schemas", NULL},
    {"remote_plan_format", NULL},
    {"@level", NULL},
    {"lineage", NULL},
};

enum { TOP_COUNT = sizeof top_keys / sizeof top_keys[0] };

/* Any of these makes it a plan. */
static const char *const plan_keys[] = {
    "plan_format_version",
    "planned_values",
    "resource_changes",
    "prior_state",
    "errored",
    "resource_drift",
    NULL,
};

/* These make it an input of this front end, too, which may not be able to read it. */
static const char *const claimed_keys[] = {
    "format_version",
    "terraform_version",
    "provider_schemas",
    "remote_plan_format",
    "@level",
    "lineage",
    NULL,
};

/* ---- What people give by mistake: other files, and the plan in other forms -- */

/* Sentences that begin a line of `terraform plan`, colours left aside. */
static const char *const sentences[] = {
    "Terraform used the selected providers to generate",
    "OpenTofu used the selected providers to generate",
    "Terraform will perform the following actions:",
    "OpenTofu will perform the following actions:",
    "No changes. Your infrastructure matches the configuration",
    "An execution plan has been generated and is shown below",
    NULL,
};

/* Skips blanks and the escape sequences of colours. */
static Str skip_colours(Str line) {
  for (;;) {
    if (line.len > 1 && line.ptr[0] == '\x1B' && line.ptr[1] == '[') {
      size_t end = str_find(line, 0, 'm');
      line = str_slice(line, end < line.len ? end + 1 : end, line.len);
    } else if (line.len > 0 && (line.ptr[0] == ' ' || line.ptr[0] == '\r')) {
      line = str_slice(line, 1, line.len);
    } else {
      return line;
    }
  }
}

static bool is_plan_text(Str head) {
  for (size_t at = 0; at < head.len;) {
    size_t end = str_find(head, at, '\n');
    Str line = skip_colours(str_slice(head, at, end));
    if (str_starts_one_of(line, sentences))
      return true;
    at = end + 1;
  }
  return false;
}

/* A ZIP archive. */
static bool is_binary(Str head) {
  return str_starts(head, "PK\x03\x04");
}

/* ---- Configuration ------------------------------------------------------- */

static const char *const hcl_blocks[] = {
    "resource \"", "data \"",     "module \"", "variable \"", "provider \"",
    "output \"",   "terraform {", "locals {",  NULL,
};

static bool is_hcl_block(Str line) {
  while (line.len > 0 && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\r'))
    line.len--;
  return str_ends(line, "{") && str_starts_one_of(line, hcl_blocks);
}

/* Looks at the first line that is neither blank nor a comment. */
static bool is_hcl(Str head) {
  bool in_comment = false;
  for (size_t at = 0; at < head.len;) {
    size_t end = str_find(head, at, '\n');
    Str line = str_slice(head, at, end);
    at = end + 1;
    if (str_starts(line, "/*"))
      in_comment = true;
    if (in_comment) {
      in_comment = str_find_str(line, STR("*/")) == line.len;
      continue;
    }
    bool is_blank = line.len == 0 || str_is(line, "\r");
    if (!is_blank && line.ptr[0] != '#' && !str_starts(line, "//"))
      return is_hcl_block(line);
  }
  return false;
}

#define MAKE "make the plan's JSON with "
#define PLAN_AND_SHOW "`terraform plan -out=tfplan && terraform show -json tfplan > plan.json`"
#define SHOW "`terraform show -json tfplan > plan.json`"

static const WrongKind wrong_kinds[] = {
    {.head = is_binary,
     .what = "this is a binary plan (or another ZIP archive); make its JSON with " SHOW},
    {.head = is_hcl, .what = "this is Terraform configuration; " MAKE PLAN_AND_SHOW},
    {.head = is_plan_text,
     .unless_json = true,
     .what = "this is a plan as text for people; make its JSON with " PLAN_AND_SHOW},
    {.key = "provider_schemas",
     .what = "these are provider schemas, which hold no resources; " MAKE SHOW},
    {.key = "remote_plan_format",
     .what = "this is the bookmark of a plan that HCP Terraform keeps; " MAKE
             "`terraform show -json FILE > plan.json`, logged in to that host"},
    {.key = "@level",
     .what =
         "this is the log of `terraform plan -json`, which holds no policies; " MAKE PLAN_AND_SHOW},
    {.key = "lineage",
     .what = "this is a raw state file; make the state's JSON with "
             "`terraform show -json > state.json`"},
    {.key = "configuration", .what = "this is a configuration without a plan; " MAKE PLAN_AND_SHOW},
    {.what = NULL},
};

/* ---- What it is ---------------------------------------------------------- */

/* Whether the key is at the top level. */
static bool has_key(const TfPlan *tf, const char *key) {
  for (unsigned i = 0; i < TOP_COUNT; i++) {
    if ((tf->seen >> i & 1U) && strcmp(top_keys[i].key, key) == 0)
      return true;
  }
  return false;
}

static bool is_plan(const TfPlan *tf) {
  for (size_t i = 0; plan_keys[i]; i++) {
    if (has_key(tf, plan_keys[i]))
      return true;
  }
  return false;
}

static int check_version(const TfPlan *tf) {
  size_t dot = str_find(tf->version, 0, '.');
  Str major = str_slice(tf->version, 0, dot);
  if (tf->version.len == 0 || str_is(major, "0") || str_is(major, "1"))
    return OK;
  if (!str_all_digits(major) || major.len > 9)
    return error_set(tf->err, ERR_SYNTAX, "the format version is not a version");
  return error_set(tf->err, ERR_SYNTAX,
                   "format version %.*s of Terraform's JSON is not known to this program, "
                   "which reads 0.1 to 1.x",
                   STR_FMT(major));
}

static int classify(TfPlan *tf) {
  Input *input = tf->input;
  if (is_plan(tf)) {
    input->format = FORMAT_TERRAFORM_PLAN;
  } else {
    for (const WrongKind *wrong = wrong_kinds; wrong->what; wrong++) {
      if (wrong->key && has_key(tf, wrong->key))
        return error_set(tf->err, ERR_WRONG_KIND, "%s", wrong->what);
    }
    /* A state without resources is nothing but its version. */
    if (!has_key(tf, "format_version") && !has_key(tf, "terraform_version"))
      return error_set(tf->err, ERR_NOT_OURS, "neither a plan nor a state of Terraform");
    input->format = FORMAT_TERRAFORM_STATE;
  }
  tf->redacted = has_key(tf, "plan_format_version");
  int status = check_version(tf);
  if (status != OK)
    return status;
  bool plan = input->format == FORMAT_TERRAFORM_PLAN;
  if (tf->stream->text_before && !plan)
    return error_set(tf->err, ERR_SYNTAX, "there is text before the JSON of the state");
  return window_finish(&tf->stream->window, plan);
}

static void explain_incomplete(TfPlan *tf) {
  Input *input = tf->input;
  if (tf->deferred) {
    input->complete = false;
    input->incomplete_why =
        STR("the plan defers changes that it cannot show yet: apply it and plan again");
  } else if (!input->complete) {
    input->incomplete_why =
        STR("the plan says that it is not complete (-target, or another plan has to "
            "follow): of the resources it leaves out, only existing ones were judged, as they are");
  }
  if (input->errored) {
    input->complete = false;
    input->incomplete_why = STR("planning failed: the resources it failed for, and what "
                                "depends on them, are not in the plan");
  }
}

/* ---- The whole ----------------------------------------------------------- */

static int read_plan(JsonStream *stream, const ParseOptions *options) {
  Input *input = stream->input;
  TfPlan tf = {.input = input,
               .stream = stream,
               .arena = input->arena,
               .err = &input->error,
               .options = options};
  int status = OK;
  if (window_next(&stream->window) == JSON_BEGIN_OBJECT)
    status = tf_read_members(&tf, top_keys, TOP_COUNT, NULL, &tf.seen);
  if (status == OK)
    status = window_status(&stream->window);
  if (status == OK)
    status = classify(&tf);
  else if (is_plan(&tf))
    input->format = FORMAT_TERRAFORM_PLAN; /* for the report of the failure */
  if (status != OK)
    return status;
  explain_incomplete(&tf);
  return tf_map_worlds(&tf);
}

/* ---- Recognising --------------------------------------------------------- */

/* Whether the value of "configuration" is one of Terraform's. Where keys are
 * sorted it comes before all that is claimed, and may be large. */
static bool is_configuration(Window *window) {
  JsonEvent event = window_next(window);
  if (event != JSON_BEGIN_OBJECT) {
    window_skip_value(window, event);
    return false;
  }
  while (window_next(window) == JSON_KEY) {
    Str key;
    if (window_text(window, &key) && (str_is(key, "root_module") || str_is(key, "provider_config")))
      return true;
    window_skip_value(window, window_next(window));
  }
  return false;
}

/* Looks at the keys of the object, as far as it is there. */
static bool claims(Window *window) {
  while (window_next(window) == JSON_KEY) {
    Str key;
    bool known = window_text(window, &key);
    if (known && (str_is_one_of(key, plan_keys) || str_is_one_of(key, claimed_keys)))
      return true;
    if (known && str_is(key, "configuration")) {
      if (is_configuration(window))
        return true;
    } else {
      window_skip_value(window, window_next(window));
    }
  }
  return false;
}

const FrontEnd tf_terraform_front_end = {
    .formats = {FORMAT_TERRAFORM_PLAN, FORMAT_TERRAFORM_STATE},
    .extensions = {".json"},
    .markers = {{"format_version"}, {"planned_values"}, {"resource_changes"}},
    .wrong = wrong_kinds,
    .claims_stream = claims,
    .read = read_plan,
};
