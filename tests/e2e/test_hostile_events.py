"""Events that no page of ours sends: they change nothing, break nothing and tell nothing."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.e2e.behind import cookie_of, database_of, orders_of, user_by, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import add_to_cart, buy_first, cards, cart_button, enter, expect_status, order
from tests.e2e.socket_page import BUYING, CART, NEWS, ORDERS, SEARCH, SocketPage
from tests.running_shop import RunningShop

NO_PRODUCTS: list[Any] = [
    None,
    True,
    1.5,
    -1,
    0,
    10**30,
    "1; drop",
    "$ne",
    {"$ne": 0},
    {"$gt": ""},
    [100001],
    [],
    "\x00",
    "a" * 10_000,
    999_999_999,
]
OF_NO_HANDLER = 7


@pytest.fixture
async def cookie(page: Page) -> str:
    """Of a shopper with two pieces of the first product in the cart."""
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    await add_to_cart(cards(page).first, 2)
    return await cookie_of(page.context)


async def test_arguments_that_make_no_sense_change_nothing(
    page: Page, cookie: str, running_shop: RunningShop
):
    user, before = user_by(running_shop, cookie), _all_of(running_shop)
    async with SocketPage(running_shop.url, cookie) as hostile:
        for nothing in NO_PRODUCTS:
            await hostile.send(f"{BUYING}.buy_now", product_id=nothing)
            await hostile.send(f"{CART}.add", product_id=nothing)
            await hostile.send(f"{CART}.one_more", product_id=nothing)
            await hostile.send(f"{CART}.one_less", product_id=nothing)
            await hostile.send(f"{CART}.remove", product_id=nothing)
        await hostile.send(f"{CART}.undo")
        await hostile.settle()
        _expect_no_insight(hostile)
    assert _all_of(running_shop) == before
    assert orders_of(running_shop, user) == []
    await page.reload()
    await expect(cart_button(page, 2)).to_be_visible()


async def test_arguments_that_no_handler_has_change_nothing(cookie: str, running_shop: RunningShop):
    before, logged = _all_of(running_shop), len(_log_of(running_shop))
    async with SocketPage(running_shop.url, cookie) as hostile:
        await hostile.send(f"{BUYING}.buy_now")
        await hostile.send(f"{BUYING}.buy_now", product_id=100001, price=1, user="USR_1")
        await hostile.send(f"{BUYING}.end_intent")
        await hostile.send(f"{CART}.show", cart={})
        await hostile.send(f"{CART}._take_out", user="USR_1", product_id=1)
        await hostile.send(f"{CART}.setvar", var_name="count", value=99)
        await hostile.send(f"{NEWS}.heard", order_ids={"$ne": 1})
        await hostile.send(f"{SEARCH}.search", typed={"q": ["x"]})
        await hostile.send(f"{SEARCH}.submit", form="q")
        await hostile.send("no.such.state")
        await hostile.send("")
        await hostile.settle()
        _expect_no_insight(hostile)
    assert _all_of(running_shop) == before
    log = _log_of(running_shop)[logged:]
    assert "Traceback" not in log
    assert log.count("page_event_refused") == OF_NO_HANDLER, log


async def test_a_frame_that_is_no_event_does_not_end_the_shop(
    page: Page, cookie: str, running_shop: RunningShop
):
    logged = len(_log_of(running_shop))
    frames = (None, 7, "text", [], {}, {"name": 3}, {"name": f"{CART}.add", "payload": "no"})
    for frame in frames:
        async with SocketPage(running_shop.url, cookie) as hostile:
            await hostile.send_raw(frame)
            await hostile.settle()
            _expect_no_insight(hostile)
    log = _log_of(running_shop)[logged:]
    assert "Traceback" not in log
    assert log.count("page_event_refused") == len(frames), log
    await page.reload()
    await add_to_cart(cards(page).first, 3)


async def test_a_page_without_a_cookie_can_do_and_see_nothing(
    cookie: str, running_shop: RunningShop, page: Page
):
    before = _all_of(running_shop)
    for nobody in (None, "", "USR_01ARZ3NDEKTSV4RRFFQ69G5FAV", cookie[:-2], "." * 500):
        async with SocketPage(running_shop.url, nobody) as hostile:
            await hostile.send(f"{BUYING}.buy_now", product_id=100001, price=1)
            await hostile.send(f"{CART}.add", product_id=100001)
            await hostile.send(f"{CART}.buy")
            await hostile.send(f"{ORDERS}.load", at="/orders")
            await hostile.until('"unknown_rx_state_": true')
    assert _all_of(running_shop) == before


async def test_another_pages_token_shows_nothing_of_its_shopper(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop
):
    await enter(page)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")
    token = await page.evaluate("sessionStorage.getItem('token')")
    user = await user_of(running_shop, page.context)
    other = await new_shopper(base_url=running_shop.url)
    await enter(other)
    async with SocketPage(running_shop.url, await cookie_of(other.context), token) as thief:
        await thief.send(f"{ORDERS}.load", at="/orders")
        await thief.send(f"{NEWS}.heard", at="/orders", order_ids=[order_id])
        await thief.until('"loaded_rx_state_": true')
        await thief.settle()
        assert order_id not in thief.heard
        assert user not in thief.heard
        _expect_no_insight(thief)
    await page.reload()
    await expect_status(order(page, order_id), "Paid")


async def test_many_clicks_in_one_breath_make_one_order(page: Page, cookie: str, running_shop: RunningShop):
    user = user_by(running_shop, cookie)
    product_id = _cart_of(running_shop, cookie)[0]["productId"]
    with database_of(running_shop) as database:
        product = database["products"].find_one({"_id": product_id})
        assert product
    async with SocketPage(running_shop.url, cookie) as eager:
        for _ in range(30):
            await eager.send(f"{BUYING}.buy_now", product_id=product_id, price=product["discountedPrice"])
        await eager.settle()
    assert len(orders_of(running_shop, user)) == 1


def _log_of(shop: RunningShop) -> str:
    return (shop.home / "logs" / "storefront.log").read_text()


def _expect_no_insight(page: SocketPage) -> None:
    """Nothing of how the shop is made reaches the client."""
    for telling in ("Traceback", 'File \\"', ".py", "Error(", "Exception", "pymongo", "redis://"):
        assert telling not in page.heard


def _cart_of(shop: RunningShop, cookie: str) -> list[dict[str, Any]]:
    with database_of(shop) as database:
        cart = database["carts"].find_one({"_id": user_by(shop, cookie)})
        assert cart
        return list(cart["items"])


def _all_of(shop: RunningShop) -> dict[str, Any]:
    """What a hostile event could have changed."""
    with database_of(shop) as database:
        return {
            "orders": database["orders"].count_documents({}),
            "stock": sum(stock["available"] for stock in database["stock"].find()),
            "carts": list(database["carts"].find({}, {"items": 1}, sort=[("_id", 1)])),
        }
