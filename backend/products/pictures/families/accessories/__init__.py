"""Small accessories: what is worn with clothes."""

from backend.products.pictures.families.accessories.belts import belt
from backend.products.pictures.families.accessories.eyewear import sunglasses
from backend.products.pictures.families.accessories.headwear import beanie, cap
from backend.products.pictures.families.accessories.hosiery import socks
from backend.products.pictures.families.accessories.scarves import scarf
from backend.products.pictures.families.accessories.ties import tie

__all__ = ["beanie", "belt", "cap", "scarf", "socks", "sunglasses", "tie"]
