"""What is worn on feet."""

from backend.products.pictures.families.footwear.boots import boots
from backend.products.pictures.families.footwear.heels import heels
from backend.products.pictures.families.footwear.sandals import sandal
from backend.products.pictures.families.footwear.shoes import shoes
from backend.products.pictures.families.footwear.sneakers import sneaker

__all__ = ["boots", "heels", "sandal", "shoes", "sneaker"]
