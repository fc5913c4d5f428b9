"""What a page's event may bring: anything at all, so each value is checked before it is used."""

MAX_TEXT = 200
MAX_ID = 2**53 - 1  # as in the rooms: what every store and browser can hold
MAX_LIST = 200


def text(value: object, at_most: int = MAX_TEXT) -> str:
    """A line of text without control characters, cut to a length; empty for anything that is no text."""
    if not isinstance(value, str):
        return ""
    printable = "".join(mark if mark.isprintable() else " " for mark in value[: at_most * 4])
    return " ".join(printable.split())[:at_most]


def texts(values: object, at_most: int = MAX_LIST) -> list[str]:
    """Lines of text, each once; one text is a list of itself, anything else is none."""
    if not isinstance(values, list):
        values = [values]
    return list(dict.fromkeys(line for line in map(text, values[:at_most]) if line))


def number(value: object, low: int = 1, high: int = MAX_ID) -> int | None:
    """A whole number within bounds, also as digits in a string; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(high)):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        return None
    return value
