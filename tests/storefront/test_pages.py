"""The pages' handlers over the real shop, with honest events and hostile ones."""

import asyncio
from collections.abc import Callable
from inspect import signature
from typing import Any

import pytest
from structlog.testing import capture_logs

from backend.order_history.schemas import OrderView
from backend.orders.schemas import MAX_QTY, OrderLine
from backend.wiring import Shop
from storefront.addresses import order_address, product_address, product_in
from storefront.buying import BuyingState
from storefront.buying_again import BuyingAgainState
from storefront.cart import CartState
from storefront.components.size_dialog import SizeState
from storefront.notice import NoticeState, trouble
from storefront.order_news import OrderNewsState
from storefront.orders import OrdersState
from storefront.pages.order import OrderState
from storefront.pages.product import ProductState
from storefront.search import SearchState
from tests.conftest import Stores
from tests.storefront.catalogue import first, plenty, sell_out
from tests.storefront.conftest import OpenAPage, OpenPage
from tests.waiting import eventually

HOSTILE: list[Any] = [
    None,
    True,
    -1,
    0,
    2**80,
    2**53,
    1.5,
    "x",
    "1; DROP",
    "9" * 5000,
    [1],
    {"$gt": 0},
    {"a": [{}]},
]


async def orders_of(shop: Shop, page: OpenPage) -> tuple[OrderView, ...]:
    return (await shop.history.page(await page.user())).orders


async def make_orders(shop: Shop, page: OpenPage, how_many: int) -> list[str]:
    lines = [OrderLine(product_id=await plenty(shop), qty=1)]
    user = await page.user()
    return [await shop.orders.create_order(user, lines, f"key {each}") for each in range(how_many)]


def ids_on(page: OpenPage) -> list[str]:
    shown = page.vars(OrdersState)
    return [card.order_id for card in (*shown["orders"], *shown.get("older", ()))]


async def is_true(value: object) -> bool:
    return bool(value)


async def one_in_colours(shop: Shop) -> int:
    """A product whose style comes in others."""
    return await _by_colours(shop, lambda colours: colours > 1)


async def one_in_a_single_colour(shop: Shop) -> int:
    return await _by_colours(shop, lambda colours: colours == 1)


async def one_of_many(shop: Shop) -> int:
    """A product of a kind that has other styles."""
    return (await first(shop, lambda each: each.article_type == "Jeans")).product_id


async def _by_colours(shop: Shop, wanted: Callable[[int], bool]) -> int:
    for page in range(1, 50):
        for each in (await shop.products.search(page=page)).products:
            if wanted(len(await shop.products.colours_of(each))):
                return each.product_id
    raise AssertionError("there is none")


class TestTheAddressOfAProduct:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Men\u2019s Linen Shirt", "-mens-linen-shirt"),
            ("Café  Crème — ½ Zip!", "-cafe-creme-1-2-zip"),
            ("../../<script>", "-script"),
            ("衬衫 T", "-t"),
            ("衬衫", ""),
            ("", ""),
            ("x" * 200, "-" + "x" * 60),
            ("a " + "x" * 59, "-a"),
            ("a " + "x" * 58, "-a-" + "x" * 58),
            ("word " * 50, "-" + "-".join(["word"] * 12)),
        ],
    )
    def test_it_has_the_name_in_plain_words(self, name: str, slug: str) -> None:
        assert product_address(7, name) == f"/product/7{slug}"
        assert product_in(product_address(7, name)) == 7


class TestBuyingFromACard:
    async def test_two_clicks_make_one_order(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await asyncio.gather(
            page.buy_now(wanted),
            page.buy_now(wanted),
        )
        await page.buy_now(wanted)
        assert len(await orders_of(stocked, page)) == 1
        assert page.redirects == ["/orders"]

    async def test_buying_again_after_the_orders_were_seen_makes_a_second(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.buy_now(wanted)
        await page.send(OrdersState.load, at="/orders")
        await page.send(BuyingState.end_intent, at="/orders")
        await page.send(SearchState.load)
        await page.buy_now(wanted)
        assert len(await orders_of(stocked, page)) == 2

    async def test_a_page_that_comes_up_again_without_the_orders_seen_keeps_the_intent(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.buy_now(wanted)
        await page.send(SearchState.load)
        await page.buy_now(wanted)
        assert len(await orders_of(stocked, page)) == 1

    async def test_a_new_document_is_sent_to_the_order_that_the_one_before_never_showed(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        for _ in range(2):
            await page.connect()
            await page.buy_now(wanted)
        assert len(await orders_of(stocked, page)) == 1
        assert page.redirects == ["/orders", "/orders"]

    async def test_two_products_are_two_orders(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        for product in (await stocked.products.search()).products[:2]:
            await page.buy_now(product.product_id)
        assert len(await orders_of(stocked, page)) == 2

    async def test_a_product_that_is_none_is_refused_in_words(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.buy_now(999_999)
        assert page.vars(NoticeState)["problem"]
        assert page.redirects == []

    @pytest.mark.changes_products
    async def test_nothing_is_bought_at_a_price_that_was_not_shown_and_then_the_new_one_is(
        self, stocked: Shop, stores: Stores, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(SearchState.load)
        [shown] = [card for card in page.vars(SearchState)["products"] if card.product_id == wanted]
        dearer = {"$inc": {"discountedPrice": 250, "price": 250}}
        await stores.database["products"].update_one({"_id": wanted}, dearer)
        await page.send(BuyingState.buy_now, product_id=wanted, price=shown.amount)
        assert f"The price of {shown.name} was {shown.price} and" in page.vars(NoticeState)["problem"]
        assert await orders_of(stocked, page) == ()
        [now] = [card for card in page.vars(SearchState)["products"] if card.product_id == wanted]
        assert now.amount == shown.amount + 250
        assert now.price != shown.price
        await page.send(BuyingState.buy_now, product_id=wanted, price=now.amount)
        [order] = await orders_of(stocked, page)
        assert order.total == now.amount

    @pytest.mark.changes_products
    async def test_what_was_just_sold_out_is_shown_so_where_it_was_refused(
        self, stocked: Shop, stores: Stores, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(SearchState.load)
        product = await stocked.products.get(wanted)
        assert product
        await stores.database["stock"].update_many({}, {"$set": {"available": 0}})
        await sell_out(stocked, wanted)
        await page.send(BuyingState.buy_now, product_id=wanted, price=product.price)
        assert "sold out" in page.vars(NoticeState)["problem"]
        [now] = [card for card in page.vars(SearchState)["products"] if card.product_id == wanted]
        assert (now.in_stock, now.badge) == (False, "Sold out")

    async def test_the_page_has_no_say_in_the_key(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.buy_now(wanted, idempotency_key="mine", _intent="mine")
        assert await orders_of(stocked, page) == ()
        assert "intent" not in page.everything_told


class TestHostileEvents:
    @pytest.mark.parametrize(
        ("handler", "argument"),
        [
            (BuyingState.buy_now, "product_id"),
            (BuyingState.buy_now, "price"),
            (CartState.add, "product_id"),
            (CartState.remove, "product_id"),
            (CartState.note_price, "product_id"),
            (SizeState.to_buy_now, "product_id"),
            (SizeState.to_add, "product_id"),
            (ProductState.choose, "product_id"),
            (ProductState.stock_changed, "product_ids"),
            (BuyingAgainState.buy_again, "order_id"),
            (SearchState.search, "typed"),
            (SearchState.submit, "form"),
            (OrderNewsState.heard, "order_ids"),
        ],
    )
    async def test_any_argument_is_met_with_words_and_no_traceback(
        self, open_page: OpenAPage, handler: Any, argument: str
    ) -> None:
        page = open_page()
        others = dict.fromkeys({"product_id", "price"} & {*signature(handler.fn).parameters} - {argument}, 1)
        await page.send(OrdersState.load, at="/orders")
        for value in HOSTILE:
            await page.send(handler, **others, **{argument: value})
        assert page.vars(CartState).get("count", 0) == 0
        assert "Traceback" not in page.everything_told
        assert "Error" not in page.everything_told

    async def test_any_number_of_clicks_leaves_the_cart_within_bounds(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(CartState.add, product_id=wanted)
        for value in HOSTILE:
            await page.send(CartState.one_more, product_id=value)
            await page.send(CartState.one_less, product_id=value)
        assert page.vars(CartState)["count"] == 1
        for _ in range(MAX_QTY + 2):
            await page.send(CartState.one_more, product_id=wanted)
        assert page.vars(CartState)["count"] == MAX_QTY
        assert "at most" in page.vars(CartState)["problem"]
        for _ in range(MAX_QTY + 2):
            await page.send(CartState.one_less, product_id=wanted)
        assert page.vars(CartState)["count"] == 0

    async def test_clicks_that_come_before_the_answers_all_count(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(CartState.add, product_id=wanted)
        await asyncio.gather(*(page.send(CartState.one_more, product_id=wanted) for _ in range(5)))
        assert page.vars(CartState)["count"] == 6

    async def test_what_another_tab_put_into_the_cart_is_not_bought_unseen(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(CartState.add, product_id=wanted)
        other = open_page(cookie=await page.cookie())
        await other.send(CartState.load)
        await other.send(CartState.one_more, product_id=wanted)
        await page.send(CartState.buy)
        assert "changed in another window" in page.vars(CartState)["problem"]
        assert page.vars(CartState)["count"] == 2
        assert (await stocked.history.page(await page.user())).total == 0
        await page.send(CartState.buy)
        [order] = (await stocked.history.page(await page.user())).orders
        assert sum(line.qty for line in order.lines) == 2

    async def test_missing_and_unknown_arguments_are_met_with_silence_and_a_line_in_the_log(
        self, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(NoticeState.dismiss)
        told = page.everything_told
        for payload in ({}, {"product_id": 1, "self": "me"}, {"product_id": 1, "also": 2}):
            with capture_logs() as said:
                await page.send(BuyingState.buy_now, **payload)
                await eventually(lambda said=said: is_true(said))
            assert [line["log_level"] for line in said] == ["warning"]
            assert "exc_info" not in said[0]
        assert page.everything_told == told

    async def test_a_handler_that_fails_says_so_to_the_shopper_and_all_of_it_to_the_log(
        self, stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object) -> None:
            raise RuntimeError("the stores are gone")

        page = open_page()
        monkeypatch.setattr(stocked.carts, "add", fail)
        with capture_logs() as said:
            await page.send(CartState.add, product_id=await plenty(stocked))
            await eventually(lambda: is_true(page.vars(NoticeState).get("problem") == trouble()))
        assert [line["event"] for line in said if line["log_level"] == "error"] == ["page_event_failed"]
        assert "stores" not in page.everything_told

    async def test_nothing_typed_in_the_search_is_a_problem(self, open_page: OpenAPage) -> None:
        page = open_page()
        for text in (
            '"',
            "*",
            "@x:{a}",
            "$a",
            "|",
            "-",
            "(",
            "x" * 10_000,
            "😀",
            "黑色",
            "word|*",
            "\\",
            "%",
        ):
            await page.send(SearchState.search, typed=text)
        assert not page.vars(NoticeState).get("problem")


class TestSearching:
    async def test_the_address_follows_the_words(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.search, typed="black jeans & more")
        assert page.redirects == ["/?q=black%20jeans%20%26%20more"]

    async def test_the_echo_of_an_address_set_here_is_no_new_search(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load)
        await page.send(SearchState.search, typed="jea")
        await page.send(SearchState.search, typed="jeans")
        await page.send(SearchState.load, at="/?q=jea")
        assert page.vars(SearchState)["words"] == "jeans"
        await page.send(SearchState.load, at="/?q=jeans")
        assert page.vars(SearchState)["words"] == "jeans"
        await page.send(SearchState.load, at="/?q=jea")
        assert page.vars(SearchState)["words"] == "jea"

    async def test_words_refined_before_the_page_has_changed_are_one_step_in_its_history(
        self, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(SearchState.search, at="/orders", typed="nav")
        await page.send(SearchState.search, at="/orders", typed="navy")
        assert page.redirects == ["/?q=nav", "/?q=navy"]
        assert page.replaced == [False, True]

    async def test_an_address_that_a_lost_connection_took_along_is_no_echo_later(
        self, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.connect()
        await page.send(SearchState.search, typed="jeans")
        await page.connect(new_document=False)
        assert page.vars(SearchState)["words"] == ""
        await page.send(SearchState.load, at="/?q=jeans")
        assert page.vars(SearchState)["words"] == "jeans"

    async def test_an_echo_that_a_load_overtook_is_searched_anew(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.connect()
        await page.send(SearchState.search, typed="jeans")
        await page.send(SearchState.load)
        assert page.vars(SearchState)["words"] == ""
        await page.send(SearchState.load, at="/?q=jeans")
        assert page.vars(SearchState)["words"] == "jeans"

    async def test_words_that_the_address_has_already_send_the_page_nowhere(
        self, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.connect()
        await page.send(SearchState.search, at="/?q=jeans", typed="jeans")
        assert page.vars(SearchState)["words"] == "jeans"
        assert page.redirects == []

    async def test_words_sent_again_after_a_lost_connection_keep_the_page_before_in_reach(
        self, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.connect(at="/orders")
        await page.send(SearchState.search, at="/orders", typed="jeans")
        await page.connect(at="/orders", new_document=False)
        await page.send(SearchState.search, at="/orders", typed="jeans")
        assert page.redirects == ["/?q=jeans", "/?q=jeans"]
        assert page.replaced == [False, False]

    @pytest.mark.parametrize(
        ("remembered", "shown"),
        [("2 ", 48), ("2 jeans", 24), ("0 ", 24), ("x", 24), ("", 24), ("9999 ", 24), (f"{2**70} ", 24)],
    )
    async def test_a_new_process_shows_as_many_as_the_browser_remembers(
        self, open_page: OpenAPage, remembered: str, shown: int
    ) -> None:
        page = open_page()
        reach = f"{SearchState.get_full_name()}.reach_rx_state_"
        await page.connect(new_document=False, **{reach: remembered})
        assert len(page.vars(SearchState)["products"]) == shown

    async def test_more_products_come_below_and_none_twice(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load)
        await page.send(SearchState.more)
        shown = [card.product_id for card in page.vars(SearchState)["products"]]
        assert len(shown) == len(set(shown)) == 48

    async def test_a_deep_link_finds_its_words(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?q=black+jeans")
        assert page.vars(SearchState)["words"] == "black jeans"
        assert page.vars(SearchState)["total"] > 0


class TestTheCart:
    async def test_what_was_removed_comes_back_where_it_was(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        products = [product.product_id for product in (await stocked.products.search()).products[:3]]
        for product_id in products:
            await page.send(CartState.add, product_id=product_id)
        await page.send(CartState.remove, product_id=products[1])
        assert page.vars(CartState)["removed_name"]
        await page.send(CartState.undo)
        assert [row.product_id for row in page.vars(CartState)["rows"]] == products
        assert page.vars(CartState)["removed_name"] == ""

    async def test_two_clicks_buy_it_once_and_say_nothing_wrong(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(CartState.add, product_id=await plenty(stocked))
        await page.send(CartState.buy)
        await page.send(CartState.buy)
        assert len(await orders_of(stocked, page)) == 1
        assert page.redirects == ["/orders"]
        assert page.vars(CartState)["count"] == 0
        assert not page.vars(CartState).get("problem")

    async def test_a_new_document_shows_what_was_put_in_since_it_was_bought(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(CartState.add, product_id=await plenty(stocked))
        await page.send(CartState.buy)
        await stocked.carts.add(await page.user(), await plenty(stocked))
        await page.connect(at="/cart")
        assert page.vars(CartState)["count"] == 1

    async def test_an_empty_cart_is_refused_in_words(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(CartState.buy)
        assert page.vars(CartState)["problem"]


class TestOrders:
    async def test_news_of_an_order_shows_its_newest_version(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(OrdersState.load, at="/orders")
        await page.buy_now(wanted)
        order = (await orders_of(stocked, page))[0]
        await page.send(OrderNewsState.heard, at="/orders", order_ids=[order.order_id])
        await page.send(OrderNewsState.heard, at="/orders", order_ids=[order.order_id])
        shown = page.vars(OrdersState)
        assert [card.order_id for card in shown["orders"]] == [order.order_id]
        assert shown["total"] == 1

    async def test_another_shoppers_order_is_never_read(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, other = open_page(), open_page()
        await page.buy_now(await plenty(stocked))
        order = (await orders_of(stocked, page))[0]
        await other.send(OrdersState.load, at="/orders")
        await other.send(OrderNewsState.heard, at="/orders", order_ids=[order.order_id])
        assert order.order_id not in other.everything_told

    async def test_older_orders_come_by_the_page(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        made = await make_orders(stocked, page, 12)
        await page.send(OrdersState.load, at="/orders")
        shown = page.vars(OrdersState)
        assert (len(shown["orders"]), shown["total"], shown["has_more"]) == (10, 12, True)
        await page.send(OrdersState.more, at="/orders")
        shown = page.vars(OrdersState)
        assert ids_on(page) == sorted(made, reverse=True)
        assert not shown["has_more"]


class TestOrdersAfterALostConnection:
    async def test_as_many_are_shown_as_came_live(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        await page.connect(at="/orders")
        made = await make_orders(stocked, page, 15)
        await page.send(OrderNewsState.heard, at="/orders", order_ids=made)
        await page.connect(at="/orders", new_document=False)
        assert ids_on(page) == sorted(made, reverse=True)

    async def test_as_many_are_shown_as_the_browser_remembers_when_the_process_forgot(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        made = await make_orders(stocked, page, 15)
        reach = f"{OrdersState.get_full_name()}.reach_rx_state_"
        await page.connect(at="/orders", new_document=False, **{reach: "13"})
        assert ids_on(page) == sorted(made, reverse=True)[:13]

    @pytest.mark.parametrize("reach", ["-1", "x", "9" * 400, ""])
    async def test_what_the_browser_can_not_have_remembered_is_ignored(
        self, stocked: Shop, open_page: OpenAPage, reach: str
    ) -> None:
        page = open_page()
        made = await make_orders(stocked, page, 11)
        name = f"{OrdersState.get_full_name()}.reach_rx_state_"
        await page.connect(at="/orders", new_document=False, **{name: reach})
        assert ids_on(page) == sorted(made, reverse=True)[:10]

    async def test_a_new_document_begins_at_the_newest(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        await page.connect(at="/orders")
        made = await make_orders(stocked, page, 15)
        await page.send(OrderNewsState.heard, at="/orders", order_ids=made)
        await page.connect(at="/orders")
        assert ids_on(page) == sorted(made, reverse=True)[:10]


class TestAProduct:
    async def test_its_page_shows_it(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await page.send(ProductState.load, at=f"/product/{wanted}")
        assert page.vars(ProductState)["product"].product_id == wanted

    async def test_a_new_document_is_sent_nothing_of_what_the_one_before_showed(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        one, other = (await stocked.products.search()).products[:2]
        page = open_page()
        await page.connect(at=product_address(one.product_id, one.name))
        assert page.vars(ProductState)["product"].name == one.name
        before = len(page.told)
        await page.connect(at=product_address(other.product_id, other.name))
        assert page.vars(ProductState)["product"].name == other.name
        assert one.name not in str(page.told[before:])

    @pytest.mark.changes_products
    async def test_one_that_is_sold_out_leads_to_others_of_its_kind(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        await sell_out(stocked, wanted)
        await page.send(ProductState.load, at=f"/product/{wanted}")
        shown = page.vars(ProductState)
        assert not shown["product"].in_stock
        await page.send(SearchState.load, at=shown["others"])
        assert page.vars(SearchState)["category"] == shown["kind"] != ""
        assert page.vars(SearchState)["total"] > 0

    async def test_whatever_name_follows_its_number_it_is_shown(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        for name in ("", "-", "-another-name", "-7", "-%2e%2e", "-" + "x" * 5000, "-café", "/"):
            await page.send(ProductState.load, at="/product/999999")
            await page.send(ProductState.load, at=f"/product/{wanted}{name}")
            assert page.vars(ProductState)["found"]
            assert page.vars(ProductState)["product"].product_id == wanted

    async def test_none_is_shown_where_its_number_is_not_alone_before_the_name(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        for name in (f"x{wanted}", f"-{wanted}", f"+{wanted}", f"{wanted}x", f"{wanted}.5", f"%20{wanted}"):
            await page.send(ProductState.load, at=f"/product/{name}")
            assert not page.vars(ProductState)["found"]

    async def test_all_that_leads_to_it_says_its_name(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, wanted = open_page(), await one_in_colours(stocked)
        product = await stocked.products.get(wanted)
        assert product
        address = product_address(wanted, product.name)
        await page.send(ProductState.load, at=f"/product/{wanted}")
        shown = page.vars(ProductState)
        assert shown["product"].address == address
        assert [swatch.address for swatch in shown["colours"] if swatch.current] == [address]
        await page.buy_now(wanted)
        (order,) = await orders_of(stocked, page)
        await page.send(OrderState.load, at=order_address(order.order_id))
        assert page.vars(OrderState)["order"].lines[0].address == address

    async def test_its_colour_is_said_once(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, wanted = open_page(), await one_in_colours(stocked)
        await page.send(ProductState.load, at=f"/product/{wanted}")
        shown = page.vars(ProductState)
        assert shown["colour"]
        assert "Colour" not in dict(shown["facts"])
        alone = await one_in_a_single_colour(stocked)
        await page.send(ProductState.load, at=f"/product/{alone}")
        shown = page.vars(ProductState)
        assert shown["colours"] == []
        assert dict(shown["facts"])["Colour"] == shown["colour"]

    async def test_others_like_it_are_of_its_kind_and_of_other_styles(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, wanted = open_page(), await one_of_many(stocked)
        product = await stocked.products.get(wanted)
        assert product
        await page.send(ProductState.load, at=f"/product/{wanted}")
        cards = page.vars(ProductState)["alike"]
        others = await stocked.products.get_many([card.product_id for card in cards])
        styles = [others[card.product_id].style for card in cards]
        genders = [others[card.product_id].gender == product.gender for card in cards]
        assert 0 < len(cards) <= 8
        assert len(set(styles)) == len(styles)
        assert product.style not in styles
        assert {each.article_type for each in others.values()} == {product.article_type}
        assert genders == sorted(genders, reverse=True)
        assert genders[0]

    @pytest.mark.changes_products
    async def test_what_is_sold_out_is_not_among_those_like_it(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        await stocked.products.generate(240, seed=2026)
        page, wanted = open_page(), await one_of_many(stocked)
        await page.send(ProductState.load, at=f"/product/{wanted}")
        gone = page.vars(ProductState)["alike"][0].product_id
        await sell_out(stocked, gone)
        await page.send(ProductState.load, at=f"/product/{wanted}")
        assert gone not in [card.product_id for card in page.vars(ProductState)["alike"]]

    async def test_it_does_not_wait_for_those_like_it(
        self, stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page, wanted = open_page(), await plenty(stocked)
        find, may_find = stocked.products.find, asyncio.Event()

        async def found_late(*args: Any, **kinds: Any) -> Any:
            await may_find.wait()
            return await find(*args, **kinds)

        monkeypatch.setattr(stocked.products, "find", found_late)
        loading = asyncio.create_task(page.send(ProductState.load, at=f"/product/{wanted}"))
        await eventually(lambda: is_true(page.vars(ProductState).get("found")))
        assert page.vars(ProductState)["product"].product_id == wanted
        assert not page.vars(ProductState)["looked"]
        may_find.set()
        await loading
        assert page.vars(ProductState)["looked"]

    @pytest.mark.parametrize("name", ["0", "-1", "x", "999999", "9" * 400, "%00", "1e3", "", "-", "٣"])
    async def test_there_is_none_at_any_other_address(self, open_page: OpenAPage, name: str) -> None:
        page = open_page()
        await page.send(ProductState.load, at=f"/product/{name}")
        assert page.vars(ProductState)["loaded"] is True
        assert not page.vars(ProductState).get("found")
