"""A shopper on the way to a state of a page: the same steps in every language, quick and without luck."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.async_api import Locator, Page

from backend.kit.languages import COOKIE
from backend.kit.translations import TEXTS, catalogue
from backend.orders.schemas import OrderStatus
from tests.e2e.behind import Product, products_of, report_payment, user_of
from tests.e2e.expecting import expect
from tests.running_shop import RunningShop
from tests.waiting import eventually

SETTLED = """async (blind) => {
    await document.fonts.ready;
    if (!blind) {
        for (const picture of document.images) picture.loading = "eager";
        await Promise.all([...document.images].map((picture) => picture.decode().catch(() => null)));
    }
    for (const animation of document.getAnimations()) {
        // What arrives has arrived; what leaves after a while, as a notice does, stays.
        const finite = Number.isFinite(animation.effect.getComputedTiming().endTime);
        if (finite && animation.animationName !== "leave") animation.finish();
        else animation.pause();
    }
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""


@dataclass(frozen=True)
class Visit:
    """A page of a shopper whom nobody has seen before, in a shop and a language.

    One in a `blind` browser shows no pictures.
    """

    page: Page
    shop: RunningShop
    language: str = "en"
    blind: bool = False

    async def choose_language(self) -> None:
        """Be somebody who chose it before."""
        await self.page.context.add_cookies([{"name": COOKIE, "value": self.language, "url": self.shop.url}])

    def says(self, text: str) -> str:
        """A text of the shop as this page has it."""
        return catalogue(self.language, TEXTS).gettext(text)

    async def go(self, path: str) -> None:
        """Open an address of the shop."""
        await self.page.goto(f"{self.shop.url}{path}")

    @property
    def main(self) -> Locator:
        """The page's own part."""
        return self.page.locator("#main")

    @property
    def cards(self) -> Locator:
        """The products, or the orders, that the page shows."""
        return self.main.get_by_role("article")

    @property
    def of_one_size(self) -> Locator:
        """The first product whose card asks for no size."""
        return self.cards.filter(has=self.page.locator("button[aria-haspopup=false]")).first

    @property
    def of_many_sizes(self) -> Locator:
        """The first product whose card asks for the size."""
        return self.cards.filter(has=self.page.locator("button[aria-haspopup=dialog]:enabled")).first

    @property
    def way_on(self) -> Locator:
        """What a page without content offers."""
        return self.main.get_by_role("link").first

    async def see(self, *locators: Locator) -> None:
        """Wait until all of them are shown, and nothing stands in for content any more."""
        for locator in locators:
            await expect(locator).to_be_visible()
        await expect(self.page.locator(".skeleton")).to_have_count(0)

    async def settle(self) -> None:
        """Wait until fonts and pictures are there, and nothing moves."""
        await self.page.evaluate(SETTLED, self.blind)

    def button(self, text: str, within: Locator | None = None) -> Locator:
        """The first button of this name."""
        return (within or self.page).get_by_role("button", name=self.says(text), exact=True).first

    async def open_cart(self) -> Locator:
        """Press the header's button; the drawer."""
        await self.page.locator("header button[aria-haspopup=dialog]").click()
        drawer = self.page.locator("#cart")
        await expect(drawer).to_be_visible()
        return drawer

    # Behind the page, so that fifty lines or many orders cost no time.

    def products(self, how_many: int = 1, **where: Any) -> list[Product]:
        """The first products of the catalogue like this, always the same; by default well in stock."""
        found = products_of(self.shop, where or {"inStock": True, "stockLeft": None}, how_many)
        assert len(found) == how_many, f"the catalogue has only {len(found)} of these: {where}"
        return found

    async def be_known(self) -> None:
        """Have a session, which comes with any document."""
        answer = await self.page.context.request.get(f"{self.shop.url}/orders")
        assert answer.ok

    async def fill_cart(self, products: Iterable[Product], qty: int = 1) -> None:
        """Put these into the cart, in this order."""
        await self.be_known()
        for product in products:
            await self._post("/cart/lines", {"productId": product["productId"], "qty": qty})

    async def order(self, *products: Product, qty: int = 1) -> str:
        """Order these; the order's id."""
        await self.be_known()
        lines = [{"productId": product["productId"], "qty": qty} for product in products]
        placed = await self._post("/orders", {"lines": lines})
        return str(placed["orderId"])

    async def pay(self, order_id: str, *codes: int, reason: str = "") -> None:
        """Be this shop's payments: report these codes of the order, and wait until a page would show it."""
        await self.pay_all({order_id: codes}, reason)

    async def settled_order(self, *codes: int, reason: str = "") -> str:
        """Order two products, and be told these codes of them; the order's id."""
        order_id = await self.order(*self.products(2))
        await self.pay(order_id, *codes, reason=reason)
        return order_id

    async def pay_all(self, reports: Mapping[str, Sequence[int]], reason: str = "") -> None:
        """As `pay`, for several orders at once; the reason is told of what did not go well."""
        user = await user_of(self.shop, self.page.context)
        for order_id, codes in reports.items():
            for code in codes:
                told = reason if code in (OrderStatus.PAYMENT_FAILED, OrderStatus.ON_HOLD) else ""
                report_payment(self.shop, order_id, user, code, told)

        async def shown() -> bool:
            answer = await self.page.context.request.get(f"{self.shop.url}/api/v1/orders?size=100")
            statuses = {order["orderId"]: order["status"] for order in (await answer.json())["orders"]}
            return all(statuses.get(order_id) == codes[-1] for order_id, codes in reports.items())

        await eventually(shown)

    async def _post(self, path: str, what: dict[str, Any]) -> dict[str, Any]:
        answer = await self.page.context.request.post(
            f"{self.shop.url}/api/v1{path}", data=what, headers={"Idempotency-Key": uuid4().hex}
        )
        assert answer.ok, await answer.text()
        said: dict[str, Any] = await answer.json()
        return said
