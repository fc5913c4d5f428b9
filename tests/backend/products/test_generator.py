"""The first catalogue is believable, and the same for the same seed."""

import itertools
from collections import Counter

import pytest

from backend.products.drawings import draw_svg
from backend.products.generator import generate
from backend.products.generator.brands import BRANDS
from backend.products.models import ProductRecord


def test_same_seed_gives_the_same_catalogue_and_another_one_another() -> None:
    assert generate() == generate()
    assert generate(seed=1) != generate(seed=2)


def test_names_and_ids_are_distinct_and_every_field_is_filled() -> None:
    products = generate()
    assert len({product.product_display_name for product in products}) == 1_200
    sold = [each for product in products for each in product.first_stock]
    assert len(sold) == len(set(sold))
    assert {product.product_id for product in products} == set(range(100_001, 101_201)) <= set(sold)
    for product in products:
        filled = product.model_dump(exclude={"photograph", "stock_qty", "rating_count"})
        assert all(value not in (None, "") for value in filled.values()), product


def test_prices_are_what_a_shop_asks() -> None:
    products = generate()
    assert all(500 <= product.discounted_price <= product.price <= 60_000 for product in products)
    discounted = sum(product.discounted_price < product.price for product in products)
    assert 0.1 <= discounted / len(products) <= 0.35
    for product in products:
        assert product.price % (100 if product.price < 10_000 else 500) == product.discounted_price % 100 == 0
        if product.discounted_price < product.price:
            assert 100 - 100 * product.discounted_price / product.price in (10, 15, 20, 25, 30, 40, 50)


def test_a_brand_that_would_rather_sell_out_reduces_nothing() -> None:
    proud = {brand.name for brand in BRANDS if not brand.reduces}
    assert proud
    for product in generate():
        assert product.discounted_price == product.price or product.brand_name not in proud


def test_few_are_sold_out_and_some_nearly() -> None:
    stock = [product.stock_qty for product in generate()]
    assert 0.01 <= stock.count(0) / len(stock) <= 0.05
    assert 0.04 <= sum(0 < left <= 5 for left in stock) / len(stock) <= 0.12


def test_what_is_worn_to_measure_has_sizes_and_nothing_else_has() -> None:
    without = {
        *("Backpacks", "Beanies", "Caps", "Earrings", "Handbags", "Necklaces", "Scarves", "Sunglasses"),
        *("Ties", "Wallets", "Watches"),
    }
    for product in generate():
        assert bool(product.sizes) == (product.article_type not in without), product
        assert len({size.size for size in product.sizes}) == len(product.sizes) != 1


def test_sizes_are_in_wearing_order_and_follow_who_wears_them() -> None:
    found = {
        (product.article_type, product.gender): [size.size for size in product.sizes]
        for product in generate()
    }
    assert found["Jackets", "Men"] == ["S", "M", "L", "XL", "XXL"]
    assert found["Dresses", "Women"] == ["XS", "S", "M", "L", "XL"]
    assert found["Jeans", "Men"] == ["28", "30", "31", "32", "33", "34", "36", "38"]
    assert found["Heels", "Women"] == ["36", "37", "38", "39", "40", "41"]


def test_stock_is_spread_over_sizes_as_a_shops_is() -> None:
    sized = [product for product in generate() if product.sizes]
    assert all(product.stock_qty == sum(product.first_stock.values()) for product in sized)
    assert all(product.first_stock[product.product_id] for product in sized if product.stock_qty)
    on_sale = [product for product in sized if product.stock_qty > 5]
    pieces = [size.stock_qty for product in on_sale for size in product.sizes]
    assert 0.05 <= pieces.count(0) / len(pieces) <= 0.2
    assert 0.05 <= sum(0 < left <= 5 for left in pieces) / len(pieces) <= 0.2
    best = sorted(on_sale, key=lambda product: product.rating_count)[-len(on_sale) // 20 :]
    assert all(size.stock_qty > 5 for product in best for size in product.sizes)


def test_descriptions_are_hardly_ever_those_of_another_style() -> None:
    described = {product.style_code: product.description for product in generate()}
    assert len(set(described.values())) > 0.9 * len(described)


def test_few_products_are_rated_by_many_and_most_by_few() -> None:
    counts = sorted((product.rating_count for product in generate()), reverse=True)
    tenth = len(counts) // 10
    assert sum(counts[:tenth]) > sum(counts) / 3
    assert counts[tenth] < counts[0] / 3


def test_the_colours_of_a_style_belong_together() -> None:
    by_style: dict[str, list[ProductRecord]] = {}
    for product in generate():
        by_style.setdefault(product.style_code, []).append(product)
    assert sum(len(colours) > 1 for colours in by_style.values()) > 300
    for colours in by_style.values():
        assert len({product.base_colour for product in colours}) == len(colours) <= 5
        stem = {product.product_display_name.rpartition(" in ")[0] for product in colours}
        shared = {(product.brand_name, product.price, product.discounted_price) for product in colours}
        seeds = {product.drawing.seed for product in colours if product.drawing}
        assert len(stem) == len(shared) == len(seeds) == 1


@pytest.mark.parametrize("size", [1, 7, 1_201])
def test_a_catalogue_has_the_size_that_was_asked_for(size: int) -> None:
    assert len(generate(size)) == size


def test_a_catalogue_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        generate(0)


def test_every_brand_and_at_least_24_drawn_articles_are_there() -> None:
    products = generate()
    assert {product.brand_name for product in products} == {brand.name for brand in BRANDS}
    assert len({product.drawing.article for product in products if product.drawing}) >= 24


def test_neighbours_are_of_different_articles() -> None:
    articles = [product.drawing.article for product in generate() if product.drawing]
    pairs = Counter(one == two for one, two in itertools.pairwise(articles))
    assert pairs[True] <= 2


def test_every_product_can_be_drawn() -> None:
    for product in generate(240):
        assert draw_svg(product.drawing).startswith("<svg")


def test_a_larger_catalogue_still_has_distinct_names() -> None:
    products = generate(size=20_000)
    assert len({product.product_display_name for product in products}) == 20_000
