/* SPDX-License-Identifier: Apache-2.0
 *
 * Every limit of assumelint, by name. Inputs are hostile: each of these has a
 * test that hits it. Hitting a reading limit makes the input unreadable (AL001,
 * exit status 2); hitting a judging limit makes a verdict undecided (AL903).
 */
#ifndef ASSUMELINT_LIMITS_H
#define ASSUMELINT_LIMITS_H

/* Reading limits */
#define MAX_FILE_BYTES ((size_t)256 << 20) /* one input that is held whole */
#define MAX_ARENA_BYTES ((size_t)2 << 30)  /* all memory of one input */
#define MAX_DEPTH 200                      /* nesting of a document */
#define MAX_NODES ((size_t)4 << 20)        /* nodes of one document tree */
#define MAX_ALIAS_NODES ((size_t)100000)   /* nodes made by YAML aliases */
#define MAX_ANCHORS 1000                   /* YAML anchors of one document */
#define MAX_POLICY_BYTES ((size_t)131072)  /* IAM: policyDocumentType, maximum length */
#define MAX_STATEMENTS 1000                /* statements of one policy */
#define MAX_POLICY_VALUES 20000            /* principals, actions, condition values of one policy */
#define MAX_KEPT_OBJECT ((size_t)64 << 20) /* one JSON object kept by the window reader */
#define MAX_SOURCE_BYTES ((size_t)16 << 20)   /* one file of a plan's source */
#define MAX_SOURCE_FILES ((size_t)10000)      /* files of a plan's source */
#define MAX_MANIFEST_BYTES ((size_t)64 << 20) /* the manifest of a cloud assembly */
#define WINDOW_BYTES ((size_t)1 << 20)        /* buffer of the window reader */

/* Judging limits */
#define MAX_NESTED_TEMPLATES 100           /* templates read for one template */
#define MAX_FOREACH_NODES 100000           /* nodes made of the loops of a template */
#define MAX_NESTING 5                      /* of templates in templates */
#define MAX_NESTED_BYTES ((size_t)4 << 20) /* of a template in a file that another names */
#define MAX_ALTERNATIVES 64   /* assignments of conditions and parameters judged for a role */
#define MAX_SEARCHED_KEYS 100 /* of one map around a trust policy, for duplicates */
#define MAX_RESOLVE_STEPS ((size_t)2 << 20)    /* nodes looked at while a template is resolved */
#define MAX_SOURCE_STEPS ((size_t)20000)       /* the same for one policy of a plan's source */
#define MAX_OTHER_BYTES ((size_t)32 << 20)     /* resources kept for --source-root's sake */
#define MAX_NAMED_FILE_BYTES ((size_t)1 << 20) /* of a file that file() and the like name */
#define MAX_NAMED_FILES ((size_t)1000)         /* that a plan's source names so */
#define MAX_DOCUMENT_DEPTH 16                  /* aws_iam_policy_documents made out of each other */
#define MAX_DOCUMENTS 200                      /* of these, built for one policy */
#define MAX_DOCUMENT_BLOCKS 1000           /* principals or conditions of one statement of these */
#define MAX_TRAIL_DEPTH 40                 /* modules on the way of one reference */
#define MAX_TRAIL_STEPS 500                /* references followed for one expression */
#define MAX_DEPENDENCIES 1000              /* resources that Terraform makes before one role */
#define MAX_DEPENDENCY_STEPS 500           /* expressions looked at for these */
#define MAX_DEPENDENCY_DOCUMENTS 32        /* policy documents followed for these */
#define MAX_SPLIT_PARTS 64                 /* parts that split() cuts a text with holes into */
#define MAX_TEXT_PIECES 10000              /* literals and holes of one string of a template */
#define MAX_VARIABLE_PARTS 64              /* literals and ${variables} of one value of a policy */
#define MAX_MATCH_CELLS ((size_t)16 << 20) /* symbols of a pattern times those of a value */
#define MAX_RISKS 64 /* values not known that one role is reported for: the worst */
#define MAX_SEARCH_BYTES ((size_t)64 << 20) /* memory of one witness search */
#define MAX_MATCH_STEPS 1000000             /* PCRE2 match limit of one pattern on one value */
#define MAX_PATTERN_BYTES 4096              /* of such a pattern */
#define MAX_FINDINGS 100000                 /* findings of one input, before any are dropped */
#define MAX_SUPPRESSIONS 10000              /* suppressions in the source of one input */
#define MAX_TEXT_BYTES ((size_t)1 << 20)    /* one string built from pieces */

/* Budgets of the search for calls (src/access/search.h tells how it works). Steps are counted,
 * never time, so that an input gives the same findings everywhere. A step is a character, a
 * condition or a value that is looked at: some five nanoseconds.
 *
 * The budget of an input is divided evenly among its trust policies before any is searched
 * (src/engine/budget.h); all searches in a policy spend of its share. */
#define MAX_INPUT_STEPS ((size_t)2000000000) /* all trust policies of one input together */
#define LEAST_POLICY_STEPS ((size_t)1000000) /* of one, however many there are */
#define MAX_WAYS_STEPS ((size_t)60000000)    /* of one, however few */
#define MAX_SEARCH_STEPS ((size_t)30000000)  /* of one adversary by one way, the last time */
#define FIRST_SEARCH_STEPS ((size_t)100000)  /* the first time; then eight times as many */
#define LEAST_SEARCH_STEPS ((size_t)12500)   /* the first time, where there are many */
#define MIN_CALLER_STEPS ((size_t)400000)    /* of one caller, while there are so many */
#define MAX_CALLERS 400                      /* callers that one adversary can be, in one round */
#define MAX_SEARCH_KEYS 64                   /* condition keys that are chosen for one caller */
#define MAX_CANDIDATES 256                   /* values of a key that other keys are built with */
#define MAX_LIST_DENIES 6                    /* ForAnyValue conditions of Denies on one key */
#define MAX_CALLER_VARIABLES 4               /* keys that conditions on who calls are built with */
#define MAX_VARIABLE_ROUNDS 12               /* values of these that names are looked for with */
#define MAX_NAME_PATTERNS 16                 /* values of one condition on aws:username */
#define MAX_TOKEN_ISSUERS 64       /* that conditions of one statement for everybody name */
#define MAX_STRANGER_ACCOUNTS 6    /* accounts that one stranger may have */
#define MAX_MEANT_ACCOUNTS 16      /* accounts that a policy for everybody may mean */
#define MAX_CLAIM_PATTERNS 256     /* values of the conditions on one claim */
#define MAX_CLAIM_HOLES 64         /* different holes in these */
#define MAX_TENANT_NAMES 64        /* names of tenants among these that are solved for */
#define MAX_OPTIONAL_CONDITIONS 10 /* of which each set is solved for */
#define MAX_SOLVED_SETS 96         /* of these sets */
#define MAX_SOLVER_STATES 6000     /* of the string solver */
#define MAX_SOLVER_POSITIONS 16384 /* characters of the patterns of one solution */
#define MAX_SOLVER_LETTERS 160     /* different ones in these patterns */
#define MAX_SOLVER_HOLES 64        /* different holes in these patterns */
#define MAX_LOST_DENIES 16         /* Denies that a change takes away, in one comparison */
#define MAX_AUTOMATON_STATES 20000 /* of one automaton, as far as it is walked */
#define MAX_PRODUCT_NODES 60000    /* states of the automata of one question together */
#define MAX_SPELLED_WORDS 4000     /* of one policy */
#define MAX_ASKED_KEYS 64          /* condition keys of one question */
#define MAX_OPTIONAL_KEYS 10       /* keys that hang together and may each be absent */
#define MAX_CHOICES 256            /* ways in which one policy variable or Deny can be met */

#endif
