"""Money is an integer of minor units; decimal strings exist only where a contract asks for them."""

from decimal import ROUND_HALF_UP, Decimal

MINOR_PER_MAJOR = 100


def to_major(minor: int) -> str:
    """`129900` -> `"1299.00"`: the decimal string of the tutorial's stream fields, two places."""
    return f"{Decimal(minor) / MINOR_PER_MAJOR:.2f}"


def to_minor(major: str | int | float | Decimal) -> int:
    """`"1299.00"` -> `129900`, halves away from zero. Raises `decimal.InvalidOperation` on anything else."""
    return int((Decimal(str(major)) * MINOR_PER_MAJOR).quantize(Decimal(1), ROUND_HALF_UP))
