# figured: the commands that always work on Debian with a Swift toolchain.
#
#   make run     installs what is missing, builds, and shows the daemon at work over the sample newsroom
#   make test    installs what is missing, builds, runs every test
#   make bench   measures each stage, in release        make lint   style, as CI checks it
#   make install / uninstall   PREFIX=/usr/local DESTDIR=

PREFIX ?= /usr/local
SWIFT ?= swift
# What is undeclared in Package.swift must not be imported: the flag makes the arrows between the targets binding.
ARROWS = --explicit-target-dependency-import-check error
RELEASE = -c release --static-swift-stdlib --scratch-path .build-release $(ARROWS)

PACKAGES = libcurl4-openssl-dev libsqlite3-dev libxml2-dev libuchardet-dev zlib1g-dev libsystemd-dev libssl-dev \
           pkg-config ca-certificates tzdata openssl

.PHONY: run test build release bench lint man completions install uninstall clean dependencies

run: build
	$$($(SWIFT) build --show-bin-path)/demo

test: dependencies
	$(SWIFT) test --parallel $(ARROWS)

build: dependencies
	$(SWIFT) build $(ARROWS)

release: dependencies
	$(SWIFT) build $(RELEASE) --product figured

bench: dependencies
	$(SWIFT) build $(RELEASE) --product Benchmarks
	$$($(SWIFT) build $(RELEASE) --show-bin-path)/Benchmarks $(ONLY)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

# The manual page and what shells complete, from the definitions of the commands themselves: build/share.
BINARY = $$($(SWIFT) build $(RELEASE) --show-bin-path)/figured
SHARE = build/share

man: release
	mkdir -p $(SHARE)/man/man1
	$(BINARY) manual > $(SHARE)/man/man1/figured.1

completions: release
	mkdir -p $(SHARE)/bash-completion/completions $(SHARE)/zsh/vendor-completions $(SHARE)/fish/vendor_completions.d
	$(BINARY) --generate-completion-script bash > $(SHARE)/bash-completion/completions/figured
	$(BINARY) --generate-completion-script zsh > $(SHARE)/zsh/vendor-completions/_figured
	$(BINARY) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/figured.fish

# Installs the C libraries where they are missing; needs root or sudo only then.
dependencies:
	@missing=""; for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	    if [ "$$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null; then as_root=sudo; \
	    else echo "figured needs these Debian packages; as root, run: apt-get install$$missing" >&2; exit 1; fi; \
	    echo "installing$$missing"; \
	    $$as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq $$missing >/dev/null || exit 1; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "figured is built with Swift 6.2 or newer: see https://www.swift.org/install/linux/" >&2; exit 1; }

install: release man completions
	install -d $(DESTDIR)$(PREFIX)/share
	cp -R $(SHARE)/. $(DESTDIR)$(PREFIX)/share/
	install -D -m 755 $$($(SWIFT) build $(RELEASE) --show-bin-path)/figured $(DESTDIR)$(PREFIX)/bin/figured
	install -d $(DESTDIR)/etc/figured
	# What an operator has edited stays; the words and places are ours until they are copied into lexicon/ by hand.
	cp -R --update=none etc/figured.yaml etc/sources.d etc/figures.d etc/lexicon etc/places $(DESTDIR)/etc/figured/ 2>/dev/null \
	    || cp -Rn etc/figured.yaml etc/sources.d etc/figures.d etc/lexicon etc/places $(DESTDIR)/etc/figured/
	install -d $(DESTDIR)/lib/systemd/system
	sed 's|/usr/bin/figured|$(PREFIX)/bin/figured|' systemd/figured.service > $(DESTDIR)/lib/systemd/system/figured.service

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/figured $(DESTDIR)/lib/systemd/system/figured.service
	@echo "settings stay in $(DESTDIR)/etc/figured, the store in /var/lib/figured"

clean:
	rm -rf .build .build-release build demo-*
