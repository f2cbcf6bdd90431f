/* SPDX-License-Identifier: Apache-2.0
 *
 * Every limit of assumelint, by name. Inputs are hostile: each of these has a
 * test that hits it. Hitting a reading limit makes the input unreadable (AL001,
 * exit status 2); hitting a judging limit makes a verdict undecided (AL903).
 */
#ifndef ASSUMELINT_LIMITS_H
#define ASSUMELINT_LIMITS_H

/* Reading limits */
#define ALINT_MAX_FILE_BYTES ((size_t)256 << 20) /* one input that is held whole */
#define ALINT_MAX_ARENA_BYTES ((size_t)2 << 30)  /* all memory of one input */
#define ALINT_MAX_DEPTH 200                      /* nesting of a document */
#define ALINT_MAX_NODES ((size_t)4 << 20)        /* nodes of one document tree */
#define ALINT_MAX_ALIAS_NODES ((size_t)100000)   /* nodes made by YAML aliases */
#define ALINT_MAX_ANCHORS 1000                   /* YAML anchors of one document */
#define ALINT_MAX_POLICY_BYTES ((size_t)131072)  /* IAM: policyDocumentType, maximum length */
#define ALINT_MAX_STATEMENTS 1000                /* statements of one policy */
#define ALINT_MAX_POLICY_VALUES 20000 /* principals, actions, condition values of one policy */
#define ALINT_MAX_KEPT_OBJECT ((size_t)64 << 20)    /* one JSON object kept by the window reader */
#define ALINT_MAX_SOURCE_BYTES ((size_t)16 << 20)   /* one file of a plan's source */
#define ALINT_MAX_SOURCE_FILES ((size_t)10000)      /* files of a plan's source */
#define ALINT_MAX_MANIFEST_BYTES ((size_t)64 << 20) /* the manifest of a cloud assembly */
#define ALINT_WINDOW_BYTES ((size_t)1 << 20)        /* buffer of the window reader */

/* Judging limits */
#define ALINT_MAX_NESTED_TEMPLATES 100           /* templates read for one template */
#define ALINT_MAX_FOREACH_NODES 100000           /* nodes made of the loops of a template */
#define ALINT_MAX_NESTING 5                      /* of templates in templates */
#define ALINT_MAX_NESTED_BYTES ((size_t)4 << 20) /* of a template in a file that another names */
#define ALINT_MAX_ALTERNATIVES 64 /* assignments of conditions and parameters judged for a role */
#define ALINT_MAX_RESOLVE_STEPS ((size_t)2 << 20) /* nodes looked at while a template is resolved */
#define ALINT_MAX_SOURCE_STEPS ((size_t)20000)    /* the same for one policy of a plan's source */
#define ALINT_MAX_OTHER_BYTES ((size_t)32 << 20)  /* resources kept for --source-root's sake */
#define ALINT_MAX_NAMED_FILE_BYTES ((size_t)1 << 20) /* of a file that file() and the like name */
#define ALINT_MAX_NAMED_FILES ((size_t)1000)         /* that a plan's source names so */
#define ALINT_MAX_DOCUMENT_DEPTH 16       /* aws_iam_policy_documents made out of each other */
#define ALINT_MAX_DOCUMENTS 200           /* of these, built for one policy */
#define ALINT_MAX_DOCUMENT_BLOCKS 1000    /* principals or conditions of one statement of these */
#define ALINT_MAX_TRAIL_DEPTH 40          /* modules on the way of one reference */
#define ALINT_MAX_TRAIL_STEPS 500         /* references followed for one expression */
#define ALINT_MAX_DEPENDENCIES 1000       /* resources that Terraform makes before one role */
#define ALINT_MAX_DEPENDENCY_STEPS 500    /* expressions looked at for these */
#define ALINT_MAX_DEPENDENCY_DOCUMENTS 32 /* policy documents followed for these */
#define ALINT_MAX_TEXT_PIECES 10000       /* literals and holes of one string of a template */
#define ALINT_MAX_VARIABLE_PARTS 64       /* literals and ${variables} of one value of a policy */
#define ALINT_MAX_MATCH_CELLS ((size_t)16 << 20) /* symbols of a pattern times those of a value */
#define ALINT_MAX_RISKS 64 /* values not known that one role is reported for: the worst */
#define ALINT_MAX_SEARCH_BYTES ((size_t)64 << 20) /* memory of one witness search */
#define ALINT_MAX_MATCH_STEPS 1000000          /* PCRE2 match limit of one pattern on one value */
#define ALINT_MAX_PATTERN_BYTES 4096           /* of such a pattern */
#define ALINT_MAX_FINDINGS 100000              /* findings of one input, before any are dropped */
#define ALINT_MAX_IGNORES 10000                /* suppressions in the source of one input */
#define ALINT_MAX_TEXT_BYTES ((size_t)1 << 20) /* one string built from pieces */

/* The witness search (src/access/search.h tells how it works). A step is a character, a
 * condition or a value that is looked at: some nanoseconds. */
#define ALINT_MAX_WAYS_STEPS ((size_t)60000000)   /* all searches of one policy together */
#define ALINT_MAX_SEARCH_STEPS ((size_t)30000000) /* of one adversary by one way, the last time */
#define ALINT_FIRST_SEARCH_STEPS ((size_t)100000) /* the first time; then eight times as many */
#define ALINT_LEAST_SEARCH_STEPS ((size_t)12500)  /* the first time, where there are many */
#define ALINT_MIN_CALLER_STEPS ((size_t)400000)   /* of one caller, while there are so many */
#define ALINT_MAX_CALLERS 400            /* callers that one adversary can be, in one round */
#define ALINT_MAX_SEARCH_KEYS 64         /* condition keys that are chosen for one caller */
#define ALINT_MAX_CANDIDATES 256         /* values of a key that other keys are built with */
#define ALINT_MAX_LIST_DENIES 6          /* ForAnyValue conditions of Denies on one key */
#define ALINT_MAX_CALLER_VARIABLES 4     /* keys that conditions on who calls are built with */
#define ALINT_MAX_VARIABLE_ROUNDS 12     /* values of these that names are looked for with */
#define ALINT_MAX_NAME_PATTERNS 16       /* values of one condition on aws:username */
#define ALINT_MAX_TOKEN_ISSUERS 64       /* that conditions of one statement for everybody name */
#define ALINT_MAX_STRANGER_ACCOUNTS 6    /* accounts that one stranger may have */
#define ALINT_MAX_MEANT_ACCOUNTS 16      /* accounts that a policy for everybody may mean */
#define ALINT_MAX_CLAIM_PATTERNS 256     /* values of the conditions on one claim */
#define ALINT_MAX_CLAIM_HOLES 64         /* different holes in these */
#define ALINT_MAX_TENANT_NAMES 64        /* names of tenants among these that are solved for */
#define ALINT_MAX_OPTIONAL_CONDITIONS 10 /* of which each set is solved for */
#define ALINT_MAX_SOLVED_SETS 96         /* of these sets */
#define ALINT_MAX_SOLVER_STATES 6000     /* of the string solver */
#define ALINT_MAX_SOLVER_POSITIONS 16384 /* characters of the patterns of one solution */
#define ALINT_MAX_SOLVER_LETTERS 160     /* different ones in these patterns */
#define ALINT_MAX_SOLVER_HOLES 64        /* different holes in these patterns */
#define ALINT_MAX_LOST_DENIES 16         /* Denies that a change takes away, in one comparison */

#endif
