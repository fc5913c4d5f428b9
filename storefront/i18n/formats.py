"""Amounts, numbers and dates as the language of the page writes them."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from backend.kit.languages import locale
from backend.kit.money import to_major


def money(minor: int, currency: str) -> str:
    """`129900, "USD"` -> `$1,299.00`, in Chinese `US$1,299.00`."""
    return _money(minor, currency, locale())


def number(value: float) -> str:
    """`1200` -> `1,200`."""
    return str(format_decimal(value, locale=locale()))


def date(moment: datetime) -> str:
    """A day: `Nov 30, 2026`, in Chinese `2026年11月30日`."""
    return str(format_date(moment, format="medium", locale=locale()))


@lru_cache(maxsize=8192)
def _money(minor: int, currency: str, where: str) -> str:
    return str(format_currency(Decimal(to_major(minor)), currency, locale=where))
