"""Whose page it is: an event is handled for the session that its connection proves, or not at all."""

import dataclasses
from typing import Any

import pytest
from structlog.testing import capture_logs

from backend.wiring import Shop
from storefront.cart import CartState
from storefront.notice import NoticeState, trouble
from storefront.order_news import OrderNewsState
from storefront.orders import OrdersState
from storefront.session import SessionState
from tests.storefront.conftest import HOME_DESK, OpenAPage, OpenPage

NOBODYS = ("", "SES_", "SES_" + "a" * 43, "USR_01M86AW1DXVT6T01ZQTETXVTTM", "é" * 40, "x" * 100_000)


async def first_product(shop: Shop) -> int:
    return (await shop.products.search()).products[0].product_id


async def use(page: OpenPage, product_id: int) -> None:
    """All that a page can do for its shopper."""
    await page.send(OrdersState.load, at="/orders")
    await page.send(OrdersState.more, at="/orders")
    await page.send(CartState.load)
    await page.send(CartState.add, product_id=product_id)
    await page.send(CartState.buy)
    await page.buy_now(product_id)


def told_nothing_but_that_nobody_is_known(page: OpenPage, since: int = 0) -> bool:
    told: list[Any] = [dataclasses.asdict(update) for update in page.told[since:]]
    unknown = {SessionState.get_full_name(): {"unknown_rx_state_": True}}
    return bool(told) and all(update["delta"] == unknown and not update["events"] for update in told)


@pytest.mark.parametrize("cookie", NOBODYS)
async def test_without_a_session_nothing_is_done_and_the_page_is_told_to_load_anew(
    stocked: Shop, open_page: OpenAPage, cookie: str
) -> None:
    page = open_page(cookie=cookie)
    await page.connect(at="/orders")
    await use(page, await first_product(stocked))
    assert told_nothing_but_that_nobody_is_known(page)
    assert page.vars(SessionState) == {"unknown": True}


async def test_what_a_session_could_do_it_can_not_once_it_has_ended(
    stocked: Shop, open_page: OpenAPage
) -> None:
    page, wanted = open_page(), await first_product(stocked)
    await page.send(CartState.add, product_id=wanted)
    user, before = await page.user(), len(page.told)
    await stocked.sessions.end(await page.cookie())
    await use(page, wanted)
    assert told_nothing_but_that_nobody_is_known(page, since=before)
    assert (await stocked.carts.view(user)).count == 1
    assert (await stocked.history.page(user)).total == 0


@pytest.mark.parametrize("has_session", [True, False])
async def test_a_guessed_page_token_brings_nothing_of_its_owner(
    stocked: Shop, open_page: OpenAPage, has_session: bool
) -> None:
    owner, wanted = open_page(), await first_product(stocked)
    await owner.buy_now(wanted)
    await owner.send(OrdersState.load, at="/orders")
    order = (await stocked.history.page(await owner.user())).orders[0]
    before = len(owner.told)
    thief = open_page(token=owner.token, cookie=None if has_session else "")
    await thief.send(OrdersState.more, at="/orders")
    await thief.send(OrderNewsState.heard, at="/orders", order_ids=[order.order_id])
    await thief.send(OrdersState.load, at="/orders")
    assert order.order_id not in str(thief.told[before:])
    if has_session:
        assert thief.vars(OrdersState)["orders"] == []
    else:
        assert told_nothing_but_that_nobody_is_known(thief, since=before)


async def test_a_page_keeps_what_it_holds_when_somebody_unknown_uses_its_token(
    stocked: Shop, open_page: OpenAPage
) -> None:
    owner = open_page()
    await owner.send(CartState.add, product_id=await first_product(stocked))
    await open_page(token=owner.token, cookie="").send(CartState.load)
    before = len(owner.told)
    await owner.send(NoticeState.dismiss)
    assert "rows" not in str(owner.told[before:])
    await owner.connect(new_document=False)
    assert len(owner.vars(CartState)["rows"]) == 1


async def test_an_order_says_where_it_came_from(stocked: Shop, open_page: OpenAPage) -> None:
    page, wanted = open_page(), await first_product(stocked)
    session = await stocked.sessions.find(await page.cookie())
    assert session
    await page.send(CartState.add, product_id=wanted)
    await page.send(CartState.buy)
    await page.buy_now(wanted)
    origin = stocked.sessions.origin(session, HOME_DESK)
    kept = {"sessionId": origin.session_id, "fingerprint": origin.fingerprint, "ipHash": origin.ip_hash}
    orders = await stocked.orders.repository.collection.find({"userId": session.user}).to_list(None)
    told = [order["outbox"][0]["fields"] for order in orders]
    assert [{name: each[name] for name in kept} for each in told] == [kept, kept]
    assert [order["byAccount"] for order in orders] == [False, False]


async def test_a_page_is_told_of_trouble_when_no_session_can_be_looked_up(
    stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ConnectionError("mongodb://secret@nowhere")

    page, wanted = open_page(), await first_product(stocked)
    await page.cookie()
    monkeypatch.setattr(stocked.sessions, "find", fail)
    with capture_logs() as said:
        await page.buy_now(wanted)
    assert [line["event"] for line in said] == ["session_not_looked_up"]
    assert page.vars(NoticeState)["problem"] == trouble()
    assert "secret" not in page.everything_told
    assert page.redirects == []
