"""The few cases that stand for all."""

from itertools import product

from backend.kit.languages import LANGUAGES
from tests.e2e.looks import DESK, NARROWEST, PHONE, THEMES, looks
from tests.e2e.pairwise import few, pairs
from tests.e2e.states import STATES

WIDTHS = (NARROWEST, PHONE, DESK)
ALL = ["".join(each) for each in product("ab", "cd", "ef", "ghi")]


def test_every_two_values_meet_in_some_case():
    chosen = few(ALL, lambda case: pairs(*case))
    met = set().union(*(pairs(*case) for case in chosen))
    assert all(pairs(*case) <= met for case in ALL)


def test_they_are_few_and_always_the_same():
    chosen = few(ALL, lambda case: pairs(*case))
    assert len(chosen) <= 8
    assert chosen == few(iter(ALL), lambda case: pairs(*case))


def test_what_never_meets_is_not_waited_for():
    assert {*few(["ac", "bd"], lambda case: pairs(*case))} == {"ac", "bd"}


def test_the_looks_that_are_tested_have_every_state_and_every_page_in_every_width_theme_and_language():
    chosen = few(looks(WIDTHS), lambda look: look.needs)
    assert {look.state for look in chosen} == {*STATES}
    for page in {state.page for state in STATES}:
        of_page = [look for look in chosen if look.state.page == page]
        assert {look.width for look in of_page} == {*WIDTHS}
        assert {look.theme for look in of_page} == {*THEMES}
        assert {look.language for look in of_page} == {*LANGUAGES}
    assert len(chosen) < 1.5 * len(STATES)
