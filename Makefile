# figured: the commands that always work on Debian with a Swift toolchain.
#
#   make run     installs what is missing, builds, and shows the daemon at work over the sample newsroom
#   make test    installs what is missing, builds, runs every test
#   make test-browser   looks at the dashboard with Debian's chromium, over the sample newsroom
#   make bench   measures each stage, in release        make lint   style, as CI checks it
#   make fuzz    mutated input for the stages (Fuzz/README.md); FUZZ_TIME=60 seconds each, FUZZ=extraction for one alone
#   make install / uninstall   PREFIX=/usr/local DESTDIR=
#   make deb     a Debian package in dist/         make test-systemd   installs it under a real systemd, in a container
#   make test-upgrade   the same, upgrading from a package of an earlier commit         make manuals   docs/man, from docs

PREFIX ?= /usr/local
SWIFT ?= swift
# What is undeclared in Package.swift must not be imported: the flag makes the arrows between the targets binding.
ARROWS = --explicit-target-dependency-import-check error
RELEASE = -c release --static-swift-stdlib --scratch-path .build-release $(ARROWS)

PACKAGES = libcurl4-openssl-dev libsqlite3-dev libxml2-dev libuchardet-dev zlib1g-dev libsystemd-dev libssl-dev \
           pkg-config ca-certificates tzdata openssl

.PHONY: run test test-browser build release bench fuzz lint install install-built uninstall deb deb-built test-systemd \
    test-systemd-built test-systemd-quick test-upgrade test-install manuals clean dependencies

run: build
	$$($(SWIFT) build --show-bin-path)/demo

test: dependencies
	$(SWIFT) test --parallel $(ARROWS)

# Says so where there is no chromium.
test-browser: build
	@folder=$$(mktemp -d) && bin=$$($(SWIFT) build --show-bin-path) && $$bin/demo $$folder >/dev/null && \
	    python3 Tests/Browser/browse.py $$bin/figured $$folder; code=$$?; rm -rf $$folder; exit $$code

build: dependencies
	$(SWIFT) build $(ARROWS)

release: dependencies
	$(SWIFT) build $(RELEASE) --product figured

bench: dependencies
	$(SWIFT) build $(RELEASE) --product Benchmarks
	$$($(SWIFT) build $(RELEASE) --show-bin-path)/Benchmarks $(ONLY)

fuzz: dependencies
	SWIFTC=$(SWIFT)c Fuzz/fuzz.sh $(or $(FUZZ_TIME),60) $(FUZZ)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

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

VERSION = $(shell sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/figured/Figured.swift)
PROGRAM = $$($(SWIFT) build $(RELEASE) --show-bin-path)/figured
# Where things go; the words and places that came with figured lie beside the program, an operator's own in /etc.
SHARE = $(DESTDIR)$(PREFIX)/share
UNITS = $(DESTDIR)$(PREFIX)/lib/systemd/system

install: release
	$(MAKE) --no-print-directory install-built PROGRAM="$(PROGRAM)"

# As install, of a program that is built already.
install-built:
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/figured
	strip --strip-unneeded $(DESTDIR)$(PREFIX)/bin/figured
	install -d $(SHARE)/figured
	rm -rf $(SHARE)/figured/lexicon $(SHARE)/figured/places
	cp -R etc/lexicon etc/places $(SHARE)/figured/
	rm -rf $(SHARE)/figured/places/build.py $(SHARE)/figured/places/by-hand
	# What an operator has edited stays.
	install -d $(DESTDIR)/etc/figured/sources.d $(DESTDIR)/etc/figured/figures.d $(DESTDIR)/etc/figured/lexicon
	install -d -m 700 $(DESTDIR)/etc/figured/credentials
	cd etc && for file in figured.yaml sources.d/*.yaml figures.d/*.yaml; do \
	        [ -e $(DESTDIR)/etc/figured/$$file ] || install -m 644 $$file $(DESTDIR)/etc/figured/$$file || exit 1; done
	install -d $(UNITS)
	for unit in systemd/*.service systemd/*.socket systemd/*.timer; do \
	    sed 's|/usr/bin/figured|$(PREFIX)/bin/figured|' $$unit > $(UNITS)/$$(basename $$unit) || exit 1; done
	install -D -m 644 systemd/figured.catalog $(DESTDIR)$(PREFIX)/lib/systemd/catalog/figured.catalog
	for page in docs/man/*.[1-8]; do install -D -m 644 $$page $(SHARE)/man/man$${page##*.}/$$(basename $$page) || exit 1; done
	install -d $(SHARE)/man/man1
	$(PROGRAM) manual > $(SHARE)/man/man1/figured.1
	install -d $(SHARE)/bash-completion/completions $(SHARE)/zsh/vendor-completions $(SHARE)/fish/vendor_completions.d
	$(PROGRAM) --generate-completion-script bash > $(SHARE)/bash-completion/completions/figured
	$(PROGRAM) --generate-completion-script zsh > $(SHARE)/zsh/vendor-completions/_figured
	$(PROGRAM) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/figured.fish
	install -d $(SHARE)/doc/figured
	install -m 644 README.md CHANGELOG.md docs/*.md $(SHARE)/doc/figured/
	if [ -z "$(DESTDIR)" ] && [ -d /run/systemd/system ]; then systemctl daemon-reload; journalctl --update-catalog; fi

uninstall:
	if [ -z "$(DESTDIR)" ] && [ -d /run/systemd/system ]; then \
	    systemctl disable --now figured.socket figured.service figured-backup.timer figured-doctor.timer 2>/dev/null; fi; true
	rm -f $(DESTDIR)$(PREFIX)/bin/figured $(UNITS)/figured.service $(UNITS)/figured.socket $(UNITS)/figured-backup.* \
	    $(UNITS)/figured-doctor.* $(DESTDIR)$(PREFIX)/lib/systemd/catalog/figured.catalog $(SHARE)/man/man*/figured*.[1-8] \
	    $(SHARE)/bash-completion/completions/figured $(SHARE)/zsh/vendor-completions/_figured \
	    $(SHARE)/fish/vendor_completions.d/figured.fish
	rm -rf $(SHARE)/figured $(SHARE)/doc/figured
	@echo "settings stay in $(DESTDIR)/etc/figured, the store in /var/lib/figured"

# A Debian package of this machine's architecture, in dist/: its Swift run-time is inside, the rest are Debian's own libraries.
deb: release
	$(MAKE) --no-print-directory deb-built PROGRAM="$(PROGRAM)"

deb-built:
	rm -rf dist/tree
	umask 022 && $(MAKE) --no-print-directory install-built PROGRAM="$(PROGRAM)" PREFIX=/usr DESTDIR=$(CURDIR)/dist/tree
	packaging/deb dist/tree $(VERSION) dist/figured_$(VERSION)_$$(dpkg --print-architecture).deb

# Boots a real systemd in a container, installs the package, and checks what an operator relies on; needs root. SUITE=trixie for Debian 13.
test-systemd: deb
	$(MAKE) --no-print-directory test-systemd-built

# OLDER=file.deb is what it upgrades from; without it, the same program under an older number over stores of earlier versions.
test-systemd-built:
	if [ -z "$(OLDER)" ]; then COMPRESSION=none packaging/deb dist/tree 0.0.1 dist/older.deb; fi
	code=0; Tests/systemd/boot dist/figured_$(VERSION)_$$(dpkg --print-architecture).deb $(or $(OLDER),dist/older.deb) || code=$$?; \
	    echo $$code > dist/outcome; exit $$code

# The same with the program that `make test` built, which spares the minutes of a release: the container borrows Swift's run-time library.
test-systemd-quick: build
	COMPRESSION=none $(MAKE) --no-print-directory deb-built PROGRAM="$$($(SWIFT) build --show-bin-path)/figured"
	RUNTIME="$$(dirname "$$(ldd "$$($(SWIFT) build --show-bin-path)/figured" | sed -n 's/.*libswiftCore.so => \([^ ]*\) .*/\1/p')")" \
	    $(MAKE) --no-print-directory test-systemd-built || [ "$$(cat dist/outcome)" = 77 ]

# Upgrades from a package of an earlier commit: by default the first one that had the operator's guide.
test-upgrade: deb
	packaging/older $(or $(COMMIT),$$(git log --diff-filter=A --format=%h -- docs/operating.md | tail -1)) dist/older.deb
	$(MAKE) --no-print-directory test-systemd-built OLDER=dist/older.deb

# The manual pages of docs/man, from the same text as docs: bold where lowdown asks for a typewriter that terminals do not have.
manuals:
	@command -v lowdown >/dev/null || { echo "install lowdown first: apt-get install lowdown" >&2; exit 1; }
	lowdown -s -Tman docs/operating.md | sed 's/\\fC/\\fB/g' > docs/man/figured-operating.8
	lowdown -s -Tman docs/settings.md | sed 's/\\fC/\\fB/g' > docs/man/figured.yaml.5

# The README's two commands, from a clean clone of what is committed; takes as long as they do.
test-install:
	rm -rf dist/clone && git clone -q . dist/clone
	$(MAKE) -C dist/clone run
	$(MAKE) -C dist/clone test
	rm -rf dist/clone

clean:
	rm -rf .build .build-release dist demo-*
