/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for Terraform and OpenTofu: `terraform show -json` of a plan or
 * of a state. One pass over the top level, then what it is, then the worlds:
 * memory grows with the roles and not with the plan.
 */
#include <string.h>

#include "configuration.h"
#include "map.h"
#include "sites.h"
#include "stream.h"
#include "wrong.h"

/* ---- Top level ----------------------------------------------------------- */

static int read_version(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  struct alint_str text;
  if (event != ALINT_JSON_STRING || !alint_window_text(&tf->stream->window, &text))
    return alint_fail_at(tf->err, ALINT_ESYNTAX, tf->stream->window.cursor.token.begin,
                         "the format version is no version");
  const char *copy = alint_arena_copy(tf->arena, text.ptr, text.len);
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
  return alint_window_skip_value(&tf->stream->window, event)
             ? ALINT_OK
             : alint_window_status(&tf->stream->window);
}

static int read_errored(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  if (event != ALINT_JSON_FALSE && event != ALINT_JSON_NULL)
    tf->input->errored = "the plan says that planning failed";
  return alint_window_skip_value(&tf->stream->window, event)
             ? ALINT_OK
             : alint_window_status(&tf->stream->window);
}

static int read_complete(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  tf->input->complete = event != ALINT_JSON_FALSE;
  return alint_window_skip_value(&tf->stream->window, event)
             ? ALINT_OK
             : alint_window_status(&tf->stream->window);
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

/* Whether one of the top-level keys that were there is that one. */
static bool has_key(const struct alint_tf *tf, const char *key) {
  for (unsigned i = 0; i < TOP_COUNT; i++) {
    if ((tf->seen & BIT(i)) && strcmp(top_keys[i].key, key) == 0)
      return true;
  }
  return false;
}

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
    for (const struct alint_wrong *wrong = alint_tf_wrong; wrong->what; wrong++) {
      if (wrong->key && has_key(tf, wrong->key))
        return alint_fail(tf->err, ALINT_EWRONG, "%s", wrong->what);
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
  if (tf->stream->text_before && !plan)
    return alint_fail(tf->err, ALINT_ESYNTAX, "there is text before the JSON of the state");
  return alint_window_finish(&tf->stream->window, plan);
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

/* ---- The whole ----------------------------------------------------------- */

static int read_plan(struct alint_stream *stream, const struct alint_parse_options *options) {
  struct alint_input *input = stream->input;
  struct alint_tf tf = {.input = input,
                        .stream = stream,
                        .arena = input->arena,
                        .err = &input->error,
                        .options = options};
  int status = ALINT_OK;
  if (alint_window_next(&stream->window) == ALINT_JSON_BEGIN_OBJECT)
    status = alint_tf_read_object(&tf, top_keys, TOP_COUNT, NULL, &tf.seen);
  if (status == ALINT_OK)
    status = alint_window_status(&stream->window);
  if (status == ALINT_OK)
    status = classify(&tf);
  else if (tf.seen & PLAN_KEYS)
    input->format = ALINT_FORMAT_TERRAFORM_PLAN; /* for the report of the failure */
  if (status != ALINT_OK)
    return status;
  explain_incomplete(&tf);
  return alint_tf_map(&tf);
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

/* Looks at the keys of the object, as far as it is there. */
static bool claims(struct alint_window *window) {
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

const struct alint_front_end alint_terraform_front_end = {
    .formats = {ALINT_FORMAT_TERRAFORM_PLAN, ALINT_FORMAT_TERRAFORM_STATE},
    .extensions = {".json"},
    .markers = {{"format_version"}, {"planned_values"}, {"resource_changes"}},
    .wrong = alint_tf_wrong,
    .claims_stream = claims,
    .read = read_plan,
};
