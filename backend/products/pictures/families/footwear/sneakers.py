"""Sneakers: court and retro shoes, runners, canvas high-tops."""

from collections.abc import Callable

from backend.products.pictures.article import article
from backend.products.pictures.families.footwear.court import court, retro
from backend.products.pictures.families.footwear.hightop import hightop
from backend.products.pictures.families.footwear.runner import runner
from backend.products.pictures.picture import Picture

STYLES: dict[str, Callable[[Picture], None]] = {
    "court": court, "runner": runner, "hightop": hightop, "retro": retro,
}  # fmt: skip


@article("court", "runner", "hightop", "court", "retro")
def sneaker(p: Picture, style: str) -> None:
    STYLES[style](p)
