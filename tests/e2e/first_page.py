"""What a browser loads for the first page, found in the built files as a browser finds it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

# `import "…"`, `import … from "…"` and `export … from "…"`; what `import("…")` asks for comes later, if ever.
STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{0,2}/[^"']+)["']""")
HASH = re.compile(r"-[A-Za-z0-9_-]{8}$")


class _Document(HTMLParser):
    """The scripts and style sheets that a document names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.named: set[str] = set()
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self._in_script = tag == "script"
        if self._in_script and has.get("src"):
            self.named.add(has["src"])
        elif tag == "link" and has.get("rel") in ("modulepreload", "stylesheet"):
            self.named.add(has["href"])

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.named.update(STATIC_IMPORT.findall(data))


def loaded_by(page: Path, build: Path) -> set[str]:
    """The addresses of all scripts and style sheets that this document of a build loads at once."""
    found: set[str] = set()
    waiting = [*_Document(page.read_text()).named]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found.add(address)
        waiting += _imported(address, build)
    return found


def _imported(address: str, build: Path) -> Iterator[str]:
    if not address.endswith(".js"):
        return
    folder = PurePosixPath(address).parent
    for named in STATIC_IMPORT.findall((build / address.lstrip("/")).read_text()):
        yield named if named.startswith("/") else str(folder / named.removeprefix("./"))


def compressed(address: str, build: Path) -> int:
    """The bytes that go over the wire to a browser that takes brotli, as every one does."""
    file = build / address.lstrip("/")
    packed = file.with_name(f"{file.name}.br")
    return (packed if packed.exists() else file).stat().st_size


def part_of(address: str) -> str:
    """`/assets/entry.client-MOotPwE8.js` -> `entry.client.js`: what keeps its name when it changes."""
    path = PurePosixPath(address)
    return HASH.sub("", path.stem) + path.suffix
