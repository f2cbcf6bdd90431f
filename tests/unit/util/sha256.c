/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 against the vectors NIST publishes (FIPS 180-2 appendix B and its
 * CAVP files), and around the lengths where padding takes another block.
 */
#include "util/sha256.h"
#include "unit.h"

static void check(const char *expected, const void *bytes, size_t len, size_t step) {
  Sha256 sha;
  sha256_init(&sha);
  for (size_t at = 0; at < len; at += step)
    sha256_add(&sha, (const char *)bytes + at, len - at < step ? len - at : step);
  unsigned char digest[SHA256_BYTES];
  sha256_finish(&sha, digest);
  char hex[65];
  for (size_t i = 0; i < sizeof digest; i++)
    snprintf(hex + 2 * i, 3, "%02x", digest[i]);
  assert_string_equal(hex, expected);
}

static void published_vectors(void **state) {
  (void)state;
  check("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "", 0, 1);
  check("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc", 3, 3);
  const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  check("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", two_blocks, 56, 56);
  const char *four = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                     "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
  check("cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1", four, 112, 112);
  check("28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1", "\xd3", 1, 1);
}

static void million_letters(void **state) {
  (void)state;
  static char letters[1000000];
  memset(letters, 'a', sizeof letters);
  const char *expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  check(expected, letters, sizeof letters, sizeof letters);
  check(expected, letters, sizeof letters, 977); /* no multiple of the block */
}

/* Around the place where the length no longer fits the last block. */
static void lengths_around_a_block(void **state) {
  (void)state;
  static const struct {
    size_t len;
    const char *digest;
  } cases[] = {
      {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
      {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
      {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
      {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
      {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
  };
  char letters[65];
  memset(letters, 'a', sizeof letters);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    for (size_t step = 1; step < 66; step += 13)
      check(cases[i].digest, letters, cases[i].len, step);
}

TESTS(sha256, TEST(published_vectors), TEST(million_letters), TEST(lengths_around_a_block));
