"""T-shirts, shirts, knitwear and hoodies."""

from backend.products.pictures.families.tops.hoodies import hoodie
from backend.products.pictures.families.tops.knitwear import sweater
from backend.products.pictures.families.tops.shirts import shirt
from backend.products.pictures.families.tops.tshirts import tshirt

__all__ = ["hoodie", "shirt", "sweater", "tshirt"]
