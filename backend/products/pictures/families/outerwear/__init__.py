"""Jackets and coats."""

from backend.products.pictures.families.outerwear.coats import coat
from backend.products.pictures.families.outerwear.jackets import jacket

__all__ = ["coat", "jacket"]
