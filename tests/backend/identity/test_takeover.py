"""What a guest has in the real rooms is the account's as soon as they signed in."""

from datetime import timedelta

import pytest

from backend.events.origin import NOWHERE
from backend.wiring import Shop
from tests.backend.identity.conftest import SOMEONE

EMAIL = "ann@example.com"
PASSWORD = "correct horse battery"


@pytest.fixture
async def on_sale(shop: Shop) -> list[int]:
    """The ids of some products that the shop has in stock."""
    await shop.products.generate(12, seed=2026)
    await shop.history.ensure_index()
    return [product.product_id for product in (await shop.products.search()).products]


async def test_the_guests_cart_and_orders_are_the_accounts(shop: Shop, on_sale: list[int]):
    guest_token, guest = await shop.sessions.begin(SOMEONE)
    _, account = await shop.accounts.sign_up(None, SOMEONE, EMAIL, PASSWORD)
    await shop.carts.add(guest.user, on_sale[0])
    order_id = await shop.carts.buy(guest.user)
    await shop.carts.add(guest.user, on_sale[1], 2)
    await shop.carts.add(account.user, on_sale[2])

    _, session = await shop.accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)

    assert session.user == account.user
    assert [order.order_id for order in (await shop.history.page(account.user)).orders] == [order_id]
    cart = await shop.carts.view(account.user)
    assert {line.product_id: line.qty for line in cart.lines} == {on_sale[1]: 2, on_sale[2]: 1}
    assert (await shop.history.page(guest.user)).total == 0
    assert (await shop.carts.view(guest.user)).lines == ()


async def test_who_signs_up_keeps_cart_and_orders_under_the_same_id(shop: Shop, on_sale: list[int]):
    guest_token, guest = await shop.sessions.begin(SOMEONE)
    await shop.carts.add(guest.user, on_sale[0])
    order_id = await shop.carts.buy(guest.user)
    await shop.carts.add(guest.user, on_sale[1])
    _, session = await shop.accounts.sign_up(guest_token, SOMEONE, EMAIL, PASSWORD)
    assert [order.order_id for order in (await shop.history.page(session.user)).orders] == [order_id]
    assert [line.product_id for line in (await shop.carts.view(session.user)).lines] == [on_sale[1]]


async def test_an_order_on_its_way_while_its_guest_signs_in_reaches_the_account(
    shop: Shop, on_sale: list[int], monkeypatch: pytest.MonkeyPatch
):
    guest_token, guest = await shop.sessions.begin(SOMEONE)
    _, account = await shop.accounts.sign_up(None, SOMEONE, EMAIL, PASSWORD)
    await shop.accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)
    await shop.carts.add(guest.user, on_sale[0])
    late = await shop.carts.buy(guest.user, NOWHERE)
    assert (await shop.history.page(account.user)).total == 0
    monkeypatch.setattr("backend.identity.takeovers.QUIET_AFTER", timedelta(seconds=-1))
    await shop.accounts.takeovers.finish()
    assert [order.order_id for order in (await shop.history.page(account.user)).orders] == [late]
