# SPDX-License-Identifier: Apache-2.0
#
# assumelint: `make help` explains the targets. GNU make, C11, pkg-config.
# The user's CFLAGS, CPPFLAGS and LDFLAGS are added to, never replaced.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
PKG_CONFIG ?= pkg-config
CC ?= cc

PACKAGES := yaml-0.1 libcjson libpcre2-8
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wvla -Wformat=2 -Wundef -Wpointer-arith -Wcast-qual -Wwrite-strings
HARDENING ?= -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
HARDENING_LD ?= -pie -Wl,-z,relro,-z,now
OPTIMIZE ?= -O2 -g
# CI turns warnings into errors; a user's newer compiler must not.
ifeq ($(CI),true)
WERROR := -Werror
endif

all_cppflags = -Iinclude -Isrc -DALINT_VERSION='"$(VERSION)"' -D_POSIX_C_SOURCE=200809L \
               $(shell $(PKG_CONFIG) --cflags $(PACKAGES)) $(CPPFLAGS)
all_cflags = -std=c11 $(WARNINGS) $(WERROR) $(OPTIMIZE) $(HARDENING) -pthread $(CFLAGS)
all_ldflags = $(HARDENING_LD) -pthread $(LDFLAGS)
libs = $(shell $(PKG_CONFIG) --libs $(PACKAGES)) $(LDLIBS)

LIB_SOURCES := $(sort $(wildcard src/util/*.c src/model/*.c src/access/*.c src/engine/*.c \
                 src/report/*.c parsers/*.c parsers/*/*.c rules/*.c))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)

.PHONY: all
all: $(BUILD)/assumelint $(BUILD)/libassumelint.a ## build the command and the library

$(BUILD)/assumelint: $(CLI_OBJECTS) $(BUILD)/libassumelint.a
	$(CC) $(all_cflags) $(all_ldflags) -o $@ $(CLI_OBJECTS) $(BUILD)/libassumelint.a $(libs)

$(BUILD)/libassumelint.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $(LIB_OBJECTS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(all_cppflags) $(all_cflags) -MMD -MP -c -o $@ $<

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)
