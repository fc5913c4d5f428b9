"""Bags: of leather for the hand, of cloth for the back, and what money is kept in."""

from backend.products.pictures.families.bags.backpacks import backpack
from backend.products.pictures.families.bags.handbags import handbag
from backend.products.pictures.families.bags.wallets import wallet

__all__ = ["backpack", "handbag", "wallet"]
