"""Puts styles and their colours together into products; the same seed gives the same catalogue."""

from collections import deque
from random import Random

from backend.products.generator import colours
from backend.products.generator.care import care_of
from backend.products.generator.sizes import middle, sizes_of, spread
from backend.products.generator.styles import Style, styles
from backend.products.models import Drawing, ProductRecord, Size

FIRST_ID = 100_001  # the public data set's own ids end at 60,000
# A size's id is its product's with two more figures, so that the sizes of one never become another's.
SIZES_EACH = 100
SIZE = 1_200
SEED = 2026

WEARERS = {"M": ("Men", "Adults-Men"), "W": ("Women", "Adults-Women"), "U": ("Unisex", "Adults-Unisex")}
APART = 4  # so many articles in a row are all different: a line of the grid


def generate(size: int = SIZE, seed: int = SEED) -> list[ProductRecord]:
    """`size` products with distinct names, a product a colour of a style; neighbours are different articles.

    Raises `ValueError` for a size below 1.
    """
    if size < 1:
        raise ValueError("size: a catalogue has at least one product")
    rng = Random(f"rivulet catalogue {seed}")
    assortment: list[tuple[Style, str]] = []
    for style in styles(rng):
        assortment += [(style, colour) for colour in style.colours]
        if len(assortment) >= size:
            break
    return [
        _product(FIRST_ID + number, seed, style, colour, rng)
        for number, (style, colour) in enumerate(_spread(assortment[:size], rng))
    ]


def _spread(assortment: list[tuple[Style, str]], rng: Random) -> list[tuple[Style, str]]:
    """Shuffled, the same article not near itself as long as there are others."""
    rng.shuffle(assortment)
    waiting = deque(assortment)
    spread: list[tuple[Style, str]] = []
    while waiting:
        recent = {style.kind.article for style, _ in spread[1 - APART :]}
        for _ in range(len(waiting)):
            if waiting[0][0].kind.article not in recent:
                break
            waiting.rotate(-1)
        spread.append(waiting.popleft())
    return spread


def _product(product_id: int, seed: int, style: Style, colour: str, rng: Random) -> ProductRecord:
    kind = style.kind
    gender, age_group = WEARERS[style.wearer]
    colour_name = kind.names.get(colour, colours.NAMES[colour])
    pieces = _stock(style, rng)
    sizes = _sizes(product_id, pieces, style, rng)
    return ProductRecord(
        product_id=product_id,
        product_display_name=f"{style.name} {style.noun} in {colour_name}",
        variant_name=style.name,
        style_code=f"RV{seed}-{style.number:04}",
        brand_name=style.brand.name,
        age_group=age_group,
        gender=gender,
        base_colour=colour_name,
        article_type=kind.article_type,
        sub_category=kind.sub_category,
        master_category=kind.master_category,
        display_categories=kind.master_category,
        season=kind.season,
        year=style.year,
        usage=kind.usage,
        price=style.price,
        discounted_price=style.discounted_price,
        rating=style.rating,
        rating_count=max(1, round(style.demand * 24)),
        stock_qty=sum(size.stock_qty for size in sizes) if sizes else pieces,
        sizes=sizes,
        description=f"<p>{style.story}</p><p>{style.voice}</p><p>{care_of(kind)}</p>",
        drawing=Drawing(
            article=kind.article,
            colour=colour,
            second=_second(style, colour),
            pattern=style.pattern,
            style=kind.style,
            # One seed a style: its colours are the same piece, folds and all.
            seed=style.number,
        ),
    )


def _sizes(product_id: int, pieces: int, style: Style, rng: Random) -> tuple[Size, ...]:
    """The one that most people wear is sold under the product's own id."""
    names = sizes_of(style.kind, style.wearer)
    own = middle(names)
    counts = spread(pieces, names, style.demand, rng) if names else []
    return tuple(
        Size(
            product_id=product_id if place == own else product_id * SIZES_EACH + place + 1,
            size=name,
            stock_qty=count,
        )
        for place, (name, count) in enumerate(zip(names, counts, strict=True))
    )


def _second(style: Style, colour: str) -> str | None:
    if style.kind.article == "watch" and style.kind.style != "leather":
        return colour  # the bracelet is bare metal: what has the colour is the dial
    return None if style.pattern == "plain" else colours.SECOND[colour]


def _stock(style: Style, rng: Random) -> int:
    """As many weeks' worth of what it sells as was ordered; some is sold out, some nearly."""
    chance = rng.random()
    if chance < 0.03:
        return 0
    if chance < 0.11:
        return rng.randint(1, 5)
    return 12 + round(min(400.0, style.demand * rng.uniform(15, 60)))
