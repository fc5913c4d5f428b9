"""The first catalogue of an empty shop: invented, and the same for the same seed."""

from backend.products.generator.catalogue import generate

__all__ = ["generate"]
