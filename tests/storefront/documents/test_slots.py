"""What the server puts into a skeleton."""

import reflex as rx

from storefront.components.slot import slot
from storefront.documents.slots import filled, picture

BUILT = (
    '<main><p class="a">x</p><div aria-hidden="true"><div class="b *:c" data-slot="door"></div>'
    '<div data-slot="door"></div></div><div data-slot="new" class="d"></div><div></div></main>'
)


def test_each_slot_of_a_name_has_the_next_of_its_contents():
    made = filled(BUILT, {"door": ["<i>1</i>", "<i>2</i>", "<i>3</i>"], "new": ["<i>4</i>"]})
    assert '<div class="b *:c" data-slot="door"><i>1</i></div>' in made
    assert '<div data-slot="door"><i>2</i></div>' in made
    assert '<div data-slot="new" class="d"><i>4</i></div><div></div>' in made
    assert "3" not in made


def test_what_is_left_over_stays_empty():
    assert filled(BUILT, {"new": [], "other": ["<i></i>"]}) == BUILT


def test_contents_are_not_looked_into():
    made = filled(BUILT, {"door": ['<div data-slot="new"></div>'], "new": ["<i></i>"]})
    assert '<div data-slot="new"></div></div>' in made


def test_a_picture_has_what_it_is_given_and_nothing_else():
    look = {"alt": "", "width": "400", "class_name": "picture size-full"}
    begin = '<img src="/a&quot;b.svg" alt="" width="400" class="picture size-full"'
    assert picture('/a"b.svg', "", look, at_once=True) == f'{begin} fetchpriority="high">'
    assert picture('/a"b.svg', "", look, at_once=False) == f'{begin} loading="lazy">'


def test_react_is_given_an_empty_html_that_it_never_changes():
    code = str(slot("door", "tile"))
    assert "dangerouslySetInnerHTML" in code
    assert isinstance(slot("door", "tile"), rx.Component)
