"""Searching as you type, with the address in step."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.async_api import Locator, Page, WebSocket

from tests.e2e.behind import redis_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    asked_for,
    cards,
    count,
    enter,
    name_of,
    search,
    search_box,
    shown_count,
    until_asked_for,
)
from tests.running_shop import RunningShop

AT_ONCE = 24
SORT_BY = "Sort by"
HOSTILE = (
    '"',
    "'",
    '"unclosed quote',
    "'; DROP TABLE products; --",
    "*",
    "@x:{a}",
    "@status:[1 1] | *",
    "$a",
    "$w0 $last",
    "|",
    "-",
    "(",
    ")",
    "((((",
    "{}[]<>~%%",
    "%%%%jeans%%%%",
    "shirt|*",
    "-shirt",
    "\\",
    "jeans\\",
    "=>{$weight: 9;}",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc/passwd",
    "%00%ff",
    "👗",
    "👩‍🦰 jeans 🏳️‍🌈",
    "黑色牛仔裤",
    "ﷺ" * 30,
    "a" * 10_000,
    "jeans " * 2_000,
    "*" * 10_000,
)


async def test_products_count_and_address_follow_what_is_typed(page: Page):
    await enter(page)
    everything = await count(page)
    await search_box(page).press_sequentially("black jeans", delay=20)
    await until_asked_for(page, "black jeans")
    await expect(shown_count(page)).not_to_have_text(f"{everything:,} products")
    assert await search_box(page).input_value() == "black jeans"
    names = [await name_of(card) for card in await cards(page).all()]
    assert len(names) == await count(page)
    assert names
    assert all("Black" in name and "Jeans" in name for name in names)


async def test_a_t_shirt_is_found_however_it_is_written(page: Page):
    await enter(page)
    everything = await count(page)
    counts = set()
    for words in ("t-shirt", "T-Shirt", "tshirt", "t shirts"):
        counts.add(await search(page, words))
        await expect(cards(page).first).to_contain_text("T-Shirt")
    assert len(counts) == 1
    assert 0 < counts.pop() < everything


async def test_a_word_that_is_not_finished_finds_what_it_begins(page: Page):
    await enter(page)
    assert await search(page, "bean") == await search(page, "beanie") > 0


async def test_somebody_who_types_fast_asks_once(page: Page):
    searches: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: searches.append(str(frame)) if ".search" in str(frame) else None)

    page.on("websocket", listen)
    await enter(page)
    searches.clear()
    await search_box(page).evaluate(
        """(box) => {
            const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
            for (const end of [1, 2, 3, 4, 5]) {
                write.call(box, 'jeans'.slice(0, end));
                box.dispatchEvent(new Event('input', { bubbles: true }));
            }
        }"""
    )
    await until_asked_for(page, "jeans")
    asked = [frame for frame in searches if '"typed"' in frame]
    assert len(asked) == 1
    assert '"jeans"' in asked[0]


async def test_back_and_forward_repeat_a_search(page: Page):
    await enter(page)
    everything = await count(page)
    jeans = await search(page, "jeans")
    belts = await search(page, "belt")
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url("**/product/*")
    for words, expected in (("belt", belts), ("jeans", jeans), ("", everything)):
        await page.go_back(wait_until="commit")
        await _expect_search(page, words, expected)
    for words, expected in (("jeans", jeans), ("belt", belts)):
        await page.go_forward(wait_until="commit")
        await _expect_search(page, words, expected)


async def test_a_search_that_is_refined_is_one_step_back(page: Page):
    await enter(page)
    everything = await count(page)
    for words in ("jea", "jeans", "jeans b", "jeans black"):
        await search(page, words)
    await page.go_back(wait_until="commit")
    await _expect_search(page, "", everything)


async def test_a_link_to_a_search_shows_it(page: Page):
    await enter(page, "/?q=black%20jeans")
    await expect(search_box(page)).to_have_value("black jeans")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("black jeans")
    assert 0 < await count(page) < AT_ONCE
    shown = await count(page)
    await page.reload()
    await _expect_search(page, "black jeans", shown)


async def test_a_search_from_another_page_shows_the_products(page: Page):
    await page.goto("/orders")
    await expect(page.get_by_text("No orders yet")).to_be_visible()
    await search(page, "jeans")
    await expect(cards(page).first).to_contain_text("Jeans")
    await page.go_back(wait_until="commit")
    await expect(page.get_by_text("No orders yet")).to_be_visible()


async def test_the_box_is_empty_on_a_page_that_is_no_search(page: Page):
    await enter(page)
    await search(page, "jeans")
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url("**/product/*")
    await expect(search_box(page)).to_have_value("")
    await search(page, "shirt")
    await page.go_back(wait_until="commit")
    await page.wait_for_url("**/product/*")
    await expect(search_box(page)).to_have_value("")
    await page.go_back(wait_until="commit")
    await expect(search_box(page)).to_have_value("jeans")


@pytest.mark.parametrize("width", [320, 390])
async def test_a_word_without_end_is_broken(new_shopper: NewShopper, base_url: str, width: int):
    page = await new_shopper(base_url=base_url, viewport={"width": width, "height": 800})
    await page.goto(f"/?q={'w' * 200}")
    await expect(page.get_by_text("Nothing here matches")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == width


async def test_enter_searches_too(page: Page):
    await enter(page)
    await search_box(page).fill("socks")
    await search_box(page).press("Enter")
    await until_asked_for(page, "socks")
    await expect(cards(page).first).to_contain_text("Socks")


async def test_finding_nothing_offers_a_way_on(page: Page):
    await enter(page)
    everything = await count(page)
    assert await search(page, "qqqzzz xyzzy") == 0
    await expect(cards(page)).to_have_count(0)
    await page.get_by_role("main").get_by_role("link", name="Show all products").click()
    await _expect_search(page, "", everything)
    await expect(cards(page)).to_have_count(AT_ONCE)


async def test_no_text_does_harm(page: Page, running_shop: RunningShop):
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    with redis_of(running_shop) as redis:
        run_id = redis.info("server")["run_id"]
        await enter(page)
        for words in HOSTILE:
            await search(page, words)
            await expect(page.get_by_role("alert")).to_have_count(0)
        assert await search(page, "jeans") > 0
        assert redis.info("server")["run_id"] == run_id
    assert problems == []


async def test_no_link_to_a_search_does_harm(page: Page):
    for words in ("@x:{a}", "shirt|*", "👗黑", "a" * 10_000, "%", "<b>"):
        await page.goto(f"/?q={quote(words)}")
        await count(page)
        await expect(page.get_by_role("alert")).to_have_count(0)


async def test_operators_find_no_more_than_their_words(page: Page):
    await enter(page)
    plain = await search(page, "belt")
    for words in ("belt|*", "belt | jeans*|*", "(belt)|@statusCode:[0 9]"):
        assert await search(page, words) <= plain


async def test_more_products_come_by_a_button_and_stay(page: Page):
    await enter(page)
    await expect(cards(page)).to_have_count(AT_ONCE)
    await page.get_by_role("main").get_by_role("button", name=re.compile("more", re.IGNORECASE)).click()
    await expect(cards(page)).to_have_count(2 * AT_ONCE)
    titles = await cards(page).get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
    assert len(set(titles)) == 2 * AT_ONCE
    await cards(page).last.get_by_role("link").first.click()
    await page.wait_for_url("**/product/*")
    await page.go_back(wait_until="commit")
    await expect(cards(page)).to_have_count(2 * AT_ONCE)


async def test_a_cards_first_link_leads_to_its_product(page: Page):
    await enter(page)
    card = cards(page).nth(3)
    name = await name_of(card)
    await card.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/product/\d+(-[a-z0-9-]+)?$"))
    product = page.get_by_role("article", name=name, exact=True)
    await expect(product.get_by_role("heading", level=1)).to_have_text(name)
    await expect(product.get_by_role("button", name="Buy now")).to_be_enabled()
    await expect(product.get_by_role("button", name="Add to cart")).to_be_enabled()
    await page.reload()
    await expect(product.get_by_role("heading", level=1)).to_have_text(name)


async def test_a_product_that_is_not_there_offers_a_way_on(page: Page):
    way_on = page.get_by_role("main").get_by_role("link", name="Show all products")
    for product in ("0", "-1", "abc", "1e5", "9" * 40, "999999999"):
        await page.goto(f"/product/{product}")
        await expect(way_on).to_be_visible()
    await way_on.click()
    await expect(cards(page)).to_have_count(AT_ONCE)


async def test_a_category_is_chosen_by_its_picture_and_the_address_keeps_it(page: Page):
    await enter(page)
    everything = await count(page)
    await chip(page, "Jeans").click()
    await _expect_category(page, "Jeans")
    jeans = await count(page)
    assert 0 < jeans < everything
    await chip(page, "Coats").click()
    await _expect_category(page, "Coats")
    coats = await count(page)
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url("**/product/*")
    await page.go_back(wait_until="commit")
    await _expect_category(page, "Coats", coats)
    await page.go_back(wait_until="commit")
    await _expect_category(page, "Jeans", jeans)
    await page.go_forward(wait_until="commit")
    await _expect_category(page, "Coats", coats)
    await page.reload()
    await _expect_category(page, "Coats", coats)
    await chip(page, "All").click()
    await expect(shown_count(page)).to_have_text(f"{everything:,} products")
    await expect(chosen(page)).to_have_count(0)


async def test_prices_rise_and_fall_and_the_address_keeps_it(page: Page):
    await enter(page, "/?category=Sweaters")
    await page.get_by_label(SORT_BY).select_option("Price, low to high")
    await page.wait_for_url("**/?category=Sweaters&sort=price_asc", wait_until="commit")
    rising = await _prices(page)
    assert rising == sorted(rising)
    await page.get_by_label(SORT_BY).select_option("Price, high to low")
    await page.wait_for_url("**/?category=Sweaters&sort=price_desc", wait_until="commit")
    await expect(cards(page).first).not_to_contain_text(f"${rising[0]:,.2f}")
    falling = await _prices(page)
    assert falling == sorted(falling, reverse=True)
    await _expect_category(page, "Sweaters")
    await page.reload()
    await expect(page.get_by_label(SORT_BY)).to_have_value("price_desc")
    assert await _prices(page) == falling
    await page.go_back(wait_until="commit")
    await expect(page.get_by_label(SORT_BY)).to_have_value("price_asc")
    await expect(cards(page).first).to_contain_text(f"${rising[0]:,.2f}")


async def test_words_category_and_order_narrow_together(page: Page):
    await enter(page, "/?sort=newest")
    words = await search(page, "black")
    await chip(page, "Jeans").click()
    await _expect_category(page, "Jeans")
    await expect(page.get_by_role("heading", level=1)).to_have_text("“black” in Jeans")
    await expect(search_box(page)).to_have_value("black")
    await expect(page.get_by_label(SORT_BY)).to_have_value("newest")
    assert 0 < await count(page) < words
    names = [await name_of(card) for card in await cards(page).all()]
    assert all("Black" in name and "Jeans" in name for name in names)
    assert await search(page, "belt") == 0
    await page.get_by_role("link", name="Search all categories").click()
    await expect(chosen(page)).to_have_text("All")
    await expect(search_box(page)).to_have_value("belt")
    assert await count(page) > 0


async def test_a_category_and_an_order_are_chosen_by_keyboard_alone(page: Page):
    await enter(page)
    await chip(page, "").first.focus()
    await page.keyboard.press("Tab")
    name = await page.evaluate("document.activeElement.textContent")
    await page.keyboard.press("Enter")
    await _expect_category(page, name)
    await expect(chip(page, name)).to_be_focused()
    order = page.get_by_label(SORT_BY)
    await order.focus()
    await page.keyboard.press("ArrowDown")
    await page.wait_for_url("**sort=price_asc", wait_until="commit")
    await expect(order).to_be_focused()
    await expect(order).to_have_value("price_asc")
    rising = await _prices(page)
    assert rising == sorted(rising)


async def test_the_chosen_category_is_in_sight_wherever_it_is_in_the_row(page: Page):
    await page.set_viewport_size({"width": 390, "height": 800})
    await enter(page)
    last = chip(page, "").last
    await expect(last).not_to_be_in_viewport()
    await enter(page, await last.get_attribute("href") or "")
    await expect(chosen(page)).to_be_in_viewport(ratio=1)
    assert await page.evaluate("window.scrollX + window.scrollY") == 0


async def test_no_address_of_a_category_or_an_order_does_harm(page: Page):
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    for value in ("zzz", "<b>", "@x:{a}", "*", "a" * 5_000, "'\"", "👗"):
        await page.goto(f"/?category={quote(value)}&sort={quote(value)}")
        await expect(shown_count(page)).to_have_text("0 products")
        await expect(page.get_by_label(SORT_BY)).to_have_value("relevance")
        await expect(page.get_by_role("alert")).to_have_count(0)
    assert problems == []
    await page.get_by_role("main").get_by_role("link", name="Show all products").click()
    await expect(cards(page)).to_have_count(AT_ONCE)


async def test_what_narrows_the_list_is_taken_away_one_by_one(page: Page):
    await enter(page, "/?q=black&category=Jeans")
    both = await count(page)
    narrowed = page.get_by_role("list", name="What narrows the list")
    await narrowed.get_by_role("link", name="Remove “black”", exact=True).click()
    await _expect_category(page, "Jeans")
    await expect(search_box(page)).to_have_value("")
    await expect(shown_count(page)).not_to_have_text(f"{both} products")
    jeans = await count(page)
    assert jeans > both
    await narrowed.get_by_role("link", name="Only on sale").click()
    await page.wait_for_url("**/?category=Jeans&show=sale", wait_until="commit")
    await expect(narrowed.get_by_role("link", name="Remove On sale", exact=True)).to_be_visible()
    await expect(shown_count(page)).not_to_have_text(f"{jeans} products")
    assert 0 < await count(page) < jeans
    await narrowed.get_by_role("link", name="Remove all").click()
    await page.wait_for_url(re.compile(r"/$"), wait_until="commit")
    await expect(narrowed).to_have_count(0)


def chip(page: Page, name: str) -> Locator:
    """The category in the row; `""` is every one."""
    row = page.get_by_role("navigation", name="Categories")
    return row.get_by_role("link", name=name, exact=True) if name else row.get_by_role("link")


def chosen(page: Page) -> Locator:
    """The category that is marked as the one shown."""
    return page.get_by_role("navigation", name="Categories").locator("[aria-current=true]")


async def _prices(page: Page) -> list[float]:
    """What the products shown cost."""
    await expect(cards(page)).to_have_count(AT_ONCE)
    said = await cards(page).locator("p.tabular span:first-child").all_text_contents()
    return [float(price.strip("$").replace(",", "")) for price in said]


async def _expect_category(page: Page, name: str, products: int | None = None) -> None:
    await expect(chosen(page)).to_have_text(name)
    await expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert parse_qs(urlsplit(page.url).query)["category"] == [name]
    if products is not None:
        await expect(shown_count(page)).to_have_text(f"{products} products")


async def _expect_search(page: Page, words: str, products: int) -> None:
    await expect(shown_count(page)).to_have_text(f"{products:,} product{'' if products == 1 else 's'}")
    await expect(search_box(page)).to_have_value(words)
    assert asked_for(page.url) == words
