"""Identifiers that sort by the time they were made."""

from ulid import ULID


def new_id() -> str:
    """A fresh ULID, 26 characters (https://github.com/ulid/spec)."""
    return str(ULID())
