/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking the containers of a plan on the way to the objects that matter.
 */
#include "parsers/terraform/plan/stream.h"

static int stands_twice(TfPlan *tf, size_t offset, const char *key) {
  return error_set_at(tf->err, ERR_SYNTAX, offset,
                      "the key \"%s\" stands twice in one object: readers disagree which counts",
                      key);
}

int tf_read_object(TfPlan *tf, const TfKeyReader *keys, size_t count, void *context,
                   unsigned *seen) {
  for (;;) {
    JsonEvent event = window_next(&tf->stream->window);
    if (event == JSON_END_OBJECT)
      return OK;
    if (event != JSON_KEY)
      return window_status(&tf->stream->window);
    size_t offset = tf->stream->window.cursor.token.begin, i = count;
    Str key;
    if (window_text(&tf->stream->window, &key)) {
      for (i = 0; i < count && !str_is(key, keys[i].key);)
        i++;
    }
    if (i < count && (*seen >> i & 1U))
      return stands_twice(tf, offset, keys[i].key);
    if (i < count)
      *seen |= 1U << i;
    event = window_next(&tf->stream->window);
    if (i == count || !keys[i].read) {
      if (!window_skip_value(&tf->stream->window, event))
        return window_status(&tf->stream->window);
      continue;
    }
    if (event == JSON_ERROR)
      return window_status(&tf->stream->window);
    int status = keys[i].read(tf, event, context);
    if (status != OK)
      return status;
  }
}

int tf_read_list(TfPlan *tf, int (*each)(TfPlan *tf, JsonEvent event, void *context),
                 void *context) {
  for (;;) {
    JsonEvent event = window_next(&tf->stream->window);
    if (event == JSON_END_ARRAY)
      return OK;
    if (event == JSON_ERROR)
      return window_status(&tf->stream->window);
    int status = each(tf, event, context);
    if (status != OK)
      return status;
  }
}

int tf_expect(TfPlan *tf, JsonEvent event, JsonEvent wanted, const char *what, bool *there) {
  *there = event == wanted;
  if (*there || event == JSON_NULL)
    return OK;
  if (event == JSON_ERROR)
    return window_status(&tf->stream->window);
  return error_set_at(tf->err, ERR_SYNTAX, tf->stream->window.cursor.token.begin,
                      "%s is of the wrong type", what);
}
