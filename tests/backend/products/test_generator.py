"""The first catalogue is believable, and the same for the same seed."""

import itertools
from collections import Counter

from backend.products.drawings import draw_svg
from backend.products.generator import generate
from backend.products.generator.brands import BRANDS


def test_same_seed_gives_the_same_catalogue_and_another_one_another() -> None:
    assert generate() == generate()
    assert generate(seed=1) != generate(seed=2)


def test_names_and_ids_are_distinct_and_every_field_is_filled() -> None:
    products = generate()
    assert len({product.product_display_name for product in products}) == 240
    assert len({product.product_id for product in products}) == 240
    for product in products:
        filled = product.model_dump(exclude={"photograph", "stock_qty"})
        assert all(value not in (None, "") for value in filled.values()), product


def test_prices_are_what_a_shop_asks() -> None:
    products = generate()
    assert all(500 <= product.discounted_price <= product.price <= 60_000 for product in products)
    discounted = sum(product.discounted_price < product.price for product in products)
    assert 24 <= discounted <= 80
    assert all(product.discounted_price % 100 != 13 for product in products)


def test_few_are_sold_out_and_some_nearly() -> None:
    stock = [product.stock_qty for product in generate()]
    assert 1 <= stock.count(0) <= 15
    assert 5 <= sum(0 < left <= 5 for left in stock) <= 40


def test_every_brand_and_at_least_24_drawn_articles_are_there() -> None:
    products = generate()
    assert {product.brand_name for product in products} == {brand.name for brand in BRANDS}
    assert len({product.drawing.article for product in products if product.drawing}) >= 24


def test_neighbours_are_of_different_articles() -> None:
    articles = [product.drawing.article for product in generate() if product.drawing]
    pairs = Counter(one == two for one, two in itertools.pairwise(articles))
    assert pairs[True] <= 2


def test_every_product_can_be_drawn_and_is_drawn_the_same_again() -> None:
    for product in generate():
        svg = draw_svg(product.drawing)
        assert svg.startswith("<svg")
        assert svg == draw_svg(product.drawing)


def test_a_larger_catalogue_still_has_distinct_names() -> None:
    products = generate(size=1_200)
    assert len({product.product_display_name for product in products}) == 1_200
