"""The inline scripts of the built pages, by their hashes: no other one may run."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path


def hashes_of(scripts: Iterable[str]) -> tuple[str, ...]:
    """Each script as a Content-Security-Policy names it."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return tuple(sorted({f"'sha256-{b64encode(digest).decode()}'" for digest in digests}))


def inline_scripts(folder: Path) -> set[str]:
    """Those of every document in `folder`; none where nothing was built."""
    found: set[str] = set()
    for page in sorted(folder.rglob("*.html")):
        reader = _Reader()
        reader.feed(page.read_text(encoding="utf-8"))
        reader.close()
        found |= reader.scripts
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: set[str] = set()
        self._inside: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and "src" not in dict(attrs):
            self._inside = []

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside is not None:
            self.scripts.add("".join(self._inside))
            self._inside = None
