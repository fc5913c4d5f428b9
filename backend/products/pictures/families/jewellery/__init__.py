"""Watches and jewellery: metal and stones, drawn without crumple or grain."""

from backend.products.pictures.families.jewellery.earrings import earrings
from backend.products.pictures.families.jewellery.necklaces import necklace
from backend.products.pictures.families.jewellery.watches import watch

__all__ = ["earrings", "necklace", "watch"]
