# SPDX-License-Identifier: Apache-2.0
#
# assumelint: `make help` explains the targets. GNU make, C11, pkg-config.
# The user's CFLAGS, CPPFLAGS and LDFLAGS are added to, never replaced.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
PKG_CONFIG ?= pkg-config
AWK ?= awk
export PYTHON ?= python3
CC ?= cc
CLANG ?= clang
INSTALL ?= install
OBJCOPY ?= objcopy
# Seconds `make fuzz` gives each target.
T ?= 60
# V=1 shows the commands that build; otherwise a line says what they make, or nothing (-s).
V ?= 0
ifneq ($(V),1)
say = @$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,printf '  %-4s %s\n' $(1) $@ &&)
endif
# What `make test` runs: see tests/run.
SUITES ?= unit golden structure output seeds

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

# ---- Flags -------------------------------------------------------------------

PACKAGES := yaml-0.1 libcjson libpcre2-8
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wvla -Wformat=2 -Wundef -Wpointer-arith -Wcast-qual -Wwrite-strings
# CI turns warnings into errors; a user's newer compiler must not.
ifeq ($(CI),true)
WERROR := -Werror
endif
OPTIMIZE ?= -O2 -g

ifeq ($(SANITIZE),yes)
# Each allocation of an arena is a malloc of its own, so that each overrun is seen.
sanitize_flags := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
sanitize_defines := -DASSUMELINT_ARENA_MALLOC
OPTIMIZE := -O1 -g
endif

# _FORTIFY_SOURCE needs an optimizer, spoils what sanitizers see, and is the
# user's own business where the user's flags speak of it.
ifeq ($(findstring -O0,$(CFLAGS) $(OPTIMIZE))$(findstring FORTIFY,$(CFLAGS) $(CPPFLAGS))$(findstring -fsanitize,$(CFLAGS) $(sanitize_flags)),)
fortify := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
HARDENING ?= -fstack-protector-strong -fPIE $(fortify)
ifneq ($(shell uname -s),Darwin)
HARDENING_LD ?= -pie -Wl,-z,relro,-z,now
endif

# pkg-config runs once, for the first compiler: `make help` and `make setup` work without it.
package_cflags = $(eval package_cflags := $$(shell $(PKG_CONFIG) --cflags $(PACKAGES)))$(package_cflags)
package_libs = $(eval package_libs := $$(shell $(PKG_CONFIG) --libs $(PACKAGES)))$(package_libs)
cmocka_cflags = $(eval cmocka_cflags := $$(shell $(PKG_CONFIG) --cflags cmocka))$(cmocka_cflags)
cmocka_libs = $(eval cmocka_libs := $$(shell $(PKG_CONFIG) --libs cmocka))$(cmocka_libs)

all_cppflags = -Iinclude -Isrc -I. -DASSUMELINT_VERSION='"$(VERSION)"' -D_POSIX_C_SOURCE=200809L \
               $(sanitize_defines) $(package_cflags) $(CPPFLAGS)
test_cppflags = -Itests/unit $(all_cppflags) $(cmocka_cflags)
all_cflags = -std=c11 -fvisibility=hidden $(WARNINGS) $(WERROR) $(OPTIMIZE) $(HARDENING) $(sanitize_flags) -pthread \
             $(CFLAGS)
all_ldflags = $(HARDENING_LD) $(LDFLAGS)
libs = $(package_libs) $(LDLIBS)

# ---- Files -------------------------------------------------------------------

LIB_SOURCES := $(sort $(filter-out src/cli/%,$(wildcard src/*/*.c)) \
                 $(wildcard parsers/*.c parsers/*/*.c parsers/*/*/*.c rules/*.c))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
TEST_SOURCES := $(sort $(wildcard tests/unit/*/*.c))
# One test program for each folder of these.
TEST_FOLDERS := $(sort $(patsubst tests/unit/%/,%,$(dir $(TEST_SOURCES))))
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/fuzz_*.c))
MAN_PAGES := $(sort $(wildcard man/*.1))

LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
TEST_OBJECTS := $(TEST_SOURCES:%.c=$(BUILD)/%.o)
TEST_PROGRAMS := $(TEST_FOLDERS:%=$(BUILD)/tests/unit-%)
# Seeds need no fuzzer to run: these link a main() of our own.
REPLAY_PROGRAMS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/tests/replay/%)
# These are libFuzzer's; `make fuzz` builds them with clang in a directory of its own.
FUZZ_PROGRAMS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/tests/%)

bindir = $(DESTDIR)$(PREFIX)/bin
man1dir = $(DESTDIR)$(PREFIX)/share/man/man1

# The table of rules is made from the list and the pages.
RULE_PAGES := $(sort $(wildcard rules/AL*.md))
RULE_TABLE := $(BUILD)/rules/made.c
LIB_OBJECTS += $(RULE_TABLE:.c=.o)

# ---- Targets -----------------------------------------------------------------

.PHONY: help
help: ## explain the targets
	@echo "assumelint $(VERSION). From a clean clone: make setup demo, or make setup test"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 18
	@echo
	@echo "Variables: BUILD PREFIX DESTDIR CC CFLAGS CPPFLAGS LDFLAGS V=1 (show commands) T (fuzzing seconds)"

.PHONY: setup
setup: ## install the compiler and libraries that are missing (apt, dnf, apk, pacman, brew)
	@scripts/setup $(if $(setup_build_only),build,test)
# The tests' library is for those who test: `make setup demo` asks for none.
setup_build_only = $(and $(filter demo all install,$(MAKECMDGOALS)),$(if $(filter-out \
  setup demo all install,$(MAKECMDGOALS)),,yes))

.PHONY: all
all: $(BUILD)/assumelint $(BUILD)/libassumelint.a ## build the command and the library (the default)

.PHONY: demo
demo: $(BUILD)/assumelint ## build, and scan the examples in testdata/demo
	@scripts/demo $(BUILD)/assumelint testdata/demo

.PHONY: test
test: all test-programs $(REPLAY_PROGRAMS) ## unit, golden and structure tests, fuzz seeds; ends with "N passed, N failed"
	@CC="$(CC)" tests/run $(BUILD) $(SUITES)

.PHONY: unit
unit: test-programs ## the unit tests alone
	@tests/run $(BUILD) unit

.PHONY: test-programs
test-programs: $(TEST_PROGRAMS)

.PHONY: sanitize
sanitize: ## all tests again, under ASan and UBSan
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/sanitize SANITIZE=yes HARDENING= HARDENING_LD= \
	  SUITES="unit golden output seeds" test

.PHONY: oracles
oracles: $(BUILD)/tests/dump $(BUILD)/tests/values $(BUILD)/assumelint ## compare with moto, the SAM translator and Terraform, if they are installed (PYTHON)
	@tests/oracles/run $(BUILD)/tests

.PHONY: fuzz
fuzz: ## fuzz each target for T seconds with clang's libFuzzer (make fuzz T=60)
	@command -v $(CLANG) >/dev/null || { echo "make fuzz needs clang: make setup-lint" >&2; exit 1; }
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=$(CLANG) SANITIZE=yes HARDENING= \
	  HARDENING_LD= FUZZ_FLAGS=-fsanitize=fuzzer-no-link fuzz-programs
	@tests/fuzz/run $(BUILD)/fuzz $(T)

.PHONY: fuzz-programs
fuzz-programs: $(FUZZ_PROGRAMS)

.PHONY: setup-lint
setup-lint: ## install what `make lint` needs: clang-format 14, clang-tidy, cppcheck, shellcheck
	@scripts/setup lint

.PHONY: lint
lint: ## formatting, static analysis, scripts, structure of the sources
	@CC="$(CC)" scripts/lint

.PHONY: bench
bench: $(BUILD)/assumelint ## time the command on large plans, compared with wc and jq
	@scripts/bench $(BUILD)/assumelint

.PHONY: regen
regen: $(BUILD)/assumelint ## rewrite the golden files from what the command says now; read the diff
	@tests/golden/run --regen $(BUILD)/assumelint
	@tests/output/readme.sh $(BUILD) --regen

.PHONY: docs
docs: ## rewrite docs/rules.md from the pages in rules/
	@$(AWK) -v to=markdown -f scripts/rules.awk rules/list $(RULE_PAGES) >docs/rules.md.new
	@mv docs/rules.md.new docs/rules.md

.PHONY: install
install: $(BUILD)/assumelint ## install the command (PREFIX, DESTDIR)
	$(INSTALL) -d "$(bindir)"
	$(INSTALL) -m 755 $(BUILD)/assumelint "$(bindir)/assumelint"
ifneq ($(MAN_PAGES),)
	$(INSTALL) -d "$(man1dir)"
	$(INSTALL) -m 644 $(MAN_PAGES) "$(man1dir)"
endif

.PHONY: uninstall
uninstall: ## remove what install put there
	rm -f "$(bindir)/assumelint" $(MAN_PAGES:man/%="$(man1dir)/%")

.PHONY: clean
clean: ## remove everything that was built
	rm -rf $(BUILD)

# `make -j setup test`: nothing is built before setup is through.
ifneq ($(filter setup,$(MAKECMDGOALS)),)
$(BUILD)/.packages $(BUILD)/.packages-test sanitize: | setup
endif
ifneq ($(filter setup-lint,$(MAKECMDGOALS)),)
lint fuzz: | setup-lint
endif

# ---- How things are made -----------------------------------------------------

$(BUILD)/assumelint: $(CLI_OBJECTS) $(BUILD)/internal.a
	$(call say,LINK) $(CC) $(all_cflags) $(all_ldflags) -o $@ $^ $(libs)

# For the command and the tests, which know the inside.
$(BUILD)/internal.a: $(LIB_OBJECTS) $(BUILD)/.sources
	@rm -f $@
	$(call say,AR) $(AR) rcs $@ $(LIB_OBJECTS)

# For everybody else: one object in which names that are not public are local. macOS's ld
# does that by itself; where objcopy is missing they stay visible to static links.
$(BUILD)/libassumelint.a: $(LIB_OBJECTS) $(BUILD)/.sources
	@rm -f $@
	$(call say,AR) $(LD) -r -o $(BUILD)/libassumelint.o $(LIB_OBJECTS)
ifneq ($(shell uname -s),Darwin)
	@! command -v $(OBJCOPY) >/dev/null || $(OBJCOPY) --localize-hidden $(BUILD)/libassumelint.o
endif
	@$(AR) rcs $@ $(BUILD)/libassumelint.o

# The command without its main(), for unit tests.
$(BUILD)/cli.a: $(CLI_OBJECTS) $(BUILD)/.sources
	@rm -f $@
	$(call say,AR) $(AR) rcs $@ $(filter-out %/main.o,$(CLI_OBJECTS))

# Before the rule for all objects: an old make takes the first that fits.
$(BUILD)/tests/unit/%.o: tests/unit/%.c $(BUILD)/.flags | $(BUILD)/.packages-test
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(test_cppflags) $(all_cflags) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.c $(BUILD)/.flags | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(call say,CC) $(CC) $(all_cppflags) $(all_cflags) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

# The objects of a folder, and main.c with the list of its files.
test_objects = $(filter $(BUILD)/tests/unit/$(1)/%,$(TEST_OBJECTS))
$(foreach folder,$(TEST_FOLDERS),$(eval $(BUILD)/tests/unit-$(folder): $(call test_objects,$(folder))))

$(TEST_PROGRAMS): tests/unit/main.c tests/unit/unit.h $(BUILD)/cli.a $(BUILD)/internal.a
	@mkdir -p $(@D)
	$(call say,LINK) $(CC) $(test_cppflags) '-DFILES=$(patsubst %.o,FILE(%),$(notdir $(filter %.o,$^)))' \
	  $(all_cflags) $(all_ldflags) -o $@ $< $(filter %.o,$^) $(filter %.a,$^) $(cmocka_libs) $(libs)

$(BUILD)/tests/dump $(BUILD)/tests/values: $(BUILD)/tests/%: tests/oracles/%.c $(BUILD)/cli.a $(BUILD)/internal.a
	@mkdir -p $(@D)
	$(call say,LINK) $(CC) $(all_cppflags) $(all_cflags) $(all_ldflags) -MMD -MP -MF $@.d -o $@ $< \
	  $(BUILD)/cli.a $(BUILD)/internal.a $(libs)

$(BUILD)/tests/replay/%: tests/fuzz/%.c tests/fuzz/replay.c $(BUILD)/internal.a
	@mkdir -p $(@D)
	$(call say,LINK) $(CC) $(all_cppflags) $(all_cflags) $(all_ldflags) -MMD -MP -MF $@.d -o $@ $(filter %.c,$^) \
	  $(BUILD)/internal.a $(libs)

$(BUILD)/tests/fuzz_%: tests/fuzz/fuzz_%.c $(BUILD)/internal.a
	@mkdir -p $(@D)
	$(call say,LINK) $(CC) $(all_cppflags) $(all_cflags) $(all_ldflags) -fsanitize=fuzzer -MMD -MP -MF $@.d -o $@ $< \
	  $(BUILD)/internal.a $(libs)

# `rules`: the folder changes when a page or a check comes or goes.
$(RULE_TABLE): rules/list $(RULE_PAGES) scripts/rules.awk rules
	@mkdir -p $(@D)
	$(call say,MAKE) $(AWK) -f scripts/rules.awk rules/list $(RULE_PAGES) >$@

$(RULE_TABLE:.c=.o): $(RULE_TABLE) $(BUILD)/.flags
	$(call say,CC) $(CC) $(all_cppflags) $(all_cflags) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

# Stamps. The first two say what is missing before a compiler does; the others
# change when flags or the list of files do, so that what they made is made again.
$(BUILD)/.packages:
	@mkdir -p $(BUILD)
	@$(PKG_CONFIG) --exists $(PACKAGES) 2>/dev/null || \
	  { echo "missing: one of $(PACKAGES) (or pkg-config). Run: make setup" >&2; exit 1; }
	@touch $@

$(BUILD)/.packages-test: | $(BUILD)/.packages
	@$(PKG_CONFIG) --exists cmocka 2>/dev/null || \
	  { echo "missing: cmocka, which the tests need. Run: make setup" >&2; exit 1; }
	@touch $@

$(BUILD)/.flags: ALWAYS | $(BUILD)/.packages
	@printf '%s\n' '$(subst ','\'',$(CC) $(all_cppflags) $(all_cflags) $(FUZZ_FLAGS))' >$@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi

$(BUILD)/.sources: ALWAYS | $(BUILD)/.packages
	@echo '$(LIB_SOURCES) $(CLI_SOURCES) $(TEST_SOURCES)' >$@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi

.PHONY: ALWAYS
ALWAYS:

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) $(REPLAY_PROGRAMS:=.d) \
         $(FUZZ_PROGRAMS:=.d) $(BUILD)/tests/dump.d $(BUILD)/tests/values.d
