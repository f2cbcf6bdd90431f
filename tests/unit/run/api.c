/* SPDX-License-Identifier: Apache-2.0
 *
 * The public API, by nothing but its header: options, inputs, results, errors, threads.
 */
#include <pthread.h>

#include "assumelint.h"
#include "unit.h"

static const char vendor[] = "Resources:\n"
                             "  # assumelint:ignore AL104\n"
                             "  R:\n"
                             "    Type: AWS::IAM::Role\n"
                             "    Properties:\n"
                             "      AssumeRolePolicyDocument:\n"
                             "        Version: '2012-10-17'\n"
                             "        Statement:\n"
                             "          Effect: Allow\n"
                             "          Principal: {AWS: 'arn:aws:iam::464622532012:root'}\n"
                             "          Action: sts:AssumeRole\n";

static struct alint_scan *scan_of(const char *bytes, size_t len) {
  struct alint_scan *scan = alint_scan_new();
  assert_non_null(scan);
  assert_int_equal(alint_scan_add_buffer(scan, "vendor.yaml", bytes, len), 0);
  return scan;
}

static struct alint_scan *scan_vendor(void) {
  return scan_of(vendor, sizeof vendor - 1);
}

static void test_finding(void **state) {
  (void)state;
  struct alint_scan *scan = scan_vendor();
  struct alint_result *result = alint_scan_run(scan);
  assert_non_null(result);
  assert_string_equal(alint_scan_error(scan), "");
  alint_scan_free(scan); /* a result outlives it */
  assert_int_equal(alint_result_count(result), 1);
  assert_int_equal(alint_result_status(result), 1);
  static const char *const texts[][2] = {
      {"rule", "AL201"},       {"name", "external-id-missing"},
      {"severity", "high"},    {"category", "exposure"},
      {"path", "vendor.yaml"}, {"address", "Resources.R"},
      {"role", "R"},           {"pointer", "/Statement/Principal/AWS"},
      {"origin", "as-written"}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    assert_string_equal(alint_result_text(result, 0, texts[i][0]), texts[i][1]);
  assert_int_equal(alint_result_number(result, 0, "line"), 10);
  assert_int_equal(alint_result_number(result, 0, "column"), 28);
  assert_int_equal(alint_result_number(result, 0, "statement"), 0);
  assert_int_equal(alint_result_number(result, 0, "introduced"), -1);
  assert_int_equal(alint_result_number(result, 0, "suppressed"), 0);
  /* null in JSON, no such key, no such finding */
  assert_null(alint_result_text(result, 0, "role_name"));
  assert_null(alint_result_text(result, 0, "nothing"));
  assert_null(alint_result_text(result, 1, "rule"));
  assert_int_equal(alint_result_number(result, 0, "rule"), -1);
  assert_int_equal(alint_result_number(result, 1, "line"), -1);
  alint_result_free(result);
}

/* Every key of the JSON has the value there that the functions give. */
static void test_keys_are_those_of_json(void **state) {
  (void)state;
  static const char *const keys[] = {"severity_reason", "message",     "help",   "role_arn", "sid",
                                     "change",          "fingerprint", "origin", "when"};
  struct alint_scan *scan = scan_vendor();
  struct alint_result *result = alint_scan_run(scan);
  const char *json = alint_result_string(result, "json", NULL);
  assert_non_null(json);
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    char member[600];
    const char *value = alint_result_text(result, 0, keys[i]);
    const char *quote = value ? "\"" : "";
    int len = snprintf(member, sizeof member, "\"%s\": %s%.400s%s", keys[i], quote,
                       value ? value : "null", quote);
    assert_true(len > 0 && (size_t)len < sizeof member);
    if (!value || !strchr(value, '"')) /* else it is escaped there */
      assert_non_null(strstr(json, member));
  }
  alint_result_free(result);
  alint_scan_free(scan);
}

static void test_options(void **state) {
  (void)state;
  struct alint_scan *scan = scan_vendor();
  char account[] = "464622532012";
  assert_int_equal(alint_scan_set(scan, "account", account), 0);
  memset(account, 'x', sizeof account - 1); /* it was copied */
  assert_int_equal(alint_scan_set(scan, "min-severity", "low"), 0);
  assert_int_equal(alint_scan_set(scan, "no-inline", NULL), 0);
  struct alint_result *result = alint_scan_run(scan);
  assert_non_null(result);
  assert_int_equal(alint_result_status(result), 0);
  for (size_t i = 0; i < alint_result_count(result); i++)
    assert_string_not_equal(alint_result_text(result, i, "rule"), "AL201");
  alint_result_free(result);
  alint_scan_free(scan);
}

static void refuse(struct alint_scan *scan, const char *option, const char *value,
                   const char *error) {
  assert_int_equal(alint_scan_set(scan, option, value), -1);
  assert_string_equal(alint_scan_error(scan), error);
}

static void test_errors(void **state) {
  (void)state;
  struct alint_scan *scan = alint_scan_new();
  assert_non_null(scan);
  assert_null(alint_scan_run(scan));
  assert_string_equal(alint_scan_error(scan), "there is nothing to scan");
  refuse(scan, "nothing", NULL, "there is no option \"nothing\"");
  refuse(scan, "format", "json", "there is no option \"format\"");
  refuse(scan, "help", NULL, "there is no option \"help\"");
  refuse(scan, "strict", "yes", "--strict takes no value");
  refuse(scan, "account", NULL, "--account needs a value");
  refuse(scan, "account", "1", "--account takes one account id of 12 digits, not \"1\"");
  assert_int_equal(alint_scan_set(scan, "strict", NULL), 0);
  assert_string_equal(alint_scan_error(scan), "");
  assert_int_equal(alint_scan_set(scan, "source-root", "testdata/nothing"), 0);
  assert_int_equal(alint_scan_add_path(scan, "testdata/demo"), 0);
  assert_null(alint_scan_run(scan));
  assert_non_null(strstr(alint_scan_error(scan), "--source-root testdata/nothing: "));
  alint_scan_free(scan);
  alint_scan_free(NULL);
  alint_result_free(NULL);
}

static void count(void *context, const char *line) {
  assert_true(line[0] != '\0' && !strchr(line, '\n'));
  ++*(size_t *)context;
}

static void show(void *context, size_t done, size_t total) {
  (void)done;
  *(size_t *)context = total;
}

/* What is not ours, or not there, is no error of the call. */
static void test_notices(void **state) {
  (void)state;
  size_t notices = 0, total = 0;
  struct alint_scan *scan = scan_of("not ours", 8);
  assert_int_equal(alint_scan_add_path(scan, "testdata/nothing.yaml"), 0);
  alint_scan_on_notice(scan, count, &notices);
  alint_scan_on_progress(scan, show, &total);
  struct alint_result *result = alint_scan_run(scan);
  assert_non_null(result);
  assert_int_equal(alint_result_status(result), 2);
  assert_int_equal(notices, 2);
  assert_true(total == 0 || total == 2); /* it may be done before anybody asks */
  alint_result_free(result);
  /* The same scan once more. */
  result = alint_scan_run(scan);
  assert_int_equal(notices, 4);
  alint_result_free(result);
  alint_scan_free(scan);
}

static int stop(void *context, const char *bytes, size_t len) {
  (void)bytes;
  ++*(size_t *)context;
  return len > 0 ? -1 : 0;
}

static void test_formats(void **state) {
  (void)state;
  struct alint_scan *scan = scan_vendor();
  struct alint_result *result = alint_scan_run(scan);
  size_t formats = 0, calls = 0, len = 0;
  for (; alint_result_format(formats); formats++) {
    const char *report = alint_result_string(result, alint_result_format(formats), &len);
    assert_non_null(report);
    assert_int_equal(strlen(report), len);
    assert_true(len > 0);
  }
  assert_true(formats >= 4);
  assert_null(alint_result_string(result, "nothing", &len));
  assert_int_equal(alint_result_write(result, "nothing", 0, stop, &calls), -1);
  assert_int_equal(calls, 0);
  assert_int_equal(alint_result_write(result, "text", 1, stop, &calls), -1);
  assert_int_equal(calls, 1); /* it is not called again */
  assert_non_null(strstr(alint_result_string(result, "json", NULL), alint_version()));
  alint_result_free(result);
  alint_scan_free(scan);
}

static void test_empty_buffer(void **state) {
  (void)state;
  struct alint_scan *scan = scan_of(NULL, 0);
  struct alint_result *result = alint_scan_run(scan);
  assert_non_null(result);
  assert_int_equal(alint_result_status(result), 2);
  alint_result_free(result);
  alint_scan_free(scan);
}

/* ---- Threads ------------------------------------------------------------- */

enum { THREADS = 4, ROUNDS = 5 };

static void *scan_demo(void *context) {
  char **out = context;
  for (int i = 0; i < ROUNDS; i++) {
    struct alint_scan *scan = alint_scan_new();
    if (!scan || alint_scan_add_path(scan, "testdata/demo") != 0 ||
        alint_scan_set(scan, "jobs", "2") != 0)
      return NULL;
    struct alint_result *result = alint_scan_run(scan);
    const char *report = result ? alint_result_string(result, "json", NULL) : NULL;
    free(*out);
    *out = report ? strdup(report) : NULL;
    alint_result_free(result);
    alint_scan_free(scan);
  }
  return NULL;
}

static void test_threads(void **state) {
  (void)state;
  pthread_t threads[THREADS];
  char *reports[THREADS] = {NULL};
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, scan_demo, &reports[i]), 0);
  for (int i = 0; i < THREADS; i++)
    pthread_join(threads[i], NULL);
  for (int i = 0; i < THREADS; i++) {
    assert_non_null(reports[i]);
    assert_non_null(strstr(reports[i], "\"AL201\""));
    assert_string_equal(reports[i], reports[0]);
  }
  for (int i = 0; i < THREADS; i++)
    free(reports[i]);
}

TESTS(api, TEST(test_finding), TEST(test_keys_are_those_of_json), TEST(test_options),
      TEST(test_errors), TEST(test_notices), TEST(test_formats), TEST(test_empty_buffer),
      TEST(test_threads));
