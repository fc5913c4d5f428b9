"""The shop in another language: chosen once, kept, and the same on every page, whatever happens live."""

import httpx
from playwright.async_api import Page

from backend.kit.languages import COOKIE
from tests.e2e.expecting import expect
from tests.e2e.shopping import OF_ONE_SIZE, cards, enter, orders
from tests.running_shop import RunningShop


async def choose(page: Page, name: str, tag: str) -> None:
    """Press the header's button; the page is then in that language."""
    await page.get_by_role("button", name=name, exact=True).click()
    await expect(page.locator("html")).to_have_attribute("lang", tag)


async def test_a_language_is_chosen_in_place_and_kept_in_every_tab(page: Page):
    await enter(page, "/?sort=newest")
    await choose(page, "中文", "zh-CN")
    assert page.url.endswith("/?sort=newest")
    await expect(page.get_by_role("searchbox", name="搜索商品")).to_be_visible()
    other_tab = await page.context.new_page()
    await other_tab.goto("/orders")
    await expect(other_tab.get_by_role("heading", level=1)).to_have_text("我的订单")
    await expect(other_tab).to_have_title("我的订单 · Rivulet")
    await choose(other_tab, "English", "en")
    await expect(other_tab.get_by_role("heading", level=1)).to_have_text("Your orders")


async def test_a_page_follows_what_another_tab_chose_when_it_connects_again(page: Page):
    await enter(page)
    await page.context.add_cookies([{"name": COOKIE, "value": "zh", "url": page.url}])
    await page.context.set_offline(True)
    await expect(page.get_by_text("The connection is lost.")).to_be_visible(timeout=60_000)
    await page.context.set_offline(False)
    await expect(page.locator("html")).to_have_attribute("lang", "zh-CN", timeout=60_000)


async def test_an_order_is_watched_in_chinese(page: Page):
    await enter(page, OF_ONE_SIZE)
    await choose(page, "中文", "zh-CN")
    await cards(page).first.get_by_role("button", name="立即购买").click()
    await page.wait_for_url("**/orders", wait_until="commit")
    order = page.get_by_role("article").first
    await expect(order.get_by_role("status")).to_have_text("已付款")
    await expect(order).to_contain_text("年")
    await expect(orders(page)).to_have_count(0)  # none of them is named in English


async def test_no_other_sites_address_follows_a_choice(running_shop: RunningShop):
    async with httpx.AsyncClient(base_url=running_shop.url, headers={"origin": running_shop.url}) as browser:
        for field, referer in (("//evil.example/", ""), ("", "https://evil.example//evil.example/x")):
            answer = await browser.post(
                "/account/language", data={"language": "zh", "next": field}, headers={"referer": referer}
            )
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
            assert answer.headers["set-cookie"].startswith(f"{COOKIE}=zh;")


async def test_a_language_that_the_shop_does_not_speak_is_refused(running_shop: RunningShop):
    async with httpx.AsyncClient(base_url=running_shop.url, headers={"origin": running_shop.url}) as browser:
        answer = await browser.post("/account/language", data={"language": "zh; Path=/x"})
        assert answer.status_code == 422
        assert "set-cookie" not in answer.headers


async def test_other_tabs_follow_at_once(page: Page):
    await enter(page)
    other_tab = await page.context.new_page()
    await enter(other_tab, "/?category=Watches&sort=newest")
    await choose(page, "中文", "zh-CN")
    await expect(other_tab.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(other_tab.get_by_role("heading", level=1)).to_have_text("手表")
    assert other_tab.url.endswith("/?category=Watches&sort=newest")


async def test_a_tab_that_somebody_types_in_follows_with_its_next_page(page: Page):
    await page.goto("/sign-in")
    await page.get_by_label("Email").fill("ada@shop.example")
    other_tab = await page.context.new_page()
    await enter(other_tab)
    await choose(other_tab, "中文", "zh-CN")
    # What the tabs tell each other has come by the time that a second message has.
    await page.evaluate(
        "() => new Promise((heard) => { addEventListener('storage', heard, { once: true });"
        " const frame = document.body.appendChild(document.createElement('iframe'));"
        " frame.contentWindow.localStorage.setItem('heard', Date.now()); })"
    )
    await expect(page.get_by_label("Email")).to_have_value("ada@shop.example")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.get_by_role("link", name="Orders").first.click()
    await expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(page.get_by_role("heading", level=1)).to_have_text("我的订单")
