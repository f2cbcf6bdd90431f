/* SPDX-License-Identifier: Apache-2.0
 *
 * A main() for fuzz targets that needs no fuzzer: runs the target once on each
 * file named on the command line. So the seeds, and every input that ever broke
 * something, run under the sanitizers with any compiler.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of exactly the file's size, so that a read past its end is seen. */
static int replay(const char *path) {
  uint8_t *data = NULL;
  FILE *file = fopen(path, "rb");
  int status = 1;
  if (!file || fseek(file, 0, SEEK_END) != 0)
    goto cleanup;
  long size = ftell(file);
  if (size < 0 || fseek(file, 0, SEEK_SET) != 0)
    goto cleanup;
  data = malloc((size_t)size);
  if ((!data && size > 0) || fread(data, 1, (size_t)size, file) != (size_t)size)
    goto cleanup;
  (void)LLVMFuzzerTestOneInput(data, (size_t)size);
  status = 0;

cleanup:
  if (status != 0)
    perror(path);
  free(data);
  if (file)
    (void)fclose(file);
  return status;
}

int main(int argc, char **argv) {
  int status = 0;
  for (int i = 1; i < argc; i++)
    status |= replay(argv[i]);
  return status;
}
