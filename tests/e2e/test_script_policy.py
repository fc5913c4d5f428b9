"""The whole shop works while its pages may run nothing but the scripts that they were built with."""

import re

import orjson
import pytest
from playwright.async_api import Page, Response, WebSocketRoute

from tests.e2e.accounts import new_email, sign_up
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    add_to_cart,
    buy_first,
    cards,
    enter,
    expect_status,
    open_cart,
    order,
    orders,
    search,
)

pytestmark = pytest.mark.sees_pictures
TELL = """addEventListener("securitypolicyviolation", (event) => {
    (window.violated || console.error)(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""
EVENT = re.compile(r"^(42/_event,)(.*)$", re.DOTALL)


class Watched:
    """A page that remembers each thing its policy stopped, and the policies of its documents."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stopped: list[str] = []
        self.policies: dict[str, str] = {}

    async def watch(self) -> None:
        """From the next document on."""
        await self.page.expose_function("violated", lambda what: self.stopped.append(what))
        await self.page.add_init_script(TELL)
        self.page.on("console", lambda message: self._note(message.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("response", self._look)

    def _note(self, text: str) -> None:
        if "security policy" in text.lower() or "unsafe-eval" in text.lower():
            self.stopped.append(text)

    def _look(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.status not in (301, 302, 303):
            self.policies[response.url] = response.headers.get("content-security-policy", "")


@pytest.fixture
async def watched(page: Page) -> Watched:
    """A new shopper's page."""
    watched = Watched(page)
    await watched.watch()
    return watched


async def test_the_whole_shop_works_and_nothing_of_it_is_stopped(watched: Watched):
    page = watched.page
    await enter(page)
    await search(page, "shirt")
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    await cart.get_by_role("button", name="Increase quantity of").click()
    await expect(cart).to_contain_text("2 in the cart")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name=re.compile("theme", re.IGNORECASE)).click()

    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url("**/product/*", wait_until="commit")
    await expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    await _expect_no_style_of_its_own(page)
    await page.reload()
    await expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()

    await enter(page)
    bought = await buy_first(page)
    await expect_status(order(page, bought), "Paid")
    await _expect_no_style_of_its_own(page)
    await page.reload()
    await expect(orders(page).first).to_be_visible()

    await page.goto("/no/such/page")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()

    await sign_up(page, new_email())
    await expect(page.get_by_role("heading", level=1)).to_be_visible()

    await page.goto("/api/docs")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert watched.stopped == []
    assert len(watched.policies) >= 6
    for url, policy in watched.policies.items():
        scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
        assert "unsafe" not in scripts, url
        assert "frame-ancestors 'none'" in policy, url


async def _expect_no_style_of_its_own(page: Page) -> None:
    """All style came with the build: a rule put in by a running page has much of it matched anew."""
    await expect(page.locator("style")).to_have_count(0)


async def test_a_page_that_can_not_be_drawn_still_says_so(watched: Watched):
    def break_it(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        server.on_message(lambda message: browser.send(_undrawable(message)))

    await watched.page.route_web_socket(re.compile("/_event"), break_it)
    await watched.page.goto("/")
    await expect(watched.page.get_by_role("heading", name="This page could not be shown")).to_be_visible()
    assert watched.stopped == []


async def test_a_script_that_came_in_by_other_ways_does_not_run(watched: Watched):
    page = watched.page
    await enter(page)
    for smuggled in (
        "document.head.append(Object.assign(document.createElement('script'), {text: 'window.in = 1'}))",
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"/none.png\" onerror=\"window.in = 1\">')",
        "document.head.append(Object.assign(document.createElement('script'), {src: 'data:,window.in=1'}))",
        "document.body.append(Object.assign(document.createElement('iframe'), {src: 'http://evil.test/'}))",
        "document.head.append(Object.assign(document.createElement('base'), {href: 'http://evil.test/'}))",
    ):
        before = len(watched.stopped)
        await page.evaluate(f"() => {{ {smuggled} }}")
        await expect(page.locator("html")).to_be_visible()
        for _ in range(100):
            if len(watched.stopped) > before:
                break
            await page.wait_for_timeout(20)
        assert len(watched.stopped) > before, smuggled
    assert await page.evaluate("window.in") is None


async def test_no_other_page_shows_the_shop_in_a_frame(new_shopper: NewShopper, base_url: str):
    page = await new_shopper()
    await page.route(
        "http://evil.test/**",
        lambda route: route.fulfill(
            body=f'<iframe src="{base_url}/orders"></iframe>', content_type="text/html"
        ),
    )
    async with page.expect_event("requestfailed") as failed:
        await page.goto("http://evil.test/")
    assert (await failed.value).url == f"{base_url}/orders"
    assert "BLOCKED" in str((await failed.value).failure)


def _undrawable(message: str | bytes) -> str | bytes:
    """The same event, but with objects where the page expects words."""
    found = EVENT.match(message) if isinstance(message, str) else None
    if found is None:
        return message
    name, update = orjson.loads(found[2])
    for state in (update.get("delta") or {}).values():
        for value in state.values():
            for shown in value if isinstance(value, list) else ():
                shown.update({field: {} for field, words in shown.items() if isinstance(words, str)})
    return found[1] + orjson.dumps([name, update]).decode()
