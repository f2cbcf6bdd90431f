/* SPDX-License-Identifier: Apache-2.0
 *
 * Three-valued logic: what a hole may decide is unknown.
 */
#ifndef ASSUMELINT_TRI_H
#define ASSUMELINT_TRI_H

typedef enum { TRI_NO = 0, TRI_UNKNOWN = 1, TRI_YES = 2 } Tri;

Tri tri_and(Tri a, Tri b);
Tri tri_or(Tri a, Tri b);
Tri tri_not(Tri a);

#endif
