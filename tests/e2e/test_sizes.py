"""Products that come in sizes: the size is asked for wherever one is bought, and it is bought."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.async_api import Locator, Page

from tests.e2e.axe import wrong_by_axe
from tests.e2e.behind import database_of, orders_of, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import cards, cart_button, enter, enter_orders, expect_status, orders, size_question
from tests.running_shop import RunningShop

PHONE, DESK = 390, 1440
TARGET = 44
BESIDE = 4, 4  # a corner that no dialog covers


@pytest.fixture
def sized(running_shop: RunningShop) -> Mapping[str, Any]:
    """A product with at least two sizes to choose from and one that is sold out, as it is stored."""
    with database_of(running_shop) as database:
        for product in database["products"].find(
            {"sizes.inStock": False, "inStock": True}, sort=[("_id", 1)]
        ):
            if len(_left(product)) > 1 and _left(product)[-1]["productId"] != product["_id"]:
                return product
    raise AssertionError("there is none")


async def test_a_page_asks_for_the_size_in_words_and_buys_the_one_that_is_chosen(
    page: Page, running_shop: RunningShop, sized: Mapping[str, Any]
):
    await _open(page, sized["_id"])
    for size in sized["sizes"]:
        if not size["inStock"]:
            await expect(_size(page, f"{size['size']}, sold out")).to_be_disabled()
    await expect(_sizes(page).get_by_role("radio", checked=True)).to_have_count(0)

    for button in ("Buy now", "Add to cart"):
        await _article(page).get_by_role("button", name=button).click()
        await expect(_sizes(page).get_by_role("alert")).to_have_text("Choose a size first.")
        await expect(_size(page, _left(sized)[0]["size"])).to_be_focused()
    assert await wrong_by_axe(page) == []

    wanted = _left(sized)[-1]
    await _size(page, wanted["size"]).check()
    await expect(_sizes(page).get_by_role("alert")).to_have_count(0)
    await expect(_article(page).get_by_role("status")).to_contain_text(
        re.compile(rf"size {wanted['size']}\b", re.I)
    )
    await _article(page).get_by_role("button", name="Buy now").click()
    await expect_status(orders(page), "Paid")
    (stored,) = orders_of(running_shop, await user_of(running_shop, page.context))
    assert [line["productId"] for line in stored["products"]] == [wanted["productId"]]


async def test_in_a_systems_own_colours_what_is_chosen_main_and_sold_out_is_told_apart(
    new_shopper: NewShopper, base_url: str, sized: Mapping[str, Any]
):
    page = await new_shopper(base_url=base_url, forced_colors="active")
    await _open(page, sized["_id"])
    chosen, other = (size["size"] for size in _left(sized)[:2])
    (gone, *_) = (size["size"] for size in sized["sizes"] if not size["inStock"])
    await _size(page, chosen).check()
    sizes = [_sizes(page).get_by_text(size, exact=True) for size in (chosen, other, gone)]
    looks = [
        await part.evaluate("part => [getComputedStyle(part).backgroundColor, getComputedStyle(part).color]")
        for part in (
            *sizes,
            _article(page).get_by_role("button", name="Buy now"),
            _article(page).get_by_role("button", name="Add to cart"),
        )
    ]
    of_chosen, of_other, of_gone, of_main, of_quiet = map(tuple, looks)
    assert len({of_chosen, of_other, of_gone}) == 3
    assert of_main != of_quiet


async def test_a_size_is_chosen_by_keyboard_past_those_that_are_sold_out(
    page: Page, sized: Mapping[str, Any]
):
    await _open(page, sized["_id"])
    await _size(page, _left(sized)[0]["size"]).focus()
    await page.keyboard.press("Space")
    for size in (*_left(sized)[1:], _left(sized)[0]):
        await page.keyboard.press("ArrowRight")
        await expect(_size(page, size["size"])).to_be_checked()
        await expect(_size(page, size["size"])).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(_article(page).get_by_role("button", name="Buy now")).to_be_focused()


async def test_what_is_chosen_is_bought_before_the_shop_has_heard_of_the_choice(
    page: Page, sized: Mapping[str, Any]
):
    await _open(page, sized["_id"])
    await page.evaluate(
        """() => {
            document.querySelector('fieldset input:not(:disabled)').click();
            [...document.querySelectorAll('article button')]
                .find((button) => button.textContent === 'Add to cart').click();
        }"""
    )
    await expect(cart_button(page, 1)).to_be_visible()
    await expect(_sizes(page).get_by_role("alert")).to_have_count(0)


async def test_the_address_of_a_size_shows_the_product_with_it_chosen(page: Page, sized: Mapping[str, Any]):
    size = _left(sized)[-1]
    answer = await page.goto(f"/product/{size['productId']}")
    assert answer
    assert answer.status == 200
    await expect(_size(page, size["size"])).to_be_checked()
    canonical = page.locator("link[rel=canonical]")
    await expect(canonical).to_have_attribute("href", re.compile(rf"/product/{sized['_id']}-"))


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
async def test_a_card_asks_in_a_dialog_that_gives_focus_back(
    new_shopper: NewShopper, base_url: str, sized: Mapping[str, Any], width: int, scheme: str
):
    page = await new_shopper(base_url=base_url, color_scheme=scheme, viewport={"width": width, "height": 800})
    add = (await _card(page, sized)).get_by_role("button", name="Add to cart")
    await add.click()
    question = size_question(page)
    close = question.get_by_role("button", name="Close")
    await expect(close).to_be_focused()
    await expect(question).to_contain_text(sized["productDisplayName"])
    assert await wrong_by_axe(page) == []
    for size in await question.get_by_role("button").all():
        box = await size.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= TARGET
    gone = next(size["size"] for size in sized["sizes"] if not size["inStock"])
    await expect(question.get_by_role("button", name=f"{gone}, sold out")).to_be_disabled()

    await page.keyboard.press("Escape")
    await expect(question).to_be_hidden()
    await expect(add).to_be_focused()
    await expect(cart_button(page, 0)).to_be_visible()

    await page.keyboard.press("Enter")
    await expect(close).to_be_focused()
    await page.mouse.click(*BESIDE)
    await expect(question).to_be_hidden()
    await expect(add).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(close).to_be_focused()
    await page.get_by_role("banner").get_by_role("link", name="Rivulet").click(force=True)
    await expect(question).to_be_hidden()
    await expect(add).to_be_focused()

    await page.keyboard.press("Enter")
    await expect(close).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(question.get_by_role("button", name=_left(sized)[0]["size"], exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(cart_button(page, 1)).to_be_visible()
    await expect(question).to_be_hidden()
    await expect(add).to_be_focused()


async def test_two_clicks_on_a_size_make_one_order_of_it(
    page: Page, running_shop: RunningShop, sized: Mapping[str, Any]
):
    await (await _card(page, sized)).get_by_role("button", name="Buy now").click()
    wanted = _left(sized)[-1]
    await size_question(page).get_by_role("button", name=wanted["size"], exact=True).dblclick(force=True)
    await expect_status(orders(page), "Paid")
    await enter_orders(page)
    (stored,) = orders_of(running_shop, await user_of(running_shop, page.context))
    assert [line["productId"] for line in stored["products"]] == [wanted["productId"]]


async def _open(page: Page, product_id: int) -> None:
    await page.goto(f"/product/{product_id}")
    await expect(_sizes(page)).to_be_visible()


async def _card(page: Page, product: Mapping[str, Any]) -> Locator:
    """The product's card among those that its name finds."""
    name = product["productDisplayName"]
    await enter(page, f"/?q={name.replace(' ', '+')}")
    card = cards(page).filter(has=page.get_by_role("heading", name=name, exact=True)).first
    await expect(card).to_be_visible()
    return card


def _article(page: Page) -> Locator:
    return cards(page).first


def _sizes(page: Page) -> Locator:
    return page.get_by_role("group", name="Size", exact=True)


def _size(page: Page, name: str) -> Locator:
    return _sizes(page).get_by_role("radio", name=name, exact=True)


def _left(product: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [size for size in product["sizes"] if size["inStock"]]
