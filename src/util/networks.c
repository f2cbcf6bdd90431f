/* SPDX-License-Identifier: Apache-2.0
 *
 * IPv4 and IPv6 networks in CIDR notation, and base64.
 *
 * Source: IANA special-purpose address registries.
 */
#include <arpa/inet.h>
#include <string.h>

#include "util/values.h"

static bool parse_prefix(unsigned *out, Str s, unsigned most) {
  if (s.len == 0 || s.len > 3 || !str_all_digits(s))
    return false;
  unsigned value = 0;
  for (size_t i = 0; i < s.len; i++)
    value = value * 10 + (unsigned)(s.ptr[i] - '0');
  *out = value;
  return value <= most;
}

bool network_parse(Network *out, Str s) {
  char address[INET6_ADDRSTRLEN + 1];
  size_t slash = str_find(s, 0, '/');
  Str host = str_slice(s, 0, slash);
  if (host.len == 0 || host.len >= sizeof address || str_has(host, '\0'))
    return false;
  memcpy(address, host.ptr, host.len);
  address[host.len] = '\0';
  memset(out, 0, sizeof *out);
  out->family = str_has(host, ':') ? 6 : 4;
  if (inet_pton(out->family == 6 ? AF_INET6 : AF_INET, address, out->bytes) != 1)
    return false;
  unsigned most = out->family == 6 ? 128 : 32;
  out->bits = most;
  return slash == s.len || parse_prefix(&out->bits, str_slice(s, slash + 1, s.len), most);
}

bool network_contains(const Network *outer, const Network *inner) {
  if (outer->family != inner->family || inner->bits < outer->bits)
    return false;
  unsigned whole = outer->bits / 8, rest = outer->bits % 8;
  if (whole > 0 && memcmp(outer->bytes, inner->bytes, whole) != 0)
    return false;
  if (rest == 0)
    return true;
  unsigned mask = 0xFFu << (8 - rest) & 0xFFu;
  return (outer->bytes[whole] & mask) == (inner->bytes[whole] & mask);
}

const char *const special_networks[] = {
    "0.0.0.0/8",     "10.0.0.0/8",   "100.64.0.0/10",  "127.0.0.0/8",   "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
    "::/3",          "4000::/2",     "8000::/1",
};
const size_t special_network_count = sizeof special_networks / sizeof *special_networks;

bool network_is_public(const Network *network) {
  Network special;
  for (size_t i = 0; i < special_network_count; i++) {
    if (network_parse(&special, str_of(special_networks[i])) && network_contains(&special, network))
      return false;
  }
  return true;
}

static int base64_digit(char c) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *hit = c ? strchr(digits, c) : NULL;
  return hit ? (int)(hit - digits) : -1;
}

bool base64_decode(unsigned char *out, size_t *out_len, Str s) {
  unsigned buffer = 0, bits = 0;
  size_t n = 0;
  while (s.len > 0 && s.ptr[s.len - 1] == '=')
    s.len--;
  for (size_t i = 0; i < s.len; i++) {
    int digit = base64_digit(s.ptr[i]);
    if (digit < 0)
      return false;
    buffer = (buffer << 6 | (unsigned)digit) & 0xFFFFFF;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[n++] = (unsigned char)(buffer >> bits);
    }
  }
  *out_len = n;
  return s.len % 4 != 1;
}
