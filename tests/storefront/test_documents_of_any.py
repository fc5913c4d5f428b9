"""The pages of any product and any order have documents, too."""

import pytest
from reflex.utils import frontend_skeleton
from reflex_base.config import get_config

from storefront.documents_of_any import (
    OF_ANY_TOO,
    OF_THEIR_OWN,
    DocumentsOfAnyError,
    with_documents_of_any,
)


def written(*, prerender: bool) -> str:
    """As the installed Reflex does."""
    return frontend_skeleton._update_react_router_config(get_config(), prerender_routes=prerender)


def test_the_installed_reflex_has_the_place_that_is_changed() -> None:
    changed = with_documents_of_any(written(prerender=True))
    assert changed.count(OF_ANY_TOO) == 1
    assert OF_THEIR_OWN not in changed


def test_a_second_compile_changes_nothing_more() -> None:
    once = with_documents_of_any(written(prerender=True))
    assert with_documents_of_any(once) == once


def test_development_builds_no_documents() -> None:
    config = written(prerender=False)
    assert with_documents_of_any(config) == config


@pytest.mark.parametrize("config", ['{"prerender": ["/"]}', OF_THEIR_OWN * 2])
def test_another_configuration_is_an_error_rather_than_pages_without_documents(config: str) -> None:
    with pytest.raises(DocumentsOfAnyError):
        with_documents_of_any(config)
