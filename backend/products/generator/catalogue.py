"""Puts kinds, brands and colours together into products; the same seed gives the same catalogue."""

from collections import deque
from random import Random

from backend.products.generator import colours
from backend.products.generator.accessories import ACCESSORIES
from backend.products.generator.brands import BRANDS, VARIANTS
from backend.products.generator.clothes import CLOTHES
from backend.products.generator.kinds import Kind
from backend.products.models import Drawing, ProductRecord

KINDS = CLOTHES + ACCESSORIES
FIRST_ID = 100_001  # the public data set's own ids end at 60,000
SIZE = 240
SEED = 2026

WEARERS = {"M": ("Men", "Adults-Men"), "W": ("Women", "Adults-Women"), "U": ("Unisex", "Adults-Unisex")}


def generate(size: int = SIZE, seed: int = SEED) -> list[ProductRecord]:
    """`size` products with distinct names; neighbours are of different articles."""
    rng = Random(f"rivulet catalogue {seed}")
    taken: set[str] = set()
    return [
        _product(FIRST_ID + number, kind, colour, rng, taken)
        for number, (kind, colour) in enumerate(_assortment(size, rng))
    ]


def _assortment(size: int, rng: Random) -> list[tuple[Kind, str]]:
    """Which kinds in which colours, dealt so that the same article rarely follows itself."""
    rounds = max(len(kind.palette) for kind in KINDS)
    dealt: list[tuple[Kind, str]] = []
    while len(dealt) < size:
        for number in range(rounds):
            hand = [(kind, kind.palette[number]) for kind in KINDS if number < len(kind.palette)]
            rng.shuffle(hand)
            dealt.extend(hand)
    waiting = deque(dealt[:size])
    spread: list[tuple[Kind, str]] = []
    while waiting:
        recent = {kind.article for kind, _ in spread[-3:]}
        for _ in range(len(waiting)):
            if waiting[0][0].article not in recent:
                break
            waiting.rotate(-1)
        spread.append(waiting.popleft())
    return spread


def _product(product_id: int, kind: Kind, colour: str, rng: Random, taken: set[str]) -> ProductRecord:
    pattern = rng.choice([*kind.wear, "plain"]) if kind.wear and rng.random() < 0.5 else "plain"
    second = None if pattern == "plain" else colours.SECOND[colour]
    if kind.article == "watch" and kind.style != "leather":
        second = colour  # the bracelet is bare metal: what has the colour is the dial
    brand = rng.choice([brand for brand in BRANDS if kind.article in brand.makes])
    gender, age_group = WEARERS[rng.choice(kind.genders)]
    colour_name = kind.names.get(colour, colours.NAMES[colour])
    noun = kind.noun if pattern == "plain" else f"{kind.wear[pattern]} {kind.noun}"
    variant = _free_variant(f"{noun} in {colour_name}", rng, taken)
    price = _price(rng.uniform(kind.low, kind.high) * brand.level)
    return ProductRecord(
        product_id=product_id,
        product_display_name=f"{variant} {noun} in {colour_name}",
        variant_name=variant,
        brand_name=brand.name,
        age_group=age_group,
        gender=gender,
        base_colour=colour_name,
        article_type=kind.article_type,
        sub_category=kind.sub_category,
        master_category=kind.master_category,
        display_categories=kind.master_category,
        season=kind.season,
        year=rng.choice([2024, 2025, 2025, 2026, 2026, 2026]),
        usage=kind.usage,
        price=price,
        discounted_price=_discounted(price, rng),
        rating=round(min(4.9, max(3.2, rng.gauss(4.3, 0.35))), 1),
        stock_qty=_stock(rng),
        description=f"<p>{kind.story}</p><p>{brand.voice}</p>",
        drawing=Drawing(
            article=kind.article,
            colour=colour,
            second=second,
            pattern=pattern,
            style=kind.style,
            seed=product_id,
        ),
    )


def _free_variant(rest: str, rng: Random, taken: set[str]) -> str:
    variant = rng.choice(VARIANTS)
    while f"{variant} {rest}" in taken:
        variant = (
            rng.choice(VARIANTS) if rng.random() < 0.9 else f"{rng.choice(VARIANTS)} {rng.choice(VARIANTS)}"
        )
    taken.add(f"{variant} {rest}")
    return variant


def _price(major: float) -> int:
    """Minor units as shops write them: whole below 100, else to the next five."""
    step = 1 if major < 100 else 5
    return max(step, round(major / step) * step) * 100


def _discounted(price: int, rng: Random) -> int:
    if rng.random() > 0.22:
        return price
    return _price(price / 100 * (1 - rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4])))


def _stock(rng: Random) -> int:
    """Few sold out, some nearly, most plentiful."""
    chance = rng.random()
    if chance < 0.03:
        return 0
    return rng.randint(1, 5) if chance < 0.12 else rng.randint(20, 180)
