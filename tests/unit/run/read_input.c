/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of inputs as the command does it: a plan that goes by gives the same
 * report, byte for byte, as one that is held, whatever the size of the window
 * and however its bytes arrive.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "assumelint/buf.h"
#include "inputs.h"

#include "run/read_input.h"

/* ---- What is read ------------------------------------------------------ */

#define POLICY(principal)                                                                          \
  "\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"sts:AssumeRole\\\","     \
  "\\\"Principal\\\":{\\\"AWS\\\":\\\"" principal "\\\"}}]}\""
#define UNSAFE POLICY("arn:aws:iam::444455556666:root")
#define ROLE(name, before)                                                                         \
  "{\"address\":\"aws_iam_role." name "\",\"mode\":\"managed\",\"type\":\"aws_iam_role\",\n"       \
  "\"name\":\"" name "\",\"change\":{\"actions\":[\"update\"],\"before\":{\"name\":\"" name        \
  "\",\n"                                                                                          \
  "\"assume_role_policy\":" before "},\"after\":{\"name\":\"" name                                 \
  "\",\"assume_role_policy\":" UNSAFE "}}}"
#define USER                                                                                        \
  "{\"change\":{\"actions\":[\"delete\"],\"before\":{\"arn\":\"arn:aws:iam::111122223333:user/u\"," \
  "\"name\":\"u\",\"path\":\"/\"}},\"address\":\"aws_iam_user.u\",\"mode\":\"managed\",\"type\":"   \
  "\"aws_iam_user\",\"name\":\"u\"}"
#define TRUSTING ROLE("c", POLICY("arn:aws:iam::111122223333:user/u"))
/* Not ASCII before the roles, in their line too. */
#define OTHER                                                                                      \
  "{\"address\":\"x.\xC3\xA9\xE2\x82\xAC\",\"type\":\"x\",\"change\":{\"a\":[1,\n\"\xF0\x9F\x98\x80\"]}}"
#define PLAN(changes)                                                                              \
  "{\"format_version\":\"1.2\",\"resource_changes\":[" OTHER "," changes                           \
  "],\n\"configuration\":{\"root_module\":{}}}\n"
#define GOOD PLAN(ROLE("a", UNSAFE) ",\n  " ROLE("b", POLICY("111122223333")) "," USER "," TRUSTING)
#define STATE                                                                                      \
  "{\"format_version\":\"1.0\",\"values\":{\"root_module\":{\"resources\":[\n {\"values\":{"       \
  "\"assume_role_policy\":" UNSAFE "},\"type\":\"aws_iam_role\",\"mode\":\"managed\",\"address\":" \
  "\"aws_iam_role.s\"}]}}}"

static const char *const texts[] = {
    GOOD,
    "\xEF\xBB\xBF" GOOD,
    "[command]/opt/terraform show -json p\n\xC3\xA9\n" GOOD "\n::debug::x\n",
    /* `jq -S`: what claims it comes late. */
    "{\"checks\":[],\"complete\":true,\"configuration\":{\"root_module\":{\"a\":\"0123456789012345"
    "67890123456789012345678901234567890123456789\"}},\"resource_changes\":[" ROLE("a",
                                                                                   UNSAFE) "]}",
    "{\"checks\":[{\"a\":\"0123456789012345678901234567890123456789\"},\n{}],\"planned_values\":{},"
    "\"resource_changes\":[" ROLE("a", UNSAFE) "]}",
    STATE,
    /* What cannot be read, each with a place of its own. */
    PLAN(ROLE("a", UNSAFE) "," ROLE("b", "1") " x"),
    PLAN(ROLE("a", UNSAFE) ",\"\xC3\xA9\n\""),
    PLAN(ROLE("a", UNSAFE) ",\"\xC3(\""),
    PLAN(ROLE("a", UNSAFE) ",\"\xFF\""),
    PLAN("{\"type\":\"aws_iam_role\",\"address\":\"aws_iam_role.x\",\n\"change\":{}}," USER),
    PLAN("{\"type\":\"aws_iam_role\",\n\"change\":{\"x\":1,\"x\":2}}," USER),
    PLAN("{\"type\":\"aws_iam_role\",\n\"type\":\"aws_iam_user\"}," USER),
    PLAN("{\"a\":\"\xC3\xA9\",\n\"type\":\n\"0123456789012345678901234567890123456789\\u00e9"
         "0123456789012345678901234567890123456789\", \"type\":1}," USER),
    PLAN("{\"a\":\"\xC3\xA9\",\n\"type\":\n{\"x\":1}}," USER),
    PLAN("{\"a\":\"\xC3\xA9 0123456789012345678901234567890123456789012345678901234567890123\"}"),
    PLAN("1,") PLAN("1"),
    PLAN("") "\n" PLAN(""),
    GOOD "{}",
    "text\n" STATE,
    STATE " x",
    "{\"format_version\":\"7.0\",\"resource_changes\":[]}",
    "{\"format_version\":\"1.0\",\n\"configuration\":{\"root_module\":{}}}",
    "{\"configuration\":{\"provider_config\":{}},\"x\":\"01234567890123456789012345678901234567\"}",
    "{\"@level\":\"info\",\"x\":\"0123456789012345678901234567890123456789012345678901234567\"}\n{}",
    "PK\x03\x04 0123456789012345678901234567890123456789012345678901234567890123456789",
    "\n\nTerraform will perform the following actions:\n\n  # aws_iam_role.x will be created\n",
    /* What has to be held. */
    "{\"Resources\":{\"R\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":{\"AssumeRolePolicyDocument\":"
    "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}}}}}",
    "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {format_version: 1}\n",
    "{\"configuration\":{\"x\":{\"root_module\":1}},\"values\":[\"0123456789012345678901234\"]}",
    "{\"configuration\":[\"0123456789012345678901234567890123456789\"],\"format_version\":\"1.0\"}",
    "nothing of ours, but longer than sixty-four bytes, which is the smallest window",
    "{",
    "",
};

/* ---- How it arrives ---------------------------------------------------- */

struct feed {
  int fd;
  const char *bytes;
  size_t len, piece; /* written that much at a time; 0: all at once */
  bool interrupt;    /* a signal between the pieces */
  pthread_t reader;
};

static void ignore_signal(int number) {
  (void)number;
}

static void *feed(void *argument) {
  struct feed *feed = argument;
  size_t at = 0;
  while (at < feed->len) {
    size_t n = feed->len - at;
    if (feed->piece > 0 && n > feed->piece)
      n = feed->piece;
    ssize_t put = write(feed->fd, feed->bytes + at, n);
    if (put <= 0)
      break;
    at += (size_t)put;
    if (feed->interrupt)
      pthread_kill(feed->reader, SIGUSR1);
  }
  close(feed->fd);
  return NULL;
}

enum { HELD = 1 << 20 };

/* The whole report, as JSON and as text, and what is told of an error. */
static char *report_of(Input *input) {
  Options options = {.min_severity = SEVERITY_INFO, .fail_on = SEVERITY_MEDIUM};
  ReportStyle style = {.quiet = false};
  Buf buf = buf_in(input->arena);
  Out out = out_to_buf(&buf);
  Report *report = report_on(input, &options);
  writer_find("json")->write(&out, report, &style);
  writer_find("text")->write(&out, report, &style);
  if (input->error.has_offset && !input->source.known && !input->source.lines)
    source_index(&input->source, input->arena);
  if (input->error.has_offset) {
    Position at = source_position(&input->source, input->error.offset);
    buf_addf(&buf, "%zu:%zu:%zu", input->error.offset, at.line, at.column);
  }
  buf_addf(&buf, " %d %s", input->status, input->error.text);
  assert_false(buf.failed);
  report_free(report);
  char *copy = malloc(buf.len + 1);
  assert_non_null(copy);
  memcpy(copy, buf.ptr, buf.len + 1);
  return copy;
}

static char *read_from(int fd, size_t window, bool *held) {
  ParseOptions options = {0};
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  assert_non_null(arena);
  Input *input = arena_alloc(arena, sizeof *input);
  assert_non_null(input);
  *input = (Input){.arena = arena, .source = {.path = "plan.json"}};
  char *bytes;
  int status = run_read_input(input, &bytes, fd, &options, window);
  assert_int_equal(status, input->status);
  *held = bytes != NULL;
  char *report = report_of(input);
  arena_free(arena);
  free(bytes);
  return report;
}

static char *read_fed(struct feed feeding, size_t window, bool *held) {
  int ends[2];
  pthread_t writer;
  assert_int_equal(pipe(ends), 0);
  feeding.fd = ends[1];
  feeding.reader = pthread_self();
  assert_int_equal(pthread_create(&writer, NULL, feed, &feeding), 0);
  char *report = read_from(ends[0], window, held);
  close(ends[0]);
  pthread_join(writer, NULL);
  return report;
}

static void expect_same(const char *text, size_t len) {
  bool held;
  char *whole = read_fed((struct feed){.bytes = text, .len = len}, HELD, &held);
  assert_true(held);
  static const size_t windows[] = {64, 100, 1000};
  static const size_t pieces[] = {0, 7};
  for (size_t i = 0; i < 3 * 2; i++) {
    struct feed feeding = {.bytes = text, .len = len, .piece = pieces[i % 2]};
    char *again = read_fed(feeding, windows[i / 2], &held);
    if (strcmp(whole, again) != 0)
      fail_msg("window %zu of\n%.300s\n%s\nnot\n%s", windows[i / 2], text, again, whole);
    free(again);
  }
  free(whole);
}

static void test_same_report(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    expect_same(texts[i], strlen(texts[i]));
}

/* `text` with CRLF for LF, or as UTF-16 with a byte order mark. */
static char *rewritten(const char *text, bool utf16, size_t *len) {
  char *out = malloc(2 * strlen(text) + 3);
  size_t n = 0;
  assert_non_null(out);
  if (utf16) {
    out[n++] = '\xFF';
    out[n++] = '\xFE';
  }
  for (; *text; text++) {
    if (!utf16 && *text == '\n')
      out[n++] = '\r';
    if (utf16 && (unsigned char)*text >= 0x80)
      continue;
    out[n++] = *text;
    if (utf16)
      out[n++] = '\0';
  }
  *len = n;
  return out;
}

static void test_same_report_of_other_bytes(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    for (int utf16 = 0; utf16 < 2; utf16++) {
      size_t len;
      char *text = rewritten(texts[i], utf16 == 1, &len);
      expect_same(text, len);
      free(text);
    }
  }
}

static void test_same_report_of_what_is_cut(void **state) {
  (void)state;
  static const char text[] = GOOD;
  for (size_t len = 1; len < sizeof text - 1; len += 13)
    expect_same(text, len);
}

static void test_what_is_held(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool held;
  } cases[] = {
      {GOOD, false},
      {STATE, false},
      {"{\"configuration\":{\"root_module\":{\"a\":\"0123456789012345678901234567890123456789\"}}}",
       false},
      {"{\"configuration\":{\"other\":{\"a\":\"0123456789012345678901234567890123456789\"}},\"a\":1}",
       true},
      {"{\"Resources\":{\"A\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":{\"RoleName\":\"x\"}}}}",
       true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct feed feeding = {.bytes = cases[i].text, .len = strlen(cases[i].text)};
    bool held;
    free(read_fed(feeding, 64, &held));
    assert_int_equal(held, cases[i].held);
  }
}

/* ---- What can happen on the way ---------------------------------------- */

static void test_interrupted_reads(void **state) {
  (void)state;
  struct sigaction action = {.sa_handler = ignore_signal}, old;
  bool held;
  char *whole = read_fed((struct feed){.bytes = GOOD, .len = strlen(GOOD)}, HELD, &held);
  assert_int_equal(sigaction(SIGUSR1, &action, &old), 0);
  struct feed feeding = {.bytes = GOOD, .len = strlen(GOOD), .piece = 3, .interrupt = true};
  char *again = read_fed(feeding, 64, &held);
  assert_string_equal(whole, again);
  assert_int_equal(sigaction(SIGUSR1, &old, NULL), 0);
  free(whole);
  free(again);
}

/* A parent that shares its end may have made it one that does not wait. */
static void test_descriptor_that_does_not_wait(void **state) {
  (void)state;
  int ends[2];
  pthread_t writer;
  bool held;
  char *whole = read_fed((struct feed){.bytes = GOOD, .len = strlen(GOOD)}, HELD, &held);
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
  struct feed feeding = {.fd = ends[1], .bytes = GOOD, .len = strlen(GOOD), .piece = 11};
  assert_int_equal(pthread_create(&writer, NULL, feed, &feeding), 0);
  char *again = read_from(ends[0], 64, &held);
  assert_string_equal(whole, again);
  pthread_join(writer, NULL);
  close(ends[0]);
  free(whole);
  free(again);
}

/* A peer that goes away without having read what it was sent: the first bytes
 * come, then an error. */
static void test_read_error_in_the_middle(void **state) {
  (void)state;
  static const size_t windows[] = {64, HELD};
  for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
    int ends[2];
    bool held;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(write(ends[0], "unread", 6), 6);
    assert_int_equal(write(ends[1], GOOD, 600), 600);
    close(ends[1]);
    char *report = read_from(ends[0], windows[i], &held);
    close(ends[0]);
    char wanted[200], told[100];
    assert_int_equal(strerror_r(ECONNRESET, told, sizeof told), 0);
    snprintf(wanted, sizeof wanted, " %d %s", ERR_IO, told);
    if (!strstr(report, wanted) || !strstr(report, "AL001"))
      fail_msg("not there: %s\n%s", wanted, report);
    free(report);
  }
}

/* A reader that gives up early is no reason to die. */
static int ignore_sigpipe(void **state) {
  (void)state;
  return signal(SIGPIPE, SIG_IGN) == SIG_ERR;
}

TESTS_BETWEEN(read_input, ignore_sigpipe, NULL, TEST(test_same_report),
              TEST(test_same_report_of_other_bytes), TEST(test_same_report_of_what_is_cut),
              TEST(test_what_is_held), TEST(test_interrupted_reads),
              TEST(test_descriptor_that_does_not_wait), TEST(test_read_error_in_the_middle));
