"""Handbags: each style a drawing of its own."""

from collections.abc import Callable

from backend.products.pictures.article import article
from backend.products.pictures.families.bags.buckets import bucket
from backend.products.pictures.families.bags.flaps import flap
from backend.products.pictures.families.bags.satchels import satchel
from backend.products.pictures.families.bags.totes import tote
from backend.products.pictures.picture import Picture

STYLES: dict[str, Callable[[Picture], None]] = {
    "tote": tote, "flap": flap, "satchel": satchel, "bucket": bucket,
}  # fmt: skip


@article("tote", "flap", "satchel", "bucket", "tote")
def handbag(p: Picture, style: str) -> None:
    STYLES[style](p)
