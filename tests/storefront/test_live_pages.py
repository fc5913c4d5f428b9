"""Open pages hear of what others do: the stock of the product that they show, the orders of their shopper."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from backend.events.payments import PaymentReported
from backend.kit.ids import new_id
from backend.orders.schemas import OrderLine, OrderStatus
from backend.products.schemas import ProductView
from backend.wiring import Shop
from storefront.addresses import ORDERS as ORDERS_PAGE
from storefront.addresses import order_address, product_address
from storefront.notice import NoticeState
from storefront.order_news import OrderNewsState
from storefront.orders import OrdersState
from storefront.pages.product import ProductState
from storefront.push import ORDERS, STOCK, Push, pushing
from tests.storefront.conftest import OpenAPage, OpenPage
from tests.waiting import eventually

HANDLERS: dict[str, Any] = {ORDERS: OrderNewsState.heard, STOCK: ProductState.stock_changed}
ARGUMENTS = {ORDERS: "order_ids", STOCK: "product_ids"}

Become = Callable[..., Awaitable[None]]


class Tabs:
    """Opens pages that are told as Reflex's are, and knows which are still open."""

    def __init__(self, open_page: OpenAPage) -> None:
        self._open_page = open_page
        self.open: dict[str, OpenPage] = {}
        self.told: list[str] = []
        self.push: Push

    async def enter(self, at: str = "/", cookie: str | None = None) -> OpenPage:
        """Somebody new, or another tab of whose cookie it is."""
        page = self._open_page(cookie=cookie)
        self.open[page.token] = page
        await page.connect(at=at)
        return page

    def is_open(self, token: str) -> bool:
        return token in self.open

    async def tell(self, token: str, topic: str, changed: list[str] | None) -> None:
        await self.open[token].news(HANDLERS[topic], **{ARGUMENTS[topic]: changed})
        self.told.append(token)

    async def heard(self, page: OpenPage) -> None:
        """Until the page was told something, which it then has."""

        async def told() -> bool:
            return page.token in self.told

        await eventually(told)
        self.told.clear()


@pytest.fixture
async def tabs(open_page: OpenAPage, stocked: Shop) -> AsyncIterator[Tabs]:
    """Tabs that are told, of real hints."""
    opened = Tabs(open_page)
    watches = {ORDERS: stocked.history.watch, STOCK: stocked.products.watch}
    async with pushing(opened, watches) as push:
        await eventually(lambda: are_connected(push))
        opened.push = push
        yield opened


async def are_connected(push: Push) -> bool:
    return len(push._watches) == 2 and all(watch.is_connected for watch in push._watches.values())


@pytest.fixture
def become(stocked: Shop) -> Become:
    """`await become(order_id, OrderStatus.PAYMENT_SUCCESS)`: as payments reports it."""

    async def reported(order_id: str, status: int) -> None:
        user = await stocked.orders.owner_of(order_id)
        assert user
        report = PaymentReported(
            order_id=order_id, payment_id="PAY1", user_id=user, order_status_code=status, reason="Why not."
        )
        assert await stocked.orders.record([report]) == []

    return reported


async def buy(shop: Shop, page: OpenPage) -> str:
    """An order of the page's shopper that no page of theirs has made."""
    line = OrderLine(product_id=(await many_left(shop))[0].product_id, qty=1)
    return await shop.orders.create_order(await page.user(), [line], new_id())


async def buy_here(shop: Shop, page: OpenPage) -> str:
    """The first order of the page's shopper, bought on the page itself."""
    await page.buy_now((await many_left(shop))[0].product_id)
    [order] = (await shop.history.page(await page.user())).orders
    return order.order_id


async def many_left(shop: Shop) -> list[ProductView]:
    """Products without sizes that no test buys up."""
    listed = [each.product_id for each in (await shop.products.search()).products]
    found = (await shop.products.get_many(listed)).values()
    return [each for each in found if each.in_stock and each.stock_left is None and not each.sizes]


def news_on(page: OpenPage) -> Any:
    """What a notice tells; None when there is none."""
    news = page.vars(NoticeState).get("news")
    return news if news and news.words else None


@pytest.mark.changes_products
class TestStock:
    async def test_a_page_says_what_is_left_while_others_buy(self, stocked: Shop, tabs: Tabs) -> None:
        product = (await many_left(stocked))[0]
        address = product_address(product.product_id, product.name)
        page = await tabs.enter(address)
        await page.send(ProductState.load, at=address)
        for version, (left, badge) in enumerate([(3, "Only 3 left"), (0, "Sold out"), (40, None)], 100):
            await stocked.products.apply_stock([(product.product_id, left, version)])
            await tabs.heard(page)
            shown = page.vars(ProductState)["product"]
            assert shown.in_stock is (left > 0)
            assert badge is None or shown.badge == badge

    async def test_a_page_that_was_left_hears_no_more_of_it(self, stocked: Shop, tabs: Tabs) -> None:
        one, other = (await many_left(stocked))[:2]
        left = await tabs.enter(product_address(one.product_id, one.name))
        stays = await tabs.enter(product_address(one.product_id, one.name))
        for page in (left, stays):
            await page.send(ProductState.load, at=product_address(one.product_id, one.name))
        await left.arrive()
        await stocked.products.apply_stock([(one.product_id, 2, 100), (other.product_id, 2, 100)])
        await tabs.heard(stays)
        assert left.vars(ProductState)["product"].badge != "Only 2 left"


class TestOrders:
    @pytest.mark.parametrize(
        ("status", "words", "tone"),
        [
            (OrderStatus.PAYMENT_SUCCESS, "Paid", "good"),
            (OrderStatus.PAYMENT_FAILED, "Payment failed", "bad"),
            (OrderStatus.ON_HOLD, "On hold", "look"),
        ],
    )
    async def test_every_tab_says_what_became_of_an_order_and_leads_to_it(
        self, stocked: Shop, tabs: Tabs, become: Become, status: int, words: str, tone: str
    ) -> None:
        page = await tabs.enter()
        second = await tabs.enter(cookie=await page.cookie())
        order_id = await buy(stocked, page)
        await become(order_id, status)
        for tab in (page, second):
            await eventually(lambda tab=tab: is_true(news_on(tab)))
            news = news_on(tab)
            assert news.words == f"Order …{order_id[-6:]}: {words}"
            assert (news.tone, news.address) == (tone, order_address(order_id))

    async def test_a_page_whose_connection_was_lost_says_what_it_missed_when_it_is_back(
        self, stocked: Shop, tabs: Tabs, become: Become
    ) -> None:
        page = await tabs.enter()
        order_id = await buy(stocked, page)
        await tabs.heard(page)
        del tabs.open[page.token]
        await become(order_id, OrderStatus.PAYMENT_FAILED)
        await eventually(lambda: is_true(page.token not in tabs.push._tabs))
        tabs.open[page.token] = page
        await page.connect(new_document=False)
        await eventually(lambda: is_true(news_on(page)))
        assert news_on(page).address == order_address(order_id)

    async def test_nobody_else_hears_of_it(self, stocked: Shop, tabs: Tabs, become: Become) -> None:
        page, other = await tabs.enter(), await tabs.enter()
        theirs = await buy(stocked, other)
        await become(await buy(stocked, page), OrderStatus.PAYMENT_SUCCESS)
        await eventually(lambda: is_true(news_on(page)))
        await other.news(OrderNewsState.heard, order_ids=[news_on(page).address.rpartition("/")[2]])
        assert news_on(other) is None
        await become(theirs, OrderStatus.PAYMENT_SUCCESS)
        await eventually(lambda: is_true(news_on(other)))
        assert news_on(other).address == order_address(theirs)

    async def test_what_was_so_before_the_page_came_up_is_no_news(
        self, stocked: Shop, tabs: Tabs, become: Become
    ) -> None:
        early = await tabs.enter()
        order_id = await buy(stocked, early)
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        late = await tabs.enter(cookie=await early.cookie())
        for order_ids in ([order_id], None):
            await late.news(OrderNewsState.heard, order_ids=order_ids)
        assert news_on(late) is None

    async def test_everything_read_again_tells_what_was_missed_and_only_once(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy(stocked, page)
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard)
        assert news_on(page).address == order_address(order_id)
        await page.send(NoticeState.dismiss)
        for order_ids in ([order_id], None):
            await page.news(OrderNewsState.heard, order_ids=order_ids)
        assert news_on(page) is None

    async def test_of_several_that_changed_the_one_that_failed_is_told(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        paid, failed = await buy(stocked, page), await buy(stocked, page)
        await become(failed, OrderStatus.PAYMENT_FAILED)
        await become(paid, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[paid, failed])
        assert news_on(page).address == order_address(failed)

    async def test_what_the_orders_page_shows_is_told_nowhere_and_neither_is_what_it_showed(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect(at=ORDERS_PAGE)
        await page.send(OrdersState.load, at=ORDERS_PAGE)
        order_id = await buy(stocked, page)
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        assert [card.status for card in page.vars(OrdersState)["orders"]] == ["Paid"]
        await page.arrive()
        for order_ids in ([order_id], None):
            await page.news(OrderNewsState.heard, order_ids=order_ids)
        assert news_on(page) is None

    async def test_an_orders_own_page_tells_of_every_other_one(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        own, other = await buy(stocked, page), await buy(stocked, page)
        await page.connect(at=order_address(own))
        await become(own, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[own])
        assert news_on(page) is None
        await become(other, OrderStatus.PAYMENT_FAILED)
        await page.news(OrderNewsState.heard, order_ids=[other])
        assert news_on(page).address == order_address(other)

    async def test_a_page_on_its_way_to_its_orders_is_not_told_what_it_will_show(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy_here(stocked, page)
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        assert news_on(page) is None
        assert [card.status for card in page.vars(OrdersState)["orders"]] == ["Paid"]

    async def test_a_new_document_reads_what_became_of_what_was_just_bought_on_the_one_before(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy_here(stocked, page)
        # Told to nobody: between two documents a browser has no connection.
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.connect(at=ORDERS_PAGE)  # with what comes of arriving there
        assert [card.status for card in page.vars(OrdersState)["orders"]] == ["Paid"]

    async def test_a_new_document_is_told_what_becomes_of_what_was_just_bought_on_the_one_before(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy_here(stocked, page)
        await page.connect()
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        assert news_on(page).address == order_address(order_id)

    async def test_who_was_told_of_an_order_buys_the_next_one_though_its_page_was_never_seen(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy_here(stocked, page)
        await page.connect()
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        await page.buy_now((await many_left(stocked))[0].product_id)
        assert (await stocked.history.page(await page.user())).total == 2

    async def test_what_just_happens_to_an_order_is_no_news(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy(stocked, page)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        await become(order_id, OrderStatus.PAYMENT_INITIATED)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        assert news_on(page) is None

    @pytest.mark.parametrize("where", ["orders", "order"])
    async def test_a_notice_goes_when_its_order_is_shown(
        self, stocked: Shop, open_page: OpenAPage, become: Become, where: str
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy(stocked, page)
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        await page.arrive("/product/1")
        assert news_on(page)
        await page.arrive(ORDERS_PAGE if where == "orders" else order_address(order_id))
        assert news_on(page) is None

    async def test_news_leave_a_problem_in_sight_and_take_the_place_of_what_was_done(
        self, stocked: Shop, open_page: OpenAPage, become: Become
    ) -> None:
        page = open_page()
        await page.connect()
        order_id = await buy(stocked, page)
        await page.buy_now(999_999)
        problem = page.vars(NoticeState)["problem"]
        assert problem
        await become(order_id, OrderStatus.PAYMENT_SUCCESS)
        await page.news(OrderNewsState.heard, order_ids=[order_id])
        assert news_on(page)
        assert page.vars(NoticeState)["problem"] == problem
        await page.send(NoticeState.dismiss)
        assert news_on(page) is None


async def is_true(value: object) -> bool:
    return bool(value)
