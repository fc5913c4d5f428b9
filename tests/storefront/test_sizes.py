"""The size of a product: chosen on its page, asked for on its card, and what is left of it."""

from typing import Any

import pytest

from backend.products.schemas import ProductView, SizeView
from backend.wiring import Shop
from storefront.cart import CartState
from storefront.components.size_dialog import SizeState
from storefront.components.stock import stock_of
from storefront.notice import NoticeState
from storefront.pages.product import ProductState
from tests.storefront.catalogue import in_sizes, of_one_size, sell_out
from tests.storefront.conftest import OpenAPage

HOSTILE: list[Any] = [None, True, -1, 0, 2**80, 1.5, "x", "9" * 5000, [1], {"$gt": 0}, 999_999]


def left_of(product: ProductView) -> list[SizeView]:
    return [each for each in product.sizes if each.in_stock]


class TestOnThePage:
    async def test_none_is_chosen_until_the_shopper_does(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, product = open_page(), await in_sizes(stocked)
        await page.send(ProductState.load, at=f"/product/{product.product_id}")
        shown = page.vars(ProductState)
        assert [each.product_id for each in shown["sizes"]] == [each.product_id for each in product.sizes]
        assert shown["chosen"] == 0
        await page.send(ProductState.ask_for_size)
        assert page.vars(ProductState)["size_missing"]
        size = left_of(product)[-1]
        await page.send(ProductState.choose, product_id=size.product_id)
        shown = page.vars(ProductState)
        assert (shown["chosen"], shown["size_missing"]) == (size.product_id, False)
        assert size.size in shown["stock"]

    async def test_the_address_of_a_size_has_it_chosen(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, product = open_page(), await in_sizes(stocked)
        other = next(each for each in product.sizes if each.product_id != product.product_id)
        await page.send(ProductState.load, at=f"/product/{other.product_id}")
        shown = page.vars(ProductState)
        assert shown["chosen"] == other.product_id
        assert shown["product"].product_id == product.product_id
        current = [each.product_id for each in shown["colours"] if each.current]
        assert current == ([product.product_id] if shown["colours"] else [])

    async def test_a_choice_is_kept_when_the_page_is_read_again_and_not_on_another(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, product = open_page(), await in_sizes(stocked)
        size = left_of(product)[0]
        await page.send(ProductState.load, at=f"/product/{product.product_id}")
        await page.send(ProductState.choose, product_id=size.product_id)
        await page.send(ProductState.load, at=f"/product/{product.product_id}")
        assert page.vars(ProductState)["chosen"] == size.product_id
        await page.send(ProductState.load, at=f"/product/{(await of_one_size(stocked)).product_id}")
        assert page.vars(ProductState)["chosen"] == 0
        assert page.vars(ProductState)["sizes"] == []

    async def test_only_a_size_of_this_product_can_be_chosen(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, product = open_page(), await in_sizes(stocked)
        await page.send(ProductState.load, at=f"/product/{product.product_id}")
        for value in (*HOSTILE, (await of_one_size(stocked)).product_id):
            await page.send(ProductState.choose, product_id=value)
            assert page.vars(ProductState)["chosen"] == 0
        assert "Traceback" not in page.everything_told

    @pytest.mark.changes_products
    async def test_what_others_buy_of_the_chosen_size_is_told(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page, product = open_page(), await in_sizes(stocked)
        size = left_of(product)[0]
        await page.send(ProductState.load, at=f"/product/{product.product_id}")
        await page.send(ProductState.choose, product_id=size.product_id)
        for version, (left, words) in enumerate(
            [(3, "Only 3 left in size {}"), (0, "Size {} is sold out")], 10**9
        ):
            await stocked.products.apply_stock([(size.product_id, left, version)])
            await page.send(ProductState.stock_changed, product_ids=[str(size.product_id)])
            shown = page.vars(ProductState)
            assert shown["stock"] == words.format(size.size)
            assert shown["few"]
        assert shown["product"].in_stock
        await sell_out(stocked, product.product_id)
        await page.send(ProductState.stock_changed)
        assert not page.vars(ProductState)["product"].in_stock


class TestOnACard:
    @pytest.mark.parametrize(("ask", "to_buy"), [(SizeState.to_buy_now, True), (SizeState.to_add, False)])
    @pytest.mark.changes_products
    async def test_the_sizes_are_read_when_they_are_asked_for(
        self, stocked: Shop, open_page: OpenAPage, ask: Any, to_buy: bool
    ) -> None:
        page, product = open_page(), await in_sizes(stocked)
        gone = left_of(product)[0]
        await stocked.products.apply_stock([(gone.product_id, 0, 10**9)])
        await page.send(ask, product_id=product.product_id)
        asked = page.vars(SizeState)
        assert (asked["name"], asked["to_buy"], asked["turn"]) == (product.name, to_buy, 1)
        assert [each.name for each in asked["sizes"]] == [each.size for each in product.sizes]
        sold_out = next(each for each in asked["sizes"] if each.product_id == gone.product_id)
        assert (sold_out.in_stock, sold_out.words) == (False, f"{gone.size}, sold out")
        assert page.vars(CartState).get("count", 0) == 0

    async def test_for_what_is_no_product_it_is_said_that_nothing_was_done(
        self, open_page: OpenAPage
    ) -> None:
        page = open_page()
        for value in HOSTILE:
            await page.send(SizeState.to_add, product_id=value)
        assert page.vars(NoticeState)["problem"]
        assert page.vars(SizeState).get("turn", 0) == 0
        assert "Traceback" not in page.everything_told


@pytest.mark.parametrize(
    ("in_stock", "left", "words"),
    [(True, None, "In stock"), (True, 5, "Only 5 left"), (False, 0, "Sold out")],
)
def test_without_a_size_what_is_left_is_of_all_together(in_stock: bool, left: int | None, words: str) -> None:
    product = ProductView.model_construct(in_stock=in_stock, stock_left=left)
    assert stock_of(product, None) == words
