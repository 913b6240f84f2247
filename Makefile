PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: help install playground demo test test-browser browser lint format pictures walkthrough quality bench bench-gpu faults fuzz sizing load load-engine words rehearse-images corpus audit clean

help: ## List what make can do here.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(INSTALLED) ## Create .venv and install everything into it.

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[engine,bot,dev]'
	@touch $@

playground: $(INSTALLED) ## The bot, its engine and a local Discord in your browser: no token, no account.
	@$(BIN)/dream-bot playground

demo: $(INSTALLED) ## The playground, in which a tour of two minutes goes on by itself.
	@$(BIN)/dream-bot playground --demo

test: $(INSTALLED) browser ## Run the tests.
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

test-browser: $(INSTALLED) browser ## Run those tests alone that look at the page in a browser.
	$(BIN)/pytest tests/browser

browser:
	@for each in chromium chromium-browser google-chrome; do command -v $$each >/dev/null && exit 0; done; \
	sh tests/browser/install.sh

lint: $(INSTALLED) ## Check format, style, types and the rules of who imports whom.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED) ## Rewrite the code in the house style.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: $(INSTALLED) ## Dream the README's pictures anew.
	$(BIN)/python docs/make_pictures.py

walkthrough: $(INSTALLED) ## Hold a challenge and take its pictures for the README; needs Chromium.
	$(BIN)/python docs/make_walkthrough.py

words: $(INSTALLED) ## Bring the catalogues of other languages up to date, and print what is to be translated.
	$(BIN)/python -m bot.locales

corpus: $(INSTALLED) ## Send broken files and bombs through everything that reads files.
	$(BIN)/python -m tests.corpus

audit: $(INSTALLED) ## Ask whether a known hole is in anything that we depend on, where that can be asked.
	@if $(BIN)/python -c "import urllib.request as web; web.urlopen('https://pypi.org/pypi/pip/24.0/json', timeout=5)" 2>/dev/null; \
	then $(BIN)/pip-audit --progress-spinner off --skip-editable; \
	else echo "pypi.org does not answer for single versions here, so nothing was audited; run make audit where it does"; fi

quality: $(INSTALLED) ## Judge the dreams of every subject, and print the table.
	$(BIN)/python -m quality

bench: $(INSTALLED) ## Time the dreaming beside others, in turn.
	$(BIN)/pip install --quiet '.[bench]' || echo "a peer cannot be installed here; the table does without it"
	$(BIN)/python -m bench

bench-gpu: $(INSTALLED) ## Time the same dreams on a GPU and on the cores; says so where there is no GPU.
	$(BIN)/python -m bench.gpu

faults: $(INSTALLED) ## Kill the bot a hundred times, let everything around it fail, and count what is lost.
	$(BIN)/python -m tests.faults --runs 100

fuzz: $(INSTALLED) ## Let atheris look for a minute each for bytes that a reader of strangers' words cannot take.
	@for each in frames recipes commands words; do $(BIN)/python -m tests.fuzz $$each --seconds 60 || exit 1; done

rehearse-images: ## Take the build steps of the bot's image in a root of its own; wants root and debootstrap.
	@sh deploy/docker/rehearse.sh

sizing: $(INSTALLED) ## Simulate how many servers so many engines serve; docs/sizing.md says what it means.
	$(BIN)/python -m sizing

load: $(INSTALLED) ## Let a crowd of 200 people ask for 1,000 dreams, and print how they were served.
	$(BIN)/python -m load

load-engine: $(INSTALLED) ## Measure a real engine: dreams side by side, what it adds, how soon it answers, what it keeps.
	$(BIN)/python -m load.engine

clean: ## Remove .venv and what the tools left behind.
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
