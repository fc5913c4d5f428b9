"""Jeans, trousers and shorts."""

from backend.products.pictures.families.trousers.hanging import jeans, shorts, trousers

__all__ = ["jeans", "shorts", "trousers"]
