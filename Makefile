# Rivulet. Everything starts here: `make run`, then open the address that it prints.

# Any Python 3 will do here: it finds a suitable one, makes .venv, and then becomes the command.
SET_UP := $(shell command -v python3 || echo python3) -m backend.launch.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run dev test check pictures test-stores status words clean

help: ## List what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

run: ## Run the shop: sets itself up the first time, prints its address, Ctrl-C stops it
	@$(SET_UP) rivulet run

dev: ## Run the shop with hot reload of the storefront
	@$(SET_UP) rivulet dev

status: ## How the running shop is doing
	@$(SET_UP) rivulet status

test: ## All checks and all tests, in a real browser against real servers
	@$(SET_UP) --test python -m backend.launch.testing test

check: ## Only the checks: ruff, mypy, import-linter
	@$(SET_UP) --test python -m backend.launch.testing check

pictures: ## Pictures of every page and state into docs/pictures, each judged by axe; ONLY='home/*-dark-zh' for a part
	@$(SET_UP) --test python -m tests.pictures --only '$(or $(ONLY),*)'

test-stores: ## The store contract on REDIS_URL and MONGODB_URL; touches nothing that isn't its own
	@RIVULET_TEST_STORES=given $(SET_UP) --test pytest -q tests/backend/stores/test_contract.py

words: ## Collect what people read into the catalogues of languages (backend/kit/catalogues)
	@$(SET_UP) python -m backend.launch.words

clean: ## Remove what was built and measured; the shop's data in .rivulet stays
	@rm -rf .build .web .states .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
