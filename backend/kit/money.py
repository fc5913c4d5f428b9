"""Money is an integer of minor units; decimal strings exist only where a contract asks for them."""

from decimal import ROUND_HALF_UP, Decimal

MINOR_PER_MAJOR = 100


def to_major(minor: int) -> str:
    """`129900` -> `"1299.00"`: the decimal string of the tutorial's stream fields, two places."""
    return f"{Decimal(minor) / MINOR_PER_MAJOR:.2f}"


def to_minor(major: str | int | float | Decimal) -> int:
    """`"1299.00"` -> `129900`, halves away from zero. Raises `decimal.InvalidOperation` on anything else."""
    return int((Decimal(str(major)) * MINOR_PER_MAJOR).quantize(Decimal(1), ROUND_HALF_UP))


def to_major_number(minor: int) -> int | float:
    """`129900` -> `1299`, `129950` -> `1299.5`: the number of the tutorial's JSON, whole where it can be."""
    whole, rest = divmod(minor, MINOR_PER_MAJOR)
    return minor / MINOR_PER_MAJOR if rest else whole
