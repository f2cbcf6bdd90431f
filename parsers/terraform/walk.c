/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking the containers of a plan on the way to the objects that matter.
 */
#include "stream.h"

static int stands_twice(struct alint_tf *tf, size_t offset, const char *key) {
  return alint_fail_at(tf->err, ALINT_ESYNTAX, offset,
                       "the key \"%s\" stands twice in one object: readers disagree which counts",
                       key);
}

int alint_tf_read_object(struct alint_tf *tf, const struct alint_tf_key *keys, size_t count,
                         void *context, unsigned *seen) {
  for (;;) {
    enum alint_json_event event = alint_window_next(&tf->stream->window);
    if (event == ALINT_JSON_END_OBJECT)
      return ALINT_OK;
    if (event != ALINT_JSON_KEY)
      return alint_window_status(&tf->stream->window);
    size_t offset = tf->stream->window.cursor.token.begin, i = count;
    struct alint_str key;
    if (alint_window_text(&tf->stream->window, &key)) {
      for (i = 0; i < count && !alint_str_is(key, keys[i].key);)
        i++;
    }
    if (i < count && (*seen >> i & 1U))
      return stands_twice(tf, offset, keys[i].key);
    if (i < count)
      *seen |= 1U << i;
    event = alint_window_next(&tf->stream->window);
    if (i == count || !keys[i].read) {
      if (!alint_window_skip_value(&tf->stream->window, event))
        return alint_window_status(&tf->stream->window);
      continue;
    }
    if (event == ALINT_JSON_ERROR)
      return alint_window_status(&tf->stream->window);
    int status = keys[i].read(tf, event, context);
    if (status != ALINT_OK)
      return status;
  }
}

int alint_tf_read_list(struct alint_tf *tf,
                       int (*each)(struct alint_tf *tf, enum alint_json_event event, void *context),
                       void *context) {
  for (;;) {
    enum alint_json_event event = alint_window_next(&tf->stream->window);
    if (event == ALINT_JSON_END_ARRAY)
      return ALINT_OK;
    if (event == ALINT_JSON_ERROR)
      return alint_window_status(&tf->stream->window);
    int status = each(tf, event, context);
    if (status != ALINT_OK)
      return status;
  }
}

int alint_tf_expect(struct alint_tf *tf, enum alint_json_event event, enum alint_json_event wanted,
                    const char *what, bool *there) {
  *there = event == wanted;
  if (*there || event == ALINT_JSON_NULL)
    return ALINT_OK;
  if (event == ALINT_JSON_ERROR)
    return alint_window_status(&tf->stream->window);
  return alint_fail_at(tf->err, ALINT_ESYNTAX, tf->stream->window.cursor.token.begin,
                       "%s is of the wrong type", what);
}
