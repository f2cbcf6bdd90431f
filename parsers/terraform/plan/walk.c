/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking the containers of a plan on the way to the objects that matter.
 */
#include <string.h>

#include "parsers/terraform/plan/stream.h"

int tf_skip(TfPlan *tf, JsonEvent event) {
  Window *w = &tf->stream->window;
  return window_skip_value(w, event) ? OK : window_status(w);
}

int tf_read_text(Str *out, TfPlan *tf, JsonEvent event) {
  Str text;
  if (event != JSON_STRING || !window_text(&tf->stream->window, &text))
    return tf_skip(tf, event);
  *out = str_n(arena_copy(tf->arena, text.ptr, text.len), text.len);
  return OK;
}

static int stands_twice(TfPlan *tf, size_t offset, const char *key) {
  return error_set_at(
      tf->err, ERR_SYNTAX, offset,
      "the key \"%s\" appears twice in one object: readers disagree on which one counts", key);
}

int tf_read_members(TfPlan *tf, const TfKeyReader *keys, size_t count, void *context,
                    unsigned *seen) {
  Window *w = &tf->stream->window;
  for (;;) {
    JsonEvent event = window_next(w);
    if (event == JSON_END_OBJECT)
      return OK;
    if (event != JSON_KEY)
      return window_status(w);
    size_t offset = w->cursor.token.begin, i = count;
    Str key;
    if (window_text(w, &key)) {
      for (i = 0; i < count && !str_is(key, keys[i].key);)
        i++;
    }
    if (i < count && (*seen >> i & 1U))
      return stands_twice(tf, offset, keys[i].key);
    if (i < count)
      *seen |= 1U << i;
    event = window_next(w);
    if (event == JSON_ERROR)
      return window_status(w);
    int status = i < count && keys[i].read ? keys[i].read(tf, event, context) : tf_skip(tf, event);
    if (status != OK)
      return status;
  }
}

/* For a value that is not of the kind it should be. */
static int wrong_type(TfPlan *tf, JsonEvent event, const char *what) {
  if (event == JSON_NULL)
    return OK;
  if (event == JSON_ERROR)
    return window_status(&tf->stream->window);
  return error_set_at(tf->err, ERR_SYNTAX, tf->stream->window.cursor.token.begin,
                      "%s is of the wrong type", what);
}

int tf_read_object(TfPlan *tf, JsonEvent event, const char *what, const TfKeyReader *keys,
                   size_t count, void *context) {
  unsigned seen = 0;
  if (event != JSON_BEGIN_OBJECT)
    return wrong_type(tf, event, what);
  return tf_read_members(tf, keys, count, context, &seen);
}

int tf_read_list(TfPlan *tf, JsonEvent event, const char *what, TfRead *each, void *context) {
  if (event != JSON_BEGIN_ARRAY)
    return wrong_type(tf, event, what);
  while ((event = window_next(&tf->stream->window)) != JSON_END_ARRAY) {
    if (event == JSON_ERROR)
      return window_status(&tf->stream->window);
    int status = each(tf, event, context);
    if (status != OK)
      return status;
  }
  return OK;
}

int tf_read_named(TfPlan *tf, JsonEvent event, const char *what,
                  int (*each)(TfPlan *tf, Str name, JsonEvent event, void *context),
                  void *context) {
  Window *w = &tf->stream->window;
  if (event != JSON_BEGIN_OBJECT)
    return wrong_type(tf, event, what);
  while ((event = window_next(w)) == JSON_KEY) {
    Str name;
    char copy[WINDOW_TEXT];
    if (!window_text(w, &name))
      name = STR("?");
    memcpy(copy, name.ptr, name.len);
    int status = each(tf, str_n(copy, name.len), window_next(w), context);
    if (status != OK)
      return status;
  }
  return event == JSON_END_OBJECT ? OK : window_status(w);
}
