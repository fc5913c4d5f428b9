"""What the pages of orders say: short in the list, in full on an order's own page, and live on both."""

from datetime import timedelta
from typing import Any

import pytest

from backend.kit.clock import now
from backend.kit.ids import new_id
from backend.order_history.schemas import LineView, OrderView, StatusView
from backend.orders.schemas import OrderLine, OrderStatus
from backend.products.schemas import ProductView
from backend.wiring import Shop
from storefront.addresses import order_address, order_in
from storefront.buying_again import BuyingAgainState
from storefront.cart import CartState
from storefront.components.order_card import card_of
from storefront.components.order_sheet import sheet_of
from storefront.order_news import OrderNewsState
from storefront.orders import OrdersState
from storefront.pages.order import OrderState
from tests.storefront.conftest import OpenAPage, OpenPage

A_FEW = 3
HOSTILE: list[Any] = [None, True, -1, 2**80, "x", "9" * 5000, [1], {"$gt": 0}, "../..", "\x00"]


def order_with(
    lines: int = 1, status: OrderStatus = OrderStatus.PAYMENT_SUCCESS, reason: str = ""
) -> OrderView:
    placed = now()
    return OrderView(
        order_id=new_id(),
        user_id=f"USR_{new_id()}",
        status=status,
        version=3,
        lines=tuple(
            LineView(
                product_id=number,
                name=f"Shirt {number}",
                picture=f"/{number}.svg",
                size="M",
                qty=2,
                price=1250,
            )
            for number in range(1, lines + 1)
        ),
        total=2500 * lines,
        currency="USD",
        created_on=placed,
        timeline=(
            StatusView(code=OrderStatus.CREATED, at=placed, service="orders"),
            StatusView(code=status, at=placed + timedelta(seconds=1), service="payments", reason=reason),
        ),
    )


def has_a_few(product: ProductView) -> bool:
    return product.stock_left is None or product.stock_left >= A_FEW


async def products_of(shop: Shop, how_many: int) -> list[int]:
    """Some of which a few can be bought, each under the id that its page begins with."""
    wanted: list[int] = []
    for page in range(1, 10):
        found = [each.product_id for each in (await shop.products.search(page=page)).products]
        own = await shop.products.get_many(found)
        wanted += [each.product_id for each in own.values() if each.in_stock and has_a_few(each)]
    return wanted[:how_many]


async def placed(shop: Shop, page: OpenPage, *product_ids: int, qty: int = 1) -> str:
    lines = [OrderLine(product_id=each, qty=qty) for each in product_ids]
    return await shop.orders.create_order(await page.user(), lines, new_id())


class TestInTheList:
    @pytest.mark.parametrize(("lines", "pictures", "unseen"), [(1, 1, 0), (4, 4, 0), (5, 3, 2), (50, 3, 47)])
    def test_an_order_shows_a_few_pictures_and_says_how_many_more_there_are(
        self, lines: int, pictures: int, unseen: int
    ) -> None:
        card = card_of(order_with(lines))
        assert (len(card.pictures), card.unseen) == (pictures, unseen)
        assert (card.name, card.others, card.pieces) == ("Shirt 1", lines - 1, 2 * lines)

    def test_what_an_order_costs_the_connection_does_not_grow_with_its_lines(self) -> None:
        assert len(str(card_of(order_with(50)))) < len(str(card_of(order_with(4)))) + 100


class TestManyOrders:
    async def test_news_of_one_does_not_send_the_older_ones_again(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        products = await products_of(stocked, 9)
        made = [await placed(stocked, page, products[number % len(products)]) for number in range(25)]
        await page.send(OrdersState.load, at="/orders")
        shown = [10]
        for _ in range(2):
            await page.send(OrdersState.more, at="/orders")
            shown.append(len(page.vars(OrdersState)["orders"]) + len(page.vars(OrdersState)["older"]))
        assert shown == [10, 20, 25]
        for place, sent in ((-1, "orders"), (0, "older")):
            await _raise_version(stocked, made[place])
            told = len(page.told)
            await page.news(OrderNewsState.heard, order_ids=[made[place]])
            (update,) = [
                each for each in page.told[told:] if OrdersState.get_full_name() in (each.delta or {})
            ]
            lists = {name.removesuffix("_rx_state_") for name in update.delta[OrdersState.get_full_name()]}
            assert lists & {"orders", "older"} == {sent}
        news = await placed(stocked, page, products[-1])
        await page.news(OrderNewsState.heard, order_ids=[news])
        shown_now = page.vars(OrdersState)
        assert [card.order_id for card in shown_now["orders"]] == [news, *made[:-11:-1]]
        assert [card.order_id for card in shown_now["older"]] == made[-11::-1]


class TestInFull:
    def test_every_line_says_what_one_piece_costs_and_what_all_of_it_came_to(self) -> None:
        sheet = sheet_of(order_with(50))
        told = [(line.size, line.each, line.price) for line in sheet.lines]
        assert told == [("M", "$12.50", "$25.00")] * 50
        assert (sheet.total, sheet.pieces) == ("$1,250.00", 100)

    def test_each_step_names_who_did_it(self) -> None:
        assert [(step.name, step.by) for step in sheet_of(order_with()).steps] == [
            ("Created", "Order desk"),
            ("Paid", "Payments"),
        ]

    @pytest.mark.parametrize("status", OrderStatus)
    def test_only_an_order_that_has_come_to_nothing_offers_to_buy_it_again(self, status: OrderStatus) -> None:
        nothing = {
            OrderStatus.PAYMENT_FAILED,
            OrderStatus.CANCELLED,
            OrderStatus.REFUND_PENDING,
            OrderStatus.REFUNDED,
        }
        assert sheet_of(order_with(status=status)).ended == (status in nothing)

    def test_the_reason_is_said_once_beside_the_way_on(self) -> None:
        sheet = sheet_of(order_with(status=OrderStatus.PAYMENT_FAILED, reason="The bank said no."))
        assert sheet.reason == "The bank said no."
        assert all(step.reason == "" for step in sheet.steps)


class TestItsOwnPage:
    @pytest.mark.parametrize("end", ["", "/"])
    async def test_it_shows_the_order_that_the_address_names(
        self, stocked: Shop, open_page: OpenAPage, end: str
    ) -> None:
        page = open_page()
        wanted = await placed(stocked, page, *await products_of(stocked, 3), qty=2)
        await page.send(OrderState.load, at=order_address(wanted) + end)
        shown = page.vars(OrderState)
        assert shown["found"]
        assert shown["order"].order_id == wanted
        assert [line.qty for line in shown["order"].lines] == [2, 2, 2]

    async def test_another_shoppers_order_and_none_at_all_are_told_alike(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        owner, other = open_page(), open_page()
        theirs = await placed(stocked, owner, *await products_of(stocked, 1))
        for address in (theirs, new_id(), "", "x", "..", "%00", "9" * 400):
            await other.send(OrderState.load, at=order_address(address))
            shown = other.vars(OrderState)
            assert shown["loaded"]
            assert not shown.get("found")
            assert shown["order"] == type(shown["order"])(order_id=order_in(order_address(address)))

    async def test_news_of_another_shoppers_order_are_not_read(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        owner, other = open_page(), open_page()
        theirs = await placed(stocked, owner, *await products_of(stocked, 1))
        await other.send(OrderState.load, at=order_address(theirs))
        for changed in ([theirs], None):
            await other.news(OrderNewsState.heard, order_ids=changed)
        assert not other.vars(OrderState).get("found")

    async def test_news_show_on_it_whether_or_not_the_list_was_ever_open(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        for changed in (True, False):
            page = open_page()
            wanted = await placed(stocked, page, *await products_of(stocked, 1))
            await page.send(OrderState.load, at=order_address(wanted))
            version = page.vars(OrderState)["order"].version
            await _raise_version(stocked, wanted)
            await page.news(OrderNewsState.heard, order_ids=[wanted] if changed else None)
            assert page.vars(OrderState)["order"].version == version + 1

    async def test_news_of_other_orders_leave_it_alone(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        wanted, other = [await placed(stocked, page, *await products_of(stocked, 1)) for _ in range(2)]
        await page.send(OrderState.load, at=order_address(wanted))
        told = len(page.told)
        await page.news(OrderNewsState.heard, order_ids=[other])
        assert all(OrderState.get_full_name() not in (update.delta or {}) for update in page.told[told:])


class TestBuyingAgain:
    @pytest.mark.changes_products
    async def test_what_is_still_sold_is_in_the_cart_and_nothing_is_ordered(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        products = await products_of(stocked, 3)
        again = await placed(stocked, page, *products, qty=2)
        await stocked.products.apply_stock([(products[0], 0, 10**9)])
        for _ in range(2):
            await page.send(BuyingAgainState.buy_again, order_id=again)
        cart = page.vars(CartState)
        assert [(row.product_id, row.qty) for row in cart["rows"]] == [(each, 2) for each in products[1:]]
        assert cart["problem"].endswith("can't be bought any more.")
        assert (await stocked.history.page(await page.user())).total == 1

    async def test_an_order_that_is_wholly_there_again_says_nothing_wrong(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        again = await placed(stocked, page, *await products_of(stocked, 2))
        await page.send(BuyingAgainState.buy_again, order_id=again)
        assert page.vars(CartState)["count"] == 2
        assert not page.vars(CartState).get("problem")

    async def test_another_shoppers_order_and_anything_else_puts_nothing_into_the_cart(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        owner, other = open_page(), open_page()
        theirs = await placed(stocked, owner, *await products_of(stocked, 1))
        for order_id in (theirs, *HOSTILE):
            await other.send(BuyingAgainState.buy_again, order_id=order_id)
            assert other.vars(CartState)["count"] == 0
            assert other.vars(CartState)["problem"]
        assert "Traceback" not in other.everything_told


async def _raise_version(shop: Shop, order_id: str) -> None:
    order = (await shop.orders.repository.by_ids([order_id]))[order_id]
    changed = {**order, "version": order["version"] + 1}
    await shop.orders.repository.advance([changed])
    await shop.history.refresh([changed])
