"""Search finds what it should, and nothing that a hostile text asks for."""

from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from backend.products.schemas import Filters, Sort
from backend.products.service import ProductService
from backend.products.tokens import query_words
from tests.backend.products.conftest import names_of
from tests.conftest import Stores

Stocked = Callable[..., Awaitable[ProductService]]

HOSTILE = [
    "*", "**", "word|*", "|", "||", "-", "-jeans", "--", "(", ")", "()", "((((", "@", "@active:{false}",
    "@x:{a}", "@in_stock:{true|false}", "$", "$a", "$last", "$w0*", "%a%", "%%%a%%%", "~", "~jeans", "'", '"',
    '"black jeans', "\\", "\\\\", "a\\", "=>", "=>{$weight: 100}", "[0 inf]", "@price:[-inf +inf]", "{", "}",
    "a) | (@active:{false}", "*)|(*", "ismissing(@name)", "\x00", "a\x00b", "\n", "\t", "\r\n", "\ud800",
    "😀", "👩\u200d👩\u200d👧", "裤子", "جينز", "\u202eevil", "?", "`", "^", "/", ";", "!", "#", "&",
    "a" * 10_000, "a " * 5_000, "* " * 5_000, "😀" * 10_000, "-" * 10_000, "PARAMS 2 a b",
    "LIMIT 0 0", "FT.DROPINDEX", "%s{}",
]  # fmt: skip


async def _run_id(stores: Stores) -> bytes:
    info = await stores.redis.text.info("server")
    return info["run_id"]


class TestFinding:
    async def test_t_shirt_finds_t_shirts_under_every_spelling(self, read_only: ProductService) -> None:
        for text in ("t-shirt", "T-Shirts", "tshirt", "tshirts", "t shirt", "t-sh"):
            page = await read_only.search(text)
            assert page.total > 5, text
            assert {product.article_type for product in page.products} == {"T-Shirts"}, text

    async def test_black_jeans_finds_black_jeans(self, read_only: ProductService) -> None:
        page = await read_only.search("black jeans")
        assert page.total >= 2
        assert {(product.colour, product.article_type) for product in page.products} == {("Black", "Jeans")}

    async def test_words_are_stemmed(self, stocked: Stocked) -> None:
        catalogue = await stocked("Running shoe", "Walking stick")
        for text in ("runs", "run shoes", "SHOES"):
            assert names_of((await catalogue.search(text)).products) == ["Running shoe"], text

    async def test_last_word_may_be_unfinished(self, stocked: Stocked) -> None:
        catalogue = await stocked("Black jeans", "Black belt", "Blue jeans")
        assert set(names_of((await catalogue.search("bla")).products)) == {"Black jeans", "Black belt"}
        assert names_of((await catalogue.search("black je")).products) == ["Black jeans"]
        assert (await catalogue.search("bla jeans")).total == 0

    async def test_a_single_letter_being_typed_takes_nothing_away(self, stocked: Stocked) -> None:
        catalogue = await stocked("Black jeans", "Black belt")
        assert (await catalogue.search("black j")).total == 2

    async def test_whole_word_ranks_above_prefix(self, stocked: Stocked) -> None:
        catalogue = await stocked("Capes of wool", "Cap of wool", "Captain of wool")
        assert names_of((await catalogue.search("cap")).products)[0] == "Cap of wool"

    async def test_name_ranks_above_description(self, catalogue: ProductService, stocked: Stocked) -> None:
        await stocked("Plain belt", "Linen belt", description="<p>Linen</p>")
        assert names_of((await catalogue.search("linen")).products)[0] == "Linen belt"

    async def test_accents_and_case_make_no_difference(self, stocked: Stocked) -> None:
        catalogue = await stocked("Café Crème scarf", "CAFÉ apron")
        for text in ("cafe", "CAFÉ", "café"):
            assert (await catalogue.search(text)).total == 2, text

    async def test_a_first_letter_finds_every_word_that_begins_with_it(self, stocked: Stocked) -> None:
        catalogue = await stocked("Black jeans", "Blue coat", "White shirt")
        assert sorted(names_of((await catalogue.search("b")).products)) == ["Black jeans", "Blue coat"]
        assert (await catalogue.search("$b|")).total == 2
        assert (await catalogue.search("衣")).total == 0

    async def test_no_text_is_the_whole_catalogue_in_a_fixed_order(self, read_only: ProductService) -> None:
        first = await read_only.search()
        seen = [
            product.product_id
            for number in range(1, first.pages + 1)
            for product in (await read_only.search("  ", number)).products
        ]
        assert len(first.products) == 24
        assert len(seen) == len(set(seen)) == first.total
        assert seen == sorted(seen)

    async def test_a_page_past_the_end_is_empty_and_keeps_the_total(self, read_only: ProductService) -> None:
        page = await read_only.search("jeans", 10**9)
        assert (page.products, page.total > 0) == ((), True)
        assert (await read_only.search("jeans", -5)).page == 1

    async def test_results_carry_what_the_product_page_shows(self, read_only: ProductService) -> None:
        found = (await read_only.search("jeans")).products[0]
        stored = await read_only.get(found.product_id)
        assert stored
        together = {"description": "", "in_stock": found.in_stock, "stock_left": found.stock_left}
        assert found == stored.model_copy(update=together)


class TestHiding:
    async def test_sold_out_products_are_hidden_until_they_are_back(self, stocked: Stocked) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        await catalogue.ensure_index()
        await catalogue.apply_stock([(1, 0, 5)])
        assert names_of((await catalogue.search("jeans")).products) == ["Blue jeans"]
        await catalogue.apply_stock([(1, 3, 6)])
        back = (await catalogue.search("black jeans")).products[0]
        assert (back.name, back.stock_left) == ("Black jeans", 3)

    async def test_older_stock_news_never_undoes_newer(self, stocked: Stocked) -> None:
        catalogue = await stocked("Black jeans")
        await catalogue.ensure_index()
        await catalogue.apply_stock([(1, 0, 9), (1, 50, 8)])
        await catalogue.apply_stock([(1, 50, 7), (77, 1, 1)])
        assert (await catalogue.search("jeans")).total == 0
        product = await catalogue.get(1)
        assert product
        assert not product.in_stock

    async def test_withdrawn_products_are_hidden(self, stocked: Stocked, stores: Stores) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        await stores.database["products"].update_one({"_id": 1}, {"$set": {"statusCode": 0}})
        await catalogue.reindex()
        assert names_of((await catalogue.search("jeans")).products) == ["Blue jeans"]
        assert await catalogue.get(1) is None
        assert (await catalogue.quote([1]))[1]["active"] is False


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:24]))
    async def test_finds_no_more_than_its_words_do(self, stocked: Stocked, stores: Stores, text: str) -> None:
        catalogue = await stocked("Black jeans", "Blue coat", "White word")
        await stores.database["products"].update_one({"_id": 2}, {"$set": {"statusCode": 0}})
        await catalogue.ensure_index()
        before = await _run_id(stores)
        found = names_of((await catalogue.search(text)).products)
        assert "Blue coat" not in found
        one_letter_alone = [len(word) for word in query_words(text)] == [1]
        if "jeans" not in text and text.strip() and not one_letter_alone:
            assert set(found) <= ({"White word"} if "word" in text else set())
        assert await _run_id(stores) == before

    async def test_operators_after_a_word_find_no_more_than_the_word(self, read_only: ProductService) -> None:
        alone = (await read_only.search("jeans")).total
        for text in (
            "jeans|*",
            "jeans | @active:{true}",
            "jeans*|shirt*",
            "jeans -nothing",
            "(jeans)|(coat)",
        ):
            assert (await read_only.search(text)).total <= alone, text

    async def test_any_text_at_all_is_answered(self, read_only: ProductService, read_stores: Stores) -> None:
        before = await _run_id(read_stores)
        texts: list[str] = []

        @hypothesis_settings(
            max_examples=300, database=None, deadline=None, suppress_health_check=list(HealthCheck)
        )
        @given(st.text(alphabet=st.characters(), max_size=60))
        def collect(text: str) -> None:
            texts.append(text)

        collect()
        for text in texts:
            page = await read_only.search(text)
            assert page.total >= len(page.products)
        assert await _run_id(read_stores) == before


async def test_words_on_plain_text_find_what_a_literal_query_finds(
    read_only: ProductService, read_stores: Stores
) -> None:
    await read_only.ensure_index()
    for text in ("jeans", "wool coat", "navy blue", "leather belt", "soft", "striped sweaters"):
        literal = f"@listed:{{true}} {text}"
        reply = await read_stores.redis.commands.execute_command(
            "FT.SEARCH", "rivulet:products", literal, "LIMIT", 0, 0, "DIALECT", 2
        )
        assert (await read_only.search(text)).total >= reply[0] > 0, text


class TestCategoryAndOrder:
    async def test_a_category_leaves_only_its_products(self, read_only: ProductService) -> None:
        jeans = await read_only.search(category="jeans")
        assert 0 < jeans.total < (await read_only.search()).total
        assert {product.article_type for product in jeans.products} == {"Jeans"}
        black = await read_only.search("black", category="Jeans")
        assert 0 < black.total < jeans.total
        assert {(product.colour, product.article_type) for product in black.products} == {("Black", "Jeans")}

    async def test_an_unknown_category_has_nothing(self, read_only: ProductService) -> None:
        for name in ("no such thing", "!!!", "*", "jeans|*shirts", "@listed:{true}", "\ud800", "裤子"):
            assert (await read_only.search(category=name)).total == 0, name

    @pytest.mark.parametrize("text", ["", "black"])
    @pytest.mark.parametrize("category", ["", "Jeans"])
    async def test_pages_in_an_order_are_one_list_as_it_is_found_by_cursor(
        self, read_only: ProductService, text: str, category: str
    ) -> None:
        for sort in Sort:
            # Redis weighs words anew when it clears away what it has replaced; answers of before stay.
            await read_only.queries.forget()
            first = await read_only.search(text, category=category, sort=sort)
            pages = [first] + [
                await read_only.search(text, page, category, sort) for page in range(2, first.pages + 1)
            ]
            paged = [product.product_id for page in pages for product in page.products]
            found = await read_only.find(text, Filters(category=category), sort, size=100)
            assert paged[:100] == [product.product_id for product in found.products], sort
            assert len(paged) == len(set(paged)) == first.total == found.total

    async def test_prices_rise_and_fall(self, read_only: ProductService) -> None:
        for sort, falls in ((Sort.PRICE_ASC, False), (Sort.PRICE_DESC, True)):
            prices = [product.price for product in (await read_only.search(sort=sort)).products]
            assert prices == sorted(prices, reverse=falls)
            assert prices[0] != prices[-1]


class TestCategories:
    async def test_are_the_article_types_on_sale_the_largest_first(self, read_only: ProductService) -> None:
        categories = await read_only.categories()
        assert sum(each.total for each in categories) == (await read_only.search()).total
        totals = [each.total for each in categories]
        assert totals == sorted(totals, reverse=True)
        for each in categories:
            page = await read_only.search(category=each.name)
            assert page.total == each.total
            assert {product.article_type for product in page.products} == {each.name}
            assert each.picture == page.products[0].picture

    async def test_have_the_names_that_the_catalogue_gives_them(self, stocked: Stocked) -> None:
        catalogue = await stocked(
            "Coat", article_type="Café & Rain-Coats", sub_category="Topwear", master_category="Apparel"
        )
        assert [each.name for each in await catalogue.categories()] == ["Café & Rain-Coats"]

    async def test_are_known_by_any_spelling_that_the_filter_takes(self, read_only: ProductService) -> None:
        for asked, name in (
            ("Jeans", "Jeans"),
            ("JEANS'\"<>", "Jeans"),
            ("t shirts", "T-Shirts"),
            ("topwear", "Topwear"),
            ("Footwear", "Footwear"),
            ("no such thing", ""),
            ("'\"<>", ""),
            ("", ""),
        ):
            assert await read_only.category_named(asked) == name, asked

    async def test_belong_to_a_group(self, read_only: ProductService) -> None:
        groups = {each.name: each.group for each in await read_only.categories()}
        assert (groups["Jeans"], groups["Sneakers"], groups["Watches"]) == (
            "Apparel",
            "Footwear",
            "Accessories",
        )

    async def test_what_has_no_type_makes_none(self, stocked: Stocked) -> None:
        catalogue = await stocked("Thing")
        assert await catalogue.categories() == ()

    async def test_are_asked_for_once_a_minute(
        self, stocked: Stocked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        catalogue = await stocked("Coat", article_type="Coats")
        assert len(await catalogue.categories()) == 1
        await catalogue.apply_stock([(1, 0, 10**9)])
        assert len(await catalogue.categories()) == 1
        monkeypatch.setattr(catalogue._finder, "_categories_end", 0.0)
        assert await catalogue.categories() == ()
