"""Browsing the home page by category and in an order, as its address asks."""

from typing import Any

import pytest

from backend.products.generator.catalogue import SEED, SIZE
from backend.products.schemas import Sort
from backend.wiring import Shop
from storefront import narrowing, search
from storefront.front import FrontState
from storefront.search import SearchState
from storefront.wishes import Wish
from tests.storefront.conftest import OpenAPage, OpenPage

NOT_AN_ORDER: list[Any] = [
    *(None, True, -1, 2**80, "", "bogus", "PRICE_ASC", "price_asc ", "9" * 5000),
    *([1], ["newest"], {"$gt": 0}),
]
REACH = f"{SearchState.get_full_name()}.reach_rx_state_"


def prices(page: OpenPage) -> list[float]:
    return [float(card.price.strip("$").replace(",", "")) for card in page.vars(SearchState)["products"]]


class TestAddresses:
    def test_say_only_what_is_asked_for(self) -> None:
        assert Wish().address == "/"
        assert Wish("a & b", "T-Shirts & Co", Sort.PRICE_DESC).address == (
            "/?q=a%20%26%20b&category=T-Shirts%20%26%20Co&sort=price_desc"
        )
        assert Wish(sort=Sort.NEWEST).address == "/?sort=newest"
        assert Wish("belt", on_sale=True, sort=Sort.PRICE_ASC).address == "/?q=belt&show=sale&sort=price_asc"

    async def test_tell_what_is_shown(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?q=black&category=jeans&sort=price_asc")
        shown, found = page.vars(SearchState), await stocked.products.search("black", category="Jeans")
        assert (shown["words"], shown["category"], shown["sort"]) == ("black", "Jeans", "price_asc")
        assert shown["total"] == found.total > 0
        assert prices(page) == sorted(prices(page))

    async def test_of_an_unknown_category_show_nothing_and_all_the_others(self, open_page: OpenAPage) -> None:
        for name in ("zzz", "%3Cb%3E", "*", "@listed:{true}", "x" * 5000, "😀", "jeans|*b"):
            page = open_page()
            await page.send(SearchState.load, at=f"/?category={name}&sort=newest")
            shown = page.vars(SearchState)
            assert (shown["total"], shown["counted"], shown["products"]) == (0, "0", []), name
            assert (shown["in_category"], shown["category"]) == (True, ""), name
            assert len(shown["chips"]) > 1, name
            assert shown["in_all"] == "/?sort=newest", name

    async def test_of_an_unknown_order_are_as_those_of_none(self, open_page: OpenAPage) -> None:
        plain = open_page()
        await plain.send(SearchState.load)
        for order in ("bogus", "PRICE_ASC", "price_asc%20x", "", "%00", "9" * 5000):
            page = open_page()
            await page.send(SearchState.load, at=f"/?sort={order}")
            assert page.vars(SearchState)["sort"] == "relevance", order
            assert page.vars(SearchState)["products"] == plain.vars(SearchState)["products"], order

    async def test_of_a_group_of_categories_show_all_of_them(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?category=apparel")
        assert page.vars(SearchState)["category"].casefold() == "apparel"
        assert page.vars(SearchState)["total"] > 100

    async def test_of_what_is_on_sale_show_nothing_else(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?show=sale")
        shown = page.vars(SearchState)
        assert 0 < shown["total"] < (await stocked.products.search()).total
        assert all(card.before for card in shown["products"])
        assert shown["on_sale"] is True
        for other in ("", "SALE", "sale%20", "x" * 5000):
            await page.send(SearchState.load, at=f"/?show={other}")
            assert page.vars(SearchState)["on_sale"] is False


class TestWhatNarrowsTheList:
    async def test_is_said_with_a_way_back_from_each(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?q=black&category=jeans&show=sale&sort=newest")
        applied = [(each.label, each.address) for each in page.vars(SearchState)["applied"]]
        assert applied == [
            ("“black”", "/?category=jeans&show=sale&sort=newest"),
            ("Jeans", "/?q=black&show=sale&sort=newest"),
            ("On sale", "/?q=black&category=jeans&sort=newest"),
        ]
        await page.send(SearchState.load)
        assert page.vars(SearchState)["applied"] == []

    async def test_may_be_what_is_on_sale_of_the_same(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?category=Jeans&sort=newest")
        assert page.vars(SearchState)["only_on_sale"] == "/?category=Jeans&show=sale&sort=newest"

    async def test_stays_while_words_are_typed(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?show=sale")
        await page.send(SearchState.search, at="/?show=sale", typed="black")
        assert page.redirects == ["/?q=black&show=sale"]

    async def test_names_the_list(self, open_page: OpenAPage) -> None:
        page = open_page()
        for address, heading in (
            ("/?q=black&category=Jeans", "“black” in Jeans"),
            ("/?q=black", "“black”"),
            ("/?category=footwear&show=sale", "Footwear"),
            ("/?category=topwear", "Topwear"),
            ("/?category=Shirts'%22%3C%3E", "Shirts"),
            ("/?category=zzz", "Not in the shop"),
            ("/?show=sale", "On sale"),
            ("/?sort=newest", "New"),
            ("/?sort=price_asc", "All products"),
        ):
            await page.send(SearchState.load, at=address)
            assert page.vars(SearchState)["heading"] == heading, address


class TestTheBareHomePage:
    async def test_shows_different_kinds_of_what_is_new_and_what_is_on_sale(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(SearchState.load)
        fresh, reduced = (page.vars(FrontState)[row] for row in ("fresh", "reduced"))
        shown = await stocked.products.get_many([card.product_id for card in (*fresh, *reduced)])
        assert len(shown) == 8
        for row in (fresh, reduced):
            assert len({shown[card.product_id].article_type for card in row}) == 4
        assert all(card.before for card in reduced)

    async def test_has_a_door_to_each_large_group(self, stocked: Shop, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load)
        doors = page.vars(FrontState)["doors"]
        assert {door.label for door in doors} == {"Apparel", "Accessories", "Footwear"}
        for door in doors:
            await page.send(SearchState.load, at=door.address)
            assert page.vars(SearchState)["heading"] == door.label
            assert page.vars(SearchState)["total"] > 0

    @pytest.mark.changes_products
    async def test_is_left_by_any_wish_and_read_anew_for_it(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(SearchState.load)
        gone = page.vars(FrontState)["fresh"][0].product_id
        product = await stocked.products.get(gone)
        assert product
        ids = {gone, *(size.product_id for size in product.sizes)}
        await stocked.products.apply_stock([(each, 0, 10**9) for each in ids])
        await page.send(SearchState.load, at="/?q=belt")
        assert page.vars(SearchState)["is_home"] is False
        await page.send(SearchState.load)
        assert page.vars(SearchState)["is_home"] is True
        assert gone not in [card.product_id for card in page.vars(FrontState)["fresh"]]

    async def test_is_a_way_on_from_nothing_found(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?q=qqqzzz")
        assert len(page.vars(FrontState)["fresh"]) == 4


class TestCategories:
    async def test_of_one_group_stand_together(self, stocked: Shop, open_page: OpenAPage) -> None:
        page, known = open_page(), await stocked.products.categories()
        for address in ("/?category=Boots", "/?category=FOOTWEAR", "/?category=%3CBoots%3E"):
            await page.send(SearchState.load, at=address)
            names = [chip.name for chip in page.vars(SearchState)["chips"]]
            assert names == [each.name for each in known if each.group == "Footwear"]

    async def test_are_what_the_catalogue_has_the_largest_first(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        page = open_page()
        await page.send(SearchState.load)
        chips, known = page.vars(SearchState)["chips"], await stocked.products.categories()
        shown = [(chip.name, chip.picture) for chip in chips]
        assert shown == [(each.name, each.picture) for each in known[: narrowing.MAX_CATEGORIES]]

    async def test_keep_the_words_and_the_order(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?q=black&category=Jeans&sort=newest")
        shown = page.vars(SearchState)
        addresses = {chip.name: chip.address for chip in shown["chips"]}
        assert addresses["T-Shirts"] == "/?q=black&category=T-Shirts&sort=newest"
        assert shown["in_all"] == "/?q=black&sort=newest"

    async def test_one_that_is_asked_for_is_among_them_even_if_it_is_small(
        self, stocked: Shop, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(narrowing, "MAX_CATEGORIES", 3)
        small, page = (await stocked.products.categories())[-1], open_page()
        await page.send(SearchState.load)
        assert len(page.vars(SearchState)["chips"]) == 3
        await page.send(SearchState.load, at=Wish(category=small.name.upper()).address)
        assert [chip.name for chip in page.vars(SearchState)["chips"]][3:] == [small.name]
        assert page.vars(SearchState)["category"] == small.name

    async def test_hold_while_words_are_typed(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?category=Jeans")
        await page.send(SearchState.search, at="/?category=Jeans", typed="black")
        await page.send(SearchState.search, at="/?category=Jeans", typed="black s")
        assert page.redirects == ["/?q=black&category=Jeans", "/?q=black%20s&category=Jeans"]
        assert page.replaced == [False, True]
        assert page.vars(SearchState)["category"] == "Jeans"

    async def test_do_not_hold_for_a_search_from_another_page(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?category=Jeans&sort=newest")
        await page.send(SearchState.search, at="/orders", typed="belt")
        assert page.redirects == ["/?q=belt"]
        assert page.vars(SearchState)["in_category"] is False


class TestOrder:
    async def test_is_shown_at_once_and_the_address_follows(self, open_page: OpenAPage) -> None:
        page, here = open_page(), "/?q=black&category=Jeans"
        await page.send(SearchState.load, at=here)
        await page.send(SearchState.sort_by, at=here, order="price_desc")
        assert prices(page) == sorted(prices(page), reverse=True)
        assert page.redirects == [f"{here}&sort=price_desc"]
        assert page.replaced == [False]
        await page.send(SearchState.load, at=f"{here}&sort=price_desc")  # the echo
        await page.send(SearchState.load, at=here)  # back
        assert page.vars(SearchState)["sort"] == "relevance"
        await page.send(SearchState.sort_by, at=here, order="relevance")
        assert len(page.redirects) == 1

    async def test_that_is_none_is_ignored(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load)
        for value in NOT_AN_ORDER:
            await page.send(SearchState.sort_by, order=value)
        assert page.vars(SearchState)["sort"] == "relevance"
        assert page.redirects == []
        assert "Traceback" not in page.everything_told

    async def test_of_another_page_is_ignored(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.sort_by, at="/orders", order="newest")
        assert page.redirects == []

    async def test_chosen_right_after_words_were_typed_keeps_them(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load)
        await page.send(SearchState.search, typed="jeans")
        await page.send(SearchState.sort_by, order="newest")
        assert page.redirects == ["/?q=jeans", "/?q=jeans&sort=newest"]

    async def test_goes_on_below(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?sort=price_asc")
        await page.send(SearchState.more, at="/?sort=price_asc")
        assert len(prices(page)) == 48
        assert prices(page) == sorted(prices(page))


class TestHowMany:
    @pytest.mark.changes_products
    async def test_all_of_the_first_catalogue_can_be_seen_and_thousands_are_told_apart(
        self, stocked: Shop, open_page: OpenAPage
    ) -> None:
        await stocked.products.generate(SIZE, SEED)
        page = open_page()
        await page.send(SearchState.load)
        found = await stocked.products.search()
        total = found.total
        assert found.pages <= search.MAX_PAGES
        assert page.vars(SearchState)["total"] == total
        assert page.vars(SearchState)["counted"] == f"1,{total - 1000:03d}"

    async def test_no_more_is_offered_than_is_given(
        self, open_page: OpenAPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search, "MAX_PAGES", 2)
        page = open_page()
        await page.send(SearchState.load)
        assert page.vars(SearchState)["has_more"] is True
        await page.send(SearchState.more)
        assert page.vars(SearchState)["has_more"] is False
        await page.send(SearchState.more)
        assert len(page.vars(SearchState)["products"]) == 48

    async def test_a_new_process_shows_as_many_of_exactly_this(self, open_page: OpenAPage) -> None:
        page = open_page()
        await page.send(SearchState.load, at="/?category=Apparel&sort=newest")
        await page.send(SearchState.more, at="/?category=Apparel&sort=newest")
        remembered = page.vars(SearchState)["reach"]
        for address, shown in (
            ("/?category=Apparel&sort=newest", 48),
            ("/?category=Apparel", 24),
            ("/?q=s&category=Apparel&sort=newest", 24),
            ("/", 24),
        ):
            other = open_page()
            await other.connect(at=address, new_document=False, **{REACH: remembered})
            assert len(other.vars(SearchState)["products"]) == shown, address
