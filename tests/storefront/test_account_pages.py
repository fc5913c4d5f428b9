"""The pages around accounts: what a form was refused for, who is signed in, and orders that wait."""

from datetime import UTC, datetime

import pytest

from backend.gateway.guards.events import EventsAllowed
from backend.gateway.guards.limits import limits
from backend.identity.schemas import Caller, IdentityView
from backend.orders.schemas import OrderLine
from backend.wiring import Shop
from storefront.cart import CartState
from storefront.entering import EnteringState
from storefront.holding import HoldingState
from storefront.notice import NoticeState, too_much
from storefront.order_news import OrderNewsState
from storefront.orders import OrdersState
from storefront.pages.account import AccountState
from storefront.session import SessionState
from tests.e2e.accounts import new_email
from tests.storefront.conftest import HOME_DESK, OpenAPage

PASSWORD = "a long enough password"
PHONE = Caller(
    "198.51.100.9",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1",
    "de",
)


async def signed_up(shop: Shop, email: str = "", guest: str | None = None) -> str:
    token, _ = await shop.accounts.sign_up(guest, HOME_DESK, email or new_email(), PASSWORD)
    return token


class TestSigningIn:
    async def test_what_the_last_try_was_refused_for_is_said_once(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        session = await stocked.sessions.find(await page.cookie())
        assert session
        refused = ("They don't fit.", "ada@example.com", "password")
        await stocked.flash.put(session.session_id, "/sign-in", *refused)
        at = "/sign-in?next=%2Forders&confirm=01"
        await page.connect(at=at)
        shown = page.vars(EnteringState)
        assert (shown["problem"], shown["email"], shown["wrong"]) == refused
        assert (shown["next"], shown["confirm"], shown["carried"]) == ("/orders", "01", "?next=%2Forders")
        await page.connect(at=at)
        assert page.vars(EnteringState)["problem"] == page.vars(EnteringState)["wrong"] == ""

    @pytest.mark.parametrize(
        ("page_at", "refused", "looked_at"),
        [
            ("/sign-up", "password", "password"),
            ("/sign-up", "email", "email"),
            ("/sign-up", "credentials", "email"),
            ("/sign-in", "email", "email"),
            ("/sign-in", "credentials", "password"),
        ],
    )
    async def test_the_field_that_was_refused_is_the_one_to_look_at(
        self, stocked: Shop, open_page: OpenAPage, page_at: str, refused: str, looked_at: str
    ) -> None:
        page = open_page()
        session = await stocked.sessions.find(await page.cookie())
        assert session
        await stocked.flash.put(session.session_id, page_at, "No.", "ada@example.com", refused)
        await page.connect(at=page_at)
        assert page.vars(EnteringState)["wrong"] == looked_at

    async def test_what_was_refused_on_the_other_page_stays_there(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        session = await stocked.sessions.find(await page.cookie())
        assert session
        await stocked.flash.put(session.session_id, "/sign-in", "They don't fit.", "", "password")
        await page.connect(at="/sign-up")
        assert not page.vars(EnteringState)["problem"]

    async def test_whoever_is_signed_in_is_led_to_the_account_unless_to_confirm(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        email = new_email()
        page = open_page(cookie=await signed_up(stocked, email))
        await page.connect(at="/sign-in")
        assert page.redirects == ["/account"]
        await page.connect(at="/sign-in?confirm=01&next=/orders")
        assert page.redirects == ["/account"]
        assert page.vars(EnteringState)["email"] == email

    async def test_a_page_that_comes_back_with_another_shoppers_cookie_holds_nothing_of_the_first(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        wanted = (await stocked.products.search()).products[0].product_id
        account = open_page(cookie=await signed_up(stocked))
        await account.connect()
        await account.send(CartState.add, product_id=wanted)
        assert account.vars(SessionState)["signed_in"] is True
        guest = open_page(token=account.token)
        await guest.connect()
        assert guest.vars(SessionState)["signed_in"] is False
        assert guest.vars(CartState)["rows"] == []


class TestTheAccount:
    async def test_it_names_the_browsers_and_marks_this_one(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        email = new_email()
        page = open_page(cookie=await signed_up(stocked, email))
        await stocked.accounts.sign_in(None, PHONE, email, PASSWORD)
        await page.connect(at="/account")
        shown = page.vars(AccountState)
        assert shown["email"] == email
        assert [(row.device, row.here) for row in shown["sessions"]] == [
            ("Mobile Safari on iOS", False),
            ("Chrome on Linux", True),
        ]

    async def test_what_was_noted_is_said_in_plain_words(
        self, stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at = datetime(2026, 11, 26, tzinfo=UTC)

        async def noted(user: str) -> list[IdentityView]:
            return [
                IdentityView(
                    at,
                    "order",
                    "Firefox on Windows",
                    "S1",
                    "O2",
                    risk=0.7,
                    on_hold=True,
                    reasons=("The browser is new to us.",),
                ),
                IdentityView(at, "order", "Chrome on Linux", "S1", "O1", risk=0.0),
                IdentityView(at, "sign-up", device="Chrome on Linux", session_id="S1"),
                IdentityView(at, "first-session"),
            ]

        monkeypatch.setattr(stocked.identity, "list", noted)
        page = open_page(cookie=await signed_up(stocked))
        await page.connect(at="/account")
        assert [(row.what, row.device, row.checked) for row in page.vars(AccountState)["noted"]] == [
            ("Ordered", "Firefox on Windows", "The browser is new to us. The order was put on hold."),
            ("Ordered", "Chrome on Linux", "Checked: nothing unusual."),
            ("Account created", "Chrome on Linux", ""),
            ("First visit", "A browser of an unknown kind", ""),
        ]

    async def test_a_guest_is_asked_to_sign_in_and_told_nothing(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.connect(at="/account")
        assert page.redirects == ["/sign-in?next=/account"]
        assert not page.vars(AccountState)["loaded"]


class TestAnOrderOnHold:
    async def test_only_its_own_shopper_can_cancel_it(
        self, stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[str, str | None]] = []
        really = stocked.payments.cancel_held

        async def cancel(order_id: str, reason: str, user: str | None = None) -> bool:
            asked.append((order_id, user))
            return await really(order_id, reason, user)

        monkeypatch.setattr(stocked.payments, "cancel_held", cancel)
        owner, other = open_page(), open_page()
        lines = [OrderLine((await stocked.products.search()).products[0].product_id, 1)]
        order_id = await stocked.orders.create_order(await owner.user(), lines, "key")
        await other.send(HoldingState.cancel, at="/orders", order_id=order_id)
        assert asked == [(order_id, await other.user())]
        assert "can't be cancelled" in other.vars(NoticeState)["problem"]

    @pytest.mark.parametrize("value", [None, True, 7, "x", "9" * 5000, [1], {"$ne": 1}])
    async def test_what_is_no_order_is_refused_in_words(self, open_page: OpenAPage, value: object) -> None:
        page = open_page()
        await page.send(HoldingState.cancel, at="/orders", order_id=value)
        assert page.vars(NoticeState)["problem"]
        assert "Error" not in page.everything_told


async def test_more_events_than_a_session_may_have_are_refused_in_words_and_news_still_comes(
    stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits(), "event_allowed", EventsAllowed(3))
    page = open_page()
    await page.connect(at="/orders")
    await page.send(CartState.load, at="/orders")
    await page.send(CartState.load, at="/orders")
    wanted = (await stocked.products.search()).products[0].product_id
    await page.send(CartState.add, at="/orders", product_id=wanted)
    assert page.vars(NoticeState)["problem"] == too_much()
    assert (await stocked.carts.view(await page.user())).count == 0
    lines = [OrderLine(wanted, 1)]
    order_id = await stocked.orders.create_order(await page.user(), lines, "key")
    await page.news(OrderNewsState.heard, order_ids=[order_id])
    assert [card.order_id for card in page.vars(OrdersState)["orders"]] == [order_id]
