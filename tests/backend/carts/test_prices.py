"""A price that changes under a cart is said, and nothing is ordered at one that the shopper was not told."""

import pytest

from backend.carts.schemas import CartLine
from backend.carts.service import CartService
from backend.kit.errors import RefusedError
from backend.wiring import Shop
from tests.backend.carts.conftest import USER, Shelf, Till, product
from tests.backend.carts.test_changing import lines
from tests.conftest import Stores


async def line_of(carts: CartService) -> CartLine:
    [line] = (await carts.view(USER)).lines
    return line


class TestAChangedPrice:
    async def test_is_said_beside_the_new_one_until_it_is_noted(
        self, carts: CartService, shelf: Shelf
    ) -> None:
        await carts.add(USER, 1)
        assert (await line_of(carts)).was is None
        shelf.products[1] = product(1, price=1200)
        for _ in range(2):
            line = await line_of(carts)
            assert (line.price, line.was) == (1200, 1000)
        assert (await carts.set_quantity(USER, 1, 2)).lines[0].was == 1000
        assert (await carts.note_price(USER, 1)).lines[0].was is None
        assert (await line_of(carts)).was is None

    async def test_that_changes_again_is_told_from_what_the_shopper_knew_first(
        self, carts: CartService, shelf: Shelf
    ) -> None:
        await carts.add(USER, 1)
        for price in (1200, 1100):
            shelf.products[1] = product(1, price=price)
            assert (await line_of(carts)).was == 1000
        shelf.products[1] = product(1, price=1000)
        assert (await line_of(carts)).was is None

    async def test_is_one_of_the_changed_line_alone(self, carts: CartService, shelf: Shelf) -> None:
        await carts.add(USER, 1)
        shelf.products[2] = product(2, price=900)
        view = await carts.add(USER, 2)
        assert [line.was for line in view.lines] == [None, None]

    async def test_goes_with_the_line_into_an_account(self, carts: CartService, shelf: Shelf) -> None:
        await carts.add("USR_guest", 1)
        shelf.products[1] = product(1, price=1200)
        await carts.take_over("USR_guest", USER)
        assert (await line_of(carts)).was == 1000

    async def test_of_a_cart_from_before_prices_were_kept_is_none(
        self, carts: CartService, stores: Stores
    ) -> None:
        kept = {"_id": USER, "items": [{"productId": 1, "qty": 2}], "version": 1, "checkout": None}
        await stores.database["carts"].insert_one(kept)
        assert (await line_of(carts)).was is None
        await carts.buy(USER)


class TestWhatIsAskedFor:
    async def test_is_the_price_that_the_shopper_was_told_last(
        self, carts: CartService, shelf: Shelf, till: Till
    ) -> None:
        await carts.add(USER, 1)
        shelf.products[1] = product(1, price=1200)
        till.refusal = RefusedError()
        for told in (1000, 1200):
            with pytest.raises(RefusedError):
                await carts.buy(USER)
            assert till.asked_prices == [told]
            await carts.view(USER)

    async def test_is_what_the_page_shows_even_if_another_was_told_more(
        self, carts: CartService, shelf: Shelf, till: Till
    ) -> None:
        await carts.add(USER, 1)
        before = (await carts.add(USER, 2)).lines
        shelf.products[1] = product(1, price=1200)
        await carts.view(USER)  # another page
        till.refusal = RefusedError()
        with pytest.raises(RefusedError):
            await carts.buy(USER, shown=before)
        assert till.asked_prices == [1000, 1000]

    async def test_is_nothing_where_the_page_shows_other_lines(self, carts: CartService, till: Till) -> None:
        await carts.add(USER, 1)
        await carts.add(USER, 2)
        [one, two] = (await carts.add(USER, 2)).lines
        fewer, other = two.model_copy(update={"qty": 1}), two.model_copy(update={"product_id": 3})
        for shown in ((), (one,), (one, fewer), (one, other), (one, two, two)):
            with pytest.raises(RefusedError) as refusal:
                await carts.buy(USER, shown=shown)
            assert [problem.field for problem in refusal.value.problems] == ["cart"]
        assert till.asked_prices == []
        await carts.buy(USER, shown=(two, one))
        assert till.asked_prices == [1000, 1000]


@pytest.fixture
async def on_sale(shop: Shop) -> int:
    """The id of a product in stock."""
    await shop.products.generate(12, seed=2026)
    await shop.history.ensure_index()
    return (await shop.products.search()).products[0].product_id


async def test_nothing_is_ordered_at_a_price_that_was_not_told(
    shop: Shop, on_sale: int, stores: Stores
) -> None:
    before = (await shop.carts.add(USER, on_sale)).total
    await stores.database["products"].update_one({"_id": on_sale}, {"$inc": {"discountedPrice": 250}})
    for _ in range(2):
        with pytest.raises(RefusedError) as refusal:
            await shop.carts.buy(USER)
        assert [problem.field for problem in refusal.value.problems] == ["lines[0].productPrice"]
    assert (await shop.history.page(USER)).total == 0
    view = await shop.carts.view(USER)
    assert (view.lines[0].was, view.total) == (before, before + 250)
    await shop.carts.buy(USER)
    [order] = (await shop.history.page(USER)).orders
    assert order.total == before + 250
    assert lines(await shop.carts.view(USER)) == []


async def test_a_price_that_changes_after_a_crash_does_not_order_twice(
    shop: Shop, on_sale: int, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise RuntimeError("killed")

    await shop.carts.add(USER, on_sale)
    with monkeypatch.context() as patch:
        patch.setattr(shop.carts._buying, "_finish", dies)
        with pytest.raises(RuntimeError):
            await shop.carts.buy(USER)
    await stores.database["products"].update_one({"_id": on_sale}, {"$inc": {"discountedPrice": 250}})
    await shop.carts.buy(USER)
    assert lines(await shop.carts.view(USER)) == []
    assert (await shop.history.page(USER)).total == 1
