"""The sizes that a kind of thing comes in, and how its pieces are spread over them."""

from random import Random

from backend.products.generator.kinds import Kind

LETTERS = {"M": "S M L XL XXL", "W": "XS S M L XL", "U": "XS S M L XL XXL"}
WAISTS = {"M": "28 30 31 32 33 34 36 38", "W": "25 26 27 28 29 30 31 32"}
FEET = {"M": "40 41 42 43 44 45 46", "W": "36 37 38 39 40 41", "U": "36 37 38 39 40 41 42 43 44 45"}
PAIRS = {"U": "36–38 39–42 43–46"}  # noqa: RUF001 (from one size to another)
LENGTHS = {"M": "85 90 95 100 105 110", "W": "70 75 80 85 90 95"}  # centimetres from buckle to middle hole

# By article, or by article and style where it is another; what isn't here comes in one size.
_SIZES: dict[str | tuple[str, str], dict[str, str]] = {
    "tshirt": LETTERS, "shirt": LETTERS, "sweater": LETTERS, "hoodie": LETTERS, "jacket": LETTERS,
    "coat": LETTERS, "skirt": LETTERS, "dress": LETTERS,
    "jeans": WAISTS, "trousers": WAISTS, "shorts": WAISTS,
    ("trousers", "jogger"): LETTERS, ("shorts", "swim"): LETTERS,
    "sneaker": FEET, "shoes": FEET, "boots": FEET, "heels": FEET, "sandal": FEET,
    "socks": PAIRS, "belt": LENGTHS,
}  # fmt: skip

BESTSELLER = 3.0
FEW = 5


def sizes_of(kind: Kind, wearer: str) -> list[str]:
    """In wearing order; none where size does not matter."""
    sizes = _SIZES.get((kind.article, kind.style or ""), _SIZES.get(kind.article, {}))
    return sizes[wearer].split() if sizes else []


def middle(sizes: list[str]) -> int:
    """The place of the size that most people wear."""
    return (len(sizes) - 1) // 2


def spread(pieces: int, sizes: list[str], demand: float, rng: Random) -> list[int]:
    """So many pieces of each size: most in the middle, which is there whenever any is.

    Of what sells slowly some sizes are gone and others nearly; what sells best is deep in all of them.
    """
    most = middle(sizes)
    if pieces <= FEW:
        counts = [0] * len(sizes)
        for _ in range(pieces):
            counts[most if not counts[most] else rng.randrange(len(sizes))] += 1
        return counts
    shares = [1 / (1 + abs(place - most)) for place in range(len(sizes))]
    scale = pieces * len(sizes) / 3 / sum(shares)
    counts = [FEW + 1 + round(scale * share) for share in shares]
    if demand >= BESTSELLER:
        return counts
    gone = rng.choices((0, 1, 2, 3), (45, 30, 15, 10))[0]
    others = [place for place in range(len(sizes)) if place != most]
    for place in rng.sample(others, min(gone, len(others) - 1)):
        counts[place] = 0
    for place, count in enumerate(counts):
        if count and rng.random() < 0.12:
            counts[place] = rng.randint(1, FEW)
    return counts
