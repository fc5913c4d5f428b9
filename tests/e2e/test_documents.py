"""What documents say before scripts run, and what is left of it once they have."""

from itertools import pairwise

from playwright.async_api import Locator, Page

from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import cards, enter, name_of, troubles_of

# Every heading that a document ever shows, frame by frame.
HEADINGS = """
window.headings = new Set();
const look = () => {
    for (const heading of document.querySelectorAll("main h1")) {
        const said = heading.innerText.trim();
        if (said && heading.checkVisibility()) window.headings.add(said);
    }
    requestAnimationFrame(look);
};
look();
"""
NEEDS_SCRIPTS = "Rivulet is an online shop, and its pages need JavaScript"


def last_words(page: Page) -> Locator:
    """What Playwright itself takes for no text of the page, whether scripts run or not."""
    return page.locator("noscript p").last


async def test_without_scripts_every_page_says_what_it_is(new_shopper: NewShopper, base_url: str, page: Page):
    await enter(page, "/?category=Watches")
    name = await name_of(cards(page).first)
    address = await cards(page).first.get_by_role("link").first.get_attribute("href")
    bare = await new_shopper(base_url=base_url, java_script_enabled=False)
    for path, heading in (
        (address or "", name),
        ("/nonsense", "No such page"),
        ("/orders/x", "No such order"),
    ):
        await bare.goto(path)
        await expect(bare.get_by_role("heading", level=1)).to_have_text(heading)
        await expect(last_words(bare)).to_contain_text(NEEDS_SCRIPTS)
        await expect(last_words(bare)).to_be_visible()
        await expect(bare).to_have_title(f"{heading} · Rivulet")
    await bare.locator("noscript").get_by_role("link", name="Show all products").click()
    await bare.wait_for_url("**/")
    for path in ("/", "/cart", "/orders", "/sign-in", "/sign-up", "/account", "/?category=Watches"):
        await bare.goto(path)
        await expect(last_words(bare)).to_contain_text(NEEDS_SCRIPTS)
        await expect(last_words(bare)).to_be_visible()


async def test_without_scripts_they_say_it_in_their_language(new_shopper: NewShopper, base_url: str):
    bare = await new_shopper(base_url=base_url, java_script_enabled=False, locale="zh-CN")
    await bare.goto("/nonsense")
    await expect(bare.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    await expect(last_words(bare)).to_contain_text("页面需要 JavaScript")


async def test_a_head_is_that_of_the_list_that_is_shown(page: Page):
    troubles = troubles_of(page)
    await enter(page, "/?category=Watches&sort=newest")
    await expect(page).to_have_title("Watches · Rivulet")
    kept = page.locator("link[rel=canonical]")
    assert str(await kept.get_attribute("href")).endswith("/?category=Watches")
    await page.get_by_role("link", name="Belts").first.click()
    await expect(page).to_have_title("Belts · Rivulet")
    await expect(page.locator("[data-of]")).to_have_count(0)
    await page.go_back()
    await expect(page).to_have_title("Watches · Rivulet")
    assert troubles == []


async def test_no_page_has_a_picture_that_it_does_not_show(page: Page):
    await enter(page)
    pictures = page.locator("meta[property='og:image']")
    await expect(pictures).to_have_count(0)
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url("**/product/*", wait_until="commit")
    await page.reload()
    await expect(page.get_by_role("button", name="Add to cart").first).to_be_visible()
    await expect(pictures).to_have_count(1)
    assert str(await pictures.get_attribute("content")).startswith("http")
    await page.goto("/nonsense")
    await expect(page.get_by_role("heading", level=1)).to_have_text("No such page")
    await expect(pictures).to_have_count(0)


async def test_a_products_document_is_a_page_like_any_other(page: Page):
    """It was built for no product at all: what it is of, it knows by its address."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    await enter(page, "/?category=Watches")
    name = await name_of(cards(page).first)
    address = str(await cards(page).first.get_by_role("link").first.get_attribute("href"))
    await page.goto(address)
    heading = page.get_by_role("main").get_by_role("heading", level=1)
    await expect(heading).to_have_text(name)
    await page.get_by_role("banner").get_by_role("link", name="Rivulet").click()
    await expect(cards(page).first).to_be_visible()
    await expect(page).to_have_title("Rivulet")
    await page.go_back()
    await expect(heading).to_have_text(name)
    await expect(page).to_have_title(f"{name} · Rivulet")
    await page.reload()
    await expect(heading).to_have_text(name)
    await expect(page).to_have_title(f"{name} · Rivulet")
    assert page.url.endswith(address)
    await page.go_forward()
    await expect(page).to_have_title("Rivulet")
    assert troubles == []


async def test_what_documents_of_any_are_built_for_is_nothing(page: Page):
    for path, heading in (("/product/any", "No such product"), ("/orders/any", "No such order")):
        for address in (path, f"{path}/", f"{path}.html", f"{path}/index.html"):
            answer = await page.goto(address)
            assert answer
            assert answer.status == 404, address
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await page.goto(path)
        await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def test_a_document_shows_nothing_of_the_one_before_it_in_its_tab(page: Page):
    await page.add_init_script(HEADINGS)
    shown = []
    for address in ("/", "/?category=Watches", "/product/100002", "/product/100034", "/"):
        await page.goto(address)
        await expect(page.locator(".skeleton")).to_have_count(0)
        await expect(cards(page).first).to_be_visible()
        shown.append(await page.evaluate("[...window.headings]"))
    for before, after in pairwise(shown):
        assert not {*before} & {*after}
    assert all(len(headings) == 1 for headings in shown)
