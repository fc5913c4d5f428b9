"""Dresses and skirts."""

from backend.products.pictures.families.dresses.dresses import dress
from backend.products.pictures.families.dresses.skirts import skirt

__all__ = ["dress", "skirt"]
