/* SPDX-License-Identifier: Apache-2.0
 *
 * The front door of the Terraform front end: one pass over the top level, then
 * what it is, then the worlds.
 */
#include "terraform.h"

#include "../sniff_private.h"
#include "plan.h"
#include "util/utf16.h"

/* ---- Top level ----------------------------------------------------------- */

static int read_version(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  struct alint_str text;
  if (event != ALINT_JSON_STRING || !alint_window_text(&tf->window, &text))
    return alint_fail_at(tf->err, ALINT_ESYNTAX, tf->window.cursor.token.begin,
                         "the format version is no version");
  const char *copy = alint_arena_copy(tf->arena, text.ptr, text.len);
  if (!copy)
    return alint_no_memory(tf->err);
  tf->version = alint_str_n(copy, text.len);
  return ALINT_OK;
}

static int read_changes(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  struct alint_tf_keep keep = {
      .into = &tf->changes, .kinds = ~0U, .others = alint_tf_wants_source(tf)};
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_ARRAY, "\"resource_changes\"", &there);
  tf->has_changes = there;
  return there ? alint_tf_read_list(tf, alint_tf_keep_object, &keep) : status;
}

static int read_state_values(struct alint_tf *tf, enum alint_json_event event, void *context) {
  return alint_tf_read_values(tf, event, context);
}

static int read_values(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  struct alint_tf_keep keep = {
      .into = &tf->state,
      .kinds = ~ALINT_TF_BIT(ALINT_TF_POLICY_DOCUMENT),
  };
  return alint_tf_read_values(tf, event, &keep);
}

static int read_prior_state(struct alint_tf *tf, enum alint_json_event event, void *context);

/* {"reason": "...", "resource_change": {...}} */
static int read_deferred_change(struct alint_tf *tf, enum alint_json_event event, void *keep) {
  static const struct alint_tf_key keys[] = {{"resource_change", alint_tf_keep_object}};
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "a deferred change", &there);
  tf->deferred = true;
  return there ? alint_tf_read_object(tf, keys, 1, keep, &seen) : status;
}

/* What is known of changes that have to wait for another plan. */
static int read_deferred(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  struct alint_tf_keep keep = {.into = &tf->changes, .kinds = ~0U};
  if (event == ALINT_JSON_BEGIN_ARRAY)
    return alint_tf_read_list(tf, read_deferred_change, &keep);
  return alint_window_skip_value(&tf->window, event) ? ALINT_OK : alint_window_status(&tf->window);
}

static int read_errored(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  tf->input->errored = event != ALINT_JSON_FALSE && event != ALINT_JSON_NULL;
  return alint_window_skip_value(&tf->window, event) ? ALINT_OK : alint_window_status(&tf->window);
}

static int read_complete(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  tf->input->complete = event != ALINT_JSON_FALSE;
  return alint_window_skip_value(&tf->window, event) ? ALINT_OK : alint_window_status(&tf->window);
}

enum top {
  FORMAT_VERSION,
  PLAN_FORMAT_VERSION,
  TERRAFORM_VERSION,
  PLANNED_VALUES,
  RESOURCE_CHANGES,
  PRIOR_STATE,
  CONFIGURATION,
  VARIABLES,
  VALUES,
  ERRORED,
  COMPLETE,
  DEFERRED_CHANGES,
  RESOURCE_DRIFT,
  PROVIDER_SCHEMAS,
  REMOTE_PLAN_FORMAT,
  LEVEL,
  LINEAGE,
  TOP_COUNT,
};

static const struct alint_tf_key top_keys[TOP_COUNT] = {
    [FORMAT_VERSION] = {"format_version", read_version},
    [PLAN_FORMAT_VERSION] = {"plan_format_version", read_version},
    [TERRAFORM_VERSION] = {"terraform_version", NULL},
    [VARIABLES] = {"variables", alint_tf_read_variables},
    [PLANNED_VALUES] = {"planned_values", NULL},
    [RESOURCE_CHANGES] = {"resource_changes", read_changes},
    [PRIOR_STATE] = {"prior_state", read_prior_state},
    [CONFIGURATION] = {"configuration", alint_tf_read_configuration},
    [VALUES] = {"values", read_values},
    [ERRORED] = {"errored", read_errored},
    [COMPLETE] = {"complete", read_complete},
    [DEFERRED_CHANGES] = {"deferred_changes", read_deferred},
    [RESOURCE_DRIFT] = {"resource_drift", NULL},
    [PROVIDER_SCHEMAS] = {"provider_schemas", NULL},
    [REMOTE_PLAN_FORMAT] = {"remote_plan_format", NULL},
    [LEVEL] = {"@level", NULL},
    [LINEAGE] = {"lineage", NULL},
};

#define BIT(key) (1U << (key))

/* Any of these makes it a plan; any of the others is not enough. */
enum {
  PLAN_KEYS = 1 << PLAN_FORMAT_VERSION | 1 << PLANNED_VALUES | 1 << RESOURCE_CHANGES |
              1 << PRIOR_STATE | 1 << ERRORED | 1 << RESOURCE_DRIFT,
  CLAIMED_KEYS = PLAN_KEYS | 1 << FORMAT_VERSION | 1 << TERRAFORM_VERSION | 1 << PROVIDER_SCHEMAS |
                 1 << REMOTE_PLAN_FORMAT | 1 << LEVEL | 1 << LINEAGE,
};

/* What exists: documents that were read, whose account it is, and resources that
 * resource_changes says nothing of. */
static int read_prior_state(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  static const struct alint_tf_key keys[] = {{"values", read_state_values}};
  struct alint_tf_keep keep = {
      .into = &tf->state,
      .kinds = ~0U,
      .others = alint_tf_wants_source(tf),
      .prior = true,
  };
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "\"prior_state\"", &there);
  return there ? alint_tf_read_object(tf, keys, 1, &keep, &seen) : status;
}

/* ---- What it is ---------------------------------------------------------- */

static const struct {
  enum top key;
  const char *what;
} wrong[] = {
    {PROVIDER_SCHEMAS, "these are provider schemas, which hold no resources; make the plan's JSON "
                       "with `terraform show -json tfplan > plan.json`"},
    {REMOTE_PLAN_FORMAT,
     "this is the bookmark of a plan that HCP Terraform keeps; make the plan's JSON with "
     "`terraform show -json FILE > plan.json`, logged in to that host"},
    {LEVEL, "this is the log of `terraform plan -json`, which holds no policies; make the plan's "
            "JSON with `terraform plan -out=tfplan && terraform show -json tfplan > plan.json`"},
    {LINEAGE, "this is a raw state file; make the state's JSON with "
              "`terraform show -json > state.json`"},
    {CONFIGURATION, "this is a configuration without a plan; make the plan's JSON with "
                    "`terraform plan -out=tfplan && terraform show -json tfplan > plan.json`"},
};

static int check_version(const struct alint_tf *tf) {
  size_t dot = alint_str_find(tf->version, 0, '.');
  struct alint_str major = alint_str_slice(tf->version, 0, dot);
  if (tf->version.len == 0 || alint_str_is(major, "0") || alint_str_is(major, "1"))
    return ALINT_OK;
  if (!alint_str_all_digits(major) || major.len > 9)
    return alint_fail(tf->err, ALINT_ESYNTAX, "the format version is no version");
  return alint_fail(tf->err, ALINT_ESYNTAX,
                    "format version %.*s of Terraform's JSON is not known to this program, "
                    "which reads 0.1 to 1.x",
                    ALINT_FMT(major));
}

static int classify(struct alint_tf *tf) {
  struct alint_input *input = tf->input;
  if (tf->seen & PLAN_KEYS) {
    input->format = ALINT_FORMAT_TERRAFORM_PLAN;
  } else {
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
      if (tf->seen & BIT(wrong[i].key))
        return alint_fail(tf->err, ALINT_EWRONG, "%s", wrong[i].what);
    }
    /* A state without resources is nothing but its version. */
    if (!(tf->seen & (BIT(FORMAT_VERSION) | BIT(TERRAFORM_VERSION))))
      return alint_fail(tf->err, ALINT_ENOTOURS, "neither a plan nor a state of Terraform");
    input->format = ALINT_FORMAT_TERRAFORM_STATE;
  }
  tf->redacted = (tf->seen & BIT(PLAN_FORMAT_VERSION)) != 0;
  int status = check_version(tf);
  if (status != ALINT_OK)
    return status;
  bool plan = input->format == ALINT_FORMAT_TERRAFORM_PLAN;
  if (tf->text_before && !plan)
    return alint_fail(tf->err, ALINT_ESYNTAX, "there is text before the JSON of the state");
  return alint_window_finish(&tf->window, plan);
}

static void explain_incomplete(struct alint_tf *tf) {
  struct alint_input *input = tf->input;
  if (tf->deferred) {
    input->complete = false;
    input->incomplete_why =
        ALINT_STR("the plan defers changes that it cannot tell yet: apply it and plan again");
  } else if (!input->complete) {
    input->incomplete_why =
        ALINT_STR("the plan says that it is not complete (-target, or another plan has to "
                  "follow): of what it leaves out only what exists was judged, as it is");
  }
  if (input->errored) {
    input->complete = false;
    input->incomplete_why = ALINT_STR("planning failed: resources whose planning failed, and what "
                                      "depends on them, are not in the plan");
  }
}

/* ---- The front door ------------------------------------------------------ */

static int read_all(struct alint_tf *tf) {
  struct alint_str first = alint_window_peek(&tf->window);
  const char *binary = alint_tf_binary(first.ptr, first.len);
  const char *text = alint_tf_plan_text(first.ptr, first.len);
  if (binary)
    return alint_fail(tf->err, ALINT_EWRONG, "%s", binary);
  int status = alint_window_find_object(&tf->window, &tf->text_before);
  if (status == ALINT_ENOTOURS && text) {
    *tf->err = (struct alint_error){.status = ALINT_OK};
    return alint_fail(tf->err, ALINT_EWRONG, "%s", text);
  }
  if (status != ALINT_OK)
    return status;
  if (alint_window_next(&tf->window) == ALINT_JSON_BEGIN_OBJECT)
    status = alint_tf_read_object(tf, top_keys, TOP_COUNT, NULL, &tf->seen);
  if (status == ALINT_OK)
    status = alint_window_status(&tf->window);
  if (status == ALINT_OK)
    status = classify(tf);
  else if (tf->seen & PLAN_KEYS)
    tf->input->format = ALINT_FORMAT_TERRAFORM_PLAN; /* for the report of the failure */
  if (status != ALINT_OK)
    return status;
  explain_incomplete(tf);
  return alint_tf_map(tf);
}

static int read_protected(void *context) {
  return read_all(context);
}

static int finish_marks(void *context) {
  return alint_tf_finish_marks(context);
}

int alint_terraform_read(struct alint_input *input, const struct alint_parse_options *options,
                         struct alint_reader reader, size_t window) {
  input->complete = true;
  struct alint_tf tf = {
      .input = input, .arena = input->arena, .err = &input->error, .options = options};
  struct alint_utf16_reader utf16;
  input->status = alint_window_open(&tf.window, alint_utf16_reader(&utf16, reader), window, tf.err);
  if (input->status == ALINT_OK)
    input->status = alint_protect(read_protected, &tf);
  if (alint_protect(finish_marks, &tf) != ALINT_OK)
    input->status = ALINT_ENOMEM;
  alint_window_close(&tf.window);
  return input->status = alint_say_no_memory(input);
}

int alint_terraform_read_source(struct alint_input *input,
                                const struct alint_parse_options *options) {
  struct alint_source *source = &input->source;
  if (alint_is_utf16(source->bytes, source->len)) {
    struct alint_str text = alint_utf16_decode(input->arena, source->bytes, source->len);
    if (!text.ptr)
      return input->status = alint_no_memory(&input->error);
    source->bytes = text.ptr;
    source->len = text.len;
  }
  if (alint_source_index(source, input->arena) != ALINT_OK)
    return input->status = alint_no_memory(&input->error);
  struct alint_memory_reader memory = {.bytes = source->bytes, .len = source->len};
  return alint_terraform_read(input, options, alint_memory_reader(&memory), ALINT_WINDOW_BYTES);
}

/* ---- Recognising --------------------------------------------------------- */

static bool is_claimed(struct alint_str key) {
  for (unsigned i = 0; i < TOP_COUNT; i++) {
    if ((CLAIMED_KEYS & BIT(i)) && alint_str_is(key, top_keys[i].key))
      return true;
  }
  return false;
}

/* Whether the value of "configuration" is one of Terraform's. Where keys are
 * sorted it comes before all that is claimed, and may be large. */
static bool is_configuration(struct alint_window *window) {
  enum alint_json_event event = alint_window_next(window);
  if (event != ALINT_JSON_BEGIN_OBJECT) {
    alint_window_skip_value(window, event);
    return false;
  }
  while (alint_window_next(window) == ALINT_JSON_KEY) {
    struct alint_str key;
    if (alint_window_text(window, &key) &&
        (alint_str_is(key, "root_module") || alint_str_is(key, "provider_config")))
      return true;
    alint_window_skip_value(window, alint_window_next(window));
  }
  return false;
}

/* Looks at the keys of the object just begun, as far as it is there. */
static bool has_claimed_key(struct alint_window *window) {
  while (alint_window_next(window) == ALINT_JSON_KEY) {
    struct alint_str key;
    bool known = alint_window_text(window, &key);
    if (known && is_claimed(key))
      return true;
    if (known && alint_str_is(key, top_keys[CONFIGURATION].key)) {
      if (is_configuration(window))
        return true;
    } else {
      alint_window_skip_value(window, alint_window_next(window));
    }
  }
  return false;
}

bool alint_terraform_claims(const char *bytes, size_t len) {
  enum { WINDOW = 16 * 1024 };
  if (alint_tf_binary(bytes, len))
    return true;
  struct alint_memory_reader memory = {.bytes = bytes, .len = len};
  struct alint_utf16_reader utf16;
  struct alint_window window;
  bool text, claimed = false;
  int status = alint_window_open(&window, alint_utf16_reader(&utf16, alint_memory_reader(&memory)),
                                 WINDOW, NULL);
  if (status == ALINT_OK)
    status = alint_window_find_object(&window, &text);
  if (status == ALINT_OK)
    claimed = alint_window_next(&window) == ALINT_JSON_BEGIN_OBJECT && has_claimed_key(&window);
  else if (status == ALINT_ENOTOURS)
    claimed = alint_tf_plan_text(bytes, len) != NULL;
  alint_window_close(&window);
  return claimed;
}
