"""The built client asks the address bar where its server is."""

from pathlib import Path

import pytest
import reflex_base

from storefront.same_origin import BAKED, OF_THIS_PAGE, SameOriginError, with_this_pages_origin

CLIENT = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils" / "state.js"


def test_the_installed_reflex_has_the_place_that_is_changed() -> None:
    changed = with_this_pages_origin(CLIENT.read_text())
    assert changed.count(BAKED + OF_THIS_PAGE) == 1


def test_a_second_compile_changes_nothing_more() -> None:
    once = with_this_pages_origin(CLIENT.read_text())
    assert with_this_pages_origin(once) == once


@pytest.mark.parametrize("client", ["", "export const other = 1;", BAKED * 2])
def test_another_client_is_an_error_rather_than_a_shop_that_calls_elsewhere(client: str) -> None:
    with pytest.raises(SameOriginError):
        with_this_pages_origin(client)
