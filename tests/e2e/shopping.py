"""What a shopper does and sees, by the names that assistive technology reads; every wait has an end."""

import re
from collections.abc import Sequence
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Locator, Page, Request

from backend.kit.ids import new_id
from storefront import asked
from tests.e2e.expecting import expect
from tests.e2e.shoppers import PATIENCE_MS

OF_ONE_SIZE = "/?category=Watches"
NO_ORDERS = "No orders yet"
ORDER = re.compile(r"^Order [0-9A-HJKMNP-TV-Z]{26}$")
STATUSES = ("Created", "Payment initiated", "Paid", "Payment failed", "Refund pending")


async def enter(page: Page, path: str = "/") -> None:
    """Open the shop at its products and wait until they can be bought."""
    await page.goto(path)
    await expect(cards(page).first).to_be_visible()


async def enter_orders(page: Page) -> None:
    """Open the orders page and wait until it has said what there is."""
    await page.goto("/orders")
    await expect(orders(page).first.or_(page.get_by_text(NO_ORDERS))).to_be_visible()


def cards(page: Page) -> Locator:
    """The products of the page's list, or its one product; those in short rows are none of them."""
    return page.locator("main > article, main :not(li) > article")


async def name_of(card: Locator) -> str:
    """The product's name, which names the card."""
    return (await card.get_by_role("heading").inner_text()).strip()


def money(minor: int) -> str:
    """As the pages of these tests say it."""
    return f"${minor // 100:,}.{minor % 100:02}"


def search_box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search products")


def shown_count(page: Page) -> Locator:
    """Where the number of products found is said."""
    return page.get_by_role("main").get_by_role("status")


async def search(page: Page, words: str) -> int:
    """Put words in the search box; how many products the page then says there are."""
    await search_box(page).fill(words)
    await until_asked_for(page, words)
    return await count(page)


async def until_asked_for(page: Page, words: str) -> None:
    """Until the address asks for these words, as the shop understands them."""
    wanted = asked.text(words)
    await page.wait_for_url(lambda url: asked_for(url) == wanted, wait_until="commit", timeout=PATIENCE_MS)


async def count(page: Page) -> int:
    """How many products the page says there are."""
    await expect(shown_count(page)).to_have_text(re.compile(r"^\d{1,3}(,\d{3})* products?$"))
    return int((await shown_count(page).inner_text()).split()[0].replace(",", ""))


def asked_for(url: str) -> str:
    """The words that an address asks for."""
    return parse_qs(urlsplit(url).query).get("q", [""])[0]


def cart_button(page: Page, pieces: int) -> Locator:
    """The header's button when it says that there are so many pieces in the cart."""
    return page.get_by_role("button", name=f"Cart, {pieces} item{'' if pieces == 1 else 's'}", exact=True)


def of_one_size(page: Page) -> Locator:
    """The products on the page whose size nobody asks for."""
    return cards(page).filter(has=page.locator("button[aria-haspopup=false]"))


def of_many_sizes(page: Page) -> Locator:
    """The products on the page that ask for the size."""
    return cards(page).filter(has=page.locator("button[aria-haspopup=dialog]:not(:disabled)"))


def size_question(page: Page) -> Locator:
    """The dialog that asks for the size of a card's product."""
    return page.get_by_role("dialog", name="Choose a size")


async def press(product: Locator, name: str) -> None:
    """Press a button of a card or of a product's page, with the first size where there are several."""
    button = product.get_by_role("button", name=name, exact=True)
    # Before it is pressed: afterwards the page may be another one.
    asks = await button.get_attribute("aria-haspopup") == "dialog"
    sizes = product.get_by_role("radio", disabled=False)
    if await sizes.count() and not await product.get_by_role("radio", checked=True).count():
        await sizes.first.check()
    await button.click()
    if asks:
        question = size_question(product.page)
        await question.get_by_role("listitem").get_by_role("button", disabled=False).first.click()
        await expect(question).to_be_hidden()


async def add_to_cart(card: Locator, pieces_after: int) -> None:
    await press(card, "Add to cart")
    await expect(cart_button(card.page, pieces_after)).to_be_visible()


async def open_cart(page: Page) -> Locator:
    """Open the cart; its dialog."""
    await page.get_by_role("button", name=re.compile(r"^Cart, \d+ items?$")).click()
    dialog = page.get_by_role("dialog", name="Cart")
    await expect(dialog).to_be_visible()
    return dialog


def orders(page: Page) -> Locator:
    """The orders on the page, newest first."""
    return page.get_by_role("article", name=ORDER)


def order(page: Page, order_id: str) -> Locator:
    return page.get_by_role("article", name=f"Order {order_id}", exact=True)


async def ids(page: Page) -> list[str]:
    """The ids of the orders on the page, newest first."""
    return [name.split()[-1] for name in await orders(page).get_by_role("heading").all_inner_texts()]


async def expect_status(order: Locator, status: str) -> None:
    """The order says so, in the one place that says how it stands."""
    await expect(order.get_by_role("status")).to_have_text(status)


async def buy_first(page: Page) -> str:
    """Buy the first product that is shown; the order's id once the orders page shows it."""
    before = new_id()
    await press(cards(page).first, "Buy now")
    await page.wait_for_url("**/orders", wait_until="commit", timeout=PATIENCE_MS)
    # Orders of before may be there first.
    found = await page.wait_for_function(
        """(before) => [...document.querySelectorAll('main article h2')]
            .map((heading) => heading.textContent.trim().split(' ').at(-1)).find((id) => id > before)""",
        arg=before,
        timeout=PATIENCE_MS,
    )
    return str(await found.json_value())


async def order_many(page: Page, how_many: int) -> None:
    """Have ordered so often, through the shop's interface for programs, as the page's shopper."""
    http = page.context.request
    if not await page.context.cookies():
        await http.get("/orders")  # a session comes with any document
    products = (await (await http.get("/api/v1/products")).json())["products"]
    for number in range(how_many):
        line = {"productId": products[number % len(products)]["productId"], "qty": 1}
        key = {"Idempotency-Key": f"{new_id()}-{number}"}
        answer = await http.post("/api/v1/orders", data={"lines": [line]}, headers=key)
        assert answer.ok, await answer.text()


def troubles_of(page: Page) -> list[str]:
    """Whatever goes wrong on it from now on."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    return troubles


class SameDocument:
    """`async with SameDocument(page):` fails when the page's document was loaded anew meanwhile."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._loads: list[str] = []

    async def __aenter__(self) -> None:
        await self._page.evaluate("window.stillTheSame = true")
        self._page.on("request", self._look)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._page.remove_listener("request", self._look)
        if error is None:
            assert self._loads == []
            assert await self._page.evaluate("window.stillTheSame === true")

    def _look(self, request: Request) -> None:
        if request.is_navigation_request():
            self._loads.append(request.url)


async def record_statuses(page: Page) -> None:
    """From now on remember each status that any order shows, as long as the document lives."""
    await page.evaluate(
        """() => {
            window.statuses = [];
            const look = () => document.querySelectorAll('article [role=status]').forEach((said) => {
                const text = said.textContent.trim();
                if (text && window.statuses.at(-1) !== text) window.statuses.push(text);
            });
            new MutationObserver(look).observe(
                document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )


async def recorded_statuses(page: Page) -> Sequence[str]:
    statuses: list[str] = await page.evaluate("window.statuses")
    return statuses
