"""The shop's secret, which keys the hashes of browsers and addresses."""

import contextlib
import secrets
from pathlib import Path

from backend.settings import Settings


def secret_of(settings: Settings) -> bytes:
    """`RIVULET_SECRET`, else one made on first use and kept in the home for this user alone."""
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    path = settings.home / "secret"
    if not path.exists():
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_urlsafe(32))
    return path.read_bytes()


def _write_once(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all, 0600; the first of two writers wins."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    try:
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
