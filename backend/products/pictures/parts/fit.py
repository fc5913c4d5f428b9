"""How a style is cut: wider or slimmer, shorter or longer than another of the same article."""

from random import Random
from typing import Any

MIDDLE = 250


def fit(rng: Random, wide: tuple[float, float] = (0.91, 1.03), tall: float = 0.88) -> dict[str, Any]:
    """What `Picture.stage` needs for it: a width between these shares, a height of at least `tall`."""
    return {"widen": round(rng.uniform(*wide), 2), "squash": (round(rng.uniform(tall, 1), 2), MIDDLE)}
